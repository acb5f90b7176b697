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
_FEWEST_CELLS = 4


def ruled(page: Grey, dpi: int) -> tuple[list[Box], Grey]:
    """The lines of a straightened page in pixels, and the page without them."""
    ink = (page < _INK).astype(np.uint8)
    across = _strokes(ink, int(_ACROSS * dpi), 1)
    down = _strokes(ink, 1, int(_DOWN * dpi))
    lines = [*_lines(across, dpi, horizontal=True), *_lines(down, dpi, horizontal=False)]
    if not lines or len(lines) > _MOST:
        return [], page
    wiped = page.copy()
    wiped[cv2.dilate(np.maximum(across, down), np.ones((5, 5), np.uint8)) > 0] = 255
    return lines, wiped


def _strokes(ink: Grey, width: int, height: int) -> Grey:
    """What stays of the ink when all that is shorter than a stroke is gone."""
    gap = (max(width // 20, 1), max(height // 20, 1))
    thick = (1, 3) if width > height else (3, 1)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(gap[::-1], np.uint8))
    # A line that is not quite straight steps from one row of pixels to the next.
    grown = cv2.dilate(closed, np.ones(thick[::-1], np.uint8))
    return np.asarray(
        cv2.morphologyEx(grown, cv2.MORPH_OPEN, np.ones((height, width), np.uint8)), np.uint8
    )


def _lines(strokes: Grey, dpi: int, *, horizontal: bool) -> Iterable[Box]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    for n in range(1, count):
        x, y, width, height, _ = (int(v) for v in stats[n])
        thickness = height if horizontal else width
        length = width if horizontal else height
        if thickness > max(_THICKEST * dpi, 0.02 * length):
            continue
        if horizontal:
            middle = y + height / 2
            yield float(x), middle, float(x + width), middle
        else:
            middle = x + width / 2
            yield middle, float(y), middle, float(y + height)


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
