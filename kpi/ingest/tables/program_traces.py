"""What programs leave in cells of figures: the noise of sums, and decimals turned into dates."""

import re
from decimal import Context, Decimal

from kpi.ingest.formats.sheet import shown
from kpi.ingest.tables.ledger import Fault

# A float holds fifteen digits for sure; what a program prints behind them is its own.
_FIFTEEN = Context(prec=15)
_LONG = re.compile(r"([0-9]{1,15})([.,])([0-9]{1,30})(?=\s*%?$)")
_AMBIGUOUS = 3

_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sept|sep|oct|nov|dec"
_MONTH = rf"(?:{_NAMES}|(?:thg|th|tháng)\.?\s?\d{{1,2}})"
_DATE = re.compile(
    rf"\d{{1,2}}[-/. ]{_MONTH}(?:[-/. ]\d{{2,4}})?|{_MONTH}[-/.]\d{{1,4}}"
    r"|\d{1,2}([-/.])\d{1,2}\1\d{4}|\d{4}-\d{2}-\d{2}(?:[ t]00:00(?::00)?)?",
    re.I,
)


def without_noise(written: str) -> str:
    """More than fifteen digits cut to those that mean something: 57.0999… is 57.1."""
    found = _LONG.match(written)
    if found is None or len((found[1] + found[3]).lstrip("0")) <= _FIFTEEN.prec:
        return written
    value = _FIFTEEN.create_decimal(f"{found[1]}.{found[3]}")
    whole, _, part = f"{value.normalize():f}".partition(".")
    # Three digits behind the mark could be thousands, which so many digits never were.
    part = f"{part}0" if len(part) == _AMBIGUOUS else part
    number = f"{whole}{found[2]}{part}" if part else whole
    return number + written[found.end() :]


def rounded(value: float) -> float:
    """A float with the fifteen digits that spreadsheets show."""
    return float(shown(value))


def percent_of(value: float) -> float:
    """A part of one as a percentage, exact in the digits that spreadsheets show."""
    return float(Decimal(shown(value)) * 100)


def date_fault() -> Fault:
    """A cell of figures that holds a date."""
    return Fault(
        "date-in-number",
        "value",
        "Ô là ngày tháng, không phải số; Excel tự đổi '8/8' hay '3.4' thành ngày.",
        "Ghi lại số như tài liệu gốc (3,4 hay 08/08), ô ở dạng văn bản.",
    )


def is_date(written: str) -> bool:
    """Whether a text is a date as spreadsheets show one: 03-Apr, 9-Thg12, 03/04/2022."""
    return len(written) < 40 and _DATE.fullmatch(written.strip()) is not None
