"""The figures that stand in a boundary scheme: as reported, or rolled up from the 63 to the 34.

The roll-up follows the written rule of each indicator (config/indicators/): counts add,
rates need their numerator and denominator, DTI scores take the ministry's arithmetic mean,
ranks never roll up. A province the merger left alone keeps its figure whatever the rule.
Two of three predecessors are not a total: such areas come back as `Partial`, without value.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from math import fsum
from statistics import fmean
from typing import Any

import pandas as pd

from kpi.catalogue import Catalogue
from kpi.model import Area, Indicator, ObsStatus, Period, Qualifier, Scheme
from kpi.store import Store

Row = dict[str, Any]
"""A row of the store's columns and `parts`."""


@dataclass(frozen=True)
class Partial:
    """An area of the 34 of which only some predecessors have a figure."""

    area: str
    have: tuple[str, ...]
    of: tuple[str, ...]


@dataclass(frozen=True)
class _Made:
    """A value, how firm it is, and the figures it was made of."""

    value: float
    qualifier: Qualifier
    parts: Sequence[Row]


@dataclass(frozen=True)
class Standing:
    """Figures of one indicator in one period and scheme, one row an area.

    `figures` has the store's columns (see `kpi.store`) and `parts`: a tuple of the obs_ids
    a rolled-up value was made of (of a ratio, its numerators and denominators), empty for a
    reported figure; the obs_id of a rolled-up row is those ids joined by ".". `partial`
    lists areas that cannot be totalled, and `uncombinable` those whose predecessors'
    figures no rule may combine. `nation` is the country's own figure, None without one.
    """

    figures: pd.DataFrame
    nation: Row | None = None
    partial: tuple[Partial, ...] = ()
    uncombinable: tuple[str, ...] = ()


def standing(
    store: Store,
    catalogue: Catalogue,
    indicator: Indicator,
    period: Period,
    scheme: Scheme,
    status: ObsStatus = "actual",
    only: Container[str] | None = None,
) -> Standing:
    """The figures that stand for the areas of a scheme in a period.

    A flow is taken from that very period, a stock from the latest day within it. With
    `only`, no other area is rolled up.
    """
    everywhere = _reported(store, indicator, period, status)
    reported = everywhere[everywhere["scheme"] == scheme]
    nation = next(iter(rows_of(everywhere[everywhere["scheme"] == "vn"])), None)
    if scheme != "vn34":
        return Standing(reported, nation)
    known = set(reported["area"])
    wanted = [
        area
        for area in catalogue.areas_of("vn34")
        if area.key not in known and (only is None or area.key in only)
    ]
    needed = {key for area in wanted for key in area.predecessors}
    older = {row["area"]: row for row in rows_of(everywhere[everywhere["area"].isin(needed)])}
    ratio = _Ratio(store, catalogue, indicator, period, status)
    rows: list[Row] = []
    partial: list[Partial] = []
    uncombinable: list[str] = []
    for area in wanted:
        members = [older[key] for key in area.predecessors if key in older]
        if not members:
            continue
        if len(area.predecessors) == 1:
            if indicator.kind != "rank":  # a rank among 63 says nothing of 34
                rows.append(_carried(members[0], area))
        elif indicator.roll_up.rule != "none" and len(members) < len(area.predecessors):
            have = tuple(member["area"] for member in members)
            partial.append(Partial(area.key, have, area.predecessors))
        else:
            made = ratio.of(area) if ratio.applies else _combined(members, indicator)
            if made is None:
                uncombinable.append(area.key)
            else:
                rows.append(_rolled_up(members[0], area, period, made))
    rolled = pd.DataFrame(rows, columns=reported.columns) if rows else reported.iloc[:0]
    figures = pd.concat([f for f in (reported, rolled) if not f.empty] or [reported])
    return Standing(
        figures.sort_values("area", ignore_index=True), nation, tuple(partial), tuple(uncombinable)
    )


def rows_of(figures: pd.DataFrame) -> list[Row]:
    """The rows of a frame, a column at a time: a tenth of what `to_dict` takes over texts."""
    columns = [figures[column].tolist() for column in figures.columns]
    return [dict(zip(figures.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _reported(
    store: Store, indicator: Indicator, period: Period, status: ObsStatus
) -> pd.DataFrame:
    figures = store.standing(indicator.id, period, status, exactly=indicator.measure == "flow")
    return figures.assign(parts=[()] * len(figures))


def _carried(row: Row, area: Area) -> Row:
    """An unchanged province's figure under its new key."""
    return {**row, "area": area.key, "scheme": "vn34", "parts": (row["obs_id"],)}


def _combined(members: Sequence[Row], indicator: Indicator) -> _Made | None:
    values = [float(member["value"]) for member in members]
    qualifier = _weakest({member["qualifier"] for member in members})
    match indicator.roll_up.rule:
        case "sum":
            return _Made(fsum(values), qualifier, members)
        case "mean":
            return _Made(fmean(values), qualifier, members)
        case _:
            return None


class _Ratio:
    """Rates rolled up through their numerator and denominator, looked up once."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        indicator: Indicator,
        period: Period,
        status: ObsStatus,
    ) -> None:
        rule = indicator.roll_up
        self.applies = rule.rule == "ratio"
        self._factor = rule.factor
        self._parts: list[dict[str, Row]] = [
            {row["area"]: row for row in rows_of(figures)}
            for figures in (
                _reported(store, catalogue.indicator(name), period, status)
                for name in (rule.numerator, rule.denominator)
                if self.applies
            )
        ]

    def of(self, area: Area) -> _Made | None:
        if any(key not in part for part in self._parts for key in area.predecessors):
            return None
        above, below = ([part[key] for key in area.predecessors] for part in self._parts)
        denominator = fsum(row["value"] for row in below)
        if not denominator:
            return None
        value = self._factor * fsum(row["value"] for row in above) / denominator
        # More than so many over about so many may be more or less: a hedged ratio is "about".
        firm = {row["qualifier"] for row in (*above, *below)} == {"exact"}
        return _Made(value, "exact" if firm else "about", (*above, *below))


def _rolled_up(like: Row, area: Area, period: Period, made: _Made) -> Row:
    parts = made.parts
    same_period = len({part["period"] for part in parts}) == 1
    ids = tuple(part["obs_id"] for part in parts)
    return {
        **like,
        "obs_id": ".".join(ids),
        "area": area.key,
        "scheme": "vn34",
        "value": made.value,
        "period": parts[0]["period"] if same_period else period.key,
        "period_start": min(part["period_start"] for part in parts),
        "period_end": max(part["period_end"] for part in parts),
        "qualifier": made.qualifier,
        "as_written": "",
        "note": "",
        "disputed": any(part["disputed"] for part in parts),
        "flagged": any(part["flagged"] for part in parts),
        "parts": ids,
    }


def _weakest(qualifiers: set[Qualifier]) -> Qualifier:
    """How firm a sum is: "more than" and exact make "more than", mixed hedges only "about"."""
    hedges = qualifiers - {"exact"}
    if not hedges:
        return "exact"
    if len(hedges) == 1:
        return hedges.pop()
    return "more_than" if hedges == {"more_than", "at_least"} else "about"
