import pytest
from builders_analysis import CATALOGUE, HANOI, HANOI_NEW, NEW, OLD, figure, shipped, store_of

from kpi.analysis.coverage import best_covered, indicator_extent, longest_series, period_choices
from kpi.model import Indicator
from kpi.store import Store

STOCK = CATALOGUE.indicator("bts_4g")
FLOW = CATALOGUE.indicator("online_dossiers_count")


def best(store: Store) -> tuple[str, str] | None:
    found = best_covered(store, CATALOGUE, STOCK)
    return None if found is None else (found[0].key, found[1])


def test_a_stock_is_offered_by_year_and_a_flow_as_reported() -> None:
    periods = ("2022", "2022-H1", "2023-09-30", "2021")
    store = store_of(*[figure(HANOI, i.id, p, 2000) for i in (STOCK, FLOW) for p in periods])
    assert [c.period.key for c in period_choices(store, STOCK)] == ["2023", "2022", "2021"]
    assert [c.period.key for c in period_choices(store, FLOW)] == [
        "2023-09-30",
        "2022",
        "2022-H1",
        "2021",
    ]


def test_an_area_that_reports_twice_a_year_counts_once() -> None:
    store = store_of(
        *[figure(HANOI, STOCK.id, p, 2000) for p in ("2022-06", "2022-09", "2022")],
        figure(OLD[1], STOCK.id, "2022", 2000),
        figure(HANOI_NEW, STOCK.id, "2022", 2000),
        figure("vn:00", STOCK.id, "2022", 2000),
    )
    (choice,) = period_choices(store, STOCK)
    assert choice.areas == {"vn63": 2, "vn34": 1}


@pytest.mark.parametrize("indicator", [STOCK, FLOW], ids=["stock", "flow"])
def test_a_period_that_only_the_nation_has_is_not_offered(indicator: Indicator) -> None:
    store = store_of(
        figure("vn:00", indicator.id, "2023", 9000),
        figure("vn:00", indicator.id, "2022", 9000),
        figure(HANOI, indicator.id, "2022", 2000),
    )
    assert [c.period.key for c in period_choices(store, indicator)] == ["2022"]


def test_choices_of_promises_are_not_those_of_results() -> None:
    store = store_of(
        figure(HANOI, STOCK.id, "2022", 2000),
        figure(HANOI, STOCK.id, "2025", 2000, obs_status="target"),
    )
    assert [c.period.key for c in period_choices(store, STOCK)] == ["2022"]
    assert [c.period.key for c in period_choices(store, STOCK, "target")] == ["2025"]


def test_the_best_covered_year_is_that_of_the_largest_share() -> None:
    store = store_of(
        *[figure(a, STOCK.id, "2022", 2000) for a in OLD[:10]],
        *[figure(a, STOCK.id, "2025", 2000) for a in NEW[:6]],
    )
    assert best(store) == ("2025", "vn34")


def test_of_equal_shares_the_later_year_and_then_the_newer_scheme_is_best() -> None:
    both = [figure(a, STOCK.id, y, 2000) for y in ("2022", "2023") for a in (*OLD, *NEW)]
    assert best(store_of(*both)) == ("2023", "vn34")
    old = [c for c in both if c.area in OLD]
    assert best(store_of(*old)) == ("2023", "vn63")


def test_half_years_of_a_flow_do_not_make_a_year() -> None:
    store = store_of(
        *[figure(a, FLOW.id, "2023-H1", 2000) for a in OLD], figure(HANOI, FLOW.id, "2022", 2000)
    )
    found = best_covered(store, CATALOGUE, FLOW)
    assert found is not None
    assert found[0].key == "2022"


def test_the_nation_alone_covers_nothing() -> None:
    assert best(store_of(figure("vn:00", STOCK.id, "2022", 2000))) is None


def test_the_extent_counts_the_areas_with_results() -> None:
    store = store_of(
        *[figure(HANOI, STOCK.id, p, 2000) for p in ("2021", "2022")],
        figure(OLD[1], STOCK.id, "2025", 2000, obs_status="target"),
        figure(HANOI_NEW, STOCK.id, "2025", 2000),
    )
    extent = indicator_extent(store, CATALOGUE).set_index("indicator")
    row = extent.loc[STOCK.id]
    assert (row["figures"], row["areas63"], row["areas34"]) == (4, 1, 1)
    assert (row["first_year"], row["last_year"]) == (2021, 2025)
    assert extent.loc[FLOW.id, "figures"] == 0
    assert extent["first_year"].isna().sum() == len(extent) - 1


def test_the_extent_lists_every_indicator_that_is_not_mere_ground() -> None:
    extent = indicator_extent(shipped(), CATALOGUE)
    shown = [i.id for i in CATALOGUE.indicators.values() if not i.base]
    assert list(extent["indicator"]) == shown
    assert extent["areas63"].max() == 63
    assert extent["areas34"].max() == 34


def test_the_longest_series_are_those_of_most_years_with_results() -> None:
    store = store_of(
        *[figure(OLD[0], STOCK.id, p, 1) for p in ("2021", "2022-06", "2022")],
        *[figure(OLD[1], STOCK.id, p, 1) for p in ("2020", "2021", "2022")],
        *[figure(OLD[2], STOCK.id, p, 1) for p in ("2021", "2022")],
        *[figure(OLD[3], STOCK.id, p, 1, obs_status="plan") for p in ("2023", "2024", "2025")],
    )
    assert longest_series(store, CATALOGUE, STOCK, 2) == [OLD[1], OLD[0]]
    assert longest_series(store, CATALOGUE, STOCK, 9) == [OLD[1], OLD[0], OLD[2]]


def test_of_equally_long_series_those_of_today_go_first() -> None:
    store = store_of(
        *[figure(OLD[0], STOCK.id, p, 1) for p in ("2021", "2022")],
        *[figure(NEW[3], STOCK.id, p, 1) for p in ("2021", "2022")],
        figure("vn:00", STOCK.id, "2020", 1),
    )
    assert longest_series(store, CATALOGUE, STOCK, 9) == [NEW[3], OLD[0]]


def test_where_nothing_is_told_but_promises_the_longest_of_them_is_shown() -> None:
    store = store_of(
        figure(OLD[0], STOCK.id, "2025", 1, obs_status="target"),
        *[figure(OLD[1], STOCK.id, p, 1, obs_status="plan") for p in ("2024", "2025")],
    )
    assert longest_series(store, CATALOGUE, STOCK, 2) == [OLD[1], OLD[0]]


def test_an_empty_store_covers_nothing() -> None:
    empty = store_of()
    assert period_choices(empty, STOCK) == period_choices(empty, FLOW) == ()
    assert best(empty) is None
    assert longest_series(empty, CATALOGUE, STOCK, 5) == []
    extent = indicator_extent(empty, CATALOGUE)
    assert extent["figures"].sum() == 0
    assert extent["last_year"].isna().all()
