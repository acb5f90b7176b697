"""Where a text names a time, which period that is, and what stands around a sentence.

A time that is only compared with, that begins a span or stands in the name of a programme is
marked, since no figure belongs to it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kpi.ingest.reports.discourse import REACH, Role, Scope
from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Text, any_of
from kpi.language.periods import Written
from kpi.model import MERGER, Period, Told, Unclear
from kpi.model.word_roles import WordRole

# Any year will do to see which part of one a time is.
_ANY_YEAR = 2000
_LENGTH_OF_YEAR = 4
_LOOK_BACK, _LOOK_AHEAD, _TITLE_LENGTH = 60, 30, 160
_UNTIL = re.compile(r"(?:đến|tới|trước)(?:\s+(?:hết|cuối|thời\s+điểm|ngày|năm|tháng|đầu))*\s*$")
_START = re.compile(
    r"(?:^|\s)(?:từ|kể\s+từ|từ\s+đầu|bắt\s+đầu\s+từ|sau|trước)"
    r"(?:\s+(?:ngày|năm|đầu|tháng|khi))*\s*$"
)
_COMPARED_WITH = (
    r"(?:so\s+với|so|hơn|bằng|thay\s+vì|cao\s+hơn|thấp\s+hơn|(?<!nếu\s)như)"
    r"(?:\s+(?:cuối|đầu|hết|cùng\s+kỳ|thời\s+điểm|mức|kết\s+quả|của))*(?:\s+(?:năm|tháng|quý))?"
)
_TITLE = re.compile(r"(?:định\s+hướng|tầm\s+nhìn)(?:\s+(?:đến|tới))?(?:\s+năm)?\s*$")
# "Kế hoạch cũng định hướng đến năm 2030, mạng 5G phủ …" tells what is aimed at by then.
_SETS = re.compile(r"(?:cũng|tỉnh|này|còn|ra|đã)\s+định\s+hướng(?:\s+(?:đến|tới))?(?:\s+năm)?\s*$")
_COMMA = re.compile(r"\s*,")
_A_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# "đến năm 2025 và định hướng đến năm 2030" is all of a programme's name.
_BESIDE = re.compile(r"\s*,?\s*(?:và\s+)?(?:định\s+hướng|tầm\s+nhìn)")
# "Sang giai đoạn đến năm 2030, 5G phủ …" opens a sentence and rules it.
_OF_A_TERM = re.compile(r"[-–•+*\s]*(?:(?:bước )?(?:sang|vào|trong|với)\s+)?giai\s+đoạn\s*")
_OF_AN_ACT = re.compile(r"(?:/[^\s)]+|số\s+[^\s)]+)\s*(?:,\s*)?(?:ngày\s*)?$")
# What may stand before a year without the word "năm": "DTI 2022", "(2021)", "2021, 2022".
_BEFORE_BARE = re.compile(
    r"(?:\(|dti|index|chỉ số|đổi số|kế hoạch|mục tiêu|chỉ tiêu|nhiệm vụ|phương hướng|định hướng"
    r"|thực hiện|kết quả|tình hình|hiện trạng|thực trạng|ước"
    r"|(?<!\w)kỳ(?: đánh giá| công bố| xếp hạng)?|so với"
    r"|(?<!\w)năm\n|(?<!\w)mốc|(?<!\w)th|(?<!\w)kh|,|đến|tới|hết|cuối|/|–|-|:|và)\s*$"
)
# "Trong 22 mục tiêu đề ra đến năm 2025, đã có …": the year is the goals', not the number's.
_OF_GOALS = re.compile(
    r"(?<!\w)trong (?:tổng )?(?:số )?\d{1,3} (?:mục tiêu|chỉ tiêu|nhiệm vụ)"
    r"(?: (?:đã|được|đề ra|đặt ra|cụ thể|chủ yếu|của \w+ \w+))* (?:cho )?(?:đến|tới)"
    r"(?: (?:hết|cuối|năm))*\s*$"
)
# "từ 15/12/2022 đến 14/6/2023", in front of the second day.
_SINCE = re.compile(
    r"từ (?:ngày )?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?:[/.-](?P<y>\d{4}))?"
    r"\s*(?:đến|tới|[-–])\s*(?:hết )?(?:ngày )?$"
)
# How many days before its period a count may begin, how many of it may be missing then, and how
# many where it begins with its period.
_EARLY, _OPEN, _NEARLY = 17, 31, 14
_PERCENTAGE = re.compile(r"\d[\d.,]*+\s*%")


class Time(NamedTuple):
    """A time as written: its span, the key of its period ("" where a year is missing), its role.

    `written` is what was read, for the year that a time without one takes from around it.
    `back` is how many years before the document it lies, as in "ba năm trước". `before` is of
    what it is the one before: "tháng", "quý", "năm", or "kỳ" of an edition or report.
    """

    start: int
    end: int
    key: str
    role: Role
    written: Written | None = None
    back: int = 0
    before: str = ""

    @property
    def span(self) -> bool:
        """Whether it is a span of years."""
        return self.written is not None and self.written.kind == "span"

    @property
    def day(self) -> bool:
        """Whether it is a single day."""
        return self.written is not None and self.written.kind == "day"

    def in_year(self, year: str) -> str:
        """The key of the time in a year, "" where there is none, as for 29 February."""
        if self.written is None:
            return ""
        period = self.written.named(int(year))
        return self.written.closed(period).key if isinstance(period, Period) else ""

    def reaches(self, scope: Scope) -> bool:
        """Whether it may date a number for which it stands there."""
        return scope in REACH[self.role]


class TimeFinder:
    """What the words of config/ say about times, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        # "đến 8/8 huyện" is a fraction of the districts.
        self._counted = re.compile(rf"[\d%]|\s*{any_of(words['counted_units'])}")
        self._compared = re.compile(
            rf"{_COMPARED_WITH}\s*$"
            rf"|{any_of(words['issued'])}(?:\s+(?:vào|trong|ngày|tháng|năm|hồi|cuối|đầu))*\s*$"
        )
        self._lasting = re.compile(rf"{any_of(words['duration_before'])}\s*$")
        self._lasted = re.compile(rf"\s*{any_of(words['duration_behind'])}")

    def find(self, text: Text, sentences: Iterable[Sentence]) -> list[Time]:
        """The times named in the sentences of a text, in its order."""
        return [
            time
            for floor, one in _within(sentences, text.periods)
            if (time := self._time(text, floor, one))
        ]

    def _time(self, text: Text, floor: int, one: Written) -> Time | None:
        before = text.folded[max(floor, one.start - _LOOK_BACK) : one.start]
        time = self._unread(text.folded, one, before) or self._dated(text.folded, one, before)
        if time and time.role == "until" and _is_in_title(text, floor, time):
            return time._replace(role="title")
        return time

    def _unread(self, folded: str, one: Written, before: str) -> Time | None:
        """A time that stands for another: a span, the same time of last year, now."""
        start, end = one.start, one.end
        key = str(one.year or "")
        match one.kind:
            case "span":
                title = folded.startswith("giai", start)
                return Time(start, end, key, "title" if title else "start", one)
            case "merger":
                return Time(start, end, (MERGER - timedelta(days=1)).isoformat(), "plain")
            case "same":
                return Time(start, end, key, "before")
            case "last" | "ago" if one.kind == "last" or one.years_back:
                role = self._before(before)
                year = "năm" if one.kind == "last" else ""
                return Time(start, end, "", role, back=one.years_back, before=year)
            case "previous":
                unit = folded[start:end].split(maxsplit=1)[0].replace("lần", "kỳ")
                return Time(start, end, "", self._before(before), before=unit)
            case "now" | "this":
                return Time(start, end, "", "now", one)
            case _:
                return None

    def _before(self, before: str) -> Role:
        return "compared" if self._compared.search(before) else "before"

    def _dated(self, folded: str, one: Written, before: str) -> Time | None:
        if not one.names_period or not self._is_time(folded, one, before):
            return None
        period = one.named(_ANY_YEAR)
        if isinstance(period, Unclear):
            return None
        key = one.closed(period).key if one.year else ""
        role = self._role(folded, before, one)
        if one.kind == "day" and (since := _SINCE.search(before)):
            key, role = _counted_from(since, Period.of(key)).key if key else "", "plain"
        return Time(one.start, one.end, key, role, one)

    def _is_time(self, folded: str, one: Written, before: str) -> bool:
        """Whether it is a time in prose: no length of time, fraction, count or name ("Q1")."""
        match one.kind:
            case "months":
                return not (one.form.short or self._is_length(folded, one))
            case "bare":
                return bool(_BEFORE_BARE.search(before)) and folded[one.start - 1] not in "/.,"
            case "day" if one.year is None and not folded.startswith("ngày", one.start):
                # "(10/10)" is a fraction, "sáng 29/7" the day of a meeting.
                bare = folded[one.start].isdigit() and before.endswith(" ")
                return bare and not self._counted.match(folded, one.end)
            case _:
                return not one.form.short

    def _role(self, folded: str, before: str, one: Written) -> Role:
        if self._compared.search(before):
            return "compared"
        if one.kind == "day" and _OF_AN_ACT.search(before):
            return "title"
        if _TITLE.search(before):
            if _SETS.search(before) and _COMMA.match(folded, one.end):
                return "until"
            return "title" if _A_YEAR.search(before) else "outlook"
        if _START.search(before):
            return "start"
        if _OF_GOALS.search(before):
            return "title"
        if _UNTIL.search(before):
            beside = _BESIDE.match(folded, one.end, one.end + _LOOK_AHEAD)
            return "title" if beside else "until"
        return "day" if one.kind == "day" else "plain"

    def _is_length(self, folded: str, one: Written) -> bool:
        """Whether "9 tháng" is a length of time, not the first nine of the year."""
        if one.year or "H" in one.parts:
            return False
        return bool(
            self._lasting.search(folded, max(0, one.start - 20), one.start)
            or self._lasted.match(folded, one.end, one.end + 20)
        )


def _counted_from(since: re.Match[str], day: Period) -> Period:
    """What is counted from one day to another → the period of the calendar that is meant.

    Offices close their books early: the first half of 2023 runs from 15/12/2022 to 14/6/2023.
    A day stands for all since 1 January, so what begins elsewhere is not dated by its last day.
    """
    month, of = int(since["m"]), int(since["y"] or day.year)
    year = of - 1 if not since["y"] and month > day.end.month else of
    try:
        first = date(year, month, int(since["d"]))
    except ValueError:
        return day
    if first == date(day.year, 1, 1):
        return day
    y, m = day.year, day.end.month
    spans = (f"{y}-{m:02}", f"{y}-Q{(m + 2) // 3}", f"{y}-H{(m + 5) // 6}", f"{y}-09-30", f"{y}")
    for span in map(Period.of, spans):
        start = date(y, 1, 1) if span.kind == "day" else span.start
        early = (start - first).days
        missing = (span.end - day.end).days
        if 0 <= early <= _EARLY and 0 <= missing <= (_OPEN if early else _NEARLY):
            return span
    return day


def _within(
    sentences: Iterable[Sentence], periods: Iterable[Written]
) -> Iterator[tuple[int, Written]]:
    """Each period with where the sentence begins that holds it; both come in order."""
    waiting = iter(periods)
    one = next(waiting, None)
    for sentence in sentences:
        while one and one.end <= sentence.end:
            if one.start >= sentence.start:
                yield sentence.start, one
            one = next(waiting, None)


def _is_in_title(text: Text, floor: int, time: Time) -> bool:
    """Whether the time belongs to the name of an act or programme just before it.

    "Nghị quyết … đến năm 2025" does; "Nghị quyết … xác định phấn đấu đến năm 2025" is a goal.
    """
    led = time.written.lead_start if time.written else time.start
    if _OF_A_TERM.fullmatch(text.folded, floor, led):
        return False
    if _SETS.search(text.folded, floor, time.start) and _COMMA.match(text.folded, time.end):
        return False
    act = text.last("title_nouns", max(floor, time.start - _TITLE_LENGTH), time.start)
    if act is None or text.first("says_goal", act[1], time.start):
        return False
    between = text.folded[act[1] : time.start]
    return not any(mark in between for mark in ";.,:") and not _PERCENTAGE.search(between)


class Timeline:
    """The times of one document, in the order of its text."""

    def __init__(self, times: Sequence[Time], sentences: Sequence[Sentence], title: Told) -> None:
        self.times = times
        self.sentences = sentences
        self._starts = [time.start for time in times]
        self._title = (title.start, title.end)

    def between(self, start: int, end: int) -> Sequence[Time]:
        """The times named between two places."""
        inside = self.times[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [time for time in inside if time.end <= end]

    def at(self, start: int) -> Time | None:
        """The time that begins at a place."""
        place = bisect_left(self._starts, start)
        found = self._starts[place : place + 1] == [start]
        return self.times[place] if found else None

    def years(self, end: int) -> Iterator[Time]:
        """The years named before a place, the last first."""
        for time in reversed(self.times[: bisect_left(self._starts, end)]):
            if time.role == "plain" and len(time.key) == _LENGTH_OF_YEAR:
                yield time

    def last(self, start: int, end: int, scope: Scope) -> Time | None:
        """The last time between two places that may date a number from there."""
        named = reversed(self.between(start, end))
        return next((time for time in named if time.reaches(scope)), None)

    def above(self, sentence: Sentence) -> Iterator[Time]:
        """The times of the headings above a sentence, the nearest first.

        The title is none of them: it names last year's results and next year's tasks at once.
        """
        for span in reversed(sentence.above):
            if span != self._title and (time := self.last(*span, "block")):
                yield time

    def earlier(self, index: int) -> Iterator[Sentence]:
        """The sentences before one in its paragraph, the nearest first."""
        line = self.sentences[index].line
        for back in range(index - 1, -1, -1):
            if self.sentences[back].line != line:
                return
            yield self.sentences[back]
