"""What the top row says of who is there, when an OIDC provider is set up and when none is."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpi.accounts import people
from kpi.accounts.people import CONSOLE
from kpi.store import Store

SCRIPT = "from kpi.ui.sign_in import sign_in_state\nsign_in_state()"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    path = tmp_path / "kpi.duckdb"
    with Store.open(path) as store:
        people.add(
            store, "lan@tinh.vn", "staff", password=None, by=CONSOLE, display="Nguyễn Thị Lan"
        )
    monkeypatch.setenv("KPI_STORE", str(path))
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def shown(user: dict[str, object], **query: str) -> AppTest:
    at = AppTest.from_string(SCRIPT)
    at.user = user
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def html(at: AppTest) -> str:
    return "".join(str(e.proto.body) for e in at.get("html"))


def test_a_viewer_sees_a_link_that_leads_back_here() -> None:
    at = shown({}, mine="vn34:24", lang="en")
    assert 'href="/dang-nhap?next=' in html(at)
    assert "mine%3Dvn34%253A24" in html(at)
    assert "Sign in" in html(at)
    assert [b.label for b in at.button] == []


def test_with_oidc_a_viewer_may_also_use_it() -> None:
    at = shown({"is_logged_in": False})
    assert "Đăng nhập" in html(at)
    assert [b.label for b in at.button] == ["Tài khoản cơ quan"]


def test_an_oidc_user_sees_the_name_and_the_way_out() -> None:
    claims = {"email": "lan@tinh.vn", "email_verified": True, "iat": int(time.time())}
    at = shown({"is_logged_in": True, **claims})
    assert "Nguyễn Thị Lan" in html(at)
    assert "dang-" not in html(at)
    assert [b.label for b in at.button] == ["Đăng xuất"]


def test_a_name_is_no_html() -> None:
    claims = {"email": "x@y.vn", "name": "<img src=//evil>", "iat": int(time.time())}
    assert "<img" not in html(shown({"is_logged_in": True, **claims}))


def test_a_signed_in_token_that_is_too_old_counts_for_nobody() -> None:
    at = shown({"is_logged_in": True, "email": "lan@tinh.vn", "email_verified": True, "iat": 1})
    assert "Đăng nhập" in html(at)
