"""A change is told only between figures that may be compared."""

from builders_analysis import CATALOGUE, OLD, figure, store_of

from kpi.analysis.ranking import rank_areas
from kpi.analysis.two_years import TwoYears, comparable_periods, two_years
from kpi.model import Candidate, Period
from kpi.store import Store

A, B, C = OLD[:3]


def compared(store: Store, indicator: str, first: str, last: str) -> TwoYears:
    before, after = (
        rank_areas(store, CATALOGUE, indicator, Period.of(key), scheme="vn63")
        for key in (first, last)
    )
    return two_years(after, before, [A, B, C])


def stations(area: str, year: str, value: float, **overrides: object) -> Candidate:
    return figure(area, "bts_stations", year, value, **overrides)


def test_the_change_is_the_later_less_the_earlier_whatever_the_order_they_are_given_in() -> None:
    store = store_of(
        stations(A, "2020", 1000), stations(A, "2021", 1100),
        stations(B, "2020", 1500), stations(B, "2021", 1200),
    )  # fmt: skip
    answer = compared(store, "bts_stations", "2020", "2021")
    moved = answer.movers()
    assert moved["area"].tolist() == [A, B]
    assert moved["change"].tolist() == [100.0, -300.0]
    assert answer.lacking == (C,)


def test_a_province_with_a_single_figure_is_named_and_not_drawn() -> None:
    store = store_of(
        stations(A, "2020", 1000), stations(A, "2021", 1100), stations(B, "2021", 1200)
    )
    answer = compared(store, "bts_stations", "2020", "2021")
    assert answer.rows["area"].tolist() == [A]
    assert answer.lacking == (B, C)


def test_a_hedged_figure_is_hollow() -> None:
    store = store_of(stations(A, "2020", 1000, qualifier="about"), stations(A, "2021", 1100))
    (row,) = compared(store, "bts_stations", "2020", "2021").rows.itertuples()
    assert (row.before_hollow, row.after_hollow) == (True, False)


def test_nothing_is_compared_across_a_break_of_the_series() -> None:
    broken = next(
        i for i in CATALOGUE.indicators.values()
        if i.breaks and i.kind == "rate" and i.measure == "stock"
    )  # fmt: skip
    year = broken.breaks[0].on.year
    told = [(str(year - 1), 20.0), (str(year + 1), 30.0)]
    store = store_of(*(figure(A, broken.id, key, value) for key, value in told))
    answer = compared(store, broken.id, told[0][0], told[1][0])
    assert answer.broken
    assert answer.rows.empty


def test_a_half_year_is_compared_with_the_same_half_only() -> None:
    periods = [Period.of(key) for key in ("2020", "2021-H1", "2022-H1", "2022-H2", "2023-H1")]
    found = comparable_periods(periods, Period.of("2022-H1"))
    assert [one.key for one in found] == ["2023-H1", "2021-H1"]
