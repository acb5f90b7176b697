"""The routes beside the pages: the form, the cookie, the redirect, what is refused."""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from argon2 import PasswordHasher
from httpx2 import Response
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from kpi import settings
from kpi.accounts import passwords, people
from kpi.accounts.people import CONSOLE
from kpi.model import Person
from kpi.store import Store
from kpi.ui import sign_in, sign_in_routes
from kpi.ui.data import live_store
from kpi.ui.server import SecurityHeaders
from kpi.ui.sign_in import COOKIE, current_person
from kpi.ui.sign_in_routes import safe_next

PASSWORD = "một mật khẩu dài"  # noqa: S105 - of an account that lives as long as a test
WRONG = "một mật khẩu sai"
HERE = "http://localhost"
Form = dict[str, str]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation with a store of its own and nobody in it."""
    path = tmp_path / "kpi.duckdb"
    Store.open(path).close()
    monkeypatch.setenv("KPI_STORE", str(path))
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(1, 128, 1))
    for forget in (st.cache_resource.clear, sign_in_routes._throttle.cache_clear):
        forget()
    yield path
    live_store().close()
    for forget in (st.cache_resource.clear, sign_in_routes._throttle.cache_clear):
        forget()


@pytest.fixture
def client(path: Path) -> TestClient:
    app = Starlette(routes=sign_in_routes.sign_in_routes, middleware=[Middleware(SecurityHeaders)])
    return TestClient(app, base_url=HERE, follow_redirects=False)


@pytest.fixture
def lan(client: TestClient) -> Person:
    account = people.add(
        live_store(), "lan", "staff", password=PASSWORD, by=CONSOLE, display="Nguyễn Thị Lan"
    )
    return account.person


def post(client: TestClient, origin: str | None = HERE, **form: str) -> Response:
    headers = {} if origin is None else {"Origin": origin}
    fields = {"name": "lan", "password": PASSWORD, **form}
    return client.post("/dang-nhap", data=fields, headers=headers)


def cookie(answer: Response) -> Any:
    return SimpleCookie(answer.headers["set-cookie"])[COOKIE]


def seen(monkeypatch: pytest.MonkeyPatch, value: str = "", **claims: object) -> Person | None:
    """Whom a page sees that was asked for with this cookie, by this OIDC user."""
    cookies = {COOKIE: value} if value else {}
    user = SimpleNamespace(to_dict=lambda: claims)
    monkeypatch.setattr(sign_in.st, "context", SimpleNamespace(cookies=cookies))
    monkeypatch.setattr(sign_in.st, "user", user)
    return current_person()


# The page


def test_the_page_has_labels_and_tells_the_browser_what_the_fields_are(client: TestClient) -> None:
    page = client.get("/dang-nhap")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "default-src 'self'" in page.headers["content-security-policy"]
    ids = set(re.findall(r' id="(\w+)"', page.text))
    assert set(re.findall(r'<label for="(\w+)"', page.text)) == ids == {"name", "password"}
    assert set(re.findall(r'autocomplete="([\w-]+)"', page.text)) == {
        "username",
        "current-password",
    }
    assert "<script" not in page.text
    assert "http" not in page.text


def test_the_page_speaks_the_readers_language(client: TestClient) -> None:
    assert '<html lang="vi">' in client.get("/dang-nhap").text
    english = client.get("/dang-nhap", params={"lang": "en", "next": "/trend?lang=en"}).text
    assert '<html lang="en">' in english and "<h1>Sign in</h1>" in english
    assert 'name="next" value="/trend?lang=en"' in english
    assert '<html lang="vi">' in client.get("/dang-nhap?lang=fr").text


def test_nothing_of_the_address_becomes_html(client: TestClient) -> None:
    page = client.get("/dang-nhap", params={"next": '/"><b>x</b>', "lang": '"><i>'}).text
    assert "<b>" not in page and "<i>" not in page


def test_nothing_typed_becomes_html(client: TestClient, lan: Person) -> None:
    assert "<b>" not in post(client, name='"><b>').text


COMMAND = "python -m kpi user add … --role admin"
ASK = "Chưa có tài khoản? Hãy hỏi quản trị viên."


def on_the_machine(client: TestClient, host: str = "127.0.0.1") -> TestClient:
    """Somebody who sits at the machine that the program runs on."""
    return TestClient(client.app, base_url=HERE, client=(host, 50000))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "127.0.0.2"])
def test_a_fresh_install_says_on_the_machine_how_the_first_account_is_made(
    client: TestClient, host: str
) -> None:
    here = on_the_machine(client, host)
    assert COMMAND in here.get("/dang-nhap").text
    people.add(live_store(), "lan", "admin", password=None, by=CONSOLE)
    page = here.get("/dang-nhap").text
    assert COMMAND not in page and ASK in page


@pytest.mark.parametrize(
    "header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"]
)
def test_a_visitor_through_a_proxy_is_sent_to_the_administrator(
    client: TestClient, header: str
) -> None:
    page = on_the_machine(client).get("/dang-nhap", headers={header: "127.0.0.1"}).text
    assert COMMAND not in page and ASK in page


@pytest.mark.parametrize("host", ["192.168.1.20", "2001:db8::1", "testclient", "127.0.0.1.kpi.vn"])
def test_a_visitor_from_elsewhere_is_sent_to_the_administrator(
    client: TestClient, host: str
) -> None:
    page = on_the_machine(client, host).get("/dang-nhap").text
    assert COMMAND not in page and ASK in page
    english = on_the_machine(client, host).get("/dang-nhap?lang=en").text
    assert "No account? Ask your administrator." in english


def test_a_name_that_leads_to_the_machine_from_elsewhere_is_not_the_machine(
    client: TestClient,
) -> None:
    elsewhere = TestClient(client.app, base_url="http://kpi.example", client=("127.0.0.1", 50000))
    assert COMMAND not in elsewhere.get("/dang-nhap").text


# Signing in


def test_the_right_password_sets_a_cookie_and_leads_back(
    client: TestClient, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = post(client, next="/ranking?mine=vn34:24")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ranking?mine=vn34:24")
    given = cookie(answer)
    assert (given["httponly"], given["samesite"], given["path"]) == (True, "lax", "/")
    assert (given["max-age"], given["secure"]) == (str(8 * 3600), "")
    assert seen(monkeypatch, given.value) == lan
    assert PASSWORD not in given.value


def test_over_https_the_cookie_is_secure(client: TestClient, lan: Person) -> None:
    safe = TestClient(client.app, base_url="https://kpi.example", follow_redirects=False)
    assert cookie(post(safe, "https://kpi.example"))["secure"] is True


def test_behind_a_silent_proxy_the_settings_make_it_secure(
    client: TestClient, lan: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.toml").write_text("[sign_in]\nalways_https = true\n", encoding="utf-8")
    monkeypatch.setattr(settings.load_settings, "__defaults__", (tmp_path,))
    assert cookie(post(client))["secure"] is True


@pytest.mark.parametrize("form", [{"password": WRONG}, {"name": "ai đó"}])
def test_unknown_name_and_wrong_password_read_the_same(
    client: TestClient, lan: Person, form: Form
) -> None:
    answer = post(client, **form)
    assert answer.status_code == 401
    assert "Tên hoặc mật khẩu không đúng." in answer.text
    assert "set-cookie" not in answer.headers
    assert form.get("password", PASSWORD) not in answer.text


def test_too_many_tries_have_to_wait(client: TestClient, lan: Person) -> None:
    assert [post(client, password=WRONG).status_code for _ in range(5)] == [401] * 5
    answer = post(client, lang="en")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "2")
    assert "Try again in 2 seconds." in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "https://evil.example",
        "http://localhost.evil.example",
        "http://localhost:8502",
        "http://localhost@evil.example",
    ],
)
def test_a_form_of_another_site_is_refused(
    client: TestClient, lan: Person, origin: str | None
) -> None:
    answer = post(client, origin)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    headers = {} if origin is None else {"Origin": origin}
    assert client.post("/dang-xuat", headers=headers).status_code == 403


def test_without_an_origin_the_referer_counts(client: TestClient, lan: Person) -> None:
    form = {"name": "lan", "password": PASSWORD}
    told = client.post("/dang-nhap", data=form, headers={"Referer": f"{HERE}/dang-nhap"})
    assert told.status_code == 303
    told = client.post(
        "/dang-nhap", data=form, headers={"Referer": "http://evil.example/localhost"}
    )
    assert told.status_code == 403


@pytest.mark.parametrize(
    "body", [b"x" * 20_000, "name=lân".encode(), b"&".join(b"a=b" for _ in range(99))]
)
def test_a_form_that_is_not_ours_is_refused(client: TestClient, lan: Person, body: bytes) -> None:
    told = client.post("/dang-nhap", content=body, headers={"Origin": HERE})
    assert told.status_code == 403


def test_an_empty_form_is_a_wrong_password(client: TestClient, lan: Person) -> None:
    assert client.post("/dang-nhap", headers={"Origin": HERE}).status_code == 401


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/", "/"),
        ("/trend?areas=vn63:72&lang=en", "/trend?areas=vn63:72&lang=en"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\n/evil.example", "/"),
        (" //evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("evil.example", "/"),
        ("/dang-nhap?next=/", "/"),
        ("/dang-xuat", "/"),
        ("/" + "x" * 3000, "/"),
    ],
)
def test_afterwards_one_stays_on_this_site(asked: str, led: str) -> None:
    assert safe_next(asked) == led


def test_the_redirect_and_the_way_back_stay_on_this_site(client: TestClient, lan: Person) -> None:
    assert post(client, next="//evil.example").headers["location"] == "/"
    assert "evil" not in client.get("/dang-nhap?next=//evil.example").text


def test_a_store_without_accounts_is_a_sentence(client: TestClient, lan: Person) -> None:
    with live_store().transaction() as cursor:
        cursor.execute("drop view person_state")
    for answer in (on_the_machine(client).get("/dang-nhap"), post(client)):
        assert answer.status_code == 503
        assert "python -m kpi build" in answer.text


# Signing out, and sessions that end


def test_signing_out_ends_the_session_on_the_server_too(
    client: TestClient, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    value = cookie(post(client)).value
    answer = client.post("/dang-xuat", data={"next": "/trend"}, headers={"Origin": HERE})
    assert (answer.status_code, answer.headers["location"]) == (303, "/trend")
    assert cookie(answer)["max-age"] == "0"
    assert seen(monkeypatch, value) is None


def test_nobody_is_signed_out_by_a_link(client: TestClient) -> None:
    assert client.get("/dang-xuat").status_code == 405


def test_a_disabled_persons_session_ends_at_the_next_run(
    client: TestClient, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    value = cookie(post(client)).value
    assert seen(monkeypatch, value) == lan
    people.set_active(live_store(), "lan", active=False, by=CONSOLE)
    assert seen(monkeypatch, value) is None
    assert post(client).status_code == 401
    people.set_active(live_store(), "lan", active=True, by=CONSOLE)
    assert seen(monkeypatch, value) is None


def test_a_viewer_leaves_no_trace(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(monkeypatch) is None
    assert [p.name for p in path.parent.iterdir()] == ["kpi.duckdb"]


# OIDC: what Streamlit says of the token


@pytest.fixture
def claims(client: TestClient) -> dict[str, object]:
    """Those of somebody who has an account, signed in just now."""
    people.add(live_store(), "lan@tinh.vn", "approver", password=None, by=CONSOLE, display="Lan")
    now = int(sign_in.sessions()._clock())
    return {
        "is_logged_in": True,
        "email": "Lan@tinh.vn",
        "email_verified": True,
        "name": "Lan N",
        "iat": now,
    }


def test_an_oidc_user_is_the_account_of_the_email(
    claims: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert seen(monkeypatch, **claims) == Person("lan@tinh.vn", "approver", "Lan")


@pytest.mark.parametrize(
    "changed",
    [{"email": "ai@tinh.vn"}, {"email_verified": False}, {"email_verified": None}],
    ids=str,
)
def test_an_oidc_user_without_account_or_verified_email_is_a_viewer(
    claims: dict[str, object], changed: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = seen(monkeypatch, **{**claims, **changed})
    assert person is not None
    assert (person.role, person.display) == ("viewer", "Lan N")


def test_a_disabled_oidc_user_is_a_viewer(
    claims: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    people.set_active(live_store(), "lan@tinh.vn", active=False, by=CONSOLE)
    person = seen(monkeypatch, **claims)
    assert person is not None and person.role == "viewer"


@pytest.mark.parametrize(
    ("rule", "claim", "role"),
    [
        ('oidc_roles = ["staff"]', {}, "viewer"),
        ("oidc_unverified_email = true", {"email_verified": False}, "approver"),
    ],
)
def test_the_settings_say_what_oidc_is_worth(
    claims: dict[str, object],
    rule: str,
    claim: dict[str, object],
    role: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "settings.toml").write_text(f"[sign_in]\n{rule}\n", encoding="utf-8")
    monkeypatch.setattr(settings.load_settings, "__defaults__", (tmp_path,))
    person = seen(monkeypatch, **{**claims, **claim})
    assert person is not None and person.role == role


@pytest.mark.parametrize(
    "changed",
    [{"is_logged_in": False}, {"is_logged_in": "yes"}, {"iat": None}, {"iat": 0}],
    ids=str,
)
def test_an_old_or_undated_token_is_nobody(
    claims: dict[str, object], changed: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert seen(monkeypatch, **{**claims, **changed}) is None
