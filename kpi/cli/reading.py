"""`python -m kpi read`: what a file says, as JSON for programs or in words for people."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from kpi.catalogue import Catalogue
from kpi.errors import UnreadableError
from kpi.ingest.door import Read, Scanned, documents_among, read_file
from kpi.ingest.reports.reading import is_unread, question_of
from kpi.ingest.tables.questions import option_words
from kpi.model import Candidate, Draft, Known, Locator, Mention, Problem, Proposal, Reading
from kpi.model.figures import LeftOut
from kpi.model.scans import ScannedPage, Seen

_SEVERITY = {"error": "không dùng được", "warning": "lưu ý", "question": "hỏi"}
_SHOWN = 20


def tell(
    paths: Sequence[Path],
    catalogue: Catalogue,
    write: Callable[[str], object],
    known: Known,
    *,
    as_json: bool,
    turned: Collection[int] = (),
    scanned: Scanned | None = None,
) -> None:
    """Read files one after another and write what each says; `known` is told of each report.

    `turned` are scanned pages that lie upside down; `scanned` is told of every scanned page.

    Raises:
        UnreadableError: after the last file, when some could not be read; one line for each.
    """
    refused: list[str] = []
    documents = documents_among(paths, catalogue)
    for path in paths:
        try:
            read = read_file(path, catalogue, documents, known, scanned, turned)
        except UnreadableError as error:
            refused.append(" ".join(str(error).split()))
            continue
        if as_json:
            write(json.dumps(answer(read, catalogue), ensure_ascii=False) + "\n")
        else:
            write("\n".join(in_words(read.reading)) + "\n")
    if refused:
        raise UnreadableError("\n".join(refused))


def answer(read: Read, catalogue: Catalogue) -> dict[str, Any]:
    """A reading as a JSON object; values in base units, a report's figures with their reason.

    A question about a figure of a report has it as its `proposal`; `unread` are the report's
    quantities that became no figure, each with the indicators it is likeliest of. `pages` are
    those that were read as pictures: locators of their figures have a page, and a box on it in
    points from the upper left corner.
    """
    reading = read.reading
    proposals = read.report.proposals if read.report else ()
    why = {p.sure: p for p in proposals if p.sure}
    asked = {question_of(p): p.figure for p in proposals if not p.sure}
    unread = [m for m in read.report.mentions if is_unread(m)] if read.report else []
    return {
        "file": reading.file,
        "kind": reading.kind,
        "candidates": [
            _candidate(c, catalogue) | (_why(why[c]) if c in why else {})
            for c in reading.candidates
        ],
        "problems": [
            _problem(p) | ({"proposal": _draft(asked[p.question])} if p.question in asked else {})
            for p in reading.problems
        ],
        "unread": [_unread(m) for m in unread],
        "left_out": [_left_out(cells) for cells in reading.left_out],
    } | ({"pages": [_page(page) for page in read.scanned]} if read.scanned else {})


def in_words(reading: Reading) -> Iterable[str]:
    """A summary in Vietnamese: how the file was understood, then every kind of problem."""
    yield f"{reading.file}: {len(reading.candidates)} số liệu, {len(reading.problems)} vấn đề"
    yield from (f"  {line}" for line in reading.understood)
    for problem in reading.problems[:_SHOWN]:
        where = "!".join(part for part in (problem.locator.sheet, problem.locator.cell) if part)
        yield (
            f"  {_SEVERITY[problem.severity]} {where}: '{problem.as_written}': "
            f"{problem.message} {problem.advice}"
        )
        if problem.question and problem.options:
            yield "    " + "; ".join(option_words(problem, o)[0] for o in problem.options)
    if len(reading.problems) > _SHOWN:
        yield f"  … và {len(reading.problems) - _SHOWN} vấn đề khác (xem với --json)"


def _page(page: ScannedPage) -> dict[str, Any]:
    """A scanned page; its size is in points, as boxes are."""
    return {
        "page": page.number,
        "width": round(page.width, 1),
        "height": round(page.height, 1),
        "dpi": page.dpi,
        "turned": page.turned,
        "fault": page.fault or None,
    }


def _candidate(candidate: Candidate, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "area": candidate.area,
        "area_name": catalogue.area(candidate.area).name_vi,
        "indicator": candidate.indicator,
        "period": candidate.period.key,
        "obs_status": candidate.obs_status,
        "value": candidate.value,
        "unit": candidate.unit,
        "qualifier": candidate.qualifier,
        "as_written": candidate.as_written,
        "note": candidate.note,
        "locator": _locator(candidate.locator),
    }


def _draft(figure: Draft) -> dict[str, Any]:
    return {
        "area": figure.area or None,
        "indicator": figure.indicator,
        "period": figure.period.key if figure.period else None,
        "obs_status": figure.obs_status,
        "value": figure.value,
        "unit": figure.unit,
        "qualifier": figure.qualifier,
    }


def _unread(mention: Mention) -> dict[str, Any]:
    return {
        "locator": _locator(Locator("text", start=mention.start, end=mention.end)),
        "as_written": mention.as_written,
        "reason": mention.reason,
        "suggestions": list(mention.suggestions),
    }


def _why(proposal: Proposal) -> dict[str, Any]:
    return {"reason": proposal.reason, "confidence": proposal.confidence}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "locator": _locator(problem.locator),
        "as_written": problem.as_written,
        "message": problem.message,
        "advice": problem.advice,
    }


def _left_out(cells: LeftOut) -> dict[str, Any]:
    return {
        "locator": _locator(cells.where),
        "as_written": cells.as_written,
        "reason": cells.reason,
    }


def _place(seen: Seen) -> dict[str, Any]:
    """Where the picture of a page shows a number, and what was read of it at two looks."""
    if not seen.page:
        return {}
    return {
        "page": seen.page,
        "box": [round(edge, 1) for edge in seen.box],
        "first": seen.first,
        "second": seen.second,
        "confidence": round(seen.confidence, 2),
        "agree": seen.agrees,
    }


def _locator(locator: Locator) -> dict[str, Any]:
    if locator.kind == "text":
        return {
            "kind": "text",
            "start": locator.start,
            "end": locator.end,
            "sentence": locator.sentence,
        } | _place(locator.seen)
    return {"kind": locator.kind, "sheet": locator.sheet, "cell": locator.cell}
