"""What every extract says beside its rows: documents, marks, the day figures speak to."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from kpi.analysis.ranking import Ranking
from kpi.model import Indicator, Lang
from kpi.model.extract import Cited
from kpi.wording import Scale, day_text, partial_date_text

_MARKS = (("disputed", "†"), ("flagged", "‡"), ("computed", "°"))
_MEANINGS = (
    ("disputed", "†: các nguồn ghi khác nhau", "†: sources disagree"),
    ("flagged", "‡: độ lớn bất thường, giữ như in", "‡: unusual size, kept as printed"),
    ("computed", "°: hạng tính từ điểm công bố", "°: rank computed from published scores"),
    (
        "parts",
        "∑: gộp từ các tỉnh trước sáp nhập theo quy tắc của chỉ tiêu",
        "∑: rolled up from the provinces before the merger by the indicator's rule",
    ),
)


def cited(figures: pd.DataFrame, lang: Lang) -> tuple[Cited, ...]:
    """The documents behind figures (the store's columns), the most used first."""
    if figures.empty:
        return ()
    keys = ["source_title", "publisher", "published_on", "url"]
    counted = figures[keys].fillna("").groupby(keys, sort=False).size()
    ordered = counted.sort_values(ascending=False, kind="stable")
    return tuple(
        Cited(title, publisher, partial_date_text(day, lang), url, int(count))
        for (title, publisher, day, url), count in ordered.items()
        if title
    )


def cut_off(figures: pd.DataFrame, lang: Lang) -> str:
    """To which day the figures speak; "" without figures."""
    if figures.empty:
        return ""
    day = day_text(figures["period_end"].max(), lang)
    return f"số liệu đến {day}" if lang == "vi" else f"figures to {day}"


def marks(row: Mapping[str, Any]) -> str:
    """The small marks beside a figure, as on the screen, and ∑ for one that was rolled up."""
    told = "".join(mark for column, mark in _MARKS if row.get(column))
    return told + ("∑" if len(row.get("parts") or ()) > 1 else "")


def mark_notes(figures: pd.DataFrame, lang: Lang) -> list[str]:
    """What the marks mean, those that occur."""
    found = []
    for column, vi, en in _MEANINGS:
        if column not in figures:
            continue
        having = figures[column]
        occurs = having.map(len).gt(1) if column == "parts" else having.astype(bool)
        if occurs.any():
            found.append(vi if lang == "vi" else en)
    return found


def break_notes(indicator: Indicator, lang: Lang) -> list[str]:
    """From which days the series of an indicator does not continue, and why."""
    words = "Chuỗi số ngắt từ" if lang == "vi" else "The series breaks on"
    return [
        f"{words} {day_text(one.on, lang)}: {one.note_vi if lang == 'vi' else one.note_en}"
        for one in indicator.breaks
    ]


def in_scale(value: float, scale: Scale) -> float:
    """A value in the unit of a column's head, with every digit it has."""
    if scale.divisor == 1:
        return float(value)
    return float(Decimal(repr(float(value))) / Decimal(scale.divisor))


def earlier_text(ranking: Ranking, lang: Lang) -> str:
    """How many provinces are shown with a figure of a year before; "" for none."""
    count = len(ranking.earlier)
    if not count:
        return ""
    return (
        f"{count} tỉnh dùng số liệu năm trước"
        if lang == "vi"
        else f"{count} with a figure of an earlier year"
    )
