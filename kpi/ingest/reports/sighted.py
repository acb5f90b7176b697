"""Figures of scanned pages: where each is seen, and the question that every one of them is.

No number of a scan may pass unseen: two looks that read the same are no proof.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kpi.model import Proposal, Report
from kpi.model.scans import NOT_SEEN, SURE, Seen, Sighting

AGREED = "Số đọc từ ảnh, hai lần đọc như nhau; đối chiếu ảnh rồi nhận."
"""The doubt about a figure of a scan on which both looks agree."""


def sighted(report: Report) -> Report:
    """The report with the figures of its scanned pages as questions; any other as it is."""
    document = report.document
    if not document.sightings:
        return report
    ends = [sighting.end for sighting in document.sightings]
    told = tuple(_seen(proposal, document.sightings, ends) for proposal in report.proposals)
    asked = {p.figure.locator.start for p in told if p.figure.locator.seen.page}
    mentions = tuple(
        replace(m, state="asked") if m.start in asked and m.state == "taken" else m
        for m in report.mentions
    )
    return replace(report, proposals=told, mentions=mentions)


def seen_at(start: int, end: int, sightings: Sequence[Sighting], ends: Sequence[int]) -> Seen:
    """Where text[start:end] is seen: its numbers as one; NOT_SEEN where no picture shows them."""
    found: list[Seen] = []
    for sighting in sightings[bisect_left(ends, start + 1) :]:
        if sighting.start >= end:
            break
        found.append(sighting.seen)
    if not found:
        return NOT_SEEN
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


def _seen(proposal: Proposal, sightings: Sequence[Sighting], ends: Sequence[int]) -> Proposal:
    place = proposal.figure.locator
    seen = seen_at(place.start or 0, place.end or 0, sightings, ends)
    if not seen.page:
        return proposal
    figure = replace(proposal.figure, locator=replace(place, seen=seen))
    return replace(proposal, figure=figure, doubts=(*proposal.doubts, _doubt(seen)))


def _doubt(seen: Seen) -> str:
    if seen.agrees:
        return AGREED
    if not seen.second:
        return "Số đọc từ ảnh, lần thứ hai không đọc được; xem ảnh rồi nhận hoặc sửa."
    if seen.first != seen.second:
        return (
            f"Số đọc từ ảnh, hai lần đọc khác nhau: “{seen.first}” và “{seen.second}”; "
            "xem ảnh rồi nhận hoặc sửa."
        )
    return f"Số đọc từ ảnh, chữ mờ (chắc {round(100 * min(seen.confidence, SURE))}%); xem ảnh."
