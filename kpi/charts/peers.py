"""The areas of a group as dots on one indicator, with the medians of the group and the country."""

from typing import Any

import plotly.graph_objects as go

from kpi.analysis.peers import Among
from kpi.catalogue import Catalogue
from kpi.charts import style
from kpi.charts.digits import mark_text, scale_for
from kpi.charts.rows import lay_rows
from kpi.charts.words import hover_text, value_text
from kpi.drawing.extent import HEADROOM, credible
from kpi.model import Lang
from kpi.wording import Scale


def peer_dots(answer: Among, catalogue: Catalogue, lang: Lang) -> go.Figure:
    """One dot an area of the group, best on top; every mark carries customdata [obs_id, area]."""
    indicator, rows = answer.ranking.indicator, list(answer.rows.itertuples())
    figure = go.Figure(layout=style.base_layout(lang, 100))
    if not rows:
        style.no_figures(figure, lang)
        return figure
    values = [row.value for row in rows]
    per = answer.ranking.per_capita
    scale = scale_for(indicator, values, catalogue, lang, per_capita=per)
    lines = _medians(answer)
    low, high = credible(values, [bool(r.flagged) for r in rows], HEADROOM) or (0.0, 1.0)
    low, high = min(low, *lines.values(), high), max(high, *lines.values(), low)
    labels = [_label(answer, row, catalogue, lang) for row in rows]
    texts = [value_text(row, indicator, scale, answer.ranking.period, lang) for row in rows]
    mine = frozenset({answer.group.area})
    colours = [style.colour_of(row.area, mine) for row in rows]
    hollow = [row.obs_status == "estimate" or row.qualifier != "exact" for row in rows]
    pairs = list(zip(colours, hollow, strict=True))
    figure.add_trace(
        go.Scatter(
            x=[max(low, min(high, value)) / scale.divisor for value in values],
            y=labels,
            mode="markers",
            cliponaxis=False,
            customdata=[[row.obs_id, row.area] for row in rows],
            hoverinfo="text",
            hovertext=[hover_text(row, indicator, scale, catalogue, lang) for row in rows],
            unselected=style.UNFADED,
            marker={
                "size": 13,
                "opacity": 1,
                "color": [style.CLEAR if empty else colour for colour, empty in pairs],
                "line": {"color": colours, "width": 2},
            },
        )
    )
    _at_the_end(figure, labels, texts)
    levels = _draw_medians(figure, lines, answer, scale, lang)
    levels += style.name_unit(figure, indicator, scale, levels)
    lay_rows(figure, labels, texts, (low / scale.divisor, high / scale.divisor), levels)
    return figure


def _at_the_end(figure: go.Figure, labels: list[str], texts: list[str]) -> None:
    """The values in one column at the right, clear of medians and marks."""
    for label, text in zip(labels, texts, strict=True):
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=6, y=label, text=text, showarrow=False
        )


def _label(answer: Among, row: Any, catalogue: Catalogue, lang: Lang) -> str:
    name = catalogue.area(row.area).name(lang)
    if not answer.ranked:
        return name
    return f"{row.place}{'=' if answer.tied(row.place) else ''}  {name}"


def _medians(answer: Among) -> dict[str, float]:
    """The medians that are told, by what is drawn for them: of ranks and stages there are none."""
    if answer.ranking.indicator.kind in ("rank", "milestone") or not answer.ranked:
        return {}
    told = {"dash": answer.median, "dot": answer.ranking.median}
    return {look: value for look, value in told.items() if value is not None}


def _draw_medians(
    figure: go.Figure, lines: dict[str, float], answer: Among, scale: Scale, lang: Lang
) -> int:
    """A thin line for each median, its words on a line of their own above; gives those lines."""
    words = {
        "dash": ("╎ trung vị nhóm", "╎ median of the group"),
        "dot": ("┊ trung vị cả nước", "┊ median of the country"),
    }
    told = []
    for look, value in lines.items():
        figure.add_vline(
            x=value / scale.divisor,
            line={"width": 1, "dash": look, "color": style.MUTED},
            layer="below",
        )
        text = mark_text(value, answer.ranking.indicator, scale, lang)
        told.append(f"{words[look][lang == 'en']} {text}")
    for level, text in enumerate(told):
        figure.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=6 + style.LINE * level,
            text=text,
            showarrow=False,
            font={"size": style.SMALL},
        )
    return len(told)
