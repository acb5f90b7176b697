"""Tables of a PDF page: with ruled lines, or of words that stand in columns far apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kpi.ingest.documents.left_out import LeftOut
from kpi.ingest.documents.pdf_letterhead import letterhead
from kpi.ingest.documents.text import Place, as_raised, one_line, row

Word = dict[str, Any]

_COLUMN_GAP = 28.0  # points; a blank of justified text is never so wide
_SHARED_GAP = 0.6  # of a letter's size, where all lines of a table leave it blank
_BLANK = 0.15
_TOP = 0.15  # of a page
_FEWEST_ROWS = 2
_FEWEST_OF_WIDE = 3  # columns; with fewer, a letterhead's or a signature's lines are alike
_MOST_BROKEN = 4  # lines of a cell
_FARTHEST = 2.2  # from line to line, in the size of letters
_MOST_EDGES = 3000  # a drawing; looking for a table in it takes minutes
_RULED = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
_PIECE = re.compile(r"[\d.,]+%?")
_BROKEN_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?%?|\d{1,3}(?:,\d{3})+|\d+,\d{1,2}%?")


@dataclass(frozen=True)
class Line:
    """A line of a page in points from its upper left corner, and what is not read beside it.

    `size` is that of most letters, `bold` says that all are, `first` is the width of its
    first word. `page` counts from 1 and is 0 where nobody needs to find the line again.
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
    page: int = 0

    @property
    def place(self) -> Place:
        """The page and the rectangle on it."""
        return self.page, (self.left, self.top, self.right, self.bottom)


def ruled_tables(sheet: Any) -> list[Any]:
    """The tables that pdfplumber finds between lines."""
    if not 4 <= len(sheet.edges) <= _MOST_EDGES:
        return []
    found = sheet.find_tables(_RULED)
    return [table for table in found if _is_table(table, sheet.height)]


def _is_table(table: Any, height: float) -> bool:
    """A frame around a paragraph, or a line under a heading, is one cell.

    A row alone is the last one of a table that began on the page before.
    """
    cells = max(len(line.cells) for line in table.rows)
    if len(table.rows) > 1:
        return cells > 1
    return cells > 2 or (cells > 1 and table.bbox[1] < _TOP * height)


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
    start, at, head = letterhead(lines)
    if head:
        yield from map(_line, lines[:start])
        last = lines[at - 1]
        yield replace(_line(lines[start]), text=head, bottom=_floor(last), is_row=True)
    while at < len(lines):
        end = _end_of_wide_table(lines, at)
        columns = _columns(lines[at:end])
        if len(columns) < _FEWEST_OF_WIDE:
            end = _end_of_table(lines, at)
            columns = _columns(lines[at:end])
        table = lines[at:end]
        if len(columns) > 1:
            yield from _rows(table, columns)
        else:
            yield from map(_line, table)
        at = end


def _end_of_wide_table(lines: Sequence[Sequence[Word]], at: int) -> int:
    """Behind the last row with other rows near above it: the lines between are broken cells."""
    end = last = at + 1
    if not _is_row(lines[at]):
        return end
    while end < len(lines) and end - last < _MOST_BROKEN and _is_near(lines, end):
        end += 1
        if _is_row(lines[end - 1]):
            last = end
    columns = _columns(lines[at:last])
    while last < len(lines) and columns and _is_near(lines, last):
        if sum(any(_within([w], *column) for column in columns) for w in lines[last]) < len(
            lines[last]
        ) or not _is_broken(lines[last], lines[last - 1], columns):
            break
        last += 1
    return last


def _is_near(lines: Sequence[Sequence[Word]], at: int) -> bool:
    return _floor(lines[at]) - _floor(lines[at - 1]) <= _FARTHEST * _size(lines[at])


def _is_broken(
    line: Sequence[Word], above: Sequence[Word], columns: Sequence[tuple[float, float]]
) -> bool:
    """Whether a line holds what had no room in the cells above it."""
    cells = [[w for w in line if left <= w["x0"] <= right] for left, right in columns]
    filled = [(n, words) for n, words in enumerate(cells) if words]
    if len(filled) > 1:
        return not cells[0] and all(str(_first(words)["text"])[0].islower() for _, words in filled)
    place, words = filled[0]
    before = [w["x1"] for w in above if columns[place][0] <= w["x0"] <= columns[place][1]]
    wanted = 0.25 * _size(line) + _first_width(words, _size(line))
    return bool(before) and max(before) + wanted > columns[place][1]


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
    for place, line in enumerate(table):
        cells = _cells(line, columns)
        whole = _line(line)
        wide = len(columns) >= _FEWEST_OF_WIDE
        broken = _is_broken(line, table[place - 1], columns) if wide else not _is_row(line)
        if held and broken:
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
        size=_usual_size(line),
        bold=all(word["bold"] for word in line),
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
    before, last = 0.0, size
    for word in sorted(words, key=lambda w: w["x0"]):
        if text and word["x0"] - before > _BLANK * min(word["size"], last):
            text += " "
        is_raised = word["size"] < 0.8 * size and word["bottom"] < floor - 0.15 * size
        text += as_raised(word["text"]) if is_raised else word["text"]
        before, last = word["x1"], word["size"]
    return text


def _size(line: Sequence[Word]) -> float:
    return float(max(w["size"] for w in line))


def _usual_size(line: Sequence[Word]) -> float:
    """The size of most letters; the mark of a footnote may be larger than its words."""
    letters: Counter[float] = Counter()
    for word in line:
        letters[word["size"]] += len(word["text"])
    return float(letters.most_common(1)[0][0])


def _floor(line: Sequence[Word]) -> float:
    return float(max(w["bottom"] for w in line))


def _first(line: Sequence[Word]) -> Word:
    return min(line, key=lambda w: w["x0"])
