"""A spreadsheet's number formats: what a number shows under "0.0%", "yyyy" or '#,##0," tỷ đồng"'.

A value keeps all its digits, since a format rounds only for the eye; what a format says beyond
digits counts: percent, thousands left out, a unit in words, a date shown as a year.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import Literal

from kpi.ingest.formats.sheet import Cell, shown

DATE_1900, DATE_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 -- a sheet's own
DAYS_BETWEEN = (DATE_1904 - DATE_1900).days

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "d/m/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "d/m/yyyy h:mm",
    27: "d/m/yyyy", 28: "d/m/yyyy", 29: "d/m/yyyy", 30: "d/m/yyyy", 31: "d/m/yyyy",
    32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: "d/m/yyyy",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: "d/m/yyyy", 51: "d/m/yyyy", 52: "d/m/yyyy", 53: "d/m/yyyy", 54: "d/m/yyyy",
    55: "h:mm", 56: "h:mm:ss", 57: "d/m/yyyy", 58: "d/m/yyyy",
}  # fmt: skip
"""Formats that files name by number alone; those not listed show plain numbers."""

Kind = Literal["number", "date", "text"]
Field = Literal["year", "month", "day", "quarter", "time", "elapsed", "literal"]
DatePart = tuple[Field, str]
"""A field with the letters that ask for it, or a literal with its text."""

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne,
}  # fmt: skip


@dataclass(frozen=True)
class Condition:
    """When a section of a format applies, such as `[>=1000]`."""

    sign: str
    bound: float

    def holds(self, value: float) -> bool:
        """Whether a value is on the right side of the bound."""
        return _COMPARE[self.sign](value, self.bound)


@dataclass(frozen=True)
class Shown:
    """What a number shows: a cell, whether as a percentage, and in which words behind it."""

    cell: Cell
    percent: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Section:
    """One part of a format code.

    Attributes:
        kind: what it makes of a number; "text" shows its words and, where `places` is not
            None, the number as it is.
        percent: how often the number is multiplied by 100.
        thousands: how many groups of three digits are left out.
        places: digits behind the decimal mark, None where no digit is shown.
        before, after: literal words on either side of the number.
        dates: the fields and literals of a date.
        condition: when it applies; by its place among the sections where None.
    """

    kind: Kind = "number"
    percent: int = 0
    thousands: int = 0
    places: int | None = 0
    before: str = ""
    after: str = ""
    dates: tuple[DatePart, ...] = ()
    condition: Condition | None = None

    @cached_property
    def unit(self) -> str:
        """Words, a currency or a literal "%" beside the digits; marks alone are none."""
        text = " ".join(f"{self.before} {self.after}".split()).strip("()[]-–+:;,.* ")
        return text if any(map(_is_word, text)) else ""

    @property
    def is_plain(self) -> bool:
        """Whether it shows a number as it is."""
        plain = self.kind == "number" and self.places is not None
        return plain and not (self.percent or self.thousands or self.unit or self._adds_digits)

    @cached_property
    def _adds_digits(self) -> bool:
        """Whether digits of the format stand beside those of the number: `0"/63"`, `0".000"`."""
        return not self.unit and any(c.isdigit() for c in self.before + self.after)

    def show(self, value: float, start: datetime) -> Shown:
        """A number under this section; `start` is day 0 of the sheet's dates."""
        if self.kind == "date":
            return Shown(_date_shown(value, self.dates, start))
        if self.places is None:
            return Shown(f"{self.before}{self.after}".strip())
        if self.thousands:
            value = float(Decimal(repr(value)).scaleb(-3 * self.thousands))
        if self._adds_digits:
            digits = f"{value * 100**self.percent:.{self.places}f}".replace(".", ",")
            return Shown(f"{self.before}{digits}{self.after}{'%' * self.percent}".strip())
        return Shown(value, percent=self.percent > 0, unit=self.unit)


def _is_word(character: str) -> bool:
    return character.isalpha() or character in "%‰" or unicodedata.category(character) == "Sc"


@dataclass(frozen=True)
class NumberFormat:
    """The sections of a format for numbers, and the words around a text."""

    sections: tuple[Section, ...] = (Section(),)
    text: tuple[str, str] = ("", "")
    is_plain: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        plain = all(section.is_plain for section in self.sections)
        object.__setattr__(self, "is_plain", plain)

    def show(self, value: float, start: datetime = DATE_1900) -> Shown:
        """What a number shows; `start` is day 0 of the sheet's dates."""
        return self._section(value).show(value, start)

    def show_text(self, text: str) -> str:
        """What a text shows: "@" may stand between words."""
        return f"{self.text[0]}{text}{self.text[1]}"

    def _section(self, value: float) -> Section:
        for section, condition in zip(self.sections, self._conditions, strict=True):
            if condition is None or condition.holds(value):
                return section
        return Section()

    @cached_property
    def _conditions(self) -> list[Condition | None]:
        return _conditions(self.sections)


def _conditions(sections: Sequence[Section]) -> list[Condition | None]:
    """The written conditions, and those that go by place: positive; negative; zero."""
    written = [section.condition for section in sections]
    if len(sections) == 1:
        return written
    usual = [Condition(">=", 0)] if len(sections) == 2 else [Condition(">", 0), Condition("<", 0)]
    first = [own or by_place for own, by_place in zip(written, usual, strict=False)]
    return [*first, *written[len(first) :]]


GENERAL = NumberFormat()

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<pad>_.)|(?P<fill>\*.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>general|standard)|(?P<clock>am/pm|a/p)|(?P<exponent>e[+-])"
    r"|(?P<letters>y+|m+|d+|h+|s+|q+|e+|b+|g+)|(?P<digits>[0#?]+)|(?P<other>.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_ELAPSED = re.compile(r"(h+|m+|s+)", re.I)
_FIELDS: dict[str, Field] = {
    "y": "year", "e": "year", "b": "year", "m": "month", "d": "day", "q": "quarter",
    "h": "time", "s": "time",
}  # fmt: skip
Token = tuple[str, str]
"""What a piece of a format code is, and its text."""


@lru_cache(maxsize=1000)
def number_format(code: str) -> NumberFormat:
    """A format code as files write it: sections between ";", marks as in English."""
    if not code.strip():
        return GENERAL
    sections = _split(code)
    text = ("", "")
    if len(sections) > 3 or any(kind == "at" for kind, _ in sections[-1]):
        text = _around_text(sections.pop())
    numbers = tuple(_section(tokens) for tokens in sections[:3])
    return NumberFormat(numbers or (Section(),), text)


def _split(code: str) -> list[list[Token]]:
    sections: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind, text = str(match.lastgroup), match[str(match.lastgroup)]
        if kind == "other" and text == ";":
            sections.append([])
        else:
            sections[-1].append(_token(kind, text))
    return sections


def _token(kind: str, text: str) -> Token:
    if kind in ("quoted", "escaped"):
        return "literal", text
    if kind == "pad":
        return "literal", " "
    if kind == "bracket":
        return _bracket(text)
    if kind == "other":
        marks = {"%": "percent", ",": "comma", ".": "point", "@": "at"}
        return marks.get(text, "literal"), text
    return kind, text


def _bracket(text: str) -> Token:
    if text.startswith("$"):
        return "literal", text[1:].partition("-")[0]
    if _CONDITION.fullmatch(text):
        return "condition", text
    return ("elapsed", text) if _ELAPSED.fullmatch(text) else ("colour", text)


def _around_text(tokens: Sequence[Token]) -> tuple[str, str]:
    before, at, after = _parted(tokens, "at")
    return (before, after) if at else ("", "")


def _parted(tokens: Sequence[Token], *kinds: str) -> tuple[str, bool, str]:
    """The literals before and behind the first piece of some kinds, and whether there is one."""
    first = next((n for n, (kind, _) in enumerate(tokens) if kind in kinds), len(tokens))
    before, after = (
        "".join(text for kind, text in part if kind in ("literal", "letters", "clock"))
        for part in (tokens[:first], tokens[first:])
    )
    return before, first < len(tokens), after


def _section(tokens: Sequence[Token]) -> Section:
    condition = next((_condition(text) for kind, text in tokens if kind == "condition"), None)
    if dates := _date_parts(tokens):
        return Section("date", dates=dates, condition=condition)
    before, shows, after = _parted(tokens, "digits", "general", "at")
    places, thousands = _digits(tokens)
    percent = sum(kind == "percent" for kind, _ in tokens)
    return Section(
        percent=percent,
        thousands=thousands,
        places=places if shows else None,
        before=before,
        after=after,
        condition=condition,
    )


def _condition(text: str) -> Condition | None:
    match = _CONDITION.fullmatch(text)
    return Condition(match[1], float(match[2])) if match else None


def _digits(tokens: Sequence[Token]) -> tuple[int, int]:
    """Digits behind the decimal mark, and commas that no more digits of their part follow."""
    places = thousands = commas = 0
    behind = False
    for kind, text in tokens:
        if kind == "digits":
            places += len(text) if behind else 0
            commas = 0
        elif kind == "comma":
            commas += 1
        elif kind == "point":
            thousands, commas, behind = thousands + commas, 0, True
    started = any(kind == "digits" for kind, _ in tokens)
    return places, thousands + commas if started else 0


def _date_parts(tokens: Sequence[Token]) -> tuple[DatePart, ...]:
    """The fields of a date, () of a format for numbers; "m" beside hours is minutes."""
    if not any(kind in ("letters", "elapsed") for kind, _ in tokens) or _counts(tokens):
        return ()
    parts: list[DatePart] = []
    for kind, text in tokens:
        if kind in ("letters", "clock", "elapsed"):
            parts.append((_field(kind, text), text))
        elif kind in ("literal", "point", "comma"):
            parts.append(("literal", text))
    return tuple(_with_minutes(parts))


def _field(kind: str, text: str) -> Field:
    if kind == "letters":
        return _FIELDS.get(text[0].lower(), "literal")
    return "elapsed" if kind == "elapsed" else "time"


def _counts(tokens: Sequence[Token]) -> bool:
    """Whether there are digits of a number, which those of "ss.00" are not."""
    before = [("", ""), ("", ""), *tokens]
    return any(
        kind == "digits" and not (point[0] == "point" and second[1][:1] in ("s", "S"))
        for second, point, (kind, _) in zip(before, before[1:], tokens, strict=False)
    )


def _with_minutes(parts: Sequence[DatePart]) -> list[DatePart]:
    """Minutes are an "m" behind hours or before seconds."""
    found = list(parts)
    places = [place for place, (name, _) in enumerate(parts) if name != "literal"]
    for number, place in enumerate(places):
        before = parts[places[number - 1]] if number else ("literal", "")
        after = parts[places[number + 1]] if number + 1 < len(places) else ("literal", "")
        beside = _unit_of_clock(before) == "h" or _unit_of_clock(after) == "s"
        if parts[place][0] == "month" and beside:
            found[place] = ("time", parts[place][1])
    return found


def _unit_of_clock(part: DatePart) -> str:
    return part[1][0].lower() if part[0] in ("time", "elapsed") else ""


def moment(serial: float, start: datetime) -> datetime | None:
    """The moment of a serial number, None where no calendar has it."""
    if start == DATE_1900 and 0 < serial < 60:
        serial += 1  # 1900 had no 29 February, though spreadsheets count one
    try:
        return start + timedelta(seconds=round(serial * 86400))
    except (OverflowError, ValueError):
        return None


def _date_shown(value: float, parts: Sequence[DatePart], start: datetime) -> Cell:
    when = moment(value, start)
    if when is None or value < 0:
        return value
    if any(field == "elapsed" for field, _ in parts):
        minutes = round(value * 1440)
        return f"{minutes // 60}:{minutes % 60:02}"
    return date_shown(when, parts)


def date_shown(when: datetime, parts: Sequence[DatePart]) -> Cell:
    """A moment by the fields a format asks for: text where they are not a whole day."""
    fields: set[Field] = {field for field, _ in parts if field != "literal"}
    if fields == {"time"}:
        return when.time()
    if "day" in fields or not fields & {"year", "month", "quarter"}:
        clock = "time" in fields and when.time() != time()
        return when if clock else when.date()
    words = any(c.isalpha() for field, text in parts if field == "literal" for c in text)
    if words:
        return "".join(_written(field, text, when) for field, text in parts).strip()
    return _short(when, fields)


def _short(when: datetime, fields: set[Field]) -> str:
    if "quarter" in fields:
        quarter = f"Quý {(when.month + 2) // 3}"
        return f"{quarter}/{when.year:04}" if "year" in fields else quarter
    if "month" in fields:
        return f"{when.month:02}/{when.year:04}" if "year" in fields else f"Tháng {when.month}"
    return f"{when.year:04}"


def _written(name: Field, text: str, when: datetime) -> str:
    if name == "year":
        return f"{when.year:04}"
    if name == "month":
        return f"{when.month:02}" if len(text) > 1 else str(when.month)
    if name == "quarter":
        return f"{(when.month + 2) // 3}"
    return text if name == "literal" else ""


def date_of(text: str) -> datetime | None:
    """A moment as XML writes it, "2021-12-31T00:00:00"; None of any other text."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None


def whole_day(when: datetime) -> date:
    """A moment without its clock where that says midnight."""
    return when if when.time() != time() else when.date()


def number_shown(seen: Shown) -> str:
    """A shown number as text, for what is struck out or raised."""
    cell = seen.cell
    if isinstance(cell, float) and seen.percent:
        return f"{shown(float(Decimal(repr(cell)) * 100))}%"
    return f"{shown(cell)} {seen.unit}".strip()
