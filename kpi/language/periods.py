"""A written period, Vietnamese or English → Period. A year that is not written is not guessed.

Days stand before months, as everywhere in Vietnam. What was counted since 1 January has the
period of that span where there is one ("6 tháng đầu năm" is H1), else the day it runs to
("9 tháng": 30 September), because a day stands for all since 1 January. Codes: not-a-period,
no-year, two-digit-year, two-readings.
"""

import calendar
import re
import unicodedata

from kpi.model import ObsStatus, Period, Unclear

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_LONGEST_TEXT = 100

_STATUS_WORDS: dict[ObsStatus, str] = {
    "estimate": "sơ bộ|ước|ước tính|ước đạt|ước thực hiện|ước th|prel|preliminary|estimate",
    "plan": "kế hoạch|kh|chỉ tiêu kế hoạch|plan",
    "target": "mục tiêu|chỉ tiêu|phấn đấu|target",
    "actual": "thực hiện|th|kết quả|kết quả thực hiện|actual",
}
_STATUSES = {word: status for status, words in _STATUS_WORDS.items() for word in words.split("|")}
_STATUS = "|".join(sorted(_STATUSES, key=len, reverse=True))
_STATUS_FIRST = re.compile(rf"\(?({_STATUS})(?!\w)[\s.:)–-]*(.*)", re.I)
_STATUS_LAST = re.compile(rf"(.*?)[\s:(–-]+({_STATUS})[.)]*", re.I)

_MONTH_NAMES = (
    "jan|january feb|february mar|march apr|april may jun|june jul|july aug|august "
    "sep|sept|september oct|october nov|november dec|december"
)
_COUNT_NAMES = (
    "i|one|first|đầu ii|two|second|cuối iii|three|third iv|four|fourth "
    "five six seven eight nine ten eleven twelve"
)


def _numbered(names: str) -> dict[str, int]:
    return {name: n for n, word in enumerate(names.split(), 1) for name in word.split("|")}


_MONTHS = _numbered(_MONTH_NAMES)
_NUMERALS = _numbered(_COUNT_NAMES)
_MONTH = rf"(?P<m>{'|'.join(_MONTHS)})\.?"
_OF = r"[\s/,.-]|năm|of|in|the|year"
_YEAR = r"(?P<y>[0-9]{4}|[0-9]{2})"
_Y = rf"(?:(?:{_OF})+{_YEAR}|\s+năm|\s+of the year)?"
_LEAD = re.compile(
    r"(?P<to>(?:(?:số liệu )?(?:tính )?(?:đến|tới)|as of|as at|up to|until|till|by|through) )?"
    r"(?:the )?(?P<close>(?:hết|cuối|end of) )?(?:(?:trong|vào|in|on|during|the|ngày) ){0,2}"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>[0-9]{4})([-/])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?)?",
        rf"(?P<d>[0-9]{{1,2}})([-/.])(?P<m>[0-9]{{1,2}})\2{_YEAR}",
        rf"(?P<d>[0-9]{{1,2}})[-/](?P<m>[0-9]{{1,2}})(?: ?năm ?{_YEAR})?",
        rf"(?P<d>[0-9]{{1,2}}) ?tháng ?(?P<m>[0-9]{{1,2}}){_Y}",
        r"(?P<m>[0-9]{1,2})[-/](?P<y>[0-9]{4})",
        r"(?P<y>[0-9]{4})[-/](?P<m>[0-9]{1,2})",
        rf"(?:tháng|t\.?) ?(?P<m>[0-9]{{1,2}}){_Y}",
        rf"{_MONTH}(?:{_OF})+(?P<y>[0-9]{{4}})",
        rf"(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}{_Y}",
        rf"{_MONTH} (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?{_Y}",
        rf"{_MONTH}",
        rf"(?:quý|quí|q)[ .]*(?P<q>iv|i{{1,3}}|[1-4]){_Y}",
        rf"(?P<q>first|second|third|fourth) quarter{_Y}",
        r"(?P<y>[0-9]{4})[-/ ]?q(?P<q>[1-4])",
        r"(?P<y>[0-9]{4})[-/ ]?h(?P<h>[12])",
        rf"h(?P<h>[12]){_Y}",
        rf"(?P<h>[12])h(?:{_OF})*{_YEAR}",
        rf"nửa (?P<h>đầu|cuối){_Y}",
        rf"(?P<h>first|second) half{_Y}",
        rf"(?P<n>[0-9]{{1,2}}) ?tháng(?P<late> cuối)?(?: đầu)?{_Y}",
        rf"(?P<n>[0-9]{{1,2}}) ?t(?:(?:{_OF})*{_YEAR})?",
        rf"first (?P<n>[0-9]{{1,2}}|[a-z]+) months{_Y}",
        rf"(?:cả )?năm ?{_YEAR}?",
        rf"(?:year )?{_YEAR}",
    )
)


def read_period(text: str, *, year: int | None = None) -> Period | Unclear:
    """Read one written period; a status word ("Sơ bộ 2022") is passed over.

    "hết" and "cuối" (end of) make the last day of a month or quarter. "đến tháng 9" may or may
    not hold September, so it is two readings; from 1 January on there is no such difference.

    Args:
        text: the period as written, e.g. a column heading or a date cell.
        year: the year that holds where the text names none, e.g. the report's.
    """
    if len(text) > _LONGEST_TEXT:
        return Unclear("not-a-period", text)
    written = split_status(text)[1].lower().strip(" .,;:()")
    lead = _LEAD.match(written)
    rest = written[lead.end() :] if lead else written
    form = next((match for form in _FORMS if (match := form.fullmatch(rest))), None)
    if lead is None or form is None:
        return Unclear("not-a-period", text)
    key = _key(form.groupdict(), year)
    try:
        period = Period.of(key)
    except ValueError:
        return Unclear(key if key in ("no-year", "two-digit-year") else "not-a-period", text)
    if not _FIRST_YEAR <= period.year <= _LAST_YEAR:
        return Unclear("not-a-period", text)
    return _closed(period, text, to=bool(lead["to"]), close=bool(lead["close"]))


def split_status(text: str) -> tuple[ObsStatus, str]:
    """Take the status word off a period: "Ước thực hiện năm 2023" → ("estimate", "năm 2023").

    Without such a word the status is "actual".
    """
    rest = " ".join(unicodedata.normalize("NFC", text).split())
    status: ObsStatus | None = None
    while found := _status(rest):
        # GSO prints both languages: "Sơ bộ - Prel. 2022". Another status is another matter.
        if status not in (None, found[0]):
            break
        status, rest = found
    return status or "actual", rest


def _status(text: str) -> tuple[ObsStatus, str] | None:
    if first := _STATUS_FIRST.fullmatch(text):
        return _STATUSES[first[1].lower()], first[2]
    if last := _STATUS_LAST.fullmatch(text):
        return _STATUSES[last[2].lower()], last[1]
    return None


def _key(parts: dict[str, str | None], year: int | None) -> str:
    """The key of what a form named, or the code of what is wrong with its year."""
    written = parts.get("y")
    month, day = _number(parts.get("m")), _number(parts.get("d"))
    if written is None and "y" in parts and day and day <= 12 < month:
        return "two-digit-year"  # 9/22
    if written and len(written) == 2:
        return "two-digit-year"
    if not written and year is None:
        return "no-year"
    y = f"{int(written or year or 0):04}"
    if "m" in parts:
        return f"{y}-{month:02}-{day:02}" if "d" in parts else f"{y}-{month:02}"
    for name in ("q", "h"):
        if parts.get(name):
            return f"{y}-{name.upper()}{_number(parts[name])}"
    return _since_january(y, _number(parts["n"]), parts) if "n" in parts else y


def _since_january(y: str, months: int, parts: dict[str, str | None]) -> str:
    if parts.get("late"):
        return {3: f"{y}-Q4", 6: f"{y}-H2"}.get(months, "")
    named = {1: f"{y}-01", 3: f"{y}-Q1", 6: f"{y}-H1", 12: y}
    if months in named or not 1 <= months <= 12:
        return named.get(months, "")
    return f"{y}-{months:02}-{calendar.monthrange(int(y), months)[1]}"


def _number(word: str | None) -> int:
    if word is None:
        return 0
    return int(word) if word.isdigit() else _MONTHS.get(word) or _NUMERALS.get(word, 0)


def _closed(period: Period, text: str, *, to: bool, close: bool) -> Period | Unclear:
    """What "to" and "the end of" make of a period: nothing where it begins on 1 January."""
    if period.kind == "day" or (period.start.month, period.start.day) == (1, 1):
        return period
    last_day = period.end.isoformat()
    if close:
        return Period.of(last_day)
    return Unclear("two-readings", text, (period.key, last_day)) if to else period
