"""Ranks with the interval that other choices would give them: a dot on a line for each area."""

import plotly.graph_objects as go

from kpi.analysis.scoreboard import Scoreboard
from kpi.catalogue import Catalogue
from kpi.charts import style
from kpi.model import Lang
from kpi.wording import number

_ROW = 26  # pixels
_TOP, _BOTTOM = 14, 26


def score_intervals(
    board: Scoreboard, catalogue: Catalogue, lang: Lang, mine: frozenset[str] = frozenset()
) -> go.Figure:
    """One line an area, best on top, my areas in the accent colour, the score behind it.

    Every mark carries customdata ["", area].
    """
    rows = list(board.table.itertuples())
    labels = [f"{row.rank}  {catalogue.area(row.area).name(lang)}" for row in rows]
    colours = [style.colour_of(row.area, mine) for row in rows]
    scores = [number(row.score, 1, lang) for row in rows]
    figure = go.Figure(layout=style.base_layout(lang, _ROW * len(rows) + _TOP + _BOTTOM))
    for row, label, colour in zip(rows, labels, colours, strict=True):
        figure.add_scatter(
            x=[row.low, row.high],
            y=[label, label],
            mode="lines",
            line={"width": 5, "color": colour},
            opacity=0.45,
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=[row.rank for row in rows],
        y=labels,
        mode="markers",
        marker={"size": 10, "color": colours},
        customdata=[["", row.area] for row in rows],
        hoverinfo="text",
        hovertext=[
            _hover(label, row.low, row.high, score, lang)
            for label, row, score in zip(labels, rows, scores, strict=True)
        ],
        unselected=style.UNFADED,
    )
    last = len(rows)
    figure.update_xaxes(
        range=[0.2, last + last * 0.16],
        tickvals=[1, *range(5, last + 1, 5)],
        fixedrange=True,
        zeroline=False,
    )
    for label, score in zip(labels, scores, strict=True):
        figure.add_annotation(
            x=last + last * 0.16, y=label, text=score, showarrow=False, xanchor="right"
        )
    figure.update_layout(margin={"t": _TOP, "b": _BOTTOM})
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=labels,
        range=[last - 0.5, -0.5],
        fixedrange=True,
        automargin=True,
        showgrid=False,
        ticklabelstandoff=4,
        tickmode="array",
        tickvals=labels,
    )
    return figure


def _hover(label: str, low: int, high: int, score: str, lang: Lang) -> str:
    if lang == "vi":
        return f"{label}<br>điểm {score}; hạng trong khoảng {low}–{high}"
    return f"{label}<br>score {score}; rank between {low} and {high}"
