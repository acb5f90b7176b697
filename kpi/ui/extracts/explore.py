"""The planner's table as it is shown: the whole list behind its pages, or the pivot."""

from collections.abc import Sequence

import pandas as pd

from kpi.analysis.observations import MOST
from kpi.analysis.pivot import AXES, Pivot
from kpi.analysis.restate import Row
from kpi.export.parts import mark_notes
from kpi.model.extract import Cell, Column, Extract
from kpi.ui.cells import amount_of
from kpi.ui.explore.pivoted import axis_name, cell, name_of
from kpi.ui.extracts.common import extract, figure_columns, figure_row, unit_of
from kpi.ui.words import lang, say
from kpi.wording import number

Filters = Sequence[tuple[str, str]]


def of_list(figures: pd.DataFrame, total: int, title: str, filters: Filters) -> Extract:
    """Every figure of the choice, also those on other pages; at most so many (see `MOST`)."""
    notes = mark_notes(figures, lang())
    if total > len(figures):
        most = number(MOST, 0, lang())
        notes.append(
            say(
                f"Tệp có {most} số liệu đầu trong {number(total, 0, lang())}; thu hẹp bộ lọc.",
                f"The first {most} of {number(total, 0, lang())} figures; narrow the choice.",
            )
        )
    return extract(
        title,
        figure_columns(),
        [figure_row(row) for row in figures.to_dict("records")],
        filters=tuple(filters),
        coverage=_counted(total),
        notes=tuple(notes),
        figures=figures.assign(parts=[()] * len(figures)),
    )


def of_pivot(pivot: Pivot, title: str, filters: Filters) -> Extract:
    """The pivot as seen; blank cells stay blank, units stand in the heads where they differ."""
    down, across, _ = AXES[pivot.shape]
    figures = pivot.figures()
    heads = [Column(axis_name(down)), Column(say("Đơn vị tính", "Unit"))]
    heads += [Column(_head(pivot, one), "number") for one in pivot.columns]
    rows: list[tuple[Cell, ...]] = []
    for row in pivot.rows:
        told = [pivot.cells.get((row, head)) for head in pivot.columns]
        units = {unit_of(one["indicator"]) for one in told if one is not None}
        unit = units.pop() if len(units) == 1 and across == "year" else ""
        values = (None if one is None else _cell(one) for one in told)
        rows.append((name_of(down, row), unit, *values))
    return extract(
        title,
        tuple(heads),
        rows,
        filters=tuple(filters),
        coverage=_counted(len(figures)),
        notes=tuple(mark_notes(figures, lang())) if len(figures) else (),
        figures=figures.assign(parts=[()] * len(figures)) if len(figures) else None,
    )


def _cell(row: Row) -> Cell:
    """The number; where that says too little (a hedge, a mark, a part of the year) what is seen."""
    seen = cell(row)
    plain = row["qualifier"] == "exact" and seen.text == amount_of(row)
    return float(row["value"]) if plain else seen.text


def _head(pivot: Pivot, key: str) -> str:
    _, across, _ = AXES[pivot.shape]
    name = name_of(across, key)
    unit = unit_of(key) if across == "indicator" else ""
    return f"{name} ({unit})" if unit else name


def _counted(total: int) -> str:
    told = number(total, 0, lang())
    return say(f"{told} số liệu", f"{told} figures")
