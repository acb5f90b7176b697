"""Which decimal mark holds for the numbers of a column, and what is asked where nothing says.

Where the rows of a table say the indicator, one column holds numbers of many hands: what
settles the mark of one indicator says nothing of the next.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kpi.ingest.formats.sheet import column_letters, shown
from kpi.ingest.plausible import is_outside, range_words
from kpi.ingest.tables.figure_cells import Slot
from kpi.ingest.tables.ledger import Fault, Ledger, cell_locator
from kpi.ingest.tables.numbers import NumberReader, marks_shown, only_mark
from kpi.ingest.tables.plan import Plan
from kpi.ingest.tables.questions import Words, mark_words
from kpi.language.digits import Mark
from kpi.model import Quantity

MARKS: dict[str, Mark] = {",": ",", ".": "."}

Others = Mapping[tuple[int, str], Collection[str]]
"""(Column, indicator id) → texts of its cells."""


class Group(NamedTuple):
    """Numbers that share a mark: of a column (`letters`), an indicator, or both."""

    letters: str
    indicator: str


@dataclass
class GroupMark:
    """What holds for a group: the mark shown or answered.

    One that shows no mark and may have fractions `borrows` that of its neighbours.
    """

    mark: Mark | None
    question: str
    answered: bool
    borrows: bool


class Marks:
    """The decimal marks of one planned table."""

    def __init__(
        self,
        plan: Plan,
        numbers: NumberReader,
        ledger: Ledger,
        slots: Sequence[Slot],
        others: Others,
    ) -> None:
        self._plan, self._numbers, self._ledger = plan, numbers, ledger
        self._sheet = plan.block.sheet.name
        self._named = {column.place for column in plan.columns if column.indicator}
        self._by_cell: dict[tuple[int, str], GroupMark] = {}
        self._marks: dict[Group, GroupMark] = {}
        texts: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
        for slot in slots:
            kept = texts[slot.place, slot.indicator.id]
            if isinstance(slot.cell, str):
                kept.add(slot.cell)
        for cell, written in others.items():
            texts[cell].update(written)
        groups: defaultdict[Group, set[str]] = defaultdict(set)
        for (place, indicator), written in texts.items():
            groups[self._group(place, indicator)] |= written
        # "1,699" in a column of counts can only be 1 699, whatever mark its neighbours show.
        self._measured = {
            self._group(slot.place, slot.indicator.id)
            for slot in slots
            if not numbers.is_whole(slot.indicator, slot.unit)
        }
        for group, written in groups.items():
            self._marks[group] = self._settled(group, written)
        if not plan.block.is_long and not plan.exchange:
            self._borrow()
        for place, indicator in texts:
            self._by_cell[place, indicator] = self._marks[self._group(place, indicator)]

    def _borrow(self) -> None:
        """Give the mark that all other columns of a person's table show to those that show none."""
        shown_marks: set[Mark] = {held.mark for held in self._marks.values() if held.mark}
        # A table that shows none follows the tables above it.
        shown_marks = shown_marks or {MARKS[mark] for mark in self._ledger.marks}
        self._ledger.marks |= shown_marks
        if len(shown_marks) == 1:
            for held in self._marks.values():
                held.mark = next(iter(shown_marks)) if held.borrows else held.mark

    def of(self, slot: Slot) -> GroupMark:
        """What holds for a cell."""
        return self.at(slot.place, slot.indicator.id)

    def at(self, place: int, indicator: str) -> GroupMark:
        """What holds for the cells of a column and an indicator."""
        return self._by_cell[place, indicator]

    def _group(self, place: int, indicator: str) -> Group:
        if place in self._named:
            return Group(column_letters(place), "")
        return Group(column_letters(place) if self._plan.block.is_long else "", indicator)

    def _settled(self, group: Group, written: set[str]) -> GroupMark:
        question = f"decimal|{self._sheet}|{group.letters}"
        question += f"|{group.indicator}" if group.indicator else ""
        given = MARKS.get(self._ledger.answer(question, MARKS))
        own = set() if self._plan.exchange else marks_shown(written)
        return GroupMark(
            given or only_mark(own),
            question,
            answered=given is not None,
            borrows=not given and not own and group in self._measured,
        )

    def checked(self, slot: Slot, found: Quantity, *, percent: bool) -> Quantity | Fault:
        """What a group's mark made of a number, or the doubt it leaves.

        Neighbours may say that the mark groups digits where a rate of 91.123 says they err, or
        that it is decimal where revenue of a thousandth does.
        """
        held = self.of(slot)
        if held.mark is None or held.answered or not isinstance(slot.cell, str):
            return found
        alone = self._read(slot, None, percent=percent)
        if not isinstance(alone, Fault) or not of_the_mark(alone):
            return found
        odd = self._is_odd(slot, found, percent=percent)
        grouped = found.value == max(map(float, alone.options))
        adds_up = slot.indicator.kind in ("count", "money")
        return alone if odd or (grouped and not adds_up) else found

    def _is_odd(self, slot: Slot, found: Quantity, *, percent: bool) -> bool:
        """Whether the other mark alone gives a figure a province can have."""
        other = self._read(slot, "." if self.of(slot).mark == "," else ",", percent=percent)
        return (
            isinstance(other, Quantity)
            and self._is_outside(slot, found)
            and not self._is_outside(slot, other)
        )

    def _is_outside(self, slot: Slot, found: Quantity) -> bool:
        national = slot.area is not None and slot.area.scheme == "vn"
        value = self._numbers.in_base_unit(found, slot.indicator)
        return not national and is_outside(slot.indicator, value)

    def _read(self, slot: Slot, mark: Mark | None, *, percent: bool) -> Quantity | Fault:
        return self._numbers.read(
            slot.cell, slot.indicator, slot.unit, slot.stated_unit, mark, percent=percent
        )

    def asked(self, slot: Slot, fault: Fault, *, percent: bool) -> Fault:
        """The question of a number that the mark alone would settle."""
        readings = {m: self._read(slot, m, percent=percent) for m in MARKS.values()}
        where = cell_locator(self._sheet, slot.row, slot.place).cell
        unit = slot.unit.name_vi
        return Fault(
            fault.code,
            "value",
            f"{slot.indicator.name_vi} ({unit}): số '{shown(slot.cell)}' ở ô {where} đọc được "
            f"hai cách: {' hoặc '.join(o.replace('.', ',') for o in fault.options)}.",
            "Chọn dấu thập phân của các số này.",
            question=self.of(slot).question,
            options=tuple(MARKS),
            labels=tuple(self._words(slot, mark, read) for mark, read in readings.items()),
        )

    def _words(self, slot: Slot, mark: Mark, read: Quantity | Fault) -> Words:
        if isinstance(read, Fault):
            return mark_words(mark)
        usual = range_words(slot.indicator, self._numbers.base_unit(slot.indicator))
        outside = self._is_outside(slot, read)
        return mark_words(mark, shown(slot.cell), read.value, usual if outside else None)


def of_the_mark(fault: Fault) -> bool:
    """Whether two readings come of the decimal mark; those of "−5" and "6/2022" do not."""
    if fault.code != "two-readings" or not fault.options:
        return False
    digits = {option.replace(".", "", 1).rstrip("0") for option in fault.options}
    return len(digits) == 1 and digits.pop().isdigit()
