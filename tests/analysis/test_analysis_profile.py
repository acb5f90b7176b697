import pandas as pd
import pytest
from builders_analysis import (
    BAC_GIANG,
    BAC_NINH,
    BAC_NINH_NEW,
    CATALOGUE,
    HANOI,
    HANOI_NEW,
    PHU_THO,
    TABLE,
    figure,
    shipped,
    store_of,
)

from kpi.analysis.profile import profile
from kpi.errors import NotFoundError
from kpi.model import Candidate


def latest(area: str, indicator: str, *candidates: Candidate) -> pd.Series:
    """The one row of an indicator in an area's profile."""
    rows = profile(store_of(*candidates), CATALOGUE, area).latest
    (row,) = (row for _, row in rows.iterrows() if row["indicator"] == indicator)
    return row


def test_the_latest_result_comes_with_the_year_before_and_its_run_of_years() -> None:
    row = latest(
        HANOI,
        "bts_4g",
        *[figure(HANOI, "bts_4g", y, n) for y, n in (("2020", 1), ("2021", 2), ("2022", 3))],
    )
    assert (row["period"], row["value"], row["before"]) == ("2022", 3, 2)
    assert row["history"] == ((2020, 1), (2021, 2), (2022, 3))


def test_a_run_starts_behind_a_gap() -> None:
    row = latest(
        HANOI,
        "bts_4g",
        *[figure(HANOI, "bts_4g", y, n) for y, n in (("2019", 1), ("2021", 2), ("2022", 3))],
    )
    assert row["history"] == ((2021, 2), (2022, 3))
    alone = latest(
        HANOI, "bts_4g", *[figure(HANOI, "bts_4g", y, 1) for y in ("2019", "2020", "2022")]
    )
    assert alone["history"] == ((2022, 1),)
    assert pd.isna(alone["before"])


@pytest.mark.parametrize(
    ("periods", "history"),
    [
        (("2021", "2022"), ((2022, 1),)),
        (("2021", "2022-06"), ((2021, 0), (2022, 1))),
        (("2022-06", "2023"), ((2023, 1),)),
        (("2022-11", "2023"), ((2022, 0), (2023, 1))),
    ],
)
def test_a_run_starts_at_a_break_to_the_day(
    periods: tuple[str, str], history: tuple[tuple[int, float], ...]
) -> None:
    name = "public_services_level4_rate"  # breaks on 2022-08-15
    row = latest(HANOI, name, *[figure(HANOI, name, p, n) for n, p in enumerate(periods)])
    assert row["history"] == history
    assert pd.isna(row["before"]) == (len(history) == 1)


def test_half_a_year_of_a_flow_has_no_year_before() -> None:
    row = latest(
        HANOI,
        "online_dossiers_count",
        *[figure(HANOI, "online_dossiers_count", p, 4000) for p in ("2021", "2022", "2023-H1")],
    )
    assert row["period"] == "2023-H1"
    assert pd.isna(row["before"])
    assert [year for year, _ in row["history"]] == [2021, 2022]


def test_the_rank_is_that_among_the_areas_of_the_same_scheme_and_year() -> None:
    row = latest(
        HANOI,
        "bts_4g",
        figure(HANOI, "bts_4g", "2022-06", 2000),
        figure(BAC_NINH, "bts_4g", "2022", 3000),
        figure(BAC_GIANG, "bts_4g", "2022", 1000),
        figure(PHU_THO, "bts_4g", "2023", 9000),
        figure("vn:00", "bts_4g", "2022", 99_000),
    )
    assert (row["rank"], row["ranked"]) == (2, 3)


def test_those_who_share_a_rank_are_counted() -> None:
    counts = {HANOI: 2000, BAC_NINH: 3000, BAC_GIANG: 2000, PHU_THO: 1000}
    row = latest(HANOI, "bts_4g", *[figure(a, "bts_4g", "2022", n) for a, n in counts.items()])
    assert (row["rank"], row["ranked"], row["size"], row["tied"]) == (2, 4, 63, 2)


def test_a_figure_carried_over_the_merger_keeps_the_rank_it_had_among_the_63() -> None:
    counts = {HANOI: 2000, BAC_NINH: 3000, BAC_GIANG: 2000}
    told = [figure(a, "bts_4g", "2022", n) for a, n in counts.items()]
    row = latest(HANOI_NEW, "bts_4g", *told)
    assert (row["area"], row["scheme"], len(row["parts"])) == (HANOI_NEW, "vn34", 1)
    assert (row["rank"], row["ranked"], row["size"], row["tied"]) == (2, 3, 63, 2)


def test_a_total_is_ranked_among_the_34() -> None:
    row = latest(
        BAC_NINH_NEW,
        "bts_4g",
        *[figure(a, "bts_4g", "2022", 2000) for a in (BAC_GIANG, BAC_NINH, HANOI)],
    )
    assert (row["rank"], row["ranked"], row["size"]) == (1, 2, 34)


@pytest.mark.parametrize("area", [HANOI, HANOI_NEW])
@pytest.mark.parametrize(("december", "disputed"), [(90, True), (100, False)])
def test_a_year_and_its_december_are_one_day(area: str, december: float, disputed: bool) -> None:
    store = store_of(
        figure(HANOI, "bts_4g", "2022", 100),
        figure(HANOI, "bts_4g", "2022-12", december, source_id=TABLE.source_id),
        sources=[TABLE],
    )
    row = profile(store, CATALOGUE, area).latest.iloc[0]
    assert (row["period"], row["value"], row["disputed"]) == ("2022-12", december, disputed)
    assert row["history"] == ((2022, december),)


def test_a_figure_that_nobody_else_has_is_not_ranked() -> None:
    row = latest(HANOI, "bts_4g", figure(HANOI, "bts_4g", "2022", 2000))
    assert pd.isna(row["rank"])
    assert row["ranked"] == 1


def test_promises_stand_apart_newest_first() -> None:
    answer = profile(
        store_of(
            figure(HANOI, "bts_4g", "2022", 2000),
            figure(HANOI, "bts_4g", "2023", 2100, obs_status="estimate"),
            figure(HANOI, "bts_4g", "2025", 2500, obs_status="target"),
            figure(HANOI, "bts_3g", "2024", 0, obs_status="plan"),
        ),
        CATALOGUE,
        HANOI,
    )
    assert list(answer.latest["period"]) == ["2022"]
    assert list(answer.promised["period"]) == ["2025", "2024", "2023"]


def test_population_and_land_are_ground_for_comparison_and_not_shown() -> None:
    answer = profile(
        store_of(
            figure(HANOI, "population_average", "2022", 8e6),
            figure(HANOI, "area", "2022", 3358.6),
            figure(HANOI, "bts_4g", "2022", 2000),
        ),
        CATALOGUE,
        HANOI,
    )
    assert list(answer.latest["indicator"]) == ["bts_4g"]


def test_indicators_stand_in_the_order_of_the_catalogue() -> None:
    shown = list(profile(shipped(), CATALOGUE, HANOI).latest["indicator"])
    order = [i for i in CATALOGUE.indicators if i in shown]
    assert shown == order
    assert len(shown) > 5


def test_an_area_of_the_34_shows_what_follows_from_its_predecessors() -> None:
    row = latest(
        BAC_NINH_NEW,
        "bts_4g",
        *[figure(a, "bts_4g", y, 1000) for a in (BAC_GIANG, BAC_NINH) for y in ("2022", "2023")],
        figure(HANOI, "bts_4g", "2023", 9000),
    )
    assert (row["period"], row["value"], row["before"]) == ("2023", 2000, 2000)
    assert len(row["parts"]) == 2
    assert (row["rank"], row["ranked"]) == (2, 2)


def test_what_the_34_reported_themselves_goes_before_what_follows() -> None:
    row = latest(
        BAC_NINH_NEW,
        "bts_4g",
        *[figure(a, "bts_4g", "2024", 1000) for a in (BAC_GIANG, BAC_NINH)],
        figure(BAC_NINH_NEW, "bts_4g", "2024", 2500),
    )
    assert (row["value"], row["parts"]) == (2500, ())


def test_a_rank_of_the_63_is_not_shown_for_the_34() -> None:
    store = store_of(figure(HANOI, "dti_rank", "2022", 24), figure(HANOI, "dti_score", "2022", 0.6))
    assert list(profile(store, CATALOGUE, HANOI_NEW).latest["indicator"]) == ["dti_score"]


def test_the_shipped_profile_of_hanoi_carries_sources() -> None:
    rows = profile(shipped(), CATALOGUE, HANOI).latest
    assert (rows["source_title"] != "").all()
    score = rows[rows["indicator"] == "dti_score"].iloc[0]
    assert score["period"] == "2024"
    assert pd.isna(score["before"])  # the method changed in 2024
    assert score["ranked"] == 63


@pytest.mark.parametrize("area", ["vn63:99", "vn35:01", "Hà Nội", ""])
def test_an_unknown_area_is_an_error(area: str) -> None:
    with pytest.raises(NotFoundError):
        profile(store_of(), CATALOGUE, area)


@pytest.mark.parametrize("area", [HANOI, HANOI_NEW, BAC_NINH_NEW, "vn:00"])
def test_an_empty_store_has_an_empty_profile(area: str) -> None:
    answer = profile(store_of(), CATALOGUE, area)
    assert answer.area == CATALOGUE.area(area)
    assert answer.latest.empty
    assert answer.promised.empty
    assert {"rank", "ranked", "size", "tied", "before", "history"} <= set(answer.latest.columns)
