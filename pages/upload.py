"""Staff drop the Excel as it is: read, explained, asked about, previewed, published.

URL: /upload
"""

import streamlit as st

from kpi.ui import (
    empty,
    intake,
    upload_document,
    upload_parts,
    upload_publish,
    upload_questions,
    upload_sheet,
    upload_tables,
)
from kpi.ui.data import open_store
from kpi.ui.sign_in import current_person
from kpi.ui.upload_words import literal
from kpi.ui.words import say

store = open_store()
person = current_person()

st.title(say("Cập nhật số liệu", "Bring figures in"))
if person is None or not person.may("publish"):
    empty.nothing_here(
        say(
            "Đăng nhập bằng tài khoản nhân viên để nạp số liệu.",
            "Sign in with a staff account to bring figures in.",
        )
    )

# Choose
with st.container(horizontal=True, vertical_alignment="center"):
    st.caption(say("Thả tệp Excel hoặc CSV như đang có.", "Drop Excel or CSV files as they are."))
    upload_parts.templates()

for file in upload_parts.drop_zone():
    st.header(literal(file.name))
    reading = None if upload_publish.published(store, file) else upload_parts.read(store, file)
    if reading is None:
        continue
    # The document decides what changes, and comes after the questions that this may raise.
    seen, asked = st.container(), st.container()
    document = upload_document.document_form(store, file, reading)
    changes = intake.changes(store, reading, document)
    with seen:
        upload_parts.understood(file, reading)
        upload_document.published_before(store, changes)
        upload_sheet.sheet_view(file, reading, changes.problems)
    with asked:
        confirmed = upload_questions.questions(file, changes)
    confirmed |= upload_document.known_document(store, file, changes)
    # Answer
    upload_tables.change_table(file, changes)
    upload_tables.problem_table(file, reading, changes)
    upload_publish.publish_button(store, file, changes, document, confirmed, person)
