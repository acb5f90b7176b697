"""Links lead inside the app, "back" leads back, and what is looked at goes along."""

from playwright.sync_api import Page, expect
from screen import Opener, follow_menu, still

MARK = "window.notLoadedAnew = true"
BAC_NINH = "/?mine=vn34:24"


def at(another: Opener, url: str, **options: object) -> Page:
    """A visitor's page at an address, once it stands still."""
    page = another(**options)
    page.goto(url)
    still(page)
    return page


def path(page: Page) -> str:
    """The address without the server, as the reader sees it."""
    return page.evaluate("decodeURIComponent(location.pathname + location.search)")


def menu(page: Page, name: str) -> None:
    before = page.evaluate("location.pathname")
    follow_menu(page, name)
    page.wait_for_function("before => location.pathname !== before", arg=before)
    page.wait_for_timeout(500)
    still(page)


def test_the_menu_takes_the_indicator_along_and_back_leads_back(
    another: Opener, base_url: str
) -> None:
    page = at(another, f"{base_url}/ranking?indicator=bts_stations&period=2022&mine=vn34:24")
    menu(page, "trend")
    assert "indicator=bts_stations" in path(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trạm BTS")
    menu(page, "profile")
    menu(page, "ranking")
    assert "indicator=bts_stations&period=2022" in path(page)
    for wanted in ("/profile", "/trend", "/ranking"):
        page.go_back()
        page.wait_for_function("wanted => location.pathname === wanted", arg=wanted)
        page.wait_for_timeout(500)
        still(page)
        assert "mine=vn34:24" in path(page)
    assert path(page) == "/ranking?indicator=bts_stations&period=2022&mine=vn34:24"


def test_a_card_a_dot_and_a_row_lead_on_without_a_page_load(another: Opener, base_url: str) -> None:
    page = at(another, base_url + BAC_NINH)
    page.evaluate(MARK)
    page.locator(".kpi-cards .other").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator(".kpi-cards h3 a").first.click()
    page.wait_for_url("**/ranking?**")
    still(page)
    menu(page, "profile")
    page.locator("tr[data-figure] td.source").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("window.notLoadedAnew") is True


def test_my_province_is_remembered_by_the_browser_until_it_is_unchosen(
    another: Opener, base_url: str
) -> None:
    page = at(another, base_url + BAC_NINH)
    later = page.context.new_page()
    later.goto(f"{base_url}/ranking")
    still(later)
    expect(later.get_by_role("heading", level=1)).to_contain_text("Bắc Ninh")
    later.goto(f"{base_url}/?mine=vn34:01")
    still(later)
    last = page.context.new_page()
    last.goto(base_url)
    still(last)
    expect(last.get_by_role("heading", level=1)).to_contain_text("Hà Nội xếp ")
    last.evaluate("document.cookie = 'kpi_mine=vn34:99; path=/'")
    last.goto(base_url)
    still(last)
    assert path(last) == "/"


def test_nothing_is_cut_off_between_a_phone_and_a_desktop(another: Opener, base_url: str) -> None:
    for width in (360, 768, 1024):
        window = {"width": width, "height": 900}
        page = at(another, f"{base_url}/profile?area=vn63:27&lang=en", viewport=window)
        cut = page.evaluate(
            """() => [...document.querySelectorAll('.kpi-board tbody :is(td, th), .value')]
                .filter(cell => cell.scrollWidth > cell.clientWidth + 1)
                .map(cell => cell.textContent)"""
        )
        assert cut == [], width
        expect(page.get_by_text("1,460,000 subscriptions")).to_be_visible()


def test_the_panel_leads_on_to_the_province_and_its_past(another: Opener, base_url: str) -> None:
    page = at(another, base_url + BAC_NINH)
    page.locator(".kpi-cards .mine").first.click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("link", name="Xu hướng").click()
    page.wait_for_function("location.pathname === '/trend'")
    still(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bắc Ninh: ")
    page.go_back()
    expect(panel).to_be_visible()
    panel.get_by_role("link", name="Hồ sơ Bắc Ninh").click()
    page.wait_for_function("location.pathname === '/profile'")
    still(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bắc Ninh xếp ")


def test_on_a_phone_the_finding_stands_before_the_choices(another: Opener, base_url: str) -> None:
    window = {"width": 390, "height": 844}
    for page_name in ("ranking", "trend", "profile"):
        page = at(another, f"{base_url}/{page_name}?mine=vn34:24", viewport=window)
        title = page.locator("h1").bounding_box()
        choices = page.locator(".st-key-controls").bounding_box()
        search = page.get_by_role("combobox", name="Tra nhanh").bounding_box()
        assert title and choices and search
        assert search["y"] < title["y"] < choices["y"], page_name
        assert title["y"] + title["height"] < 600, page_name


def test_back_from_a_searched_figure_is_the_page_before(another: Opener, base_url: str) -> None:
    page = at(another, base_url + BAC_NINH)
    page.keyboard.press("/")
    page.keyboard.type("bac ninh bts 2025")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert path(page).startswith("/ranking?")
    page.go_back()
    page.wait_for_function("location.pathname === '/'")
    still(page)
    assert path(page) == BAC_NINH
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_closed_panel_leaves_no_step_behind(another: Opener, base_url: str) -> None:
    page = at(another, base_url + BAC_NINH)
    menu(page, "profile")
    before = path(page)
    page.locator("tr[data-figure] td.source").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.wait_for_timeout(500)
    still(page)
    assert path(page) == before
    page.go_back()
    page.wait_for_function("location.pathname === '/'")


def test_enter_takes_one_province_of_several_that_fit(another: Opener, base_url: str) -> None:
    page = at(another, f"{base_url}/trend?indicator=dti_score&areas=vn34:24")
    page.get_by_role("combobox", name="Tỉnh", exact=True).click()
    page.keyboard.type("ha noi")
    page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "location.search.includes('vn34%3A24%2C') || location.search.includes('vn34:24,')"
    )
    still(page)
    assert len(path(page).partition("areas=")[2].partition("&")[0].split(",")) == 2
