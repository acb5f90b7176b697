"""The store: every observation ever published, and the view of what is shown.

Frames of observations share the columns of the view `preferred_observation` (schema.sql):
obs_id, area, scheme, indicator, period (str), period_start, period_end (datetime64),
obs_status, value (float64, in the indicator's unit), qualifier, as_written, note, flagged,
told (how many live figures share the key), disputed, and of the source: source_id,
source_title, publisher, source_kind, url, file, published_on, retrieved_on (str).
"""

from collections.abc import Sequence

import pandas as pd

from kpi.errors import NotFoundError
from kpi.model import ObsStatus, Period
from kpi.store.batches import BatchEvent, Decided, Ledger, NewBatch, Printed, Sight, Verdict
from kpi.store.database import SCHEMA_VERSION, key_of

__all__ = [
    "SCHEMA_VERSION",
    "BatchEvent",
    "Decided",
    "NewBatch",
    "Printed",
    "Sight",
    "Store",
    "Verdict",
]


_FIGURES = """
select * exclude (preference) from preferred_observation
where indicator in (select unnest($indicators))
order by indicator, period_end, preference
"""
_SERIES = """
select * exclude (preference) from preferred_observation
where indicator = $indicator and area in (select unnest($areas))
order by area, obs_status, period_end, preference
"""
_PROFILE = """
select * exclude (preference) from preferred_observation
where area in (select unnest($areas))
order by indicator, obs_status, period_end, preference
"""
_FIGURE = "select * exclude (preference) from live_observation where obs_id = ?"
_TOLD = """
select * exclude (preference) from live_observation
where (area, indicator, period, obs_status) = (
    select (area, indicator, period, obs_status) from live_observation where obs_id = ?
)
order by preference desc
"""
_LIVE_KEYS = """
select area, indicator, period, obs_status, source_id, value, qualifier, as_written, obs_id,
       batch_id
from live_observation
"""
_EXTENT = """
select indicator, scheme, obs_status,
       count(*) as figures, cast(sum(told) as bigint) as told, count(distinct area) as areas,
       min(period_end) as first_end, max(period_end) as last_end
from preferred_observation
group by all order by all
"""
_NEWEST = """
select * exclude (preference) from preferred_observation
where scheme in ('vn63', 'vn34') and published_on <> ''
order by published_on desc, indicator, area limit ?
"""
_SUMMARY = """
select
    (select count(*) from live_observation) as figures,
    (select count(*) from live_source) as sources,
    (select max(recorded_at) from batch_state where state = 'published') as last_recorded,
    (select max(period_end) from live_observation where obs_status = 'actual') as last_period_end
"""
# Of a past day the unqualified view is that day's; the stored one is today's.
_CHANGED = """
select area, indicator, period, obs_status, earlier.obs_id, earlier.value,
       later.obs_id as obs_id_later, later.value as value_later,
       case when later.obs_id is null then 'withdrawn' when earlier.obs_id is null then 'new'
            else 'revised' end as change
from preferred_observation as earlier
full join main.preferred_observation as later using (area, indicator, period, obs_status)
where earlier.obs_id is null or later.obs_id is null
   or (earlier.value, earlier.qualifier) is distinct from (later.value, later.qualifier)
"""
_CHANGES = f"""
select indicator, change, count(*) as figures from ({_CHANGED}) group by all order by all
"""
_CHANGED_OF = f"""
select * from ({_CHANGED})
where $indicator in ('', indicator) order by indicator, area, period, obs_status limit $most
"""
_REPORTED = """
select distinct area, indicator, period from preferred_observation
where obs_status in ('actual', 'estimate') and period_start >= $first and period_end <= $last
order by all
"""
_BY_SOURCE = "select source_id, count(*) as figures from live_observation group by source_id"
_SOURCES = "select * exclude (batch_id) from live_source order by source_id"


class Store(Ledger):
    """What the program knows. Reading never locks; the ledger alone writes."""

    def figures(self, indicator: str) -> pd.DataFrame:
        """Every preferred figure of an indicator, by last day, then as preferred (last: most)."""
        return self.frame(_FIGURES, {"indicators": [indicator]})

    def fetch(self, indicators: Sequence[str]) -> None:
        """Ask for the figures of many indicators at once, so that `figures` has them at hand."""
        writes = self._answers.writes
        figures = self.frame(_FIGURES, {"indicators": list(indicators)})
        parts = dict(iter(figures.groupby("indicator")))
        for indicator in indicators:
            part = parts.get(indicator, figures.iloc[:0]).reset_index(drop=True)
            key = key_of(self._shadows + _FIGURES, {"indicators": [indicator]})
            self._answers.keep(key, part, writes)

    def standing(
        self, indicator: str, period: Period, status: ObsStatus, *, exactly: bool
    ) -> pd.DataFrame:
        """The figure that stands for each area in a period; one row an area, all schemes.

        With `exactly` only figures of that very period (a flow: half a year is not a year);
        else the latest within it (a stock: the latest day of the year).
        """
        figures = self.figures(indicator)
        if exactly:
            within = figures["period"] == period.key
        else:
            first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
            within = (figures["period_start"] >= first) & (figures["period_end"] <= last)
        found = figures[within & (figures["obs_status"] == status)]
        latest = found.drop_duplicates("area", keep="last")
        # The year 2025 and its December end on one day: told otherwise there, it is disputed.
        exact = found[found["qualifier"] == "exact"]
        told = exact.groupby(["area", "period_end"])["value"].nunique()
        ends = pd.MultiIndex.from_frame(latest[["area", "period_end"]])
        elsewhere = told.reindex(ends, fill_value=0).to_numpy() > 1
        latest = latest.assign(disputed=latest["disputed"] | elsewhere)
        return latest.sort_values("area", ignore_index=True)

    def series(self, indicator: str, areas: Sequence[str]) -> pd.DataFrame:
        """Every preferred figure of an indicator in some areas, all statuses, oldest first."""
        return self.frame(_SERIES, {"indicator": indicator, "areas": list(areas)})

    def profile(self, areas: Sequence[str]) -> pd.DataFrame:
        """Every preferred figure of some areas, all indicators and statuses, oldest first."""
        return self.frame(_PROFILE, {"areas": list(areas)})

    def figure(self, obs_id: str) -> pd.Series:
        """One live observation with its source; NotFoundError when there is none."""
        found = self.frame(_FIGURE, [obs_id])
        if found.empty:
            raise NotFoundError(
                f"Không có số liệu mang mã '{obs_id}'.",
                "Số liệu có thể đã được hoàn tác hoặc liên kết đã cũ.",
                f"There is no figure '{obs_id}'; it may have been undone, or the link is old.",
            )
        return found.iloc[0]

    def told(self, obs_id: str) -> pd.DataFrame:
        """Every live figure for the same key as this one, the preferred first."""
        return self.frame(_TOLD, [obs_id])

    def live_keys(self) -> pd.DataFrame:
        """Key, source, value, qualifier, as_written and batch of every live observation."""
        return self.frame(_LIVE_KEYS)

    def extent(self) -> pd.DataFrame:
        """Per indicator, scheme and status: figures, told, areas (int), first_end, last_end.

        `figures` are the preferred ones, `told` counts every live one.
        """
        return self.frame(_EXTENT)

    def newest(self, limit: int) -> pd.DataFrame:
        """The figures whose documents were published last."""
        return self.frame(_NEWEST, [limit])

    def summary(self) -> pd.Series:
        """figures, sources (int), last_recorded and last_period_end (datetime or NaT)."""
        return self.frame(_SUMMARY).iloc[0]

    def changes_since(self) -> pd.DataFrame:
        """What is shown otherwise today than on the day of this store, counted.

        Columns: indicator, change (new, revised, withdrawn), figures (int64). Of today's store
        nothing is.
        """
        return self.frame(_CHANGES)

    def changed_since(self, indicator: str, most: int) -> pd.DataFrame:
        """The figures of an indicator ("" for all) that are shown otherwise today, at most so many.

        Columns: area, indicator, period, obs_status, obs_id and value of the day, obs_id_later
        and value_later of today (missing where nothing is shown), change as in `changes_since`.
        """
        return self.frame(_CHANGED_OF, {"indicator": indicator, "most": most})

    def reported(self, span: Period) -> pd.DataFrame:
        """Who told results or estimates of a period, or of shorter ones within it.

        Columns: area, indicator, period (str), each combination once.
        """
        return self.frame(_REPORTED, {"first": span.start, "last": span.end})

    def sources(self) -> pd.DataFrame:
        """Every document that published batches brought, by source_id."""
        return self.frame(_SOURCES)

    def counted_by_source(self) -> dict[str, int]:
        """How many live figures each document tells; those that tell none are not there."""
        told = self.frame(_BY_SOURCE)
        return dict(zip(told["source_id"].map(str), told["figures"].map(int), strict=True))
