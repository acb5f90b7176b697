"""What a reader does and sees: opening a page, waiting until it stands still, clicking marks."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from kpi.ui.menu import MENU

Opener = Callable[..., Page]
"""Opens a page as another visitor; what it is given are options of the browser context."""

Serving = Callable[[Path, Path], AbstractContextManager[str]]
"""Starts the app over a store, logging to a file; gives its address."""

PASSWORD = "một mật khẩu dài"  # noqa: S105 - of accounts that live as long as a test
PATHS = tuple(entry.path for entry in MENU if not entry.staff)
STAFF_PATHS = tuple(entry.path for entry in MENU if entry.staff)
BARS = ".barlayer .point path"
POINTS = ".scatterlayer .points path"
SHAPES = ".choroplethlayer path"
_STILL = """() => {
    const app = document.querySelector('[data-testid=stApp]')?.dataset;
    const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
    return app?.testScriptState === 'notRunning'
        && app.testConnectionState === 'CONNECTED'
        && document.querySelector('h1')
        && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
        && charts.every(c => c.querySelector('.main-svg .barlayer, .main-svg .geolayer'));
}"""
# Words of Latin letters without a Vietnamese mark; symbols are named by words that nobody sees.
_ENGLISH = """() => {
    const found = new Set();
    const plain = text => /^[\\x20-\\x7e…·]+$/.test(text) && /[A-Za-z]{3}/.test(text);
    for (const element of document.querySelectorAll('*'))
        for (const name of ['aria-label', 'title', 'placeholder']) {
            const words = element.getAttribute(name);
            if (words && plain(words)) found.add(words);
        }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const { textContent, parentElement } = texts.currentNode;
        if (plain(textContent.trim()) && !parentElement.closest('script, style, [translate=no]'))
            found.add(textContent.trim());
    }
    return [...found].sort();
}"""
# A shape's box may have its middle in a neighbour or in the sea.
_INSIDE = """shape => {
    const box = shape.getBoundingClientRect();
    const toShape = shape.getScreenCTM().inverse();
    for (let i = 1; i < 16; i++) for (let j = 1; j < 16; j++) {
        const point = new DOMPoint(box.x + box.width * i / 16, box.y + box.height * j / 16);
        if (shape.isPointInFill(point.matrixTransform(toShape))) return [point.x, point.y];
    }
    return null;
}"""


def still(page: Page) -> None:
    """Wait until nothing runs, nothing is a grey skeleton and every chart is drawn."""
    page.wait_for_function(_STILL)


def visit(page: Page, address: str) -> None:
    """Open an address and wait for the page."""
    page.goto(address)
    still(page)


def sign_in(page: Page, address: str, name: str, then: str) -> None:
    """Sign in on the sign-in page and come to the page asked for."""
    page.goto(f"{address}/dang-nhap?next={then}")
    page.get_by_label("Tên tài khoản").fill(name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(re.compile(then))
    still(page)


def follow_menu(page: Page, name: str) -> None:
    """Choose a page, by its name, in the menu it stands in; it need not have been drawn yet."""
    entry = next(entry for entry in MENU if entry.name == name)
    link = f"[href$='{entry.path}']"
    if entry.section is None:
        page.locator(f"[data-testid=stTopNavLink]{link}").click()
        return
    words = re.compile(f"{entry.section.vi}|{entry.section.en}")
    page.get_by_test_id("stTopNavSection").filter(has_text=words).click()
    page.locator(f"[data-testid=stTopNavDropdownLink]{link}").click()


def title(page: Page) -> str:
    """The finding at the head of the page."""
    return page.locator("h1").first.inner_text()


def panel(page: Page) -> Locator:
    """The source panel."""
    return page.get_by_role("dialog")


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a drop-down by typing it, as a list may be longer than the screen."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    still(page)


def any_indicator(page: Page) -> None:
    """Of a number of a report ask for its form, where likely indicators are offered first."""
    still(page)
    others = page.get_by_role("button", name="chỉ tiêu khác…")
    if others.count():
        others.first.click()
        still(page)


def speak(page: Page, language: str) -> None:
    """Press a button of the language switch: VI or EN."""
    page.get_by_test_id("stButtonGroup").get_by_role("radio", name=language, exact=True).click()
    still(page)


def press(page: Page, mark: Locator) -> None:
    """Click the middle of a mark; a chart's layers hide it from an ordinary click."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    _click(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def press_inside(page: Page, shape: Locator) -> None:
    """Click a place that lies within a province."""
    shape.scroll_into_view_if_needed()
    point = shape.evaluate(_INSIDE)
    assert point is not None
    _click(page, *point)


def press_row(page: Page, table: Locator, row: int) -> None:
    """Choose a row of a table, which is drawn on a canvas: its box is left of the first column."""
    table.scroll_into_view_if_needed()
    expect(table.locator("canvas").first).to_be_visible()
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 16, box["y"] + 36 * (row + 1.5))


def close(page: Page) -> None:
    """Close the source panel."""
    panel(page).get_by_role("button", name=re.compile("^(Đóng|Close)$")).click()
    expect(panel(page)).to_have_count(0)


def fills(page: Page) -> list[str]:
    """The colours of the bars, best first."""
    return page.locator(BARS).evaluate_all("bars => bars.map(b => getComputedStyle(b).fill)")


def wait_for_colours(page: Page, bars: int, colours: int) -> None:
    """Wait until so many bars stand in so many colours; the chart before may still be there."""
    page.wait_for_function(
        """([bars, colours, path]) => {
            const all = [...document.querySelectorAll(path)].map(b => getComputedStyle(b).fill);
            return all.length === bars && new Set(all).size === colours;
        }""",
        arg=[bars, colours, BARS],
    )


def archipelagos(page: Page) -> list[str]:
    """The names of island groups as the map has them, without their province."""
    labels = page.locator(".geolayer text").evaluate_all("all => all.map(t => t.textContent)")
    return sorted(label.partition("(")[0].strip() for label in labels)


def plain_words(page: Page) -> list[str]:
    """What a page says, shown or told to a screen reader, without one Vietnamese letter."""
    found: list[str] = page.evaluate(_ENGLISH)
    return found


def brightness(page: Page, colour: str) -> float:
    """How bright the page's ground or its letters are, 0 to 255."""
    red, green, blue = page.get_by_test_id("stApp").evaluate(
        "(app, colour) => getComputedStyle(app)[colour].match(/[0-9]+/g).slice(0, 3).map(Number)",
        colour,
    )
    return (red + green + blue) / 3


def too_wide(page: Page) -> list[str]:
    """What scrolls sideways: the document, the body or the main container."""
    return page.evaluate(
        """() => ['html', 'body', '[data-testid=stMain]', '[data-testid=stMainBlockContainer]']
            .filter(name => {
                const element = document.querySelector(name);
                return element.scrollWidth > element.clientWidth;
            })"""
    )


def _click(page: Page, x: float, y: float) -> None:
    # Plotly takes a click for the mark it has under the pointer: the one whose hover text shows.
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    expect(page.locator(".hoverlayer .hovertext").first).to_be_visible()
    page.mouse.click(x, y)
