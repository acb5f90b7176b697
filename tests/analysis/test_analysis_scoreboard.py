"""The composite score: a table worked by hand, a second computation, and what it must not do."""

import math
import random
from collections.abc import Mapping, Sequence

import pytest
from builders_analysis import (
    BAC_GIANG,
    BAC_NINH,
    BAC_NINH_NEW,
    CATALOGUE,
    HANOI,
    OLD,
    figure,
    store_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.analysis.scoreboard import LEAST, Part, Scoreboard, goalpost, scoreboard
from kpi.model import Candidate, Period, Scheme
from kpi.model.scoreboard import ScorePart

A, B, C, D = "mobile_4g_coverage", "internet_user_rate", "it_skills_rate", "household_internet_rate"
Table = Mapping[str, Mapping[str, float]]


def part(name: str, weight: float = 1, group: str = "g", full: float = 100) -> Part:
    return Part(CATALOGUE.indicator(name), full, group, weight)


def board(
    table: Table, parts: Sequence[Part], *others: Candidate, scheme: Scheme = "vn63"
) -> Scoreboard:
    """The scoreboard of area → indicator → value."""
    told = [figure(a, i, "2024", v) for a, row in table.items() for i, v in row.items()]
    return scoreboard(store_of(*told, *others), CATALOGUE, parts, Period.of("2024"), scheme)


def test_a_table_worked_by_hand() -> None:
    # Weights 2 and 1, goalposts 100 and 50.
    # Hà Nội:    90/100 = 0.9,  50/50 = 1.0;  (2·0.9 + 1.0) / 3 = 0.93333;  (0.81·1)^⅓ = 0.93217
    # Bắc Ninh:  80/100 = 0.8,  40/50 = 0.8;  0.8;                          0.8
    # Bắc Giang: 95/100 = 0.95, 10/50 = 0.2;  (1.9 + 0.2) / 3 = 0.7;     (0.9025·0.2)^⅓ = 0.565144
    found = board(
        {HANOI: {A: 90, B: 60}, BAC_NINH: {A: 80, B: 40}, BAC_GIANG: {A: 95, B: 10}},
        [part(A, 2), part(B, 1, full=50)],
    )
    told = found.table.set_index("area")
    assert told.loc[HANOI, ["score", "geometric"]].tolist() == pytest.approx(
        [93.3333, 93.2170], abs=1e-3
    )
    assert told.loc[BAC_NINH, ["score", "geometric"]].tolist() == pytest.approx([80, 80])
    assert told.loc[BAC_GIANG, ["score", "geometric"]].tolist() == pytest.approx(
        [70, 56.5144], abs=1e-3
    )
    assert told["rank"].tolist() == [1, 2, 3]
    assert found.table["area"].tolist() == [HANOI, BAC_NINH, BAC_GIANG]
    # Without A: 1.0, 0.8, 0.2. Without B: 0.9, 0.8, 0.95.
    without = {one.indicator: one.ranks for one in found.dropped}
    assert [without[B][area] for area in (BAC_GIANG, HANOI, BAC_NINH)] == [1, 2, 3]
    assert [without[A][area] for area in (HANOI, BAC_NINH, BAC_GIANG)] == [1, 2, 3]


def independent(
    values: Mapping[str, Mapping[str, float]], parts: Sequence[Part]
) -> dict[str, tuple[float, float, int]]:
    """The same from its description, by loops: arithmetic, geometric, rank by area."""
    scores: dict[str, tuple[float, float]] = {}
    for area, row in values.items():
        enough = True
        for group in {p.group for p in parts if p.weight}:
            whole = sum(p.weight for p in parts if p.group == group)
            have = sum(p.weight for p in parts if p.group == group and p.indicator.id in row)
            enough = enough and have * 3 >= whole * 2 - 1e-9
        have_all = [
            (p, min(row[p.indicator.id] / p.full, 1.0)) for p in parts if p.indicator.id in row
        ]
        total = sum(p.weight for p, _ in have_all)
        if not enough or not total:
            continue
        mean = sum(p.weight * x for p, x in have_all) / total
        logs = sum(p.weight * math.log(max(x, LEAST)) for p, x in have_all) / total
        scores[area] = 100 * mean, 100 * math.exp(logs)
    return {
        area: (one, two, 1 + sum(round(other, 7) > round(one, 7) for other, _ in scores.values()))
        for area, (one, two) in scores.items()
    }


@given(seed=st.integers(0, 10_000))
@settings(max_examples=25)
def test_a_second_computation_gives_the_same(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - tables, no secrets
    names = (A, B, C, D)
    parts = [
        part(
            n,
            weight=chance.randint(0, 10),
            group=chance.choice("gh"),
            full=chance.choice((50, 80, 100)),
        )
        for n in names
    ]
    values = {
        area: {n: float(chance.randint(0, 100)) for n in names if chance.random() < 0.8}
        for area in chance.sample(OLD, 12)
    }
    if not any(p.weight for p in parts):
        return
    found = board(values, parts)
    wanted = independent(values, parts)
    assert {*found.table["area"]} == {*wanted}
    for row in found.table.to_dict("records"):
        one, two, rank = wanted[row["area"]]
        assert (row["score"], row["geometric"]) == pytest.approx((one, two))
        assert row["rank"] == rank
        assert row["low"] <= row["high"] <= len(wanted)
    for one in found.dropped:
        left = [
            p if p.indicator.id != one.indicator else part(one.indicator, 0, p.group) for p in parts
        ]
        ranks = {area: rank for area, (*_, rank) in independent(values, left).items()}
        assert {a: r for a, r in one.ranks.items() if r} == ranks


def many(count: int, **rows: float) -> dict[str, dict[str, float]]:
    return {area: {A: 50.0 + n, B: 90.0 - n, **rows} for n, area in enumerate(OLD[:count])}


def test_the_same_question_has_the_same_intervals_every_time() -> None:
    first, again = (board(many(20), [part(A), part(B)]).table for _ in range(2))
    assert first.equals(again)
    assert (first["low"] < first["high"]).any()


def test_who_leads_in_everything_is_first_in_every_draw() -> None:
    values = many(12)
    values[OLD[30]] = {A: 100.0, B: 100.0}
    own = board(values, [part(A), part(B)]).own(OLD[30])
    assert own is not None
    assert (own["rank"], own["low"], own["high"]) == (1, 1, 1)


def test_less_than_two_thirds_of_a_pillar_is_no_score_and_nothing_is_imputed() -> None:
    values = {HANOI: {A: 90, B: 80, C: 70}, BAC_NINH: {A: 90, B: 80}, BAC_GIANG: {A: 90}}
    parts = [part(A), part(B), part(C)]
    found = board(values, parts)
    assert {*found.table["area"]} == {HANOI, BAC_NINH}
    assert found.without == (BAC_GIANG,)
    assert found.own(BAC_NINH)["score"] == pytest.approx(85)  # type: ignore[index]
    apart = board(values, [part(A), part(B), part(C, group="h")])
    assert {*apart.table["area"]} == {HANOI}


def test_a_score_does_not_move_when_another_province_moves() -> None:
    before = board(many(10), [part(A), part(B)]).own(OLD[0])
    changed = many(10)
    changed[OLD[5]] = {A: 1.0, B: 1.0}
    after = board(changed, [part(A), part(B)]).own(OLD[0])
    assert before is not None and after is not None
    assert before["score"] == after["score"]


def test_a_tie_shares_the_place_and_the_next_is_left_out() -> None:
    values = {HANOI: {A: 90, B: 90}, BAC_NINH: {A: 90, B: 90}, BAC_GIANG: {A: 10, B: 10}}
    assert board(values, [part(A), part(B)]).table["rank"].tolist() == [1, 1, 3]


def test_below_eight_areas_nobody_is_ranked() -> None:
    assert not board(many(7), [part(A), part(B)]).comparable
    assert board(many(8), [part(A), part(B)]).comparable


def test_estimates_and_other_years_are_no_results_of_the_year() -> None:
    others = (
        figure(HANOI, A, "2024", 90, obs_status="estimate"),
        figure(HANOI, B, "2023", 90),
    )
    assert HANOI not in {*board(many(1), [part(A), part(B)], *others).table["area"]} - {OLD[0]}


def test_lower_is_better_where_the_indicator_says_so() -> None:
    lower = next(
        (i for i in CATALOGUE.indicators.values() if i.direction == "lower" and i.kind != "rank"),
        None,
    )
    assert lower is not None
    values = {HANOI: {lower.id: 10.0, A: 50.0}, BAC_NINH: {lower.id: 90.0, A: 50.0}}
    found = board(values, [part(lower.id), part(A)])
    assert found.own(HANOI)["score"] > found.own(BAC_NINH)["score"]  # type: ignore[index]


def test_a_misprint_leads_nobody_to_the_first_place() -> None:
    # 538.4 % for 53.84 %, kept as printed and flagged; a part on its own, so no score is left.
    values = {area: {A: 50.0 + n, C: 40.0 + n} for n, area in enumerate(OLD[:9])}
    values[OLD[0]][C] = 538.4
    found = board(values, [part(A), part(C)])
    assert found.figures[OLD[0], C]["flagged"] and math.isnan(found.scored.loc[OLD[0], C])
    assert OLD[0] not in {*found.table["area"]} and OLD[0] in found.without


def test_effective_weights_are_shares_of_the_differences() -> None:
    values = {area: {A: 50.0 + n, B: 70.0} for n, area in enumerate(OLD[:9])}
    effective = board(values, [part(A), part(B)]).effective
    assert effective[A] == pytest.approx(1)
    assert effective[B] == pytest.approx(0)


def test_the_34_are_scored_by_what_rolls_up() -> None:
    told = [figure(a, "dti_score", "2022", v) for a, v in ((BAC_GIANG, 0.6), (BAC_NINH, 0.8))]
    parts = [Part(CATALOGUE.indicator("dti_score"), 1.0, "g", 1.0)]
    found = scoreboard(store_of(*told), CATALOGUE, parts, Period.of("2022"), "vn34")
    assert found.own(BAC_NINH_NEW)["score"] == pytest.approx(70)  # type: ignore[index]


def test_a_goalpost_is_written_or_of_the_latest_target_or_a_hundred_percent() -> None:
    rate = CATALOGUE.indicator(D)
    assert goalpost(CATALOGUE, rate, ScorePart(indicator=D, group="g", full=80)) == 80
    assert goalpost(CATALOGUE, rate, None) == 100
    assert goalpost(CATALOGUE, CATALOGUE.indicator("public_services_level4_rate"), None) == 100
    assert goalpost(CATALOGUE, CATALOGUE.indicator("bts_stations"), None) is None


def test_nothing_known_is_no_score() -> None:
    found = board({}, [part(A), part(B)])
    assert found.table.empty
    assert found.without == ()
