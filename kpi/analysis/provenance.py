"""Why a figure is the one shown, and what else was told for the same area, indicator and period."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from kpi.store import Store

Reason = Literal[
    "only", "official_table", "exact", "published_later", "recorded_later", "arbitrary"
]


@dataclass(frozen=True)
class Story:
    """One figure with its document (a row of the store's columns, see `kpi.store`).

    `shown` says whether it is the preferred one of its key, `others` are the further live
    figures of the key, the preferred first. `reason` is the step of the written rule that
    put the preferred one before the next.
    """

    figure: pd.Series
    shown: bool
    others: pd.DataFrame
    reason: Reason


def story(store: Store, obs_id: str) -> Story:
    """Everything told about one figure; NotFoundError when it is not in the store."""
    figure = store.figure(obs_id)
    told = store.told(obs_id)
    return Story(
        figure=figure,
        shown=told.iloc[0]["obs_id"] == obs_id,
        others=told[told["obs_id"] != obs_id].reset_index(drop=True),
        reason=_reason(told),
    )


def _reason(told: pd.DataFrame) -> Reason:
    if len(told) == 1:
        return "only"
    first, second = told.iloc[0], told.iloc[1]
    official = [row["source_kind"] == "official_table" for row in (first, second)]
    exact = [row["qualifier"] == "exact" for row in (first, second)]
    if official[0] != official[1]:
        return "official_table"
    if exact[0] != exact[1]:
        return "exact"
    if first["published_on"] != second["published_on"]:
        return "published_later"
    if first["batch_id"] != second["batch_id"]:
        return "recorded_later"
    return "arbitrary"
