"""What the extracts of all pages share: language, day, address and the stem of the file's name."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kpi.export.parts import cited, cut_off, marks
from kpi.model.extract import Cell, Column, Extract
from kpi.ui import links, url
from kpi.ui.cells import indicator_name, period_of
from kpi.ui.data import catalogue
from kpi.ui.day import shown_day, today
from kpi.ui.words import former, lang, say
from kpi.wording import hedge, partial_date_text, status_word

_UNTOLD = ("lang", "mine", "figure")
"""Parameters of an address that do not tell one view's files from another's."""
_FIRST = ("indicator", "area", "areas", "period", "scheme")
_PLAIN = ("", "actual", "reported")
"""Choices that go without saying."""
_LONGEST = 80


def file_stem() -> str:
    """The page and its choices in ASCII: ranking-dti_score-2024-vn34, with `as_of` where set."""
    choices = url.complete()
    names = dict.fromkeys([*_FIRST, *choices])
    told = [choices[n] for n in names if n not in _UNTOLD and choices.get(n, "") not in _PLAIN]
    words = "-".join([url.shown_page(), *told])
    return re.sub(r"[^A-Za-z0-9_.]+", "-", words).strip("-.")[:_LONGEST].rstrip("-.")


def extract(
    title: str, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]], **told: Any
) -> Extract:
    """The extract of the view that is shown, with its language, days, address and file's name.

    Documents and cut-off follow from `figures` where they are not told otherwise.
    """
    figures = told.get("figures")
    if figures is not None:
        told = {"sources": cited(figures, lang()), "cut_off": cut_off(figures, lang()), **told}
    return Extract(
        name=file_stem(),
        lang=lang(),
        title=title,
        subtitle=told.pop("subtitle", ""),
        columns=columns,
        rows=tuple(rows),
        taken_on=today(),
        address=links.address(),
        as_of=shown_day(),
        **told,
    )


def figure_columns() -> tuple[Column, ...]:
    """The columns of a list of figures of several indicators, one row a figure."""
    return (
        Column(say("Tỉnh", "Province")),
        Column(say("Mã tỉnh", "Province code"), file_only=True),
        Column(say("Chỉ tiêu", "Indicator")),
        Column(say("Kỳ", "Period")),
        Column(say("Giá trị", "Value"), "number"),
        Column(say("Đơn vị tính", "Unit")),
        Column(say("Trạng thái", "Status")),
        Column(say("Mức chính xác", "Qualifier"), file_only=True),
        Column(say("Dấu", "Marks")),
        Column(say("Tài liệu", "Document")),
        Column(say("Nơi công bố", "Publisher"), file_only=True),
        Column(say("Ngày công bố", "Published"), file_only=True),
        Column(say("Liên kết", "Link"), file_only=True),
    )


def figure_row(row: Mapping[str, Any]) -> tuple[Cell, ...]:
    """One figure (a row of the store's columns) under `figure_columns`."""
    told = dict(row)
    return (
        former(catalogue().area(row["area"])),
        row["area"],
        indicator_name(row["indicator"]),
        period_of(told),
        float(row["value"]),
        unit_of(row["indicator"]),
        status_word(row["obs_status"], lang()),
        hedge(row["qualifier"], lang()),
        marks(told),
        row["source_title"],
        row["publisher"] or "",
        partial_date_text(row["published_on"] or "", lang()),
        row["url"] or "",
    )


def unit_of(indicator_id: str) -> str:
    """The unit's name in the reader's language, "" where the catalogue has lost the indicator."""
    indicator = catalogue().indicators.get(indicator_id)
    return "" if indicator is None else catalogue().units[indicator.unit].name(lang())
