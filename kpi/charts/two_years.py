"""Two periods side by side: slopes, dumbbells, and bars of the change."""

from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from kpi.analysis.two_years import TwoYears
from kpi.catalogue import Catalogue
from kpi.charts import style
from kpi.charts.digits import full_text, mark_text, scale_for
from kpi.charts.rows import lay_rows
from kpi.drawing.extent import apart
from kpi.model import Lang
from kpi.wording import Scale, number, period_text

_LABEL = 15  # pixels between two names at the end of a slope


class _Words:
    """Names, numbers and hover texts of one chart."""

    def __init__(self, answer: TwoYears, catalogue: Catalogue, lang: Lang) -> None:
        self.answer, self.catalogue, self.lang = answer, catalogue, lang
        self.indicator = answer.after.indicator
        values = [*answer.rows["before"], *answer.rows["after"]]
        per = answer.after.per_capita
        self.scale: Scale = scale_for(self.indicator, values, catalogue, lang, per_capita=per)
        flow = self.indicator.measure == "flow"
        self.periods = [
            period_text(r.period, lang, cumulative=flow) for r in (answer.before, answer.after)
        ]

    def name(self, row: Any) -> str:
        return self.catalogue.area(row.area).name(self.lang)

    def value(self, value: float) -> str:
        return mark_text(value, self.indicator, self.scale, self.lang)

    def change(self, row: Any) -> str:
        """The change with its sign, in points of the unit."""
        decimals = max(self.scale.decimals, 1 if self.indicator.kind == "rate" else 0)
        text = number(row.change / self.scale.divisor, decimals, self.lang)
        return f"+{text}" if row.change > 0 else text

    def hover(self, row: Any) -> str:
        full = [
            full_text(value, self.indicator, self.scale, self.catalogue, self.lang)
            for value in (row.before, row.after)
        ]
        told = [f"{p}: {v}" for p, v in zip(self.periods, full, strict=True)]
        vi = self.lang == "vi"
        change = f"{'thay đổi' if vi else 'change'}: {self.change(row)}"
        click = "nhấn để mở nguồn của cả hai" if vi else "click to open both sources"
        return "<br>".join((f"<b>{escape(self.name(row))}</b>", *told, change, click))


def _look(row: Any, mine: frozenset[str]) -> dict[str, Any]:
    """A line whose ends are hollow where the figure is no firm one."""
    colour = style.colour_of(row.area, mine)
    hollow = (row.before_hollow, row.after_hollow)
    return {
        "line": {"color": colour, "width": 3 if row.area in mine else 1.5},
        "marker": {
            "color": [style.CLEAR if empty else colour for empty in hollow],
            "size": [7, 11],
            "opacity": 1,
            "line": {"color": colour, "width": 2},
        },
    }


def _both(row: Any) -> list[str]:
    """What a mark of two figures opens."""
    return [f"{row.before_id},{row.after_id}", row.area]


def _trace(row: Any, words: _Words, mine: frozenset[str], **where: Any) -> go.Scatter:
    return go.Scatter(
        mode="lines+markers",
        cliponaxis=False,
        customdata=[_both(row)] * 2,
        hoverinfo="text",
        hovertext=[words.hover(row)] * 2,
        unselected=style.UNFADED,
        **_look(row, mine),
        **where,
    )


def _started(answer: TwoYears, lang: Lang) -> go.Figure:
    figure = go.Figure(layout=style.base_layout(lang, 110))
    if answer.rows.empty:
        style.no_figures(figure, lang)
    return figure


def dumbbell(answer: TwoYears, catalogue: Catalogue, lang: Lang, mine: frozenset[str]) -> go.Figure:
    """One row an area: the earlier figure a small dot, the later one a large dot, a line between.

    Every dot carries customdata ["before,after", area] with the ids of both figures.
    """
    figure = _started(answer, lang)
    if answer.rows.empty:
        return figure
    words, rows = _Words(answer, catalogue, lang), list(answer.rows.itertuples())
    divisor = words.scale.divisor
    texts = [f"{words.value(r.before)} → {words.value(r.after)}" for r in rows]
    for row, text in zip(rows, texts, strict=True):
        name = words.name(row)
        xs = [row.before / divisor, row.after / divisor]
        figure.add_trace(_trace(row, words, mine, x=xs, y=[name, name]))
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=8, y=name, text=text, showarrow=False
        )
    note = f"• {words.periods[0]} → ● {words.periods[1]}"
    levels = style.name_unit(figure, words.indicator, words.scale, 0, note)
    values = [v / divisor for r in rows for v in (r.before, r.after)]
    lay_rows(figure, [words.name(r) for r in rows], texts, (min(values), max(values)), levels)
    return figure


def movers(answer: TwoYears, catalogue: Catalogue, lang: Lang, mine: frozenset[str]) -> go.Figure:
    """Bars of the change, the largest rise on top; customdata as in `dumbbell`."""
    figure = _started(answer, lang)
    if answer.rows.empty:
        return figure
    words, rows = _Words(answer, catalogue, lang), list(answer.movers().itertuples())
    values = [row.change / words.scale.divisor for row in rows]
    texts = [words.change(row) for row in rows]
    labels = [words.name(row) for row in rows]
    hollow = [row.before_hollow or row.after_hollow for row in rows]
    colours = [style.colour_of(row.area, mine) for row in rows]
    pairs = list(zip(colours, hollow, strict=True))
    figure.add_trace(
        go.Bar(
            x=values,
            y=labels,
            orientation="h",
            width=0.7,
            customdata=[_both(row) for row in rows],
            hoverinfo="text",
            hovertext=[words.hover(row) for row in rows],
            unselected=style.UNFADED,
            marker={
                "color": [style.CLEAR if empty else colour for colour, empty in pairs],
                "line": {"color": colours, "width": 1.5},
            },
        )
    )
    for label, text in zip(labels, texts, strict=True):
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=8, y=label, text=text, showarrow=False
        )
    note = f"{words.periods[0]} → {words.periods[1]}"
    levels = style.name_unit(figure, words.indicator, words.scale, 0, note)
    lay_rows(figure, labels, texts, (min(0.0, *values), max(0.0, *values)), levels)
    figure.update_xaxes(zeroline=True)
    return figure


def slope(answer: TwoYears, catalogue: Catalogue, lang: Lang, mine: frozenset[str]) -> go.Figure:
    """A line an area from the earlier to the later figure, named at its end; data as above."""
    figure = _started(answer, lang)
    if answer.rows.empty:
        return figure
    words, rows = _Words(answer, catalogue, lang), list(answer.rows.itertuples())
    divisor = words.scale.divisor
    for row in sorted(rows, key=lambda r: r.area in mine):  # mine last, hence on top
        ys = [row.before / divisor, row.after / divisor]
        figure.add_trace(_trace(row, words, mine, x=[0, 1], y=ys))
    values = [v / divisor for r in rows for v in (r.before, r.after)]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.06
    body = max(260, _LABEL * 2 * len(rows))
    turned = words.indicator.kind == "rank"
    span = (high + room) - (low - room)
    ends = [words.value(r.after) + "  " + words.name(r) for r in rows]
    at = [body * (r.after / divisor - low + room) / span for r in rows]
    _names(figure, rows, ends, [body - y if turned else y for y in at], body, mine)
    levels = style.name_unit(figure, words.indicator, words.scale, 0)
    top = 14 + style.LINE * levels
    right = style.room_for(ends, 180) + 12
    figure.update_layout(height=body + top + 30, margin={"t": top, "b": 30, "r": right, "l": 56})
    figure.update_xaxes(
        range=[-0.08, 1.04],
        fixedrange=True,
        tickvals=[0, 1],
        ticktext=words.periods,
        zeroline=False,
    )
    reach = [low - room, high + room]
    figure.update_yaxes(
        range=reach[::-1] if turned else reach,
        fixedrange=True,
        showticklabels=False,
        showgrid=False,
        zeroline=False,
    )
    return figure


def _names(
    figure: go.Figure,
    rows: Sequence[Any],
    texts: Sequence[str],
    wanted: list[float],
    body: int,
    mine: frozenset[str],
) -> None:
    """Values and names at the ends of slopes, pushed apart where they would overlap."""
    places = apart(wanted, _LABEL)
    # All of them together stay beside the lines.
    lift = max(0.0, -min(places)) - max(0.0, max(places) - body)
    for row, text, place in zip(rows, texts, places, strict=True):
        own = row.area in mine
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=4,
            y=0,
            yref="paper",
            yanchor="middle",
            yshift=place + lift,
            text=f"<b>{text}</b>" if own else text,
            showarrow=False,
            font={"color": style.ACCENT} if own else {},
        )
