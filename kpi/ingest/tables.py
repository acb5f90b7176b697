"""A long table (one figure a row, CSV) → Reading.

Two dialects. A table with a column `as_written` is in the program's own exchange form:
`value` is a plain number with a decimal point. Any other table is somebody's, and its
numbers are read by `kpi.quantities`, which asks rather than guesses.
"""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from kpi.areas import AreaFinder
from kpi.catalogue import Catalogue
from kpi.errors import UnreadableError
from kpi.ingest.headers import REQUIRED, Column, column_of, plain
from kpi.ingest.sources import decode
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
    Reading,
    Source,
    Unclear,
    Unit,
)
from kpi.periods import read_period
from kpi.quantities import read_quantity

T = TypeVar("T", ObsStatus, Qualifier)

_MACHINE_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_OPTIONS = "Chọn một trong: {}."


class CellError(Exception):
    """A cell that cannot be used; caught where the row is read and kept as a Problem."""

    def __init__(self, code: str, column: Column, message: str, advice: str) -> None:
        super().__init__(code)
        self.code, self.column, self.message, self.advice = code, column, message, advice


def read_table(
    data: bytes, name: str, catalogue: Catalogue, documents: Mapping[str, Source] | None = None
) -> Reading:
    """Read every row of a long CSV table; what cannot be used is a Problem with its cell.

    Args:
        data: the file.
        name: its name, for messages and as the source of rows that name none.
        catalogue: areas, indicators and units that rows may name.
        documents: sources that rows may cite by id.

    Raises:
        UnreadableError: not UTF-8, or no header with a period, an indicator and a value.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    text = decode(data, name)
    rows = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    header = next(rows, [])
    places = _places(header, name)
    reader = _RowReader(
        catalogue, places, documents or {}, Source(f"tep-{sha256[:12]}", name, file=name)
    )
    candidates: list[Candidate] = []
    problems: list[Problem] = []
    count = 0
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        try:
            candidates.append(reader.candidate(number, cells))
        except CellError as fault:
            problems.append(reader.problem(number, cells, fault))
    return Reading(
        file=name,
        kind="table",
        candidates=tuple(candidates),
        problems=tuple(problems),
        sources=tuple(reader.cited.values()),
        sha256=sha256,
        rows=count,
    )


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(",;\t|", key=header.count)


def _places(header: Sequence[str], name: str) -> dict[Column, int]:
    places: dict[Column, int] = {}
    for place, word in enumerate(header):
        column = column_of(word)
        if column is not None:
            places.setdefault(column, place)
    missing = [c for c in REQUIRED if c not in places]
    if missing or not places.keys() & {"area", "province"}:
        raise UnreadableError(
            f"{name}: dòng đầu không có đủ các cột tỉnh, kỳ, chỉ tiêu, giá trị.",
            f"Dòng đầu hiện là: {', '.join(header)[:200] or '(trống)'}.",
        )
    return places


class _RowReader:
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

    def candidate(self, number: int, cells: Sequence[str]) -> Candidate:
        """The figure of one row; raises CellError for the first cell that cannot be used."""
        row = {c: cells[p].strip() if p < len(cells) else "" for c, p in self._places.items()}
        period = self._period(row["period"])
        area = self._area(row.get("area", ""), row.get("province", ""), period)
        indicator = self._indicators.get(plain(row["indicator"]))
        if indicator is None:
            raise CellError(
                "unknown-indicator",
                "indicator",
                "Không có chỉ tiêu này trong danh mục.",
                "Dùng mã hoặc tên ở trang Danh mục.",
            )
        written_unit = row.get("unit", "")
        unit = self._unit(written_unit, indicator)
        quantity = self._quantity(row["value"], indicator, written_unit)
        qualifier = self._choice("qualifier", row.get("qualifier", ""), QUALIFIERS)
        status = self._choice("status", row.get("status", ""), OBS_STATUSES)
        return Candidate(
            area=area.key,
            indicator=indicator.id,
            period=period,
            obs_status=status or "actual",
            value=quantity.value * unit.factor,
            unit=indicator.unit,
            qualifier=qualifier or quantity.qualifier,
            as_written=row.get("as_written") or row["value"],
            source_id=self._source(row.get("source", "")),
            locator=Locator(kind="cell", cell=_cell(self._places["value"], number)),
            note=row.get("note", ""),
        )

    def problem(self, number: int, cells: Sequence[str], fault: CellError) -> Problem:
        """A fault with its cell and what stood there."""
        place = self._places.get(fault.column, self._places.get("province", 0))
        written = cells[place] if place < len(cells) else ""
        locator = Locator(kind="cell", cell=_cell(place, number))
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

    def _unit(self, written: str, indicator: Indicator) -> Unit:
        unit = self._units.get(written) if written else self._catalogue.units[indicator.unit]
        if unit is None or (unit.base or unit.id) != indicator.unit:
            raise CellError(
                "wrong-unit",
                "unit",
                f"Đơn vị không hợp với chỉ tiêu (đơn vị gốc: {indicator.unit}).",
                "Sửa đơn vị, hoặc để trống nếu đã ghi theo đơn vị gốc.",
            )
        return unit

    def _quantity(self, written: str, indicator: Indicator, unit: str) -> Quantity:
        if self._exchange_form:
            if _MACHINE_NUMBER.fullmatch(written):
                return Quantity(float(written), written)
            raise CellError(
                "not-a-number",
                "value",
                "Cột value của dạng trao đổi chỉ nhận số với dấu chấm thập phân.",
                "Ghi 1699 hoặc 93.2, không có dấu phân cách nghìn.",
            )
        # A multiple ("triệu thuê bao") may well carry decimals, its base unit does not.
        whole = indicator.kind == "count" and unit in ("", indicator.unit)
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

    def _choice(self, column: Column, written: str, allowed: Sequence[T]) -> T | None:
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


def _indicator_words(catalogue: Catalogue) -> Iterable[tuple[str, Indicator]]:
    """Ids and names, plain; a name that two indicators share names neither."""
    words: dict[str, list[Indicator]] = {}
    for indicator in catalogue.indicators.values():
        for word in {plain(w) for w in (indicator.id, indicator.name_vi, indicator.name_en)}:
            words.setdefault(word, []).append(indicator)
    return ((word, named[0]) for word, named in words.items() if len(named) == 1)


def _unit_words(catalogue: Catalogue) -> Iterable[tuple[str, Unit]]:
    return ((word, u) for u in catalogue.units.values() for word in (u.id, *u.spellings))


def _cell(place: int, row: int) -> str:
    """A cell's address as spreadsheets write it: column letters, row from 1."""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters = chr(ord("A") + letter) + letters
        place -= 1
    return f"{letters}{row}"
