"""The ways a page becomes a file, by name: each puts several kinds of wear together."""

import ink
import numpy as np
import wear
from PIL import Image
from wear import Wear


def _clean(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    return wear.noisy(wear.blurred(image, dpi, 0.03), rng, 2)


def _skewed(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    degrees = float(rng.choice([-1, 1]) * rng.uniform(0.6, 2.8))
    return _clean(wear.skewed(image, degrees), dpi, rng)


def _noisy(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    soft = wear.blurred(image, dpi, 0.04)
    return wear.noisy(wear.specked(soft, rng), rng, 14)


def _blurred(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    return wear.noisy(wear.blurred(image, dpi, rng.uniform(0.09, 0.14)), rng, 3)


def _uneven(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    return wear.unevenly_lit(_skewed(image, dpi, rng).convert("RGB"), rng)


def _sealed(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    """A seal over the last lines, and the signature beside it."""
    end = min(wear.foot(image), 0.88)
    with_seal = ink.sealed(image, dpi, rng, (rng.uniform(0.55, 0.68), end - 0.02))
    both = ink.signed(with_seal, dpi, rng, (rng.uniform(0.74, 0.8), end + 0.02))
    return _clean(both, dpi, rng)


def _signed(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    end = min(wear.foot(image), 0.9)
    return _clean(ink.signed(image, dpi, rng, (rng.uniform(0.6, 0.8), end)), dpi, rng)


def _copied(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    return wear.noisy(wear.copied(image, dpi, rng), rng, 3)


def _sealed_copy(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    """A copy on which the seal is grey or black."""
    return _copied(_sealed(image, dpi, rng), dpi, rng)


def _photographed(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    return wear.photographed(image, dpi, rng)


def _packed(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    return wear.jpeg(_clean(image, dpi, rng), int(rng.integers(14, 26)))


def _bilevel(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    soft = wear.noisy(wear.blurred(wear.skewed(image, rng.uniform(-0.8, 0.8)), dpi, 0.04), rng, 6)
    return wear.bilevel(soft, int(rng.integers(140, 180)))


def _worn(image: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    """A bit of everything, as an old sheet that goes through the feeder of an office."""
    turned = wear.skewed(_sealed(image, dpi, rng), rng.uniform(-1.5, 1.5))
    return wear.jpeg(wear.specked(wear.unevenly_lit(turned, rng, 0.75), rng, 120), 40)


# Thirteen, which shares no factor with the three fonts and the four resolutions: recipes that
# go round in all three come to every combination.
WAYS: dict[str, Wear] = {
    "clean": _clean,
    "skewed": _skewed,
    "noisy": _noisy,
    "blurred": _blurred,
    "uneven": _uneven,
    "sealed": _sealed,
    "signed": _signed,
    "copied": _copied,
    "sealed-copy": _sealed_copy,
    "photographed": _photographed,
    "jpeg": _packed,
    "bilevel": _bilevel,
    "worn": _worn,
}
