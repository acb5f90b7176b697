"""What stands around every page: the tab's title, the language, the menu, what is asked for."""

import re

import pytest
import screen
from playwright.sync_api import Page, Response, expect

from kpi.ui.menu import MENU, product

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
READERS = [entry for entry in MENU if not entry.staff]


def menu(page: Page) -> list[str]:
    """The pages that the menu offers, those of its sections as they are opened."""
    found = page.get_by_test_id("stTopNavLink").all_inner_texts()
    for section in page.get_by_test_id("stTopNavSection").all():
        section.click()
        links = page.get_by_test_id("stTopNavDropdownLink")
        expect(links.first).to_be_visible()
        found += links.all_inner_texts()
        page.keyboard.press("Escape")
        expect(links).to_have_count(0)
    return [name.split("\n")[-1].strip() for name in found]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_tab_is_called_after_its_page_in_the_language_of_the_page(
    lang: str, page: Page, base_url: str
) -> None:
    for entry in MENU:
        screen.visit(page, f"{base_url}{entry.path}?lang={lang}")
        # Staff pages say no more to a reader, and have a title of their own all the same.
        expect(page).to_have_title(f"{entry.title(lang)} · {product(lang)}")  # type: ignore[arg-type]
        assert page.locator("html").get_attribute("lang") == lang


def test_title_and_language_follow_the_menu_and_the_switch(page: Page, base_url: str) -> None:
    screen.visit(page, base_url)
    screen.follow_menu(page, "trend")
    expect(page).to_have_title("Xu hướng · Chuyển đổi số các tỉnh")
    screen.still(page)
    screen.speak(page, "EN")
    expect(page).to_have_title("Trend · Digital transformation by province")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_nothing_a_page_asks_for_is_refused_or_missing(page: Page, base_url: str) -> None:
    refused: list[str] = []
    failed: list[str] = []

    def answered(answer: Response) -> None:
        if answer.status >= 400:
            refused.append(f"{answer.status} {answer.url}")

    page.on("response", answered)
    page.on("requestfailed", lambda request: failed.append(request.url))
    for path in (*screen.PATHS, *screen.STAFF_PATHS):
        screen.visit(page, base_url + path)
        page.wait_for_load_state("networkidle")
    assert (refused, failed) == ([], [])


def test_readers_find_no_page_of_staff_in_the_menu_and_a_clerk_does(
    page: Page, staff_url: str
) -> None:
    screen.visit(page, staff_url)
    assert menu(page) == [entry.vi for entry in READERS]
    screen.sign_in(page, staff_url, "lan", "/methods")
    assert menu(page) == [entry.vi for entry in MENU]


@pytest.mark.parametrize("path", screen.STAFF_PATHS)
def test_a_page_of_staff_offers_to_sign_in_and_comes_back(
    path: str, page: Page, staff_url: str
) -> None:
    screen.visit(page, staff_url + path)
    page.get_by_test_id("stMain").locator(".kpi-way-in").get_by_role("link").click()
    page.get_by_label("Tên tài khoản").fill("lan")
    page.get_by_label("Mật khẩu").fill(screen.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(re.compile(path))
    screen.still(page)
    expect(page.locator(".kpi-person")).to_contain_text("Nguyễn Thị Lan")
    expect(page.locator(".kpi-way-in")).to_have_count(0)


def test_the_menu_of_a_phone_closes_when_a_page_is_chosen(
    another: screen.Opener, base_url: str
) -> None:
    page = another(**PHONE)
    screen.visit(page, base_url)
    for entry in READERS[1:3]:
        page.get_by_test_id("stExpandSidebarButton").tap()
        links = page.get_by_test_id("stSidebarNavLink")
        expect(links.first).to_be_visible()
        links.filter(has_text=entry.vi).tap()
        page.wait_for_url(re.compile(entry.path))
        screen.still(page)
        expect(links.first).not_to_be_in_viewport()
        expect(page.locator("h1").first).to_be_in_viewport()
