"""The few colours of every chart; each mark's stands out from white and from near-black alike."""

ACCENT = "#D55E00"
"""My province, and nothing else."""
NEUTRAL = "#6F88AB"
"""Every other area."""
MUTED = "#808B9B"
"""Outlines of what is not a firm figure; boundaries, hatching, median and target lines."""
SEQUENTIAL = ("#C0EFF4", "#8BD7E9", "#5BBDDF", "#38A1D1", "#2C84BC", "#2F679F", "#314D7B")
"""Even steps of lightness in OKLCH from cyan to navy; one hue family, so no red–green pair."""
ALONE = SEQUENTIAL[4]
"""The one colour of a map whose values are all equal."""
SERIES = ("#0072B2", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", ACCENT)
"""Okabe–Ito without yellow and black, which vanish on one of the two backgrounds."""
BOUNDARIES_LICENCE = "© OpenStreetMap contributors, ODbL"
"""Stands on every map."""
