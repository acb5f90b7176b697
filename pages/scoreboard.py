"""A composite score of the provinces, how firm its ranks are, and what would change mine.

URL: /scoreboard?index=dti|digital_access|own&indicators=a,b&period=2024&scheme=vn34
     &weights=equal|922|own&w=a:3,b:0&area=vn34:24
"""

import streamlit as st

from kpi.analysis.scoreboard import figures_of, scoreboard
from kpi.charts.score_intervals import score_intervals
from kpi.charts.style import PLAIN_CONFIG
from kpi.ui import controls, draw, empty, keys, notes
from kpi.ui.data import catalogue, open_store
from kpi.ui.extracts.scoreboard import of_scoreboard
from kpi.ui.scoreboard import choices, parts
from kpi.ui.take_along import take_along
from kpi.ui.words import lang, say

store = open_store()
if not store.summary()["figures"]:
    empty.no_figures()

# Choose
with st.container(horizontal=True, key="controls"):
    index = choices.index(store)
    names = [p.indicator for p in index.part] if index else choices.own_indicators(store)
    scheme = choices.scheme(index)
    period = choices.period(store, names, scheme)
    weighed = choices.parts(index, names)
if period is None or sum(part.weight > 0 for part in weighed) < 2:
    st.title(say("Chỉ số tổng hợp", "Composite score"))
    empty.nothing_here(parts.advice())
named = index.name(lang()) if index else say("Bộ chỉ tiêu tự chọn", "My indicators")

# Ask
board = scoreboard(store, catalogue(), weighed, period, scheme)
mine = controls.mine(scheme)

# Draw
title = parts.finding(board, named, mine)
st.title(title)
st.caption(parts.subtitle(board))
parts.coverage(board)
if board.comparable:
    drawn = score_intervals(board, catalogue(), lang(), frozenset(mine))
    draw.chart(drawn, "scores", title, PLAIN_CONFIG)
    with keys.figures_table():
        parts.table(board)
area = parts.profile_choice(board, mine)
parts.profile(board, area)
notes.documents(figures_of(board))
parts.notes(board, index, by_922=choices.by_922())
take_along(lambda: of_scoreboard(board, title, parts.filters(board, named), mine))
