"""A ranking from a store as large as the country's figures for ten years.

Compares `rank_areas` (preferred-observation rule, roll-up, ranks) with the floor: DuckDB
selecting the same rows from a plain table without any rule. Prints milliseconds and ratios.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from kpi import settings
from kpi.analysis.ranking import rank_areas
from kpi.catalogue import load_catalogue
from kpi.model import Period
from kpi.store import NewBatch, Store

YEARS = range(2016, 2026)
REPEATS = 15


def main() -> None:
    """Fill a store in memory, ask, print."""
    catalogue = load_catalogue(settings.CONFIG)
    store = Store.in_memory()
    areas = [a.key for a in catalogue.areas.values()]
    indicators = [i.id for i in catalogue.indicators.values() if not i.base]
    rows = pd.MultiIndex.from_product([areas, indicators, YEARS], names=["area", "indicator", "y"])
    frame = rows.to_frame(index=False)
    count = len(frame)
    random = np.random.default_rng(1)
    observations = pd.DataFrame(
        {
            "obs_id": [f"{n:016x}" for n in range(count)],
            "area": frame["area"],
            "indicator": frame["indicator"],
            "period": frame["y"].astype(str),
            "period_start": pd.to_datetime(frame["y"].astype(str) + "-01-01"),
            "period_end": pd.to_datetime(frame["y"].astype(str) + "-12-31"),
            "obs_status": "actual",
            "value": random.random(count),
            "qualifier": "exact",
            "as_written": "",
            "note": "",
            "source_id": "s",
            "locator_kind": "none",
            "sheet": "",
            "cell": "",
            "span_start": pd.array([None] * count, dtype="Int32"),
            "span_end": pd.array([None] * count, dtype="Int32"),
            "sentence": "",
            "flagged": False,
        }
    )
    source = pd.DataFrame(
        [["s", "t", "p", "press", "", "", "", "2025", "", ""]],
        columns=[
            "source_id",
            "title",
            "publisher",
            "kind",
            "url",
            "file",
            "sha256",
            "published_on",
            "retrieved_on",
            "note",
        ],
    )
    store.append(NewBatch("bench", "bench", "", "", 0), source, observations)
    period = Period.of("2024")
    chosen = indicators[0]
    ranked = _median(lambda: rank_areas(store, catalogue, chosen, period, scheme="vn63"))
    floor = _median(
        lambda: store.frame(
            "select * from observation where indicator = ? and period = ?", [chosen, period.key]
        )
    )
    print(f"{count} observations")
    print(f"rank_areas {ranked:6.1f} ms   floor {floor:6.1f} ms   ratio {ranked / floor:5.1f}")


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
