"""Periods under their canonical keys, and the day the provinces changed."""

import calendar
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Self

PeriodKind = Literal["year", "half", "quarter", "month", "day"]

MERGER = date(2025, 7, 1)
"""The day the 34 provinces replaced the 63 (Resolution 202/2025/QH15)."""


def scheme_in_force(day: date) -> Literal["vn63", "vn34"]:
    """The boundary scheme of Vietnam's provinces on a day."""
    return "vn63" if day < MERGER else "vn34"


@dataclass(frozen=True, order=True)
class Period:
    """A span of time under its canonical key: 2022, 2022-H1, 2022-Q3, 2022-09 or 2022-11-30.

    Periods sort by their last day, then the longer first. A day stands for "as of that
    day" with a stock and "from 1 January to that day" with a flow.
    """

    end: date
    start: date
    key: str = field(compare=False)
    kind: PeriodKind = field(compare=False)

    @classmethod
    def of(cls, key: str) -> Self:
        """The period of a canonical key; ValueError when the key is not one.

        Written forms ("6 tháng đầu năm 2022") are the business of `kpi.language.periods`.
        """
        match key.split("-"):
            case [year] if _digits(year, 4):
                return cls._months(key, "year", int(year), 1, 12)
            case [year, half] if _digits(year, 4) and half in ("H1", "H2"):
                return cls._months(key, "half", int(year), 6 * int(half[1]) - 5, 6)
            case [year, quarter] if _digits(year, 4) and quarter in ("Q1", "Q2", "Q3", "Q4"):
                return cls._months(key, "quarter", int(year), 3 * int(quarter[1]) - 2, 3)
            case [year, month] if _digits(year, 4) and _digits(month, 2):
                return cls._months(key, "month", int(year), int(month), 1)
            case [year, month, day] if all(map(_digits, (year, month, day), (4, 2, 2))):
                one = date(int(year), int(month), int(day))
                return cls(end=one, start=one, key=key, kind="day")
            case _:
                raise ValueError(f"not a period key: {key!r}")

    @classmethod
    def _months(cls, key: str, kind: PeriodKind, year: int, first: int, length: int) -> Self:
        last = first + length - 1
        end = date(year, last, calendar.monthrange(year, last)[1]) if last <= 12 else None
        if end is None:
            raise ValueError(f"not a month: {key!r}")
        return cls(end=end, start=date(year, first, 1), key=key, kind=kind)

    @property
    def year(self) -> int:
        """The calendar year the period ends in."""
        return self.end.year

    def holds(self, other: "Period") -> bool:
        """Whether the other period lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        return self.key


def _digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()
