"""Many small pieces of a page read at once: pasted below one another, read, and put back.

Starting the engine costs more than reading a word, and in a table each cell is a text of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from kpi.ingest.scans.arrays import Grey
from kpi.ingest.scans.engine import Engine, Word

Pixels = tuple[int, int, int, int]

_GAP = 40
_TALLEST = 7000
_ONE_BLOCK = 6


@dataclass(frozen=True)
class _Placed:
    """A piece of the page, where it stands on the sheet, and by how much it was enlarged."""

    number: int
    box: Pixels
    top: int
    bottom: int
    scale: float


def read_pieces(
    engine: Engine,
    page: Grey,
    boxes: Sequence[Pixels],
    dpi: int,
    language: str,
    letters: str = "",
    height: int = 0,
) -> list[list[Word]]:
    """The words of each piece, in pixels of the page.

    Args:
        engine: that of the page.
        page: black on white.
        boxes: the pieces.
        dpi: of the page.
        language: of the engine's data.
        letters: the only ones there are; all when "".
        height: to which every piece is brought; as it is when 0.

    Raises:
        EngineError: the engine ended without an answer.
    """
    found: list[list[Word]] = [[] for _ in boxes]
    for sheet, placed in _sheets(page, boxes, height):
        for word in engine.words(sheet, dpi, _ONE_BLOCK, language, letters):
            middle = (word.top + word.bottom) / 2
            piece = next((p for p in placed if p.top <= middle <= p.bottom), None)
            if piece is not None:
                found[piece.number].append(_back(word, piece))
    return found


def _sheets(
    page: Grey, boxes: Sequence[Pixels], height: int
) -> Iterator[tuple[Grey, list[_Placed]]]:
    """Sheets of pieces, none taller than the engine takes."""
    pieces: list[Grey] = []
    placed: list[_Placed] = []
    top = _GAP
    for number, box in enumerate(boxes):
        left, upper, right, lower = box
        piece = page[upper:lower, left:right]
        if not piece.size:
            continue
        scale = height / piece.shape[0] if height else 1.0
        if height:
            piece = np.asarray(
                cv2.resize(piece, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8
            )
        if placed and top + piece.shape[0] > _TALLEST:
            yield _sheet(pieces, placed), placed
            pieces, placed, top = [], [], _GAP
        placed.append(_Placed(number, box, top, top + piece.shape[0], scale))
        pieces.append(piece)
        top += piece.shape[0] + _GAP
    if placed:
        yield _sheet(pieces, placed), placed


def _sheet(pieces: Sequence[Grey], placed: Sequence[_Placed]) -> Grey:
    width = max(piece.shape[1] for piece in pieces) + 2 * _GAP
    sheet = np.full((placed[-1].bottom + _GAP, width), 255, np.uint8)
    for piece, place in zip(pieces, placed, strict=True):
        sheet[place.top : place.top + piece.shape[0], _GAP : _GAP + piece.shape[1]] = piece
    return sheet


def _back(word: Word, piece: _Placed) -> Word:
    left, upper = piece.box[0], piece.box[1]

    def x(at: float) -> float:
        return left + (at - _GAP) / piece.scale

    def y(at: float) -> float:
        return upper + (at - piece.top) / piece.scale

    return replace(
        word, left=int(x(word.left)), right=int(x(word.right)), top=int(y(word.top)),
        bottom=int(y(word.bottom)), floor=y(word.floor), size=word.size / piece.scale,
    )  # fmt: skip
