"""The app as installed and a browser: one server and one Chromium a worker, a context a test."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from screen import PASSWORD, Opener, Serving

from kpi.accounts import people
from kpi.accounts.people import CONSOLE
from kpi.store import Store

ROOT = Path(__file__).parents[2]
# The forge of tests/scans, which makes what is dropped here.
sys.path.append(str(ROOT / "tests" / "scans"))
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 1000}
_PATIENCE = 60  # seconds for a server to come up on a busy machine
_WAIT = 20_000  # milliseconds for a page on one


@contextmanager
def serving(store: Path, log: Path) -> Iterator[str]:
    """The app over a store, on a port of its own; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [*command, *options, "--server.headless", "true"],
            cwd=ROOT,
            env={**os.environ, "KPI_STORE": str(store)},
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as server,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server, log)
            yield address
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):  # noqa: S310 - own server
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the app did not start:\n{log.read_text(errors='replace')[-2000:]}")


@pytest.fixture(scope="session")
def serve() -> Serving:
    """What starts the app over a store, for tests that prepare one of their own."""
    return serving


@pytest.fixture(scope="session")
def base_url(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with the shipped figures."""
    folder = tmp_path_factory.mktemp("server")
    # Only one process may open a store, and other tests use this one too.
    with serving(Path(shutil.copy(built, folder)), folder / "log") as address:
        yield address


@pytest.fixture(scope="session")
def staff_url(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with the shipped figures and a clerk, `lan`."""
    folder = tmp_path_factory.mktemp("staff")
    store = Path(shutil.copy(built, folder))
    with Store.open(store) as opened:
        people.add(opened, "lan", "staff", password=PASSWORD, by=CONSOLE, display="Nguyễn Thị Lan")
    with serving(store, folder / "log") as address:
        yield address


@pytest.fixture(scope="session")
def empty_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with an empty store."""
    folder = tmp_path_factory.mktemp("empty")
    with serving(folder / "kpi.duckdb", folder / "log") as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        told = "no Chromium found: install Debian's package 'chromium' to run the browser tests"
        if os.environ.get("KPI_BROWSER_REQUIRED"):
            pytest.fail(told)
        pytest.skip(told)
    expect.set_options(timeout=_WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def another(chromium: Browser) -> Iterator[Opener]:
    """Opens a page as another visitor, with a context of its own.

    However a test ends, not one of its visitors may have asked another host for anything.
    """
    contexts: list[BrowserContext] = []
    asked: list[str] = []

    def open_page(**options: object) -> Page:
        context = chromium.new_context(**{"viewport": WIDE, "locale": "vi-VN", **options})
        context.set_default_timeout(_WAIT)
        context.on("request", lambda request: asked.append(request.url))
        contexts.append(context)
        page = context.new_page()
        page.on("websocket", lambda socket: asked.append(socket.url))
        return page

    yield open_page
    for context in contexts:
        context.close()
    web = [url for url in asked if urlsplit(url).scheme not in ("data", "blob")]
    assert {url for url in web if urlsplit(url).hostname != "127.0.0.1"} == set()


@pytest.fixture
def page(another: Opener) -> Page:
    """A visitor's first page, on a wide screen."""
    return another()
