"""The days by which reports are due, which one is next and which was last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kpi.model import Period
from kpi.model.duties import Deadline, Duty

State = Literal["open", "due", "late"]
"""Of a report seen from a day: not yet due, due within days, or its day has passed."""

SOON = 14
"""So many days before its deadline a report counts as due."""
_LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True)
class Due:
    """The report of one period: the last day for sending it, and what its figures count.

    `counted` are the first and the last day that figures are counted, None where no rule says so.
    """

    duty: Duty
    period: Period
    on: date
    counted: tuple[date, date] | None

    def state(self, day: date) -> State:
        """How it stands on a day; on the day of the deadline itself it is not late."""
        if day > self.on:
            return "late"
        return "due" if day >= self.on - timedelta(days=SOON) else "open"


def last_due(duty: Duty, deadline: Deadline, day: date) -> Due | None:
    """The report whose deadline passed last before a day; None before there was one."""
    passed = [due for due in _dues(duty, deadline, day) if due.on < day]
    return max(passed, key=lambda due: due.on, default=None)


def next_due(duty: Duty, deadline: Deadline, day: date) -> Due:
    """The report that is due on a day or next after it."""
    coming = (due for due in _dues(duty, deadline, day) if due.on >= day)
    return min(coming, key=lambda due: due.on)


def _dues(duty: Duty, deadline: Deadline, day: date) -> Iterator[Due]:
    """The reports of the year of a day and of the years beside it, none from before the duty."""
    length = _LENGTHS[deadline.kind]
    for year in range(max(day.year, duty.since.year) - 1, max(day.year, duty.since.year) + 2):
        for place in range(1, 12 // length + 1):
            due = _due(duty, deadline, year, place)
            if deadline.half in (None, place) and due.on >= duty.since:
                yield due


def _due(duty: Duty, deadline: Deadline, year: int, place: int) -> Due:
    length = _LENGTHS[deadline.kind]
    last = place * length
    counted = None
    if deadline.cut_off is not None:
        before = last - length
        first = date(year, before, 1) if before else date(year - 1, 12, 1)
        counted = (
            first.replace(day=deadline.cut_off) + timedelta(days=1),
            date(year, last, deadline.cut_off),
        )
    month = last - deadline.months_before
    on = date(year, month, deadline.day) if month else date(year - 1, 12, deadline.day)
    return Due(duty, Period.of(_key(deadline, year, place)), on, counted)


def _key(deadline: Deadline, year: int, place: int) -> str:
    match deadline.kind:
        case "year":
            return f"{year}"
        case "half":
            return f"{year}-H{place}"
        case "quarter":
            return f"{year}-Q{place}"
        case "month":
            return f"{year}-{place:02}"
