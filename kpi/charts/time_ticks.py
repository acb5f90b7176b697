"""Where the ticks of a time axis stand: at year ends, or at months where years tell too little."""

import calendar
from collections.abc import Collection
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

from kpi.model import Lang, Period
from kpi.wording import period_text

_MOST_YEARS = 6  # year labels that fit side by side on a phone
_MOST_MONTHS = 4  # the same of months, whose labels are wider
_TWO_YEARS = timedelta(731)


def by_months(days: Collection[date]) -> bool:
    """Whether some days lie so close together that ticks at year ends would not part them."""
    within = max(days) - min(days) <= _TWO_YEARS
    return within and any((day.month, day.day) != (12, 31) for day in days)


def time_ticks(
    window: tuple[date, date], marked: Collection[date], lang: Lang
) -> list[tuple[date, str]]:
    """Days and their labels.

    Args:
        window: first and last day of the axis.
        marked: the days where marks stand.
        lang: the reader's language.
    """
    ends = sorted(set(marked))
    if not by_months(ends):
        return [(day, str(day.year)) for day in _year_ends(ends[0], ends[-1])]
    narrow = (window[1] - window[0]) / _MOST_MONTHS
    if all(after - before >= narrow for before, after in pairwise(ends)):
        return [(day, _month_text(day, lang)) for day in ends]
    return [(day, _month_text(day, lang)) for day in _month_ends(ends[0], ends[-1])]


def _year_ends(first: date, last: date) -> list[date]:
    """31 December of every year, or of every second, third … of many."""
    years = range(last.year, first.year - 1, -1)
    return [date(y, 12, 31) for y in years[:: ceil(len(years) / _MOST_YEARS)]][::-1]


def _month_text(day: date, lang: Lang) -> str:
    return period_text(Period.of(f"{day:%Y-%m}"), lang)


def _month_ends(first: date, last: date) -> list[date]:
    """The last day of every month, quarter, half year or year: as many as have room."""
    months = [
        date(year, month, calendar.monthrange(year, month)[1])
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if (year, month) <= (last.year, last.month)
    ]
    within = [day for day in months if first <= day]
    choices = ([day for day in within if day.month % step == 0] for step in (1, 3, 6, 12))
    return next(days for days in choices if len(days) <= _MOST_MONTHS)
