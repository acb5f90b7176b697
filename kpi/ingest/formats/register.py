"""Bytes → Workbook: what a file is, is told by its first bytes and never by its name."""

import re

from kpi.errors import UnreadableError
from kpi.ingest.formats.csv import csv_sheet
from kpi.ingest.formats.decoding import conversion_note, decode
from kpi.ingest.formats.excel import excel_workbook
from kpi.ingest.formats.html import html_sheets
from kpi.ingest.formats.legacy_text import coding_of, converter
from kpi.ingest.formats.sheet import MAX_BYTES, Sheet, Workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|table|meta)", re.I | re.S
)
_RESAVE = "Lưu bảng dạng .xlsx hoặc .csv rồi thử lại."
# First bytes → what to call it; none of them holds a table this program reads.
_FOREIGN = (
    (b"%PDF", "tệp là PDF"),
    (b"{\\rtf", "tệp là văn bản RTF"),
    (b"\x1f\x8b", "tệp nén GZIP"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7-Zip"),
    (b"\x89PNG", "tệp là ảnh"),
    (b"\xff\xd8\xff", "tệp là ảnh"),
    (b"GIF8", "tệp là ảnh"),
    (b"MZ", "tệp là chương trình"),
)  # fmt: skip


def open_workbook(data: bytes, name: str, words: frozenset[str]) -> Workbook:
    """The sheets of a CSV, Excel or HTML file.

    Args:
        data: the file.
        name: its name, for messages only.
        words: marked Vietnamese words in lower case, to tell old encodings by.

    Raises:
        UnreadableError: anything else, or more than the limits allow; one plain sentence.
    """
    if not data.strip():
        raise UnreadableError(f"{name}: tệp trống.", "Chọn tệp có bảng số liệu.")
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            f"{name}: tệp lớn hơn {MAX_BYTES // 2**20} MB.", "Chia tệp làm nhiều tệp nhỏ."
        )
    if data.startswith(b"PK\x03\x04"):
        return _legacy(_packed(data, name), words)
    if data.startswith(_OLE):
        return _legacy(_compound(data, name), words)
    for magic, kind in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableError(f"{name}: {kind}, không phải bảng số liệu.", _RESAVE)
    text, notes = decode(data, name, words)
    if _HTML.match(text[:5000]):
        return Workbook(html_sheets(text, name), notes=(*notes, "Tệp là trang web chứa bảng."))
    return Workbook((csv_sheet(text, name),), notes=notes)


def _packed(data: bytes, name: str) -> Workbook:
    if b"opendocument" in data[:200]:
        raise UnreadableError(f"{name}: tệp OpenDocument (.ods, .odt) không đọc được.", _RESAVE)
    if b"word/document.xml" in data:
        raise UnreadableError(f"{name}: tệp là văn bản Word, không phải bảng tính.", _RESAVE)
    if b"xl/" not in data:
        raise UnreadableError(f"{name}: tệp nén ZIP không chứa bảng tính Excel.", _RESAVE)
    return excel_workbook(data, name)


def _compound(data: bytes, name: str) -> Workbook:
    """OLE: old Excel, old Word, or a new workbook under a password."""
    if _wide("EncryptedPackage") in data:
        raise UnreadableError(f"{name}: tệp Excel có mật khẩu.", "Bỏ mật khẩu rồi lưu lại.")
    if _wide("Workbook") not in data and _wide("Book") not in data:
        raise UnreadableError(f"{name}: tệp không phải bảng tính Excel.", _RESAVE)
    return excel_workbook(data, name)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _legacy(book: Workbook, words: frozenset[str]) -> Workbook:
    """Cells typed with TCVN3 or VNI fonts, converted and told of."""
    texts = list({c for s in book.sheets for r in s.rows for c in r if isinstance(c, str)})
    coding = coding_of(texts, words)
    if coding is None:
        return book
    convert = converter(coding, words)
    changed = {text: convert(text) for text in texts}
    sheets = tuple(_converted(sheet, changed) for sheet in book.sheets)
    before = next(old for old in texts if changed[old] != old)
    note = conversion_note(coding, before, changed[before])
    return Workbook(sheets, book.hidden, (*book.notes, note))


def _converted(sheet: Sheet, changed: dict[str, str]) -> Sheet:
    return sheet.with_rows(
        [[changed[c] if isinstance(c, str) else c for c in row] for row in sheet.rows]
    )
