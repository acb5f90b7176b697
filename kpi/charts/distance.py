"""Gaps to what is demanded as a sorted dot plot: 0 is the demand, further right does better.

A dot to the left falls short. The upright tick is where the linear path would be on that day. What
a row says stands above its dot, as wide as the chart: beside it a phone has no room.
"""

from collections.abc import Sequence
from html import escape
from textwrap import shorten
from types import SimpleNamespace

import plotly.graph_objects as go

from kpi.analysis.distance import Demand, Distance, State
from kpi.analysis.targets import act_number
from kpi.catalogue import Catalogue
from kpi.charts import style
from kpi.charts.digits import scale_for
from kpi.charts.words import hover_text, wrapped
from kpi.model import Lang, Period, Qualifier
from kpi.wording import amount, number_text, period_text, status_word

_ROW = 60  # pixels: two lines of text and the dot below
_UPPER = 0.3  # of a row, from its middle down to the dot
_TOP, _BOTTOM = 10 + style.LINE, 4
_LEAST = 110
_NAME = 34  # characters of an indicator's name
_HOVER_LINE = 17
_STATES: dict[State, tuple[str, str]] = {
    "achieved": ("đã đạt", "achieved"),
    "on_path": ("theo kịp lộ trình", "on the path"),
    "behind": ("chậm", "behind"),
    "unknown": ("chưa rõ", "not known"),
}
_SYMBOLS: dict[State, str] = {
    "achieved": "circle",
    "on_path": "triangle-up",
    "behind": "triangle-down",
    "unknown": "square",
}


def state_word(state: State, lang: Lang) -> str:
    """A state in words."""
    return _STATES[state][lang == "en"]


def gap_text(one: Distance, lang: Lang, gap: float | None = None) -> str:
    """The gap, or another on its scale, with a sign: "−12,3 điểm %", "+8 % mục tiêu"."""
    by = one.gap if gap is None else gap
    text = number_text(abs(by), 1, lang)
    sign = "" if text == "0" else "−" if by < 0 else "+"
    if one.in_points:
        return f"{sign}{text} {'điểm %' if lang == 'vi' else 'points'}"
    return f"{sign}{text} % mục tiêu" if lang == "vi" else f"{sign}{text}% of the target"


def demand_text(one: Distance, catalogue: Catalogue, lang: Lang) -> str:
    """What is demanded, by when and by whom: "80 % · 2025 · 749/QĐ-TTg (cả nước)"."""
    demand = one.demand
    unit = catalogue.units[one.indicator.unit].name(lang)
    firm: Qualifier = demand.row["qualifier"] if demand.row is not None else "exact"
    value = amount(one.indicator, demand.value, unit, lang, firm)
    return f"{value} · {period_text(demand.period, lang)} · {whose_text(demand, lang)}"


def whose_text(demand: Demand, lang: Lang) -> str:
    """The act's number and that it binds the country, or that the province set it itself."""
    vi = lang == "vi"
    if demand.target is not None:
        nation = demand.target.scope == "nation"
        return act_number(demand.target.act) + (
            f" ({'cả nước' if vi else 'national'})" if nation else ""
        )
    word = status_word(demand.row["obs_status"] if demand.row else "target", lang)
    return f"{word} của tỉnh" if vi else f"{word} of the province"


def distance_dots(
    found: Sequence[Distance],
    catalogue: Catalogue,
    lang: Lang,
    mine: frozenset[str] = frozenset(),
    *,
    by_area: bool = False,
) -> go.Figure:
    """One dot a demand in the order given, the first on top; my areas in the accent colour.

    Rows are named by their area with `by_area`, else by indicator and demand. Every dot carries
    customdata [obs_id, area].
    """
    figure = go.Figure(layout=style.base_layout(lang, _LEAST))
    if not found:
        style.no_figures(figure, lang)
        return figure
    gaps = [one.gap for one in found]
    low, high = min(0.0, *gaps), max(0.0, *gaps)
    room = (high - low or 1.0) * 0.06
    hovers = [_hover(one, catalogue, lang) for one in found]
    figure.add_trace(_path(found, lang))
    figure.add_trace(_dots(found, mine, hovers))
    for place, one in enumerate(found):
        _heading(figure, place, _row_text(one, catalogue, lang, by_area=by_area))
    _demand_line(figure, len(found), "left" if high >= -low else "right", lang)
    told = max(hover.count("<br>") + 1 for hover in hovers)
    height = max(_LEAST, _ROW * len(found) + _TOP + _BOTTOM, _HOVER_LINE * told + 24)
    figure.update_layout(height=height, margin={"t": _TOP, "b": _BOTTOM, "l": 0, "r": 4})
    plain = {"fixedrange": True, "showticklabels": False, "showgrid": False, "zeroline": False}
    figure.update_xaxes(range=[low - room, high + room], **plain)
    figure.update_yaxes(range=[(height - _TOP - _BOTTOM) / _ROW - 0.5, -0.5], **plain)
    return figure


def _heading(figure: go.Figure, place: int, text: str) -> None:
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=place - 0.5,
        yanchor="top",
        text=text,
        align="left",
        showarrow=False,
    )


def _demand_line(figure: go.Figure, rows: int, side: str, lang: Lang) -> None:
    """The demand as a thin line beside the dots, not through what is written above them."""
    spans = " ".join(f"M 0,{row + _UPPER - 0.16} L 0,{row + _UPPER + 0.16}" for row in range(rows))
    figure.add_shape(type="path", path=spans, line={"color": style.MUTED, "width": 1})
    figure.add_annotation(
        x=0,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=4,
        showarrow=False,
        xanchor=side,
        text="mục tiêu" if lang == "vi" else "target",
        font={"size": style.SMALL},
    )


def _dots(found: Sequence[Distance], mine: frozenset[str], hovers: Sequence[str]) -> go.Scatter:
    gaps = [one.gap for one in found]
    colours = [style.colour_of(one.row["area"], mine) for one in found]
    return go.Scatter(
        x=gaps,
        y=[place + _UPPER for place in range(len(found))],
        mode="markers",
        cliponaxis=False,
        customdata=[[one.row["obs_id"], one.row["area"]] for one in found],
        hoverinfo="text",
        hovertext=hovers,
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [max(0.0, -gap) for gap in gaps],
            "arrayminus": [max(0.0, gap) for gap in gaps],
            "thickness": 0.9,
            "width": 0,
            "color": style.MUTED,
        },
        marker={
            "color": colours,
            "size": 12,
            "opacity": 1,
            "symbol": [_SYMBOLS[one.state] for one in found],
            "line": {"color": colours, "width": 1},
        },
        unselected=style.UNFADED,
    )


def _path(found: Sequence[Distance], lang: Lang) -> go.Scatter:
    """Ticks where the linear path would be on the day of each result that has not arrived."""
    known = [(place, one) for place, one in enumerate(found) if _has_path(one)]
    word = "lộ trình tuyến tính khi đó" if lang == "vi" else "the linear path by then"
    return go.Scatter(
        x=[one.expected for _, one in known],
        y=[place + _UPPER for place, _ in known],
        mode="markers",
        hoverinfo="text",
        hovertext=[f"{word}: {gap_text(one, lang, one.expected)}" for _, one in known],
        customdata=[[one.row["obs_id"], one.row["area"]] for _, one in known],
        marker={
            "symbol": "line-ns",
            "size": 14,
            "opacity": 1,
            "line": {"color": style.MUTED, "width": 2},
        },
        unselected=style.UNFADED,
    )


def _has_path(one: Distance) -> bool:
    return one.expected is not None and one.expected < 0 and one.state != "achieved"


def _row_text(one: Distance, catalogue: Catalogue, lang: Lang, *, by_area: bool) -> str:
    """Whose row it is, and the demand; below, the gap, the state, the result and its period."""
    if by_area:
        name = f"<b>{escape(catalogue.area(one.row['area']).name(lang))}</b>"
    else:
        demand, target = one.demand, one.demand.target
        whose = act_number(target.act) if target else whose_text(demand, lang)
        name = (
            f"<b>{escape(shorten(one.indicator.short(lang), _NAME, placeholder=' …'))}</b>"
            f" · {period_text(demand.period, lang)} · {escape(whose)}"
        )
    marks = ("†" if one.row["disputed"] else "") + ("‡" if one.row["flagged"] else "")
    period = period_text(Period.of(one.row["period"]), lang)
    unit = catalogue.units[one.indicator.unit].name(lang)
    value = amount(one.indicator, one.row["value"], unit, lang, one.row["qualifier"])
    told = f"{gap_text(one, lang)} · {state_word(one.state, lang)} · {value}{marks} · {period}"
    return f"{name}<br><span style='font-size:{style.SMALL}px'>{escape(told)}</span>"


def _hover(one: Distance, catalogue: Catalogue, lang: Lang) -> str:
    scale = scale_for(one.indicator, [one.row["value"]], catalogue, lang)
    vi = lang == "vi"
    told = [
        *wrapped(one.indicator.name(lang)),
        *wrapped(f"{'mục tiêu' if vi else 'target'}: {demand_text(one, catalogue, lang)}"),
        f"{gap_text(one, lang)} · {state_word(one.state, lang)}",
    ]
    if _has_path(one):
        word = "lộ trình tuyến tính khi đó" if vi else "the linear path by then"
        told.append(f"{word}: {gap_text(one, lang, one.expected)}")
    return hover_text(
        SimpleNamespace(**one.row), one.indicator, scale, catalogue, lang, "<br>".join(told)
    )
