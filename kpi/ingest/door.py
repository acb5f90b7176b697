"""One way in for page, command line and API: the bytes of a file → what it says."""

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kpi.catalogue import Catalogue
from kpi.errors import KpiError, UnreadableError
from kpi.ingest.documents import read_document
from kpi.ingest.formats.sheet import MAX_BYTES
from kpi.ingest.reports import read_report
from kpi.ingest.reports.reading import reading_of
from kpi.ingest.sources import is_source_table, read_sources
from kpi.ingest.tables.reading import read_table
from kpi.model import Reading, Report, Source

_log = logging.getLogger(__name__)
_REPORTS = (".txt", ".doc", ".docx", ".pdf", ".rtf", ".odt", ".md")
_PAGES = (".html", ".htm", ".mhtml")


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


def documents_among(paths: Sequence[Path]) -> dict[str, Source]:
    """The documents that tables of documents among the files name, for the others to cite."""
    documents: dict[str, Source] = {}
    for path in paths:
        with suppress(OSError, UnreadableError), path.open("rb") as file:
            data = file.read(MAX_BYTES)
            if is_source_table(data):
                documents |= {s.source_id: s for s in read_sources(data, path.name).sources}
    return documents
