"""How far a figure is from what an act demands, and which targets may be held against it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kpi.language.spelling import unmarked
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


def redefined(indicator: Indicator, since: date, day: date) -> bool:
    """Whether the series breaks between two days: a demand of the first is not one of the second.

    Level 4 of Decision 749 (2020) is no "toàn trình" of 2023, though both are shares of services.
    """
    return any(since < b.on <= day for b in indicator.breaks)


def act_number(act: str) -> str:
    """The number by which an act is known: "749/QĐ-TTg" of "Quyết định 749/QĐ-TTg"."""
    return next((word for word in act.split() if "/" in word), act)


def target_key(target: Target) -> str:
    """What an address calls a target of an indicator: 749-qd-ttg-2025."""
    number = re.sub(r"[^a-z0-9]+", "-", unmarked(act_number(target.act)).lower()).strip("-")
    own = "-province" if target.scope == "province" else ""
    return f"{number}-{target.year}{own}"


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
    """The distance of a result to the next target; None where no act demands one of a province.

    A target from before a break of the series demands something else than what is counted since.
    """
    fit = [
        t
        for t in targets
        if comparable(t, indicator) and not redefined(indicator, t.issued_on, period.end)
    ]
    target = next_target(fit, period)
    if target is None:
        return None
    short = target.value - value
    return Gap(target, -short if indicator.direction == "lower" else short)
