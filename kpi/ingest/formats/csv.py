"""The text of a CSV file → a Workbook of one sheet; the delimiter is found, not asked for."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from kpi.errors import UnreadableError
from kpi.ingest.column_words import column_of
from kpi.ingest.formats.csv_quotes import without_stray_quotes
from kpi.ingest.formats.sheet import MAX_CELLS, Sheet, Workbook, address
from kpi.model import Locator, Problem
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

    @property
    def width(self) -> int:
        """The number of cells of the longest row."""
        longest = max((line.count(self._delimiter) for line in self._lines), default=-1)
        return longest + 1 if any(self._lines) else 0

    def longer_than(self, width: int) -> list[int]:
        """The numbers of the rows with more cells than that."""
        cut = self._delimiter
        return [n for n, line in enumerate(self._lines) if line.count(cut) >= width and line]

    def without_first(self) -> "PlainRows":
        """The same with a blank row in the place of the first."""
        return PlainRows(["", *self._lines[1:]], self._delimiter)

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


Rows = Sequence[Sequence[str]]

# A year or a number of a year's size as pandas writes it where a column has blanks.
_PANDAS_YEAR = re.compile(r"(?:(?<=[;,\t|\r\n\"])|^)((?:19|20)\d\d)\.0(?=[;,\t|\r\n\"]|$)")
_DELIMITERS = ";\t|,"
_SAMPLE_LINES = 60
_REACH = 100_000
_NEARLY_ALL = 0.6


def csv_workbook(text: str, name: str) -> Workbook:
    """Every record of a CSV text as the rows of one sheet; a record of many lines is one row.

    Raises:
        UnreadableError: when no CSV could look like this, or it is too large.
    """
    hint = ""
    if text[:4].lower() == "sep=" and len(text) > 5:
        # Excel's own way to name the delimiter; the line stays, so that addresses hold.
        hint = text[4]
    delimiter = hint or _delimiter(text)
    text = _with_plain_years(text, delimiter)
    text, strays = without_stray_quotes(text, delimiter, name)
    rows, cells = _rows_of(text, delimiter, name)
    if hint:
        rows = _without_first(rows)
    problems = tuple(_stray(text, place, delimiter, name) for place in strays)
    sheet = Sheet("", _within(rows, cells, name), delimiter=delimiter)
    return Workbook((sheet,), problems=problems)


def _with_plain_years(text: str, delimiter: str) -> str:
    """The text with 2022 where pandas wrote 2022.0; most texts need no search for that."""
    ends = (delimiter, "\n", "\r", '"')
    some = text.endswith(".0") or any(f".0{end}" in text for end in ends)
    return _PANDAS_YEAR.sub(r"\1", text) if some else text


def _rows_of(text: str, delimiter: str, name: str) -> tuple[Rows, int]:
    """The rows, and how many cells there are."""
    lines = plain_lines(text)
    if lines is not None:
        return PlainRows(lines, delimiter), _cells(text, delimiter)
    rows = _records(text, delimiter, name)
    return rows, sum(map(len, rows))


def _without_first(rows: Rows) -> Rows:
    if isinstance(rows, PlainRows):
        return rows.without_first()
    return [[], *rows[1:]]


def _stray(text: str, place: int, delimiter: str, name: str) -> Problem:
    """What to say of a quote that was opened at a place of the text and swallowed rows."""
    before = _records(text[:place] + "x", delimiter, name)
    where = address(len(before) - 1, len(before[-1]) - 1)
    line = text.count("\n", 0, place) + 1
    start = text.rfind("\n", 0, place) + 1
    return Problem(
        "unclosed-quote",
        "warning",
        Locator("cell", "", where),
        text[start:].partition("\n")[0].strip()[:200],
        f"Dấu ngoặc kép mở ở dòng {line} không đóng lại nên nuốt các dòng sau; đã đọc từng dòng "
        "như không có dấu này.",
        "Xem lại số liệu từ dòng này trở xuống; xóa dấu ngoặc kép thừa trong tệp.",
    )


def _cells(text: str, delimiter: str) -> int:
    return text.count(delimiter) + text.count("\n") + 1


def _within(rows: Rows, cells: int, name: str) -> Rows:
    if cells > MAX_CELLS:
        raise UnreadableError(f"{name}: bảng có hơn {MAX_CELLS} ô.", "Chia tệp làm nhiều tệp nhỏ.")
    return rows


def _records(text: str, delimiter: str, name: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except (csv.Error, ValueError) as error:
        raise UnreadableError(
            f"{name}: tệp không phải bảng CSV.", "Lưu lại tệp dạng CSV UTF-8 rồi thử lại."
        ) from error


def _delimiter(text: str) -> str:
    """The one that shows most words of a header, else the most even rows."""
    lines = io.StringIO(text[:_REACH], newline=None)
    sample = "\n".join(line.rstrip("\n") for line in islice(lines, _SAMPLE_LINES))
    return max(_DELIMITERS, key=lambda delimiter: _fit(sample, delimiter))


def _fit(sample: str, delimiter: str) -> tuple[int, int]:
    try:
        rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
    except csv.Error:
        return (0, 0)
    words = max((len({column_of(cell) for cell in row} - {None}) for row in rows), default=0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = widths.most_common(1)[0] if widths else (1, 0)
    return (words, count * (width - 1))


def has_columns(text: str) -> bool:
    """Whether nearly all lines of a text have the same number of cells, more than one.

    A list whose lines end in ";" has none; that of commas says little of prose.
    """
    lines = (line.rstrip(f"{_DELIMITERS} \r") for line in text[:_REACH].split("\n"))
    filled = [line for line in lines if line]
    return len(filled) > 1 and any(_is_even(filled, delimiter) for delimiter in _DELIMITERS)


def _is_even(lines: Sequence[str], delimiter: str) -> bool:
    counts = Counter(line.count(delimiter) for line in lines)
    fewest = 2 if delimiter == "," else 1
    most, lines_of_most = max(
        ((n, found) for n, found in counts.items() if n >= fewest),
        key=lambda pair: pair[1],
        default=(0, 0),
    )
    return most > 0 and lines_of_most >= _NEARLY_ALL * len(lines)
