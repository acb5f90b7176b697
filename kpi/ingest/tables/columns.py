"""A long table read by columns: what many rows say alike is looked up once.

Rows in which nothing is in doubt never become objects. All others, and every number that is
not plain at a glance, go through the readers of rows and figures, in the order of the file;
since only they have anything to report, the ledger is the same as if every row had gone there.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kpi.ingest.formats.csv import PlainRows
from kpi.ingest.formats.sheet import column_letters
from kpi.ingest.tables.column_labels import Groups, LabelReader, Labels
from kpi.ingest.tables.decimal_marks import Others
from kpi.ingest.tables.figure_cells import Slot
from kpi.ingest.tables.figures import FigureReader
from kpi.ingest.tables.ledger import Ledger
from kpi.ingest.tables.lookup import Lookup
from kpi.ingest.tables.numbers import MARKS, Cells, Glance, NumberReader, glance
from kpi.ingest.tables.plan import Plan
from kpi.ingest.tables.printed_places import Numbers
from kpi.ingest.tables.rows import RowReader
from kpi.ingest.tables.vocabulary import Vocabulary
from kpi.language.digits import Mark
from kpi.model import Candidate, Quantity
from kpi.model.candidates import Candidates, Mask, coded, spread
from kpi.model.scans import NOT_SEEN

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
            "note": _own(labels, "note", rows),
            "source_id": told(head.source_id or "" for head in heads),
            "locator_kind": spread(coded(["cell"]), alike),
            "sheet": spread(coded([sheet]), alike),
            "sentence": spread(coded([""]), alike),
            "seen": spread(coded([NOT_SEEN]), alike),
            "as_written": _as_written(labels, seen, rows),
            "cell": _addresses(column_letters(place), rows + start),
            "words": _own(labels, "words", rows),
            **{name: _known(told_at) for name, told_at in labels.places(rows).items()},
            "value": _in_base_unit(numbers, heads, of, seen.value[rows]),
        }
    )
    return Candidates(frame, {head.period.key: head.period for head in heads if head.period})


def _own(labels: Labels, name: str, rows: Groups) -> pd.Categorical:
    """A column of texts that differ from row to row; blank where the table has none."""
    own = labels.own.get(name)
    if own is None:
        return spread(coded([""]), np.zeros(len(rows), dtype=np.int64))
    return spread(coded(own.texts), own.codes[rows])


def _known(numbers: Numbers) -> pd.arrays.IntegerArray:
    """Numbers of places, those below 0 as missing."""
    return pd.arrays.IntegerArray(numbers.astype("int32"), numbers < 0)


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


LEAST_ROWS = 500
"""Below this the frames cost more than they save."""


class LongTable:
    """Reads the rows of one long table with one column of figures."""

    def __init__(
        self,
        plan: Plan,
        lookup: Lookup,
        vocabulary: Vocabulary,
        numbers: NumberReader,
        ledger: Ledger,
    ) -> None:
        self._plan, self._lookup, self._numbers = plan, lookup, numbers
        self.rows = RowReader(plan, lookup, vocabulary, ledger)
        self.figures = FigureReader(plan, numbers, ledger)
        aside = ledger.aside()
        self._trial = RowReader(plan, lookup, vocabulary, aside)
        self._labels = LabelReader(
            plan, self._trial, FigureReader(plan, numbers, aside), answered=ledger.answered
        )
        self._place = plan.columns[0].place
        self._start = plan.block.start
        self.plain_rows = 0

    @property
    def fits(self) -> bool:
        """Whether the table is one that columns pay for."""
        block = self._plan.block
        return (
            block.is_long
            and len(self._plan.columns) == 1
            and block.end - block.start >= LEAST_ROWS
            and not self.rows.repeats_labels
            and not self._plan.breakdowns
            and not block.sheet.hidden_rows
        )

    def read(self) -> Candidates:
        """Every figure that could be read, in the order of the rows."""
        columns, filled = self._columns()
        cited = dict(self._lookup.cited)
        labels = self._labels.read(
            {name: columns[place] for name, place in self._plan.labels.items()}, filled
        )
        self._lookup.cited = cited
        whole = self._of_heads(labels, [self._numbers.is_whole(h.indicator, h.unit)
                                        for h in labels.heads])  # fmt: skip
        seen = glance(columns[self._place], whole, exchange=self._plan.exchange)
        either: list[Mark | None] = [None] * (len(labels.heads) + 1)
        plain = labels.plain & seen.read(either, labels.head_of) & ~self._marked(len(filled))
        beside = self._beside(labels, plain, seen)
        plain &= ~self._on_open_scale(labels, seen)
        slots = self._slots(filled & ~plain, labels.first, plain)
        others = self._witnesses(labels, plain, seen)
        marks = self.figures.marks(slots, others)
        held = [marks.at(self._place, head.indicator.id).mark for head in labels.heads]
        doubtful = plain & ~seen.read([*held, None], labels.head_of)
        slots += self.rows.slots((self._start + np.flatnonzero(doubtful)).tolist())
        slots.sort(key=lambda slot: slot.row)
        plain &= ~doubtful
        self.plain_rows = int(plain.sum())
        odd = self.figures.candidates(slots, others, beside)
        rows = np.flatnonzero(plain)
        return self._merged(plain_figures(self._plan, self._numbers, labels, seen, rows), rows, odd)

    def slots(self, found: Candidates) -> list[Slot]:
        """The cells of one figure's column, to be summed up; [] where several are mixed.

        As `RowReader.slots`, but nothing is reported again.
        """
        mixed = np.unique(found.ids(("indicator", "period"))).size > 1
        return [] if mixed else list(self._trial.slots())

    def _columns(self) -> tuple[dict[int, Cells], Mask]:
        """The columns that are read, "" where a row ends before them; which rows hold anything."""
        places = {self._place, *self._plan.labels.values()}
        width = max(places) + 1
        rows = self._plan.block.sheet.rows[self._start : self._plan.block.end]
        every: Sequence[Cells]
        if isinstance(rows, PlainRows):
            every, filled = rows.columns(max(width, len(self._plan.block.headings)))
        else:
            filled = np.fromiter(map(any, rows), bool, len(rows))
            every = list(zip(*([*row, *[""] * (width - len(row))] for row in rows), strict=False))
        return {place: every[place] for place in places}, filled

    def _of_heads(self, labels: Labels, values: Sequence[bool]) -> Mask:
        return np.array([*values, False], dtype=bool)[labels.head_of]

    def _marked(self, count: int) -> Mask:
        """Cells that show a percentage, or a fault in place of a value."""
        sheet = self._plan.block.sheet
        marked = np.zeros(count, dtype=bool)
        rows = [row for row, place in (*sheet.percent, *sheet.faults) if place == self._place]
        marked[[row - self._start for row in rows if 0 <= row - self._start < count]] = True
        return marked

    def _beside(
        self, labels: Labels, plain: Mask, seen: Glance
    ) -> dict[tuple[int, str], list[float]]:
        """By indicator the rates above 1: beside them a number below may be a share."""
        rates = self._of_heads(labels, [head.indicator.unit == "%" for head in labels.heads])
        rows = np.flatnonzero(plain & rates & (seen.value > 1))
        found: dict[tuple[int, str], list[float]] = {}
        for head in np.unique(labels.head_of[rows]).tolist():
            key = self._place, labels.heads[head].indicator.id
            values = seen.value[rows[labels.head_of[rows] == head]]
            found.setdefault(key, []).extend(values.tolist())
        return found

    def _on_open_scale(self, labels: Labels, seen: Glance) -> Mask:
        """Rows whose number may be a share, an amount without a unit, a score out of a thousand."""
        if self._plan.exchange:
            return np.zeros(1, dtype=bool)
        rates = self._of_heads(labels, [head.indicator.unit == "%" for head in labels.heads])
        others = self._of_heads(
            labels,
            [
                (head.indicator.kind == "money" and not head.stated_unit)
                or (head.indicator.kind == "score" and self._plan.out_of is not None)
                for head in labels.heads
            ],
        )
        return (rates & (seen.value <= 1)) | others

    def _witnesses(self, labels: Labels, plain: Mask, seen: Glance) -> Others:
        """By indicator the texts that show a decimal mark: one of each is enough."""
        texts: dict[tuple[int, str], set[str]] = {
            (self._place, head.indicator.id): set() for head in labels.heads
        }
        rows = seen.witnesses(plain)
        for mark in MARKS:
            grouped = rows[seen.grouped[mark][rows]]
            heads, first = np.unique(labels.head_of[grouped], return_index=True)
            for head, row in zip(heads.tolist(), grouped[first].tolist(), strict=True):
                texts[self._place, labels.heads[head].indicator.id].add(seen.written[row])
        return texts

    def _slots(self, odd: Mask, citing: Groups, plain: Mask) -> list[Slot]:
        """The slots of rows in doubt; sources are cited in the order of the rows."""
        found: list[Slot] = []
        for row in np.union1d(np.flatnonzero(odd), citing[plain[citing]]).tolist():
            if plain[row]:
                self._trial.sample(self._start + row)
            else:
                found += self.rows.slots([self._start + row])
        return found

    def _merged(self, plain: Candidates, rows: Groups, odd: Sequence[Candidate]) -> Candidates:
        """Plain figures and the others, in the order of the rows."""
        if not odd:
            return plain
        letters = len(column_letters(self._place))
        places = [int(one.locator.cell[letters:]) - 1 - self._start for one in odd]
        order = np.argsort(np.concatenate([rows, np.array(places)]), kind="stable")
        return Candidates.joined([plain, Candidates.of(odd)]).taken(order)
