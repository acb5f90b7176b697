"""Numbers that count nothing: dates, the numbers of acts, levels, names; each with what it is.

They are told apart before anything is linked: "Nghị quyết số 52/NQ-TU ngày 18/3/2022" and
"dịch vụ công mức độ 4" hold no figure.
"""

import re
from collections.abc import Mapping

from kpi.ingest.reports.phrases import GAP, any_of
from kpi.model.word_roles import WordRole

NoQuantity = tuple[int, int, str]
"""The span of a number that counts nothing, and in Vietnamese what it is."""

_TIME, _ACT, _LEVEL, _ORDINAL = "thời gian", "số hiệu văn bản", "cấp độ, số thứ tự", "số thứ tự"
_REASONS = {
    "document": _ACT,
    "reference": _ACT,
    "date": _TIME,
    "feast": _TIME,
    "clock": _TIME,
    "generation": "thế hệ mạng",
    "level": _LEVEL,
    "name": "tên riêng có số",
    "ordinal": _ORDINAL,
    "years": _TIME,
}
NO_QUANTITIES = frozenset(_REASONS.values())
"""What a number that counts nothing may be."""

# Between the parts of a date or of an act's number: perhaps a blank (S), surely one (B).
S, B = f"{GAP}*+", f"{GAP}++"
_YEAR = r"(?:19|20)\d\d"
# "4,05" is no 4 and "2.021" no year; yet "năm 2021." ends a sentence.
_ENDS = r"(?![.,]*\d)"
_BEFORE_YEAR = "năm|niên khoá|nhiệm kỳ|giai đoạn|khoá|trước|sau|từ|đến|hết|cuối|đầu|kỳ"
_DATE = (
    rf"(?:ngày{B})?\d{{1,2}}{S}[/.\-]{S}\d{{1,2}}{S}[/.\-]{S}\d{{4}}",
    rf"(?:sáng|chiều|tối|ngày|hôm|từ|đến){B}(?:ngày{B})?\d{{1,2}}{S}[/\-]{S}\d{{1,2}}(?![\d/%])",
    rf"ngày{B}\d{{1,2}}(?:{B}tháng{B}\d{{1,2}}(?:{B}năm{B}\d{{4}})?)?",
    rf"tháng{B}\d{{1,2}}(?:{S}[/\-]{S}\d{{4}})?",
    rf"(?<![\d.,])(?:0?[1-9]|1[0-2]){S}/{S}{_YEAR}",
    rf"(?:{_BEFORE_YEAR}){B}(?:năm{B})?{_YEAR}(?:{S}[-–]{S}(?:19|20)?\d\d{_ENDS})?(?![.,]?\d)",
    rf"{_YEAR}{S}[-–]{S}{_YEAR}",
    r"t\d{1,2}/\d{4}",
    rf"\d{{1,2}}{B}(?:tháng|ngày|năm|giờ|phút|giây|tuần|tuổi|quý)(?!\w)",
    rf"quý{B}\d",
    rf"\({S}{_YEAR}{S}\)",
    rf"{_YEAR}(?={S}[:;])",
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
)
_NUMBERING = re.compile(
    r"^[ \t]*+(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*)(?=[ \t]++\S)", re.M
)


class NoQuantities:
    """What the words of config/ say about numbers that count nothing, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        parts = {
            # "kế hoạch 2.400" is a number of the plan, "Kế hoạch 263" the plan itself.
            "document": rf"{any_of(words['act'])}{B}"
            rf"(?:số{S}\d[\d.]*|\d{{1,5}}(?![.,]?\d))(?:{S}/[\w\-./&]*)?(?=\W)",
            "reference": rf"(?<!\d)\d++{S}/{S}(?:\d{{4}}{S}/{S})?"
            rf"{any_of(words['act_mark'])}[\-\w/&]*",
            "date": "|".join(_DATE),
            # "Ngày Chuyển đổi số quốc gia 10/10"
            "feast": rf"quốc{B}gia{B}(?:\d{{4}}{B})?\(?(?:ngày{B})?\d{{1,2}}/\d{{1,2}}",
            "clock": "|".join(_CLOCK),
            "generation": rf"\d{S}g(?:{S}/{S}\dg)*(?!\w)",
            "level": _level(any_of(words["level"])),
            "name": "|".join(_NAMES),
            "ordinal": rf"{any_of(words['numbered'])}{B}\d{{1,3}}(?={S}[,.;)](?!\d)|$)"
            rf"|{any_of(words['ordinal'])}{B}thứ{B}\d+|thứ{B}[2-7](?={S},)",
            "years": rf"(?:kỷ{B}niệm{B})?(?<!\d)\d++{B}năm",
        }
        self._pattern = re.compile("|".join(f"(?P<{name}>{p})" for name, p in parts.items()))

    def find(self, folded: str) -> list[NoQuantity]:
        """The numbers of a folded text that count nothing, in its order; they may overlap."""
        found = [
            (m.start(), m.end(), _REASONS[m.lastgroup or ""])
            for m in self._pattern.finditer(folded)
        ]
        found += [(m.start(), m.end(), _ORDINAL) for m in _NUMBERING.finditer(folded)]
        return sorted(found)


def _level(nouns: str) -> str:
    """A level such as "mức độ 3", "mức độ 3, 4" or "mức 3 và mức 4"; not "mức 98,5%"."""
    more = rf"{S},{S}|{S}[-/]{S}|{B}(?:và|hoặc){B}(?:mức{B}(?:độ{B})?)?"
    return rf"{nouns}{B}\d{{1,2}}(?:(?:{more})\d(?![.,]*\d|{S}%))*(?![.,]*\d|{S}%|{S}/{S}\d)"
