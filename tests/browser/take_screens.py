"""`make screens`: the pictures in docs/screens, taken anew from the app as installed.

Every page on a desktop and a phone, light and dark; then the empty store, a store with one
figure, English, and the source panel; and the staff guide's pictures.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from conftest import ARGUMENTS, NAMES, ROOT, serving
from openpyxl import Workbook
from playwright.sync_api import Browser, Page, sync_playwright
from scanned_report import as_pdf, scanned_pages
from screen import BARS, any_indicator, choose, press, still

from kpi.accounts import people
from kpi.accounts.people import CONSOLE
from kpi.cli.commands import main as kpi
from kpi.store import Store

FOLDER = ROOT / "docs" / "screens"
DESKTOP, PHONE = (1280, 900), (390, 844)
TALLEST = 2600
PAGES = {
    "overview": "/?mine=vn34:24",
    "ranking": "/ranking?mine=vn34:24",
    "trend": "/trend?indicator=dti_score&areas=vn34:24,vn34:01,vn34:48&mine=vn34:24",
    "profile": "/profile?area=vn34:24&mine=vn34:24",
    "methods": "/methods",
    "targets": "/targets?mine=vn63:80",
    "peers": "/peers?indicator=dti_score&period=2024&area=vn34:24&mine=vn34:24&group=size",
    "scoreboard": "/scoreboard?mine=vn34:24",
    "annex": "/annex?area=vn34:24&period=2024&mine=vn34:24",
    "explore": "/explore?indicators=dti_score&scheme=vn34",
}
FURTHER = {
    "ranking-63": "/ranking?indicator=dti_score&period=2022&scheme=vn63",
    "ranking-near": "/ranking?indicator=bts_stations&period=2025&scheme=vn63&near=1&mine=vn34:24",
    "targets-one": "/targets?view=target&indicator=household_fibre_coverage&mine=vn63:84",
    "peers-two-years": "/peers?indicator=dti_score&period=2023&area=vn34:24&view=slope",
    "peers-scatter": "/peers?indicator=dti_score&period=2024&area=vn63:27&view=scatter"
    "&other=internet_user_rate",
    "explore-pivot": "/explore?shape=areas_years&indicators=dti_score&scheme=vn63",
    "trend-promises": "/trend?indicator=mobile_5g_coverage&areas=vn34:80,vn34:52,vn34:46",
}
PASSWORD = "một mật khẩu dài"  # noqa: S105 - of an account that lives as long as a picture
ONE_FIGURE = "tinh,nam,chi_tieu,gia_tri\nvn63:72,2020,bts_stations,1699\n"
_FEW = {
    "01": 8100,
    "27": 1950,
    "31": 2400,
    "46": 1500,
    "48": 2050,
    "72": 1699,
    "79": 9800,
    "80": 1720,
}
FEW_FIGURES = "tinh,nam,chi_tieu,gia_tri\n" + "".join(
    f"vn63:{code},2020,bts_stations,{value}\n" for code, value in _FEW.items()
)
# A result, a hedge, a goal, one of a district and one of an operator, one told twice, one missed.
REPORT = """UBND TỈNH TÂY NINH
SỞ THÔNG TIN VÀ TRUYỀN THÔNG

Tây Ninh, ngày 08 tháng 01 năm 2024

BÁO CÁO
Kết quả chuyển đổi số năm 2023

1. Hạ tầng số
Toàn tỉnh có 118 điểm phục vụ bưu chính; riêng thị xã Trảng Bàng có 14 điểm. Mạng 4G phủ sóng gần \
99,5% dân số, trong đó Viettel có 731 trạm BTS.
2. Lực lượng số
Các xã, phường đã ra mắt 512 nhóm nòng cốt. Tỉnh có khoảng 380 doanh nghiệp công nghệ số; cuối \
năm, số doanh nghiệp công nghệ số là 402.
3. Chính quyền số
Chỉ số chuyển đổi số (DTI) của tỉnh năm 2023 là 0,6817. Tỷ lệ dịch vụ công trực tuyến đạt 62%, \
tăng 12,6% so với năm 2022.
Phấn đấu năm 2024, tỷ lệ dịch vụ công trực tuyến đạt 80%.
"""
ADDED = "/ranking?indicator=community_digital_teams&period=2023&scheme=vn63&mine=vn63:72"


def main() -> None:
    """Build three stores, serve each, take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, NAMES)))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        full, one, few = (folder / f"{name}.duckdb" for name in ("full", "one", "few"))
        kpi(["build", "--store", str(full)])
        for store, told in ((one, ONE_FIGURE), (few, FEW_FIGURES)):
            table = folder / f"{store.stem}.csv"
            table.write_text(told, encoding="utf-8")
            kpi(["load", str(table), "--store", str(store)])
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        with serving(full, folder / "log") as address:
            for page, path in PAGES.items():
                for size, width in (("desktop", DESKTOP), ("phone", PHONE)):
                    for scheme in ("light", "dark"):
                        _take(browser, address + path, f"{page}-{size}-{scheme}", width, scheme)
                english = f"{path}{'&' if '?' in path else '?'}lang=en"
                _take(browser, address + english, f"{page}-english", DESKTOP)
            for page, path in FURTHER.items():
                _take(browser, address + path, page, DESKTOP)
            _take_panel(browser, address)
        with Store.open(full) as store:
            people.add(store, "lan", "approver", password=PASSWORD, by=CONSOLE, display="Lan")
        with serving(full, folder / "log-staff") as address:
            _take_intake(browser, address, folder)
            _take_report_phone(browser, address)
            _take_scan(browser, address)
            _take_reports(browser, address)
        for kind, store in (("empty", folder / "empty.duckdb"), ("one", one), ("few", few)):
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


def _take_intake(browser: Browser, address: str, folder: Path) -> None:
    """The staff guide's pictures: sign in, drop, answer, preview, published, history, undo."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    page = context.new_page()
    _sign_in(page, address, "/upload", picture=True)
    page.wait_for_selector("input[type=file]", state="attached")
    _shot(page, "upload")
    page.locator("input[type=file]").set_input_files(_messy(folder))
    page.get_by_role("heading", name="so_lieu_2023.xlsx").wait_for()
    _shot(page, "question")
    page.get_by_role("radio", name="Tỷ lệ hồ sơ nộp trực tuyến (%)", exact=True).click()
    page.get_by_role("button", name="Công bố 10 số liệu").wait_for()
    _shot(page, "preview")
    page.get_by_role("button", name="Công bố 10 số liệu").click()
    page.get_by_text("Đã công bố lô").wait_for()
    _shot(page, "published")
    page.goto(f"{address}/history")
    still(page)
    page.get_by_text("Hoàn tác lô này").click()
    _shot(page, "undo")
    context.close()
    sys.stdout.write("staff\n")


def _take_reports(browser: Browser, address: str) -> None:
    """A written report: the proposals, a number added, the preview, and the sentence behind it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    page = context.new_page()
    _sign_in(page, address, "/reports")
    _paste(page)
    page.locator("mark").filter(has_text="402").click()
    page.locator("mark.shown").wait_for()
    _shot(page, "reports")
    page.get_by_role("radio", name="đoạn").click()
    page.locator("[class*='st-key-opened-']").wait_for()
    _shot(page, "reports-group")
    page.get_by_role("radio", name="từng số").click()
    still(page)
    page.locator("mark").filter(has_text="512").click()
    page.get_by_text("Thêm số liệu từ “512”").wait_for()
    any_indicator(page)
    choose(page, "Chỉ tiêu", "Tổ công nghệ số cộng đồng")
    _shot(page, "reports-add")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("Thêm số liệu từ “512”").wait_for(state="detached")
    still(page)
    skip = page.get_by_role("button", name=re.compile("Bỏ qua .* câu hỏi còn lại"))
    skip.click()
    skip.wait_for(state="detached")
    publish = page.get_by_role("button", name=re.compile(r"Công bố \d+ số liệu"))
    _shot(page, "reports-preview")
    publish.click()
    page.get_by_text("Đã công bố lô").wait_for()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + ADDED)
    still(page)
    press(page, page.locator(BARS).last)
    page.get_by_role("dialog").locator("mark").filter(has_text="512").wait_for()
    still(page)
    page.screenshot(path=FOLDER / "staff-reports-source.png")
    context.close()
    sys.stdout.write("staff-reports\n")


def _take_scan(browser: Browser, address: str) -> None:
    """A scan beside its text, where there is room for three columns; a worn digit is looked at."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    page = context.new_page()
    _sign_in(page, address, "/reports")
    told = {"name": "bao_cao_quet.pdf", "mimeType": "application/pdf"}
    told["buffer"] = as_pdf(scanned_pages())
    page.locator("input[type=file]").first.set_input_files(told)
    page.get_by_role("heading", name=re.compile("^3 · ")).wait_for(timeout=60_000)
    still(page)
    page.locator(".kpi-report mark").filter(has_text=re.compile(r"^1\.[38]72$")).click()
    page.locator("mark.shown").wait_for()
    _shot(page, "reports-scan", 1440)
    page.get_by_role("button", name="Bỏ tệp này").click()
    context.close()


def _take_report_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, locale="vi-VN", has_touch=True
    )
    page = context.new_page()
    _sign_in(page, address, "/reports")
    _paste(page)
    _shot(page, "reports-phone", PHONE[0])
    context.close()
    sys.stdout.write("staff-reports-phone\n")


def _sign_in(page: Page, address: str, then: str, *, picture: bool = False) -> None:
    page.goto(f"{address}/dang-nhap?next={then}")
    if picture:
        page.screenshot(path=FOLDER / "staff-sign-in.png")
    page.get_by_label("Tên tài khoản").fill("lan")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(re.compile(then))
    still(page)


def _paste(page: Page) -> None:
    page.get_by_role("tab", name="Dán văn bản").click()
    page.get_by_label("Dán cả văn bản").fill(REPORT)
    page.get_by_role("button", name="Đọc văn bản này").click()
    page.locator("mark").first.wait_for()
    still(page)


def _shot(page: Page, name: str, width: int = DESKTOP[0]) -> None:
    # A picture before may have left a window that is taller than this one's page.
    page.set_viewport_size({"width": width, "height": 600})
    still(page)
    tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(tall, TALLEST)})
    still(page)
    page.screenshot(path=FOLDER / f"staff-{name}.png")


def _messy(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "Năm 2023"
    for row in (
        ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"],
        ["TỔNG HỢP SỐ LIỆU NĂM 2023"],
        [],
        ["STT", "Tỉnh, thành phố", "Số trạm BTS (trạm)", "Hồ sơ trực tuyến (%)"],
        [1, "Bắc Ninh", "1.699", "93,2"],
        [2, "Bắc Giang", "2.150", "88,5"],
        [3, "Hà Nội", "9.870", "75,1"],
        [4, "Hải Dương", "1.640", "89"],
        [5, "Tây Ninh", "1.780", "70,2"],
        ["", "Tổng cộng", "17.139", ""],
        ["(*) Số liệu đến 31/12/2023"],
        ["Người lập biểu", "", "", "Giám đốc"],
    ):
        sheet.append(row)
    path = folder / "so_lieu_2023.xlsx"
    book.save(path)
    return path


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
