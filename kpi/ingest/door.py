"""One way in for page, command line and API: the bytes of a file → what it says.

Nothing of a file is parsed in the process that asks: see `kpi.ingest.workers`.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

from kpi.catalogue import Catalogue
from kpi.errors import UnreadableError
from kpi.ingest.formats.kinds import MAX_BYTES, readable
from kpi.ingest.jobs import FileJob, Progress, Read, ReportJob, Scanned
from kpi.ingest.sources import is_source_table
from kpi.ingest.workers import Waiting, workers
from kpi.model import Document, Known, Report, Source
from kpi.model.reports import NOTHING_KNOWN
from kpi.model.scans import ScannedPage

__all__ = ["Progress", "Read", "Scanned", "Waiting", "documents_among", "figures", "prepare",
           "read", "read_file"]  # fmt: skip


def prepare() -> None:
    """Start a worker process, so that the first file does not wait for it."""
    workers.prepare()


def read(
    data: bytes,
    name: str,
    catalogue: Catalogue,
    *,
    documents: Mapping[str, Source] | None = None,
    answers: Mapping[str, str] | None = None,
    reader: Literal["table", "report"] | None = None,
    pasted: bool = False,
    known: Known = NOTHING_KNOWN,
    waiting: Waiting | None = None,
    progress: Progress | None = None,
    scanned: Scanned | None = None,
    before: Iterable[ScannedPage] = (),
    turned: Iterable[int] = (),
) -> Read:
    """What a file says, whatever it is.

    Args:
        data: the file.
        name: its name, for messages and where its content leaves two choices.
        catalogue: areas, indicators and units that it may name.
        documents: sources that rows of a table may cite by id.
        answers: by `Problem.question` what was answered; such questions are not asked again.
        reader: who reads a text or a web page; its content decides when None.
        pasted: whether it is a text somebody pasted, in UTF-8.
        known: what a person says of a written document.
        waiting: told how many files are ahead of this one, while there are any.
        progress: told of every page of a PDF.
        scanned: told of every page that is a picture, and given it.
        before: pages that were given so, when the reading of the same file was broken off.
        turned: the numbers of scanned pages that are to be turned upside down first.

    Raises:
        UnreadableError: one plain sentence why it cannot be read.
    """
    readable(data, name)
    content = hashlib.sha256(data).hexdigest()
    cited, given = dict(documents or {}), dict(answers or {})
    job = FileJob(
        name, data, content, cited, given, reader, pasted, known, tuple(before), frozenset(turned)
    )
    found: Read = workers.run(job, catalogue, waiting, progress, scanned)
    return found


def figures(document: Document, catalogue: Catalogue, waiting: Waiting | None = None) -> Report:
    """What a document tells once a person has corrected its title, province or period.

    Raises:
        UnreadableError: it takes too long.
    """
    found: Report = workers.run(ReportJob(document), catalogue, waiting)
    return found


def read_file(
    path: Path,
    catalogue: Catalogue,
    documents: Mapping[str, Source] | None = None,
    known: Known = NOTHING_KNOWN,
    scanned: Scanned | None = None,
    turned: Iterable[int] = (),
) -> Read:
    """The reading of a file on this machine; its rows may cite `documents` by id.

    `known` is what a person says of it, where it is a written document; `scanned` is told of its
    pages that are pictures, `turned` are those that lie upside down.

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
    return read(data, path.name, catalogue, documents=documents, known=known,
                scanned=scanned, turned=turned)  # fmt: skip


def documents_among(paths: Sequence[Path], catalogue: Catalogue) -> dict[str, Source]:
    """The documents that tables of documents among the files name, for the others to cite."""
    documents: dict[str, Source] = {}
    for path in paths:
        with suppress(OSError, UnreadableError), path.open("rb") as file:
            data = file.read(MAX_BYTES)
            if is_source_table(data):
                found = read(data, path.name, catalogue).reading
                documents |= {s.source_id: s for s in found.sources}
    return documents
