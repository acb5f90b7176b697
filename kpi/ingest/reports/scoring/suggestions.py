"""The numbers of one document that became no figure, and the indicators they are likeliest of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.quantities import Number
from kpi.ingest.reports.scoring.around import Around, Masked
from kpi.ingest.reports.scoring.scorer import Scorer
from kpi.language.digits import Mark
from kpi.model import Mention


def arounds(
    folded: str, sentences: Sequence[Sentence], numbers: Sequence[Number], mark: Mark | None
) -> list[Around]:
    """What surrounds each number of a text; the numbers stand in the order of the text."""
    masked = Masked(folded, sentences, numbers)
    return [
        masked.around(number, index, mark)
        for number, index in zip(numbers, _indices(sentences, numbers), strict=True)
    ]


def _indices(sentences: Sequence[Sentence], numbers: Iterable[Number]) -> Iterator[int]:
    index = 0
    for number in numbers:
        while sentences[index].end <= number.start:
            index += 1
        yield index


# Nobody goes through more, and each takes a third of a millisecond.
_MOST = 1_500


class Suggestions:
    """What the scorer makes of the numbers of one document."""

    def __init__(
        self, scorer: Scorer, numbers: Sequence[Number], arounds_of: Sequence[Around]
    ) -> None:
        self._scores = scorer.of(arounds_of[:_MOST])
        self._place = {number.start: place for place, number in enumerate(numbers[:_MOST])}

    def on(self, mention: Mention) -> Mention:
        """The mention with its suggestions, where it is a quantity and no figure is taken of it."""
        place = self._place.get(mention.start)
        if self._scores is None or place is None or mention.state == "taken":
            return mention
        likeliest = self._scores.likeliest(place)
        because = tuple(_because(self._scores.reasons(place, each)) for each in likeliest)
        return replace(mention, suggestions=likeliest, because=because)


def _because(words: Sequence[str]) -> str:
    return "vì: " + ", ".join(f"'{each}'" for each in words) if words else ""
