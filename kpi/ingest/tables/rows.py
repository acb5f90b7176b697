"""The rows of a planned table → its figure cells, each with everything said of it.

A cell with a fault is kept too, so that its number is checked in the same go and every bad
cell of a row is reported at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from kpi.ingest.formats.sheet import Cell, shown
from kpi.ingest.tables.figure_cells import Slot, Total
from kpi.ingest.tables.footnotes import Footnotes
from kpi.ingest.tables.headings import Heading
from kpi.ingest.tables.ledger import Fault, Ledger
from kpi.ingest.tables.lookup import Lookup, period_text, stated_qualifier, stated_status
from kpi.ingest.tables.notes import said_in_note
from kpi.ingest.tables.passed_rows import PassedRows
from kpi.ingest.tables.plan import DataColumn, Plan
from kpi.ingest.tables.printed_places import Printed, printed_place
from kpi.ingest.tables.questions import (
    concealed,
    merged_value,
    units_differ,
)
from kpi.ingest.tables.vocabulary import Vocabulary, tidy
from kpi.language.number_words import SCALES
from kpi.language.periods import composed_period, split_status
from kpi.language.spelling import plain
from kpi.model import Indicator, ObsStatus, Period, Qualifier, Unit

T = TypeVar("T")
_QUARTERS = ("quy", "quarter")
_ROMAN = ("I", "II", "III", "IV")


class RowReader:
    """Reads the rows of one block."""

    def __init__(self, plan: Plan, lookup: Lookup, vocabulary: Vocabulary, ledger: Ledger) -> None:
        self._plan, self._lookup = plan, lookup
        self._vocabulary, self._ledger = vocabulary, ledger
        self._sheet = plan.block.sheet
        self._passed = PassedRows(plan, lookup, vocabulary, ledger)
        self._down = merged_down(plan)
        self._footnotes = Footnotes(plan.block)
        self._in_notes: dict[str, tuple[Period | None, ObsStatus | None]] = {}
        self._statuses: dict[str, ObsStatus] = {}
        self._period_texts: dict[Cell, str] = {}
        self._is_long = plan.block.is_long
        self.blanks: dict[int, list[tuple[int, int]]] = {}
        self.rows: set[int] = set()
        self.held: list[tuple[int, int]] = []
        self._merged = self._merged_values()
        lookup.gone = not self._is_long and lookup.lists_merged(self._provinces())

    def slots(self, numbers: Iterable[int] | None = None) -> Iterator[Slot]:
        """Every cell that must hold a figure; whatever else the rows hold goes to the ledger.

        Args:
            numbers: of the rows to read, in order; all of the block's when None.
        """
        block = self._plan.block
        for number in range(block.start, block.end) if numbers is None else numbers:
            row = self._sheet.rows[number]
            if any(row) or number in self._passed.struck:
                yield from self._row(number, row)

    def _merged_values(self) -> dict[tuple[int, int], int]:
        """Cells whose one figure stands for several rows or columns → for how many."""
        block, found = self._plan.block, dict[tuple[int, int], int]()
        places = {column.place for column in self._plan.columns}
        for top, left, bottom, right in self._sheet.merged:
            if not block.start <= top < block.end:
                continue
            inside = [place for place in range(left, right + 1) if place in places]
            rows = range(top, min(bottom + 1, block.end))
            count = len({self._name_of(row) for row in rows}) * len(inside)
            if inside and count > 1:
                found[top, left] = count
        return found

    def _provinces(self) -> set[str]:
        """The texts of the column of provinces."""
        place, block = self._plan.labels.get("province"), self._plan.block
        if place is None:
            return set()
        rows = self._sheet.rows[block.start : block.end]
        return {cell for row in rows if place < len(row) and isinstance(cell := row[place], str)}

    def _name_of(self, number: int) -> tuple[str, ...]:
        """The labels of a row, blank ones as those of the row that is merged over it."""
        return tuple(self._texts(number, self._sheet.rows[number]).values())

    def _row(self, number: int, row: Sequence[Cell]) -> Iterator[Slot]:
        texts = self._texts(number, row)
        if not self._plan.exchange and self._passed.passes(number, row, texts):
            return
        self._check_blank(number, row, texts)
        for column in self._plan.columns:
            cell = row[column.place] if column.place < len(row) else ""
            if (fault := self._unread_cell(number, column.place)) is not None:
                self._ledger.report(fault, *self._passed.at(number, column.place))
                self.rows.add(number)
            elif cell == "" and not self._is_long:
                self.blanks.setdefault(column.place, []).append((number, column.place))
            else:
                slot = self._slot(number, row, texts, column, cell)
                self.rows.add(number)
                if slot is None:
                    self.held.append((number, column.place))
                else:
                    yield slot

    def _unread_cell(self, number: int, place: int) -> Fault | None:
        """Why a cell holds no figure of its own: an error, or one figure for several rows."""
        if (number, place) in self._sheet.faults:
            return _error(self._sheet.faults[number, place])
        if (number, place) in self._sheet.concealed:
            return concealed(self._sheet.concealed[number, place])
        count = self._merged.get((number, place))
        return merged_value(count) if count else None

    def _texts(self, number: int, row: Sequence[Cell]) -> dict[str, str]:
        """The row's labels by what they label; "" for a blank one."""
        width = len(row)
        texts: dict[str, str] = {}
        for column, place in self._plan.labels.items():
            cell = row[place] if place < width else ""
            if cell == "" and self._down:
                cell = self._down.get((number, place), "")
            texts[column] = self.text(column, cell)
        if part := texts.get("period_part"):
            texts["period"] = self._within(part, texts.get("period", ""))
        return texts

    def _within(self, part: str, year: str) -> str:
        """A quarter or month in a column of its own, with the year of another: "Quý I năm 2023"."""
        place = self._plan.labels["period_part"]
        word = "quý" if plain(self._plan.block.headings[place].text) in _QUARTERS else "tháng"
        if part.isdigit() or part.upper() in _ROMAN:
            part = f"{word} {part}"
        return composed_period(part, year) if year else part

    def text(self, column: str, cell: Cell) -> str:
        """A label's cell as text."""
        if column == "period":
            return self._period_text(cell)
        return cell.strip() if isinstance(cell, str) else shown(cell)

    def kind_of(self, label: str) -> str:
        """What a label stands for: "area", "nation", "total", a region's plain name, or ""."""
        return self._passed.kind_of(label)

    @property
    def totals(self) -> list[Total]:
        """The cells of sums among the rows read so far."""
        return self._passed.totals

    @property
    def notes(self) -> int:
        """How many rows were notes."""
        return self._passed.notes

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
            self._period_texts[cell] = period_text(cell, from_1904=self._sheet.days_from_1904)
        return self._period_texts[cell]

    def _check_blank(self, number: int, row: Sequence[Cell], labels: Mapping[str, str]) -> None:
        """Tell of a name nobody knows even where the row has no figure that would wait for it."""
        key, name = labels.get("area", ""), labels.get("province", "")
        if self._is_long or not (key or name) or self._passed.kind_of(key or name):
            return
        if any(row[c.place] != "" for c in self._plan.columns if c.place < len(row)):
            return
        column = self._plan.columns[0]
        written = self._period_of(column, labels.get("period", ""), None)
        period = self._ok(number, row, self._lookup.period(written, self._plan.year), column)
        if period is not None:
            self._ok(number, row, self._lookup.area(key, name, period, self._plan.scheme), column)

    def _noted(self, number: int, place: int, note: str) -> tuple[Period | None, ObsStatus | None]:
        """What the row's note says of its figures, or the note that a mark points to."""
        if self._plan.exchange:
            return None, None
        named = [p for n in ("province", "area") if (p := self._plan.labels.get(n)) is not None]
        for at in (place, *named):
            if any(said := self._footnotes.of(number, at)):
                return said
        if not note:
            return None, None
        if note not in self._in_notes:
            self._in_notes[note] = said_in_note(note)
        return self._in_notes[note]

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
        noted, noted_status = self._noted(number, column.place, say("note", ""))
        written = self._period_of(column, say("period", ""), label)
        if noted and (not written or self._is_told_of(noted, written, column)):
            written = noted.key
        period = self._ok(number, row, lookup.period(written, self._plan.year), column)
        area = None
        if period is not None:
            key, name = say("area", ""), say("province", "")
            named = name if key or name else column.area
            found = lookup.area(key, named, period, self._plan.scheme)
            area = self._ok(number, row, found, column)
        indicator = column.indicator
        if indicator is None:
            found_one = lookup.indicator(said, ask=not self._is_long)
            indicator = self._ok(number, row, found_one, column)
        stated = self._unit_of(number, column, say("unit", "") or (label.unit if label else ""))
        unit = None
        if indicator is not None:
            unit = self._ok(
                number, row, self._found_unit(stated, number, column, indicator), column
            )
        fine, qualifier, status = self._extras(number, row, texts, column, label, noted_status)
        cited = lookup.source(say("source", ""), by_id=self._plan.exchange)
        source = self._ok(number, row, cited, column)
        told = printed_place(texts) if self._plan.exchange else Printed()
        printed = self._ok(number, row, told, column)
        if indicator is None or unit is None:
            return None
        return Slot(
            number, column.place, cell, area, period, indicator, unit, stated, status,
            self._period_status(written), qualifier,
            source if fine and printed is not None else None,
            say("as_written", ""), say("note", ""), printed or Printed(),
        )  # fmt: skip

    def _is_told_of(self, noted: Period, written: str, column: DataColumn) -> bool:
        """Whether the day in a row's note is that of a column of this period.

        Of several columns it is that of its own year's result: not of last year's, nor the plan's.
        """
        beside = [c for c in self._plan.columns if c.indicator == column.indicator]
        stands = self._lookup.period(written, self._plan.year)
        if len(beside) == 1 or isinstance(stands, Fault):
            return True
        return column.status in ("", "actual", "estimate") and noted.year == stands.year

    def _unit_of(self, number: int, column: DataColumn, of_row: str) -> str:
        """The unit as written: what a person said, else the row's, the column's, the format's."""
        if "unit" in column.overruled:
            return column.unit
        shown_unit = self._format_unit(number, column)
        return of_row or column.unit or shown_unit

    def _format_unit(self, number: int, column: DataColumn) -> str:
        """The unit that a cell's number format shows behind the number; "" for other letters."""
        text = self._sheet.units.get((number, column.place), "").strip()
        known = self._vocabulary.unit(text) is not None or tidy(text).casefold() in SCALES
        return text if known else ""

    def _found_unit(
        self, stated: str, number: int, column: DataColumn, indicator: Indicator
    ) -> Unit | Fault:
        """The unit; a fault where the cell shows another one than its table says."""
        unit = self._lookup.unit(stated, indicator)
        other = self._format_unit(number, column)
        if isinstance(unit, Fault) or not other or other == stated or "unit" in column.overruled:
            return unit
        beside = self._lookup.unit(other, indicator)
        return unit if isinstance(beside, Fault) or beside == unit else units_differ(stated, other)

    def _period_of(self, column: DataColumn, of_row: str, label: Heading | None) -> str:
        """The written period: of the column, the row and the row's label, where they agree."""
        written = column.period
        if "period" in column.overruled:
            return written
        for more in (of_row, label.period if label else ""):
            written = composed_period(written, more) if written and more else written or more
        return written

    def _extras(
        self, number: int, row: Sequence[Cell], texts: Mapping[str, str], column: DataColumn,
        label: Heading | None, noted: ObsStatus | None,
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
        if "status" in column.overruled:
            said = [column.status]
        elif noted is not None:
            said = [noted]
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
        self._passed.report_once(found, at, place, written)
        return None

    def _period_status(self, written: str) -> ObsStatus:
        if written not in self._statuses:
            self._statuses[written] = split_status(written)[0]
        return self._statuses[written]


def _error(written: str) -> Fault:
    computed = written.startswith("=")
    return Fault(
        "formula-without-value" if computed else "cell-error",
        "value",
        "Công thức chưa có kết quả." if computed else f"Ô báo lỗi của bảng tính ({written}).",
        "Mở bằng Excel, tính lại và lưu, hoặc ghi số vào ô.",
    )


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
