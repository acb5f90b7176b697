"""What a document says of itself, each thing with the words it says it with.

Nothing here is certain, so everything is a proposal; what the text does not say stays "".
"""

from dataclasses import dataclass

from kpi.catalogue import Catalogue
from kpi.ingest.documents.dates import published_on
from kpi.ingest.documents.places import area_of
from kpi.ingest.documents.reported import Reported
from kpi.ingest.documents.text import Kept, Lines
from kpi.ingest.documents.titles import publisher_of, title_of
from kpi.model import Locator, Problem, Told


@dataclass(frozen=True)
class Hints:
    """What the page's metadata says, outside the text."""

    title: str = ""
    site: str = ""
    published: str = ""


@dataclass(frozen=True)
class About:
    """The proposals, and what a person should look at before believing them."""

    title: Told
    publisher: Told
    published_on: Told
    area: Told
    period: Told
    problems: tuple[Problem, ...] = ()


def describe(kept: Kept, hints: Hints, catalogue: Catalogue) -> About:
    """Everything the text and the metadata tell."""
    lines = Lines(kept)
    title = title_of(lines, hints.title)
    publisher = publisher_of(lines, hints.site)
    reported = Reported(lines, title)
    published = published_on(lines, title, hints.published, reported.year)
    period, by_date = reported.period(published)
    area = area_of(lines, title, publisher, published.value or period.value, catalogue)
    return About(
        title, publisher, published, area, period, (_from_date(period),) if by_date else ()
    )


def _from_date(period: Told) -> Problem:
    return Problem(
        "period-from-date",
        "warning",
        Locator("text" if period.start is not None else "none", start=period.start, end=period.end),
        period.as_written,
        f"Văn bản không nói rõ kỳ báo cáo; tạm lấy {period.value}, năm của ngày đăng.",
        "Xem lại và chọn kỳ mà văn bản báo cáo.",
    )
