"""The rows of a planned table → its figure cells, each with everything said of it.

A cell with a fault is kept too, so that its number is checked in the same go and every bad
cell of a row is reported at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from kpi.ingest.formats.sheet import Cell, shown
from kpi.ingest.tables.figure_cells import Slot, Total
from kpi.ingest.tables.headings import Heading
from kpi.ingest.tables.layout import is_figure
from kpi.ingest.tables.ledger import Fault, Ledger, cell_locator
from kpi.ingest.tables.lookup import Lookup, period_text, stated_qualifier, stated_status
from kpi.ingest.tables.notes import NoteFinder
from kpi.ingest.tables.plan import DataColumn, Plan
from kpi.ingest.tables.vocabulary import Vocabulary
from kpi.language.periods import composed_period, split_status
from kpi.language.spelling import plain
from kpi.model import ObsStatus, Qualifier
from kpi.model.figures import LeftOutState

T = TypeVar("T")


class RowReader:
    """Reads the rows of one block."""

    def __init__(self, plan: Plan, lookup: Lookup, vocabulary: Vocabulary, ledger: Ledger) -> None:
        self._plan, self._lookup = plan, lookup
        self._vocabulary, self._ledger = vocabulary, ledger
        self._sheet = plan.block.sheet
        self._header = {
            plain(shown(c))
            for row in self._sheet.rows[plan.block.top : plan.block.start]
            for c in row
        }
        self._down = merged_down(plan)
        self._statuses: dict[str, ObsStatus] = {}
        self._period_texts: dict[Cell, str] = {}
        self._kinds: dict[str, str] = {}
        self._is_long = plan.block.is_long
        self._told: set[tuple[str, int, int]] = set()
        self._notes = NoteFinder(plan, lookup)
        self.totals: list[Total] = []
        self.notes = 0
        self.blanks: dict[int, list[tuple[int, int]]] = {}
        self.rows: set[int] = set()
        self.held: list[tuple[int, int]] = []

    def slots(self, numbers: Iterable[int] | None = None) -> Iterator[Slot]:
        """Every cell that must hold a figure; whatever else the rows hold goes to the ledger.

        Args:
            numbers: of the rows to read, in order; all of the block's when None.
        """
        block = self._plan.block
        for number in range(block.start, block.end) if numbers is None else numbers:
            row = self._sheet.rows[number]
            if any(row):
                yield from self._row(number, row)

    def _row(self, number: int, row: Sequence[Cell]) -> Iterator[Slot]:
        texts = self._texts(number, row)
        if not self._plan.exchange and self._is_beside(number, row, texts):
            return
        self._check_blank(number, row, texts)
        for column in self._plan.columns:
            cell = row[column.place] if column.place < len(row) else ""
            fault = self._sheet.faults.get((number, column.place))
            if fault is not None:
                self._unusable(number, column.place, fault)
            elif cell == "" and not self._is_long:
                self.blanks.setdefault(column.place, []).append((number, column.place))
            else:
                slot = self._slot(number, row, texts, column, cell)
                self.rows.add(number)
                if slot is None:
                    self.held.append((number, column.place))
                else:
                    yield slot

    def _texts(self, number: int, row: Sequence[Cell]) -> dict[str, str]:
        """The row's labels by what they label; "" for a blank one."""
        width = len(row)
        texts: dict[str, str] = {}
        for column, place in self._plan.labels.items():
            cell = row[place] if place < width else ""
            if cell == "" and self._down:
                cell = self._down.get((number, place), "")
            texts[column] = self.text(column, cell)
        return texts

    def text(self, column: str, cell: Cell) -> str:
        """A label's cell as text."""
        if column == "period":
            return self._period_text(cell)
        return cell.strip() if isinstance(cell, str) else shown(cell)

    @property
    def repeats_labels(self) -> bool:
        """Whether labels are merged over several rows."""
        return bool(self._down)

    def sample(self, number: int) -> Slot | None:
        """What a row of a long table says of the figure in it; None when it says too little."""
        row = self._sheet.rows[number]
        (column,) = self._plan.columns
        return self._slot(number, row, self._texts(number, row), column, "")

    def _period_text(self, cell: Cell) -> str:
        if cell not in self._period_texts:
            self._period_texts[cell] = period_text(cell)
        return self._period_texts[cell]

    def _is_beside(self, number: int, row: Sequence[Cell], labels: Mapping[str, str]) -> bool:
        """Whether a row is no row of figures: a total, a repeated header, a note."""
        if not self._is_long and self._lookup.is_left_out(labels.get("indicator", "")):
            self._leave_row(number, row, "Bỏ qua theo trả lời.", "skipped")
            return True
        label = _label(labels)
        kind = self.kind_of(label)
        if kind == "area":
            return False
        figures = [
            c for c in self._plan.columns
            if c.place < len(row)
            and (is_figure(row[c.place]) or (number, c.place) in self._sheet.faults)
        ]  # fmt: skip
        if kind:
            self._total(number, row, label, kind.removeprefix("total"), figures)
            return True
        if figures:
            return False
        texts = [text for c in row if (text := shown(c).strip())]
        if len(texts) > 1 and all(plain(t) in self._header for t in texts):
            self._leave_row(number, row, "Dòng tiêu đề lặp lại.", "header")
            return True
        if self._notes.is_note(number, row, labels, texts):
            self._leave_row(number, row, "Ghi chú, không phải số liệu.", "note")
            self.notes += 1
            return True
        return False

    def _check_blank(self, number: int, row: Sequence[Cell], labels: Mapping[str, str]) -> None:
        """Tell of a name nobody knows even where the row has no figure that would wait for it."""
        key, name = labels.get("area", ""), labels.get("province", "")
        if self._is_long or not (key or name) or self.kind_of(key or name):
            return
        if any(row[c.place] != "" for c in self._plan.columns if c.place < len(row)):
            return
        column = self._plan.columns[0]
        written = self._period_of(column, labels.get("period", ""), None)
        period = self._ok(number, row, self._lookup.period(written, self._plan.year), column)
        if period is not None:
            self._ok(number, row, self._lookup.area(key, name, period), column)

    def kind_of(self, label: str) -> str:
        """What a label stands for: "area", "total", the plain name of a region, or ""."""
        if label not in self._kinds:
            self._kinds[label] = self._kind(label)
        return self._kinds[label]

    def _kind(self, label: str) -> str:
        if not label:
            return ""
        known = self._vocabulary.is_area(label)
        if self._vocabulary.is_total(label) and not (self._is_long and known):
            # A long table may well state the nation's own figure; a wide one lists provinces.
            return "total"
        return "area" if known else self._vocabulary.region(label)

    def _total(
        self, number: int, row: Sequence[Cell], label: str, region: str,
        figures: Sequence[DataColumn],
    ) -> None:  # fmt: skip
        is_sum = bool(region) or self._vocabulary.is_sum(label)
        for column in figures:
            cell = row[column.place]
            self.totals.append(Total(number, column.place, cell, label, region, is_sum))
        reason = f"Dòng tổng '{label}'." if figures else f"Tên vùng '{label}'."
        self._leave_row(number, row, reason, "total")

    def _leave_row(
        self, number: int, row: Sequence[Cell], reason: str, state: LeftOutState
    ) -> None:
        filled = [place for place, cell in enumerate(row) if cell != ""]
        written = " | ".join(shown(row[place]) for place in filled)
        where = cell_locator(self._sheet.name, number, filled[0])
        self._ledger.leave_out(where, written[:300], reason, state)

    def _unusable(self, number: int, place: int, written: str) -> None:
        computed = written.startswith("=")
        fault = Fault(
            "formula-without-value" if computed else "cell-error",
            "value",
            "Công thức chưa có kết quả." if computed else "Ô báo lỗi của Excel.",
            "Mở bằng Excel, tính lại và lưu, hoặc ghi số vào ô.",
        )
        self._ledger.report(fault, cell_locator(self._sheet.name, number, place), written)
        self.rows.add(number)

    def _slot(
        self,
        number: int,
        row: Sequence[Cell],
        texts: Mapping[str, str],
        column: DataColumn,
        cell: Cell,
    ) -> Slot | None:
        """None when the indicator or its unit is unknown, without which no number is read."""
        lookup, say = self._lookup, texts.get
        said = say("indicator", "") if column.indicator is None else ""
        label = lookup.label(said) if said else None
        written = self._period_of(column, say("period", ""), label)
        period = self._ok(number, row, lookup.period(written, self._plan.year), column)
        area = None
        if period is not None:
            key, name = say("area", ""), say("province", "")
            found = lookup.area(key, name if key or name else column.area, period)
            area = self._ok(number, row, found, column)
        indicator = column.indicator
        if indicator is None:
            found_one = lookup.indicator(said, ask=not self._is_long)
            indicator = self._ok(number, row, found_one, column)
        stated = say("unit", "") or (label.unit if label else "") or column.unit
        unit = self._ok(number, row, lookup.unit(stated, indicator), column) if indicator else None
        fine, qualifier, status = self._extras(number, row, texts, column, label)
        source = self._ok(number, row, lookup.source(say("source", "")), column)
        if indicator is None or unit is None:
            return None
        return Slot(
            number, column.place, cell, area, period, indicator, unit, stated, status,
            self._period_status(written), qualifier, source if fine else None,
            say("as_written", ""), say("note", ""),
        )  # fmt: skip

    def _period_of(self, column: DataColumn, of_row: str, label: Heading | None) -> str:
        """The written period: of the column, the row and the row's label, where they agree."""
        written = column.period
        for more in (of_row, label.period if label else ""):
            written = composed_period(written, more) if written and more else written or more
        return written

    def _extras(
        self, number: int, row: Sequence[Cell], texts: Mapping[str, str], column: DataColumn,
        label: Heading | None,
    ) -> tuple[bool, Qualifier | None, ObsStatus | None]:  # fmt: skip
        """Qualifier and status as cells and headings state them; False where one is unknown."""
        qualifier: Qualifier | None = None
        status: ObsStatus | None = None
        fine = True
        if written := texts.get("qualifier"):
            found = stated_qualifier(written, exchange=self._plan.exchange)
            qualifier = self._ok(number, row, found, column)
            fine = qualifier is not None
        said = [s for s in (texts.get("status"), label and label.status, column.status) if s]
        if said:
            told = stated_status(said, exchange=self._plan.exchange)
            status = self._ok(number, row, told, column)
            fine = fine and status is not None
        return fine, qualifier, status

    def _ok(
        self, number: int, row: Sequence[Cell], found: T | Fault, column: DataColumn
    ) -> T | None:
        """The answer, or None with its fault reported at the cell that caused it."""
        if not isinstance(found, Fault):
            return found
        place = self._plan.labels.get(found.column)
        if place is None and found.column == "area":
            place = self._plan.labels.get("province")
        if place is None and found.column in ("province", "area"):
            place = self._plan.labels.get("province", self._plan.labels.get("area"))
        if place is None:
            at, place = self._plan.block.start - 1, column.place
            written = column.heading.text
        else:
            at, written = number, shown(row[place]) if place < len(row) else ""
        self._report_once(found, at, place, written)
        return None

    def _report_once(self, fault: Fault, row: int, place: int, written: str) -> None:
        """A row of many figures tells of its label once."""
        mark = (fault.code, row, place)
        if mark not in self._told:
            self._told.add(mark)
            self._ledger.report(fault, cell_locator(self._sheet.name, row, place), written)

    def _period_status(self, written: str) -> ObsStatus:
        if written not in self._statuses:
            self._statuses[written] = split_status(written)[0]
        return self._statuses[written]


def _label(labels: Mapping[str, str]) -> str:
    """What a row is called by: its province, else its indicator."""
    return labels.get("province") or labels.get("area") or labels.get("indicator", "")


def merged_down(plan: Plan) -> dict[tuple[int, int], Cell]:
    """By row and column the label of the cells below it."""
    sheet = plan.block.sheet
    down: dict[tuple[int, int], Cell] = {}
    places = set(plan.labels.values())
    for top, left, bottom, _ in sheet.merged:
        if left in places and plan.block.start <= top < min(bottom, plan.block.end):
            cell = sheet.rows[top][left] if left < len(sheet.rows[top]) else ""
            last = min(bottom + 1, plan.block.end)
            down.update({(row, left): cell for row in range(top + 1, last)})
    return down
