"""What a file asks the clerk: one answer a question, in words and not in codes."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.ingest.tables.questions import option_words
from kpi.model import Problem
from kpi.publish import Changes
from kpi.publish.document import KNOWN_DOCUMENT
from kpi.ui import draw
from kpi.ui.intake.files import Dropped, answers
from kpi.ui.literal import literal, where
from kpi.ui.words import say

_AT_ONCE = 20
"""A page with hundreds of choices would not open; the rest follow as these are answered."""


def questions(file: Dropped, changes: Changes) -> frozenset[str]:
    """Ask what is open; answers make the file be read again. Gives what was confirmed."""
    st.subheader(say("3 · Trả lời câu hỏi", "3 · Answer what is asked"))
    asked = [p for p in changes.questions if p.code != KNOWN_DOCUMENT]
    if not asked:
        st.caption(say("Không có câu hỏi nào về số liệu.", "Nothing is asked about the figures."))
    choices = [p for p in asked if p.options]
    for problem in choices[:_AT_ONCE]:
        _choice(file, problem)
    if left := len(choices[_AT_ONCE:]):
        st.caption(say(f"Còn {left} câu hỏi nữa sau đó.", f"{left} more questions follow."))
    return confirmed(file, [p for p in asked if not p.options])


def _choice(file: Dropped, problem: Problem) -> None:
    with st.container(border=True):
        _told(problem)
        answer = st.segmented_control(
            say("Chọn một", "Choose one"),
            problem.options,
            format_func=lambda option: say(*option_words(problem, option)),
            key=f"question-{file.key}-{problem.question}",
            label_visibility="collapsed",
        )
    if answer:
        answers(file)[problem.question] = answer
        st.rerun()


def confirmed(file: Dropped, doubts: Sequence[Problem]) -> frozenset[str]:
    """The doubts the clerk has seen and stands by; one by one, or all of a long list."""
    if len(doubts) > _AT_ONCE:
        return frozenset(p.question for p in doubts) if _all(file, doubts) else frozenset()
    open_ones = {p.question for place, p in enumerate(doubts) if not _one(file, place, p)}
    return frozenset(p.question for p in doubts) - open_ones


def _one(file: Dropped, place: int, problem: Problem) -> bool:
    with st.container(border=True):
        _told(problem)
        label = say("Tôi xác nhận số này đúng", "I confirm this figure")
        return st.checkbox(label, key=f"confirm-{file.key}-{place}-{problem.question}")


def _all(file: Dropped, doubts: Sequence[Problem]) -> bool:
    with st.container(border=True):
        frame = pd.DataFrame(
            {
                say("Ô", "Cell"): [where(p.locator) for p in doubts],
                say("Đã ghi", "As written"): [p.as_written for p in doubts],
                say("Câu hỏi", "Question"): [p.message for p in doubts],
            }
        )
        st.dataframe(frame, hide_index=True, height=draw.fitting(len(frame), 300))
        label = say(
            f"Tôi đã xem và xác nhận cả {len(doubts)} số này đúng",
            f"I have seen and confirm all {len(doubts)} figures",
        )
        return st.checkbox(label, key=f"confirm-{file.key}-all-{len(doubts)}")


def _told(problem: Problem) -> None:
    place, written = literal(where(problem.locator)), literal(problem.as_written)
    lead = " · ".join(part for part in (place, f"“{written}”" if written else "") if part)
    st.markdown(f"**{lead}**  \n{literal(problem.message)}" if lead else literal(problem.message))
    if problem.advice:
        st.caption(literal(problem.advice))
