"""Long tables: a browser gets the first rows, and the reader is told how many there are."""

import streamlit as st

from kpi.ui.words import lang, say
from kpi.wording import number

MOST_ROWS = 2000


def cut(count: int) -> None:
    """Say that a table of `count` rows shows only the first; nothing when it shows all."""
    if count > MOST_ROWS:
        most, whole = (number(n, 0, lang()) for n in (MOST_ROWS, count))
        st.caption(say(f"{most} dòng đầu trong {whole}.", f"The first {most} of {whole} rows."))
