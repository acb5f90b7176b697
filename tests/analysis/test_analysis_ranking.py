import pytest
from builders_analysis import (
    BAC_GIANG,
    BAC_NINH,
    BAC_NINH_NEW,
    CATALOGUE,
    HANOI,
    HANOI_NEW,
    HOA_BINH,
    NEW,
    OLD,
    PHU_THO,
    TABLE,
    figure,
    shipped,
    store_of,
    values,
)

from kpi.analysis.ranking import (
    Ranking,
    choose_scheme,
    last_moves,
    place_in_region,
    previous_year,
    rank_areas,
)
from kpi.errors import NotFoundError
from kpi.model import Candidate, Period, Scheme
from kpi.store import Store


def rank(store: Store, indicator: str, period: str, **options: object) -> Ranking:
    return rank_areas(store, CATALOGUE, indicator, Period.of(period), **options)  # type: ignore[arg-type]


def ranks(ranking: Ranking) -> dict[str, int]:
    return dict(zip(ranking.rows["area"], ranking.rows["rank"], strict=True))


def scores(period: str, areas: list[str], **overrides: object) -> list[Candidate]:
    """Falling DTI scores for areas in the order given."""
    return [
        figure(area, "dti_score", period, round(0.9 - n / 100, 4), **overrides)
        for n, area in enumerate(areas)
    ]


def test_ties_share_the_better_rank_and_the_next_is_skipped() -> None:
    counts = (9000, 3000, 3000, 2000)
    store = store_of(
        *[
            figure(a, "bts_stations", "2022", n)
            for a, n in zip((HANOI, BAC_NINH, BAC_GIANG, PHU_THO), counts, strict=True)
        ]
    )
    answer = rank(store, "bts_stations", "2022")
    assert ranks(answer) == {HANOI: 1, BAC_GIANG: 2, BAC_NINH: 2, PHU_THO: 4}
    assert list(answer.rows["area"]) == [HANOI, BAC_GIANG, BAC_NINH, PHU_THO]
    assert answer.median == 3000


def test_where_lower_is_better_the_smallest_is_first() -> None:
    store = store_of(
        figure(HANOI, "hamlets_without_signal", "2022", 20),
        figure(BAC_NINH, "hamlets_without_signal", "2022", 0),
    )
    assert ranks(rank(store, "hamlets_without_signal", "2022")) == {BAC_NINH: 1, HANOI: 2}


def test_a_printed_rank_stays_what_it_is_among_the_few_that_are_known() -> None:
    store = store_of(
        figure(BAC_GIANG, "dti_rank", "2022", 20),
        figure(PHU_THO, "dti_rank", "2022", 3),
        figure(HANOI, "dti_rank", "2022", 20),
    )
    answer = rank(store, "dti_rank", "2022")
    assert ranks(answer) == {PHU_THO: 3, HANOI: 20, BAC_GIANG: 20}
    assert list(answer.rows["area"]) == [PHU_THO, HANOI, BAC_GIANG]
    assert (answer.ranked, answer.size) == (3, 63)


def test_zero_is_a_value_and_a_missing_figure_is_not_zero() -> None:
    store = store_of(
        figure(HANOI, "digital_pilot_communes", "2022", 3),
        figure(BAC_NINH, "digital_pilot_communes", "2022", 0),
    )
    answer = rank(store, "digital_pilot_communes", "2022")
    assert values(answer.rows) == {HANOI: 3, BAC_NINH: 0}
    assert answer.coverage == (2, 63)
    assert len(answer.missing) == 61
    assert answer.place(BAC_NINH) is not None
    assert answer.place(PHU_THO) is None


def test_a_region_is_a_part_of_the_list_and_ranks_stay_the_countrys() -> None:
    whole = rank(shipped(), "dti_score", "2022")
    part = rank(shipped(), "dti_score", "2022", region="DBSCL")
    assert part.coverage == (13, 13)
    assert ranks(part).items() < ranks(whole).items()
    assert part.median == whole.median
    assert max(ranks(part).values()) > 13
    assert (part.ranked, part.size) == (whole.ranked, whole.size) == (63, 63)
    assert (part.region, whole.region) == ("DBSCL", "")


def test_a_region_that_reported_nothing_still_knows_how_many_did() -> None:
    store = store_of(figure(HANOI, "bts_stations", "2022", 9000))
    answer = rank(store, "bts_stations", "2022", region="DBSCL")
    assert (answer.ranked, answer.size, answer.coverage) == (1, 63, (0, 13))


def test_the_figure_of_the_country_is_told_beside_the_list_and_never_in_it() -> None:
    store = store_of(
        *[figure(a, "bts_stations", "2022", 2000) for a in (HANOI, BAC_NINH)],
        figure("vn:00", "bts_stations", "2022-06", 90_000),
        figure("vn:00", "bts_stations", "2022-09", 99_000),
        figure("vn:00", "bts_stations", "2022", 120_000, obs_status="target"),
    )
    answer = rank(store, "bts_stations", "2022", region=CATALOGUE.area(HANOI).region)
    assert answer.nation is not None
    assert (answer.nation["value"], answer.nation["period"]) == (99_000, "2022-09")
    assert "vn:00" not in set(answer.rows["area"])
    promised = rank(store, "bts_stations", "2022", status="target")
    assert promised.nation is not None
    assert promised.nation["value"] == 120_000
    assert rank(store, "bts_stations", "2021").nation is None
    # The country's total is no figure per head.
    assert rank(store, "bts_stations", "2022", per_capita=True).nation is None


@pytest.mark.parametrize(("odd", "median"), [(3, None), (4000, 3000)])
def test_a_median_needs_three_plausible_figures(odd: float, median: float | None) -> None:
    counts = {HANOI: 3000, BAC_NINH: 2000, BAC_GIANG: odd}
    store = store_of(*[figure(a, "bts_stations", "2022", n) for a, n in counts.items()])
    answer = rank(store, "bts_stations", "2022")
    assert list(answer.rows["flagged"]).count(True) == (median is None)
    assert answer.median == median


def test_two_figures_have_no_median() -> None:
    store = store_of(*[figure(a, "bts_stations", "2022", 2000) for a in (HANOI, BAC_NINH)])
    assert rank(store, "bts_stations", "2022").median is None


@pytest.mark.parametrize(("december", "disputed"), [(90, True), (100, False)])
def test_a_year_and_its_december_are_one_day(december: float, disputed: bool) -> None:
    store = store_of(
        figure(HANOI, "bts_4g", "2022", 100),
        figure(HANOI, "bts_4g", "2022-12", december, source_id=TABLE.source_id),
        sources=[TABLE],
    )
    row = rank(store, "bts_4g", "2022").rows.iloc[0]
    assert (row["period"], row["value"], row["disputed"]) == ("2022-12", december, disputed)


def test_reasons_for_a_missing_figure_are_those_of_the_region() -> None:
    store = store_of(
        figure(BAC_GIANG, "bts_stations", "2022", 2000), figure(HOA_BINH, "bts_stations", "2022", 9)
    )
    region = CATALOGUE.area(BAC_NINH_NEW).region
    answer = rank(store, "bts_stations", "2022", scheme="vn34", region=region)
    assert [p.area for p in answer.partial] == [BAC_NINH_NEW]
    assert BAC_NINH_NEW in answer.missing
    assert {CATALOGUE.area(a).region for a in answer.missing} == {region}


@pytest.mark.parametrize("status", ["estimate", "target", "plan"])
def test_what_is_promised_never_ranks_among_results(status: str) -> None:
    store = store_of(
        figure(HANOI, "bts_stations", "2022", 9000),
        figure(BAC_NINH, "bts_stations", "2022", 99_000, obs_status=status),
    )
    assert values(rank(store, "bts_stations", "2022").rows) == {HANOI: 9000}
    assert values(rank(store, "bts_stations", "2022", status=status).rows) == {BAC_NINH: 99_000}


def test_half_a_year_of_a_flow_is_not_ranked_in_the_year() -> None:
    store = store_of(
        figure(HANOI, "online_dossiers_count", "2022", 4000),
        figure(BAC_NINH, "online_dossiers_count", "2022-H1", 9000),
    )
    assert values(rank(store, "online_dossiers_count", "2022").rows) == {HANOI: 4000}
    assert values(rank(store, "online_dossiers_count", "2022-H1").rows) == {BAC_NINH: 9000}


def test_half_a_year_of_a_stock_ranks_with_its_own_day() -> None:
    store = store_of(
        figure(HANOI, "bts_stations", "2022", 4000),
        figure(BAC_NINH, "bts_stations", "2022-H1", 9000),
    )
    answer = rank(store, "bts_stations", "2022")
    assert dict(zip(answer.rows["area"], answer.rows["period"], strict=True)) == {
        BAC_NINH: "2022-H1",
        HANOI: "2022",
    }


def test_per_capita_divides_by_the_people_of_the_same_boundaries_and_year() -> None:
    store = store_of(
        *[figure(a, "bts_stations", "2022", 2000) for a in (BAC_GIANG, BAC_NINH, HANOI)],
        figure(BAC_GIANG, "population_average", "2022", 1_800_000),
        figure(BAC_NINH, "population_average", "2022", 1_500_000),
        figure(BAC_NINH, "population_average", "2021", 1),
        figure(HANOI, "population_average", "2023", 8_000_000),
    )
    old = rank(store, "bts_stations", "2022", scheme="vn63", per_capita=True)
    assert values(old.rows) == pytest.approx({BAC_NINH: 2e7 / 1.5e6, BAC_GIANG: 2e7 / 1.8e6})
    assert old.without_base == (HANOI,)
    assert HANOI not in old.missing
    assert old.targets == ()
    new = rank(store, "bts_stations", "2022", scheme="vn34", per_capita=True)
    assert values(new.rows) == pytest.approx({BAC_NINH_NEW: 4e7 / 3.3e6})
    assert new.without_base == (HANOI_NEW,)


def test_an_indicator_not_meant_per_head_is_ranked_as_it_is() -> None:
    answer = rank(shipped(), "dti_score", "2022", per_capita=True)
    assert not answer.per_capita
    assert answer.coverage == (63, 63)


@pytest.mark.parametrize(
    ("indicator", "period", "scheme"),
    [
        ("dti_score", "2022", "vn63"),
        ("dti_score", "2024", "vn63"),
        ("household_internet_rate", "2025", "vn63"),
        ("bts_5g", "2025", "vn34"),
    ],
)
def test_the_scheme_is_the_one_figures_were_reported_in(
    indicator: str, period: str, scheme: Scheme
) -> None:
    chosen = choose_scheme(
        shipped(), CATALOGUE, CATALOGUE.indicator(indicator), Period.of(period), "actual"
    )
    assert chosen == scheme
    assert rank(shipped(), indicator, period).scheme == scheme


def test_without_figures_the_scheme_in_force_is_asked() -> None:
    empty = store_of()
    assert rank(empty, "bts_5g", "2025-H1").scheme == "vn63"
    assert rank(empty, "bts_5g", "2025").scheme == "vn34"


def test_ranks_follow_from_a_complete_set_of_scores_and_say_so() -> None:
    store = store_of(*scores("2022", OLD), figure(OLD[5], "dti_rank", "2022", 7))
    answer = rank(store, "dti_rank", "2022")
    computed = dict(zip(answer.rows["area"], answer.rows["computed"], strict=True))
    assert answer.coverage == (63, 63)
    assert not computed[OLD[5]]
    assert all(computed[a] for a in OLD if a != OLD[5])
    made = answer.rows[answer.rows["computed"]]
    assert set(made["as_written"]) == {""}  # what was printed is a score, not a rank
    assert values(answer.rows)[OLD[0]] == 1
    assert values(answer.rows)[OLD[5]] == 7
    assert not rank(store, "dti_score", "2022").rows["computed"].any()


def test_ranks_are_not_made_from_an_incomplete_set_of_scores() -> None:
    store = store_of(*scores("2022", OLD[1:]), figure(OLD[5], "dti_rank", "2022", 7))
    assert values(rank(store, "dti_rank", "2022").rows) == {OLD[5]: 7}
    promised = store_of(*scores("2022", OLD, obs_status="target"))
    assert rank(promised, "dti_rank", "2022").rows.empty
    assert rank(promised, "dti_rank", "2022", status="target").rows.empty


def test_ranks_are_not_made_from_scores_that_we_rolled_up() -> None:
    store = store_of(*scores("2022", OLD))
    assert rank(store, "dti_score", "2022", scheme="vn34").coverage == (34, 34)
    assert rank(store, "dti_rank", "2022", scheme="vn34").rows.empty


def test_computed_ranks_agree_with_those_the_ministry_printed() -> None:
    printed = values(rank(shipped(), "dti_rank", "2022").rows)
    scored = rank(shipped(), "dti_score", "2022")
    assert len(printed) == 63
    assert {a: n for a, n in ranks(scored).items() if n != printed[a]} == {}


def test_moves_are_the_places_gained_between_two_complete_years() -> None:
    swapped = [OLD[1], OLD[0], *OLD[2:]]
    store = store_of(*scores("2022", OLD), *scores("2023", swapped))
    answer = previous_year(store, CATALOGUE, rank(store, "dti_score", "2023"))
    assert answer is not None
    assert answer.before.period.key == "2022"
    assert answer.places[answer.places != 0].to_dict() == {OLD[1]: 1, OLD[0]: -1}
    assert len(answer.places) == 63
    assert (answer.of(OLD[1]), answer.of(OLD[0]), answer.of(OLD[2])) == (1, -1, 0)
    assert answer.of(NEW[0]) is None
    assert not answer.broken


@pytest.mark.parametrize(
    ("year", "broken"), [("2021", True), ("2022", False), ("2023", False), ("2024", True)]
)
def test_moves_across_a_break_say_so(year: str, broken: bool) -> None:
    years = (str(int(year) - 1), year)  # the index breaks on 2021-01-01 and 2024-01-01
    store = store_of(*[one for y in years for one in scores(y, OLD)])
    answer = previous_year(store, CATALOGUE, rank(store, "dti_score", year))
    assert answer is not None
    assert answer.broken == broken


@pytest.mark.parametrize(("before", "now"), [(63, 62), (62, 63), (0, 63)])
def test_places_are_not_compared_with_an_incomplete_year(before: int, now: int) -> None:
    store = store_of(*scores("2022", OLD[:before]), *scores("2023", OLD[:now]))
    assert previous_year(store, CATALOGUE, rank(store, "dti_score", "2023")) is None


def test_a_region_complete_in_an_incomplete_country_has_no_moves() -> None:
    region = CATALOGUE.area(OLD[0]).region
    kept = [a for a in OLD if a != OLD[-1]]
    assert CATALOGUE.area(OLD[-1]).region != region
    store = store_of(*scores("2022", OLD), *scores("2023", kept))
    answer = rank(store, "dti_score", "2023", region=region)
    assert answer.missing == ()
    assert previous_year(store, CATALOGUE, answer) is None


def test_moves_of_a_region_are_those_of_the_country() -> None:
    store = store_of(*scores("2022", OLD), *scores("2023", OLD[::-1]))
    region = CATALOGUE.area(OLD[0]).region
    part = previous_year(store, CATALOGUE, rank(store, "dti_score", "2023", region=region))
    whole = previous_year(store, CATALOGUE, rank(store, "dti_score", "2023"))
    assert part is not None
    assert whole is not None
    assert part.places.to_dict() == whole.places.to_dict()


@pytest.mark.parametrize("lacking", ["2022", "2023"])
def test_a_year_in_which_people_were_not_counted_everywhere_is_incomplete(lacking: str) -> None:
    store = store_of(
        *[
            figure(area, indicator, year, n)
            for area in OLD
            for year in ("2022", "2023")
            for indicator, n in (("bts_stations", 2000), ("population_average", 1e6))
            if (area, indicator, year) != (HANOI, "population_average", lacking)
        ]
    )
    answer = rank(store, "bts_stations", "2023", per_capita=True)
    assert previous_year(store, CATALOGUE, answer) is None
    assert previous_year(store, CATALOGUE, rank(store, "bts_stations", "2023")) is not None


def test_only_years_have_a_year_before() -> None:
    store = store_of(*[figure(a, "bts_stations", "2022-H1", 2000) for a in OLD])
    assert previous_year(store, CATALOGUE, rank(store, "bts_stations", "2022-H1")) is None


def test_an_unknown_indicator_is_an_error_with_a_hint() -> None:
    with pytest.raises(NotFoundError) as error:
        rank(store_of(), "bts_6g", "2022")
    assert "bts_6g" in error.value.message
    assert error.value.hint


@pytest.mark.parametrize("indicator", ["bts_stations", "dti_rank", "phones_per_100"])
@pytest.mark.parametrize("scheme", [None, "vn63", "vn34"])
def test_an_empty_store_answers_with_nobody(indicator: str, scheme: Scheme | None) -> None:
    empty = store_of()
    answer = rank(empty, indicator, "2025", scheme=scheme)
    assert answer.coverage == (0, 34 if scheme != "vn63" else 63)
    assert answer.missing == tuple(OLD if scheme == "vn63" else NEW)
    assert answer.median is None
    assert previous_year(empty, CATALOGUE, answer) is None
    assert rank(empty, indicator, "2025", scheme=scheme, per_capita=True).rows.empty


def test_the_last_moves_are_those_of_the_last_two_years_counted_alike() -> None:
    years = ("2021", "2022", "2023", "2024")  # the index breaks on 2021-01-01 and 2024-01-01
    store = store_of(*[one for y in years for one in scores(y, OLD)])
    answer = last_moves(store, CATALOGUE, CATALOGUE.indicator("dti_score"))
    assert answer is not None
    assert (answer.before.period.key, answer.now.period.key) == ("2022", "2023")


@pytest.mark.parametrize("years", [("2023", "2024"), ("2021", "2023"), ("2022",), ()])
def test_without_two_such_years_there_are_no_last_moves(years: tuple[str, ...]) -> None:
    store = store_of(*[one for y in years for one in scores(y, OLD)])
    assert last_moves(store, CATALOGUE, CATALOGUE.indicator("dti_score")) is None


def test_who_is_next_to_overtake_is_no_misprint_and_no_peer() -> None:
    values = [9e6, 300, 200, 200, 100]
    told = [figure(a, "bts_4g", "2022", v) for a, v in zip(OLD, values, strict=False)]
    answer = rank(store_of(*told), "bts_4g", "2022")
    above = {a: answer.above(a) for a in OLD[1:5]}
    assert above[OLD[1]] is None
    assert [above[a]["area"] for a in OLD[2:4]] == [OLD[1], OLD[1]]  # type: ignore[index]
    assert above[OLD[4]]["rank"] == 3  # type: ignore[index]
    assert answer.below(OLD[1])["rank"] == 3  # type: ignore[index]
    assert answer.below(OLD[4]) is None
    assert answer.above(OLD[60]) is None


def test_the_place_in_a_region_counts_who_of_it_has_a_figure() -> None:
    region = CATALOGUE.area(OLD[0]).region
    inside = [a for a in OLD if CATALOGUE.area(a).region == region]
    outside = [a for a in OLD if a not in inside]
    store = store_of(*scores("2022", [outside[0], inside[2], outside[1], inside[0]]))
    whole, part = rank(store, "dti_score", "2022"), rank(store, "dti_score", "2022", region=region)
    for answer in (whole, part):
        found = place_in_region(answer, CATALOGUE, inside[0])
        assert found is not None
        assert (*found[:2], found[2].code) == (2, 2, region)
        assert place_in_region(answer, CATALOGUE, inside[1]) is None
    assert place_in_region(part, CATALOGUE, outside[0]) is None


@pytest.mark.parametrize("count", [7, 8])
def test_fewer_than_eight_do_not_compare(count: int) -> None:
    answer = rank(store_of(*scores("2022", OLD[:count])), "dti_score", "2022")
    assert answer.comparable == (count == 8)
    promised = store_of(*scores("2022", OLD, obs_status="target"))
    assert not rank(promised, "dti_score", "2022", status="target").comparable


def test_the_shipped_ranks_of_2024_are_the_ministrys_and_those_of_its_parts_are_ours() -> None:
    index = rank(shipped(), "dti_score", "2024", scheme="vn34")
    part = rank(shipped(), "dti_society_activity", "2024", scheme="vn34")
    assert (index.printed, part.printed) == (True, False)
