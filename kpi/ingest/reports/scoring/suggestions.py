"""What the scorer has to say of the numbers of one document: it suggests, and it doubts.

It never takes a figure: on unseen texts it is right too seldom for that. It names the three
likeliest indicators of a number that the rules leave, and turns a figure that they take into a
question where it finds their indicator very unlikely. How unlikely was chosen by cross-validation
over the 452 texts of tests/reports/world, each read by a model of the others; a wrong figure that
is taken costs as much as five right ones asked about. Of 5 666 figures that rules took 153 were
wrong (precision .973). Where the words stand away from the number, it asks of

    below     right ones    wrong ones    precision
    1 %       15            22            .9767
    5 %       45            32            .9784
    10 %      73            38            .9793

Right beside the number it would ask of 41 right and 8 wrong ones at 5 %: there it does not doubt,
nor of an indicator without examples.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from kpi.catalogue import Catalogue
from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.quantities import Number
from kpi.ingest.reports.scoring.around import Around, Masked
from kpi.ingest.reports.scoring.scorer import Scorer
from kpi.language.digits import Mark
from kpi.model import Indicator, Mention, Proposal

MOST = 1_500
"""Nobody goes through more unread numbers of one document."""


def arounds(
    folded: str,
    sentences: Sequence[Sentence],
    numbers: Sequence[Number],
    mark: Mark | None,
    wanted: Container[int] | None = None,
) -> list[tuple[Number, Around]]:
    """The numbers of a text, which stand in its order, and what surrounds each.

    With `wanted` only those that begin there, and of them the first MOST.
    """
    masked, indices = Masked(folded, sentences, numbers), _indices(sentences, numbers)
    places = [(n, at) for n, at in zip(numbers, indices, strict=True)
              if wanted is None or n.start in wanted]  # fmt: skip
    first = places if wanted is None else places[:MOST]
    return [(number, masked.around(number, at, mark)) for number, at in first]


def _indices(sentences: Sequence[Sentence], numbers: Iterable[Number]) -> Iterator[int]:
    index = 0
    for number in numbers:
        while sentences[index].end <= number.start:
            index += 1
        yield index


# A rule is so sure where the words stand right beside the number.
_BESIDE = 0.94
_UNLIKELY = 0.05
_SURELY = 0.5


def may_be_doubted(proposal: Proposal, indicator: Indicator) -> bool:
    """Whether the scorer has a say: a rank is told by its index, words beside a number are sure."""
    near = proposal.confidence >= _BESIDE
    return not (proposal.doubts or near or indicator.kind == "rank")


def wants_suggestions(mention: Mention) -> bool:
    """Whether a number is a quantity for which nothing is proposed."""
    return mention.state != "taken" and mention.kind not in ("figure", "no_quantity")


class Suggestions:
    """What the scorer makes of some numbers of one document."""

    def __init__(
        self, scorer: Scorer, catalogue: Catalogue, told: Sequence[tuple[Number, Around]]
    ) -> None:
        self._indicators = catalogue.indicators
        self._scores = scorer.of([around for _, around in told])
        self._place = {number.start: place for place, (number, _) in enumerate(told)}

    def on(self, mention: Mention) -> Mention:
        """The mention with its suggestions, where it is a quantity without a proposal."""
        place = self._place.get(mention.start)
        if self._scores is None or place is None or not wants_suggestions(mention):
            return mention
        likeliest = self._scores.likeliest(place)
        because = tuple(map(_because, self._scores.reasons(place, likeliest)))
        return replace(mention, suggestions=likeliest, because=because)

    def doubted(self, proposal: Proposal, start: int) -> Proposal:
        """The proposal for the number at `start`, a question where the scorer disagrees."""
        place, told = self._place.get(start), proposal.figure.indicator
        if self._scores is None or place is None:
            return proposal
        if not may_be_doubted(proposal, self._indicators[told]):
            return proposal
        # Of an indicator without examples nothing was learned that could speak against it.
        likely = self._scores.probability(place, told) >= _UNLIKELY
        if likely or not self._scores.knows(place, told):
            return proposal
        other = self._scores.likeliest(place)[0]
        if other == told or self._scores.probability(place, other) < _SURELY:
            return replace(proposal, doubts=(_UNLIKE,))
        doubt = f"{_UNLIKE[:-1]} mà về '{self._indicators[other].name_vi}'."
        return replace(proposal, doubts=(doubt,), options=(told, other))


_UNLIKE = "Theo các báo cáo đã học, từ ngữ quanh số này thường không nói về chỉ tiêu này."


def _because(words: Sequence[str]) -> str:
    return "vì: " + ", ".join(f"'{each}'" for each in words) if words else ""
