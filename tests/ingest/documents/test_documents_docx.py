"""Word files: what Word prints of the body is read, in its order, and nothing else."""

import io
import time
import zipfile

import pytest
from builders_documents import docx, headings, paragraph, read, rows, table

from kpi.errors import UnreadableError
from kpi.ingest.documents import docx as reader
from kpi.model import Document

_LINE = "Toàn tỉnh có 1.234 trạm thu phát sóng."


def _read(*body: str) -> Document:
    return read(docx(*body), "bao-cao.docx")


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_paragraphs_and_tables_stand_in_the_order_of_the_document() -> None:
    found = _read(
        paragraph("Mở đầu."), table([["Chỉ tiêu", "2022"], ["BTS", "1.234"]]), paragraph("Hết.")
    )
    assert found.text == "Mở đầu.\nChỉ tiêu | 2022\nBTS | 1.234\nHết."
    assert rows(found) == ["Chỉ tiêu | 2022", "BTS | 1.234"]
    assert found.kind == "docx"


def test_headings_are_told_by_style_by_descent_by_bold_and_by_number() -> None:
    found = _read(
        paragraph("Kết quả chung", style="H1"),
        paragraph("Hạ tầng", style="Own"),
        paragraph("Bưu chính, viễn thông", run="<w:b/>"),
        paragraph("1. Chính quyền số"),
        paragraph("Đạt 1.234 trạm", run="<w:b/>"),
        paragraph("Không đậm", run='<w:b w:val="0"/>'),
        paragraph(_LINE),
    )
    assert headings(found) == [
        "Kết quả chung",
        "Hạ tầng",
        "Bưu chính, viễn thông",
        "1. Chính quyền số",
    ]


def test_runs_breaks_and_tabs_are_put_together() -> None:
    broken = "<w:r><w:t>12</w:t><w:br/><w:t>trạm</w:t></w:r>"
    body = f"<w:p>{_run('Toàn tỉ')}{_run('nh có ')}{broken}</w:p>"
    assert _read(body).text == "Toàn tỉnh có 12\ntrạm"


def test_tracked_deletions_hidden_text_and_fields_are_not_read() -> None:
    body = (
        "<w:p>"
        f"{_run('Có ')}<w:del><w:r><w:delText>999</w:delText></w:r></w:del>"
        f"<w:moveFrom>{_run('888')}</w:moveFrom><w:ins>{_run('12')}</w:ins>"
        f"{_run('777', '<w:vanish/>')}<w:r><w:instrText>PAGE 6</w:instrText></w:r>{_run(' trạm')}"
        "</w:p>"
    )
    assert _read(body).text == "Có 12 trạm"


def test_a_deleted_row_is_not_read() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('999')}</w:tc></w:tr>"
    found = _read(table([["A", "1"]]).replace("</w:tbl>", f"{gone}</w:tbl>"))
    assert found.text == "A | 1"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>{_run('Ngoài khung')}</w:p>"
    )
    assert _read(body).text == "Trong khung\nNgoài khung"


def test_a_raised_digit_is_a_note_and_no_part_of_the_number() -> None:
    raised = _run("1", '<w:vertAlign w:val="superscript"/>')
    assert _read(f"<w:p>{_run('1.699')}{raised}{_run(' trạm')}</w:p>").text == "1.699¹ trạm"


def test_merged_cells_keep_the_columns_in_line() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("Năm")}</w:tc>'
    found = _read(table([["Chỉ tiêu", wide, "Ghi chú"], ["BTS", "1", "2", "x"]]))
    assert rows(found) == ["Chỉ tiêu | Năm |  | Ghi chú", "BTS | 1 | 2 | x"]


def test_several_paragraphs_and_a_table_in_a_cell_stay_in_their_cell() -> None:
    inner = f"<w:tc>{paragraph('một')}{paragraph('hai')}{table([['a', 'b']])}</w:tc>"
    assert rows(_read(table([["X", inner]]))) == ["X | một; hai; a / b"]


def test_headers_and_footers_are_not_read() -> None:
    assert "Đầu trang" not in _read(paragraph(_LINE)).text


def test_the_strict_dialect_is_read() -> None:
    stream = io.BytesIO()
    body = docx(paragraph(_LINE))
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            new.writestr(
                part,
                old.read(part).replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                ),
            )
    assert read(stream.getvalue(), "a.docx").text == _LINE


def test_entities_are_refused_unread() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(UnreadableError, match="hỏng"):
        read(docx(paragraph("&b;"), prolog=bomb), "a.docx")


def test_a_file_that_unpacks_to_gigabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_UNPACKED", 10_000)
    with pytest.raises(UnreadableError, match="nén quá nhiều"):
        read(docx(*[paragraph(_LINE)] * 500), "a.docx")
    monkeypatch.setattr(reader, "MOST_PARTS", 2)
    with pytest.raises(UnreadableError, match="nén quá nhiều"):
        read(docx(paragraph(_LINE)), "a.docx")


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.95])
def test_a_damaged_file_is_refused(cut: float) -> None:
    whole = docx(*[paragraph(_LINE)] * 50)
    with pytest.raises(UnreadableError):
        read(whole[: int(len(whole) * cut)], "a.docx")


def test_tables_nested_beyond_reason_end_in_a_text_or_a_refusal() -> None:
    deep = paragraph("x")
    for _ in range(400):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    with pytest.raises(UnreadableError):
        _read(deep)


def test_a_hundred_pages_are_read_well_within_five_seconds() -> None:
    page = paragraph(_LINE * 40) + table([["Chỉ tiêu", "1.234", "2"]] * 12)
    data = docx(*[page] * 100)
    start = time.monotonic()
    found = read(data, "dai.docx")
    assert time.monotonic() - start < 2.5
    assert len(rows(found)) == 1200
