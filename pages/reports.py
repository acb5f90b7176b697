"""A written report becomes figures: dropped or pasted, looked through, previewed, published.

URL: /reports
"""

import streamlit as st

from kpi.ui import (
    empty,
    report_document,
    report_figures,
    report_intake,
    report_publish,
    report_review,
    upload_publish,
    upload_tables,
)
from kpi.ui.data import open_store
from kpi.ui.sign_in import current_person
from kpi.ui.words import say

store = open_store()
person = current_person()

st.title(say("Trích số liệu từ báo cáo", "Figures from written reports"))
if person is None or not person.may("publish"):
    empty.nothing_here(
        say(
            "Đăng nhập bằng tài khoản nhân viên để trích số liệu từ báo cáo.",
            "Sign in with a staff account to take figures from reports.",
        )
    )

# Choose
file = report_intake.choose()
if file is None or upload_publish.published(store, file):
    raise empty.PageEnd
read = report_intake.read(file)
if read is None:
    raise empty.PageEnd
document = report_document.described(file, read)
report = report_intake.figures(file, document)
# Ask
review = report_intake.review(file)
items = report_review.items(report, review)
named = report_document.named(file, document)
changes = report_publish.changes(store, file, report, items, named)
report_figures.figures(file, report, review, items, changes)
confirmed = report_publish.doubts(store, file, changes)
# Answer
if changes.reading.candidates:
    upload_tables.change_table(file, changes)
report_publish.publish(store, file, review, items, changes, named, confirmed, person)
