"""Gaps are dots on one scale, what falls short to the left, each with its words above it."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from kpi.analysis.distance import Demand, Distance, State
from kpi.charts.distance import distance_dots, gap_text
from kpi.charts.style import ACCENT, NEUTRAL
from kpi.model import Period, Target, Unit

HANOI, DANANG = "vn63:01", "vn63:48"
TARGET = Target(
    indicator="bts", act="Quyết định 749/QĐ-TTg", year=2025, value=80, scope="nation",
    clause_vi="Đạt", clause_en="Reach", issued_on=date(2020, 6, 3),
)  # fmt: skip


@pytest.fixture(scope="session")
def catalogue(catalogue):
    units = {**catalogue.units, "%": Unit(id="%", name_vi="%", name_en="%")}
    return replace(catalogue, units=units)


def distance(
    make, area: str, gap: float, state: State = "behind", expected: float | None = None, **of
) -> Distance:
    indicator = make.indicator(**{"kind": "rate", "unit": "%", "roll_up": {"rule": "none"}, **of})
    row = make.ranking([(area, "2023", 80 + gap)], of=indicator).rows.iloc[0].to_dict()
    demand = Demand(80, Period.of("2025"), date(2020, 6, 3), target=TARGET)
    return Distance(indicator, demand, row, gap, expected, state)


def test_a_row_stands_in_the_order_given_with_its_words_above(make, catalogue):
    found = [distance(make, HANOI, -12.5, decimals=1), distance(make, DANANG, 5, "achieved")]
    figure = distance_dots(found, catalogue, "vi", frozenset({HANOI}), by_area=True)
    dots = figure.data[1]
    assert list(dots.x) == [-12.5, 5]
    assert list(dots.y) == sorted(dots.y)
    assert list(dots.marker.color) == [ACCENT, NEUTRAL]
    assert [c[1] for c in dots.customdata] == [HANOI, DANANG]
    words = [a.text for a in figure.layout.annotations]
    assert "Hà Nội" in words[0] and "−12,5 điểm % · chậm · 67,5 % · 2023" in words[0]
    assert "Đà Nẵng" in words[1] and "+5 điểm % · đã đạt" in words[1]


def test_the_path_is_a_tick_where_it_would_be_by_then(make, catalogue):
    found = [distance(make, HANOI, -12, expected=-20), distance(make, DANANG, -5)]
    ticks = distance_dots(found, catalogue, "vi").data[0]
    assert list(ticks.x) == [-20]
    assert "lộ trình tuyến tính khi đó: −20 điểm %" in ticks.hovertext[0]


def test_states_are_told_by_shape_as_well_as_by_words(make, catalogue):
    states: tuple[State, ...] = ("achieved", "on_path", "behind", "unknown")
    figure = distance_dots([distance(make, HANOI, -1, s) for s in states], catalogue, "vi")
    assert len(set(figure.data[1].marker.symbol)) == 4


def test_a_gap_of_something_else_than_a_share_is_percent_of_the_demand(make):
    one = distance(make, HANOI, -25, kind="count", unit="station")
    assert gap_text(one, "vi") == "−25 % mục tiêu"
    assert gap_text(one, "en") == "−25% of the target"


@pytest.mark.parametrize("gap", [0, -30, 30])
def test_the_demand_is_always_in_sight(make, catalogue, gap):
    low, high = distance_dots([distance(make, HANOI, gap)], catalogue, "vi").layout.xaxis.range
    assert low < min(0, gap) and max(0, gap) < high


def test_nothing_to_show_is_said(catalogue):
    figure = distance_dots([], catalogue, "en")
    assert figure.layout.annotations[0].text == "no figures"


def test_names_are_no_markup(make, catalogue):
    found = [distance(make, HANOI, 1, short_vi="A & <b>B")]
    assert "A &amp; &lt;b&gt;B" in distance_dots(found, catalogue, "vi").layout.annotations[0].text
    assert isinstance(found[0].row["period_end"], pd.Timestamp)
