"""What a table tells of some of its figures beside the heads of their columns.

A note below it says that a year is estimated; "Cùng kỳ" is the period of the column beside it, a
year before; years that are still to come hold goals.
"""

import re
from collections.abc import Sequence
from datetime import date

from kpi.ingest.reports.grids import Cell
from kpi.ingest.reports.table_layout import Column, Layout, Row
from kpi.language.periods import read_period
from kpi.language.spelling import plain
from kpi.model import Period

_NOTE_LINES, _LONGEST_NOTE = 3, 300
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ESTIMATED = re.compile(r"(?<!\w)(?:số|số liệu|là|được)?\s*ước(?!\w)", re.I)
_STAR = re.compile(r"\(?\*+\)?")
_GENERIC = re.compile(r"(?:ghi chu|chu thich|cac|so lieu|so|cot|nam|cua|uoc|la|thuc hien| )+")
_SAME_PERIOD = re.compile(r"^(?:th |thực hiện |kết quả |số liệu )?(?:cùng|cung) kỳ\b", re.I)
_TARGETS = re.compile(r"(?<!\w)(?:mục tiêu|chỉ tiêu|phấn đấu)(?!\w)", re.I)
_PLANS = re.compile(r"(?<!\w)(?:kế hoạch|lộ trình|phân kỳ|tiến độ|dự kiến|nhu cầu)(?!\w)", re.I)
_GOALS = ("target", "plan")


class Hints:
    """The hints of one table; `published` is the last day its document may be of."""

    def __init__(self, layout: Layout, text: str, published: date | None, year: int | None) -> None:
        self._layout, self._published, self._year = layout, published, year
        self._notes = list(_notes(text[layout.grid.end :][: _NOTE_LINES * _LONGEST_NOTE]))

    def is_estimated(self, row: Row, column: Column, period: Period | None) -> bool:
        """Whether a note below says so: "(*) Doanh thu năm 2019: số ước"."""
        starred = "*" in column.heading.text or (column.span and self._star_behind(column))
        for years, words, star in self._notes:
            told = period is not None and period.kind == "year" and period.key in years
            if not told and not (star and starred and not years):
                continue
            names = [row.name, *([row.parent.name] if row.parent else [])]
            if not words or any(plain(name).startswith(words) for name in names):
                return True
        return False

    def is_starred(self, cell: Cell) -> bool:
        """Whether a star behind a figure stands for a note that it is estimated."""
        return "*" in cell.remark and any(star and not words for _, words, star in self._notes)

    def _star_behind(self, column: Column) -> bool:
        heads = (cell for row in self._layout.head_rows for cell in row)
        return any("*" in cell.text for cell in heads if cell.span == column.span)

    def same_period(self, column: Column) -> Period | None:
        """Of "Cùng kỳ 2022": the period of a result beside it, in that year or the one before."""
        if not _SAME_PERIOD.match(column.heading.text):
            return None
        named = _YEAR.search(column.heading.text)
        for other in self._layout.figures:
            if other.status in _GOALS or not other.heading.period:
                continue
            read = read_period(other.heading.period, year=self._year)
            if isinstance(read, Period):
                year = int(named[0]) if named else read.year - 1
                return _in_year(read, year)
        return None

    def goal(self, period: Period | None, titles: Sequence[str]) -> str:
        """Whether a period is still to come, or one of rows of years to come; "" where not."""
        if self._published is None or period is None or not self._is_ahead(period):
            return ""
        nearest = next((t for t in reversed(titles) if _TARGETS.search(t) or _PLANS.search(t)), "")
        return "target" if _TARGETS.search(nearest) and not _PLANS.search(nearest) else "plan"

    def _is_ahead(self, period: Period) -> bool:
        day = self._published
        if day is None or period.start > day:
            return day is not None
        if not self._layout.has_periods or period.kind != "year":
            return False
        rows = [read_period(row.name, year=self._year) for row in self._layout.rows]
        read = [one for one in rows if isinstance(one, Period)]
        return all(one.end >= day for one in read) and any(one.start > day for one in read)


def _notes(below: str) -> list[tuple[frozenset[str], str, bool]]:
    """Of each note of estimates: its years, the row it is of or "", whether a star marks it."""
    found = []
    for line in below.strip().split("\n")[:_NOTE_LINES]:
        for part in re.split(r"[.;](?:\s|$)", line[:_LONGEST_NOTE]):
            if not _ESTIMATED.search(part):
                continue
            years = frozenset(_YEAR.findall(part))
            lead = plain(_YEAR.split(_STAR.sub(" ", part))[0])
            words = _GENERIC.sub(" ", f"{lead} ").strip() if years else ""
            if years or _STAR.search(part):
                found.append((years, words, _STAR.search(part) is not None))
    return found


def _in_year(period: Period, year: int) -> Period | None:
    try:
        return Period.of(f"{year}{period.key[4:]}")
    except ValueError:
        return None
