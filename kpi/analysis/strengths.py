"""What an area does well and badly among those that compare with it, and what moved."""

from dataclasses import dataclass

from kpi.analysis.profile import Profile
from kpi.analysis.restate import Row, rows_of
from kpi.catalogue import Catalogue

_MOST = 5
_FRESH = 3
"""Years up to the newest result of the area; what is older says little of it today."""
_SHARED = 3
"""A place that more areas share tells little of one of them."""


@dataclass(frozen=True)
class Strengths:
    """Rows of `Profile.latest`, the most telling first.

    `strong` are in the first third of their ranking, `weak` in the last, among indicators that
    at least half of the areas have a figure of; `shared` are first places that many hold.
    `moved` have a comparable figure of the year before and another one now, newest first.
    """

    strong: tuple[Row, ...]
    weak: tuple[Row, ...]
    shared: tuple[Row, ...]
    moved: tuple[Row, ...]


def strengths(profile: Profile, catalogue: Catalogue) -> Strengths:
    """The strong and weak points of an area in its last years; ranks and stages are not judged."""
    rows = rows_of(profile.latest)
    newest = max((row["period_end"].year for row in rows), default=0)
    rows = [row for row in rows if row["period_end"].year > newest - _FRESH]
    judged = [row for row in rows if _is_judged(profile, catalogue, row)]
    single = [row for row in judged if row["tied"] <= _SHARED]
    by_place = sorted(single, key=_share)
    moved = [
        row for row in rows if row["before"] == row["before"] and row["before"] != row["value"]
    ]
    return Strengths(
        strong=tuple(row for row in by_place if _share(row) <= 1 / 3)[:_MOST],
        weak=tuple(row for row in reversed(by_place) if _share(row) > 2 / 3)[:_MOST],
        shared=tuple(row for row in judged if row["rank"] == 1 and row["tied"] > _SHARED)[:_MOST],
        moved=tuple(sorted(moved, key=lambda row: row["period_end"], reverse=True))[:_MOST],
    )


def _is_judged(profile: Profile, catalogue: Catalogue, row: Row) -> bool:
    indicator = catalogue.indicator(row["indicator"])
    return (
        indicator.direction != "neutral"
        and indicator.kind not in ("rank", "milestone")
        # The headline index is told in the title, not among its own parts.
        and not (indicator.pillar == "index" and indicator.headline is not None)
        and not row["flagged"]
        and profile.rankings[row["indicator"]].comparable
        and row["ranked"] >= row["size"] / 2
        and row["rank"] is not None
        and row["rank"] == row["rank"]
    )


def _share(row: Row) -> float:
    return float(row["rank"]) / float(row["ranked"])
