"""Tables sort by value, a row opens its source wherever it is clicked, and all that by keyboard."""

import re

import pytest
import screen
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

BTS_2025 = "/ranking?indicator=bts_stations&period=2025&scheme=vn34"
DTI = "/ranking?indicator=dti_score&period=2024&scheme=vn34"
TREND = "/trend?indicator=dti_score&areas=vn63:72,vn63:27"
HAS_FIGURE = re.compile(r"[?&]figure=[0-9a-f]{16}")
ROW = 35  # pixels


def open_table(page: Page) -> Locator:
    page.get_by_text("Bảng số liệu", exact=True).click()
    table = page.get_by_test_id("stDataFrame").first
    expect(table.locator("td").first).to_be_attached()
    page.wait_for_timeout(500)  # the table unfolds
    table.scroll_into_view_if_needed()
    return table


def cells(table: Locator, head: str) -> list[str]:
    """The values of a column in the order they stand in, as the table tells a screen reader."""
    heads = table.locator("th").all_text_contents()
    at = heads.index(next(h for h in heads if head in h)) + 1
    return table.locator(f"td[aria-colindex='{at}']").all_text_contents()


def press_first_head(page: Page, table: Locator) -> None:
    """Click the head of the first column, which is drawn on a canvas."""
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 60, box["y"] + 16)
    page.wait_for_timeout(500)


@pytest.mark.parametrize("turns", [1, 2])
def test_ranks_sort_as_numbers(turns: int, page: Page, base_url: str) -> None:
    screen.visit(page, base_url + DTI)
    table = open_table(page)
    before = cells(table, "Hạng")
    for _ in range(turns):
        press_first_head(page, table)
    ranks = [float(text) for text in cells(table, "Hạng")]
    assert ranks == sorted(ranks, reverse=turns == 2)
    assert len(set(ranks)) > 10 and len(before) == len(ranks)


def test_a_row_opens_its_own_source_wherever_it_is_clicked_however_it_is_sorted(
    page: Page, base_url: str
) -> None:
    screen.visit(page, base_url + DTI)
    table = open_table(page)
    for _ in range(2):
        press_first_head(page, table)
    last = cells(table, "Tỉnh")[0]
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + ROW * 1.5)
    expect(page).to_have_url(HAS_FIGURE)
    expect(screen.panel(page)).to_contain_text(last)


def test_a_click_on_the_head_of_a_table_opens_nothing(page: Page, base_url: str) -> None:
    screen.visit(page, base_url + DTI)
    press_first_head(page, open_table(page))
    screen.still(page)
    expect(screen.panel(page)).to_have_count(0)


@pytest.mark.parametrize("path", [BTS_2025, TREND])
def test_from_a_chart_to_a_source_and_back_without_a_mouse(
    path: str, page: Page, base_url: str
) -> None:
    screen.visit(page, base_url + path)
    page.evaluate("document.activeElement?.blur()")
    on_chart = "document.activeElement?.matches('[data-testid=stPlotlyChart]')"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(on_chart):
            break
    chart = page.locator("[data-testid=stPlotlyChart]:focus")
    expect(chart).to_have_attribute("role", "figure")
    # Its name is its sentence, which has figures in it.
    expect(chart).to_have_attribute("aria-label", re.compile(r"\d"))
    expect(chart).to_have_attribute("aria-description", "Enter: đến bảng số liệu")
    page.keyboard.press("Enter")
    in_table = "document.activeElement?.matches('[data-testid=stDataFrame] td')"
    page.wait_for_function(in_table)
    page.wait_for_timeout(1000)  # the table unfolds
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(200)
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    expect(page).to_have_url(HAS_FIGURE)
    expect(screen.panel(page)).to_contain_text("In ra")
    page.keyboard.press("Escape")
    expect(screen.panel(page)).to_have_count(0)
    expect(page).not_to_have_url(HAS_FIGURE)
    screen.still(page)
    page.wait_for_function(in_table)
    page.wait_for_timeout(1000)  # it is drawn anew
    # And on to another row.
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    expect(page).to_have_url(HAS_FIGURE)
