"""Rows of a table that lost its layout, which no number begins: a bullet, "+ Cấp huyện", words.

The heads begin with that of the labels ("Mục tiêu/Chỉ tiêu"). Every row fills all columns of
figures; between its last figure and the next row's first stand the words behind it ("Đạt"),
sections, the label, what goes on with it in brackets, and the unit. Where these cannot be told
apart, the row is left out.
"""

import re
from collections.abc import Sequence

from kpi.ingest.reports.grids import Cell
from kpi.ingest.reports.lost_pieces import Piece
from kpi.ingest.reports.numbered_rows import ColumnKind, kind_of_column
from kpi.ingest.reports.table_layout import BULLET

_MOST_HEADS, _FEWEST_ROWS, _MOST_WORDS = 8, 2, 8
_LABELS = re.compile(
    r"(?:tên\s+|các\s+|nội dung\s+)?(?:chỉ tiêu|mục tiêu|nội dung|tiêu chí|chỉ số|nhiệm vụ)"
    r"(?:\s*[/,-]\s*(?:chỉ tiêu|mục tiêu|nội dung|tiêu chí|chỉ số|nhiệm vụ))*"
    r"(?:\s+(?:chủ yếu|chính|chuyển đổi số|thực hiện|cụ thể))?",
    re.I,
)
_GOALS = re.compile(r"(?:đề ra|được giao|giao|phấn đấu|đạt được)(?!\w)", re.I)
# What is said of a goal: it begins no row.
_SAID = re.compile(
    r"(?:chưa|không|đã|cơ bản|vượt|hoàn thành|đạt|xấp xỉ|trong hạn|chưa đến hạn)(?!\w).{0,40}", re.I
)
_GOES_ON = re.compile(r"\(|[a-zà-ỹ]")
_SECTION = re.compile(r"(?:[a-zđ]\)|\(?[IVX]{1,5}[.)/]|[A-HĐ][.)]|\d{1,2}(?:\.\d{1,2})*[.)])\s+\S")


class LabelledRows:
    """The table whose heads begin at a line, up to a last one."""

    def __init__(self, pieces: Sequence[Piece], start: int, last: int) -> None:
        self.start = start
        self._pieces = pieces[:last]
        self.head: list[Cell] = []
        self._kinds: list[ColumnKind] = []
        self.rows: list[tuple[Cell, ...]] = []
        self.loose: list[Cell] = []
        self.held = 0
        self.end = start
        self.first = self._read_heads()
        self.width = len(self.head)
        figures = [n for n, kind in enumerate(self._kinds) if kind == "figures"]
        if figures and figures == list(range(figures[0], figures[-1] + 1)):
            # So many words stand before the figures of a row, and behind them.
            self._before, self._count = figures[0] - 1, len(figures)
            self._behind = self.width - figures[-1] - 1
            self._bulleted = self._has_bullets()
            self._walk()

    @property
    def is_table(self) -> bool:
        """Whether it has rows enough."""
        return sum(len(row) > 1 for row in self.rows) >= _FEWEST_ROWS

    def _read_heads(self) -> int:
        """The heads, each of a known kind; where the first row or section begins."""
        self.head, self._kinds = [self._pieces[self.start].cell], ["label"]
        at = self.start + 1
        while at < len(self._pieces) and len(self.head) < _MOST_HEADS:
            piece = self._pieces[at]
            begins = BULLET.match(piece.cell.text) or _SECTION.match(piece.cell.text)
            kind = None if begins else kind_of_column(piece.cell.text)
            if kind is None and _GOALS.match(piece.cell.text):
                kind = "figures"
            # A year is a head; any other figure belongs to the first row.
            if kind is None or (piece.is_value and not piece.is_period) or self._is_label(at):
                break
            self.head.append(piece.cell)
            self._kinds.append(kind)
            at += 1
        return at

    def _is_label(self, at: int) -> bool:
        """Whether a figure follows: what looks like a head is the label of the first row."""
        after = self._pieces[at + 1] if at + 1 < len(self._pieces) else None
        return after is not None and after.is_figure and not after.is_period

    def _has_bullets(self) -> bool:
        texts = [piece.cell.text for piece in self._pieces[self.first : self.first + 40]]
        return sum(BULLET.match(text) is not None and len(text) > 1 for text in texts) > 1

    def _walk(self) -> None:
        at = self.first
        behind = False
        while at < len(self._pieces):
            words = at
            while words < len(self._pieces) and not self._pieces[words].is_value:
                words += 1
            values = words
            while values < len(self._pieces) and self._pieces[values].is_value:
                values += 1
            # The words behind the last row are its own, not those of what stands below.
            between = list(self._pieces[at:words])
            if values == words:
                self._close(between)
                return
            if not between or (len(between) > _MOST_WORDS and behind):
                return
            lead = self._split(between, behind=behind)
            if lead is None or values - words != self._count:
                if self._is_of_prose(between):
                    self._close(between)
                    return
                self.loose += [piece.cell for piece in self._pieces[words:values]]
                behind = False
                at = values + (self._behind if values < len(self._pieces) else 0)
                continue
            label, told = lead
            figures = [piece.cell for piece in self._pieces[words:values]]
            blank = [Cell("", figures[-1].end, figures[-1].end)] * self._behind
            self.rows.append((label, *told, *figures, *blank))
            self.held += values - at
            self.end = values
            behind = self._behind > 0
            at = values

    def _is_of_prose(self, between: Sequence[Piece]) -> bool:
        return bool(self._bulleted) and not any(BULLET.match(p.cell.text) for p in between)

    def _close(self, between: Sequence[Piece]) -> None:
        """The words behind the last row of all."""
        if self.rows and between and self._behind:
            self._fill(between[: self._behind])
            self.end += min(len(between), self._behind)

    def _fill(self, told: Sequence[Piece]) -> None:
        """The words behind the figures of the row above."""
        if told and self.rows:
            cells = [piece.cell for piece in told]
            row = self.rows[-1]
            left = [Cell("", cells[-1].end, cells[-1].end)] * (self._behind - len(cells))
            self.rows[-1] = (*row[: self.width - self._behind], *cells, *left)

    def _split(self, between: list[Piece], *, behind: bool) -> tuple[Cell, tuple[Cell, ...]] | None:
        """The label and the words before the figures, once the row above and sections are told."""
        if len(between) <= self._before:
            return None
        told = tuple(piece.cell for piece in between[len(between) - self._before :])
        between = between[: len(between) - self._before]
        if behind:
            count = self._words_behind(between)
            if count is None:
                return None
            self._fill(between[:count])
            between = between[count:]
        begins = self._begins(between)
        if begins is None:
            return None
        for piece in between[:begins]:
            self.rows.append((piece.cell,))
        label = between[begins].cell
        for piece in between[begins + 1 :]:
            label = label.joined(piece.cell)
        return label, told

    def _words_behind(self, between: Sequence[Piece]) -> int | None:
        """How many words belong to the row above; None where that is not told."""
        texts = [piece.cell.text for piece in between]
        said = 0
        while said < min(self._behind, len(texts) - 1) and not self._marks(texts[said]):
            said += 1
        if self._bulleted or said == 0 or _SAID.fullmatch(texts[0]):
            return said
        return said if len(texts) == said + 1 else None

    def _begins(self, between: Sequence[Piece]) -> int | None:
        """Which line begins the label: the last that does not go on with the one above."""
        if not between:
            return None
        at = len(between) - 1
        while (
            at > 0
            and _GOES_ON.match(between[at].cell.text)
            and not self._marks(between[at].cell.text)
        ):
            at -= 1
        rest = between[:at]
        told = all(self._marks(piece.cell.text) or piece.cell.text.isupper() for piece in rest)
        if self._bulleted and not self._marks(between[at].cell.text):
            return None
        return at if told else None

    @staticmethod
    def _marks(text: str) -> bool:
        """Whether a bullet or a number begins a line."""
        return BULLET.match(text) is not None or _SECTION.match(text) is not None


def label_heads(pieces: Sequence[Piece], first: int, last: int) -> list[int]:
    """Where the heads of such tables may begin; "Mục tiêu" among other heads begins none."""
    found: list[int] = []
    for at in range(first, last):
        if _LABELS.fullmatch(pieces[at].cell.text):
            near = found and at - found[-1] < _MOST_HEADS
            if not near or any(piece.is_value for piece in pieces[found[-1] : at]):
                found.append(at)
    return found
