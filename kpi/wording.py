"""How figures, periods and hedges are written for a reader: 1.234,5 in Vietnamese, 1,234.5 English.

Formatting is done here and nowhere else; Streamlit's and Plotly's own number formats follow
the browser's locale or none.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import floor, log10

from kpi.model import Area, Indicator, Lang, ObsStatus, Period, Qualifier
from kpi.model.entries import Pillar

_MARKS: dict[Qualifier, str] = {
    "exact": "",
    "more_than": "> ",
    "at_least": "≥ ",
    "nearly": "≈ ",
    "about": "≈ ",
}
_HEDGES: dict[Qualifier, tuple[str, str]] = {
    "exact": ("chính xác", "exact"),
    "more_than": ("hơn", "more than"),
    "at_least": ("ít nhất", "at least"),
    "nearly": ("gần", "nearly"),
    "about": ("khoảng", "about"),
}
_STATUSES: dict[ObsStatus, tuple[str, str]] = {
    "actual": ("thực hiện", "actual"),
    "estimate": ("ước thực hiện", "estimate"),
    "target": ("mục tiêu", "target"),
    "plan": ("kế hoạch", "plan"),
}
PILLARS: dict[Pillar, tuple[str, str]] = {
    "index": ("Chỉ số tổng hợp", "Composite indices"),
    "government": ("Chính quyền số", "Digital government"),
    "economy": ("Kinh tế số", "Digital economy"),
    "society": ("Xã hội số", "Digital society"),
    "infrastructure": ("Hạ tầng số", "Digital infrastructure"),
    "post": ("Bưu chính", "Post"),
    "security": ("An toàn thông tin", "Information security"),
    "press": ("Báo chí, xuất bản", "Press and publishing"),
    "own": ("Chỉ tiêu của đơn vị", "Indicators of our own"),
}
"""The pillars in the order they are listed in, in both languages."""
_ROMAN = ("I", "II", "III", "IV")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Scale:
    """How values of a chart or column are shown: shown = value / divisor, in `unit`."""

    divisor: float
    unit: str
    decimals: int


_MONEY = ((1e12, "nghìn tỷ đồng", "trillion VND"), (1e9, "tỷ đồng", "billion VND"))
_SMALL_MONEY = (1e6, "triệu đồng", "million VND")


def scale_of(
    indicator: Indicator, values: Iterable[float], unit_name: str, lang: Lang, per: int = 0
) -> Scale:
    """One scale for all values of a chart: tỷ or triệu is chosen once.

    Args:
        indicator: whose values they are.
        values: all values that will be shown.
        unit_name: the unit's name in the reader's language.
        lang: the reader's language.
        per: inhabitants a value is divided by (per-capita), 0 for none.
    """
    suffix = ""
    if per:
        suffix = f" / {number(per, 0, lang)} {'dân' if lang == 'vi' else 'people'}"
    if indicator.kind != "money":
        return Scale(1, unit_name + suffix, 2 if per else indicator.decimals)
    largest = max((abs(v) for v in values), default=0.0)
    steps = (*_MONEY[1:], _SMALL_MONEY) if largest < 1e14 else (*_MONEY, _SMALL_MONEY)
    divisor, vi, en = next((s for s in steps if largest >= s[0]), _SMALL_MONEY)
    return Scale(divisor, (vi if lang == "vi" else en) + suffix, 1)


def number(value: float, decimals: int, lang: Lang) -> str:
    """A number with the separators of the language; a minus sign, not a hyphen, never −0."""
    english = f"{value:z,.{decimals}f}".replace("-", "−")
    return english if lang == "en" else english.translate(str.maketrans(",.", ".,"))


def significant(value: float, lang: Lang, digits: int = 3, decimals: int = 2) -> str:
    """A number for a mark: three significant digits, at most `decimals` after the comma.

    Whole parts are never rounded away: 3.252 stays 3.252, 0,80021 becomes 0,8.
    """
    if value == 0:
        return "0"
    places = max(0, min(decimals, digits - 1 - floor(log10(abs(value)))))
    return _without_trailing_zeros(number(value, places, lang), lang)


def number_text(value: float, decimals: int, lang: Lang) -> str:
    """A number in running text: at most so many decimals, none that say nothing."""
    return _without_trailing_zeros(number(value, decimals, lang), lang)


def _without_trailing_zeros(text: str, lang: Lang) -> str:
    point = "," if lang == "vi" else "."
    return text.rstrip("0").rstrip(point) if point in text else text


def with_mark(text: str, qualifier: Qualifier) -> str:
    """The printed hedge as a sign: "hơn" becomes >, "gần" and "khoảng" become ≈."""
    return _MARKS[qualifier] + text


def hedge(qualifier: Qualifier, lang: Lang) -> str:
    """The hedge in words."""
    return _HEDGES[qualifier][lang == "en"]


def status_word(status: ObsStatus, lang: Lang) -> str:
    """Result, estimate, target or plan, in words."""
    return _STATUSES[status][lang == "en"]


def pillar_word(pillar: Pillar, lang: Lang) -> str:
    """A pillar in words."""
    return PILLARS[pillar][lang == "en"]


def amount(
    indicator: Indicator,
    value: float,
    unit_name: str,
    lang: Lang,
    qualifier: Qualifier = "exact",
    per: int = 0,
) -> str:
    """One figure with its unit and hedge for running text: "> 1,7 tỷ đồng", "đã vận hành"."""
    if indicator.kind == "milestone":
        stages = indicator.stages_vi if lang == "vi" else indicator.stages_en
        place = round(value) - 1
        return stages[place] if 0 <= place < len(stages) else number(value, 0, lang)
    scale = scale_of(indicator, [value], unit_name, lang, per)
    text = number(value / scale.divisor, scale.decimals, lang)
    if indicator.kind == "rank":
        return with_mark(f"hạng {text}" if lang == "vi" else f"rank {text}", qualifier)
    if indicator.kind == "score" and not per:
        return with_mark(text, qualifier)
    text = _without_trailing_zeros(text, lang)
    space = "" if scale.unit.startswith("%") and lang == "en" else " "
    return with_mark(f"{text}{space}{scale.unit}", qualifier)


def period_text(period: Period, lang: Lang, *, cumulative: bool = False) -> str:
    """A period for a label: 2022, 6T đầu/2022, quý III/2022, 09/2022, 30/11/2022.

    A day of a flow is cumulative: "đến 30/09/2024" counts from 1 January.
    """
    end = period.end
    match period.kind:
        case "year":
            return str(end.year)
        case "half":
            first = end.month == 6
            words = (
                f"6T {'đầu' if first else 'cuối'}/{end.year}",
                f"H{1 if first else 2} {end.year}",
            )
        case "quarter":
            place = end.month // 3
            words = f"quý {_ROMAN[place - 1]}/{end.year}", f"Q{place} {end.year}"
        case "month":
            words = f"{end.month:02}/{end.year}", f"{_MONTHS[end.month - 1]} {end.year}"
        case "day":
            day = day_text(end, lang)
            words = (f"lũy kế đến {day}", f"cumulative to {day}") if cumulative else (day, day)
    return words[lang == "en"]


def former_name(area: Area, lang: Lang) -> str:
    """An area's name; one of the 63 says that it is the former one, for the name may live on."""
    name = area.name(lang)
    if area.scheme != "vn63":
        return name
    return f"{name} (cũ)" if lang == "vi" else f"{name} (former)"


def day_text(day: date | datetime, lang: Lang) -> str:
    """A day: 05/07/2022 (two digits, Decree 30/2020) or 5 Jul 2022."""
    if lang == "vi":
        return f"{day.day:02}/{day.month:02}/{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def partial_date_text(written: str, lang: Lang) -> str:
    """A publication date that may be a year, a month or a day; "" when unknown."""
    return period_text(Period.of(written), lang) if written else ""


# Vietnamese dictionaries sort by letter first (a ă â b c d đ e ê …), by tone last.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"


def alphabetical(name: str) -> tuple[str, ...]:
    """A sort key that puts names in the order of a Vietnamese dictionary."""
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", name.lower()):
        parts = unicodedata.normalize("NFD", letter)
        tone = next((t for t in parts if t in _TONES), "")
        base = unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts)
        place = _LETTERS.find(base)
        letters.append(f"{place:02}" if place >= 0 else f" {base}")
        tones.append(str(_TONES.find(tone) + 1) if tone else "0")
    return "".join(letters), "".join(tones)
