"""What other documents say of the figures that arrive, and which of them all would be shown."""

from collections.abc import Iterable

import pandas as pd

from kpi.model import Source

KEY = ["area", "indicator", "period", "obs_status"]
COLUMNS = ["other_value", "other_qualifier", "other_title", "shown"]
_ARRIVES_LAST = 2**31 - 1
"""Stands for the number of the batch to come: later than any there is."""


def with_rivals(
    figures: pd.DataFrame, live: pd.DataFrame, documents: Iterable[Source]
) -> pd.DataFrame:
    """The figures with what another document says of the same key, and whether they are shown.

    `other_value`, `other_qualifier` and `other_title` are those of the figure that speaks
    against it, else of the best of those that agree; missing and "" where nobody else speaks.
    `shown` says that the figure would stand on the screens once published.

    Args:
        figures: a preview with its `change`.
        live: the store's live keys with `batch_id`, less what the figures replace.
        documents: as they would be registered then; a later one of an id replaces an earlier.
    """
    concerned = (figures["change"] != "same") & (
        ~figures["change"].isin(["new", "revised"])
        | figures.duplicated(KEY, keep=False)
        | _named(figures, live)
    )
    told = figures.assign(other_value=float("nan"), other_qualifier="", other_title="", shown=True)
    if not concerned.any():
        return told
    arriving = figures[concerned]
    pairs = _pairs(arriving, live, {s.source_id: s for s in documents})
    beaten = pairs.groupby("place")["beats"].any()
    told.loc[beaten[beaten].index, "shown"] = False
    best = pairs.sort_values("opposed", kind="stable").drop_duplicates("place", keep="last")
    best = best.set_index("place")
    told.loc[best.index, "other_value"] = best["value_other"]
    told.loc[best.index, "other_qualifier"] = best["qualifier_other"]
    told.loc[best.index, "other_title"] = best["title"]
    return told


def _named(figures: pd.DataFrame, live: pd.DataFrame) -> pd.Series:
    """Whether the store has a figure of the same key."""
    found = pd.MultiIndex.from_frame(figures[KEY]).isin(pd.MultiIndex.from_frame(live[KEY]))
    return pd.Series(found, index=figures.index)


def _pairs(
    arriving: pd.DataFrame, live: pd.DataFrame, documents: dict[str, Source]
) -> pd.DataFrame:
    """Each arriving figure beside each other of its key, the least preferred other first."""
    wanted = [*KEY, "source_id", "value", "qualifier", "obs_id"]
    own = arriving[wanted].assign(batch_id=_ARRIVES_LAST)
    others = pd.concat([live[[*wanted, "batch_id"]], own], ignore_index=True)
    others["title"] = [_of(documents, i).title for i in others["source_id"]]
    others["preference"] = _preference(others, documents)
    own = own.assign(preference=_preference(own, documents), place=own.index)
    pairs = own.merge(others, on=KEY, suffixes=("", "_other"))
    pairs = pairs[pairs["obs_id"] != pairs["obs_id_other"]]
    pairs["beats"] = pairs["preference_other"] > pairs["preference"]
    exact = (pairs["qualifier"] == "exact") & (pairs["qualifier_other"] == "exact")
    pairs["opposed"] = exact & (pairs["value"] != pairs["value_other"])
    return pairs.sort_values("preference_other", kind="stable")


def _preference(figures: pd.DataFrame, documents: dict[str, Source]) -> list[tuple[object, ...]]:
    """The written rule of the store's view `live_observation`, to be compared."""
    columns = ["source_id", "qualifier", "batch_id", "obs_id"]
    return [
        (
            _of(documents, source_id).kind == "official_table",
            qualifier == "exact",
            _of(documents, source_id).published_on,
            int(batch_id),
            obs_id,
        )
        for source_id, qualifier, batch_id, obs_id in figures[columns].itertuples(index=False)
    ]


def _of(documents: dict[str, Source], source_id: str) -> Source:
    return documents.get(source_id) or Source(source_id, source_id)
