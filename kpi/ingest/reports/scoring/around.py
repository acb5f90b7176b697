"""The words around a number, with every quantity masked: all that the scorer sees of a text.

"Toàn tỉnh có 1.699 trạm thu phát sóng" is, around its number, "toàn tỉnh có" and "trạm thu
phát sóng". It is kept as text, so that an example outlives the features made of it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Span
from kpi.ingest.reports.quantities import Number, NumberKind
from kpi.ingest.reports.surroundings import columns
from kpi.language.digits import Mark
from kpi.language.spelling import composed, fold
from kpi.model import Quantity

_TOKEN = re.compile(r"\d[gG](?!\w)|[^\W\d_]+|\d[\d.,/]*|[^\w\s]")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Levels and names such as "mức độ 4" and "1022" keep their digits, other numerals say nothing.
_LONGEST_NUMERAL = 4
QUANTITY, SHARE, YEAR, NUMERAL = "#", "#%", "@năm", "@số"
# How many words are seen of each side of the sentence, and of what stands elsewhere.
_LEFT, _RIGHT, _ABOVE, _PRIOR, _CELL = 40, 24, 24, 20, 14
_HEADINGS = 2
# So many lines before a line without words may be the other cells of its row.
_BARE = 8


class Around(NamedTuple):
    """What surrounds one number: its sentence, what stands above it, and how it is written.

    The texts are folded words with one blank between. `left` and `right` are of its sentence,
    `above` of the nearest headings, `prior` of the sentence or the cells before, `column` of the
    cell over a table cell, `label` of the first cell of its row that has words. `of` says that
    it is written n/N; `size` is how many digits it has before the decimal mark, 0 when unknown.
    """

    left: str
    right: str
    above: str = ""
    prior: str = ""
    column: str = ""
    label: str = ""
    kind: NumberKind = "plain"
    of: bool = False
    whole: bool = True
    size: int = 0

    @property
    def seen(self) -> str:
        """All words that are seen of it, a bar between those that stand apart."""
        parts = (self.left, self.right, self.column, self.label, self.above, self.prior)
        return f" {' | '.join(parts)} "


class Masked:
    """The words of one document in its order, its quantities masked."""

    def __init__(
        self, folded: str, sentences: Sequence[Sentence], numbers: Sequence[Number]
    ) -> None:
        self._folded = folded
        self._sentences = sentences
        self._starts: list[int] = []
        self._words: list[str] = []
        self._mask(folded, numbers)

    def around(self, number: Number, index: int, mark: Mark | None) -> Around:
        """What surrounds a number of the sentence at `index`; `mark` is the decimal mark."""
        sentence = self._sentences[index]
        read = _value(self._folded, number, mark)
        return Around(
            left=self._span((sentence.start, number.start), last=_LEFT),
            right=self._span((number.end, sentence.end), first=_RIGHT),
            above=" ".join(self._span(s, last=_ABOVE) for s in sentence.above[-_HEADINGS:]),
            prior=self._prior(index),
            column=self._column(sentence, number),
            label=self._label(sentence),
            kind=number.kind,
            of=number.of,
            whole=read is None or read.is_integer(),
            size=0 if read is None else len(str(int(abs(read)))),
        )

    def _mask(self, folded: str, numbers: Sequence[Number]) -> None:
        spans = [(n.start, n.end, SHARE if n.kind == "percent" else QUANTITY) for n in numbers]
        place = 0
        for match in _TOKEN.finditer(folded):
            start = match.start()
            while place < len(spans) and spans[place][1] <= start:
                place += 1
            if place < len(spans) and spans[place][0] <= start:
                if self._starts and self._starts[-1] >= spans[place][0]:
                    continue
                word = spans[place][2]
            else:
                word = _word(match[0])
            self._starts.append(start)
            self._words.append(word)

    def _span(self, span: Span, *, first: int = 0, last: int = 0) -> str:
        begin, end = (bisect_left(self._starts, place) for place in span)
        if first:
            end = min(end, begin + first)
        if last:
            begin = max(begin, end - last)
        return " ".join(self._words[begin:end])

    def _prior(self, index: int) -> str:
        """The sentence before in the same line, or the cells before a number alone in its own."""
        sentence = self._sentences[index]
        if self._is_bare(sentence):
            first = self._sentences[max(0, index - _BARE)].start
            return self._span((first, sentence.start), last=_PRIOR)
        before = self._sentences[index - 1] if index else None
        if before is None or before.line != sentence.line:
            return ""
        return self._span(before[:2], last=_PRIOR)

    def _is_bare(self, sentence: Sentence) -> bool:
        """Whether a sentence has no words, as a cell of a table that lost its lines."""
        return not any(map(str.isalpha, self._folded[sentence.start : sentence.end]))

    def _column(self, sentence: Sentence, number: Number) -> str:
        if sentence.head is None or sentence.head[0] == sentence.start:
            return ""
        pairs = columns(self._folded, sentence.head, sentence[:2])
        over = next((head for head, (_, end) in pairs if number.start < end), None)
        return self._span(over, last=_CELL) if over else ""

    def _label(self, sentence: Sentence) -> str:
        if not sentence.row:
            return ""
        start = sentence.start
        for cell in self._folded[sentence.start : sentence.end].split("|"):
            if sum(map(str.isalpha, cell)) > 1:
                return self._span((start, start + len(cell)), first=_CELL)
            start += len(cell) + 1
        return ""


def _value(folded: str, number: Number, mark: Mark | None) -> float | None:
    """The value, as whole as it can be read: "4,907 thành viên" are thousands."""
    if number.kind == "plain":
        quantity = number.read(folded, None, whole=True)
        if isinstance(quantity, Quantity):
            return quantity.value
    quantity = number.read(folded, mark, whole=False)
    return quantity.value if isinstance(quantity, Quantity) else None


def words_in(phrase: str) -> list[str]:
    """The words of a phrase of config/, as they are seen in a text."""
    return [_word(match) for match in _TOKEN.findall(fold(composed(phrase)))]


def _word(written: str) -> str:
    if not written[0].isdigit() or not written[-1].isdigit():
        return written
    if _YEAR.fullmatch(written):
        return YEAR
    return written if len(written) <= _LONGEST_NUMERAL and written.isdigit() else NUMERAL
