"""Written reports on their way in: dropped or pasted, read once, looked through one at a time."""

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from kpi.errors import KpiError
from kpi.ingest import door
from kpi.ingest.door import Read
from kpi.ingest.formats.kinds import usual_endings
from kpi.model import Document, Report
from kpi.model.scans import ScannedPage
from kpi.ui.data import catalogue
from kpi.ui.intake.drop import (
    drop_zone,
    dropped,
    file_buttons,
    move,
    not_read,
    photographed,
    reader_of,
)
from kpi.ui.intake.queue import queueing
from kpi.ui.intake.visit import Dropped, current, scan_of
from kpi.ui.literal import literal
from kpi.ui.reports.review import Review
from kpi.ui.reports.scanning import Reading, broken_off, missing_reader, turn_button
from kpi.ui.words import say


def choose() -> Dropped | None:
    """The documents of this visit, dropped or pasted; gives the one that is looked through."""
    by_file, by_text = st.tabs([say("Thả tệp", "Drop files"), say("Dán văn bản", "Paste a text")])
    documents = dropped("reports")
    with by_file:
        drop_zone("reports", usual_endings("report", "either"))
        photographed("reports")
        missing_reader()
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
        file_buttons("reports", chosen)
    return chosen


def _one_of(documents: Sequence[Dropped]) -> Dropped:
    if len(documents) == 1:
        st.markdown(f"**{literal(_told(documents[0]))}**", width="content")
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
    """The document, read once a visit; None, and why, when it cannot be read at all.

    A text that its content shows to be a table goes to the page of tables. A scan takes long: it
    may be broken off, and what was read of it is kept.
    """
    key, scan = f"read-{file.key}", scan_of(file)
    if key not in st.session_state and scan.read is not None:
        st.session_state[key] = scan.read
    if key not in st.session_state and scan.stopped:
        broken_off(file)
        return None
    if key not in st.session_state:
        try:
            st.session_state[key] = _read(file)
        except KpiError as error:
            st.session_state[key] = error
    kept: Read | KpiError = st.session_state[key]
    if isinstance(kept, KpiError):
        not_read("reports", file, kept)
        turn_button(file)
        return None
    if kept.report is None:
        move("reports", file)
    return kept.report.document


def _read(file: Dropped) -> Read:
    scan = scan_of(file)
    with Reading(scan) as reading, queueing() as waiting:
        found = door.read(
            file.data,
            file.name,
            catalogue(),
            reader=reader_of(file),
            pasted=file.pasted,
            waiting=waiting,
            progress=reading.page,
            scanned=reading.scanned,
            before=scan.pages.values(),
            turned=scan.turned,
        )
    scan.done(found)
    return found


def pages(file: Dropped) -> Mapping[int, ScannedPage]:
    """The pages of a document that are pictures, by number."""
    read: Read = st.session_state[f"read-{file.key}"]
    return {page.number: page for page in read.scanned}


def figures(file: Dropped, document: Document) -> Report:
    """The document read for figures; again only when what it is was corrected."""
    key = f"report-{file.key}"
    read: Read = st.session_state[f"read-{file.key}"]
    kept: Report | None = st.session_state.get(key, read.report)
    if kept is None or kept.document != document:
        with (
            st.spinner(say("Đang tìm số liệu …", "Looking for figures …"), show_time=True),
            queueing() as waiting,
        ):
            kept = door.figures(document, catalogue(), waiting)
        st.session_state[key] = kept
    return kept


def review(file: Dropped) -> Review:
    """What was decided about the document in this visit."""
    kept: Review = current().decisions.setdefault(file.key, Review())
    return kept
