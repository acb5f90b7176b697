"""What the options of a question mean: a clerk chooses between words, never between codes.

Options that name things of the catalogue come with their words (`Problem.labels`), since only
the reader that asks has the catalogue; the fixed ones are worded here, by kind of question.
"""

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Literal

from kpi.catalogue import Catalogue
from kpi.model import Area, Indicator, Period, Problem, Unit
from kpi.wording import period_text

Words = tuple[str, str]
"""The same in Vietnamese and in English."""

Kind = Literal["decimal", "share", "whole", "scheme", "indicator", "unit", "area", "period",
               "value"]  # fmt: skip
"""What stands before the first "|" of `Problem.question`."""

SKIP = "skip"

_FIXED: Mapping[str, Mapping[str, Words]] = {
    "decimal": {
        ",": (
            "Dấu phẩy là dấu thập phân",
            "The comma is the decimal mark",
        ),
        ".": (
            "Dấu chấm là dấu thập phân",
            "The point is the decimal mark",
        ),
    },
    "share": {
        "fraction": ("Phần của 1 (0,57 là 57 %)", "Parts of one (0.57 is 57%)"),
        "percent": ("Phần trăm (0,57 là 0,57 %)", "Per cent (0.57 is 0.57%)"),
    },
    "whole": {
        "keep": ("Giữ số lẻ như đã ghi", "Keep the fraction as written"),
        SKIP: ("Bỏ các ô số lẻ, không nạp", "Leave the cells with fractions out"),
    },
    "scheme": {
        "vn63": ("63 tỉnh, thành (đến 30/6/2025)", "The 63 provinces (to 30 June 2025)"),
        "vn34": ("34 tỉnh, thành (từ 01/7/2025)", "The 34 provinces (from 1 July 2025)"),
    },
    "indicator": {SKIP: ("Bỏ qua, không nạp", "Leave out")},
    "value": {SKIP: ("Không nạp số nào", "Use none of them")},
}


def option_words(problem: Problem, option: str) -> Words:
    """An option of a question as a person would say it, in Vietnamese and in English.

    An option without words of its own is a name written in the file and says itself.
    """
    labels = dict(zip(problem.options, problem.labels, strict=False))
    if option in labels:
        return labels[option]
    kind = problem.question.partition("|")[0]
    if words := _FIXED.get(kind, {}).get(option):
        return words
    if kind == "period":
        with suppress(ValueError):
            period = Period.of(option)
            return period_text(period, "vi"), period_text(period, "en")
    return option, option


def mark_words(mark: str, written: str = "", value: float = 0, usual: Words | None = None) -> Words:
    """A decimal mark, with what it makes of a number; `usual` is the range that leaves.

    The number stands without groups, for how digits are grouped is the very question.
    """
    vi, en = _FIXED["decimal"][mark]
    if written:
        plain = f"{Decimal(repr(value)).normalize():f}"
        vi, en = f"{vi}: {written} là {plain.replace('.', ',')}", f"{en}: {written} is {plain}"
    if usual:
        vi, en = f"{vi} – ngoài khoảng thường gặp ({usual[0]})", f"{en} – unusual ({usual[1]})"
    return vi, en


def value_option(written: str, cells: str) -> str:
    """One of several values of a figure: its text with its cells, so that it stands for no other.

    An answer is remembered for files of the same layout, whose cells hold other values.
    """
    return f"{written} (ô {cells})"


def value_words(written: str, cells: str) -> Words:
    """The same as words."""
    return value_option(written, cells), f"{written} (cell {cells})"


def skip_words(kind: Kind) -> Words:
    """The words of the option that leaves cells out, for a question of this kind."""
    return _FIXED[kind][SKIP]


def area_words(area: Area) -> Words:
    """A province with the side of the merger it is on, for 23 names stand on both."""
    if area.scheme == "vn63":
        return f"{area.name_vi} (cũ, đến 30/6/2025)", f"{area.name_en} (former, to 30 June 2025)"
    if area.scheme == "vn34":
        return f"{area.name_vi} (từ 01/7/2025)", f"{area.name_en} (from 1 July 2025)"
    return area.name_vi, area.name_en


def indicator_words(indicator: Indicator, catalogue: Catalogue) -> Words:
    """An indicator with its unit, which tells many a pair of names apart."""
    unit = catalogue.units[indicator.unit]
    return f"{indicator.name_vi} ({unit.name_vi})", f"{indicator.name_en} ({unit.name_en})"


def unit_words(unit: Unit) -> Words:
    """A unit by its name."""
    return unit.name_vi, unit.name_en
