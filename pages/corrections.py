"""What readers ask to have corrected, the oldest open request first, and what was answered.

URL: /corrections
"""

import streamlit as st

from kpi.publish.corrections import queue as every_request
from kpi.ui.corrections import queue
from kpi.ui.data import live_store
from kpi.ui.sign_in import current_person, staff_only
from kpi.ui.words import say

store = live_store()
person = current_person()
if person is None or not person.may("publish"):
    st.title(say("Đề nghị đính chính", "Requests for corrections"))
    staff_only(
        person,
        say(
            "Đăng nhập bằng tài khoản nhân viên để trả lời đề nghị đính chính.",
            "Sign in with a staff account to answer requests for corrections.",
        ),
    )

# Ask
requests = every_request(store, by=person)

# Draw
st.title(queue.finding(requests))
st.caption(
    say(
        "Bạn đọc gửi đề nghị ngay trong bảng nguồn của số liệu. Trả lời đứng lại cạnh số liệu; sửa "
        "số thì nạp số mới như mọi khi, số cũ vẫn còn.",
        "Readers ask in the source panel of a figure. The answer stays beside it; to correct it, "
        "bring the new figure in as ever: the old one stays in the store.",
    )
)
queue.open_requests(store, requests, person)
if any(request.verdict for request in requests):
    st.header(say("Đã trả lời", "Answered"))
    queue.answered_requests(requests)
