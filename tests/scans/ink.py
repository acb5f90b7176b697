"""What a hand puts on a printed page: a round red seal and a signature in blue.

Ink darkens what it lies on and leaves the print below visible.
"""

from math import cos, pi, sin

import numpy as np
from fonts import FONTS
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter

RED = (205, 38, 52)
BLUE = (35, 60, 165)
SEAL_MM = 36.0
"""Across a seal; the seals of offices have this size."""
AROUND = "ỦY BAN NHÂN DÂN TỈNH BẠCH HẠC * VIỆT NAM * "
_FINE = 2
"""Ink is drawn so many times larger, then made small, for smooth edges."""


def sealed(
    image: Image.Image, dpi: int, rng: np.random.Generator, at: tuple[float, float]
) -> Image.Image:
    """With a seal pressed on it, its middle at `at`, in shares of width and height."""
    side = round(SEAL_MM * dpi / 25.4)
    stamp = _seal(side * _FINE).rotate(float(rng.uniform(-25, 25)), Image.Resampling.BICUBIC)
    stamp = stamp.resize((side, side), Image.Resampling.LANCZOS)
    patchy = rng.normal(0.85, 0.12, (side // 4 + 1, side // 4 + 1)).clip(0.35, 1)
    coat = Image.fromarray((patchy * 255).astype(np.uint8)).resize(stamp.size)
    coverage = ImageChops.multiply(stamp, coat)
    return _inked(image, coverage, RED, _corner(image, coverage, at))


def signed(
    image: Image.Image, dpi: int, rng: np.random.Generator, at: tuple[float, float]
) -> Image.Image:
    """With a signature of about 45 mm, its middle at `at`, in shares of width and height."""
    size = (round(48 * dpi / 25.4), round(24 * dpi / 25.4))
    large = Image.new("L", (size[0] * _FINE, size[1] * _FINE))
    ImageDraw.Draw(large).line(
        [(float(x), float(y)) for x, y in _stroke(rng) * large.size],
        fill=235,
        width=max(2, round(0.6 * dpi / 25.4 * _FINE)),
        joint="curve",
    )
    coverage = large.resize(size, Image.Resampling.LANCZOS)
    return _inked(image, coverage, BLUE, _corner(image, coverage, at))


def _stroke(rng: np.random.Generator) -> NDArray[np.float64]:
    """Points of a stroke of the pen in shares of its box: loops that run on, then a long tail."""
    t = np.linspace(0, 1, 260)
    loops = rng.uniform(4, 7)
    height = 0.34 * (1 - 0.6 * t) * (1 + 0.4 * np.sin(2 * pi * rng.uniform(1, 2) * t))
    x = 0.06 + 0.7 * t + 0.08 * np.cos(2 * pi * loops * t)
    y = 0.5 + height * np.sin(2 * pi * loops * t + rng.uniform(0, 2))
    tail_x = np.linspace(x[-1], 0.97, 40)
    tail_y = y[-1] + (0.72 - y[-1]) * np.linspace(0, 1, 40) ** 2
    return np.column_stack([np.append(x, tail_x), np.append(y, tail_y).clip(0.04, 0.96)])


def _seal(side: int) -> Image.Image:
    """How much ink lies where: two rings, words between them, a star and a name in the middle."""
    image = Image.new("L", (side, side))
    draw = ImageDraw.Draw(image)
    middle, line = side / 2, max(2, side // 90)
    for share, width in ((0.49, 2 * line), (0.455, line), (0.315, line)):
        radius = share * side
        box = (middle - radius, middle - radius, middle + radius, middle + radius)
        draw.ellipse(box, outline=255, width=width)
    _write_around(image, AROUND, 0.385 * side, 0.072 * side)
    draw.polygon(_star(middle, 0.41 * side, 0.1 * side), fill=255)
    bold = FONTS[1].at(0.075 * side, bold=True)
    for n, words in enumerate(("SỞ", "KHOA HỌC", "VÀ CÔNG NGHỆ")):
        font = bold if n < 2 else FONTS[1].at(0.06 * side, bold=True)
        draw.text((middle, (0.57 + 0.08 * n) * side), words, fill=255, font=font, anchor="mm")
    return image


def _write_around(image: Image.Image, words: str, radius: float, size: float) -> None:
    """Sets letters upright on a circle around the middle of a square image."""
    middle = image.width / 2
    box = round(2.2 * size)
    font = FONTS[0].at(size, bold=True)
    for n, letter in enumerate(words):
        angle = 2 * pi * n / len(words)
        tile = Image.new("L", (box, box))
        ImageDraw.Draw(tile).text((box / 2, box / 2), letter, fill=255, font=font, anchor="mm")
        tile = tile.rotate(-angle * 180 / pi, Image.Resampling.BICUBIC)
        x, y = middle + radius * sin(angle), middle - radius * cos(angle)
        place = (round(x - box / 2), round(y - box / 2))
        image.paste(255, (*place, place[0] + box, place[1] + box), tile)


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """The ten corners of a star with five points."""
    corners = []
    for n in range(10):
        reach = radius if n % 2 == 0 else 0.38 * radius
        corners.append((x + reach * sin(n * pi / 5), y - reach * cos(n * pi / 5)))
    return corners


def _corner(image: Image.Image, coverage: Image.Image, at: tuple[float, float]) -> tuple[int, int]:
    """The upper left corner of ink whose middle is at `at`."""
    x, y = at[0] * image.width, at[1] * image.height
    return round(x - coverage.width / 2), round(y - coverage.height / 2)


def _inked(
    image: Image.Image, coverage: Image.Image, colour: tuple[int, int, int], corner: tuple[int, int]
) -> Image.Image:
    """The image times the ink: white paper takes its colour, black print stays black."""
    layer = Image.new("RGB", image.size, "white")
    soft = coverage.filter(ImageFilter.GaussianBlur(0.6))
    layer.paste(colour, (*corner, corner[0] + soft.width, corner[1] + soft.height), soft)
    return ImageChops.multiply(image.convert("RGB"), layer)
