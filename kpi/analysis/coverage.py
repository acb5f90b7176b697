"""For which indicators, years and areas figures exist: coverage before rank."""

from dataclasses import dataclass

import pandas as pd

from kpi.catalogue import Catalogue
from kpi.model import Indicator, ObsStatus, Period, Scheme
from kpi.store import Store

_SCHEMES: tuple[Scheme, ...] = ("vn34", "vn63")


@dataclass(frozen=True)
class Choice:
    """A period an indicator can be asked for, and how many areas of each scheme have a figure."""

    period: Period
    areas: dict[Scheme, int]


def period_choices(
    store: Store, indicator: Indicator, status: ObsStatus = "actual"
) -> tuple[Choice, ...]:
    """The periods some province has a figure for, newest first.

    A stock is asked for by year, for the latest day of it stands for the year; a flow for
    exactly the periods that were reported.
    """
    figures = store.figures(indicator.id)
    found = figures[(figures["obs_status"] == status) & (figures["scheme"] != "vn")]
    if indicator.measure == "stock":
        found = found.assign(period=found["period_end"].dt.year.astype(str))
    areas = found.groupby(["period", "scheme"])["area"].nunique().to_dict()
    periods = sorted({Period.of(key) for key in found["period"]}, key=_newest_first)
    return tuple(
        Choice(
            period,
            {scheme: count for (key, scheme), count in areas.items() if key == period.key},
        )
        for period in periods
    )


def _newest_first(period: Period) -> tuple[int, int]:
    return -period.end.toordinal(), period.start.toordinal()


def best_covered(
    store: Store, catalogue: Catalogue, indicator: Indicator
) -> tuple[Period, Scheme] | None:
    """The year, and the scheme, in which the largest share of areas has a figure.

    Of equal shares the later year, then the newer scheme. None when there is no figure.
    """
    sizes: dict[Scheme, int] = {s: len(catalogue.areas_of(s)) for s in ("vn63", "vn34")}
    offers = [
        (min(count, sizes[scheme]) / sizes[scheme], choice.period.end, scheme == "vn34", choice)
        for choice in period_choices(store, indicator)
        for scheme, count in choice.areas.items()
        if scheme in sizes and choice.period.kind == "year"
    ]
    if not offers:
        return None
    _, _, newer, choice = max(offers, key=lambda offer: offer[:3])
    return choice.period, "vn34" if newer else "vn63"


def indicator_extent(store: Store, catalogue: Catalogue) -> pd.DataFrame:
    """Who has figures, one row an indicator in catalogue order, context indicators left out.

    Columns: indicator (str), figures (int64), areas63, areas34 (int64), first_year and
    last_year (Int64, missing when there is no result). Only `figures` counts promises too.
    """
    extent = store.extent()
    figures = extent.groupby("indicator")["figures"].sum()
    actual = extent[extent["obs_status"] == "actual"]
    first = actual.groupby("indicator")["first_end"].min().dt.year
    last = actual.groupby("indicator")["last_end"].max().dt.year
    areas = actual.set_index(["indicator", "scheme"])["areas"]
    ids = [i.id for i in catalogue.indicators.values() if not i.base]
    return pd.DataFrame(
        {
            "indicator": ids,
            "figures": [int(figures.get(i, 0)) for i in ids],
            "areas63": [int(areas.get((i, "vn63"), 0)) for i in ids],
            "areas34": [int(areas.get((i, "vn34"), 0)) for i in ids],
            "first_year": pd.array([first.get(i) for i in ids], dtype="Int64"),
            "last_year": pd.array([last.get(i) for i in ids], dtype="Int64"),
        }
    )


def longest_series(
    store: Store, catalogue: Catalogue, indicator: Indicator, most: int
) -> list[str]:
    """The areas with figures for the most years, those of today before former ones.

    Where there is nothing but promises, their longest series is better than no chart.
    """
    order = [a.key for scheme in _SCHEMES for a in catalogue.areas_of(scheme)]
    figures = store.series(indicator.id, order)
    actual = figures[figures["obs_status"] == "actual"]
    told = figures if actual.empty else actual
    years = told["period_end"].dt.year.groupby(told["area"]).nunique().to_dict()
    return sorted(years, key=lambda area: (-years[area], order.index(area)))[:most]
