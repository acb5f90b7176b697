"""The period a document reports on, told from the one whose tasks it sets.

Every written period is weighed by the words before it: "sơ kết", "kết quả" speak of what was,
"nhiệm vụ", "phương hướng" of what shall be. A period without its year takes the year of its
sentence, else of the document; the year of publication alone is the last resort.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from kpi.ingest.documents.text import Line, Lines, sentences
from kpi.language.periods import Written, periods_in
from kpi.model import Period, Told, Unclear

# A year without the word "năm" stands behind a word and counts nothing: "kết quả 2022".
_BEHIND_WORD = re.compile(r"[^\W\d]\s$")
_COUNTED = re.compile(r"\s*(?:tỷ|triệu|nghìn|[a-zà-ỹđ]+\s*/)", re.I)
_DAY_BEFORE = re.compile(r"\d\s*$")
_WORK = r"(?:kế hoạch|nhiệm vụ|chỉ tiêu|mục tiêu|chương trình|nghị quyết|đề án|phương hướng)"
_SUMMED_UP = r"kết quả|tình hình|đánh giá|tổng kết|sơ kết|báo cáo"
_NEAR = r"(?:(?!\bvà\b)[^.;,\d]){0,60}?"
_WORDS = re.compile(
    # "kết quả thực hiện nhiệm vụ" is done, though its last word speaks of tasks.
    rf"(?P<past>\b(?:{_SUMMED_UP})\b{_NEAR}\b(?:thực hiện|triển khai)\b{_NEAR}{_WORK}"
    rf"|\b(?:tổng kết|sơ kết)(?:\s+việc|\s+công tác)?\s+{_WORK}"
    rf"|\b(?:{_SUMMED_UP}|nhìn lại|giao ban|hết|tính đến|kết thúc)\b)"
    rf"|(?P<task>\b(?:{_WORK}|giải pháp|định hướng|phấn đấu|dự kiến|tầm nhìn|dự toán|tiếp tục"
    r"|đề nghị|sẽ|tập trung|thời gian tới|đến năm)\b)"
    # The edition of an index is not the period of the report that tells of it.
    r"|(?P<other>\b(?:cùng kỳ|so với|so|từ năm|từ tháng|giai đoạn|nhiệm kỳ|chỉ số|xếp hạng"
    r"|xếp thứ|hạng|DTI|PCI|PAPI|PAR|SIPAS|ICT)\b)",
    re.I,
)
_DONE = re.compile(r"\b(?:đã|đạt|được|hoàn thành|có)\b", re.I)
_AHEAD = re.compile(
    rf"\b(?:{_WORK}|phấn đấu|tập trung|sẽ|đề ra|dự kiến"
    r"|tiếp tục\s+(?:triển khai|thực hiện|đẩy mạnh|tăng cường|tham mưu|phối hợp|chỉ đạo"
    r"|hoàn thiện))\b",
    re.I,
)
# "Năm 2023, tỉnh xếp thứ 20/63 về DTI": the edition of an index, once more.
_EDITION = re.compile(
    r"[^.;\d]{0,60}?\b(?:xếp hạng|xếp thứ|đứng thứ|hạng|DTI|PCI|PAPI|PAR INDEX|SIPAS|ICT Index)\b"
)
_OPENING = re.compile(r"\s*(?:[-–•+*]\s*)?(?:trong|qua|bước vào|kết thúc|hết)?\s*(?:cả\s+)?", re.I)
_WITHIN = re.compile(r"\b(?:trong|của|qua)\s+$", re.I)
_ENOUGH = 0.75
_TITLE = 6.0  # what a period in the title weighs, against 1 in the text
_PLAN = re.compile(r"(?:kế hoạch|chương trình)\b", re.I)
_REACH = 160
_HORIZON = 90
_EARLY = 3  # before March, a year's report is as likely on the year before
_LATE = 180  # so long after a period its report is out, whatever a sentence begins with
_MOST_LINES = 2000
_MOST_MENTIONS = 2000


@dataclass(frozen=True)
class _Mention:
    """A written period, and the year when one is written for it, here or further on."""

    line: Line
    written: Written
    year: int | None
    weight: float

    @property
    def start(self) -> int:
        """Where it begins in its line; a day begins with "tính đến"."""
        return _begin(self.written)

    @property
    def end(self) -> int:
        """Where it ends in its line."""
        return self.written.end

    @property
    def months(self) -> int:
        """Its length; of "quý III và 9 tháng" the longer is the report's."""
        first = Period.of("2000-01").start
        named = self.written.named(2000)
        if self.written.kind == "day" or isinstance(named, Unclear):
            return 12
        begin = first if named.kind == "day" else named.start
        return named.end.month - begin.month + 1

    def period(self, year: int | None) -> Period | None:
        """The period, when its year is known and it is one of the calendar's."""
        found = self.written.named(self.year or year)
        return found if isinstance(found, Period) else None


class Reported:
    """What the text says of its period; the year may have to wait for the date."""

    def __init__(self, lines: Lines, title: Told) -> None:
        self._is_plan = _PLAN.match(title.value) is not None
        self._mentions = list(islice(_weighed(lines, title), _MOST_MENTIONS))

    @cached_property
    def year(self) -> int | None:
        """The year that the report's own words give the most weight, None without any."""
        weights: defaultdict[int, float] = defaultdict(float)
        for mention in self._mentions:
            if mention.year is not None:
                weights[mention.year] += mention.weight
        return max(weights, key=lambda year: weights[year], default=None)

    def period(self, published: Told) -> tuple[Told, bool]:
        """The period with its words; and whether only the date of publication told it."""
        moment = Period.of(published.value) if published.value else None
        best = self._best(moment)
        if best:
            mention, key = best
            return mention.line.told(key, mention.start, mention.end), False
        if moment is None or (moment.kind != "year" and moment.end.month < _EARLY):
            return Told(""), False
        value = str(moment.year)
        return Told(value, published.as_written, published.start, published.end), True

    def _best(self, moment: Period | None) -> tuple[_Mention, str] | None:
        weights: defaultdict[str, float] = defaultdict(float)
        first: dict[str, _Mention] = {}
        for mention in self._mentions:
            period = mention.period(self._year_for(mention, moment))
            # Only a plan is written before its period begins.
            if period is None or (moment and not self._is_plan and _is_ahead(period, moment)):
                continue
            late = moment is not None and (moment.start - period.end).days > _LATE
            if late and mention.weight < _TITLE:
                continue  # a text looks back
            weights[period.key] += mention.weight
            held = first.get(period.key)
            if held is None or mention.weight > held.weight:
                first[period.key] = mention
        key = max(first, key=lambda k: (weights[k], first[k].months), default="")
        return (first[key], key) if weights[key] >= _ENOUGH else None

    def _year_for(self, mention: _Mention, moment: Period | None) -> int | None:
        """The year of a period written without one: the report's, else that of the date.

        The latter only if the period was over, or nearly so, by then.
        """
        if self.year is not None or moment is None:
            return self.year
        period = mention.period(moment.year)
        over = period is not None and (period.end - moment.end).days <= _HORIZON
        return moment.year if over and moment.kind != "year" else None


def _is_ahead(period: Period, moment: Period) -> bool:
    """Whether a period, when it is written of, has not begun or is a year that just has."""
    # A day stands for all since 1 January: "9 tháng".
    begins = period.start.replace(month=1, day=1) if period.kind == "day" else period.start
    new_year = period.kind == "year" and moment.kind != "year" and moment.end.month < _EARLY
    return begins > moment.end or (new_year and period.year == moment.year)


def _weighed(lines: Lines, title: Told) -> Iterator[_Mention]:
    plan = _PLAN.match(title.value) is not None
    for line in lines.all[:_MOST_LINES]:
        zone = _zone(line, lines, title)
        for sentence in sentences(line):
            found = list(_periods(sentence.text))
            for n, one in enumerate(found):
                # What a plan is for stands in its title; its text looks back and ahead.
                named = plan and zone == _TITLE and not one.late
                weight = 1.0 if named else _role(sentence.text, one, zone)
                if weight > 0:
                    yield _mention(sentence, one, found[n + 1 : n + 4], zone * weight)


def _periods(text: str) -> Iterator[Written]:
    """The periods that a document may report on; of a signed day only its year."""
    for one in periods_in(text):
        if one.kind == "day" and "to" not in one.leads:
            year = text.lower().find("năm", one.start, one.end)
            yield from periods_in(text, year, one.end) if year >= 0 else ()
        elif _may_be_reported(text, one):
            yield one


def _may_be_reported(text: str, one: Written) -> bool:
    if one.year is None and (one.form.short or one.kind == "day"):
        return False
    match one.kind:
        case "months" | "half" | "quarter" | "year" | "day":
            return True
        case "month":
            words = text[one.start : one.end]
            return words[0].isalpha() and not _DAY_BEFORE.search(text, 0, one.start)
        case "bare":
            before = _BEHIND_WORD.search(text, max(0, one.start - 2), one.start)
            return before is not None and not _COUNTED.match(text, one.end)
        case _:
            return False


def _begin(one: Written) -> int:
    return one.lead_start if one.kind == "day" else one.start


def _zone(line: Line, lines: Lines, title: Told) -> float:
    if title.start is not None and title.end is not None and title.start <= line.start < title.end:
        return _TITLE
    if line == lines.lead:
        return 4.0
    return 2.0 if line.heading or line in lines.head else 1.0


def _role(text: str, one: Written, zone: float) -> float:
    """0 for a period of tasks, of comparison or of nothing; more the surer it is reported on."""
    if one.late or _is_length(text, one):
        return 0.0
    before = text[max(0, _begin(one) - _REACH) : _begin(one)]
    words = list(_WORDS.finditer(before))
    last = words[-1] if words else None
    if one.kind == "bare":
        return 1.0 if last and last["past"] and zone > 1 else 0.0
    if last is None:
        opens = bool(_OPENING.fullmatch(before))
        if opens:
            rest = text[one.end :]
            edition = zone < _TITLE and _EDITION.match(rest)
            return 0.0 if edition or _looks_ahead(rest) else 1.0
        return 0.5 if zone >= _TITLE or _WITHIN.search(before) else 0.1
    return 1.0 if last["past"] else 0.0


def _is_length(text: str, one: Written) -> bool:
    """Whether it is a length of time: "sau 6 tháng triển khai"."""
    if one.kind != "months" or one.year or "H" in one.parts:
        return False
    return "năm" not in text[one.start : one.end].lower()


def _looks_ahead(rest: str) -> bool:
    """Whether tasks come first: "nhiệm vụ trọng tâm là …", not "Sở đã thực hiện nhiệm vụ"."""
    ahead = _AHEAD.search(rest[:_REACH])
    done = _DONE.search(rest[:_REACH])
    return ahead is not None and (done is None or ahead.start() < done.start())


def _mention(line: Line, one: Written, after: list[Written], weight: float) -> _Mention:
    year = one.year
    if year is None:
        # "6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2022": one year serves both.
        near = (later for later in after if later.start - one.end <= _REACH)
        year = next((later.year for later in near if later.year), None)
    return _Mention(line, one, year, weight)
