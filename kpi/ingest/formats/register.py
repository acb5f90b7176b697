"""Bytes → Workbook: what a file is, is told by its contents and never by its name."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kpi.errors import UnreadableError
from kpi.ingest.formats.csv import csv_sheet
from kpi.ingest.formats.decoding import conversion_note, decode
from kpi.ingest.formats.html import html_sheets
from kpi.ingest.formats.legacy_text import coding_of, converter
from kpi.ingest.formats.ods import read_fods, read_ods
from kpi.ingest.formats.refusals import refusal
from kpi.ingest.formats.sheet import MAX_BYTES, Sheet, Workbook
from kpi.ingest.formats.spreadsheet_xml import read_spreadsheet_xml
from kpi.ingest.formats.xls import read_xls
from kpi.ingest.formats.xlsx import read_xlsx

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|table|meta)", re.I | re.S
)
_RESAVE = "Lưu bảng dạng .xlsx hoặc .csv rồi thử lại."


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


_ZIP, _OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<")
_OLD_XLS = (b"\x09\0\x04\0", b"\x09\x02\x06\0", b"\x09\x04\x06\0", b"\x09\x08\x08\0\0\x05",
            b"\x09\x08\x10\0\0\x06")  # fmt: skip


@dataclass(frozen=True)
class Format:
    """A kind of file.

    Attributes:
        name: what it is called, as the rest of the sentence "tệp là …".
        magic: what one of its files begins with.
        marks: of which one stands somewhere in the file; any file will do where there are none.
        read: its reader, None where it holds no table this program reads.
        endings: of the names of such files.
        reason: why none of them is read, where `read` is None.
    """

    name: str
    magic: tuple[bytes, ...]
    marks: tuple[bytes, ...] = ()
    read: Callable[[bytes, str], Workbook] | None = None
    endings: tuple[str, ...] = ()
    reason: str = "không phải bảng số liệu"

    def fits(self, data: bytes) -> bool:
        """Whether a file is of this kind."""
        begins = data.startswith(self.magic) or data[:100].lstrip().startswith(self.magic)
        return begins and (not self.marks or any(mark in data for mark in self.marks))


FORMATS = (
    Format("bảng tính OpenDocument", _ZIP, (b"mimetypeapplication/vnd.oasis.opendocument.spread",),
           read_ods, (".ods", ".ots")),
    Format("văn bản OpenDocument (.odt)", _ZIP, (b"mimetypeapplication/vnd.oasis.opendocument",)),
    Format("văn bản Word", _ZIP, (b"word/document.xml",)),
    Format("bảng tính nhị phân của Excel (.xlsb)", _ZIP, (b"xl/workbook.bin",),
           reason="chương trình không đọc được dạng này"),
    Format("bảng tính Excel", _ZIP, (b"xl/", b"xl\\", b"XL/"), read_xlsx,
           (".xlsx", ".xlsm", ".xltx", ".xltm")),
    Format("bảng tính OpenDocument", _ZIP, (b"content.xml",), read_ods),
    Format("tệp nén ZIP không chứa bảng tính Excel", _ZIP),
    Format("bảng tính Excel 97-2003", _OLE, (_wide("Workbook"), _wide("Book"), _wide("WORKBOOK")),
           read_xls, (".xls", ".xlt")),
    Format("tài liệu Office cũ (Word, PowerPoint)", _OLE, reason="không phải bảng tính Excel"),
    Format("bảng tính Excel cũ", _OLD_XLS, (), read_xls),
    Format("bảng tính XML 2003", _XML, (b"<Workbook", b"<ss:Workbook", _wide("<Workbook")),
           read_spreadsheet_xml, (".xml",)),
    Format("bảng tính OpenDocument dạng XML", _XML, (b"<office:document",), read_fods,
           (".fods",)),
    Format("PDF", (b"%PDF",)),
    Format("văn bản RTF", (b"{\\rtf",)),
    Format("trang web một tệp (MHTML)", (b"MIME-Version:",)),
    Format("tệp nén GZIP", (b"\x1f\x8b",)),
    Format("tệp nén RAR", (b"Rar!",)),
    Format("tệp nén 7-Zip", (b"7z\xbc\xaf",)),
    Format("ảnh", (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")),
    Format("chương trình", (b"MZ",)),
)  # fmt: skip
"""The first that fits is what a file is; a file that none fits is a text."""


def open_workbook(data: bytes, name: str, words: frozenset[str]) -> Workbook:
    """The sheets of a spreadsheet, a CSV file or a web page.

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
    if data.startswith(_OLE) and _wide("EncryptedPackage") in data:
        raise refusal(name, "password")
    for known in FORMATS:
        if known.fits(data):
            if known.read is None:
                raise UnreadableError(f"{name}: tệp là {known.name}, {known.reason}.", _RESAVE)
            return _legacy(known.read(data, name), words)
    text, notes = decode(data, name, words)
    if _HTML.match(text[:5000]):
        return Workbook(html_sheets(text, name), notes=(*notes, "Tệp là trang web chứa bảng."))
    return Workbook((csv_sheet(text, name),), notes=notes)


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
