"""From what was accepted of a report to a batch; or the note that it holds no figures."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kpi import settings
from kpi.ingest.reports.reading import reading_of
from kpi.model import Person, Report
from kpi.publish import Changes
from kpi.publish import publish as publish_changes
from kpi.publish.document import Document as Named
from kpi.store import Store
from kpi.ui.data import catalogue
from kpi.ui.faults import shown_errors
from kpi.ui.intake import document
from kpi.ui.intake import publish as step
from kpi.ui.intake import questions as ask
from kpi.ui.intake import reading as intake
from kpi.ui.intake.files import Dropped
from kpi.ui.reports.review import Item, Review, confirmed, open_ones, questions
from kpi.ui.words import lang, say
from kpi.wording import number

_NOTHING = "Đã đọc, không có số liệu"
# The question that a yes settles; the others are answered where they are asked.
_JUMP = "jump"


def changes(
    store: Store, file: Dropped, report: Report, items: Sequence[Item], named: Named
) -> Changes:
    """What publishing the accepted figures would do; what is open keeps it from being done."""
    reading = reading_of(report, catalogue(), confirmed(items))
    asked = [p for p in report.document.problems if p.severity == "question"]
    asked += questions(items, report.document.text)
    # What is said of sizes comes from the preview, which knows the population as well.
    return intake.changes(store, replace(reading, problems=tuple(asked)), named)


def doubts(store: Store, file: Dropped, told: Changes) -> frozenset[str]:
    """Ask what the store's own figures make doubtful; gives what was confirmed."""
    document.published_before(store, told)
    asked = [p for p in told.questions if p.code == _JUMP]
    sure = ask.confirmed(file, asked)
    return sure | document.known_document(store, file, told)


def publish(
    store: Store,
    file: Dropped,
    review: Review,
    items: Sequence[Item],
    told: Changes,
    named: Named,
    sure: frozenset[str],
    person: Person | None,
) -> None:
    """The way to skip what is open, then the one button; or the note that there is nothing."""
    left = len(open_ones(items))
    if not named.title:
        st.subheader(say("5 · Công bố", "5 · Publish"))
        st.info(
            say("Còn thiếu tên tài liệu (bước 2).", "The document has no title (step 2)."),
            icon=":material/info:",
        )
    elif told.reading.candidates or left:
        step.publish_button(store, file, told, named, sure, person)
    else:
        _register(store, file, told, sure, person)
    if left:
        count = number(left, 0, lang())
        st.button(
            say(f"Bỏ qua {count} câu hỏi còn lại", f"Skip what is open ({count})"),
            icon=":material/playlist_remove:",
            on_click=review.skip,
            args=(items,),
            key=f"skip-{file.key}",
        )


def _register(
    store: Store,
    file: Dropped,
    told: Changes,
    sure: frozenset[str],
    person: Person | None,
) -> None:
    st.subheader(say("5 · Ghi nhận", "5 · Register"))
    if not told.new_sources:
        known = say(
            "Tài liệu đã được ghi nhận; không có gì để làm.",
            "The document is registered already; there is nothing to do.",
        )
        st.info(known, icon=":material/info:")
        return
    still = [q for q in told.questions if q.question not in sure]
    words = say(
        "Tài liệu được giữ làm nguồn, cùng bản gốc, để không ai phải đọc lại.",
        "The document is kept as a source with its original, so that nobody reads it again.",
    )
    st.caption(f"{say(_NOTHING, 'Read, holds no figures')}. {words}")
    label = say("Ghi nhận đã đọc", "Register as read")
    if st.button(label, type="primary", disabled=bool(still), key=f"register-{file.key}"):
        with shown_errors():
            st.session_state[f"done-{file.key}"] = publish_changes(
                store,
                told,
                by=person,
                reason=_NOTHING,
                approval=settings.load_settings().approval,
                confirmed=sure,
                content=file.data,
            )
            st.rerun()
