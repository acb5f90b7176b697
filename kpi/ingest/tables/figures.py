"""Slots → candidates: numbers are read by the column, since one cell may settle another."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kpi.ingest.formats.sheet import address, column_letters, shown
from kpi.ingest.tables.decimal_marks import Marks, Others, of_the_mark
from kpi.ingest.tables.figure_cells import Slot
from kpi.ingest.tables.ledger import Fault, Ledger, cell_locator
from kpi.ingest.tables.lookup import two_statuses
from kpi.ingest.tables.numbers import NumberReader, figure, negative, share_disagrees
from kpi.ingest.tables.plan import Plan
from kpi.ingest.tables.questions import KEEP, SKIP
from kpi.ingest.tables.scales import Group, Scales
from kpi.model import Candidate, Locator, ObsStatus, Problem, Quantity


class FigureReader:
    """Reads the slots of one planned table."""

    def __init__(self, plan: Plan, numbers: NumberReader, ledger: Ledger) -> None:
        self._plan, self._numbers, self._ledger = plan, numbers, ledger
        self._sheet = plan.block.sheet
        self._letters = {c.place: column_letters(c.place) for c in plan.columns}
        self._named = {c.place for c in plan.columns if c.indicator}
        self._read: dict[tuple[object, ...], Quantity | Fault] = {}
        self.missing = 0
        self.held: list[tuple[int, int]] = []

    def status_of(self, slot: Slot) -> ObsStatus | None:
        """The status of a slot whose number says nothing of it; None when its cells differ."""
        return self._status(slot, Quantity(0.0, ""))

    def marks(self, slots: Sequence[Slot], others: Others) -> Marks:
        """The decimal marks that slots and the texts of cells read elsewhere show together."""
        return Marks(self._plan, self._numbers, self._ledger, slots, others)

    def candidates(
        self,
        slots: Sequence[Slot],
        others: Others | None = None,
        beside: Mapping[Group, Sequence[float]] | None = None,
    ) -> list[Candidate]:
        """Every figure that could be read, in the order of the cells.

        Args:
            slots: the cells.
            others: texts that stand for cells which are read elsewhere.
            beside: by column and indicator the figures that are read elsewhere.
        """
        marks = self.marks(slots, others or {})
        read: list[tuple[Slot, Quantity]] = []
        groups: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for slot in slots:
            quantity = self._quantity(slot, marks)
            if isinstance(quantity, Fault):
                self._report(slot, quantity, marks)
            else:
                groups[slot.place, slot.indicator.id].append(len(read))
                read.append((slot, quantity))
        if not self._plan.exchange:
            scales = Scales(self._plan, self._numbers, self._ledger)
            read = scales.scaled(read, groups, beside or {})
        return [c for slot, quantity in read if (c := self._candidate(slot, quantity)) is not None]

    def _quantity(self, slot: Slot, marks: Marks) -> Quantity | Fault:
        percent = self._is_percent(slot)
        key = (slot.cell, type(slot.cell), slot.place, percent, slot.indicator.id, slot.unit.id,
               slot.stated_unit)  # fmt: skip
        if key not in self._read:
            self._read[key] = self._read_one(slot, marks, percent=percent)
        return self._read[key]

    def _is_percent(self, slot: Slot) -> bool:
        return (slot.row, slot.place) in self._sheet.percent

    def _read_one(self, slot: Slot, marks: Marks, *, percent: bool) -> Quantity | Fault:
        def read(*, whole: bool | None = None) -> Quantity | Fault:
            return self._numbers.read(
                slot.cell, slot.indicator, slot.unit, slot.stated_unit, marks.of(slot).mark,
                percent=percent, whole=whole,
            )  # fmt: skip

        found = read()
        if isinstance(found, Quantity):
            found = marks.checked(slot, found, percent=percent)
        elif found.code == "not-whole":
            fraction = read(whole=False)
            if self._keeps(slot) or (isinstance(fraction, Quantity) and fraction.value < 0):
                found = fraction
        below = isinstance(found, Quantity) and found.value < 0
        return negative() if below and (slot.indicator.plausible.low or 0) >= 0 else found

    def _keeps(self, slot: Slot) -> bool:
        return self._ledger.answer(self._whole_question(slot)) == KEEP

    def _whole_question(self, slot: Slot) -> str:
        question = f"whole|{self._sheet.name}|{self._letters[slot.place]}"
        return question if slot.place in self._named else f"{question}|{slot.indicator.id}"

    def _report(self, slot: Slot, fault: Fault, marks: Marks) -> None:
        where = cell_locator(self._sheet.name, slot.row, slot.place)
        written = shown(slot.cell)
        if fault.code == "missing" and not self._plan.block.is_long:
            self.missing += 1
            self._ledger.leave_out(
                where, written, "Chưa có số liệu (để trống hoặc ghi ký hiệu).", "missing"
            )
            return
        if fault.code == "not-whole" and not self._plan.exchange:
            if self._ledger.answer(self._whole_question(slot)) == SKIP:
                self._ledger.leave_out(where, written, "Bỏ qua theo trả lời: số lẻ.", "skipped")
                return
            fault = self._odd(slot)
        elif of_the_mark(fault) and not marks.of(slot).answered:
            fault = marks.asked(slot, fault, percent=self._is_percent(slot))
        self._ledger.report(fault, where, written)

    def _odd(self, slot: Slot) -> Fault:
        return Fault(
            "not-whole",
            "value",
            f"{slot.indicator.name_vi} đếm số nguyên mà cột {self._letters[slot.place]} có ô là số "
            "lẻ; có thể dấu phân cách bị hiểu nhầm.",
            "Sửa ô, hoặc chọn giữ số lẻ như đã ghi hay bỏ các ô này.",
            question=self._whole_question(slot),
            options=(KEEP, SKIP),
        )

    def _candidate(self, slot: Slot, quantity: Quantity) -> Candidate | None:
        status = self._status(slot, quantity)
        if status is None:
            return None
        if slot.area is None or slot.period is None or slot.source_id is None:
            self.held.append((slot.row, slot.place))
            return None
        if quantity.total is not None and share_disagrees(quantity):
            self._share_warning(slot, quantity)
        return Candidate(
            slot.area.key,
            slot.indicator.id,
            slot.period,
            status,
            self._numbers.in_base_unit(quantity, slot.indicator),
            slot.indicator.unit,
            slot.qualifier or quantity.qualifier,
            slot.as_written or (slot.cell if isinstance(slot.cell, str) else quantity.as_written),
            slot.source_id,
            self._locator(slot),
            slot.note if quantity.total is None else _noted(slot.note, quantity),
        )

    def _locator(self, slot: Slot) -> Locator:
        cell, printed = f"{self._letters[slot.place]}{slot.row + 1}", slot.printed
        return Locator(
            "cell", self._sheet.name, cell, printed.start, printed.end,
            words=printed.words, paragraph=printed.paragraph,
        )  # fmt: skip

    def _status(self, slot: Slot, quantity: Quantity) -> ObsStatus | None:
        """What the cells say of the figure; words beside period and number count as well."""
        if slot.stated_status is None and not quantity.estimate:
            return slot.period_status
        said = {slot.period_status} - {"actual"}
        if quantity.estimate:
            said.add("estimate")
        if slot.stated_status:
            said.add(slot.stated_status)
        if len(said) == 1:
            return said.pop()
        labels = self._plan.labels
        column = "status" if slot.stated_status else "period"
        fault = two_statuses(column)
        place = labels.get(column, slot.place)
        row = self._sheet.rows[slot.row]
        written = shown(row[place]) if place < len(row) else ""
        self._ledger.report(fault, cell_locator(self._sheet.name, slot.row, place), written)
        return None

    def _share_warning(self, slot: Slot, quantity: Quantity) -> None:
        counted = _noted("", quantity)
        self._ledger.add(
            Problem(
                "share-disagrees",
                "warning",
                Locator("cell", self._sheet.name, address(slot.row, slot.place)),
                shown(slot.cell),
                f"Phân số và tỷ lệ trong ô không khớp nhau: {counted}; cả hai được giữ.",
                "Đối chiếu tài liệu gốc.",
            )
        )


def _noted(note: str, quantity: Quantity) -> str:
    """The note of a figure written "n/N", with what the value does not say."""
    counted = f"{figure(quantity.value)} trên tổng số {figure(quantity.total or 0)}"
    share = "" if quantity.share is None else f"tỷ lệ ghi kèm {figure(quantity.share)}%"
    return "; ".join(part for part in (note, counted, share) if part)
