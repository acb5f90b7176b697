"""Written reports on their way in: dropped or pasted, read once, looked through one at a time."""

import streamlit as st

from kpi.errors import KpiError, UnreadableError
from kpi.ingest import door
from kpi.ingest.formats.kinds import endings
from kpi.model import Document, Report
from kpi.ui import intake, upload_parts
from kpi.ui.data import catalogue
from kpi.ui.report_review import Review
from kpi.ui.words import lang, say
from kpi.wording import number

# Kinds that are refused are let in, for the refusal says what to do about them.
_TYPES = endings("report", "either", "")


class Pasted(intake.Dropped):
    """A text as it was pasted, in UTF-8."""


def choose() -> intake.Dropped | None:
    """The documents of this visit, dropped or pasted; gives the one that is looked through."""
    by_file, by_text = st.tabs([say("Thả tệp", "Drop files"), say("Dán văn bản", "Paste a text")])
    with by_file:
        kinds = say("Word (.docx), PDF, văn bản, trang web", "Word (.docx), PDF, text, web page")
        dropped = upload_parts.drop_zone(_TYPES, kinds, "reports")
    with by_text:
        _paste()
        if _pasted() and lang() == "en":
            st.caption("What the reader says about a text is in Vietnamese, the text's language.")
    documents, _ = intake.distinct([*dropped, *_pasted()])
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
    if len(documents) == 1:
        return documents[0]
    label = say(f"Tài liệu ({len(documents)})", f"Document ({len(documents)})")
    by_key = {document.key: document for document in documents}
    chosen = st.selectbox(label, by_key, format_func=lambda key: _told(by_key[key]), key="report")
    return by_key[chosen]


def _told(file: intake.Dropped) -> str:
    batch = st.session_state.get(f"done-{file.key}")
    return file.name + (say(f" · lô {batch}", f" · batch {batch}") if batch else "")


def _pasted() -> list[Pasted]:
    kept: list[Pasted] = st.session_state.setdefault("pasted-reports", [])
    return kept


def _paste() -> None:
    def take() -> None:
        text = st.session_state["pasted-text"]
        if not text.strip():
            st.toast(say("Chưa có văn bản nào được dán.", "No text was pasted yet."))
            return
        count = len(_pasted())
        name = f"văn bản đã dán{f' {count + 1}' if count else ''}.txt"
        new = Pasted(name, text.encode("utf-8", "replace"))
        _pasted().append(new)
        st.session_state["pasted-text"] = ""
        st.session_state["report"] = new.key

    st.text_area(
        say("Dán cả văn bản, kể cả tiêu đề và ngày", "Paste the whole text, with title and date"),
        key="pasted-text",
        height=80 if _pasted() else 180,
    )
    st.button(say("Đọc văn bản này", "Read this text"), on_click=take, key="read-pasted")


def read(file: intake.Dropped) -> Document | None:
    """The document, read once a visit; None, and why, when it cannot be read at all."""
    key = f"report-{file.key}"
    if key not in st.session_state:
        try:
            st.session_state[key] = st.session_state[f"document-{file.key}"] = _read(file)
        except KpiError as error:
            st.error(say(str(error), error.english or str(error)), icon=":material/error:")
            return None
    kept: Report = st.session_state[f"document-{file.key}"]
    return kept.document


def _read(file: intake.Dropped) -> Report:
    lead = say("Đang đọc tài liệu", "Reading the document")
    bar = st.progress(0.0, f"{lead} …")

    def tell(page: int, pages: int) -> None:
        done, whole = (number(n, 0, lang()) for n in (page, pages))
        words = say(f"{lead}: trang {done}/{whole}", f"{lead}: page {done} of {whole}")
        bar.progress(min(page / max(pages, 1), 1.0), words)

    try:
        with intake.queueing() as waiting:
            found = door.read(
                file.data,
                file.name,
                catalogue(),
                pasted=isinstance(file, Pasted),
                waiting=waiting,
                progress=tell,
            )
    finally:
        bar.empty()
    if found.report is None:
        raise UnreadableError(
            f"{file.name}: tệp là bảng số liệu, không phải văn bản.",
            "Nạp bảng ở trang Cập nhật số liệu.",
            f"{file.name} is a table, not a written text. Drop it on the page of tables.",
        )
    return found.report


def figures(file: intake.Dropped, document: Document) -> Report:
    """The document read for figures; again only when what it is was corrected."""
    key = f"report-{file.key}"
    kept: Report = st.session_state[key]
    if kept.document != document:
        with (
            st.spinner(say("Đang tìm số liệu …", "Looking for figures …"), show_time=True),
            intake.queueing() as waiting,
        ):
            kept = door.figures(document, catalogue(), waiting)
        st.session_state[key] = kept
    return kept


def review(file: intake.Dropped) -> Review:
    """What was decided about the document in this visit."""
    kept: Review = st.session_state.setdefault(f"review-{file.key}", Review())
    return kept
