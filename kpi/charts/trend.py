"""Areas over the years as lines; what does not continue is not joined."""

from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from kpi.analysis.trend import Trend
from kpi.catalogue import Catalogue
from kpi.charts import style
from kpi.charts.digits import fitted, mark_text, scale_for
from kpi.charts.trend_frame import Frame, frame_of
from kpi.charts.trend_marks import Look, Words, draw_beyond, line, looks_of
from kpi.charts.trend_notes import draw_days, draw_names, draw_targets
from kpi.charts.words import rolled_up
from kpi.drawing.extent import ticks
from kpi.model import Lang
from kpi.wording import Scale

_HEIGHT = 420
_RING = ("◉ gộp từ các tỉnh cũ", "◉ rolled up from former provinces")


def trend_lines(
    trend: Trend, catalogue: Catalogue, lang: Lang, mine: frozenset[str] = frozenset()
) -> go.Figure:
    """One colour per area; results solid, estimates dotted and hollow, promises dashed diamonds.

    A line joins only points of one area, status and segment; a lone point is a dot. Hedged
    values are hollow, rolled-up ones rings around a dot. Every point carries customdata
    [obs_id, area].
    """
    rows: list[Any] = list(trend.points.itertuples())
    figure = go.Figure(layout=style.base_layout(lang, _HEIGHT))
    frame = frame_of(trend, rows)
    if frame is None:
        style.no_figures(figure, lang)
        return figure
    held = [frame.low, frame.high, *(frame.held(row.value) for row in rows)]
    scale = scale_for(trend.indicator, held, catalogue, lang)
    words = Words(trend, scale, catalogue, lang)
    looks = looks_of(trend, catalogue, lang, mine)
    groups = groupby(rows, key=lambda row: (row.area, row.obs_status, row.segment))
    lines = [list(group) for _, group in groups]
    # Mine last, hence on top.
    for points in sorted(lines, key=lambda points: looks[points[0].area].mine):
        figure.add_trace(line(points, looks[points[0].area], frame, words))
    draw_beyond(figure, rows, frame, looks, words)
    draw_targets(figure, trend, frame, scale, catalogue, lang)
    levels = draw_days(figure, trend, frame, lang)
    note = _RING[lang == "en"] if any(map(rolled_up, rows)) else ""
    levels += style.name_unit(figure, trend.indicator, scale, levels, note)
    right = 16
    if len(looks) > len(style.SERIES):
        _draw_legend(figure, looks)
    else:
        names = {area: look.name for area, look in looks.items()}
        draw_names(figure, rows, frame, {a: x.colour for a, x in looks.items()}, names, scale)
        right = style.room_for([f"●  {name}" for name in names.values()], 150)
    figure.update_layout(margin={"r": right, "t": 16 + style.LINE * levels, "b": 30})
    _draw_axes(figure, trend, frame, scale, lang)
    return figure


def _draw_legend(figure: go.Figure, looks: dict[str, Look]) -> None:
    """Too many names to stand at line ends: one legend entry an area, whatever it is made of."""
    for area, look in looks.items():
        figure.add_trace(
            go.Scatter(
                x=[None],
                y=[None],
                mode="lines+markers",
                line={"color": look.colour, "width": 3.5 if look.mine else 2},
                marker={"color": look.colour, "symbol": look.symbol, "size": 7},
                name=look.name,
                legendgroup=area,
                hoverinfo="skip",
            )
        )
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "yanchor": "top",
            "y": -0.12,
            # Hiding one status of an area by a stray tap would look like a missing figure.
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )


def _draw_axes(figure: go.Figure, trend: Trend, frame: Frame, scale: Scale, lang: Lang) -> None:
    indicator = trend.indicator
    whole = indicator.kind in ("count", "rank", "milestone")
    low, high = frame.low / scale.divisor, frame.high / scale.divisor
    places = ticks(low, high, whole=whole)
    if indicator.kind == "rank":
        places = [1.0, *(place for place in places if place > 1)]
    if indicator.kind == "milestone":
        places = [p for p in places if 1 <= p <= len(indicator.stages_vi)]
    axis = fitted(scale, [place * scale.divisor for place in places])
    days = frame.ticks(lang)
    figure.update_xaxes(
        type="date",
        range=list(frame.days),
        fixedrange=True,
        tickmode="array",
        tickvals=[day for day, _ in days],
        ticktext=[text for _, text in days],
        tickangle=0,
        showgrid=False,
    )
    figure.update_yaxes(
        range=[high, low] if frame.turned else [low, high],
        fixedrange=True,
        automargin=True,
        tickmode="array",
        tickvals=places,
        ticktext=[mark_text(place * scale.divisor, indicator, axis, lang) for place in places],
        zeroline=False,
    )
