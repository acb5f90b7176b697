"""A clerk's file, from its bytes to the published batch.

A CSV of 100 000 rows and an XLSX of 20 000 with number formats, one figure a row: read and
checked, previewed, published. The floor is DuckDB's own all-varchar read_csv of the same CSV and
an insert of it, in the same run: it understands nothing and checks nothing. Of three runs of each
the fastest counts, since whatever else the machine does only slows one down.
"""

import io
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import duckdb
import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kpi import settings
from kpi.catalogue import Catalogue, load_catalogue
from kpi.ingest import door
from kpi.ingest.tables.reading import read_table
from kpi.model import Indicator, Person
from kpi.publish import preview, publish
from kpi.store import Store

HEADER = ("Tỉnh", "Kỳ", "Chỉ tiêu", "Giá trị", "Đơn vị tính")
MOST_TIMES = 10.0
LEAST, MOST = 4000, 9000  # what no figure of the files is beyond
_RUNS = 3
T = TypeVar("T")


def main() -> None:
    """Make both files, run each three times, print seconds, rows a second and the ratio."""
    catalogue = load_catalogue(settings.CONFIG)
    csv = "\n".join(";".join(map(str, row)) for row in rows(catalogue, 100_000)).encode()
    floor = min(duckdb_floor(csv) for _ in range(_RUNS))
    print(f"DuckDB read_csv + insert of the CSV, nothing checked: {floor:6.2f} s")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Số liệu")
    for row in rows(catalogue, 20_000):
        sheet.append(as_numbers(sheet, row))
    stream = io.BytesIO()
    book.save(stream)
    for name, data, count in (("csv", csv, 100_000), ("xlsx", stream.getvalue(), 20_000)):
        total = intake(catalogue, f"bang.{name}", data, count)
        if name == "csv":
            print(
                f"      {total / floor:.1f} × the floor; {MOST_TIMES:.0f} × is the most it may be"
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory, store and preview included: {peak:.0f} MB")


def rows(catalogue: Catalogue, count: int) -> Iterator[tuple[object, ...]]:
    """The header and `count` figures, no key twice, written as Vietnamese write them."""
    areas = catalogue.areas_of("vn63")
    indicators = [i for i in catalogue.indicators.values() if _holds(i)]
    yield HEADER
    for number in range(count):
        rest, area = divmod(number, len(areas))
        rest, at = divmod(rest, len(indicators))
        year, month = divmod(rest, 12)
        value = f"{LEAST + number * 7919 % (MOST - LEAST):,}".replace(",", ".")
        yield (
            *(areas[area].name_vi, f"{month + 1:02}/{1995 + year}"),
            *(indicators[at].name_vi, value, indicators[at].unit),
        )


def _holds(indicator: Indicator) -> bool:
    """Whether the figures of the files are likely ones of an indicator."""
    low, high = indicator.plausible.low or 0, indicator.plausible.high
    fits = low <= LEAST and (high is None or high >= MOST)
    return fits and indicator.unit in ("trạm", "thuê bao", "tổ")


def as_numbers(sheet: WriteOnlyWorksheet, row: tuple[object, ...]) -> list[object]:
    """A row whose figure is a number under a format, as Excel keeps it."""
    cells = list(row)
    if row != HEADER:
        cells[3] = WriteOnlyCell(sheet, int(str(row[3]).replace(".", "")))
        cells[3].number_format = '#,##0" "'
    return cells


def intake(catalogue: Catalogue, name: str, data: bytes, count: int) -> float:
    """Read, preview and publish one file into an empty store; seconds of all three, at best."""
    read, seen, done = min((_intake(catalogue, name, data, count) for _ in range(_RUNS)), key=sum)
    total = read + seen + done
    door.read(data, name, catalogue)
    again = min(timed(lambda: door.read(data, name, catalogue))[0] for _ in range(_RUNS))
    print(
        f"{name:9} {count} rows: read {read:5.2f} s, preview {seen:5.2f} s, "
        f"publish {done:5.2f} s; {count / total:,.0f} rows/s; "
        f"in a worker, opened before: {again:.2f} s"
    )
    return total


def _intake(catalogue: Catalogue, name: str, data: bytes, count: int) -> tuple[float, float, float]:
    with Store.in_memory() as store:
        read, reading = timed(lambda: read_table(data, name, catalogue))
        assert len(reading.candidates) == count, reading.problems[:3]
        seen, changes = timed(lambda: preview(store, catalogue, reading))
        clerk = Person("bench", "admin", "bench")
        confirmed = frozenset(problem.question for problem in changes.questions)
        done, _ = timed(lambda: publish(store, changes, by=clerk, reason="", confirmed=confirmed))
    return read, seen, done


def duckdb_floor(csv: bytes) -> float:
    """Seconds DuckDB takes to read the same CSV as text and insert it into a table."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(f"{folder}/f.duckdb") as base:
        path = Path(folder) / "bang.csv"
        path.write_bytes(csv)
        base.execute("create table figure (a varchar, b varchar, c varchar, d varchar, e varchar)")
        insert = "insert into figure select * from read_csv(?, all_varchar=true, delim=';')"
        return timed(lambda: base.execute(insert, [str(path)]).fetchall())[0]


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds on the clock, and the answer."""
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


if __name__ == "__main__":
    main()
