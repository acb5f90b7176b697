"""Figures by any choice of area, indicator, period, status, document and mark; a page at a time.

Conditions on the columns of a figure's key (area, indicator, period, status) reach the scan: lists
of values, and ranges of keys. One on a day or on an expression of the key would be applied to the
whole store, after its figures were preferred.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from kpi.model import ObsStatus
from kpi.store.database import Database

Flag = Literal["disputed", "flagged", "hedged", "asked"]
"""disputed: sources disagree; with `every`, each that does. flagged: of unusual size.
hedged: "hơn", "khoảng". asked: a reader asked for a correction."""
Sort = Literal["newest", "oldest", "largest", "smallest", "area", "indicator", "published"]


@dataclass(frozen=True)
class Selection:
    """What figures are looked for; an empty choice leaves nothing out, None too.

    `first` and `last` are years. With `every` each live figure is told, not only the preferred
    one of its key.
    """

    indicators: tuple[str, ...] | None = None
    areas: tuple[str, ...] | None = None
    first: int | None = None
    last: int | None = None
    period: str = ""
    statuses: tuple[ObsStatus, ...] = ()
    source: str = ""
    flag: Flag | None = None
    every: bool = False
    sort: Sort = "newest"


_SORTS: dict[Sort, str] = {
    "newest": "period_end desc, period desc",
    "oldest": "period_end, period",
    "largest": "value desc",
    "smallest": "value",
    "area": "area",
    "indicator": "indicator",
    "published": "published_on desc",
}
_LAST = "indicator, area, period_end desc, period desc, obs_status, obs_id"
_FLAGS: dict[Flag, str] = {
    "disputed": "disputed",
    "flagged": "flagged",
    "hedged": "qualifier <> 'exact'",
    "asked": "obs_id in (select obs_id from correction_request)",
}
# Rivals are compared as `preferred_observation` compares them, and each of them is told.
_EVERY = """
(select
    *,
    count(*) over same_key as told,
    count(distinct case when qualifier = 'exact' then value end) over same_key > 1 as disputed
from live_observation
window same_key as (partition by area, indicator, period, obs_status)) as observation
"""


def found(store: Database, wanted: Selection, *, offset: int, limit: int) -> pd.DataFrame:
    """One page of keys: obs_id, indicator, area, period (str) and total (int64), in order.

    `total` counts the whole selection; behind its end there is no row.
    """
    sql, values = _keys(store, wanted)
    return store.frame(f"{sql} limit ? offset ?", [*values, limit, offset])


def figures(store: Database, wanted: Selection, keys: pd.DataFrame) -> pd.DataFrame:
    """The figures of a page of keys in the store's columns (see `kpi.store`), in their order."""
    lists = [keys[name].unique().tolist() for name in ("indicator", "area", "period", "obs_id")]
    if keys.empty:
        lists = [[""]] * 4
    conditions = " and ".join(
        f"{name} in ({_marks(told)})"
        for name, told in zip(("indicator", "area", "period", "obs_id"), lists, strict=True)
    )
    rows = store.frame(
        f"select * exclude (preference) from {_from(wanted)} where {conditions}",
        [value for told in lists for value in told],
    )
    return rows.set_index("obs_id", drop=False).loc[keys["obs_id"]].reset_index(drop=True)


def whole(store: Database, wanted: Selection, *, most: int) -> pd.DataFrame:
    """The first so many figures of a selection at once, in the store's columns and order."""
    return store.frame(*plain_sql(store, wanted, limit=most))


def plain_sql(store: Database, wanted: Selection, *, limit: int) -> tuple[str, list[Any]]:
    """The question as one query over the view: what a page is measured against."""
    conditions, values = _where(store, wanted)
    order = f"order by {_order(wanted)} limit ?"
    return f"select * exclude (preference) from {_from(wanted)} {conditions} {order}", [
        *values,
        limit,
    ]


def _keys(store: Database, wanted: Selection) -> tuple[str, list[Any]]:
    conditions, values = _where(store, wanted)
    return (
        "select obs_id, indicator, area, period, count(*) over () as total "
        f"from {_from(wanted)} {conditions} order by {_order(wanted)}",
        values,
    )


def _from(wanted: Selection) -> str:
    return _EVERY if wanted.every else "preferred_observation"


def _order(wanted: Selection) -> str:
    return f"{_SORTS[wanted.sort]}, {_LAST}"


def _where(store: Database, wanted: Selection) -> tuple[str, list[Any]]:
    """The conditions of a selection with their values, each as close to the scan as it can be."""
    conditions: list[str] = []
    values: list[Any] = []

    def among(column: str, told: Sequence[str] | None) -> None:
        if told is not None:
            conditions.append(f"{column} in ({_marks(told)})" if told else "false")
            values.extend(told)

    among("indicator", wanted.indicators)
    among("area", wanted.areas)
    among("obs_status", wanted.statuses or None)
    among("source_id", (wanted.source,) if wanted.source else None)
    among("period", (wanted.period,) if wanted.period else None)
    # Keys of periods begin with their year.
    if wanted.first is not None:
        conditions.append("period >= ?")
        values.append(f"{wanted.first:04}")
    if wanted.last is not None and wanted.last < 9999:  # keys have four digits for the year
        conditions.append("period < ?")
        values.append(f"{wanted.last + 1:04}")
    if wanted.flag is not None:
        known = wanted.flag != "asked" or store.has("correction_request")
        conditions.append(_FLAGS[wanted.flag] if known else "false")
    return (f"where {' and '.join(conditions)}" if conditions else ""), values


def _marks(told: Sequence[str]) -> str:
    return ", ".join("?" * len(told))
