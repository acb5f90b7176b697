"""Everything known of one province: latest figures, ranks, past, promises, sources.

URL: /profile?area=vn34:24
"""

import streamlit as st

from kpi.analysis.overview import headlines
from kpi.ui import board, controls, empty, notes, overview_parts, profile_parts, tables
from kpi.ui.data import catalogue, open_store, profile_of
from kpi.ui.extracts.profile import of_profile
from kpi.ui.findings import profile_title
from kpi.ui.take_along import take_along
from kpi.ui.words import say

# Choose
with st.container(horizontal=True, key="controls"):
    area = controls.area_choice()

# Ask
answer = profile_of(area)

# Draw
title = profile_title(answer)
st.title(title)
profile_parts.about(answer)
overview_parts.points(answer, headlines(open_store(), catalogue()))
if answer.latest.empty and answer.former.empty and answer.promised.empty:
    empty.nothing_here(
        say(
            "Tỉnh này chưa có số liệu nào trong kho; chọn tỉnh khác hoặc nạp tệp số liệu.",
            "The store holds no figure of this province; choose another or load a file.",
        ),
    )
for pillar, indicators in profile_parts.pillars(answer):
    st.header(pillar)
    profile_parts.rows(answer, indicators, pillar)
board.board(board.legend())
if not answer.promised.empty:
    st.header(say("Ước, mục tiêu và kế hoạch", "Estimates, targets and plans"))
    tables.promised_table(answer)
tables.predecessors_table(answer)
notes.marks(answer.latest)
notes.documents(answer.latest)
take_along(lambda: of_profile(answer, title))
