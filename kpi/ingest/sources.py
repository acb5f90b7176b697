"""A table of documents (source_id, title, publisher, …) → Source values."""

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import fields

from kpi.errors import UnreadableError
from kpi.model import Locator, Period, Problem, Reading, Source

HEADER = tuple(f.name for f in fields(Source))
_KINDS = ("official_table", "report", "press")


def decode(data: bytes, name: str) -> str:
    """The text of a UTF-8 file, with or without a byte-order mark.

    Raises:
        UnreadableError: when the bytes are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{name}: tệp không ở bảng mã UTF-8.", "Lưu lại tệp dạng CSV UTF-8 rồi thử lại."
        ) from error


def csv_rows(text: str, name: str, delimiter: str = ",") -> list[list[str]]:
    """Every row of a CSV text, empty ones as []; line ends of any system.

    Raises:
        UnreadableError: when no CSV could look like this.
    """
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableError(
            f"{name}: tệp không phải bảng CSV.", "Lưu lại tệp dạng CSV UTF-8 rồi thử lại."
        ) from error


def is_source_table(data: bytes) -> bool:
    """Whether a file is a table of documents, by its header."""
    return data.removeprefix(b"\xef\xbb\xbf").startswith(b"source_id,title,")


def read_sources(data: bytes, name: str) -> Reading:
    """Every document of the table; a row that cannot be used is a Problem with its cell."""
    header, *rows = csv_rows(decode(data, name), name) or [[]]
    sources: list[Source] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        row = dict.fromkeys(HEADER, "") | dict(zip(header, cells, strict=False))
        faults = list(_faults(row, seen))
        problems += [_problem(header, number, row, *fault) for fault in faults]
        if not faults:
            seen.add(row["source_id"])
            sources.append(Source(**{key: row[key] for key in HEADER}))  # type: ignore[arg-type]
    return Reading(
        file=name,
        kind="table",
        problems=tuple(problems),
        sources=tuple(sources),
        sha256=hashlib.sha256(data).hexdigest(),
        rows=sum(any(cell.strip() for cell in cells) for cells in rows),
    )


def _problem(
    header: list[str], number: int, row: dict[str, str], key: str, message: str, advice: str
) -> Problem:
    place = header.index(key) if key in header else 0
    locator = Locator(kind="cell", cell=cell_address(place, number))
    return Problem("bad-source", "error", locator, row[key], message, advice)


def _faults(row: dict[str, str], seen: set[str]) -> Iterable[tuple[str, str, str]]:
    """Column, what is wrong there, and what to do about it."""
    for key in ("source_id", "title"):
        if not row[key]:
            yield key, "Tài liệu thiếu mã hoặc tên.", "Ghi đủ source_id và title."
    if row["source_id"] in seen:
        yield "source_id", "Mã tài liệu ghi hai lần.", "Giữ một dòng cho mỗi tài liệu."
    if row["kind"] not in _KINDS:
        yield (
            "kind",
            f"Loại tài liệu '{row['kind']}' không có.",
            f"Ghi một trong: {', '.join(_KINDS)}.",
        )
    for key in ("published_on", "retrieved_on"):
        if not _is_partial_date(row[key]):
            yield (
                key,
                f"{key} '{row[key]}' không phải ngày.",
                "Ghi 2023, 2023-07 hoặc 2023-07-12.",
            )


def _is_partial_date(written: str) -> bool:
    try:
        return not written or Period.of(written).kind in ("year", "month", "day")
    except ValueError:
        return False


def cell_address(place: int, row: int) -> str:
    """A cell's address as spreadsheets write it: column letters, row from 1."""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters = chr(ord("A") + letter) + letters
        place -= 1
    return f"{letters}{row}"
