"""What was accepted of a report, previewed, and the doubts that the store raises about it."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kpi.ingest.reports.reading import reading_of
from kpi.model import Reading, Report
from kpi.publish import Changes
from kpi.publish.document import Document as Named
from kpi.store import Store
from kpi.ui.data import catalogue
from kpi.ui.intake import preview
from kpi.ui.intake.confirm import confirmed as stands
from kpi.ui.intake.document import known_document, published_before
from kpi.ui.intake.visit import Dropped
from kpi.ui.reports.review import Item, Review, confirmed, open_ones, questions
from kpi.ui.words import lang, say
from kpi.wording import number

# The question that a yes settles; the others are answered where they are asked.
_JUMP = "jump"


def changes(
    store: Store, file: Dropped, report: Report, items: Sequence[Item], named: Named
) -> Changes:
    """What publishing the accepted figures would do; what is open keeps it from being done."""
    return preview.changes(store, file, _accepted(file, report, items), named)


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


def doubts(store: Store, file: Dropped, told: Changes) -> frozenset[str]:
    """Ask what the store's own figures make doubtful; gives what was confirmed."""
    published_before(store, told)
    sure = stands(file, [p for p in told.questions if p.code == _JUMP])
    return sure | known_document(store, file, told)


def skip_button(file: Dropped, review: Review, items: Sequence[Item]) -> None:
    """The way to leave out everything that is still open."""
    left = len(open_ones(items))
    if not left:
        return
    count = number(left, 0, lang())
    st.button(
        say(f"Bỏ qua {count} câu hỏi còn lại", f"Skip what is open ({count})"),
        icon=":material/playlist_remove:",
        on_click=review.skip,
        args=(items,),
        key=f"skip-{file.key}",
    )
