"""What is written into a trend chart: names at line ends, targets, breaks, the merger."""

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from kpi.analysis.trend import Trend
from kpi.catalogue import Catalogue
from kpi.charts import style
from kpi.charts.digits import full_text
from kpi.charts.trend_frame import Frame
from kpi.charts.words import target_words, wrapped
from kpi.drawing.extent import apart
from kpi.model import Lang, Target
from kpi.wording import Scale, day_text

_PLOT = 340  # pixels from the lowest to the highest value, to keep labels apart
_APART = 15  # pixels from label to label


def draw_names(
    figure: go.Figure,
    rows: Sequence[Any],
    frame: Frame,
    colours: dict[str, str],
    names: dict[str, str],
    scale: Scale,
) -> None:
    """Each area's name beside its last point, a dot of its colour before it."""
    last = [_last_point([r for r in rows if r.area == area]) for area in names]
    wanted = [frame.height(row.value) * _PLOT for row in last]
    for row, want, place in zip(last, wanted, apart(wanted, _APART), strict=True):
        figure.add_annotation(
            x=row.period_end.date(),
            y=frame.held(row.value) / scale.divisor,
            xanchor="left",
            xshift=9,
            yshift=place - want,
            text=f'<span style="color:{colours[row.area]}">●</span> {escape(names[row.area])}',
            showarrow=False,
        )


def _last_point(rows: list[Any]) -> Any:
    """The latest figure; a promise for 2030 is no place where an area stands."""
    reached = [row for row in rows if row.obs_status in ("actual", "estimate")]
    return max(reached or rows, key=lambda row: row.period_end)


def draw_targets(
    figure: go.Figure, trend: Trend, frame: Frame, scale: Scale, catalogue: Catalogue, lang: Lang
) -> None:
    """Legal targets as short strokes at the end of their year; equal ones share a stroke."""
    by_place = sorted(frame.targets, key=_place)
    groups = [list(group) for _, group in groupby(by_place, key=_place)]
    if not groups:
        return
    days = [date(group[0].year, 12, 31) for group in groups]
    values = [group[0].value for group in groups]
    figure.add_trace(
        go.Scatter(
            x=days,
            y=[value / scale.divisor for value in values],
            mode="markers",
            marker={
                "symbol": "line-ew",
                "size": 24,
                "opacity": 1,
                "line": {"width": 2.5, "color": style.MUTED},
            },
            unselected=style.UNFADED,
            customdata=[["", ""]] * len(groups),
            hoverinfo="text",
            hovertext=[_demand(group, trend, scale, catalogue, lang) for group in groups],
            showlegend=False,
        )
    )
    wanted = [frame.height(value) * _PLOT for value in values]
    for group, day, want, place in zip(groups, days, wanted, apart(wanted, _APART), strict=True):
        acts = ", ".join(_number_of(target.act) for target in group)
        word = "mục tiêu" if lang == "vi" else "target"
        figure.add_annotation(
            x=day,
            y=group[0].value / scale.divisor,
            xanchor="left" if frame.early(day) else "right",
            xshift=-12 if frame.early(day) else 12,
            yanchor="bottom",
            yshift=place - want + 2,
            text=escape(f"{word} {group[0].year} ({acts})"),
            showarrow=False,
            font={"size": style.SMALL},
        )


def _place(target: Target) -> tuple[int, float]:
    return target.year, target.value


def _number_of(act: str) -> str:
    """The number of an act without its kind: "942/QĐ-TTg"."""
    return next((word for word in act.split() if word[0].isdigit()), act)


def _demand(
    group: list[Target], trend: Trend, scale: Scale, catalogue: Catalogue, lang: Lang
) -> str:
    value = full_text(group[0].value, trend.indicator, scale, catalogue, lang)
    lines = [f"<b>{target_words(group[0], lang)}: {escape(value)}</b>"]
    for target in group:
        lines += wrapped(target.act)
        lines += wrapped(target.clause_vi if lang == "vi" else target.clause_en)
    return "<br>".join(lines)


def draw_days(figure: go.Figure, trend: Trend, frame: Frame, lang: Lang) -> int:
    """Breaks and the merger as thin upright lines; gives how many lines of labels they took."""
    vi = lang == "vi"
    labels: dict[date, str] = {}
    notes: dict[date, list[str]] = {}
    for each in trend.breaks:
        labels[each.on] = f"{'ngắt chuỗi' if vi else 'break'} {day_text(each.on, lang)}"
        notes.setdefault(each.on, []).extend(wrapped(each.note_vi if vi else each.note_en))
    if trend.merger is not None:
        # A series that breaks because of the merger needs one line, not two.
        labels[trend.merger] = f"{'sáp nhập' if vi else 'merger'} {day_text(trend.merger, lang)}"
    for level, day in enumerate(sorted(labels)):
        place = _between_years(day, trend)
        figure.add_shape(
            type="line",
            x0=place,
            x1=place,
            y0=0,
            y1=1,
            yref="paper",
            line={"color": style.MUTED, "width": 1, "dash": "dot"},
        )
        figure.add_annotation(
            x=place,
            y=1,
            yref="paper",
            xanchor="left" if frame.early(place) else "right",
            yanchor="bottom",
            yshift=6 + style.LINE * level,
            text=labels[day],
            hovertext="<br>".join(notes.get(day, [])),
            showarrow=False,
            font={"size": style.SMALL},
        )
    return len(labels)


def _between_years(day: date, trend: Trend) -> date:
    """Where a break is drawn: a year's value stands at its last day, a New Year's break after it.

    Drawn on the day itself the line would run through the points it parts from the next.
    """
    yearly = all((end.month, end.day) == (12, 31) for end in trend.points["period_end"])
    return day.replace(month=7) if yearly and (day.month, day.day) == (1, 1) else day
