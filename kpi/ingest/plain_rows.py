"""The records of a CSV text without quotes: lines, cut into cells when they are asked for.

Nearly every CSV is such a text. Its columns are cut all at once by Arrow, and a row that
nobody looks at never becomes a list.
"""

import io
from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from kpi.model.candidates import Mask

# The csv module's own limit; it refuses a longer cell.
LONGEST_CELL = 131_072


def plain_lines(text: str) -> list[str] | None:
    """The lines of a text that csv would cut at delimiters alone; None of any other."""
    if '"' in text:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines if max(map(len, lines), default=0) < LONGEST_CELL else None


class PlainRows(Sequence[Sequence[str]]):
    """The rows of `lines`; a blank line is a row without cells."""

    def __init__(self, lines: list[str], delimiter: str) -> None:
        self._lines, self._delimiter = lines, delimiter

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Sequence[str]]:
        return map(self._cut, self._lines)

    @overload
    def __getitem__(self, at: int) -> Sequence[str]: ...
    @overload
    def __getitem__(self, at: slice) -> "PlainRows": ...
    def __getitem__(self, at: int | slice) -> "Sequence[str] | PlainRows":
        if isinstance(at, slice):
            return PlainRows(self._lines[at], self._delimiter)
        return self._cut(self._lines[at])

    def _cut(self, line: str) -> list[str]:
        return line.split(self._delimiter) if line else []

    def columns(self, width: int) -> tuple[list[pa.Array], Mask]:
        """The first columns, "" where a row ends before them, and which rows hold anything."""
        if not any(self._lines):  # to Arrow a file of blank lines is none
            nothing = pa.array([""] * len(self), pa.string())
            return [nothing] * width, np.zeros(len(self), dtype=bool)
        lines = list(self._lines)
        cuts = np.fromiter((line.count(self._delimiter) for line in lines), np.int64, len(lines))
        odd = np.flatnonzero(cuts != width - 1).tolist()
        filled = np.zeros(len(odd), dtype=bool)
        for number, place in enumerate(odd):
            row = self._cut(lines[place])
            filled[number] = any(row)
            lines[place] = self._delimiter.join([*row, *[""] * width][:width])
        names = [str(place) for place in range(width)]
        table = pyarrow.csv.read_csv(
            io.BytesIO("\n".join([*lines, ""]).encode()),
            pyarrow.csv.ReadOptions(column_names=names),
            pyarrow.csv.ParseOptions(
                delimiter=self._delimiter, quote_char=False, ignore_empty_lines=False
            ),
            pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), check_utf8=False
            ),
        )
        found = [column.combine_chunks() for column in table.columns]
        blank = pc.equal(found[0], "")
        for column in found[1:]:
            blank = pc.and_(blank, pc.equal(column, ""))
        blank = np.array(blank)
        blank[odd] = ~filled
        return found, ~blank
