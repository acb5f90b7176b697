"""Pages that are pictures: what was read on them, and how sure each number is."""

from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points (1/72 inch) from the upper left corner of a page."""

SURE = 0.80
"""A look that is less sure than this agrees with nothing."""

PageFault = Literal[
    "", "blank", "upside_down", "unreadable", "too_small", "other_script", "other_language",
    "slow", "failed", "damaged", "too_large",
]  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """A number as two looks at the picture of a page read it.

    `page` counts from 1 and is 0 for a number that no picture shows; `box` is on the page as it
    is shown upright. `first` is the reading among the words of the page, `second` that of its
    picture alone at another size, "" when that look saw no number. `confidence` is that of the
    less sure look, from 0 to 1.
    """

    page: int = 0
    box: Box = (0.0, 0.0, 0.0, 0.0)
    first: str = ""
    second: str = ""
    confidence: float = 0.0

    @property
    def agrees(self) -> bool:
        """Whether both looks read the same and neither was in doubt."""
        return bool(self.page) and self.first == self.second and self.confidence >= SURE


NOT_SEEN = Seen()


@dataclass(frozen=True)
class Sighting:
    """A number or a line of a document's text, at text[start:end], and where a picture shows it."""

    start: int
    end: int
    seen: Seen


@dataclass(frozen=True)
class ScannedWord:
    """A word of a scanned page.

    `left`, `top`, `right` and `bottom` are in points on the page as it was straightened, where
    all words of a line share top and bottom; `box` is where the word stands on the page as it is
    shown. `first` is what was read with `confidence`; `second` is the second look at a number,
    with its own; "" for other words. `text` is that of the likelier look.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    box: Box
    first: str
    confidence: float
    second: str = ""
    second_confidence: float = 0.0


@dataclass(frozen=True)
class ScannedPage:
    """A page that is a picture, as it was read.

    `width` and `height` are in points, of the page as it is shown upright; `turned` says by how
    many degrees clockwise that is from how the file has it. `rules` are the straight lines of
    tables, on the straightened page. `picture` is a JPEG of the page as it is shown. A page with a
    `fault` has no words.
    """

    number: int
    width: float
    height: float
    dpi: int
    turned: int = 0
    words: tuple[ScannedWord, ...] = ()
    rules: tuple[Box, ...] = ()
    picture: bytes = b""
    fault: PageFault = ""
