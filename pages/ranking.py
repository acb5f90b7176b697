"""Which provinces lead on one indicator in one period, and where mine stands.

URL: /ranking?indicator=<id>&period=<key>&scheme=vn34|vn63&region=<code>&status=<s>&per=1&near=1
"""

import streamlit as st

from kpi.analysis.nearest import with_earlier
from kpi.analysis.ranking import choose_scheme, previous_year, rank_areas
from kpi.charts.map import CONFIG, ranking_map
from kpi.charts.ranking import ranking_bars
from kpi.charts.style import PLAIN_CONFIG
from kpi.ui import controls, draw, empty, keys, notes, tables, url
from kpi.ui.data import BOUNDARIES, catalogue, open_store
from kpi.ui.extracts.ranking import of_ranking
from kpi.ui.findings import ranking_title
from kpi.ui.take_along import take_along
from kpi.ui.words import lang, say

store = open_store()

# Choose
with st.container(horizontal=True, key="controls"):
    indicator = controls.indicator_choice(store)
    if indicator is None:
        empty.no_figures()
    status = controls.status_choice(store, indicator)
    period = controls.period_choice(store, indicator, status)
    asked = controls.scheme_choice(store, indicator, period)
    scheme = asked or choose_scheme(store, catalogue(), indicator, period, status)
    region = controls.region_choice(scheme)
    per = indicator.per_capita and url.switch(say("Trên 10.000 dân", "Per 10,000 people"), "per")
    near = controls.earlier_choice(status)

# Ask
ranking = rank_areas(
    store, catalogue(), indicator.id, period,
    scheme=scheme, status=status, region=region, per_capita=per,
)  # fmt: skip
ranking = with_earlier(store, catalogue(), ranking) if near else ranking
mine, moves = controls.mine(scheme), previous_year(store, catalogue(), ranking)

# Draw
title = ranking_title(ranking, mine, moves)
st.title(title)
st.caption(notes.subtitle(ranking, mine))
left, right = st.columns([3, 2])
with left:
    notes.coverage_line(ranking)
    bars = ranking_bars(ranking, catalogue(), lang(), frozenset(mine))
    draw.chart(bars, "bars", title, PLAIN_CONFIG)
with right:
    drawn = ranking_map(ranking, catalogue(), lang(), frozenset(mine), BOUNDARIES)
    draw.chart(drawn, "map", notes.map_sentence(ranking), CONFIG)
# Beside a few bars there is room for what is to be known of them.
with left if len(ranking.rows) <= notes.MANY else right:
    notes.under(ranking)
with keys.figures_table():
    tables.ranking_table(ranking)
take_along(lambda: of_ranking(ranking, title, mine), observations=not ranking.per_capita)
