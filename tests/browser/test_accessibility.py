"""No serious finding of axe-core on any page, in the light and in the dark."""

from typing import Any

import pytest
import screen
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

THEMES = ("light", "dark")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
BTS = "/ranking?indicator=bts_stations&period=2020"
# Small targets are a rule of WCAG 2.2, which axe leaves out unless it is asked for.
RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}


def serious(page: Page) -> list[str]:
    """What axe finds that keeps somebody from reading or working a page."""
    violations = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{found['id']}: {node['html'][:160]} {(node['any'] or node['all'])[:1]}"
        for found in violations
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("path", [*screen.PATHS, *screen.STAFF_PATHS])
def test_every_reader_can_read_and_work_the_page(
    path: str, theme: str, another: screen.Opener, staff_url: str
) -> None:
    page = another(color_scheme=theme)
    screen.visit(page, staff_url + path)
    assert serious(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_reader_can_read_and_work_the_sign_in_page(
    theme: str, another: screen.Opener, staff_url: str
) -> None:
    page = another(color_scheme=theme)
    page.goto(f"{staff_url}/dang-nhap")
    page.get_by_label("Tên tài khoản").fill("lan")
    page.get_by_label("Mật khẩu").fill("sai")
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("alert").wait_for()
    assert serious(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_open_source_panel_can_be_read_and_worked(
    theme: str, another: screen.Opener, staff_url: str
) -> None:
    page = another(color_scheme=theme)
    screen.visit(page, staff_url + BTS)
    screen.press(page, page.locator(screen.BARS).first)
    screen.panel(page).get_by_text("In ra").wait_for()
    screen.still(page)
    assert serious(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_clerk_can_read_and_work_the_pages_of_staff(
    theme: str, another: screen.Opener, staff_url: str
) -> None:
    page = another(color_scheme=theme)
    screen.sign_in(page, staff_url, "lan", "/upload")
    found = {}
    for path in screen.STAFF_PATHS:
        screen.visit(page, staff_url + path)
        found[path] = serious(page)
    assert found == {path: [] for path in screen.STAFF_PATHS}


@pytest.mark.parametrize("theme", THEMES)
def test_a_phone_can_read_and_work_every_page(
    theme: str, another: screen.Opener, staff_url: str
) -> None:
    page = another(**PHONE, color_scheme=theme)
    found = {}
    for path in screen.PATHS:
        screen.visit(page, staff_url + path)
        found[path] = serious(page)
    assert found == {path: [] for path in screen.PATHS}
