"""What arrives beside what the store says already: new, agreeing, conflicting, revised or same.

Most of a large file speaks of keys nobody has told of. Only the rest, found by the codes of
its keys, is held against the store figure by figure.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from kpi.model import Source
from kpi.model.candidates import Candidates, combined
from kpi.publish.rivals import KEY, with_rivals

OWN_KEY = [*KEY, "source_id"]
_COMPARED = ["value", "qualifier"]
_TOLD = [*OWN_KEY, "value", "qualifier", "as_written"]
# What a preview says of a figure beyond the columns of table `observation`: the kind of each
# column, and what it says of a figure nobody else speaks of.
PREVIEW_ONLY: dict[str, tuple[str, object]] = {
    "change": ("str", "new"),
    "old_value": ("float64", float("nan")),
    "old_qualifier": ("str", None),
    "other_value": ("float64", float("nan")),
    "other_qualifier": ("str", ""),
    "other_title": ("str", ""),
    "shown": ("bool", True),
}


def compared(
    candidates: Candidates,
    arriving: pd.DataFrame,
    live: pd.DataFrame,
    documents: Callable[[], Sequence[Source]],
) -> pd.DataFrame:
    """The arriving figures with the columns of PREVIEW_ONLY.

    Args:
        candidates: the figures, row by row those of `arriving`.
        arriving: columns of table `observation`, numbered from 0.
        live: what the store shows, see `Store.live_keys`.
        documents: as they would be registered; a later one of an id replaces an earlier.
    """
    ours, theirs = _keys(candidates, live)
    doubled = pd.Series(ours).duplicated(keep=False).to_numpy()
    contested = np.flatnonzero(doubled | pd.Series(ours).isin(theirs).to_numpy())
    figures = arriving.assign(
        **{
            name: pd.Series(value, index=arriving.index, dtype=kind)
            for name, (kind, value) in PREVIEW_ONLY.items()
        }
    )
    if not len(contested):
        return figures
    standing = live[pd.Series(theirs).isin(ours).to_numpy()].reset_index(drop=True)
    told = _compared(arriving.take(contested).reset_index(drop=True), standing)
    figures = _filled(figures, contested, told)
    fresh = told[told["change"] != "same"]
    if len(fresh):
        rivals = with_rivals(fresh, _left(standing, fresh), documents())
        figures = _filled(figures, contested[fresh.index], rivals)
    return figures


def _filled(
    figures: pd.DataFrame, places: npt.NDArray[np.int64], told: pd.DataFrame
) -> pd.DataFrame:
    """The figures with what is told of those at some places."""
    columns = {}
    for name, (kind, _) in PREVIEW_ONLY.items():
        if name in told:
            values = figures[name].to_numpy(dtype=object)
            values[places] = told[name].to_numpy(dtype=object)
            columns[name] = pd.Series(values, dtype=kind)
    return figures.assign(**columns)


def _keys(
    candidates: Candidates, live: pd.DataFrame
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """A number for the key of each candidate and of each live figure; -1: not among the former."""
    ours = np.zeros(len(candidates), dtype=np.int64)
    theirs = np.zeros(len(live), dtype=np.int64)
    strange = np.zeros(len(live), dtype=bool)
    for column in KEY:
        coded = candidates.frame[column].array
        found = pd.Index(coded.categories).get_indexer(live[column].astype(object))
        strange |= found < 0
        ours = ours * len(coded.categories) + coded.codes
        theirs = theirs * len(coded.categories) + found
    theirs[strange] = -1
    return ours, theirs


def _left(live: pd.DataFrame, fresh: pd.DataFrame) -> pd.DataFrame:
    """The live figures that would stay: a source's own earlier word of a key is replaced."""
    theirs, replaced = _ids(live, fresh, OWN_KEY)
    return live[~np.isin(theirs, replaced)]


def _compared(arriving: pd.DataFrame, live: pd.DataFrame) -> pd.DataFrame:
    ours, theirs = _ids(arriving, live, OWN_KEY)
    said_before = pd.Series(np.arange(len(live)), index=theirs)
    said_before = said_before[~said_before.index.duplicated()]
    before = said_before.reindex(ours, fill_value=-1).to_numpy()
    same = np.isin(*_ids(arriving, live, _TOLD))
    ours, theirs = _ids(arriving, live, KEY)
    # As in the store: a hedged round figure never contradicts the exact one.
    everything = pd.concat([arriving[_COMPARED], live[_COMPARED]], ignore_index=True)
    exact = (everything["qualifier"] == "exact").to_numpy()
    values = everything.assign(key=np.concatenate([ours, theirs]))[exact]
    told = np.bincount(values.drop_duplicates(["key", "value"])["key"], minlength=len(everything))
    disputed = (told[ours] > 1) & exact[: len(arriving)]
    change = np.select(
        [same, before >= 0, disputed, np.isin(ours, theirs)],
        ["same", "revised", "conflicting", "agreeing"],
        "new",
    )
    old = live[_COMPARED].reindex(before).reset_index(drop=True)
    return arriving.assign(
        change=pd.Series(change, dtype="str"),
        old_value=old["value"],
        old_qualifier=old["qualifier"],
    )


def _ids(
    one: pd.DataFrame, other: pd.DataFrame, columns: Sequence[str]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """A number for each row of both frames, the same where all of some columns are."""
    coded = [pd.factorize(pd.concat([one[c], other[c]], ignore_index=True)) for c in columns]
    numbers = combined([(codes, len(different)) for codes, different in coded],
                       len(one) + len(other))  # fmt: skip
    return numbers[: len(one)], numbers[len(one) :]
