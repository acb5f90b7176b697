"""The little CSS and the one script that Streamlit's theme and charts need."""

STYLE = """
<style>
/* The chart comes first: less air above it, and figures that align. */
.block-container { padding-top: 4.2rem; padding-bottom: 2rem; max-width: 1400px; }
table, [data-testid="stMetricValue"] { font-variant-numeric: tabular-nums; }
[data-testid="stHeading"] h1 { font-size: 1.7rem; line-height: 1.25; padding: 0.2rem 0; }
[data-testid="stHeading"] h2 { font-size: 1.25rem; padding: 0.4rem 0 0.2rem; }
/* The dark theme's first colour is light: white letters on it could not be read. */
button[kind="primary"]:not(:disabled), [data-tag], [data-tag] * {
  color: light-dark(#FFFFFF, #10161D);
}
/* Streamlit fades captions to 4.2:1, and the links in them to less than 3:1. */
[data-testid="stCaptionContainer"] { opacity: 1; color: light-dark(#526070, #A9B6C3); }
.st-key-who { margin: -0.6rem 0; }
/* The indicator's name is long, the other choices are short. */
.st-key-controls > :first-child { flex: 2 1 20rem; }
@media (max-width: 640px) {
  .block-container { padding: 3.6rem 0.8rem 2rem; }
  [data-testid="stHeading"] h1 { font-size: 1.3rem; }
  /* Two tiles a row; the brand gives its place to what can be chosen. */
  .st-key-tiles [data-testid="stHorizontalBlock"] {
    display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem;
  }
  .st-key-tiles [data-testid="stColumn"] { min-width: 0; width: auto; }
  .st-key-tiles [data-testid="stColumn"]:last-child { grid-column: 1 / -1; }
  .st-key-tiles [data-testid="stMetricValue"] { font-size: 1.35rem; }
  .st-key-who > :first-child { flex-basis: 100%; }
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

# On a phone the menu covers the page, and Streamlit leaves it there when a page was chosen.
MENU_CLOSES = """
<script>
if (!window.kpiMenu) {
  window.kpiMenu = true;
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-testid=stSidebarNavLink]")) return;
    const close = "[data-testid=stSidebarCollapseButton] button";
    setTimeout(() => document.querySelector(close)?.click());
  });
}
</script>
"""
