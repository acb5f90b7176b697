"""Figures on their way from a document to the store, and the faults met on that way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kpi.model.period import Period
from kpi.model.scans import NOT_SEEN, Seen

ObsStatus = Literal["actual", "estimate", "target", "plan"]
Qualifier = Literal["exact", "more_than", "nearly", "about", "at_least"]
Severity = Literal["error", "warning", "question"]
SourceKind = Literal["official_table", "report", "press"]
Entry = Literal["", "period", "area"]
LeftOutState = Literal[
    "title", "sheet", "total", "note", "header", "blank", "missing", "column", "skipped", "waiting",
    "hidden", "struck", "double", "part", "faulty", "text",
]  # fmt: skip

OBS_STATUSES: tuple[ObsStatus, ...] = get_args(ObsStatus)
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)


@dataclass(frozen=True)
class Quantity:
    """A number as it was understood: value in the written unit's base, and how firm it is.

    `total` is the N of a written "n/N", `share` the percentage printed beside it, which may
    disagree with n/N; `percent` says that a percent sign stood there; `unit` is the noun as
    written, without its multiplier word ("tỷ đồng" → "đồng"); `estimate` says that the text
    itself calls the number one ("ước đạt"), which is a status and not a hedge.
    """

    value: float
    as_written: str
    qualifier: Qualifier = "exact"
    percent: bool = False
    total: float | None = None
    unit: str = ""
    share: float | None = None
    estimate: bool = False


@dataclass(frozen=True)
class Unclear:
    """A text that cannot be read one way: an answer of the readers, never an exception.

    `code` is stable and in English; `options` are the possible readings where there are some:
    numbers with a decimal point and no grouping, area keys, or period keys.
    """

    code: str
    as_written: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """One document that figures were read from.

    `published_on` may be a year, a month or a day (2023, 2023-07, 2023-07-12) or "" when
    the document does not say; `retrieved_on` likewise. `url` or `file` names the place.
    """

    source_id: str
    title: str
    publisher: str = ""
    kind: SourceKind = "press"
    url: str = ""
    file: str = ""
    sha256: str = ""
    published_on: str = ""
    retrieved_on: str = ""
    note: str = ""


@dataclass(frozen=True)
class Locator:
    """Where in a source: a cell of a sheet, or a span of characters and its sentence.

    A table may tell where the document itself prints the figure of a cell: then `start` and
    `end` span characters of the text that document is read as, `paragraph` counts its lines that
    are not blank, from 1, and `words` are the noun that is counted, at most eight words. `seen`
    is where the picture of a page shows the number, and what two looks at it read.
    """

    kind: Literal["cell", "text", "none"] = "none"
    sheet: str = ""
    cell: str = ""
    start: int | None = None
    end: int | None = None
    sentence: str = ""
    words: str = ""
    paragraph: int | None = None
    seen: Seen = NOT_SEEN


@dataclass(frozen=True)
class Candidate:
    """A figure that was read and is not yet in the store; `area` is a key such as vn63:27."""

    area: str
    indicator: str
    period: Period
    obs_status: ObsStatus
    value: float
    unit: str
    qualifier: Qualifier
    as_written: str
    source_id: str
    locator: Locator
    note: str = ""


@dataclass(frozen=True)
class Problem:
    """A fault in data as a value: what, where, as written, and what to do about it.

    `code` is stable and in English; `message` and `advice` are Vietnamese sentences.
    `question` is the stable key of what is asked, `options` are its possible answers and
    `labels` their words in Vietnamese and English, where the catalogue has them. `entry` says
    what may be typed where no option fits: a period or a province's name; "" for nothing.
    `group` is the same for questions that one answer may settle together. `cells` are the
    addresses that wait for the answer, all on the locator's sheet.
    """

    code: str
    severity: Severity
    locator: Locator
    as_written: str
    message: str
    advice: str
    options: tuple[str, ...] = ()
    question: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    entry: Entry = ""
    group: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """Cells knowingly not read as figures, and why, in Vietnamese.

    `where.cell` is one address or several joined by ", ". `state` is why as a value: "waiting"
    for an answer, "part" of the province only, "faulty" beside a fault already told, "text" of
    a written report; the others are what their names say.
    """

    where: Locator
    as_written: str
    reason: str
    state: LeftOutState

    @property
    def cells(self) -> tuple[str, ...]:
        """The addresses; () for a whole sheet or a place in a text."""
        return tuple(self.where.cell.split(", ")) if self.where.cell else ()


@dataclass(frozen=True)
class ColumnRead:
    """A column of a table as it was understood, so that a person can overrule it.

    `letters` name it on its sheet. `indicator`, `unit` (ids), `period` (as written or a key),
    `status` are "" where the rows say them or nothing does; `unread` is why it holds no figures,
    in Vietnamese. The answer to "column|sheet|letters|field" overrules a field; "skip" as the
    indicator leaves the column out.
    """

    sheet: str
    letters: str
    heading: str
    indicator: str = ""
    unit: str = ""
    period: str = ""
    status: str = ""
    unread: str = ""


@dataclass(frozen=True)
class Stated:
    """What a table's own titles say of the document: each "" when they do not."""

    title: str = ""
    publisher: str = ""
    number: str = ""
    published_on: str = ""


@dataclass(frozen=True)
class Reading:
    """Everything one file or text gave; nothing of it is stored yet.

    `understood` tells in Vietnamese how the file was read; `layout` is the same for files of
    one layout, so that answers given for one may serve the next. `text` is what a written
    document was read as: the spans of its locators point into it. `columns` are a table's
    columns with figures, read or not; `stated` is what the table says of its document.
    """

    file: str
    kind: Literal["table", "report"]
    candidates: Sequence[Candidate] = ()
    problems: tuple[Problem, ...] = ()
    sources: tuple[Source, ...] = ()
    sha256: str = ""
    rows: int = 0
    left_out: tuple[LeftOut, ...] = ()
    understood: tuple[str, ...] = ()
    layout: str = ""
    text: str = ""
    columns: tuple[ColumnRead, ...] = ()
    stated: Stated = Stated()

    def flatten(self) -> list[tuple[str, str]]:
        """Every problem as (code, cell or character span), for tests and logs."""
        return [
            (p.code, p.locator.cell or f"{p.locator.start}-{p.locator.end}") for p in self.problems
        ]
