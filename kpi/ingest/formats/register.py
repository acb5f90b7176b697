"""Bytes → Workbook: the reader of each kind of table, and what is put right in every one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import islice

from kpi.errors import UnreadableError
from kpi.ingest.formats.cleaning import cleaned, texts_of, unseen_note, with_texts
from kpi.ingest.formats.csv import csv_workbook
from kpi.ingest.formats.damaged_letters import (
    ENCODING_ADVICE,
    lost_letters,
    misread_note,
    restorer,
)
from kpi.ingest.formats.decoding import cells_of, conversion_note, decode
from kpi.ingest.formats.html import html_sheets
from kpi.ingest.formats.kinds import is_page, readable
from kpi.ingest.formats.legacy_text import coding_of, converter
from kpi.ingest.formats.ods import read_fods, read_ods
from kpi.ingest.formats.sheet import Workbook
from kpi.ingest.formats.spreadsheet_xml import read_spreadsheet_xml
from kpi.ingest.formats.xls import read_xls
from kpi.ingest.formats.xlsx import read_xlsx
from kpi.model import Locator, Problem

_READERS: Mapping[str, Callable[[bytes, str], Workbook]] = {
    "xlsx": read_xlsx,
    "xls": read_xls,
    "ods": read_ods,
    "fods": read_fods,
    "spreadsheet-xml": read_spreadsheet_xml,
}
"""By the id of the kind; a text or a web page is read below."""

_SAMPLE_ROWS = 300


def open_workbook(data: bytes, name: str, words: frozenset[str]) -> Workbook:
    """The sheets of a spreadsheet, a CSV file or a web page.

    Args:
        data: the file.
        name: its name, for messages only.
        words: marked Vietnamese words in lower case, to tell old encodings by.

    Raises:
        UnreadableError: anything else, or more than the limits allow; one plain sentence.
    """
    read = _READERS.get(readable(data, name, "table").id)
    if read is None:
        book = _written(data, name, words)
    else:
        book = _clean(_legacy(_restored(read(data, name), words), words))
    _refuse_lost_letters(book, name)
    return book


def _written(data: bytes, name: str, words: frozenset[str]) -> Workbook:
    """A text or a web page: its letters are put right before it is cut into cells."""
    text, notes = decode(data, name, words)
    restore = restorer(cells_of(text), words)
    problems: tuple[Problem, ...] = ()
    if restore:
        before, text = text, restore(text)
        problems = (_misread(before, text),)
    clear = cleaned(text)
    if clear is not text:
        notes, text = (*notes, *unseen_note([text])), clear
    if is_page(text):
        notes = (*notes, "Tệp là trang web chứa bảng.")
        return Workbook(html_sheets(text, name), notes=notes, problems=problems)
    book = csv_workbook(text, name)
    return replace(book, notes=notes, problems=(*problems, *book.problems))


def _restored(book: Workbook, words: frozenset[str]) -> Workbook:
    """Cells with UTF-8 that was read as something else, put right and told of."""
    texts = texts_of(book)
    restore = restorer(texts, words)
    if restore is None:
        return book
    before = next(text for text in texts if restore(text) != text)
    told = _misread(before, restore(before), book.sheets[0].name)
    return replace(with_texts(book, restore), problems=(*book.problems, told))


def _misread(before: str, after: str, sheet: str = "") -> Problem:
    return Problem(
        "misread-encoding",
        "warning",
        Locator("cell", sheet, "A1"),
        before[:80],
        misread_note(before, after),
        "Xem lại tên tỉnh và chỉ tiêu; lần sau xuất tệp dạng .xlsx hoặc CSV UTF-8.",
    )


def _legacy(book: Workbook, words: frozenset[str]) -> Workbook:
    """Cells typed with TCVN3 or VNI fonts, converted and told of."""
    texts = texts_of(book)
    coding = coding_of(texts, words)
    if coding is None:
        return book
    convert = converter(coding, words)
    before = next(old for old in texts if convert(old) != old)
    note = conversion_note(coding, before, convert(before))
    return replace(with_texts(book, convert), notes=(*book.notes, note))


def _clean(book: Workbook) -> Workbook:
    """Cells without characters that nobody sees."""
    texts = texts_of(book)
    return replace(with_texts(book, cleaned), notes=(*book.notes, *unseen_note(texts)))


def _refuse_lost_letters(book: Workbook, name: str) -> None:
    """Stop at a file whose letters are gone: no name in it can be known."""
    first = (row for sheet in book.sheets for row in islice(sheet.rows, _SAMPLE_ROWS))
    texts = dict.fromkeys(cell for row in first for cell in row if isinstance(cell, str))
    if lost := lost_letters(list(texts)):
        raise UnreadableError(
            f"{name}: chữ có dấu đã mất, chỗ đó là dấu hỏi (như '{lost[0][:40]}'): tệp đã bị lưu "
            "sai bảng mã.",
            ENCODING_ADVICE,
        )
