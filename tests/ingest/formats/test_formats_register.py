"""What a file is, told by its contents."""

import pytest
from builders_formats import book_of, cells, sheet_of, zipped

from kpi.errors import UnreadableError
from kpi.ingest.formats.sheet import MAX_SHEETS

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped({"xl/workbook.bin": b"", "xl/worksheets/sheet1.bin": b""}), "xlsb"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (zipped({"word/document.xml": ""}), "Word"),
        (zipped({"a.txt": "x"}), "ZIP"),
        (_OLE + "WordDocument".encode("utf-16-le"), "Word cũ"),
        (_OLE + bytes(600), "không phải bảng tính Excel"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"MIME-Version: 1.0\r\n", ".mht"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_what_holds_no_table_is_refused_with_the_true_reason(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as refusal:
        book_of(data)
    assert refusal.value.hint


def test_a_sheet_for_each_of_63_provinces_is_not_too_many() -> None:
    assert MAX_SHEETS >= 63
    one = '<Worksheet xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" ss:Name="a"/>'
    book = '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">{}</Workbook>'
    assert len(book_of(book.format(one * 63).encode()).sheets) == 63
    with pytest.raises(UnreadableError, match="trang tính"):
        book_of(book.format(one * (MAX_SHEETS + 1)).encode())


def test_a_page_excel_wrote_is_no_xml_spreadsheet() -> None:
    spaces = 'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    page = f"<html {spaces}><x:ExcelWorkbook/><table><tr><td>a<tr><td>1</table></html>"
    assert cells(sheet_of(page.encode())) == [["a"], ["1"]]
