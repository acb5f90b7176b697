"""Every page on a phone, in the dark, without figures; and what the server says around them."""

import json
import re
from urllib.request import urlopen

import pytest
import screen
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


# One visitor sees all five pages: a new one would fetch and read every script again.


def test_a_phone_shows_every_page_without_scrolling_sideways(
    another: screen.Opener, base_url: str
) -> None:
    page = another(**PHONE)
    wide = {}
    for path in screen.PATHS:
        screen.visit(page, base_url + path)
        assert screen.title(page)
        wide[path] = screen.too_wide(page)
    assert wide == {path: [] for path in screen.PATHS}


def test_every_page_opens_in_the_dark(another: screen.Opener, base_url: str) -> None:
    page = another(color_scheme="dark")
    for path in screen.PATHS:
        screen.visit(page, base_url + path)
        ground = screen.brightness(page, "backgroundColor")
        letters = screen.brightness(page, "color")
        assert ground < 60 < 180 < letters, path


def test_every_page_opens_without_any_figure_and_says_so(page: Page, empty_url: str) -> None:
    said = re.compile("chưa có số liệu|: 0 | 0 chỉ tiêu", re.IGNORECASE)
    for path in screen.PATHS:
        screen.visit(page, empty_url + path)
        expect(page.locator("h1").first).to_have_text(said)


def test_an_empty_store_says_how_figures_come_in(page: Page, empty_url: str) -> None:
    screen.visit(page, empty_url)
    expect(page.get_by_test_id("stCode")).to_contain_text("python -m kpi build")


@pytest.mark.parametrize("path", ["/", "/ranking", "/_stcore/health", "/healthz"])
def test_every_answer_carries_the_security_headers(path: str, base_url: str) -> None:
    with urlopen(base_url + path, timeout=20) as answer:  # noqa: S310 - own server
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "http" not in headers["Content-Security-Policy"]


def test_the_health_check_counts_the_figures(base_url: str, empty_url: str) -> None:
    counts = []
    for address in (base_url, empty_url):
        with urlopen(f"{address}/healthz", timeout=20) as answer:  # noqa: S310 - own server
            told = json.load(answer)
        assert told["status"] == "ok"
        counts.append(told["figures"])
    assert counts[0] > 3000 and counts[1] == 0
