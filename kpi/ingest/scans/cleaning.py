"""A picture of a page as colours → black letters on white: no seals, no shadows, no dirt."""

import cv2
import numpy as np

from kpi.ingest.scans.arrays import Colours, Grey

_INK = 45
"""How far apart the colours of a pixel of ink are, at least."""
_DARK = 95
"""Print below a seal is darker than this in every colour."""
_PALE = 170
_MOSTLY = 0.5
_SPECK = 4.0  # pixels at 200 an inch
_BILEVEL = 0.01
_PAPER, _BLACK, _PALEST = 245, 40, 200


def without_coloured_ink(page: Colours) -> Grey:
    """The page in grey, without the red and blue ink of seals, stamps and signatures.

    Print that ink lies over stays, as it is dark in every colour. A page that is written in
    colour for the most part stays as it is: then the ink is its text.
    """
    red, green, blue = cv2.split(page)
    brightest = cv2.max(cv2.max(red, green), blue)
    darkest = cv2.min(cv2.min(red, green), blue)
    spread = cv2.subtract(brightest, darkest)
    # Yellowed paper is coloured too, but bright.
    ink = (spread > _INK) & (brightest > _DARK) & (darkest < _PALE)
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    if not ink.any():
        return grey
    dark = grey < 128
    if (dark & ink).sum() > _MOSTLY * max(dark.sum(), 1):
        return grey
    marked = ink.astype(np.uint8)
    around = cv2.blur(np.where(ink, np.uint8(255), brightest), (25, 25))
    # The edges of ink are pale; they go with it.
    gone = (cv2.dilate(marked, np.ones((3, 3), np.uint8)) > 0) & (brightest > _DARK)
    cleaned = np.asarray(brightest).copy()
    cleaned[gone] = np.maximum(cleaned, around)[gone]
    return cleaned


def without_specks(page: Grey, dpi: float) -> Grey:
    """The page without dirt smaller than any full stop; letters of black and white are smoothed.

    A copy of a copy is all black and white, with strokes that break where they are thin: a
    breath of blur joins them again.
    """
    ink = (page < 128).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    most = max(_SPECK * (dpi / 200) ** 2, 1)
    dirt = stats[:, cv2.CC_STAT_AREA] <= most
    dirt[0] = False
    cleaned = page
    if dirt.any():
        specks = cv2.dilate(dirt[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        specks &= ~(ink.astype(bool) & ~dirt[labels])
        cleaned = page.copy()
        cleaned[specks] = 255
    between = ((page > 30) & (page < 215)).mean()
    if between < _BILEVEL:
        cleaned = np.asarray(cv2.GaussianBlur(cleaned, (0, 0), 0.8 * dpi / 200), np.uint8)
    return cleaned


def evenly_lit(page: Grey) -> Grey:
    """The page on white paper, whatever shadows lay on it; its letters as dark as they can be."""
    height, width = page.shape
    small = cv2.resize(
        page, (max(width // 8, 1), max(height // 8, 1)), interpolation=cv2.INTER_AREA
    )
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 21)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    lit = np.asarray(cv2.divide(page, np.maximum(paper, 40), scale=_PAPER), np.uint8)
    return _as_dark_as_can_be(lit)


def _as_dark_as_can_be(page: Grey) -> Grey:
    """Faded print made black; what is hardly darker than the paper is no print."""
    parted, _ = cv2.threshold(page, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = page[page < parted]
    dark = float(np.median(ink)) if ink.size else 0.0
    if not _BLACK < dark < _PALEST:
        return page
    levels = (np.arange(256) - dark) * ((_PAPER - _BLACK) / (_PAPER - dark)) + _BLACK
    return np.asarray(cv2.LUT(page, levels.clip(0, 255).astype(np.uint8)), np.uint8)


def without_dark_edges(page: Grey) -> Grey:
    """The black that a copier leaves around a page becomes white."""
    height, width = page.shape
    scale = 8
    small = cv2.resize(
        page, (width // scale or 1, height // scale or 1), interpolation=cv2.INTER_AREA
    )
    dark = (small < 110).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    rows, columns = dark.shape
    edges = np.zeros_like(dark)
    for n in range(1, count):
        x, y, w, h, area = stats[n]
        at_edge = x == 0 or y == 0 or x + w == columns or y + h == rows
        if at_edge and area >= 30:
            edges[labels == n] = 1
    if not edges.any() or edges.mean() > 0.4:
        return page
    grown = cv2.dilate(edges, np.ones((3, 3), np.uint8))
    mask = cv2.resize(grown, (width, height), interpolation=cv2.INTER_NEAREST) > 0
    cleaned = page.copy()
    cleaned[mask] = 255
    return cleaned
