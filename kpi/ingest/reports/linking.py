"""A number → the indicators it may tell of: its noun, then what stands near.

The further what the indicator is about must be sought (the noun phrase, the clause, the
sentence, the heading), the less sure.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kpi.ingest.reports.heads import HEADINGS, Heads, Sure
from kpi.ingest.reports.phrases import Group, Span, Text
from kpi.ingest.reports.quantities import NumberKind
from kpi.ingest.reports.rules import Rule, Rulebook
from kpi.ingest.reports.surroundings import Frame, Frames

# What each step away from the number costs.
_NEAR, _CLAUSE, _SENTENCE, _ABOVE = 1.0, 0.95, 0.85, 0.75
# Of two indicators as sure, the one wins that more of the text speaks for.
_WEIGHT, _MOST_WEIGHT = 0.005, 50
_OF_A_SHARE = re.compile(r"%\s*(?:\w+\s*)?$")


class Link(NamedTuple):
    """An indicator a number may tell of; `words` are spans of what was found.

    `weight` is how many characters of the text speak for it, `standing` what decides between
    indicators: how sure it is, then the weight.
    """

    rule: Rule
    confidence: float
    words: tuple[Span, ...]
    weight: int
    standing: float


class Linker:
    """The rules that may fit a text, to link its numbers."""

    def __init__(self, rulebook: Rulebook, text: Text, frames: Frames) -> None:
        self._text = text
        self._frames = frames
        self._heads = Heads(text)
        self._by_kind: Mapping[NumberKind, Sequence[Rule]] = {
            kind: [rule for rule in rules if rule.may_hold(text)]
            for kind, rules in rulebook.by_kind.items()
        }
        self._near: dict[tuple[int, NumberKind], list[Rule]] = {}

    def links(self, frame: Frame) -> list[Link]:
        """The indicators a number may tell of, the likeliest first, one link for each."""
        best: dict[str, Link] = {}
        for rule in self._rules(frame):
            link = self._link(frame, rule)
            known = best.get(rule.indicator.id)
            if link and (known is None or link.standing > known.standing):
                best[rule.indicator.id] = link
        return sorted(best.values(), key=lambda link: link.standing, reverse=True)

    def _rules(self, frame: Frame) -> Sequence[Rule]:
        """The rules whose head stands in or above the sentence of a number."""
        kind, sentence = frame.number.kind, frame.sentence
        key = frame.sentence_index, kind
        if key not in self._near:
            spans = [
                sentence[:2],
                *sentence.above[-HEADINGS:],
                *([sentence.head] if sentence.head else ()),
            ]
            self._near[key] = [
                rule
                for rule in self._by_kind[kind]
                if any(self._text.first(rule.head, *span) for span in spans)
            ]
        return self._near[key]

    def _link(self, frame: Frame, rule: Rule) -> Link | None:
        head = self._heads.of(frame, rule)
        if head is None:
            return None
        span, sure = head
        spans = [span]
        for group in rule.about:
            about = self._about(frame, group)
            if about is None or (about[1] == _ABOVE and self._goes_on(frame, span[1])):
                return None
            spans.append(about[0])
            sure *= about[1]
        if self._is_excluded(frame, rule, self._zone(frame, spans)):
            return None
        weight = _covered(spans)
        standing = round(sure + _WEIGHT * min(weight, _MOST_WEIGHT), 3)
        return Link(rule, sure, tuple(spans), weight, standing)

    def _about(self, frame: Frame, group: Group) -> Sure | None:
        """What the indicator is about, as near as it stands, and what the way to it costs."""
        if frame.column and (over := self._text.last(group, *frame.column)):
            return over, _NEAR
        if near := self._text.last(group, frame.near_start, frame.near_end):
            return near, _NEAR
        for start, cost in (
            (frame.clause_start, _CLAUSE),
            (frame.sentence.start, _SENTENCE),
        ):
            span = self._text.last(group, start, frame.clause_end)
            if span and not self._is_of_a_share(span[0]):
                return span, cost
        above = (*frame.sentence.above, *([frame.prior] if frame.prior else ()))
        for place in reversed(above):
            if span := self._text.last(group, *place):
                return span, _ABOVE
        return None

    def _goes_on(self, frame: Frame, end: int) -> bool:
        """Whether the noun has words of its own: "196 dịch vụ dữ liệu nội bộ" are no others'."""
        if end <= frame.number.end:
            return False
        rest = self._text.folded[end : frame.near_end].strip(" \"”'")
        return bool(rest) and rest[0].isalpha() and not self._frames.opens(end, frame.near_end)

    @staticmethod
    def _zone(frame: Frame, spans: Sequence[Span]) -> int:
        """Where the words begin that tell of the number, for what must not stand among them."""
        number = frame.number
        if number.kind == "rank" and spans[0][0] < frame.clause_start:
            return max(frame.sentence.start, spans[0][0])
        inside = [start for start, _ in spans if frame.clause_start <= start < number.start]
        zone = min([frame.near_start, *inside])
        earliest = min((start for start, _ in spans[1:]), default=zone)
        if earliest < frame.clause_start:
            # From where the subject stands: "2.071 tổ …, cấp xã 193 tổ với 1.544 thành viên".
            zone = min(zone, max(frame.segment_start, earliest))
        return zone

    def _is_excluded(self, frame: Frame, rule: Rule, start: int) -> bool:
        """Whether a word stands near that makes it another indicator."""
        if self._text.first(rule.without, frame.near_start, frame.near_end):
            return True
        # "đến 100% cấp thôn": the level is of that share, not of this number.
        earlier = self._text.within(rule.without, start, frame.near_start)
        return any(not self._is_of_a_share(span[0]) for span in earlier)

    def _is_of_a_share(self, start: int) -> bool:
        """Whether a word is what a percentage before it counts, and so no other number's."""
        return _OF_A_SHARE.search(self._text.folded, max(0, start - 12), start) is not None


def _covered(spans: Iterable[Span]) -> int:
    """How many characters the spans cover together."""
    covered, last = 0, -1
    for start, end in sorted(set(spans)):
        covered += max(0, end - max(start, last))
        last = max(last, end)
    return covered
