"""Files of tests/files/ and small tables, read with the real catalogue."""

import io
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import openpyxl

from kpi import settings
from kpi.catalogue import Catalogue, load_catalogue
from kpi.ingest.tables.reading import read_table
from kpi.model import Candidate, Reading

FILES = Path(__file__).parents[1] / "files"
CASES = FILES / "cases"
Rows = Sequence[Sequence[object]]
# Eight sources say the same, so a test names only what it is about.
BAC_NINH, BAC_GIANG, HA_NOI = "vn63:27", "vn63:24", "vn63:01"


@cache
def shipped() -> Catalogue:
    """The catalogue of config/."""
    return load_catalogue(settings.CONFIG)


def read_file(name: str, answers: Mapping[str, str] | None = None) -> Reading:
    """A file of tests/files/."""
    return read_bytes((FILES / name).read_bytes(), name, answers)


def read_bytes(
    data: bytes, name: str = "bang.csv", answers: Mapping[str, str] | None = None
) -> Reading:
    """Bytes as a file."""
    return read_table(data, name, shipped(), answers=answers)


def read_rows(rows: Rows, answers: Mapping[str, str] | None = None) -> Reading:
    """Rows as a CSV with ";" between cells; None is a blank cell."""
    lines = (";".join("" if c is None else str(c) for c in row) for row in rows)
    return read_bytes("\n".join(lines).encode(), answers=answers)


def workbook(rows: Rows, title: str = "Sheet1") -> bytes:
    """Rows as an XLSX of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def values(reading: Reading) -> dict[tuple[str, str, str], float]:
    """(area, indicator, period) → value of every candidate."""
    return {(c.area, c.indicator, c.period.key): c.value for c in reading.candidates}


def at(reading: Reading, cell: str) -> Candidate:
    """The candidate read from a cell."""
    (found,) = [c for c in reading.candidates if c.locator.cell == cell]
    return found


def codes(reading: Reading) -> set[tuple[str, str, str]]:
    """Every problem as (code, severity, cell)."""
    return {(p.code, p.severity, p.locator.cell) for p in reading.problems}


def reasons(reading: Reading, cell: str) -> list[str]:
    """Why a cell was left out; a list of cells and a range name all they hold."""
    return [
        left.reason
        for left in reading.left_out
        if cell == left.where.cell or cell in left.where.cell.split(", ")
    ]
