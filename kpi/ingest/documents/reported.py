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
from kpi.language.periods import read_period
from kpi.model import Period, Told

_YEAR = r"(?:19|20)\d{2}(?![\d/.-]*\d)(?!\s*[-–]\s*\d{4})"
_PERIOD = re.compile(
    r"(?P<months>(?<![\d/])0?(?:[2-9]|1[0-2])\s+tháng(?:\s+(?P<pos>đầu|cuối))?"
    rf"(?:\s+(?:của\s+)?năm)?)(?:\s*/?\s*(?P<y1>{_YEAR}))?"
    rf"|(?P<half>nửa\s+(?P<pos2>đầu|cuối)\s+năm)(?:\s+(?P<y2>{_YEAR}))?"
    r"|(?P<quarter>qu[ýí]\s+(?:IV|I{1,3}|[1-4])\b)"
    rf"(?:\s*(?:[/,-]|năm|của năm)?\s*(?:năm\s+)?(?P<y3>{_YEAR}))?"
    r"|(?P<month>(?<!\d\s)(?<!\d)tháng\s+(?:0?[1-9]|1[0-2])(?!\d))"
    rf"(?:\s*(?:[/-]|năm)?\s*(?P<y4>{_YEAR}))?"
    rf"|(?P<year>năm)\s+(?P<y5>{_YEAR})"
    r"|(?P<day>(?:(?:tính|số liệu)\s+)?đến\s+(?:hết\s+)?(?:ngày\s+)?"
    r"\d{1,2}[/-]\d{1,2}[/-](?P<y6>(?:19|20)\d{2}))"
    rf"|(?<=[^\W\d]\s)(?P<bare>(?P<y7>{_YEAR}))(?!\s*(?:tỷ|triệu|nghìn|[a-zà-ỹđ]+\s*/))",
    re.I,
)
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
    """A written period: its words without the year, its year when one is written for it."""

    line: Line
    start: int
    end: int
    words: str
    year: int | None
    months: int
    weight: float

    def period(self, year: int | None) -> Period | None:
        """The period, when its year is known and it is one of the calendar's."""
        found = read_period(self.words, year=self.year or year)
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
            ahead = moment and not self._is_plan and period and period.start > moment.end
            if period is None or ahead:
                continue
            late = moment is not None and (moment.start - period.end).days > _LATE
            if late and mention.weight <= 1:
                continue  # a sentence looks back
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


def _weighed(lines: Lines, title: Told) -> Iterator[_Mention]:
    plan = _PLAN.match(title.value) is not None
    for line in lines.all[:_MOST_LINES]:
        zone = _zone(line, lines, title)
        for sentence in sentences(line):
            found = list(_PERIOD.finditer(sentence.text))
            for n, match in enumerate(found):
                # What a plan is for stands in its title; its text looks back and ahead.
                named = plan and zone == _TITLE and match["pos"] != "cuối"
                weight = 1.0 if named else _role(sentence.text, match, zone)
                if weight > 0:
                    yield _mention(sentence, match, found[n + 1 : n + 4], zone * weight)


def _zone(line: Line, lines: Lines, title: Told) -> float:
    if title.start is not None and title.end is not None and title.start <= line.start < title.end:
        return _TITLE
    if line == lines.lead:
        return 4.0
    return 2.0 if line.heading or line in lines.head else 1.0


def _role(text: str, match: re.Match[str], zone: float) -> float:
    """0 for a period of tasks, of comparison or of nothing; more the surer it is reported on."""
    if (match["pos"] or match["pos2"]) == "cuối":
        return 0.0
    if match["months"] and not (match["pos"] or "năm" in match["months"] or match["y1"]):
        return 0.0  # "sau 6 tháng triển khai" is a length of time
    before = text[max(0, match.start() - _REACH) : match.start()]
    words = list(_WORDS.finditer(before))
    last = words[-1] if words else None
    if match["bare"]:
        return 1.0 if last and last["past"] and zone > 1 else 0.0
    if last is None:
        opens = bool(_OPENING.fullmatch(before))
        if opens:
            rest = text[match.end() :]
            edition = zone < _TITLE and _EDITION.match(rest)
            return 0.0 if edition or _looks_ahead(rest) else 1.0
        return 0.5 if zone >= _TITLE or _WITHIN.search(before) else 0.1
    return 1.0 if last["past"] else 0.0


def _looks_ahead(rest: str) -> bool:
    """Whether tasks come first: "nhiệm vụ trọng tâm là …", not "Sở đã thực hiện nhiệm vụ"."""
    ahead = _AHEAD.search(rest[:_REACH])
    done = _DONE.search(rest[:_REACH])
    return ahead is not None and (done is None or ahead.start() < done.start())


def _mention(
    line: Line, match: re.Match[str], after: list[re.Match[str]], weight: float
) -> _Mention:
    year = _written_year(match)
    end = match.end()
    if year is None:
        # "6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2022": one year serves both.
        shared = next((m for m in after if m.start() - end <= _REACH and _written_year(m)), None)
        year = _written_year(shared) if shared else None
    words = match["months"] or match["half"] or match["quarter"] or match["month"] or ""
    words = match["day"] or words or f"năm {year}"
    return _Mention(line, match.start(), end, words, year, _length(match), weight)


def _written_year(match: re.Match[str]) -> int | None:
    written = next((match[f"y{n}"] for n in range(1, 8) if match[f"y{n}"]), None)
    return int(written) if written else None


def _length(match: re.Match[str]) -> int:
    """Months; of "quý III và 9 tháng" the longer is the report's."""
    if match["months"]:
        return int(match["months"].split()[0])
    return 6 if match["half"] else 3 if match["quarter"] else 1 if match["month"] else 12
