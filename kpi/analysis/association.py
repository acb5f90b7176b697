"""Whether areas that are high on one indicator are high on another: rank correlation, no cause."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from kpi.analysis.ranking import FEW, Ranking


@dataclass(frozen=True)
class Association:
    """Figures of the same areas on two indicators.

    `pairs`: area (str), x and y (float64), x_id and y_id (str); without figures of unusual size,
    whose areas are `doubtful`. `coefficient` is Spearman's, None below eight pairs or where all
    figures of one indicator are alike.
    """

    x: Ranking
    y: Ranking
    pairs: pd.DataFrame
    doubtful: tuple[str, ...]
    coefficient: float | None


def association(x: Ranking, y: Ranking) -> Association:
    """Pair the figures of two rankings of one scheme, area by area."""
    both = _side(x, "x").merge(_side(y, "y"), on="area").sort_values("area", ignore_index=True)
    doubt = both["x_flagged"] | both["y_flagged"]
    pairs = both[~doubt].drop(columns=["x_flagged", "y_flagged"]).reset_index(drop=True)
    return Association(
        x=x,
        y=y,
        pairs=pairs,
        doubtful=tuple(both.loc[doubt, "area"]),
        coefficient=spearman(pairs["x"].tolist(), pairs["y"].tolist()),
    )


def spearman(x: Sequence[float], y: Sequence[float]) -> float | None:
    """Spearman's rank correlation: Pearson's of the ranks, ties at their mean rank."""
    if len(x) < FEW or len(set(x)) < 2 or len(set(y)) < 2:
        return None
    ranks = pd.DataFrame({"x": pd.Series(x), "y": pd.Series(y)}).rank(method="average")
    return float(ranks["x"].corr(ranks["y"]))


def _side(ranking: Ranking, name: str) -> pd.DataFrame:
    rows = ranking.rows
    return pd.DataFrame(
        {
            "area": rows["area"],
            name: rows["value"],
            f"{name}_id": rows["obs_id"],
            f"{name}_flagged": rows["flagged"].astype(bool),
        }
    )
