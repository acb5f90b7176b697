"""The few colours of every chart and the layout they share.

Text and grid colours are Streamlit's (light or dark); only marks bring their own, and each
of those stands out from white and from near-black alike.
"""

from typing import Any

import plotly.graph_objects as go

from kpi.model import Indicator, Lang
from kpi.wording import Scale

ACCENT = "#D55E00"
"""My province, and nothing else."""
NEUTRAL = "#6F88AB"
"""Every other area."""
MUTED = "#808B9B"
"""Outlines of what is not a firm figure; boundaries, hatching, median and target lines."""
CLEAR = "rgba(0,0,0,0)"

SEQUENTIAL = ("#C0EFF4", "#8BD7E9", "#5BBDDF", "#38A1D1", "#2C84BC", "#2F679F", "#314D7B")
"""Even steps of lightness in OKLCH from cyan to navy; one hue family, so no red–green pair."""
ALONE = SEQUENTIAL[4]
"""The one colour of a map whose values are all equal."""
SERIES = ("#0072B2", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", ACCENT)
"""Okabe–Ito without yellow and black, which vanish on one of the two backgrounds."""

SMALL = 11
"""Size of labels that explain a line or a place, in pixels."""
LINE = 16
"""Height of one line of such labels above a chart, in pixels."""
CHARACTER = 6.6
"""Rough width of a character of chart text, to reserve room for it, in pixels."""

PLAIN_CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True}
"""What the page passes to Plotly for every chart that is not a map."""

# A chosen mark must not make the others fade: they are figures still.
UNFADED: dict[str, Any] = {"marker": {"opacity": 1}}
# Plotly fades the text of a trace without a chosen point unless a colour for chosen text is set.
UNFADED_TEXT: dict[str, Any] = {"textfont": {"color": ACCENT}}


def base_layout(lang: Lang, height: int, **margin: int) -> dict[str, Any]:
    """The layout every chart starts from; `margin` by Plotly's names l, r, t, b in pixels."""
    return {
        "height": height,
        "margin": {"l": 4, "r": 8, "t": 8, "b": 8, **margin},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "separators": ",." if lang == "vi" else ".,",
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left"},
        "showlegend": False,
    }


def colour_of(area: str, mine: frozenset[str]) -> str:
    """The accent for my province, neutral for every other."""
    return ACCENT if area in mine else NEUTRAL


def room_for(texts: list[str], most: int) -> int:
    """Pixels to reserve for the longest of some texts, at most `most`."""
    return min(most, round(max(map(len, texts), default=0) * CHARACTER) + 10)


def name_unit(
    figure: go.Figure, indicator: Indicator, scale: Scale, level: int, note: str = ""
) -> int:
    """The unit once, above everything else; gives the lines it took. Stages have no unit.

    `note` explains a mark of the chart and stands after the unit.
    """
    words = ["" if indicator.kind == "milestone" else scale.unit, note]
    text = " · ".join(word for word in words if word)
    if not text:
        return 0
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=6 + LINE * level,
        text=text,
        showarrow=False,
        font={"size": SMALL},
    )
    return 1


def no_figures(figure: go.Figure, lang: Lang) -> None:
    """An empty chart says that it is empty, and shows no axes of nothing."""
    figure.update_layout(xaxis={"visible": False}, yaxis={"visible": False})
    figure.add_annotation(
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        showarrow=False,
        text="chưa có số liệu" if lang == "vi" else "no figures",
    )
