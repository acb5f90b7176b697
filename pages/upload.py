"""Staff drop the Excel as it is: read, explained, asked about, previewed, published.

URL: /upload
"""

import streamlit as st

from kpi.ui.data import live_store
from kpi.ui.intake import drop, preview, visit
from kpi.ui.intake.changes import change_table, problem_table
from kpi.ui.intake.document import known_document, published_before
from kpi.ui.intake.publish import publish_step, published
from kpi.ui.intake.questions import questions
from kpi.ui.literal import literal
from kpi.ui.sign_in import current_person, staff_only
from kpi.ui.upload import columns, document, parts, reading, sheet
from kpi.ui.words import say

store = live_store()
person = current_person()

st.title(say("Cập nhật số liệu", "Bring figures in"))
if person is None or not person.may("publish"):
    staff_only(
        person,
        say(
            "Đăng nhập bằng tài khoản nhân viên để nạp số liệu.",
            "Sign in with a staff account to bring figures in.",
        ),
    )
visit.begin(person)
# Choose
with st.container(horizontal=True, vertical_alignment="center"):
    st.caption(say("Thả tệp Excel hoặc CSV như đang có.", "Drop Excel or CSV files as they are."))
    parts.templates()
drop.drop_zone("tables", "Excel, CSV")

for file in drop.dropped("tables"):
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(literal(file.name))
        drop.file_buttons("tables", file)
    read = None if published(store, file, person) else reading.shown(store, file)
    if read is None:
        continue
    # The document decides what changes, and comes after the questions that this may raise.
    seen, asked = st.container(), st.container()
    named, faults = document.document_form(store, file, read)
    changes = preview.changes(store, file, read, named, faults)
    with seen:
        parts.understood(file, read)
        published_before(store, changes)
        columns.column_menu(file, read)
        sheet.sheet_view(file, read, changes.problems)
    with asked:
        confirmed = questions(file, read, changes)
    confirmed |= known_document(store, file, changes)
    # Answer
    change_table(file, changes)
    problem_table(file, read, changes)
    publish_step(store, file, changes, named, confirmed, person)
