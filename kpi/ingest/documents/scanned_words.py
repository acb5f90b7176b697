"""Words of a scanned page as the field writes them: parted where two ran together, marks set right.

Only letters are touched, never a digit, and only where one word of the catalogue fits between the
words beside it: "Sô hóa hồsơ" is "Số hóa hồ sơ". What a number was read as is never repaired.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kpi.catalogue import Catalogue
from kpi.language.spelling import composed, fold, unmarked
from kpi.model.scans import ScannedPage, ScannedWord

_WORD = re.compile(r"[^\W\d_]+")
_BARE = re.compile(r"(\W*)([^\W\d_]+)(\W*)")
_RUN_TOGETHER = re.compile(r"(\W*)([^\W\d_][^\W\d_&-]*)(\W*)")
_SHORTEST, _LONGEST = 2, 24
_BLANK = 0.15  # of a letter's size


class FieldWords:
    """The words of the catalogue, and which of them stand beside one another."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._known: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()
        self._alike: dict[str, set[str]] = {}
        for text in _texts(catalogue):
            words = _WORD.findall(fold(composed(text)))
            self._known.update(words)
            self._pairs.update(pairwise(words))
        for word in self._known:
            self._alike.setdefault(unmarked(word), set()).add(word)

    def mended(self, page: ScannedPage) -> ScannedPage:
        """The page with its words as the field writes them."""
        parted = [half for word in page.words for half in self._parted(word)]
        texts = [_bare(word.text) for word in parted]
        words = [
            self._marked(
                word,
                texts[n - 1] if n and _is_beside(parted[n - 1], word) else "",
                texts[n + 1] if n + 1 < len(parted) and _is_beside(word, parted[n + 1]) else "",
            )
            for n, word in enumerate(parted)
        ]
        return replace(page, words=tuple(words))

    def _parted(self, word: ScannedWord) -> Iterator[ScannedWord]:
        """The words of one in which blanks were not seen."""
        match = _RUN_TOGETHER.fullmatch(word.text)
        if match is None or fold(composed(match[2])) in self._known:
            yield word
            return
        ends = [len(match[1]) + end for end in self._ends(match[2])]
        width = (word.right - word.left) / len(word.text)
        left, top, right, bottom = word.box
        shown = (right - left) / len(word.text)
        for start, end in pairwise([0, *ends, len(word.text)]):
            first, last = start == 0, end == len(word.text)
            yield replace(
                word,
                text=word.text[start:end],
                left=word.left + start * width + (0 if first else _BLANK * word.size),
                right=word.left + end * width - (0 if last else _BLANK * word.size),
                box=(left + start * shown, top, left + end * shown, bottom),
            )

    def _ends(self, written: str) -> list[int]:
        """Where the words of a row of letters end, but the last; nothing where that is open."""
        found: list[list[int]] = []
        folded = fold(composed(written))

        def look(at: int, last: str, ends: list[int]) -> None:
            if written[at:].isupper() and not written[:at].isupper() and at:
                found.append(ends)  # "hồsơTTHC"
                return
            for end in range(at + _SHORTEST, len(folded) + 1):
                word = folded[at:end]
                if word not in self._known or (
                    last and (last, word) not in self._pairs and not written[end - 1 :].isupper()
                ):
                    continue
                if end == len(folded):
                    found.append(ends)
                    continue
                look(end, word, [*ends, end])

        if len(folded) <= _LONGEST and len(folded) == len(written):
            look(0, "", [])
        return found[0] if len(found) == 1 else []

    def _marked(self, word: ScannedWord, before: str, behind: str) -> ScannedWord:
        """The word with other marks, where only so it stands beside a neighbour in the field."""
        match = _BARE.fullmatch(word.text)
        if match is None or not (before or behind):
            return word
        folded = fold(composed(match[2]))
        if self._fits(folded, before, behind):
            return word
        others = self._alike.get(unmarked(folded), set()) - {folded}
        fitting = [other for other in others if self._fits(other, before, behind)]
        if len(fitting) != 1 or len(fitting[0]) != len(match[2]):
            return word
        letters = zip(match[2], fitting[0], strict=True)
        text = "".join(new.upper() if old.isupper() else new for old, new in letters)
        return replace(word, text=f"{match[1]}{text}{match[3]}")

    def _fits(self, word: str, before: str, behind: str) -> bool:
        return (before, word) in self._pairs or (word, behind) in self._pairs


# What every official paper says of itself, besides what the catalogue names.
_FORMULAS = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc", "Ủy ban nhân dân tỉnh",
    "Ủy ban nhân dân thành phố", "Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ",
    "Báo cáo kết quả", "Kính gửi", "Nơi nhận", "Căn cứ Quyết định", "Căn cứ Kế hoạch",
    "phương hướng, nhiệm vụ năm", "sáu tháng đầu năm", "chín tháng đầu năm", "trên địa bàn tỉnh",
)  # fmt: skip


def _texts(catalogue: Catalogue) -> Iterator[str]:
    yield from _FORMULAS
    for indicator in catalogue.indicators.values():
        yield from (indicator.name_vi, indicator.short_vi, *indicator.phrases)
        for prose in indicator.prose:
            yield from (
                phrase for group in (*prose.head, *prose.about) for phrase in group.split("|")
            )
    for phrases in catalogue.words.values():
        yield from phrases
    for area in catalogue.areas.values():
        yield area.name_vi
    for unit in catalogue.units.values():
        yield unit.name_vi


def _bare(text: str) -> str:
    match = _BARE.fullmatch(text)
    return fold(composed(match[2])) if match else ""


def _is_beside(left: ScannedWord, right: ScannedWord) -> bool:
    """Whether two words follow one another in a line, or over its end."""
    same = abs(left.top - right.top) < 1
    return same or (right.top > left.top and right.left < left.left)
