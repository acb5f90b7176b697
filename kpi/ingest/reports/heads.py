"""What a number counts: the noun right by it, or the nearest one before it.

"1.699 trạm thu phát sóng": the noun follows its number. "Tỷ lệ hồ sơ trực tuyến đạt 67%": it
stands before, with a linking word between. The further it must be sought, the less sure.
"""

import re

from kpi.ingest.reports.phrases import Group, Span, Text
from kpi.ingest.reports.rules import Rule
from kpi.ingest.reports.surroundings import Frame

Sure = tuple[Span, float]
"""Words that were found and how sure it is that they belong to the number."""

# What each step away from the number costs.
_BEHIND, _NEAR, _CLAUSE, _SENTENCE, _LATER, _ABOVE = 1.0, 0.95, 0.8, 0.7, 0.6, 0.5
_AFTER_A_SHARE, _AFTER_ANY = 0.95, 0.9
_PASSED_ELLIPTIC, _PASSED, _OWNED_HEAD = 0.02, 0.03, 0.1
HEADINGS = 2
"""Only the nearest headings may hold the noun of a number."""
# A number of these kinds says nothing without its noun.
_NOUN_NEEDED = ("plain", "percent")
# "62% số hồ sơ": between a share and its noun stand few words.
_FEW_WORDS = 6
_OWNED = re.compile(r"(?:của|cho|đối với|trên|trong|từ)(?:\s+(?:các|tổng số|những|số))*\s*$")


class Heads:
    """The nouns of the numbers of one document."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def of(self, frame: Frame, rule: Rule) -> Sure | None:
        """What is counted: over a table cell, right behind the number, or further away."""
        if beside := self._beside(frame, rule.head):
            return beside
        behind = self._text.first(rule.head, frame.starts[0], frame.near_end)
        if self._is_ahead(frame, rule) and (behind or frame.number.kind in _NOUN_NEEDED):
            return self._behind(frame, behind)
        if before := self._before(frame, rule.head):
            return before
        if behind and frame.number.kind != "plain":
            return behind, _NEAR * _AFTER_ANY
        return self._far(frame, rule.head)

    def _beside(self, frame: Frame, heads: Group) -> Sure | None:
        """The head over a table cell, or right behind the number."""
        if frame.column and (over := self._text.last(heads, *frame.column)):
            return over, _NEAR
        openings = (self._text.at(heads, start, frame.near_end) for start in frame.starts)
        opening = next((span for span in openings if span), None)
        return (opening, _BEHIND) if opening else None

    def _behind(self, frame: Frame, head: Span | None) -> Sure | None:
        """The head further behind a number, where none can stand before it."""
        kind = frame.number.kind
        if head is None or kind == "plain":
            return None
        if kind != "percent":
            return head, _NEAR
        few = self._count(frame.starts[0], head[0]) <= _FEW_WORDS
        return (head, _NEAR * _AFTER_A_SHARE) if few else None

    def _is_ahead(self, frame: Frame, rule: Rule) -> bool:
        """Whether the words behind a number are its noun phrase, so that none stands before.

        "là 7.318 người": the unit alone says nothing of what is counted.
        """
        number = frame.number
        unit = self._text.folded[number.unit_end : frame.near_end].strip(" .,")
        if frame.bare or unit == rule.indicator.unit:
            return False
        return not frame.linked or number.kind == "plain"

    def _before(self, frame: Frame, heads: Group) -> Sure | None:
        """The head in the noun phrase before a number, or where an ellipsis points back to."""
        if frame.elliptic:
            earlier = self._nearest(heads, frame.sentence.start, frame.near_start)
            if earlier:
                passed = self._text.numerals(earlier[1], frame.number.start)
                cost = _PASSED_ELLIPTIC * min(passed, 5)
                return earlier, _NEAR - cost - self._owned(frame, earlier)
        near = self._nearest(heads, frame.near_start, frame.number.start)
        return (near, _NEAR - self._owned(frame, near)) if near else None

    def _far(self, frame: Frame, heads: Group) -> Sure | None:
        """The head in the clause, the sentence or what stands above it."""
        number, sentence = frame.number, frame.sentence
        if clause := self._nearest(heads, frame.clause_start, number.start):
            return clause, _CLAUSE
        if told := self._nearest(heads, sentence.start, number.start):
            # With several numbers between, a nearer noun is likelier.
            passed = self._text.numerals(told[1], number.start)
            return told, _SENTENCE - _PASSED * min(passed, 4)
        if number.kind == "rank" and (later := self._text.first(heads, number.end, sentence.end)):
            return later, _LATER
        for span in reversed(sentence.above[-HEADINGS:]):
            if above := self._text.last(heads, *span):
                return above, _ABOVE
        return None

    def _nearest(self, heads: Group, start: int, end: int) -> Span | None:
        """The head before a number: the first after "tỷ lệ", else the nearest."""
        rate = self._text.last("rate", start, end)
        if rate and (first := self._text.first(heads, rate[0], end)):
            return first
        return self._text.last(heads, start, end)

    def _owned(self, frame: Frame, head: Span) -> float:
        """What it costs a rate's head to stand behind "của": "tỷ lệ hồ sơ của các thủ tục"."""
        start = frame.sentence.start
        if frame.number.kind != "percent" or not self._text.last("rate", start, head[0]):
            return 0.0
        owned = _OWNED.search(self._text.folded, max(start, head[0] - 24), head[0])
        return _OWNED_HEAD if owned else 0.0

    def _count(self, start: int, end: int) -> int:
        return len(self._text.folded[start:end].split())
