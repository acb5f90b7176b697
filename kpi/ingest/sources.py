"""A table of documents (source_id, title, publisher, …) → Source values."""

import csv
import hashlib
import io
import re
from dataclasses import fields

from kpi.errors import UnreadableError
from kpi.model import Locator, Problem, Reading, Source

HEADER = tuple(f.name for f in fields(Source))
_KINDS = ("official_table", "report", "press")
_PARTIAL_DATE = re.compile(r"|\d{4}(-\d\d(-\d\d)?)?")


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


def is_source_table(data: bytes) -> bool:
    """Whether a file is a table of documents, by its header."""
    return data.removeprefix(b"\xef\xbb\xbf").startswith(b"source_id,title,")


def read_sources(data: bytes, name: str) -> Reading:
    """Every document of the table; a row that cannot be used is a Problem."""
    rows = list(csv.DictReader(io.StringIO(decode(data, name))))
    sources: list[Source] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        wrong = _fault(row, seen)
        if wrong:
            place = Locator(kind="cell", cell=f"A{number}")
            problems.append(
                Problem("bad-source", "error", place, row.get("source_id") or "", *wrong)
            )
            continue
        seen.add(row["source_id"])
        sources.append(Source(**{key: row.get(key) or "" for key in HEADER}))  # type: ignore[arg-type]
    return Reading(
        file=name,
        kind="table",
        problems=tuple(problems),
        sources=tuple(sources),
        sha256=hashlib.sha256(data).hexdigest(),
        rows=len(rows),
    )


def _fault(row: dict[str, str], seen: set[str]) -> tuple[str, str] | None:
    if not row.get("source_id") or not row.get("title"):
        return "Tài liệu thiếu mã hoặc tên.", "Ghi đủ source_id và title."
    if row["source_id"] in seen:
        return "Mã tài liệu ghi hai lần.", "Giữ một dòng cho mỗi tài liệu."
    if row.get("kind") not in _KINDS:
        return (
            f"Loại tài liệu '{row.get('kind')}' không có.",
            f"Ghi một trong: {', '.join(_KINDS)}.",
        )
    for key in ("published_on", "retrieved_on"):
        if not _PARTIAL_DATE.fullmatch(row.get(key) or ""):
            return f"{key} '{row[key]}' không phải ngày.", "Ghi 2023, 2023-07 hoặc 2023-07-12."
    return None
