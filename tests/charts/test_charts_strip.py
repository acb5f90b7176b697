"""A strip puts every figure where its value is, mine on top, and says what it shows."""

import re

import pytest

from kpi.charts.strip import strip

HANOI, DANANG, VUNGTAU = "vn63:01", "vn63:48", "vn63:77"


def drawn(ranking, mine=(), target=None):
    html = strip(
        ranking,
        frozenset(mine),
        target=target,
        sentence="trạm <BTS>",
        words=lambda row: f"{row['area']} & {row['value']:g}",
    )
    place = r"left:calc\(9px \+ \(100% - 18px\) \* ([\d.]+)\)"
    marks = re.findall(rf'<i class="(\w+)" style="{place}"(?: title="([^"]*)")?', html)
    return html, [(kind, float(left), title) for kind, left, title in marks]


def test_the_smallest_stands_left_the_largest_right_and_mine_is_drawn_last(make):
    ranking = make.ranking([(HANOI, "2022", 5), (DANANG, "2022", 9), (VUNGTAU, "2022", 7)])
    html, marks = drawn(ranking, mine=[DANANG])
    dots = [mark for mark in marks if mark[0] != "median"]
    assert [(kind, title) for kind, _, title in dots] == [
        ("other", f"{VUNGTAU} &amp; 7"),
        ("other", f"{HANOI} &amp; 5"),
        ("mine", f"{DANANG} &amp; 9"),
    ]
    assert [left for _, left, _ in dots] == [0.5, 0.0, 1.0]
    assert 'aria-label="trạm &lt;BTS&gt;"' in html
    assert html.count("data-figure=") == 3


def test_where_lower_is_better_the_smallest_stands_right(make):
    ranking = make.ranking(
        [(HANOI, "2022", 5), (DANANG, "2022", 9)], of=make.indicator(direction="lower")
    )
    _, marks = drawn(ranking)
    assert {title: left for kind, left, title in marks if kind == "other"} == {
        f"{HANOI} &amp; 5": 1.0,
        f"{DANANG} &amp; 9": 0.0,
    }


def test_a_misprint_stands_at_the_edge_and_crowds_nobody(make):
    ranking = make.ranking(
        [(HANOI, "2022", 5), (DANANG, "2022", 9), (VUNGTAU, "2022", 9e6, {"flagged": True})]
    )
    _, marks = drawn(ranking)
    assert sorted(left for kind, left, _ in marks if kind == "other") == [0.0, 1.0, 1.0]


def test_a_target_beyond_all_figures_has_its_place(make):
    ranking = make.ranking([(HANOI, "2022", 50), (DANANG, "2022", 60)], median=55.0)
    _, marks = drawn(ranking, target=100)
    places = {kind: left for kind, left, _ in marks}
    assert places["target"] == 1.0
    assert max(left for kind, left, _ in marks if kind == "other") == pytest.approx(0.2)


@pytest.mark.parametrize(("ranked", "shown"), [(7, False), (8, True)])
def test_a_handful_has_no_median(make, ranked, shown):
    figures = [(HANOI, "2022", 5), (DANANG, "2022", 9), (VUNGTAU, "2022", 7)]
    _, marks = drawn(make.ranking(figures, ranked=ranked))
    assert any(kind == "median" for kind, _, _ in marks) == shown


def test_figures_that_are_all_equal_stand_in_the_middle(make):
    _, marks = drawn(make.ranking([(HANOI, "2022", 5), (DANANG, "2022", 5)]))
    assert {left for kind, left, _ in marks if kind == "other"} == {0.5}


def test_nothing_is_drawn_of_nothing(make):
    html, marks = drawn(make.ranking([]))
    assert marks == []
    assert html.startswith('<div class="kpi-strip"')
