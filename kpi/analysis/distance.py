"""How far results are from what is demanded of them, and whether they keep to the way there.

**The linear path**, defined here and nowhere else: a straight line from the first result of the
year in which a demand came into force, or else the first known after it, to the demanded value on
the demand's last day. A result on or beyond that line keeps to it. Nobody knows of a path where
there is only one result, where a series breaks in between, or where a flow is told of spans of
other lengths; a flow that adds up (a count, money) is held against the demand of its own span only.

Only results are held against demands. A demand is a target of an act (config/targets.toml), or
what a document of the province itself sets as its target or plan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from kpi.analysis.coverage import period_choices
from kpi.analysis.restate import Partial, Row, rows_of, standing
from kpi.analysis.targets import comparable, redefined
from kpi.catalogue import Catalogue
from kpi.model import Area, Indicator, Period, Scheme, Target
from kpi.store import Store

State = Literal["achieved", "on_path", "behind", "unknown"]
"""Reached; on or beyond the linear path; short of it, or of a demand whose day has passed; one
result alone, which tells of no path, or one of unusual size."""
Reason = Literal["no_figure", "partial", "uncombinable", "redefined"]
"""Why no result can be held against a demand: there is none; not all predecessors reported; their
figures cannot be combined; the series was defined anew since the demand was made."""

_MEASURED = ("count", "rate", "money", "score")
_NEAR = 1e-9


@dataclass(frozen=True)
class Demand:
    """A value to be reached by a day: an act's `target`, or a province's own printed in `row`.

    `since` is the day the act was issued, or the province's document published.
    """

    value: float
    period: Period
    since: date
    target: Target | None = None
    row: Row | None = None

    @classmethod
    def of_act(cls, target: Target) -> "Demand":
        """What an act demands by the end of a year."""
        return cls(target.value, Period.of(str(target.year)), target.issued_on, target=target)

    @classmethod
    def of_row(cls, row: Row) -> "Demand":
        """What a province's own document sets as its target or plan.

        Where the document bears no date it is in force with its period.
        """
        period = Period.of(row["period"])
        published = str(row["published_on"] or "")
        since = Period.of(published).start if published else period.start
        return cls(float(row["value"]), period, since, row=row)


@dataclass(frozen=True)
class Distance:
    """A result held against a demand.

    `gap` is above 0 where the result does better than demanded: in percentage points of a share,
    else in percent of the demanded value. `expected` is the gap that the linear path allows on the
    day of the result, None where no path is known.
    """

    indicator: Indicator
    demand: Demand
    row: Row
    gap: float
    expected: float | None
    state: State

    @property
    def in_points(self) -> bool:
        """Whether the gap counts percentage points."""
        return self.indicator.unit == "%"


@dataclass(frozen=True)
class Unheld:
    """An area, or an indicator of it, that no result could be held against a demand for.

    `have` of `of` predecessors have a figure where the reason is "partial".
    """

    area: str
    indicator: str
    reason: Reason
    have: int = 0
    of: int = 0


@dataclass(frozen=True)
class AreaDistances:
    """All demands on one area, the furthest behind first.

    `unheld` are indicators with a demand and nothing to hold against it, `without` those with
    results and no demand that could be made of a province.
    """

    area: Area
    found: tuple[Distance, ...]
    unheld: tuple[Unheld, ...]
    without: tuple[Indicator, ...]

    def count(self, state: State) -> int:
        """How many demands are in a state."""
        return sum(one.state == state for one in self.found)


@dataclass(frozen=True)
class TargetDistances:
    """The areas of a scheme against one target, the furthest ahead first.

    Each stands with its latest result, whose period may differ from the next area's: nobody is
    ranked. `unheld` are the areas without one, of `size` in all.
    """

    indicator: Indicator
    target: Target
    scheme: Scheme
    found: tuple[Distance, ...]
    unheld: tuple[Unheld, ...]

    @property
    def size(self) -> int:
        """How many areas the scheme has."""
        return len(self.found) + len(self.unheld)

    def count(self, state: State) -> int:
        """How many areas are in a state."""
        return sum(one.state == state for one in self.found)

    def of(self, area: str) -> Distance | None:
        """Where one area stands, None without a result."""
        return next((one for one in self.found if one.row["area"] == area), None)


@dataclass(frozen=True)
class _Results:
    """An indicator's results by area, oldest first; and why areas have none in the latest year."""

    rows: Mapping[str, list[Row]]
    partial: Mapping[str, Partial]
    uncombinable: frozenset[str]

    def lacking(self, area: str, indicator: str) -> Unheld:
        if area in self.partial:
            one = self.partial[area]
            return Unheld(area, indicator, "partial", len(one.have), len(one.of))
        reason: Reason = "uncombinable" if area in self.uncombinable else "no_figure"
        return Unheld(area, indicator, reason)


def measurable(indicator: Indicator) -> bool:
    """Whether values of an indicator lie a distance apart; ranks and stages do not."""
    return indicator.kind in _MEASURED and not indicator.base


def act_targets(catalogue: Catalogue, indicator: Indicator) -> tuple[Target, ...]:
    """The targets of acts that one province can be held against, earliest first."""
    targets = catalogue.targets_of(indicator.id) if measurable(indicator) else ()
    return tuple(t for t in targets if comparable(t, indicator))


def demanded_indicators(catalogue: Catalogue) -> tuple[Indicator, ...]:
    """The indicators that an act makes a demand of which can be held against one province."""
    return tuple(i for i in catalogue.indicators.values() if act_targets(catalogue, i))


def distances_of_area(store: Store, catalogue: Catalogue, key: str) -> AreaDistances:
    """Every demand on an area and where it stands; NotFoundError for an unknown key."""
    area = catalogue.area(key)
    told = store.profile([key, *area.predecessors])
    found: list[Distance] = []
    unheld: list[Unheld] = []
    without: list[Indicator] = []
    store.fetch(sorted({*told["indicator"]}))
    by_indicator = dict(iter(told.groupby("indicator")))
    for indicator in filter(measurable, catalogue.indicators.values()):
        own = by_indicator.get(indicator.id, told.iloc[:0])
        acts = act_targets(catalogue, indicator)
        demands = [*map(Demand.of_act, acts), *_own_demands(own, area)]
        has_result = bool((own["obs_status"] == "actual").any())
        if not demands:
            without += [indicator] if has_result else []
            continue
        if not has_result:
            unheld.append(Unheld(key, indicator.id, "no_figure"))
            continue
        results = _results(store, catalogue, indicator, area.scheme, {key})
        held = [d for demand in demands if (d := _held(indicator, demand, results.rows.get(key)))]
        found += held
        if not held:
            unheld.append(_why(results, key, indicator))
    found.sort(key=lambda one: one.gap)
    return AreaDistances(area, tuple(found), tuple(unheld), tuple(without))


def distances_to_target(
    store: Store, catalogue: Catalogue, target: Target, scheme: Scheme
) -> TargetDistances:
    """Where every area of a scheme stands against one target."""
    indicator = catalogue.indicator(target.indicator)
    results = _results(store, catalogue, indicator, scheme)
    demand = Demand.of_act(target)
    found: list[Distance] = []
    unheld: list[Unheld] = []
    for area in catalogue.areas_of(scheme):
        one = _held(indicator, demand, results.rows.get(area.key))
        if one is None:
            unheld.append(_why(results, area.key, indicator))
        else:
            found.append(one)
    found.sort(key=lambda one: -one.gap)
    return TargetDistances(indicator, target, scheme, tuple(found), tuple(unheld))


def _own_demands(figures: pd.DataFrame, area: Area) -> list[Demand]:
    """What the area itself, or the one province it continues unchanged, has promised."""
    same = area.predecessors if len(area.predecessors) == 1 else ()
    own = figures["area"].isin([area.key, *same])
    return [
        Demand.of_row(row)
        for row in rows_of(figures[own & figures["obs_status"].isin(["target", "plan"])])
    ]


def _results(
    store: Store,
    catalogue: Catalogue,
    indicator: Indicator,
    scheme: Scheme,
    only: set[str] | None = None,
) -> _Results:
    """Every reported result, and by period what follows from predecessors for areas without."""
    figures = store.figures(indicator.id)
    actual = figures[(figures["obs_status"] == "actual") & (figures["scheme"] == scheme)]
    told = rows_of(actual.assign(parts=[()] * len(actual)))
    partial: dict[str, Partial] = {}
    uncombinable: set[str] = set()
    for choice in reversed(period_choices(store, indicator)):
        stood = standing(store, catalogue, indicator, choice.period, scheme, only=only)
        told += rows_of(stood.figures[stood.figures["parts"].map(bool)])
        partial |= {one.area: one for one in stood.partial}
        uncombinable.update(stood.uncombinable)
    rows: dict[str, list[Row]] = {}
    # What spans longer stands for the day it ends on.
    for row in sorted(told, key=lambda r: (r["period_end"], r["period_end"] - r["period_start"])):
        rows.setdefault(row["area"], []).append(row)
    return _Results(rows, partial, frozenset(uncombinable))


def _why(results: _Results, area: str, indicator: Indicator) -> Unheld:
    if results.rows.get(area):
        return Unheld(area, indicator.id, "redefined")
    return results.lacking(area, indicator.id)


def _held(indicator: Indicator, demand: Demand, rows: Sequence[Row] | None) -> Distance | None:
    """The latest result that means what is demanded, held against the demand."""
    usable = [row for row in rows or () if _fits(indicator, demand, row)]
    if not usable or (not demand.value and not _points(indicator)):
        return None
    row = usable[-1]
    day = _day(row)
    gap = _gap(indicator, demand, float(row["value"]))
    allowed = _allowed(indicator, demand, usable)
    if row["flagged"]:
        state: State = "unknown"
    elif gap > _NEAR or (gap >= -_NEAR and row["qualifier"] != "nearly"):
        state = "achieved"
    elif day >= demand.period.end:
        state, allowed = "behind", 0.0
    elif allowed is None:
        state = "unknown"
    else:
        state = "on_path" if gap >= allowed - _NEAR else "behind"
    return Distance(indicator, demand, row, gap, allowed, state)


def _fits(indicator: Indicator, demand: Demand, row: Row) -> bool:
    """Whether a result counts what is demanded, over a span that can be held against it."""
    if redefined(indicator, demand.since, _day(row)):
        return False
    adds_up = indicator.measure == "flow" and indicator.kind in ("count", "money")
    return not adds_up or row["period"] == demand.period.key


def _allowed(indicator: Indicator, demand: Demand, usable: Sequence[Row]) -> float | None:
    """The gap on the linear path on the day of the last result, None without a path."""
    last = usable[-1]
    first = next((row for row in usable if _starts(indicator, demand, row, last)), None)
    if first is None:
        return None
    begun, day, end = _day(first), _day(last), demand.period.end
    if begun >= day or begun >= end:
        return None
    left = max(0, (end - day).days) / (end - begun).days
    # Who began beyond the demand may not fall behind it.
    return min(0.0, _gap(indicator, demand, float(first["value"]))) * left


def _starts(indicator: Indicator, demand: Demand, row: Row, last: Row) -> bool:
    """Whether a path to the last result may begin with this one."""
    alike = indicator.measure == "stock" or (
        Period.of(row["period"]).kind == Period.of(last["period"]).kind
    )
    in_force = _day(row).year >= demand.since.year
    unbroken = not redefined(indicator, _day(row), _day(last))
    return alike and in_force and unbroken and not row["flagged"]


def _gap(indicator: Indicator, demand: Demand, value: float) -> float:
    ahead = value - demand.value
    ahead = -ahead if indicator.direction == "lower" else ahead
    return ahead if _points(indicator) else 100 * ahead / abs(demand.value)


def _points(indicator: Indicator) -> bool:
    return indicator.unit == "%"


def _day(row: Row) -> date:
    day: date = row["period_end"].date()
    return day
