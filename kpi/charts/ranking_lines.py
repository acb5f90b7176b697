"""Median and targets as thin lines across a ranking, each with its label above."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from kpi.analysis.ranking import Ranking
from kpi.analysis.targets import comparable, redefined
from kpi.charts import style
from kpi.charts.digits import fitted, mark_text
from kpi.charts.words import target_words
from kpi.model import Lang, Target
from kpi.wording import Scale

_TEXT = 0.27  # of a row, from its middle: what a value beside its bar takes


def nearest_targets(ranking: Ranking) -> tuple[Target, ...]:
    """The targets of the first target year that has not passed, each value once."""
    ahead = [
        t
        for t in ranking.targets
        if t.year >= ranking.period.year
        and comparable(t, ranking.indicator)
        and not redefined(ranking.indicator, t.issued_on, ranking.period.end)
    ]
    first = min((t.year for t in ahead), default=0)
    return tuple({t.value: t for t in ahead if t.year == first}.values())


def draw_lines(
    figure: go.Figure, ranking: Ranking, scale: Scale, lang: Lang, window: tuple[float, float]
) -> int:
    """Draw median and nearest targets; gives how many lines of labels they took.

    Labels stand one above the other, for two values may lie side by side, and turn inwards,
    so that none is cut off. A median that misprints have pulled out of the `window` of values
    shown stands at its edge with an arrow.
    """
    low, high = window
    lines = _lines(ranking, scale, lang) if len(ranking.rows) else []
    reached = [max(low, min(high, value)) for value in ranking.shown["value"]]
    for level, (value, label, dash) in enumerate(lines):
        held = max(low, min(high, value))
        x = held / scale.divisor
        arrow = "→ " if value > high else "← " if value < low else ""
        stroke: dict[str, Any] = {"color": style.MUTED, "width": 1, "dash": dash}
        figure.add_shape(type="path", path=_path(x, _spans(held, reached)), line=stroke)
        figure.add_annotation(
            x=x,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=style.LINE * level,
            xanchor="left" if 2 * value <= low + high else "right",
            text=arrow + label,
            showarrow=False,
            font={"size": style.SMALL},
        )
    return len(lines)


def _spans(value: float, reached: Sequence[float]) -> list[tuple[float, float]]:
    """Where a line is drawn, in rows from the top: never through the value of a shorter bar.

    How wide that text is in the unit of the axis depends on the screen, so beside a bar
    that ends before the line nothing is drawn at the height of the text.
    """
    spans = [(-0.5, -0.5)]
    for place, end in enumerate(reached):
        if not min(0.0, end) <= value <= max(0.0, end):
            spans[-1] = spans[-1][0], place - _TEXT
            spans.append((place + _TEXT, place + _TEXT))
        spans[-1] = spans[-1][0], place + 0.5
    return spans


def _path(x: float, spans: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"M {x},{start} L {x},{end}" for start, end in spans)


def _lines(ranking: Ranking, scale: Scale, lang: Lang) -> list[tuple[float, str, str]]:
    """Value, label and dash of each line, the lowest label first."""
    indicator = ranking.indicator
    found = []
    if ranking.median is not None and indicator.kind != "rank":
        word = "trung vị" if lang == "vi" else "median"
        text = mark_text(ranking.median, indicator, scale, lang)
        found.append((ranking.median, f"{word} {text}", "solid"))
    for target in nearest_targets(ranking):
        text = mark_text(target.value, indicator, fitted(scale, [target.value]), lang)
        unit = "" if indicator.kind in ("milestone", "rank") else f" {scale.unit}"
        found.append((target.value, f"{target_words(target, lang)}: {text}{unit}", "dash"))
    return found
