"""What cells of the coverage say: which kind of figure is held, of whom, and how new."""

from datetime import date

from builders_analysis import (
    BAC_GIANG,
    BAC_NINH,
    BAC_NINH_NEW,
    CATALOGUE,
    HANOI,
    HANOI_NEW,
    NEW,
    OLD,
    figure,
    store_of,
)

from kpi.analysis.coverage_matrix import (
    area_coverage,
    indicator_coverage,
    pillar_coverage,
    years_told,
)
from kpi.store import Store

STOCK = CATALOGUE.indicator("bts_4g")
FLOW = CATALOGUE.indicator("online_dossiers_count")


def test_a_result_stands_before_an_estimate_and_an_estimate_before_a_target() -> None:
    told = [figure(HANOI, STOCK.id, "2022", 2000, obs_status="target")]
    states = []
    for status in ("target", "estimate", "actual"):
        told.append(figure(HANOI, STOCK.id, "2022", 2001, obs_status=status))
        found = indicator_coverage(store_of(*told[1:]), CATALOGUE, STOCK, [2022], "vn63")
        states.append(found.state(HANOI, "2022"))
    assert states == ["promised", "estimate", "actual"]


def test_who_has_nothing_is_not_in_the_cells_and_counts_as_without() -> None:
    store = store_of(figure(HANOI, STOCK.id, "2022", 2000))
    found = pillar_coverage(store, CATALOGUE, "infrastructure", 2022, "vn63")
    assert list(found.cells) == [(HANOI, STOCK.id)]
    assert found.columns == (STOCK.id,)
    assert set(found.without) == set(OLD) - {HANOI}
    assert found.missing(BAC_NINH) == (STOCK.id,)
    assert found.missing(HANOI) == ()
    assert STOCK.id not in found.silent and "bts_stations" in found.silent


def test_one_of_two_predecessors_is_no_result() -> None:
    store = store_of(figure(BAC_GIANG, STOCK.id, "2022", 2000))
    found = indicator_coverage(store, CATALOGUE, STOCK, [2022], "vn34")
    held = found.cells[BAC_NINH_NEW, "2022"]
    assert (held.state, held.have, held.of) == ("partial", 1, 2)
    assert BAC_NINH_NEW in found.without


def test_both_predecessors_make_a_result_of_their_successor() -> None:
    store = store_of(*[figure(a, STOCK.id, "2022", 2000) for a in (BAC_GIANG, BAC_NINH)])
    found = indicator_coverage(store, CATALOGUE, STOCK, [2022], "vn34")
    assert found.state(BAC_NINH_NEW, "2022") == "actual"
    assert found.newest == {BAC_NINH_NEW: date(2022, 12, 31)}


def test_half_a_year_of_a_flow_is_told_but_is_not_the_year() -> None:
    store = store_of(figure(HANOI, FLOW.id, "2022-H1", 2000))
    found = indicator_coverage(store, CATALOGUE, FLOW, [2022], "vn63")
    assert found.state(HANOI, "2022") == "shorter"
    assert HANOI in found.without


def test_a_province_is_told_by_indicators_and_years() -> None:
    store = store_of(
        figure(HANOI_NEW, STOCK.id, "2025", 2000),
        figure(HANOI, STOCK.id, "2022", 1900),
        figure(BAC_NINH, FLOW.id, "2022", 1900),
    )
    found = area_coverage(store, CATALOGUE, HANOI_NEW, years_told(store))
    assert found.rows == (STOCK.id,)
    assert found.columns == ("2022", "2023", "2024", "2025")
    states = [found.state(STOCK.id, year) for year in found.columns]
    assert states == ["actual", None, None, "actual"]
    assert found.newest == {STOCK.id: date(2025, 12, 31)}


def test_years_are_those_of_results_and_without_any_those_of_promises() -> None:
    target = figure(HANOI, STOCK.id, "2030", 2000, obs_status="target")
    assert years_told(store_of(target)) == (2030,)
    assert years_told(store_of(target, figure(HANOI, STOCK.id, "2022", 2000))) == (2022,)
    with Store.in_memory() as empty:
        assert years_told(empty) == ()
        found = pillar_coverage(empty, CATALOGUE, "infrastructure", 2022, "vn34")
        assert (found.columns, found.without) == ((), tuple(NEW))
