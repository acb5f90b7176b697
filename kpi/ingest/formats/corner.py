"""The first rows and columns of a sheet as texts: what a person is shown of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.ingest.formats.csv import PlainRows
from kpi.ingest.formats.sheet import Cell, Sheet, shown

ROWS, COLUMNS = 30, 15
_LONGEST = 500


@dataclass(frozen=True)
class Corner:
    """The first rows and columns of a sheet as texts, and how large the whole is."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[tuple[int, int]]
    height: int
    width: int

    @classmethod
    def of(cls, sheet: Sheet) -> "Corner":
        """What of a sheet is shown."""
        corner = [row[:COLUMNS] for row in sheet.rows[:ROWS]]
        width = max((len(row) for row in corner), default=0)
        return cls(
            name=sheet.name,
            rows=tuple(
                tuple(
                    _text(sheet, at, place, row[place]) if place < len(row) else ""
                    for place in range(width)
                )
                for at, row in enumerate(corner)
            ),
            numbers=frozenset(
                (at, place)
                for at, row in enumerate(corner)
                for place, cell in enumerate(row)
                if type(cell) is float
            ),
            height=len(sheet.rows),
            width=_width(sheet.rows),
        )


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    if isinstance(rows, PlainRows):  # whose rows are made when they are asked for
        return rows.width
    return max(map(len, rows), default=0)


def _text(sheet: Sheet, at: int, place: int, cell: Cell) -> str:
    if (at, place) in sheet.faults:
        return sheet.faults[at, place]
    if type(cell) is float and (at, place) in sheet.percent:
        return f"{shown(cell * 100)} %"
    return shown(cell)[:_LONGEST]
