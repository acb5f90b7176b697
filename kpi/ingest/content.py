"""The reading of files inside one process: bytes → Read, whatever they are.

Nothing here is limited in time or memory: that is the business of `kpi.ingest.workers`, in
whose processes this runs.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kpi.catalogue import Catalogue
from kpi.errors import UnreadableError
from kpi.ingest.documents import pasted, read_document
from kpi.ingest.formats.corner import Corner
from kpi.ingest.formats.register import open_workbook
from kpi.ingest.formats.sheet import Workbook
from kpi.ingest.jobs import FileJob, Job, Progress, Read, ReportJob
from kpi.ingest.reports import read_report
from kpi.ingest.reports.reading import reading_of
from kpi.ingest.sources import is_source_table, read_sources
from kpi.ingest.tables.reading import read_workbook, vocabulary_of
from kpi.model import Document, Report, Told

_REPORTS = (".txt", ".doc", ".docx", ".pdf", ".rtf", ".odt", ".md")
_PAGES = (".html", ".htm", ".mhtml")
_MOST_OPEN = 3


class Content:
    """Reads files with one catalogue; the workbooks of the last few are kept open."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._open: dict[str, Workbook] = {}

    def do(self, job: Job, progress: Progress | None = None) -> Read | Report:
        """Do what is asked.

        Raises:
            UnreadableError: one plain sentence why a file cannot be read.
        """
        if isinstance(job, ReportJob):
            return read_report(job.document, self._catalogue)
        return self.read(job, progress)

    def read(self, job: FileJob, progress: Progress | None = None) -> Read:
        """What a file says; its bytes tell a table from a written text, then its ending.

        Raises:
            UnreadableError: one plain sentence why it cannot be read.
        """
        if job.pasted:
            document = pasted(job.data.decode("utf-8", "replace"), self._catalogue)
            return self._report(replace(document, file=job.file))
        ending = Path(job.file).suffix.lower()
        if ending in _PAGES:
            with suppress(UnreadableError):
                read = self._table(job)
                if read.reading.candidates:  # a table saved as a web page
                    return read
        if ending in (*_REPORTS, *_PAGES):
            return self._report(read_document(job.data, job.file, self._catalogue, progress))
        if is_source_table(job.data):
            return Read(read_sources(job.data, job.file))
        return self._table(job)

    def _table(self, job: FileJob) -> Read:
        book = self._opened(job)
        reading = read_workbook(
            book, job.file, job.content, self._catalogue, job.documents, job.answers
        )
        return Read(reading, corners=tuple(map(Corner.of, book.sheets)))

    def _opened(self, job: FileJob) -> Workbook:
        """The workbook of a file; another set of answers does not open it again."""
        book = self._open.pop(job.content, None)
        if book is None:
            words = vocabulary_of(self._catalogue).marked
            book = open_workbook(job.data, job.file, words)
        self._open[job.content] = book
        while len(self._open) > _MOST_OPEN:
            del self._open[next(iter(self._open))]
        return book

    def _report(self, document: Document) -> Read:
        if not document.title.value:
            name = Path(document.file).stem.replace("_", " ")
            document = replace(document, title=Told(name, document.file))
        report = read_report(document, self._catalogue)
        return Read(reading_of(report, self._catalogue), report)
