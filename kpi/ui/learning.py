"""The part of the history where an administrator lets the program learn from its clerks."""

import streamlit as st

from kpi.ingest.reports.scoring.in_use import model_in_use, own_path
from kpi.model import Person
from kpi.publish import learning
from kpi.publish.learning import Gain, Learned
from kpi.store import Store
from kpi.ui.cells import indicator_name
from kpi.ui.data import catalogue
from kpi.ui.faults import shown_errors
from kpi.ui.literal import literal
from kpi.ui.words import lang, say
from kpi.wording import number

_LEARNED = "learned"


def section(store: Store, person: Person | None) -> None:
    """Which model reads reports, what a new one would gain, and the way back."""
    if person is None or not person.may("manage_people"):
        return
    label = say("Học đọc báo cáo từ các quyết định …", "Learn to read reports from decisions …")
    with st.expander(label, icon=":material/school:"), shown_errors():
        model = literal(model_in_use().version)
        st.markdown(say(f"Đang đọc bằng mô hình {model}.", f"Reports are read by {model}."))
        if st.button(say("Học thử", "Learn"), key="learn"):
            with st.spinner(say("Đang học, khoảng một phút …", "Learning, about a minute …")):
                st.session_state[_LEARNED] = learning.learn(store, catalogue())
        learned: Learned | None = st.session_state.get(_LEARNED)
        if learned is not None:
            _gained(learned)
            if st.button(say("Dùng mô hình này", "Use this model"), type="primary", key="use"):
                learning.use(learned, by=person)
                del st.session_state[_LEARNED]
                st.rerun()
        if own_path().exists() and st.button(say("Quay lại mô hình trước", "Go back"), key="back"):
            learning.go_back(by=person)
            st.rerun()


def _gained(learned: Learned) -> None:
    """What it learned from, what it finds better, and the phrases it was taught."""
    documents, count = (number(n, 0, lang()) for n in (learned.documents, learned.decisions))
    before, after = _share(learned.before), _share(learned.after)
    st.markdown(
        say(
            f"Học từ **{count}** quyết định của {documents} báo cáo. Chỉ tiêu đúng đứng đầu / "
            f"trong ba gợi ý: trước {before}, sau **{after}**.",
            f"Learned from **{count}** decisions about {documents} reports. The right indicator "
            f"first / among three: before {before}, after **{after}**.",
        )
    )
    for phrase, indicator in learned.model.phrases:
        st.markdown(f"- “{literal(phrase)}” → {literal(indicator_name(indicator))}")


def _share(gain: Gain) -> str:
    return " / ".join(f"{number(100 * share, 0, lang())} %" for share in (gain.first, gain.three))
