"""How chosen areas moved over the years on one indicator; gaps stay gaps, breaks are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from kpi.analysis.restate import standing
from kpi.catalogue import Catalogue
from kpi.model import MERGER, Area, Break, Indicator, Period, Target
from kpi.store import Store


@dataclass(frozen=True)
class Trend:
    """Points of some areas over time.

    `points` has the store's columns, `parts` (see `restate.Standing`) and `segment` (int64):
    points of one area and status may be joined by a line only within a segment. Points of
    a segment stand together, the last of an area and status is its latest. `breaks`
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
    places = [catalogue.area(key) for key in areas]
    reported = store.series(indicator.id, list(areas))
    reported = reported.assign(parts=[()] * len(reported))
    rolled = _rolled_back(store, catalogue, indicator, [a for a in places if a.scheme == "vn34"])
    found = [f for f in (reported, rolled) if not f.empty] or [reported]
    points = pd.concat(found, ignore_index=True)
    points = _in_lines(_one_a_day(points, indicator), indicator)
    ends = points["period_end"].dt.date
    first, last = (min(ends), max(ends)) if len(points) else (date.max, date.min)
    return Trend(
        indicator=indicator,
        areas=tuple(areas),
        points=points.assign(segment=_segments(points, indicator)).drop(columns="length"),
        breaks=tuple(b for b in indicator.breaks if first < b.on <= last),
        merger=MERGER if first < MERGER <= last else None,
        targets=catalogue.targets_of(indicator.id),
        without=tuple(a for a in areas if a not in set(points["area"])),
    )


def _rolled_back(
    store: Store, catalogue: Catalogue, indicator: Indicator, places: Sequence[Area]
) -> pd.DataFrame:
    """Figures of areas of the 34 that follow from their predecessors', a year at a time."""
    areas = {place.key for place in places}
    older = store.series(indicator.id, [p for place in places for p in place.predecessors])
    actual = older[older["obs_status"] == "actual"]
    found = []
    for year in sorted({end.year for end in actual["period_end"]}):
        figures = standing(
            store, catalogue, indicator, Period.of(str(year)), "vn34", only=areas
        ).figures
        rolled = figures[figures["area"].isin(areas) & figures["parts"].map(bool)]
        if not rolled.empty:
            found.append(rolled)
    return pd.concat(found) if found else older.iloc[:0].assign(parts=[])


def _one_a_day(points: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Of two periods of a stock that end on one day the preferred figure, as in a ranking.

    It is disputed when the other one says otherwise.
    """
    if indicator.measure == "flow":
        return points
    day = ["area", "obs_status", "period_end"]
    exact = points["value"].where(points["qualifier"] == "exact")
    told = exact.groupby([points[column] for column in day]).transform("nunique")
    points = points.assign(disputed=points["disputed"] | (told > 1))
    return points.drop_duplicates(day, keep="last", ignore_index=True)


def _in_lines(points: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Points that may continue each other put together, in a column `length` by what they span.

    Periods of another length do not continue each other when values add up over time: half
    a year's revenue is no point on the line of years, nor does it interrupt that line.
    """
    flow = indicator.measure == "flow"
    points = points.assign(length=[_length(p) if flow else "" for p in points["period"]])
    line = ["area", "obs_status", "length"]
    points = points.assign(latest=points.groupby(line)["period_end"].transform("max"))
    order = ["area", "obs_status", "latest", "length", "period_end"]
    return points.sort_values(order, kind="stable", ignore_index=True).drop(columns="latest")


def _length(key: str) -> str:
    """What a flow's period spans; a day counts from 1 January, so its date is its length."""
    period = Period.of(key)
    return f"{period.end:%m-%d}" if period.kind == "day" else period.kind


def _segments(points: pd.DataFrame, indicator: Indicator) -> list[int]:
    """A new segment at another area, status or length, after a year's gap, at a break.

    An official series and what reports and the press tell are two series.
    """
    segments: list[int] = []
    number = 0
    previous: tuple[object, ...] | None = None
    breaks = sorted(b.on for b in indicator.breaks)
    for row in points.itertuples():
        end = row.period_end.date()
        passed = sum(day <= end for day in breaks)
        official = row.source_kind == "official_table"
        key = (row.area, row.obs_status, row.length, passed, official)
        if previous is not None and (previous[0] != key or end.year - previous[1] > 1):
            number += 1
        segments.append(number)
        previous = (key, end.year)
    return segments
