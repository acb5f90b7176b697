"""Short texts as reports: read, and told in as few words as a claim needs."""

from dataclasses import replace

from builders_documents import paste, shipped

from kpi.ingest.reports import ReportReader
from kpi.ingest.reports.reading import reading_of
from kpi.ingest.reports.scoring.model import EMPTY
from kpi.model import Candidate, Document, Reading, Report, Told

Figures = list[tuple[str, float]]


def report(
    text: str, area: str = "vn63:24", period: str = "2022", day: str = "2023-01-12"
) -> Report:
    """A pasted text that is read as a report of a province on a period, published on a day.

    By the rules alone: what a rule gives is no matter of what was learned.
    """
    document = said(paste(text), area, period, day)
    return shipped().once(ReportReader).read(document, EMPTY)


def said(document: Document, area: str, period: str, day: str) -> Document:
    """A document once a person has said what it is about: nothing of that is open any more."""
    told = {"area": Told(area), "period": Told(period), "published_on": Told(day)}
    return replace(document, **told, problems=())


def sure(text: str, **about: str) -> list[Candidate]:
    """What is proposed without a doubt, in the order of the text."""
    return [*report(text, **about).sure]


def figures(text: str, **about: str) -> Figures:
    """Indicator and value of each."""
    return [(c.indicator, round(c.value, 6)) for c in sure(text, **about)]


def one(text: str, **about: str) -> Candidate:
    """The only figure of a text."""
    (only,) = sure(text, **about)
    return only


def periods(text: str, **about: str) -> list[str]:
    """The period of each figure."""
    return [c.period.key for c in sure(text, **about)]


def statuses(text: str, **about: str) -> list[str]:
    """The obs_status of each figure."""
    return [c.obs_status for c in sure(text, **about)]


def areas(text: str, **about: str) -> list[str]:
    """The area of each figure."""
    return [c.area for c in sure(text, **about)]


def unread(text: str, **about: str) -> dict[str, str]:
    """Every number that became no figure, and why."""
    mentions = report(text, **about).mentions
    return {m.as_written: m.reason for m in mentions if m.state == "unread"}


def reading(text: str, **about: str) -> Reading:
    """What preview and publishing would be given."""
    return reading_of(report(text, **about), shipped())
