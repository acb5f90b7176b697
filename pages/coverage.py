"""Which figures are held and which are not: by province, indicator and year.

URL: /coverage?view=matrix&pillar=<pillar>&year=<year>&scheme=vn34|vn63, ?view=area&area=<key>,
?view=indicator&indicator=<id>&scheme=vn34|vn63
"""

import streamlit as st

from kpi.ui import calendar_parts, coverage_choices, coverage_letter, coverage_parts
from kpi.ui.data import open_store
from kpi.ui.extracts.coverage import of_coverage
from kpi.ui.take_along import take_along

store = open_store()

# Choose, ask
coverage, name, chosen = coverage_choices.asked(store)

# Draw
title = coverage_parts.title(coverage, name)
st.title(title)
coverage_parts.lines([coverage_parts.absent_line(coverage), coverage_parts.silent_line(coverage)])
coverage_parts.grid(coverage, title)
coverage_letter.letter_button(coverage, name)
calendar_parts.calendar(store)
take_along(lambda: of_coverage(coverage, title, chosen))
