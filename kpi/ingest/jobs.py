"""What is asked of a worker process, and what comes back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from kpi.ingest.formats.corner import Corner
from kpi.ingest.formats.kinds import more_seconds
from kpi.model import Document, Known, Reading, Report, Source
from kpi.model.reports import NOTHING_KNOWN
from kpi.model.scans import ScannedPage

# Of the pipes: files and readings have megabytes.
BUFFER = 2**20

Progress = Callable[[int, int], None]
"""Called with (pages read, pages in all); only a PDF is read page by page."""
Scanned = Callable[[int, int, ScannedPage | None], None]
"""Called with (scanned pages read, scanned pages in all, the page that was just read)."""


@dataclass(frozen=True)
class FileJob:
    """Read a file, whatever it is.

    Attributes:
        file: its name, for messages and where its content leaves two choices.
        data: its bytes.
        content: the SHA-256 of the bytes: what is open under it is not opened again.
        documents: sources that rows may cite by id.
        answers: by `Problem.question` what was answered.
        reader: who reads it, where its bytes leave the choice of a table or a report.
        pasted: whether it is a text somebody pasted, which is a report whatever it holds.
        known: what a person says of a written document.
        scanned: its pages that were read before, where reading them was broken off.
        turned: the numbers of scanned pages that a person says lie upside down.
    """

    file: str
    data: bytes
    content: str
    documents: Mapping[str, Source] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    reader: Literal["table", "report"] | None = None
    pasted: bool = False
    known: Known = NOTHING_KNOWN
    scanned: tuple[ScannedPage, ...] = ()
    turned: frozenset[int] = frozenset()

    @property
    def more_seconds(self) -> float:
        """What it may take beside the usual time, as another program helps to open it."""
        return 0.0 if self.pasted else more_seconds(self.file)


@dataclass(frozen=True)
class ReportJob:
    """Look for figures in a document whose title, province or period a person corrected."""

    document: Document
    more_seconds = 0.0

    @property
    def file(self) -> str:
        """The document's name, for messages."""
        return self.document.file

    @property
    def content(self) -> str:
        """The SHA-256 of the file it was read from."""
        return self.document.sha256


Job = FileJob | ReportJob


@dataclass(frozen=True)
class Read:
    """What one file says.

    `report` has the document and the reasons when it was a written text; `corners` show a
    table's sheets; `scanned` are the pages that are pictures, without their words.
    """

    reading: Reading
    report: Report | None = None
    corners: tuple[Corner, ...] = ()
    scanned: tuple[ScannedPage, ...] = ()


def without_words(pages: tuple[ScannedPage, ...]) -> tuple[ScannedPage, ...]:
    """The pages as they are looked at once they have become a text."""
    return tuple(replace(page, words=(), rules=()) for page in pages)
