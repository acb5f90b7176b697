"""A written period, Vietnamese or English → Period. A year that is not written is not guessed.

How periods are written is one table, `period_forms`; here is what they mean, alone in a cell
(`read_period`) or among other words (`periods_in`).

Days stand before months, as everywhere in Vietnam. What was counted since 1 January has the
period of that span where there is one ("6 tháng đầu năm" is H1), else the day it runs to
("9 tháng": 30 September), because a day stands for all since 1 January. Codes: not-a-period,
no-year, two-digit-year, two-readings, span.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from kpi.language.period_forms import NUMERALS, Form, Grammar, Kind, Place
from kpi.language.spelling import clean, fold, unmarked
from kpi.model import ObsStatus, Period, Unclear

Lead = Literal["to", "close", "since", "compared"]
"""What stands before a period: "đến" (up to), "hết", "cuối" (the end of), "luỹ kế" (all since
January), "so với"."""

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_LONGEST_TEXT = 100
_LONGEST_LEAD = 40
_RELATIVE: frozenset[Kind] = frozenset(["same", "last", "previous", "ago", "merger", "this", "now"])

_STATUS_WORDS: dict[ObsStatus, str] = {
    "estimate": "sơ bộ|ước|ước tính|ước đạt|ước thực hiện|ước th|ưth|uth|prel|preliminary|estimate",
    "plan": "kế hoạch|kh|chỉ tiêu kế hoạch|kế hoạch giao|kh giao|kế hoạch được giao|chỉ tiêu giao"
    "|chỉ tiêu được giao|dự kiến|plan",
    "target": "mục tiêu|chỉ tiêu|phấn đấu|target",
    "actual": "thực hiện|th|kết quả|kết quả thực hiện|chính thức|actual",
}
_STATUSES = {word: status for status, words in _STATUS_WORDS.items() for word in words.split("|")}
_STATUS = "|".join(sorted(_STATUSES, key=len, reverse=True))
_STATUS_FIRST = re.compile(rf"\(?({_STATUS})(?![^\W\d])[\s.:)–-]*(.*)", re.I)
_STATUS_LAST = re.compile(rf"[\s:(–-]({_STATUS})[.)]*$", re.I)
_LONGEST_STATUS = 40

_LEAD = (
    r"(?:kỳ báo cáo ?:? |kỳ ?: |kỳ (?=[^\W\d]))?(?:số liệu )?"
    r"(?P<since>(?:luỹ kế|cộng dồn) )?"
    r"(?P<to>(?:(?:tính )?(?:đến|tới)|as of|as at|up to|until|till|by|through) )?"
    r"(?:thời điểm |the )?(?P<close>(?:hết|cuối|end of) )?"
    r"(?:(?:trong|vào|in|on|during|the|ngày) ){0,2}"
)
_LEAD_BEFORE = (
    r"(?<!\w)(?P<compared>so với\s+)?(?:số liệu\s+)?(?P<since>(?:luỹ kế|cộng dồn)\s+)?"
    r"(?P<to>(?:tính\s+)?(?:đến|tới)\s+)?(?:thời điểm\s+)?"
    r"(?P<close>(?:hết|cuối)\s+)?(?:ngày\s+)?$"
)


class _Way(NamedTuple):
    """The grammar of one place, and the words that lead to a period there."""

    grammar: Grammar
    lead: re.Pattern[str]

    @classmethod
    def both(cls, place: Place, lead: str) -> "dict[bool, _Way]":
        """For texts with diacritics, and for those typed without any."""
        return {
            True: cls(Grammar(place, marked=True), re.compile(lead)),
            False: cls(Grammar(place, marked=False), re.compile(unmarked(lead))),
        }


_CELL = _Way.both("cell", _LEAD)
_TEXT = _Way.both("text", _LEAD_BEFORE)
_IN_BRACKETS = re.compile(r"([^()]+) ?\(([^()]+)\)?")


@dataclass(frozen=True, slots=True)
class Written:
    """A period as it stands in a text, without the words that lead to it.

    Attributes:
        start: where it begins; `lead_start` is where "tính đến hết" before it does.
        end: where it ends.
        form: the way it is written.
        parts: what it names, by the letters of `period_forms`.
        leads: what the words before it say.
    """

    start: int
    end: int
    form: Form
    parts: dict[str, str]
    lead_start: int
    leads: frozenset[Lead] = frozenset()

    @property
    def kind(self) -> Kind:
        """What kind of period is written."""
        return self.form.kind

    @property
    def year(self) -> int | None:
        """The year as written, the last one of a span; None where it is missing."""
        written = self.parts.get("e") or self.parts.get("y") or self.parts.get("Y")
        return int(written) if written else None

    @property
    def names_period(self) -> bool:
        """Whether it is a period or a span of its own, not "now" or "last year"."""
        return self.kind not in _RELATIVE

    @property
    def years_back(self) -> int:
        """How many years ago it is: "ba năm trước"; 0 where it does not say."""
        if self.kind != "ago":
            return 0
        return _number(self.parts, "kNF") * (10 if "t" in self.parts else 1)

    @property
    def late(self) -> bool:
        """Whether it is the end of a year ("6 tháng cuối năm")."""
        return "H" in self.parts and NUMERALS[self.parts["H"]] == 2

    def reading(self, year: int | None = None, as_written: str = "") -> Period | Unclear:
        """The period; `year` is the one that holds where none is written."""
        period = self.named(year, as_written)
        if isinstance(period, Unclear):
            return period
        closed = self.closed(period)
        if "to" in self.leads and closed is period and not _from_january(period):
            return Unclear("two-readings", as_written, (period.key, period.end.isoformat()))
        return closed

    def closed(self, period: Period) -> Period:
        """The last day of a period that "hết" or "luỹ kế" leads to; none is needed from January."""
        ends = self.leads & {"close", "since"} and not _from_january(period)
        return Period.of(period.end.isoformat()) if ends else period

    def named(self, year: int | None = None, as_written: str = "") -> Period | Unclear:
        """The period that its own words name, whatever leads to it."""
        key = _key(self.kind, self.parts, year)
        try:
            period = Period.of(key)
        except ValueError:
            return Unclear(key if key in _CODES else "not-a-period", as_written)
        known = _FIRST_YEAR <= period.year <= _LAST_YEAR
        return period if known else Unclear("not-a-period", as_written)


_CODES = ("no-year", "two-digit-year", "span")


def read_period(text: str, *, year: int | None = None) -> Period | Unclear:
    """Read one written period; a status word ("Sơ bộ 2022") is passed over.

    "hết" and "cuối" (end of) make the last day of a month or quarter. "đến tháng 9" may or may
    not hold September, so it is two readings; from 1 January on there is no such difference.
    A second period in brackets must lie within the first: "Năm 2022 (30/9)".

    Args:
        text: the period as written, e.g. a column heading or a date cell.
        year: the year that holds where the text names none, e.g. the report's.
    """
    if len(text) > _LONGEST_TEXT:
        return Unclear("not-a-period", text)
    written = fold(split_status(text)[1])
    read = _whole(written, text, year)
    if isinstance(read, Unclear) and (twice := _IN_BRACKETS.fullmatch(written)):
        return _narrowed(_whole(twice[1], text, year), twice[2], text) or read
    return read


def _whole(written: str, text: str, year: int | None) -> Period | Unclear:
    written = written.strip(" .,;:()")
    grammar, leading = _CELL[not written.isascii()]
    lead = leading.match(written)
    match = grammar.pattern.fullmatch(written, lead.end() if lead else 0)
    if match is None:
        return Unclear("not-a-period", text)
    form, parts = grammar.read(match)
    return Written(*match.span(), form, parts, 0, _leads(lead)).reading(year, text)


def _narrowed(outer: Period | Unclear, inner: str, text: str) -> Period | None:
    """The period in brackets, or the one before them where both end on the same day."""
    if isinstance(outer, Unclear):
        return None
    within = _whole(inner, text, outer.year)
    if isinstance(within, Unclear) or not outer.holds(within):
        return None
    return outer if within.end == outer.end else within


def periods_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Written]:
    """Every period that a composed text names, in its order, each with its place.

    A text typed without diacritics is read by the same forms without theirs. `start` and `end`
    are where to look; the words before a period are seen from `start` on.
    """
    folded = fold(text)
    grammar, leading = _TEXT[not folded.isascii()]
    last = start
    for match in grammar.pattern.finditer(folded, start, len(text) if end is None else end):
        form, parts = grammar.read(match)
        begin = match.start()
        lead = leading.search(folded, max(last, begin - _LONGEST_LEAD), begin)
        led = max(lead.start(), lead.end("compared")) if lead else begin
        yield Written(begin, match.end(), form, parts, led, _leads(lead))
        last = match.end()


def without_periods(text: str) -> str:
    """A composed text without the periods it names and the words that lead to them."""
    kept, end = "", 0
    for one in periods_in(text):
        if one.names_period:
            kept, end = f"{kept}{text[end : one.lead_start]} ", one.end
    return kept + text[end:]


def _leads(match: re.Match[str] | None) -> frozenset[Lead]:
    said = match.groupdict() if match else {}
    leads: tuple[Lead, ...] = get_args(Lead)
    return frozenset(lead for lead in leads if said.get(lead))


def composed_period(first: str, second: str) -> str:
    """A year in one place and its part in another, as one; " / " marks two that do not agree.

    A span of years above one of its years gives way to that year.
    """
    if first == second:
        return first
    for part, around in ((first, second), (second, first)):
        whole = read_period(around)
        inner = read_period(part, year=whole.year if isinstance(whole, Period) else None)
        if isinstance(inner, Unclear):
            continue
        if isinstance(whole, Unclear) and whole.code == "span":
            return part
        if isinstance(whole, Period) and whole.kind == "year" and whole.holds(inner):
            return inner.key
    return f"{first} / {second}"


def split_status(text: str) -> tuple[ObsStatus, str]:
    """Take the status word off a period: "Ước thực hiện năm 2023" → ("estimate", "năm 2023").

    Without such a word the status is "actual".
    """
    rest = clean(text)
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
    if last := _STATUS_LAST.search(text, max(0, len(text) - _LONGEST_STATUS)):
        return _STATUSES[last[1].lower()], text[: last.start()].rstrip(" :(–-")
    return None


def _fault(kind: Kind, parts: dict[str, str], year: int | None) -> str:
    """The code of why it is no period, "" where it may be one."""
    written = parts.get("y") or parts.get("Y")
    if kind in _RELATIVE:
        return "not-a-period"
    if kind == "span" or (written and parts.get("Y", written) != written):
        return "span"
    if not written:
        return "no-year" if year is None else ""
    return "two-digit-year" if len(written) == 2 else ""


def _key(kind: Kind, parts: dict[str, str], year: int | None) -> str:
    """The key of what a form names, or the code of what is wrong with it."""
    if fault := _fault(kind, parts, year):
        return fault
    written = parts.get("y") or parts.get("Y")
    y = f"{int(written or year or 0):04}"
    match kind:
        case "months":
            return _months(y, parts)
        case "quarter" | "half":
            return f"{y}-{kind[0].upper()}{_number(parts, 'qwQhH')}"
        case "month":
            return f"{y}-{_number(parts, 'mM'):02}"
        case "day":
            return f"{y}-{_number(parts, 'mM'):02}-{_number(parts, 'd'):02}"
        case _:
            return y


def _months(y: str, parts: dict[str, str]) -> str:
    """Months since January, the last months of a year, or some that are a half or a quarter."""
    first, last = _number(parts, "a") or 1, _number(parts, "nNFb")
    if "H" in parts and NUMERALS[parts["H"]] == 2:
        first, last = 13 - last, 12
    named = {(1, 12): y, (1, 6): f"{y}-H1", (7, 12): f"{y}-H2"}
    named |= {(3 * q - 2, 3 * q): f"{y}-Q{q}" for q in range(1, 5)}
    if first == last:
        return f"{y}-{last:02}"
    if (first, last) in named or first > 1:
        return named.get((first, last), "span" if "a" in parts else "")
    return f"{y}-{last:02}-{calendar.monthrange(int(y), last)[1]}"


def _number(parts: dict[str, str], letters: str) -> int:
    word = next((parts[letter] for letter in letters if letter in parts), "0")
    return int(word) if word.isdigit() else NUMERALS[" ".join(word.rstrip(".").split())]


def _from_january(period: Period) -> bool:
    """Whether a period is a day or begins with its year: what is up to it holds it."""
    return period.kind == "day" or (period.start.month, period.start.day) == (1, 1)
