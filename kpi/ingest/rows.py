"""One row of a long table → Candidate, or a Problem for each of its cells that cannot be used."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal, TypeVar

from kpi.areas import AreaFinder
from kpi.catalogue import Catalogue
from kpi.ingest.headers import Column, plain
from kpi.ingest.sources import cell_address
from kpi.model import (
    OBS_STATUSES,
    QUALIFIERS,
    Area,
    Candidate,
    Indicator,
    Locator,
    ObsStatus,
    Period,
    Problem,
    Qualifier,
    Quantity,
    Source,
    Unclear,
    Unit,
)
from kpi.periods import read_period, split_status
from kpi.quantities import read_quantity
from kpi.quantities.words import SCALES

R = TypeVar("R")
T = TypeVar("T", ObsStatus, Qualifier)

# Eighteen digits are more than a float tells apart; four hundred would read as infinity.
_MACHINE_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_MULTIPLIER = re.compile(rf"(?<!\w)({'|'.join(SCALES)})(?!\w)", re.I)
_OPTIONS = "Chọn một trong: {}."


class CellError(Exception):
    """A cell that cannot be used; caught where the row is read and kept as a Problem."""

    def __init__(self, code: str, column: Column, message: str, advice: str) -> None:
        super().__init__(code)
        self.code, self.column, self.message, self.advice = code, column, message, advice


class RowReader:
    """Rows of one table. Names repeat down a table, so every look-up is done once."""

    def __init__(
        self,
        catalogue: Catalogue,
        places: Mapping[Column, int],
        documents: Mapping[str, Source],
        itself: Source,
    ) -> None:
        self._catalogue = catalogue
        self._places = places
        self._documents = documents
        self._itself = itself
        self._finder = AreaFinder(catalogue)
        self._indicators = dict(_indicator_words(catalogue))
        self._units = dict(_unit_words(catalogue))
        self._exchange_form = "as_written" in places
        self.cited: dict[str, Source] = {}
        self._period: Callable[[str], Period] = lru_cache(maxsize=None)(self._read_period)
        self._area: Callable[[str, str, Period], Area] = lru_cache(maxsize=None)(self._read_area)

    def read(self, number: int, cells: Sequence[str]) -> Candidate | list[Problem]:
        """The figure of one row, or a Problem for every cell that cannot be used."""
        row = {c: cells[p].strip() if p < len(cells) else "" for c, p in self._places.items()}
        faults: list[CellError] = []

        def use(read: Callable[..., R], *given: object) -> R | None:
            """None for a cell with a fault, and for one that hangs on such a cell."""
            try:
                return None if any(g is None for g in given) else read(*given)
            except CellError as fault:
                faults.append(fault)
                return None

        period = use(self._period, row["period"])
        area = use(self._area, row.get("area", ""), row.get("province", ""), period)
        indicator = use(self._indicator, row["indicator"])
        unit = use(self._unit, row.get("unit", ""), indicator)
        quantity = use(self._quantity, row["value"], indicator, unit, row.get("unit", ""))
        qualifier = use(_choice, "qualifier", row.get("qualifier", ""), QUALIFIERS)
        stated = use(_choice, "status", row.get("status", ""), OBS_STATUSES)
        status = use(_status, stated or "", row["period"], quantity)
        source_id = use(self._source, row.get("source", ""))
        if faults or not (period and area and indicator and quantity and status and source_id):
            return [self._problem(number, cells, fault) for fault in faults]
        return Candidate(
            area=area.key,
            indicator=indicator.id,
            period=period,
            obs_status=status,
            value=quantity.value,
            unit=indicator.unit,
            qualifier=qualifier or quantity.qualifier,
            as_written=row.get("as_written") or row["value"],
            source_id=source_id,
            locator=Locator(kind="cell", cell=cell_address(self._places["value"], number)),
            note=row.get("note", ""),
        )

    def _problem(self, number: int, cells: Sequence[str], fault: CellError) -> Problem:
        """A fault with its cell and what stood there."""
        place = self._places.get(fault.column, self._places.get("province", 0))
        written = cells[place] if place < len(cells) else ""
        locator = Locator(kind="cell", cell=cell_address(place, number))
        return Problem(fault.code, "error", locator, written, fault.message, fault.advice)

    def _read_period(self, written: str) -> Period:
        period = read_period(written)
        if isinstance(period, Unclear):
            raise CellError(
                period.code,
                "period",
                "Không đọc được kỳ số liệu.",
                "Ghi 2022, 2022-H1, 2022-Q3, 2022-09 hoặc 2022-11-30.",
            )
        return period

    def _read_area(self, key: str, name: str, period: Period) -> Area:
        found = self._finder.find(key or name, period=period)
        column: Column = "area" if key else "province"
        if isinstance(found, Unclear):
            advice = _OPTIONS.format(", ".join(found.options)) if found.options else ""
            raise CellError(
                found.code,
                column,
                "Tên địa phương không xác định được một cách duy nhất.",
                advice or "Viết tên có dấu, hoặc mã như vn63:27.",
            )
        if key and name:
            named = self._finder.find(name, scheme=found.scheme)
            if isinstance(named, Unclear) or named.key != found.key:
                raise CellError(
                    "two-areas",
                    "province",
                    f"Mã {key} và tên '{name}' chỉ hai địa phương khác nhau.",
                    "Sửa mã hoặc tên cho khớp.",
                )
        return found

    def _indicator(self, written: str) -> Indicator:
        indicator = self._indicators.get(plain(written))
        if indicator is None:
            raise CellError(
                "unknown-indicator",
                "indicator",
                "Không có chỉ tiêu này trong danh mục.",
                "Dùng mã hoặc tên ở trang Danh mục.",
            )
        return indicator

    def _unit(self, written: str, indicator: Indicator) -> Unit:
        unit = self._units.get(written) if written else self._catalogue.units[indicator.unit]
        if unit is None or (unit.base or unit.id) != indicator.unit:
            raise _wrong_unit("unit", indicator)
        return unit

    def _quantity(self, written: str, indicator: Indicator, unit: Unit, stated: str) -> Quantity:
        """The value in the indicator's unit; `stated` is what the cell of the unit says."""
        if self._exchange_form:
            quantity = _machine_number(written)
        else:
            # A multiple ("triệu thuê bao") may well carry decimals, its base unit does not.
            quantity = _written_number(written, whole=indicator.kind == "count" and not unit.base)
            unit = self._unit_of(quantity, written, indicator, unit, stated)
        return replace(quantity, value=quantity.value * unit.factor)

    def _unit_of(
        self, quantity: Quantity, written: str, indicator: Indicator, unit: Unit, stated: str
    ) -> Unit:
        """The unit of a number, which may itself name one: "93 %", "1,7 tỷ đồng", "100 m"."""
        noun = "%" if quantity.percent else quantity.unit
        if unit.base and (noun or _MULTIPLIER.search(unicodedata.normalize("NFC", written))):
            raise CellError(
                "two-units",
                "value",
                "Ô giá trị và ô đơn vị cùng ghi đơn vị; số có thể bị nhân hai lần.",
                "Ghi đơn vị ở một chỗ.",
            )
        own = self._units.get(noun) if noun else unit
        if own is None or (own.base or own.id) != indicator.unit or (stated and own is not unit):
            raise _wrong_unit("value", indicator)
        if indicator.kind == "rate" and quantity.total is not None:
            raise CellError(
                "not-a-rate", "value", "Chỉ tiêu là tỷ lệ, ô ghi hai số.", "Ghi tỷ lệ phần trăm."
            )
        return own

    def _source(self, written: str) -> str:
        source = self._documents.get(written) or self._itself
        if written and source is self._itself:
            raise CellError(
                "unknown-source",
                "source",
                "Không có tài liệu nào mang mã này.",
                "Nạp kèm tệp sources.csv có mã đó, hoặc để trống ô nguồn.",
            )
        self.cited[source.source_id] = source
        return source.source_id


def _machine_number(written: str) -> Quantity:
    if not _MACHINE_NUMBER.fullmatch(written):
        raise CellError(
            "not-a-number",
            "value",
            "Cột value của dạng trao đổi chỉ nhận số với dấu chấm thập phân.",
            "Ghi 1699 hoặc 93.2, không có dấu phân cách nghìn.",
        )
    return Quantity(float(written), written)


def _written_number(written: str, *, whole: bool) -> Quantity:
    quantity = read_quantity(written, whole=whole)
    if isinstance(quantity, Unclear):
        options = _OPTIONS.format("; ".join(quantity.options)) if quantity.options else ""
        raise CellError(
            quantity.code,
            "value",
            "Số đọc được hai cách." if options else "Không đọc được số.",
            options or "Ghi một số; để trống dòng nếu chưa có số liệu.",
        )
    return quantity


def _status(stated: ObsStatus | Literal[""], period: str, quantity: Quantity) -> ObsStatus:
    """What the row says of its figure; words beside period and number count as well."""
    said = {split_status(period)[0]} - {"actual"}
    if quantity.estimate:
        said.add("estimate")
    if stated:
        said.add(stated)
    if len(said) > 1:
        raise CellError(
            "two-statuses",
            "status" if stated else "period",
            "Các ô của dòng nói khác nhau: thực hiện, ước, kế hoạch hay mục tiêu.",
            "Sửa cho các ô khớp nhau.",
        )
    return said.pop() if said else "actual"


def _choice(column: Column, written: str, allowed: Sequence[T]) -> T | None:
    if not written:
        return None
    for one in allowed:
        if one == written:
            return one
    raise CellError(
        f"unknown-{column}",
        column,
        f"Giá trị không có trong danh sách của cột {column}.",
        _OPTIONS.format(", ".join(allowed)),
    )


def _wrong_unit(column: Column, indicator: Indicator) -> CellError:
    return CellError(
        "wrong-unit",
        column,
        f"Đơn vị không hợp với chỉ tiêu (đơn vị gốc: {indicator.unit}).",
        "Sửa đơn vị, hoặc để trống nếu đã ghi theo đơn vị gốc.",
    )


def _indicator_words(catalogue: Catalogue) -> Iterable[tuple[str, Indicator]]:
    """Ids and names, plain; a name that two indicators share names neither."""
    words: dict[str, list[Indicator]] = {}
    for indicator in catalogue.indicators.values():
        for word in {plain(w) for w in (indicator.id, indicator.name_vi, indicator.name_en)}:
            words.setdefault(word, []).append(indicator)
    return ((word, named[0]) for word, named in words.items() if len(named) == 1)


def _unit_words(catalogue: Catalogue) -> Iterable[tuple[str, Unit]]:
    return ((word, u) for u in catalogue.units.values() for word in (u.id, *u.spellings))
