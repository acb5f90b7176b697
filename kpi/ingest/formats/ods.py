"""ODS, the spreadsheet of OpenDocument → sheets; the flat XML form (.fods) as well."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from kpi.ingest.formats.grid import Grid, Room, Style
from kpi.ingest.formats.number_formats import (
    DATE_1900,
    GENERAL,
    Section,
    Shown,
    date_of,
    date_shown,
    number_format,
    whole_day,
)
from kpi.ingest.formats.ods_styles import Font, Styles
from kpi.ingest.formats.package import (
    DAMAGE,
    SAFE,
    Package,
    attribute,
    children,
    is_on,
    local,
)
from kpi.ingest.formats.refusals import refusal
from kpi.ingest.formats.runs import Run
from kpi.ingest.formats.sheet import Cell, Sheet, Workbook

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_EVENTS = [
    _TABLE + name
    for name in ("null-date", "table", "table-column", "table-row", "table-source", "dde-link")
]
_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?|Err:[0-9]{3}")
_CLOCK = re.compile(r"PT(\d+)H(\d+)M([\d.]+)S")
_LAST_ROW, _WIDEST = 2**20, 16_384


def read_ods(data: bytes, name: str) -> Workbook:
    """Every visible sheet of a spreadsheet.

    Raises:
        UnreadableError: password, damage, or more than the limits allow.
    """
    try:
        package = Package(data, name)
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise refusal(name, "password")
        if "content.xml" not in package:
            raise refusal(name, "damaged")
        content = package.read("content.xml")
        return _workbook(content, [package.tree("styles.xml")], name)
    except DAMAGE:
        raise refusal(name, "damaged") from None


def read_fods(data: bytes, name: str) -> Workbook:
    """Every visible sheet of a spreadsheet in one XML file; raises as `read_ods`."""
    try:
        return _workbook(data.lstrip(), [], name)
    except DAMAGE:
        raise refusal(name, "damaged") from None


def _workbook(content: bytes, more: list[Any], name: str) -> Workbook:
    return _Ods(Styles(*more, *_style_parts(content)), Room(name)).read(content)


def _style_parts(content: bytes) -> Iterator[Any]:
    """The style parts of a document, without reading its cells into memory."""
    tags = [_OFFICE + name for name in ("styles", "automatic-styles", "body")]
    for event, element in etree.iterparse(
        io.BytesIO(content), events=("start", "end"), tag=tags, **SAFE
    ):
        if local(element) == "body":
            return
        if event == "end":
            yield element


class _Ods:
    """Reads the tables of one document, element by element."""

    def __init__(self, styles: Styles, room: Room) -> None:
        self._styles, self._room = styles, room
        self._sheets: list[Sheet] = []
        self._hidden: list[tuple[str, str]] = []
        self._table: _Table | None = None
        self._outside = 0
        self._start = DATE_1900

    def read(self, content: bytes) -> Workbook:
        events = etree.iterparse(io.BytesIO(content), events=("start", "end"), tag=_EVENTS, **SAFE)
        for event, element in events:
            name = local(element)
            if name == "dde-link":
                self._outside += 1 if event == "start" else -1
            elif name == "null-date":
                self._start = date_of(_own(element, "date-value")) or DATE_1900
            elif name == "table" and not self._outside:
                self._table_met(event, element)
            elif event == "end" and self._table is not None:
                self._table.part(name, element)
            if event == "end":
                _forget(element)
        return Workbook(tuple(self._sheets), tuple(self._hidden))

    def _table_met(self, event: str, element: Any) -> None:
        if event == "start":
            grid = Grid(_own(element, "name"), self._room, self._start)
            self._table = _Table(grid, self._styles)
        elif self._table is not None:
            table, self._table = self._table, None
            if table.is_foreign:  # a copy of what formulas ask of other files
                return
            if self._styles.hides("table", _own(element, "style-name")):
                self._hidden.append((table.grid.name, "trang tính ẩn"))
            else:
                self._sheets.append(table.grid.sheet())
            self._room.sheets(len(self._sheets) + len(self._hidden))


def _forget(element: Any) -> None:
    """Free what has been read; a long table would fill the memory."""
    element.clear()
    while element.getprevious() is not None and local(element) == "table-row":
        del element.getparent()[0]


class _Table:
    def __init__(self, grid: Grid, styles: Styles) -> None:
        self.grid, self.is_foreign = grid, False
        self._styles = styles
        self._row = self._column = 0
        self._column_styles: list[tuple[int, str]] = []
        self._types: dict[str, Callable[[Any, tuple[int, int], Style], None]] = {
            "float": self._number, "percentage": self._number, "currency": self._number,
            "date": self._date, "time": self._time, "boolean": self._boolean,
        }  # fmt: skip

    def part(self, name: str, element: Any) -> None:
        """A column or a row of the table."""
        if name == "table-source":
            self.is_foreign = True
        elif name == "table-column":
            self._hide_column(element)
        elif name == "table-row":
            self._read_row(element)

    def _hide_column(self, element: Any) -> None:
        count = _repeated(element, "number-columns-repeated", _WIDEST)
        style = _own(element, "style-name")
        hidden = _own(element, "visibility") in ("collapse", "filter")
        if hidden or self._styles.hides("table-column", style):
            self.grid.hide_columns(self._column, count)
        self._column += count
        self._column_styles.append((self._column, _own(element, "default-cell-style-name")))

    def _read_row(self, element: Any) -> None:
        count = _repeated(element, "number-rows-repeated", _LAST_ROW)
        visibility = _own(element, "visibility")
        style = _own(element, "style-name")
        if visibility in ("collapse", "filter") or self._styles.hides("table-row", style):
            self.grid.hide_rows(self._row, count, filtered=visibility == "filter")
        cells = self._cells(element)
        for row in range(self._row, self._row + count) if cells else ():
            for place, cell in cells:
                self._cell(cell, (row, place), _own(element, "default-cell-style-name"))
        self._row += count

    def _cells(self, row: Any) -> list[tuple[int, Any]]:
        """The filled cells of a row with their columns."""
        found: list[tuple[int, Any]] = []
        place = 0
        for cell in row:
            name = local(cell)
            if name not in ("table-cell", "covered-table-cell"):
                continue
            count = _repeated(cell, "number-columns-repeated", _WIDEST)
            if _is_filled(cell) and name == "table-cell":
                found += [(place + more, cell) for more in range(count)]
            place += count
        return found

    def _cell(self, cell: Any, at: tuple[int, int], row_style: str) -> None:
        self._merge(cell, at)
        name = _own(cell, "style-name") or row_style or self._column_style(at[1])
        style = self._styles.cell(name)
        kind = cell.get(_OFFICE + "value-type")
        if error := _error(cell):
            self.grid.fault(*at, error)
        elif kind in self._types:
            self._types[kind](cell, at, style)
        elif kind is None and not list(children(cell, "p")):
            self._uncomputed(cell, at)
        else:
            text = list(self._runs(cell)) or cell.get(_OFFICE + "string-value", "")
            self.grid.text(*at, text, style)

    def _column_style(self, place: int) -> str:
        return next((style for end, style in self._column_styles if place < end), "")

    def _merge(self, cell: Any, at: tuple[int, int]) -> None:
        across = _repeated(cell, "number-columns-spanned", _WIDEST)
        down = _repeated(cell, "number-rows-spanned", _LAST_ROW)
        if across > 1 or down > 1:
            self.grid.merged.append((*at, at[0] + down - 1, at[1] + across - 1))

    def _uncomputed(self, cell: Any, at: tuple[int, int]) -> None:
        if formula := _own(cell, "formula"):
            self.grid.fault(*at, "=" + formula.partition("=")[2])

    def _number(self, cell: Any, at: tuple[int, int], style: Style) -> None:
        value = float(cell.get(_OFFICE + "value", ""))
        if value in (0, 1) and _text_of(cell).upper() in ("TRUE", "FALSE"):
            self.grid.put(*at, bool(value))
            return
        if cell.get(_OFFICE + "value-type") == "percentage" and style.format == GENERAL:
            style = replace(style, format=number_format("0%"))
        self.grid.number(*at, value, style)

    def _date(self, cell: Any, at: tuple[int, int], style: Style) -> None:
        when = date_of(cell.get(_OFFICE + "date-value", ""))
        if when is None:
            self.grid.text(*at, list(self._runs(cell)), style)
            return
        section = style.format.sections[-1]
        shown: Cell = date_shown(when, section.dates) if section.dates else whole_day(when)
        self.grid.seen(*at, Shown(shown), style)

    def _time(self, cell: Any, at: tuple[int, int], style: Style) -> None:
        clock = _CLOCK.fullmatch(cell.get(_OFFICE + "time-value", ""))
        if clock is None or int(clock[1]) > 23:
            self.grid.text(*at, list(self._runs(cell)), style)
            return
        seconds = int(clock[1]) * 3600 + int(clock[2]) * 60 + float(clock[3])
        parts = style.format.sections[-1].dates or (("time", "h"),)
        shown = Section("date", dates=parts).show(seconds / 86400, DATE_1900)
        self.grid.seen(*at, shown, style)

    def _boolean(self, cell: Any, at: tuple[int, int], style: Style) -> None:
        del style
        self.grid.put(*at, is_on(cell.get(_OFFICE + "boolean-value")))

    def _runs(self, cell: Any) -> Iterator[Run]:
        """The paragraphs of a cell, a line each; notes on the cell are no part of it."""
        for number, paragraph in enumerate(children(cell, "p")):
            if number:
                yield Run("\n")
            yield from self._inline(paragraph, Font())

    def _inline(self, element: Any, font: Font) -> Iterator[Run]:
        if element.text:
            yield Run(element.text, font.struck, font.raised)
        for part in element:
            name = local(part)
            if name == "span":
                own = self._styles.font(attribute(part, "style-name"))
                yield from self._inline(part, _over(font, own))
            elif name in _BLANKS:
                yield Run(_BLANKS[name] * _repeated(part, "c", 1000), font.struck, font.raised)
            elif name not in ("annotation", "note", "ruby-text"):
                yield from self._inline(part, font)
            if part.tail:
                yield Run(part.tail, font.struck, font.raised)


_BLANKS = {"s": " ", "tab": "\t", "line-break": "\n"}


def _over(font: Font, own: Font) -> Font:
    return Font(
        font.struck if own.struck is None else own.struck,
        font.raised if own.raised is None else own.raised,
    )


def _own(element: Any, name: str) -> str:
    """An attribute of tables, "" where there is none."""
    return str(element.get(_TABLE + name, ""))


def _repeated(element: Any, name: str, most: int) -> int:
    written = _own(element, name) or element.get(_TEXT + name, "")
    return max(1, min(int(written), most)) if written.isdigit() else 1


def _is_filled(cell: Any) -> bool:
    spans = _own(cell, "number-columns-spanned") or _own(cell, "number-rows-spanned")
    value = cell.get(_OFFICE + "value-type") or _own(cell, "formula")
    return bool(spans or value) or any(local(part) == "p" for part in cell)


def _error(cell: Any) -> str:
    """The error a formula shows, "" where it shows none."""
    kinds = [v for k, v in cell.items() if k.rpartition("}")[2] == "value-type"]
    if "error" not in kinds and not _own(cell, "formula"):
        return ""
    text = _text_of(cell)
    return text if "error" in kinds or _ERROR.fullmatch(text) else ""


def _text_of(cell: Any) -> str:
    return "".join("".join(paragraph.itertext()) for paragraph in children(cell, "p")).strip()
