"""The tables of a text: lines of cells, one below another, as rows of cells with their places.

A line is cut at tabs, else at bars. Nothing is read here; a cell knows where it stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kpi.ingest.reports.phrases import Span
from kpi.language.number_words import MISSING

# More rows or columns are a file that should have come as a table.
_MOST_ROWS, _MOST_COLUMNS = 400, 40
_FEWEST_COLUMNS = 2
# So many lines above a table may be its title.
_TITLE_LINES, _LONGEST_TITLE = 4, 260
_LINE = re.compile(r"[^\n]+")
# A line of words alone inside a table: a section of it, no caption of the next.
_LONGEST_SECTION, _FEWEST_SECTIONED = 90, 3
_MOST_UNDER_HEAD = 4
_CAPTION = re.compile(r"(?:bảng|biểu|phụ lục|nguồn|ghi chú|đơn vị(?: tính)?\s*:)", re.I)
# "|---|:--:|" under the head of a table in Markdown.
_RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")
# A figure as it stands in a cell: with a sign, a hedge or a unit, and few letters.
_FIGURE = re.compile(
    r"[≥≤><~+\-–]?\s*\d[\d.,\s]*(?:/\s*\d[\d.,]*)?\s*%?(?:\s*\(?\s*[^\W\d_]{1,12}\s*\)?){0,2}"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# "2.500 - 3.000" and "từ 5 đến 7" are no single figure.
_DASHED = re.compile(r"\d\s*[-–]\s*\d")


class Cell(NamedTuple):
    """One cell: its text without the blanks around it, and where that stands.

    `indented` says that blanks stand before its words. Of a value that was told with words,
    `lead` stands before it and `remark` beside it; one that is `narrowed` is of a part.
    """

    text: str
    start: int
    end: int
    indented: bool = False
    lead: str = ""
    remark: str = ""
    narrowed: bool = False

    @property
    def span(self) -> Span:
        """Where the text of the cell stands."""
        return self.start, self.end

    @property
    def is_missing(self) -> bool:
        """Whether it is empty, or a mark that stands for no figure ("-", "…", "x")."""
        return not self.text or MISSING.fullmatch(self.text) is not None or self.text in "xX"

    @property
    def is_figure(self) -> bool:
        """Whether it holds a number and little else; a year alone may be one."""
        if self.narrowed or not _FIGURE.fullmatch(self.text):
            return False
        return not _DASHED.search(self.text)

    @property
    def is_year(self) -> bool:
        """Whether it is a year alone."""
        return _YEAR.fullmatch(self.text) is not None

    def joined(self, below: "Cell") -> "Cell":
        """This cell with the words of one that goes on with it."""
        return Cell(f"{self.text} {below.text}", self.start, below.end, self.indented)


class Grid(NamedTuple):
    """A table: its rows of cells, where it begins and ends, and the lines that may title it.

    `titles` are spans of lines right above it, the nearest last. `loose` are cells between its
    rows that fit none. `guessed` says that its lines do not show which heads are its own.
    """

    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    titles: tuple[Span, ...] = ()
    loose: tuple[Cell, ...] = ()
    guessed: bool = False

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(map(len, self.rows))


def drawn_grids(text: str, rows: Iterable[Span]) -> list[Grid]:
    """The tables whose cells stand beside each other, in the order of the text.

    Args:
        text: of the document.
        rows: spans of lines that are known to be rows of tables.
    """
    lines = lines_of(text)
    known = {start for start, _ in rows}
    return [grid for first, last in _runs(lines, known) for grid in _grids(lines, first, last)]


def lines_of(text: str) -> "list[Line]":
    """The lines of a text that hold something."""
    return [Line(match.start(), match[0]) for match in _LINE.finditer(text)]


class Line(NamedTuple):
    """A line of the text and where it begins."""

    start: int
    text: str

    @property
    def span(self) -> Span:
        """Where it stands, without the blanks around it."""
        inner = self.text.strip()
        begin = self.start + self.text.index(inner) if inner else self.start
        return begin, begin + len(inner)

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Its cells; one cell where nothing parts it."""
        mark = "\t" if "\t" in self.text.strip() else "|"
        pieces, at = [], self.start
        for piece in self.text.split(mark):
            pieces.append(cell_of(piece, at))
            at += len(piece) + 1
        if mark == "|" and self.text.lstrip().startswith("|") and self.text.rstrip().endswith("|"):
            pieces = pieces[1:-1]
        return tuple(pieces)


def cell_of(piece: str, start: int) -> Cell:
    """A piece of a line as a cell."""
    inner = piece.strip()
    begin = start + len(piece) - len(piece.lstrip())
    # One blank parts the bar from its cell.
    return Cell(inner, begin, begin + len(inner), piece[:2].isspace() and len(piece) > 1)


def title_lines(lines: Sequence[Line], first: int) -> tuple[Span, ...]:
    """The short lines right above a line that no row of a table parts from it."""
    found: list[Span] = []
    for line in reversed(lines[max(0, first - _TITLE_LINES) : first]):
        if len(line.text) > _LONGEST_TITLE or len(line.cells) > _FEWEST_COLUMNS:
            break
        if line.text.strip():
            found.append(line.span)
    return tuple(reversed(found))


def _runs(lines: Sequence[Line], known: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of lines of several cells; a section, or a line known as a row, may have but one."""
    first: int | None = None
    widths = [len(line.cells) for line in lines]
    for place, line in enumerate(lines):
        row = widths[place] >= _FEWEST_COLUMNS
        if not row and first is not None:
            row = line.start in known or _is_section(lines, widths, place)
        if row and first is None:
            first = place
        if not row and first is not None:
            yield first, place
            first = None
    if first is not None:
        yield first, len(lines)


def _is_section(lines: Sequence[Line], widths: Sequence[int], place: int) -> bool:
    """Whether a line of words stands between a row and the figures of the same table."""
    words = lines[place].text.strip()
    sentence = words.endswith((".", ";"))
    if not words or sentence or len(words) > _LONGEST_SECTION or _CAPTION.match(words):
        return False
    if place and _is_head(lines[place - 1]) and _is_under_head(lines, widths, place):
        return True
    behind = place + 1
    while behind < len(lines) and widths[behind] < _FEWEST_COLUMNS and behind < place + 3:
        behind += 1
    if behind >= len(lines):
        return False
    before = next(w for w in reversed(widths[:place]) if w >= _FEWEST_COLUMNS)
    if before < _FEWEST_SECTIONED or abs(widths[behind] - before) > 1:
        return False
    return any(cell.is_figure and not cell.is_year for cell in lines[behind].cells[1:])


def _is_head(line: Line) -> bool:
    """Whether a row may be a head: it has no figures but years."""
    return not any(cell.is_figure and not cell.is_year for cell in line.cells[1:])


def _is_under_head(lines: Sequence[Line], widths: Sequence[int], place: int) -> bool:
    """Whether the rows below a section below a head are no wider than it, and hold figures."""
    head = widths[place - 1]
    if head < _FEWEST_SECTIONED:
        return False
    for at in range(place + 1, min(place + _MOST_UNDER_HEAD, len(lines))):
        if not _FEWEST_COLUMNS <= widths[at] <= head:
            return False
        if not _is_head(lines[at]):
            return True
    return False


def _listed_head(lines: Sequence[Line], first: int, width: int) -> tuple[Cell, ...]:
    """The heads of a table, told in the line above it: "STT; Chỉ tiêu; ĐVT; Năm 2023"."""
    above = lines[first - 1] if first else None
    if above is None or above.text.count(";") + 1 not in (width, width - 1):
        return ()
    at, heads = above.start, []
    for piece in above.text.split(";"):
        heads.append(cell_of(piece, at))
        at += len(piece) + 1
    return tuple(heads) if width > _FEWEST_COLUMNS + 1 else ()


def _grids(lines: Sequence[Line], first: int, last: int) -> Iterator[Grid]:
    rows = tuple(
        line.cells
        for line in lines[first:last]
        if line.text.strip() and not _RULE.fullmatch(line.text)
    )
    texts = [[cell.text for cell in row] for row in rows]
    if again := next((n for n in range(2, len(rows)) if texts[n] == texts[0]), 0):
        # The same head again: another table begins, whose rows are none of this one.
        begins = next(n for n in range(first, last) if lines[n].end > rows[again][0].start)
        yield from _grids(lines, first, begins)
        yield from _grids(lines, begins, last)
        return
    if rows and (head := _listed_head(lines, first, max(map(len, rows)))):
        rows, first = (head, *rows), first - 1
    if len(rows) < 2 or len(rows) > _MOST_ROWS:
        return
    if _FEWEST_COLUMNS <= max(map(len, rows)) <= _MOST_COLUMNS:
        titles = title_lines(lines, first)
        yield Grid(rows, lines[first].start, lines[last - 1].end, titles)
