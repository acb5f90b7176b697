"""The annex of figures that a province attaches to its report, ready as Word and Excel.

URL: /annex?area=vn34:24&period=2025&form=<name>&indicators=bts_stations,dti_score
"""

import streamlit as st

from kpi.analysis.annex import annex, annex_periods, figures_of, newest_year
from kpi.export.annex_words import annex_table
from kpi.publish.annex_forms import annex_forms
from kpi.ui import controls, empty, notes
from kpi.ui.annex import choices, forms, parts
from kpi.ui.data import catalogue, live_store, open_store
from kpi.ui.extracts.annex import of_annex
from kpi.ui.sign_in import current_person
from kpi.ui.take_along import take_along
from kpi.ui.words import lang, say

store = open_store()
known = annex_forms(live_store(), catalogue())
if not store.summary()["figures"]:
    empty.no_figures()

# Choose
with st.container(horizontal=True, key="controls"):
    area = controls.area_choice()
    periods = annex_periods(store, catalogue(), area)
    if periods:
        period = choices.period(periods, newest_year(store, catalogue(), area))
        indicators = choices.indicators(store, area, period, known)
if not periods:
    st.title(say("Phụ lục số liệu", "Annex of figures"))
    empty.nothing_here(
        say(
            "Tỉnh này chưa có số liệu nào trong kho; chọn tỉnh khác hoặc nạp tệp số liệu.",
            "The store holds no figure of this province; choose another or load a file.",
        ),
    )

# Ask
answer = annex(store, catalogue(), area, period, indicators)
table = annex_table(answer, catalogue(), lang())
figures = figures_of(answer)

# Draw
title = parts.finding(answer)
st.title(title)
st.caption(parts.subtitle(answer, table))
parts.files(answer)
parts.preview(answer, table)
notes.marks(figures)
notes.documents(figures)
take_along(lambda: of_annex(answer, table, figures, title))
forms.keeping(live_store(), known, indicators, current_person())
