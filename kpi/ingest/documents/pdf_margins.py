"""What a PDF prints on every page beside its text: heads, feet, page numbers; and its footnotes."""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.ingest.documents.pdf_layout import Page
from kpi.ingest.documents.pdf_tables import Line

_PAGE_NUMBER = re.compile(
    r"(?:trang|page)?\s*[-–]?\s*(\d{1,4})\s*(?:[/-]\s*\d{1,4})?\s*[-–]?", re.I
)
_NAMES_THE_PAGE = re.compile(r"\b(?:trang|page)\b|\d\s*/\s*\d", re.I)
_MARGIN = 0.08
_WIDE_MARGIN = 0.12
_EDGE_LINES = 2
_FEWEST_IN_TURN = 3
_SMALLER = 0.88  # of the size of most letters
_TOUCHING = 2.0  # points
_NOTE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]|\(?\d{1,2}\)?\s|\*")


class Margins:
    """The lines of the pages of one document that are no part of its text."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._count = len(pages)
        self._repeated = _repeated(pages)
        self._numbered = _numbered(pages)
        sizes: Counter[float] = Counter()
        for page in pages:
            for line in (line for line in page.lines if not line.is_row):
                sizes[round(line.size)] += len(line.text)
        self._usual = sizes.most_common(1)[0][0] if sizes else 0.0

    def of(self, page: Page, number: int) -> tuple[list[Line], list[Line]]:
        """Heads and feet of a page, and its footnotes."""
        edges = [line for line in _edges(page) if self._is_margin(line, number)]
        edges += [
            line for line in _outer(page)
            if line not in edges and (_place(line, number) in self._repeated
                                      or (number, line) in self._numbered)
        ]  # fmt: skip
        body = [line for line in page.lines if line not in edges]
        return edges, list(self._notes(body, page.rule))

    def _is_margin(self, line: Line, number: int) -> bool:
        """A page number, or what most pages repeat."""
        numbered = _PAGE_NUMBER.fullmatch(line.text)
        again = any(_unnumbered(line.text, number) == text for text, _ in self._repeated)
        return again or (numbered is not None and int(numbered[1]) <= self._count)

    def _notes(self, lines: Sequence[Line], rule: float | None) -> Iterator[Line]:
        """Lines at the foot that are set smaller or below a rule, from the first with a mark."""
        below = sys.float_info.max if rule is None else rule
        small: list[Line] = []
        for line in sorted(lines, key=lambda line: line.top, reverse=True):
            is_smaller = line.size <= _SMALLER * self._usual
            if line.ruled or line.is_row or not (is_smaller or line.top >= below - _TOUCHING):
                break
            small.insert(0, line)
        marked = next((n for n, line in enumerate(small) if _NOTE.match(line.text)), None)
        if marked is not None and len(small) < len(lines):
            yield from small[marked:]


def _repeated(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    """Lines that stand at the edge of most pages, their own page number apart."""
    counts = Counter(
        place
        for number, page in enumerate(pages, 1)
        for place in {_place(line, number) for line in _outer(page)}
    )
    most = max(2, 0.6 * len(pages))
    return frozenset(place for place, count in counts.items() if count >= most)


def _numbered(pages: Sequence[Page]) -> set[tuple[int, Line]]:
    """Numbers that stand in one place of several pages and count them, from whatever number."""
    found: dict[int, list[tuple[int, int, Line]]] = {}
    for number, page in enumerate(pages, 1):
        for line in _outer(page):
            if told := _PAGE_NUMBER.fullmatch(line.text):
                found.setdefault(round(line.bottom / 3), []).append((number, int(told[1]), line))
    numbers: set[tuple[int, Line]] = set()
    for lines in found.values():
        in_turn = sum(b[0] - a[0] == b[1] - a[1] for a, b in pairwise(lines))
        if in_turn + 1 >= _FEWEST_IN_TURN:
            numbers |= {(number, line) for number, _, line in lines}
    return numbers


def _place(line: Line, number: int) -> tuple[str, int]:
    return _unnumbered(line.text, number), round(line.bottom / 3)


def _unnumbered(text: str, number: int) -> str:
    """A line without its page number; "Phụ lục 2" on page 2 has none."""
    if not (_NAMES_THE_PAGE.search(text) or _PAGE_NUMBER.fullmatch(text)):
        return text
    return re.sub(rf"(?<!\d){number}(?!\d)", "#", text)


def _outer(page: Page) -> list[Line]:
    """The first and last lines where they stand near the edge, but no rows of tables."""
    edge = _WIDE_MARGIN * page.height
    lines = page.lines
    found = [line for line in lines[:_EDGE_LINES] if line.bottom < edge]
    found += [line for line in lines[-_EDGE_LINES:] if line.top > page.height - edge]
    return [line for line in found if not line.ruled]


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
