"""Numbers that nothing is in doubt about, told at a glance: one, or a whole column at once.

Nearly every cell is one of these; the full reader would say the same at twenty times the cost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kpi.ingest.grid import Cell, shown
from kpi.model import Quantity, Unit
from kpi.model.candidates import Mask
from kpi.quantities.digits import Mark

Cells: TypeAlias = Sequence[Cell] | pa.Array
"""A column of cells, as Arrow keeps it where all are texts."""

MARKS: tuple[Mark, ...] = (",", ".")
EITHER_WAY = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,14})")
_GROUPING: dict[Mark, str] = {",": ".", ".": ","}
_GROUPED: dict[Mark, re.Pattern[str]] = {
    ",": re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}"),
    ".": re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}"),
}
_SEVERAL_GROUPS = 1e6
_TEXT, _NUMBER = 1, 2
_KINDS: dict[type, int] = {str: _TEXT, float: _NUMBER}
# Eighteen digits are more than a float tells apart; four hundred would read as infinity.
MACHINE_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")


def at_a_glance(written: str, decimal: Mark | None, unit: Unit, *, whole: bool) -> Quantity | None:
    """A bare whole number, or thousands where the unit counts; None for anything else."""
    if _PLAIN.fullmatch(written):
        return Quantity(float(written), written, unit=unit.id)
    if whole:
        for mark in (decimal,) if decimal else MARKS:
            if _GROUPED[mark].fullmatch(written):
                digits = written.replace(".", "").replace(",", "")
                return Quantity(float(digits), written, unit=unit.id)
    return None


@dataclass(frozen=True)
class Glance:
    """A column of cells seen at once: their values where they are `sure` or `grouped`.

    `grouped[mark]` are the cells whose digits are grouped as they are where `mark` is decimal.
    """

    value: npt.NDArray[np.float64]
    written: npt.NDArray[np.object_]
    sure: Mask
    grouped: dict[Mark, Mask]

    def read(self, marks: Sequence[Mark | None], mark_of: npt.NDArray[np.int64]) -> Mask:
        """Which cells are certain, each under one of `marks`; None is either."""
        known = self.sure.copy()
        for mark in MARKS:
            held = np.array([one in (None, mark) for one in marks], dtype=bool)
            known |= self.grouped[mark] & held[mark_of]
        return known

    def witnesses(self, some: Mask) -> npt.NDArray[np.int64]:
        """Places among some cells that show a mark: thousands alone could be decimals."""
        shown_by = np.zeros(len(some), dtype=bool)
        for mark in MARKS:
            shown_by |= self.grouped[mark]
        return np.flatnonzero(shown_by & some & (self.value >= _SEVERAL_GROUPS))


def glance(cells: Cells, whole: Mask, *, exchange: bool) -> Glance:
    """A column of cells.

    Args:
        cells: texts or numbers; whatever else there is is left to the full reader.
        whole: where the figures count whole things.
        exchange: whether the table is in the program's own form.
    """
    texts = texts_of(cells)
    if texts is not None:
        return _texts(texts, texts.to_numpy(zero_copy_only=False), whole, exchange=exchange)
    every = np.empty(len(cells), dtype=object)
    every[:] = cells
    kinds = np.array([_KINDS.get(type(cell), 0) for cell in cells], dtype=np.int8)
    seen = Glance(
        np.full(len(every), np.nan),
        every,
        np.zeros(len(every), dtype=bool),
        {mark: np.zeros(len(every), dtype=bool) for mark in MARKS},
    )
    written, numbers = (np.flatnonzero(kinds == kind) for kind in (_TEXT, _NUMBER))
    some = _texts(pa.array(every[written], pa.string()), every[written], whole[written],
                  exchange=exchange)  # fmt: skip
    seen.value[written], seen.sure[written] = some.value, some.sure
    for mark in MARKS:
        seen.grouped[mark][written] = some.grouped[mark]
    found = every[numbers].astype("float64")
    fits = np.isfinite(found) & (found >= 0) & ~(whole[numbers] & (np.mod(found, 1) != 0))
    seen.value[numbers], seen.sure[numbers] = found, fits
    every[numbers] = [shown(cell) for cell in every[numbers]]
    return seen


def texts_of(cells: Cells) -> pa.Array | None:
    """A column of nothing but texts as Arrow keeps it; None of any other."""
    if isinstance(cells, pa.Array):
        return cells
    try:
        return pa.array(cells, pa.string())
    except (TypeError, ValueError):  # a number, a date; half a letter that is in no encoding
        return None


def _texts(
    texts: pa.Array, written: npt.NDArray[np.object_], whole: Mask, *, exchange: bool
) -> Glance:
    value = np.full(len(texts), np.nan)
    sure = _matches(texts, MACHINE_NUMBER if exchange else _PLAIN)
    grouped: dict[Mark, Mask] = {}
    if exchange:
        sure &= ~np.asarray(pc.starts_with(texts, "-"))
    value[sure] = pc.cast(texts.filter(pa.array(sure)), pa.float64())
    for mark in MARKS:
        mask = grouped[mark] = ~sure & whole
        if not exchange and mask.any():
            mask &= _matches(texts, _GROUPED[mark])
            digits = pc.replace_substring(texts.filter(pa.array(mask)), _GROUPING[mark], "")
            value[mask] = pc.cast(digits, pa.float64())
        else:
            mask[:] = False
    return Glance(value, written, sure, grouped)


def _matches(texts: pa.Array, pattern: re.Pattern[str]) -> Mask:
    return np.asarray(pc.match_substring_regex(texts, rf"\A(?:{pattern.pattern})\z"))
