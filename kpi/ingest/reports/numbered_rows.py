"""Rows of a table that lost its layout, told apart by their running numbers.

A row may lack cells: its unit, its note, its number. It is read where all columns of figures are
filled, or where empty lines stand for the cells that are; else nothing tells under which head a
figure belongs, and the row is left out.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from kpi.ingest.reports.grids import Cell
from kpi.ingest.reports.lost_pieces import Piece
from kpi.language.spelling import plain

ColumnKind = Literal["outline", "label", "words", "figures"]

_FEWEST_HEADS, _MOST_HEADS = 3, 10
_FEWEST_ROWS = 2
# A label may run over so many lines.
_MOST_LABEL_LINES = 3
_OF_FIGURES = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|%|(?<!\w)(?:kế hoạch|kh|thực hiện|th|ước|mục tiêu|kết quả|lũy kế"
    r"|luỹ kế|cùng kỳ|so với|so sánh|tăng|giảm|tỷ lệ|số lượng|hiện trạng|số liệu|điểm|hạng|quý"
    r"|tháng)(?!\w)",
    re.I,
)
_OF_WORDS = re.compile(
    r"(?:ghi chú|cơ quan|đơn vị|đvt|đánh giá|nguồn|lý do|phụ trách|chủ trì|phối hợp|căn cứ"
    r"|phạm vi|lĩnh vực)(?!\w)",
    re.I,
)
_LABELS = re.compile(
    r"(?<!\w)(?:chỉ tiêu|nội dung|tiêu chí|chỉ số|mục tiêu|tên|nhiệm vụ)(?!\w)", re.I
)


class NumberedRows:
    """The table whose heads begin at a line, "TT" or "STT", up to a last one."""

    width: int

    def __init__(self, pieces: Sequence[Piece], start: int, last: int) -> None:
        self.start = start
        self._pieces = pieces[:last]
        self.first = self._first_row()
        self.head = self._heads()
        self.width = len(self.head)
        self._kinds = self._columns()
        self._figures = self._kinds.count("figures")
        self.rows: list[tuple[Cell, ...]] = []
        self.loose: list[Cell] = []
        self.held = 0
        self.end = start
        self._units = {"%"}
        if self._figures:
            self._walk()

    @property
    def is_table(self) -> bool:
        """Whether it has rows enough."""
        return len(self.rows) >= _FEWEST_ROWS

    def _first_row(self) -> int:
        """Where the first row or section begins: its number is 1, I or A."""
        for at in range(self.start + _FEWEST_HEADS, self.start + 2 * _MOST_HEADS):
            both = self._pieces[at : at + 2]
            if len(both) > 1 and both[0].cell.text.strip(".)") in ("1", "01", "I", "A"):
                return at if both[1].is_words else 0
        return 0

    def _heads(self) -> list[Cell]:
        """The heads; one that goes on in small letters was broken for its width."""
        heads: list[Cell] = []
        for piece in self._pieces[self.start : self.first]:
            if heads and piece.cell.text[0].islower() and plain(piece.cell.text) != "dvt":
                heads[-1] = heads[-1].joined(piece.cell)
            else:
                heads.append(piece.cell)
        return heads if _FEWEST_HEADS <= len(heads) <= _MOST_HEADS else []

    def _columns(self) -> list[ColumnKind]:
        """What the columns hold by their heads; [] where these are no heads of such a table."""
        if not self.head or not _LABELS.search(self.head[1].text):
            return []
        if any(cell.is_figure and not cell.is_year for cell in self.head):
            return []
        kinds: list[ColumnKind] = ["outline", "label"]
        for cell in self.head[2:]:
            kind = kind_of_column(cell.text)
            if kind is None:
                return []
            kinds.append(kind)
        return kinds

    def _walk(self) -> None:
        starts = list(self._starts())
        for begin, end in zip(starts, [*starts[1:], len(self._pieces)], strict=True):
            is_last = end == len(self._pieces)
            if self._pieces[begin].is_mark:
                row = self._pieces[begin : begin + 2]
                self.rows.append(tuple(p.cell for p in row))
                self.end = begin + 2
                continue
            told = self._chunk(begin, end, is_last=is_last)
            if told is None:
                if not is_last:
                    self.loose += [p.cell for p in self._pieces[begin:end]]
                continue
            rows, self.end = told
            self.rows += rows
            self.held += self.end - begin

    def _starts(self) -> Iterator[int]:
        """Where rows and sections begin."""
        at = self.first
        number, begun = "", at
        while at + 1 < len(self._pieces):
            piece, after = self._pieces[at], self._pieces[at + 1]
            if after.is_words and piece.is_mark and self._begins_section(at):
                number, begun = "", at
                yield at
                at += 2
                continue
            if after.is_words and piece.is_number:
                held = sum(p.is_value for p in self._pieces[begun + 2 : at])
                full = held >= self._figures and begun != at
                following = _follows(number, piece.cell.text)
                if full or (following and not self._comes_again(at)) or at == self.first:
                    number, begun = piece.cell.text, at
                    yield at
                    at += 2
                    continue
            at += 1

    def _begins_section(self, at: int) -> bool:
        behind = self._pieces[at + 2 : at + 4]
        return len(behind) > 1 and behind[1].is_words and (behind[0].is_number or behind[0].is_mark)

    def _comes_again(self, at: int) -> bool:
        """Whether the same number begins a row a little below: here it is a figure."""
        number = self._pieces[at].cell.text
        near = range(at + 1, min(at + self.width, len(self._pieces) - 1))
        return any(
            self._pieces[n].cell.text == number and self._pieces[n + 1].is_words for n in near
        )

    def _chunk(
        self, begin: int, end: int, *, is_last: bool
    ) -> tuple[list[tuple[Cell, ...]], int] | None:
        """The rows from one number to the next: one, and below it parts without a number."""
        number = self._pieces[begin].cell
        for pieces in (
            self._with_empty(begin + 1, end, is_last=is_last),
            self._pieces[begin + 1 : end],
        ):
            rows: list[tuple[Cell, ...]] = []
            at = 0
            while at < len(pieces):
                lead = (
                    number if not rows else Cell("", pieces[at].cell.start, pieces[at].cell.start)
                )
                one = self._row(pieces, at, lead, first=not rows)
                if one is None:
                    break
                row, at = one
                rows.append(row)
            rest = pieces[at:]
            if rows and (is_last or not any(p.cell.is_figure for p in rest)):
                left = sum(bool(p.cell.text) for p in rest)
                return rows, end - left
        return None

    def _row(
        self, pieces: Sequence[Piece], at: int, lead: Cell, *, first: bool
    ) -> tuple[tuple[Cell, ...], int] | None:
        """A row that begins with its label, and where it ends."""
        words = 0
        while at + words < len(pieces) and pieces[at + words].is_words:
            words += 1
        room = self._kinds[2:].index("figures") if "figures" in self._kinds else 0
        lines = max(1, words - room) if first else 1
        if not words or lines > _MOST_LABEL_LINES:
            return None
        label = pieces[at].cell
        for piece in pieces[at + 1 : at + lines]:
            label = label.joined(piece.cell)
        filled = self._filled(pieces, at + lines, 2)
        if filled is None:
            return None
        cells, end = filled
        if first and cells:
            self._units.add(plain(cells[0].text))
        return ((lead, label, *cells), end)

    def _filled(
        self, pieces: Sequence[Piece], at: int, column: int
    ) -> tuple[tuple[Cell, ...], int] | None:
        """The cells of the columns from one on, all of figures filled."""
        if column == self.width:
            return (), at
        here = pieces[at] if at < len(pieces) else None
        blank = Cell("", here.cell.start, here.cell.start) if here else Cell("", 0, 0)
        if self._kinds[column] == "figures":
            if here is None or not here.is_value:
                return None
            rest = self._filled(pieces, at + 1, column + 1)
            return ((here.cell, *rest[0]), rest[1]) if rest else None
        takes = here is not None and (here.is_words or here.cell.is_missing)
        if here and takes and not self._is_label(pieces, at, column):
            rest = self._filled(pieces, at + 1, column + 1)
            if rest:
                return (here.cell, *rest[0]), rest[1]
        rest = self._filled(pieces, at, column + 1)
        return ((blank, *rest[0]), rest[1]) if rest else None

    def _is_label(self, pieces: Sequence[Piece], at: int, column: int) -> bool:
        """Whether words behind the last figure begin a part without a number."""
        if "figures" in self._kinds[column:] or not pieces[at].is_words:
            return False
        behind = pieces[at + 1] if at + 1 < len(pieces) else None
        if behind and behind.is_words and plain(behind.cell.text) not in self._units:
            return False
        one = self._filled(pieces, at + 1, 2)
        return one is not None and any(cell.is_figure for cell in one[0])

    def _with_empty(self, begin: int, end: int, *, is_last: bool) -> list[Piece]:
        """The lines of a chunk, with an empty cell where more lines are empty than elsewhere."""
        found: list[Piece] = []
        stop = end if is_last else end + 1
        for at in range(begin, stop):
            piece = self._pieces[at]
            gap = piece.gap - (self._between_rows if at == end else 0)
            if gap > self._gap and gap % self._gap == 0:
                empty = Piece(Cell("", piece.cell.start, piece.cell.start), piece.line, 0)
                found += [empty] * (gap // self._gap - 1)
            if at < end:
                found.append(piece)
        return found

    @cached_property
    def _gap(self) -> int:
        """How many line ends part one cell from the next."""
        gaps = [piece.gap for piece in self._pieces[self.start + 1 :]]
        return max(set(gaps), key=lambda gap: (gaps.count(gap), -gap)) or 1

    @cached_property
    def _between_rows(self) -> int:
        """How many more part each row from the next."""
        gaps = [self._pieces[at].gap for at in list(self._starts())[1:]]
        return max(0, min(gaps, default=self._gap) - self._gap)


def kind_of_column(head: str) -> ColumnKind | None:
    """What a column holds by its head; None where that is no head of a known kind."""
    if _OF_WORDS.match(head):
        return "words"
    return "figures" if _OF_FIGURES.search(head) else None


def _follows(before: str, number: str) -> bool:
    """Whether a row's number comes after another: 2 after 1, 1.1 after 1, 2 after 1.3."""
    last, this = (
        [int(part) for part in one.strip(".)").split(".") if part] for one in (before, number)
    )
    if not last:
        return this[-1] == 1 or len(this) == 1
    if len(this) == 1:
        return this[0] in (last[0] + 1, 1)
    higher = [*last[:-1], last[-1] + 1]
    return this in ([*last, 1], higher, [*last[:1], 1], [*last[: len(this) - 1], 1])
