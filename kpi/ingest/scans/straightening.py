"""A page as it lies → as it was printed: a photograph's perspective and a scan's skew undone.

Every step is a matrix of 3 × 3 that takes places of the page as it was to those of the page as
it becomes, so that a place found later can be shown on the page as it was.
"""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from kpi.ingest.scans.arrays import Matrix, Picture
from kpi.model.scans import Box

SAME: Matrix = np.eye(3)
_STEEPEST = 6.0  # degrees
_SMALL = 900  # pixels
_LONGEST = 4.0  # as a page is wide
_SIDEWAYS = 1.2
_SLANTED = 0.35  # the cosine of the angle between two sides
_SHADES = (1.1, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_STRETCHED = 0.22
_GROUND = 0.7  # as bright as the paper
_LEAST_PAGE, _MOST_PAGE = 0.3, 0.97  # of a photograph


def corners(photograph: Picture) -> Matrix | None:
    """The four corners of a bright page on a darker ground, clockwise from the upper left."""
    height, width = photograph.shape[:2]
    if max(height, width) > _LONGEST * min(height, width):
        return None
    scale = _SMALL / max(height, width)
    small = cv2.resize(photograph, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    blurred = cv2.GaussianBlur(grey, (7, 7), 0)
    parted, _ = cv2.threshold(blurred, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    found = [_outline(blurred, grey, parted * share) for share in _SHADES]
    pages = [page for page in found if page is not None]
    # A shadow on the page cuts a corner off; the squarest of several outlines is the page.
    return min(pages, key=lambda page: _slant(page) + _stretch(page)) / scale if pages else None


def _outline(blurred: Picture, grey: Picture, level: float) -> Matrix | None:
    """The four corners of what is brighter than a level, where it is a page."""
    _, bright = cv2.threshold(blurred, level, 255, cv2.THRESH_BINARY)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    bright = cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = cv2.convexHull(max(outlines, key=cv2.contourArea))
    share = cv2.contourArea(outline) / bright.size
    if not _LEAST_PAGE <= share <= _MOST_PAGE:
        return None
    around = cv2.arcLength(outline, True)
    for tolerance in (0.02, 0.03, 0.05):
        found = cv2.approxPolyDP(outline, tolerance * around, True)
        if len(found) == 4:
            page = _clockwise(found.reshape(4, 2).astype(np.float64))
            return page if _is_page(grey, page) else None
    return None


def _slant(page: Matrix) -> float:
    """How far the corners of a page are from right angles: the cosine of the worst."""
    sides = np.roll(page, -1, axis=0) - page
    lengths = np.linalg.norm(sides, axis=1)
    turns = (sides * np.roll(sides, -1, axis=0)).sum(axis=1)
    return float(np.abs(turns / (lengths * np.roll(lengths, -1)).clip(1)).max())


def _stretch(page: Matrix) -> float:
    """How far the sides of a page are from those of A4: the logarithm of what is between."""
    lengths = np.linalg.norm(np.roll(page, -1, axis=0) - page, axis=1)
    across, down = lengths[0] + lengths[2], lengths[1] + lengths[3]
    return float(abs(abs(np.log(across / down)) - np.log(2) / 2))


def _is_page(grey: Picture, page: Matrix) -> bool:
    """Whether four corners are those of a sheet that is much brighter than what it lies on."""
    lengths = np.linalg.norm(np.roll(page, -1, axis=0) - page, axis=1)
    if _slant(page) > _SLANTED:
        return False
    if min(lengths[0], lengths[2]) < 0.6 * max(lengths[0], lengths[2]):
        return False
    if _stretch(page) > _STRETCHED:
        return False
    inside = np.zeros(grey.shape, np.uint8)
    cv2.fillConvexPoly(inside, page.astype(np.int32), 1)
    paper = np.median(grey[inside > 0])
    ground = np.median(grey[inside == 0])
    return bool(ground < _GROUND * paper)


def _clockwise(points: Matrix) -> Matrix:
    sums, differences = points.sum(axis=1), points[:, 1] - points[:, 0]
    order = [sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax()]
    return points[order] if len(set(order)) == 4 else points


def flattened(photograph: Picture, page: Matrix) -> tuple[Picture, Matrix]:
    """The page of a photograph as seen from straight above, and the matrix that did it."""
    (a, b, c, d) = page
    width = int(max(np.linalg.norm(b - a), np.linalg.norm(c - d)))
    height = int(max(np.linalg.norm(d - a), np.linalg.norm(c - b)))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(page.astype(np.float32), target)
    flat = cv2.warpPerspective(photograph, matrix, (width, height), flags=cv2.INTER_CUBIC)
    return flat, np.asarray(matrix, dtype=np.float64)


def skew(page: Picture) -> float:
    """By how many degrees the lines of a grey page rise to the right."""
    height, width = page.shape
    scale = min(1.0, 1000 / max(height, width))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = 255.0 - small
    ink[ink < 60] = 0
    if ink.sum() == 0:
        return 0.0
    # Only ink off the edges counts: what a copier left there stands straight on any page.
    margin = max(4, int(0.03 * max(ink.shape)))
    ink = ink[margin:-margin, margin:-margin]
    best = _best(ink, np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.5))
    best = _best(ink, np.arange(best - 0.5, best + 0.51, 0.1))
    return _best(ink, np.arange(best - 0.1, best + 0.11, 0.025))


def _best(ink: Picture, angles: npt.NDArray[Any]) -> float:
    """The angle at which lines and the blanks between them differ most."""
    height, width = ink.shape
    columns = np.arange(width)
    scores = []
    strips = np.add.reduceat(ink, np.arange(0, width, 8), axis=1)
    middles = columns[::8] - width / 2
    for angle in angles:
        shift = np.rint(np.tan(np.radians(angle)) * middles).astype(int)
        rows = (np.arange(height)[:, None] - shift[None, :]).clip(0, height - 1)
        profile = np.take_along_axis(strips, rows, axis=0).sum(axis=1)
        scores.append(float(np.square(np.diff(profile)).sum()))
    return float(angles[int(np.argmax(scores))])


def turned(page: Picture, degrees: float, paper: int = 255) -> tuple[Picture, Matrix]:
    """The page turned clockwise by a small angle about its middle, and the matrix that did it."""
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    straight = cv2.warpAffine(
        page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper
    )
    return straight, np.vstack([matrix, [0, 0, 1]])


def carried(box: Box, matrix: Matrix) -> Box:
    """The upright rectangle around a box whose corners a matrix takes elsewhere."""
    left, top, right, bottom = box
    points = np.array([[left, top, 1], [right, top, 1], [right, bottom, 1], [left, bottom, 1]])
    x, y, w = matrix @ points.T
    x, y = x / w, y / w
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def lies_sideways(page: Picture) -> bool:
    """Whether the lines of a straight grey page seem to run from top to bottom."""
    scale = min(1.0, 1000 / max(page.shape))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = 255.0 - small
    ink[ink < 60] = 0
    # The strongest lines are those of tables, which run both ways.
    across, down = (np.sqrt(ink.sum(axis=axis)) for axis in (1, 0))
    return bool(np.square(np.diff(down)).sum() > _SIDEWAYS * np.square(np.diff(across)).sum())
