"""An index of several indicators: scores between fixed goalposts, and how firm its ranks are.

After the ten steps of the OECD/JRC handbook, for figures with holes: nothing is imputed, and an
area has a score only with two thirds of the weight in each pillar. A goalpost is fixed, so that a
score moves only when the area's own figure moves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from kpi.analysis.ranking import FEW
from kpi.analysis.restate import Row, rows_of, standing
from kpi.catalogue import Catalogue
from kpi.model import Indicator, Period, Scheme
from kpi.model.scoreboard import ScorePart
from kpi.store import Store

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NEEDED = 2 / 3
"""So much of the weight of each pillar must have figures."""
DRAWS, SPREAD, SEED = 1000, 0.25, 922
"""So many draws, each weight up to so much higher or lower, always the same ones."""
LOW, HIGH = 5, 95
"""A rank's interval leaves out so many of a hundred draws on either side."""
LEAST = 0.01
"""What a geometric mean takes for less: one zero would make everything zero."""


@dataclass(frozen=True)
class Part:
    """One indicator of an index with its goalpost, pillar and weight (0 leaves it out)."""

    indicator: Indicator
    full: float
    group: str
    weight: float


@dataclass(frozen=True)
class Dropped:
    """The ranks when one indicator is left out, by area; 0 for an area without a score then."""

    indicator: str
    ranks: Mapping[str, int]


@dataclass(frozen=True)
class Scoreboard:
    """The scores of the areas of a scheme in a period.

    `table` has one row an area that has a score, best first: area (str), score, geometric
    (float64, 0 to 100), rank, geometric_rank, low, high (int64: the 5th and 95th of a hundred
    draws), coverage (float64, the share of the weight with figures). `scored` has each part's
    score from 0 to 1 by area and indicator, NaN where there is no plausible figure; `figures` the
    row of the store's columns behind it. `without` are the areas that have figures but no score.
    `effective` is the share of each part in the differences of the score.
    """

    parts: tuple[Part, ...]
    period: Period
    scheme: Scheme
    table: pd.DataFrame
    scored: pd.DataFrame
    figures: Mapping[tuple[str, str], Row]
    without: tuple[str, ...]
    effective: Mapping[str, float]
    dropped: tuple[Dropped, ...]

    @property
    def comparable(self) -> bool:
        """Whether so many areas have a score that a rank says something."""
        return len(self.table) >= FEW

    def own(self, area: str) -> pd.Series | None:
        """The row of an area, None without a score."""
        found = self.table[self.table["area"] == area]
        return None if found.empty else found.iloc[0]


def figures_of(board: Scoreboard) -> pd.DataFrame:
    """The figures behind the scores, in the store's columns with `parts`."""
    return pd.DataFrame(list(board.figures.values()))


def goalpost(catalogue: Catalogue, indicator: Indicator, part: ScorePart | None) -> float | None:
    """The value that is scored as full: as written, else of the latest target, else 100 %."""
    if part is not None and part.full is not None:
        return part.full
    targets = [t for t in catalogue.targets_of(indicator.id) if t.value > 0]
    if targets and indicator.kind == "rate":
        return max(targets, key=lambda t: t.year).value
    return 100.0 if indicator.kind == "rate" and indicator.unit == "%" else None


def scoreboard(
    store: Store, catalogue: Catalogue, parts: Sequence[Part], period: Period, scheme: Scheme
) -> Scoreboard:
    """The scores, ranks and their intervals; parts of weight 0 are shown and do not count.

    A count is never a part: it says how large a province is. Of one period and of results alone.
    """
    store.fetch([part.indicator.id for part in parts])
    figures: dict[tuple[str, str], Row] = {}
    for part in parts:
        found = standing(store, catalogue, part.indicator, period, scheme).figures
        for row in rows_of(found):
            figures[str(row["area"]), part.indicator.id] = row
    areas = [a.key for a in catalogue.areas_of(scheme)]
    scored = pd.DataFrame(
        [[_scored(figures.get((a, p.indicator.id)), p) for p in parts] for a in areas],
        index=areas,
        columns=[p.indicator.id for p in parts],
        dtype="float64",
    )
    weights = np.array([part.weight for part in parts], dtype=np.float64)
    groups = [part.group for part in parts]
    values = scored.to_numpy()
    fit = _enough(values, weights, groups)
    chosen = values[fit]
    keys = [key for key, has in zip(areas, fit, strict=True) if has]
    means = {name: _mean(chosen, weights, name) for name in ("arithmetic", "geometric")}
    ranks = _ranks(means["arithmetic"])
    low, high = _interval(chosen, weights)
    table = pd.DataFrame(
        {
            "area": pd.Series(keys, dtype="str"),
            "score": 100 * means["arithmetic"],
            "geometric": 100 * means["geometric"],
            "rank": ranks,
            "geometric_rank": _ranks(means["geometric"]),
            "low": low,
            "high": high,
            "coverage": _present(chosen, weights).sum(axis=1) / max(weights.sum(), 1e-12),
        }
    ).sort_values(["rank", "area"], ignore_index=True)
    return Scoreboard(
        parts=tuple(parts),
        period=period,
        scheme=scheme,
        table=table,
        scored=scored,
        figures=figures,
        without=tuple(
            key
            for key, has, row in zip(areas, fit, values, strict=True)
            if not has and not np.isnan(row).all()
        ),
        effective=dict(
            zip(scored.columns, _effective(chosen, weights, means["arithmetic"]), strict=True)
        ),
        dropped=tuple(
            Dropped(part.indicator.id, _without(values, weights, groups, place, areas))
            for place, part in enumerate(parts)
            if part.weight and (weights > 0).sum() > 1
        ),
    )


def _scored(row: Row | None, part: Part) -> float:
    """From 0 to 1 between zero and the goalpost; what lies beyond it is full.

    NaN for a figure of implausible size: a misprint would stand for a part that is full.
    """
    if row is None or row["flagged"]:
        return float("nan")
    reached = min(max(float(row["value"]) / part.full, 0.0), 1.0)
    return 1.0 - reached if part.indicator.direction == "lower" else reached


def _present(values: Floats, weights: Floats) -> Floats:
    return np.where(np.isnan(values), 0.0, weights)


def _enough(values: Floats, weights: Floats, groups: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which areas have two thirds of the weight in each pillar that has any weight."""
    fit = np.ones(len(values), dtype=bool)
    present = _present(values, weights)
    for group in dict.fromkeys(groups):
        inside = np.array([g == group for g in groups])
        whole = weights[inside].sum()
        if whole:
            fit &= present[:, inside].sum(axis=1) >= NEEDED * whole - 1e-12
    return np.asarray(fit & (present.sum(axis=1) > 0), dtype=bool)


def _mean(values: Floats, weights: Floats, name: str) -> Floats:
    """The weighted mean of what there is; the last axis of `weights` are the parts."""
    present = np.where(np.isnan(values), 0.0, weights)
    filled = np.nan_to_num(values, nan=1.0)
    if name == "geometric":
        filled = np.log(np.maximum(filled, LEAST))
    whole = present.sum(axis=-1)
    mean = (present * filled).sum(axis=-1) / np.where(whole > 0, whole, 1.0)
    return np.asarray(np.exp(mean) if name == "geometric" else mean)


def _ranks(scores: Floats) -> Ints:
    """Places, the highest first; ties share the better one and the next is left out, "1224"."""
    rounded = np.round(scores, 9)
    better = rounded[..., None, :] > rounded[..., :, None]
    return np.asarray(better.sum(axis=-1) + 1, dtype=np.int64)


def _interval(values: Floats, weights: Floats) -> tuple[Ints, Ints]:
    """The 5th and 95th of a hundred ranks when what somebody chose is drawn anew.

    Drawn are the weights, the kind of mean, and whether a part is scored against its goalpost,
    against the best area, or by its place among the areas.
    """
    if not len(values):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    draw = np.random.default_rng(SEED)
    drawn = weights * draw.uniform(1 - SPREAD, 1 + SPREAD, (DRAWS, 1, len(weights)))
    geometric, scaled = draw.random(DRAWS) < 0.5, draw.integers(0, 3, DRAWS)
    best = np.nanmax(np.where(np.isnan(values), -np.inf, values), axis=0)
    scales = (values, values / np.where(best > 0, best, 1.0), _places(values))
    scores = np.empty((DRAWS, len(values)))
    for name, chosen in (("arithmetic", ~geometric), ("geometric", geometric)):
        for number, scale in enumerate(scales):
            taken = chosen & (scaled == number)
            if taken.any():
                scores[taken] = _mean(scale[None, :, :], drawn[taken], name)
    ranks = np.concatenate([_ranks(part) for part in np.array_split(scores, 20)])
    low, high = np.percentile(ranks, [LOW, HIGH], axis=0, method="nearest")
    return low.astype(np.int64), high.astype(np.int64)


def _places(values: Floats) -> Floats:
    """Each part by its place: 1 for the best area, towards 0 for the last; ties share theirs."""
    known = ~np.isnan(values)
    better = (values[None, :, :] > values[:, None, :]).sum(axis=1)
    return np.where(known, 1.0 - better / np.maximum(known.sum(axis=0), 1), np.nan)


def _effective(values: Floats, weights: Floats, scores: Floats) -> Floats:
    """What share of the differences between scores each part makes; they sum to 1.

    A part of much weight in which all are alike makes none. Zeros where nothing differs.
    """
    if len(values) < 2 or np.allclose(scores, scores[0]):
        return np.zeros(len(weights))
    present = _present(values, weights)
    shares = present / present.sum(axis=1, keepdims=True)
    made = np.where(np.isnan(values), 0.0, values) * shares
    apart = scores - scores.mean()
    return np.asarray((made * apart[:, None]).sum(axis=0) / (scores * apart).sum())


def _without(
    values: Floats, weights: Floats, groups: Sequence[str], place: int, areas: Sequence[str]
) -> dict[str, int]:
    left = np.where(np.arange(len(weights)) == place, 0.0, weights)
    fit = _enough(values, left, groups)
    ranks = iter(_ranks(_mean(values[fit], left, "arithmetic")))
    return {key: int(next(ranks)) if has else 0 for key, has in zip(areas, fit, strict=True)}
