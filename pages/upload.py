"""Staff drop the Excel as it is: read, explained, asked about, previewed, published.

URL: /upload
"""

import streamlit as st

from kpi.ui import empty
from kpi.ui.data import open_store
from kpi.ui.intake import changes as tables
from kpi.ui.intake import document as form
from kpi.ui.intake import publish, questions
from kpi.ui.intake.reading import changes as changes_of
from kpi.ui.literal import literal
from kpi.ui.sign_in import current_person
from kpi.ui.upload import parts, sheet
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
    parts.templates()

for file in parts.drop_zone():
    st.header(literal(file.name))
    reading = None if publish.published(store, file) else parts.read(store, file)
    if reading is None:
        continue
    # The document decides what changes, and comes after the questions that this may raise.
    seen, asked = st.container(), st.container()
    document = form.document_form(store, file, reading)
    changes = changes_of(store, reading, document)
    with seen:
        parts.understood(file, reading)
        form.published_before(store, changes)
        sheet.sheet_view(file, reading, changes.problems)
    with asked:
        confirmed = questions.questions(file, changes)
    confirmed |= form.known_document(store, file, changes)
    # Answer
    tables.change_table(file, changes)
    tables.problem_table(file, reading, changes)
    publish.publish_button(store, file, changes, document, confirmed, person)
