"""Where my province stands, who leads, what moved, what is missing, what is new.

URL: /?mine=<area>
"""

import streamlit as st

from kpi.analysis.coverage import indicator_extent
from kpi.analysis.overview import headlines, overview_stamp, parts_of_index
from kpi.analysis.ranking import last_moves
from kpi.charts.map import CONFIG, ranking_map
from kpi.ui import (
    board,
    calendar_parts,
    controls,
    draw,
    empty,
    notes,
    overview_cards,
    overview_parts,
)
from kpi.ui.data import BOUNDARIES, catalogue, open_store, profile_of
from kpi.ui.extracts.overview import of_overview
from kpi.ui.take_along import take_along
from kpi.ui.words import lang, say

store = open_store()

# Ask
stamp = overview_stamp(store, catalogue())
if not stamp.figures:
    empty.no_figures()
answers = headlines(store, catalogue())
index = answers[0]
moves = last_moves(store, catalogue(), index.indicator)
own = controls.my_area()
mine = profile_of(own) if own else None

# Draw
title = overview_parts.title(index, moves)
st.title(title)
overview_parts.stamp_line(stamp)
calendar_parts.late_line(store)
if mine is not None:
    overview_parts.points(mine, answers)
board.board(overview_cards.cards(answers, mine) + board.legend())
if index.ranking is not None:
    left, middle, right = st.columns([3, 2, 2])
    with left:
        st.header(index.indicator.name(lang()))
        areas = frozenset(controls.mine(index.ranking.scheme))
        drawn = ranking_map(index.ranking, catalogue(), lang(), areas, BOUNDARIES)
        draw.chart(drawn, "map", notes.map_sentence(index.ranking), CONFIG)
    with middle:
        st.header(say("Ai dẫn đầu, ai ở cuối", "Who leads, who trails"))
        overview_parts.leaders(index.ranking)
    with right:
        st.header(say("Ai chuyển động nhiều nhất", "Who moved most"))
        overview_parts.movers(moves)
if parts := parts_of_index(store, catalogue()):
    st.header(say("Các chỉ số thành phần", "The parts of the index"))
    board.board(overview_cards.cards(parts, mine))
st.header(say("Còn thiếu số liệu", "Where figures are missing"))
overview_parts.thin(indicator_extent(store, catalogue()), answers)
st.header(say("Công bố gần nhất", "Published last"))
overview_parts.newest(store)
take_along(lambda: of_overview(title, stamp, [*answers, *parts], mine))
