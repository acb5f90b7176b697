"""What is measured, in which unit, where series break, what the law demands, who has figures.

URL: /methods?indicator=<id>
"""

import streamlit as st

from kpi.analysis.coverage import indicator_extent
from kpi.ui import controls, methods_parts
from kpi.ui.data import catalogue, open_store
from kpi.ui.extracts.methods import of_methods
from kpi.ui.take_along import take_along
from kpi.ui.words import say

store = open_store()

# Choose
extent = indicator_extent(store, catalogue())
chosen = controls.any_indicator_choice()

# Draw
having = int((extent["figures"] > 0).sum())
title = say(
    f"{len(extent)} chỉ tiêu, {having} chỉ tiêu đã có số liệu",
    f"{len(extent)} indicators, {having} with figures",
)
st.title(title)
methods_parts.own_faults()
methods_parts.definition(store, chosen)
st.header(say("Mọi chỉ tiêu", "All indicators"))
methods_parts.all_indicators(extent)
st.header(say("Quy tắc", "Rules"))
methods_parts.rules()
take_along(lambda: of_methods(title, extent, chosen), observations=False)
