"""Naming the document a file was taken from: what a reader will see behind every bar.

Title and publisher make a document's identity. The same table dropped again with a correction
revises its figures; another table contradicts them. Which of the two it is, only the person
who publishes can say, so a name the store knows already is a question.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from kpi.language.spelling import plain
from kpi.model import Locator, Problem, Reading, Source, SourceKind
from kpi.model.candidates import Candidates
from kpi.publish.preview import Changes
from kpi.store import Store

KNOWN_DOCUMENT = "known-document"
"""The code of the question whether a file is a correction of the document it is named after."""


@dataclass(frozen=True)
class Document:
    """What the clerk says of the file; `published_on` may be "" or a year, month or day.

    `number` is what it is filed under, such as 15/BC-STTTT.
    """

    title: str
    publisher: str = ""
    kind: SourceKind = "report"
    url: str = ""
    published_on: str = ""
    number: str = ""


@dataclass(frozen=True)
class Earlier:
    """The last batch of the very same bytes; `source` is the document it was taken from."""

    batch_id: int
    waits: bool
    recorded_at: pd.Timestamp
    source: Source | None


def names_itself(reading: Reading) -> bool:
    """Whether figures of the reading cite the file, and not documents known by their ids."""
    return bool(_own(reading))


def earlier(store: Store, sha256: str) -> Earlier | None:
    """When these bytes were published, or submitted and not yet approved; the last time."""
    batches = store.batches()
    live = batches["state"].isin(["published", "submitted"])
    found = batches[live & (batches["file_sha256"] == sha256)]
    if found.empty or not sha256:
        return None
    last = found.iloc[-1]
    cited = store.observations_of(int(last["batch_id"]))["source_id"].mode()
    sources = {s.source_id: s for s in _sources(store)}
    return Earlier(
        batch_id=int(last["batch_id"]),
        waits=last["state"] == "submitted",
        recorded_at=last["recorded_at"],
        source=sources.get(cited.iloc[0]) if len(cited) else None,
    )


def known(store: Store, document: Document) -> Source | None:
    """The document of this title and publisher in the store; None when there is none."""
    return next((s for s in _sources(store) if _identity(s) == _identity(document)), None)


def namesakes(store: Store, document: Document) -> tuple[Source, ...]:
    """Documents of the same title that others published."""
    title = plain(document.title)
    return tuple(
        s
        for s in _sources(store)
        if plain(s.title) == title and _identity(s) != _identity(document)
    )


def with_document(store: Store, reading: Reading, document: Document) -> Reading:
    """The reading with its own file's figures citing this document.

    Rows that cite a known document by its id keep it. What is left blank of a document that
    the store knows stays as it was registered.
    """
    own = _own(reading)
    if not own:
        return reading
    named = _named(store, reading, document)
    ids = {s.source_id for s in own}
    return replace(
        reading,
        sources=(named, *(s for s in reading.sources if s.source_id not in ids)),
        candidates=Candidates.of(reading.candidates).with_source(ids, named.source_id),
    )


def asking(store: Store, changes: Changes, document: Document) -> Changes:
    """The changes, with a question when the document is one that the store knows.

    The same bytes that change nothing are not asked about.
    """
    found = known(store, document)
    if found is None or found.source_id not in {s.source_id for s in changes.reading.sources}:
        return changes
    before = earlier(store, changes.reading.sha256)
    # A report without figures is cited by none: there the registered bytes tell.
    again = found.sha256 == changes.reading.sha256 or (
        before is not None and before.source == found
    )
    if again and not changes.count("revised"):
        return changes
    question = Problem(
        code=KNOWN_DOCUMENT,
        severity="question",
        locator=Locator(),
        as_written=document.title,
        message=f"Kho đã có tài liệu “{found.title}”; tệp này là bản sửa của nó hay là tài liệu "
        "khác?",
        advice="Nếu là tài liệu khác thì ghi tên hoặc nơi công bố khác đi.",
        question=f"{KNOWN_DOCUMENT}|{found.source_id}",
    )
    return replace(changes, problems=(*changes.problems, question))


def figures_of(store: Store, source: Source) -> int:
    """How many figures of the store cite a document."""
    return int((store.live_keys()["source_id"] == source.source_id).sum())


def _named(store: Store, reading: Reading, document: Document) -> Source:
    found = known(store, document)
    if found is None:
        return Source(
            source_id=_new_id(document),
            title=document.title,
            publisher=document.publisher,
            kind=document.kind,
            url=document.url,
            file=reading.file,
            sha256=reading.sha256,
            published_on=document.published_on,
            note=document.number,
        )
    told = replace(
        found,
        url=document.url or found.url,
        published_on=document.published_on or found.published_on,
        note=document.number or found.note,
    )
    before = earlier(store, reading.sha256)
    if before is not None and before.source == found:
        return told  # the same bytes under another file name are nothing new
    return replace(told, file=reading.file, sha256=reading.sha256)


def _own(reading: Reading) -> list[Source]:
    # A table is only what its file is called; a report says itself what it is.
    itself = [s for s in reading.sources if s.file == reading.file]
    return [s for s in itself if reading.kind == "report" or s.title == reading.file]


def _sources(store: Store) -> Iterable[Source]:
    return (Source(**row) for row in store.sources().to_dict("records"))


def _identity(document: Document | Source) -> tuple[str, str]:
    return plain(document.publisher), plain(document.title)


def _new_id(document: Document) -> str:
    """Readable, and never that of another document, however long or alike the titles are."""
    words = "-".join(plain(f"{document.publisher} {document.title}").split())[:60]
    digest = hashlib.sha256("\x1f".join(_identity(document)).encode()).hexdigest()[:8]
    return f"{words}-{digest}"
