"""Beside a figure in its source panel: what was asked and answered, and the way to ask."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from kpi import settings
from kpi.accounts.throttle import Throttle, network
from kpi.errors import KpiError
from kpi.publish.corrections import LONGEST, SHORTEST, request_correction, requests_of
from kpi.store.corrections import NewRequest
from kpi.ui.corrections.words import answered, asked
from kpi.ui.data import live_store
from kpi.ui.day import shown_day
from kpi.ui.literal import literal
from kpi.ui.sign_in import current_person
from kpi.ui.words import say

_FIELDS = ("reason", "proposed", "link", "contact")


def corrections(row: Mapping[str, Any]) -> None:
    """The requests about a figure of today's store, and the form to make one."""
    obs_id = str(row["obs_id"])
    known = requests_of(live_store(), obs_id, asking=current_person())
    for request in known:
        with st.container(border=True):
            asked(request)
            answered(request)
    if shown_day() is None:
        with st.expander(
            say("Đề nghị đính chính số này", "Ask for a correction"), icon=":material/edit_note:"
        ):
            _form(obs_id)


def _form(obs_id: str) -> None:
    _outcome(obs_id)
    with st.form(f"correction-{obs_id}", border=False, enter_to_submit=False):
        st.text_area(
            say("Vì sao số này chưa đúng", "Why the figure is not right"),
            key=_key(obs_id, "reason"),
            max_chars=LONGEST,
            placeholder=say(
                f"Ít nhất {SHORTEST} ký tự; nêu tài liệu, trang, bảng.",
                f"At least {SHORTEST} characters; name the document, page, table.",
            ),
        )
        st.text_input(
            say("Số đúng, nếu biết", "The right figure, if known"), key=_key(obs_id, "proposed")
        )
        st.text_input(
            say("Liên kết đến căn cứ", "Link to the evidence"),
            key=_key(obs_id, "link"),
        )
        st.text_input(
            say(
                "Người gửi, cách liên hệ (chỉ nhân viên thấy)",
                "Your name and contact (for staff only)",
            ),
            key=_key(obs_id, "contact"),
        )
        # As a callback: what was typed can be cleared before the form is drawn again.
        st.form_submit_button(
            say("Gửi đề nghị", "Send"), icon=":material/send:", on_click=_send, args=(obs_id,)
        )


def _outcome(obs_id: str) -> None:
    """What became of the request that was just sent: "" when it was kept, else the fault."""
    fault = st.session_state.pop(_key(obs_id, "outcome"), None)
    if fault:
        st.error(literal(fault), icon=":material/error:")
    elif fault is not None:
        st.success(
            say(
                "Đã gửi. Câu trả lời sẽ đứng cạnh số liệu này.",
                "Sent. The answer will stand beside this figure.",
            ),
            icon=":material/check:",
        )


def _send(obs_id: str) -> None:
    typed = {name: str(st.session_state[_key(obs_id, name)]) for name in _FIELDS}
    caller = network(str(st.context.ip_address or ""))
    fault = ""
    try:
        if wait := _throttle().attempt(caller):
            raise KpiError(
                f"Bạn đã gửi nhiều đề nghị; thử lại sau {wait} giây.",
                english=f"You have sent many requests; try again in {wait} seconds.",
            )
        request_correction(live_store(), NewRequest(obs_id, **typed))
        for name in _FIELDS:
            st.session_state[_key(obs_id, name)] = ""
    except KpiError as error:
        fault = say(str(error), error.english or str(error))
    st.session_state[_key(obs_id, "outcome")] = fault


def _key(obs_id: str, name: str) -> str:
    return f"correction-{obs_id}-{name}"


@st.cache_resource(show_spinner=False)
def _throttle() -> Throttle:
    """Whoever asks often waits: a request is a write, and asks a person to look."""
    rules = settings.load_settings().sign_in
    return Throttle(rules.free_failures, rules.longest_wait_seconds)
