"""Scans as files → pictures of their pages: a PDF's pages, a picture, the pictures of a TIFF."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pypdfium2
from PIL import Image, ImageOps
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from kpi.errors import UnreadableError
from kpi.ingest.scans.arrays import Colours

MOST_PIXELS = 80_000_000
"""More than an A3 page at 600 dpi has."""
_FINEST = 300
_COARSEST_RENDERED = 100
_UNKNOWN_DPI = 300
A4 = 8.27  # inches, its short side
_SHORTEST, _LONGEST = 3.5, 24.0  # inches of a page whose resolution is believed
_COARSE = 120
_NEARLY_AS_LARGE = 0.9
_STRIP = 1.8  # as long as it is wide: a piece of a page, of its whole width


@dataclass(frozen=True)
class Sheet:
    """The picture of a page, its pixels an inch, and those that it was scanned with."""

    picture: Colours
    dpi: float
    scanned_dpi: float


class Sheets(Protocol):
    """Pages that can be looked at, counted from 1."""

    def __len__(self) -> int: ...

    def sheet(self, number: int) -> Sheet:
        """A page as a picture, upright as its file says."""
        ...


class TooLargeError(UnreadableError):
    """A picture that is larger than any page."""


class PdfSheets:
    """The pages of a PDF, drawn as a reader of it sees them."""

    def __init__(self, data: bytes, name: str = "bản quét") -> None:
        try:
            self._book = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError(
                f"{name}: tệp PDF bị hỏng, không vẽ được trang nào.",
                "Quét lại, hoặc in lại ra PDF.",
            ) from error

    def __len__(self) -> int:
        return len(self._book)

    def sheet(self, number: int) -> Sheet:
        """A page, drawn as finely as the picture in it is."""
        page = self._book[number - 1]
        try:
            dpi = _dpi_of(page)
            width, height = page.get_size()
            drawn = min(max(dpi, _COARSEST_RENDERED), _FINEST)
            pixels = width * height * (drawn / 72) ** 2
            if pixels > MOST_PIXELS:
                drawn *= (MOST_PIXELS / pixels) ** 0.5
            bitmap = page.render(scale=drawn / 72, rev_byteorder=True)
            picture = bitmap.to_numpy()[:, :, :3].copy() if bitmap.n_channels >= 3 else (
                np.repeat(bitmap.to_numpy().reshape(bitmap.height, bitmap.width, 1), 3, axis=2)
            )  # fmt: skip
            bitmap.close()
            return Sheet(picture, drawn, min(dpi, drawn))
        finally:
            page.close()


def _dpi_of(page: Any) -> float:
    """Pixels an inch of the finest of the largest pictures on a page, which may lie in layers."""
    found: list[tuple[float, float]] = []
    for thing in page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        area = (right - left) * (top - bottom)
        width, height = thing.get_px_size()
        if right > left and top > bottom and width and height:
            # A picture that lies sideways has its width along the page's height.
            upright = (width > height) == (right - left > top - bottom)
            across = width if upright else height
            found.append((area, across / ((right - left) / 72)))
    largest = max((area for area, _ in found), default=0.0)
    finest = (dpi for area, dpi in found if area >= _NEARLY_AS_LARGE * largest)
    return max(finest, default=float(_UNKNOWN_DPI))


class PictureSheets:
    """The pictures of one file: one, or those of a TIFF."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        # Its size is known, and looked at, before anything of it is unpacked.
        Image.MAX_IMAGE_PIXELS = None
        try:
            self._image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
            self._count = int(getattr(self._image, "n_frames", 1))
        except Exception as error:  # the library fails in any way it likes
            raise _damaged(name) from error

    def __len__(self) -> int:
        return self._count

    def sheet(self, number: int) -> Sheet:
        """A picture, turned as the camera that took it says.

        Raises:
            TooLargeError: it has more pixels than any page.
            UnreadableError: it is damaged.
        """
        try:
            self._image.seek(number - 1)
            width, height = self._image.size
            if width * height > MOST_PIXELS:
                raise TooLargeError(
                    f"{self._name}: ảnh lớn hơn {MOST_PIXELS // 10**6} triệu điểm ảnh.",
                    "Lưu lại ảnh ở 300 dpi.",
                )
            upright = ImageOps.exif_transpose(self._image)
            picture = np.asarray(_in_colours(upright))
            told = upright.info.get("dpi")
        except UnreadableError:
            raise
        except Exception as error:
            raise _damaged(self._name) from error
        dpi = _believed(told, picture.shape[:2])
        return Sheet(picture, dpi, dpi)


def _in_colours(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":
        values = np.asarray(image, dtype=np.float64)
        low, high = float(values.min()), float(values.max())
        scaled = (values - low) * (255 / max(high - low, 1.0))
        return Image.fromarray(scaled.astype(np.uint8)).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")
    return image.convert("RGB")


def _believed(told: Any, shape: Sequence[int]) -> float:
    """Pixels an inch as a file says, where a page of that size could be; else as of an A4 page."""
    narrow, long = sorted(shape)
    of_a4 = (long if long > _STRIP * narrow else narrow) / A4
    try:
        dpi = float(told[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    if dpi > 0 and _SHORTEST <= long / dpi <= _LONGEST:
        # Programs write 72 or 96 where they know nothing.
        return dpi if dpi >= _COARSE else max(dpi, of_a4)
    return of_a4


def _damaged(name: str) -> UnreadableError:
    return UnreadableError(f"{name}: ảnh bị hỏng, không mở được.", "Chụp hoặc quét lại trang này.")


def blank_pdf(sizes: Sequence[tuple[float, float]]) -> bytes:
    """A PDF of blank pages of some sizes in points, for the words that were read on pictures."""
    book = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        book.new_page(width, height).close()
    target = io.BytesIO()
    book.save(target)
    book.close()
    return target.getvalue()
