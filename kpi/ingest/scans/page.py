"""One picture of a page → its words, or why the page is left out. Nothing is ever guessed at."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from PIL import Image

from kpi.ingest.scans import straightening
from kpi.ingest.scans.arrays import Grey, Matrix
from kpi.ingest.scans.cleaning import (
    evenly_lit,
    without_coloured_ink,
    without_dark_edges,
    without_specks,
)
from kpi.ingest.scans.cuttings import read_pieces
from kpi.ingest.scans.digits import is_number, likelier
from kpi.ingest.scans.engine import VIETNAMESE, Engine, EngineError, TooSlowError, Word
from kpi.ingest.scans.numbers import MARGIN, joined, lone_numbers, second_looks
from kpi.ingest.scans.rules import cells, ruled
from kpi.ingest.scans.sheets import A4, Sheet
from kpi.model.scans import Box, PageFault, ScannedPage, ScannedWord

DPI = 300
"""At which every page is read, whatever it was scanned at."""
LEAST_DPI = 120
_NARROWEST, _LONGEST = 50, 20  # pixels; as long as it is wide
_SHOWN_DPI, _MOST_SHOWN, _QUALITY = 130, 2600, 62
_ANYHOW = 3
_BLACK, _LEAST_INK, _HARDLY_ANY = 140, 0.0004, 0.006
_FEWEST_INKED = 12  # pixels of a cell that holds anything
_FEWEST_WORDS, _FEWEST_LETTERS = 4, 12
_SIDEWAYS, _UPSIDE_DOWN = (90, 270), 180
_READABLE, _DOUBTFUL = 0.55, 0.75
_SCRAWL = 0.30
_SURER = 0.1
_DIRT = frozenset("_|`~=^°·•\u203a»«¬¦\\'\u2018\u2019\u00b4")
_SHORT = 3
_LOWEST_DIGIT = 30  # pixels, with the paper around it: less is a dash
_LATIN = ("Latin", "Fraktur", "Vietnamese")
_MARKED = frozenset("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")
_FEWEST_MARKED, _ENOUGH_WORDS = 0.04, 30


@dataclass(frozen=True)
class _Laid:
    """A page made ready to be read, and the matrix from the page as it is shown.

    `points` is what a pixel of the page as it is shown measures.
    """

    grey: Grey
    matrix: Matrix
    points: float


def read_page(
    sheet: Sheet, number: int, turn: int = 0, engine: Engine | None = None
) -> ScannedPage:
    """Read a page.

    Args:
        sheet: its picture.
        number: from 1.
        turn: by how many degrees clockwise it is to be turned first: 0, 90, 180 or 270.
        engine: one that has begun with the page.
    """
    picture = np.ascontiguousarray(np.rot90(sheet.picture, -turn // 90))
    height, width = picture.shape[:2]
    page = ScannedPage(
        number,
        width * 72 / sheet.dpi,
        height * 72 / sheet.dpi,
        round(sheet.scanned_dpi),
        turn,
        picture=_shown(picture, sheet.dpi),
    )
    narrow, long = sorted((height, width))
    if sheet.scanned_dpi < LEAST_DPI or narrow < max(_NARROWEST, long / _LONGEST):
        return _left_out(page, "too_small")
    laid = _laid(picture, sheet)
    if _is_blank(laid.grey):
        return _left_out(page, "blank")
    try:
        return _read(engine or Engine(), page, laid, sheet)
    except TooSlowError:
        return _left_out(page, "slow")
    except EngineError:
        return _left_out(page, "failed")


def _left_out(page: ScannedPage, fault: PageFault) -> ScannedPage:
    return replace(page, fault=fault)


def _shown(picture: Grey, dpi: float) -> bytes:
    scale = min(1.0, _SHOWN_DPI / dpi, _MOST_SHOWN / max(picture.shape))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    target = io.BytesIO()
    Image.fromarray(small).save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()


def _laid(picture: Grey, sheet: Sheet) -> _Laid:
    """The page straight, clean, black on white and at the resolution it is read at."""
    matrix, dpi = straightening.SAME, sheet.dpi
    found = straightening.corners(picture)
    if found is not None:
        picture, matrix = straightening.flattened(picture, found)
        dpi = min(picture.shape[:2]) / A4
    grey = without_dark_edges(evenly_lit(without_coloured_ink(picture)))
    grey = without_specks(grey, dpi)
    scale = DPI / dpi
    if abs(scale - 1) > 0.02:
        way = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
        grey = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=way), np.uint8)
        matrix = np.diag([scale, scale, 1.0]) @ matrix
    angle = straightening.skew(grey)
    if abs(angle) > 0.05:
        grey, turned = straightening.turned(grey, angle)
        matrix = turned @ matrix
    return _Laid(grey, matrix, 72 / sheet.dpi)


def _is_blank(grey: Grey) -> bool:
    """Whether there is nothing on a page but specks."""
    ink = (grey < _BLACK).astype(np.uint8)
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return float(np.mean(opened)) < _LEAST_INK


def _read(engine: Engine, page: ScannedPage, laid: _Laid, sheet: Sheet) -> ScannedPage:
    lines, wiped = ruled(laid.grey, DPI)
    if not page.turned and straightening.lies_sideways(wiped):
        lies = engine.orientation(wiped, DPI)
        if lies is not None and lies.turn in _SIDEWAYS:
            return read_page(sheet, page.number, lies.turn, engine)
    found = _all_words(engine, wiped, lines)
    sure = _confidence(found)
    if sure < _DOUBTFUL and not page.turned:
        lies = engine.orientation(wiped, DPI)
        if lies is not None and lies.turn and _is_surer(engine, wiped, lies.turn, sure):
            if lies.turn == _UPSIDE_DOWN:
                return _left_out(page, "upside_down")
            return read_page(sheet, page.number, lies.turn, engine)
        if lies is not None and sure < _READABLE and lies.script not in _LATIN:
            return _left_out(page, "other_script")
    if fault := _fault_of(found, sure, wiped):
        return _left_out(page, fault)
    return _with_words(engine, page, laid, lines, wiped, joined(found))


def _fault_of(found: Sequence[Word], sure: float, wiped: Grey) -> PageFault:
    """Why words are none to go on with."""
    if sure < _READABLE or len(found) < _FEWEST_WORDS:
        letters = sum(len(word.text) for word in found)
        bare = letters < _FEWEST_LETTERS and float((wiped < _BLACK).mean()) < _HARDLY_ANY
        return "blank" if bare else "unreadable"
    return "other_language" if _is_foreign(found) else ""


def _with_words(
    engine: Engine, page: ScannedPage, laid: _Laid, lines: Sequence[Box], wiped: Grey,
    found: Sequence[Word],
) -> ScannedPage:  # fmt: skip
    """The page with its words where they stand, each number looked at a second time."""
    looks = second_looks(engine, wiped, found, DPI)
    back = np.linalg.inv(laid.matrix)
    told = tuple(_word(word, looks.get(n), back, laid.points, page) for n, word in enumerate(found))
    points = 72 / DPI
    rules = tuple((a * points, b * points, c * points, d * points) for a, b, c, d in lines)
    return replace(page, words=told, rules=rules)


def _without_scrawl(found: Sequence[Word]) -> list[Word]:
    """The words but those of lines that are no print: a signature, what is left of a seal."""
    lines: dict[int, list[Word]] = {}
    for word in found:
        lines.setdefault(word.line, []).append(word)
    scrawl = {line for line, words in lines.items() if _confidence(words) < _SCRAWL}
    return [
        word
        for word in found
        if (word.line not in scrawl or is_number(word.text)) and not _DIRT.issuperset(word.text)
    ]


def _is_surer(engine: Engine, wiped: Grey, turn: int, sure: float) -> bool:
    """Whether a page reads better when it is turned: a look at its letters alone may err."""
    turned = np.ascontiguousarray(np.rot90(wiped, -turn // 90))
    return _confidence(engine.words(turned, DPI, _ANYHOW)) > sure + _SURER


def _all_words(engine: Engine, wiped: Grey, lines: Sequence[Box]) -> list[Word]:
    """The words in the cells of tables, each cell by itself, and those of the rest of the page."""
    tables = cells(lines, DPI)
    boxes = [tuple(map(int, cell)) for table in tables for cell in table]
    rest = wiped.copy()
    inner = []
    for left, top, right, bottom in boxes:
        rest[top : bottom + 1, left : right + 1] = 255
        inner.append((left + 3, top + 3, right - 3, bottom - 3))
    filled = [_ink_box(wiped, box) for box in inner if _has_ink(wiped, box)]
    found = _without_scrawl(engine.words(rest, DPI, _ANYHOW)) if not _is_blank(rest) else []
    line = max((word.line for word in found), default=0) + 1
    pieces = read_pieces(engine, wiped, filled, DPI, VIETNAMESE) if filled else []
    unclear = [
        n
        for n, (piece, box) in enumerate(zip(pieces, filled, strict=True))
        if _is_unclear(piece) and box[3] - box[1] >= _LOWEST_DIGIT
    ]
    again = lone_numbers(engine, wiped, [filled[n] for n in unclear], DPI) if unclear else []
    for n, digits in zip(unclear, again, strict=True):
        pieces[n] = digits or pieces[n]
    for piece in pieces:
        found += [replace(word, line=word.line + line) for word in piece]
        line = max((word.line for word in found), default=line) + 1
    return found


def _is_unclear(piece: Sequence[Word]) -> bool:
    """Whether a cell seems to hold nothing, or next to nothing: a digit alone is easily missed."""
    if not piece:
        return True
    short = sum(len(word.text) for word in piece) <= _SHORT
    one_line = len({word.line for word in piece}) == 1
    doubtful = min(word.confidence for word in piece)
    return one_line and doubtful < (_DOUBTFUL if short else _READABLE)


def _ink_box(page: Grey, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """The part of a piece that has ink, with a little paper around."""
    left, top, right, bottom = box
    ink = page[top:bottom, left:right] < _BLACK
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return (
        left + max(int(columns[0]) - MARGIN, 0), top + max(int(rows[0]) - MARGIN, 0),
        left + int(columns[-1]) + 1 + MARGIN, top + int(rows[-1]) + 1 + MARGIN,
    )  # fmt: skip


def _has_ink(page: Grey, box: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = box
    piece = page[max(top, 0) : bottom, max(left, 0) : right]
    return bool(piece.size) and int((piece < _BLACK).sum()) > _FEWEST_INKED


def _confidence(found: Sequence[Word]) -> float:
    """Of most letters of a page; 0 where nothing was read."""
    letters = [len(word.text) for word in found]
    if not letters:
        return 0.0
    return float(np.average([word.confidence for word in found], weights=letters))


def _is_foreign(found: Iterable[Word]) -> bool:
    """Whether a page of many words has hardly a mark of Vietnamese writing."""
    texts = [word.text.lower() for word in found if word.text.isalpha() and len(word.text) > 1]
    marked = sum(any(letter in _MARKED for letter in text) for text in texts)
    return len(texts) >= _ENOUGH_WORDS and marked < _FEWEST_MARKED * len(texts)


def _word(
    word: Word, look: tuple[str, float] | None, back: Matrix, shown: float, page: ScannedPage
) -> ScannedWord:
    points = 72 / DPI
    left, top, right, bottom = straightening.carried(
        (word.left, word.top, word.right, word.bottom), back
    )
    across = [min(max(x * shown, 0.0), page.width) for x in (left, right)]
    down = [min(max(y * shown, 0.0), page.height) for y in (top, bottom)]
    box = across[0], down[0], across[1], down[1]
    size = (word.size or (word.bottom - word.top)) * points
    text, second, sure = word.text, "", 0.0
    if look is not None:
        second, sure = look
        text = likelier(word.text, word.confidence, second, sure)
    return ScannedWord(
        text, word.left * points, word.floor * points - 0.8 * size, word.right * points,
        word.floor * points + 0.2 * size, size, box, word.text, word.confidence, second, sure,
    )  # fmt: skip
