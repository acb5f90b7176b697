"""The tiny line of a tile."""

from kpi.charts.spark import spark
from kpi.charts.style import ACCENT, NEUTRAL


def test_gaps_stay_gaps_and_the_last_figure_is_marked():
    figure = spark([1.5, None, 3.0, 4.0, None], [2018, 2019, 2020, 2021, 2022], "vi")
    (line,) = figure.data
    assert list(line.y) == [1.5, None, 3, 4, None]
    assert line.connectgaps is False
    assert list(line.marker.size) == [5, 0, 0, 9, 0]
    assert line.marker.color[3] == ACCENT
    assert line.marker.color[0] == NEUTRAL
    assert list(line.hovertext) == ["2018: 1,5", "", "2020: 3", "2021: 4", ""]
    assert figure.layout.height == 60


def test_no_figures_draw_nothing():
    figure = spark([None, None], [2021, 2022], "en")
    assert set(figure.data[0].marker.size) == {0}
    assert list(spark([], [], "en").data[0].x) == []
