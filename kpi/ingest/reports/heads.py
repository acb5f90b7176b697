"""The noun that a number counts: over its cell, right behind the number, or further away."""

import re

from kpi.ingest.reports.phrases import Group, Span, Text
from kpi.ingest.reports.rulebook import Rule
from kpi.ingest.reports.surroundings import Frame

Sure = tuple[Span, float]
"""Words that were found and how sure it is that they belong to the number."""

# What each step away from the number costs.
_BEHIND, _NEAR, CLAUSE, _SENTENCE, _LATER, ABOVE = 1.0, 0.95, 0.8, 0.7, 0.6, 0.5
_AFTER_A_SHARE, _AFTER_ANY = 0.95, 0.9
_PASSED_ELLIPTIC, _PASSED, _OWNED_HEAD = 0.02, 0.03, 0.1
NEAR_ENOUGH = 0.57
"""With less, the words that name an indicator stand too far from its number."""
HEADINGS = 2
"""Only the nearest headings may hold the noun of a number."""
# A number of these kinds says nothing without its noun.
_NOUN_NEEDED = ("plain", "percent")
# "62% số hồ sơ": between a share and its noun stand few words.
_FEW_WORDS = 6
_IN_A_SET = re.compile(r"(?:(?:gồm|trong đó|và|có)|[,;:(])\s*$")
_LONGEST_BRACKET = 160
_COUNT = re.compile(r"(?<![\w.,/])\d[\d.,/]*(?![\dg])")
_VERB = re.compile(
    r"\s+(?:đã\s+|được\s+)?(?:có|dùng|sử dụng|lắp|kết nối|phủ|truy nhập|truy cập)(?!\w)"
)
_OF_THEM = re.compile(r"(?:trong đó|trong số đó|trong số này)(?:,|\s+có|\s+khoảng)?\s*$")
_STOP = re.compile(r"[;(]")
_ANY_UNIT = "đơn vị"
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
            return self._behind(frame, behind) or self._of_the_share_before(frame, rule.head)
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

    def _of_the_share_before(self, frame: Frame, heads: Group) -> Sure | None:
        """The head of a share that has but a verb behind it, told with the number before.

        "98% số thôn có sóng di động; 92,6% có Internet cố định", "2,74 triệu thuê bao, trong đó
        61% dùng điện thoại thông minh".
        """
        number, folded = frame.number, self._text.folded
        if number.kind != "percent" or not _VERB.match(folded, number.unit_end):
            return None
        if _OF_THEM.search(folded, frame.clause_start, number.lead):
            told = self._outside(frame, heads, number.lead)
        elif folded[max(0, frame.clause_start - 1) : frame.clause_start] == "%":
            told = self._nearest(heads, frame.clause_start, number.lead)
        else:
            return None
        return (told, CLAUSE) if told else None

    def _is_ahead(self, frame: Frame, rule: Rule) -> bool:
        """Whether the words behind a number are its noun phrase, so that none stands before.

        "là 7.318 người": the unit alone says nothing of what is counted.
        """
        number = frame.number
        unit = self._text.folded[number.unit_end : frame.near_end].strip(" .,")
        if frame.bare or frame.of_level or unit == rule.indicator.unit:
            return False
        if number.kind == "plain" and unit == _ANY_UNIT:
            return False  # "doanh nghiệp công nghệ số có 62 đơn vị"
        if number.kind == "plain" and self.is_attribute(frame, rule):
            return False
        return not frame.linked or number.kind == "plain"

    def is_attribute(self, frame: Frame, rule: Rule) -> bool:
        """Whether but an attribute stands behind a number: "gồm 897 toàn trình và 645 một phần"."""
        start, end, lead = frame.starts[0], frame.near_end, frame.number.lead
        clause = self._text.folded.rfind(";", frame.sentence.start, lead) + 1
        opens = _IN_A_SET.search(self._text.folded, frame.clause_start, lead)
        # "giảm 11.090 thuê bao, gồm 7.448 cố định": parts of a change are no stock.
        if not opens or self._text.last("growth", max(clause, frame.sentence.start), lead):
            return False
        spans = (self._text.at(group, start, end) for group in rule.about)
        return any(not self._text.folded[b:end].strip(" .,\n") for _, b in filter(None, spans))

    def _before(self, frame: Frame, heads: Group) -> Sure | None:
        """The head in the noun phrase before a number, or where an ellipsis points back to."""
        if frame.elliptic:
            earlier = self._outside(frame, heads, frame.near_start)
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
            return clause, CLAUSE
        if told := self._outside(frame, heads, number.start):
            if self._text.folded.startswith(":", told[1]):
                return told, _SENTENCE  # "Thuê bao: di động 928.610; cố định 6.870; …"
            # With several numbers between, a nearer noun is likelier.
            passed = self._text.numerals(told[1], number.start)
            return told, _SENTENCE - _PASSED * min(passed, 4)
        # "đứng thứ 15; PAR INDEX đạt …": behind a semicolon another index is told of.
        stop = _STOP.search(self._text.folded, number.unit_end, sentence.end)
        end = stop.start() if stop else sentence.end
        if number.kind == "rank" and (later := self._text.first(heads, number.end, end)):
            return later, _LATER
        for span in reversed(sentence.above[-HEADINGS:]):
            if above := self._text.last(heads, *span):
                return above, ABOVE
        return None

    def _outside(self, frame: Frame, heads: Group, end: int) -> Span | None:
        """The head in the sentence before a number, but no part of another in a bracket."""
        start = frame.sentence.start
        told = self._nearest(heads, start, end)
        while (
            told and (opened := bracket_of(self._text.folded, told, frame.number.lead)) is not None
        ):
            told = self._nearest(heads, start, opened)
        return told

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


# What each step away from the number costs.


def bracket_of(folded: str, span: Span, lead: int) -> int | None:
    """Where the bracket opens, if a word stands among the parts of a number before.

    "1.911 trạm BTS (502 trạm 2G, 691 trạm 4G) đặt tại 674 vị trí": those sites are of all.
    """
    closed = folded.find(")", span[1], lead)
    if closed < 0:
        return None
    opened = folded.rfind("(", max(0, span[0] - _LONGEST_BRACKET), span[0])
    if opened < 0 or ")" in folded[opened : span[0]]:
        return None
    return opened if _COUNT.search(folded, opened, closed) else None
