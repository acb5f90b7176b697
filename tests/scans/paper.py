"""Sets a text in type on pages of A4, as pictures, and tells what is printed on each.

A line of the text is a paragraph. Lines with ` | ` between cells that follow each other are a
ruled table. Short numbered lines and lines in capitals are headings.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from fonts import FONTS, Typeface
from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont
from strips import INK, Line, Strip, broken, placed, rows

A4_MM = (210.0, 297.0)
PAPER = 250
"""Grey of the bare page."""
_CELLS = " | "
_LONGEST_HEADING = 90
_NUMBERED = re.compile(r"([IVXL]+|\d{1,2}(\.\d{1,2})*|[A-ZĐ])[.)]\s+\S")
_STOPS = (".", ";", ",", ":", "…")


@dataclass(frozen=True)
class Style:
    """How a text is set.

    Attributes:
        typeface: the family of letters.
        dpi: pixels an inch.
        points: size of the letters; 0 for the usual one of the typeface.
        leading: height of a line in sizes of the letters.
        margins: left, right, top and bottom in millimetres.
    """

    typeface: Typeface = FONTS[0]
    dpi: int = 200
    points: float = 0
    leading: float = 1.3
    margins: tuple[float, float, float, float] = (30, 18, 22, 20)

    def mm(self, length: float) -> float:
        """Millimetres in pixels."""
        return length * self.dpi / 25.4

    @property
    def size(self) -> float:
        """Size of the letters in pixels."""
        return (self.points or self.typeface.points) * self.dpi / 72

    @property
    def left(self) -> float:
        """Left edge of the text in pixels."""
        return self.mm(self.margins[0])

    @property
    def width(self) -> float:
        """Width of the text in pixels."""
        return self.mm(A4_MM[0] - self.margins[0] - self.margins[1])


@dataclass(frozen=True)
class Page:
    """A printed page, in grey, and its text: a paragraph or a row a line, no page number.

    A paragraph that goes on over the page is cut where the line ends.
    """

    image: Image.Image
    text: str


def set_pages(text: str, style: Style) -> list[Page]:
    """The pages of a text; from the second on with their number above the text."""
    pages = _filled(list(_strips(text, style)), style)
    return [_printed(page, n, style) for n, page in enumerate(pages, start=1)]


def count_pages(text: str, style: Style) -> int:
    """How many pages a text takes."""
    return len(_filled(list(_strips(text, style)), style))


def is_heading(paragraph: str) -> bool:
    """Whether a paragraph is set bold: short, and numbered or in capitals."""
    if len(paragraph) > _LONGEST_HEADING or paragraph.endswith(_STOPS):
        return False
    return paragraph.isupper() or _NUMBERED.match(paragraph) is not None


def _strips(text: str, style: Style) -> Iterator[Strip]:
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    first = 0
    for is_row, some in groupby(paragraphs, lambda line: _CELLS in line):
        group = list(some)
        if is_row and len(group) > 1:
            yield from _table(group, style, first)
        else:
            for n, paragraph in enumerate(group, start=first):
                yield from _paragraph(paragraph, style, n)
        first += len(group)


def _table(lines: Sequence[str], style: Style, first: int) -> Iterator[Strip]:
    size = 0.88 * style.size
    fonts = (style.typeface.at(size), style.typeface.at(size, bold=True))
    table = [[cell.strip() for cell in line.split("|")] for line in lines]
    yield from rows(table, fonts, style.left, style.width, first)


def _paragraph(paragraph: str, style: Style, number: int) -> Iterator[Strip]:
    bold = is_heading(paragraph) or (number == 0 and not paragraph.endswith(_STOPS))
    centred = bold and not _NUMBERED.match(paragraph)
    font = style.typeface.at(style.size, bold=bold)
    indent = 0 if centred else style.mm(10)
    lines = broken(paragraph, font, [style.width - indent, style.width])
    for n, words in enumerate(lines):
        begin = indent if n == 0 else 0
        yield Line(
            words=_placed(words, font, style, begin, centred, n == len(lines) - 1),
            font=font,
            leading=style.leading * style.size,
            paragraph=number,
            space=0.4 * style.size if n == 0 else 0,
        )


def _placed(
    words: Sequence[str],
    font: FreeTypeFont,
    style: Style,
    begin: float,
    centred: bool,
    is_last: bool,
) -> tuple[tuple[float, str], ...]:
    align = "centre" if centred else "left" if is_last else "both"
    return placed(words, font, style.left + begin, style.width - begin, align)


def _filled(strips: Sequence[Strip], style: Style) -> list[list[Strip]]:
    room = style.mm(A4_MM[1] - style.margins[2] - style.margins[3])
    pages: list[list[Strip]] = [[]]
    used = 0.0
    for strip in strips:
        if pages[-1] and used + strip.height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(strip)
        used += strip.height
    return pages


def _printed(strips: Sequence[Strip], number: int, style: Style) -> Page:
    width, height = (round(style.mm(side)) for side in A4_MM)
    image = Image.new("L", (width, height), PAPER)
    draw = ImageDraw.Draw(image)
    top = style.mm(style.margins[2])
    if number > 1:
        place = (width / 2, top - style.mm(8))
        draw.text(place, str(number), fill=INK, font=style.typeface.at(style.size), anchor="ms")
    for strip in strips:
        strip.draw(draw, top)
        top += strip.height
    paragraphs = groupby(strips, lambda strip: strip.paragraph)
    text = "\n".join(" ".join(strip.text for strip in some) for _, some in paragraphs)
    return Page(image, text)
