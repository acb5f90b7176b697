"""The reading of files inside one process: bytes → Read, whatever they are.

Nothing here is limited in time or memory: that is the business of `kpi.ingest.workers`, in
whose processes this runs.
"""

from dataclasses import replace
from pathlib import Path

from kpi.catalogue import Catalogue
from kpi.errors import UnreadableError
from kpi.ingest.documents import Scans, document_and_pages, pasted
from kpi.ingest.formats.corner import Corner
from kpi.ingest.formats.csv import has_columns
from kpi.ingest.formats.decoding import decode
from kpi.ingest.formats.kinds import Kind, is_named_table, readable
from kpi.ingest.formats.register import open_workbook
from kpi.ingest.formats.sheet import Workbook
from kpi.ingest.jobs import FileJob, Job, Progress, Read, ReportJob, Scanned, without_words
from kpi.ingest.reports import read_report
from kpi.ingest.reports.reading import reading_of
from kpi.ingest.sources import is_source_table, read_sources
from kpi.ingest.tables.reading import read_workbook, vocabulary_of
from kpi.model import Document, Reading, Report, Told

_MOST_OPEN = 3


class Content:
    """Reads files with one catalogue; the workbooks of the last few are kept open."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._open: dict[str, Workbook] = {}

    def do(
        self, job: Job, progress: Progress | None = None, scanned: Scanned | None = None
    ) -> Read | Report:
        """Do what is asked.

        Raises:
            UnreadableError: one plain sentence why a file cannot be read.
        """
        if isinstance(job, ReportJob):
            return read_report(job.document, self._catalogue)
        return self.read(job, progress, scanned)

    def read(
        self, job: FileJob, progress: Progress | None = None, scanned: Scanned | None = None
    ) -> Read:
        """What a file says.

        Raises:
            UnreadableError: one plain sentence why it cannot be read.
        """
        if job.pasted:
            document = pasted(job.data.decode("utf-8", "replace"), self._catalogue)
            return self._report(replace(document, file=job.file))
        kind = readable(job.data, job.file)
        reader = job.reader if kind.reader == "either" else kind.reader
        if reader == "report":
            return self._written(job, progress, scanned)
        if is_source_table(job.data):
            return Read(read_sources(job.data, job.file))
        return self._table(job) if reader == "table" else self._either(job, kind)

    def _either(self, job: FileJob, kind: Kind) -> Read:
        """A text or a web page: a table where it is one for the most part, else a report."""
        named = is_named_table(job.file)
        if kind.id == "text" and not named and not self._has_columns(job):
            return self._written(job)
        try:
            table = self._table(job)
        except UnreadableError:
            if named:
                raise
            return self._written(job)
        if named or (kind.id == "text" and _says_something(table.reading)):
            return table
        try:
            written = self._written(job)
        except UnreadableError:
            return table
        return table if table.reading.candidates and _is_of_rows(written) else written

    def _has_columns(self, job: FileJob) -> bool:
        words = vocabulary_of(self._catalogue).marked
        return has_columns(decode(job.data, job.file, words)[0])

    def _written(
        self, job: FileJob, progress: Progress | None = None, scanned: Scanned | None = None
    ) -> Read:
        scans = Scans({page.number: page for page in job.scanned}, job.turned, scanned)
        document, pages = document_and_pages(
            job.data, job.file, self._catalogue, progress, job.known, scans
        )
        return replace(self._report(document), scanned=without_words(pages))

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


def _says_something(reading: Reading) -> bool:
    """Whether a table gives figures, or would once a question is answered."""
    return bool(reading.candidates) or any(p.severity == "question" for p in reading.problems)


def _is_of_rows(written: Read) -> bool:
    """Whether most of a page's text stands in tables."""
    if written.report is None:
        return False
    document = written.report.document
    rows = sum(end - start for start, end in document.tables)
    return 2 * rows >= len(document.text)
