"""An earlier figure may stand in where a period has none; it is never ranked."""

import pytest
from builders_analysis import BAC_GIANG, BAC_NINH, CATALOGUE, HANOI, HOA_BINH, figure, store_of

from kpi.analysis.nearest import with_earlier
from kpi.analysis.ranking import Ranking, rank_areas
from kpi.model import Candidate, Period, Scheme


def near(indicator: str, period: str, *figures: Candidate, scheme: Scheme = "vn63") -> Ranking:
    store = store_of(*figures)
    asked = rank_areas(store, CATALOGUE, indicator, Period.of(period), scheme=scheme)
    return with_earlier(store, CATALOGUE, asked)


def test_the_nearest_of_three_years_stands_in_and_is_not_ranked() -> None:
    answer = near(
        "household_internet_rate",
        "2023",
        figure(HANOI, "household_internet_rate", "2023", 80),
        figure(BAC_NINH, "household_internet_rate", "2021", 90),
        figure(BAC_NINH, "household_internet_rate", "2022", 95),
        figure(BAC_GIANG, "household_internet_rate", "2020", 70),
        figure(HOA_BINH, "household_internet_rate", "2019", 60),
    )
    shown = answer.earlier[["area", "period", "value", "rank"]].to_numpy().tolist()
    assert shown == [[BAC_NINH, "2022", 95, 0], [BAC_GIANG, "2020", 70, 0]]
    assert (answer.ranked, answer.coverage, answer.place(BAC_NINH)) == (1, (1, 63), None)
    assert list(answer.shown["area"]) == [HANOI, BAC_NINH, BAC_GIANG]
    assert BAC_NINH in answer.missing


def test_no_figure_is_taken_across_a_break() -> None:
    (day,) = {b.on for b in CATALOGUE.indicator("bts_5g").breaks}
    assert day.year == 2024
    told = [figure(HANOI, "bts_5g", "2025", 900), figure(BAC_NINH, "bts_5g", "2023", 10)]
    assert near("bts_5g", "2025", *told).earlier.empty
    later = figure(BAC_NINH, "bts_5g", "2024-12", 100)
    assert list(near("bts_5g", "2025", *told, later).earlier["period"]) == ["2024-12"]


@pytest.mark.parametrize("status", ["estimate", "target", "plan"])
def test_no_promise_stands_in_for_a_result(status: str) -> None:
    told = figure(BAC_NINH, "bts_stations", "2022", 900, obs_status=status)
    assert near(
        "bts_stations", "2023", figure(HANOI, "bts_stations", "2023", 9000), told
    ).earlier.empty


def test_half_a_year_is_stood_in_for_by_the_same_half() -> None:
    told = [
        figure(HANOI, "online_dossiers_count", "2024-H1", 5),
        figure(BAC_NINH, "online_dossiers_count", "2023", 90),
        figure(BAC_GIANG, "online_dossiers_count", "2023-H1", 40),
    ]
    assert list(near("online_dossiers_count", "2024-H1", *told).earlier["area"]) == [BAC_GIANG]


def test_a_partial_sum_stands_in_for_nothing() -> None:
    told = [
        figure("vn34:01", "bts_stations", "2025", 9000),
        figure(BAC_NINH, "bts_stations", "2024", 1000),
    ]
    assert near("bts_stations", "2025", *told, scheme="vn34").earlier.empty
