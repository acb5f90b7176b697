"""Numbers that count nothing: dates, the numbers of acts, levels, groups, names, footnotes.

One table of types, each with examples and counter-examples in which the number in ⟨…⟩ is of
that type or is not; the tests read them all. They are told apart before anything is linked:
"Nghị quyết số 52/NQ-TU ngày 18/3/2022" and "dịch vụ công mức độ 4" hold no figure.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from kpi.ingest.reports.phrases import GAP, any_of
from kpi.language.periods import Written, periods_in
from kpi.model.word_roles import WordRole

NoQuantity = tuple[int, int, str]
"""The span of a number that counts nothing, and in Vietnamese what it is."""

_TIME, _ACT, _LEVEL, _ORDINAL = "thời gian", "số hiệu văn bản", "cấp độ, số thứ tự", "số thứ tự"
_NETWORK, _NAME, _GROUP = "thế hệ mạng", "tên riêng có số", "tốp, nhóm; không phải thứ hạng"
_NOTE = "số của chú thích"

# Between the parts of a date or of an act's number: perhaps a blank (S), surely one (B).
S, B = f"{GAP}*+", f"{GAP}++"
_YEAR = r"(?:19|20)\d\d"
# "4,05" is no 4 and "2.021" no year; yet "năm 2021." ends a sentence.
_ENDS = r"(?![.,]*\d)"
_BEFORE_YEAR = "năm|niên khoá|nhiệm kỳ|giai đoạn|khoá|trước|sau|từ|đến|hết|cuối|đầu|kỳ"
# "thứ 3 năm 2021" is a rank and a year, "3 năm" a time.
_NO_RANK = "(?<!thứ )(?<!hạng )(?<!trí )"
_DATE = (
    rf"(?:ngày{B})?\d{{1,2}}{S}[/.\-]{S}\d{{1,2}}{S}[/.\-]{S}\d{{4}}",
    # "đến 82/82 xã", "đến 9/9 huyện" are fractions.
    rf"(?:sáng|chiều|tối|ngày|hôm|từ|đến|trước){B}(?:ngày{B})?\d{{1,2}}{S}[/\-]{S}(?:0?\d|1[0-2])"
    rf"(?![\d/%]|{B}(?:huyện|xã|phường|thị trấn|thôn|bản|ấp)(?!\w))",
    rf"ngày{B}\d{{1,2}}(?:{B}tháng{B}\d{{1,2}}(?:{B}năm{B}\d{{4}})?)?",
    rf"tháng{B}\d{{1,2}}(?:{S}[/\-]{S}\d{{4}})?",
    rf"(?<![\d.,])(?:0?[1-9]|1[0-2]){S}/{S}{_YEAR}",
    # "năm 2020, 2021 và 2022", "giai đoạn 2021-2025"
    rf"(?:{_BEFORE_YEAR}){B}(?:năm{B})?{_YEAR}(?:(?:{S},{S}{_YEAR})*{B}và{B}{_YEAR}{_ENDS}"
    rf"|{S}[-–]{S}(?:19|20)?\d\d{_ENDS})?(?![.,]?\d)",
    rf"{_YEAR}{S}[-–]{S}{_YEAR}",
    r"t\d{1,2}/\d{4}",
    rf"{_NO_RANK}\d{{1,2}}{B}(?:tháng|ngày|năm|giờ|phút|giây|tuần|tuổi|quý)(?!\w)",
    rf"quý{B}\d",
    rf"\({S}{_YEAR}{S}\)",
    rf"{_YEAR}(?={S}[:;])",
    # The head of a table: "| 2021 | 2022".
    rf"(?<=\|){S}{_YEAR}(?:{S}\|{S}{_YEAR})+{_ENDS}",
)
# The day of a feast may stand in a bracket: "Ngày Chuyển đổi số của tỉnh (26/3)".
_FEAST = (
    rf"quốc{B}gia{B}(?:\d{{4}}{B})?\(?(?:ngày{B})?\d{{1,2}}/\d{{1,2}}"
    r"|(?<!\w)ngày\s[^\W\d][^.;()\d]{3,40}\(\d{1,2}/\d{1,2}(?=\))"
)
# "14h30", "14:30"; "5G 38" is no time.
_CLOCK = (rf"\d{{1,2}}(?:{S}[:h]{S}|g)\d{{2}}(?::\d{{2}})?(?!\d)", rf"24{S}/{S}7", rf"24{S}/{S}24")
_NAMES = (
    rf"covid{S}-?{S}19",
    rf"tổng{B}đài{B}\d{{3,4}}",
    r"(?<!\d)1022(?!\d)",
    rf"\d{S}sao",
    rf"công{B}nghiệp{B}(?:lần{B}thứ{B}(?:thứ{B})?)?4[.,]0{_ENDS}",
    rf"4\.0{_ENDS}",
    rf"(?<![/\d.,])(?:63|34){B}(?:tỉnh|địa{B}phương)",
    rf"web{S}\d\.0(?!\d)",
    rf"(?:sea{B})?games{S}\d+",
    rf"iso{S}[\d:.\-/]+",
    r"ipv\d",
    rf"wi-?fi{S}\d",
    rf"(?:office|windows|quốc{B}lộ){S}\d+",
    rf"(?:100{S}(?:người{B})?|1\.?000{S})dân",
    r"(?<![\d.,])0\d{8,10}(?!\d)",
    # "0277.3851xxx", "0214 3840 123"
    r"(?<![\d.,])0[2-9]\d{1,2}[. ]\d{3,4}(?:[. ]?\d{3}|x+)(?![\d%])",
)
_NUMBERING = re.compile(
    r"^[ \t]*+(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*)(?=[ \t]++\S)", re.M
)


class NoQuantityType(NamedTuple):
    """One type: what a person is told, the pattern on folded text, and examples."""

    name: str
    reason: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()


def types(words: Mapping[WordRole, tuple[str, ...]]) -> tuple[NoQuantityType, ...]:
    """The table, with the words of config/ in its patterns."""
    return (
        NoQuantityType(
            "document",
            _ACT,
            # "kế hoạch 2.400" is a number of the plan, "Kế hoạch 263" the plan itself; behind a
            # colon or in a bracket "kế hoạch 92" tells what was planned.
            rf"(?<![:;(] )(?<![:(]){any_of(words['act'])}{B}"
            rf"(?:số{S}\d[\d.]*|\d{{1,5}}(?![.,]?\d)(?!{S}%))(?:{S}/[\w\-./&]*)?(?=\W)"
            rf"|{any_of(words['act'])}{B}(?:số{S}\d[\d.]*|\d{{1,5}}{S}/)[\w\-./&]*",
            (
                "Theo Kế hoạch ⟨263⟩ của tỉnh.",
                "Quyết định số ⟨1565⟩ nêu rõ.",
                "Theo Điều ⟨17⟩/NĐ-CP.",
            ),
            (
                "Tỷ lệ hồ sơ trực tuyến 53% (kế hoạch ⟨50%⟩).",
                "Mật độ: kế hoạch ⟨92⟩; thực hiện 90.",
            ),
        ),
        NoQuantityType(
            "reference",
            _ACT,
            rf"(?<!\d)\d++{S}/{S}(?:\d{{4}}{S}/{S})?{any_of(words['act_mark'])}[\-\w/&]*",
            ("Nghị quyết ⟨52⟩/NQ-TU.", "Văn bản ⟨4556⟩/UBND-VX."),
            ("Có ⟨40/42⟩ xã đạt.",),
        ),
        NoQuantityType(
            "date",
            _TIME,
            "|".join(_DATE),
            (
                "Đến ngày ⟨15/9⟩ có kết quả.",
                "Hoàn thành trước ⟨30/11⟩.",
                "Tháng ⟨6/2023⟩ tăng mạnh.",
            ),
            ("Đạt tỷ lệ ⟨15/19⟩ huyện.",),
        ),
        NoQuantityType(
            "feast",
            _TIME,
            _FEAST,
            (
                "Ngày Chuyển đổi số quốc gia (⟨10/10⟩) được hưởng ứng.",
                "Ngày chuyển đổi số của tỉnh (⟨26/3⟩).",
            ),
            ("Số xã hoàn thành (⟨10/10⟩).",),
        ),
        NoQuantityType(
            "clock",
            _TIME,
            "|".join(_CLOCK),
            ("Lúc ⟨14h30⟩ khai mạc.", "Trung tâm trực ⟨24/7⟩."),
        ),
        NoQuantityType(
            "generation", _NETWORK, rf"\d{S}g(?:{S}/{S}\dg)*(?!\w)", ("Mạng ⟨5G⟩ phủ rộng.",)
        ),
        NoQuantityType(
            "level",
            _LEVEL,
            _level(any_of(words["level"])),
            (
                "Dịch vụ công mức độ ⟨4⟩.",
                "Tiêu chí số ⟨8⟩ về truyền thông.",
                "Số liệu ở trang ⟨3/5⟩.",
            ),
            ("Tỷ lệ ở mức ⟨98,5%⟩.",),
        ),
        NoQuantityType(
            "group",
            _GROUP,
            rf"(?:tốp|top|nhóm){B}(?:đầu{B}|dẫn{B}đầu{B}|các{B}tỉnh{B})?\d{{1,2}}(?:{S}/{S}\d\d)?"
            r"(?![.,]?\d|\s?%)"
            # "trong 10 tỉnh dẫn đầu", "1 trong 3 khâu"; "đứng thứ 1 trong 63 tỉnh" is a rank.
            rf"|(?:trong|thuộc){B}(?:số{B})?\d{{1,2}}{B}(?:tỉnh|địa{B}phương|thành{B}phố)"
            rf"[^.;:\d]{{0,24}}{B}(?:dẫn{B}đầu|đứng{B}đầu|hàng{B}đầu|tốt{B}nhất|cao{B}nhất)"
            rf"|(?<![\d.,/])(?<!thứ )(?<!hạng )(?<!trí )(?<!xếp )(?<!đứng )0?1{B}trong{B}"
            rf"(?:tổng{B})?(?:số{B})?(?:các{B}|những{B})?\d{{1,3}}(?![.,]?\d|\s?%)",
            (
                "DTI nằm trong nhóm ⟨30/63⟩.",
                "Không vào được tốp ⟨40⟩ như mục tiêu.",
                "Phấn đấu vào top ⟨10⟩ cả nước.",
                "Giữ vị trí trong ⟨10⟩ tỉnh, thành dẫn đầu về chuyển đổi số.",
                "Chuyển đổi số là ⟨1⟩ trong 15 nhiệm vụ trọng tâm.",
            ),
            ("Nhóm hộ này đạt ⟨30%⟩.", "Tỉnh đứng thứ ⟨1⟩ trong 63 tỉnh.", "Có 5 trong ⟨10⟩ tỉnh."),
        ),
        NoQuantityType(
            "name",
            _NAME,
            "|".join(_NAMES),
            ("Tổng đài ⟨1022⟩ hoạt động.", "Sản phẩm ⟨3 sao⟩.", "Điện thoại ⟨0277.3851⟩xxx."),
            ("Điểm số đạt ⟨0,2773⟩.",),
        ),
        NoQuantityType(
            "footnote",
            _NOTE,
            rf"\[\d{{1,3}}\]|(?<=[^\W\d_])\(\d{{1,2}}\)(?={S}[.,;]|{S}$)",
            (
                "Mức độ chuyển đổi số nội bộ[⟨1⟩].",
                "Tỉnh có 125 xã(⟨2⟩), 12 huyện.",
            ),
            ("Thành phố (⟨2⟩ phường).",),
        ),
        NoQuantityType(
            "ordinal",
            _ORDINAL,
            rf"{any_of(words['numbered'])}{B}\d{{1,2}}(?={S}[,.;)](?!\d)|$)"
            rf"|(?:ngõ|số{B}nhà){B}\d{{3}}(?={S}[,.;)](?!\d)|$)"
            rf"|(?:{any_of(words['ordinal'])}|(?<!\w)năm){B}thứ{B}\d+"
            # "các mục tiêu số 5, 8 và 10"
            rf"|(?:mục{B}tiêu|chỉ{B}tiêu|nhiệm{B}vụ|tiêu{B}chí|nội{B}dung){B}số{B}\d{{1,2}}"
            rf"(?:{S},{S}\d{{1,2}}(?![.,]?\d|{S}%))+(?:{B}và{B}\d{{1,2}})?(?![.,]?\d|{S}%)"
            # "thứ 7, ngày 5/8" is a day of the week, "đứng thứ 7, tăng 2 bậc" a rank.
            rf"|(?<!đứng )(?<!xếp )(?<!hạng )(?<!trí )thứ{B}[2-7](?={S},{S}(?:ngày{B})?\d)",
            (
                "Hội nghị lần thứ ⟨3⟩ họp.",
                "Ở thôn ⟨3⟩.",
                "Năm thứ ⟨3⟩ liên tiếp dẫn đầu.",
                "Các mục tiêu số 5, ⟨8⟩, 10 chưa đạt.",
            ),
            ("Tỉnh đứng thứ ⟨7⟩, tăng 2 bậc.", "Cấp xã 124, cấp ấp, khóm ⟨994⟩; tổng 1.118 tổ."),
        ),
        NoQuantityType(
            "years",
            _TIME,
            rf"(?:kỷ{B}niệm{B})?(?<!\d){_NO_RANK}\d++{B}năm",
            ("Kỷ niệm ⟨70⟩ năm thành lập.", "Trong ⟨5⟩ năm qua."),
        ),
    )


# No type begins amid the letters of a word: most places are passed over at once.
_NOT_WITHIN_A_WORD = r"(?!(?<=[^\W\d_])[^\W\d_])"


class NoQuantities:
    """The types of one configuration, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        table = types(words)
        self._reasons = {each.name: each.reason for each in table}
        each = "|".join(f"(?P<{t.name}>{t.pattern})" for t in table)
        self._pattern = re.compile(f"{_NOT_WITHIN_A_WORD}(?:{each})")

    def find(self, folded: str, periods: Iterable[Written] | None = None) -> list[NoQuantity]:
        """The numbers of a folded text that count nothing, in its order; they may overlap.

        `periods` are those that the text names, if they are known.
        """
        found = [
            (m.end() - len(m[0].lstrip()), m.end(), self._reasons[m.lastgroup or ""])
            for m in self._pattern.finditer(folded)
        ]
        numbering = _NUMBERING.finditer(folded)
        found += [(m.end() - len(m[0].lstrip()), m.end(), _ORDINAL) for m in numbering]
        # Other ways to write a period that the grammar of periods knows.
        known = Taken(sorted(found))
        named = periods_in(folded) if periods is None else periods
        times = (one for one in named if _is_time(folded, one))
        found += [(t.start, t.end, _TIME) for t in times if not known.touches(t.start, t.end)]
        return sorted(found)


_DIGIT = re.compile(r"\d")


def _is_time(folded: str, one: Written) -> bool:
    """Whether a period is surely one: a year alone may count, "8/8" may be a fraction."""
    if one.kind == "bare" or not one.names_period or not _DIGIT.search(folded, one.start, one.end):
        return False
    return one.year is not None or (folded[one.start].isalpha() and not one.form.short)


def _level(nouns: str) -> str:
    """A level such as "mức độ 3", "mức độ 3, 4" or "mức 3 và mức 4"; not "mức 98,5%"."""
    more = rf"{S},{S}|{S}[-/]{S}|{B}(?:và|hoặc){B}(?:mức{B}(?:độ{B})?)?"
    return rf"{nouns}{B}\d{{1,2}}(?:(?:{more})\d(?![.,]*\d|{S}%))*(?![.,]*\d|{S}%|{S}/{S}\d)"


class Taken:
    """The places of numbers that count nothing."""

    def __init__(self, spans: Sequence[NoQuantity]) -> None:
        self._starts = [start for start, _, _ in spans]
        self._reach = list(accumulate((end for _, end, _ in spans), max))

    def touches(self, start: int, end: int) -> bool:
        """Whether any of them shares a character with a span."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start
