"""A result is held against what was demanded of it, and the way there is one straight line."""

import pytest
from builders_analysis import (
    BAC_GIANG,
    BAC_NINH,
    BAC_NINH_NEW,
    CATALOGUE,
    HANOI,
    HANOI_NEW,
    HOA_BINH,
    VINH_PHUC,
    figure,
    store_of,
)

from kpi.analysis.distance import (
    AreaDistances,
    Distance,
    TargetDistances,
    act_targets,
    distances_of_area,
    distances_to_target,
)
from kpi.analysis.targets import target_key
from kpi.model import Candidate, Scheme, Source

FIBRE, LEVEL4, FULLY = (
    "household_fibre_coverage",
    "public_services_level4_rate",
    "public_services_full_online_rate",
)
PLAN = Source("plan", "Kế hoạch của tỉnh", published_on="2025-01-15")


def against(key: str, *figures: Candidate, scheme: Scheme = "vn63") -> TargetDistances:
    indicator = CATALOGUE.indicator(figures[0].indicator)
    target = next(t for t in act_targets(CATALOGUE, indicator) if target_key(t) == key)
    return distances_to_target(store_of(*figures), CATALOGUE, target, scheme)


def of_area(area: str, *figures: Candidate) -> AreaDistances:
    return distances_of_area(store_of(*figures, sources=[PLAN]), CATALOGUE, area)


def only(answer: AreaDistances | TargetDistances) -> Distance:
    (one,) = answer.found
    return one


@pytest.mark.parametrize(
    ("value", "state"), [(80, "achieved"), (72, "on_path"), (60, "on_path"), (59.9, "behind")]
)
def test_the_path_is_straight_from_the_year_of_the_act_to_the_last_day(
    value: float, state: str
) -> None:
    # 40 % at the end of 2021, 80 % four years later: 60 % is just right after two of them.
    one = only(
        against(
            "749-qd-ttg-2025",
            figure(HANOI, FIBRE, "2021", 40),
            figure(HANOI, FIBRE, "2023", value),
        )
    )
    assert one.state == state
    assert one.expected == pytest.approx(-20, abs=0.05)
    assert one.gap == pytest.approx(value - 80)


def test_one_result_tells_of_no_path() -> None:
    one = only(against("749-qd-ttg-2025", figure(HANOI, FIBRE, "2023", 60)))
    assert (one.state, one.expected, one.gap) == ("unknown", None, -20)


def test_a_result_from_before_the_act_starts_no_path() -> None:
    told = [figure(HANOI, FIBRE, "2018", 20), figure(HANOI, FIBRE, "2023", 60)]
    assert only(against("749-qd-ttg-2025", *told)).state == "unknown"


def test_after_its_last_day_a_target_is_reached_or_missed() -> None:
    missed = only(against("749-qd-ttg-2025", figure(HANOI, FIBRE, "2025", 79.9)))
    assert (missed.state, missed.expected) == ("behind", 0)
    reached = only(against("749-qd-ttg-2025", figure(HANOI, FIBRE, "2026-03", 81)))
    assert reached.state == "achieved"


@pytest.mark.parametrize(
    ("value", "qualifier", "state"),
    [(80, "nearly", "behind"), (80, "exact", "achieved"), (800, "exact", "unknown")],
)
def test_nearly_is_not_reached_and_a_misprint_reaches_nothing(
    value: float, qualifier: str, state: str
) -> None:
    told = figure(HANOI, FIBRE, "2025", value, qualifier=qualifier)
    assert only(against("749-qd-ttg-2025", told)).state == state


def test_a_target_of_level_4_is_none_of_what_took_its_place() -> None:
    after = against("749-qd-ttg-2025", figure(HANOI, LEVEL4, "2023", 90))
    assert after.found == ()
    assert {one.reason for one in after.unheld if one.area == HANOI} == {"redefined"}
    before = only(
        against(
            "749-qd-ttg-2025",
            figure(HANOI, LEVEL4, "2022-03", 70),
            figure(HANOI, LEVEL4, "2023", 90),
        )
    )
    assert (before.row["period"], before.gap) == ("2022-03", -10)
    answer = of_area(HANOI, figure(HANOI, FULLY, "2023", 50))
    assert answer.found == ()
    assert [i.id for i in answer.without] == [FULLY]


def test_only_results_are_held() -> None:
    told = [
        figure(HANOI, FIBRE, "2023", 60),
        figure(HANOI, FIBRE, "2024", 85, obs_status="estimate"),
    ]
    assert only(against("749-qd-ttg-2025", *told)).row["value"] == 60


def test_of_several_acts_each_makes_its_own_demand() -> None:
    answer = of_area(HANOI, figure(HANOI, "work_files_online_province", "2023", 95))
    assert {(one.demand.period.key, one.gap) for one in answer.found} == {("2025", 5), ("2030", -5)}
    acts = {one.demand.target.act for one in answer.found if one.demand.target}
    assert len(acts) == 2
    assert [one.gap for one in answer.found] == sorted(one.gap for one in answer.found)


def test_a_provinces_own_plan_of_a_count_is_told_in_percent_of_it() -> None:
    plan = figure(BAC_NINH_NEW, "bts_5g", "2025", 800, obs_status="plan", source_id=PLAN.source_id)
    told = [figure(BAC_NINH_NEW, "bts_5g", p, v) for p, v in (("2025-07", 200), ("2025-09", 400))]
    one = only(of_area(BAC_NINH_NEW, plan, *told))
    assert (one.gap, one.in_points) == (-50, False)
    assert one.demand.row is not None
    assert one.demand.row["obs_status"] == "plan"
    # No other province is held against it.
    assert of_area(HANOI, plan, *told).found == ()


def test_what_adds_up_over_a_year_is_held_against_its_own_year_only() -> None:
    told = [
        figure(
            HANOI, "online_dossiers_count", "2024", 1000, obs_status="target",
            source_id=PLAN.source_id,
        ),
        figure(HANOI, "online_dossiers_count", "2024", 900),
        figure(HANOI, "online_dossiers_count", "2025", 1200),
    ]  # fmt: skip
    assert only(of_area(HANOI, *told)).row["period"] == "2024"


def test_a_share_of_the_34_is_never_made_of_shares_of_the_63() -> None:
    told = [figure(area, FIBRE, "2023", 60) for area in (BAC_GIANG, BAC_NINH, HANOI)]
    answer = against("749-qd-ttg-2025", *told, scheme="vn34")
    assert only(answer).row["area"] == HANOI_NEW
    assert answer.of(HANOI_NEW) == only(answer)
    assert {u.reason for u in answer.unheld if u.area == BAC_NINH_NEW} == {"uncombinable"}
    assert answer.size == 34


def test_no_figure_is_no_gap() -> None:
    answer = against("749-qd-ttg-2025", figure(HANOI, FIBRE, "2023", 85))
    assert answer.count("achieved") == len(answer.found) == 1
    assert {u.reason for u in answer.unheld} == {"no_figure"}
    area = of_area(HOA_BINH, figure(VINH_PHUC, FIBRE, "2023", 85))
    assert (area.found, area.without) == ((), ())
    assert FIBRE in {u.indicator for u in area.unheld}


def test_every_target_of_the_catalogue_has_an_address_of_its_own() -> None:
    for indicator in CATALOGUE.indicators.values():
        targets = act_targets(CATALOGUE, indicator)
        assert len({target_key(t) for t in targets}) == len(targets)
