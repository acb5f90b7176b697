"""Figures of scanned pages: where each is seen, and the question that every one of them is.

No number of a scan may pass unseen: two looks that read the same are no proof.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from kpi.model import Document, Proposal, Report
from kpi.model.scans import NOT_SEEN, SURE, Seen, Sighting

AGREED = "Số đọc từ ảnh, hai lần đọc như nhau; đối chiếu ảnh rồi nhận."
"""The doubt about a figure of a scan on which both looks agree."""


def sighted(report: Report) -> Report:
    """The report with the figures of its scanned pages as questions; any other as it is."""
    document = report.document
    if not document.pictured:
        return report
    told = tuple(_seen(proposal, document) for proposal in report.proposals)
    asked = {p.figure.locator.start for p in told if p.figure.locator.seen.page}
    mentions = tuple(
        replace(m, state="asked") if m.start in asked and m.state == "taken" else m
        for m in report.mentions
    )
    return replace(report, proposals=told, mentions=mentions)


def seen_in(document: Document, start: int, end: int) -> Seen:
    """Where text[start:end] is seen; NOT_SEEN where no picture shows it.

    A figure that is told without a number, such as a stage, is seen where its line is.
    """
    numbers = _meeting(document.sightings, start, end)
    lines = _meeting(document.pictured, start, end)
    return _together(numbers) if numbers else (lines[0] if lines else NOT_SEEN)


def _meeting(sightings: Sequence[Sighting], start: int, end: int) -> list[Seen]:
    first = bisect_right(sightings, start, key=lambda sighting: sighting.end)
    return [s.seen for s in takewhile(lambda s: s.start < end, sightings[first:])]


def _together(found: Sequence[Seen]) -> Seen:
    """The numbers of one figure as one."""
    first = found[0]
    together = [seen for seen in found if seen.page == first.page]
    lefts, tops, rights, bottoms = zip(*(seen.box for seen in together), strict=True)
    looked = all(seen.second for seen in found)
    return Seen(
        first.page,
        (min(lefts), min(tops), max(rights), max(bottoms)),
        " ".join(seen.first for seen in found),
        " ".join(seen.second for seen in found) if looked else "",
        min(seen.confidence for seen in found),
    )


def _seen(proposal: Proposal, document: Document) -> Proposal:
    place = proposal.figure.locator
    seen = seen_in(document, place.start or 0, place.end or 0)
    if not seen.page:
        return proposal
    figure = replace(proposal.figure, locator=replace(place, seen=seen))
    return replace(proposal, figure=figure, doubts=(*proposal.doubts, _doubt(seen)))


def _doubt(seen: Seen) -> str:
    if seen.agrees:
        return AGREED
    if not seen.first:
        return "Đọc từ ảnh; đối chiếu câu trong ảnh rồi nhận."
    if not seen.second:
        return "Số đọc từ ảnh, lần thứ hai không đọc được; xem ảnh rồi nhận hoặc sửa."
    if seen.first != seen.second:
        return (
            f"Số đọc từ ảnh, hai lần đọc khác nhau: “{seen.first}” và “{seen.second}”; "
            "xem ảnh rồi nhận hoặc sửa."
        )
    return f"Số đọc từ ảnh, chữ mờ (chắc {round(100 * min(seen.confidence, SURE))}%); xem ảnh."
