"""A store of a million figures, made by columns: what benchmarks ask their questions of."""

from pathlib import Path

import numpy as np
import pandas as pd

from kpi.catalogue import Catalogue
from kpi.store import Store

_BATCHES, _DAY = 10, "2026-01-01"
_SOURCES = 200
_OBSERVATIONS = """
insert into observation by name select * from told order by batch_id, indicator, period
"""
_DOCUMENTS = """
insert into source by name
select 's' || range as source_id, 'Báo cáo ' || range as title, 'Sở' as publisher,
       'report' as kind, '' as url, '' as file, '' as sha256, ? as published_on,
       ? as retrieved_on, '' as note, 1 as batch_id
from range(?)
"""
_BATCH = """
insert into batch by name
select range + 1 as batch_id, timestamp '2026-01-01' as recorded_at, 'x' as recorded_by,
       'x.csv' as file_name, '' as file_sha256, '' as reason, ? as observation_count,
       0 as new_count, 0 as revised_count, 0 as conflicting_count, 0 as same_count,
       0 as refused_count
from range(?)
"""
_EVENTS = """
insert into batch_event by name
select range + 1 as event_id, range + 1 as batch_id, 'published' as event,
       timestamp '2026-01-01' as happened_at, 'x' as happened_by, '' as reason
from range(?)
"""


def fill(path: Path, catalogue: Catalogue, figures: int, seed: int = 1) -> Store:
    """A new store at a path with so many figures, the same for the same seed.

    They go over all areas, indicators, months and days; one in twenty contradicts another one.
    """
    store = Store.open(path)
    draw = np.random.default_rng(seed)
    areas = np.array([a.key for a in catalogue.areas.values() if a.scheme != "vn"])
    names = np.array([i.id for i in catalogue.indicators.values() if not i.base])
    days = pd.date_range("2015-01-01", "2025-12-31").strftime("%Y-%m-%d").to_numpy()
    keys = draw.choice(len(areas) * len(names) * len(days), int(figures * 0.95), replace=False)
    keys = np.concatenate([keys, keys[: figures - len(keys)]])
    area, rest = np.divmod(keys, len(names) * len(days))
    name, day = np.divmod(rest, len(days))
    rival = np.arange(figures) >= int(figures * 0.95)
    source = draw.integers(0, _SOURCES, figures)
    value = draw.integers(1, 100_000, figures).astype(float)
    told = pd.DataFrame(
        {
            "obs_id": [f"o{n:07}" for n in range(figures)],
            "area": areas[area],
            "indicator": names[name],
            "period": days[day],
            "period_start": pd.to_datetime(days[day]),
            "period_end": pd.to_datetime(days[day]),
            "obs_status": draw.choice(
                ["actual", "estimate", "target", "plan"], figures, p=[0.85, 0.05, 0.05, 0.05]
            ),
            "value": value,
            "qualifier": draw.choice(["exact", "about"], figures, p=[0.95, 0.05]),
            "as_written": [f"{v:.0f}" for v in value],
            "note": "",
            # The second to tell a key is another document than the first.
            "source_id": [f"s{n}" for n in np.where(rival, source + _SOURCES, source)],
            "locator_kind": "cell",
            "sheet": "Sheet1",
            "cell": "E2",
            "span_start": None,
            "span_end": None,
            "sentence": "",
            "flagged": draw.random(figures) < 0.001,
            "batch_id": np.arange(figures) % _BATCHES + 1,
        }
    )
    # The second of a key has the status of the first.
    told.loc[rival, "obs_status"] = told["obs_status"].to_numpy()[: int(rival.sum())]
    with store.transaction() as cursor:
        cursor.register("told", told)
        cursor.execute(_OBSERVATIONS)
        cursor.execute(_DOCUMENTS, [_DAY, _DAY, 2 * _SOURCES])
        cursor.execute(_BATCH, [figures // _BATCHES, _BATCHES])
        cursor.execute(_EVENTS, [_BATCHES])
    return store
