"""The search field and the drop-downs as people use them: by keys, by taps, without diacritics."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
import screen
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HAS_FIGURE = re.compile(r"[?&]figure=[0-9a-f]{16}")
BTS = "/ranking?indicator=bts_stations&period=2020"


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name=re.compile("^(Tra nhanh số liệu|Quick search)$"))


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name=re.compile("tra nhanh|Search results")).get_by_role(
        "option"
    )


def asked(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def focused(page: Page) -> str:
    """The label of what has the focus, "" without one."""
    label: str | None = page.evaluate("document.activeElement.getAttribute('aria-label')")
    return label or ""


def marked(page: Page) -> str:
    """The option that the keyboard is on, as a screen reader is told."""
    text: str = page.evaluate(
        """() => {
            const id = document.querySelector('#kpi-search').getAttribute('aria-activedescendant');
            return id ? document.getElementById(id).textContent : '';
        }"""
    )
    return text


def test_keys_alone_lead_from_any_page_to_the_printed_figure_and_back(
    page: Page, base_url: str
) -> None:
    screen.visit(page, base_url + "/methods")
    page.keyboard.press("/")
    assert focused(page) == "Tra nhanh số liệu"
    page.keyboard.type("bac ninh bts 2025")
    expect(options(page).first).to_contain_text("Bắc Ninh · Trạm BTS · 6T đầu/2025 = 3.957 trạm")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert "so sánh 2025" in marked(page)
    page.keyboard.press("ArrowUp")
    assert "3.957" in marked(page)
    # A page that is loaded anew would have forgotten this.
    page.evaluate("window.sameVisit = true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(HAS_FIGURE)
    expect(screen.panel(page)).to_contain_text("3.957 trạm")
    assert page.evaluate("window.sameVisit") is True
    assert urlsplit(page.url).path == "/ranking"
    screen.close(page)
    page.go_back()
    screen.still(page)


def test_enter_right_after_typing_opens_what_was_typed(page: Page, base_url: str) -> None:
    screen.visit(page, base_url)
    field(page).click()
    page.keyboard.type("hồ sơ tây ninh", delay=0)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/profile"))
    assert asked(page) == {"area": "vn34:80"}


def test_escape_closes_then_empties_and_tab_goes_on(page: Page, base_url: str) -> None:
    screen.visit(page, base_url + BTS)
    field(page).click()
    page.keyboard.type("dti")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(field(page)).to_have_value("dti")
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    page.keyboard.type("dti")
    expect(options(page).first).to_be_visible()
    before = page.url
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)
    assert focused(page) != "Tra nhanh số liệu"
    expect(page).to_have_url(before)


def test_the_slash_is_a_letter_in_a_field(page: Page, base_url: str) -> None:
    screen.visit(page, base_url)
    field(page).click()
    page.keyboard.type("6t/2025")
    expect(field(page)).to_have_value("6t/2025")
    box = page.get_by_role("combobox", name="Tỉnh của tôi")
    box.click()
    page.keyboard.press("/")
    assert focused(page) != "Tra nhanh số liệu"


def test_results_are_links_that_a_new_tab_opens_alike(page: Page, base_url: str) -> None:
    screen.visit(page, f"{base_url}{BTS}&lang=en&mine=vn34:24")
    field(page).fill("bac ninh bts 2025")
    first = options(page).first
    expect(first).to_contain_text("3,957 stations")
    with page.context.expect_page() as opened:
        first.click(modifiers=["ControlOrMeta"])
    other = opened.value
    other.wait_for_load_state()
    assert asked(other) == {
        "lang": "en", "mine": "vn34:24", "indicator": "bts_stations", "period": "2025",
        "scheme": "vn34", "figure": asked(other)["figure"],
    }  # fmt: skip
    expect(screen.panel(other)).to_contain_text("3,957 stations")
    assert asked(page)["period"] == "2020"


def test_a_question_that_follows_keeps_what_was_asked_before(page: Page, base_url: str) -> None:
    screen.visit(page, base_url)
    field(page).fill("tây ninh bts 2020")
    options(page).first.click()
    expect(page).to_have_url(HAS_FIGURE)
    expect(screen.panel(page)).to_contain_text("1.699 trạm")
    screen.close(page)
    screen.still(page)
    field(page).fill("2025")
    expect(options(page).first).to_contain_text("Tây Ninh · Trạm BTS · 10/2025 = 3.890 trạm")
    expect(page.locator(".kpi-search .notes")).to_contain_text("Giữ chỉ tiêu: Trạm BTS.")
    expect(page.locator(".kpi-search .notes")).to_contain_text("Giữ tỉnh: Tây Ninh.")


def test_an_old_answer_never_stands_under_newer_words(page: Page, base_url: str) -> None:
    held = []

    def slow(route: object) -> None:
        # The answer to the first words comes after that to the second.
        if "q=bts" in route.request.url:  # type: ignore[attr-defined]
            held.append(route)
        else:
            route.continue_()  # type: ignore[attr-defined]

    screen.visit(page, base_url)
    page.route("**/api/v1/search*", slow)
    with page.expect_request(re.compile("q=bts")):
        field(page).fill("bts")
    field(page).fill("tây ninh")
    expect(options(page).first).to_have_text("Hồ sơ Tây Ninh")
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    expect(options(page).first).to_have_text("Hồ sơ Tây Ninh")


def test_words_of_a_question_never_become_markup(page: Page, base_url: str) -> None:
    screen.visit(page, base_url)
    field(page).fill("<img src=x onerror=document.title='broken'>")
    expect(page.locator(".kpi-search .notes")).to_contain_text("<img")
    assert page.locator(".kpi-search .box img").count() == 0
    assert page.title() != "broken"


def test_a_phone_finds_a_figure_with_one_tap(another: screen.Opener, base_url: str) -> None:
    page = another(**PHONE, color_scheme="dark")
    screen.visit(page, base_url)
    field(page).tap()
    page.keyboard.type("bắc ninh dti")
    first = options(page).first
    expect(first).to_contain_text("Điểm DTI")
    boxes = [
        box for n in range(options(page).count()) if (box := options(page).nth(n).bounding_box())
    ]
    assert all(box["height"] >= 44 and box["x"] >= 0 for box in boxes)
    assert all(box["x"] + box["width"] <= 390 for box in boxes)
    own = field(page).bounding_box()
    assert own is not None
    assert own["width"] > 350 and own["height"] >= 44
    assert screen.too_wide(page) == []
    # Nothing of the page lies over the list.
    assert first.evaluate(
        """option => {
            const box = option.getBoundingClientRect();
            const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return option.contains(at);
        }"""
    )
    value = first.locator(".value").inner_text()
    first.tap()
    expect(page).to_have_url(HAS_FIGURE)
    expect(screen.panel(page)).to_contain_text(value)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bac ninh", "Bắc Ninh"),
        ("sai gon", "TP. Hồ Chí Minh"),
        ("tphcm", "TP. Hồ Chí Minh"),
        ("Bắc N", "Bắc Ninh"),
        ("dak lak", "Đắk Lắk"),
    ],
)
def test_my_province_is_found_without_diacritics(
    typed: str, found: str, page: Page, base_url: str
) -> None:
    screen.visit(page, base_url + "/methods")
    box = page.get_by_role("combobox", name="Tỉnh của tôi")
    box.click()
    box.fill(typed)
    expect(page.get_by_role("option").first).to_have_text(found)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("mine="))
    expect(box).to_have_value(found)


def test_an_indicator_is_found_without_diacritics(page: Page, base_url: str) -> None:
    screen.visit(page, base_url + "/ranking")
    box = page.get_by_role("combobox", name="Chỉ tiêu")
    box.click()
    box.fill("to cong nghe")
    page.get_by_role("option", name="Tổ công nghệ số cộng đồng", exact=True).click()
    page.wait_for_url(re.compile("indicator=community_digital_teams"))


def test_several_provinces_are_found_without_diacritics(page: Page, base_url: str) -> None:
    screen.visit(page, f"{base_url}/trend?indicator=dti_score&areas=vn63:27")
    box = page.get_by_test_id("stMultiSelect").get_by_role("combobox")
    box.click()
    box.fill("da nang (cu")
    page.get_by_role("option", name="Đà Nẵng (cũ)", exact=True).click()
    expect(page).to_have_url(re.compile(r"areas=vn63%3A27%2Cvn63%3A48"))


def test_letters_keep_their_diacritics_everywhere_else(page: Page, base_url: str) -> None:
    screen.visit(page, base_url + "/ranking")
    assert page.evaluate("'ĐẮK Lắk'.toLowerCase()") == "đắk lắk"
    page.get_by_role("combobox", name="Chỉ tiêu").click()
    assert page.evaluate("'ĐẮK Lắk'.toLowerCase()") == "dak lak"
    page.keyboard.press("Escape")
    field(page).click()
    page.wait_for_timeout(50)
    assert page.evaluate("'ĐẮK Lắk'.toLowerCase()") == "đắk lắk"
