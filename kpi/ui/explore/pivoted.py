"""The figures across two axes, as on paper: what was not told stays blank."""

import pandas as pd
import streamlit as st

from kpi.analysis.observations import MOST
from kpi.analysis.pivot import AXES, Axis, Pivot
from kpi.analysis.restate import Row
from kpi.model import Period
from kpi.ui import draw
from kpi.ui.cells import amount_of, indicator_name, marks_of, period_of
from kpi.ui.data import catalogue
from kpi.ui.explore.listed import area_name
from kpi.ui.literal import literal
from kpi.ui.shown import NO_NUMBER, ShownNumber, column
from kpi.ui.words import lang, say
from kpi.wording import number

_MOST_NAMED = 6


def table(pivot: Pivot) -> None:
    """The table; a row opens the newest figure it shows."""
    down, across, _ = AXES[pivot.shape]
    shown: dict[str, object] = {axis_name(down): [name_of(down, row) for row in pivot.rows]}
    for head in pivot.columns:
        cells = [pivot.cells.get((row, head)) for row in pivot.rows]
        shown[name_of(across, head)] = column([cell(one) for one in cells])
    opens = [_newest(pivot, row) for row in pivot.rows]
    draw.table(pd.DataFrame(shown), opens, f"pivot-{pivot.shape}")


def ask_for_one(pivot: Pivot) -> None:
    """Say what must be chosen before there can be a table."""
    _, _, one = AXES[pivot.shape]
    named = ", ".join(name_of(one, key) for key in pivot.several[:_MOST_NAMED])
    more = len(pivot.several) - _MOST_NAMED
    named += say(f" và {more} nữa", f" and {more} more") if more > 0 else ""
    st.info(
        say(
            f"Dạng bảng này cần đúng một {axis_name(one).lower()}; đang có: {literal(named)}.",
            f"This layout needs one {axis_name(one).lower()}; there are: {literal(named)}.",
        ),
        icon=":material/filter_alt:",
    )


def too_many(total: int) -> None:
    """Say that so many figures are not laid out: a table of a part would look like all."""
    most, told = (number(n, 0, lang()) for n in (MOST, total))
    st.info(
        say(
            f"Có {told} số liệu; dạng bảng này xếp nhiều nhất {most}. Thu hẹp bộ lọc.",
            f"There are {told} figures; this layout takes {most} at most. Narrow the choice.",
        ),
        icon=":material/filter_alt:",
    )


def axis_name(axis: Axis) -> str:
    """What an axis is called."""
    words = {
        "area": ("Tỉnh", "Province"),
        "indicator": ("Chỉ tiêu", "Indicator"),
        "year": ("Năm", "Year"),
    }
    return say(*words[axis])


def name_of(axis: Axis, key: str) -> str:
    """How a row or column of an axis is headed; an indicator with its unit."""
    if axis == "area":
        return area_name(key)
    return indicator_name(key) if axis == "indicator" else key


def cell(row: Row | None) -> ShownNumber:
    """A figure with unit and marks; a part of the year says which."""
    if row is None:
        return NO_NUMBER
    text = amount_of(row) + marks_of(row)
    indicator = catalogue().indicators.get(row["indicator"])
    flow = indicator is not None and indicator.measure == "flow"
    if flow and Period.of(row["period"]).kind != "year":
        text += f" ({period_of(row)})"
    return ShownNumber(row["value"], text)


def _newest(pivot: Pivot, row: str) -> str:
    told = [pivot.cells[row, head] for head in pivot.columns if (row, head) in pivot.cells]
    return str(max(told, key=lambda one: one["period_end"])["obs_id"])
