"""Bytes → Workbook, by the kind that the bytes show."""

from kpi.errors import UnreadableError
from kpi.ingest.formats.csv import csv_sheet
from kpi.ingest.formats.decoding import conversion_note, decode
from kpi.ingest.formats.excel import excel_workbook
from kpi.ingest.formats.html import html_sheets
from kpi.ingest.formats.kinds import is_page, readable
from kpi.ingest.formats.legacy_text import coding_of, converter
from kpi.ingest.formats.sheet import Sheet, Workbook

_RESAVE = "Lưu bảng dạng .xlsx hoặc .csv rồi thử lại."


def open_workbook(data: bytes, name: str, words: frozenset[str]) -> Workbook:
    """The sheets of a CSV, Excel or HTML file.

    Args:
        data: the file.
        name: its name, for messages only.
        words: marked Vietnamese words in lower case, to tell old encodings by.

    Raises:
        UnreadableError: anything else, or more than the limits allow; one plain sentence.
    """
    kind = readable(data, name, "table")
    if kind.id in ("xlsx", "xls"):
        return _legacy(excel_workbook(data, name), words)
    if kind.reader == "table":
        raise UnreadableError(f"{name}: tệp là {kind.name_vi}, chưa đọc được.", _RESAVE)
    text, notes = decode(data, name, words)
    if is_page(text):
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
