from datetime import date

from builders_analysis import CATALOGUE, HANOI, OLD, TABLE, figure, shipped, store_of

from kpi.analysis.coverage import best_covered
from kpi.analysis.overview import Headline, Stamp, headlines, overview_stamp, parts_of_index
from kpi.analysis.ranking import rank_areas
from kpi.store import Store


def headline(store: Store, indicator: str) -> Headline:
    (found,) = (h for h in headlines(store, CATALOGUE) if h.indicator.id == indicator)
    return found


def test_the_index_stands_first_then_what_compares_all_then_the_other_headlines() -> None:
    shown = headlines(shipped(), CATALOGUE)
    full = [h.ranking is not None and h.ranking.ranked == h.ranking.size for h in shown]
    assert shown[0].indicator.pillar == "index"
    assert full == sorted(full, reverse=True)
    others = [h.indicator.headline or 0 for h, all_ in zip(shown, full, strict=True) if not all_]
    assert others == sorted(others)
    assert min(others) > 0
    assert {i.id for i in CATALOGUE.indicators.values() if i.headline} <= {
        h.indicator.id for h in shown
    }


def test_the_parts_of_the_index_are_those_that_compare_all_areas() -> None:
    parts = parts_of_index(shipped(), CATALOGUE)
    assert "dti_society_activity" in {h.indicator.id for h in parts}
    assert all(h.ranking and h.ranking.ranked == h.ranking.size for h in parts)
    assert not {h.indicator.id for h in parts} & {
        h.indicator.id for h in headlines(shipped(), CATALOGUE)
    }


def test_no_headline_of_the_shipped_figures_rests_on_a_single_reporter() -> None:
    reporters = {
        h.indicator.id: h.ranking.coverage[0] if h.ranking else 0
        for h in headlines(shipped(), CATALOGUE)
    }
    assert {name: count for name, count in reporters.items() if count < 2} == {}


def test_the_headline_of_the_levels_is_the_best_reported_of_its_family() -> None:
    family = [i for i in CATALOGUE.indicators.values() if i.id.startswith("public_services_level")]
    reporters = {
        one.id: len(rank_areas(shipped(), CATALOGUE, one.id, best[0], scheme=best[1]).rows)
        for one in family
        if (best := best_covered(shipped(), CATALOGUE, one)) is not None
    }
    (chosen,) = [one.id for one in family if one.headline]
    assert reporters[chosen] == max(reporters.values())


def test_a_headline_shows_the_year_that_most_areas_report() -> None:
    store = store_of(
        *[figure(a, "postal_points", "2020", 200) for a in OLD[:20]],
        *[figure(a, "postal_points", "2023", 200) for a in OLD[:9]],
    )
    ranking = headline(store, "postal_points").ranking
    assert ranking is not None
    assert (ranking.period.key, ranking.scheme, ranking.coverage) == ("2020", "vn63", (20, 63))


def test_the_stamp_counts_no_context() -> None:
    store = store_of(
        figure(HANOI, "postal_points", "2022", 100),
        figure(HANOI, "postal_points", "2025", 120, obs_status="target"),
        figure(HANOI, "population_average", "2022", 8e6),
        figure(HANOI, "area", "2022", 3358.6),
    )
    stamp = overview_stamp(store, CATALOGUE)
    assert (stamp.figures, stamp.documents, stamp.last_day) == (2, 1, date(2022, 12, 31))
    assert stamp.last_entry is not None


def test_the_stamp_counts_what_each_document_told() -> None:
    store = store_of(
        figure(HANOI, "postal_points", "2022", 100),
        figure(HANOI, "postal_points", "2022", 90, source_id=TABLE.source_id),
        sources=[TABLE],
    )
    stamp = overview_stamp(store, CATALOGUE)
    assert (stamp.figures, stamp.documents) == (2, 2)


def test_the_stamp_of_an_empty_store_is_empty() -> None:
    assert overview_stamp(Store.in_memory(), CATALOGUE) == Stamp(0, 0, None, None)


def test_without_figures_a_headline_says_so() -> None:
    store = store_of(figure(HANOI, "postal_points", "2022", 100, obs_status="target"))
    for answer in headlines(store, CATALOGUE):
        assert answer.ranking is None


def test_the_shipped_index_is_shown_for_its_latest_complete_year() -> None:
    ranking = headline(shipped(), "dti_score").ranking
    assert ranking is not None
    assert (ranking.period.key, ranking.scheme, ranking.coverage) == ("2024", "vn34", (34, 34))
