"""A scanned report on its way in: read page by page, stopped, gone on, looked at, published."""

import os
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import screen
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from scanned_report import DPI, as_pdf, scanned_pages
from test_intake import PASSWORD, sign_in
from test_reports import number, save

from kpi.accounts import people
from kpi.accounts.people import CONSOLE
from kpi.ingest.scans.engine import PACKAGES, is_installed
from kpi.store import Store

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages() -> list[Image.Image]:
    """The pages as they come from a scanner, one digit worn off."""
    if not is_installed():
        told = f"no Tesseract found: install {PACKAGES} to run the tests of scans"
        if os.environ.get("KPI_SCANS_REQUIRED"):
            pytest.fail(told)
        pytest.skip(told)
    return scanned_pages()


@pytest.fixture(scope="module")
def address(
    built: Path, serve: screen.Serving, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The app with the shipped figures and a clerk."""
    store = Path(shutil.copy(built, tmp_path_factory.mktemp("scans")))
    with Store.open(store) as opened:
        people.add(opened, "minh", "staff", password=PASSWORD, by=CONSOLE, display="Minh")
    with serve(store, store.with_name("log")) as url:
        yield url


def drop(page: Page, images: list[Image.Image]) -> None:
    told = {"name": "quet.pdf", "mimeType": "application/pdf", "buffer": as_pdf(images)}
    page.locator("input[type=file]").first.set_input_files(told)


def read(page: Page) -> None:
    """Wait until the scan is read and looked through."""
    expect(page.get_by_role("heading", name=re.compile("^3 · "))).to_be_visible(timeout=60_000)
    screen.still(page)


def leaf(page: Page) -> Locator:
    """The page of the scan that is shown, as the reader chooses it."""
    return page.get_by_role("combobox", name="Trang ảnh")


def card(page: Page, indicator: str) -> Locator:
    """The card of the list whose headline names an indicator."""
    headline = page.get_by_role("button", name=re.compile(rf"^\S {indicator} ·"))
    return page.locator("[class*='st-key-figure-']").filter(has=headline)


def seen(crop: Locator) -> bool:
    """Whether a picture has come and shows something."""
    return bool(crop.evaluate("image => image.decode().then(() => image.naturalWidth > 20)"))


def test_a_scan_is_stopped_gone_on_with_corrected_by_its_crop_and_published(
    another: screen.Opener, address: str, pages: list[Image.Image]
) -> None:
    page = another(viewport={"width": 1440, "height": 1000})
    sign_in(page, address, "minh", "/reports")
    drop(page, pages)
    expect(page.get_by_text("Đang đọc ảnh quét: trang 1/3")).to_be_visible()
    page.get_by_role("button", name="Dừng").click()
    expect(page.get_by_text(re.compile(r"Đã đọc \d/3 trang"))).to_be_visible()
    page.reload()
    expect(page.get_by_text(re.compile(r"Đã đọc \d/3 trang"))).to_be_visible()
    page.get_by_role("button", name="Đọc tiếp").click()
    read(page)
    expect(leaf(page)).to_have_value("1")

    # A number of the text turns to its page and is framed there; its card has its crop.
    wrong = card(page, "Thủ tục hành chính")
    number(page, "812").click()
    expect(leaf(page)).to_have_value("2")
    expect(page.locator(".kpi-scan .frame")).to_be_in_viewport()
    screen.still(page)
    assert seen(page.get_by_role("region", name="Ảnh quét của báo cáo").locator("img"))
    assert seen(wrong.locator(".kpi-sight img"))
    expect(wrong).to_contain_text("Trang 2 · đọc lần 1 1.")
    expect(wrong.locator("mark").first).to_be_visible()
    wrong.get_by_role("button", name="Sửa").click()
    assert seen(wrong.locator(".kpi-sight img"))
    page.get_by_role("textbox", name="Giá trị").fill("1.872")
    save(page)
    expect(wrong).to_contain_text("1.872 thủ tục")
    expect(wrong).to_contain_text("anh, chị đã sửa")

    # A number of the picture does what the number of the text does.
    page.get_by_role("button", name=re.compile("^14.310: hỏi")).last.click()
    expect(number(page, "14.310")).to_have_class(re.compile("shown"))
    expect(card(page, "Chứng thư số đã cấp")).to_be_visible()
    page.get_by_role("button", name="Trang ảnh sau").click()
    expect(leaf(page)).to_have_value("3")
    expect(page.locator(".kpi-scan .number").first).to_have_attribute("title", re.compile(r"3|410"))

    # What reads the same twice is taken at once, after all of it was seen.
    agreed = page.locator(".st-key-agreed")
    for crop in agreed.locator(".kpi-sight img").all():
        assert seen(crop)
    count = agreed.get_by_role("checkbox").count()
    assert count >= 5
    agreed.get_by_role("button", name=f"Nhận {count} số mà hai lần đọc như nhau").click()
    expect(page.get_by_role("button", name=f"Hoàn tác: nhận {count}")).to_be_visible()
    screen.still(page)
    skip = page.get_by_role("button", name=re.compile("Bỏ qua"))
    if skip.count():  # what reads differently elsewhere is not the matter here
        skip.click()
        screen.still(page)
    publish = page.get_by_role("button", name=re.compile(r"Công bố \d+ số liệu"))
    expect(publish).to_be_enabled()
    publish.click()
    expect(page.get_by_text(re.compile(r"Đã công bố lô \d+"))).to_be_visible()


def test_on_a_phone_the_scan_leaves_room_for_the_rest_and_a_camera_is_offered(
    another: screen.Opener, address: str, pages: list[Image.Image]
) -> None:
    phone = {"width": 390, "height": 844}
    page = another(viewport=phone, has_touch=True, is_mobile=True, color_scheme="dark")
    sign_in(page, address, "minh", "/reports")
    camera = page.locator(".st-key-photo input[type=file]")
    expect(camera).to_have_attribute("capture", "environment")
    target = BytesIO()
    pages[1].save(target, "JPEG", dpi=(DPI, DPI))
    photo = {"name": "image.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}
    camera.set_input_files(photo)
    read(page)
    expect(page.get_by_text("anh-chup-1.jpg").first).to_be_visible()
    assert screen.too_wide(page) == []
    box = page.locator(".kpi-scan").bounding_box()
    assert box is not None
    assert box["height"] <= 0.6 * phone["height"]
    number(page, "812").tap()
    expect(card(page, "Dịch vụ công toàn trình")).to_be_in_viewport()
