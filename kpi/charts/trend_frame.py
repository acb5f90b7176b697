"""The window of a trend chart: which days and which values it spans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kpi.analysis.targets import comparable
from kpi.analysis.trend import Trend
from kpi.charts.time_ticks import by_months, time_ticks
from kpi.drawing.extent import HEADROOM, credible
from kpi.model import Lang, Target


@dataclass(frozen=True)
class Frame:
    """First and last day, and the lowest and highest value shown, in the indicator's unit.

    `turned` puts small values on top, as ranks are read; marks stand at `marked` days.
    """

    first: date
    last: date
    low: float
    high: float
    turned: bool
    targets: tuple[Target, ...]
    marked: frozenset[date]

    def held(self, value: float) -> float:
        """The value, or the edge it lies beyond."""
        return max(self.low, min(self.high, value))

    def height(self, value: float) -> float:
        """How far up a value stands: 0 at the bottom, 1 on top."""
        share = (self.held(value) - self.low) / (self.high - self.low)
        return 1 - share if self.turned else share

    def early(self, day: date) -> bool:
        """Whether a day stands in the left half, where labels turn to the right."""
        return day - self.first < self.last - day

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day of the axis, with room for marks at its ends."""
        room = max(timedelta(45), (self.last - self.first) * 0.05)
        return self.first - room, self.last + room

    def ticks(self, lang: Lang) -> list[tuple[date, str]]:
        """The days that are named along the axis, and their names."""
        return time_ticks(self.days, self.marked, lang)


def frame_of(trend: Trend, rows: Sequence[Any]) -> Frame | None:
    """The window that holds every credible figure and the targets since; None without figures.

    Quantities start at zero, so that a slope is not made steeper than it is; scores and
    ranks have no zero to start from.
    """
    ends = [row.period_end.date() for row in rows]
    shown = credible([row.value for row in rows], [bool(row.flagged) for row in rows], HEADROOM)
    if shown is None:
        return None
    targets = tuple(
        t for t in trend.targets if t.year >= min(ends).year and comparable(t, trend.indicator)
    )
    marked = frozenset(ends) | {date(t.year, 12, 31) for t in targets}
    wanted = [*shown, *(t.value for t in targets)]
    if trend.indicator.kind not in ("score", "rank"):
        wanted.append(0.0)
    low, high = min(wanted), max(wanted)
    room = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    return Frame(
        first=min(ends),
        last=max(marked) if by_months(marked) else date(max(marked).year, 12, 31),
        low=low if low == 0 else low - room,
        high=high + room,
        turned=trend.indicator.kind == "rank",
        targets=targets,
        marked=marked,
    )
