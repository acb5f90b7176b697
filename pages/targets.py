"""How far a province is from what is demanded of it, or all provinces from one target.

URL: /targets?view=province&area=<key>, /targets?view=target&indicator=<id>&target=<key>&scheme=
vn34|vn63; the view, and with it the province, follow `mine` where the address does not say.
"""

import streamlit as st

from kpi.analysis.distance import AreaDistances, distances_of_area, distances_to_target
from kpi.charts.distance import distance_dots
from kpi.charts.style import PLAIN_CONFIG
from kpi.ui import controls, draw, keys, target_controls, target_parts
from kpi.ui.data import catalogue, open_store
from kpi.ui.extracts.targets import of_targets
from kpi.ui.take_along import take_along
from kpi.ui.words import lang

store = open_store()

# Choose
with st.container(horizontal=True, key="controls"):
    chosen = target_controls.chosen(store)

# Ask
answer = (
    distances_of_area(store, catalogue(), chosen)
    if isinstance(chosen, str)
    else distances_to_target(store, catalogue(), *chosen)
)
of_area = isinstance(answer, AreaDistances)
mine = (*controls.mine("vn34"), *controls.mine("vn63"))

# Draw
title = target_parts.title(answer, mine)
st.title(title)
st.caption(target_parts.subtitle(answer))
target_parts.coverage_line(answer)
if answer.found:
    dots = distance_dots(answer.found, catalogue(), lang(), frozenset(mine), by_area=not of_area)
    draw.chart(dots, "dots", target_parts.sentence(answer, title), PLAIN_CONFIG)
target_parts.acts(answer)
if answer.found:
    with keys.figures_table():
        target_parts.table(answer)
target_parts.under(answer)
take_along(lambda: of_targets(answer, title))
