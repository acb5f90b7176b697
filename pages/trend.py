"""How chosen provinces moved over the years on one indicator.

URL: /trend?indicator=<id>&areas=vn34:24,vn63:27
"""

import streamlit as st

from kpi.analysis.trend import trend
from kpi.charts.style import PLAIN_CONFIG
from kpi.charts.trend import trend_lines
from kpi.ui import controls, draw, empty, keys, notes, tables
from kpi.ui.data import catalogue, open_store
from kpi.ui.extracts.trend import of_trend
from kpi.ui.findings import trend_title
from kpi.ui.take_along import take_along
from kpi.ui.words import former, lang, say

store = open_store()

# Choose
with st.container(horizontal=True, key="controls"):
    indicator = controls.indicator_choice(store)
    if indicator is None:
        empty.no_figures()
    areas = controls.areas_choice(store, indicator)
if not areas:
    st.title(say("Chọn tỉnh để xem xu hướng", "Choose provinces to see their trend"))
    empty.nothing_here(say("Chọn đến 6 tỉnh, cũ hoặc mới.", "Up to 6, former or present."))

# Ask
answer = trend(store, catalogue(), indicator.id, areas)

# Draw
title = trend_title(answer)
st.title(title)
st.caption(notes.trend_subtitle(answer))
mine = frozenset(controls.mine("vn34") + controls.mine("vn63"))
draw.chart(trend_lines(answer, catalogue(), lang(), mine), "trend", title, PLAIN_CONFIG)
if answer.without:
    names = ", ".join(former(catalogue().area(a)) for a in answer.without)
    st.caption(say(f"Chưa có số liệu: {names}.", f"No figure: {names}."))
notes.marks(answer.points)
notes.breaks(indicator)
notes.documents(answer.points)
with keys.figures_table():
    tables.trend_table(answer)
take_along(lambda: of_trend(answer, title, mine))
