"""Lines of PDF pages → paragraphs and rows; what every page repeats is left out.

A line goes on into the next one where it was full: where the next line's first word had no
room on it. What begins a paragraph tells itself too: an indent, a gap, a list's mark, or other
letters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from kpi.ingest.documents.paragraphs import notes_told
from kpi.ingest.documents.pdf_layout import Page
from kpi.ingest.documents.pdf_margins import Margins
from kpi.ingest.documents.pdf_measures import (
    INDENT,
    SAME,
    STOPS,
    Measure,
    Measures,
    is_within_a_sentence,
)
from kpi.ingest.documents.pdf_tables import Line
from kpi.ingest.documents.text import (
    BULLET,
    CELL,
    DAY_OF_SIGNING,
    Block,
    Place,
    heading_like,
    stands_alone,
)
from kpi.model import Problem

_OPEN_NUMBER = re.compile(r"(?<!\w)(?:có|đạt|là|được|còn|gồm|với)\s+\d[\d.,]*$")
_NAMES_A_YEAR, _YEAR = re.compile(r"\bnăm$", re.I), re.compile(r"(?:19|20)\d\d\b")
_FARTHEST = 2.3  # lines of one sentence, in the size of their letters


def blocks_of(pages: Sequence[Page]) -> tuple[list[Block], tuple[Problem, ...]]:
    """Every paragraph, heading and row, and a note on the footnotes.

    A paragraph may run over the end of its page or column.
    """
    text = _Text(pages)
    return list(text.blocks()), notes_told(text.notes())


@dataclass
class _Text:
    """The pages of a document on their way to paragraphs."""

    pages: Sequence[Page]
    _margins: Margins = field(init=False)
    _measures: Measures = field(init=False)
    _notes: list[Line] = field(default_factory=list)
    _paragraph: list[Line] = field(default_factory=list)
    _row: Line | None = None
    _head: str = ""

    def __post_init__(self) -> None:
        self._margins = Margins(self.pages)
        self._measures = Measures(self.pages)

    def blocks(self) -> Iterator[Block]:
        for number, page in enumerate(self.pages, 1):
            edges, notes = self._margins.of(page, number)
            self._notes += notes
            for flow in page.flows:
                measure = self._measures.of(page, flow)
                body = [line for line in flow if line not in edges and line not in notes]
                yield from self._flow(body, measure)
                unread = tuple(one for line in flow if line in edges for one in line.left_out)
                if unread:
                    yield from self._row_done()
                    yield Block("", left_out=unread)
        yield from self._row_done()
        yield from self._done()

    def notes(self) -> Iterator[str]:
        """The footnotes, each on a line of its own only where its lines are."""
        yield from (line.text for line in self._notes)

    def _flow(self, body: Sequence[Line], measure: Measure) -> Iterator[Block]:
        begun = False
        for place, line in enumerate(body):
            if not line.is_row:
                yield from self._row_done()
                self._head = ""
                if not _goes_on(self._paragraph, line, measure, opens=place == 0):
                    yield from self._done()
                self._paragraph.append(line)
                continue
            yield from self._done()
            if line.ruled and not begun and line.text == self._head:
                continue  # the head of a table, printed again on its next page
            if line.ruled and not begun and _is_rest(self._row, line):
                self._row = _with_rest(self._row, line)
            else:
                yield from self._row_done()
                self._row = line
            self._head = self._head or line.text
            begun = True

    def _row_done(self) -> Iterator[Block]:
        row, self._row = self._row, None
        if row is not None:
            yield Block(row.text, "row", row.left_out, _places([row]))

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
            yield Block(text, "heading" if heading else "text", left_out, _places(lines))


def _places(lines: Sequence[Line]) -> tuple[Place, ...]:
    return tuple(line.place for line in lines if line.page)


def _is_rest(row: Line | None, line: Line) -> bool:
    """Whether a row that opens a page is what had no room of the last one of the page before."""
    if row is None or not row.ruled:
        return False
    cells = [cell.strip() for cell in line.text.split("|")]
    return len(cells) <= row.text.count("|") + 1 and all(
        not cell or (cell[0].islower() and not any(map(str.isdigit, cell))) for cell in cells
    )


def _with_rest(row: Line | None, line: Line) -> Line | None:
    if row is None:
        return line
    cells = zip_longest(row.text.split(CELL), line.text.split(CELL), fillvalue="")
    text = CELL.join(f"{above} {below}".strip() for above, below in cells)
    return replace(row, text=text, left_out=(*row.left_out, *line.left_out))


def _glue(line: Line) -> str:
    bound = line.text.endswith(("-", "/")) and not line.text.endswith((" -", " /"))
    return "" if line.soft or bound else " "


def _goes_on(paragraph: Sequence[Line], line: Line, measure: Measure, *, opens: bool) -> bool:
    """Whether a line belongs to the paragraph before it."""
    if not paragraph or _begins_anew(paragraph, line, measure):
        return False
    last = paragraph[-1]
    if _NAMES_A_YEAR.search(last.text) and _YEAR.match(line.text):
        return True
    if opens:
        return _runs_over(last, line, measure)
    full = measure.is_full(last, line) or _tears_a_quantity(last, line)
    if not _is_near(paragraph, line, measure) or not full:
        return False
    if measure.is_centred(last) and measure.is_centred(line):
        return True
    return not _is_indented(last, line, measure)


def _tears_a_quantity(last: Line, line: Line) -> bool:
    """Whether a sentence breaks off behind a number, whose noun comes next: "có 1.750 / Tổ"."""
    torn = _OPEN_NUMBER.search(last.text) is not None and not heading_like(last.text)
    return torn and line.text[:1].isalpha()


def _begins_anew(paragraph: Sequence[Line], line: Line, measure: Measure) -> bool:
    """Whether a line tells by its words or letters that it begins a paragraph."""
    last = paragraph[-1]
    if BULLET.match(line.text) and not _is_no_item(paragraph, line, measure):
        return True
    if DAY_OF_SIGNING.fullmatch(last.text) or DAY_OF_SIGNING.fullmatch(line.text):
        return True
    if heading_like(line.text) and last.text.endswith(STOPS):
        return True
    if abs(last.size - line.size) > 1:
        return True
    other = line.bold != all(one.bold for one in paragraph)
    return other and not line.text[:1].islower() and (line.bold or last.bold)


def _is_no_item(paragraph: Sequence[Line], line: Line, measure: Measure) -> bool:
    """Whether a dash or a number that opens a line only happened to be broken off there.

    "386 điểm Bưu điện / - Văn hóa xã", "mức độ 3, / 4. Tỷ lệ": the line before is full and in the
    middle of a sentence, and a list's items would be set in, or come one after another.
    """
    last = paragraph[-1]
    if last.text.endswith(STOPS) or not measure.is_full(last, line):
        return False
    among_items = BULLET.match(paragraph[0].text) and len(paragraph) < 2
    hanging = last.left if len(paragraph) > 1 else measure.left
    return abs(line.left - hanging) <= SAME and not among_items and not heading_like(last.text)


def _is_near(paragraph: Sequence[Line], line: Line, measure: Measure) -> bool:
    """Whether a line stands no farther below than lines of one paragraph do."""
    last = paragraph[-1]
    step, spare = line.bottom - last.bottom, max(2.0, 0.15 * last.size)
    if step <= measure.leading * last.size + spare:
        return True
    if len(paragraph) > 1 and step <= last.bottom - paragraph[-2].bottom + spare:
        return True
    return step <= _FARTHEST * last.size and is_within_a_sentence(last, line)


def _is_indented(last: Line, line: Line, measure: Measure) -> bool:
    return line.left > measure.left + INDENT and line.left > last.left + INDENT / 2


def _runs_over(last: Line, line: Line, measure: Measure) -> bool:
    """Whether a paragraph goes on at the top of the next page or column."""
    if is_within_a_sentence(last, line):
        return True
    if heading_like(last.text) or heading_like(line.text) or not measure.is_full(last, line):
        return False
    at_the_left = line.left <= measure.left + SAME
    return at_the_left and (measure.indented or not last.text.endswith(STOPS))
