"""The first answer of every page: its language, its title, where its server is; asked for anew."""

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kpi.ui.menu import MENU
from kpi.ui.opening import page_routes

PRODUCT = {"vi": "Chuyển đổi số các tỉnh", "en": "Digital transformation by province"}


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=page_routes))


@pytest.mark.parametrize("entry", MENU, ids=lambda entry: entry.name)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_first_answer_is_in_the_readers_language_and_names_the_page(
    client: TestClient, entry: object, lang: str
) -> None:
    page = client.get(f"{entry.path}?lang={lang}")  # type: ignore[attr-defined]
    assert re.findall(r'<html lang="(\w+)"', page.text) == [lang]
    title = entry.title(lang)  # type: ignore[attr-defined]
    assert re.findall("<title>(.*)</title>", page.text) == [f"{title} · {PRODUCT[lang]}"]
    assert "Streamlit app" not in page.text and "You need" not in page.text


def test_an_address_without_a_known_language_is_in_the_installations(client: TestClient) -> None:
    for query in ("", "?lang=", "?lang=fr"):
        assert '<html lang="vi">' in client.get(f"/ranking{query}").text


def test_the_script_is_told_where_the_server_is_before_it_starts(client: TestClient) -> None:
    page = client.get("/ranking").text
    assert 0 < page.index("BACKEND_BASE_URL") < page.index('type="module"')


def test_a_page_that_is_still_the_same_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/ranking?lang=en")
    assert first.headers["cache-control"] == "no-cache"
    known = first.headers["etag"]
    for tag in (known, f"W/{known}"):
        again = client.get("/ranking?lang=en", headers={"If-None-Match": tag})
        assert (again.status_code, again.text) == (304, "")
        assert again.headers["etag"] == known


def test_a_page_kept_in_another_language_or_of_another_page_is_sent_anew(
    client: TestClient,
) -> None:
    kept = client.get("/ranking?lang=en").headers["etag"]
    for address in ("/ranking?lang=vi", "/trend?lang=en"):
        answer = client.get(address, headers={"If-None-Match": kept})
        assert answer.status_code == 200 and answer.text
