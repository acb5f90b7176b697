"""How chosen areas moved over the years on one indicator; gaps stay gaps, breaks are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from kpi.analysis.restate import standing
from kpi.catalogue import Catalogue
from kpi.model import MERGER, Break, Indicator, Period, Target
from kpi.store import Store


@dataclass(frozen=True)
class Trend:
    """Points of some areas over time.

    `points` has the store's columns, `parts` (see `restate.Standing`) and `segment` (int64):
    points of one area and status may be joined by a line only within a segment. `breaks`
    and `merger` are the days to draw. `without` are chosen areas that have no figure.
    """

    indicator: Indicator
    areas: tuple[str, ...]
    points: pd.DataFrame
    breaks: tuple[Break, ...]
    merger: date | None
    targets: tuple[Target, ...]
    without: tuple[str, ...]


def trend(store: Store, catalogue: Catalogue, indicator_id: str, areas: Sequence[str]) -> Trend:
    """The whole history of some areas, results, estimates, targets and plans apart.

    An area of the 34 is followed back before the merger by the roll-up rule of the
    indicator, year by year, where all its predecessors have a figure.
    """
    indicator = catalogue.indicator(indicator_id)
    reported = store.series(indicator.id, list(areas))
    reported = reported.assign(parts=[()] * len(reported))
    rolled = _rolled_back(store, catalogue, indicator, [a for a in areas if a[:4] == "vn34"])
    points = pd.concat([f for f in (reported, rolled) if not f.empty] or [reported])
    points = points.drop_duplicates(["area", "obs_status", "period"], ignore_index=True)
    points = points.sort_values(["area", "obs_status", "period_end", "period"], ignore_index=True)
    ends = points["period_end"].dt.date
    first, last = (min(ends), max(ends)) if len(points) else (date.max, date.min)
    return Trend(
        indicator=indicator,
        areas=tuple(areas),
        points=points.assign(segment=_segments(points, indicator)),
        breaks=tuple(b for b in indicator.breaks if first < b.on <= last),
        merger=MERGER if first < MERGER <= last else None,
        targets=catalogue.targets_of(indicator.id),
        without=tuple(a for a in areas if a not in set(points["area"])),
    )


def _rolled_back(
    store: Store, catalogue: Catalogue, indicator: Indicator, areas: Sequence[str]
) -> pd.DataFrame:
    """Figures of areas of the 34 that follow from their predecessors', a year at a time."""
    predecessors = [p for key in areas for p in catalogue.area(key).predecessors]
    older = store.series(indicator.id, predecessors)
    actual = older[older["obs_status"] == "actual"]
    found = []
    for year in sorted({end.year for end in actual["period_end"]}):
        figures = standing(
            store, catalogue, indicator, Period.of(str(year)), "vn34", only=set(areas)
        ).figures
        rolled = figures[figures["area"].isin(areas) & figures["parts"].map(bool)]
        if not rolled.empty:
            found.append(rolled)
    return pd.concat(found) if found else older.iloc[:0].assign(parts=[])


def _segments(points: pd.DataFrame, indicator: Indicator) -> list[int]:
    """A new segment at another area or status, after a year without a figure, at a break.

    Periods of another length do not continue each other either when values add up over
    time: half a year's revenue is no point on the line of years.
    """
    segments: list[int] = []
    number = 0
    previous: tuple[object, ...] | None = None
    breaks = sorted(b.on for b in indicator.breaks)
    for row in points.itertuples():
        end = row.period_end.date()
        length = Period.of(row.period).kind if indicator.measure == "flow" else ""
        passed = sum(day <= end for day in breaks)
        key = (row.area, row.obs_status, length, passed)
        if previous is not None and (previous[0] != key or end.year - previous[1] > 1):
            number += 1
        segments.append(number)
        previous = (key, end.year)
    return segments
