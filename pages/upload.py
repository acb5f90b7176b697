"""Staff drop the Excel as it is: read, explained, asked about, previewed, published.

URL: /upload
"""

import streamlit as st

from kpi.errors import KpiError
from kpi.ui import empty, intake, upload_parts, upload_tables
from kpi.ui.data import open_store
from kpi.ui.sign_in import current_person
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
    st.header(file.name)
    if upload_parts.published(file):
        continue
    # Ask
    try:
        with st.spinner(say("Đang đọc tệp …", "Reading the file …"), show_time=True):
            reading = intake.read(store, file)
    except KpiError as error:
        st.error(str(error), icon=":material/error:")
        continue
    upload_parts.understood(file, reading)
    document = upload_parts.document_form(file)
    changes = intake.changes(store, reading, document)
    # Answer
    confirmed = upload_tables.questions(file, changes.questions)
    upload_tables.problem_table(reading, changes.problems, file.key)
    upload_tables.change_table(changes, file.key)
    upload_parts.publish_button(store, file, changes, confirmed, person)
