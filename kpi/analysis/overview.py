"""The first screen: which indicators it shows, and how much there is and how fresh."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from kpi.analysis.coverage import best_covered
from kpi.analysis.ranking import Ranking, rank_areas
from kpi.catalogue import Catalogue
from kpi.model import Indicator, Scheme
from kpi.store import Store

SCHEMES: tuple[Scheme, ...] = ("vn34", "vn63")


@dataclass(frozen=True)
class Stamp:
    """How much there is and how fresh; population and other context are not counted."""

    figures: int
    documents: int
    last_day: date | None
    last_entry: datetime | None


def overview_stamp(store: Store, catalogue: Catalogue) -> Stamp:
    """Counts of figures and documents, the last day results speak of, the last entry (UTC)."""
    summary = store.summary()
    extent = store.extent()
    shown = extent["indicator"].isin([i.id for i in catalogue.indicators.values() if not i.base])
    last_day, last_entry = summary["last_period_end"], summary["last_recorded"]
    return Stamp(
        figures=int(extent.loc[shown, "told"].sum()),
        documents=int(summary["sources"]),
        last_day=None if pd.isna(last_day) else last_day.date(),
        last_entry=None if pd.isna(last_entry) else last_entry.to_pydatetime(),
    )


@dataclass(frozen=True)
class Headline:
    """One indicator in the year that most areas report it; `ranking` None without figures."""

    indicator: Indicator
    ranking: Ranking | None


def headlines(store: Store, catalogue: Catalogue) -> tuple[Headline, ...]:
    """What the overview shows: first what compares all areas, then the other headlines.

    Of the indicators that every area of a scheme has a figure of, those that say who does
    better belong here; the parts of an index stand behind it (see `parts_of_index`).
    """
    complete = [h for h in _compared(store, catalogue) if h.indicator.pillar != "index"]
    chosen = sorted(
        (i for i in catalogue.indicators.values() if i.headline is not None),
        key=lambda i: (i.pillar != "index", i.headline or 0),
    )
    named = [_best(store, catalogue, i) for i in chosen]
    shown = {h.indicator.id for h in complete}
    indices = [h for h in named if h.indicator.pillar == "index"]
    others = [h for h in named if h not in indices and h.indicator.id not in shown]
    return (*indices, *complete, *others)


def parts_of_index(store: Store, catalogue: Catalogue) -> tuple[Headline, ...]:
    """The indices that every area has a figure of, behind the one that is a headline."""
    return tuple(
        h
        for h in _compared(store, catalogue)
        if h.indicator.pillar == "index" and h.indicator.headline is None
    )


def _compared(store: Store, catalogue: Catalogue) -> list[Headline]:
    extent = store.extent()
    most = extent[extent["obs_status"] == "actual"].groupby(["indicator", "scheme"])["areas"].max()
    sizes = {scheme: len(catalogue.areas_of(scheme)) for scheme in SCHEMES}
    full = {name for (name, scheme), areas in most.items() if areas >= sizes.get(scheme, areas + 1)}
    found = [
        _best(store, catalogue, indicator)
        for indicator in catalogue.indicators.values()
        if indicator.id in full
        and indicator.direction != "neutral"
        and indicator.kind not in ("rank", "milestone")
        and not indicator.base
    ]
    return [h for h in found if h.ranking is not None and h.ranking.ranked == h.ranking.size]


def _best(store: Store, catalogue: Catalogue, indicator: Indicator) -> Headline:
    best = best_covered(store, catalogue, indicator)
    if best is None:
        return Headline(indicator, None)
    period, scheme = best
    return Headline(indicator, rank_areas(store, catalogue, indicator.id, period, scheme=scheme))
