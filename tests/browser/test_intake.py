"""A clerk's Excel on its way in: dropped, asked about, published, seen, undone."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import screen
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from kpi.accounts import people
from kpi.accounts.people import CONSOLE
from kpi.store import Store

pytestmark = pytest.mark.browser

PASSWORD = "một mật khẩu dài"  # noqa: S105 - of accounts that live as long as a test
RANKING = "/ranking?indicator=postal_points&period=2023&scheme=vn63&mine=vn63:72"


@pytest.fixture(scope="module")
def address(
    built: Path, serve: screen.Serving, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The app with the shipped figures, a clerk and an approver."""
    store = Path(shutil.copy(built, tmp_path_factory.mktemp("intake")))
    with Store.open(store) as opened:
        people.add(opened, "lan", "staff", password=PASSWORD, by=CONSOLE, display="Lan")
        people.add(opened, "minh", "approver", password=PASSWORD, by=CONSOLE, display="Minh")
    with serve(store, store.with_name("log")) as url:
        yield url


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Last year's Excel: title rows, STT, units in the header, a total, a note, a signature.

    One column's heading names no indicator of the catalogue in full.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Năm 2023"
    rows = [
        ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"],
        ["TỔNG HỢP SỐ LIỆU NĂM 2023"],
        [],
        ["STT", "Tỉnh, thành phố", "Điểm phục vụ bưu chính (điểm)", "Hồ sơ trực tuyến (%)"],
        [1, "Tây Ninh", "1.671", "93,2"],
        [2, "Hà Nội", "2.455", "75,1"],
        ["", "Tổng cộng", "4.126", ""],
        ["(*) Số liệu đến 31/12/2023"],
        ["Người lập biểu", "", "", "Giám đốc"],
    ]
    for row in rows:
        sheet.append(row)
    path = tmp_path_factory.mktemp("files") / "so_lieu_2023.xlsx"
    book.save(path)
    return path


def sign_in(page: Page, address: str, name: str, then: str) -> None:
    page.goto(f"{address}/dang-nhap?next={then}")
    page.get_by_label("Tên tài khoản").fill(name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(re.compile(then))
    screen.still(page)


def drop(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_role("heading", name=path.name)).to_be_visible()
    screen.still(page)


def test_a_messy_excel_is_asked_about_published_seen_and_undone(
    another: screen.Opener, address: str, messy: Path
) -> None:
    clerk, leader = another(), another()
    screen.visit(leader, address + RANKING)
    assert "1.671" not in leader.locator("body").inner_text()

    sign_in(clerk, address, "lan", "/upload")
    drop(clerk, messy)
    understood = clerk.get_by_text("hàng tiêu đề 4")
    expect(understood).to_contain_text("Tổng cộng (khớp)")
    publish = clerk.get_by_role("button", name=re.compile("Công bố"))
    expect(publish).to_be_disabled()
    clerk.get_by_role("radio", name=re.compile("^Tỷ lệ hồ sơ nộp trực tuyến")).click()
    expect(publish).to_be_enabled()
    expect(publish).to_have_text("Công bố 4 số liệu")
    publish.click()
    expect(clerk.get_by_text(re.compile(r"Đã công bố lô \d+"))).to_be_visible()

    screen.visit(leader, address + RANKING)
    assert "Tây Ninh" in screen.title(leader)
    assert "1.671" in (leader.locator(".main-svg").first.text_content() or "")

    # The same file again: recognised, the question not asked a second time, nothing to publish.
    again = another()
    sign_in(again, address, "lan", "/upload")
    drop(again, messy)
    expect(again.get_by_text("không có gì để công bố")).to_be_visible()
    expect(again.get_by_text("Dùng lại 1 câu trả lời")).to_be_visible()

    approver = another()
    sign_in(approver, address, "minh", "/history")
    approver.get_by_text("Hoàn tác lô này").click()
    expect(approver.get_by_text(re.compile("4.*số liệu đang hiển thị sẽ đổi"))).to_be_visible()
    approver.get_by_role("textbox", name="Lý do").fill("nạp nhầm tệp")
    approver.get_by_role("textbox", name="Lý do").press("Enter")
    approver.get_by_role("button", name=re.compile(r"Hoàn tác lô \d+")).click()
    expect(
        approver.get_by_role("heading", name=re.compile(r"^Lô \d+ · đã hoàn tác"))
    ).to_be_visible()

    screen.visit(leader, address + RANKING)
    assert "1.671" not in leader.locator("body").inner_text()


def test_a_viewer_is_asked_to_sign_in_and_a_clerk_cannot_undo(
    another: screen.Opener, address: str
) -> None:
    viewer, clerk = another(), another()
    screen.visit(viewer, f"{address}/upload")
    assert viewer.locator("input[type=file]").count() == 0
    expect(viewer.get_by_text("Đăng nhập bằng tài khoản nhân viên")).to_be_visible()
    sign_in(clerk, address, "lan", "/history")
    expect(clerk.get_by_role("heading", name=re.compile("Lô"))).to_be_visible()
    assert clerk.get_by_text("Hoàn tác lô này").count() == 0


def test_on_a_phone_the_steps_follow_one_another_and_nothing_scrolls_sideways(
    another: screen.Opener, address: str, messy: Path
) -> None:
    phone = another(viewport={"width": 390, "height": 844}, color_scheme="dark")
    sign_in(phone, address, "lan", "/upload")
    drop(phone, messy)
    inside = phone.get_by_role("region", name="Trang tính đã tô màu")
    places = [
        phone.get_by_text("hàng tiêu đề 4"),
        inside,
        phone.get_by_role("radio", name=re.compile("^Tỷ lệ hồ sơ nộp trực tuyến")),
        phone.get_by_label("Tên tài liệu"),
        phone.get_by_role("button", name=re.compile("^Mới")),
        phone.get_by_role("button", name=re.compile("Công bố")),
    ]
    heights = []
    for place in places:
        box = place.bounding_box()
        assert box is not None
        heights.append(box["y"])
    assert heights == sorted(heights)
    assert screen.too_wide(phone) == []
    # The sheet scrolls within itself.
    assert inside.evaluate("sheet => sheet.scrollWidth > sheet.clientWidth")


def test_a_reload_keeps_the_file_and_its_answers(
    another: screen.Opener, address: str, messy: Path
) -> None:
    clerk = another()
    sign_in(clerk, address, "lan", "/upload")
    drop(clerk, messy)
    again = clerk.get_by_role("button", name="Hỏi lại từ đầu")
    if again.count():  # answered by an earlier test
        again.click()
        screen.still(clerk)
    clerk.get_by_role("radio", name=re.compile("^Bỏ qua")).click()
    expect(clerk.get_by_text("Đã trả lời 1 câu.")).to_be_visible()
    clerk.get_by_label("Tên tài liệu").fill("Niên giám bưu chính")
    clerk.get_by_label("Tên tài liệu").press("Enter")
    # The page may stand still before what was typed has arrived.
    expect(clerk.get_by_placeholder("Số liệu mới từ “Niên giám bưu chính”")).to_be_visible()
    clerk.reload()
    expect(clerk.get_by_role("heading", name=messy.name)).to_be_visible()
    screen.still(clerk)
    expect(clerk.get_by_text("Đã trả lời 1 câu.")).to_be_visible()
    expect(clerk.get_by_label("Tên tài liệu")).to_have_value("Niên giám bưu chính")

    # The address alone opens nothing for somebody else.
    other = another()
    sign_in(other, address, "minh", "/upload")
    screen.visit(other, clerk.url)
    assert other.get_by_role("heading", name=messy.name).count() == 0


def test_a_report_among_the_tables_is_looked_through_as_a_report(
    another: screen.Opener, address: str, tmp_path: Path
) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    lines = ("BÁO CÁO", "Kết quả năm 2023", "Toàn tỉnh Tây Ninh có 1.671 điểm phục vụ bưu chính.")
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    path = tmp_path / "bao_cao.docx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        )
    clerk = another()
    sign_in(clerk, address, "lan", "/upload")
    clerk.locator("input[type=file]").set_input_files(path)
    clerk.wait_for_url(re.compile("/reports"))
    expect(clerk.get_by_text("là văn bản nên được mở ở trang này")).to_be_visible()
    expect(clerk.locator("mark").filter(has_text="1.671")).to_be_visible()


def test_every_word_of_the_intake_is_vietnamese_and_english_on_the_switch(
    another: screen.Opener, address: str, messy: Path
) -> None:
    clerk = another()
    sign_in(clerk, address, "lan", "/upload")
    drop(clerk, messy)
    # The clerk's own name, the file's, a cell of the sheet, and the forms of a number and a link.
    own = {"Lan", messy.name, "STT", "15/BC-STTTT", "https://"}
    assert set(screen.plain_words(clerk)) - own == set()
    clerk.get_by_text("Cột nào là gì").click()
    clerk.get_by_role("button", name="Sửa cột C").click()
    expect(clerk.get_by_role("combobox", name="Loại số liệu")).to_be_visible()
    screen.still(clerk)
    assert set(screen.plain_words(clerk)) - own == set()
    clerk.keyboard.press("Escape")
    assert clerk.evaluate("document.documentElement.lang") == "vi"
    screen.speak(clerk, "EN")
    expect(clerk.get_by_role("button", name="Upload", exact=True)).to_be_visible()
    expect(clerk.locator("html")).to_have_attribute("lang", "en")
    screen.speak(clerk, "VI")
    expect(clerk.get_by_role("button", name="Chọn tệp", exact=True)).to_be_visible()
    screen.follow_menu(clerk, "reports")
    clerk.wait_for_url(re.compile("/reports"))
    screen.still(clerk)
    assert set(screen.plain_words(clerk)) - own == set()


def test_after_an_answer_the_new_rows_are_in_the_table_beside_the_button(
    another: screen.Opener, address: str, tmp_path: Path
) -> None:
    path = tmp_path / "mat_do.csv"
    path.write_text(
        "Tỉnh;Tỷ lệ hộ có kết nối Internet năm 2003\nBắc Ninh;1.301\nHà Nội;1.255\n", "utf-8"
    )
    clerk = another()
    sign_in(clerk, address, "lan", "/upload")
    drop(clerk, path)
    expect(clerk.get_by_text("Chưa đọc được số liệu nào: trả lời 1 câu hỏi")).to_be_visible()
    clerk.get_by_role("radio", name=re.compile("Dấu chấm là dấu thập phân")).click()
    expect(clerk.get_by_role("button", name="Công bố 2 số liệu")).to_be_enabled()
    expect(clerk.get_by_role("button", name="Mới 2")).to_have_attribute("aria-pressed", "true")


def test_a_stranger_finds_neither_names_nor_files_in_the_history(
    another: screen.Opener, address: str
) -> None:
    stranger = another()
    screen.visit(stranger, f"{address}/history")
    assert stranger.get_by_role("button", name="Tải tệp gốc").count() == 0
    clerk = another()
    sign_in(clerk, address, "lan", "/history")
    expect(clerk.get_by_role("button", name="Tải tệp gốc")).to_be_visible()
