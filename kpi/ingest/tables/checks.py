"""Figures of a table held against each other: its totals, and cells that state the same figure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from kpi.catalogue import Catalogue
from kpi.ingest.formats.sheet import Sheet, address, column_letters, shown
from kpi.ingest.tables.figure_cells import Slot, Total
from kpi.ingest.tables.ledger import Fault, Ledger
from kpi.ingest.tables.numbers import NumberReader, column_mark, figure
from kpi.ingest.tables.questions import SKIP, skip_words, value_option, value_words
from kpi.language.spelling import plain
from kpi.model import Candidate, Locator, Problem, Quantity
from kpi.model.candidates import Candidates
from kpi.wording import period_text

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


Key = tuple[str, str, str, str, str]


def doubles(candidates: Candidates) -> Iterable[Problem]:
    """For the exchange form, where one document may say a thing twice: a warning at the later."""
    first: dict[Key, Candidate] = {}
    for candidate in candidates.taken(_repeated(candidates)):
        other = first.setdefault(_key(candidate), candidate)
        if other.value != candidate.value:
            yield Problem(
                "two-values",
                "warning",
                candidate.locator,
                candidate.as_written,
                f"Cùng tỉnh, chỉ tiêu và kỳ với ô {_place(other)} ghi '{other.as_written}', "
                "nhưng khác giá trị; cả hai được giữ.",
                "Sửa ô sai, hoặc chọn một số khi công bố.",
            )


def settled(candidates: Candidates, ledger: Ledger, catalogue: Catalogue) -> Candidates:
    """Candidates with one value for each figure: where a file says two, a person picks.

    Until then none of the values is taken. The same value twice is the first of its cells.
    """
    places = np.flatnonzero(_repeated(candidates))
    groups: defaultdict[Key, list[tuple[int, Candidate]]] = defaultdict(list)
    for place, candidate in zip(places.tolist(), candidates.taken(places), strict=True):
        groups[_key(candidate)].append((place, candidate))
    kept = np.ones(len(candidates), dtype=bool)
    kept[places] = False
    for same in groups.values():
        one = _one_of([candidate for _, candidate in same], ledger, catalogue)
        kept[[place for place, candidate in same if candidate is one]] = True
    return candidates if kept.all() else candidates.taken(kept)


def _repeated(candidates: Candidates) -> npt.NDArray[np.bool_]:
    """Which of them share their key with another."""
    ids = candidates.ids(("area", "indicator", "period", "obs_status", "source_id"))
    repeated: npt.NDArray[np.bool_] = pd.Series(ids).duplicated(keep=False).to_numpy()
    return repeated


def _one_of(same: Sequence[Candidate], ledger: Ledger, catalogue: Catalogue) -> Candidate | None:
    """The candidate to take of several with one key; what becomes of the others is told."""
    values: defaultdict[float, list[Candidate]] = defaultdict(list)
    for candidate in same:
        values[candidate.value].append(candidate)
    if len(values) == 1:
        _leave(same[1:], f"Trùng với ô {_place(same[0])}, cùng giá trị.", ledger)
        return same[0]
    options = {_option(alike): alike for alike in values.values()}
    first = same[0]
    question = f"value|{first.area}|{first.indicator}|{first.period.key}|{first.obs_status}"
    given = ledger.answer(question, (*options, SKIP))
    if not given:
        _ask(same, options, question, ledger, catalogue)
        return None
    chosen = options[given][0] if given in options else None
    _leave([c for c in same if c is not chosen], "Không được chọn trong các số ghi khác nhau "
           "của cùng một tỉnh, chỉ tiêu và kỳ.", ledger)  # fmt: skip
    return chosen


def _ask(
    same: Sequence[Candidate],
    options: dict[str, list[Candidate]],
    question: str,
    ledger: Ledger,
    catalogue: Catalogue,
) -> None:
    first = same[0]
    fault = Fault(
        "two-values",
        "value",
        f"{catalogue.area(first.area).name_vi}, {catalogue.indicator(first.indicator).name_vi}, "
        f"{period_text(first.period, 'vi')}: tệp ghi nhiều số khác nhau. Số nào đúng?",
        "Chọn một số, hoặc sửa ô sai.",
        question=question,
        options=(*options, SKIP),
        labels=(*(value_words(*_named(alike)) for alike in options.values()), skip_words("value")),
    )
    for candidate in same:
        ledger.report(fault, candidate.locator, candidate.as_written)


def _option(alike: Sequence[Candidate]) -> str:
    return value_option(*_named(alike))


def _named(alike: Sequence[Candidate]) -> tuple[str, str]:
    """A value as it is written first, and the cells that say it."""
    return alike[0].as_written, ", ".join(map(_place, alike[:5])) + (", …" if alike[5:] else "")


def _leave(candidates: Iterable[Candidate], reason: str, ledger: Ledger) -> None:
    for candidate in candidates:
        ledger.leave_out(candidate.locator, candidate.as_written, reason, "double")


def _key(candidate: Candidate) -> Key:
    return (
        candidate.area,
        candidate.indicator,
        candidate.period.key,
        candidate.obs_status,
        candidate.source_id,
    )


def _place(candidate: Candidate) -> str:
    where = candidate.locator
    return f"{where.sheet}!{where.cell}" if where.sheet else where.cell
