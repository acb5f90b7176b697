"""Steps 4 and 5 of the reports page: what was accepted, beside the store, and into it.

Comparing with the store takes longer than a decision may; it waits until nothing is open.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from kpi.ingest.crops import crop
from kpi.ingest.jobs import Read
from kpi.ingest.reports.reading import reading_of
from kpi.model import Person, Reading, Report
from kpi.model.scans import Seen
from kpi.publish import Changes, learning, preview
from kpi.publish.document import Document as Named
from kpi.store import Decided, Store
from kpi.ui.data import catalogue
from kpi.ui.intake.changes import change_table
from kpi.ui.intake.confirm import confirmed as stands
from kpi.ui.intake.document import known_document, published_before
from kpi.ui.intake.preview import changes as previewed
from kpi.ui.intake.publish import publish_step
from kpi.ui.intake.visit import Dropped, hold
from kpi.ui.reports.counted import counter
from kpi.ui.reports.review import Counts, Item, Review, confirmed, decisions, open_ones, questions
from kpi.ui.words import lang, say
from kpi.wording import number

# The question that a yes settles; the others are answered where they are asked.
_JUMP = "jump"


def first_look(store: Store, file: Dropped, report: Report) -> Changes:
    """What publishing everything would do that is proposed and complete; once a reading."""
    key = f"first-{file.key}"
    kept: tuple[Report, int, Changes] | None = st.session_state.get(key)
    if kept is None or kept[0] is not report or kept[1] != store.writes:
        told = [c for p in report.proposals if (c := p.figure.candidate) is not None]
        found = preview(store, catalogue(), reading_of(report, catalogue(), told))
        kept = report, store.writes, found
        st.session_state[key] = kept
    return kept[2]


def notes(found: Changes) -> Mapping[str, list[str]]:
    """What is odd about each proposed figure beside those of the store, by its item's key."""
    by_place: dict[tuple[int | None, int | None], list[str]] = {}
    for problem in found.problems:
        if problem.severity == "warning" or problem.code == _JUMP:
            place = problem.locator.start, problem.locator.end
            by_place.setdefault(place, []).append(problem.message)
    return {
        f"{start}-{end}-{candidate.indicator}": by_place[start, end]
        for candidate in found.reading.candidates
        if (start := candidate.locator.start, end := candidate.locator.end) in by_place
    }


def steps(
    store: Store,
    person: Person,
    file: Dropped,
    report: Report,
    review: Review,
    items: Sequence[Item],
    counts: Counts,
    named: Named,
) -> None:
    """See what changes, then publish it; while anything is open, only what is still to do."""
    if counts.open and not _ahead(store, file, report):
        _waiting(file, counts)
    else:
        changes = previewed(store, file, _accepted(file, report, items), named)
        published_before(store, changes)
        sure = stands(file, [p for p in changes.questions if p.code == _JUMP])
        sure |= known_document(store, file, changes)
        if changes.reading.candidates:
            change_table(file, changes)

        def decided() -> Sequence[Decided]:
            return learning.decided(report.document, decisions(items), catalogue())

        publish_step(store, file, changes, named, sure, person, decided, crops(file))
    st.caption(counter(counts))
    _skip_button(file, review, items, counts)


def crops(file: Dropped) -> Callable[[Seen], bytes]:
    """What gives the piece of a scanned page around a number; b"" where no picture is at hand."""
    read: Read = st.session_state[f"read-{file.key}"]
    pages = {page.number: page for page in read.scanned if page.picture}

    def of(seen: Seen) -> bytes:
        return crop(pages[seen.page], seen.box) if seen.page in pages else b""

    return of


def _ahead(store: Store, file: Dropped, report: Report) -> bool:
    """Whether the changes are to be seen although something is open."""
    published_before(store, first_look(store, file, report))
    st.subheader(say("4 · Xem thay đổi", "4 · See what changes"))
    key = f"ahead-{file.key}"
    hold(key, first=False)
    label = say("Xem ngay, khi còn câu hỏi", "See them now, while questions are open")
    return st.toggle(label, key=key)


def _waiting(file: Dropped, counts: Counts) -> None:
    st.subheader(say("5 · Công bố", "5 · Publish"))
    count = number(counts.open, 0, lang())
    st.info(
        say(f"Còn {count} câu hỏi ở bước 3.", f"{count} questions of step 3 are open."),
        icon=":material/info:",
    )
    st.button(say("Công bố", "Publish"), type="primary", disabled=True, key=f"publish-{file.key}")


def _accepted(file: Dropped, report: Report, items: Sequence[Item]) -> Reading:
    """The reading of what was accepted; the same object as long as nothing was decided."""
    key = f"accepted-{file.key}"
    asked = [p for p in report.document.problems if p.severity == "question"]
    asked += questions(items, report.document.text)
    told = (confirmed(items), asked)
    kept: tuple[Report, object, Reading] | None = st.session_state.get(key)
    if kept is None or kept[0] is not report or kept[1] != told:
        reading = reading_of(report, catalogue(), told[0])
        # What is said of sizes comes from the preview, which knows the population as well.
        kept = report, told, replace(reading, problems=tuple(asked))
        st.session_state[key] = kept
    return kept[2]


def _skip_button(file: Dropped, review: Review, items: Sequence[Item], counts: Counts) -> None:
    """The way to leave out everything that is still open."""
    if not counts.open:
        return
    count = number(counts.open, 0, lang())
    st.button(
        say(f"Bỏ qua {count} câu hỏi còn lại", f"Skip what is open ({count})"),
        icon=":material/playlist_remove:",
        on_click=review.refuse,
        args=tuple(open_ones(items)),
        key=f"skip-{file.key}",
    )
