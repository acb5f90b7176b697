"""A chart of one row an area: names at the left, marks on the row, the text at its end."""

from collections.abc import Sequence

import plotly.graph_objects as go

from kpi.charts import style

ROW = 28
_LEAST = 110


def lay_rows(
    figure: go.Figure,
    labels: Sequence[str],
    texts: Sequence[str],
    reach: tuple[float, float],
    levels: int,
) -> None:
    """Size and axes of a chart of rows, the first on top.

    Args:
        figure: the chart with its marks at `labels`.
        labels: the names of the rows.
        texts: what stands behind the marks, to keep room for.
        reach: the smallest and largest value at a mark, in the scale of the chart.
        levels: lines of small text above the rows.
    """
    low, high = reach
    room = (high - low or abs(high) or 1.0) * 0.04
    top = 14 + style.LINE * levels
    figure.update_layout(
        height=max(_LEAST, ROW * len(labels) + top + 12),
        margin={"t": top, "b": 12, "r": style.room_for(list(texts), 190)},
    )
    figure.update_xaxes(
        range=[low - room, high + room],
        fixedrange=True,
        showticklabels=False,
        showgrid=False,
        zeroline=False,
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(labels),
        range=[len(labels) - 0.5, -0.5],
        fixedrange=True,
        automargin=True,
        showgrid=True,
        ticklabelstandoff=4,
        tickmode="array",
        tickvals=list(labels),
    )
