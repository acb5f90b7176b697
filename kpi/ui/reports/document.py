"""What a report says of itself, each thing with its words, and the clerk's corrections of it."""

from dataclasses import replace

import streamlit as st

from kpi.model import Document, Problem, Told
from kpi.publish.document import Document as Named
from kpi.ui.intake.document import (
    Fields,
    area_name,
    as_key,
    day_key,
    document_fields,
    miswritten,
)
from kpi.ui.intake.periods import as_typed
from kpi.ui.intake.visit import Dropped, hold
from kpi.ui.literal import literal
from kpi.ui.reports.scanning import turn_button
from kpi.ui.words import say

# The code of the question whether the year of the date is what the document reports on.
_FROM_DATE = "period-from-date"
# The code of the warning about scanned pages that lie upside down.
_UPSIDE_DOWN = "pages-upside_down"


def described(file: Dropped, document: Document) -> tuple[Document, Named]:
    """Show what the document is and let it be corrected; gives it as corrected, and its name.

    What still has to be said or confirmed is left among its problems as questions.
    """
    st.subheader(say("2 · Tài liệu", "2 · The document"))
    told, form = st.container(), st.container()
    with form:
        fields = _form(file, document)
    written = {
        "published_on": day_key(fields.published_on),
        "period": as_key(fields.period, ("year", "half", "quarter", "month", "day")),
    }
    corrected = replace(
        document,
        title=_corrected(document.title, fields.title),
        publisher=_corrected(document.publisher, fields.publisher),
        published_on=_corrected(document.published_on, written["published_on"]),
        area=_corrected(document.area, fields.area),
        period=_corrected(document.period, written["period"]),
    )
    misread = [name for name, key in written.items() if key is None]
    with told:
        _summary(document, corrected)
        open_ones = [
            replace(p, severity="question", question=p.code)
            for p in document.problems
            if not _settled(file, document, corrected, p)
        ]
    named = Named(
        title=corrected.title.value,
        publisher=corrected.publisher.value,
        kind=fields.kind,
        url=fields.url,
        published_on=corrected.published_on.value,
        number=fields.number,
    )
    return replace(corrected, problems=(*open_ones, *map(miswritten, misread))), named


def _form(file: Dropped, document: Document) -> Fields:
    missing = not all((document.title.value, document.area.value, document.period.value))
    label = say("Sửa thông tin tài liệu", "Correct what the document is")
    first = Fields(
        title=document.title.value,
        publisher=document.publisher.value,
        published_on=as_typed(document.published_on.value),
        area=document.area.value,
        period=as_typed(document.period.value),
    )
    with st.expander(label, icon=":material/edit:", expanded=missing):
        return document_fields(file, first, reported=True)


def _corrected(told: Told, value: str | None) -> Told:
    """What the document says, or what the clerk says instead; a misread entry changes nothing."""
    return told if value is None or value == told.value else Told(value)


def _summary(document: Document, corrected: Document) -> None:
    area, period = corrected.area.value, corrected.period.value
    lines = (
        (say("Tên", "Title"), corrected.title.value, document.title, corrected.title),
        (
            say("Nơi công bố", "Publisher"),
            corrected.publisher.value,
            document.publisher,
            corrected.publisher,
        ),
        (
            say("Ngày công bố", "Published"),
            as_typed(corrected.published_on.value),
            document.published_on,
            corrected.published_on,
        ),
        (say("Tỉnh", "Province"), area_name(area) if area else "", document.area, corrected.area),
        (say("Kỳ báo cáo", "Period"), as_typed(period), document.period, corrected.period),
    )
    unknown = say("chưa rõ", "not known")
    st.markdown(
        "\n".join(
            f"- {name}: **{literal(value) if value else unknown}** {_from(before, after)}"
            for name, value, before, after in lines
        )
    )


def _from(before: Told, after: Told) -> str:
    """Where a thing was read, small and grey."""
    if after != before:
        return f":gray[· {say('anh, chị ghi', 'given by you')}]"
    if not before.as_written:
        return ""
    short = " ".join(before.as_written.split())
    short = short if len(short) <= 80 else f"{short[:80]}…"
    if short == before.value:
        return ""
    return f":gray[· {say('đọc từ', 'read from')} “{literal(short)}”]"


def _settled(file: Dropped, document: Document, corrected: Document, problem: Problem) -> bool:
    """Show a fault of the document; whether nothing needs to be done about it any more."""
    if problem.code == _FROM_DATE and corrected.period != document.period:
        return True
    # A year that only the date tells is a guess, which a person who is there can settle.
    if problem.severity != "question" and problem.code != _FROM_DATE:
        st.caption(f"{literal(problem.message)} {literal(problem.advice)}")
        if problem.code == _UPSIDE_DOWN:
            turn_button(file)
        return True
    st.warning(f"{literal(problem.message)} {literal(problem.advice)}", icon=":material/help:")
    label = say("Đúng như vậy", "That is right")
    key = f"right-{file.key}-{problem.code}"
    hold(key, first=False)
    return st.checkbox(label, key=key)
