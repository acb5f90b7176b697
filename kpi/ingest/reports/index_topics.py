"""Which index a score or rank is of when its own sentence names none.

"Bộ TT&TT công bố DTI năm 2022. Đắk Nông được 0,5395 điểm, xếp thứ 49/63": what a text ranks and
scores is the index it named last, as long as the words before the number are but names, times
and words of ranking. Any other noun makes it a rank of something else.
"""

import re
from collections.abc import Mapping

from kpi.ingest.reports.phrases import Span, Text, any_of
from kpi.ingest.reports.surroundings import Frame
from kpi.model.word_roles import WordRole

# How far back an index may have been named, and how far into a text its title.
_BACK, _TITLE = 700, 200
_CLAUSE = re.compile(r"[.;:\n]\s|\)\s*,?")
# "xếp thứ 3 về thu hút đầu tư": behind a rank another thing is named.
_ABOUT_ELSE = re.compile(r"[^,;.()\d]{0,30}?(?<!\w)(?:về|trong lĩnh vực|ở lĩnh vực|tiêu chí)\s")
# "Huế và Hà Nội tụt xuống hạng 7 và 8"
_OF_TWO = re.compile(r"\s*(?:,|và)\s*\d{1,2}(?![.,]?\d)")
_END = re.compile(r"\.\s")
# Of what is told behind: a year before, or all the province.
_WHOLE = re.compile(
    r"\.\s+(?:[^.;]{0,40}?(?<!\w))?"
    r"(?:năm (?:19|20)\d\d|trước đó|kỳ trước|năm trước|năm ngoái)(?!\w)[^.;]*$"
)
_OF = re.compile(r"\s*(?:của|trong|thuộc)\s*")
_NAME = re.compile(r"[A-ZÀ-ỸĐ][\w.&-]*")
_SCORE = re.compile(r"0[.,]\d{2,4}|1[.,]0{2,4}|\d{2,3}[.,]\d{1,4}")


class IndexTopicWords:
    """What the words of config/ say between an index and its numbers, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        self.said = re.compile(rf"{any_of(words['index_said'])}|[\s\d.,/%:()\-–*+•]+")


class IndexTopics:
    """The indices that one document names."""

    def __init__(self, words: IndexTopicWords, text: Text) -> None:
        self._words = words
        self._text = text

    def of(self, frame: Frame) -> Span | None:
        """Where the index of a number is named, when it is not named beside it."""
        number, sentence = frame.number, frame.sentence
        if number.kind not in ("rank", "points") and not self._is_score(frame):
            return None
        # A heading begins something new, unless it names the index itself.
        floor = max(number.start - _BACK, sentence.above[-1][0] if sentence.above else 0)
        topic = self._named(floor, number.start) or self._text.last("index_name", 0, _TITLE)
        other = self._text.last("index_other", floor, number.start)
        if topic is None or (other and other[0] > topic[0]):
            return None
        begin = max(topic[1], self._clause_start(frame))
        if not self._is_said(begin, number.lead):
            return None
        behind = self._text.folded, number.unit_end, sentence.end
        return None if _ABOUT_ELSE.match(*behind) or _OF_TWO.match(*behind) else topic

    def _named(self, floor: int, end: int) -> Span | None:
        """The index or pillar named last; a pillar is the topic of its own paragraph only."""
        index = self._text.last("index_name", floor, end)
        line = self._text.folded.rfind("\n", floor, end) + 1
        pillar = self._text.last("index_pillar", max(floor, line), end)
        if pillar and index and _OF.fullmatch(self._text.folded, pillar[1], index[0]):
            return pillar  # "trụ cột xã hội số của DTI"
        if pillar and index and self._is_aside(index[1], pillar[0], end):
            return index
        return max(filter(None, (index, pillar)), default=None)

    def _is_aside(self, index: int, pillar: int, end: int) -> bool:
        """Whether a pillar was but told beside its index, in a sentence before.

        "DTI của tỉnh đứng thứ 29; trụ cột xã hội số thứ 24. Năm 2021 tỉnh xếp thứ 27."
        """
        folded = self._text.folded
        beside = index < pillar and not _END.search(folded, index, pillar)
        graded = beside and self._text.numerals(index, pillar) > 0
        return (
            graded
            and bool(_END.search(folded, pillar, end))
            and bool(_WHOLE.search(folded, pillar, end))
        )

    def _is_score(self, frame: Frame) -> bool:
        """Whether a number without "điểm" is written as a score: "0,5395", "82,92%" alone."""
        number = frame.number
        score = _SCORE.match(self._text.folded, number.start, number.end)
        return score is not None and (number.kind == "plain" or frame.bare)

    def _clause_start(self, frame: Frame) -> int:
        """Where the clause begins: behind a mark or the number before, which is told of its own."""
        start = frame.clause_start
        marks = _CLAUSE.finditer(self._text.folded, start, frame.number.lead)
        return max((mark.end() for mark in marks), default=start)

    def _is_said(self, start: int, end: int) -> bool:
        """Whether nothing but names, times and words of ranking stand between two places."""
        place = start
        while place < end:
            said = self._words.said.match(self._text.folded, place, end)
            name = said or _NAME.match(self._text.written, place, end)
            if name is None:
                return False
            place = name.end()
        return True
