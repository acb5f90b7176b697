"""The planner's table over a million figures: a filter, to the page of figures that it gives.

Each filter is asked as the page asks it, with its count, and as plain SQL over the view, without;
both of a store that remembers nothing. It may take so many times as long, and so much more.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from large_store import fill

from kpi import settings
from kpi.analysis.observations import Query, observations, selected
from kpi.catalogue import load_catalogue
from kpi.store.selection import plain_sql

FIGURES = 1_000_000
MOST_TIMES, MOST_MORE = 1.5, 0.3
_RUNS = 3
_FILTERS = {
    "none": Query(),
    "an indicator": Query(indicators=("bts_stations",)),
    "a pillar": Query(pillars=("infrastructure",)),
    "a pillar, largest first": Query(pillars=("economy",), sort="largest"),
    "a province": Query(areas=("vn34:24",)),
    "a region": Query(scheme="vn63", region="TDMNPB"),
    "two years": Query(first=2023, last=2024),
    "plans": Query(statuses=("plan",)),
    "a document": Query(source="s5"),
    "disputed": Query(flag="disputed"),
    "of unusual size": Query(flag="flagged"),
}


def main() -> None:
    """Print milliseconds of both, their ratio, and whether it is within the bound."""
    catalogue = load_catalogue(settings.CONFIG)
    with tempfile.TemporaryDirectory() as folder:
        store = fill(Path(folder) / "large.duckdb", catalogue, FIGURES)
        for name, query in _FILTERS.items():
            sql, values = plain_sql(store, selected(catalogue, query), limit=50)
            floor = fastest(lambda: store.frame(sql, values), store.forget)  # noqa: B023
            page = fastest(lambda: observations(store, catalogue, query), store.forget)  # noqa: B023
            fine = page <= MOST_TIMES * floor + MOST_MORE
            print(
                f"{name:24} SQL {floor * 1000:6.0f} ms   page {page * 1000:6.0f} ms   "
                f"{page / floor:4.1f} ×   {'fine' if fine else 'TOO SLOW'}"
            )
        store.close()


def fastest(work: Callable[[], object], before: Callable[[], None]) -> float:
    """The shortest of some runs, in seconds; what else the machine does only slows one down."""
    found = []
    for _ in range(_RUNS):
        before()
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


if __name__ == "__main__":
    main()
