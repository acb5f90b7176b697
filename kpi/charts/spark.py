"""A tiny line without axes, for a tile of the overview."""

from collections.abc import Sequence

import plotly.graph_objects as go

from kpi.charts import style
from kpi.charts.words import brief
from kpi.model import Lang


def spark(values: Sequence[float | None], years: Sequence[int], lang: Lang) -> go.Figure:
    """One line over the years; a year without a figure stays a gap, the last figure is marked.

    A figure between two gaps has no line to stand on and is drawn as a dot.
    """
    known = [i for i, value in enumerate(values) if value is not None]
    last = known[-1] if known else None
    alone = {i for i in known if i - 1 not in known and i + 1 not in known}
    figure = go.Figure(
        go.Scatter(
            x=list(years),
            y=list(values),
            mode="lines+markers",
            connectgaps=False,
            line={"color": style.NEUTRAL, "width": 2},
            marker={
                "color": [style.ACCENT if i == last else style.NEUTRAL for i in range(len(values))],
                "size": [9 if i == last else 5 if i in alone else 0 for i in range(len(values))],
                "opacity": 1,
            },
            hoverinfo="text",
            hovertext=[
                "" if value is None else f"{year}: {brief(value, lang)}"
                for year, value in zip(years, values, strict=True)
            ],
            cliponaxis=False,
        ),
        style.base_layout(lang, 60, l=6, r=6, t=6, b=6),
    )
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True)
    return figure
