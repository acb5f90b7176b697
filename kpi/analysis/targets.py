"""How far a figure is from what an act demands."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.model import Indicator, Period, Target


@dataclass(frozen=True)
class Gap:
    """The distance to one target: `short` in the indicator's unit, 0 or less when reached."""

    target: Target
    short: float

    @property
    def reached(self) -> bool:
        """Whether the figure is at least (of lower-is-better: at most) what is demanded."""
        return self.short <= 0


def comparable(target: Target, indicator: Indicator) -> bool:
    """Whether a target can stand beside one province: a national count or sum cannot."""
    return target.scope == "province" or indicator.kind not in ("count", "money")


def next_target(targets: Sequence[Target], period: Period) -> Target | None:
    """The target of the first year that has not passed at a period, else the last one there was.

    Of several of one year the one that binds provinces.
    """
    ahead = [t for t in targets if t.year >= period.year]
    year = min((t.year for t in ahead), default=max((t.year for t in targets), default=0))
    found = [t for t in targets if t.year == year]
    return min(found, key=lambda t: t.scope != "province", default=None)


def gap(
    indicator: Indicator, targets: Sequence[Target], period: Period, value: float
) -> Gap | None:
    """The distance of a result to the next target; None where no act demands one of a province."""
    target = next_target([t for t in targets if comparable(t, indicator)], period)
    if target is None:
        return None
    short = target.value - value
    return Gap(target, -short if indicator.direction == "lower" else short)
