"""Signing in and out as a clerk does it; the session of somebody who was disabled."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import screen
from playwright.sync_api import Page, expect

from kpi.accounts import people
from kpi.accounts.people import CONSOLE
from kpi.store import Store

pytestmark = pytest.mark.browser

PASSWORD = "một mật khẩu dài"  # noqa: S105 - of accounts that live as long as a test
TREND = "/trend?areas=vn63:72&mine=vn34:80"
NO_CHART = "/methods"


@pytest.fixture(scope="module")
def address(
    built: Path, serve: screen.Serving, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The app with the shipped figures and one person who may write."""
    store = Path(shutil.copy(built, tmp_path_factory.mktemp("people")))
    add(store, "lan", "Nguyễn Thị Lan")
    with serve(store, store.with_name("log")) as url:
        yield url


def add(store: Path, name: str, display: str) -> None:
    with Store.open(store) as opened:
        people.add(opened, name, "staff", password=PASSWORD, by=CONSOLE, display=display)


def who(page: Page) -> str:
    """What the right end of the top row says."""
    return page.locator(".kpi-person").inner_text()


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Tên tài khoản").fill(name)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def test_a_clerk_signs_in_works_on_and_signs_out(page: Page, address: str) -> None:
    screen.visit(page, address + TREND)
    asked = page.url
    page.get_by_role("link", name="Đăng nhập").click()
    sign_in(page, "Lan", "một mật khẩu sai")
    expect(page.get_by_role("alert")).to_have_text("Tên hoặc mật khẩu không đúng.")
    sign_in(page, "Lan")
    page.wait_for_url(re.compile("/trend"))
    screen.still(page)
    # The same view as before, query and all.
    assert page.url.replace("%3A", ":") == asked.replace("%3A", ":")
    expect(page.locator(".kpi-person")).to_contain_text("Nguyễn Thị Lan")

    # The name goes along from page to page; the cookie is out of a script's reach.
    screen.follow_menu(page, "ranking")
    page.wait_for_url(re.compile("/ranking"))
    screen.still(page)
    expect(page.locator(".kpi-person")).to_contain_text("Nguyễn Thị Lan")
    assert "kpi_session" not in page.evaluate("document.cookie")

    # Another tab of the same browser, opened while signed in, is signed out by this one.
    tab = page.context.new_page()
    screen.visit(tab, address + NO_CHART)
    assert "Nguyễn Thị Lan" in who(tab)
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("link", name="Đăng nhập")).to_be_visible()
    expect(page).to_have_url(re.compile("/ranking"))
    screen.speak(tab, "EN")
    expect(tab.locator(".kpi-person")).to_have_text("Sign in")


def test_the_session_of_a_disabled_person_has_ended(
    page: Page, serve: screen.Serving, tmp_path: Path
) -> None:
    store = tmp_path / "kpi.duckdb"
    add(store, "minh", "Trần Văn Minh")
    with serve(store, tmp_path / "log") as first:
        page.goto(f"{first}/dang-nhap?next={NO_CHART}")
        sign_in(page, "minh")
        page.wait_for_url(first + NO_CHART)
        screen.still(page)
        assert "Trần Văn Minh" in who(page)
    with Store.open(store) as opened:
        people.set_active(opened, "minh", active=False, by=CONSOLE)
    # A browser sends the cookie to whatever port.
    with serve(store, tmp_path / "log") as second:
        screen.visit(page, second + NO_CHART)
        assert "kpi_session" in {cookie["name"] for cookie in page.context.cookies()}
        assert who(page).strip() == "Đăng nhập"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_in_page_fits_a_phone(another: screen.Opener, address: str, scheme: str) -> None:
    page = another(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.goto(f"{address}/dang-nhap")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for field in (page.get_by_label("Tên tài khoản"), page.get_by_role("button")):
        box = field.bounding_box()
        # A finger needs 44 pixels.
        assert box is not None and box["height"] >= 44
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", ground)[:3])) < 180) == (scheme == "dark")
