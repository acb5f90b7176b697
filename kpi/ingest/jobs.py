"""What is asked of a worker process, and what comes back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from kpi.ingest.formats.corner import Corner
from kpi.ingest.formats.kinds import more_seconds
from kpi.model import Document, Known, Reading, Report, Source
from kpi.model.reports import NOTHING_KNOWN

# Of the pipes: files and readings have megabytes.
BUFFER = 2**20

Progress = Callable[[int, int], None]
"""Called with (pages read, pages in all); only a PDF is read page by page."""


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
    """

    file: str
    data: bytes
    content: str
    documents: Mapping[str, Source] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    reader: Literal["table", "report"] | None = None
    pasted: bool = False
    known: Known = NOTHING_KNOWN

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
    table's sheets.
    """

    reading: Reading
    report: Report | None = None
    corners: tuple[Corner, ...] = ()
