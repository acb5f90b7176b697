"""The straight lines of tables on a scanned page, and the cells between them."""

from collections.abc import Iterable

import cv2
import numpy as np
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells
from pdfplumber.table import merge_edges as joined_edges

from kpi.ingest.scans.arrays import Grey
from kpi.model.scans import Box

_INK = 150
_ACROSS, _DOWN = 0.4, 0.3  # inches: no stroke of a letter is so long
_THICKEST = 0.05  # inches
_NEAR = 0.045  # inches: lines that nearly meet do
_MOST = 600
_GAP = 5  # pixels that noise may take out of a line
_SURELY = 1.5  # inches: a line so long needs no closer look
_UNBROKEN, _CROSSED, _BESIDE = 0.9, 0.25, 3
_FEWEST_CELLS = 4


def ruled(page: Grey, dpi: int) -> tuple[list[Box], Grey]:
    """The lines of a straightened page in pixels, and the page without them."""
    ink = (page < _INK).astype(np.uint8)
    lines: list[Box] = []
    found = np.zeros_like(ink)
    for horizontal in (True, False):
        # Lines that run down are looked for as lines that run across a page on its side.
        side = ink if horizontal else np.ascontiguousarray(ink.T)
        length = int((_ACROSS if horizontal else _DOWN) * dpi)
        across, strokes = _across(side, length, dpi)
        lines += across if horizontal else [(b, a, d, c) for a, b, c, d in across]
        found |= strokes if horizontal else strokes.T
    if not lines or len(lines) > _MOST:
        return [], page
    wiped = page.copy()
    wiped[cv2.dilate(found, np.ones((5, 5), np.uint8)) > 0] = 255
    return lines, wiped


def _across(ink: Grey, length: int, dpi: int) -> tuple[list[Box], Grey]:
    """The lines that run across, and where their ink is."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, _GAP), np.uint8))
    # A line that is not quite straight steps from one row of pixels to the next.
    grown = cv2.dilate(closed, np.ones((3, 1), np.uint8))
    strokes = np.asarray(cv2.morphologyEx(grown, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    lines: list[Box] = []
    found = np.zeros_like(ink)
    for n in range(1, count):
        x, y, width, height, _ = (int(v) for v in stats[n])
        if height > max(_THICKEST * dpi, 0.02 * width):
            continue
        box = slice(y, y + height), slice(x, x + width)
        mask = labels[box] == n
        if width < _SURELY * dpi and not _is_line(ink, mask, x, y):
            continue
        found[box] |= mask.astype(np.uint8)
        lines.append((float(x), y + height / 2, float(x + width), y + height / 2))
    return lines, found


def _is_line(ink: Grey, mask: Grey, x: int, y: int) -> bool:
    """Whether a short stroke is a line and not the tops of the letters of a bold word."""
    height, width = mask.shape
    inked = (ink[y : y + height, x : x + width].astype(bool) & mask).any(axis=0)
    if inked.mean() < _UNBROKEN:
        return False
    beside = [
        ink[row, x : x + width].mean()
        for row in (y - _BESIDE, y + height + _BESIDE)
        if 0 <= row < ink.shape[0]
    ]
    return max(beside, default=0.0) < _CROSSED


def cells(lines: Iterable[Box], dpi: int) -> list[list[Box]]:
    """The cells of every table that lines make, in pixels, table by table."""
    near = _NEAR * dpi
    edges = joined_edges([_edge(line) for line in lines], near, near, near, near)
    found = cells_to_tables(intersections_to_cells(edges_to_intersections(edges, near, near)))
    return [list(table) for table in found if len(table) >= _FEWEST_CELLS]


def _edge(line: Box) -> dict[str, object]:
    left, top, right, bottom = line
    return {
        "x0": left, "x1": right, "top": top, "bottom": bottom,
        "width": right - left, "height": bottom - top,
        "orientation": "h" if top == bottom else "v", "object_type": "line",
    }  # fmt: skip
