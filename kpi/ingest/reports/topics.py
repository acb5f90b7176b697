"""What a bare number is of when the words before it name but a topic.

"Thứ hai, tỷ lệ hộ có cáp quang. Kế hoạch giao là 80%, kết quả 76,3%." and "1. Trạm BTS ↵ Tổng số
9.214": a short sentence or the nearest heading, without a number of its own, names the indicator;
between it and the number stand only times, plans and words of telling. Any other noun makes it a
number of something else.
"""

import re
from collections.abc import Mapping

from kpi.ingest.reports.phrases import Span, Text, any_of
from kpi.ingest.reports.surroundings import Frame
from kpi.model.word_roles import WordRole

# Who names more words at once tells of more than a topic.
_LONGEST = 90
_NUMBERING = re.compile(
    r"\s*(?:[-–•+*]\s*|\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-zđ])[.)/-]+\s*)*"
)
_CLAUSE = re.compile(r"[;]\s")
# "4G, 5G" and "mức độ 3, 4" are names; any other digit is a number.
_DIGIT = re.compile(r"(?<!mức độ )(?<!mức )\d(?!g\b)")


class TopicWords:
    """What the words of config/ say between a topic and its numbers, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        self.said = re.compile(
            rf"(?:(?<!\w){any_of(words['topic_said'])}(?!\w)|[\s\d.,/:()\-–*+•])*+"
        )


class Topics:
    """The sentences and headings of one document that name but a topic."""

    def __init__(self, words: TopicWords, text: Text) -> None:
        self._words = words
        self._text = text

    def of(self, frame: Frame) -> Span | None:
        """Where the topic of a number is named, if nothing else is named between them."""
        if not frame.bare or frame.sentence.row:
            return None
        start = self._clause_start(frame)
        if self._words.said.fullmatch(self._text.folded, start, frame.number.lead) is None:
            return None
        return self._named(frame)

    def _named(self, frame: Frame) -> Span | None:
        """The sentence before in a paragraph; for the first one, the nearest lead or heading."""
        above = frame.sentence.above
        topic = frame.prior or (above[-1] if above else None)
        if topic is None:
            return None
        begin = _NUMBERING.match(self._text.folded, *topic)
        topic = (begin.end() if begin else topic[0], topic[1])
        short = topic[1] - topic[0] <= _LONGEST
        counts = _DIGIT.search(self._text.folded, *topic) is not None
        return topic if short and not counts else None

    def _clause_start(self, frame: Frame) -> int:
        """Where the clause begins: behind a semicolon or the number before."""
        start = frame.clause_start
        marks = _CLAUSE.finditer(self._text.folded, start, frame.number.lead)
        return max((mark.end() for mark in marks), default=start)
