"""The layout that every chart shares.

Text and grid colours are Streamlit's (light or dark); only marks bring their own.
"""

from typing import Any

import plotly.graph_objects as go

from kpi.drawing import palette
from kpi.model import Indicator, Lang
from kpi.wording import Scale

ACCENT, NEUTRAL, MUTED = palette.ACCENT, palette.NEUTRAL, palette.MUTED
SEQUENTIAL, ALONE, SERIES = palette.SEQUENTIAL, palette.ALONE, palette.SERIES
CLEAR = "rgba(0,0,0,0)"

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
