"""Plain texts and pasted ones: encodings, lines, offsets; and what is refused at the door."""

import io
import unicodedata
import zipfile

import pytest
from builders_documents import codes, docx, headings, paragraph, paste, read, rows

from kpi.errors import UnreadableError
from kpi.ingest.documents import text
from kpi.ingest.formats import kinds
from kpi.ingest.formats.legacy_text import _TCVN3

_LINE = "Toàn tỉnh có 1.234 trạm thu phát sóng; doanh thu đạt 15,2 tỷ đồng."


def _zip(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return stream.getvalue()


def test_lines_stand_as_they_were_typed_and_offsets_point_into_them() -> None:
    found = read(f"I. HẠ TẦNG SỐ\r\n\r\n{_LINE}\r\n")
    assert found.text == f"I. HẠ TẦNG SỐ\n\n{_LINE}\n"
    assert headings(found) == ["I. HẠ TẦNG SỐ"]
    assert (found.kind, found.file, len(found.sha256)) == ("txt", "bao-cao.txt", 64)


def test_a_text_in_parts_is_composed_once() -> None:
    found = read(unicodedata.normalize("NFD", _LINE))
    assert found.text == _LINE


def test_signs_that_cannot_be_seen_are_gone_but_blanks_in_numbers_stay() -> None:
    assert read("\ufeffTỷ lệ\u200b đạt\u00a098%, có 1\u00a0234 tr\u00adạm.").text == (
        "Tỷ lệ đạt 98%, có 1\u00a0234 trạm."
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_encodings_read_the_same(encoding: str) -> None:
    assert read(_LINE.encode(encoding)).text == _LINE


def test_letters_of_old_fonts_are_converted_and_told_of() -> None:
    old = _LINE.translate(str.maketrans(_TCVN3))
    found = read(old.encode("latin-1", "ignore"))
    assert found.text == _LINE
    assert codes(found) == ["converted-letters"]


def test_old_letters_in_a_word_file_are_converted_too() -> None:
    found = read(docx(paragraph(_LINE.translate(str.maketrans(_TCVN3)))), "a.docx")
    assert found.text == _LINE
    assert codes(found) == ["converted-letters"]


def test_lines_broken_for_width_are_one_paragraph() -> None:
    found = paste(
        "Sáu tháng đầu năm, Sở đã tham mưu ban hành nhiều văn bản quan trọng\n"
        "về chuyển đổi số; toàn tỉnh có 1.234 trạm thu phát sóng, tăng so với\n"
        "cùng kỳ; doanh thu các doanh nghiệp viễn thông trên địa bàn ước đạt\n"
        "1.200 tỷ đồng.\n"
        "- Một gạch đầu dòng đứng riêng"
    )
    assert found.text.count("\n") == 1
    assert "trên địa bàn ước đạt 1.200 tỷ đồng." in found.text


def test_short_lines_and_lists_are_not_joined() -> None:
    lines = ["Nơi nhận:", "như trên", "- lưu văn thư", "a) một việc khác hẳn"]
    assert read("\n".join(lines)).text.split("\n") == lines


def test_a_table_pasted_from_a_sheet_or_drawn_with_bars_is_rows() -> None:
    found = paste("Chỉ tiêu\t2022\nTrạm BTS\t1.234\n\n| Thôn | 98% |\n| Xã | 99% |\nHết.")
    cells = [[cell.strip() for cell in row.split("|")] for row in rows(found)]
    assert cells == [["Chỉ tiêu", "2022"], ["Trạm BTS", "1.234"], ["Thôn", "98%"], ["Xã", "99%"]]


@pytest.mark.parametrize(
    "text",
    [
        "UBND TỈNH LAI CHÂU          ĐỘC LẬP\n  Số: 5/BC            Lai Châu, ngày 5\nCó 12 trạm.",
        "Chỉ tiêu                     Năm 2022\nTỷ lệ hộ có cáp quang   %     41,2   \nHết 12.",
        "| Thôn        | 98% |\n| Xã          | 99% |\nHết 12 trạm.",
        "Chỉ tiêu\t2022\nTrạm BTS\t1.234\t\n\tKhác\t12 \t\t\nHết 12 trạm.",
        "|Thôn|98%|\n|Xã|99%|\nHết 12 trạm.",
        "Đoạn   có  nhiều dấu cách  12 trạm   \n\n   và dòng thụt vào 13.",
    ],
)
def test_runs_of_blanks_move_no_place_of_a_file(text: str) -> None:
    kept = paste(text).text
    assert len(kept) == len(text)
    assert all(k == t for k, t in zip(kept, text, strict=True) if k not in " |" or t not in " \t|")


def test_a_row_of_columns_is_parted_at_its_narrow_gaps_too() -> None:
    found = paste("Chỉ tiêu               ĐVT      2022\nTỷ lệ hộ có cáp quang   %      41,2")
    assert [row.count(" | ") for row in rows(found)] == [2, 2]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("I. KẾT QUẢ ĐẠT ĐƯỢC", True),
        ("2.1. Hạ tầng số năm 2023", True),
        ("PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024", True),
        ("Phần thứ nhất: Đánh giá kết quả", True),
        ("1. Hạ tầng: 1.234 trạm BTS", False),
        ("1. Sở đã hoàn thành nhiệm vụ.", False),
        ("Các đại biểu dự hội nghị", False),
        ("2022", False),
    ],
)
def test_a_heading_is_numbered_or_in_capitals_and_tells_no_figure(
    line: str, is_heading: bool
) -> None:
    assert headings(read(f"{line}\n\n{_LINE}")) == ([line] if is_heading else [])


def test_what_a_page_lists_below_the_article_is_cut_and_told_of() -> None:
    body = f"{_LINE} " * 5
    found = paste(f"{body}\n\nTin cùng chuyên mục\nHà Giang: thêm 500 trạm BTS\nSơn La: 98% hồ sơ")
    assert found.text.strip() == body.strip()
    assert codes(found) == ["tail-cut"]


def test_a_paragraph_below_such_a_line_is_kept() -> None:
    body = f"{_LINE} " * 5
    assert paste(f"{body}\nTin khác\n{body}").text.count(_LINE) == 10


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "trống"),
        (b" \n\t", "trống"),
        (b"{\\rtf1 abc}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word cũ"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
        (_zip("a.txt", "b.txt"), "nén"),
        (_zip("xl/workbook.xml"), "bảng tính"),
        (b"PK\x03\x04" + b"mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
        (b"\x89PNG\r\n", "ảnh"),
        (b"\xff\xd8\xff\xe0", "ảnh"),
        (bytes(range(256)) * 20, "tệp"),
        (b"abc\0def" * 9, "văn bản"),
        (b"...---...", "không có chữ"),
    ],
)
def test_what_is_no_report_is_refused_with_what_to_do(data: bytes, word: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read(data, "tep.bin")
    assert word in refusal.value.message
    assert refusal.value.hint
    assert "CSV" not in refusal.value.hint


def test_more_than_a_report_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "MAX_BYTES", 100)
    with pytest.raises(UnreadableError, match="lớn hơn"):
        read(_LINE * 10)
    monkeypatch.setattr(text, "MOST_TEXT", 100)
    with pytest.raises(UnreadableError, match="ký tự"):
        paste(_LINE * 10)


def test_the_source_of_a_page_may_be_pasted() -> None:
    found = paste(f"<html><body><p>{_LINE}</p></body></html>")
    assert (found.kind, found.text) == ("pasted", _LINE)


@pytest.mark.parametrize(
    "unit",
    [
        "kết quả năm 2022 ",
        "tỉnh Hà Nam ",
        "12/07/2023\n",
        "a. " + " " * 9000,
        "a\tb\n",
        "tổng kết ",
    ],
)
def test_a_text_made_to_be_slow_is_read_in_time(unit: str) -> None:
    assert paste(unit * (190_000 // len(unit))).text
