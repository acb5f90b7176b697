"""Sheets of cells: what every kind of table file is turned into before it is understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from kpi.model import Problem

Cell = str | float | bool | date | time
"""A blank cell is ""; numbers are floats; datetime is a date."""

Place = tuple[int, int]
"""A cell by its row and column, counted from 0."""

MAX_CELLS = 2_000_000
MAX_SHEETS = 100


@dataclass(frozen=True)
class Sheet:
    """One sheet; rows and columns count from 0 here, addresses from A1.

    `rows` hold what the cells show: a date shown as a year or a month is that text, a number
    shown in millions is that number of millions, raised note marks and struck-out text are gone.

    Attributes:
        merged: the corners (top, left, bottom, right) of merged cells, whose text stands at
            the top left.
        percent: number cells that the sheet multiplies by 100 to show them with "%".
        units: literal text that a number's format shows behind or before it ("tỷ đồng", and
            "%" where nothing is multiplied).
        faults: cells that hold no value: an error such as "#REF!", or a formula nobody computed.
        struck: text that is struck out, of a whole cell or a part of it.
        raised: raised text behind a cell's own, such as the mark of a note.
        concealed: numbers that their format shows nothing of (";;;").
        hidden_rows, hidden_columns: what the sheet hides; `filtered_rows` those of them that a
            filter hides.
        delimiter: what parts the cells of a text file.
        above: lines that stand above the cells of a web page's table.
        days_from_1904: whether the sheet counts days from 1904-01-01, so that a bare number
            of days means another date.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    percent: frozenset[Place] = frozenset()
    units: Mapping[Place, str] = field(default_factory=dict)
    faults: Mapping[Place, str] = field(default_factory=dict)
    struck: Mapping[Place, str] = field(default_factory=dict)
    raised: Mapping[Place, str] = field(default_factory=dict)
    concealed: Mapping[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered_rows: frozenset[int] = frozenset()
    delimiter: str = ""
    above: tuple[str, ...] = ()
    days_from_1904: bool = False

    def with_rows(self, rows: Sequence[Sequence[Cell]]) -> "Sheet":
        """The same sheet with other texts in its cells."""
        return replace(self, rows=rows)


@dataclass(frozen=True)
class Workbook:
    """The sheets to read, those left out with the reason, and what was done to open the file.

    `problems` are faults of the file itself, such as a quote that never closes.
    """

    sheets: tuple[Sheet, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def shown(cell: Cell) -> str:
    """A cell as text: whole numbers without a decimal point, dates as 2022-12-31."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def column_letters(place: int) -> str:
    """The letters of a column counted from 0: A, …, Z, AA."""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters = chr(ord("A") + letter) + letters
        place -= 1
    return letters


def address(row: int, place: int) -> str:
    """A cell's address as spreadsheets write it, from its row and column counted from 0."""
    return f"{column_letters(place)}{row + 1}"
