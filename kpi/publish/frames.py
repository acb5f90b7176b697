"""Candidates → the columns of table `observation`, and what is printed and seen beside figures."""

import hashlib
from collections.abc import Callable, Collection

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kpi.model.candidates import Candidates, texts
from kpi.model.scans import Seen
from kpi.store import Sight

# From here on Python writes a float with an exponent.
_WRITTEN_OUT = 1e16
_TEXTS = (
    *("area", "indicator", "period", "obs_status", "qualifier", "as_written", "note"),
    *("source_id", "locator_kind", "sheet", "cell", "sentence", "words"),
)
_COLUMNS = (
    *("obs_id", "area", "indicator", "period", "period_start", "period_end", "obs_status"),
    *("value", "qualifier", "as_written", "note", "source_id", "locator_kind", "sheet", "cell"),
    *("span_start", "span_end", "sentence", "flagged", "words", "paragraph"),
    "seen",
)


def observations(candidates: Candidates, flagged: Collection[int]) -> pd.DataFrame:
    """Candidates as columns of table `observation`, but batch_id, then words, paragraph and seen.

    Args:
        candidates: what was read.
        flagged: the places of those whose size is doubted.
    """
    frame = candidates.frame
    columns: dict[str, object] = {name: _column(frame[name]) for name in _TEXTS}
    periods = frame["period"].array
    spans = [candidates.periods[key] for key in periods.categories]
    for name in ("start", "end"):
        days = pd.to_datetime([getattr(period, name) for period in spans])
        columns[f"period_{name}"] = days.take(periods.codes)
    as_they_are = ("value", "span_start", "span_end", "paragraph")
    columns |= {name: frame[name].array for name in as_they_are}
    columns["obs_id"] = pd.Series(pa.array(_digests(frame), pa.large_string()), dtype="str")
    doubted = np.zeros(len(frame), dtype=bool)
    doubted[list(flagged)] = True
    columns["flagged"], columns["seen"] = doubted, frame["seen"].array
    return pd.DataFrame({name: columns[name] for name in _COLUMNS})


def sights(figures: pd.DataFrame, crops: Callable[[Seen], bytes]) -> dict[str, Sight]:
    """By obs_id, where scans show figures, with the pieces of the pages.

    Args:
        figures: columns of `observations`.
        crops: gives the piece of a page around a number, b"" where there is none.
    """
    coded = figures["seen"].array
    shown = np.array([seen.page > 0 for seen in coded.categories], dtype=bool)
    if not shown.any():
        return {}
    found = figures[shown[coded.codes]]
    return {
        obs_id: Sight(seen, crops(seen))
        for obs_id, seen in zip(found["obs_id"], found["seen"], strict=True)
    }


def _column(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.CategoricalDtype):
        coded = column.array
        return pd.Series(pd.array(list(coded.categories), dtype="str").take(coded.codes))
    return column.reset_index(drop=True)


def _digests(frame: pd.DataFrame) -> list[str]:
    """The same figure of the same document has the same id in every build of the store."""
    sha256 = hashlib.sha256
    parts = (
        *(texts(frame[name]) for name in ("area", "indicator", "period", "obs_status")),
        _written(frame["value"].to_numpy()),
        *(texts(frame[name]) for name in ("qualifier", "as_written", "source_id", "note")),
    )
    written = map("\x1f".join, zip(*(part.tolist() for part in parts), strict=True))
    return [sha256(one.encode()).hexdigest()[:16] for one in written]


def _written(values: npt.NDArray[np.float64]) -> npt.NDArray[np.object_]:
    """Values as Python writes them; whole ones all at once."""
    texts = np.empty(len(values), dtype=object)
    whole = (np.abs(values) < _WRITTEN_OUT) & (values % 1 == 0) & ~np.signbit(values)
    digits = pc.cast(pa.array(values[whole].astype(np.int64)), pa.string())
    texts[whole] = pc.binary_join_element_wise(digits, "0", ".").to_numpy(zero_copy_only=False)
    texts[~whole] = list(map(repr, values[~whole].tolist()))
    return texts
