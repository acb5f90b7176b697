"""The last step of the upload page: the reason, the one button, and what became of it."""

from collections import Counter

import streamlit as st

from kpi import settings
from kpi.model import Person
from kpi.publish import Changes, publish
from kpi.publish.document import Document
from kpi.store import Store
from kpi.ui.faults import shown_errors
from kpi.ui.intake.files import Dropped, answers
from kpi.ui.links import link
from kpi.ui.literal import literal
from kpi.ui.words import lang, say
from kpi.wording import number


def publish_button(
    store: Store,
    file: Dropped,
    changes: Changes,
    document: Document,
    confirmed: frozenset[str],
    person: Person | None,
) -> None:
    """Why it cannot be published yet, or the reason and the one button."""
    st.subheader(say("5 · Công bố", "5 · Publish"))
    hindrance = _nothing(changes) or _unready(changes, confirmed)
    reason = "" if hindrance else _reason(file, changes, document)
    if hindrance:
        st.info(hindrance, icon=":material/info:")
    elif not reason:
        st.caption(
            say("Ghi lý do sửa rồi mới công bố được.", "Say why the figures are revised first.")
        )
    if st.button(_label(changes), type="primary", disabled=not reason, key=f"publish-{file.key}"):
        with shown_errors():
            st.session_state[f"done-{file.key}"] = publish(
                store,
                changes,
                by=person,
                reason=reason,
                approval=settings.load_settings().approval,
                confirmed=confirmed,
                content=file.data,
                answers=answers(file),
            )
            st.rerun()


def _label(changes: Changes) -> str:
    if not changes.fresh and changes.reading.candidates and changes.new_sources:
        return say("Ghi lại thông tin tài liệu", "Record the document's particulars")
    count = number(changes.fresh, 0, lang())
    return say(f"Công bố {count} số liệu", f"Publish {count} figures")


def _nothing(changes: Changes) -> str:
    """Why there is nothing to publish; "" when there is something."""
    if not changes.reading.candidates:
        return _why_unread(changes)
    if changes.fresh or changes.new_sources:
        return ""
    return say(
        "Mọi số liệu của tệp đã có trong kho; không có gì để công bố.",
        "Every figure of the file is in the store already; there is nothing to publish.",
    )


def _why_unread(changes: Changes) -> str:
    lead = say("Chưa đọc được số liệu nào", "No figure could be read")
    if count := len(changes.questions):
        return lead + say(
            f": trả lời {count} câu hỏi ở bước 3.", f": answer {count} questions in step 3."
        )
    if changes.refused:
        often, _ = Counter(p.message for p in changes.refused).most_common(1)[0]
        count = len(changes.refused)
        return lead + say(
            f": {count} ô bị từ chối; nhiều nhất vì: {literal(often)}",
            f": {count} cells were refused, most often because: {literal(often)}",
        )
    return lead + say(
        ": các ô số liệu của bảng đều trống hoặc đã bỏ qua, xem bước 2.",
        ": all cells of the table are blank or left out, see step 2.",
    )


def _unready(changes: Changes, confirmed: frozenset[str]) -> str:
    """What the clerk must still do; "" when all is said."""
    if not all(source.title for source in changes.reading.sources):
        return say("Còn thiếu tên tài liệu nguồn (bước 3).", "The document has no title (step 3).")
    left = sum(q.question not in confirmed for q in changes.questions)
    if not left:
        return ""
    return say(f"Còn {left} câu hỏi ở bước 3.", f"{left} questions are open in step 3.")


def _reason(file: Dropped, changes: Changes, document: Document) -> str:
    """Why it is published; who changes figures that are shown must say so in their own words."""
    revised = changes.count("revised")
    default = "" if revised else f"Số liệu mới từ “{document.title or file.name}”"
    label = say("Lý do", "Reason")
    if revised:
        label = say(
            f"Lý do sửa {revised} số liệu (bắt buộc)", f"Why {revised} figures change (required)"
        )
    typed = st.text_input(label, key=f"reason-{file.key}", placeholder=default)
    return typed.strip() or default


def published(store: Store, file: Dropped) -> bool:
    """Say that the file was published in this visit, with the way back; False when it is not."""
    batch = st.session_state.get(f"done-{file.key}")
    state = store.batch(batch)["state"] if batch is not None else ""
    if state == "submitted":
        text = say(f"Lô {batch} đã nộp, chờ duyệt.", f"Batch {batch} waits for approval.")
    elif state == "published":
        text = say(f"Đã công bố lô {batch}.", f"Batch {batch} is published.")
    else:
        return False
    st.success(text, icon=":material/check_circle:")
    link("history", say("Xem và hoàn tác", "See and undo"), ":material/undo:", batch=str(batch))
    return True
