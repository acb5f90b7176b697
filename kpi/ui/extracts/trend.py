"""The trend as it is shown: every point, newest first, and its lines."""

from collections.abc import Collection
from typing import Any

from kpi.analysis.trend import Trend
from kpi.export.parts import break_notes, in_scale, mark_notes
from kpi.model.extract import Absent, Drawing, Extract, Line
from kpi.ui.data import catalogue
from kpi.ui.extracts.common import extract, figure_columns, figure_row
from kpi.ui.notes import trend_subtitle
from kpi.ui.words import former, lang, say
from kpi.wording import Scale, scale_of, status_word


def of_trend(trend: Trend, title: str, mine: Collection[str]) -> Extract:
    """The points of the chosen areas; those without a figure are named as absent."""
    points = trend.points
    names = ", ".join(former(catalogue().area(area)) for area in trend.areas)
    return extract(
        title,
        figure_columns(),
        (figure_row(row) for row in points.iloc[::-1].to_dict("records")),
        subtitle=trend_subtitle(trend),
        filters=(
            (say("Chỉ tiêu", "Indicator"), trend.indicator.name(lang())),
            (say("Tỉnh", "Provinces"), names),
        ),
        coverage=say(
            f"{len(trend.areas) - len(trend.without)}/{len(trend.areas)} tỉnh đã chọn có số liệu",
            f"{len(trend.areas) - len(trend.without)} of {len(trend.areas)} chosen provinces have "
            "a figure",
        ),
        absent=tuple(
            Absent(former(catalogue().area(area)), say("Chưa có số liệu", "No figure"))
            for area in trend.without
        ),
        notes=(*mark_notes(points, lang()), *break_notes(trend.indicator, lang())),
        drawing=_drawing(trend, mine),
        figures=points,
    )


def _drawing(trend: Trend, mine: Collection[str]) -> Drawing | None:
    """A line for each area and kind of figure; it is interrupted where two series meet."""
    if trend.points.empty:
        return None
    unit = catalogue().units[trend.indicator.unit].name(lang())
    scale = scale_of(trend.indicator, trend.points["value"], unit, lang())
    lines = []
    for (area, status), points in trend.points.groupby(["area", "obs_status"], sort=False):
        name = former(catalogue().area(area))
        if status != "actual":
            name += f" ({status_word(status, lang())})"
        rows = points.sort_values("period_end", kind="stable").to_dict("records")
        dashed = status != "actual"
        lines.append(Line(name, _points(rows, scale), own=area in mine, dashed=dashed))
    return Drawing(unit=scale.unit, lines=tuple(lines))


def _points(rows: list[dict[str, Any]], scale: Scale) -> tuple[tuple[float, float | None], ...]:
    """Each figure at the last day of its period, as a year with its fraction."""
    found: list[tuple[float, float | None]] = []
    segment = rows[0]["segment"]
    for row in rows:
        end = row["period_end"]
        at = round(end.year + (end.dayofyear - 1) / 365, 3) if end.dayofyear < 365 else end.year
        if row["segment"] != segment:
            found.append((at, None))
            segment = row["segment"]
        found.append((float(at), in_scale(row["value"], scale)))
    return tuple(found)
