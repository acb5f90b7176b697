"""A piece of the picture of a page around a number, as a person compares it with what was read."""

import io
from functools import lru_cache
from typing import Literal

from PIL import Image, ImageDraw

from kpi.model.scans import Box, ScannedPage

_AROUND: dict[Literal["number", "line"], tuple[float, float]] = {
    "number": (14.0, 5.0),
    "line": (150.0, 16.0),
}
"""Points to the left and right, and above and below, that are shown of the page."""
_FRAME = (30, 136, 210)
_SMALLEST_SCALE = 2.0  # pixels a point: a crop is looked at larger than it was printed


@lru_cache(maxsize=2)
def _opened(picture: bytes) -> Image.Image:
    """The picture of a page; most of its numbers are looked at one after another."""
    with Image.open(io.BytesIO(picture)) as opened:
        return opened.convert("RGB")


def crop(page: ScannedPage, box: Box, around: Literal["number", "line"] = "line") -> bytes:
    """The number in its frame, as a JPEG; b"" where the rectangle is not on the page.

    Args:
        page: with its picture.
        box: the rectangle of the number in points on the page as it is shown.
        around: how much of the page is shown beside it.
    """
    picture = _opened(page.picture)
    scale = picture.width / page.width
    beside, above = _AROUND[around]
    left, top, right, bottom = box
    edges = (
        max(int((left - beside) * scale), 0),
        max(int((top - above) * scale), 0),
        min(int((right + beside) * scale) + 1, picture.width),
        min(int((bottom + above) * scale) + 1, picture.height),
    )
    if edges[0] >= edges[2] or edges[1] >= edges[3]:
        return b""
    piece = picture.crop(edges)
    larger = max(_SMALLEST_SCALE / scale, 1.0)
    size = round(piece.width * larger), round(piece.height * larger)
    piece = piece.resize(size, Image.Resampling.LANCZOS)
    frame = tuple(
        (edge * scale - edges[n % 2]) * larger + (-3 if n < 2 else 3) for n, edge in enumerate(box)
    )
    ImageDraw.Draw(piece).rectangle(frame, outline=_FRAME, width=2)
    target = io.BytesIO()
    piece.save(target, "JPEG", quality=80)
    return target.getvalue()
