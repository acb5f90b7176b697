"""The little CSS and the scripts that Streamlit's theme, our own HTML and charts need."""

import json
from functools import lru_cache

import streamlit as st

from kpi import settings
from kpi.ui import url

_STATIC = settings.ROOT / "kpi" / "ui" / "static"


def own_html() -> str:
    """The style of cards and rows, and the script that follows links inside the app."""
    told = json.dumps([*url.SHARED, *url.CARRIED]), json.dumps(st.query_params.get("mine", ""))
    # What an address says is no part of a script: "</script>" would end it.
    words = ", ".join(told).replace("<", "\\u003c")
    css, inside, *others = _own_files()
    scripts = "".join(f"({script})();" for script in others)
    return f"<style>{css}</style><script>({inside})({words});{scripts}</script>"


@lru_cache(maxsize=1)
def _own_files() -> tuple[str, ...]:
    """The styles in one, then the scripts."""
    board, paper, *scripts = (
        (_STATIC / name).read_text(encoding="utf-8").strip()
        for name in ("board.css", "print.css", "inside.js", "menu.js", "copy.js", "print.js")
    )
    return f"{board}\n{paper}", *scripts


STYLE = """
<style>
/* The chart comes first: less air above it, and figures that align. */
.block-container { padding-top: 4.2rem; padding-bottom: 2rem; max-width: 1400px; }
table { font-variant-numeric: tabular-nums; }
[data-testid="stHeading"] h1 { font-size: 1.7rem; line-height: 1.25; padding: 0.2rem 0; }
[data-testid="stHeading"] h2 { font-size: 1.25rem; padding: 0.4rem 0 0.2rem; }
/* The dark theme's first colour is light: white letters on it could not be read. */
button[kind="primary"]:not(:disabled), [data-tag], [data-tag] * {
  color: light-dark(#FFFFFF, #10161D);
}
/* Streamlit fades captions to 4.2:1, and the links in them to less than 3:1. */
[data-testid="stCaptionContainer"] { opacity: 1; color: light-dark(#526070, #A9B6C3); }
/* Streamlit sets the words of a chart in a grey of 3.4:1; a mark keeps the colour it was given. */
.js-plotly-plot :is(.xtick, .ytick, .annotation, .cbaxis, .cbtitle, .geo) text,
.js-plotly-plot text:is(.bartext, .legendtext, .annotation-text) {
  fill: light-dark(#3B4856, #C3CDD8) !important;
}
.st-key-who { margin: -0.6rem 0; }
/* The indicator's name is long, the other choices are short. */
.st-key-controls > :first-child { flex: 2 1 20rem; }
/* Between phone and desktop the brand gives its place to what can be chosen. */
@media (min-width: 641px) and (max-width: 1100px) {
  .st-key-who > :first-child { display: none; }
}
@media (max-width: 640px) {
  .block-container { padding: 3.6rem 0.8rem 2rem; }
  [data-testid="stHeading"] h1 { font-size: 1.3rem; }
  .st-key-who > :first-child { flex-basis: 100%; }
  /* What the page says comes before what can be chosen. */
  [data-testid="stLayoutWrapper"]:has(> .st-key-who), .st-key-who { order: -3; }
  [data-testid="stElementContainer"]:has(> [data-testid="stHeading"] h1) { order: -2; }
  [data-testid="stElementContainer"]:has(> [data-testid="stHeading"] h1) +
    [data-testid="stElementContainer"]:has([data-testid="stCaptionContainer"]) { order: -1; }
}
</style>
"""

# With selection on, Streamlit forces Plotly to pan, and Plotly then swallows every touch: a
# phone could not scroll past a long chart. Plotly does not get to see touches; the browser
# scrolls, and turns a tap into the click that selects a mark.
TOUCH = """
<script>
if (!window.kpiTouch) {
  window.kpiTouch = true;
  for (const kind of ["touchstart", "touchmove", "touchend"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.closest?.(".js-plotly-plot")) event.stopPropagation();
    }, {capture: true, passive: true});
  }
}
</script>
<style>.js-plotly-plot, .js-plotly-plot * { touch-action: pan-y !important; }</style>
"""
