"""Written reports on their way in: dropped or pasted, read once, looked through one at a time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st

from kpi.errors import KpiError
from kpi.ingest.documents import pasted, read_document
from kpi.ingest.reports import read_report
from kpi.model import Document, Report, Told
from kpi.ui.data import catalogue
from kpi.ui.intake.drop import drop_zone, dropped, other_way, remove_button
from kpi.ui.intake.visit import Dropped, current
from kpi.ui.reports.review import Review
from kpi.ui.words import lang, say
from kpi.wording import number


def choose() -> Dropped | None:
    """The documents of this visit, dropped or pasted; gives the one that is looked through."""
    by_file, by_text = st.tabs([say("Thả tệp", "Drop files"), say("Dán văn bản", "Paste a text")])
    documents = dropped("reports")
    with by_file:
        kinds = say("Word (.docx), PDF, văn bản, trang web", "Word (.docx), PDF, text, web page")
        drop_zone("reports", kinds)
    with by_text:
        _paste(documents)
    if not documents:
        st.caption(
            say(
                "Chương trình đánh dấu mọi con số trong văn bản và đề xuất số liệu, mỗi số kèm "
                "câu in ra nó; anh, chị nhận, sửa hoặc bỏ từng đề xuất trước khi công bố.",
                "Every number of the text is marked and figures are proposed, each with its "
                "sentence; you accept, correct or refuse each before anything is published.",
            )
        )
        return None
    align: Literal["center", "bottom"] = "center" if len(documents) == 1 else "bottom"
    with st.container(horizontal=True, vertical_alignment=align):
        chosen = _one_of(documents)
        remove_button("reports", chosen)
    return chosen


def _one_of(documents: Sequence[Dropped]) -> Dropped:
    if len(documents) == 1:
        st.markdown(f"**{_told(documents[0])}**", width="content")
        return documents[0]
    label = say(f"Tài liệu ({len(documents)})", f"Document ({len(documents)})")
    by_key = {document.key: document for document in documents}
    names = {key: _told(document) for key, document in by_key.items()}
    if st.session_state.get("report") not in by_key:
        st.session_state["report"] = documents[0].key
    chosen = st.selectbox(label, by_key, format_func=names.__getitem__, key="report")
    return by_key[chosen]


def _told(file: Dropped) -> str:
    batch = current().batches.get(file.key)
    return file.name + (say(f" · lô {batch}", f" · batch {batch}") if batch else "")


def _paste(documents: Sequence[Dropped]) -> None:
    before = [document for document in documents if document.pasted]

    def take() -> None:
        text = st.session_state["pasted-text"]
        if not text.strip():
            st.toast(say("Chưa có văn bản nào được dán.", "No text was pasted yet."))
            return
        name = f"văn bản đã dán{f' {len(before) + 1}' if before else ''}.txt"
        new = Dropped(name, text.encode("utf-8", "replace"), pasted=True)
        current().files["reports"].setdefault(new.key, new)
        st.session_state["pasted-text"] = ""
        st.session_state["report"] = new.key

    st.text_area(
        say("Dán cả văn bản, kể cả tiêu đề và ngày", "Paste the whole text, with title and date"),
        key="pasted-text",
        height=80 if before else 180,
    )
    st.button(say("Đọc văn bản này", "Read this text"), on_click=take, key="read-pasted")


def read(file: Dropped) -> Document | None:
    """The document, read once a visit; None, and why, when it cannot be read at all."""
    key = f"document-{file.key}"
    if key not in st.session_state:
        try:
            st.session_state[key] = _read(file)
        except KpiError as error:
            st.session_state[key] = error
    kept: Document | KpiError = st.session_state[key]
    if isinstance(kept, KpiError):
        st.error(say(str(kept), kept.english or str(kept)), icon=":material/error:")
        other_way("reports", file)
        return None
    return kept


def _read(file: Dropped) -> Document:
    if file.pasted:
        return replace(pasted(file.data.decode("utf-8"), catalogue()), file=file.name)
    lead = say("Đang đọc tài liệu", "Reading the document")
    bar = st.progress(0.0, f"{lead} …")

    def tell(page: int, pages: int) -> None:
        done, whole = (number(n, 0, lang()) for n in (page, pages))
        words = say(f"{lead}: trang {done}/{whole}", f"{lead}: page {done} of {whole}")
        bar.progress(min(page / max(pages, 1), 1.0), words)

    try:
        document = read_document(file.data, file.name, catalogue(), tell)
    finally:
        bar.empty()
    if document.title.value:
        return document
    return replace(document, title=Told(file.stem.replace("_", " "), file.name))


def figures(file: Dropped, document: Document) -> Report:
    """The document read for figures; again only when what it is was corrected."""
    key = f"report-{file.key}"
    kept: Report | None = st.session_state.get(key)
    if kept is None or kept.document != document:
        with st.spinner(say("Đang tìm số liệu …", "Looking for figures …"), show_time=True):
            kept = read_report(document, catalogue())
        st.session_state[key] = kept
    return kept


def review(file: Dropped) -> Review:
    """What was decided about the document in this visit."""
    kept: Review = current().decisions.setdefault(file.key, Review())
    return kept
