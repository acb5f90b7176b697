"""Cells that hold the rank and the score of an index: "01 (0,727)", "0,6419 (hạng 1)".

A column of them becomes two columns under one head, each cell with its own place in the text.
"""

import re
from collections.abc import Sequence

from kpi.ingest.reports.grids import Cell, Grid

_RANK = r"(?:(?:xếp\s+)?(?:thứ|hạng|thứ hạng)\s+)?(?P<rank>0?[1-9]|[1-6]\d)(?:/\d{2})?"
_SCORE = r"(?P<score>\d{1,3}[.,]\d{1,4})(?:\s*điểm)?"
_RANK_FIRST = re.compile(rf"{_RANK}\s*\(\s*{_SCORE}\s*\)", re.I)
_SCORE_FIRST = re.compile(rf"{_SCORE}\s*\(\s*{_RANK}\s*\)", re.I)
_WORDS = {"rank": " Xếp hạng", "score": ""}


def is_rank_with_score(text: str) -> bool:
    """Whether a cell holds a rank and a score."""
    return bool(_RANK_FIRST.fullmatch(text) or _SCORE_FIRST.fullmatch(text))


def parted(grid: Grid) -> Grid:
    """The table with two columns where one holds ranks with their scores."""
    paired = {
        place
        for place in range(grid.width)
        if 2 * sum(is_rank_with_score(row[place].text) for row in grid.rows if place < len(row))
        > len(grid.rows) - 2
    }
    if not paired or not any(is_rank_with_score(cell.text) for row in grid.rows for cell in row):
        return grid
    return grid._replace(rows=tuple(tuple(_cells(row, paired)) for row in grid.rows))


def _cells(row: Sequence[Cell], paired: set[int]) -> list[Cell]:
    found: list[Cell] = []
    is_data = any(is_rank_with_score(cell.text) for cell in row)
    for place, cell in enumerate(row):
        if place not in paired:
            found.append(cell)
            continue
        match = _RANK_FIRST.fullmatch(cell.text) or _SCORE_FIRST.fullmatch(cell.text)
        for part, words in _WORDS.items():
            if match:
                start = cell.start + match.start(part)
                found.append(Cell(match[part], start, start + len(match[part])))
            elif is_data or not cell.text:
                found.append(Cell("", cell.start, cell.start))
            else:
                found.append(cell._replace(text=cell.text + words))
    return found
