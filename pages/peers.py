"""Where a province stands among those it is fairly compared with, and who of them moved.

URL: /peers?indicator=<id>&period=<key>&area=vn34:24&group=region|size|merged|own&areas=a,b
     &view=ranks|slope|dumbbell|movers|panels|scatter&from=<period>&other=<id>&other_period=<key>
"""

import streamlit as st

from kpi.analysis.association import association
from kpi.analysis.peers import among, peer_group
from kpi.analysis.ranking import rank_areas
from kpi.analysis.trend import trend
from kpi.analysis.two_years import two_years
from kpi.ui import controls, empty
from kpi.ui.data import catalogue, open_store
from kpi.ui.peers import choices, views

store = open_store()
if not store.summary()["figures"]:
    empty.no_figures()

# Choose
view = choices.view()
with st.container(horizontal=True, key="controls"):
    indicator = controls.indicator_choice(store)
    if indicator is None:
        empty.no_figures()
    status = controls.status_choice(store, indicator)
    period = controls.period_choice(store, indicator, status)
    area = choices.area(store, indicator)
    kind = choices.group()
    second = choices.second(store, view, indicator, period, status, area.scheme)
    own = choices.own_list(area, kind)

# Ask
group = peer_group(store, catalogue(), area.key, kind, year=period.year, own=own)
ranking, other = (
    rank_areas(store, catalogue(), which.id, when, scheme=area.scheme, status=status)
    for which, when in ((indicator, period), second)
)

# Draw
if view == "panels":
    views.over_the_years(trend(store, catalogue(), indicator.id, group.areas), group)
elif view == "scatter":
    views.two_indicators(association(ranking, other), group)
elif view == "ranks":
    views.ranks(among(ranking, group))
else:
    views.paired(two_years(other, ranking, group.areas), group, view)
