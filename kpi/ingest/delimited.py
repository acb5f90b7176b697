"""The text of a CSV file → one Sheet; the delimiter is found, not asked for."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from kpi.errors import UnreadableError
from kpi.ingest.grid import MAX_CELLS, Sheet
from kpi.ingest.headers import column_of
from kpi.ingest.plain_rows import PlainRows, plain_lines

Rows = Sequence[Sequence[str]]

_DELIMITERS = ";\t|,"
_SAMPLE_LINES = 60


def csv_sheet(text: str, name: str) -> Sheet:
    """Every record of a CSV text; a record of many lines is one row.

    Raises:
        UnreadableError: when no CSV could look like this, or it is too large.
    """
    hint = ""
    if text[:4].lower() == "sep=" and len(text) > 5:
        # Excel's own way to name the delimiter; the line stays, so that addresses hold.
        hint = text[4]
    delimiter = hint or _delimiter(text)
    lines = plain_lines(text)
    if lines is not None:
        if hint:
            lines[0] = ""
        return Sheet("", _within(PlainRows(lines, delimiter), _cells(text, delimiter), name))
    rows = _records(text, delimiter, name)
    if hint:
        rows[0] = []
    return Sheet("", _within(rows, sum(map(len, rows)), name))


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
    lines = io.StringIO(text[:100_000], newline=None)
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
