"""How likely each indicator is for a number, by the words around it.

A log-linear model: to what the catalogue's own words tell of every indicator, weighed alike for
all, comes what the words beside the number were learned to tell of those with examples. An
indicator whose numbers are never written so (a percentage of a count) is out of the question.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

import numpy as np

from kpi.catalogue import Catalogue
from kpi.ingest.reports.quantities import NumberKind
from kpi.ingest.reports.rulebook import kinds_of
from kpi.ingest.reports.scoring.around import Around
from kpi.ingest.reports.scoring.features import features, words_of
from kpi.ingest.reports.scoring.likeness import Floats, Likeness
from kpi.ingest.reports.scoring.model import NONE, Model, Weights, added
from kpi.model import Indicator

SUGGESTED = 3
"""So many indicators are suggested for a number, with as many reasons each."""
_UNITS: tuple[tuple[NumberKind, tuple[str, ...]], ...] = (
    ("percent", ("%", "tỷ lệ", "tỷ trọng")),
    ("money", ("đồng", "đ", "vnđ", "doanh thu", "doanh số", "trị giá")),
    ("rank", ("hạng", "thứ", "xếp")),
    ("km", ("km",)),
)
_IMPOSSIBLE = np.float32(-1e9)
# Words that weigh less, in steps of a weight, tell nothing that a person would call a reason.
_LEAST = 4


class Candidates:
    """The indicators of a catalogue that a number may tell of, by how it is written."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.indicators = [
            indicator
            for indicator in catalogue.indicators.values()
            if not indicator.base and indicator.kind != "milestone"
        ]
        self.place = {indicator.id: n for n, indicator in enumerate(self.indicators)}
        self.likeness = Likeness(self.indicators)
        self._known: dict[tuple[object, ...], Floats] = {}
        self._columns: dict[tuple[str, ...], tuple[list[int], list[int]]] = {}

    def barred(self, around: Around) -> Floats:
        """0 for each indicator that is possible, else so low a number that it is not."""
        kinds = _kinds(around)
        key = (*kinds, around.whole)
        if key not in self._known:
            possible = [_may_be(i, kinds, whole=around.whole) for i in self.indicators]
            self._known[key] = np.where(possible, np.float32(0), _IMPOSSIBLE)
        return self._known[key]

    def columns(self, classes: tuple[str, ...]) -> tuple[list[int], list[int]]:
        """Which classes of a model are indicators of the catalogue, or NONE, and their columns."""
        if classes not in self._columns:
            place = {**self.place, NONE: len(self.indicators)}
            known = [n for n, told in enumerate(classes) if told in place]
            self._columns[classes] = known, [place[classes[n]] for n in known]
        return self._columns[classes]


def _kinds(around: Around) -> tuple[NumberKind, ...]:
    """The kinds a number may be of: that of a bare one may be told in another cell or line."""
    if around.kind != "plain":
        return (around.kind,)
    seen = f" {around.left} {around.column} {around.label} {around.prior} {around.above} "
    told = [kind for kind, units in _UNITS if any(f" {unit} " in seen for unit in units)]
    if around.of:  # "47/96 xã"
        told.append("percent")
    return ("plain", *dict.fromkeys(told))


def _may_be(indicator: Indicator, kinds: Sequence[NumberKind], *, whole: bool) -> bool:
    counted = indicator.kind in ("count", "rank") and not indicator.unit.startswith("km")
    return (whole or not counted) and any(kind in kinds_of(indicator) for kind in kinds)


class Scores:
    """What the scorer makes of some numbers, by their place among them."""

    def __init__(self, candidates: Candidates, model: Model, arounds: Sequence[Around]) -> None:
        self._candidates = candidates
        self._model = model
        self._arounds = arounds
        self._features = [features(around) for around in arounds]
        self._rows: dict[int, Mapping[str, int]] = {}

    @cached_property
    def _logs(self) -> Floats:
        """Logarithms of probabilities: a row for each number, NONE last."""
        candidates, count = self._candidates, len(self._candidates.indicators)
        told = np.zeros((len(self._arounds), count + 1), np.float32)
        weights = np.array(self._model.likeness, np.float32)
        told[:, :count] = candidates.likeness.of(self._arounds) @ weights
        for row, around in enumerate(self._arounds):
            if group := self._model.group(around.kind):
                known, places = candidates.columns(group.classes)
                told[row, places] += added(group, list(self._learned(row).values()))[known]
            told[row, :count] += candidates.barred(around)
        told -= told.max(axis=1, keepdims=True)
        logs: Floats = told - np.log(np.exp(told).sum(axis=1, keepdims=True))
        return logs

    def _learned(self, place: int) -> Mapping[str, int]:
        """The features of a number of which something was learned, with their rows."""
        if place not in self._rows:
            group = self._model.group(self._arounds[place].kind)
            rows = group.features if group is not None else {}
            self._rows[place] = {f: rows[f] for f in self._features[place] if f in rows}
        return self._rows[place]

    def likeliest(self, place: int) -> tuple[str, ...]:
        """The ids of the indicators that are likeliest, the likeliest first."""
        logs = self._logs[place, :-1]
        best = np.argsort(-logs, kind="stable")[:SUGGESTED]
        return tuple(self._candidates.indicators[n].id for n in best if logs[n] > _IMPOSSIBLE / 2)

    def probability(self, place: int, indicator: str) -> float:
        """How likely a number is one of an indicator; of NONE, how likely it is no figure."""
        column = -1 if indicator == NONE else self._candidates.place[indicator]
        return float(np.exp(self._logs[place, column]))

    def knows(self, place: int, indicator: str) -> bool:
        """Whether numbers written so were learned to be of an indicator."""
        group = self._model.group(self._arounds[place].kind)
        return group is not None and indicator in group.classes

    def reasons(self, place: int, indicators: Sequence[str]) -> list[tuple[str, ...]]:
        """For each indicator the words that speak most for it, the strongest first."""
        around = self._arounds[place]
        group = self._model.group(around.kind)
        learned = _Learned(group, self._learned(place)) if group is not None else None
        seen, likeness = around.seen, self._candidates.likeness
        found = []
        for indicator in indicators:
            words = likeness.told(seen, self._candidates.place[indicator])
            more = learned.words_for(indicator) if learned is not None else iter(())
            found.append(_strongest(chain(words, more)))
        return found


def _strongest(told: Iterable[str]) -> tuple[str, ...]:
    """The first of some words, none of them within another."""
    found: list[str] = []
    for words in told:
        if not any(f" {words} " in f" {other} " for other in found):
            found.append(words)
        if len(found) == SUGGESTED:
            break
    return tuple(found)


class _Learned:
    """The features of one number of which something was learned."""

    def __init__(self, group: Weights, found: Mapping[str, int]) -> None:
        self._group = group
        self._features = list(found)
        self._table = group.table[list(found.values())].astype(np.int16)
        self._none = self._table[:, group.classes.index(NONE)]

    def words_for(self, indicator: str) -> Iterator[str]:
        """The words that speak for an indicator against "no figure", the strongest first."""
        if indicator not in self._group.classes:
            return
        gains = self._table[:, self._group.classes.index(indicator)] - self._none
        strong = np.flatnonzero(gains >= _LEAST)
        for place in strong[np.argsort(-gains[strong], kind="stable")]:
            if words := words_of(self._features[place]):
                yield words


class Scorer:
    """A model and the catalogue it is asked about."""

    def __init__(self, candidates: Candidates, model: Model) -> None:
        self._candidates = candidates
        self._model = model

    @property
    def knows(self) -> bool:
        """Whether anything was learned."""
        return bool(self._model.groups)

    def of(self, arounds: Sequence[Around]) -> Scores | None:
        """The scores of numbers; None of a model that knows nothing."""
        known = self.knows and bool(arounds)
        return Scores(self._candidates, self._model, arounds) if known else None
