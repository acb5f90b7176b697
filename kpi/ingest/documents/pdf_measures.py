"""Where the lines of a PDF's columns begin and end, and how far apart they stand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Self

from kpi.ingest.documents.pdf_layout import Page
from kpi.ingest.documents.pdf_tables import Line

STOPS = (".", ":", ";", "!", "?", "…")
INDENT = 12.0  # points
SAME = 3.0
_AT_THE_MARGIN = 2.5
_SHARE_AT_THE_MARGIN, _SHARE_AT_LEFT, _SHARE_INDENTED = 0.25, 0.1, 0.1
_SAME_LEFT, _SAME_RIGHT, _SHORTER = 40.0, 6.0, 60.0
_FEW_LINES = 4


@dataclass(frozen=True)
class Measure:
    """Where most lines of a column begin and end, and how far apart they stand.

    `justified` says that full lines end at the same place; `indented` that paragraphs begin
    with an indent; `leading` is in the size of letters.
    """

    left: float
    right: float
    leading: float
    justified: bool
    indented: bool

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Self:
        """The measure of all lines of a column."""
        plain = [line for line in lines if not line.is_row]
        least = _SHARE_AT_LEFT * len(plain)
        lefts = Counter(round(line.left / SAME) for line in plain)
        left = SAME * min((at for at, n in lefts.items() if n >= least), default=0)
        rights = Counter(round(line.right / SAME) for line in plain)
        at, times = rights.most_common(1)[0] if rights else (0, 0)
        justified = times >= max(2, _SHARE_AT_THE_MARGIN * len(plain))
        ends = sorted(line.right for line in plain)
        right = SAME * at if justified else (ends[int(0.98 * (len(ends) - 1))] if ends else 0.0)
        indented = sum(left + INDENT < line.left < left + 6 * INDENT for line in plain)
        return cls(
            left, right, _leading(plain), justified, indented >= _SHARE_INDENTED * len(plain)
        )

    def is_centred(self, line: Line) -> bool:
        """Whether a line stands in the middle and leaves both margins blank."""
        left, right = line.left - self.left, self.right - line.right
        return left > 2 * SAME and abs(left - right) <= 2 * SAME

    def is_full(self, last: Line, line: Line) -> bool:
        """Whether the first word of a line had no room on the one before it."""
        wanted = 0.25 * last.size + line.first
        if self.is_centred(last) and self.is_centred(line):
            return last.right - last.left + wanted > self.right - self.left - SAME
        if last.right >= self.right - _AT_THE_MARGIN:
            return True
        no_room = last.right + wanted > self.right - SAME
        headed = last.bold and line.bold  # a heading is not stretched to the margin
        return no_room and (not self.justified or headed or is_within_a_sentence(last, line))


def _leading(lines: Sequence[Line]) -> float:
    steps = Counter(
        round((b.bottom - a.bottom) / a.size, 1)
        for a, b in pairwise(lines)
        if a.size and 0 < b.bottom - a.bottom < 4 * a.size and abs(a.size - b.size) < 1
    )
    return steps.most_common(1)[0][0] if steps else 0.0


@dataclass
class _Column:
    """Flows of several pages in one place."""

    left: float
    right: float
    lines: list[Line] = field(default_factory=list)

    def holds(self, left: float, right: float, count: int) -> bool:
        """Whether a flow of these edges and so many lines stands here."""
        same = abs(left - self.left) <= _SAME_LEFT and right <= self.right + _SAME_RIGHT
        return same and (count < _FEW_LINES or right >= self.right - _SHORTER)


class Measures:
    """The measures of all columns; pages turned on their side have their own."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._columns: dict[int, list[_Column]] = {}
        flows = [(page, flow) for page in pages for flow in page.flows]
        for page, flow in sorted(flows, key=lambda one: -len(one[1])):
            column = self._column(page, flow)
            if column is None:
                column = _Column(*_edges(flow))
                self._columns.setdefault(round(page.height), []).append(column)
            column.lines += flow
        self._measures = {
            id(column): Measure.of(column.lines)
            for columns in self._columns.values()
            for column in columns
        }

    def of(self, page: Page, flow: Sequence[Line]) -> Measure:
        """The measure of a flow."""
        column = self._column(page, flow)
        return Measure.of(flow) if column is None else self._measures[id(column)]

    def _column(self, page: Page, flow: Sequence[Line]) -> _Column | None:
        """The narrowest column that a flow may stand in."""
        left, right = _edges(flow)
        columns = self._columns.get(round(page.height), [])
        fitting = [one for one in columns if one.holds(left, right, len(flow))]
        return min(fitting, key=lambda one: one.right, default=None)


def _edges(flow: Sequence[Line]) -> tuple[float, float]:
    plain = [line for line in flow if not line.is_row] or list(flow)
    return min(line.left for line in plain), max(line.right for line in plain)


def is_within_a_sentence(last: Line, line: Line) -> bool:
    """Whether a line goes on in small letters after a line without a stop."""
    return line.text[:1].islower() and not last.text.endswith(STOPS)
