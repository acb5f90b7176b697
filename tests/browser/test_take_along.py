"""What leaves the screen: files, a link in one tap, a page on paper."""

import io
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from screen import Opener, visit

RANKING = "/ranking?indicator=dti_score&period=2024&scheme=vn34&mine=vn34:24"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
REFUSED = "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))"


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("options", [{}, PHONE])
def test_one_tap_copies_the_address_with_every_choice(
    another: Opener, base_url: str, options: dict[str, object]
) -> None:
    page = another(**options, permissions=["clipboard-read", "clipboard-write"])
    visit(page, f"{base_url}/ranking?mine=vn34:24")
    page.get_by_role("button", name="Sao chép liên kết").click()
    expect(page.locator(".kpi-copy [role=status]")).to_have_text("Đã sao chép")
    address = copied(page)
    assert address.startswith(f"{base_url}/ranking?")
    assert "indicator=dti_score" in address and "period=2024" in address
    title = page.locator("h1").first.inner_text()
    visit(page, address)
    assert page.locator("h1").first.inner_text() == title


def test_the_link_is_copied_by_keyboard(another: Opener, base_url: str) -> None:
    page = another(permissions=["clipboard-read", "clipboard-write"])
    visit(page, f"{base_url}/methods?lang=en")
    button = page.get_by_role("button", name="Copy link")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    expect(button).to_be_focused()
    assert copied(page).startswith(f"{base_url}/methods?lang=en")


def test_where_the_clipboard_is_refused_a_selection_is_copied(
    another: Opener, base_url: str
) -> None:
    page = another(permissions=["clipboard-read", "clipboard-write"])
    visit(page, base_url + RANKING)
    page.evaluate(f"void ({REFUSED})")
    page.get_by_role("button", name="Sao chép liên kết").click()
    expect(page.locator(".kpi-copy [role=status]")).to_have_text("Đã sao chép")
    assert copied(page).startswith(f"{base_url}/ranking?")


def test_where_all_is_refused_the_address_stands_there(another: Opener, base_url: str) -> None:
    page = another()
    visit(page, base_url + RANKING)
    page.evaluate(f"{REFUSED}; document.execCommand = () => false; 0")
    page.get_by_role("button", name="Sao chép liên kết").click()
    expect(page.locator(".kpi-copy code")).to_contain_text(f"{base_url}/ranking?")


def test_a_file_is_made_on_the_click_in_the_readers_language(
    another: Opener, base_url: str
) -> None:
    page = another()
    visit(page, f"{base_url}{RANKING}&lang=en")
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Excel workbook").click()
    assert waiting.value.suggested_filename == "ranking-dti_score-2024-vn34.xlsx"
    book = load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert book.sheetnames == ["Figures", "Sources", "No figures", "Notes"]
    assert book["Figures"].max_row == 35


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_has_the_whole_table_and_the_address_and_no_controls(
    another: Opener, base_url: str, scheme: str, tmp_path: Path
) -> None:
    page = another(color_scheme=scheme)
    visit(page, base_url + RANKING)
    page.emulate_media(media="print")
    for hidden in (".st-key-controls", ".st-key-who", "[data-testid=stHeader]"):
        expect(page.locator(hidden).first).to_be_hidden()
    path = tmp_path / "page.pdf"
    page.pdf(path=str(path), format="A4", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    assert "Cao Bằng" in text and "0,5128" in text
    assert f"{base_url}/ranking?" in text.replace("\n", "") and "In ngày" in text
    assert "Tải về" not in text and "Sao chép" not in text and "Bảng số liệu" not in text
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
