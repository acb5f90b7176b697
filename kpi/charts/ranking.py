"""A ranking as horizontal bars, best on top; ranks themselves as dots, for small is good there."""

from typing import Any

import plotly.graph_objects as go

from kpi.analysis.ranking import Ranking
from kpi.catalogue import Catalogue
from kpi.charts import style
from kpi.charts.digits import scale_for
from kpi.charts.ranking_lines import draw_lines, nearest_targets
from kpi.charts.words import hover_text, place_text, value_text
from kpi.drawing.extent import HEADROOM, credible
from kpi.model import Lang

_ROW = 26  # pixels: a finger's height is more, but the row's label may be tapped too
_BAR = 0.76  # of a row
_LEAST = 96
_HOVER_LINE = 17  # pixels; Plotly shows no hover text at all where it does not fit


def ranking_bars(
    ranking: Ranking, catalogue: Catalogue, lang: Lang, mine: frozenset[str] = frozenset()
) -> go.Figure:
    """One mark per area with its value at the end, my areas in the accent colour.

    A figure flagged as implausible that would flatten the others runs to the edge and says
    its value with an arrow. Every mark carries customdata [obs_id, area].
    """
    rows: list[Any] = list(ranking.shown.itertuples())
    scale = scale_for(
        ranking.indicator,
        [row.value for row in rows],
        catalogue,
        lang,
        per_capita=ranking.per_capita,
    )
    dots = ranking.indicator.kind == "rank"
    low, high = (
        (1.0, float(len(catalogue.areas_of(ranking.scheme)))) if dots else _range(ranking, rows)
    )
    labels = [_label(ranking, row, catalogue, lang) for row in rows]
    texts = [
        ("→ " if row.value > high else "← " if row.value < low else "")
        + value_text(row, ranking.indicator, scale, ranking.period, lang)
        for row in rows
    ]
    hovers = [
        hover_text(
            row,
            ranking.indicator,
            scale,
            catalogue,
            lang,
            place_text(ranking, row, catalogue, lang),
        )
        for row in rows
    ]
    shared = {
        # A bar beyond the edge would take its text along, out of sight.
        "x": [max(low, min(high, row.value)) / scale.divisor for row in rows],
        "y": labels,
        "text": texts,
        "cliponaxis": False,
        "customdata": [[row.obs_id, row.area] for row in rows],
        "hoverinfo": "text",
        "hovertext": hovers,
        "unselected": style.UNFADED,
    }
    figure = go.Figure(
        (_dots if dots else _bars)(rows, mine, shared), style.base_layout(lang, _LEAST)
    )
    levels = draw_lines(figure, ranking, scale, lang, (low, high))
    if rows:
        levels += style.name_unit(figure, ranking.indicator, scale, levels)
    else:
        style.no_figures(figure, lang)
    top = 14 + style.LINE * levels
    bottom = 26 if dots else 8
    told = max((hover.count("<br>") + 1 for hover in hovers), default=0)
    height = max(_LEAST, _ROW * len(rows) + top + bottom, _HOVER_LINE * told + 24)
    figure.update_layout(
        height=height, margin={"t": top, "b": bottom, "r": style.room_for(texts, 170)}
    )
    # The first and last dot need room within the axis.
    room = (high - low) * 0.03 if dots else 0.0
    figure.update_xaxes(
        range=[(low - room) / scale.divisor, (high + room) / scale.divisor],
        fixedrange=True,
        showticklabels=dots,
        tickvals=[low, high] if dots else None,
        showgrid=False,
        zeroline=not dots,
    )
    figure.update_yaxes(
        # Labels of bare digits would otherwise become a number axis.
        type="category",
        categoryorder="array",
        categoryarray=labels,
        # One or two bars do not grow to fill the least height.
        range=[(height - top - bottom) / _ROW - 0.5, -0.5],
        fixedrange=True,
        automargin=True,
        showgrid=False,
        ticklabelstandoff=4,
        # Plotly drops every second label when it finds the rows narrow.
        tickmode="array",
        tickvals=labels,
    )
    return figure


def _label(ranking: Ranking, row: Any, catalogue: Catalogue, lang: Lang) -> str:
    """The area's name after its rank; promises, estimates and a few figures are not ranked."""
    name = catalogue.area(row.area).name(lang)
    if ranking.ranks == "none" or ranking.is_earlier(row.area):
        return name
    tie = "=" if ranking.indicator.kind != "rank" and ranking.tied(row.rank) > 1 else ""
    return f"{row.rank}{tie}  {name}"


def _range(ranking: Ranking, rows: list[Any]) -> tuple[float, float]:
    shown = credible([r.value for r in rows], [bool(r.flagged) for r in rows], HEADROOM)
    if shown is None:
        return 0.0, 1.0
    wanted = [*shown, *(t.value for t in nearest_targets(ranking))]
    low, high = min(0.0, *wanted), max(0.0, *wanted)
    return low, high if high > low else low + 1.0


def _hollow(row: Any) -> bool:
    return row.obs_status == "estimate" or bool(row.computed)


def _earlier(row: Any) -> bool:
    """Whether a row is a figure of a year before, which has no rank."""
    return bool(row.rank == 0)


def _pattern(row: Any) -> str:
    return "/" if row.obs_status in ("target", "plan") else "x" if _earlier(row) else ""


def _colours(rows: list[Any], mine: frozenset[str]) -> tuple[list[str], list[str]]:
    """Fill and outline of every mark: what was not printed as a result is only outlined."""
    fills, outlines = [], []
    for row in rows:
        colour = style.colour_of(row.area, mine)
        outlined = _hollow(row)
        fills.append(style.CLEAR if outlined else colour)
        outlines.append(style.MUTED if outlined and row.area not in mine else colour)
    return fills, outlines


def _bars(rows: list[Any], mine: frozenset[str], shared: dict[str, Any]) -> go.Bar:
    fills, outlines = _colours(rows, mine)
    return go.Bar(
        **shared,
        orientation="h",
        width=_BAR,
        textposition="outside",
        textangle=0,
        constraintext="none",
        marker={
            "color": fills,
            "line": {"color": outlines, "width": 1.5},
            "pattern": {
                "shape": [_pattern(row) for row in rows],
                "fgcolor": outlines,
                "bgcolor": style.CLEAR,
                "size": 6,
                "solidity": 0.35,
            },
        },
    )


def _dots(rows: list[Any], mine: frozenset[str], shared: dict[str, Any]) -> go.Scatter:
    fills, outlines = _colours(rows, mine)
    fills = [style.CLEAR if _earlier(r) else f for r, f in zip(rows, fills, strict=True)]
    promised = [row.obs_status in ("target", "plan") for row in rows]
    return go.Scatter(
        **shared,
        mode="markers+text",
        textposition="middle right",
        selected=style.UNFADED_TEXT,
        # A stem up to the dot leads the eye from the name and leaves the value clear.
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [0] * len(rows),
            "arrayminus": shared["x"],
            "thickness": 0.7,
            "width": 0,
            "color": style.MUTED,
        },
        marker={
            "color": fills,
            "size": 11,
            "opacity": 1,
            "symbol": ["diamond" if p else "circle" for p in promised],
            "line": {"color": outlines, "width": 2},
        },
    )
