"""Any choice of observations is what a plain filter of the whole store gives, page by page."""

from typing import get_args

import pandas as pd
import pytest
from builders import obs, source, tell
from builders_analysis import BAC_GIANG, BAC_NINH, BAC_NINH_NEW, CATALOGUE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.analysis.observations import Query, every, observations
from kpi.model import ObsStatus
from kpi.store import Store
from kpi.store.corrections import NewRequest, ask
from kpi.store.selection import Sort

INDICATORS = ("bts_stations", "mobile_4g_coverage", "telecom_revenue", "dti_score")
AREAS = (BAC_NINH, BAC_GIANG, BAC_NINH_NEW, "vn63:01")
PERIODS = ("2021", "2022", "2022-H1", "2023-11-30", "2024")
KEY = ["area", "indicator", "period", "obs_status"]
STATUSES: tuple[ObsStatus, ...] = ("actual", "estimate", "target", "plan")


@pytest.fixture(scope="module")
def full() -> Store:
    """Every second key of the above, every sixth told twice and differently."""
    store = Store.in_memory()
    rows = []
    keys = [(a, i, p, s) for a in AREAS for i in INDICATORS for p in PERIODS for s in STATUSES]
    for place, (area, indicator, period, status) in enumerate(keys[::2]):
        told = {"area": area, "indicator": indicator, "period": period, "obs_status": status}
        qualifier = "about" if place % 5 == 0 else "exact"
        for rival in range(2 if place % 3 == 0 else 1):
            value = 10.0 * (place + 1) + rival
            rows.append(
                obs(f"o{place}-{rival}", **told, value=value, qualifier=qualifier,
                    flagged=place % 7 == 0, source_id=f"s{rival}")
            )  # fmt: skip
    tell(store, *rows, sources=(source("s0"), source("s1", published_on="2024")))
    ask(store, NewRequest("o3-0", "số khác"))
    return store


def plain(store: Store, query: Query) -> list[str]:
    """The same by pandas over the whole view."""
    view = "live_observation" if query.every else "preferred_observation"
    frame = store.frame(f"select * exclude (preference) from {view}")
    exact = store.frame("select * from live_observation where qualifier = 'exact'")
    values = exact.groupby(KEY)["value"].nunique()
    frame["disputed"] = [
        values.get(key, 0) > 1 for key in zip(*(frame[k] for k in KEY), strict=True)
    ]
    frame["pillar"] = [CATALOGUE.indicator(i).pillar for i in frame["indicator"]]
    frame["region"] = [CATALOGUE.area(a).region for a in frame["area"]]
    keep = pd.Series(True, index=frame.index)
    for column, wanted in (
        ("indicator", query.indicators),
        ("pillar", query.pillars),
        ("area", query.areas),
        ("scheme", (query.scheme,) if query.scheme else ()),
        ("region", (query.region,) if query.region else ()),
        ("obs_status", query.statuses),
        ("source_id", (query.source,) if query.source else ()),
        ("period", (query.period,) if query.period else ()),
    ):
        if wanted:
            keep &= frame[column].isin(list(wanted))
    year = frame["period_end"].dt.year
    keep &= year >= (query.first or 0)
    keep &= year <= (query.last or 9999)
    if query.flag == "hedged":
        keep &= frame["qualifier"] != "exact"
    elif query.flag == "asked":
        keep &= frame["obs_id"] == "o3-0"
    elif query.flag is not None:
        keep &= frame[query.flag]
    return sorted(frame.loc[keep, "obs_id"])


def some(values: tuple[object, ...]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


QUERIES = st.builds(
    Query,
    indicators=some((*INDICATORS, "no_such")),
    pillars=some(("infrastructure", "index", "post")),
    areas=some((*AREAS, "vn63:99")),
    scheme=st.sampled_from([None, "vn63", "vn34"]),
    region=st.sampled_from(["", CATALOGUE.area(BAC_NINH).region]),
    period=st.sampled_from(["", "2022", "2022-H1"]),
    first=st.sampled_from([None, 2022]),
    last=st.sampled_from([None, 2022, 2023]),
    statuses=some(STATUSES),
    source=st.sampled_from(["", "s0", "s1", "none"]),
    flag=st.sampled_from([None, "disputed", "flagged", "hedged", "asked"]),
    every=st.booleans(),
    sort=st.sampled_from(get_args(Sort)),
)


@given(query=QUERIES)
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_choice_is_what_a_plain_filter_of_the_whole_store_gives(
    query: Query, full: Store
) -> None:
    wanted = plain(full, query)
    assert sorted(every(full, CATALOGUE, query)["obs_id"]) == wanted
    pages = [observations(full, CATALOGUE, query, offset=at, size=30) for at in range(0, 330, 30)]
    assert {page.total for page in pages} == {len(wanted)}
    in_turn = [i for page in pages[: -(-len(wanted) // 30)] for i in page.figures["obs_id"]]
    assert in_turn == every(full, CATALOGUE, query)["obs_id"].tolist()


def test_disputed_are_those_whose_sources_disagree(full: Store) -> None:
    page = observations(full, CATALOGUE, Query(flag="disputed"), size=500)
    assert page.total
    assert (page.figures["told"] == 2).all()
    assert page.figures["disputed"].all()


def test_all_that_disagree_are_told_when_every_figure_is_asked_for(full: Store) -> None:
    shown = observations(full, CATALOGUE, Query(flag="disputed"), size=500).figures
    told = observations(full, CATALOGUE, Query(flag="disputed", every=True), size=500).figures
    assert len(told) == 2 * len(shown)
    assert set(shown["obs_id"]) < set(told["obs_id"])
    assert (told.groupby(KEY)["value"].nunique() == 2).all()


def test_a_page_behind_the_end_is_the_last_one(full: Store) -> None:
    page = observations(full, CATALOGUE, Query(), offset=9_000, size=50)
    assert page.offset + len(page.figures) == page.total
    assert page.offset % 50 == 0


def test_the_order_is_the_one_asked_for(full: Store) -> None:
    values = observations(full, CATALOGUE, Query(sort="largest"), size=20).figures["value"]
    assert values.is_monotonic_decreasing
    ends = observations(full, CATALOGUE, Query(), size=100).figures["period_end"]
    assert ends.is_monotonic_decreasing


def test_an_empty_store_has_no_page() -> None:
    with Store.in_memory() as store:
        page = observations(store, CATALOGUE, Query(), offset=50)
        assert (page.total, page.offset, len(page.figures)) == (0, 0, 0)
