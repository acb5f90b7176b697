"""Of which period a number is: the nearest time that is its own, else what is reported on."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kpi.ingest.reports.frames import Frame
from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Span, any_of, row_of
from kpi.ingest.reports.text import Text
from kpi.ingest.reports.times import Time
from kpi.model import Document, Period
from kpi.model.entries import WordRole

# Written later in a year than this, "đến hết năm 2022" tells what is as good as done.
_LATE_MONTH = 10
# How far into a sentence a time may begin to hold for the sentences behind it.
_OPENING = 60
_COMPARED = re.compile(r"so(?: với)?\s*$")
_LISTED = re.compile(r"[,;(:.]|\s(?:và|còn)\s")
_DIVIDED = re.compile(r"[,;]|\s(?:và|còn)\s")


class MomentWords:
    """What the words of config/ say about times around numbers, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        to_number = row_of(words["time_to_number"], before=r"\s:(,|", between=r"\s:(,")
        self.to_number = re.compile(to_number)
        self.opening = re.compile(row_of(words["before_time"], before=r"\s\-–•+*", between=r"\s,"))
        # "Ngày 25/7, Sở tổ chức hội nghị": the day of a meeting is no figure's.
        self.event = re.compile(any_of(words["event"]))


class Moments:
    """The times of one document, and what they mean for its numbers."""

    def __init__(
        self,
        words: MomentWords,
        document: Document,
        text: Text,
        sentences: Sequence[Sentence],
        times: Sequence[Time],
    ) -> None:
        self._words = words
        self._text = text.folded
        self._sentences = sentences
        self._times = times
        self._starts = [time.start for time in times]
        # The year of its date says when it was written, not what it tells of.
        guessed = any(problem.code == "period-from-date" for problem in document.problems)
        self._period = "" if guessed else document.period.value
        self._published = document.published_on.value
        self._title = (document.title.start, document.title.end)
        year = self._published[:4]
        self._so_far = [
            t for t in times if t.role == "until" and t.key[:4] == year and len(t.key) > 4
        ]
        self._so_far_ends = [time.end for time in self._so_far]

    def period(self, frame: Frame) -> tuple[Period | None, Time | None]:
        """The period of a number and the time that says so; None where nothing does."""
        time = self._named(frame)
        key = (
            self._key(time, frame.sentence_index) if time else self._told_so_far(frame.number.start)
        )
        return period_of(key), time

    def is_ahead(self, period: Period, time: Time | None) -> bool:
        """Whether the period ends after the document was written, and the text looks ahead."""
        reported = period_of(self._period)
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

    def is_title(self, span: Span) -> bool:
        """Whether a heading is the title of the document, which names two years at once."""
        return span == self._title

    def _named(self, frame: Frame) -> Time | None:
        """The time named for a number: over its column, behind it, before it, or above it."""
        if frame.column and (time := self._last(*frame.column)):
            return time
        return (
            self._behind(frame)
            or self._before(frame)
            or self._opened(frame.sentence_index)
            or self._above(frame.sentence)
        )

    def _behind(self, frame: Frame) -> Time | None:
        begin, end = frame.number.unit_end, frame.near_end
        if self._text.startswith("(", end):
            close = self._text.find(")", end, frame.clause_end + 1)
            end = close if close >= 0 else end
        for time in self._between(begin, end):
            lead = self._text[begin : time.start].rstrip()
            if time.usable and not lead.endswith(("so với", "từ")):
                return time
        return None

    def _before(self, frame: Frame) -> Time | None:
        before = self._between(frame.sentence.start, frame.number.lead)
        return next((time for time in reversed(before) if self._is_its_own(time, frame)), None)

    def _is_its_own(self, time: Time, frame: Frame) -> bool:
        """Whether a time before a number is that number's."""
        between = self._text[time.end : frame.number.lead]
        if time.role in ("compared", "start", "title"):
            return False
        if time.event and self._words.event.search(between):
            return False
        if time.role == "before":
            return self._is_compared_figure(time, frame, between)
        if between.count(")") > between.count("("):
            return False
        return not self._is_anothers(time, frame, between)

    def _is_compared_figure(self, time: Time, frame: Frame, between: str) -> bool:
        """Whether "cùng kỳ năm trước đạt 35%" tells a figure of that time."""
        start = frame.sentence.start
        if time.start - start > 3 and not self._words.to_number.fullmatch(between):
            return False
        return not _COMPARED.search(self._text, max(start, time.start - 12), time.start)

    def _is_anothers(self, time: Time, frame: Frame, between: str) -> bool:
        """Whether the time stands right behind the number before, and so belongs to that one."""
        last = frame.clause_start
        if last == frame.sentence.start or time.start < last:
            return False
        return not _LISTED.search(self._text, last, time.start) and bool(_DIVIDED.search(between))

    def _opened(self, index: int) -> Time | None:
        """The time an earlier sentence of the paragraph opens with, which holds for the others."""
        return next((time for s in self._earlier(index) if (time := self._opening(s))), None)

    def _opening(self, sentence: Sentence) -> Time | None:
        start = sentence.start
        for time in self._between(start, min(sentence.end, start + _OPENING)):
            usable = time.usable or time.role == "now"
            if usable and self._words.opening.fullmatch(self._text, start, time.start):
                return time
        return None

    def _above(self, sentence: Sentence) -> Time | None:
        above = (self._last(*span) for span in reversed(sentence.above) if not self.is_title(span))
        return next((time for time in above if time), None)

    def _last(self, start: int, end: int) -> Time | None:
        return next((t for t in reversed(self._between(start, end)) if t.usable), None)

    def _between(self, start: int, end: int) -> Sequence[Time]:
        first = bisect_left(self._starts, start)
        inside = self._times[first : bisect_left(self._starts, end)]
        return [time for time in inside if time.end <= end]

    def _earlier(self, index: int) -> Iterator[Sentence]:
        """The sentences before one in its paragraph, the nearest first."""
        line = self._sentences[index].line
        for back in range(index - 1, -1, -1):
            if self._sentences[back].line != line:
                return
            yield self._sentences[back]

    def _key(self, time: Time, index: int) -> str:
        """The key of a time, its missing year taken from what holds around it."""
        if time.role == "now":
            return self._period or self._published[:7]
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
        sentence = self._sentences[index]
        for told in (sentence, *self._earlier(index)):
            for known in reversed(self._between(told.start, min(told.end, time.start))):
                if known.key and known.role in ("plain", "until"):
                    return known.key
        if (above := self._above_with_year(sentence)) is not None:
            return above
        return self._period or self._published[:7]

    def _above_with_year(self, sentence: Sentence) -> str | None:
        above = (self._last(*span) for span in reversed(sentence.above) if not self.is_title(span))
        return next((time.key for time in above if time and time.key), None)

    def _told_so_far(self, place: int) -> str:
        """What holds at a place that names no time.

        That is what is reported on; in a news item that does not say, the day its last figures
        were told "as of"; else the month it is of.
        """
        if self._period:
            return self._period
        told = bisect_right(self._so_far_ends, place)
        return self._so_far[told - 1].key if told else self._published[:7]


def period_of(key: str) -> Period | None:
    """The period of a key; None where there is none, as for 30 February."""
    try:
        return Period.of(key)
    except ValueError:
        return None


def _last_day(written: str) -> date:
    period = period_of(written)
    return period.end if period else date.max
