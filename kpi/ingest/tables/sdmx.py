"""Tables of the statistical exchange format SDMX-CSV, in the words of this program.

The concepts have fixed names in every such file; codes of places and indicators are each
agency's own, so that only names and this program's own keys are known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpi.ingest.formats.sheet import Cell, Sheet, shown
from kpi.ingest.tables.ledger import Fault, Ledger, cell_locator
from kpi.model import Problem

_CONCEPTS: Mapping[str, str] = {
    "REF_AREA": "province",
    "INDICATOR": "indicator",
    "TIME_PERIOD": "period",
    "OBS_VALUE": "value",
    "UNIT_MEASURE": "unit",
    "OBS_STATUS": "status",
    "COMMENT_OBS": "note",
}
_NEEDED = ("REF_AREA", "TIME_PERIOD", "OBS_VALUE")
_MULTIPLE = "UNIT_MULT"
# The codes of CL_OBS_STATUS that say what this program tells apart; A is an ordinary value.
_STATUSES: Mapping[str, str] = {"A": "actual", "E": "estimate", "P": "estimate", "": "actual"}
_UNITS: Mapping[str, str] = {"PT": "%", "PERCENT": "%", "PC": "%"}
_SEARCHED = 5


@dataclass(frozen=True)
class _Head:
    """The row that names the concepts, and where each stands."""

    row: int
    places: Mapping[str, int]


def as_long_table(sheet: Sheet, ledger: Ledger) -> Sheet:
    """The sheet with the concepts as headings and their codes as words; any other as it is.

    A multiple that stands in a column of its own is no part of the value, so that such a row
    is refused.
    """
    head = _head(sheet)
    if head is None:
        return sheet
    rows: list[Sequence[Cell]] = list(sheet.rows)
    rows[head.row] = [_CONCEPTS.get(_name(cell), "") for cell in rows[head.row]]
    for number in range(head.row + 1, len(rows)):
        rows[number] = _row(sheet, number, head, ledger)
    ledger.add(_told(sheet, head))
    return sheet.with_rows(rows)


def _head(sheet: Sheet) -> _Head | None:
    for number, row in enumerate(sheet.rows[:_SEARCHED]):
        places = {name: place for place, cell in enumerate(row) if (name := _name(cell))}
        if all(name in places for name in _NEEDED):
            return _Head(number, places)
    return None


def _name(cell: Cell) -> str:
    """A concept; writers add its label behind a colon ("REF_AREA: Area")."""
    return shown(cell).partition(":")[0].strip().upper()


def _row(sheet: Sheet, number: int, head: _Head, ledger: Ledger) -> Sequence[Cell]:
    row = list(sheet.rows[number])
    multiple = head.places.get(_MULTIPLE, len(row))
    power = shown(row[multiple]).strip() if multiple < len(row) else ""
    if power not in ("", "0"):
        fault = Fault(
            "sdmx-multiple",
            "value",
            f"SDMX: giá trị còn phải nhân với 10^{power} (UNIT_MULT); số không được nhân hộ.",
            "Xuất lại với UNIT_MULT = 0.",
        )
        ledger.report(fault, cell_locator(sheet.name, number, multiple), power)
        return []
    for name, words in (("OBS_STATUS", _STATUSES), ("UNIT_MEASURE", _UNITS)):
        place = head.places.get(name, len(row))
        if place < len(row):
            code = shown(row[place]).strip()
            row[place] = words.get(code.upper(), code)
    for name in ("REF_AREA", "INDICATOR", "UNIT_MEASURE"):
        place = head.places.get(name, len(row))
        if place < len(row):
            row[place] = _label(shown(row[place]))
    place = head.places["TIME_PERIOD"]
    if place < len(row):
        row[place] = shown(row[place]).replace("-S", "-H")
    return row


def _label(code: str) -> str:
    """The label behind a code ("VN-HN: Hà Nội"); a key of this program is no code with a label."""
    return code.partition(": ")[2].strip() or code.strip()


def _told(sheet: Sheet, head: _Head) -> Problem:
    return Problem(
        "sdmx",
        "warning",
        cell_locator(sheet.name, head.row, head.places["REF_AREA"]),
        ", ".join(_NEEDED),
        "Tệp ở dạng SDMX-CSV: REF_AREA là tỉnh, INDICATOR là chỉ tiêu, TIME_PERIOD là kỳ, "
        "OBS_VALUE là giá trị. Mã của cơ quan khác không có trong danh mục thì không được đoán.",
        "Nếu dòng bị từ chối vì mã, ghi tên tỉnh và tên chỉ tiêu thay cho mã.",
    )
