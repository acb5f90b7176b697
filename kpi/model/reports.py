"""A written document as it was read: its text, and what it says of itself."""

from dataclasses import dataclass
from typing import Literal

from kpi.model.figures import Candidate, Problem

DocumentKind = Literal["txt", "html", "docx", "pdf", "pasted"]


@dataclass(frozen=True)
class Told:
    """A thing the document says of itself and the words it says it with; "" when it does not.

    The words stand at text[start:end]; words from outside the text, such as a page's
    metadata, have no place in it.
    """

    value: str
    as_written: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Document:
    """A written document, ready to be read for figures; every offset points into `text`.

    `text` is NFC with line feeds. `published_on` is 2022-07-25, 2022-07 or 2022, `area` a key
    such as vn63:27, `period` the key of what is reported on, such as 2022-H1; each is a
    proposal that a person may correct. `headings` are spans of whole lines; `tables` spans of
    lines that were one row of a table each, with " | " between the cells.
    """

    file: str
    kind: DocumentKind
    text: str
    sha256: str
    title: Told
    publisher: Told
    published_on: Told
    area: Told
    period: Told
    headings: tuple[tuple[int, int], ...] = ()
    tables: tuple[tuple[int, int], ...] = ()
    problems: tuple[Problem, ...] = ()


MentionState = Literal["taken", "asked", "unread"]


@dataclass(frozen=True)
class Mention:
    """A number in a text and what became of it; `reason` is Vietnamese."""

    start: int
    end: int
    as_written: str
    state: MentionState
    reason: str


@dataclass(frozen=True)
class Proposal:
    """A figure a sentence seems to tell, and why it is thought so.

    `reason` is Vietnamese: the words that were found. `doubts` are Vietnamese sentences; a
    proposal with any is a question. `options` are the other indicators it may tell of.
    """

    candidate: Candidate
    confidence: float
    reason: str
    doubts: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """A document read for figures: what is proposed, and every number of the text."""

    document: Document
    proposals: tuple[Proposal, ...]
    mentions: tuple[Mention, ...]
