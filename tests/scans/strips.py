"""What a page is stacked of: lines of paragraphs and rows of tables, each with its print.

All lengths are in pixels of the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PIL.ImageDraw import ImageDraw
from PIL.ImageFont import FreeTypeFont

INK = 25
"""Grey of printed letters and rules: toner is not quite black."""
_NUMBER = re.compile(r"[-+−]?\d[\d.,\s/]*%?|[-–…x]?")


class Strip(Protocol):
    """A piece of a page that is not torn.

    `paragraph` counts paragraphs and table rows of the text: lines of one paragraph share it.
    `text` is what is printed on it.
    """

    @property
    def height(self) -> float: ...
    @property
    def paragraph(self) -> int: ...
    @property
    def text(self) -> str: ...
    def draw(self, on: ImageDraw, top: float) -> None:
        """Prints it with its upper edge at `top`."""


@dataclass(frozen=True)
class Line:
    """One line of words, each with its left edge on the page; `space` is the blank above it."""

    words: tuple[tuple[float, str], ...]
    font: FreeTypeFont
    leading: float
    paragraph: int
    space: float = 0

    @property
    def height(self) -> float:
        """With the blank above it."""
        return self.leading + self.space

    @property
    def text(self) -> str:
        """The words with blanks between them."""
        return " ".join(word for _, word in self.words)

    def draw(self, on: ImageDraw, top: float) -> None:
        """Prints the words on one base line."""
        base = round(top + self.space + 0.78 * self.leading)
        for left, word in self.words:
            on.text((round(left), base), word, fill=INK, font=self.font, anchor="ls")


def broken(text: str, font: FreeTypeFont, widths: Sequence[float]) -> list[tuple[str, ...]]:
    """A text as lines of words; the last of `widths` holds for all lines that follow.

    A word that is wider than a line is cut between letters.
    """
    lines: list[tuple[str, ...]] = []
    held: list[str] = []
    for word in text.split():
        room = widths[min(len(lines), len(widths) - 1)]
        if held and font.getlength(" ".join([*held, word])) > room:
            lines.append(tuple(held))
            held = []
            room = widths[-1]
        rest = word
        while font.getlength(rest) > room and len(rest) > 1:
            fits = next(n for n in range(len(rest), 0, -1) if n == 1 or _fits(rest[:n], font, room))
            lines.append((rest[:fits],))
            rest = rest[fits:]
        held.append(rest)
    return [*lines, tuple(held)] if held else lines


def _fits(part: str, font: FreeTypeFont, room: float) -> bool:
    return font.getlength(part) <= room


def placed(
    words: Sequence[str], font: FreeTypeFont, left: float, width: float, align: str
) -> tuple[tuple[float, str], ...]:
    """The words with their left edges; `align` is "left", "right", "centre" or "both"."""
    lengths = [font.getlength(word) for word in words]
    blank = font.getlength(" ")
    spare = width - sum(lengths) - blank * (len(words) - 1)
    if align == "both" and len(words) > 1:
        blank += spare / (len(words) - 1)
    start = left + {"right": spare, "centre": spare / 2}.get(align, 0.0)
    found = []
    for word, length in zip(words, lengths, strict=True):
        found.append((start, word))
        start += length + blank
    return tuple(found)


@dataclass(frozen=True)
class Cell:
    """Lines of words in a box of a table."""

    left: float
    right: float
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Row:
    """One row of a ruled table; `text` has its cells with ` | ` between them.

    `space` is the blank above it, `rule` the width of the lines of its boxes.
    """

    cells: tuple[Cell, ...]
    box: float
    paragraph: int
    text: str
    rule: int
    space: float

    @property
    def height(self) -> float:
        """Of the boxes, with the blank above them."""
        return self.box + self.space

    def draw(self, on: ImageDraw, top: float) -> None:
        """Prints the box of each cell and the words in it, in the middle of its height."""
        top += self.space
        over = self.rule - 1  # the right and lower rules are the left and upper ones of the next
        for cell in self.cells:
            right, bottom = round(cell.right) + over, round(top + self.box) + over
            box = (round(cell.left), round(top), right, bottom)
            on.rectangle(box, outline=INK, width=self.rule)
            y = top + (self.box - sum(line.height for line in cell.lines)) / 2
            for line in cell.lines:
                line.draw(on, y)
                y += line.height


def is_number(cell: str) -> bool:
    """Whether a cell holds a number, a mark in its place, or nothing."""
    return _NUMBER.fullmatch(cell.strip()) is not None


def rows(
    table: Sequence[Sequence[str]],
    fonts: tuple[FreeTypeFont, FreeTypeFont],
    left: float,
    width: float,
    first: int,
) -> list[Row]:
    """The rows of a table over the whole width of a text; `fonts` are the plain and the bold.

    `first` is the count of the first row among the paragraphs of the text.
    """
    plain, bold = fonts
    padding = 0.35 * plain.size
    full = _full(table)
    edges = _edges(full, bold, left, width, 2 * padding)
    found = []
    for n, cells in enumerate(full):
        is_head = n == 0 and not any(is_number(cell) and cell for cell in cells[1:])
        found.append(_row(cells, bold if is_head else plain, edges, padding, first + n, is_head))
    return found


def _full(table: Sequence[Sequence[str]]) -> list[list[str]]:
    """The table with as many cells in each row, without columns that are empty."""
    count = max(map(len, table))
    padded = [[*cells, *[""] * (count - len(cells))] for cells in table]
    kept = [n for n in range(count) if any(cells[n] for cells in padded)]
    return [[cells[n] for n in kept] for cells in padded]


def _row(
    cells: Sequence[str],
    font: FreeTypeFont,
    edges: Sequence[float],
    padding: float,
    paragraph: int,
    is_head: bool,
) -> Row:
    leading = 1.2 * font.size
    set_cells = []
    for text, left, right in zip(cells, edges, edges[1:], strict=False):
        align = "centre" if is_head else "right" if is_number(text) else "left"
        room = right - left - 2 * padding
        lines = tuple(
            Line(placed(words, font, left + padding, room, align), font, leading, paragraph)
            for words in broken(text, font, [room])
        )
        set_cells.append(Cell(left, right, lines))
    box = max(*(len(cell.lines) for cell in set_cells), 1) * leading + padding
    rule = max(1, round(font.size / 18))
    space = padding if is_head else 0
    return Row(tuple(set_cells), box, paragraph, " | ".join(cells), rule, space)


def _edges(
    table: Sequence[Sequence[str]],
    font: FreeTypeFont,
    left: float,
    width: float,
    padding: float,
) -> list[float]:
    """The left edge of each column and the right edge of the last.

    A column has the room of its longest word; what is left is shared after what the cells want,
    where a heading may take two lines.
    """
    columns = list(zip(*table, strict=True))
    least = [
        padding
        + 1
        + max((font.getlength(w) for cell in c for w in cell.split()), default=font.size)
        for c in columns
    ]
    lengths = [[font.getlength(cell) for cell in column] for column in columns]
    wanted = [padding + 1 + max(0.6 * heading, *rest) for heading, *rest in lengths]
    spare = width - sum(least)
    if spare <= 0:
        shares = [width * room / sum(least) for room in least]
    else:
        more = [max(w - m, 0.05 * m) for w, m in zip(wanted, least, strict=True)]
        shares = [m + spare * x / sum(more) for m, x in zip(least, more, strict=True)]
    edges = [left]
    for share in shares:
        edges.append(edges[-1] + share)
    return edges
