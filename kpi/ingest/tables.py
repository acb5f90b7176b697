"""A long table (one figure a row, CSV) → Reading.

Two dialects. A table with a column `as_written` is in the program's own exchange form:
`value` is a plain number with a decimal point. Any other table is somebody's, and its
numbers are read by `kpi.quantities`, which asks rather than guesses.
"""

import hashlib
from collections.abc import Mapping, Sequence

from kpi.catalogue import Catalogue
from kpi.errors import UnreadableError
from kpi.ingest.headers import REQUIRED, Column, column_of
from kpi.ingest.rows import RowReader
from kpi.ingest.sources import csv_rows, decode
from kpi.model import Candidate, Problem, Reading, Source


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
        UnreadableError: not UTF-8, not CSV, or no header with a place, a period, an
            indicator and a value, each once.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    text = decode(data, name)
    header, *rows = csv_rows(text, name, _delimiter(text)) or [[]]
    places = _places(header, name)
    reader = RowReader(
        catalogue, places, documents or {}, Source(f"tep-{sha256[:12]}", name, file=name)
    )
    candidates: list[Candidate] = []
    problems: list[Problem] = []
    count = 0
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        read = reader.read(number, cells)
        if isinstance(read, Candidate):
            candidates.append(read)
        else:
            problems += read
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
        if column in places:
            # "Năm" beside "Kỳ": the first alone would make a year of a half year.
            raise UnreadableError(
                f"{name}: hai cột '{header[places[column]]}' và '{word}' cùng nghĩa.",
                "Gộp hai cột làm một, hoặc đổi tên cột không dùng.",
            )
        if column is not None:
            places[column] = place
    missing = [c for c in REQUIRED if c not in places]
    if missing or not places.keys() & {"area", "province"}:
        raise UnreadableError(
            f"{name}: dòng đầu không có đủ các cột tỉnh, kỳ, chỉ tiêu, giá trị.",
            f"Dòng đầu hiện là: {', '.join(header)[:200] or '(trống)'}.",
        )
    return places
