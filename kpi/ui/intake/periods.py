"""A period as a clerk chooses or types it."""

from datetime import date

from kpi.language.periods import read_period
from kpi.model import Period, Unclear
from kpi.ui.words import lang, say
from kpi.wording import period_text

_YEARS = 8


def recent_periods() -> tuple[str, ...]:
    """The years a table is likely of, the latest first."""
    this_year = date.today().year  # noqa: DTZ011 - the clerk's own calendar year
    return tuple(str(year) for year in range(this_year, this_year - _YEARS, -1))


def key_of(written: str) -> str:
    """The key of a period as typed; "" of what cannot be read."""
    read = read_period(written)
    return "" if isinstance(read, Unclear) else read.key


def shown_period(option: str) -> str:
    """An option of a list of periods in words; what was typed says itself."""
    key = key_of(option)
    return period_text(Period.of(key), lang()) if key else option


def as_typed(key: str) -> str:
    """A period as a person would type it and `read_period` reads it; "" when there is none."""
    if not key:
        return ""
    period = Period.of(key)
    if lang() == "vi" and period.kind == "half":
        return f"6 tháng {'đầu' if period.end.month == 6 else 'cuối'} năm {period.year}"
    return period_text(period, lang())


def forms() -> str:
    """Forms of a period that can be typed."""
    return say(
        "2022, 6 tháng đầu năm 2022, quý III/2022, 09/2022 hoặc 30/11/2022",
        "2022, H1 2022, Q3 2022, 09/2022 or 30/11/2022",
    )
