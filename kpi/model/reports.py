"""A written document as it was read: its text, and what it says of itself."""

from dataclasses import dataclass
from typing import Literal

from kpi.model.figures import Candidate, Locator, ObsStatus, Problem, Qualifier
from kpi.model.period import Period
from kpi.model.scans import Sighting

DocumentKind = Literal["txt", "html", "docx", "doc", "odt", "pdf", "picture", "pasted"]


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
class Known:
    """What a person says of a document; "" leaves it to the document.

    `published_on` is 2022-07-25, 2022-07 or 2022, `area` a key such as vn63:27, `period` the key
    of what is reported on.
    """

    published_on: str = ""
    area: str = ""
    period: str = ""


NOTHING_KNOWN = Known()


@dataclass(frozen=True)
class Document:
    """A written document, ready to be read for figures; every offset points into `text`.

    `text` is NFC with line feeds. `published_on` is 2022-07-25, 2022-07 or 2022, `area` a key
    such as vn63:27, `period` the key of what is reported on, such as 2022-H1; each is a
    proposal that a person may correct. `headings` are spans of whole lines; `tables` spans of
    lines that were one row of a table each, with a "|" between the cells, and blanks around
    it but where a plain text had no room for them: its offsets are those of the file.
    `sightings` are the numbers of pages that were read as pictures, `pictured` the lines of those
    pages; neither overlaps its like.
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
    sightings: tuple[Sighting, ...] = ()
    pictured: tuple[Sighting, ...] = ()


MentionState = Literal["taken", "asked", "unread"]
MentionKind = Literal["figure", "unclear", "no_quantity", "no_value", "elsewhere", "unlinked"]


@dataclass(frozen=True)
class Mention:
    """A number in a text and what became of it; `reason` is Vietnamese, for people alone.

    `kind` says what the number is: one of a proposed `figure` of `indicator`; `unclear` digits;
    `no_quantity` such as a date; `no_value` such as a growth; `elsewhere`, a figure of no
    province; or `unlinked`, which fits no indicator. `suggestions` are the indicators that an
    unread number is likeliest of, the likeliest first, and `because` the words that speak for
    each, in Vietnamese: "vì: 'trạm phát sóng', 'toàn tỉnh'".
    """

    start: int
    end: int
    as_written: str
    state: MentionState
    reason: str
    kind: MentionKind = "unlinked"
    indicator: str = ""
    suggestions: tuple[str, ...] = ()
    because: tuple[str, ...] = ()


Span = tuple[int, int]


@dataclass(frozen=True)
class Draft:
    """A figure as a sentence tells it, which may lack whose or of when it is.

    `area` is "" and `period` None where the document does not say it, and `indicator` "" where
    a person has yet to choose one; the other fields are those of `Candidate`.
    """

    area: str
    indicator: str
    period: Period | None
    obs_status: ObsStatus
    value: float
    unit: str
    qualifier: Qualifier
    as_written: str
    source_id: str
    locator: Locator
    note: str = ""

    @property
    def candidate(self) -> Candidate | None:
        """The figure, once its indicator, its area and its period are known."""
        if not (self.area and self.indicator) or self.period is None:
            return None
        return Candidate(
            area=self.area,
            indicator=self.indicator,
            period=self.period,
            obs_status=self.obs_status,
            value=self.value,
            unit=self.unit,
            qualifier=self.qualifier,
            as_written=self.as_written,
            source_id=self.source_id,
            locator=self.locator,
            note=self.note,
        )


@dataclass(frozen=True)
class Evidence:
    """Where the words stand that told each part of a figure.

    A part without a place is told by no word near the number: the result of a report on its own
    province and its own period.
    """

    indicator: tuple[Span, ...] = ()
    period: Span | None = None
    status: Span | None = None
    area: Span | None = None


@dataclass(frozen=True)
class Proposal:
    """A figure a sentence seems to tell, and why it is thought so.

    `reason` is Vietnamese: the words that were found. `doubts` are Vietnamese sentences; a
    proposal with any is a question, as is one whose figure lacks its area or its period.
    `options` are the other indicators it may tell of.
    """

    figure: Draft
    confidence: float
    reason: str
    doubts: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    evidence: Evidence = Evidence()

    @property
    def sure(self) -> Candidate | None:
        """The figure, where nothing about it is open."""
        return None if self.doubts else self.figure.candidate


@dataclass(frozen=True)
class Report:
    """A document read for figures: what is proposed, and every number of the text."""

    document: Document
    proposals: tuple[Proposal, ...]
    mentions: tuple[Mention, ...]

    @property
    def sure(self) -> tuple[Candidate, ...]:
        """The figures about which nothing is open, in the order of the text."""
        return tuple(p.sure for p in self.proposals if p.sure is not None)
