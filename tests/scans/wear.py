"""What happens to a printed page before it is a file: hands, copiers, scanners and cameras.

Each function takes an image and gives a new one, grey or in colour as it came unless said
otherwise. Chance comes from the `rng` alone. Lengths on paper are in millimetres, with the `dpi`
of the image.
"""

from collections.abc import Callable
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from scipy import ndimage

Grey = NDArray[np.float32]
Wear = Callable[[Image.Image, int, np.random.Generator], Image.Image]
_WHITE, _DESK = 250, (52, 40, 33)


def skewed(image: Image.Image, degrees: float, fill: int = _WHITE) -> Image.Image:
    """Turned against the clock about its middle; what comes to light is bare paper."""
    paper: int | tuple[int, ...] = fill if image.mode == "L" else (fill, fill, fill)
    return image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=paper)


def noisy(image: Image.Image, rng: np.random.Generator, strength: float = 8) -> Image.Image:
    """With the grain of a sensor; `strength` is its spread in greys of 255."""
    grain = rng.normal(0, strength, (image.height, image.width)).astype(np.float32)
    return _image(_pixels(image) + _over(grain, image))


def specked(image: Image.Image, rng: np.random.Generator, per_page: int = 250) -> Image.Image:
    """With specks of dirt, dark and light, of a pixel or a few."""
    found = image.copy()
    draw = ImageDraw.Draw(found)
    for _ in range(per_page):
        x, y = rng.uniform(0, image.width), rng.uniform(0, image.height)
        size, shade = rng.exponential(image.width / 2500), int(rng.choice([30, 30, 90, 255]))
        fill: int | tuple[int, ...] = shade if image.mode == "L" else (shade, shade, shade)
        draw.ellipse((x, y, x + size, y + size), fill=fill)
    return found


def blurred(image: Image.Image, dpi: int, millimetres: float = 0.1) -> Image.Image:
    """Out of focus: each point spread about as far as said."""
    return image.filter(ImageFilter.GaussianBlur(millimetres * dpi / 25.4))


def unevenly_lit(
    image: Image.Image, rng: np.random.Generator, darkest: float = 0.62
) -> Image.Image:
    """As under a lamp at one side with the fold of the book at the other.

    `darkest` is the share of the light at the darkest place.
    """
    coarse = ndimage.zoom(rng.uniform(0, 1, (4, 3)), (image.height / 4, image.width / 3), order=1)
    light = np.full((image.height, image.width), 1, np.float32)
    rows, columns = min(light.shape[0], coarse.shape[0]), min(light.shape[1], coarse.shape[1])
    light[:rows, :columns] = 1 - 0.35 * (1 - darkest) * coarse[:rows, :columns]
    x = np.linspace(0, 1, image.width, dtype=np.float32)
    fold = x if rng.uniform() < 0.5 else 1 - x
    light *= 1 - (1 - darkest) * np.exp(-fold * 7)
    return _image(_pixels(image) * _over(light, image))


def copied(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    """Copied twice, in grey: hard blacks, thickened or worn strokes, a slight turn, dirt."""
    found = image.convert("L")
    for _ in range(2):
        found = _copied_once(found, dpi, rng)
    return found


def _copied_once(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    soft = _pixels(blurred(image, dpi, 0.07))
    middle, steepness = rng.uniform(135, 170), rng.uniform(9, 16)
    hard = _image(255 / (1 + np.exp(-(soft - middle) / steepness)))
    turned = skewed(_scaled(hard, rng.uniform(0.97, 1.0)), rng.uniform(-0.6, 0.6), 255)
    return specked(turned, rng, 160)


def _scaled(image: Image.Image, factor: float) -> Image.Image:
    """Made smaller on a page of the same size."""
    size = (round(image.width * factor), round(image.height * factor))
    found = Image.new(image.mode, image.size, 255)
    left, top = (image.width - size[0]) // 2, (image.height - size[1]) // 2
    found.paste(image.resize(size, Image.Resampling.BICUBIC), (left, top))
    return found


def photographed(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    """In colour, as taken by a telephone from above: the page aslant on a dark desk, a shadow."""
    border = round(0.07 * image.width)
    size = (image.width + 2 * border, image.height + 2 * border)
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) * (image.width, image.height) + border
    seen = corners + rng.uniform(-0.75, 0.55, (4, 2)) * border * np.sign(corners - border - 1)
    way_back = tuple(_perspective(seen, corners - border))
    warp = (Image.Transform.PERSPECTIVE, way_back, Image.Resampling.BICUBIC)
    page = image.convert("RGB").transform(size, *warp)
    covers = Image.new("L", image.size, 255).transform(size, *warp)
    grain = rng.normal(0, 7, (size[1] // 3, 3)).astype(np.float32)
    wood = ndimage.zoom(ndimage.gaussian_filter1d(grain, 4, axis=0), (3.2, size[0] / 2.9), order=1)
    desk = np.array(_DESK, np.float32) + 3 * wood[: size[1], : size[0], np.newaxis]
    picture = _image(desk)
    picture.paste(page, (0, 0), covers)
    warm = _image(_pixels(_shadowed(picture, rng)) * np.array([1.0, 0.97, 0.9], np.float32))
    return jpeg(noisy(blurred(warm, dpi, 0.08), rng, 5), 62)


def _shadowed(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """With the soft shadow of the one who takes the picture over a corner."""
    x = np.linspace(0, 1, image.width, dtype=np.float32)[np.newaxis, :]
    y = np.linspace(0, 1, image.height, dtype=np.float32)[:, np.newaxis]
    angle = rng.uniform(0, 2 * np.pi)
    along = (x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle)
    edge = 1 / (1 + np.exp(-(along - rng.uniform(0.05, 0.25)) / 0.03))
    light = (0.97 - 0.15 * (along + 0.5)) * (1 - 0.38 * edge)
    return _image(_pixels(image) * _over(light.astype(np.float32), image))


def _perspective(seen: NDArray[np.float64], flat: NDArray[np.float64]) -> list[float]:
    """The eight numbers that lead from four seen corners back to the flat ones."""
    rows, wanted = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        wanted += [u, v]
    return [float(number) for number in np.linalg.solve(np.array(rows), np.array(wanted))]


def jpeg(image: Image.Image, quality: int) -> Image.Image:
    """Packed as JPEG of a quality up to 95 and unpacked."""
    packed = BytesIO()
    image.save(packed, "JPEG", quality=quality)
    with Image.open(packed) as unpacked:
        unpacked.load()
        return unpacked.copy()


def bilevel(image: Image.Image, threshold: int = 160) -> Image.Image:
    """In black and white alone, one bit a pixel."""
    return image.convert("L").point(lambda grey: 255 if grey > threshold else 0).convert("1")


def foot(image: Image.Image) -> float:
    """Where the print ends, as a share of the height: a seal goes there."""
    dark = np.asarray(image.convert("L")) < 128
    rows = np.flatnonzero(dark.any(axis=1))
    return float(rows[-1]) / image.height if rows.size else 0.5


def _pixels(image: Image.Image) -> Grey:
    return np.asarray(image, dtype=np.float32)


def _image(pixels: NDArray[np.floating]) -> Image.Image:
    return Image.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8))


def _over(field: Grey, image: Image.Image) -> Grey:
    """A field of one number a pixel in the shape of the image."""
    return field if image.mode == "L" else field[:, :, np.newaxis]
