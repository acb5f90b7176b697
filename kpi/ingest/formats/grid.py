"""Cells of a sheet gathered one by one → a Sheet; what a cell's font and format say is applied."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from kpi.ingest.formats.number_formats import (
    DATE_1900,
    DATE_1904,
    GENERAL,
    NumberFormat,
    Shown,
    number_shown,
)
from kpi.ingest.formats.refusals import refusal
from kpi.ingest.formats.runs import Run, parted
from kpi.ingest.formats.sheet import MAX_CELLS, MAX_SHEETS, Cell, Place, Sheet

Corners = tuple[int, int, int, int]


class Room:
    """How much of one file may still be read.

    Every method raises `UnreadableError` once it is too much.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._cells = 0

    def take(self, cells: int) -> None:
        """Account for cells of a finished sheet."""
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise refusal(self.name, "cells")

    def sheets(self, count: int) -> None:
        """Account for the sheets of the file."""
        if count > MAX_SHEETS:
            raise refusal(self.name, "sheets")


@dataclass(frozen=True)
class Style:
    """What a cell's style says of its meaning."""

    format: NumberFormat = GENERAL
    struck: bool = False
    raised: bool = False
    is_plain: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        plain = self.format.is_plain and not self.struck and not self.raised
        object.__setattr__(self, "is_plain", plain)


PLAIN = Style()


class Grid:
    """The cells of one sheet; rows and columns count from 0."""

    def __init__(self, name: str, room: Room, start: datetime = DATE_1900) -> None:
        self.name, self.start = name, start
        self.merged: list[Corners] = []
        self._room = room
        self._rows: dict[int, dict[int, Cell]] = {}
        self._count = 0
        self._percent: set[Place] = set()
        self._units: dict[Place, str] = {}
        self._faults: dict[Place, str] = {}
        self._struck: dict[Place, str] = {}
        self._raised: dict[Place, str] = {}
        self._concealed: dict[Place, str] = {}
        self._hidden_rows: list[range] = []
        self._filtered_rows: list[range] = []
        self._hidden_columns: list[range] = []

    def put(self, row: int, place: int, cell: Cell) -> None:
        """A cell as it is; "" only takes the place."""
        cells = self._rows.get(row)
        if cells is None:
            cells = self._rows[row] = {}
        cells[place] = cell
        self._count += 1
        if self._count > MAX_CELLS:
            raise refusal(self._room.name, "cells")

    def number(self, row: int, place: int, value: float, style: Style = PLAIN) -> None:
        """A number under its style, in the fifteen digits a spreadsheet has."""
        if not value.is_integer():
            value = float(f"{value:.15g}")
        if style.is_plain:
            self.put(row, place, value)
        else:
            seen = style.format.show(value, self.start)
            if seen.cell == "":
                self._concealed[row, place] = f"{value:.15g}"
            self.seen(row, place, seen, style)

    def seen(self, row: int, place: int, seen: Shown, style: Style = PLAIN) -> None:
        """A number or a date as its format shows it."""
        if style.struck or style.raised:
            gone = self._struck if style.struck else self._raised
            gone[row, place] = number_shown(seen)
            self.put(row, place, "")
            return
        self.put(row, place, seen.cell)
        if seen.percent:
            self._percent.add((row, place))
        if seen.unit:
            self._units[row, place] = seen.unit

    def text(self, row: int, place: int, text: str | Iterable[Run], style: Style = PLAIN) -> None:
        """A text under its style, or in runs of several fonts."""
        if isinstance(text, str):
            if style.is_plain and not any(style.format.text):
                self.put(row, place, text)
                return
            text = (Run(text),)
        kept, struck, raised = parted(text, struck=style.struck, raised=style.raised)
        if kept.strip():
            kept = style.format.show_text(kept)
        self.put(row, place, kept if kept.strip() else "")
        if struck:
            self._struck[row, place] = struck
        if raised:
            self._raised[row, place] = raised

    def fault(self, row: int, place: int, written: str) -> None:
        """A cell without a value: an error, or a formula nobody computed."""
        self._faults[row, place] = written
        self.put(row, place, "")

    def hide_rows(self, first: int, count: int = 1, *, filtered: bool = False) -> None:
        """Rows the sheet does not show, or a filter does not."""
        rows = range(first, first + count)
        self._hidden_rows.append(rows)
        if filtered:
            self._filtered_rows.append(rows)

    def filter_rows(self, rows: range) -> None:
        """Where a filter is on: what is hidden there is hidden by it."""
        self._filtered_rows.append(rows)

    def hide_columns(self, first: int, count: int = 1) -> None:
        """Columns the sheet does not show."""
        self._hidden_columns.append(range(first, first + count))

    def sheet(self) -> Sheet:
        """All of it; what a merged cell covers is not shown.

        Raises:
            UnreadableError: when the sheet spreads over too many cells.
        """
        self._uncover()
        height = max(self._rows, default=-1) + 1
        width = max((max(cells, default=-1) for cells in self._rows.values()), default=-1) + 1
        self._room.take(height * width)
        hidden = _within(self._hidden_rows, height)
        return Sheet(
            name=self.name,
            rows=[self._row(row, width) for row in range(height)],
            merged=tuple(self.merged),
            percent=frozenset(self._percent),
            units=self._units,
            faults=self._faults,
            struck=self._struck,
            raised=self._raised,
            concealed=self._concealed,
            hidden_rows=hidden,
            hidden_columns=_within(self._hidden_columns, width),
            filtered_rows=hidden & _within(self._filtered_rows, height),
            days_from_1904=self.start == DATE_1904,
        )

    def _row(self, row: int, width: int) -> list[Cell]:
        cells: list[Cell] = [""] * width
        for place, cell in self._rows.get(row, {}).items():
            cells[place] = cell
        return cells

    def _uncover(self) -> None:
        last = max(self._rows, default=-1)
        for top, left, bottom, right in self.merged:
            for row in range(top, min(bottom, last) + 1):
                for place in [p for p in self._rows.get(row, ()) if left <= p <= right]:
                    if (row, place) != (top, left):
                        self._blank(row, place)

    def _blank(self, row: int, place: int) -> None:
        self._rows[row][place] = ""
        self._percent.discard((row, place))
        for marks in (self._units, self._faults, self._struck, self._raised):
            marks.pop((row, place), None)


def _within(ranges: Iterable[range], end: int) -> frozenset[int]:
    return frozenset(n for one in ranges for n in range(one.start, min(one.stop, end)))
