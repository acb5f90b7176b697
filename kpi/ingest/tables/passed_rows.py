"""Rows of a planned table that hold no figure of a province, and what becomes of them.

Sums of others, repeated headers and notes; rows of a part of the province, of a district; rows
that are hidden or struck out. Each is left out with its reason, or asked about.
"""

from collections.abc import Mapping, Sequence

from kpi.ingest.formats.sheet import Cell, column_letters, shown
from kpi.ingest.tables.figure_cells import Total
from kpi.ingest.tables.label_columns import Breakdown
from kpi.ingest.tables.layout import is_figure
from kpi.ingest.tables.ledger import Fault, Ledger, cell_locator, cells_locator
from kpi.ingest.tables.lookup import Lookup
from kpi.ingest.tables.notes import NoteFinder
from kpi.ingest.tables.parts import is_whole
from kpi.ingest.tables.plan import DataColumn, Plan
from kpi.ingest.tables.questions import (
    KEEP,
    SKIP,
    WHOLE,
    hidden_asked,
    no_whole,
    part_asked,
    section_below,
    some_below,
    struck_out,
)
from kpi.ingest.tables.vocabulary import Vocabulary
from kpi.language.spelling import plain
from kpi.model import Locator
from kpi.model.figures import LeftOutState

# Labels that name a row.
_NAMES = ("province", "area", "indicator")


class PassedRows:
    """Decides of each row of one table whether its figures are to be read.

    `totals` are the cells of sums met so far, to be held against the others; `notes` counts notes.
    """

    def __init__(self, plan: Plan, lookup: Lookup, vocabulary: Vocabulary, ledger: Ledger) -> None:
        self._plan, self._lookup = plan, lookup
        self._vocabulary, self._ledger = vocabulary, ledger
        self._sheet = plan.block.sheet
        self._is_long = plan.block.is_long
        self._header = {
            plain(shown(c))
            for row in self._sheet.rows[plan.block.top : plan.block.start]
            for c in row
        }
        self._parts: dict[int, list[str]] = {}
        self._whole: dict[int, frozenset[str]] = {}
        self._in_section = False
        self._kinds: dict[str, str] = {}
        self._told: set[tuple[str, int, int]] = set()
        self._notes = NoteFinder(plan, lookup)
        self.struck = {row for row, _ in self._sheet.struck}
        self.totals: list[Total] = []
        self.notes = 0

    def passes(self, number: int, row: Sequence[Cell], labels: Mapping[str, str]) -> bool:
        """Whether a row is of a part of the province, struck out, hidden, or no row of figures."""
        return (
            self._is_struck(number, row, labels)
            or self._is_in_section(number, row, labels)
            or self._is_part(number, row, labels)
            or self._is_beside(number, row, labels)
            or self._is_hidden(number, row)
        )

    def _is_in_section(self, number: int, row: Sequence[Cell], labels: Mapping[str, str]) -> bool:
        """Whether a row stands below a line that begins another part of the table.

        "Chỉ số phát triển (Năm trước = 100)" over the same columns makes other figures of them.
        """
        if self._is_long:
            return False
        if self._in_section:
            self._leave_row(number, row, "Thuộc phần khác của bảng.", "skipped")
            return True
        texts = {shown(row[c.place]).strip() for c in self._plan.columns if c.place < len(row)}
        text = next(iter(texts - {""}), "")
        if any(labels.values()) or len(texts - {""}) != 1 or is_figure(text) or len(text) < 4:
            return False
        heading = self._lookup.label(text)
        if not heading.unknown and not heading.compared and heading.indicator is None:
            return False  # a unit or a period of its own row
        if len([cell for cell in row if cell != ""]) > 1 or not self._has_figures_below(number):
            return False
        self._in_section = True
        place = next(p for p, cell in enumerate(row) if cell != "")
        self._ledger.report(section_below(text), *self.at(number, place))
        self._leave_row(number, row, "Dòng mở đầu phần khác của bảng.", "skipped")
        return True

    def _has_figures_below(self, number: int) -> bool:
        rows = range(number + 1, self._plan.block.end)
        return any(self._figures_of(at, self._sheet.rows[at]) for at in rows)

    def _is_part(self, number: int, row: Sequence[Cell], labels: Mapping[str, str]) -> bool:
        """Whether a row is of a district, a sex, an operator; asked where no row is of all."""
        if not self._plan.breakdowns or not self._figures_of(number, row):
            return False
        name = _label(labels)
        return any(self._is_part_by(b, number, row, name) for b in self._plan.breakdowns)

    def _is_part_by(
        self, breakdown: Breakdown, number: int, row: Sequence[Cell], name: str
    ) -> bool:
        place = breakdown.place
        text = shown(row[place]).strip() if place < len(row) else ""
        if not text or is_whole(text):
            return False
        heading = self._plan.block.headings[place].text
        if breakdown.below:
            self.report_once(some_below(), self._plan.block.start - 1, place, heading)
        elif not self._has_whole(place):
            question = f"part|{self._sheet.name}|{column_letters(place)}"
            given = self._ledger.answer(question, (SKIP, WHOLE))
            if not given:
                fault = part_asked(heading, self._parts_of(place), question)
                self._ledger.report(fault, *self.at(number, place))
            if given != SKIP:
                return not given
        elif name and name not in self._names_with_whole(place):
            self.report_once(no_whole(name), number, place, text)
        self._leave_row(number, row, f"Số của một phần: {text}.", "part")
        return True

    def _has_whole(self, place: int) -> bool:
        """Whether some row of a breakdown is of the whole province."""
        return any(map(is_whole, self._parts_of(place)))

    def _names_with_whole(self, place: int) -> frozenset[str]:
        """The provinces of which a row gives the whole."""
        if place not in self._whole:
            labels = [p for name, p in self._plan.labels.items() if name in ("province", "area")]
            block = self._plan.block
            self._whole[place] = frozenset(
                shown(row[label]).strip()
                for row in self._sheet.rows[block.start : block.end]
                if place < len(row) and is_whole(shown(row[place]))
                for label in labels
                if label < len(row)
            )
        return self._whole[place]

    def _parts_of(self, place: int) -> list[str]:
        if place not in self._parts:
            block = self._plan.block
            rows = self._sheet.rows[block.start : block.end]
            cells = (shown(row[place]).strip() for row in rows if place < len(row))
            self._parts[place] = [text for text in dict.fromkeys(cells) if text]
        return self._parts[place]

    def _is_hidden(self, number: int, row: Sequence[Cell]) -> bool:
        """Whether a row that the sheet hides is not to be read, or waits for the answer."""
        if number not in self._sheet.hidden_rows or not self._figures_of(number, row):
            return False
        question = f"hidden|{self._sheet.name}"
        given = self._ledger.answer(question, (KEEP, SKIP))
        if given == KEEP:
            return False
        if given == SKIP:
            self._leave_row(number, row, "Hàng ẩn, bỏ qua theo trả lời.", "hidden")
            return True
        fault = hidden_asked(question, filtered=number in self._sheet.filtered_rows)
        for column in self._figures_of(number, row):
            self._ledger.report(fault, *self.at(number, column.place))
        return True

    def _is_struck(self, number: int, row: Sequence[Cell], labels: Mapping[str, str]) -> bool:
        """Whether a row's name is struck out; what is struck among its figures is told of."""
        if number not in self.struck:
            return False
        for column in self._plan.columns:
            if (number, column.place) in self._sheet.struck:
                where, left = self.at(number, column.place)
                struck = self._sheet.struck[number, column.place]
                self._ledger.report(struck_out(left), where, struck)
        named = [p for name, p in self._plan.labels.items() if name in _NAMES and not labels[name]]
        for place in named:
            if (number, place) in self._sheet.struck:
                where, left = self.at(number, place)
                self._ledger.report(struck_out(left), where, self._sheet.struck[number, place])
                self._leave_row(number, row, "Dòng bị gạch ngang.", "struck")
                return True
        return False

    def _is_beside(self, number: int, row: Sequence[Cell], labels: Mapping[str, str]) -> bool:
        """Whether a row is no row of figures: a total, a repeated header, a note."""
        if not self._is_long and self._lookup.is_left_out(labels.get("indicator", "")):
            self._leave_row(number, row, "Bỏ qua theo trả lời.", "skipped")
            return True
        label = _label(labels)
        kind = self.kind_of(label)
        if kind == "area":
            return False
        figures = self._figures_of(number, row)
        if kind == "nation":
            self._sum(number, row, label, "", figures)
            return False
        if kind:
            self._sum(number, row, label, kind.removeprefix("total"), figures)
            named = f"Dòng tổng '{label}'." if figures else f"Tên vùng '{label}'."
            self._leave_row(number, row, named, "total")
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

    def _figures_of(self, number: int, row: Sequence[Cell]) -> list[DataColumn]:
        """The columns in which a row holds a figure or an error in its place."""
        return [
            c for c in self._plan.columns
            if c.place < len(row)
            and (is_figure(row[c.place]) or (number, c.place) in self._sheet.faults)
        ]  # fmt: skip

    def kind_of(self, label: str) -> str:
        """What a label stands for: "area", "nation", "total", a region's plain name, or ""."""
        if label not in self._kinds:
            self._kinds[label] = self._kind(label)
        return self._kinds[label]

    def _kind(self, label: str) -> str:
        if not label:
            return ""
        known = self._vocabulary.is_area(label)
        if self._vocabulary.is_total(label) and not (self._is_long and known):
            # A long table may well state the nation's own figure; a wide one lists provinces.
            return "nation" if self._vocabulary.is_nation(label) else "total"
        return "area" if known else self._vocabulary.region(label)

    def _sum(
        self, number: int, row: Sequence[Cell], label: str, region: str,
        figures: Sequence[DataColumn],
    ) -> None:  # fmt: skip
        is_sum = bool(region) or self._vocabulary.is_sum(label)
        for column in figures:
            cell = row[column.place]
            self.totals.append(Total(number, column.place, cell, label, region, is_sum))

    def _leave_row(
        self, number: int, row: Sequence[Cell], reason: str, state: LeftOutState
    ) -> None:
        filled = [place for place, cell in enumerate(row) if cell != ""] or [0]
        written = " | ".join(shown(row[place]) for place in filled)
        where = cells_locator(self._sheet.name, [(number, place) for place in filled])
        self._ledger.leave_out(where, written[:300], reason, state)

    def at(self, number: int, place: int) -> tuple[Locator, str]:
        """A cell's address, and what is written there."""
        row = self._sheet.rows[number]
        written = self._sheet.faults.get((number, place))
        if written is None:
            written = shown(row[place]) if place < len(row) else ""
        return cell_locator(self._sheet.name, number, place), written

    def report_once(self, fault: Fault, row: int, place: int, written: str) -> None:
        """A row of many figures tells of its label once."""
        mark = (fault.code, row, place)
        if mark not in self._told:
            self._told.add(mark)
            self._ledger.report(fault, cell_locator(self._sheet.name, row, place), written)


def _label(labels: Mapping[str, str]) -> str:
    """What a row is called by: its province, else its indicator."""
    return labels.get("province") or labels.get("area") or labels.get("indicator", "")
