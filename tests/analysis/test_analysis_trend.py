from datetime import date

import pytest
from builders_analysis import (
    BAC_GIANG,
    BAC_NINH,
    BAC_NINH_NEW,
    CATALOGUE,
    HANOI,
    HANOI_NEW,
    HOA_BINH,
    PHU_THO_NEW,
    REPORT,
    TABLE,
    figure,
    shipped,
    store_of,
)

from kpi.analysis.trend import Trend, trend
from kpi.errors import NotFoundError
from kpi.model import Candidate


def followed(indicator: str, *candidates: Candidate, areas: tuple[str, ...] = (HANOI,)) -> Trend:
    return trend(store_of(*candidates), CATALOGUE, indicator, areas)


def joined(answer: Trend) -> list[list[str]]:
    """The periods of each segment, segments in the order of the points."""
    groups = answer.points.groupby("segment", sort=False)["period"]
    return [list(periods) for _, periods in groups]


def test_years_that_follow_each_other_are_one_line() -> None:
    years = ("2020", "2021", "2022", "2023")
    answer = followed("bts_4g", *[figure(HANOI, "bts_4g", y, 100) for y in years])
    assert joined(answer) == [list(years)]
    assert answer.breaks == ()
    assert answer.merger is None


def test_a_year_without_a_figure_is_a_gap() -> None:
    answer = followed("bts_4g", *[figure(HANOI, "bts_4g", y, 100) for y in ("2020", "2022")])
    assert joined(answer) == [["2020"], ["2022"]]


def test_a_break_ends_a_line_and_is_told() -> None:
    years = ("2021", "2022-06", "2022-11", "2023")
    answer = followed(
        "public_services_level4_rate",
        *[figure(HANOI, "public_services_level4_rate", y, 40) for y in years],
    )
    assert joined(answer) == [["2021", "2022-06"], ["2022-11", "2023"]]
    assert [b.on for b in answer.breaks] == [date(2022, 8, 15)]


def test_a_break_outside_the_points_is_not_told() -> None:
    later = followed(
        "public_services_level4_rate",
        *[figure(HANOI, "public_services_level4_rate", y, 40) for y in ("2022", "2023")],
    )
    assert later.breaks == ()


def test_results_and_promises_never_share_a_line() -> None:
    answer = followed(
        "bts_4g",
        figure(HANOI, "bts_4g", "2021", 100),
        *[figure(HANOI, "bts_4g", "2022", 110, obs_status=s) for s in ("actual", "estimate")],
        *[figure(HANOI, "bts_4g", "2023", 120, obs_status=s) for s in ("target", "plan")],
    )
    lines = answer.points.groupby("segment")["obs_status"].agg(["nunique", "size"])
    assert set(lines["nunique"]) == {1}
    assert sorted(lines["size"]) == [1, 1, 1, 2]


def test_two_areas_never_share_a_line() -> None:
    answer = followed(
        "bts_4g",
        *[figure(a, "bts_4g", y, 100) for a in (HANOI, BAC_NINH) for y in ("2021", "2022")],
        areas=(HANOI, BAC_NINH, BAC_GIANG),
    )
    assert joined(answer) == [["2021", "2022"], ["2021", "2022"]]
    assert set(answer.points.groupby("segment")["area"].nunique()) == {1}
    assert answer.without == (BAC_GIANG,)


def test_half_years_of_a_flow_stand_beside_the_line_of_years() -> None:
    periods = ("2021", "2022-H1", "2022", "2023-H1", "2023")
    answer = followed(
        "online_dossiers_count",
        *[figure(HANOI, "online_dossiers_count", p, 4000) for p in periods],
    )
    assert joined(answer) == [["2022-H1", "2023-H1"], ["2021", "2022", "2023"]]


def test_days_of_a_flow_continue_each_other_from_the_same_day_only() -> None:
    days = ("2021-09-30", "2022-06-30", "2022-09-30")
    answer = followed(
        "online_dossiers_count", *[figure(HANOI, "online_dossiers_count", d, 4000) for d in days]
    )
    assert joined(answer) == [["2022-06-30"], ["2021-09-30", "2022-09-30"]]


def test_days_of_a_stock_are_points_on_the_line_of_years() -> None:
    periods = ("2021", "2022-06-30", "2022", "2023-H1")
    answer = followed("bts_4g", *[figure(HANOI, "bts_4g", p, 4000) for p in periods])
    assert joined(answer) == [list(periods)]


@pytest.mark.parametrize("area", [HANOI, HANOI_NEW])
@pytest.mark.parametrize(("december", "disputed"), [(90, True), (100, False)])
def test_a_year_and_its_december_are_one_day(area: str, december: float, disputed: bool) -> None:
    store = store_of(
        figure(HANOI, "bts_4g", "2022", 100),
        figure(HANOI, "bts_4g", "2022-12", december, source_id=TABLE.source_id),
        sources=[TABLE],
    )
    points = trend(store, CATALOGUE, "bts_4g", (area,)).points
    told = points[["period", "value", "disputed"]].itertuples(index=False, name=None)
    assert list(told) == [("2022-12", december, disputed)]


def test_the_december_of_a_flow_says_nothing_against_its_year() -> None:
    periods = {"2022": 4000, "2022-12": 300}
    answer = followed(
        "online_dossiers_count",
        *[figure(HANOI, "online_dossiers_count", p, n) for p, n in periods.items()],
    )
    assert sorted(answer.points["period"]) == ["2022", "2022-12"]
    assert not answer.points["disputed"].any()


def test_promises_for_a_day_do_not_dispute_its_result() -> None:
    answer = followed(
        "bts_4g",
        figure(HANOI, "bts_4g", "2022", 100),
        figure(HANOI, "bts_4g", "2022-12", 120, obs_status="plan"),
    )
    assert not answer.points["disputed"].any()


def test_an_official_series_and_what_reports_tell_are_two_lines() -> None:
    told = {"2020": TABLE, "2021": TABLE, "2022": REPORT, "2023": REPORT, "2024": TABLE}
    store = store_of(
        *[
            figure(HANOI, "bts_4g", year, 100, source_id=source.source_id)
            for year, source in told.items()
        ],
        sources=[TABLE],
    )
    answer = trend(store, CATALOGUE, "bts_4g", (HANOI,))
    assert joined(answer) == [["2020", "2021"], ["2022", "2023"], ["2024"]]


def test_the_last_point_of_an_area_is_its_latest() -> None:
    periods = ("2021", "2022", "2022-H1", "2023-H1")
    answer = followed(
        "online_dossiers_count",
        *[figure(HANOI, "online_dossiers_count", p, 4000) for p in periods],
    )
    assert answer.points.iloc[-1]["period"] == "2023-H1"


def test_an_area_of_the_34_is_followed_back_before_the_merger() -> None:
    answer = followed(
        "bts_4g",
        *[figure(a, "bts_4g", y, 1000) for a in (BAC_GIANG, BAC_NINH) for y in ("2022", "2023")],
        figure(BAC_GIANG, "bts_4g", "2024", 1000),
        figure(BAC_NINH_NEW, "bts_4g", "2025", 2500),
        areas=(BAC_NINH_NEW,),
    )
    points = answer.points
    assert list(points["period"]) == ["2022", "2023", "2025"]
    assert list(points["value"]) == [2000, 2000, 2500]
    assert [len(parts) for parts in points["parts"]] == [2, 2, 0]
    assert list(points["segment"]) == [0, 0, 1]
    assert answer.merger == date(2025, 7, 1)


def test_a_year_that_the_34_reported_is_not_rolled_up_too() -> None:
    answer = followed(
        "bts_4g",
        *[figure(a, "bts_4g", "2024", 1000) for a in (BAC_GIANG, BAC_NINH)],
        figure(BAC_NINH_NEW, "bts_4g", "2024", 2100),
        areas=(BAC_NINH_NEW,),
    )
    assert list(answer.points["value"]) == [2100]


def test_promises_are_not_rolled_back() -> None:
    answer = followed(
        "bts_4g",
        *[figure(a, "bts_4g", "2024", 1000, obs_status="plan") for a in (BAC_GIANG, BAC_NINH)],
        areas=(BAC_NINH_NEW,),
    )
    assert answer.points.empty
    assert answer.without == (BAC_NINH_NEW,)


def test_rates_are_followed_back_only_where_the_province_stayed_as_it_was() -> None:
    answer = followed(
        "household_internet_rate",
        *[
            figure(a, "household_internet_rate", "2024", 80)
            for a in (HANOI, BAC_GIANG, BAC_NINH, HOA_BINH)
        ],
        areas=(HANOI_NEW, BAC_NINH_NEW, PHU_THO_NEW),
    )
    assert set(answer.points["area"]) == {HANOI_NEW}
    assert answer.without == (BAC_NINH_NEW, PHU_THO_NEW)


def test_the_shipped_scores_break_where_the_method_changed() -> None:
    answer = trend(shipped(), CATALOGUE, "dti_score", (HANOI,))
    segments = dict(zip(answer.points["period"], answer.points["segment"], strict=True))
    assert segments["2022"] == segments["2023"]
    assert segments["2023"] != segments["2024"]
    assert date(2024, 1, 1) in [b.on for b in answer.breaks]


@pytest.mark.parametrize(
    ("indicator", "area"),
    [("bts_6g", HANOI), ("bts_4g", "vn63:99"), ("bts_4g", "vn34:99"), ("bts_4g", "Hà Nội")],
)
def test_unknown_ids_are_errors(indicator: str, area: str) -> None:
    with pytest.raises(NotFoundError):
        trend(store_of(), CATALOGUE, indicator, (area,))


@pytest.mark.parametrize("areas", [(), (HANOI,), (HANOI_NEW, BAC_NINH_NEW), ("vn:00",)])
def test_an_empty_store_has_no_points(areas: tuple[str, ...]) -> None:
    answer = trend(store_of(), CATALOGUE, "online_dossiers_count", areas)
    assert answer.points.empty
    assert "segment" in answer.points
    assert answer.without == areas
    assert (answer.breaks, answer.merger) == ((), None)
