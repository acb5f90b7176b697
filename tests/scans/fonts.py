"""The typefaces that texts are set in, where they are found, and whether they have a letter.

They come with Debian packages and are looked for in the folder of the environment and in the usual
ones of the machine. A file without Vietnamese letters is passed over: Debian 12's fonts-liberation
is of such an old edition, and the good one is in fonts-liberation2 (from Debian 13 on again in
fonts-liberation).
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

FOLDERS = (
    Path(sys.prefix) / "share/fonts",
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
)
_VIETNAMESE = "ạằẳếỹỮ"
"""Letters that no other language has: where they are, the rest is."""
_NO_LETTER = "\U0010fffd"
"""Of private use: a font shows it as it shows every letter it lacks."""


class FontMissingError(FileNotFoundError):
    """No font file with Vietnamese letters is in any of the folders."""


@dataclass(frozen=True)
class Typeface:
    """A family of letters.

    Attributes:
        name: what it is called, "Liberation Serif".
        package: the Debian package that brings it.
        regular: the file of the plain letters.
        bold: the file of the bold letters.
        points: the size in points at which a letter or report is set in it.
    """

    name: str
    package: str
    regular: str
    bold: str
    points: float

    def at(self, pixels: float, *, bold: bool = False) -> FreeTypeFont:
        """The letters at a size in pixels."""
        return _opened(_found(self.bold if bold else self.regular, self.package), pixels)

    def lacks(self, text: Iterable[str]) -> set[str]:
        """The letters of a text that the family, plain or bold, cannot show."""
        fonts = (self.at(32), self.at(32, bold=True))
        letters = {letter for part in text for letter in part if not letter.isspace()}
        return {x for x in letters if any(_is_lacking(font, x) for font in fonts)}


FONTS = (
    Typeface(
        name="Liberation Serif",
        package="fonts-liberation2",
        regular="LiberationSerif-Regular.ttf",
        bold="LiberationSerif-Bold.ttf",
        points=13.5,
    ),
    Typeface(
        name="Liberation Sans",
        package="fonts-liberation2",
        regular="LiberationSans-Regular.ttf",
        bold="LiberationSans-Bold.ttf",
        points=12.5,
    ),
    Typeface(
        name="DejaVu Serif",
        package="fonts-dejavu-core",
        regular="DejaVuSerif.ttf",
        bold="DejaVuSerif-Bold.ttf",
        points=11.5,
    ),
)


@cache
def _found(file: str, package: str) -> Path:
    for path in (path for folder in FOLDERS for path in sorted(folder.rglob(file))):
        if not any(_is_lacking(_opened(path, 32), letter) for letter in _VIETNAMESE):
            return path
    looked = ", ".join(map(str, FOLDERS))
    raise FontMissingError(
        f"No {file} with Vietnamese letters in {looked}. Install it: apt-get install {package}"
    )


@cache
def _opened(path: Path, pixels: float) -> FreeTypeFont:
    # The basic engine sets letter by letter, the same everywhere; texts are in composed form.
    return ImageFont.truetype(str(path), pixels, layout_engine=ImageFont.Layout.BASIC)


@cache
def _shape(font: FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)


def _is_lacking(font: FreeTypeFont, letter: str) -> bool:
    return _shape(font, letter) == _shape(font, _NO_LETTER)
