"""Words around a number that make it no figure, whatever it counts: the rules of modifiers.toml.

"Có 450 trạm BTS chưa được cấp phép": the stations are counted right, but they are not the
province's stock. A rule never holds by words that are the indicator's own: "15 vụ vi phạm" is a
figure of the indicator that counts offences.
"""

from collections.abc import Iterable, Sequence

from kpi.ingest.reports.indicators import Link
from kpi.ingest.reports.phrases import Group, Span, Text
from kpi.ingest.reports.surroundings import Frame
from kpi.model.entries import Modifier

# How far before a number a word that stands right beside it may begin.
_BESIDE = 40
# Which kinds of quantities the names in modifiers.toml mean.
_KINDS = {"plain": "count", "percent": "percent", "money": "money"}


class Modifiers:
    """The modifiers that a text has words of."""

    def __init__(self, modifiers: Iterable[Modifier], text: Text) -> None:
        self._text = text
        self._possible = [
            modifier for modifier in modifiers if any(text.holds(g) for g in _groups(modifier))
        ]

    def sift(self, frame: Frame, links: Sequence[Link]) -> tuple[list[Link], str]:
        """The links that no modifier speaks against; if none is left, why."""
        kept, reason = [], ""
        for link in links:
            modifier = self._against(frame, link)
            if modifier is None or modifier.asks:
                kept.append(link)
            else:
                reason = reason or modifier.reason
        return kept, "" if kept else reason

    def doubt(self, frame: Frame, link: Link) -> str:
        """What a person is asked about the number of a link; "" for nothing."""
        modifier = self._against(frame, link)
        return modifier.reason if modifier and modifier.asks else ""

    def _against(self, frame: Frame, link: Link) -> Modifier | None:
        return next((m for m in self._possible if self._holds(m, frame, link)), None)

    def _holds(self, modifier: Modifier, frame: Frame, link: Link) -> bool:
        if modifier.kinds and _KINDS.get(frame.number.kind) not in modifier.kinds:
            return False
        if modifier.needs and not self._text.first(
            modifier.needs, self._clause_start(frame), frame.clause_end
        ):
            return False
        phrase = _phrase_start(frame, link)
        start = self._clause_start(frame) if modifier.clause else phrase
        if self._text.first(modifier.not_when, start, frame.clause_end):
            return False
        spans = self._spans(modifier, frame, phrase)
        return any(not any(a <= begin and end <= b for a, b in link.words) for begin, end in spans)

    def _spans(self, modifier: Modifier, frame: Frame, phrase: int) -> list[Span]:
        """Where words of a modifier stand around a number whose noun phrase begins at a place."""
        number, text = frame.number, self._text
        return [
            *self._beside(modifier.beside, frame),
            *text.within(modifier.before, phrase, number.lead),
            *text.within(modifier.behind, number.unit_end, frame.near_end),
            *text.within(modifier.clause, self._clause_start(frame), number.lead),
        ]

    def _beside(self, group: Group, frame: Frame) -> Iterable[Span]:
        # "không đạt 80%": the verb is read as one of the number's hedges.
        for end in (frame.number.start, frame.number.lead):
            span = self._text.last(group, max(frame.sentence.start, end - _BESIDE), end)
            if span and not self._text.folded[span[1] : end].strip(" :"):
                yield span

    def _clause_start(self, frame: Frame) -> int:
        start = frame.sentence.start
        return self._text.folded.rfind(";", start, frame.number.start) + 1 or start


def _phrase_start(frame: Frame, link: Link) -> int:
    """Where the words begin that tell of a number, behind the number before it."""
    own = (start for start, _ in link.words if frame.clause_start <= start)
    return min([frame.near_start, *own])


def _groups(modifier: Modifier) -> Iterable[Group]:
    groups = (modifier.beside, modifier.before, modifier.behind, modifier.clause)
    return (group for group in groups if group)
