"""Naming the document a file was taken from: what a reader will see behind every bar."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpi.ingest.headers import plain
from kpi.model import Reading, Source, SourceKind


@dataclass(frozen=True)
class Document:
    """What the clerk says of the file; `published_on` may be "" or a year, month or day."""

    title: str
    publisher: str = ""
    kind: SourceKind = "report"
    url: str = ""
    published_on: str = ""


def with_document(reading: Reading, document: Document) -> Reading:
    """The reading with its own file's figures citing this document.

    Title and publisher make the document's identity: the same table dropped again with a
    correction revises its figures, another table contradicts them. Rows that cite a known
    document by its id keep it.
    """
    own = [s for s in reading.sources if s.file == reading.file and s.title == reading.file]
    if not own:
        return reading
    named = Source(
        source_id=_identity(document),
        title=document.title,
        publisher=document.publisher,
        kind=document.kind,
        url=document.url,
        file=reading.file,
        sha256=reading.sha256,
        published_on=document.published_on,
    )
    ids = {s.source_id for s in own}
    return replace(
        reading,
        sources=(named, *(s for s in reading.sources if s.source_id not in ids)),
        candidates=tuple(
            replace(c, source_id=named.source_id) if c.source_id in ids else c
            for c in reading.candidates
        ),
    )


def _identity(document: Document) -> str:
    parts: Sequence[str] = (document.publisher, document.title)
    return re.sub(r"\s+", "-", plain(" ".join(parts)))[:80] or "tai-lieu"
