"""Files of tests/files/ and small tables, read with the real catalogue."""

import io
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import openpyxl

from kpi import settings
from kpi.catalogue import Catalogue, load_catalogue
from kpi.ingest.formats.sheet import Cell, Sheet, Workbook
from kpi.ingest.tables.questions import option_words
from kpi.ingest.tables.reading import read_table, read_workbook
from kpi.model import Candidate, Problem, Reading

FILES = Path(__file__).parents[1] / "files"
CASES = FILES / "cases"
Rows = Sequence[Sequence[object]]
# Eight sources say the same, so a test names only what it is about.
BAC_NINH, BAC_GIANG, HA_NOI = "vn63:27", "vn63:24", "vn63:01"


@cache
def shipped() -> Catalogue:
    """The catalogue of config/."""
    return load_catalogue(settings.CONFIG)


def files() -> list[Path]:
    """The files of tests/files/ that tables are read from."""
    return sorted(path for path in FILES.iterdir() if path.is_file())


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


def read_sheet(
    rows: Rows, answers: Mapping[str, str] | None = None, name: str = "Sheet1", **looks: object
) -> Reading:
    """Rows as a sheet of a workbook.

    Args:
        rows: the cells; a whole number is a float, as in every workbook.
        answers: by question what was answered.
        name: of the sheet.
        looks: what a `Sheet` shows besides: merged, hidden_rows, struck, units, …
    """
    cells: list[list[Cell]] = [
        [float(c) if isinstance(c, int) else c for c in row]  # type: ignore[misc]
        for row in rows
    ]
    sheet = Sheet(name, cells, **looks)  # type: ignore[arg-type]
    return read_workbook(Workbook((sheet,)), "bang.xlsx", "0" * 64, shipped(), None, answers)


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


def asked(reading: Reading) -> dict[str, Problem]:
    """The questions of a reading by their keys."""
    return {p.question: p for p in reading.problems if p.severity == "question"}


def said(problem: Problem) -> list[str]:
    """A question's options as a clerk reads them."""
    return [option_words(problem, option)[0] for option in problem.options]


def reasons(reading: Reading, cell: str) -> list[str]:
    """Why a cell was left out; a list of cells and a range name all they hold."""
    return [
        left.reason
        for left in reading.left_out
        if cell == left.where.cell or cell in left.where.cell.split(", ")
    ]
