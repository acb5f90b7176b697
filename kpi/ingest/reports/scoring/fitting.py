"""Examples → a model: the weights under which what people said is likeliest.

Multinomial logistic regression with a penalty on large weights, fitted in one piece: what the
catalogue's words tell is weighed alike for all indicators, so that one without examples gains
from those with many; the words beside numbers are weighed for each indicator they were seen with.
scikit-learn has no such model, and its fit of the second half alone is no faster than this one.

The same examples give the same model: nothing is drawn at random, and the weights are rounded.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_array

from kpi.ingest.reports.scoring.examples import Example, fold_of
from kpi.ingest.reports.scoring.features import features
from kpi.ingest.reports.scoring.likeness import Floats
from kpi.ingest.reports.scoring.model import COUNTS, GROUPS, NONE, Model, Weights, rounded
from kpi.ingest.reports.scoring.scorer import Candidates

Places = npt.NDArray[np.intp]
Told = Callable[[Floats], tuple[float, Floats]]

# By cross-validation over whole texts: more steps or rarer words make it no better.
_STEPS, _LEAST_TEXTS = 20, 4
# What large weights cost: of words, and of the catalogue's own measures.
_WORD_COST, _LIKENESS_COST = 1.0, 0.01
_ENOUGH, _MEMORY = 1e-4, 6
FOLDS = 5


def fit(examples: Sequence[Example], candidates: Candidates, name: str, gold: str) -> Model:
    """A model of the examples; the name is for people, `gold` tells where they are from."""
    parts = [
        part
        for group in dict.fromkeys([*GROUPS.values(), COUNTS])
        if (part := _part(group, examples, candidates))
    ]
    measures = candidates.likeness.of([]).shape[2]
    cuts = np.cumsum([measures, *(p.size for p in parts)])
    found = _lowest(lambda told: _cost(told, parts, cuts), np.zeros(cuts[-1], np.float32))
    groups = {
        part.group: Weights(
            part.features,
            tuple(part.classes),
            rounded(part.table(found[start : start + part.size])),
        )
        for part, start in zip(parts, cuts, strict=False)
    }
    likeness = tuple(round(float(weight), 4) for weight in found[:measures])
    return Model(name, gold, likeness, groups)


def without(examples: Sequence[Example], fold: int) -> list[Example]:
    """The examples of the texts that are not of a fold."""
    return [e for e in examples if fold_of(e.text, FOLDS) != fold]


class _Part:
    """The examples of one group of kinds, as numbers.

    `own` are the columns of the classes with examples among all that are possible, NONE last;
    `told` the measures of the catalogue's words for each of these, `barred` what excludes one.
    """

    def __init__(self, group: str, examples: Sequence[Example], candidates: Candidates) -> None:
        self.group = group
        arounds = [example.around for example in examples]
        barred = np.array([candidates.barred(around) for around in arounds])
        possible = [n for n in range(barred.shape[1]) if (barred[:, n] == 0).any()]
        ids = [candidates.indicators[n].id for n in possible]
        self.classes = [*sorted({e.indicator for e in examples} - {NONE}), NONE]
        columns = {told: n for n, told in enumerate([*ids, NONE])}
        self.own = np.array([columns[told] for told in self.classes], np.intp)
        self.right = np.array([columns[e.indicator] for e in examples], np.intp)
        none = np.zeros((len(examples), 1), np.float32)
        self.barred = np.concatenate([barred[:, possible], none], axis=1)
        likeness = candidates.likeness.of(arounds)[:, possible]
        self.told = np.concatenate(
            [likeness, np.zeros((len(examples), 1, likeness.shape[2]), np.float32)], axis=1
        )
        self.measured = self.told.reshape(-1, likeness.shape[2]).T
        named = [features(around) for around in arounds]
        self.features = _known(named, [e.text for e in examples])
        self._index([[self.features[f] for f in own if f in self.features] for own in named])

    @property
    def size(self) -> int:
        """How many weights it has."""
        return len(self._seen)

    def table(self, weights: Floats) -> Floats:
        """The weights by feature and class; one that was never seen with a class tells nothing."""
        table = np.zeros((len(self.features), len(self.classes)), np.float32)
        table.ravel()[self._seen] = weights
        return table

    def _index(self, lists: Sequence[Sequence[int]]) -> None:
        lengths = [len(own) for own in lists]
        rows = np.array([row for own in lists for row in own], np.int32)
        ends = np.cumsum([0, *lengths])
        ones = np.ones(len(rows), np.float32)
        shape = len(lists), len(self.features)
        self._words = csr_array((ones, rows, ends), shape=shape)
        self._examples = csr_array(self._words.T)
        # A row of the table for each feature, NONE its last column: it may weigh against all.
        width = len(self.classes)
        place = {column: n for n, column in enumerate(self.own)}
        told = np.array([place[column] for column in self.right], np.intp)
        of = np.repeat(np.arange(len(lists)), lengths)
        none = np.arange(len(self.features)) * width + width - 1
        self._seen = np.union1d(rows.astype(np.intp) * width + told[of], none)

    def words(self, weights: Floats) -> Floats:
        """What the words of each example tell together."""
        told: Floats = self._words @ self.table(weights)
        return told

    def by_word(self, told: Floats) -> Floats:
        """What the examples of each word tell together, for each weight."""
        sums: Floats = (self._examples @ told).ravel()[self._seen]
        return sums


def _part(group: str, examples: Sequence[Example], candidates: Candidates) -> _Part | None:
    """The examples of a group; those that are written as no number of theirs is are left out."""
    own = [
        e
        for e in examples
        if GROUPS.get(e.around.kind, COUNTS) == group and _is_possible(e, candidates)
    ]
    return _Part(group, own, candidates) if own else None


def _is_possible(example: Example, candidates: Candidates) -> bool:
    if example.indicator == NONE:
        return True
    place = candidates.place.get(example.indicator)
    return place is not None and candidates.barred(example.around)[place] == 0


def _known(named: Sequence[Sequence[str]], texts: Sequence[str]) -> dict[str, int]:
    """The features that several texts have, by their row; "bias" is of every number."""
    having: dict[str, set[str]] = {"bias": set()}
    for own, text in zip(named, texts, strict=True):
        for feature in own:
            having.setdefault(feature, set()).add(text)
    kept = sorted(f for f, own in having.items() if f == "bias" or len(own) >= _LEAST_TEXTS)
    return {feature: row for row, feature in enumerate(kept)}


def _cost(told: Floats, parts: Sequence[_Part], cuts: Places) -> tuple[float, Floats]:
    """How unlikely the examples are under some weights, and where it goes up."""
    measures = cuts[0]
    penalty = np.full(len(told), _WORD_COST, np.float32)
    penalty[:measures] = _LIKENESS_COST
    up = penalty * told
    cost = float(np.dot(told, up)) / 2
    for part, start in zip(parts, cuts, strict=False):
        own = slice(start, start + part.size)
        logs = part.told @ told[:measures] + part.barred
        logs[:, part.own] += part.words(told[own])
        logs -= logs.max(axis=1, keepdims=True)
        shares = np.exp(logs)
        sums = shares.sum(axis=1)
        every = np.arange(len(sums))
        cost += float((np.log(sums) - logs[every, part.right]).sum())
        shares /= sums[:, None]
        shares[every, part.right] -= 1
        up[:measures] += part.measured @ shares.ravel()
        up[own] += part.by_word(np.ascontiguousarray(shares[:, part.own]))
    return cost, up


def _lowest(told: Told, at: Floats) -> Floats:
    """Where a convex cost is nearly lowest."""

    def cost(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        value, slope = told(weights.astype(np.float32))
        return value, slope.astype(np.float64)

    found = minimize(
        cost,
        at.astype(np.float64),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": _STEPS, "ftol": _ENOUGH, "maxcor": _MEMORY},
    )
    weights: Floats = found.x.astype(np.float32)
    return weights
