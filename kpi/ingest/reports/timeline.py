"""The times of one document by their place, and what stands around a sentence."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.times import Time
from kpi.model import Told


class Timeline:
    """The times of one document, in the order of its text."""

    def __init__(self, times: Sequence[Time], sentences: Sequence[Sentence], title: Told) -> None:
        self.times = times
        self.sentences = sentences
        self._starts = [time.start for time in times]
        self._title = (title.start, title.end)

    def between(self, start: int, end: int) -> Sequence[Time]:
        """The times named between two places."""
        inside = self.times[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [time for time in inside if time.end <= end]

    def at(self, start: int) -> Time | None:
        """The time that begins at a place."""
        place = bisect_left(self._starts, start)
        found = self._starts[place : place + 1] == [start]
        return self.times[place] if found else None

    def edition(self, end: int) -> Time | None:
        """The last year named before a place: the edition an index is told of."""
        named = self.times[: bisect_left(self._starts, end)]
        return next((t for t in reversed(named) if t.role == "plain" and len(t.key) == 4), None)

    def last(self, start: int, end: int) -> Time | None:
        """The last time between two places that says of which period figures are."""
        return next((time for time in reversed(self.between(start, end)) if time.usable), None)

    def above(self, sentence: Sentence) -> Iterator[Time]:
        """The times of the headings above a sentence, the nearest first.

        The title is none of them: it names last year's results and next year's tasks at once.
        """
        for span in reversed(sentence.above):
            if span != self._title and (time := self.last(*span)):
                yield time

    def earlier(self, index: int) -> Iterator[Sentence]:
        """The sentences before one in its paragraph, the nearest first."""
        line = self.sentences[index].line
        for back in range(index - 1, -1, -1):
            if self.sentences[back].line != line:
                return
            yield self.sentences[back]
