"""A written report becomes figures: dropped or pasted, looked through, previewed, published.

URL: /reports
"""

import streamlit as st

from kpi.ui import empty
from kpi.ui.data import live_store
from kpi.ui.intake import visit
from kpi.ui.intake.publish import published
from kpi.ui.reports import choice
from kpi.ui.reports import document as form
from kpi.ui.reports.decide import decide
from kpi.ui.sign_in import current_person, staff_only
from kpi.ui.words import say

store = live_store()
person = current_person()

st.title(say("Trích số liệu từ báo cáo", "Figures from written reports"))
if person is None or not person.may("publish"):
    staff_only(
        person,
        say(
            "Đăng nhập bằng tài khoản nhân viên để trích số liệu từ báo cáo.",
            "Sign in with a staff account to take figures from reports.",
        ),
    )
visit.begin(person)

# Choose
file = choice.choose()
if file is None or published(store, file, person):
    raise empty.PageEnd
read = choice.read(file)
if read is None:
    raise empty.PageEnd
document, named = form.described(file, read)
report = choice.figures(file, document)
# Ask and answer
decide(store, person, file, report, named)
