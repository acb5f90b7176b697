"""Small multiples: one panel an area over the years, all on the same axes."""

from itertools import groupby
from math import ceil
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from kpi.analysis.trend import Trend
from kpi.catalogue import Catalogue
from kpi.charts import style
from kpi.charts.digits import fitted, mark_text, scale_for
from kpi.charts.words import hover_text
from kpi.drawing.extent import HEADROOM, credible, ticks
from kpi.model import Lang
from kpi.wording import Scale

_COLUMNS = 3
_ROW = 130  # pixels


def panels(trend: Trend, catalogue: Catalogue, lang: Lang, own: str) -> go.Figure:
    """A panel for every area with a result or an estimate; my line stands grey behind each.

    A line joins only what continues each other (`Trend.points`); of a single figure the panel
    says so. Every point carries customdata [obs_id, area].
    """
    points = trend.points[trend.points["obs_status"].isin(["actual", "estimate"])]
    areas = [area for area in trend.areas if area in set(points["area"])]
    if not areas:
        figure = go.Figure(layout=style.base_layout(lang, 110))
        style.no_figures(figure, lang)
        return figure
    down = ceil(len(areas) / _COLUMNS)
    names = [catalogue.area(area).name(lang) for area in areas]
    figure = make_subplots(
        rows=down,
        cols=_COLUMNS,
        shared_xaxes=True,
        shared_yaxes=True,
        subplot_titles=[
            f"<b>{n}</b>" if a == own else n for a, n in zip(areas, names, strict=True)
        ],
        horizontal_spacing=0.03,
        vertical_spacing=min(0.3, 36 / (_ROW * down)),
    )
    figure.update_annotations(font={"size": 12})
    figure.update_layout(style.base_layout(lang, _ROW * down + 50, t=44, b=24))
    scale = scale_for(trend.indicator, points["value"].tolist(), catalogue, lang)
    reach = credible(points["value"], points["flagged"].astype(bool), HEADROOM) or (0.0, 1.0)
    behind = _lines(points, own)
    for number, area in enumerate(areas):
        place = {"row": number // _COLUMNS + 1, "col": number % _COLUMNS + 1}
        if area != own:
            for rows in behind:
                figure.add_trace(_behind(rows, reach, scale), **place)
        lines = _lines(points, area)
        for rows in lines:
            figure.add_trace(_line(rows, reach, scale, trend, catalogue, lang, own), **place)
        if sum(len(rows) for rows in lines) == 1:
            _say_alone(figure, lines[0][0], reach, scale, lang, place)
    _lay_axes(figure, trend, points["period_end"].dt.year.tolist(), reach, scale, lang)
    style.name_unit(figure, trend.indicator, scale, 1)
    return figure


def _lines(points: Any, area: str) -> list[list[Any]]:
    rows = points[points["area"] == area].itertuples()
    return [list(group) for _, group in groupby(rows, key=lambda row: row.segment)]


def _year(row: Any) -> float:
    """The end of the period as a year; its last day is the year itself."""
    end = row.period_end
    return float(end.year - 1 + end.dayofyear / (366 if end.is_leap_year else 365))


def _places(rows: list[Any], reach: tuple[float, float], scale: Scale) -> dict[str, list[float]]:
    """Points in the chart's unit; a figure of unusual size runs to the edge."""
    low, high = reach
    return {
        "x": [_year(row) for row in rows],
        "y": [max(low, min(high, row.value)) / scale.divisor for row in rows],
    }


def _behind(rows: list[Any], reach: tuple[float, float], scale: Scale) -> go.Scatter:
    return go.Scatter(
        **_places(rows, reach, scale),
        mode="lines" if len(rows) > 1 else "markers",
        line={"color": style.MUTED, "width": 1.5, "dash": "dot"},
        marker={"color": style.MUTED, "size": 4},
        opacity=0.7,
        hoverinfo="skip",
    )


def _line(
    rows: list[Any],
    reach: tuple[float, float],
    scale: Scale,
    trend: Trend,
    catalogue: Catalogue,
    lang: Lang,
    own: str,
) -> go.Scatter:
    colour = style.colour_of(rows[0].area, frozenset({own}))
    hollow = [row.obs_status == "estimate" or row.qualifier != "exact" for row in rows]
    return go.Scatter(
        **_places(rows, reach, scale),
        mode="lines+markers",
        cliponaxis=False,
        customdata=[[row.obs_id, row.area] for row in rows],
        hoverinfo="text",
        hovertext=[hover_text(row, trend.indicator, scale, catalogue, lang) for row in rows],
        unselected=style.UNFADED,
        line={"color": colour, "width": 2},
        marker={
            "color": [style.CLEAR if empty else colour for empty in hollow],
            "size": 7,
            "opacity": 1,
            "line": {"color": colour, "width": 1.5},
        },
    )


def _say_alone(
    figure: go.Figure,
    row: Any,
    reach: tuple[float, float],
    scale: Scale,
    lang: Lang,
    place: dict[str, int],
) -> None:
    """That there is a single year, beside its dot instead of an empty line."""
    low, high = reach
    value = max(low, min(high, row.value))
    figure.add_annotation(
        x=_year(row),
        y=value / scale.divisor,
        xanchor="center",
        yshift=14 if value <= (low + high) / 2 else -14,
        text="chỉ có một năm" if lang == "vi" else "a single year",
        showarrow=False,
        font={"size": style.SMALL},
        **place,
    )


def _lay_axes(
    figure: go.Figure,
    trend: Trend,
    years: list[int],
    reach: tuple[float, float],
    scale: Scale,
    lang: Lang,
) -> None:
    low, high = (value / scale.divisor for value in reach)
    room = (high - low or abs(high) or 1.0) * 0.1
    whole = trend.indicator.kind in ("count", "rank", "milestone")
    places = ticks(low, high, whole=whole, most=3)
    axis = fitted(scale, [place * scale.divisor for place in places])
    first, last = min(years), max(years)
    told = [first, last] if first < last else [first]
    limits = [low - room, high + room]
    figure.update_xaxes(
        range=[first - 0.6, last + 0.6],
        fixedrange=True,
        tickvals=told,
        ticktext=[str(year) for year in told],
        tickangle=0,
        showgrid=False,
        zeroline=False,
    )
    figure.update_yaxes(
        range=limits[::-1] if trend.indicator.kind == "rank" else limits,
        fixedrange=True,
        tickvals=places,
        ticktext=[mark_text(p * scale.divisor, trend.indicator, axis, lang) for p in places],
        automargin=True,
        zeroline=False,
    )
