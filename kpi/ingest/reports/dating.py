"""Of which period the time of a number makes it.

That is its time's, with what is missing, else what is reported on.
"""

import re
from bisect import bisect_right
from datetime import date, timedelta

from kpi.ingest.reports.surroundings import Frame
from kpi.ingest.reports.times import Time, Timeline
from kpi.model import MERGER, Document, Period

# Written later in a year than this, "đến hết năm 2022" tells what is as good as done.
_LATE_MONTH = 10
_EARLY_MONTH = 3
# The document's period is then only the year it was written in, not what it tells of.
_GUESSED = "period-from-date"
_YEAR = "2022"
# What stands in the title of such a paper is the period it is for, not what it tells of.
_PLAN = re.compile(r"\s*(?:kế hoạch|chương trình|đề án|nghị quyết|chiến lược)\b", re.I)
_ITEM = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)/-]|[a-zđ][.)]|[-–•+*●▪])")


class Dating:
    """The periods of the numbers of one document."""

    def __init__(self, document: Document, timeline: Timeline) -> None:
        guessed = any(problem.code == _GUESSED for problem in document.problems)
        self._period = "" if guessed else document.period.value
        self._published = document.published_on.value
        self._text = document.text
        ahead = self._period and self._published and self._is_after(self._period, self._published)
        self._is_plan = bool(ahead) or _PLAN.match(document.title.value) is not None
        self._times = timeline
        year = self._published[:4]
        self._so_far = [
            time
            for time in timeline.times
            if time.role == "until" and time.key[:4] == year and len(time.key) > 4
        ]
        self._so_far_ends = [time.end for time in self._so_far]

    def period(self, frame: Frame, time: Time | None, *, edition: bool = False) -> Period | None:
        """The period of a number with its time; None where nothing tells it.

        `edition`: it is a score or rank of a yearly index, so that no month is its own.
        """
        if time is None:
            years = self._times.years(frame.number.start)
            told = next(years, None) if edition and not self._period else None
            return _period_of(told.key if told else self._told_so_far(frame))
        if time.before in ("kỳ", "?") or (time.before and edition):
            return self._edition_before(time) if edition and time.before != "?" else None
        return _period_of(self._key(time, frame.sentence_index))

    def _edition_before(self, time: Time) -> Period | None:
        """The edition before the one that is told: "xếp 25/63 (kỳ trước thứ 26)"."""
        years = self._times.years(time.start)
        told = (y for y in years if not self._is_closed(y.end, time.start))
        this = next(told, None)
        return _period_of(str(int(this.key) - 1)) if this else None

    def _is_closed(self, start: int, end: int) -> bool:
        """Whether a bracket that a time stands in ends before a place."""
        return self._text.count(")", start, end) > self._text.count("(", start, end)

    def is_ahead(self, period: Period, time: Time | None) -> bool:
        """Whether the period ends after the document was written, and the text looks ahead."""
        reported = _period_of(self._period)
        until = time is not None and time.role == "until"
        if not self._published:
            return reported is not None and until and period.year > reported.year
        written = _last_day(self._published)
        if reported and reported.holds(period) and not self._is_plan and self._is_late(reported):
            return False  # the end of the very year that is reported on
        if (period.year, period.start.month) > (written.year, written.month):
            return True
        # "Tính đến tháng 10/2025" on the 28th of it.
        if period.end <= written or (period.kind == "month" and period.start <= written):
            return False
        if reported and period.kind in ("year", "half") and reported.end < period.start:
            return True  # what the year after the report's is still to bring
        return until and (period.year > written.year or written.month <= _LATE_MONTH)

    def _is_late(self, reported: Period) -> bool:
        """Whether the document was written so late that its year is as good as over."""
        written = _last_day(self._published)
        return (written.year, written.month) >= (reported.year, _LATE_MONTH)

    def is_far(self, period: Period) -> bool:
        """Whether it ends later than the year after the document, for which no plan is made."""
        return bool(self._published) and period.year > _last_day(self._published).year + 1

    def is_over(self, period: Period) -> bool:
        """Whether the period was over when the document was written, or is what it reports on."""
        reported = _period_of(self._period)
        told = reported is not None and reported.year == period.year and not self._is_plan
        written = _last_day(self._published) if self._published else date.min
        return period.end <= written or (
            told and reported is not None and period.end <= reported.end
        )

    def _key(self, time: Time, index: int) -> str:
        """The key of a time, its missing year taken from what holds around it."""
        if time.back:
            now = self._now
            return f"{int(now[:4]) - time.back:04}{now[4:]}" if now else ""
        if time.role == "now":
            this_year = time.written is not None and time.written.kind == "this"
            return self._around(time, index)[:4] if this_year else self._now
        if time.before in ("tháng", "quý"):
            return _one_before(self._around(time, index), time.before)
        if time.role == "before" or not (time.key or time.written):
            around = self._around(time, index)
            year = time.key or f"{int(around[:4] or 1) - 1:04}"
            return f"{year}{around[4:]}" if around else ""
        if time.key:
            return time.key
        year = self._around(time, index)[:4]
        return time.in_year(year) if year else ""

    def _around(self, time: Time, index: int) -> str:
        """The key that holds around a time that names no year."""
        sentence = self._times.sentences[index]
        for told in (sentence, *self._times.earlier(index)):
            for known in reversed(self._times.between(told.start, min(told.end, time.start))):
                # A goal's year holds for the goal alone.
                if known.key and known.role in ("plain", "until") and not self._is_later(known):
                    return known.key
        above = (known.key for known in self._times.above(sentence) if known.key)
        return next(above, self._default)

    def _is_later(self, time: Time) -> bool:
        """Whether a time lies in a year after the document."""
        written = (self._published or self._period)[:4]
        return bool(written) and time.key[:4] > written

    def of_goal(self, period: Period, *, yearly: bool) -> Period:
        """The period of a goal that names none: the year, of what is reported on by then.

        `yearly`: it is said that it is the year's, or no more is known than when it was written.
        """
        return Period.of(str(period.year)) if yearly or self.is_over(period) else period

    def of_result(self, period: Period) -> Period:
        """The period of a result that names none: a plan tells what there is when it is written.

        In the first weeks of a year that is what there was at the end of the last.
        """
        if not self._is_plan or not self._published or self.is_over(period):
            return period
        written = Period.of(self._published[:7])
        early = written.kind == "month" and written.start.month < _EARLY_MONTH
        return Period.of(str(written.year - 1)) if early else written

    def of_stock(self, period: Period, time: Time | None) -> Period:
        """The period of what there is: "trong 10 tháng … lên 2.178 trạm", told before they end."""
        parts = (
            time is not None and time.written and time.written.kind in ("months", "quarter", "half")
        )
        if not parts or not self._published or period.key == self._period:
            return period
        written = _last_day(self._published)
        begun = period.kind == "day" or period.start <= written
        early = begun and period.year == written.year and written < period.end
        return Period.of(self._published[:7]) if early else period

    def of_this_year(self, period: Period, time: Time | None) -> Period:
        """The period of what there is "năm nay": "Năm nay, … số trạm lên tới 9.433", so far."""
        this = time is not None and time.written is not None and time.written.kind == "this"
        so_far = this and period.key == self._published[: len(_YEAR)] != self._period
        return Period.of(self._published[:7]) if so_far and self._published else period

    @staticmethod
    def _is_after(period: str, day: str) -> bool:
        told = _period_of(period)
        return told is not None and told.kind != "day" and told.start > _last_day(day)

    @property
    def reported(self) -> str:
        """The period the document reports on, "" where it does not say."""
        return self._period

    @property
    def current(self) -> str:
        """The period that the text speaks of when it opens with no other year.

        In the first months of a year that may be the last one, so it is not known.
        """
        late = self._published[5:7] > f"{_EARLY_MONTH:02}"
        return self._period or (self._published[: len(_YEAR)] if late else "")

    @property
    def _now(self) -> str:
        """When a document speaks: a plan is written before the period it is for.

        What is so today, after the merger, is not told of the provinces of before.
        """
        reported = _period_of(self._period)
        if reported is None or not self._published:
            return self._default
        written = _last_day(self._published)
        if reported.start > written:
            return self._published
        merged = reported.end < MERGER <= written
        return self._published[:7] if merged else self._default

    @property
    def _default(self) -> str:
        """What holds where nothing near says more: what is reported on, else the month."""
        return self._period or self._published[:7]

    def _told_so_far(self, frame: Frame) -> str:
        """What holds for a number that has no time.

        That is what is reported on; in the prose of a news item that does not say, the day its
        last figures were told "as of"; else the month it is of.
        """
        if self._period:
            return self._period
        if _ITEM.match(self._text, frame.sentence.start):
            return self._published[:7]
        told = bisect_right(self._so_far_ends, frame.number.start)
        return self._so_far[told - 1].key if told else self._published[:7]


def _period_of(key: str) -> Period | None:
    """The period of a key; None where there is none, as for 30 February."""
    try:
        return Period.of(key)
    except ValueError:
        return None


def _one_before(key: str, unit: str) -> str:
    """The month or quarter before one; "" where the key is of neither."""
    period = _period_of(key)
    if period is None:
        return ""
    before = period.start - timedelta(days=1)
    if unit == "tháng":
        return f"{before.year}-{before.month:02}" if period.kind == "month" else ""
    quarter = (before.month + 2) // 3
    return f"{before.year}-Q{quarter}" if period.kind == "quarter" else ""


def _last_day(written: str) -> date:
    period = _period_of(written)
    return period.end if period else date.max
