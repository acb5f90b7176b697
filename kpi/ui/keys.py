"""Figures by keyboard: from a chart to its table, from a row to its source, and back."""

import json
from functools import lru_cache

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi import settings
from kpi.ui.words import say

_STYLE = """
<style>
[data-testid="stPlotlyChart"]:focus-visible { outline: 3px solid light-dark(#0B5394, #7FB2E5);
  outline-offset: 2px; border-radius: 0.25rem; position: relative; }
[data-testid="stPlotlyChart"]:focus-visible::after { content: attr(data-kpi-hint);
  position: absolute; top: 0; right: 0; padding: 0.15rem 0.5rem; font-size: 0.875rem;
  border-radius: 0.25rem;
  background: light-dark(#0B5394, #7FB2E5); color: light-dark(#FFFFFF, #10161D); }
</style>
"""


def figures_table() -> DeltaGenerator:
    """What holds the table of a page's charts, closed at first; Enter on a chart opens it."""
    return st.expander(say("Bảng số liệu", "Table"), icon=":material/table:", key="figures")


def keys() -> str:
    """The script behind it, in the language of this run."""
    hint = say("Enter: đến bảng số liệu", "Enter: go to the table")
    return f"{_STYLE}<script>({_script()})({json.dumps(hint, ensure_ascii=False)});</script>"


@lru_cache(maxsize=1)
def _script() -> str:
    path = settings.ROOT / "kpi" / "ui" / "static" / "keys.js"
    return path.read_text(encoding="utf-8").strip()
