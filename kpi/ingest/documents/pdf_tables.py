"""Tables of a PDF page: with ruled lines, or of words that stand in columns far apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kpi.ingest.documents.left_out import LeftOut
from kpi.ingest.documents.text import as_raised, one_line, row

Word = dict[str, Any]

_COLUMN_GAP = 28.0  # points; a blank of justified text is never so wide
_SHARED_GAP = 0.6  # of a letter's size, where all lines of a table leave it blank
_BLANK = 0.15
_FEWEST_ROWS = 2
_MOST_EDGES = 3000  # a drawing; looking for a table in it takes minutes
_RULED = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
_PIECE = re.compile(r"[\d.,]+%?")
_BROKEN_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?%?|\d{1,3}(?:,\d{3})+|\d+,\d{1,2}%?")


@dataclass(frozen=True)
class Line:
    """A line of a page in points from its upper left corner, and what is not read beside it.

    `size` is that of its largest letters, `bold` says that all are, `first` is the width of its
    first word.
    """

    text: str
    top: float
    bottom: float
    left: float
    right: float
    is_row: bool = False
    ruled: bool = False
    soft: bool = False
    size: float = 0.0
    bold: bool = False
    first: float = 0.0
    left_out: tuple[LeftOut, ...] = ()


def ruled_tables(sheet: Any) -> list[Any]:
    """The tables that pdfplumber finds between lines."""
    if not 4 <= len(sheet.edges) <= _MOST_EDGES:
        return []
    found = sheet.find_tables(_RULED)
    # A frame around a paragraph, or a line under a heading, is one cell.
    return [t for t in found if len(t.rows) > 1 and max(len(r.cells) for r in t.rows) > 1]


def rows_of(table: Any) -> Iterator[Line]:
    """The rows of a ruled table."""
    for cells, place in zip(table.extract(), table.rows, strict=True):
        text = row(_cell(cell or "") for cell in cells)
        left, top, right, bottom = place.bbox
        yield Line(text, top, bottom, left, right, is_row=True, ruled=True)


def _cell(text: str) -> str:
    """The text of a cell; a number that was too wide for it is put together again."""
    lines = text.split()
    whole = "".join(lines)
    if all(map(_PIECE.fullmatch, lines)) and _BROKEN_NUMBER.fullmatch(whole):
        return whole
    return " ".join(lines)


def lines_of(lines: Sequence[Sequence[Word]]) -> Iterator[Line]:
    """Lines of words as text, those in columns as rows."""
    at = 0
    while at < len(lines):
        end = _end_of_table(lines, at)
        table = lines[at:end]
        columns = _columns(table)
        if len(columns) > 1:
            yield from _rows(table, columns)
        else:
            yield from map(_line, table)
        at = end


def _end_of_table(lines: Sequence[Sequence[Word]], at: int) -> int:
    """Behind the last line that stands in columns as the first does; behind the first if none."""
    end = at + 1
    if not _is_row(lines[at]):
        return end
    while end < len(lines) and (_is_row(lines[end]) or _wraps(lines, at, end)):
        end += 1
    return end


def _is_row(line: Sequence[Word]) -> bool:
    return len(_parts(line)) > 1


def _parts(line: Sequence[Word]) -> list[list[Word]]:
    """The words of a line, cut at gaps that no text has."""
    ordered = sorted(line, key=lambda w: w["x0"])
    widest = max(_COLUMN_GAP, 3 * _size(line))
    parts = [[ordered[0]]]
    for word in ordered[1:]:
        if word["x0"] - parts[-1][-1]["x1"] > widest:
            parts.append([])
        parts[-1].append(word)
    return parts


def _wraps(lines: Sequence[Sequence[Word]], at: int, place: int) -> bool:
    """Whether a line is the second line of a cell: close below, within a column, no sentence."""
    line = lines[place]
    above = lines[place - 1]
    if min(w["top"] for w in line) - _floor(above) > 0.35 * _size(line):
        return False
    columns = _columns(lines[at:place])
    inside = [n for n, (left, right) in enumerate(columns) if _within(line, left, right)]
    return bool(inside) and (inside[0] > 0 or str(_first(line)["text"])[:1].islower())


def _within(line: Sequence[Word], left: float, right: float) -> bool:
    edge = _SHARED_GAP * _size(line)
    return all(left - edge < w["x0"] and w["x1"] < right + edge for w in line)


def _columns(table: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    """Where the words of several lines stand one below another; nothing for fewer lines."""
    if sum(map(_is_row, table)) < _FEWEST_ROWS:
        return []
    words = sorted((w for line in table for w in line), key=lambda w: w["x0"])
    gap = _SHARED_GAP * max(map(_size, table))
    columns = [(words[0]["x0"], words[0]["x1"])]
    for word in words[1:]:
        left, right = columns[-1]
        if word["x0"] - right > gap:
            columns.append((word["x0"], word["x1"]))
        else:
            columns[-1] = (left, max(right, word["x1"]))
    return columns if len(columns) >= max(len(_parts(line)) for line in table) else []


def _rows(
    table: Sequence[Sequence[Word]], columns: Sequence[tuple[float, float]]
) -> Iterator[Line]:
    """The lines of a table cell by cell; the second line of a cell belongs to its row."""
    held: tuple[list[str], Line] | None = None
    for line in table:
        cells = _cells(line, columns)
        whole = _line(line)
        if held and not _is_row(line):
            texts = [f"{a} {b}".strip() for a, b in zip(held[0], cells, strict=True)]
            held = texts, replace(held[1], bottom=whole.bottom)
            continue
        if held:
            yield replace(held[1], text=row(held[0]), is_row=True)
        held = cells, whole
    if held:
        yield replace(held[1], text=row(held[0]), is_row=True)


def _cells(line: Sequence[Word], columns: Sequence[tuple[float, float]]) -> list[str]:
    size, floor = _size(line), _floor(line)
    return [
        _joined([w for w in line if left <= w["x0"] <= right], size, floor)
        for left, right in columns
    ]


def _line(line: Sequence[Word]) -> Line:
    size, floor = _size(line), _floor(line)
    parts = [_joined(part, size, floor) for part in _parts(line)]
    text = row(parts) if len(parts) > 1 else parts[0]
    return Line(
        text=text if len(parts) > 1 else one_line(text),
        top=min(w["top"] for w in line),
        bottom=floor,
        left=_first(line)["x0"],
        right=max(w["x1"] for w in line),
        is_row=len(parts) > 1,
        soft=text.endswith("\u00ad"),
        size=size,
        bold=all("bold" in str(word["fontname"]).lower() for word in line),
        first=_first_width(line, size),
    )


def _first_width(line: Sequence[Word], size: float) -> float:
    """The width of the first word, which may change its letters on the way."""
    ordered = sorted(line, key=lambda w: w["x0"])
    end = ordered[0]["x1"]
    for word in ordered[1:]:
        if word["x0"] - end > _BLANK * size:
            break
        end = max(end, word["x1"])
    return float(end - ordered[0]["x0"])


def _joined(words: Sequence[Word], size: float, floor: float) -> str:
    """Words with a blank between them where the page has one; raised digits are notes."""
    text = ""
    before = 0.0
    for word in sorted(words, key=lambda w: w["x0"]):
        if text and word["x0"] - before > _BLANK * size:
            text += " "
        is_raised = word["size"] < 0.8 * size and word["bottom"] < floor - 0.15 * size
        text += as_raised(word["text"]) if is_raised else word["text"]
        before = word["x1"]
    return text


def _size(line: Sequence[Word]) -> float:
    return float(max(w["size"] for w in line))


def _floor(line: Sequence[Word]) -> float:
    return float(max(w["bottom"] for w in line))


def _first(line: Sequence[Word]) -> Word:
    return min(line, key=lambda w: w["x0"])
