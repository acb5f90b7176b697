"""Ways through the app as people take them: from a chart to a source, from a link to a view."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
import screen
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

BTS = "/ranking?indicator=bts_stations&period=2020"
DTI = "/ranking?indicator=dti_score&period=2024&scheme=vn34"
DOCUMENT = "Sở Thông tin và Truyền thông triển khai nhiệm vụ năm 2021 (Tây Ninh)"
HAS_FIGURE = re.compile(r"[?&]figure=[0-9a-f]{16}")


def asked(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def expect_bts_panel(page: Page) -> None:
    """The panel names the document and what was printed."""
    expect(page).to_have_url(HAS_FIGURE)
    expect(screen.panel(page)).to_contain_text(DOCUMENT)
    expect(screen.panel(page)).to_contain_text("“1699”")


def test_from_a_card_to_the_ranking_to_the_printed_figure_and_back(
    page: Page, base_url: str
) -> None:
    screen.visit(page, base_url)
    link = page.locator(".kpi-cards").get_by_role("link", name="Trạm BTS", exact=True)
    wanted = dict(parse_qsl(urlsplit(link.get_attribute("href") or "").query))
    link.click()
    page.wait_for_url(re.compile("/ranking"))
    screen.still(page)
    assert asked(page) == wanted
    assert "Trạm BTS" in screen.title(page)
    before = page.url
    screen.press(page, page.locator(screen.BARS).first)
    expect(page).to_have_url(HAS_FIGURE)
    expect(screen.panel(page)).to_contain_text("Trạm BTS")
    screen.close(page)
    expect(page).to_have_url(before)


def test_a_bar_opens_its_source_and_closing_cleans_the_address(page: Page, base_url: str) -> None:
    screen.visit(page, base_url + BTS)
    screen.press(page, page.locator(screen.BARS))
    expect_bts_panel(page)
    screen.close(page)
    expect(page).to_have_url(base_url + BTS)
    # The mark was let go of: it can be chosen again.
    screen.still(page)
    screen.press(page, page.locator(screen.BARS))
    expect_bts_panel(page)


def test_a_province_on_the_map_opens_its_source(page: Page, base_url: str) -> None:
    screen.visit(page, base_url + BTS)
    # Shapes without a figure come first: the last is the only one with.
    screen.press_inside(page, page.locator(screen.SHAPES).last)
    expect_bts_panel(page)


def test_a_province_without_a_figure_opens_nothing(page: Page, base_url: str) -> None:
    screen.visit(page, base_url + BTS)
    screen.press_inside(page, page.locator(screen.SHAPES).first)
    screen.still(page)
    expect(screen.panel(page)).to_have_count(0)
    expect(page).to_have_url(base_url + BTS)


def test_a_row_of_the_table_opens_its_source(page: Page, base_url: str) -> None:
    screen.visit(page, base_url + BTS)
    page.get_by_text("Bảng số liệu", exact=True).click()
    screen.press_row(page, page.get_by_test_id("stDataFrame"), 0)
    expect_bts_panel(page)


def test_a_point_of_a_trend_opens_its_source(page: Page, base_url: str) -> None:
    screen.visit(page, f"{base_url}/trend?indicator=dti_score&areas=vn63:72")
    screen.press(page, page.locator(screen.POINTS).first)
    expect(page).to_have_url(HAS_FIGURE)
    expect(screen.panel(page)).to_contain_text("Tây Ninh (cũ)")
    expect(screen.panel(page)).to_contain_text("In ra")


def test_a_copied_link_opens_the_panel_for_another_visitor(
    page: Page, another: screen.Opener, base_url: str
) -> None:
    screen.visit(page, base_url + BTS)
    screen.press(page, page.locator(screen.BARS))
    expect_bts_panel(page)
    other = another()
    screen.visit(other, page.url)
    expect_bts_panel(other)


def test_the_language_switch_keeps_choices_and_address(page: Page, base_url: str) -> None:
    screen.visit(page, f"{base_url}{DTI}&mine=vn34:24")
    wanted, vietnamese = asked(page), screen.title(page)
    screen.speak(page, "EN")
    expect(page.locator("h1").first).to_contain_text("Bac Ninh")
    assert asked(page) == {**wanted, "lang": "en"}
    expect(page.get_by_test_id("stTopNavLink").first).to_have_text(re.compile("Overview"))
    screen.speak(page, "VI")
    expect(page.locator("h1").first).to_have_text(vietnamese)
    assert asked(page) == wanted


def test_my_province_is_coloured_follows_the_menu_and_travels_in_a_link(
    page: Page, another: screen.Opener, base_url: str
) -> None:
    screen.visit(page, base_url + DTI)
    assert len(set(screen.fills(page))) == 1
    screen.choose(page, "Tỉnh của tôi", "Bắc Ninh")
    expect(page.locator("h1").first).to_contain_text("Bắc Ninh xếp ")
    place = re.search(r"xếp (\d+)/34", screen.title(page))
    assert place is not None
    # On a busy machine the chart before and the chart after stand beside each other for a while.
    screen.wait_for_colours(page, bars=34, colours=2)
    fills = screen.fills(page)
    mine = fills[int(place[1]) - 1]
    assert fills.count(mine) == 1
    permalink, finding = page.url, screen.title(page)

    for name in ("trend", "profile"):
        screen.follow_menu(page, name)
        page.wait_for_url(re.compile(name))
        expect(page).to_have_url(re.compile("mine=vn34"))
        expect(page.locator("h1").first).to_contain_text("Bắc Ninh")

    other = another()
    screen.visit(other, permalink)
    assert screen.title(other) == finding
    screen.wait_for_colours(other, bars=34, colours=2)
    assert screen.fills(other) == fills


@pytest.mark.parametrize(("scheme", "count"), [("vn63", 63), ("vn34", 34)])
def test_the_map_has_every_province_and_both_archipelagos(
    scheme: str, count: int, page: Page, base_url: str
) -> None:
    screen.visit(page, f"{base_url}/ranking?indicator=dti_score&period=2024&scheme={scheme}")
    expect(page.locator(screen.SHAPES)).to_have_count(count)
    assert screen.archipelagos(page) == ["Quần đảo Hoàng Sa", "Quần đảo Trường Sa"]


def test_the_map_is_whole_when_nobody_of_the_region_has_a_figure(page: Page, base_url: str) -> None:
    screen.visit(page, f"{base_url}{BTS}&scheme=vn63&region=DBSH&lang=en")
    expect(page.locator(screen.BARS)).to_have_count(0)
    expect(page.locator(screen.SHAPES)).to_have_count(63)
    assert screen.archipelagos(page) == ["Hoang Sa archipelago", "Truong Sa archipelago"]
