"""Of which period a number is: its time's, with what is missing, else what is reported on."""

from bisect import bisect_right
from datetime import date

from kpi.ingest.reports.surroundings import Frame
from kpi.ingest.reports.timeline import Timeline
from kpi.ingest.reports.times import Time
from kpi.model import Document, Period

# Written later in a year than this, "đến hết năm 2022" tells what is as good as done.
_LATE_MONTH = 10
# The document's period is then only the year it was written in, not what it tells of.
_GUESSED = "period-from-date"


class Dating:
    """The periods of the numbers of one document."""

    def __init__(self, document: Document, timeline: Timeline) -> None:
        guessed = any(problem.code == _GUESSED for problem in document.problems)
        self._period = "" if guessed else document.period.value
        self._published = document.published_on.value
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
            told = self._times.edition(frame.number.start) if edition and not self._period else None
            return _period_of(told.key if told else self._told_so_far(frame.number.start))
        return _period_of(self._key(time, frame.sentence_index))

    def is_ahead(self, period: Period, time: Time | None) -> bool:
        """Whether the period ends after the document was written, and the text looks ahead."""
        reported = _period_of(self._period)
        until = time is not None and time.role == "until"
        if not self._published:
            return reported is not None and until and period.year > reported.year
        written = _last_day(self._published)
        if (period.year, period.start.month) > (written.year, written.month):
            return True
        if period.end <= written:
            return False
        if reported and period.kind in ("year", "half") and reported.end < period.start:
            return True  # what the year after the report's is still to bring
        return until and (period.year > written.year or written.month <= _LATE_MONTH)

    def _key(self, time: Time, index: int) -> str:
        """The key of a time, its missing year taken from what holds around it."""
        if time.back:
            now = self._now
            return f"{int(now[:4]) - time.back:04}{now[4:]}" if now else ""
        if time.role == "now":
            return self._now
        if time.role == "before":
            around = self._around(time, index)
            year = time.key or f"{int(around[:4] or 1) - 1:04}"
            return f"{year}{around[4:]}" if around else ""
        if time.key:
            return time.key
        year = self._around(time, index)[:4]
        return f"{year}-{time.part}" if year and time.part else year

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

    @property
    def reported(self) -> str:
        """The period the document reports on, "" where it does not say."""
        return self._period

    @property
    def _now(self) -> str:
        """When a document speaks: a plan is written before the period it is for."""
        reported = _period_of(self._period)
        ahead = reported and self._published and reported.start > _last_day(self._published)
        return self._published[:7] if ahead else self._default

    @property
    def _default(self) -> str:
        """What holds where nothing near says more: what is reported on, else the month."""
        return self._period or self._published[:7]

    def _told_so_far(self, place: int) -> str:
        """What holds at a place that names no time.

        That is what is reported on; in a news item that does not say, the day its last figures
        were told "as of"; else the month it is of.
        """
        if self._period:
            return self._period
        told = bisect_right(self._so_far_ends, place)
        return self._so_far[told - 1].key if told else self._published[:7]


def _period_of(key: str) -> Period | None:
    """The period of a key; None where there is none, as for 30 February."""
    try:
        return Period.of(key)
    except ValueError:
        return None


def _last_day(written: str) -> date:
    period = _period_of(written)
    return period.end if period else date.max
