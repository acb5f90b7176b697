"""Words around a number that make it no figure, whatever it counts: the rules of modifiers.toml.

"Có 450 trạm BTS chưa được cấp phép": the stations are counted right, but they are not the
province's stock. A rule never holds by words that are the indicator's own: "15 vụ vi phạm" is a
figure of the indicator that counts offences.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kpi.ingest.reports.indicators import Link
from kpi.ingest.reports.phrases import Group, Span, Text
from kpi.ingest.reports.surroundings import Frame
from kpi.model.entries import Modifier

# How far before a number a word that stands right beside it may begin.
_BESIDE = 40
# How far before a group the words that open its clause may begin.
_OPENING = 60
# Which kinds of quantities the names in modifiers.toml mean.
_KINDS = {"plain": "count", "percent": "percent", "money": "money"}


class Modifiers:
    """The modifiers that a text has words of."""

    def __init__(self, rules: Iterable[Modifier], text: Text) -> None:
        self._text = text
        possible = (rule for rule in rules if any(text.holds(g) for g in _around(rule)))
        # What blocks a number comes before what only asks about it.
        ordered = sorted(possible, key=lambda rule: rule.asks)
        self._possible = [(rule, self._begins(rule)) for rule in ordered]
        self._found: dict[tuple[object, ...], Modifier | None] = {}

    def _begins(self, rule: Modifier) -> list[int]:
        """Where words of a rule begin."""
        end = len(self._text.folded)
        spans = (self._text.within(group, 0, end) for group in _around(rule))
        return sorted(start for found in spans for start, _ in found)

    def sift(self, frame: Frame, links: Sequence[Link]) -> tuple[list[Link], str]:
        """The links that no modifier speaks against; if none is left, why."""
        kept, reason = [], ""
        for link in links:
            rule = self._against(frame, link)
            if rule is None or rule.asks:
                kept.append(link)
            else:
                reason = reason or rule.reason
        return kept, "" if kept else reason

    def doubt(self, frame: Frame, link: Link) -> str:
        """What a person is asked about the number of a link; "" for nothing."""
        rule = self._against(frame, link)
        return rule.reason if rule and rule.asks else ""

    def _against(self, frame: Frame, link: Link) -> Modifier | None:
        number = frame.number
        key = number.start, number.kind, frame.near_start, link.rule.indicator.id, link.words
        if key not in self._found:
            start = frame.prior[0] if frame.prior else frame.sentence.start
            end = max(frame.near_end, frame.clause_end)
            near = (
                rule
                for rule, begins in self._possible
                if bisect_left(begins, start) < bisect_left(begins, end)
            )
            holds = (rule for rule in near if self._holds(rule, frame, link))
            self._found[key] = next(holds, None)
        return self._found[key]

    def _holds(self, rule: Modifier, frame: Frame, link: Link) -> bool:
        if rule.kinds and _KINDS.get(frame.number.kind) not in rule.kinds:
            return False
        phrase, clause = _phrase_start(frame, link), self._clause_start(frame)
        spans = self._spans(rule, frame, phrase, clause)
        lead = frame.number.lead
        spans += self._text.within(rule.earlier, self._borrowed_from(frame, link), lead)
        spans += [s for s in self._text.within(rule.opening, clause, lead) if self._opens(s[0])]
        if all(any(a <= begin and end <= b for a, b in link.words) for begin, end in spans):
            return False
        if rule.needs and not self._text.first(rule.needs, clause, frame.clause_end):
            return False
        start = clause if rule.clause else phrase
        return self._text.first(rule.not_when, start, frame.clause_end) is None

    def _spans(self, rule: Modifier, frame: Frame, phrase: int, clause: int) -> list[Span]:
        """Where words of a modifier stand around a number, its noun phrase and its clause."""
        number, text = frame.number, self._text
        return [
            *self._beside(rule.beside, frame),
            *text.within(rule.before, phrase, number.lead),
            *text.within(rule.behind, number.unit_end, frame.near_end),
            *text.within(rule.clause, clause, number.lead),
        ]

    def _beside(self, group: Group, frame: Frame) -> Iterable[Span]:
        # "không đạt 80%": the verb is read as one of the number's hedges.
        for end in (frame.number.start, frame.number.lead):
            span = self._text.last(group, max(frame.sentence.start, end - _BESIDE), end)
            if span and not self._text.folded[span[1] : end].strip(" :"):
                yield span

    def _opens(self, start: int) -> bool:
        """Whether nothing but opening words stand before a group: "đối với các hộ nghèo"."""
        folded, opened = self._text.folded, False
        limit = max(0, start - _OPENING)
        while span := self._text.last("opening", limit, start):
            if folded[span[1] : start].strip():
                break
            start, opened = span[0], True
        before = folded[:start].rstrip(" -–+•*")
        return opened and (not before or before[-1] in ".,;:\n|(")

    def _borrowed_from(self, frame: Frame, link: Link) -> int:
        """Where the clause begins that a number takes its noun from, when it is not its own.

        "174 trạm BTS mất liên lạc; đến nay còn 120 trạm": the second are some of the first.
        """
        start = frame.prior[0] if frame.prior else frame.sentence.start
        words = [begin for begin, _ in link.words if start <= begin < frame.near_start]
        if not words:
            return frame.number.lead
        if min(words) >= frame.sentence.start:
            start = frame.sentence.start
        return self._text.folded.rfind(";", start, min(words)) + 1 or start

    def _clause_start(self, frame: Frame) -> int:
        start = frame.sentence.start
        return self._text.folded.rfind(";", start, frame.number.start) + 1 or start


def _phrase_start(frame: Frame, link: Link) -> int:
    """Where the words begin that tell of a number, behind the number before it."""
    own = (start for start, _ in link.words if frame.clause_start <= start)
    return min([frame.near_start, *own])


def _around(rule: Modifier) -> Iterable[Group]:
    """What may stand around a number, of which a text must hold something."""
    return filter(
        None, (rule.beside, rule.before, rule.behind, rule.clause, rule.opening, rule.earlier)
    )
