"""Parts of the upload page: templates, what was understood, the document, publish."""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from kpi import settings
from kpi.export.workbook import template
from kpi.model import Person, Reading
from kpi.publish import Changes, publish
from kpi.publish.document import Document
from kpi.store import Store
from kpi.ui import draw, intake
from kpi.ui.data import catalogue
from kpi.ui.faults import shown_errors
from kpi.ui.links import link
from kpi.ui.profile_parts import PILLARS, pillar_name
from kpi.ui.upload_tables import where
from kpi.ui.words import say

# Streamlit's own words on the drop zone are English whatever the language; these stand over them.
_DROP_ZONE = """
<style>
[data-testid="stFileUploaderDropzone"] button p,
[data-testid="stFileUploaderDropzoneInstructions"] span {{ font-size: 0; }}
[data-testid="stFileUploaderDropzone"] button p::after {{ content: "{choose}"; font-size: 1rem; }}
[data-testid="stFileUploaderDropzoneInstructions"] span::after {{
  content: "{limits}"; font-size: 0.85rem;
}}
</style>
"""


def drop_zone() -> list[intake.Dropped]:
    """Files as they were dropped, one or many."""
    choose = say("Chọn tệp", "Choose files")
    limits = say("hoặc thả vào đây · Excel, CSV", "or drop here · Excel, CSV")
    st.html(_DROP_ZONE.format(choose=choose, limits=limits))
    label = say("Tệp số liệu", "Files")
    dropped = st.file_uploader(label, intake.TYPES, accept_multiple_files=True, key="files")
    return [intake.Dropped(one.name, one.getvalue()) for one in dropped]


def templates() -> None:
    """An empty workbook for each pillar, with drop-downs."""
    with st.popover(say("Tải biểu mẫu", "Get a template"), icon=":material/download:"):
        this_year = date.today().year  # noqa: DTZ011 - the clerk's own calendar year
        years = range(this_year, this_year - 6, -1)
        for pillar in PILLARS:
            named = [
                i
                for i in catalogue().indicators.values()
                if i.pillar == pillar and not i.base and i.kind != "milestone"
            ]
            st.download_button(
                pillar_name(pillar),
                partial(template, catalogue(), named, years),
                f"bieu-mau-{pillar}.xlsx",
                key=f"template-{pillar}",
            )


def understood(file: intake.Dropped, reading: Reading) -> None:
    """How the file was read, and what was knowingly left out."""
    taken_over = intake.reused(file)
    if taken_over:
        text = say(
            f"Dùng lại {taken_over} câu trả lời của tệp cùng mẫu lần trước.",
            f"{taken_over} answers were taken over from the last file of this layout.",
        )
        st.info(text, icon=":material/history_edu:")
        again = say("Hỏi lại từ đầu", "Ask again")
        st.button(again, key=f"again-{file.key}", on_click=intake.ask_again, args=(file,))
    for line in reading.understood:
        st.markdown(f"- {line}")
    if reading.left_out:
        label = say(
            f"Bỏ qua có chủ ý: {len(reading.left_out)}", f"Left out: {len(reading.left_out)}"
        )
        with st.expander(label, icon=":material/filter_alt_off:"):
            frame = pd.DataFrame(
                {
                    say("Ô", "Cell"): [where(one.where) for one in reading.left_out],
                    say("Đã ghi", "As written"): [one.as_written for one in reading.left_out],
                    say("Lý do", "Reason"): [one.reason for one in reading.left_out],
                }
            )
            st.dataframe(frame, hide_index=True, height=draw.fitting(len(frame), 300))


def document_form(file: intake.Dropped) -> Document:
    """What readers will see as the document behind the figures."""
    stem = file.name.rsplit(".", 1)[0].replace("_", " ")
    with st.expander(say("Tài liệu nguồn", "Source document"), icon=":material/description:"):
        title = st.text_input(say("Tên tài liệu", "Title"), stem, key=f"title-{file.key}")
        publisher = st.text_input(say("Nơi công bố", "Publisher"), key=f"publisher-{file.key}")
        day = st.date_input(
            say("Ngày công bố", "Published on"), None, key=f"day-{file.key}", format="DD/MM/YYYY"
        )
        address = st.text_input(say("Liên kết", "Link"), key=f"url-{file.key}")
        st.caption(
            say(
                "Cùng tên và nơi công bố là cùng một tài liệu: nạp lại bản đã sửa sẽ thay số cũ.",
                "Same title and publisher, same document: a corrected table replaces its figures.",
            )
        )
    return Document(
        title=title.strip() or stem,
        publisher=publisher.strip(),
        url=address.strip() if address.startswith(("https://", "http://")) else "",
        published_on=day.isoformat() if isinstance(day, date) else "",
    )


def publish_button(
    store: Store,
    file: intake.Dropped,
    changes: Changes,
    confirmed: frozenset[str],
    person: Person | None,
) -> None:
    """Reason and the one button."""
    count = len(changes.arriving)
    if not count and not changes.new_sources:
        st.info(
            say(
                "Mọi số liệu của tệp đã có trong kho; không có gì để công bố.",
                "Every figure of the file is in the store already; there is nothing to publish.",
            ),
            icon=":material/done_all:",
        )
        return
    left = [q for q in changes.questions if q.question not in confirmed]
    reason = st.text_input(say("Lý do", "Reason"), key=f"reason-{file.key}")
    label = say(f"Công bố {count} số liệu", f"Publish {count} figures")
    if left:
        st.caption(say(f"Còn {len(left)} câu hỏi.", f"{len(left)} questions are open."))
    if st.button(label, type="primary", disabled=bool(left), key=f"publish-{file.key}"):
        with shown_errors():
            st.session_state[f"done-{file.key}"] = publish(
                store,
                changes,
                by=person,
                reason=reason,
                approval=settings.load_settings().approval,
                confirmed=confirmed,
                content=file.data,
                answers=intake.answers(file),
            )
            st.rerun()


def published(file: intake.Dropped) -> bool:
    """Say that the file was published in this visit, with the way back; False when it was not."""
    batch = st.session_state.get(f"done-{file.key}")
    if batch is None:
        return False
    if settings.load_settings().approval == "second_person":
        text = say(f"Lô {batch} đã nộp, chờ duyệt.", f"Batch {batch} waits for approval.")
    else:
        text = say(f"Đã công bố lô {batch}.", f"Batch {batch} is published.")
    st.success(text, icon=":material/check_circle:")
    link("history", say("Xem và hoàn tác", "See and undo"), ":material/undo:", batch=str(batch))
    return True
