"""Staff keep a choice of indicators under a name, and let go of forms no longer used."""

from collections.abc import Mapping, Sequence

import streamlit as st

from kpi.model import Person
from kpi.publish.annex_forms import LONGEST_NAME, delete_form, keep_form
from kpi.store import Store
from kpi.ui import url
from kpi.ui.data import catalogue
from kpi.ui.faults import shown_errors
from kpi.ui.words import say


def keeping(
    store: Store,
    forms: Mapping[str, tuple[str, ...]],
    indicators: Sequence[str],
    person: Person | None,
) -> None:
    """Below the annex, for staff alone."""
    if person is None or not person.may("publish"):
        return
    with st.expander(say("Mẫu phụ lục", "Forms of annexes"), icon=":material/bookmark:"):
        with st.form("keep-form", border=False):
            name = st.text_input(
                say("Giữ các chỉ tiêu đang chọn thành mẫu", "Keep this choice as a form"),
                value=st.query_params.get("form", ""),
                max_chars=LONGEST_NAME,
            )
            if st.form_submit_button(say("Lưu mẫu", "Keep"), icon=":material/save:"):
                with shown_errors():
                    kept = keep_form(store, catalogue(), name, indicators, by=person)
                    url.write("form", kept)
                    url.write("indicators", "")
                    st.rerun()
        for form in forms:
            _delete(store, form, person)


def _delete(store: Store, form: str, person: Person) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(form, width="stretch")
        if st.button(say("Xóa mẫu", "Delete"), key=f"delete-form-{form}", icon=":material/delete:"):
            with shown_errors():
                delete_form(store, form, by=person)
                if st.query_params.get("form") == form:
                    url.write("form", "")
                st.rerun()
