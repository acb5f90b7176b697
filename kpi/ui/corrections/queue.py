"""The queue of requests to correct figures, and the answers that staff give."""

from collections.abc import Sequence

import streamlit as st

from kpi.model import OBS_STATUSES, Period, Person
from kpi.publish.corrections import LONGEST, VERDICTS, Request, answer_request
from kpi.store import Store
from kpi.ui import url
from kpi.ui.cells import indicator_name, territory
from kpi.ui.corrections.words import answered, asked, verdict_word
from kpi.ui.faults import shown_errors
from kpi.ui.literal import literal
from kpi.ui.words import lang, say
from kpi.wording import period_text, status_word

_MOST = 50
"""So many answered requests are listed; the panel of each figure has its own."""


def finding(requests: Sequence[Request]) -> str:
    """How many wait, for how long the oldest has."""
    waiting = [r for r in requests if r.verdict is None]
    if not waiting:
        return say("Không đề nghị đính chính nào đang chờ", "No request for a correction waits")
    return say(
        f"{len(waiting)} đề nghị đính chính đang chờ trả lời",
        f"{len(waiting)} requests for corrections wait for an answer",
    )


def open_requests(store: Store, requests: Sequence[Request], person: Person) -> None:
    """Each open request with the figure it is about and the form of its answer."""
    for request in requests:
        if request.verdict is None:
            with st.container(border=True):
                _figure(request)
                asked(request)
                _form(store, request, person)


def answered_requests(requests: Sequence[Request]) -> None:
    """The requests that were answered, newest first; an answer may be given anew."""
    for request in [r for r in requests if r.verdict is not None][:_MOST]:
        with st.container(border=True):
            _figure(request)
            asked(request)
            answered(request)


def _figure(request: Request) -> None:
    status = next(s for s in OBS_STATUSES if s == request.obs_status)
    words = (
        territory(request.area),
        indicator_name(request.indicator),
        period_text(Period.of(request.period), lang()),
        status_word(status, lang()),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"#### {literal(' · '.join(words))}", width="stretch")
        st.button(
            say("Xem số liệu", "See the figure"),
            key=f"see-{request.request_id}",
            icon=":material/visibility:",
            on_click=url.write,
            args=("figure", request.obs_id),
        )


def _form(store: Store, request: Request, person: Person) -> None:
    key = f"answer-{request.request_id}"
    with st.form(key, border=False, enter_to_submit=False):
        verdict = st.segmented_control(
            say("Kết luận", "Verdict"),
            VERDICTS,
            format_func=lambda v: verdict_word(v).capitalize(),
            key=f"{key}-verdict",
            default="kept",
            required=True,
        )
        words = st.text_area(
            say("Trả lời, đứng cạnh số liệu", "Answer, shown beside the figure"),
            key=f"{key}-words",
            max_chars=LONGEST,
            height=80,
        )
        pressed = st.form_submit_button(say("Trả lời", "Answer"), icon=":material/reply:")
    if pressed and verdict is not None:
        with shown_errors():
            answer_request(store, request.request_id, verdict, words, by=person)
            st.rerun()
