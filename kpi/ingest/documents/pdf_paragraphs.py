"""Lines of PDF pages → paragraphs and rows; what every page repeats is left out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from kpi.ingest.documents.pdf_layout import Page
from kpi.ingest.documents.pdf_tables import Line
from kpi.ingest.documents.text import BULLET, DAY_OF_SIGNING, Block, heading_like

_PAGE_NUMBER = re.compile(
    r"(?:trang|page)?\s*[-–]?\s*(\d{1,4})\s*(?:[/-]\s*\d{1,4})?\s*[-–]?", re.I
)
_MARGIN = 0.08
_EDGE_LINES = 2
_STOPS = (".", ":", ";", "!", "?", "…")


def blocks_of(pages: Sequence[Page]) -> Iterator[Block]:
    """Every paragraph, heading and row; a paragraph may run over the end of its page or column."""
    plain = [line for page in pages if len(page.flows) < 2 for line in page.lines]
    usual = _Measure.of(plain)
    repeated = _repeated(pages)
    paragraph: list[Line] = []
    for number, page in enumerate(pages, 1):
        edges = [line for line in _edges(page) if _is_margin(line, number, len(pages), repeated)]
        for flow in page.flows:
            measure = usual if len(page.flows) < 2 else _Measure.of(flow)
            body = [line for line in flow if line not in edges]
            unread = tuple(one for line in flow if line in edges for one in line.left_out)
            for place, line in enumerate(body):
                if not _goes_on(paragraph, line, measure, opens=place == 0):
                    yield from _block(paragraph)
                    paragraph = []
                if line.is_row:
                    yield Block(line.text, "row", line.left_out)
                else:
                    paragraph.append(line)
            if unread:
                yield Block("", left_out=unread)
    yield from _block(paragraph)


def _block(paragraph: Sequence[Line]) -> Iterator[Block]:
    """The lines as one.

    Only a soft hyphen is sure to be of the printer's making; any other stays, and what it
    binds is not torn by a blank.
    """
    if paragraph:
        pieces = [line.text + _glue(line) for line in paragraph[:-1]]
        left_out = tuple(one for line in paragraph for one in line.left_out)
        yield Block("".join([*pieces, paragraph[-1].text]), left_out=left_out)


def _glue(line: Line) -> str:
    bound = line.text.endswith(("-", "/")) and not line.text.endswith((" -", " /"))
    return "" if line.soft or bound else " "


@dataclass(frozen=True)
class _Measure:
    """Where most lines of a column begin and end."""

    left: float
    right: float

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Self:
        plain = [line for line in lines if not line.is_row]
        return cls(_usual(line.left for line in plain), _usual(line.right for line in plain))


def _usual(places: Iterable[float]) -> float:
    """Where most lines begin or end, within half a letter."""
    counts = Counter(round(place / 3) for place in places)
    return 3.0 * counts.most_common(1)[0][0] if counts else 0.0


def _goes_on(paragraph: Sequence[Line], line: Line, measure: _Measure, *, opens: bool) -> bool:
    """Whether a line belongs to the paragraph before it."""
    if not paragraph or line.is_row:
        return False
    if opens:
        return _runs_over(paragraph[-1], line)
    return _continues(paragraph[-1], line, measure)


def _runs_over(last: Line, line: Line) -> bool:
    """Whether a sentence goes on at the top of the next page."""
    return not last.text.endswith(_STOPS) and line.text[0].islower()


def _continues(last: Line, line: Line, measure: _Measure) -> bool:
    """Whether a line goes on: no gap, no indent, no outline, and the one before it was full."""
    if BULLET.match(line.text) or heading_like(last.text) or heading_like(line.text):
        return False
    if DAY_OF_SIGNING.fullmatch(last.text) or DAY_OF_SIGNING.fullmatch(line.text):
        return False
    height = last.bottom - last.top
    indented = line.left > measure.left + 12 and line.left > last.left + 6
    if line.top - last.bottom > 1.1 * height or indented:
        return False
    return last.right > measure.right - 6 * height


def _repeated(pages: Sequence[Page]) -> frozenset[str]:
    """Lines that stand at the edge of most pages, their own page number apart."""
    counts = Counter(
        text
        for number, page in enumerate(pages, 1)
        for text in {_unnumbered(line.text, number) for line in _edges(page)}
    )
    most = max(2, 0.6 * len(pages))
    return frozenset(text for text, count in counts.items() if count >= most)


def _unnumbered(text: str, number: int) -> str:
    return re.sub(rf"(?<!\d){number}(?!\d)", "#", text)


def _edges(page: Page) -> list[Line]:
    """Lines in the margins, in no table, and set apart from the text by at least a line."""
    edge = _MARGIN * page.height
    found: list[Line] = []
    for n in range(1, min(_EDGE_LINES, len(page.lines) - 1) + 1):
        head, foot = page.lines[:n], page.lines[-n:]
        if head[-1].bottom < edge and _apart(head[-1], page.lines[n]):
            found += head
        if foot[0].top > page.height - edge and _apart(page.lines[-n - 1], foot[0]):
            found += foot
    return [line for line in found if not line.ruled]


def _apart(above: Line, below: Line) -> bool:
    return below.top - above.bottom > above.bottom - above.top


def _is_margin(line: Line, number: int, pages: int, repeated: frozenset[str]) -> bool:
    """A page number, or what most pages repeat."""
    numbered = _PAGE_NUMBER.fullmatch(line.text)
    again = _unnumbered(line.text, number) in repeated
    return again or (numbered is not None and int(numbered[1]) <= pages)
