"""The first screen: where the headline indicators stand, who leads, what moved, what is missing."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from kpi.analysis.coverage import best_covered
from kpi.analysis.ranking import Moves, Ranking, previous_year, rank_areas
from kpi.catalogue import Catalogue
from kpi.model import Indicator, Period
from kpi.store import Store


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
    """One headline indicator in the year most areas report it; `ranking` None without figures.

    `moves` tells who moved up or down since the year before (only between complete
    years), `changes` the areas with a figure in both years and no break between: columns
    area (str), before, now (float64), largest change first.
    """

    indicator: Indicator
    ranking: Ranking | None
    moves: Moves | None
    changes: pd.DataFrame


def headlines(store: Store, catalogue: Catalogue) -> tuple[Headline, ...]:
    """The headline indicators in their order."""
    chosen = sorted(
        (i for i in catalogue.indicators.values() if i.headline is not None),
        key=lambda i: i.headline or 0,
    )
    return tuple(_headline(store, catalogue, indicator) for indicator in chosen)


def _headline(store: Store, catalogue: Catalogue, indicator: Indicator) -> Headline:
    best = best_covered(store, catalogue, indicator)
    nothing = pd.DataFrame({"area": [], "before": [], "now": []})
    if best is None:
        return Headline(indicator, None, None, nothing)
    period, scheme = best
    ranking = rank_areas(store, catalogue, indicator.id, period, scheme=scheme)
    before = rank_areas(
        store, catalogue, indicator.id, Period.of(str(period.year - 1)), scheme=scheme
    )
    columns = ["area", "value", "period_end"]
    both = before.rows[columns].merge(ranking.rows[columns], on="area", suffixes=("_before", ""))
    for day in (pd.Timestamp(b.on) for b in indicator.breaks):
        both = both[(both["period_end"] < day) | (both["period_end_before"] >= day)]
    both = both.rename(columns={"value_before": "before", "value": "now"})
    both = both[["area", "before", "now"]]
    size = (both["now"] - both["before"]).abs()
    moved = previous_year(store, catalogue, ranking)
    return Headline(
        indicator,
        ranking,
        moved,
        both.loc[size.sort_values(ascending=False, kind="stable").index].reset_index(drop=True),
    )
