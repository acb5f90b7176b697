"""A cell of figures → its value in the indicator unit, or a Fault; nothing is repaired.

Nearly every cell is a plain number, which a whole column of is read at once; the full reader
would read the same at twenty times the cost.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kpi.ingest.formats.sheet import Cell, shown
from kpi.ingest.tables.ledger import Fault
from kpi.ingest.tables.lookup import wrong_unit
from kpi.ingest.tables.program_traces import (
    date_fault,
    is_date,
    percent_of,
    rounded,
    without_noise,
)
from kpi.ingest.tables.vocabulary import Vocabulary
from kpi.language.digits import Doubt, Mark, readings_of
from kpi.language.number_words import NUMBERS, SCALES
from kpi.language.numbers import read_quantity
from kpi.language.periods import split_status
from kpi.language.spelling import clean, composed, fold
from kpi.model import Indicator, Quantity, Unclear, Unit
from kpi.model.candidates import Mask
from kpi.wording import number, status_word

Cells: TypeAlias = Sequence[Cell] | pa.Array
"""A column of cells, as Arrow keeps it where all are texts."""

MARKS: tuple[Mark, ...] = (",", ".")
EITHER_WAY = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,14})")
_GROUPING: dict[Mark, str] = {",": ".", ".": ","}
_GROUPED: dict[Mark, re.Pattern[str]] = {
    ",": re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}"),
    ".": re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}"),
}
_SEVERAL_GROUPS = 1e6
_TEXT, _NUMBER = 1, 2
_KINDS: dict[type, int] = {str: _TEXT, float: _NUMBER}
# Eighteen digits are more than a float tells apart; four hundred would read as infinity.
MACHINE_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")


def at_a_glance(written: str, decimal: Mark | None, unit: Unit, *, whole: bool) -> Quantity | None:
    """A bare whole number, or thousands where the unit counts; None for anything else."""
    if _PLAIN.fullmatch(written):
        return Quantity(float(written), written, unit=unit.id)
    if whole:
        for mark in (decimal,) if decimal else MARKS:
            if _GROUPED[mark].fullmatch(written):
                digits = written.replace(".", "").replace(",", "")
                return Quantity(float(digits), written, unit=unit.id)
    return None


@dataclass(frozen=True)
class Glance:
    """A column of cells seen at once: their values where they are `sure` or `grouped`.

    `grouped[mark]` are the cells whose digits are grouped as they are where `mark` is decimal.
    """

    value: npt.NDArray[np.float64]
    written: npt.NDArray[np.object_]
    sure: Mask
    grouped: dict[Mark, Mask]

    def read(self, marks: Sequence[Mark | None], mark_of: npt.NDArray[np.int64]) -> Mask:
        """Which cells are certain, each under one of `marks`; None is either."""
        known = self.sure.copy()
        for mark in MARKS:
            held = np.array([one in (None, mark) for one in marks], dtype=bool)
            known |= self.grouped[mark] & held[mark_of]
        return known

    def witnesses(self, some: Mask) -> npt.NDArray[np.int64]:
        """Places among some cells that show a mark: thousands alone could be decimals."""
        shown_by = np.zeros(len(some), dtype=bool)
        for mark in MARKS:
            shown_by |= self.grouped[mark]
        return np.flatnonzero(shown_by & some & (self.value >= _SEVERAL_GROUPS))


def glance(cells: Cells, whole: Mask, *, exchange: bool) -> Glance:
    """A column of cells.

    Args:
        cells: texts or numbers; whatever else there is is left to the full reader.
        whole: where the figures count whole things.
        exchange: whether the table is in the program's own form.
    """
    texts = texts_of(cells)
    if texts is not None:
        return _texts(texts, texts.to_numpy(zero_copy_only=False), whole, exchange=exchange)
    every = np.empty(len(cells), dtype=object)
    every[:] = cells
    kinds = np.array([_KINDS.get(type(cell), 0) for cell in cells], dtype=np.int8)
    seen = Glance(
        np.full(len(every), np.nan),
        every,
        np.zeros(len(every), dtype=bool),
        {mark: np.zeros(len(every), dtype=bool) for mark in MARKS},
    )
    written, numbers = (np.flatnonzero(kinds == kind) for kind in (_TEXT, _NUMBER))
    some = _texts(pa.array(every[written], pa.string()), every[written], whole[written],
                  exchange=exchange)  # fmt: skip
    seen.value[written], seen.sure[written] = some.value, some.sure
    for mark in MARKS:
        seen.grouped[mark][written] = some.grouped[mark]
    every[numbers] = [shown(cell) for cell in every[numbers]]
    found = every[numbers].astype("float64")
    fits = np.isfinite(found) & (found >= 0) & ~(whole[numbers] & (np.mod(found, 1) != 0))
    seen.value[numbers], seen.sure[numbers] = found, fits
    return seen


def texts_of(cells: Cells) -> pa.Array | None:
    """A column of nothing but texts as Arrow keeps it; None of any other."""
    if isinstance(cells, pa.Array):
        return cells
    try:
        return pa.array(cells, pa.string())
    except (TypeError, ValueError):  # a number, a date; half a letter that is in no encoding
        return None


def _texts(
    texts: pa.Array, written: npt.NDArray[np.object_], whole: Mask, *, exchange: bool
) -> Glance:
    value = np.full(len(texts), np.nan)
    sure = _matches(texts, MACHINE_NUMBER if exchange else _PLAIN)
    grouped: dict[Mark, Mask] = {}
    if exchange:
        sure &= ~np.asarray(pc.starts_with(texts, "-"))
    value[sure] = pc.cast(texts.filter(pa.array(sure)), pa.float64())
    for place in np.flatnonzero(sure & np.asarray(pc.greater(pc.utf8_length(texts), 15))):
        value[place] = rounded(value[place])
    for mark in MARKS:
        mask = grouped[mark] = ~sure & whole
        if not exchange and mask.any():
            mask &= _matches(texts, _GROUPED[mark])
            digits = pc.replace_substring(texts.filter(pa.array(mask)), _GROUPING[mark], "")
            value[mask] = pc.cast(digits, pa.float64())
        else:
            mask[:] = False
    return Glance(value, written, sure, grouped)


def _matches(texts: pa.Array, pattern: re.Pattern[str]) -> Mask:
    return np.asarray(pc.match_substring_regex(texts, rf"\A(?:{pattern.pattern})\z"))


_MULTIPLIER = re.compile(rf"(?<!\w)({'|'.join(SCALES)})(?!\w)", re.I)
_NO_NUMBER = ("not-a-number", "several-numbers")


def stage_named(cell: str, indicator: Indicator) -> int:
    """Which stage of a milestone a cell names, from 1 ("đã vận hành"); 0 when it names none."""
    stages = (indicator.stages_vi, indicator.stages_en)
    named = fold(" ".join(cell.split()))
    return next(
        (
            told.index(named) + 1
            for names in stages
            if named in (told := [fold(name) for name in names])
        ),
        0,
    )


class NumberReader:
    """Numbers of one file. `exchange` says that it is in the program's own form."""

    def __init__(self, vocabulary: Vocabulary, *, exchange: bool) -> None:
        self._vocabulary = vocabulary
        self._exchange = exchange
        units = vocabulary.catalogue.units.values()
        # Kilometres are measured, not counted: metres are a part of them.
        self._measured = {unit.base for unit in units if unit.factor < 1}

    def is_whole(self, indicator: Indicator, unit: Unit) -> bool:
        """Whether figures in this unit count whole things; a multiple ("triệu") does not."""
        return indicator.kind == "count" and not unit.base and unit.id not in self._measured

    def read(
        self,
        cell: Cell,
        indicator: Indicator,
        unit: Unit,
        stated: str,
        decimal: Mark | None = None,
        *,
        percent: bool = False,
        whole: bool | None = None,
    ) -> Quantity | Fault:
        """One cell; the answer's `unit` is the id of the unit its number is in.

        Args:
            cell: a text or a number; a date is a fault, since Excel makes one of "8/8".
            indicator: what is measured.
            unit: the unit the table says the number is in.
            stated: that unit as written, "" when the table says none.
            decimal: the decimal mark of the column, where something settled it.
            percent: the number is shown as a percentage.
            whole: what an answer says in place of `is_whole`.
        """
        if isinstance(cell, str) and (reached := stage_named(cell, indicator)):
            return Quantity(float(reached), cell, unit=unit.id)
        whole = self.is_whole(indicator, unit) if whole is None else whole
        if isinstance(cell, str) and not self._exchange:
            glance = at_a_glance(cell, decimal, unit, whole=whole)
            if glance is not None:
                return glance
        try:
            if isinstance(cell, str):
                quantity = self._text(cell, decimal, whole)
            else:
                quantity = _number(cell, percent=percent, whole=whole)
            if not self._exchange:
                unit = self._unit_of(quantity, cell, indicator, unit, stated)
        except Fault as fault:
            return fault
        return replace(quantity, unit=unit.id)

    def base_unit(self, indicator: Indicator) -> Unit:
        """The unit an indicator's figures are kept in."""
        return self._vocabulary.catalogue.units[indicator.unit]

    def multiples(self, indicator: Indicator) -> list[Unit]:
        """The units an indicator's figures may be written in, the base first."""
        units = self._vocabulary.catalogue.units.values()
        fits = [u for u in units if (u.base or u.id) == indicator.unit and u.factor >= 1]
        return sorted(fits, key=lambda unit: unit.factor)

    def in_base_unit(self, quantity: Quantity, indicator: Indicator) -> float:
        """The value by the indicator's kind: of "08/08" a count takes 8, a rate 100."""
        value = quantity.value
        if quantity.total is not None and indicator.unit == "%":
            # A printed percentage is what the source claims, even where n/N says otherwise.
            share = quantity.share
            value = round(100 * value / quantity.total, 10) if share is None else share
        factor = self._vocabulary.catalogue.units[quantity.unit].factor
        return value if factor == 1 else float(Decimal(repr(value)) * Decimal(repr(factor)))

    def _text(self, written: str, decimal: Mark | None, whole: bool) -> Quantity:  # noqa: FBT001
        if self._exchange:
            return _machine_number(written)
        if is_date(written):
            raise date_fault()
        quantity = read_quantity(without_noise(written), decimal=decimal, whole=whole)
        if _may_hold_status(quantity):
            quantity = _beside_status(written, quantity, decimal, whole=whole)
        if isinstance(quantity, Quantity):
            return replace(quantity, as_written=written)
        options = _among(quantity.options) if quantity.options else ""
        raise Fault(
            quantity.code,
            "value",
            "Chưa có số liệu."
            if quantity.code == "missing"
            else "Số đọc được hai cách."
            if options
            else "Không đọc được số.",
            options or "Ghi một số; để trống dòng nếu chưa có số liệu.",
            options=quantity.options,
            severity="warning" if quantity.code == "missing" else "error",
        )

    def _unit_of(
        self, quantity: Quantity, cell: Cell, indicator: Indicator, unit: Unit, stated: str
    ) -> Unit:
        """The unit of a number, which may itself name one: "93 %", "1,7 tỷ đồng", "100 m"."""
        noun = "%" if quantity.percent else quantity.unit
        text = composed(cell) if isinstance(cell, str) else ""
        if unit.base and (noun or _MULTIPLIER.search(text)):
            raise Fault(
                "two-units",
                "value",
                "Ô giá trị và ô đơn vị cùng ghi đơn vị; số có thể bị nhân hai lần.",
                "Ghi đơn vị ở một chỗ.",
            )
        own = self._vocabulary.unit(noun) if noun else unit
        if own is None or (own.base or own.id) != indicator.unit or (stated and own is not unit):
            raise wrong_unit("value", indicator)
        if quantity.total is not None and indicator.unit == "%" and _is_over_plan(quantity):
            raise Fault(
                "result-over-plan",
                "value",
                "Ô ghi hai số lẻ, như kết quả trên kế hoạch; đây không phải phân số của số đếm.",
                "Ghi kết quả một cột, kế hoạch một cột.",
            )
        if quantity.total is not None and indicator.kind == "rate" and indicator.unit != "%":
            raise Fault("not-a-rate", "value", "Chỉ tiêu là tỷ lệ, ô ghi hai số.", "Ghi một số.")
        return own


def column_mark(texts: Iterable[str]) -> Mark | None:
    """The decimal mark that unambiguous numbers of a column show; None when they differ."""
    return only_mark(marks_shown(texts))


def only_mark(shown_marks: set[str]) -> Mark | None:
    """The mark of several that were shown, if it is one."""
    return next((mark for mark in MARKS if shown_marks == {mark}), None)


def marks_shown(texts: Iterable[str]) -> set[str]:
    """Every decimal mark that some number shows unambiguously."""
    shown_marks: set[str] = set()
    for text in texts:
        if ("," in text or "." in text) and not EITHER_WAY.fullmatch(text):
            for number in NUMBERS.findall(text):
                shown_marks |= _mark(number)
    return shown_marks


def _is_over_plan(quantity: Quantity) -> bool:
    """Whether "62,1/70" is a result over its plan: what is counted out of N is whole."""
    return bool(quantity.value % 1 or (quantity.total or 0) % 1)


def share_disagrees(quantity: Quantity) -> bool:
    """Whether the percentage beside "n/N" is not n/N at the digits it is printed with."""
    if not quantity.total or quantity.share is None:
        return False
    printed = Decimal(repr(quantity.share)).normalize().as_tuple().exponent
    digits = max(0, -printed) if isinstance(printed, int) else 0
    half = 0.5 / 10.0**digits
    return abs(100 * quantity.value / quantity.total - quantity.share) > half + 1e-9


def _mark(number: str) -> set[str]:
    try:
        readings = readings_of(number)
    except Doubt:
        return set()
    return {mark for mark in readings if mark} if len(readings) == 1 else set()


def _machine_number(written: str) -> Quantity:
    if not MACHINE_NUMBER.fullmatch(written):
        raise Fault(
            "not-a-number",
            "value",
            "Cột value của dạng trao đổi chỉ nhận số với dấu chấm thập phân.",
            "Ghi 1699 hoặc 93.2, không có dấu phân cách nghìn.",
        )
    return Quantity(rounded(float(written)), written)


def _may_hold_status(read: Quantity | Unclear) -> bool:
    if isinstance(read, Unclear):
        return read.code in _NO_NUMBER
    return bool(read.unit) and split_status(read.unit)[1] != read.unit


def _beside_status(
    written: str, unread: Quantity | Unclear, decimal: Mark | None, *, whole: bool
) -> Quantity | Unclear:
    """A number with "(ước)" behind it is an estimate; a target or plan has no place in a cell."""
    status, rest = split_status(written)
    quantity = read_quantity(rest, decimal=decimal, whole=whole)
    if " ".join(rest.split()) == clean(written):
        return unread
    if isinstance(quantity, Unclear):
        return unread if quantity.code in _NO_NUMBER else replace(quantity, as_written=written)
    if status in ("target", "plan"):
        word = status_word(status, "vi")
        raise Fault(
            "status-in-value",
            "value",
            f"Ô ghi {word} cùng với số: đây là số {word}, không phải số thực hiện.",
            "Ghi loại số liệu ở cột trạng thái hoặc đầu cột, trong ô chỉ để số.",
        )
    estimate = quantity.estimate or status == "estimate"
    return replace(quantity, as_written=written, estimate=estimate)


def negative() -> Fault:
    """A figure below zero, which nothing counted or measured here can be."""
    return Fault(
        "negative",
        "value",
        "Số âm; chỉ tiêu này không thể âm.",
        "Sửa ô; mức tăng, giảm không phải là số liệu của chỉ tiêu.",
    )


def figure(value: float) -> str:
    """A number in a message, as it is written in Vietnamese, with every digit it has."""
    digits = f"{Decimal(repr(value)).normalize():f}".partition(".")[2]
    return number(value, len(digits), "vi")


def _among(options: Sequence[str]) -> str:
    """Readings that no mark tells apart, with the decimal comma."""
    return f"Ghi rõ một trong: {'; '.join(option.replace('.', ',') for option in options)}."


def _number(cell: Cell, *, percent: bool, whole: bool) -> Quantity:
    if isinstance(cell, bool):
        raise Fault(
            "not-a-number",
            "value",
            "Ô là đúng/sai, không phải số.",
            "Ghi lại ô dạng văn bản (08/08) hoặc một số.",
        )
    if not isinstance(cell, float):
        raise date_fault()
    if percent:
        value = percent_of(cell)
        return Quantity(value, f"{value:.12g}%", percent=True)
    cell = rounded(cell)
    if whole and cell % 1:
        raise Fault(
            "not-whole",
            "value",
            "Chỉ tiêu đếm mà ô là số lẻ.",
            "Ghi số nguyên.",
            options=(shown(cell),),
        )
    return Quantity(cell, shown(cell))
