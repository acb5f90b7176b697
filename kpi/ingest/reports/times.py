"""Where a text names a time, and which period that is.

A time that is only compared with, that begins a span or stands in the name of a programme is
marked, since no figure belongs to it.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Literal, NamedTuple

from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Text, any_of
from kpi.ingest.reports.time_grammar import MONTHS_IN_WORDS, YEAR, time_pattern
from kpi.language.periods import read_period
from kpi.model import MERGER, Period, Unclear
from kpi.model.word_roles import WordRole

Role = Literal["plain", "compared", "start", "title", "now", "before", "until"]

_MONTHS = {word: str(count) for count, word in enumerate(MONTHS_IN_WORDS, start=1)}
_LOOK_BACK, _LOOK_AHEAD, _TITLE_LENGTH = 60, 30, 160
_UNTIL = re.compile(r"(?:đến|tới|trước)(?:\s+(?:hết|cuối|thời\s+điểm|ngày|năm|tháng|đầu))*\s*$")
_CLOSE = re.compile(r"(?:hết|cuối)\s*$")
_START = re.compile(
    r"(?:^|\s)(?:từ|kể\s+từ|từ\s+đầu|bắt\s+đầu\s+từ|sau|trước)"
    r"(?:\s+(?:ngày|năm|đầu|tháng|khi))*\s*$"
)
_COMPARED_WITH = (
    r"(?:so\s+với|so|hơn|bằng|thay\s+vì|cao\s+hơn|thấp\s+hơn|(?<!nếu\s)như)"
    r"(?:\s+(?:cuối|đầu|hết|cùng\s+kỳ|thời\s+điểm|mức|kết\s+quả|của))*(?:\s+(?:năm|tháng|quý))?"
)
_TITLE = re.compile(r"(?:định\s+hướng|tầm\s+nhìn)(?:\s+(?:đến|tới))?(?:\s+năm)?\s*$")
# "đến năm 2025 và định hướng đến năm 2030" is all of a programme's name.
_BESIDE = re.compile(r"\s*,?\s*(?:và\s+)?(?:định\s+hướng|tầm\s+nhìn)")
_OF_AN_ACT = re.compile(r"(?:/\S+|số\s+\S+)\s*(?:,\s*)?(?:ngày\s*)?$")
# What may stand before a year without the word "năm": "DTI 2022", "(2021)", "2021, 2022".
_BEFORE_BARE = re.compile(
    r"(?:\(|dti|index|kế hoạch|mục tiêu|chỉ tiêu|thực hiện|kết quả|ước"
    r"|(?<!\w)th|(?<!\w)kh|,|đến|tới|hết|cuối|/|–|-|:|và)\s*$"
)
_PERCENTAGE = re.compile(r"\d[\d.,]*+\s*%")


class Time(NamedTuple):
    """A time as written: its span, the key of its period ("" where a year is missing), its role.

    `part` is what stands for the period without its year: H1, 09, Q3, 09-30, "" for a year.
    `back` is how many years before the document it lies, as in "ba năm trước".
    """

    start: int
    end: int
    key: str
    role: Role
    part: str = ""
    day: bool = False
    back: int = 0

    @property
    def event(self) -> bool:
        """Whether it is the day something took place, such as a meeting: no figure's period."""
        return self.role == "plain" and self.day

    @property
    def usable(self) -> bool:
        """Whether it says of which period figures around it are."""
        return self.role in ("plain", "until") and not self.event


class TimeFinder:
    """What the words of config/ say about times, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        self._time = time_pattern(words["counted_units"])
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
            for sentence in sentences
            for match in self._time.finditer(text.folded, sentence.start, sentence.end)
            if (time := self._told(text, sentence.start, match))
        ]

    def _told(self, text: Text, floor: int, match: re.Match[str]) -> Time | None:
        before = text.folded[max(floor, match.start() - _LOOK_BACK) : match.start()]
        time = self._unread(match, before) or self._dated(text.folded, match, before)
        if time and time.role in ("plain", "until") and _is_in_title(text, floor, time):
            return time._replace(role="title")
        return time

    def _unread(self, match: re.Match[str], before: str) -> Time | None:
        """A time that stands for another: a span, the same time of last year, now."""
        start, end = match.span()
        if match["span"]:
            role: Role = "title" if match["span"].startswith("giai") else "start"
            return Time(start, end, re.findall(YEAR, match["span"])[-1], role)
        if match["merger"]:
            return Time(start, end, (MERGER - timedelta(days=1)).isoformat(), "plain")
        if match["ago"]:
            compared = self._compared.search(before)
            back = _years(match["ago_first"] or match["ago_last"])
            return (
                Time(start, end, "", "compared" if compared else "before", back=back)
                if back
                else None
            )
        if match["same"]:
            year = re.search(YEAR, match["same"])
            return Time(start, end, year[0] if year else "", "before")
        if match["last"]:
            compared = self._compared.search(before)
            return Time(start, end, "", "compared" if compared else "before")
        if match["now"] or match["this"]:
            return Time(start, end, "", "now")
        return None

    def _dated(self, folded: str, match: re.Match[str], before: str) -> Time | None:
        if match["count"] and self._is_length(folded, match):
            return None
        if match["bare"] and not _BEFORE_BARE.search(before):
            return None
        keyed = _key(match)
        if keyed is None:
            return None
        key, part = keyed
        if key and match["month"] and _CLOSE.search(before):
            key = Period.of(key).end.isoformat()
        day = bool(match["day"] or match["dayless"])
        return Time(*match.span(), key, self._role(folded, before, match), part, day)

    def _role(self, folded: str, before: str, match: re.Match[str]) -> Role:
        if self._compared.search(before):
            return "compared"
        if _TITLE.search(before) or (match["day"] and _OF_AN_ACT.search(before)):
            return "title"
        if _START.search(before):
            return "start"
        if _UNTIL.search(before):
            beside = _BESIDE.match(folded, match.end(), match.end() + _LOOK_AHEAD)
            return "title" if beside else "until"
        return "plain"

    def _is_length(self, folded: str, match: re.Match[str]) -> bool:
        """Whether "9 tháng" is a length of time, not the first nine of the year."""
        if match["half"] or match["count_year"] or match["count_slash"] or match["count_bare"]:
            return False
        start, end = match.span()
        return bool(
            self._lasting.search(folded, max(0, start - 20), start)
            or self._lasted.match(folded, end, end + 20)
        )


def _years(written: str) -> int:
    """How many years "ba năm", "10 năm" or "một thập kỷ" are."""
    count = " ".join(written.split()[:-1])
    return 10 if count == "một thập" else int(_MONTHS.get(count, count))


def _key(match: re.Match[str]) -> tuple[str, str] | None:
    """The key of a time and the same without its year; None for no possible time."""
    if match["year"] or match["bare"]:
        return match["y"] or match["bare"], ""
    if match["count"]:
        count = " ".join(match["counted"].split())
        half = "cuối" if match["half"] == "cuối" else "đầu"
        year = match["count_year"] or match["count_slash"] or match["count_bare"]
        return _keyed(f"{_MONTHS.get(count, count)} tháng {half} năm", year)
    if match["part"]:
        return _keyed(f"6 tháng {match['which']} năm", match["part_year"])
    if match["quarter"]:
        return _keyed(f"quý {match['q']}", match["quarter_year"])
    return _month_or_day(match)


def _month_or_day(match: re.Match[str]) -> tuple[str, str] | None:
    if match["month"]:
        year = match["month_year"] or match["short_m_year"]
        return _keyed(f"tháng {match['m'] or match['short_m']}", year)
    if match["short"]:
        month, year = match["short"].split("/")
        return _keyed(f"tháng {month}", year)
    if match["dayless"]:
        day, month = re.findall(r"\d+", match["dayless"])
        return _keyed(f"ngày {day}/{month}", None)
    period = read_period(re.sub(r"\s*+([/.\-])\s*+", "/", match["day"].replace(",", "")))
    return None if isinstance(period, Unclear) else (period.key, "")


def _keyed(written: str, year: str | None) -> tuple[str, str] | None:
    # Any year will do to find the part of it.
    period = read_period(written, year=int(year or 2000))
    if isinstance(period, Unclear):
        return None
    return (period.key if year else ""), period.key.partition("-")[2]


def _is_in_title(text: Text, floor: int, time: Time) -> bool:
    """Whether the time belongs to the name of an act or programme just before it.

    "Nghị quyết … đến năm 2025" does; "Nghị quyết … xác định phấn đấu đến năm 2025" is a goal.
    """
    act = text.last("title_nouns", max(floor, time.start - _TITLE_LENGTH), time.start)
    if act is None or time.role != "until" or text.first("says_goal", act[1], time.start):
        return False
    between = text.folded[act[1] : time.start]
    return not any(mark in between for mark in ";.,:") and not _PERCENTAGE.search(between)
