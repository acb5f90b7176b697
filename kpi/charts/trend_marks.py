"""The lines and marks of a trend: what is joined, what is hollow, what lies beyond the window."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from kpi.analysis.trend import Trend
from kpi.catalogue import Catalogue
from kpi.charts import style
from kpi.charts.digits import fitted
from kpi.charts.trend_frame import Frame
from kpi.charts.words import hover_text, rolled_up, value_text
from kpi.model import Lang, Period
from kpi.wording import Scale, former_name

_SYMBOLS = ("circle", "square", "triangle-up")  # diamonds are promises
_DASHES = {"actual": "solid", "estimate": "dot", "target": "dash", "plan": "dash"}


@dataclass(frozen=True)
class Look:
    """How an area is drawn, and its name."""

    name: str
    colour: str
    symbol: str
    mine: bool


@dataclass(frozen=True)
class Words:
    """What every mark of the chart needs to say its value."""

    trend: Trend
    scale: Scale
    catalogue: Catalogue
    lang: Lang

    def hover(self, row: Any) -> str:
        """What a mark tells when it is touched."""
        return hover_text(row, self.trend.indicator, self.scale, self.catalogue, self.lang)

    def value(self, row: Any) -> str:
        """The value of a mark with its hedge and flags, in its own digits."""
        own = Period.of(row.period)
        scale = fitted(self.scale, [row.value])
        return value_text(row, self.trend.indicator, scale, own, self.lang)


def looks_of(
    trend: Trend, catalogue: Catalogue, lang: Lang, mine: frozenset[str]
) -> dict[str, Look]:
    """Colours in the order the areas were chosen; a seventh area repeats one with squares.

    Of several areas of mine one has the accent, today's if it is among them: former provinces
    in one colour could not be told apart.
    """
    shown = [a for a in trend.areas if a not in trend.without]
    accented = min(
        (a for a in shown if a in mine), key=lambda a: catalogue.area(a).scheme, default=None
    )
    free = [c for c in style.SERIES if c != style.ACCENT or accented is None]
    looks: dict[str, Look] = {}
    for area in shown:
        others = sum(not look.mine for look in looks.values())
        own = area == accented
        looks[area] = Look(
            name=former_name(catalogue.area(area), lang),
            colour=style.ACCENT if own else free[others % len(free)],
            symbol=_SYMBOLS[0 if own else others // len(free) % len(_SYMBOLS)],
            mine=own,
        )
    return looks


def line(rows: Sequence[Any], look: Look, frame: Frame, words: Words) -> go.Scatter:
    """The points of one area, status and segment, joined when there are several."""
    status = rows[0].obs_status
    return go.Scatter(
        x=[row.period_end.date() for row in rows],
        # A line to a misprint would shoot out of the chart; an arrow stands there instead.
        y=[
            row.value / words.scale.divisor if frame.held(row.value) == row.value else None
            for row in rows
        ],
        mode="lines+markers" if len(rows) > 1 else "markers",
        line={
            "color": look.colour,
            "width": 3.5 if look.mine else 2,
            "dash": _DASHES[status],
        },
        marker={
            "color": look.colour,
            # A ring must be wide enough to show the dot within.
            "size": [
                10 if rolled_up(row) else 9 if look.mine or len(rows) == 1 else 7 for row in rows
            ],
            "opacity": 1,
            "symbol": [_symbol(row, look) for row in rows],
            "line": {"width": 2, "color": look.colour},
        },
        name=look.name,
        legendgroup=rows[0].area,
        showlegend=False,
        customdata=[[row.obs_id, row.area] for row in rows],
        hoverinfo="text",
        hovertext=[words.hover(row) for row in rows],
        unselected=style.UNFADED,
    )


def _symbol(row: Any, look: Look) -> str:
    """A promise is a diamond; what is not a firm printed figure is open."""
    shape = look.symbol if row.obs_status in ("actual", "estimate") else "diamond"
    if rolled_up(row):
        return f"{shape}-open-dot"
    return f"{shape}-open" if row.obs_status == "estimate" or row.qualifier != "exact" else shape


def draw_beyond(
    figure: go.Figure,
    rows: Sequence[Any],
    frame: Frame,
    looks: dict[str, Look],
    words: Words,
) -> None:
    """Implausible figures outside the window: an arrow at its edge with the value they have."""
    beyond = [row for row in rows if frame.held(row.value) != row.value]
    if not beyond:
        return
    upwards = [frame.height(row.value) == 1 for row in beyond]
    figure.add_trace(
        go.Scatter(
            x=[row.period_end.date() for row in beyond],
            y=[frame.held(row.value) / words.scale.divisor for row in beyond],
            mode="markers+text",
            text=[
                f"{'↑' if up else '↓'} {words.value(row)}"
                for row, up in zip(beyond, upwards, strict=True)
            ],
            # Inwards: below an upper edge, and away from the nearer side.
            textposition=[
                ("bottom " if up else "top ")
                + ("right" if frame.early(row.period_end.date()) else "left")
                for row, up in zip(beyond, upwards, strict=True)
            ],
            marker={
                "symbol": ["triangle-up" if up else "triangle-down" for up in upwards],
                "size": 11,
                "opacity": 1,
                "color": [looks[row.area].colour for row in beyond],
            },
            cliponaxis=False,
            customdata=[[row.obs_id, row.area] for row in beyond],
            hoverinfo="text",
            hovertext=[words.hover(row) for row in beyond],
            unselected=style.UNFADED,
            selected=style.UNFADED_TEXT,
            showlegend=False,
        )
    )
