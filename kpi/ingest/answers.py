"""`python -m kpi read`: what a file says, as JSON for programs or in words for people."""

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kpi.catalogue import Catalogue
from kpi.errors import KpiError, UnreadableError
from kpi.ingest.choices import option_words
from kpi.ingest.documents import read_document
from kpi.ingest.grid import MAX_BYTES
from kpi.ingest.reports import read_report
from kpi.ingest.reports.reading import reading_of
from kpi.ingest.sources import is_source_table, read_sources
from kpi.ingest.tables import read_table
from kpi.model import Candidate, Locator, Problem, Proposal, Reading, Report, Source
from kpi.model.figures import LeftOut

_log = logging.getLogger(__name__)
_REPORTS = (".txt", ".doc", ".docx", ".pdf", ".rtf", ".odt", ".md")
_PAGES = (".html", ".htm", ".mhtml")
_SEVERITY = {"error": "không dùng được", "warning": "lưu ý", "question": "hỏi"}
_SHOWN = 20


@dataclass(frozen=True)
class Read:
    """What one file says; `report` has the reasons when it was a written text."""

    reading: Reading
    report: Report | None = None


def read_file(
    path: Path, catalogue: Catalogue, documents: Mapping[str, Source] | None = None
) -> Read:
    """The reading of one file, whatever it is; its rows may cite `documents` by id.

    Raises:
        UnreadableError: one plain sentence why it cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableError(
            f"Không đọc được tệp {path}: {error.strerror}.", "Xem lại đường dẫn và quyền đọc."
        ) from error
    return read_bytes(data, path, catalogue, documents)


def read_bytes(
    data: bytes, path: Path, catalogue: Catalogue, documents: Mapping[str, Source] | None = None
) -> Read:
    """The reading of a file's bytes; its ending tells a table from a written text.

    Raises:
        UnreadableError: one plain sentence why it cannot be read.
    """
    try:
        return _read(data, path, catalogue, documents)
    except KpiError:
        raise
    except Exception as error:  # the last resort: a clerk is told, the log has it all
        _log.exception("reading %s", path)
        raise UnreadableError(
            f"{path.name}: chương trình gặp lỗi khi đọc tệp này ({type(error).__name__}).",
            "Gửi tệp cho người quản trị; chi tiết có trong nhật ký.",
        ) from error


def _read(
    data: bytes, path: Path, catalogue: Catalogue, documents: Mapping[str, Source] | None
) -> Read:
    ending = path.suffix.lower()
    if ending in _PAGES:
        with suppress(UnreadableError):
            reading = read_table(data, path.name, catalogue, documents)
            if reading.candidates:  # a table saved as a web page
                return Read(reading)
    if ending in (*_REPORTS, *_PAGES):
        report = read_report(read_document(data, path.name, catalogue), catalogue)
        return Read(reading_of(report, catalogue), report)
    if is_source_table(data):
        return Read(read_sources(data, path.name))
    return Read(read_table(data, path.name, catalogue, documents))


def tell(
    paths: Sequence[Path], catalogue: Catalogue, write: Callable[[str], object], *, as_json: bool
) -> None:
    """Read files one after another and write what each says.

    Raises:
        UnreadableError: after the last file, when some could not be read; one line for each.
    """
    refused: list[str] = []
    documents = _documents(paths)
    for path in paths:
        try:
            read = read_file(path, catalogue, documents)
        except UnreadableError as error:
            refused.append(" ".join(str(error).split()))
            continue
        if as_json:
            write(json.dumps(answer(read, catalogue), ensure_ascii=False) + "\n")
        else:
            write("\n".join(in_words(read.reading)) + "\n")
    if refused:
        raise UnreadableError("\n".join(refused))


def _documents(paths: Sequence[Path]) -> dict[str, Source]:
    """The documents that tables of documents among the files name, for the others to cite."""
    documents: dict[str, Source] = {}
    for path in paths:
        with suppress(OSError, UnreadableError), path.open("rb") as file:
            data = file.read(MAX_BYTES)
            if is_source_table(data):
                documents |= {s.source_id: s for s in read_sources(data, path.name).sources}
    return documents


def answer(read: Read, catalogue: Catalogue) -> dict[str, Any]:
    """A reading as a JSON object; values in base units, a report's figures with their reason."""
    reading = read.reading
    why = {p.candidate: p for p in read.report.proposals} if read.report else {}
    return {
        "file": reading.file,
        "kind": reading.kind,
        "candidates": [
            _candidate(c, catalogue) | (_why(why[c]) if c in why else {})
            for c in reading.candidates
        ],
        "problems": [_problem(p) for p in reading.problems],
        "left_out": [_left_out(cells) for cells in reading.left_out],
    }


def in_words(reading: Reading) -> Iterable[str]:
    """A summary in Vietnamese: how the file was understood, then every kind of problem."""
    yield f"{reading.file}: {len(reading.candidates)} số liệu, {len(reading.problems)} vấn đề"
    yield from (f"  {line}" for line in reading.understood)
    for problem in reading.problems[:_SHOWN]:
        where = "!".join(part for part in (problem.locator.sheet, problem.locator.cell) if part)
        yield (
            f"  {_SEVERITY[problem.severity]} {where}: '{problem.as_written}': "
            f"{problem.message} {problem.advice}"
        )
        if problem.question and problem.options:
            yield "    " + "; ".join(option_words(problem, o)[0] for o in problem.options)
    if len(reading.problems) > _SHOWN:
        yield f"  … và {len(reading.problems) - _SHOWN} vấn đề khác (xem với --json)"


def _candidate(candidate: Candidate, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "area": candidate.area,
        "area_name": catalogue.area(candidate.area).name_vi,
        "indicator": candidate.indicator,
        "period": candidate.period.key,
        "obs_status": candidate.obs_status,
        "value": candidate.value,
        "unit": candidate.unit,
        "qualifier": candidate.qualifier,
        "as_written": candidate.as_written,
        "note": candidate.note,
        "locator": _locator(candidate.locator),
    }


def _why(proposal: Proposal) -> dict[str, Any]:
    return {"reason": proposal.reason, "confidence": proposal.confidence}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "locator": _locator(problem.locator),
        "as_written": problem.as_written,
        "message": problem.message,
        "advice": problem.advice,
    }


def _left_out(cells: LeftOut) -> dict[str, Any]:
    return {
        "locator": _locator(cells.where),
        "as_written": cells.as_written,
        "reason": cells.reason,
    }


def _locator(locator: Locator) -> dict[str, Any]:
    if locator.kind == "text":
        return {
            "kind": "text",
            "start": locator.start,
            "end": locator.end,
            "sentence": locator.sentence,
        }
    return {"kind": locator.kind, "sheet": locator.sheet, "cell": locator.cell}
