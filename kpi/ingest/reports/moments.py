"""Which of the times that a text names is a number's own."""

import re
from collections.abc import Iterator, Mapping

from kpi.ingest.reports.discourse import Role
from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Span, Text, any_of, row_of
from kpi.ingest.reports.surroundings import Frame
from kpi.ingest.reports.times import Time, Timeline
from kpi.language.periods import without_periods
from kpi.model.word_roles import WordRole

# How far into a sentence a time may begin to hold for the sentences behind it.
_OPENING = 60
_YEAR = "2022"
_NAMES: tuple[Role, ...] = ("title", "outlook")
_BESIDE_INDEX = 24
_COMPARED = re.compile(r"so(?: với)?\s*$")
# What may stand before the words that open a sentence with its time: the mark of an item, a
# label, or who is quoted.
_AHEAD = re.compile(
    r"\s*(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-zđ])[.)/-]+\s+)?"
    r"(?:[^\d:;.\"“]{1,40}:\s*|[^\"“]{1,120}:\s*[\"“])?"
)
# "DTI năm 2022", "chỉ số chuyển đổi số năm 2022", in front of the year: its edition.
_NAMED_INDEX = re.compile(
    r"(?:(?<!\w)dti(?!\w)|(?:chỉ số|xếp hạng)[^.;\d]{0,40}chuyển đổi số)[^.;\d]{0,25}$"
)
_INDEX_NAME = 90
# "… (xem ngày 18/12/2025): 90,27 điểm": what a bracket before a colon says holds for the list.
_OF_LABEL = re.compile(r"[^()]*\)\s*:[^()]*")
# "lần đầu (kỳ đánh giá 2020)": such a year in brackets is that of what the sentence tells.
_OF_EDITION = re.compile(r"(?<!\w)kỳ(?: đánh giá| công bố| xếp hạng)?(?: năm)?\s*$")
_OF_THE_LAST = re.compile(r"trước(?: đó)?\s*\(\s*(?:năm\s*)?$")
# "Huế lên thứ 3, trong khi kỳ 2022 đứng thứ 4": what follows is of the edition before that.
_ASIDE = re.compile(r"(?:trong khi|còn|thay vì|nếu như)\s+(?:ở\s+|tại\s+)?(?:kỳ|năm)?[^,;.]{0,12}$")
_EDITION = 24
_A_DIGIT = re.compile(r"\d")
_OF_BEFORE = ("", "(", "của", "ở", "hồi", "vào", "trong", ",")
_THEN = re.compile(
    r"\s*(?:[-–•+*]\s*)?(?:(?:khi|lúc|hồi)\s+(?:đó|ấy)|thời điểm (?:đó|ấy)"
    r"|năm (?:đó|ấy)|kỳ (?:đó|ấy))(?!\w)"
)
# "10 tháng lắp 88 trạm; lũy kế 3.412 trạm": what there is in all.
_IN_ALL = re.compile(
    r";\s*(?:(?:nâng|đưa)\s+)?(?:lũy kế|luỹ kế|tổng số|tổng cộng|cộng dồn|hiện)(?!\w)"
    r"|;[^;]{0,60}(?<!\w)đang(?!\w)"
)
_NOW = re.compile(
    r"(?<!\w)(?<!thực )(?<!thể )(?<!phát )(?<!xuất )(?<!biểu )(?<!cải )hiện"
    r"(?= (?:đang|đã|công bố|cung cấp|vận hành|quản lý|duy trì|sử dụng|còn|toàn)(?!\w))"
)
# "Từ ngày 01/7 đến ngày 15/12/2025, …", in front of the second day.
_SINCE = re.compile(r"\s*(?:tính )?từ (?:ngày )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?=\s)")
_THAN = re.compile(r"so với (?:(?:mức|con số|tỷ lệ|kết quả|mốc) )?(?:(?:chỉ|đạt|là) )?$")
_THAN_LENGTH = 24
# "một năm trước là 55 và 57": both are of then.
_NUMBERS_OF_ROW = re.compile(
    r"(?:(?:thứ|hạng)\s+)?\d[\d.,/]*%?\s*(?:,|;|và)\s+(?=(?:(?:thứ|hạng)\s*)?\d|$)"
)
_IN_BRACKETS = re.compile(r"\s*\(\s*(?:là|đạt|xếp|đứng|hạng|thứ|thứ hạng|\s)*")
_INTO = re.compile(r"\s*vào\s+(?:(?:cuối|đầu|hết)\s+)?")
_LISTED = re.compile(r"[,;(:.]|\s(?:và|còn)\s")
_DIVIDED = re.compile(r"[,;]|\s(?:và|còn)\s")


class MomentWords:
    """What the words of config/ say about times around numbers, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        to_number = row_of(words["time_to_number"], before=r"\s:(,|", between=r"\s:(,")
        self.to_number = re.compile(to_number)
        self.opening = re.compile(row_of(words["before_time"], before=r"\s\-–•+*", between=r"\s,"))
        count = any_of(words["several"])
        self.years_past = re.compile(
            rf"(?:{count}|(?<!\d)\d{{1,2}})\s+năm\s+(?:vừa\s+)?"
            r"(?:qua|gần đây|liên tiếp|20\d\d\s*[-–])"
        )
        # "Ngày 25/7, Sở tổ chức hội nghị": the day of a meeting is no figure's.
        self.event = re.compile(any_of(words["event"]))


class Moments:
    """The times of the numbers of one document."""

    def __init__(self, words: MomentWords, text: Text, timeline: Timeline) -> None:
        self._words = words
        self._text = text.folded
        self._times = timeline

    def of(
        self,
        frame: Frame,
        reported: str = "",
        *,
        edition: bool = False,
        index: Span | None = None,
    ) -> Time | None:
        """The time named for a number: over its column, behind it, before it, or above it.

        `reported` is the period of the document. `edition`: the number is of a yearly index,
        `index` where that was named, when it was in a sentence before.
        """
        if frame.column and (time := self._times.last(*frame.column, "number")):
            return time
        if compared := self._compared(frame):
            return compared
        own = (
            self._behind(frame)
            or self._before(frame, reported, edition=edition)
            or self._then(frame)
        )
        if own is None and edition:
            own = (self._beside(index) if index else None) or self._edition(frame)
        return (
            own
            or self._told_now(frame)
            or self._opened(frame.sentence_index, reported)
            or next(self._times.above(frame.sentence), None)
        )

    def _compared(self, frame: Frame) -> Time | None:
        """When it was so that is compared with: "72% so với 65% tại hội nghị ngày 26/9"."""
        start, end = frame.sentence.start, frame.number.lead
        told = _THAN.search(self._text, max(start, end - _THAN_LENGTH), end)
        if told is None:
            return None
        named = self._times.between(frame.number.unit_end, frame.clause_end)
        unknown = Time(told.start(), end, "", "before", before="?")
        return next((t for t in named if t.role not in ("now", "title", "start")), unknown)

    def _told_now(self, frame: Frame) -> Time | None:
        """When it is told, where a sentence says that it is so: "Tỉnh hiện công bố 2.148 thủ tục".

        It counts in a paragraph that opens with another time.
        """
        index = frame.sentence_index
        if not any(map(self._opening, self._times.earlier(index))):
            return None
        now = _NOW.search(self._text, frame.sentence.start, frame.number.lead)
        return Time(*now.span(), "", "now") if now else None

    def _then(self, frame: Frame) -> Time | None:
        """The time of the sentence before, which "khi đó" at the beginning stands for."""
        sentence = frame.sentence
        if not _THEN.match(self._text, sentence.start, sentence.end):
            return None
        earlier = next(self._times.earlier(frame.sentence_index), None)
        return self._times.last(earlier.start, earlier.end, "sentence") if earlier else None

    def _beside(self, index: Span) -> Time | None:
        """The year beside the name of an index: "DTI năm 2022", "Năm 2022, DTI"."""
        beside = self._times.between(index[0] - _BESIDE_INDEX, index[1] + _BESIDE_INDEX)
        years = [t for t in beside if t.role == "plain" and len(t.key) == len(_YEAR)]
        return min(years, key=lambda time: abs(time.start - index[1]), default=None)

    def above(self, sentence: Sentence) -> Iterator[Time]:
        """The times of the headings above a sentence, the nearest first."""
        return self._times.above(sentence)

    def _edition(self, frame: Frame) -> Time | None:
        """The edition of an index, said of it in the paragraph or where it was named last.

        Its parts and its ranks are told in what follows, and often a year later.
        """
        for sentence in self._times.earlier(frame.sentence_index):
            years = [t for t in self._times.years(sentence.end) if t.start >= sentence.start]
            told = [
                year
                for year in years
                if not self._is_aside(year)
                and (self._is_edition(year) or not self._is_in_brackets(sentence.start, year.start))
            ]
            if told:
                return told[-1]
        named = self._times.years(frame.number.lead)
        return next((time for time in named if self._names_index(time)), None)

    def _names_index(self, time: Time) -> bool:
        before = self._text[max(0, time.start - _INDEX_NAME) : time.start]
        return _NAMED_INDEX.search(before) is not None

    def _is_edition(self, time: Time) -> bool:
        """Whether a year is told as that of an edition: "(kỳ đánh giá 2020)"."""
        before = self._text[max(0, time.start - _EDITION) : time.start]
        return time.role == "plain" and _OF_EDITION.search(before) is not None

    def _is_of_the_last(self, time: Time) -> bool:
        """Whether a year says which edition "kỳ trước (2020)" was."""
        before = self._text[max(0, time.start - _EDITION) : time.start]
        return _OF_THE_LAST.search(before) is not None

    def _is_aside(self, time: Time) -> bool:
        before = self._text[max(0, time.start - 2 * _EDITION) : time.start]
        return _ASIDE.search(before) is not None

    def _is_in_brackets(self, start: int, place: int) -> bool:
        return self._text.count("(", start, place) > self._text.count(")", start, place)

    def goal(self, frame: Frame) -> Time | None:
        """The span of years at whose end a goal is to be reached: "giai đoạn 2021-2025"."""
        before = self._times.between(frame.sentence.start, frame.number.lead)
        return next((time for time in reversed(before) if time.role in _NAMES and time.key), None)

    def _behind(self, frame: Frame) -> Time | None:
        begin, end = frame.number.unit_end, frame.near_end
        # As in "100% xã có cáp quang vào năm 2025".
        into = _INTO.match(self._text, end, frame.clause_end)
        if into and (time := self._times.at(into.end())) and time.reaches("number"):
            return time
        if self._text.startswith("(", end):
            close = self._text.find(")", end, frame.clause_end + 1)
            end = close if close >= 0 else end
        for time in self._times.between(begin, end):
            lead = self._text[begin : time.start].rstrip()
            # "mới có 1.420 trạm thì đến năm 2022 …": the next number's.
            this_year = time.written is not None and time.written.kind == "this"
            its = (
                time.reaches("number")
                or time.back
                or this_year
                or self._says_before(time, lead, end)
            )
            if its and not lead.endswith(("so với", "từ", "thì đến", "thì")):
                return time
        return None

    def _says_before(self, time: Time, lead: str, end: int) -> bool:
        """Whether it tells that the number was one of before: "từ hạng 26 của kỳ trước"."""
        named = time.role == "before" and time.before and lead.strip() in _OF_BEFORE
        return bool(named) and not any(map(str.isdigit, self._text[time.end : end]))

    def _before(self, frame: Frame, reported: str, *, edition: bool) -> Time | None:
        """The last time before a number that is its own.

        Behind one that is another number's, only what stands before all numbers is of all; the
        ranks of an index are of the edition that was told last.
        """
        start, other = frame.sentence.start, None
        for time in reversed(self._times.between(start, frame.number.lead)):
            between = self._text[time.end : frame.number.lead]
            if not self._may_be_its_own(time, frame, between):
                continue
            if self._is_left(time, frame, between, reported, edition=edition):
                continue
            if self._is_anothers(time, frame, between):
                other = other or time
            elif other is None or not _A_DIGIT.search(
                without_periods(self._text[start : time.start])
            ):
                return time
        return other if edition and other is not None and other.role == "plain" else None

    def _is_left(
        self, time: Time, frame: Frame, between: str, reported: str, *, edition: bool
    ) -> bool:
        """Whether the next clause of a sentence is no more of a time.

        "10 tháng lắp 88 trạm; lũy kế 3.412 trạm": what there is in all is there when it is told.
        "Hồ sơ trực tuyến năm 2021 đạt 14%; nhân lực có 187 người": an older year of one thing.
        """
        if ";" not in between or time.role != "plain" or time.written is None:
            return False
        if time.written.kind in ("months", "quarter", "half"):
            return _IN_ALL.search(between) is not None
        year = len(time.key) == len(_YEAR) and not edition
        if not year or not reported or time.key >= reported[: len(_YEAR)]:
            return False
        ahead = _AHEAD.match(self._text, frame.sentence.start, time.start)
        start = ahead.end() if ahead else frame.sentence.start
        start = max(start, self._text.rfind(":", start, time.start) + 1)
        return not self._words.opening.fullmatch(self._text, start, time.start)

    def _may_be_its_own(self, time: Time, frame: Frame, between: str) -> bool:
        """Whether a time before a number may be that number's."""
        if not time.reaches("sentence"):
            return False
        if time.role == "compared":
            # "so với năm 2021 (45%)": what is compared with is told in brackets.
            return bool(_IN_BRACKETS.fullmatch(between))
        if time.role == "outlook":
            return between.startswith(":")
        if time.role == "day" and self._words.event.search(between):
            return False
        if time.role == "before":
            return self._is_compared_figure(time, frame, between)
        closed = between.count(")") > between.count("(")
        return not closed or bool(
            _OF_LABEL.fullmatch(between) or self._is_edition(time) or self._is_of_the_last(time)
        )

    def _is_compared_figure(self, time: Time, frame: Frame, between: str) -> bool:
        """Whether "cùng kỳ năm trước đạt 35%" tells a figure of that time."""
        between = _NUMBERS_OF_ROW.sub("", between)
        if _IN_BRACKETS.fullmatch(between):
            return True  # "bằng 108,2% so với cùng kỳ (142,9 tỷ đồng)"
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

    def _opened(self, index: int, reported: str) -> Time | None:
        """The time an earlier sentence of the paragraph opens with, which holds for the others.

        Of a report on 2023, "Năm 2022, DTI của tỉnh xếp thứ 19." says nothing of the next sentence.
        """
        for time in filter(None, map(self._opening, self._times.earlier(index))):
            year = time.role == "plain" and len(time.key) == len(_YEAR)
            if not (year and reported and time.key != reported[: len(_YEAR)]):
                return time
        return None

    def span(self, frame: Frame, reported: str) -> bool:
        """Whether a number is told of several years: "Giai đoạn 2021-2024, xây mới 410 trạm"."""
        start, end = frame.sentence.start, frame.number.start
        start = self._text.rfind(";", start, end) + 1 or start
        if self._words.years_past.search(self._text, start, end):
            return True
        for time in reversed(self._times.between(start, frame.near_end)):
            if time.end <= frame.number.start and time.reaches("number"):
                return False
            spans = time.role in _NAMES and time.span
            since = time.role == "start" and time.key[:4] not in ("", reported[:4])
            opens = self._words.opening.fullmatch(self._text, start, time.start)
            if (spans or since) and (opens or time.start >= frame.near_start):
                return True
        return False

    def _opening(self, sentence: Sentence) -> Time | None:
        start = sentence.start
        ahead = _AHEAD.match(self._text, start, sentence.end)
        start = ahead.end() if ahead else start
        for time in self._times.between(start, min(sentence.end, start + _OPENING)):
            ahead = _SINCE.match(self._text, start, time.start)
            if time.reaches("paragraph") and self._words.opening.fullmatch(
                self._text, ahead.end() if ahead else start, time.start
            ):
                return time
        return None
