"""The nearest earlier figure of areas that have none in a period: an explicit choice, never a rank.

It is looked for in up to three years before, in the same part of the year of what is told by parts
of it, never from before a break of the series, and only among results.
"""

from dataclasses import replace

import pandas as pd

from kpi.analysis.ranking import Ranking, rank_areas
from kpi.catalogue import Catalogue
from kpi.model import Period
from kpi.store import Store

YEARS = 3
"""So many years back a figure may be from."""


def with_earlier(store: Store, catalogue: Catalogue, ranking: Ranking) -> Ranking:
    """The ranking with `earlier` filled; ranks, median and coverage stay as they are."""
    if ranking.status != "actual":
        return ranking
    wanted = {*ranking.missing}
    found = [ranking.rows.iloc[:0]]
    for back in range(1, YEARS + 1):
        period = _before(ranking.period, back)
        if period is None or not wanted:
            continue
        rows = rank_areas(
            store,
            catalogue,
            ranking.indicator.id,
            period,
            scheme=ranking.scheme,
            region=ranking.region,
            per_capita=ranking.per_capita,
        ).rows
        unbroken = [not _broken(ranking, end) for end in rows["period_end"]]
        rows = rows[rows["area"].isin(wanted) & pd.Series(unbroken, rows.index, dtype=bool)]
        wanted -= {*rows["area"]}
        found.append(rows)
    some = [rows for rows in found if not rows.empty] or found[:1]
    rows = pd.concat(some, ignore_index=True).assign(rank=0)
    best = ranking.indicator.direction == "lower" or ranking.indicator.kind == "rank"
    return replace(
        ranking,
        earlier=rows.sort_values(["value", "area"], ascending=[best, True], ignore_index=True),
    )


def _before(period: Period, years: int) -> Period | None:
    """The same part of an earlier year; None where there is none (29 February)."""
    key = str(period)
    try:
        return Period.of(f"{int(key[:4]) - years:04}{key[4:]}")
    except ValueError:
        return None


def _broken(ranking: Ranking, end: pd.Timestamp) -> bool:
    return any(end.date() < b.on <= ranking.period.end for b in ranking.indicator.breaks)
