"""Figures of one kind across two of what tells them apart: area, indicator, year."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from kpi.analysis.restate import Row, rows_of
from kpi.catalogue import Catalogue
from kpi.model import Period

Axis = Literal["area", "indicator", "year"]
Shape = Literal["areas_years", "indicators_years", "areas_indicators"]
AXES: dict[Shape, tuple[Axis, Axis, Axis]] = {
    "areas_years": ("area", "year", "indicator"),
    "indicators_years": ("indicator", "year", "area"),
    "areas_indicators": ("area", "indicator", "year"),
}
"""Of each shape what its rows are, its columns, and what there must be one of."""


@dataclass(frozen=True)
class Pivot:
    """A table across two axes. Rows and columns are area keys, indicator ids or years.

    `cells` has the row of the store's columns by (row, column); where there is none nothing was
    told. `several` lists what there is more than one of on the axis that must be one; then there
    are no cells.
    """

    shape: Shape
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], Row]
    several: tuple[str, ...] = ()

    def figures(self) -> pd.DataFrame:
        """The figures of the cells, row by row."""
        told = [
            self.cells[row, column]
            for row in self.rows
            for column in self.columns
            if (row, column) in self.cells
        ]
        return pd.DataFrame(told)


def pivot(figures: pd.DataFrame, catalogue: Catalogue, shape: Shape) -> Pivot:
    """Figures of one status as a table.

    A year's cell has the figure of the very year, or of a stock the latest day within it; of a
    flow that only shorter periods tell of, it has the latest of them, whose row says which.

    Args:
        figures: the store's columns.
        catalogue: gives areas and indicators their order.
        shape: which two axes.
    """
    down, across, one = AXES[shape]
    told = figures.assign(year=figures["period_end"].dt.year.astype(str))
    left = sorted(told[one].unique(), key=_place(catalogue, one))
    if len(left) > 1:
        return Pivot(shape, (), (), {}, tuple(left))
    cells: dict[tuple[str, str], Row] = {}
    for row in rows_of(told):
        key = str(row[down]), str(row[across])
        if key not in cells or _order(row, catalogue) > _order(cells[key], catalogue):
            cells[key] = row
    rows = sorted({row for row, _ in cells}, key=_place(catalogue, down))
    columns = sorted({column for _, column in cells}, key=_place(catalogue, across))
    return Pivot(shape, tuple(rows), tuple(columns), cells)


def _order(row: Row, catalogue: Catalogue) -> tuple[bool, pd.Timestamp, str]:
    indicator = catalogue.indicators.get(row["indicator"])
    is_year = Period.of(row["period"]).kind == "year"
    flow = indicator is not None and indicator.measure == "flow"
    return (flow and is_year, row["period_end"], row["period"])


def _place(catalogue: Catalogue, axis: Axis) -> Callable[[str], tuple[int, str]]:
    known = {"area": list(catalogue.areas), "indicator": list(catalogue.indicators), "year": []}
    places = {name: place for place, name in enumerate(known[axis])}
    return lambda name: (places.get(name, len(places)), name)
