"""No word of the frame around the pages is left in the other language, shown or told."""

import re

import pytest
import screen
from playwright.sync_api import Page, expect

from kpi.catalogue import Catalogue

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
BTS = "/ranking?indicator=bts_stations&period=2020"
_LABELS = """() => {
    const found = new Set();
    const own = "button, label, nav, [role=listbox], [role=menu], [role=dialog] > button, " +
        "[role=tooltip], [data-testid=stFileUploader], [data-testid=stDataFrameColumnMenu], " +
        "[data-testid=stDataFrameColumnVisibilityMenu], [data-testid=InputInstructions]";
    // Cards and rows tell names, numbers and titles of documents as they are.
    for (const element of document.querySelectorAll("*:not(.kpi-board *)"))
        for (const name of ["aria-label", "title", "placeholder", "aria-description"]) {
            const words = element.getAttribute(name);
            if (words) found.add(words);
        }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const { textContent, parentElement } = texts.currentNode;
        if (parentElement.closest(own) && !parentElement.closest("script, style, [translate=no]"))
            found.add(textContent.trim());
    }
    return [...found].filter(text => text);
}"""
_VIETNAMESE = re.compile(r"[^\W\d_a-zA-Z]")


def english(words: set[str], catalogue: Catalogue) -> list[str]:
    """What has not one Vietnamese letter, but for the names of places and abbreviations."""
    names = {area.name_vi for area in catalogue.areas.values()}
    plain = {w for w in words if re.search("[A-Za-z]{3}", w) and not _VIETNAMESE.search(w)}
    return sorted(w for w in plain if w.removesuffix(" (cũ)") not in names)


def labels(page: Page) -> set[str]:
    return set(page.evaluate(_LABELS))


def opened_everywhere(page: Page, address: str, lang: str) -> dict[str, set[str]]:
    """What the frame says on every page, with everything opened that a reader can open."""
    found: dict[str, set[str]] = {}
    for path in (*screen.PATHS, *screen.STAFF_PATHS):
        screen.visit(page, f"{address}{path}?lang={lang}")
        found[path] = labels(page)
        for picker in page.get_by_role("combobox").all()[:3]:
            if picker.is_visible() and picker.is_enabled():
                picker.click()
                found[path] |= labels(page)
                page.keyboard.press("Escape")
        for table in page.get_by_test_id("stDataFrame").all()[:1]:
            if table.is_visible():
                # In the middle: at the top of the window the header lies over its buttons.
                table.evaluate("table => table.scrollIntoView({ block: 'center' })")
                table.hover()
                box = table.bounding_box()
                assert box is not None
                # Of this table alone: those of another one show when the mouse is over that.
                own = table.locator("xpath=ancestor::*[@data-testid='stElementContainer'][1]")
                for button in own.get_by_test_id("stElementToolbarButton").all():
                    if button.is_visible():
                        button.hover()
                        page.wait_for_timeout(400)  # until the tooltip comes
                        found[path] |= labels(page)
                # The menu of a column hides in its head, which is drawn on a canvas.
                page.mouse.click(box["x"] + 80, box["y"] + 16, button="right")
                page.wait_for_timeout(300)
                found[path] |= labels(page)
                page.keyboard.press("Escape")
    screen.visit(page, f"{address}{BTS}&lang={lang}")
    screen.press(page, page.locator(screen.BARS).first)
    screen.panel(page).wait_for()
    screen.still(page)
    found["panel"] = labels(page)
    page.goto(f"{address}/dang-nhap?lang={lang}")
    found["sign in"] = labels(page)
    return found


def test_in_vietnamese_the_frame_says_no_english_word(
    page: Page, staff_url: str, catalogue: Catalogue
) -> None:
    screen.sign_in(page, staff_url, "lan", "/upload")
    found = opened_everywhere(page, staff_url, "vi")
    left = {where: english(words, catalogue) for where, words in found.items()}
    assert {where: words for where, words in left.items() if words} == {}


def test_in_english_the_frame_says_no_word_of_the_widgets_in_vietnamese(
    page: Page, staff_url: str
) -> None:
    from kpi.ui.widget_words import _WORDS

    screen.sign_in(page, staff_url, "lan", "/upload")
    found = opened_everywhere(page, staff_url, "en")
    left = {where: sorted(words & set(_WORDS.values())) for where, words in found.items()}
    assert {where: words for where, words in left.items() if words} == {}


def test_on_a_phone_the_menu_speaks_vietnamese(
    another: screen.Opener, staff_url: str, catalogue: Catalogue
) -> None:
    page = another(**PHONE)
    screen.visit(page, staff_url)
    page.get_by_test_id("stExpandSidebarButton").tap()
    page.get_by_test_id("stSidebarNavLink").first.wait_for()
    assert english(labels(page), catalogue) == []


def test_an_address_without_a_page_is_answered_in_vietnamese(
    page: Page, staff_url: str, catalogue: Catalogue
) -> None:
    page.goto(f"{staff_url}/nothing")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Không tìm thấy trang")
    texts = {line.strip() for line in dialog.inner_text().splitlines()}
    assert english(texts, catalogue) == []


def test_the_columns_of_a_table_are_chosen_in_vietnamese(
    page: Page, staff_url: str, catalogue: Catalogue
) -> None:
    screen.visit(page, f"{staff_url}/methods")
    page.get_by_test_id("stDataFrame").first.hover()
    # The buttons come and go with the pointer, below which a busy page may move.
    page.get_by_role("button", name="Ẩn, hiện cột").first.dispatch_event("click")
    menu = page.get_by_test_id("stDataFrameColumnVisibilityMenu")
    expect(menu).to_be_visible()
    assert english(labels(page), catalogue) == []


def test_the_names_of_symbols_are_kept_from_screen_readers(page: Page, staff_url: str) -> None:
    screen.sign_in(page, staff_url, "lan", "/upload")
    told = {}
    for path in (*screen.PATHS, *screen.STAFF_PATHS):
        screen.visit(page, staff_url + path)
        told[path] = page.evaluate(
            """() => [...document.querySelectorAll('[data-testid=stIconMaterial], [translate=no]')]
                .filter(icon => /^[a-z_]+$/.test(icon.textContent.trim()))
                .filter(icon => !icon.closest('[aria-hidden=true]'))
                .map(icon => icon.outerHTML)"""
        )
    assert {path: icons for path, icons in told.items() if icons} == {}
