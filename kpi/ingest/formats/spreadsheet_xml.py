"""XML Spreadsheet 2003, often named .xls or .xml → sheets."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from lxml import etree

from kpi.ingest.formats.grid import PLAIN, Grid, Room, Style
from kpi.ingest.formats.number_formats import (
    DATE_1900,
    DATE_1904,
    date_of,
    number_format,
    whole_day,
)
from kpi.ingest.formats.package import DAMAGE, SAFE, attribute, child, children, is_on, local
from kpi.ingest.formats.refusals import refusal
from kpi.ingest.formats.runs import Run
from kpi.ingest.formats.sheet import Sheet, Workbook

_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_EVENTS = [_SHEET + name for name in ("Style", "Worksheet", "Column", "Row")] + [
    _EXCEL + name for name in ("Date1904", "Visible", "AutoFilter", "FilterOn")
]
_NAMED = {
    "General Number": "General", "Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00",
    "Currency": "#,##0.00", "Euro Currency": "[$€]#,##0.00", "Scientific": "0.00E+00",
    "General Date": "d/m/yyyy h:mm", "Long Date": "d/m/yyyy", "Medium Date": "d-mmm-yy",
    "Short Date": "d/m/yyyy", "Long Time": "h:mm:ss", "Medium Time": "h:mm", "Short Time": "h:mm",
}  # fmt: skip
_CORNERS = re.compile(r"R(\d+)C\d+(?::R(\d+)C\d+)?")


def read_spreadsheet_xml(data: bytes, name: str) -> Workbook:
    """Every visible sheet of a workbook.

    Raises:
        UnreadableError: damage, or more than the limits allow.
    """
    try:
        return _Book(Room(name)).read(data.lstrip())
    except DAMAGE:
        raise refusal(name, "damaged") from None


class _Book:
    def __init__(self, room: Room) -> None:
        self._room = room
        self._styles: dict[str, tuple[Style, str]] = {}
        self._start: datetime = DATE_1900
        self._sheets: list[Sheet] = []
        self._hidden: list[tuple[str, str]] = []
        self._sheet: _SheetParts | None = None

    def read(self, data: bytes) -> Workbook:
        for event, element in etree.iterparse(
            io.BytesIO(data), events=("start", "end"), tag=_EVENTS, **SAFE
        ):
            name = local(element)
            if name == "Worksheet":
                self._sheet_met(event, element)
            elif event == "end":
                self._part(name, element)
        return Workbook(tuple(self._sheets), tuple(self._hidden))

    def _sheet_met(self, event: str, element: Any) -> None:
        if event == "start":
            grid = Grid(attribute(element, "Name"), self._room, self._start)
            self._sheet = _SheetParts(grid, {name: style for name, (style, _) in
                                             self._styles.items()})  # fmt: skip
            return
        if self._sheet is None:
            return
        sheet, self._sheet = self._sheet, None
        if sheet.is_hidden:
            self._hidden.append((sheet.grid.name, "trang tính ẩn"))
        else:
            self._sheets.append(sheet.grid.sheet())
        self._room.sheets(len(self._sheets) + len(self._hidden))
        element.clear()

    def _part(self, name: str, element: Any) -> None:
        if name == "Style":
            self._keep_style(element)
        elif name == "Date1904":
            self._start = DATE_1904
        elif self._sheet is not None:
            self._sheet.part(name, element)

    def _keep_style(self, element: Any) -> None:
        above, code = self._styles.get(attribute(element, "Parent"), (PLAIN, "General"))
        font, number = child(element, "Font"), child(element, "NumberFormat")
        struck, raised = above.struck, above.raised
        if font is not None:
            struck = is_on(attribute(font, "StrikeThrough"))
            raised = attribute(font, "VerticalAlign") == "Superscript"
        if number is not None:
            written = attribute(number, "Format") or "General"
            code = _NAMED.get(written, written)
        style = Style(number_format(code), struck, raised)
        self._styles[attribute(element, "ID")] = style, code


class _SheetParts:
    def __init__(self, grid: Grid, styles: dict[str, Style]) -> None:
        self.grid, self.is_hidden = grid, False
        self._styles = styles
        self._row = self._column = 0
        self._column_styles: dict[int, str] = {}
        self._parts: dict[str, Callable[[Any], None]] = {
            "Column": self._read_column, "Row": self._read_row, "Visible": self._visible,
            "AutoFilter": self._filter,
        }  # fmt: skip

    def part(self, name: str, element: Any) -> None:
        """A column, a row, or what the sheet says of itself."""
        if name in self._parts:
            self._parts[name](element)
        if name == "Row":
            element.clear()

    def _visible(self, element: Any) -> None:
        self.is_hidden = (element.text or "").startswith("Sheet")

    def _filter(self, element: Any) -> None:
        match = _CORNERS.match(attribute(element, "Range"))
        criteria = [attribute(c, "Type") for c in children(element, "AutoFilterColumn")]
        if match and any(kind != "None" for kind in criteria):
            self.grid.filter_rows(range(int(match[1]), int(match[2] or match[1])))

    def _read_column(self, element: Any) -> None:
        self._column = _number(element, "Index", self._column + 1) - 1
        count = _number(element, "Span", 0) + 1
        if is_on(attribute(element, "Hidden")) or _is_zero(attribute(element, "Width")):
            self.grid.hide_columns(self._column, count)
        if style := attribute(element, "StyleID"):
            self._column_styles |= dict.fromkeys(
                range(self._column, self._column + min(count, 1000)), style
            )
        self._column += count

    def _read_row(self, element: Any) -> None:
        self._row = _number(element, "Index", self._row + 1) - 1
        count = _number(element, "Span", 0) + 1
        if is_on(attribute(element, "Hidden")) or _is_zero(attribute(element, "Height")):
            self.grid.hide_rows(self._row, count)
        place = 0
        for cell in children(element, "Cell"):
            place = _number(cell, "Index", place + 1) - 1
            across, down = (_number(cell, name, 0) for name in ("MergeAcross", "MergeDown"))
            if across or down:
                self.grid.merged.append((self._row, place, self._row + down, place + across))
            style = attribute(cell, "StyleID") or attribute(element, "StyleID")
            self._cell(cell, (self._row, place), self._style(style, place))
            place += across + 1
        self._row += count

    def _style(self, name: str, place: int) -> Style:
        return self._styles.get(
            name or self._column_styles.get(place, "Default"), self._styles.get("Default", PLAIN)
        )

    def _cell(self, cell: Any, at: tuple[int, int], style: Style) -> None:
        data = child(cell, "Data")
        if data is None:
            if formula := attribute(cell, "Formula"):
                self.grid.fault(*at, formula)
            return
        kind, written = attribute(data, "Type"), "".join(data.itertext())
        if kind == "Number":
            self.grid.number(*at, float(written), style)
        elif kind == "DateTime" and (when := date_of(written)):
            self._date(at, when, style)
        elif kind == "Boolean":
            self.grid.put(*at, is_on(written.strip()))
        elif kind == "Error":
            self.grid.fault(*at, written)
        else:
            self.grid.text(*at, list(_runs(data, Run(""))), style)

    def _date(self, at: tuple[int, int], when: datetime, style: Style) -> None:
        if style.is_plain:
            self.grid.put(*at, whole_day(when))
        else:
            serial = (when - self.grid.start).total_seconds() / 86400
            self.grid.number(*at, serial, style)


def _runs(element: Any, font: Run) -> Iterator[Run]:
    """The text of a cell; <S> strikes it out, <Sup> raises it."""
    if element.text:
        yield font._replace(text=element.text)
    for part in element:
        name = local(part).lower()
        own = font._replace(
            struck=True if name == "s" else font.struck,
            raised=True if name == "sup" else font.raised,
        )
        yield from _runs(part, own)
        if part.tail:
            yield font._replace(text=part.tail)


def _number(element: Any, name: str, usual: int) -> int:
    written = attribute(element, name)
    return int(written) if written.isdigit() else usual


def _is_zero(size: str) -> bool:
    return size != "" and float(size) <= 0
