"""Columns whose numbers are on a scale that the file leaves open: shares, scores, money.

0,6 under "%" may be 60 % or 0,6 %; 651,2 of an index of 0 to 1 is of 1 000; 2.100,5 of revenue
without a unit is no đồng. What a title or the range of the indicator settles is read; anything
else is asked once a column.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from kpi.ingest.formats.sheet import column_letters, shown
from kpi.ingest.plausible import is_outside
from kpi.ingest.tables.figure_cells import Slot
from kpi.ingest.tables.ledger import Fault, Ledger, cell_locator
from kpi.ingest.tables.numbers import NumberReader, figure
from kpi.ingest.tables.plan import Plan
from kpi.ingest.tables.questions import SKIP, money_unit_asked, unit_words
from kpi.model import Indicator, Quantity, Unit

_FRACTION, _PERCENT = "fraction", "percent"
# Beside rates of at least this, a number below 1 is a share of 1 or a slip.
_CLEAR_PERCENT = 10.0

Read = tuple[Slot, Quantity]
Group = tuple[int, str]
"""A column's place and an indicator's id."""


class Scales:
    """Decides by column and indicator what the numbers of one table are multiplied with."""

    def __init__(self, plan: Plan, numbers: NumberReader, ledger: Ledger) -> None:
        self._plan, self._numbers, self._ledger = plan, numbers, ledger
        self._sheet = plan.block.sheet
        self._asked: list[tuple[Sequence[Read], Fault]] = []

    def scaled(
        self,
        read: Sequence[Read],
        groups: Mapping[Group, Sequence[int]],
        beside: Mapping[Group, Sequence[float]],
    ) -> list[Read]:
        """The figures on their indicators' own scale; those that wait for an answer are left out.

        Args:
            read: cells with their numbers.
            groups: for each column and indicator the places in `read` of its cells.
            beside: rates above 1 of the same columns and indicators that are read elsewhere.
        """
        scaled: list[Read | None] = list(read)
        for group, members in groups.items():
            figures = self._group(group, [read[at] for at in members], beside.get(group, ()))
            for at, one in zip(members, figures, strict=True):
                scaled[at] = one
        self._report()
        return [one for one in scaled if one is not None]

    def _group(
        self, group: Group, read: Sequence[Read], beside: Sequence[float]
    ) -> Sequence[Read | None]:
        indicator = read[0][0].indicator
        if indicator.kind == "rate" and indicator.unit == "%":
            return self._shares(group, read, beside)
        if indicator.kind == "score" and self._plan.out_of:
            return self._scores(indicator, self._plan.out_of, read)
        if indicator.kind == "money":
            return self._money(group, indicator, read)
        return read

    def _shares(
        self, group: Group, read: Sequence[Read], beside: Sequence[float]
    ) -> Sequence[Read | None]:
        parts = [self._may_be_part(slot, quantity) for slot, quantity in read]
        waiting = [one for one, part in zip(read, parts, strict=True) if part]
        others = [q.value for (_, q), part in zip(read, parts, strict=True) if not part]
        others += beside
        if not any(quantity.value for _, quantity in waiting):
            return read
        if others and median(others) < _CLEAR_PERCENT:
            return read  # such a column may well hold 0,8 % beside 5 %
        question = f"share|{self._sheet.name}|{column_letters(group[0])}|{group[1]}"
        given = self._ledger.answer(question, (_FRACTION, _PERCENT))
        if not given:
            self._asked.append((waiting, _share_asked(question, mixed=bool(others))))
        return _multiplied(read, parts, {_FRACTION: 100.0, _PERCENT: 1.0}.get(given))

    def _may_be_part(self, slot: Slot, quantity: Quantity) -> bool:
        """Whether a number under "%" may be a share of 1: nothing at the cell says per cent."""
        shows_percent = "%" in self._sheet.units.get((slot.row, slot.place), "")
        told = quantity.percent or quantity.total is not None or shows_percent
        return not told and 0 <= quantity.value <= 1

    def _scores(self, indicator: Indicator, out_of: float, read: Sequence[Read]) -> Sequence[Read]:
        """Scores out of what a title names, on the scale of the indicator's range."""
        highest = indicator.plausible.high or out_of
        factor = highest / out_of
        return [
            (slot, quantity) if quantity.value <= highest else _times((slot, quantity), factor)
            for slot, quantity in read
        ]

    def _money(
        self, group: Group, indicator: Indicator, read: Sequence[Read]
    ) -> Sequence[Read | None]:
        bare = [_has_no_unit(slot, quantity) for slot, quantity in read]
        waiting = [one for one, without in zip(read, bare, strict=True) if without]
        values = [quantity.value for _, quantity in waiting]
        if not any(values):
            return read
        units = self._numbers.multiples(indicator)
        fitting = [u for u in units if not any(is_outside(indicator, v * u.factor) for v in values)]
        if [u.id for u in fitting] == [indicator.unit] and indicator.plausible.low:
            return read
        question = f"unit|{self._sheet.name}|{column_letters(group[0])}|{group[1]}"
        given = self._ledger.answer(question, [*(u.id for u in units), SKIP])
        if not given:
            fault = _unit_asked(indicator, fitting or units, values[0], question)
            self._asked.append((waiting, fault))
        return _multiplied(read, bare, next((u.factor for u in units if u.id == given), None))

    def _report(self) -> None:
        """Ask in the order of the cells in doubt, which are all that both ways of reading hold."""
        self._asked.sort(key=lambda asked: (asked[0][0][0].row, asked[0][0][0].place))
        for waiting, fault in self._asked:
            for slot, _ in waiting:
                where = cell_locator(self._sheet.name, slot.row, slot.place)
                self._ledger.report(fault, where, shown(slot.cell))


def _has_no_unit(slot: Slot, quantity: Quantity) -> bool:
    """Whether neither the table nor the cell says in which unit an amount is."""
    if slot.stated_unit or quantity.unit != slot.indicator.unit:
        return False
    return not (isinstance(slot.cell, str) and any(c.isalpha() or c == "₫" for c in slot.cell))


def _unit_asked(indicator: Indicator, units: Sequence[Unit], value: float, question: str) -> Fault:
    words = [unit_words(unit) for unit in units]
    labels = [(f"{figure(value)} {vi}", f"{figure(value)} {en}") for vi, en in words]
    return money_unit_asked(indicator.name_vi, question, [u.id for u in units], labels)


def _share_asked(question: str, *, mixed: bool) -> Fault:
    why = "cột có cả số trên 1 và số không quá 1" if mixed else "mọi số của cột đều không quá 1"
    return Fault(
        "share-or-percent",
        "value",
        f"Chỉ tiêu tính bằng % mà {why}: 0,6 là 60% hay 0,6%?",
        "Chọn phần của 1 (0,6 là 60%) hoặc phần trăm (0,6 là 0,6%).",
        question=question,
        options=(_FRACTION, _PERCENT),
    )


def _multiplied(
    read: Sequence[Read], some: Sequence[bool], factor: float | None
) -> Sequence[Read | None]:
    """All figures, some of them multiplied; without a factor these are left out."""
    return [
        one if not chosen else (_times(one, factor) if factor else None)
        for one, chosen in zip(read, some, strict=True)
    ]


def _times(one: Read, factor: float) -> Read:
    slot, quantity = one
    return slot, replace(quantity, value=float(f"{quantity.value * factor:.15g}"))
