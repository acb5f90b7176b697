"""The figures of rows in which nothing is in doubt, by columns."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kpi.ingest.glance import Glance
from kpi.ingest.grid import column_letters
from kpi.ingest.labels import Groups, Labels
from kpi.ingest.plan import Plan
from kpi.ingest.slots import Slot
from kpi.ingest.values import NumberReader
from kpi.model import Quantity
from kpi.model.candidates import Candidates, coded, spread

# Whole numbers up to this are exact as floats, and so are their products.
_EXACT = 2.0**53


def plain_figures(
    plan: Plan, numbers: NumberReader, labels: Labels, seen: Glance, rows: Groups
) -> Candidates:
    """The figures of some rows, whose labels and numbers are all certain.

    Args:
        plan: of a long table with one column of figures.
        numbers: the reader of its numbers.
        labels: what its rows say.
        seen: its column of figures.
        rows: the rows, counted from the first of the table.
    """
    heads, of = labels.heads, labels.head_of[rows]
    place, start, sheet = plan.columns[0].place, plan.block.start, plan.block.sheet.name
    alike = np.zeros(len(rows), dtype=np.int64)

    def told(texts: Iterable[str]) -> pd.Categorical:
        return spread(coded(list(texts)), of)

    frame = pd.DataFrame(
        {
            "area": spread(coded(labels.areas), labels.area_of[rows]),
            "indicator": told(head.indicator.id for head in heads),
            "period": told(head.period.key for head in heads if head.period),
            "obs_status": told(head.period_status for head in heads),
            "unit": told(head.indicator.unit for head in heads),
            "qualifier": told(head.qualifier or "exact" for head in heads),
            "note": _notes(labels, rows),
            "source_id": told(head.source_id or "" for head in heads),
            "locator_kind": spread(coded(["cell"]), alike),
            "sheet": spread(coded([sheet]), alike),
            "sentence": spread(coded([""]), alike),
            "as_written": _as_written(labels, seen, rows),
            "cell": _addresses(column_letters(place), rows + start),
            "span_start": pd.array([pd.NA], dtype="Int32").take(alike),
            "span_end": pd.array([pd.NA], dtype="Int32").take(alike),
            "value": _in_base_unit(numbers, heads, of, seen.value[rows]),
        }
    )
    return Candidates(frame, {head.period.key: head.period for head in heads if head.period})


def _notes(labels: Labels, rows: Groups) -> pd.Categorical:
    own = labels.own.get("note")
    if own is None:
        return spread(coded([""]), np.zeros(len(rows), dtype=np.int64))
    return spread(coded(own.texts), own.codes[rows])


def _as_written(labels: Labels, seen: Glance, rows: Groups) -> pd.Series:
    written, own = seen.written[rows], labels.own.get("as_written")
    if own is not None:
        stated = own.of(rows)
        written = np.where(stated == "", written, stated)
    return pd.Series(pa.array(written, pa.large_string()), dtype="str")


def _in_base_unit(
    numbers: NumberReader, heads: Sequence[Slot], of: Groups, values: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The values by the factors of their units; what floats would blur goes one by one."""
    factors = np.array([head.unit.factor for head in heads])[of]
    found: npt.NDArray[np.float64] = values * factors
    exact = (values % 1 == 0) & (factors % 1 == 0) & (np.abs(found) < _EXACT)
    for row in np.flatnonzero(~exact & (factors != 1)).tolist():
        head = heads[of[row]]
        quantity = Quantity(float(values[row]), "", unit=head.unit.id)
        found[row] = numbers.in_base_unit(quantity, head.indicator)
    return found


def _addresses(letters: str, rows: Groups) -> pd.Series:
    numbers = pc.cast(pa.array(rows + 1), pa.string())
    return pd.Series(pc.binary_join_element_wise(letters, numbers, ""), dtype="str")
