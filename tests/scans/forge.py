"""Forges scans: files of pictures of printed text, each with the text that stands on its pages.

The set is always the same. Each text or table is one recipe: fonts, resolutions and ways of wear
go round, and chance comes from the name. So nothing of a set is kept in the repository.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Literal
from zlib import crc32

import forge_tables
import forge_texts
import numpy as np
from fonts import FONTS, Typeface
from paper import Page, Style, count_pages, set_pages
from PIL import Image
from ways import WAYS

Kind = Literal["text", "table", "photo"]
DPIS = (150, 200, 250, 300)
MOST_PAGES = 2
_PICTURES = {"photographed": "jpg", "jpeg": "jpg", "skewed": "png"}
"""Texts worn so are files of one picture; all else is PDF."""
_QUALITY = 82
_NO_TIME = time.gmtime(0)


@dataclass(frozen=True)
class Recipe:
    """What a scan is made of.

    Attributes:
        name: what it is called, after its text.
        kind: what it shows; a photo is a picture that a telephone took.
        source: the text, a paragraph or a row of a table a line.
        font: the typeface it is set in.
        dpi: pixels an inch.
        wear: the name of the way, of WAYS, from the page to the file.
        suffix: "pdf", "png" or "jpg".
    """

    name: str
    kind: Kind
    source: str
    font: Typeface
    dpi: int
    wear: str
    suffix: str


@dataclass(frozen=True)
class Scan:
    """A forged file.

    Attributes:
        name: what it is called.
        kind: what it shows; a photo is a picture that a telephone took.
        dpi: pixels an inch; of a photo, before it was taken.
        wear: the name of the way from the page to the file.
        font: the name of the typeface.
        suffix: "pdf", "png" or "jpg".
        data: the file.
        pages: what is printed on each page, without its number and the words of a seal.
        source: the whole text, a paragraph or a row of a table a line.
    """

    name: str
    kind: Kind
    dpi: int
    wear: str
    font: str
    suffix: str
    data: bytes
    pages: tuple[str, ...]
    source: str


@cache
def recipes() -> tuple[Recipe, ...]:
    """Every recipe: the texts of the gold, its tables, then our own tables."""
    texts: list[tuple[str, Kind, str]] = []
    texts += [(name, "text", forge_texts.gold_text(name)) for name in forge_texts.TEXTS]
    texts += [
        (f"table-{name}", "table", forge_texts.gold_text(name)) for name in forge_texts.TABLES
    ]
    texts += [(f"table-{one.name}", "table", one.text()) for one in forge_tables.OWN]
    return tuple(_recipe(n, *text) for n, text in enumerate(texts))


def _recipe(n: int, name: str, kind: Kind, text: str) -> Recipe:
    wear = list(WAYS)[n % len(WAYS)]
    suffix = _PICTURES.get(wear, "pdf") if kind == "text" else "pdf"
    return Recipe(
        name=name,
        kind="photo" if suffix != "pdf" and wear == "photographed" else kind,
        source=text,
        font=FONTS[n % len(FONTS)],
        dpi=DPIS[n % len(DPIS)],
        wear=wear,
        suffix=suffix,
    )


def scans() -> Iterator[Scan]:
    """The whole set, each made when it is asked for."""
    return map(forged, recipes())


def forged(recipe: Recipe) -> Scan:
    """The scan of a recipe."""
    source, pages = printed(recipe)
    rng = _chance(f"{recipe.name} {recipe.wear}")
    images = [WAYS[recipe.wear](page.image, recipe.dpi, rng) for page in pages]
    return Scan(
        name=recipe.name,
        kind=recipe.kind,
        dpi=recipe.dpi,
        wear=recipe.wear,
        font=recipe.font.name,
        suffix=recipe.suffix,
        data=_file(images, recipe),
        pages=tuple(page.text for page in pages),
        source=source,
    )


def printed(recipe: Recipe) -> tuple[str, list[Page]]:
    """The text of a recipe and its pages before any wear.

    A text that is too long for its pages is cut after a paragraph.
    """
    style = _style(recipe, _chance(recipe.name))
    source = _fitting(recipe.source, style, MOST_PAGES if recipe.suffix == "pdf" else 1)
    return source, set_pages(source, style)


def _chance(name: str) -> np.random.Generator:
    return np.random.default_rng(crc32(name.encode()))


def _style(recipe: Recipe, rng: np.random.Generator) -> Style:
    return Style(
        typeface=recipe.font,
        dpi=recipe.dpi,
        points=recipe.font.points + float(rng.choice([-0.5, 0, 0.5])),
        leading=float(rng.choice([1.2, 1.3, 1.45])),
        margins=(float(rng.uniform(25, 32)), float(rng.uniform(14, 20)), 22, 20),
    )


def _fitting(text: str, style: Style, most: int) -> str:
    """The text up to the paragraph that its last page still holds whole."""
    paragraphs = text.splitlines()
    while count_pages("\n".join(paragraphs), style) > most:
        paragraphs.pop()
    return "\n".join(paragraphs)


def _file(images: Sequence[Image.Image], recipe: Recipe) -> bytes:
    packed, first = BytesIO(), images[0]
    # Pictures of one bit are packed without loss and have no quality.
    quality = {} if first.mode == "1" else {"quality": _QUALITY}
    if recipe.suffix == "pdf":
        first.save(
            packed,
            "PDF",
            resolution=recipe.dpi,
            save_all=True,
            append_images=images[1:],
            creationDate=_NO_TIME,
            modDate=_NO_TIME,
            **quality,
        )
    elif recipe.suffix == "png":
        first.save(packed, "PNG", dpi=(recipe.dpi, recipe.dpi))
    else:
        first.save(packed, "JPEG", dpi=(recipe.dpi, recipe.dpi), **quality)
    return packed.getvalue()
