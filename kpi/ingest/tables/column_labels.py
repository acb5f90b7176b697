"""The labels of a long table, each distinct one understood once.

A group of rows that say the same of everything but the province is judged by its first row,
and so is a group with one province in one boundary scheme. The judges are the readers of
single rows; only what they accept without a word is taken for the whole group.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kpi.ingest.formats.sheet import Cell
from kpi.ingest.tables.figure_cells import Slot
from kpi.ingest.tables.figures import FigureReader
from kpi.ingest.tables.notes import said_in_note
from kpi.ingest.tables.numbers import Cells, texts_of
from kpi.ingest.tables.plan import Plan
from kpi.ingest.tables.printed_places import PLACE, Numbers, are_blank_or_could_be, whole_number
from kpi.ingest.tables.rows import RowReader
from kpi.model import Period, scheme_in_force
from kpi.model.candidates import Mask, combined

Groups = npt.NDArray[np.int64]

# These differ from row to row; all other labels are read together.
_OWN = ("province", "area", "as_written", "note", "words", *PLACE)


@dataclass(frozen=True)
class Label:
    """A column of labels: for each row a code, for each code its text."""

    codes: Groups
    texts: tuple[str, ...]

    def where(self, says: Callable[[str], bool]) -> Mask:
        """The rows whose text is such."""
        return np.array([says(text) for text in self.texts], dtype=bool)[self.codes]

    def numbers(self) -> Numbers:
        """The texts as the numbers of a place, below 0 where they are none."""
        return np.array(list(map(whole_number, self.texts)), dtype=np.int64)[self.codes]

    def of(self, rows: Groups) -> npt.NDArray[np.object_]:
        """The texts of some rows."""
        return np.array(self.texts, dtype=object)[self.codes[rows]]


@dataclass(frozen=True)
class Labels:
    """What the rows say: `plain` are those that say all a figure needs, beyond doubt.

    `heads` are slots that stand for all rows of a group, provinces and numbers apart;
    `areas` the keys of provinces. `first` are rows that cite a source before all others.
    """

    plain: Mask
    heads: Sequence[Slot]
    head_of: Groups
    areas: Sequence[str]
    area_of: Groups
    first: Groups
    own: dict[str, Label]

    def places(self, rows: Groups) -> dict[str, Numbers]:
        """Where documents print the figures of some rows, by the columns of PLACE; -1: blank."""
        blank = np.full(len(rows), -1, dtype=np.int64)
        return {
            name: self.own[name].numbers()[rows] if name in self.own else blank for name in PLACE
        }


class LabelReader:
    """Reads the labels of one table with trial readers, whose ledger nobody reads."""

    def __init__(
        self, plan: Plan, rows: RowReader, figures: FigureReader, *, answered: bool
    ) -> None:
        self._plan, self._rows, self._figures = plan, rows, figures
        self._answered = answered
        self._start = plan.block.start

    def read(self, columns: dict[str, Cells], filled: Mask) -> Labels:
        """The labels by what they label; `filled` are the rows that hold anything."""
        labels = {name: self._label(name, cells) for name, cells in columns.items()}
        plain = filled & self._of_areas(labels)
        if "note" in labels and not self._plan.exchange:
            plain &= ~labels["note"].where(lambda text: any(said_in_note(text)))
        if self._plan.exchange and any(name in labels for name in PLACE):
            plain &= self._of_places(labels, len(filled))
        told = [label for name, label in labels.items() if name not in _OWN]
        head_of, first = _grouped(told, plain)
        slots = [self._head(number) for number in first]
        plain &= np.array([*(slot is not None for slot in slots), False])[head_of]
        heads = [slot for slot in slots if slot is not None]
        renumbered = np.cumsum([0, *(slot is not None for slot in slots)])[:-1]
        head_of = np.append(renumbered, 0)[head_of]
        eras = [self._era(slot.period) for slot in heads if slot.period]
        codes = {era: code for code, era in enumerate(dict.fromkeys(eras))}
        era_of = np.array([*(codes[era] for era in eras), 0], dtype=np.int64)[head_of]
        places = [labels[name] for name in ("province", "area") if name in labels]
        area_of, places_first = _grouped([*places, Label(era_of, tuple(codes))], plain)
        areas = [self._area(number) for number in places_first]
        plain &= np.array([*map(bool, areas), False])[area_of]
        own = {name: label for name, label in labels.items() if name in _OWN}
        citing = first[[slot is not None for slot in slots]]
        return Labels(plain, heads, head_of, areas, area_of, citing, own)

    def _label(self, name: str, cells: Cells) -> Label:
        codes, distinct = distinct_cells(cells)
        return Label(codes, tuple(self._rows.text(name, cell) for cell in distinct))

    def _of_areas(self, labels: dict[str, Label]) -> Mask:
        """Rows that are no totals, headers or notes, because they are labelled by a province."""
        known = np.ones(1, dtype=bool)
        if self._plan.exchange:
            return known
        known, open_ = ~known, known
        for name in ("province", "area"):
            if name in labels:
                known = known | (open_ & labels[name].where(self._is_area))
                open_ = open_ & labels[name].where(lambda text: not text)
        return known

    def _of_places(self, labels: dict[str, Label], count: int) -> Mask:
        """Rows that tell a place in their document in full, or none at all."""
        blank = np.full(count, -1, dtype=np.int64)
        return are_blank_or_could_be(
            {name: labels[name].numbers() if name in labels else blank for name in PLACE}
        )

    def _is_area(self, text: str) -> bool:
        return self._rows.kind_of(text) == "area"

    def _head(self, row: int) -> Slot | None:
        slot = self._rows.sample(self._start + row)
        if slot is None or slot.period is None or slot.source_id is None:
            return None
        status = self._figures.status_of(slot)
        return None if status is None else slot._replace(period_status=status)

    def _era(self, period: Period) -> str:
        """Periods of one era give a province's name one meaning, or ask one by one."""
        first, last = scheme_in_force(period.start), scheme_in_force(period.end)
        return period.key if self._answered or first != last else last

    def _area(self, row: int) -> str:
        slot = self._rows.sample(self._start + row)
        return slot.area.key if slot is not None and slot.area is not None else ""


def distinct_cells(cells: Cells) -> tuple[Groups, Sequence[Cell]]:
    """For each cell a code, and the distinct cells; 1, 1.0 and True are three."""
    texts = texts_of(cells)
    if texts is not None:
        coded = texts.dictionary_encode()
        return coded.indices.to_numpy().astype(np.int64), coded.dictionary.to_pylist()
    seen: dict[tuple[type, Cell], int] = {}
    codes = np.array([seen.setdefault((type(cell), cell), len(seen)) for cell in cells])
    return codes, [cell for _, cell in seen]


def _grouped(labels: Sequence[Label], plain: Mask) -> tuple[Groups, Groups]:
    """For each row its group, -1 outside `plain`; for each group its first row."""
    rows = np.flatnonzero(plain)
    group_of = np.full(len(plain), -1, dtype=np.int64)
    columns = [(label.codes[rows], len(label.texts)) for label in labels]
    group_of[rows] = combined(columns, len(rows))
    first = rows[np.unique(group_of[rows], return_index=True)[1]]
    return group_of, first
