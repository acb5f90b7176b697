"""What a file is, is told by its bytes; a text or a page is a table or a report by its content."""

import io
import time
import zipfile

import pytest
from builders_ingest import shipped, workbook

from kpi.ingest.content import Content
from kpi.ingest.formats.kinds import KINDS, endings, is_page, kind_of, usual_endings
from kpi.ingest.jobs import FileJob, Read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = "Tỉnh\tNăm\tSố trạm BTS\nHà Nam\t2022\t980\nNam Định\t2022\t1.788\n"
REPORT = (
    "BÁO CÁO\nKết quả chuyển đổi số tỉnh Hà Nam năm 2022\n\n"
    "- Toàn tỉnh có 1.204 trạm BTS;\n- Các xã đã lập 890 Tổ công nghệ số cộng đồng;\n"
)


def _zip(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name in names:
            packed.writestr(name, "<a/>")
    return stream.getvalue()


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def read(data: bytes, name: str) -> Read:
    return Content(shipped()).read(FileJob(name, data, name))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (workbook([["a", 1]]), "xlsx"),
        (_zip("xl\\Workbook.xml"), "xlsx"),
        (_zip("xl/workbook.bin"), "xlsb"),
        (_zip("word/document.xml", "word/embeddings/xl/workbook.xml"), "docx"),
        (_zip("a.csv"), "zip"),
        (OLE + _wide("Workbook"), "xls"),
        (OLE + _wide("WordDocument"), "doc"),
        (OLE + _wide("EncryptedPackage") + _wide("Workbook"), "locked"),
        (b"PK\x03\x04" + b"mimetypeapplication/vnd.oasis.opendocument.textPK", "odt"),
        (b"PK\x03\x04" + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK", "ods"),
        (b"PK\x03\x04" + b"mimetypeapplication/vnd.oasis.opendocument.presentationPK", "odp"),
        (b"\0\0\n%PDF-1.7", "pdf"),
        (b"  <!-- a --> <!-- b --><TABLE><tr>", "html"),
        ("<?xml version='1.0'?><html>".encode("utf-16"), "html"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
         "spreadsheet-xml"),
        (b"Ha Nam;1", "text"),
    ],
)  # fmt: skip
def test_a_kind_is_told_by_the_bytes(data: bytes, kind: str) -> None:
    assert kind_of(data, "tep.bin").id == kind


def test_a_workbook_that_embeds_a_word_file_is_a_workbook() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("xl/workbook.xml", "<a/>")
        packed.writestr("xl/embeddings/1.docx", _zip("word/document.xml"))
    assert kind_of(stream.getvalue()).id == "xlsx"


def test_an_old_file_with_both_streams_is_what_it_is_named() -> None:
    both = OLE + _wide("WordDocument") + _wide("Workbook")
    assert kind_of(both, "bao-cao.DOC").id == "doc"
    assert kind_of(both, "bang.xls").id == "xls"


def test_lists_of_endings_follow_from_the_table() -> None:
    assert {".xlsx", ".xls", ".csv", ".html"} <= set(endings("table", "either"))
    assert {".docx", ".doc", ".odt", ".pdf", ".txt"} <= set(endings("report", "either"))
    assert usual_endings("report", "either") == ".docx, .doc, .pdf, .odt, .jpg, .html, .txt"
    every = [ending for kind in KINDS for ending in kind.endings]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("unit", ["<!-- ", "<!---->", "<!-- --> \n", "<?", "<", " "])
def test_whether_a_text_is_a_page_is_told_at_once(unit: str) -> None:
    start = time.monotonic()
    assert not is_page(unit * 100_000)
    assert time.monotonic() - start < 1


@pytest.mark.parametrize("name", ["bang.txt", "bang.csv", "bang", "bang.xls"])
def test_a_text_of_columns_is_a_table(name: str) -> None:
    found = read(TABLE.encode("utf-16"), name)
    assert found.report is None
    assert [c.value for c in found.reading.candidates] == [980, 1788]


@pytest.mark.parametrize("name", ["bao-cao.txt", "bao-cao", "bao-cao.md"])
def test_a_text_of_sentences_is_a_report(name: str) -> None:
    found = read(REPORT.encode(), name)
    assert found.report is not None
    assert {c.value for c in found.reading.candidates} == {1204, 890}


def test_a_page_is_a_table_where_most_of_it_stands_in_one() -> None:
    rows = "".join(f"<tr><td>{'<td>'.join(row.split(chr(9)))}" for row in TABLE.splitlines())
    table = f"<html><body><table>{rows}</table></body></html>"
    assert read(table.encode(), "bang.html").report is None
    prose = f"<p>{REPORT * 5}</p>"
    mixed = f"<html><body><h1>Báo cáo</h1>{prose}<table>{rows}</table></body></html>"
    assert read(mixed.encode(), "bai.html").report is not None


def test_who_reads_a_text_may_be_said() -> None:
    content = Content(shipped())
    found = content.read(FileJob("bang.txt", TABLE.encode(), "1", reader="report"))
    assert found.report is not None
