"""Charts of peers: every mark leads to its figures, what is no firm figure is hollow."""

from itertools import pairwise

import pytest

from kpi.analysis.association import association
from kpi.analysis.peers import Group, among
from kpi.analysis.two_years import two_years
from kpi.charts import style
from kpi.charts.panels import panels
from kpi.charts.peers import peer_dots
from kpi.charts.scatter import scatter
from kpi.charts.two_years import dumbbell, movers, slope

A, B, C = "vn63:01", "vn63:24", "vn63:27"
MINE = frozenset({C})


def marks(figure):
    """Area → what its marks open."""
    return {
        area: opened
        for trace in figure.data
        if trace.customdata is not None
        for opened, area in trace.customdata
    }


@pytest.fixture
def paired(make):
    before = make.ranking([(A, "2021", 10), (B, "2021", 40), (C, "2021", 20, {"obs_id": "then"})],
                          period="2021")  # fmt: skip
    after = make.ranking(
        [(A, "2022", 30), (B, "2022", 20),
         (C, "2022", 25, {"obs_id": "now", "qualifier": "about"})]
    )  # fmt: skip
    return two_years(before, after, [A, B, C])


@pytest.mark.parametrize("draw", [slope, dumbbell, movers])
def test_a_mark_of_two_figures_names_both(draw, paired, catalogue):
    assert marks(draw(paired, catalogue, "vi", MINE))[C] == "then,now"


@pytest.mark.parametrize("draw", [slope, dumbbell])
def test_only_the_end_that_is_hedged_is_hollow(draw, paired, catalogue):
    figure = draw(paired, catalogue, "vi", MINE)
    (own,) = [t for t in figure.data if t.customdata[0][1] == C]
    assert list(own.marker.color) == [style.ACCENT, style.CLEAR]


def test_movers_stand_by_their_change_with_its_sign(paired, catalogue):
    figure = movers(paired, catalogue, "vi", MINE)
    names = [catalogue.area(a).name("vi") for a in (A, C, B)]
    assert list(figure.data[0].y) == names
    assert list(figure.data[0].x) == [20, 5, -20]
    texts = [a.text for a in figure.layout.annotations]
    assert texts[:3] == ["+20", "+5", "−20"]


def test_names_at_the_ends_of_slopes_do_not_overlap(make, catalogue):
    areas = [a.key for a in catalogue.areas_of("vn63")][:12]
    before, after = (
        make.ranking([(a, year, 50 + n / 100 * spread) for n, a in enumerate(areas)], period=year)
        for year, spread in (("2021", 1000), ("2022", 1))
    )
    figure = slope(two_years(before, after, areas), catalogue, "vi", MINE)
    names = [catalogue.area(a).name("vi") for a in areas]
    labels = [a for a in figure.layout.annotations if any(n in a.text for n in names)]
    places = sorted(label.yshift for label in labels)
    assert len(places) == 12
    assert min(b - a for a, b in pairwise(places)) > 10


def test_of_one_year_a_panel_says_so_and_my_line_stands_behind_the_others(make, catalogue):
    trend = make.trend([(C, "2020", 5), (C, "2021", 6), (A, "2021", 7)])
    figure = panels(trend, catalogue, "vi", C)
    texts = [a.text for a in figure.layout.annotations]
    assert texts.count("chỉ có một năm") == 1
    behind = [t for t in figure.data if t.customdata is None]
    assert [list(t.y) for t in behind] == [[5, 6]]
    assert {tuple(axis.range) for axis in figure.select_yaxes()} == {
        tuple(figure.layout.yaxis.range)
    }


def test_dots_of_peers_are_placed_among_each_other(make, catalogue):
    answer = among(make.ranking([(A, "2022", 30), (B, "2022", 20), (C, "2022", 20)]),
                   Group("own", C, (C, A, B), {}))  # fmt: skip
    figure = peer_dots(answer, catalogue, "vi")
    assert [label.split()[0] for label in figure.data[0].y] == ["1", "2=", "2="]
    assert set(marks(figure)) == {A, B, C}


def test_a_scatter_names_my_province_and_the_extremes(make, catalogue):
    x = make.ranking([(A, "2022", 1), (B, "2022", 2), (C, "2022", 3), ("vn63:30", "2022", 4)])
    y = make.ranking([(A, "2022", 5), (B, "2022", 6), (C, "2022", 7), ("vn63:30", "2022", 8)])
    figure = scatter(association(x, y), catalogue, "vi", C, {C, B})
    named = {text for text in figure.data[0].text if text}
    assert named == {catalogue.area(a).name("vi") for a in (A, C, "vn63:30")}
    assert len(marks(figure)) == 4


@pytest.mark.parametrize("draw", [slope, dumbbell, movers])
def test_nothing_to_compare_is_said(draw, make, catalogue):
    empty = two_years(make.ranking([], period="2021"), make.ranking([]), [A])
    figure = draw(empty, catalogue, "vi", MINE)
    assert [a.text for a in figure.layout.annotations] == ["chưa có số liệu"]
