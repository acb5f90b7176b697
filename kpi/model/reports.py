"""A written document as it was read: its text, and what it says of itself."""

from dataclasses import dataclass
from typing import Literal

from kpi.model.figures import Candidate, Locator, ObsStatus, Problem, Qualifier
from kpi.model.period import Period

DocumentKind = Literal["txt", "html", "docx", "doc", "odt", "pdf", "pasted"]


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
    lines that were one row of a table each, with a "|" between the cells, and blanks around
    it but where a plain text had no room for them: its offsets are those of the file.
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
MentionKind = Literal[
    "figure", "unplaced", "unclear", "no_quantity", "no_value", "elsewhere", "unlinked"
]


@dataclass(frozen=True)
class Mention:
    """A number in a text and what became of it; `reason` is Vietnamese, for people alone.

    `kind` says what the number is: one of a proposed `figure` or of an `unplaced` one, both of
    `indicator`; `unclear` digits; `no_quantity` such as a date; `no_value` such as a growth;
    `elsewhere`, a figure of no province; or `unlinked`, which fits no indicator.
    """

    start: int
    end: int
    as_written: str
    state: MentionState
    reason: str
    kind: MentionKind = "unlinked"
    indicator: str = ""


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
class Unplaced:
    """A figure a sentence seems to tell without its province or its period: only a question.

    `area` is "" and `period` None where the document does not say it; the other fields are
    those of `Candidate` and `Proposal`.
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
    note: str
    confidence: float
    reason: str
    doubts: tuple[str, ...]
    options: tuple[str, ...] = ()

    def placed(self, area: str, period: Period) -> Candidate:
        """The figure, once somebody says whose and of when it is."""
        return Candidate(
            area=area,
            indicator=self.indicator,
            period=period,
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
class Report:
    """A document read for figures: what is proposed, and every number of the text.

    `unplaced` are figures that cannot be proposed before their province and period are known.
    """

    document: Document
    proposals: tuple[Proposal, ...]
    mentions: tuple[Mention, ...]
    unplaced: tuple[Unplaced, ...] = ()
