"""Peers are those the rule names, and a place among them follows from the ranks of the country."""

import pytest
from builders_analysis import (
    BAC_GIANG,
    BAC_NINH,
    BAC_NINH_NEW,
    CATALOGUE,
    HANOI_NEW,
    OLD,
    figure,
    shipped,
    store_of,
    values,
)

from kpi.analysis.peers import NEAREST, Kind, among, peer_group
from kpi.analysis.ranking import rank_areas
from kpi.analysis.restate import standing
from kpi.model import Period


def group(area: str, kind: Kind, own: tuple[str, ...] = ()):
    return peer_group(shipped(), CATALOGUE, area, kind, year=2024, own=own)


def test_a_region_holds_the_province_first_and_all_of_its_region() -> None:
    found = group(BAC_NINH_NEW, "region")
    region = CATALOGUE.area(BAC_NINH_NEW).region
    assert found.areas[0] == BAC_NINH_NEW
    assert set(found.areas) == {a.key for a in CATALOGUE.areas_of("vn34", region)}


@pytest.mark.parametrize("area", [BAC_NINH_NEW, BAC_NINH])
def test_peers_by_size_are_the_nearest_by_the_population_of_that_year(area: str) -> None:
    found = group(area, "size")
    scheme = CATALOGUE.area(area).scheme
    base = CATALOGUE.indicator("population_average")
    assert found.heads_in is not None and found.heads_in <= 2024
    period = Period.of(str(found.heads_in))
    heads = values(standing(shipped(), CATALOGUE, base, period, scheme).figures)
    assert len(found.areas) == NEAREST + 1
    farthest = max(abs(heads[a] - heads[area]) for a in found.areas)
    left_out = set(heads) - set(found.areas)
    assert all(abs(heads[a] - heads[area]) >= farthest for a in left_out)
    assert found.heads == {a: heads[a] for a in found.areas}


def test_without_a_population_there_are_no_peers_by_size() -> None:
    store = store_of(figure(BAC_NINH, "dti_score", "2022", 0.6))
    found = peer_group(store, CATALOGUE, BAC_NINH, "size", year=2022)
    assert (found.areas, found.heads_in) == ((BAC_NINH,), None)


def test_merger_partners_of_a_former_province_are_those_that_became_one_with_it() -> None:
    assert set(group(BAC_NINH, "merged").areas) == {BAC_NINH, BAC_GIANG}


def test_of_the_34_those_with_the_same_fate_are_compared() -> None:
    merged = set(group(BAC_NINH_NEW, "merged").areas)
    kept = set(group(HANOI_NEW, "merged").areas)
    assert (len(merged), len(kept)) == (23, 11)
    assert not merged & kept


def test_an_own_list_keeps_to_the_boundaries_of_the_province() -> None:
    assert group(BAC_NINH_NEW, "own", (HANOI_NEW, BAC_GIANG)).areas == (BAC_NINH_NEW, HANOI_NEW)


def test_places_in_a_group_follow_the_shipped_ranks_of_the_country() -> None:
    ranking = rank_areas(shipped(), CATALOGUE, "dti_score", Period.of("2024"), scheme="vn34")
    answer = among(ranking, group(BAC_NINH_NEW, "region"))
    assert answer.ranked and answer.own is not None
    better = (answer.rows["value"] > answer.own["value"]).sum()
    assert answer.own["place"] == better + 1
    assert answer.median == answer.rows["value"].median()
    assert not answer.without


def test_among_less_than_eight_provinces_of_the_country_nobody_has_a_place() -> None:
    store = store_of(
        *(figure(a, "dti_score", "2022", 0.5 + n / 100) for n, a in enumerate(OLD[:7]))
    )
    ranking = rank_areas(store, CATALOGUE, "dti_score", Period.of("2022"), scheme="vn63")
    own = peer_group(store, CATALOGUE, OLD[0], "own", year=2022, own=OLD[1:9])
    answer = among(ranking, own)
    assert not answer.ranked
    assert answer.without == tuple(OLD[7:9])


def test_equal_figures_share_a_place() -> None:
    store = store_of(*(figure(a, "dti_score", "2022", 0.5) for a in OLD[:9]))
    ranking = rank_areas(store, CATALOGUE, "dti_score", Period.of("2022"), scheme="vn63")
    answer = among(ranking, peer_group(store, CATALOGUE, OLD[0], "own", year=2022, own=OLD[1:4]))
    assert answer.rows["place"].tolist() == [1, 1, 1, 1]
    assert answer.tied(1)
