"""`make screens`: the pictures in docs/screens, taken anew from the app as installed.

Every page on a desktop and a phone, light and dark; then the empty store, a store with one
figure, English, and the source panel.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from conftest import ARGUMENTS, NAMES, ROOT, serving
from playwright.sync_api import Browser, sync_playwright
from screen import still

from kpi.cli import main as kpi

FOLDER = ROOT / "docs" / "screens"
DESKTOP, PHONE = (1280, 900), (390, 844)
TALLEST = 2600
PAGES = {
    "overview": "/?mine=vn34:24",
    "ranking": "/ranking?mine=vn34:24",
    "trend": "/trend?indicator=dti_score&areas=vn34:24,vn34:01,vn34:48&mine=vn34:24",
    "profile": "/profile?area=vn34:24&mine=vn34:24",
    "methods": "/methods",
}
FURTHER = {
    "ranking-few": "/ranking?indicator=community_digital_teams&period=2022&mine=vn63:27",
    "ranking-63": "/ranking?indicator=dti_score&period=2022&scheme=vn63",
    "ranking-english": "/ranking?lang=en&mine=vn34:24",
    "trend-promises": "/trend?indicator=mobile_5g_coverage&areas=vn34:80,vn34:52,vn34:46",
}
ONE_FIGURE = "tinh,nam,chi_tieu,gia_tri\nvn63:72,2020,bts_stations,1699\n"


def main() -> None:
    """Build three stores, serve each, take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, NAMES)))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        full, one = folder / "full.duckdb", folder / "one.duckdb"
        (folder / "one.csv").write_text(ONE_FIGURE, encoding="utf-8")
        kpi(["build", "--store", str(full)])
        kpi(["load", str(folder / "one.csv"), "--store", str(one)])
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        with serving(full, folder / "log") as address:
            for page, path in PAGES.items():
                for size, width in (("desktop", DESKTOP), ("phone", PHONE)):
                    for scheme in ("light", "dark"):
                        _take(browser, address + path, f"{page}-{size}-{scheme}", width, scheme)
            for page, path in FURTHER.items():
                _take(browser, address + path, page, DESKTOP)
            _take_panel(browser, address)
        for kind, store in (("empty", folder / "empty.duckdb"), ("one", one)):
            with serving(store, folder / f"log-{kind}") as address:
                for page in PAGES:
                    path = "/" if page == "overview" else f"/{page}"
                    _take(browser, address + path, f"{page}-{kind}", DESKTOP)
                _take(browser, f"{address}/ranking", f"ranking-{kind}-phone", PHONE)
        browser.close()


def _take(
    browser: Browser, url: str, name: str, size: tuple[int, int], scheme: str = "light"
) -> None:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="vi-VN"
    )
    page = context.new_page()
    page.goto(url)
    still(page)
    tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(tall, height), TALLEST)})
    still(page)
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()
    sys.stdout.write(f"{name}\n")


def _take_panel(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{address}/ranking?indicator=bts_stations&period=2020")
    still(page)
    page.locator(".barlayer .point path").first.click(force=True)
    page.wait_for_selector("[role=dialog] table")
    still(page)
    page.screenshot(path=FOLDER / "source-panel.png")
    context.close()


if __name__ == "__main__":
    main()
