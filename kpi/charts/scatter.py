"""Two indicators of the same areas against each other."""

from collections.abc import Collection
from html import escape
from typing import Any

import plotly.graph_objects as go

from kpi.analysis.association import Association
from kpi.analysis.ranking import Ranking
from kpi.catalogue import Catalogue
from kpi.charts import style
from kpi.charts.digits import fitted, full_text, mark_text, scale_for
from kpi.drawing.extent import ticks
from kpi.model import Lang
from kpi.wording import Scale, period_text

_HEIGHT = 440


def scatter(
    answer: Association, catalogue: Catalogue, lang: Lang, own: str, peers: Collection[str]
) -> go.Figure:
    """A dot an area; mine in the accent colour, its peers filled, all others outlined.

    My area and the extremes of both indicators are named. Every dot carries customdata
    ["x,y", area] with the ids of both figures.
    """
    figure = go.Figure(layout=style.base_layout(lang, _HEIGHT))
    if answer.pairs.empty:
        style.no_figures(figure, lang)
        return figure
    rows: list[Any] = sorted(answer.pairs.itertuples(), key=lambda row: row.area == own)
    scales = [
        scale_for(r.indicator, answer.pairs[name].tolist(), catalogue, lang)
        for r, name in ((answer.x, "x"), (answer.y, "y"))
    ]
    named = _extremes(answer) | {own}
    colours = [style.colour_of(row.area, frozenset({own})) for row in rows]
    filled = [row.area == own or row.area in peers for row in rows]
    pairs = list(zip(colours, filled, strict=True))
    middle = (answer.pairs["x"].min() + answer.pairs["x"].max()) / 2
    figure.add_trace(
        go.Scatter(
            x=[row.x / scales[0].divisor for row in rows],
            y=[row.y / scales[1].divisor for row in rows],
            mode="markers+text",
            text=[catalogue.area(r.area).name(lang) if r.area in named else "" for r in rows],
            textposition=["middle left" if r.x > middle else "middle right" for r in rows],
            cliponaxis=False,
            customdata=[[f"{row.x_id},{row.y_id}", row.area] for row in rows],
            hoverinfo="text",
            hovertext=[_hover(row, answer, scales, catalogue, lang) for row in rows],
            unselected=style.UNFADED,
            selected=style.UNFADED_TEXT,
            marker={
                "size": [14 if row.area == own else 10 for row in rows],
                "opacity": 1,
                "color": [colour if full else style.CLEAR for colour, full in pairs],
                "line": {"color": colours, "width": 1.5},
            },
        )
    )
    x_ticks = _axis(answer.x, answer.pairs["x"].tolist(), scales[0], lang)
    y_ticks = _axis(answer.y, answer.pairs["y"].tolist(), scales[1], lang)
    figure.update_xaxes(title=_title(answer.x, scales[0], lang), automargin=True, **x_ticks)
    figure.update_yaxes(automargin=True, **y_ticks)
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=6,
        text=f"↑ {_title(answer.y, scales[1], lang)['text']}",
        showarrow=False,
        font={"size": style.SMALL},
    )
    figure.update_layout(margin={"t": 14 + style.LINE, "b": 48, "r": 16})
    return figure


def _extremes(answer: Association) -> set[str]:
    pairs = answer.pairs.set_index("area")
    return {str(pairs[n].idxmin()) for n in "xy"} | {str(pairs[n].idxmax()) for n in "xy"}


def _title(ranking: Ranking, scale: Scale, lang: Lang) -> dict[str, Any]:
    period = period_text(ranking.period, lang, cumulative=ranking.indicator.measure == "flow")
    unit = "" if ranking.indicator.kind == "milestone" else f" ({scale.unit})"
    text = f"{ranking.indicator.short(lang)}{unit} · {period}"
    return {"text": escape(text), "font": {"size": style.SMALL}}


def _axis(ranking: Ranking, values: list[float], scale: Scale, lang: Lang) -> dict[str, Any]:
    low, high = min(values) / scale.divisor, max(values) / scale.divisor
    room = (high - low or abs(high) or 1.0) * 0.06
    indicator = ranking.indicator
    places = ticks(low, high, whole=indicator.kind in ("count", "rank", "milestone"), most=4)
    axis = fitted(scale, [place * scale.divisor for place in places])
    limits = [low - room, high + room]
    return {
        "range": limits[::-1] if indicator.kind == "rank" else limits,
        "fixedrange": True,
        "tickmode": "array",
        "tickvals": places,
        "ticktext": [mark_text(p * scale.divisor, indicator, axis, lang) for p in places],
        "tickangle": 0,
        "zeroline": False,
    }


def _hover(
    row: Any, answer: Association, scales: list[Scale], catalogue: Catalogue, lang: Lang
) -> str:
    told = [
        f"{escape(r.indicator.short(lang))}: {full_text(v, r.indicator, s, catalogue, lang)}"
        for r, v, s in ((answer.x, row.x, scales[0]), (answer.y, row.y, scales[1]))
    ]
    click = "nhấn để mở nguồn của cả hai" if lang == "vi" else "click to open both sources"
    return "<br>".join((f"<b>{escape(catalogue.area(row.area).name(lang))}</b>", *told, click))
