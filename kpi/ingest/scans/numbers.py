"""A second look at every number of a page: its picture alone, at another size, as digits.

Two looks that read the same are no proof, but two that differ are a warning: no number of a scan
may pass unseen.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from kpi.ingest.scans.arrays import Grey
from kpi.ingest.scans.cuttings import Pixels, read_pieces
from kpi.ingest.scans.digits import core, is_number
from kpi.ingest.scans.engine import LATIN, Engine, Word
from kpi.model.scans import SURE

_DIGITS = "0123456789.,%/-():;"
_HEIGHTS = (40, 48, 56)
_WHOLE = 0.6
MARGIN = 8
"""Pixels of paper around the ink of a piece that may be a number."""
_HARDLY_SURE = 0.5
_NARROW, _NARROW_TOO, _NARROWER = 0.22, 0.3, 0.55  # of a letter's size, of the blanks of its line
_FEWEST_BLANKS = 4
_EDGE = 0.22  # of a word's height, left around it


def second_looks(
    engine: Engine, page: Grey, words: Sequence[Word], dpi: int
) -> dict[int, tuple[str, float]]:
    """What a second look reads of each number, by its place among the words, and how sure it is.

    Raises:
        EngineError: the engine ended without an answer.
    """
    places = [n for n, word in enumerate(words) if is_number(word.text)]
    height, width = page.shape

    def around(word: Word) -> Pixels:
        edge = max(int(_EDGE * (word.bottom - word.top)), 4)
        return (
            max(word.left - edge, 0), max(word.top - edge, 0),
            min(word.right + edge, width), min(word.bottom + edge, height),
        )  # fmt: skip

    found = _digits(engine, page, [around(words[n]) for n in places], dpi, _is_seen)
    return {
        n: (core("".join(w.text for w in seen)), min((w.confidence for w in seen), default=0.0))
        for n, seen in zip(places, found, strict=True)
    }


def _digits(
    engine: Engine,
    page: Grey,
    boxes: Sequence[Pixels],
    dpi: int,
    is_fine: Callable[[Sequence[Word], Pixels], bool],
) -> list[list[Word]]:
    """The digits of each piece; one that is not fine is looked at again in other company."""
    found: list[list[Word]] = [[] for _ in boxes]
    for height in _HEIGHTS:
        left = [n for n, words in enumerate(found) if not is_fine(words, boxes[n])]
        pieces = [boxes[n] for n in left]
        read = read_pieces(engine, page, pieces, dpi, LATIN, _DIGITS, height) if pieces else []
        for n, words in zip(left, map(joined, read), strict=True):
            if words:
                found[n] = words
    return found


def _is_seen(words: Sequence[Word], _box: Pixels) -> bool:
    return bool(words) and min(word.confidence for word in words) >= _HARDLY_SURE


def lone_numbers(engine: Engine, page: Grey, boxes: Sequence[Pixels], dpi: int) -> list[list[Word]]:
    """The numbers that pieces hold in which nothing sure was read: one that fills it, or none.

    A digit alone in its cell is easily missed, and a number taken for letters.

    Raises:
        EngineError: the engine ended without an answer.
    """
    found = _digits(engine, page, boxes, dpi, _fills)
    return [words if _fills(words, box) else [] for words, box in zip(found, boxes, strict=True)]


def _fills(words: Sequence[Word], box: Pixels) -> bool:
    """Whether a piece is one number and nothing beside it."""
    if len(words) != 1:
        return False
    whole = words[0].right - words[0].left >= _WHOLE * (box[2] - box[0] - 2 * MARGIN)
    return whole and words[0].confidence >= SURE and is_number(words[0].text)


def joined(words: Sequence[Word]) -> list[Word]:
    """The words, those that are halves of one number put together.

    A copy has specks and broken letters, at which the engine parts "7.827"; no blank is so narrow.
    """
    blanks: defaultdict[int, list[int]] = defaultdict(list)
    for left, right in pairwise(words):
        if left.line == right.line:
            blanks[left.line].append(right.left - left.right)
    kept: list[Word] = []
    for word in words:
        last = kept[-1] if kept else None
        if last is not None and _belong_together(last, word, blanks[word.line]):
            kept[-1] = replace(
                last, text=last.text + word.text, right=word.right, top=min(last.top, word.top),
                bottom=max(last.bottom, word.bottom),
                confidence=min(last.confidence, word.confidence),
            )  # fmt: skip
        else:
            kept.append(word)
    return kept


def _belong_together(left: Word, right: Word, blanks: Sequence[int]) -> bool:
    usual = sorted(blanks)[len(blanks) // 2] if len(blanks) >= _FEWEST_BLANKS else 0
    # Letters of one width, as of a typewriter, stand far apart, but not as far as words.
    widest = max(_NARROW * left.size, min(_NARROWER * usual, 0.5 * left.size))
    if left.line != right.line or not -4 <= right.left - left.right <= widest:
        return False
    # The paper beside a 1 is taken for a blank, too; a real one is wider.
    parted = left.text[-1:].isdigit() and right.text[:1].isdigit()
    parted &= right.left - left.right <= _NARROW_TOO * left.size
    parted |= left.text[-1:] in ".," and right.text[:1].isdigit()
    parted |= left.text[-1:].isdigit() and right.text[:1] in ".," and len(right.text) > 1
    return parted and is_number(left.text) and is_number(right.text)
