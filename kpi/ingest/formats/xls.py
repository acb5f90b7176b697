"""XLS, the binary workbook of Excel 2003 and older → sheets, through xlrd."""

import io
import struct
from datetime import datetime
from functools import cache

import xlrd
from xlrd.formatting import Font
from xlrd.sheet import Sheet as XlsSheet

from kpi.ingest.formats.compound import stream_of
from kpi.ingest.formats.grid import PLAIN, Grid, Room, Style
from kpi.ingest.formats.number_formats import DATE_1900, DATE_1904, number_format
from kpi.ingest.formats.refusals import refusal
from kpi.ingest.formats.runs import Run
from kpi.ingest.formats.sheet import Sheet, Workbook
from kpi.ingest.formats.xls_records import unseen

_SUPERSCRIPT = 1
_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)


def read_xls(data: bytes, name: str) -> Workbook:
    """Every visible sheet of a workbook.

    Raises:
        UnreadableError: password, damage, or more than the limits allow.
    """
    try:
        book = _opened(data)
        found = _Xls(book, Room(name)).workbook()
    except xlrd.XLRDError as error:
        word = "password" if "encrypted" in str(error) else "damaged"
        raise refusal(name, word) from None
    except _DAMAGE:
        raise refusal(name, "damaged") from None
    macros = _VBA in data
    return Workbook(found.sheets, found.hidden, (_MACROS,) if macros else ())


def _opened(data: bytes) -> xlrd.Book:
    """The book, from its stream alone: xlrd follows broken chains of sectors for ever."""
    if data.startswith(_OLE):
        data = stream_of(data, "Workbook", "Book")
    return xlrd.open_workbook(
        file_contents=data,
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
        logfile=io.StringIO(),
    )


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGE = (
    struct.error, AssertionError, LookupError, ValueError, TypeError,
    AttributeError, OverflowError, NotImplementedError, EOFError, RecursionError,
)  # fmt: skip
"""What xlrd raises over damaged bytes; it checks little of what it reads."""
_VBA = "_VBA_PROJECT".encode("utf-16-le")
_MACROS = "Tệp có macro; macro không được chạy, chỉ các giá trị được đọc."


class _Xls:
    def __init__(self, book: xlrd.Book, room: Room) -> None:
        self._book, self._room = book, room
        self._style = cache(self._style_of)

    @property
    def _start(self) -> datetime:
        return DATE_1904 if self._book.datemode else DATE_1900

    def workbook(self) -> Workbook:
        self._room.sheets(self._book.nsheets)
        sheets: list[Sheet] = []
        hidden: list[tuple[str, str]] = []
        for number in range(self._book.nsheets):
            sheet = self._book.sheet_by_index(number)
            if sheet.visibility:
                hidden.append((sheet.name, "trang tính ẩn"))
            else:
                sheets.append(self._sheet(sheet))
            self._book.unload_sheet(number)
        return Workbook(tuple(sheets), tuple(hidden))

    def _sheet(self, sheet: XlsSheet) -> Sheet:
        grid = Grid(sheet.name, self._room, self._start)
        for row in range(sheet.nrows):
            kinds, values = sheet.row_types(row), sheet.row_values(row)
            for place, (kind, value) in enumerate(zip(kinds, values, strict=True)):
                if kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                    self._cell(grid, sheet, (row, place), kind, value)
        grid.merged += [
            (top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
        ]
        more = unseen(self._book, sheet.number)
        for at, formula in more.formulas.items():
            grid.fault(*at, formula)
        self._hide(grid, sheet, filtered=more.filtered)
        return grid.sheet()

    def _cell(
        self, grid: Grid, sheet: XlsSheet, at: tuple[int, int], kind: int, value: object
    ) -> None:
        style = self._style(sheet.cell_xf_index(*at))
        if kind in _NUMBERS and isinstance(value, int | float):
            grid.number(*at, float(value), style)
        elif kind == xlrd.XL_CELL_TEXT:
            grid.text(*at, self._runs(str(value), sheet.rich_text_runlist_map.get(at)), style)
        elif kind == xlrd.XL_CELL_BOOLEAN:
            grid.put(*at, bool(value))
        else:
            grid.fault(*at, xlrd.error_text_from_code.get(value, f"#{value}"))

    def _style_of(self, number: int) -> Style:
        xf = self._book.xf_list[number]
        code = self._book.format_map[xf.format_key].format_str
        font = self._book.font_list[xf.font_index]
        if code == "General" and not font.struck_out and font.escapement != _SUPERSCRIPT:
            return PLAIN
        return Style(number_format(code), bool(font.struck_out), _is_raised(font))

    def _runs(self, text: str, changes: list[tuple[int, int]] | None) -> str | list[Run]:
        """A text cut where its font changes; what comes before is in the cell's own font."""
        if not changes:
            return text
        runs = [Run(text[: changes[0][0]])]
        ends = [start for start, _ in changes[1:]] + [len(text)]
        for (start, number), end in zip(changes, ends, strict=True):
            font = self._book.font_list[number]
            runs.append(Run(text[start:end], bool(font.struck_out), _is_raised(font)))
        return runs

    def _hide(self, grid: Grid, sheet: XlsSheet, *, filtered: bool) -> None:
        for row, info in sheet.rowinfo_map.items():
            if info.hidden or not info.height:
                grid.hide_rows(row, filtered=filtered)
        for place, info in sheet.colinfo_map.items():
            if info.hidden or not info.width:
                grid.hide_columns(place)


def _is_raised(font: Font) -> bool:
    return bool(font.escapement == _SUPERSCRIPT)
