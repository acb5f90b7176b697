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
    PHU_THO_NEW,
    VINH_PHUC,
    figure,
    shipped,
    shipped_without,
    store_of,
    values,
)

from kpi.analysis.restate import Partial, Standing, standing
from kpi.model import ObsStatus, Period, Scheme
from kpi.store import Store


def stood(
    store: Store,
    indicator: str,
    period: str,
    scheme: Scheme = "vn34",
    status: ObsStatus = "actual",
) -> Standing:
    return standing(
        store, CATALOGUE, CATALOGUE.indicator(indicator), Period.of(period), scheme, status
    )


def ratio_of_two(**overrides: object) -> Store:
    """Phones, people and the printed rates of the two provinces that became Bắc Ninh."""
    return store_of(
        figure(BAC_GIANG, "phones_per_100", "2022", 55),
        figure(BAC_NINH, "phones_per_100", "2022", 60),
        figure(BAC_GIANG, "phone_subscribers", "2022", 1_000_000),
        figure(BAC_NINH, "phone_subscribers", "2022", 900_000, **overrides),
        figure(BAC_GIANG, "population_average", "2022", 1_800_000),
        figure(BAC_NINH, "population_average", "2022", 1_500_000),
    )


def test_two_of_three_predecessors_are_not_a_total() -> None:
    two = [figure(a, "bts_stations", "2022", 900) for a in (HOA_BINH, VINH_PHUC)]
    answer = stood(store_of(*two), "bts_stations", "2022")
    assert answer.figures.empty
    assert answer.partial == (
        Partial(PHU_THO_NEW, (HOA_BINH, VINH_PHUC), (HOA_BINH, PHU_THO, VINH_PHUC)),
    )


def test_counts_add_up_when_every_predecessor_reported() -> None:
    three = [
        figure(a, "bts_stations", "2022", n)
        for a, n in ((HOA_BINH, 900), (PHU_THO, 1100), (VINH_PHUC, 0))
    ]
    answer = stood(store_of(*three), "bts_stations", "2022")
    assert values(answer.figures) == {PHU_THO_NEW: 2000}
    assert answer.partial == ()
    row = answer.figures.iloc[0]
    assert len(row["parts"]) == 3
    assert row["obs_id"] == ".".join(row["parts"])
    assert row["as_written"] == ""


def test_rates_are_never_combined_without_their_parts() -> None:
    both = [figure(a, "household_internet_rate", "2022", 80) for a in (BAC_GIANG, BAC_NINH)]
    answer = stood(store_of(*both), "household_internet_rate", "2022")
    assert answer.figures.empty
    assert answer.uncombinable == (BAC_NINH_NEW,)


def test_a_ratio_divides_the_summed_parts_and_not_the_rates() -> None:
    answer = stood(ratio_of_two(), "phones_per_100", "2022")
    assert values(answer.figures) == {BAC_NINH_NEW: 100 * 1_900_000 / 3_300_000}


def test_a_ratio_names_the_figures_it_was_made_of() -> None:
    store = ratio_of_two()
    row = stood(store, "phones_per_100", "2022").figures.iloc[0]
    made_of = {store.figure(part)["indicator"] for part in row["parts"]}
    assert made_of == {"phone_subscribers", "population_average"}
    assert len(row["parts"]) == 4
    assert row["indicator"] == "phones_per_100"


def test_a_ratio_with_a_hedged_part_is_only_about_right() -> None:
    assert stood(ratio_of_two(), "phones_per_100", "2022").figures.iloc[0]["qualifier"] == "exact"
    hedged = stood(ratio_of_two(qualifier="more_than"), "phones_per_100", "2022")
    assert hedged.figures.iloc[0]["qualifier"] == "about"


@pytest.mark.parametrize("lacking", ["phone_subscribers", "population_average"])
def test_a_ratio_that_lacks_a_part_cannot_be_combined(lacking: str) -> None:
    figures = [
        figure(area, indicator, "2022", 1000)
        for area in (BAC_GIANG, BAC_NINH)
        for indicator in ("phones_per_100", "phone_subscribers", "population_average")
        if (area, indicator) != (BAC_NINH, lacking)
    ]
    answer = stood(store_of(*figures), "phones_per_100", "2022")
    assert answer.figures.empty
    assert answer.uncombinable == (BAC_NINH_NEW,)


def test_a_ratio_is_not_divided_by_nothing() -> None:
    figures = [
        figure(area, indicator, "2022", 0 if indicator == "postal_points" else 1000)
        for area in (BAC_GIANG, BAC_NINH)
        for indicator in ("people_per_postal_point", "population_average", "postal_points")
    ]
    answer = stood(store_of(*figures), "people_per_postal_point", "2022")
    assert answer.figures.empty


def test_ranks_never_roll_up_not_even_for_an_unchanged_province() -> None:
    ranks = [figure(a, "dti_rank", "2022", n) for n, a in enumerate(OLD, start=1)]
    assert stood(store_of(*ranks), "dti_rank", "2022").figures.empty


@pytest.mark.parametrize(
    ("indicator", "value"),
    [("household_internet_rate", 93.1), ("ioc_operating", 2), ("bts_stations", 9000)],
)
def test_an_unchanged_province_keeps_its_figure_under_its_new_key(
    indicator: str, value: float
) -> None:
    store = store_of(figure(HANOI, indicator, "2022-11-30", value, qualifier="nearly"))
    row = stood(store, indicator, "2022").figures.iloc[0]
    assert (row["area"], row["scheme"], row["value"]) == (HANOI_NEW, "vn34", value)
    assert (row["period"], row["qualifier"]) == ("2022-11-30", "nearly")
    assert store.figure(row["parts"][0])["area"] == HANOI


def test_a_reported_figure_wins_over_a_rolled_up_one() -> None:
    store = store_of(
        figure(BAC_GIANG, "bts_stations", "2025", 2000),
        figure(BAC_NINH, "bts_stations", "2025", 3000),
        figure(BAC_NINH_NEW, "bts_stations", "2025-09-30", 4800),
    )
    answer = stood(store, "bts_stations", "2025")
    assert values(answer.figures) == {BAC_NINH_NEW: 4800}
    assert answer.figures.iloc[0]["parts"] == ()


def test_figures_of_the_34_are_never_split_among_the_63() -> None:
    store = store_of(
        figure(HANOI_NEW, "bts_stations", "2025", 9000), figure("vn:00", "bts_stations", "2025", 9)
    )
    assert stood(store, "bts_stations", "2025", "vn63").figures.empty
    assert set(stood(store, "bts_stations", "2025").figures["area"]) == {HANOI_NEW}


def test_the_mean_of_the_63_agrees_with_the_printed_34() -> None:
    def is_printed(candidate: object) -> bool:
        return candidate.area in NEW  # type: ignore[attr-defined,no-any-return]

    computed = values(stood(shipped_without("dti.csv", is_printed), "dti_score", "2024").figures)
    printed = values(stood(shipped(), "dti_score", "2024").figures)
    assert set(computed) == set(printed) == set(NEW)
    assert all(not parts for parts in stood(shipped(), "dti_score", "2024").figures["parts"])
    assert max(abs(computed[a] - printed[a]) for a in NEW) < 0.001


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("exact", "exact", "exact"),
        ("exact", "more_than", "more_than"),
        ("at_least", "exact", "at_least"),
        ("at_least", "more_than", "more_than"),
        ("nearly", "exact", "nearly"),
        ("nearly", "more_than", "about"),
        ("about", "exact", "about"),
    ],
)
def test_a_sum_is_no_firmer_than_its_parts(one: str, other: str, together: str) -> None:
    store = store_of(
        figure(BAC_GIANG, "bts_stations", "2022", 2000, qualifier=one),
        figure(BAC_NINH, "bts_stations", "2022", 3000, qualifier=other),
    )
    assert stood(store, "bts_stations", "2022").figures.iloc[0]["qualifier"] == together


def test_half_a_year_of_a_flow_does_not_stand_for_the_year() -> None:
    store = store_of(
        figure(BAC_GIANG, "online_dossiers_count", "2022", 4000),
        figure(BAC_NINH, "online_dossiers_count", "2022-H1", 2000),
    )
    assert values(stood(store, "online_dossiers_count", "2022", "vn63").figures) == {
        BAC_GIANG: 4000
    }
    assert stood(store, "online_dossiers_count", "2022").partial[0].have == (BAC_GIANG,)


def test_a_sum_of_different_days_bears_the_year_and_its_whole_span() -> None:
    store = store_of(
        figure(BAC_GIANG, "bts_stations", "2022-06-30", 2000),
        figure(BAC_NINH, "bts_stations", "2022-11-30", 3000),
        figure(BAC_NINH, "bts_stations", "2022-06-30", 2900),
    )
    row = stood(store, "bts_stations", "2022").figures.iloc[0]
    assert (row["value"], row["period"]) == (5000, "2022")
    assert (f"{row['period_start']:%m-%d}", f"{row['period_end']:%m-%d}") == ("06-30", "11-30")


def test_a_sum_of_one_day_keeps_that_day() -> None:
    store = store_of(
        *[figure(a, "bts_stations", "2022-06-30", 2000) for a in (BAC_GIANG, BAC_NINH)]
    )
    assert stood(store, "bts_stations", "2022").figures.iloc[0]["period"] == "2022-06-30"


def test_results_and_promises_never_add_up() -> None:
    store = store_of(
        figure(BAC_GIANG, "bts_stations", "2022", 2000),
        figure(BAC_NINH, "bts_stations", "2022", 3000, obs_status="plan"),
    )
    for status in ("actual", "plan"):
        answer = stood(store, "bts_stations", "2022", status=status)  # type: ignore[arg-type]
        assert answer.figures.empty
        assert len(answer.partial) == 1


def test_a_doubted_part_makes_the_sum_doubtful() -> None:
    store = store_of(
        figure(BAC_GIANG, "bts_stations", "2022", 3),
        figure(BAC_NINH, "bts_stations", "2022", 3000),
    )
    assert stood(store, "bts_stations", "2022").figures.iloc[0]["flagged"]
