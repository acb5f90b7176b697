"""A report → the Reading that preview and publishing take, with text locators."""

from collections.abc import Sequence

from kpi.catalogue import Catalogue
from kpi.ingest.plausible import implausible_size, is_outside
from kpi.model import (
    Candidate,
    Document,
    Locator,
    Mention,
    Problem,
    Proposal,
    Reading,
    Report,
    Source,
)
from kpi.model.figures import Entry, LeftOut

UNSURE = "unsure"
"""The code of the question that a doubtful proposal is."""


def reading_of(
    report: Report, catalogue: Catalogue, confirmed: Sequence[Candidate] | None = None
) -> Reading:
    """What a report gives: the figures a person confirmed, else those without any doubt.

    Without a person, every doubtful proposal is a question, also one whose province or period is
    unknown, and every quantity that fits no indicator is left out by name; a report without
    figures is a right reading too.
    """
    document = report.document
    source = source_of(document)
    if confirmed is None:
        candidates = [*report.sure]
        problems = [
            *document.problems,
            *(_question(p, catalogue) for p in report.proposals if p.sure is None),
            *map(_unclear, unclear_mentions(report)),
        ]
    else:
        candidates, problems = list(confirmed), []
    problems += [p for c in candidates if (p := _implausible(c, catalogue))]
    left = tuple(_left_out(m, document) for m in report.mentions if is_unread(m))
    return Reading(
        file=document.file,
        kind="report",
        candidates=tuple(candidates),
        problems=tuple(problems),
        sources=(source,),
        sha256=document.sha256,
        rows=len(report.proposals),
        left_out=left,
        understood=tuple(_understood(report, catalogue)),
        text=document.text,
    )


def source_of(document: Document) -> Source:
    """The document as figures cite it; its id is of its bytes, so the same report is one source."""
    return Source(
        source_id=source_id(document),
        title=document.title.value or document.file,
        publisher=document.publisher.value,
        kind="report",
        file=document.file,
        sha256=document.sha256,
        published_on=document.published_on.value,
    )


def source_id(document: Document) -> str:
    """The id under which a document's figures cite it."""
    return f"bao-cao-{document.sha256[:12]}"


def unclear_mentions(report: Report) -> list[Mention]:
    """The numbers that belong to an indicator but can be read two ways, and so are no figure."""
    return [m for m in report.mentions if m.state == "asked" and m.kind == "unclear"]


def is_unread(mention: Mention) -> bool:
    """Whether a number is a quantity that became no figure."""
    return mention.state == "unread" and mention.kind != "no_quantity"


def _understood(report: Report, catalogue: Catalogue) -> list[str]:
    document = report.document
    area = catalogue.areas.get(document.area.value)
    told = [
        ("Tên tài liệu", document.title.value),
        ("Cơ quan", document.publisher.value),
        ("Ngày công bố", document.published_on.value),
        ("Địa phương", area.name_vi if area else ""),
        ("Kỳ báo cáo", document.period.value),
    ]
    return [f"{name}: {value or 'chưa rõ'}" for name, value in told]


def question_of(proposal: Proposal) -> str:
    """The stable key of the question that a proposal is."""
    return f"figure|{proposal.figure.locator.start}|{proposal.figure.indicator}"


def _question(proposal: Proposal, catalogue: Catalogue) -> Problem:
    figure = proposal.figure
    name = catalogue.indicators[figure.indicator].name_vi
    lacking: Entry = "" if figure.area else "area"
    if figure.period is None:
        lacking = "period"
    return Problem(
        code=UNSURE,
        severity="question",
        locator=figure.locator,
        as_written=figure.as_written,
        message=f"Có phải '{name}'? " + " ".join(proposal.doubts),
        advice="Đối chiếu câu trong báo cáo rồi chấp nhận, sửa hoặc bỏ.",
        options=proposal.options,
        question=question_of(proposal),
        entry=lacking,
        group=f"no-{lacking}" if lacking else "",
    )


def _unclear(mention: Mention) -> Problem:
    return Problem(
        code=UNSURE,
        severity="question",
        locator=Locator("text", start=mention.start, end=mention.end),
        as_written=mention.as_written,
        message=mention.reason,
        advice="Xem lại số này trong báo cáo rồi tự thêm số liệu, hoặc bỏ qua.",
        question=f"number|{mention.start}",
    )


def _left_out(mention: Mention, document: Document) -> LeftOut:
    where = Locator("text", start=mention.start, end=mention.end)
    return LeftOut(where, mention.as_written, mention.reason, "text")


def _implausible(candidate: Candidate, catalogue: Catalogue) -> Problem | None:
    indicator, value = catalogue.indicators[candidate.indicator], candidate.value
    if candidate.area.startswith("vn:") or not is_outside(indicator, value):
        return None
    low = indicator.plausible.low
    small = low is not None and value < low
    return implausible_size(candidate.locator, candidate.as_written, small=small)
