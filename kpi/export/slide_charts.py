"""The charts of a slide, native: bars with my province by its fill, lines with promises dashed."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from kpi.drawing.extent import HEADROOM, credible
from kpi.drawing.palette import ACCENT, MUTED, NEUTRAL
from kpi.export.csv import disarmed
from kpi.export.fewer_bars import Gap, gap_text
from kpi.export.line_colours import line_colours
from kpi.export.printable import printable
from kpi.export.shown_rows import decimals_of, number_as_read
from kpi.model import Lang
from kpi.model.extract import Bar, Drawing, Line

FONT = "Arial"
_NAME = 60
_Place = tuple[int, int, int, int]


def bar_chart(
    slide: Any, drawing: Drawing, shown: Sequence[Bar | Gap], lang: Lang, place: _Place
) -> Any:
    """Horizontal bars, the first on top; a gap is a category without a value.

    Labels are the values' own, so that they follow when a figure is edited; only a value with a
    mark beside it has its text as printed. Gives the frame.
    """
    data: Any = CategoryChartData(number_format=_format(drawing))  # type: ignore[no-untyped-call]
    data.categories = [_safe(gap_text(b, lang) if isinstance(b, Gap) else b.name) for b in shown]
    data.add_series(
        _safe(drawing.unit) or "–", [None if isinstance(b, Gap) else b.value for b in shown]
    )
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    chart = frame.chart
    _plain(chart)
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(12)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.color.rgb = colour(MUTED)
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    _value_scale(chart.value_axis, drawing)
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = (
        _format(drawing),
        False,
    )
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size = Pt(12)
    for n, bar in enumerate(shown):
        if isinstance(bar, Bar):
            _point(plot.series[0].points[n], bar, lang)
    return frame


def _point(point: Any, bar: Bar, lang: Lang) -> None:
    tint = colour(ACCENT if bar.own else NEUTRAL)
    fill = point.format.fill
    fill.solid()
    fill.fore_color.rgb = colour("#FFFFFF") if bar.hollow else tint
    point.format.line.color.rgb = tint
    point.format.line.width = Pt(1.25)
    if not _is_number(bar.text, bar.value, lang):
        frame = point.data_label.text_frame
        frame.text = printable(bar.text, 30)
        frame.paragraphs[0].runs[0].font.size = Pt(12)
        point.data_label.position = XL_LABEL_POSITION.OUTSIDE_END


def _is_number(text: str, value: float, lang: Lang) -> bool:
    """Whether a bar's text says no more than its value, in however many decimals."""
    point = "," if lang == "vi" else "."
    decimals = len(text.partition(point)[2])
    return text == number_as_read(value, lang, decimals)


def _value_scale(axis: Any, drawing: Drawing) -> None:
    """From zero; a misprint does not flatten the others. The labels make the axis needless."""
    low, high = credible(
        [b.value for b in drawing.bars], [b.doubtful for b in drawing.bars], HEADROOM
    ) or (0.0, 1.0)
    axis.has_major_gridlines = False
    axis.visible = False
    axis.minimum_scale = min(0.0, low * 1.1)
    axis.maximum_scale = max(0.0, high) * 1.1 or 1.0


def line_chart(slide: Any, drawing: Drawing, place: _Place) -> Any:
    """Lines over years as they fall, interrupted where the figures are; gives the frame.

    Every line has a figure.
    """
    years = [x for line in drawing.lines for x, y in line.points if y is not None]
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.XY_SCATTER_LINES, *place, _line_data(drawing, years)
    )
    chart = frame.chart
    _plain(chart)
    _interrupt(chart)
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.RIGHT
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(12)
    _year_scale(chart.category_axis, years)
    _figure_scale(chart.value_axis, drawing)
    drawn = list(chart.plots[0].series)
    for series, line, tint in zip(drawn, drawing.lines, line_colours(drawing.lines), strict=False):
        _line(series, line, tint)
    for series in drawn[len(drawing.lines) :]:
        series.smooth = False
        series.format.line.color.rgb = colour(MUTED)
        series.format.line.width = Pt(1)
        series.marker.style = XL_MARKER_STYLE.NONE
    return frame


def _line_data(drawing: Drawing, years: Sequence[float]) -> Any:
    data: Any = XyChartData(number_format=_format(drawing))  # type: ignore[no-untyped-call]
    for line in drawing.lines:
        series = data.add_series(_safe(line.name))
        for x, y in line.points:
            series.add_data_point(x, y)
    for reference in drawing.references:
        series = data.add_series(_safe(reference.label))
        for x in (min(years), max(years)):
            series.add_data_point(x, reference.value)
    return data


def _interrupt(chart: Any) -> None:
    """A year without a figure is an empty cell; its point is none, and the line stops there."""
    for point in chart._chartSpace.xpath(".//c:yVal//c:pt[c:v='None']"):
        point.getparent().remove(point)


def _figure_scale(axis: Any, drawing: Drawing) -> None:
    axis.tick_labels.font.size = Pt(12)
    axis.tick_labels.number_format = _format(drawing)
    axis.tick_labels.number_format_is_linked = False
    axis.major_gridlines.format.line.color.rgb = colour("#E3E7EC")
    axis.format.line.fill.background()
    if drawing.unit:
        axis.has_title = True
        axis.axis_title.text_frame.text = printable(drawing.unit, _NAME)
        font = axis.axis_title.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold = Pt(12), False


def _line(series: Any, line: Line, tint: str) -> None:
    series.smooth = False
    series.format.line.color.rgb = colour(tint)
    series.format.line.width = Pt(3 if line.own else 2)
    if line.dashed:
        series.format.line.dash_style = MSO_LINE.DASH
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour("#FFFFFF" if line.dashed else tint)
    series.marker.format.line.color.rgb = colour(tint)


def _year_scale(axis: Any, years: Sequence[float]) -> None:
    first, last = floor(min(years)), ceil(max(years))
    axis.minimum_scale, axis.maximum_scale = first, max(last, first + 1)
    axis.major_unit = max(1, ceil((last - first) / 12))
    axis.has_major_gridlines = False
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    axis.tick_labels.font.size = Pt(12)


def _plain(chart: Any) -> None:
    chart.has_title = chart.has_legend = False
    chart.font.name = FONT


def _format(drawing: Drawing) -> str:
    """As many decimals as the figures have, at most four, in groups of three."""
    values = [bar.value for bar in drawing.bars] + [
        y for line in drawing.lines for _, y in line.points if y is not None
    ]
    decimals = max((decimals_of(v) for v in values), default=0)
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")


def _safe(text: str) -> str:
    """A name for the chart's own workbook, where a text could be a formula."""
    return str(disarmed(printable(text, _NAME)))


def colour(written: str) -> Any:
    """A colour written as #RRGGBB."""
    return RGBColor(*(int(written[at : at + 2], 16) for at in (1, 3, 5)))  # type: ignore[no-untyped-call]
