"""The ways a Vietnamese text writes a time, as one pattern with a named group for each.

span "giai đoạn 2021-2025" · same "cùng kỳ năm trước" · day "30/6/2022", "ngày 5 tháng 9 năm 2022"
count "9 tháng đầu năm 2022" · part "nửa đầu năm" · quarter "quý III/2022" · month "tháng 6/2022"
dayless "ngày 25/7" · short "6/2022" · year "năm 2022" · last "năm trước" · this "năm nay"
now "đến nay" · bare "2022" · ago "ba năm trước" · merger "trước khi hợp nhất"
"""

import re
from collections.abc import Iterable

from kpi.ingest.reports.phrases import any_of

YEAR = r"(?:19|20)\d\d"
MONTHS_IN_WORDS = (
    "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai",
)  # fmt: skip

_S, _B = r"\s*+", r"\s++"
_SEP = rf"{_S}[/.\-]{_S}"
_COUNTED = rf"{any_of(MONTHS_IN_WORDS)}|0[1-9]|1[0-2]|[1-9]"
_OF_YEAR = (
    rf"{_B}(?:của{_B})?năm(?:{_B}(?P<count_year>{YEAR}))?"
    rf"|{_S}/{_S}(?P<count_slash>{YEAR})|{_B}(?P<count_bare>{YEAR})"
)
_AGO = rf"(?:{any_of(MONTHS_IN_WORDS)}|\d{{1,2}}){_B}năm|một{_B}thập{_B}(?:kỷ|niên)"
_PARTS = {
    "merger": rf"trước{_B}(?:khi{_B})?(?:thực{_B}hiện{_B})?"
    rf"(?:hợp{_B}nhất|sáp{_B}nhập|sắp{_B}xếp|nhập{_B}tỉnh)",
    "ago": rf"cách{_B}đây{_B}(?P<ago_first>{_AGO})"
    rf"|(?P<ago_last>{_AGO}){_B}(?:về{_B})?trước(?!{_B}khi)",
    "span": rf"giai{_B}đoạn{_B}{YEAR}{_S}[-–]{_S}{YEAR}"
    rf"|từ{_B}năm{_B}{YEAR}{_B}đến(?:{_B}(?:hết|cuối))?{_B}(?:năm{_B})?{YEAR}"
    rf"|{YEAR}{_S}[-–]{_S}{YEAR}",
    "same": rf"cùng{_B}kỳ(?:{_B}(?:của{_B})?(?:năm{_B})?(?:{YEAR}|trước|ngoái))?",
    "day": rf"(?:ngày{_B})?\d{{1,2}}{_SEP}\d{{1,2}}{_SEP}{YEAR}"
    rf"|(?:ngày{_B})?\d{{1,2}}{_B}tháng{_B}\d{{1,2}},?{_B}năm{_B}{YEAR}",
    "count": rf"(?P<counted>{_COUNTED}){_B}tháng(?:{_B}(?P<half>đầu|cuối))?"
    rf"(?:{_OF_YEAR})?(?!{_S}/)",
    "part": rf"nửa{_B}(?P<which>đầu|cuối){_B}năm(?:{_B}(?P<part_year>{YEAR}))?",
    "quarter": rf"qu[ýí]{_B}(?P<q>iv|i{{1,3}}|[1-4])"
    rf"(?:{_S}/{_S}|{_B}(?:năm{_B})?)?(?P<quarter_year>{YEAR})?",
    "month": rf"tháng{_B}(?P<m>\d{{1,2}})(?:{_SEP}|{_B}năm{_B}|{_B})?(?P<month_year>{YEAR})?"
    rf"|t(?P<short_m>\d{{1,2}}){_SEP}(?P<short_m_year>{YEAR})",
    # "đến 30/6" is a day; "đến 8/8 huyện" is a fraction.
    "dayless": rf"ngày{_B}\d{{1,2}}{_SEP}\d{{1,2}}"
    rf"|(?<=đến )\d{{1,2}}/\d{{1,2}}(?![\d%]|{_S}COUNTED_UNITS)",
    "short": rf"\d{{1,2}}/{YEAR}",
    "year": rf"năm{_B}(?P<y>{YEAR})",
    "last": rf"năm{_B}(?:trước|ngoái)",
    "this": rf"năm{_B}nay|(?:trong|cả){_B}năm(?=[\s,])(?!{_B}(?:19|20)\d)",
    # "hiện" says that it is now in front of these alone: "thực hiện" does not.
    "now": rf"(?:đến|tới|hiện){_B}nay|hiện{_B}tại|hiện(?={_B}(?:có|đạt|toàn|đã|trên))"
    rf"|nay(?={_B}(?:là|đạt|còn|lên|đã|có|tăng))|đang{_B}có|đến{_B}thời{_B}điểm{_B}này",
    "bare": YEAR,
}


def time_pattern(counted_units: Iterable[str]) -> re.Pattern[str]:
    """The pattern of every time; `counted_units` are what "đến 8/8 …" counts."""
    parts = "|".join(f"(?P<{name}>{part})" for name, part in _PARTS.items())
    parts = parts.replace("COUNTED_UNITS", any_of(counted_units))
    return re.compile(rf"(?<![\w.,/])(?:{parts})(?![\w%])")
