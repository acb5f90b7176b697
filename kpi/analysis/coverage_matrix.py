"""Where figures exist and of what kind: provinces by indicators, or either of them by years."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from kpi.analysis.restate import Row, rows_of, standing
from kpi.catalogue import Catalogue
from kpi.model import Indicator, ObsStatus, Period, Scheme
from kpi.model.entries import Pillar
from kpi.store import Store

CellState = Literal["actual", "estimate", "partial", "uncombinable", "shorter", "promised"]
"""What is held for one cell, best first.

A result; an estimate; results of only some predecessors, or of all where no rule may combine
them; results of shorter periods of a flow, which are not the year; only a target or a plan.
"""
Key = tuple[str, str]
"""The row and the column of a cell."""


@dataclass(frozen=True)
class Held:
    """What one cell holds. `row` is the figure itself, None where no single one stands.

    Of a `partial` cell `have` of `of` predecessors have reported.
    """

    state: CellState
    row: Row | None = None
    have: int = 0
    of: int = 0


@dataclass(frozen=True)
class Coverage:
    """A grid of cells; a cell that is not in `cells` holds nothing at all, which is not zero.

    `rows` and `columns` are keys of areas, ids of indicators or years, as `kind` says: provinces
    by the indicators of a pillar, indicators of a province by years, provinces of an indicator by
    years. `silent` are indicators of the pillar that no cell holds anything of. `newest` is the
    last day that a result of a row speaks of, in whatever year, predecessors' among them.
    """

    kind: Literal["matrix", "area", "indicator"]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Key, Held]
    newest: Mapping[str, date]
    silent: tuple[str, ...] = ()

    def count(self, row: str) -> int:
        """How many cells of a row hold a result."""
        return sum(1 for c in self.columns if self.state(row, c) == "actual")

    def state(self, row: str, column: str) -> CellState | None:
        """What a cell holds, None for nothing."""
        held = self.cells.get((row, column))
        return None if held is None else held.state

    @property
    def without(self) -> tuple[str, ...]:
        """The rows that hold no result in any column."""
        return tuple(row for row in self.rows if not self.count(row))

    def missing(self, row: str) -> tuple[str, ...]:
        """The columns in which a row holds neither a result nor an estimate."""
        return tuple(c for c in self.columns if self.state(row, c) not in ("actual", "estimate"))


def pillar_coverage(
    store: Store, catalogue: Catalogue, pillar: Pillar, year: int, scheme: Scheme
) -> Coverage:
    """The provinces of a scheme by the indicators of a pillar that anybody reports of a year."""
    indicators = [i for i in catalogue.indicators.values() if i.pillar == pillar and not i.base]
    store.fetch([i.id for i in indicators])
    areas = tuple(a.key for a in catalogue.areas_of(scheme))
    cells: dict[Key, Held] = {}
    newest: dict[str, date] = {}
    for indicator in indicators:
        found = _held(store, catalogue, indicator, year, scheme)
        cells |= {(area, indicator.id): held for area, held in found.items()}
        _later(newest, _newest(store, catalogue, indicator, areas))
    told = {column for _, column in cells}
    return Coverage(
        "matrix",
        areas,
        tuple(i.id for i in indicators if i.id in told),
        cells,
        newest,
        tuple(i.id for i in indicators if i.id not in told),
    )


def area_coverage(store: Store, catalogue: Catalogue, area: str, years: Sequence[int]) -> Coverage:
    """The indicators that a province reports anything of, by years."""
    indicators = [i for i in catalogue.indicators.values() if not i.base]
    store.fetch([i.id for i in indicators])
    scheme = catalogue.area(area).scheme
    own = (area, *catalogue.area(area).predecessors)
    cells: dict[Key, Held] = {}
    newest: dict[str, date] = {}
    for indicator in indicators:
        days = _newest(store, catalogue, indicator, (area,))
        if area in days:
            newest[indicator.id] = days[area]
        # Most indicators have few years of one province: the others hold nothing for sure.
        figures = store.figures(indicator.id)
        told = set(figures.loc[figures["area"].isin(own), "period_end"].dt.year)
        for year in told.intersection(years):
            found = _held(store, catalogue, indicator, year, scheme, only=(area,))
            if area in found:
                cells[indicator.id, str(year)] = found[area]
    having = {row for row, _ in cells}
    ids = [i.id for i in indicators]
    return Coverage(
        "area",
        tuple(i for i in ids if i in having),
        tuple(map(str, years)),
        cells,
        newest,
        tuple(i for i in ids if i not in having),
    )


def indicator_coverage(
    store: Store, catalogue: Catalogue, indicator: Indicator, years: Sequence[int], scheme: Scheme
) -> Coverage:
    """The provinces of a scheme by years of one indicator."""
    areas = tuple(a.key for a in catalogue.areas_of(scheme))
    cells = {
        (area, str(year)): held
        for year in years
        for area, held in _held(store, catalogue, indicator, year, scheme).items()
    }
    newest = _newest(store, catalogue, indicator, areas)
    return Coverage("indicator", areas, tuple(map(str, years)), cells, newest)


def years_told(store: Store) -> tuple[int, ...]:
    """The years from the first to the last that results or, without any, promises speak of."""
    extent = store.extent()
    actual = extent[extent["obs_status"] == "actual"]
    told = extent if actual.empty else actual
    if told.empty:
        return ()
    first, last = told["first_end"].min().year, told["last_end"].max().year
    return tuple(range(first, last + 1))


def _held(
    store: Store,
    catalogue: Catalogue,
    indicator: Indicator,
    year: int,
    scheme: Scheme,
    only: Container[str] | None = None,
) -> dict[str, Held]:
    """What is held of an indicator in a year, by area; areas that hold nothing are not in it."""
    figures = store.figures(indicator.id)
    first, last = pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31)
    within = figures[(figures["period_start"] >= first) & (figures["period_end"] <= last)]
    told = set(within["obs_status"])
    held: dict[str, Held] = {}

    def add(status: ObsStatus, state: CellState) -> None:
        if status not in told:
            return
        found = standing(store, catalogue, indicator, Period.of(f"{year}"), scheme, status, only)
        # The better stands in the place of the worse.
        held.update({row["area"]: Held(state, row) for row in rows_of(found.figures)})
        if status == "actual":
            for one in found.partial:
                held[one.area] = Held("partial", None, len(one.have), len(one.of))
            held.update(dict.fromkeys(found.uncombinable, Held("uncombinable")))

    add("plan", "promised")
    add("target", "promised")
    if indicator.measure == "flow":
        shorter = within[(within["obs_status"] == "actual") & (within["scheme"] == scheme)]
        shorter = shorter.drop_duplicates("area", keep="last").assign(
            parts=[()] * shorter["area"].nunique()
        )
        held.update({row["area"]: Held("shorter", row) for row in rows_of(shorter)})
    add("actual", "actual")
    firm = {a: h for a, h in held.items() if h.state == "actual"}
    add("estimate", "estimate")
    held.update(firm)
    return held if only is None else {a: h for a, h in held.items() if a in only}


def _newest(
    store: Store, catalogue: Catalogue, indicator: Indicator, areas: Sequence[str]
) -> dict[str, date]:
    """The last day that results of an area, or of a predecessor, speak of."""
    figures = store.figures(indicator.id)
    actual = figures[figures["obs_status"] == "actual"]
    last = actual.groupby("area")["period_end"].max().dt.date.to_dict()
    found = {
        area: [last[k] for k in (area, *catalogue.area(area).predecessors) if k in last]
        for area in areas
    }
    return {area: max(days) for area, days in found.items() if days}


def _later(days: dict[str, date], others: Mapping[str, date]) -> None:
    for key, day in others.items():
        days[key] = max(day, days.get(key, day))
