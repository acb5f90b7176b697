"""Whether a number is a result, an estimate, a target or a plan, by the words that say so."""

import re
from collections.abc import Mapping, Sequence

from kpi.ingest.reports.bare_headings import footnote
from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Span, Text, any_of
from kpi.ingest.reports.surroundings import Frame
from kpi.model import ObsStatus, Told
from kpi.model.word_roles import WordRole

# How far back a goal may stand with its attributes, and how near a sentence opens with "ước".
_BESIDE, _OPENING, _OPENING_WORD = 120, 30, 14
_COMPARED = re.compile(r"so với\s+\S+\s*$")
# "giao các doanh nghiệp xây 100 trạm, đến nay đã có 62 trạm": the second is a result.
_DONE = re.compile(r"(?<!\w)(?:đã|đến nay|kết quả|thực tế|hiện có|hiện nay)(?!\w)")
# "Lắp đặt 150 trạm. Hiện nay tỉnh có 1.850 trạm; đến cuối năm 2024 có 2.000 trạm."
_NOW = re.compile(
    r"(?<!thực )(?<!thể )(?<!phát )(?<!\w)"
    r"(?:hiện nay|hiện tại|đến nay|hiện(?= (?:có|đạt|toàn|đã|là)))(?!\w)"
    r"(?:(?!đến (?:cuối |hết )?năm|phấn đấu|nâng lên|sẽ )[^;]){0,120}$"
)
# "I. MỤC" is all that the width of a page left of such a heading.
_AIMED = re.compile(r"(?<!\w)(?:mục tiêu|chỉ tiêu|mục$)(?!\w)")
_GOALS = re.compile(r"mục tiêu|chỉ tiêu|phấn đấu")
# "Dịch vụ công toàn trình mới đạt 43%": nobody aims at so little.
_ONLY = re.compile(
    r"(?<!\w)(?<!đổi )(?<!làm )(?:mới|chỉ|mới chỉ|chỉ mới)\s+(?:đạt|có|chiếm|ở mức|được|phủ|dừng ở)"
    r"\s+(?:(?:khoảng|gần|hơn|trên|mức)\s+)?$"
)
# "4.2. Đã cấp 8.204 chứng thư số": a clause that opens so tells what is done.
_DONE_ALREADY = re.compile(
    r"\s*(?:[-–•+*]\s*)?(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+|[a-zđ][.)]\s+)?"
    r"(?:(?:toàn |cả )?(?:tỉnh|thành phố)\s+)?đã\s"
    r"(?![^;]{0,80}(?:đề ra|đặt ra|phấn đấu|mục tiêu|kế hoạch|dự kiến))"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# "Kế hoạch chuyển đổi số năm 2023", "Gia Lai đặt chỉ tiêu chuyển đổi số": the title of goals.
_AIMS = re.compile(r"^\s*kế hoạch(?! số)\b|(?:đặt|đề ra) (?:các )?(?:chỉ tiêu|mục tiêu)|phấn đấu")
_TELLS = re.compile(r"kết quả|tình hình|tổng kết|sơ kết|báo cáo|đánh giá|thực hiện kế hoạch|%")
# "Trong 22 mục tiêu đề ra đến năm 2025, đã có 16 mục tiêu …" counts goals.
_NO_GOAL = re.compile(r"(?:%|so với|(?<!\w)trong (?:tổng )?(?:số )?\d{1,3})\s*$")
_NO_GOAL_LENGTH = 24
# "ước tính đến 31/12 …" holds for all numbers behind it.
_AHEAD = re.compile(r"\s*(?:đến|cả năm|năm|hết|\d{1,2} tháng|quý)")
# "Doanh thu ước 1.412 tỷ đồng, nộp ngân sách 38,5 tỷ" estimates both, unless a verb begins anew;
# behind a semicolon only money goes on with money.
_ANEW = r"(?<!\w)(?:đã|đạt|là|có|thực hiện|kết quả|hiện|bằng|kế hoạch)(?!\w)"
_TOLD_ANEW, _TOLD_ANEW_OR_APART = re.compile(_ANEW), re.compile(f";|{_ANEW}")
# "Kế hoạch năm 2023 của tỉnh: …"; but "kế hoạch của chuyển đổi số" names no figures.
_PLANNED = re.compile(r"[\s\-+•]*+kế hoạch (?:năm \d{4} )?(?:của|về|đối với) (?!chuyển đổi)")


Said = tuple[ObsStatus, Span | None]
"""A status, and where the words stand that say it."""


# "đạt 103% kế hoạch (60 tỷ đồng)", "8,9% (mục tiêu 2025: 20%)".
_OWN_PLAN = re.compile(
    r"(?<!\w)(?P<name>kế hoạch|kh|mục tiêu|chỉ tiêu)"
    r"(?:\s+(?:năm|cả năm|giao|được giao|đề ra|của năm|(?:19|20)\d\d))*\s*"
    r"(?:\(\s*|(?<=kh):\s*|(?<=kh năm):\s*)$"
    r"|\(\s*(?P<inside>kế hoạch|kh|mục tiêu|chỉ tiêu)"
    r"(?:\s+(?:năm|cả năm|giao|được giao|đề ra|đến|hết|của năm|(?:19|20)\d\d))*\s*:?\s*"
    r"(?:(?:là|đạt|từ|trên|tối thiểu)\s*)?$"
)
# "Mốc 2030: 5G phủ 100% dân số": what is to be reached by then.
_MILESTONE = re.compile(
    r"[\s\-+•*]*(?:các )?(?:mốc|định hướng|tầm nhìn)"
    r" (?:(?:đến|tới|hết|cuối|năm|vào|thời gian) ){0,3}20\d\d[^.;:\d]{0,30}:"
)
# "Kế hoạch đề ra đến hết năm 2025, tỷ lệ phủ sóng 5G từ 60% trở lên".
_SET = re.compile(
    r"[\s\-+•*]*(?:theo )?(?:kế hoạch|đề án|chương trình|nghị quyết|chiến lược|mục tiêu|chỉ tiêu)"
    r"(?: số \S+)?(?: (?:này|cũng|của tỉnh|của thành phố|mà tỉnh|tỉnh))* (?:đề|đặt|đưa) ra"
    r"(?: (?:là|mục tiêu|chỉ tiêu|mốc))*[,:]? (?:đến|tới|trong|hết|cuối|vào|năm)(?!\w)"
)
# "Các nhà mạng đang lắp đặt khoảng 600 trạm": they do not stand yet.
_UNDER_WAY = re.compile(
    r"(?<!\w)đang (?:(?:tiếp tục|tập trung|khẩn trương|gấp rút|triển khai|tiến hành|đẩy nhanh"
    r"|thực hiện|đồng loạt|được|tích cực) )*(?:lắp đặt|lắp|xây dựng|xây|đầu tư|thi công|dựng)"
    r"(?: (?:mới|thêm|khoảng|gần|hơn|trên|việc|xây dựng|lắp đặt))*\s*$"
)
_UNDER_WAY_LENGTH = 80
_OWN_PLAN_LENGTH = 50


# "Mục tiêu 80%, đạt 84,7%": no other noun stands between the goal and what was reached.
_GOAL_AND_REACHED = re.compile(
    r"(?:\s(?:là|giao|đề ra|đặt ra|năm \d{4}|cả năm|của năm|năm|tối thiểu|ít nhất|trên|từ))*[\s:]*"
    r"\d[\d.,]*\s?(?:%|trở lên|\s)*[,;(]\s*(?:(?:đã|mới|chỉ|mới chỉ|thực tế|nay|hiện|kết quả)\s+)*"
    r"(?:đạt|thực hiện)(?:\s+được)?\s*"
)


# A directive, and where its orders begin: "Chủ tịch UBND tỉnh yêu cầu:".
_DIRECTIVE = re.compile(r"(?<!\w)chỉ thị(?!\w)|/ct-|công điện")
_ORDERS = re.compile(r"(?<!\w)(?:yêu cầu|chỉ thị|chỉ đạo)[^.\n]{0,120}:[^\S\n]*$", re.M)
_HEAD = 600


class StatusWords:
    """What the words of config/ say about goals, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        self.goal = _goal(words)


def _goal(words: Mapping[WordRole, tuple[str, ...]]) -> re.Pattern[str]:
    """A goal right before its number: "mục tiêu đề ra đến năm 2025 là trên 60%"."""
    attributes = rf"(?:\s+(?:{any_of(words['goal_attribute'])}|(?:đến )?năm \d{{4}}))*+"
    hedge = r"(?:hơn|trên|tối thiểu|ít nhất|từ|đạt)?"
    return re.compile(rf"{any_of(words['goal'])}{attributes}[\s:]*+{hedge}\s*$")


class Statuses:
    """The statuses of one document's numbers."""

    def __init__(
        self, words: StatusWords, text: Text, title: Told, sentences: Sequence[Sentence] = ()
    ) -> None:
        self._words = words
        self._text = text
        self._folded = text.folded
        self._title = (title.start, title.end)
        aims = _AIMS.search(title.value.casefold())
        self._aims = aims is not None and not _TELLS.search(title.value.casefold())
        self._goals_begin = self._first_goals(sentences) if self._aims else 0
        directive = _DIRECTIVE.search(self._folded, 0, _HEAD)
        orders = directive and _ORDERS.search(self._folded, directive.end())
        self._ordered = orders is not None
        if orders:
            # What a directive orders is to be done; what stands before it is so.
            self._aims, self._goals_begin = True, orders.end()

    def _first_goals(self, sentences: Sequence[Sentence]) -> int:
        """Where the first heading of goals stands in a paper on goals, 0 without any."""
        headings = {span for sentence in sentences for span in sentence.above}
        goals = (
            a for a, b in headings if a != self._title[0] and _AIMED.search(self._folded, a, b)
        )
        return min(goals, default=0)

    def of(self, frame: Frame, past: int | None = None) -> tuple[ObsStatus, Span | None]:
        """The status by the words of a column, beside a number, before it, above its line.

        `past` is the place of a number's own time that is over, None where it has none. The span
        is where the words stand, None where no word says it.
        """
        told = (
            (frame.column and self._over(frame.column, past))
            or self._of_own_plan(frame)
            or self._beside(frame)
            or self._estimated(frame, past)
            or self._under_way(frame)
            or self._before(frame, past)
            or self._now(frame)
            or (None if self._is_of_then(frame, past) else self.above(frame.sentence))
            or self._of_plan(frame, past)
        )
        return told or ("actual", None)

    def _over(self, column: Span, past: int | None) -> Said | None:
        statuses: tuple[tuple[WordRole, ObsStatus], ...] = (
            ("estimate", "estimate"),
            ("column_results", "actual"),
            ("column_plan", "plan"),
            ("column_target", "target"),
        )
        for role, status in statuses:
            if span := self._text.first(role, *column):
                return status, span
        # "Năm 2023 | Phấn đấu năm 2024" of a report on 2023.
        return ("actual", column) if past is not None and column[0] <= past < column[1] else None

    def _of_own_plan(self, frame: Frame) -> Said | None:
        """Of "đạt 103% kế hoạch (60 tỷ đồng)", "74% kế hoạch năm (KH năm: 1.368 tỷ đồng)"."""
        number = frame.number
        start = max(frame.sentence.start, number.lead - _OWN_PLAN_LENGTH)
        named = _OWN_PLAN.search(self._folded, start, number.lead)
        if named is None:
            return None
        group = "inside" if named["inside"] else "name"
        outside = group == "name" and named[group] != "mục tiêu"
        plan = outside or named[group] in ("kế hoạch", "kh")
        return "plan" if plan else "target", named.span(group)

    def _beside(self, frame: Frame) -> Said | None:
        start = max(frame.near_start, frame.number.start - _BESIDE)
        beside = self._folded[start : frame.number.start]
        goal = self._words.goal.search(beside)
        if not goal or _COMPARED.search(beside):
            return None
        status: ObsStatus = "plan" if "kế hoạch" in beside else "target"
        return status, (start + goal.start(), start + goal.end())

    def _estimated(self, frame: Frame, past: int | None) -> Said | None:
        start, end = self._start(frame, past), frame.number.start
        if frame.number.estimate or self._text.last("estimate", frame.near_start, end):
            return "estimate", self._text.last("estimate", start, end)
        opening = self._text.first("estimate", start, min(end, start + _OPENING))
        if opening and opening[0] - start <= _OPENING_WORD:
            return "estimate", opening
        words = self._text.within("estimate", start, end)
        ahead = next((span for span in words if _AHEAD.match(self._folded, span[1])), None)
        anew = _TOLD_ANEW if frame.number.kind == "money" else _TOLD_ANEW_OR_APART
        last = max(words, key=lambda span: span[1], default=None)
        if ahead is None and last and not anew.search(self._folded, last[1], end):
            ahead = last
        return ("estimate", ahead) if ahead else None

    def _start(self, frame: Frame, past: int | None) -> int:
        """Where words for a goal or an estimate may begin: behind the bracket of a time of its own.

        "phấn đấu vào nhóm 30 (năm 2021: thứ 45)" tells a result in brackets.
        """
        start = frame.sentence.start
        if past is None:
            return start
        opened = self._folded.rfind("(", start, past) + 1
        closed = opened and self._folded.find(")", opened, frame.number.start) >= 0
        return opened if opened and not closed else start

    def _is_of_then(self, frame: Frame, past: int | None) -> bool:
        """Whether a bracket tells what was so in a year that is over: "(năm 2022 hạng 17)"."""
        return past is not None and self._start(frame, past) > frame.sentence.start

    def _before(self, frame: Frame, past: int | None) -> Said | None:
        """The nearest word for a goal before a number that nothing takes back."""
        start, end = self._start(frame, past), frame.number.start
        clause = self._folded.rfind(";", start, end) + 1
        if past is not None and start < clause <= past:
            start = clause  # "năm 2024 phấn đấu 90%; năm 2023 đạt 78,3%"
        if opening := self._opening(start, end):
            return opening
        if assigned := self._assigned(start, end):
            return "plan", assigned
        for span, status in self._goals(start, end):
            if _NO_GOAL.search(self._folded, max(start, span[0] - _NO_GOAL_LENGTH), span[0]):
                continue
            if self._folded.count(")", span[1], end) > self._folded.count("(", span[1], end):
                continue  # "63% (mục tiêu 70%), thanh toán 41%"
            return None if self._is_reached(span[1], end) else (status, span)
        return None

    def _opening(self, start: int, end: int) -> Said | None:
        """What the words say that a sentence of goals or plans opens with."""
        if planned := _PLANNED.match(self._folded, start):
            return "plan", planned.span()
        if stone := _MILESTONE.match(self._folded, start, end):
            return "target", stone.span()
        told = _SET.match(self._folded, start, end)
        if told and not _DONE.search(self._folded, told.end(), end):
            return "target", told.span()
        return None

    def _under_way(self, frame: Frame) -> Said | None:
        """Of what is being built: it is counted when it stands."""
        end = frame.number.start
        start = max(frame.sentence.start, end - _UNDER_WAY_LENGTH)
        built = _UNDER_WAY.search(self._folded, start, end)
        return ("plan", built.span()) if built and frame.number.kind == "plain" else None

    def _is_reached(self, start: int, end: int) -> bool:
        """Whether a result follows its goal: the 72 of "mục tiêu 60%, đến nay đã đạt 72%"."""
        if self._text.first("reached", start, end):
            return True
        return _GOAL_AND_REACHED.fullmatch(self._folded, start, end) is not None

    def _assigned(self, start: int, end: int) -> Span | None:
        """Where somebody is told to do it: "UBND tỉnh giao Sở hoàn thành 100 trạm"."""
        start = self._folded.rfind(";", start, end) + 1 or start
        handed = self._text.within("not_target", start, end)
        told = [
            span
            for span in self._text.within("assigned", start, end)
            if not any(a <= span[0] < b for a, b in handed)
            and (self._folded.startswith("giao", span[0]) or not self._is_past(span[0]))
        ]
        return told[-1] if told and not _DONE.search(self._folded, told[-1][1], end) else None

    def _is_past(self, start: int) -> bool:
        """Whether it was asked for and so is done: "đã yêu cầu các nhà mạng ngừng …"."""
        return self._folded.endswith("đã ", 0, start)

    def _goals(self, start: int, end: int) -> list[tuple[Span, ObsStatus]]:
        """The words for goals between two places that mean one, the last first."""
        reached = self._text.within("not_target", start, end)
        goals: list[tuple[Span, ObsStatus]] = [
            *((span, "target") for span in self._text.within("target", start, end)),
            *((span, "plan") for span in self._text.within("plan", start, end)),
        ]
        meant = (
            goal
            for goal in goals
            if not any(a <= goal[0][0] and goal[0][1] <= b for a, b in reached)
        )
        return sorted(meant, reverse=True)

    def _now(self, frame: Frame) -> Said | None:
        """Where it says what there is, also among what is to be done."""
        start, end = frame.sentence.start, frame.number.start
        clause = self._folded.rfind(";", start, end) + 1 or start
        told = self._folded[clause:end]
        now = _NOW.search(told) or _ONLY.search(told) or _DONE_ALREADY.match(told)
        return ("actual", (clause + now.start(), clause + now.end())) if now else None

    def above(self, sentence: Sentence) -> Said | None:
        """The mode of the nearest heading that has one.

        "Mục tiêu" and "Nhiệm vụ" are ahead, but below "KẾT QUẢ NĂM 2024" they are what results
        are told by.
        """
        ahead: Said | None = None
        year = ""
        for span in reversed(sentence.above):
            if span == self._title:
                continue  # it names last year's results and next year's tasks at once
            if results := self._text.first("results", *span):
                return ahead if ahead and year > self._year(span) else ("actual", results)
            if assigned := self._text.first("assigned_tasks", *span):
                return ahead or ("plan", assigned)
            if tasks := self._text.first("tasks", *span):
                ahead, year = ahead or ("target", tasks), year or self._year(span)
                if self._text.first("tasks_ahead", *span):
                    return ahead
        return ahead

    def _of_plan(self, frame: Frame, past: int | None) -> Said | None:
        """What a paper on goals tells, unless it says that it is so today or was then."""
        start = frame.sentence.start
        over = past is not None and not self._ordered
        if not self._aims or over or start < self._goals_begin:
            return None  # "I. TỔNG QUAN" before "II. MỤC TIÊU" tells of today
        if footnote(self._folded[start : frame.sentence.end]):
            return None
        done = _DONE.search(self._folded, frame.sentence.start, frame.number.start)
        return None if done else ("target", None)

    def of_sum(self, frame: Frame, told: Span | None) -> ObsStatus:
        """What is to be built or earned is planned, unless its clause or heading says it is a goal.

        Below "NHIỆM VỤ" it is a plan, below "MỤC TIÊU" a target.
        """
        start, end = frame.sentence.start, frame.number.start
        if told is not None and _GOALS.search(self._folded, *told):
            return "target"
        clause = self._folded.rfind(";", start, end) + 1 or start
        return "target" if told is not None and clause <= told[0] < frame.near_end else "plan"

    def _year(self, heading: Span) -> str:
        """The last year that a heading names, "" without any."""
        years = _YEAR.findall(self._folded, *heading)
        return years[-1] if years else ""
