"""Where the headline indicators stand, who leads, what moved, what is missing, what is new.

URL: /
"""

import streamlit as st

from kpi.analysis.coverage import indicator_extent
from kpi.analysis.overview import headlines, overview_stamp
from kpi.ui import empty, overview_parts
from kpi.ui.data import catalogue, open_store
from kpi.ui.words import say

store = open_store()

# Ask
stamp = overview_stamp(store, catalogue())
if not stamp.figures:
    empty.no_figures()
answers = headlines(store, catalogue())

# Draw
st.title(overview_parts.title(answers))
overview_parts.stamp_line(stamp)
overview_parts.tiles(answers)
left, middle, right = st.columns(3)
with left:
    st.header(say("Ai dẫn đầu", "Who leads"))
    overview_parts.leaders(answers[-1])
with middle:
    st.header(say("Ai chuyển động nhiều nhất", "Who moved most"))
    overview_parts.movers(answers[-1])
with right:
    st.header(say("Còn thiếu số liệu", "Where figures are missing"))
    overview_parts.thin(indicator_extent(store, catalogue()), answers)
st.header(say("Công bố gần nhất", "Published last"))
overview_parts.newest(store)
