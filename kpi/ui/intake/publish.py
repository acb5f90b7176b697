"""The last step of both intake pages: the reason, the one button, and what became of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from kpi import settings
from kpi.ingest.reports.reading import UNSURE
from kpi.model import Person
from kpi.model.scans import Seen
from kpi.publish import Changes, no_crop, publish
from kpi.publish.document import Document
from kpi.store import Decided, Store
from kpi.store.people import accounts
from kpi.ui.faults import shown_errors
from kpi.ui.intake.visit import Dropped, answers, current, hold
from kpi.ui.links import link
from kpi.ui.literal import literal
from kpi.ui.words import lang, say
from kpi.wording import number

_MOST_NAMES = 3
_NO_FIGURES = "Đã đọc, không có số liệu"


def publish_step(
    store: Store,
    file: Dropped,
    changes: Changes,
    document: Document,
    confirmed: frozenset[str],
    person: Person,
    decided: Callable[[], Sequence[Decided]] = tuple,
    crops: Callable[[Seen], bytes] = no_crop,
) -> None:
    """Why it cannot be published yet, or the reason, who can undo it, and the one button.

    A report that was read and holds no figures is registered as a source instead. `decided` gives
    what was said of the numbers of a report, once it is published, and `crops` the piece of a
    scanned page around a number.
    """
    if _without_figures(changes):
        st.subheader(say("5 · Ghi nhận", "5 · Register"))
        hindrance = _unready(changes, confirmed) or _registered(changes)
        reason = "" if hindrance else _NO_FIGURES
        label = say("Ghi nhận đã đọc", "Register as read")
        if reason:
            _told_of_registering()
    else:
        st.subheader(say("5 · Công bố", "5 · Publish"))
        hindrance = _nothing(changes) or _unready(changes, confirmed)
        reason = "" if hindrance else _reason(file, changes, document)
        label = _label(changes)
        if not hindrance and not reason:
            st.caption(
                say("Ghi lý do sửa rồi mới công bố được.", "Say why the figures are revised first.")
            )
    if hindrance:
        st.info(hindrance, icon=":material/info:")
    key = f"publish-{file.key}"
    if st.button(label, type="primary", disabled=not reason, key=key):
        with shown_errors():
            current().batches[file.key] = publish(
                store,
                changes,
                by=person,
                reason=reason,
                approval=settings.load_settings().approval,
                confirmed=confirmed,
                content=file.data,
                answers=answers(file),
                decisions=decided(),
                crops=crops,
            )
            st.rerun()
    st.caption(_afterwards(store, person))


def _without_figures(changes: Changes) -> bool:
    """Whether a report was read to its end and tells nothing."""
    asked = any(q.code == UNSURE for q in changes.questions)
    return changes.reading.kind == "report" and not changes.reading.candidates and not asked


def _registered(changes: Changes) -> str:
    if changes.new_sources:
        return ""
    return say(
        "Tài liệu đã được ghi nhận; không có gì để làm.",
        "The document is registered already; there is nothing to do.",
    )


def _told_of_registering() -> None:
    words = say(
        "Tài liệu được giữ làm nguồn, cùng bản gốc, để không ai phải đọc lại.",
        "The document is kept as a source with its original, so that nobody reads it again.",
    )
    st.caption(f"{say(_NO_FIGURES, 'Read, holds no figures')}. {words}")


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
    if count := len({q.question for q in changes.questions}):
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
        return say("Còn thiếu tên tài liệu nguồn.", "The document has no title.")
    left = len({q.question for q in changes.questions} - confirmed)
    if not left:
        return ""
    return say(f"Còn {left} câu hỏi chưa trả lời.", f"{left} questions are open.")


def _reason(file: Dropped, changes: Changes, document: Document) -> str:
    """Why it is published; who changes figures that are shown must say so in their own words."""
    revised = changes.count("revised")
    default = "" if revised else f"Số liệu mới từ “{document.title or file.name}”"
    label = say("Lý do", "Reason")
    if revised:
        label = say(
            f"Lý do sửa {revised} số liệu (bắt buộc)", f"Why {revised} figures change (required)"
        )
    key = f"reason-{file.key}"
    hold(key, "")
    typed = st.text_input(label, key=key, placeholder=default)
    return typed.strip() or default


def _afterwards(store: Store, person: Person) -> str:
    """Who lets it be seen and who can take it back, said before it is done."""
    if settings.load_settings().approval == "second_person":
        others = _names(store, "approve", but=person)
        return say(
            f"Số liệu hiển thị sau khi một người khác duyệt: {others}.",
            f"It is shown once another person approves it: {others}.",
        )
    return say(
        f"Công bố rồi vẫn hoàn tác được ở trang Lịch sử, bởi: {_who_undoes(store, person)}.",
        f"It can still be undone on the history page, by: {_who_undoes(store, person)}.",
    )


def _who_undoes(store: Store, person: Person) -> str:
    if person.may("undo"):
        return say("anh, chị và người duyệt khác", "you and other approvers")
    return _names(store, "undo", but=person)


def _names(store: Store, action: Literal["approve", "undo"], *, but: Person) -> str:
    """Those who may do it, by name; to staff, who are signed in, names are no secret."""
    able = [
        account.person.display
        for account in accounts(store).values()
        if account.active and account.person.may(action) and account.person.name != but.name
    ]
    if not able:
        return say("người quản trị hệ thống", "the administrator")
    named = ", ".join(map(literal, able[:_MOST_NAMES]))
    if len(able) <= _MOST_NAMES:
        return named
    more = number(len(able) - _MOST_NAMES, 0, lang())
    return named + say(f" và {more} người khác", f" and {more} others")


def published(store: Store, file: Dropped, person: Person) -> bool:
    """Say that the file was published in this visit, with the way back; False when it is not."""
    batch = current().batches.get(file.key)
    state = store.batch(batch)["state"] if batch is not None else ""
    if state == "submitted":
        text = say(f"Lô {batch} đã nộp, chờ duyệt.", f"Batch {batch} waits for approval.")
    elif state == "published":
        text = say(f"Đã công bố lô {batch}.", f"Batch {batch} is published.")
    else:
        return False
    able = person.may("undo")
    if state == "submitted" or not able:
        text += f" {_afterwards(store, person)}"
    st.success(text, icon=":material/check_circle:")
    label = say("Xem và hoàn tác", "See and undo") if able else say("Xem lô này", "See this batch")
    symbol = ":material/undo:" if able else ":material/history:"
    link("history", label, symbol, batch=str(batch))
    return True
