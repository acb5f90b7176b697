"""Tables that lost their layout: one cell a line, the heads first, then row after row.

The rows are found by the cycle of their lines: so many lines as there are heads, figures always
at the same places. A row with a cell too few breaks the cycle and is left out, so that no figure
ever moves under another head.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from kpi.ingest.reports.grids import Cell, Grid, Line, cell_of, lines_of, title_lines
from kpi.ingest.reports.labelled_rows import LabelledRows, label_heads
from kpi.ingest.reports.lost_pieces import Piece
from kpi.ingest.reports.numbered_rows import NumberedRows
from kpi.ingest.reports.phrases import Span
from kpi.ingest.reports.year_heads import is_english
from kpi.ingest.reports.year_rows import year_tables

_LONGEST_CELL = 130
_FEWEST_HEADS, _MOST_HEADS = 3, 10
_FEWEST_ROWS, _FEWEST_PAIRS = 2, 3
# The search takes a time that grows with the square of the lines.
_MOST_LINES = 800
_FEWEST_KNOWN = 2
# A section's number and words, and those of the row below it.
_SECTION = 4
_SENTENCE = re.compile(r".{40,}[.;!?…]$")
_ROW_NUMBERS = re.compile(r"(?:s?tt|số tt|số thứ tự|#)\.?", re.I)
# The heads of a table name a year, or are words that stand over columns.
_HEAD = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\w)(?:s?tt|chỉ tiêu|nội dung|đvt|đơn vị tính|đơn vị|kế hoạch"
    r"|thực hiện|mục tiêu|kết quả|tỷ lệ|tổng số)(?!\w)",
    re.I,
)


def lost_grids(text: str, drawn: Iterable[Span]) -> list[Grid]:
    """The tables of a text whose cells stand one below another.

    Args:
        text: of the document.
        drawn: where tables stand that kept their layout.
    """
    known = list(drawn)
    return [
        grid
        for run in _runs(text, known)
        if any(piece.is_figure for piece in run.lines)
        for grid in run.grids()
    ]


def _runs(text: str, drawn: Sequence[Span]) -> Iterator["_Run"]:
    """Runs of short lines that are no sentences and of no other table."""
    pieces: list[Piece] = []
    above: list[Line] = []
    before = 0
    for line in lines_of(text):
        words = line.text.strip()
        if not words:
            continue
        gap = text.count("\n", before, line.start)
        before = line.end
        outside = not any(a <= line.start < b for a, b in drawn)
        is_prose = _SENTENCE.fullmatch(words) and not is_english(words)
        if outside and len(words) <= _LONGEST_CELL and not is_prose:
            pieces.append(Piece(cell_of(line.text, line.start), line, gap))
            continue
        yield _Run(pieces, above[:])
        above = [line] if outside else []
        pieces = []
    yield _Run(pieces, above)


class _Run:
    """A run of lines, among which tables may stand."""

    def __init__(self, lines: Sequence[Piece], above: Sequence[Line]) -> None:
        self.lines = lines[:_MOST_LINES]
        self._above = above

    def grids(self) -> Iterator[Grid]:
        """The tables of the run, in its order."""
        above = [*self._above, *(piece.line for piece in self.lines)]
        done = 0
        for table in year_tables(self.lines):
            yield from self._within(done, table.start, above)
            yield table.grid()
            done = table.end
        yield from self._within(done, len(self.lines), above)

    def _within(self, first: int, last: int, above: Sequence[Line]) -> Iterator[Grid]:
        """The table that most lines between two places fit, and those on either side of it."""
        cycles = [
            cycle
            for start in range(first, last)
            for width in range(_FEWEST_HEADS, _MOST_HEADS + 1)
            if start - width >= first and (cycle := self._cycle(start, width, last))
        ]
        labelled = list(self._labelled(first, last))
        headed: list[NumberedRows | LabelledRows] = [*self._numbered(first, last), *labelled]
        # Heads that "TT" or "Chỉ tiêu" begins are one row: no table begins among them, and what
        # stands above is no head.
        cycles = [
            c
            for c in cycles
            if not any(t.start < c.start < t.first for t in headed)
            and not any(c.start < t.start < c.first for t in labelled)
        ]
        if cycles or headed:
            found: list[_Cycle | NumberedRows | LabelledRows] = [*cycles, *headed]
            best = max(found, key=lambda table: (table.held, -table.width))
            yield from self._within(first, best.start, above)
            yield best.grid(above) if isinstance(best, _Cycle) else _grid(best, above)
            yield from self._within(best.end, last, above)
        else:
            yield from self._pairs(first, last, above)

    def _numbered(self, first: int, last: int) -> Iterator[NumberedRows]:
        """The tables whose heads "TT" begins, each up to the next of them."""
        pieces = self.lines[first:last]
        starts = [at for at, p in enumerate(pieces, first) if _ROW_NUMBERS.fullmatch(p.cell.text)]
        for start, end in zip(starts, [*starts[1:], last], strict=False):
            table = NumberedRows(self.lines, start, end)
            if table.is_table:
                yield table

    def _labelled(self, first: int, last: int) -> Iterator[LabelledRows]:
        """The tables whose heads "Chỉ tiêu" begins, each up to the next of them."""
        starts = label_heads(self.lines, first, last)
        for start, end in zip(starts, [*starts[1:], last], strict=False):
            if start and _ROW_NUMBERS.fullmatch(self.lines[start - 1].cell.text):
                continue
            table = LabelledRows(self.lines, start, end)
            if table.is_table:
                yield table

    def _cycle(self, start: int, width: int, last: int) -> "_Cycle | None":
        if not self._are_heads(self.lines[start - width : start]):
            return None
        cycle = _Cycle(self.lines[:last], start, width)
        return cycle if len(cycle.rows) >= _FEWEST_ROWS else None

    def _pairs(self, first: int, last: int, above: Sequence[Line]) -> Iterator[Grid]:
        """Runs of a label on one line and its value on the next: "Số trạm BTS:", "1.850"."""
        at = first
        while at < last:
            end = at
            while self._is_label_with_value(end, last):
                end += 2
            pairs = [self.lines[n : n + 2] for n in range(at, end, 2)]
            colons = all(label.cell.text.endswith(":") for label, _ in pairs)
            if pairs and (colons or len(pairs) >= _FEWEST_PAIRS):
                rows = tuple((label.cell, value.cell) for label, value in pairs)
                place = above.index(self.lines[at].line)
                titles = title_lines(above, place)
                yield Grid(rows, rows[0][0].start, rows[-1][1].end, titles)
            at = max(end, at + 1)

    def _is_label_with_value(self, at: int, last: int) -> bool:
        """Whether words stand before one figure alone, and words or nothing behind it."""
        if at + 2 > last:
            return False
        label, value = self.lines[at : at + 2]
        alone = at + 2 >= last or self.lines[at + 2].is_words
        return label.is_words and value.cell.is_figure and not value.is_period and alone

    @staticmethod
    def _are_heads(above: Sequence[Piece]) -> bool:
        if any(piece.is_value and not piece.is_period for piece in above):
            return False
        if any(_ROW_NUMBERS.fullmatch(piece.cell.text) for piece in above[1:]):
            return False
        return sum(bool(_HEAD.search(piece.cell.text)) for piece in above) >= _FEWEST_KNOWN


class _Cycle:
    """The rows of a table of so many columns that begin at a line."""

    def __init__(self, lines: Sequence[Piece], start: int, width: int) -> None:
        self._lines, self.start = lines, start - width
        self.first = start
        self.width = width
        self._numbered = bool(_ROW_NUMBERS.fullmatch(lines[self.start].cell.text))
        self._kinds = self._pattern()
        self.rows: list[tuple[Cell, ...]] = []
        self.loose: list[Cell] = []
        self.held = 0
        self.end = start
        if self._kinds:
            self._walk()

    def grid(self, lines: Sequence[Line]) -> Grid:
        """The table; `lines` are those that may stand above it."""
        head = [piece.cell for piece in self._lines[self.start : self.first]]
        first = lines.index(self._lines[self.start].line)
        last = self._lines[self.end - 1].cell.end
        titles = title_lines(lines, first)
        return Grid((tuple(head), *self.rows), head[0].start, last, titles, tuple(self.loose))

    def _pattern(self) -> tuple[bool, ...]:
        """Which columns hold figures, by the first row that is no section; () for no table."""
        at = self.first
        while self._numbered and self._is_section(at):
            at += 2
        first = self._lines[at : at + self.width]
        label = 1 if self._numbered else 0
        if len(first) < self.width or (self._numbered and not first[0].is_number):
            return ()
        if first[label].is_period or not first[label].is_words:
            return ()
        kinds = tuple(place > label and piece.is_value for place, piece in enumerate(first))
        return kinds if any(kinds) else ()

    def _walk(self) -> None:
        at = self.first
        while at < len(self._lines):
            if self._is_row(at):
                self.rows.append(tuple(p.cell for p in self._lines[at : at + self.width]))
                self.held += self.width
                at += self.width
            elif self._is_row_without_number(at):
                row = self._lines[at : at + self.width - 1]
                start = row[0].cell.start
                self.rows.append((Cell("", start, start), *(p.cell for p in row)))
                self.held += len(row)
                at += len(row)
            elif step := self._section(at):
                self.rows.append(tuple(p.cell for p in self._lines[at : at + step]))
                at += step
            elif step := self._broken(at):
                self.loose += [p.cell for p in self._lines[at : at + step]]
                at += step
                continue
            else:
                break
            self.end = at

    def _is_row(self, at: int) -> bool:
        row = self._lines[at : at + self.width]
        if len(row) < self.width:
            return False
        label = 1 if self._numbered else 0
        if self._numbered and not row[0].is_number:
            return False
        if not row[label].is_words:
            return False
        told = zip(row[label + 1 :], self._kinds[label + 1 :], strict=True)
        fits = all(p.is_value if value else not p.is_figure for p, value in told)
        return fits and not self._runs_on(at)

    def _is_row_without_number(self, at: int) -> bool:
        """Whether a part of the row above stands here: "Trong đó: Bưu cục" has no number.

        The row behind it must begin where this one ends, so that no figure is another's.
        """
        row = self._lines[at : at + self.width - 1]
        if not self._numbered or len(row) < self.width - 1 or not row[0].is_words:
            return False
        told = zip(row[1:], self._kinds[2:], strict=True)
        if not all(p.is_value if value else not p.is_figure for p, value in told):
            return False
        behind = at + len(row)
        ends = behind >= len(self._lines) or not self._lines[behind].is_value
        return ends or self._is_row(behind)

    def _runs_on(self, at: int) -> bool:
        """Whether the last figure of a row is the number of the next: it lacks one of its own."""
        behind = at + self.width
        if not self._numbered or not self._kinds[-1] or behind >= len(self._lines):
            return False
        after, last = self._lines[behind], self._lines[behind - 1].cell.text
        number = self._lines[at].cell.text.strip(".)")
        follows = number.isdigit() and last == str(int(number) + 1)
        return follows and not (after.is_number or after.is_mark)

    def _section(self, at: int) -> int:
        """How many lines a section's label takes; 0 where none begins."""
        if self._numbered:
            return 2 if self._is_section(at) and self._goes_on(at + 2) else 0
        line = self._lines[at]
        return 1 if line.is_words and self._is_row(at + 1) else 0

    def _is_section(self, at: int) -> bool:
        """Whether a number and words stand before the number of the next row."""
        lines = self._lines[at : at + _SECTION]
        if len(lines) < _SECTION or not lines[1].is_words or not lines[3].is_words:
            return False
        return all(line.is_mark or line.is_number for line in (lines[0], lines[2]))

    def _goes_on(self, at: int) -> bool:
        return self._is_row(at) or self._is_section(at) or self._is_row_without_number(at)

    def _broken(self, at: int) -> int:
        """How many lines a row with cells too few or too many takes; 0 at the table's end."""
        for step in range(1, self.width + 3):
            if self._is_row(at + step) and self._is_row(at + step + self.width):
                return step
        return 0


def _grid(table: NumberedRows | LabelledRows, lines: Sequence[Line]) -> Grid:
    """A table by its numbers; `lines` are those that may stand above it."""
    head = table.head
    first = next(n for n, line in enumerate(lines) if line.start <= head[0].start < line.end)
    last = max(cell.end for row in table.rows for cell in row)
    titles = title_lines(lines, first)
    return Grid((tuple(head), *table.rows), head[0].start, last, titles, tuple(table.loose))
