"""Phrases of config/ as whole words: made into a pattern, or found in a text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from kpi.language.periods import Written, periods_in
from kpi.language.phrases import GAP, any_of, row_of
from kpi.language.spelling import composed, fold
from kpi.model.word_roles import WordRole

__all__ = ["GAP", "Group", "Phrases", "Span", "Text", "any_of", "row_of"]

Span = tuple[int, int]

# "246điểm" is a number and its noun; "5G" is one word.
_TOKEN = re.compile(r"\d+(?=[^\W\d_]{2})|\w+|[^\w\s]")


class _Node:
    """Phrases that begin alike: where the words so far are one, and the words that may follow."""

    __slots__ = ("next", "phrases")

    def __init__(self) -> None:
        self.phrases: list[str] = []
        self.next: dict[str, _Node] = {}


class Phrases:
    """Phrases to be found in texts as whole words, in one pass over the words of a text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._first = _Node()
        for phrase in set(phrases):
            node = self._first
            for word in _TOKEN.findall(fold(composed(phrase))):
                node = node.next.setdefault(word, _Node())
            node.phrases.append(phrase)

    def find(self, folded: str) -> dict[str, list[Span]]:
        """Where each phrase stands in a folded text, in its order."""
        spans = [token.span() for token in _TOKEN.finditer(folded)]
        words = [folded[start:end] for start, end in spans]
        found: defaultdict[str, list[Span]] = defaultdict(list)
        for place, word in enumerate(words):
            node, last = self._first.next.get(word), place
            while node is not None:
                for phrase in node.phrases:
                    found[phrase].append((spans[place][0], spans[last][1]))
                last += 1
                node = node.next.get(words[last]) if last < len(words) else None
        return dict(found)


Group = WordRole | tuple[str, ...]
"""A role of config/reports.toml, or the alternatives of a rule."""

_Spans = tuple[Sequence[Span], Sequence[Span]]
_NOWHERE: _Spans = (), ()

_NUMERAL = re.compile(r"\d[\d.,]*")
_COMMA = re.compile(r",(?!\d)")


class Text:
    """A text, folded, with the places of every phrase; spans are found by bisection."""

    def __init__(
        self,
        written: str,
        phrases: Phrases,
        words: Mapping[WordRole, tuple[str, ...]],
        short: Callable[[str], Mapping[str, Sequence[Span]]] = lambda _: {},
    ) -> None:
        """`short` finds, in the folded text, where phrases are told by fewer words than theirs."""
        self.written = written
        self.folded = fold(written)
        self._words = words
        self._spans = phrases.find(self.folded)
        for phrase, spans in short(self.folded).items():
            self._spans[phrase] = [*self._spans.get(phrase, ()), *spans]
        # Each with its group, which lives as long: another cannot take its place.
        self._groups: dict[int, tuple[Group, _Spans]] = {}
        self._numerals = [m.start() for m in _NUMERAL.finditer(self.folded)]
        self._commas = [m.end() for m in _COMMA.finditer(self.folded)]

    @cached_property
    def periods(self) -> tuple[Written, ...]:
        """Every period that the text names, in its order."""
        return tuple(periods_in(self.written))

    def holds(self, group: Group) -> bool:
        """Whether any phrase of the group stands anywhere in the text."""
        return bool(self._of(group)[0])

    def first(self, group: Group, start: int, end: int) -> Span | None:
        """The first span of a group that lies between two places, the longest of a place."""
        spans = self._of(group)[0]
        for place in range(bisect_left(spans, (start,)), len(spans)):
            span = spans[place]
            if span[0] >= end:
                break
            if span[1] <= end:
                return span
        return None

    def last(self, group: Group, start: int, end: int) -> Span | None:
        """The last span of a group that lies between two places, the longest of a place."""
        ends = self._of(group)[1]
        for place in range(bisect_left(ends, (end + 1,)) - 1, -1, -1):
            stop, begin = ends[place]
            if stop <= start:
                break
            if -begin >= start:
                return -begin, stop
        return None

    def at(self, group: Group, place: int, end: int) -> Span | None:
        """The longest span of a group that begins at a place and ends before another."""
        span = self.first(group, place, end)
        return span if span and span[0] == place else None

    def within(self, group: Group, start: int, end: int) -> list[Span]:
        """Every span of a group that lies between two places, in the order of the text."""
        spans = self._of(group)[0]
        inside = spans[bisect_left(spans, (start,)) : bisect_left(spans, (end,))]
        return [span for span in inside if span[1] <= end]

    def numerals(self, start: int, end: int) -> int:
        """How many numbers begin between two places, quantities or not."""
        return bisect_left(self._numerals, end) - bisect_left(self._numerals, start)

    def behind_comma(self, start: int, end: int) -> int:
        """Where the words behind the last comma before `end` begin, at least `start`."""
        place = bisect_left(self._commas, end + 1)
        return max(start, self._commas[place - 1]) if place else start

    def _of(self, group: Group) -> _Spans:
        """The spans of a group by their start, and as (end, -start) by their end.

        Looked up by the group itself, not by its words: these would be hashed each time.
        """
        known = self._groups.get(id(group))
        if known is None:
            known = self._groups[id(group)] = group, self._spans_of(group)
        return known[1]

    def _spans_of(self, group: Group) -> _Spans:
        phrases: Sequence[str] = group if isinstance(group, tuple) else self._words[group]
        spans = {span for phrase in phrases for span in self._spans.get(phrase, ())}
        if not spans:
            return _NOWHERE
        by_start = sorted(spans, key=lambda span: (span[0], -span[1]))
        return by_start, sorted((end, -start) for start, end in spans)
