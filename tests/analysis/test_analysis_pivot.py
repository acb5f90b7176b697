"""Figures across two axes: which figure stands in a cell, and what must be chosen first."""

from builders_analysis import BAC_GIANG, BAC_NINH, CATALOGUE, figure, store_of

from kpi.analysis.observations import Query, every
from kpi.analysis.pivot import Pivot, Shape, pivot
from kpi.model import Candidate

BTS, REVENUE = "bts_stations", "telecom_revenue"


def made(*told: Candidate, shape: Shape = "areas_years") -> Pivot:
    return pivot(every(store_of(*told), CATALOGUE, Query(statuses=("actual",))), CATALOGUE, shape)


def values(found: Pivot) -> dict[tuple[str, str], float]:
    return {key: row["value"] for key, row in found.cells.items()}


def test_what_was_not_told_has_no_cell() -> None:
    found = made(figure(BAC_NINH, BTS, "2022", 7), figure(BAC_GIANG, BTS, "2021", 5))
    assert (found.rows, found.columns) == ((BAC_GIANG, BAC_NINH), ("2021", "2022"))
    assert values(found) == {(BAC_NINH, "2022"): 7, (BAC_GIANG, "2021"): 5}
    assert found.figures()["value"].tolist() == [5, 7]


def test_of_a_stock_the_latest_day_of_the_year_stands() -> None:
    found = made(figure(BAC_NINH, BTS, "2022-06-30", 7), figure(BAC_NINH, BTS, "2022-11-30", 9))
    assert values(found) == {(BAC_NINH, "2022"): 9}


def test_of_a_flow_the_whole_year_stands_before_a_part_of_it() -> None:
    whole = figure(BAC_NINH, REVENUE, "2022", 9)
    part = figure(BAC_NINH, REVENUE, "2022-Q4", 4)
    assert values(made(whole, part)) == {(BAC_NINH, "2022"): 9}
    assert values(made(part)) == {(BAC_NINH, "2022"): 4}


def test_one_indicator_must_be_left_for_provinces_by_years() -> None:
    told = (figure(BAC_NINH, BTS, "2022", 7), figure(BAC_NINH, REVENUE, "2022", 5))
    found = made(*told)
    assert not found.cells
    assert {*found.several} == {BTS, REVENUE}
    across = made(*told, shape="areas_indicators")
    assert across.rows == (BAC_NINH,)
    assert len(across.columns) == 2
