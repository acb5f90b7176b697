"""Numbers of a document's text ↔ where the picture of a page shows each.

Every number of a page that was read as a picture has a place: that of its word, or at least that
of its line, with no second look.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from kpi.ingest.documents.text import Kept, Place
from kpi.ingest.scans.digits import core
from kpi.model.scans import Box, ScannedPage, ScannedWord, Seen, Sighting

_TOKEN = re.compile(r"[^\s|]*\d[^\s|]*")
_NEAR = 2.0  # points


def sightings(kept: Kept, pages: Mapping[int, ScannedPage]) -> tuple[Sighting, ...]:
    """Every number on pages that were read as pictures, in the order of the text."""
    return tuple(
        sighting
        for start, end, places in kept.printed
        for sighting in _of_block(kept.text[start:end], start, places, pages)
    )


def pictured(kept: Kept, pages: Mapping[int, ScannedPage]) -> tuple[Sighting, ...]:
    """Every line on such pages, with the place of its first row of letters."""
    return tuple(
        Sighting(start, end, Seen(page, _shown(pages[page], box)))
        for start, end, ((page, box), *_) in kept.printed
    )


def _of_block(
    text: str, at: int, places: Sequence[Place], pages: Mapping[int, ScannedPage]
) -> Iterator[Sighting]:
    words = [(page, word) for page, box in places for word in _within(pages[page], box)]
    for token in _TOKEN.finditer(text):
        start = at + token.start()
        found = next((n for n, (_, word) in enumerate(words) if _same(word, token[0])), None)
        if found is not None:
            page, word = words.pop(found)
            yield Sighting(start, at + token.end(), _seen(page, word))
        else:
            page, box = places[0]
            yield Sighting(start, at + token.end(), Seen(page, _shown(pages[page], box)))


def _within(page: ScannedPage, box: Box) -> list[ScannedWord]:
    """The words with digits in a rectangle, column by column and each from its top."""
    left, top, right, bottom = box
    found = sorted(
        (
            word
            for word in page.words
            if left - _NEAR <= (word.left + word.right) / 2 <= right + _NEAR
            and top - _NEAR <= (word.top + word.bottom) / 2 <= bottom + _NEAR
            and any(map(str.isdigit, word.text))
        ),
        key=lambda word: word.left,
    )
    columns: list[list[ScannedWord]] = []
    end = 0.0
    for word in found:
        if not columns or word.left >= end:
            columns.append([])
        columns[-1].append(word)
        end = max(end, word.right)
    return [word for column in columns for word in sorted(column, key=lambda w: (w.top, w.left))]


def _same(word: ScannedWord, token: str) -> bool:
    return word.text.strip() == token or (core(word.text) == core(token) != "")


def _seen(page: int, word: ScannedWord) -> Seen:
    sure = min(word.confidence, word.second_confidence) if word.second else 0.0
    return Seen(page, word.box, core(word.first) or word.first, word.second, sure)


def _shown(page: ScannedPage, box: Box) -> Box:
    """Where a rectangle of the straightened page stands on the page as it is shown."""
    boxes = [word.box for word in page.words if _overlaps(word, box)]
    if not boxes:
        return box
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _overlaps(word: ScannedWord, box: Box) -> bool:
    left, top, right, bottom = box
    return word.right > left and word.left < right and word.bottom > top and word.top < bottom
