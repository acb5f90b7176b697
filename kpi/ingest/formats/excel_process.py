"""Run as a program of its own: an Excel file on standard input → its sheets as JSON.

A damaged workbook can stop, or blow up, the process that reads it; here that process is not
the one that serves people. Nothing of the workbook is ever executed.
"""

import io
import json
import re
import sys
import zipfile
from datetime import date, time
from itertools import repeat
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

MOST_UNPACKED = 300 * 2**20
_PERCENT_STYLE = re.compile(rb'numFmtId="(?:9|10)"|formatCode="[^"]*%')
_ODD_CELLS = re.compile(rb"<(?:\w+:)?f[ >/]| t=\"e\"")


class Refused(Exception):  # noqa: N818 -- a message to the parent process
    """Why the file is not read, as a word the parent knows."""


def main() -> None:
    """Read one workbook; limits come as arguments: bytes of memory, cells, sheets."""
    memory, cells, sheets = map(int, sys.argv[1:4])
    _limit(memory)
    try:
        answer = read(sys.stdin.buffer.read(), cells, sheets)
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def read(data: bytes, most_cells: int, most_sheets: int) -> dict[str, Any]:
    """Visible sheets with their cells, and the names of the hidden ones."""
    packed = data[:2] == b"PK"
    if packed:
        _check_size(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise Refused("password") from None
    except CalamineError:
        raise Refused("damaged") from None
    known = book.sheets_metadata
    if len(known) > most_sheets:
        raise Refused("sheets")
    hidden = [s.name for s in known if s.visible != SheetVisibleEnum.Visible]
    found = _cells(book, [s.name for s in known if s.name not in hidden], most_cells)
    if packed and found:
        _see_what_values_hide(data, found)
    return {"sheets": found, "hidden": hidden}


def _cells(book: CalamineWorkbook, names: list[str], most: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    count = 0
    for name in names:
        sheet = book.get_sheet_by_name(name)
        count += sheet.total_height * sheet.total_width
        if count > most:
            raise Refused("cells")
        rows = [list(map(_plain, row)) for row in sheet.to_python(skip_empty_area=False)]
        merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        found.append({"name": name, "rows": rows, "merged": merged, "percent": [], "faults": []})
    return found


def _plain(cell: object) -> object:
    """What JSON can carry; dates go as {"d": text}, times as {"t": text}."""
    if isinstance(cell, bool | str | float):
        return cell
    if isinstance(cell, int):
        return float(cell)
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    return {"t": cell.isoformat() if isinstance(cell, time) else str(cell)}


def _check_size(data: bytes) -> None:
    """A small zip can hold gigabytes of nothing."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise Refused("damaged") from None
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused("bomb")


def _see_what_values_hide(data: bytes, found: list[dict[str, Any]]) -> None:
    """Percent formats, errors and uncomputed formulas, which calamine does not tell of.

    openpyxl knows them but takes ten times as long, so it is asked only about workbooks
    whose parts show that there is something to see.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = parts.namelist()
        styles = b"".join(parts.read(n) for n in names if n.endswith("styles.xml"))
        odd = any(_ODD_CELLS.search(parts.read(n)) for n in names if n.startswith("xl/worksheets/"))
    if not odd and not _PERCENT_STYLE.search(styles):
        return
    # Its import alone takes longer than most workbooks.
    from openpyxl import load_workbook  # noqa: PLC0415

    written = load_workbook(io.BytesIO(data), read_only=True)
    computed = load_workbook(io.BytesIO(data), read_only=True, data_only=True) if odd else None
    for sheet in found:
        name = sheet["name"]
        if name not in written.sheetnames:
            continue
        values = computed[name].iter_rows() if computed else repeat(None)
        for cells, beside in zip(written[name].iter_rows(), values, strict=False):
            for cell, value in zip(cells, beside or cells, strict=False):
                _see(cell, value, sheet)


def _see(cell: Any, value: Any, sheet: dict[str, Any]) -> None:
    if cell.value is None:
        return
    place = cell.column - 1
    if value.data_type == "e":
        sheet["faults"].append((cell.row - 1, place, str(value.value)))
    elif cell.data_type == "f" and value.value is None:
        sheet["faults"].append((cell.row - 1, place, str(cell.value)))
    elif value.data_type == "n" and "%" in (cell.number_format or ""):
        sheet["percent"].append((cell.row - 1, place))


def _limit(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
