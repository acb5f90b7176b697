"""The little CSS that Streamlit's theme cannot say."""

STYLE = """
<style>
/* The chart comes first: less air above it, and figures that align. */
.block-container { padding-top: 4.2rem; padding-bottom: 2rem; max-width: 1400px; }
table, [data-testid="stMetricValue"] { font-variant-numeric: tabular-nums; }
h1 { font-size: 1.7rem !important; line-height: 1.25 !important; padding: 0.2rem 0 !important; }
h2 { font-size: 1.25rem !important; padding: 0.4rem 0 0.2rem !important; }
.st-key-who { margin-bottom: -0.6rem; }
@media (max-width: 640px) {
  .block-container { padding: 3.6rem 0.8rem 2rem; }
  h1 { font-size: 1.3rem !important; }
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
