"""The annex of one province and period: what stands in a row, and what is not compared."""

import pytest
from builders_analysis import BAC_GIANG, BAC_NINH, BAC_NINH_NEW, CATALOGUE, figure, store_of

from kpi.analysis.annex import (
    Annex,
    AnnexRow,
    annex,
    annex_indicators,
    annex_periods,
    figures_of,
    newest_year,
    year_before,
)
from kpi.errors import NotFoundError
from kpi.model import Candidate, Period

BTS, RATE = "bts_stations", "mobile_4g_coverage"


def made(*told: Candidate, area: str = BAC_NINH, period: str = "2023", of: str = BTS) -> AnnexRow:
    return whole(*told, area=area, period=period, of=(of,)).rows[0]


def whole(
    *told: Candidate, area: str = BAC_NINH, period: str = "2023", of: tuple[str, ...] = (BTS,)
) -> Annex:
    return annex(store_of(*told), CATALOGUE, area, Period.of(period), of)


def value(row: object) -> object:
    return None if row is None else row["value"]  # type: ignore[index]


def test_a_row_sets_result_year_before_and_plan_beside_each_other() -> None:
    row = made(
        figure(BAC_NINH, BTS, "2023", 1800),
        figure(BAC_NINH, BTS, "2022", 1600),
        figure(BAC_NINH, BTS, "2023", 2000, obs_status="plan"),
    )
    assert (value(row.now), value(row.before), value(row.plan)) == (1800, 1600, 2000)
    assert row.against_before is not None and row.against_plan is not None
    assert (row.against_before.kind, row.against_before.value) == ("percent", 112.5)
    assert row.against_plan.value == 90


def test_a_rate_is_compared_in_points() -> None:
    row = made(figure(BAC_NINH, RATE, "2023", 99), figure(BAC_NINH, RATE, "2022", 95.5), of=RATE)
    assert row.against_before is not None
    assert (row.against_before.kind, row.against_before.value) == ("points", 3.5)


def test_a_hedged_value_makes_a_comparison_that_is_not_firm() -> None:
    told = (figure(BAC_NINH, BTS, "2023", 1800, qualifier="more_than"),)
    row = made(*told, figure(BAC_NINH, BTS, "2022", 1600))
    assert row.against_before is not None and not row.against_before.firm


def test_nothing_is_divided_by_zero() -> None:
    row = made(figure(BAC_NINH, BTS, "2023", 8), figure(BAC_NINH, BTS, "2022", 0))
    assert value(row.before) == 0
    assert row.against_before is None


def test_an_estimate_stands_only_where_there_is_no_result() -> None:
    estimate = figure(BAC_NINH, BTS, "2023", 1900, obs_status="estimate")
    assert made(estimate).now is not None
    assert made(estimate).now["obs_status"] == "estimate"  # type: ignore[index]
    both = made(estimate, figure(BAC_NINH, BTS, "2023", 1800))
    assert both.now is not None and both.now["obs_status"] == "actual"


def test_a_plan_and_a_target_are_two_things() -> None:
    row = made(
        figure(BAC_NINH, BTS, "2023", 2000, obs_status="plan"),
        figure(BAC_NINH, BTS, "2023", 2500, obs_status="target"),
    )
    assert (value(row.plan), value(row.target)) == (2000, 2500)


def test_no_figure_is_no_zero_and_says_why() -> None:
    row = made(figure(BAC_GIANG, BTS, "2023", 1800))
    assert (row.now, row.absent) == (None, "none")


def test_one_of_two_predecessors_is_no_total() -> None:
    row = made(figure(BAC_GIANG, BTS, "2023", 1800), area=BAC_NINH_NEW)
    assert (row.now, row.absent, row.have, row.of) == (None, "partial", 1, 2)
    both = (figure(BAC_GIANG, BTS, "2023", 1800), figure(BAC_NINH, BTS, "2023", 1700))
    assert value(made(*both, area=BAC_NINH_NEW).now) == 3500


def test_rates_of_predecessors_that_no_rule_combines_are_said_to_be_so() -> None:
    told = (figure(BAC_GIANG, RATE, "2023", 99), figure(BAC_NINH, RATE, "2023", 98))
    row = made(*told, area=BAC_NINH_NEW, of=RATE)
    assert (row.now, row.absent) == (None, "uncombinable")


def test_across_a_break_of_the_series_nothing_is_compared() -> None:
    told = (figure(BAC_NINH, "dti_score", "2024", 0.7), figure(BAC_NINH, "dti_score", "2023", 0.6))
    row = made(*told, period="2024", of="dti_score")
    assert row.before is not None and row.broken is not None
    assert row.against_before is None


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2024", "2023"),
        ("2024-H1", "2023-H1"),
        ("2024-Q3", "2023-Q3"),
        ("2024-02-29", "2023-02-28"),
    ],
)
def test_the_same_period_of_the_year_before(period: str, before: str) -> None:
    assert year_before(Period.of(period)) == Period.of(before)


def test_periods_and_indicators_are_those_with_figures() -> None:
    store = store_of(
        figure(BAC_NINH, BTS, "2023-11-30", 1800),
        figure(BAC_GIANG, RATE, "2022-H1", 98),
        figure(BAC_NINH, "population_average", "2021", 1e6),
        figure(BAC_NINH, BTS, "2030", 5000, obs_status="target"),
    )
    of = [p.key for p in annex_periods(store, CATALOGUE, BAC_NINH_NEW)]
    assert of == ["2023", "2022", "2022-H1"]
    assert annex_indicators(store, CATALOGUE, BAC_NINH_NEW, Period.of("2022")) == [RATE]
    assert annex_indicators(store, CATALOGUE, BAC_NINH, Period.of("2023")) == [BTS]
    assert newest_year(store, CATALOGUE, BAC_NINH) == Period.of("2023")
    assert newest_year(store, CATALOGUE, BAC_NINH_NEW) is None
    month = store_of(
        figure(BAC_NINH, "telecom_revenue", "2024-03", 7e9), figure(BAC_NINH, BTS, "2022", 7)
    )
    assert newest_year(month, CATALOGUE, BAC_NINH) == Period.of("2022")


def test_the_rows_keep_the_order_asked_for_and_their_figures_are_told() -> None:
    told = (figure(BAC_NINH, BTS, "2023", 8), figure(BAC_NINH, RATE, "2023", 90))
    answer = whole(*told, of=(RATE, BTS))
    assert [row.indicator.id for row in answer.rows] == [RATE, BTS]
    assert figures_of(answer)["value"].tolist() == [90, 8]
    assert figures_of(whole()).empty


def test_an_unknown_area_or_indicator_is_refused() -> None:
    with pytest.raises(NotFoundError):
        whole(area="vn63:99")
    with pytest.raises(NotFoundError):
        whole(of=("no_such",))
