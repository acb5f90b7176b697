"""Phrases of config/ as whole words: made into a pattern, or found in a text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from kpi.language.phrases import GAP, any_of, row_of
from kpi.language.spelling import composed, fold
from kpi.model.word_roles import WordRole

__all__ = ["GAP", "Group", "Phrases", "Span", "Text", "any_of", "row_of"]

Span = tuple[int, int]

# "246điểm" is a number and its noun; "5G" is one word.
_TOKEN = re.compile(r"\d+(?=[^\W\d_]{2})|\w+|[^\w\s]")


class Phrases:
    """Phrases to be found in texts as whole words, in one pass over the words of a text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: defaultdict[str, list[tuple[list[str], str]]] = defaultdict(list)
        for phrase in set(phrases):
            first, *others = _TOKEN.findall(fold(composed(phrase)))
            self._by_first[first].append((others, phrase))

    def find(self, folded: str) -> dict[str, list[Span]]:
        """Where each phrase stands in a folded text, in its order."""
        tokens = list(_TOKEN.finditer(folded))
        words = [token[0] for token in tokens]
        found: defaultdict[str, list[Span]] = defaultdict(list)
        for place, word in enumerate(words):
            for others, phrase in self._by_first.get(word, ()):
                last = place + len(others)
                if words[place + 1 : last + 1] == others:
                    found[phrase].append((tokens[place].start(), tokens[last].end()))
        return dict(found)


Group = WordRole | tuple[str, ...]
"""A role of config/reports.toml, or the alternatives of a rule."""

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
        self._groups: dict[Group, tuple[list[Span], list[Span]]] = {}
        self._numerals = [m.start() for m in _NUMERAL.finditer(self.folded)]
        self._commas = [m.end() for m in _COMMA.finditer(self.folded)]

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

    def _of(self, group: Group) -> tuple[list[Span], list[Span]]:
        """The spans of a group by their start, and as (end, -start) by their end."""
        if group not in self._groups:
            phrases: Sequence[str] = group if isinstance(group, tuple) else self._words[group]
            spans = {span for phrase in phrases for span in self._spans.get(phrase, ())}
            by_start = sorted(spans, key=lambda span: (span[0], -span[1]))
            self._groups[group] = (by_start, sorted((end, -start) for start, end in spans))
        return self._groups[group]
