"""Lines of PDF pages → paragraphs and rows; what every page repeats is left out.

A line goes on into the next one where it was full: where the next line's first word had no
room on it. What begins a paragraph tells itself too: an indent, a gap, a list's mark, or other
letters.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Self

from kpi.ingest.documents.paragraphs import notes_told
from kpi.ingest.documents.pdf_layout import Page
from kpi.ingest.documents.pdf_margins import Margins
from kpi.ingest.documents.pdf_tables import Line
from kpi.ingest.documents.text import BULLET, DAY_OF_SIGNING, Block, heading_like, stands_alone
from kpi.model import Problem

_STOPS = (".", ":", ";", "!", "?", "…")
_INDENT = 12.0  # points
_SAME = 3.0
_AT_THE_MARGIN = 2.5
_SHARE_AT_THE_MARGIN, _SHARE_AT_LEFT, _SHARE_INDENTED = 0.25, 0.1, 0.1
_FARTHEST = 2.3  # lines of one sentence, in the size of their letters


def blocks_of(pages: Sequence[Page]) -> tuple[list[Block], tuple[Problem, ...]]:
    """Every paragraph, heading and row, and a note on the footnotes.

    A paragraph may run over the end of its page or column.
    """
    text = _Text(pages)
    return list(text.blocks()), notes_told(text.notes())


@dataclass(frozen=True)
class _Measure:
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
        plain = [line for line in lines if not line.is_row]
        least = _SHARE_AT_LEFT * len(plain)
        lefts = Counter(round(line.left / _SAME) for line in plain)
        left = _SAME * min((at for at, n in lefts.items() if n >= least), default=0)
        rights = Counter(round(line.right / _SAME) for line in plain)
        at, times = rights.most_common(1)[0] if rights else (0, 0)
        justified = times >= max(2, _SHARE_AT_THE_MARGIN * len(plain))
        ends = sorted(line.right for line in plain)
        right = _SAME * at if justified else (ends[int(0.98 * (len(ends) - 1))] if ends else 0.0)
        indented = sum(left + _INDENT < line.left < left + 6 * _INDENT for line in plain)
        return cls(
            left, right, _leading(plain), justified, indented >= _SHARE_INDENTED * len(plain)
        )

    def is_centred(self, line: Line) -> bool:
        """Whether a line stands in the middle and leaves both margins blank."""
        left, right = line.left - self.left, self.right - line.right
        return left > 2 * _SAME and abs(left - right) <= 2 * _SAME

    def is_full(self, last: Line, line: Line) -> bool:
        """Whether the first word of a line had no room on the one before it."""
        wanted = 0.25 * last.size + line.first
        if self.is_centred(last):
            return last.right - last.left + wanted > self.right - self.left - _SAME
        if last.right >= self.right - _AT_THE_MARGIN:
            return True
        no_room = last.right + wanted > self.right - _SAME
        return no_room and (not self.justified or _is_within_a_sentence(last, line))


def _leading(lines: Sequence[Line]) -> float:
    steps = Counter(
        round((b.bottom - a.bottom) / a.size, 1)
        for a, b in pairwise(lines)
        if a.size and 0 < b.bottom - a.bottom < 4 * a.size and abs(a.size - b.size) < 1
    )
    return steps.most_common(1)[0][0] if steps else 0.0


@dataclass
class _Text:
    """The pages of a document on their way to paragraphs."""

    pages: Sequence[Page]
    _margins: Margins = field(init=False)
    _measures: dict[int, _Measure] = field(init=False)
    _notes: list[Line] = field(default_factory=list)
    _paragraph: list[Line] = field(default_factory=list)
    _head: str = ""

    def __post_init__(self) -> None:
        self._margins = Margins(self.pages)
        # Pages turned on their side have a measure of their own.
        kinds: dict[int, list[Line]] = {}
        for page in self.pages:
            kinds.setdefault(round(page.height), []).extend(
                page.lines if len(page.flows) < 2 else ()
            )
        self._measures = {height: _Measure.of(lines) for height, lines in kinds.items()}

    def blocks(self) -> Iterator[Block]:
        for number, page in enumerate(self.pages, 1):
            edges, notes = self._margins.of(page, number)
            self._notes += notes
            for flow in page.flows:
                usual = self._measures[round(page.height)]
                measure = usual if len(page.flows) < 2 else _Measure.of(flow)
                body = [line for line in flow if line not in edges and line not in notes]
                yield from self._flow(body, measure)
                unread = tuple(one for line in flow if line in edges for one in line.left_out)
                if unread:
                    yield Block("", left_out=unread)
        yield from self._done()

    def notes(self) -> Iterator[str]:
        """The footnotes, each on a line of its own only where its lines are."""
        yield from (line.text for line in self._notes)

    def _flow(self, body: Sequence[Line], measure: _Measure) -> Iterator[Block]:
        for place, line in enumerate(body):
            if line.is_row:
                yield from self._done()
                if not (place == 0 and line.ruled and line.text == self._head):
                    yield Block(line.text, "row", line.left_out)
                self._head = self._head or line.text
                continue
            self._head = ""
            if not _goes_on(self._paragraph, line, measure, opens=place == 0):
                yield from self._done()
            self._paragraph.append(line)

    def _done(self) -> Iterator[Block]:
        """The lines as one, a heading where all letters are bold and it reads like one.

        Only a soft hyphen is sure to be of the printer's making; any other stays, and what it
        binds is not torn by a blank.
        """
        lines, self._paragraph = self._paragraph, []
        if lines:
            pieces = [line.text + _glue(line) for line in lines[:-1]]
            text = "".join([*pieces, lines[-1].text])
            heading = all(line.bold for line in lines) and stands_alone(text)
            left_out = tuple(one for line in lines for one in line.left_out)
            yield Block(text, "heading" if heading else "text", left_out)


def _glue(line: Line) -> str:
    bound = line.text.endswith(("-", "/")) and not line.text.endswith((" -", " /"))
    return "" if line.soft or bound else " "


def _goes_on(paragraph: Sequence[Line], line: Line, measure: _Measure, *, opens: bool) -> bool:
    """Whether a line belongs to the paragraph before it."""
    if not paragraph or _begins_anew(paragraph, line):
        return False
    last = paragraph[-1]
    if opens:
        return _runs_over(last, line, measure)
    if not _is_near(paragraph, line, measure) or not measure.is_full(last, line):
        return False
    if measure.is_centred(last) and measure.is_centred(line):
        return True
    return not _is_indented(last, line, measure)


def _begins_anew(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether a line tells by its words or letters that it begins a paragraph."""
    last = paragraph[-1]
    if BULLET.match(line.text) and not _goes_on_with_a_dash(last, line):
        return True
    if DAY_OF_SIGNING.fullmatch(last.text) or DAY_OF_SIGNING.fullmatch(line.text):
        return True
    if heading_like(line.text) and last.text.endswith(_STOPS):
        return True
    if abs(last.size - line.size) > 1:
        return True
    other = line.bold != all(one.bold for one in paragraph)
    return other and not line.text[:1].islower() and (line.bold or last.bold)


def _goes_on_with_a_dash(last: Line, line: Line) -> bool:
    """A dash between two words, at which the line was broken: "giai đoạn 2021 / - 2025"."""
    return line.text[:1] in "-–" and line.text[2:3].isdigit() and last.text[-1:].isdigit()


def _is_near(paragraph: Sequence[Line], line: Line, measure: _Measure) -> bool:
    """Whether a line stands no farther below than lines of one paragraph do."""
    last = paragraph[-1]
    step, spare = line.bottom - last.bottom, max(2.0, 0.15 * last.size)
    if step <= measure.leading * last.size + spare:
        return True
    if len(paragraph) > 1 and step <= last.bottom - paragraph[-2].bottom + spare:
        return True
    return step <= _FARTHEST * last.size and _is_within_a_sentence(last, line)


def _is_within_a_sentence(last: Line, line: Line) -> bool:
    return line.text[:1].islower() and not last.text.endswith(_STOPS)


def _is_indented(last: Line, line: Line, measure: _Measure) -> bool:
    return line.left > measure.left + _INDENT and line.left > last.left + _INDENT / 2


def _runs_over(last: Line, line: Line, measure: _Measure) -> bool:
    """Whether a paragraph goes on at the top of the next page or column."""
    if _is_within_a_sentence(last, line):
        return True
    if heading_like(last.text) or heading_like(line.text) or not measure.is_full(last, line):
        return False
    at_the_left = line.left <= measure.left + _SAME
    return at_the_left and (measure.indented or not last.text.endswith(_STOPS))
