"""Rows that sum up others: left out of the figures, and held against them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from kpi.catalogue import Catalogue
from kpi.ingest.grid import Sheet, address, column_letters, shown
from kpi.ingest.headers import plain
from kpi.ingest.slots import Slot, Total
from kpi.ingest.values import NumberReader, column_mark, figure
from kpi.model import Candidate, Locator, Problem, Quantity
from kpi.model.candidates import Candidates

_ADDED = ("count", "money")


class Totals:
    """Compares the totals of one table with the candidates of the same columns."""

    def __init__(self, catalogue: Catalogue, numbers: NumberReader, sheet: Sheet) -> None:
        self._catalogue, self._numbers, self._sheet = catalogue, numbers, sheet

    def check(
        self,
        totals: Sequence[Total],
        slots: Callable[[], Sequence[Slot]],
        candidates: Candidates,
    ) -> tuple[list[Problem], str]:
        """A warning for every sum that differs, and in words how the totals compare."""
        if not totals:
            return [], ""
        by_cell = {c.locator.cell: c for c in candidates}
        columns: defaultdict[int, list[tuple[Slot, Candidate]]] = defaultdict(list)
        for slot in slots():
            if found := by_cell.get(address(slot.row, slot.place)):
                columns[slot.place].append((slot, found))
        problems: list[Problem] = []
        compared = 0
        for total in totals:
            outcome = self._compare(total, columns.get(total.place, []))
            compared += outcome is not None
            problems += [outcome] if isinstance(outcome, Problem) else []
        if not compared:
            return problems, "không đối chiếu được"
        return problems, f"lệch {len(problems)}/{compared} ô" if problems else "khớp"

    def _compare(
        self, total: Total, column: Sequence[tuple[Slot, Candidate]]
    ) -> Problem | bool | None:
        """A warning, True when the sum agrees, None when there is nothing to compare."""
        if not total.is_sum or not column:
            return None
        slot = column[0][0]
        parts = self._parts(total, column)
        same = {(s.indicator.id, s.period) for s, _ in column}
        if slot.indicator.kind not in _ADDED or len(same) > 1 or not parts:
            return None
        percent = (total.row, total.place) in self._sheet.percent
        mark = column_mark([s.cell for s, _ in column if isinstance(s.cell, str)])
        read = self._numbers.read(
            total.cell, slot.indicator, slot.unit, slot.stated_unit, mark, percent=percent
        )
        if not isinstance(read, Quantity):
            return None
        added = sum(Decimal(repr(c.value)) for c in parts)
        # Every printed figure may be rounded by half of its last digit.
        slack = Decimal(len(parts) + 1) * _half_digit([*(c.as_written for c in parts),
                                                       shown(total.cell)], slot)  # fmt: skip
        stated = self._numbers.in_base_unit(read, slot.indicator)
        if abs(added - Decimal(repr(stated))) <= slack:
            return True
        return self._mismatch(total, float(added), stated, len(parts))

    def _parts(self, total: Total, column: Sequence[tuple[Slot, Candidate]]) -> list[Candidate]:
        if not total.region:
            return [c for _, c in column if not c.area.startswith("vn:")]
        regions = {
            (r.scheme, r.code)
            for r in self._catalogue.regions
            if plain(r.name_vi).removeprefix("vung ") == total.region
        }
        inside = []
        for _, candidate in column:
            area = self._catalogue.area(candidate.area)
            if (area.scheme, area.region) in regions:
                inside.append(candidate)
        return inside

    def _mismatch(self, total: Total, added: float, stated: float, count: int) -> Problem:
        return Problem(
            "total-differs",
            "warning",
            Locator("cell", self._sheet.name, address(total.row, total.place)),
            shown(total.cell),
            f"Dòng '{total.label}' ở cột {column_letters(total.place)} ghi {figure(stated)}, "
            f"cộng {count} tỉnh đọc được là {figure(added)}.",
            "Đối chiếu tài liệu gốc; các số của tỉnh được giữ như ghi.",
        )


def _half_digit(written: Iterable[str], slot: Slot) -> Decimal:
    """Half of the last printed digit of the least exact figure; nothing for whole counts."""
    digits = [len(text.rpartition(",")[2].rpartition(".")[2]) for text in written
              if ("," in text or "." in text)]  # fmt: skip
    if slot.unit.base or digits:
        last = min(digits, default=0)
        return Decimal(repr(slot.unit.factor)) * Decimal(5).scaleb(-last - 1)
    return Decimal(0)
