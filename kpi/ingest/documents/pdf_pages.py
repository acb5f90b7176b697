"""Lines of PDF pages → paragraphs and rows; what every page repeats is left out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from kpi.ingest.documents.text import BULLET, CELL, Block, as_raised, heading_like, one_line, row

_CID = re.compile(r"\(cid:\d+\)")
_PAGE_NUMBER = re.compile(
    r"(?:trang|page)?\s*[-–]?\s*(\d{1,4})\s*(?:[/-]\s*\d{1,4})?\s*[-–]?", re.I
)
_MARGIN = 0.08
_EDGE_LINES = 2
_COLUMN_GAP = 28.0  # points; a blank of justified text is never so wide
_STOPS = (".", ":", ";", "!", "?", "…")


@dataclass(frozen=True)
class _Line:
    text: str
    top: float
    bottom: float
    left: float
    right: float
    is_row: bool
    ruled: bool
    soft: bool


@dataclass(frozen=True)
class Page:
    """The lines of a page from top to bottom, and how much of it could not be told."""

    lines: tuple[_Line, ...]
    height: float
    pictures: int
    letters: int
    garbled: int

    @classmethod
    def of(cls, told: dict[str, Any]) -> Self:
        """A page as the reading process told it."""
        lines = tuple(line for one in told["lines"] if (line := _line(one)).text)
        whole = "".join(line.text for line in lines)
        return cls(
            lines=lines,
            height=told["height"],
            pictures=told["pictures"],
            letters=told["chars"],
            garbled=len(_CID.findall(whole)),
        )


def _line(told: dict[str, Any]) -> _Line:
    ruled = "cells" in told
    text = row(told["cells"]) if ruled else _joined(told["pieces"], told["size"])
    return _Line(
        text=text if ruled or CELL in text else one_line(text),
        top=told["top"],
        bottom=told["bottom"],
        left=told["left"],
        right=told["right"],
        is_row=ruled or CELL in text,
        ruled=ruled,
        soft=text.endswith("\u00ad"),
    )


def _joined(pieces: list[tuple[str, float, float, bool]], size: float) -> str:
    """Words with a blank between them; columns without lines are cells, raised digits notes."""
    cells: list[str] = [""]
    before = 0.0
    for text, left, right, raised in pieces:
        gap = left - before
        if cells[0] and gap > max(_COLUMN_GAP, 3 * size):
            cells.append("")
        elif cells[-1] and gap > 0.15 * size:
            cells[-1] += " "
        cells[-1] += as_raised(text) if raised else text
        before = right
    return row(cells) if len(cells) > 1 else cells[0]


def blocks_of(pages: Sequence[Page]) -> Iterator[Block]:
    """Every paragraph, heading and row; a paragraph may run over the end of its page."""
    plain = [line for page in pages for line in page.lines if not line.is_row]
    indent, right = _usual(line.left for line in plain), _usual(line.right for line in plain)
    repeated = _repeated(pages)
    paragraph: list[_Line] = []
    for number, page in enumerate(pages, 1):
        body = _body(page, number, len(pages), repeated)
        for place, line in enumerate(body):
            if not paragraph or line.is_row:
                goes_on = False
            elif place == 0:
                goes_on = _runs_over(paragraph[-1], line)
            else:
                goes_on = _continues(paragraph[-1], line, indent, right)
            if not goes_on:
                yield from _block(paragraph)
                paragraph = []
            if line.is_row:
                yield Block(line.text, "row")
            else:
                paragraph.append(line)
    yield from _block(paragraph)


def _block(paragraph: Sequence[_Line]) -> Iterator[Block]:
    """The lines as one.

    Only a soft hyphen is sure to be of the printer's making; any other stays, and what it
    binds is not torn by a blank.
    """
    if paragraph:
        pieces = [line.text + _glue(line) for line in paragraph[:-1]]
        yield Block("".join([*pieces, paragraph[-1].text]))


def _glue(line: _Line) -> str:
    bound = line.text.endswith(("-", "/")) and not line.text.endswith((" -", " /"))
    return "" if line.soft or bound else " "


def _usual(places: Iterable[float]) -> float:
    """Where most lines begin or end, within half a letter."""
    counts = Counter(round(place / 3) for place in places)
    return 3.0 * counts.most_common(1)[0][0] if counts else 0.0


def _runs_over(last: _Line, line: _Line) -> bool:
    """Whether a sentence goes on at the top of the next page."""
    return not last.text.endswith(_STOPS) and line.text[0].islower()


def _continues(last: _Line, line: _Line, indent: float, right: float) -> bool:
    """Whether a line goes on: no gap, no indent, no outline, and the one before it was full."""
    if BULLET.match(line.text) or heading_like(last.text) or heading_like(line.text):
        return False
    height = last.bottom - last.top
    indented = line.left > indent + 12 and line.left > last.left + 6
    if line.top - last.bottom > 1.1 * height or indented:
        return False
    return last.right > right - 6 * height


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


def _edges(page: Page) -> list[_Line]:
    """Lines in the margins, in no table, and set apart from the text by at least a line."""
    edge = _MARGIN * page.height
    found: list[_Line] = []
    for n in range(1, min(_EDGE_LINES, len(page.lines) - 1) + 1):
        head, foot = page.lines[:n], page.lines[-n:]
        if head[-1].bottom < edge and _apart(head[-1], page.lines[n]):
            found += head
        if foot[0].top > page.height - edge and _apart(page.lines[-n - 1], foot[0]):
            found += foot
    return [line for line in found if not line.ruled]


def _apart(above: _Line, below: _Line) -> bool:
    return below.top - above.bottom > above.bottom - above.top


def _body(page: Page, number: int, pages: int, repeated: frozenset[str]) -> Iterator[_Line]:
    edges = _edges(page)
    for line in page.lines:
        numbered = _PAGE_NUMBER.fullmatch(line.text)
        again = _unnumbered(line.text, number) in repeated
        if line in edges and (again or (numbered and int(numbered[1]) <= pages)):
            continue
        yield line
