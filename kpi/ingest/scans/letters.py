"""The words read on a picture as the letters of a PDF page, which the reader of PDFs takes."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from kpi.model.scans import ScannedPage, ScannedWord

Letter = dict[str, Any]

_ALIKE = 0.3
"""Sizes that differ by less than this share are one size: letters on paper are never even."""
_BLANK = 0.25  # of a letter's size


def things_of(page: ScannedPage, height: float) -> dict[str, list[Letter]]:
    """The letters and lines of a page, as pdfplumber describes them.

    The lines are curves, which make tables as well: whatever crosses a letter of a scan strikes no
    words out.

    Args:
        page: as it was read.
        height: of the PDF's page.
    """
    usual = _usual_size(page.words)
    letters = [
        letter
        for word, end in _with_ends(page.words)
        for letter in _letters(word, end, _size(word, usual), height)
    ]
    lines = [_line(*rule, height) for rule in page.rules]
    return {"char": letters, "curve": lines}


def _usual_size(words: Iterable[ScannedWord]) -> float:
    sizes = sorted(word.size for word in words for _ in word.text)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _size(word: ScannedWord, usual: float) -> float:
    return usual if abs(word.size - usual) <= _ALIKE * usual else word.size


def _with_ends(words: Iterable[ScannedWord]) -> Iterator[tuple[ScannedWord, float]]:
    """Each word with where it may end, so that the blank before the next one is seen."""
    for _, line in groupby(words, key=lambda word: (word.top - word.bottom, word.top)):
        row = list(line)
        for word, following in zip(row, [*row[1:], None], strict=True):
            end = word.right
            if following is not None and following.left > word.left:
                end = min(end, following.left - _BLANK * word.size)
            yield word, max(end, word.left + 0.1)


def _letters(word: ScannedWord, end: float, size: float, height: float) -> Iterator[Letter]:
    floor = word.top + 0.8 * word.size
    top, bottom = floor - 0.8 * size, floor + 0.2 * size
    step = (end - word.left) / len(word.text)
    # In narrow cells words stand too close for the blank to be seen by the gap alone.
    yield _letter(" ", word.left - 0.1, word.left, top, bottom, size, height)
    for n, text in enumerate(word.text):
        left = word.left + n * step
        yield _letter(text, left, left + step, top, bottom, size, height)


def _letter(
    text: str, left: float, right: float, top: float, bottom: float, size: float, height: float
) -> Letter:
    return _thing("char", left, top, right, bottom, height) | {
        "text": text, "fontname": "", "bold": False, "size": size, "upright": True,
        "matrix": (1, 0, 0, 1, left, height - top - 0.8 * size), "mode": 0, "ncs": None,
        "non_stroking_color": (0,), "stroking_color": (0,),
    }  # fmt: skip


def _line(left: float, top: float, right: float, bottom: float, height: float) -> Letter:
    line = _thing("curve", left, top, right, bottom, height)
    return line | {"linewidth": 1.0, "stroking_color": (0,), "fill": False,
                   "pts": [(left, top), (right, bottom)]}  # fmt: skip


def _thing(
    kind: str, left: float, top: float, right: float, bottom: float, height: float
) -> Letter:
    return {
        "object_type": kind, "page_number": 1, "x0": left, "x1": right, "top": top,
        "bottom": bottom, "doctop": top, "y0": height - bottom, "y1": height - top,
        "width": right - left, "height": bottom - top,
    }  # fmt: skip
