"""The figures that stand in a boundary scheme: as reported, or rolled up from the 63 to the 34.

The roll-up follows the written rule of each indicator (config/indicators.toml): counts add,
rates need their numerator and denominator, DTI scores take the ministry's arithmetic mean,
ranks never roll up. A province the merger left alone keeps its figure whatever the rule.
Two of three predecessors are not a total: such areas come back as `Partial`, without value.
"""

from dataclasses import dataclass

import pandas as pd

from kpi.catalogue import Catalogue
from kpi.model import Area, Indicator, ObsStatus, Period, Qualifier, Scheme
from kpi.store import Store


@dataclass(frozen=True)
class Partial:
    """An area of the 34 of which only some predecessors have a figure."""

    area: str
    have: tuple[str, ...]
    of: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """Figures of one indicator in one period and scheme, one row an area.

    `figures` has the store's columns (see `kpi.store`) and `parts`: a tuple of the obs_ids
    a rolled-up value was made of, empty for a reported figure; the obs_id of a rolled-up
    row is those ids joined by "+". `partial` lists areas that cannot be totalled, and
    `uncombinable` those whose predecessors' figures no rule may combine.
    """

    figures: pd.DataFrame
    partial: tuple[Partial, ...] = ()
    uncombinable: tuple[str, ...] = ()


def standing(
    store: Store,
    catalogue: Catalogue,
    indicator: Indicator,
    period: Period,
    scheme: Scheme,
    status: ObsStatus = "actual",
) -> Standing:
    """The figures that stand for the areas of a scheme in a period.

    A flow is taken from that very period, a stock from the latest day within it.
    """
    everywhere = _reported(store, indicator, period, status)
    reported = everywhere[everywhere["scheme"] == scheme]
    if scheme != "vn34":
        return Standing(reported)
    older = everywhere[everywhere["scheme"] == "vn63"].set_index("area", drop=False)
    missing = [a for a in catalogue.areas_of("vn34") if a.key not in set(reported["area"])]
    rows: list[dict[str, object]] = []
    partial: list[Partial] = []
    uncombinable: list[str] = []
    ratio = _Ratio(store, catalogue, indicator, period, status)
    for area in missing:
        have = tuple(key for key in area.predecessors if key in older.index)
        if not have:
            continue
        members = older.loc[list(have)]
        if len(area.predecessors) == 1:
            rows.append(_carried(members.iloc[0], area, indicator))
        elif indicator.roll_up.rule == "none":
            uncombinable.append(area.key)
        elif len(have) < len(area.predecessors):
            partial.append(Partial(area.key, have, area.predecessors))
        else:
            value = ratio.of(area) if ratio.applies else _combined(members, indicator)
            if value is None:
                uncombinable.append(area.key)
            else:
                rows.append(_rolled_up(members, area, period, value))
    rows = [r for r in rows if r]
    made = pd.DataFrame(rows, columns=reported.columns) if rows else reported.iloc[:0]
    figures = pd.concat([f for f in (reported, made) if not f.empty] or [reported])
    return Standing(
        figures.sort_values("area", ignore_index=True), tuple(partial), tuple(uncombinable)
    )


def _reported(
    store: Store, indicator: Indicator, period: Period, status: ObsStatus
) -> pd.DataFrame:
    figures = store.standing(indicator.id, period, status, exactly=indicator.measure == "flow")
    return figures.assign(parts=[()] * len(figures))


def _carried(row: pd.Series, area: Area, indicator: Indicator) -> dict[str, object]:
    """An unchanged province's figure under its new key; a rank among 63 says nothing of 34."""
    if indicator.kind == "rank":
        return {}
    return {**row.to_dict(), "area": area.key, "scheme": "vn34", "parts": (row["obs_id"],)}


def _combined(members: pd.DataFrame, indicator: Indicator) -> float | None:
    match indicator.roll_up.rule:
        case "sum":
            return float(members["value"].sum())
        case "mean":
            return float(members["value"].mean())
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
        self._parts = (
            [
                _reported(store, catalogue.indicator(name), period, status).set_index("area")[
                    "value"
                ]
                for name in (rule.numerator, rule.denominator)
            ]
            if self.applies
            else []
        )

    def of(self, area: Area) -> float | None:
        numerator, denominator = (series.reindex(list(area.predecessors)) for series in self._parts)
        if numerator.isna().any() or denominator.isna().any() or denominator.sum() == 0:
            return None
        return float(self._factor * numerator.sum() / denominator.sum())


def _rolled_up(
    members: pd.DataFrame, area: Area, period: Period, value: float
) -> dict[str, object]:
    same_period = members["period"].nunique() == 1
    first = members.iloc[0].to_dict()
    return {
        **first,
        "obs_id": "+".join(members["obs_id"]),
        "area": area.key,
        "scheme": "vn34",
        "value": value,
        "period": first["period"] if same_period else period.key,
        "period_start": members["period_start"].min(),
        "period_end": members["period_end"].max(),
        "qualifier": _weakest(set(members["qualifier"])),
        "as_written": "",
        "note": "",
        "disputed": bool(members["disputed"].any()),
        "flagged": bool(members["flagged"].any()),
        "parts": tuple(members["obs_id"]),
    }


def _weakest(qualifiers: set[Qualifier]) -> Qualifier:
    """How firm a sum is: "more than" and exact make "more than", mixed hedges only "about"."""
    hedges = qualifiers - {"exact"}
    if not hedges:
        return "exact"
    if hedges <= {"more_than", "at_least"}:
        return "more_than"
    return "nearly" if hedges == {"nearly"} else "about"
