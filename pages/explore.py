"""The planner's table: every observation, narrowed, sorted, laid out, taken along.

URL: /explore?indicators=a,b&areas=vn34:24&from=2022&to=2024&status=actual&pillar=post&scheme=vn34
     &region=<code>&source=<id>&flag=disputed&every=1&sort=newest&shape=areas_years&page=2
"""

from functools import partial

import streamlit as st

from kpi.analysis.observations import MOST, every, observations
from kpi.analysis.pivot import pivot
from kpi.ui import empty, notes
from kpi.ui.data import catalogue, open_store
from kpi.ui.explore import choices, listed, pivoted, words
from kpi.ui.extracts.explore import of_list, of_pivot
from kpi.ui.take_along import take_along

store = open_store()
if not store.summary()["figures"]:
    empty.no_figures()

# Choose
shape = choices.shape()
query = choices.query(store, pivoted=shape is not None)
offset, rows = listed.place(query)

# Ask
page = observations(store, catalogue(), query, offset=offset, size=rows)
laid_out = None
if shape is not None and page.total <= MOST:
    laid_out = pivot(every(store, catalogue(), query), catalogue(), shape)

# Draw
title = words.finding(page)
st.title(title)
filters = words.filters(query)
st.caption(words.subtitle(filters))
if not page.total:
    empty.nothing_here(words.advice())
if shape is None:
    listed.table(page)
    listed.pager(page, rows)
    notes.marks(page.figures)
    take_along(
        lambda: of_list(every(store, catalogue(), query), page.total, title, filters),
        observations=not query.every,
    )
elif laid_out is None:
    pivoted.too_many(page.total)
elif laid_out.several:
    pivoted.ask_for_one(laid_out)
else:
    pivoted.table(laid_out)
    notes.marks(laid_out.figures())
    take_along(partial(of_pivot, laid_out, title, filters))
