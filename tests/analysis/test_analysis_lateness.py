"""Who counts as having told figures of a period."""

from datetime import date

from builders_analysis import (
    BAC_GIANG,
    BAC_NINH_NEW,
    CATALOGUE,
    HANOI_NEW,
    NEW,
    figure,
    store_of,
)

from kpi.analysis.deadlines import last_due
from kpi.analysis.lateness import Lateness, lateness
from kpi.store import Store

STOCK, FLOW, INDEX = "bts_stations", "online_dossiers_count", "dti_score"


def of(store: Store, day: date = date(2026, 12, 1)) -> Lateness:
    duty = next(d for d in CATALOGUE.duties if d.id == "ict_sector")
    deadline = next(d for d in duty.deadline if d.kind == "year")
    due = last_due(duty, deadline, day)
    assert due is not None
    return lateness(store, CATALOGUE, due)


def test_in_an_empty_store_everybody_is_late() -> None:
    found = of(Store.in_memory())
    assert (found.have, found.size) == (0, 34)
    assert [a.key for a in found.silent] == NEW


def test_an_estimate_of_the_year_and_a_day_of_a_stock_within_it_count() -> None:
    found = of(
        store_of(
            figure(HANOI_NEW, FLOW, "2026", 900_000, obs_status="estimate"),
            figure(BAC_NINH_NEW, STOCK, "2026-10-31", 3000),
        )
    )
    assert found.have == 2
    assert {HANOI_NEW, BAC_NINH_NEW}.isdisjoint(a.key for a in found.silent)


def test_half_a_year_of_a_flow_a_target_and_an_index_are_no_report_of_the_year() -> None:
    found = of(
        store_of(
            figure(HANOI_NEW, FLOW, "2026-H1", 900_000),
            figure(HANOI_NEW, STOCK, "2026", 4000, obs_status="target"),
            figure(HANOI_NEW, INDEX, "2026", 0.7),
        )
    )
    assert found.have == 0


def test_a_former_province_does_not_report_for_the_new_one() -> None:
    found = of(store_of(figure(BAC_GIANG, STOCK, "2025-06-30", 3000)), date(2026, 1, 1))
    assert (found.scheme, found.have) == ("vn34", 0)


def test_before_the_merger_the_63_are_counted() -> None:
    found = of(store_of(figure(BAC_GIANG, STOCK, "2024", 3000)), date(2025, 1, 1))
    assert (found.scheme, found.have, found.size) == ("vn63", 1, 63)
