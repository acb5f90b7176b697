"""The ledger: batches come in whole, and what happens to them later is told, never erased."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from typing import Any, Literal

import duckdb
import pandas as pd
import pyarrow as pa

from kpi.errors import NotFoundError
from kpi.model.scans import NOT_SEEN, Seen
from kpi.store.database import Database

BatchEvent = Literal["submitted", "published", "refused", "undone"]


Verdict = Literal["accepted", "corrected", "refused", "added"]


@dataclass(frozen=True)
class Decided:
    """What a clerk said of one number of a report; `around` are the words beside it.

    `proposed` is the indicator that was proposed for it, `indicator` the one it was taken for;
    each "" for none.
    """

    span_start: int
    span_end: int
    around: str
    proposed: str
    indicator: str
    verdict: Verdict


@dataclass(frozen=True)
class Sight:
    """Where a scan shows a figure, and the piece of its page as a JPEG; b"" when none was kept."""

    seen: Seen = NOT_SEEN
    picture: bytes = b""


@dataclass(frozen=True)
class NewBatch:
    """What is known of a publication before it has a number.

    `content` is the file it was read from, `text` what a written document was read as,
    `answers` what was answered by question to read a file of its `layout`. The counts are
    those the preview promised. `decisions` were made about the numbers of a report, `read_by`
    names the model it was read with. `sights` are, by obs_id, those of figures that a scan shows.
    `event` is what it begins as: published, or submitted where a second person approves.
    """

    recorded_by: str
    file_name: str
    file_sha256: str
    reason: str
    new_count: int = 0
    revised_count: int = 0
    conflicting_count: int = 0
    same_count: int = 0
    refused_count: int = 0
    content: bytes | None = None
    text: str = ""
    layout: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    decisions: Sequence[Decided] = ()
    read_by: str = ""
    sights: Mapping[str, Sight] = field(default_factory=dict)
    event: BatchEvent = "published"


@dataclass(frozen=True)
class Printed:
    """The noun that is counted, "" when unknown, and the paragraph, from 1, None when unknown."""

    words: str = ""
    paragraph: int | None = None


PRINTED = tuple(f.name for f in fields(Printed))
"""The columns of what a document prints beside a figure, see `Ledger.append`."""

_LOOKS = (
    *("page", "x_left", "y_top", "x_right", "y_bottom"),
    *("first_look", "second_look", "confidence"),
)
"""The columns of table `seen` that hold a `Seen`, in its order."""

_NEXT_BATCH = "select coalesce(max(batch_id), 0) + 1 from batch"
_INSERT_BATCH = "insert into batch by name select * from arriving_batch"
_INSERT_SOURCES = "insert into source by name select *, ? as batch_id from arriving_sources"
_INSERT_OBSERVATIONS = (
    "insert into observation by name select *, ? as batch_id from arriving_observations"
)
_INSERT_PRINTED = "insert into printed by name select *, ? as batch_id from arriving_printed"
_INSERT_SEEN = "insert into seen by name select *, ? as batch_id from arriving_seen"
_INSERT_ORIGINAL = "insert into original values (?, ?)"
_INSERT_TEXT = "insert into kept_text values (?, ?)"
_INSERT_READ_BY = "insert into read_by values (?, ?)"
_INSERT_DECISIONS = "insert into decision by name select *, ? as batch_id from arriving_decisions"
_INSERT_ANSWERS = "insert into layout_answer by name select * from arriving_answers"
_INSERT_EVENT = """
insert into batch_event by name
select (select coalesce(max(event_id), 0) + 1 from batch_event) as event_id,
       ? as batch_id, ? as event, ? as happened_at, ? as happened_by, ? as reason
"""
_BATCHES = "select * from batch_state order by batch_id"
_EVENTS = "select * exclude (event_id) from batch_event where batch_id = ? order by event_id"
_OBSERVATIONS = "select * from observation where batch_id = ? order by indicator, period_end, area"
_REMEMBERED = """
select question, answer
from layout_answer
join batch_state using (batch_id)
where layout = ? and state = 'published'
qualify row_number() over (partition by question order by batch_id desc) = 1
"""
_ORIGINAL = """
select file_name, content from original join batch using (batch_id) where batch_id = ?
"""
_READ_BY = "select model from read_by where batch_id = ?"
_DECISIONS = """
select decision.* from decision join batch_state using (batch_id)
where state = 'published' order by batch_id, span_start, indicator
"""
_KEPT_TEXT = "select content from kept_text where batch_id = ?"
_TEXT_OF = """
select content from kept_text join batch_state using (batch_id)
where file_sha256 = ? and state = 'published' order by batch_id desc limit 1
"""
_PRINTED = "select words, paragraph from printed where batch_id = ? and obs_id = ? limit 1"
_SEEN = "select * exclude (batch_id) from seen where batch_id = ? and obs_id = ? limit 1"
_SEEN_OF = """
select seen.* exclude (picture) from seen
semi join (select * from observation where area = ?) as told using (batch_id, obs_id)
"""
# The shown figure of every key a batch speaks of.
_SHOWN = """
select area, indicator, period, obs_status, value, qualifier, source_title
from preferred_observation
semi join (select * from observation where batch_id = ?) as told
using (area, indicator, period, obs_status)
"""
_KEY = ["area", "indicator", "period", "obs_status"]


class Ledger(Database):
    """Writing, and the history of what was written."""

    def append(self, batch: NewBatch, sources: pd.DataFrame, observations: pd.DataFrame) -> int:
        """Store a batch with its file in one transaction and give its number.

        Args:
            batch: who, what file, why, what the preview counted.
            sources: columns of table `source` but batch_id.
            observations: columns of table `observation` but batch_id; those of PRINTED may follow.
        """
        now = _now()
        printed = _printed(observations)
        observations = observations.drop(columns=list(PRINTED), errors="ignore")
        with self.transaction() as cursor:
            row = cursor.execute(_NEXT_BATCH).fetchone()
            number = int(row[0]) if row else 1
            told = {
                name: getattr(batch, name)
                for name in ("recorded_by", "file_name", "file_sha256", "reason")
            } | {
                f"{name}_count": getattr(batch, f"{name}_count")
                for name in ("new", "revised", "conflicting", "same", "refused")
            }
            whole = {"batch_id": number, "recorded_at": now, "observation_count": len(observations)}
            cursor.register("arriving_batch", pd.DataFrame([{**whole, **told}]))
            cursor.register("arriving_sources", sources)
            cursor.register("arriving_observations", _arrow(observations))
            cursor.execute(_INSERT_SOURCES, [number])
            cursor.execute(_INSERT_OBSERVATIONS, [number])
            if len(printed):
                cursor.register("arriving_printed", _arrow(printed))
                cursor.execute(_INSERT_PRINTED, [number])
            if batch.sights:
                cursor.register("arriving_seen", _arriving(batch.sights))
                cursor.execute(_INSERT_SEEN, [number])
            cursor.execute(_INSERT_BATCH)
            if batch.content is not None:
                cursor.execute(_INSERT_ORIGINAL, [number, batch.content])
            if batch.text:
                cursor.execute(_INSERT_TEXT, [number, batch.text])
            if batch.read_by:
                cursor.execute(_INSERT_READ_BY, [number, batch.read_by])
            if batch.decisions:
                decisions = pd.DataFrame(list(map(asdict, batch.decisions)))
                cursor.register("arriving_decisions", decisions)
                cursor.execute(_INSERT_DECISIONS, [number])
            if batch.answers:
                answers = [
                    {"batch_id": number, "layout": batch.layout, "question": q, "answer": a}
                    for q, a in batch.answers.items()
                ]
                cursor.register("arriving_answers", pd.DataFrame(answers))
                cursor.execute(_INSERT_ANSWERS)
            event = [number, batch.event, now, batch.recorded_by, batch.reason]
            cursor.execute(_INSERT_EVENT, event)
        return number

    def mark(self, batch_id: int, event: BatchEvent, by: str, reason: str) -> None:
        """Tell what happened to a batch; its state is its latest event."""
        with self.transaction() as cursor:
            cursor.execute(_INSERT_EVENT, [batch_id, event, _now(), by, reason])

    def effect(self, batch_id: int, event: BatchEvent) -> pd.DataFrame:
        """What would be shown after an event: it is told, looked at and taken back.

        One row for each key the batch speaks of and whose shown figure would change:
        area, indicator, period, obs_status; value, qualifier, source_title now and the same
        with `_after` (missing when nothing would be shown).
        """
        with self.rehearsal() as cursor:
            now = _shown(cursor, [batch_id])
            cursor.execute(_INSERT_EVENT, [batch_id, event, _now(), "", ""])
            after = _shown(cursor, [batch_id])
        both = now.merge(after, on=_KEY, how="outer", suffixes=("", "_after"))
        same = (both["value"] == both["value_after"]) & (
            both["source_title"] == both["source_title_after"]
        )
        return both[~same].reset_index(drop=True)

    def batches(self) -> pd.DataFrame:
        """Every batch with its state, oldest first: the columns of view batch_state."""
        return self.frame(_BATCHES)

    def batch(self, batch_id: int) -> pd.Series:
        """One batch with its state; NotFoundError when there is none."""
        batches = self.batches()
        found = batches[batches["batch_id"] == batch_id]
        if found.empty:
            raise NotFoundError(
                f"Không có lô số {batch_id}.",
                "Xem số lô ở trang Lịch sử.",
                f"There is no batch {batch_id}; see the history page.",
            )
        return found.iloc[0]

    def events(self, batch_id: int) -> pd.DataFrame:
        """What happened to a batch, in order: batch_id, event, happened_at, happened_by, reason."""
        return self.frame(_EVENTS, [batch_id])

    def observations_of(self, batch_id: int) -> pd.DataFrame:
        """Every observation a batch brought, whatever became of it."""
        return self.frame(_OBSERVATIONS, [batch_id])

    def remembered(self, layout: str) -> dict[str, str]:
        """What was answered last, by question, for files of a layout."""
        found = self.frame(_REMEMBERED, [layout])
        return dict(zip(found["question"], found["answer"], strict=True))

    def original(self, batch_id: int) -> tuple[str, bytes] | None:
        """Name and bytes of the file a batch was read from; None when none was kept."""
        found = self.frame(_ORIGINAL, [batch_id])
        if found.empty:
            return None
        return str(found.iloc[0]["file_name"]), bytes(found.iloc[0]["content"])

    def read_by(self, batch_id: int) -> str:
        """The model that a batch's report was read with; "" for a table, or of an older store."""
        found = self.frame(_READ_BY, [batch_id])
        return "" if found.empty else str(found.iloc[0]["model"])

    def decisions(self) -> pd.DataFrame:
        """What clerks said of the numbers of reports that are published: as `Decided`."""
        return self.frame(_DECISIONS)

    def kept_text(self, batch_id: int) -> str:
        """The text that spans of a batch's figures point into; "" when none was kept."""
        found = self.frame(_KEPT_TEXT, [batch_id])
        return "" if found.empty else str(found.iloc[0]["content"])

    def text_of(self, sha256: str) -> str:
        """The text kept of a file that was published, known by its digest; "" when there is none.

        What a batch was read as that came last counts.
        """
        found = self.frame(_TEXT_OF, [sha256])
        return "" if found.empty or not sha256 else str(found.iloc[0]["content"])

    def printed(self, batch_id: int, obs_id: str) -> Printed:
        """What a batch's table told of the place its document prints a figure at."""
        found = self.frame(_PRINTED, [batch_id, obs_id])
        if found.empty:
            return Printed()
        words, paragraph = found.iloc[0]
        return Printed(words or "", None if pd.isna(paragraph) else int(paragraph))

    def sight(self, batch_id: int, obs_id: str) -> Sight:
        """Where a scan shows a figure of a batch; NOT_SEEN for any other figure."""
        found = self.frame(_SEEN, [batch_id, obs_id]) if self.has("seen") else pd.DataFrame()
        if found.empty:
            return Sight()
        row = found.iloc[0].to_dict()
        return Sight(_seen(row), b"" if pd.isna(row["picture"]) else bytes(row["picture"]))

    def seen_of(self, area: str) -> dict[tuple[int, str], Seen]:
        """By batch_id and obs_id, where scans show the figures of an area."""
        rows = self.frame(_SEEN_OF, [area]).to_dict("records") if self.has("seen") else []
        return {(int(row["batch_id"]), str(row["obs_id"])): _seen(row) for row in rows}


def _shown(cursor: duckdb.DuckDBPyConnection, values: Sequence[object]) -> pd.DataFrame:
    return cursor.execute(_SHOWN, values).df()


def _printed(observations: pd.DataFrame) -> pd.DataFrame:
    """Of the observations those with anything in a column of PRINTED."""
    if not set(PRINTED) <= set(observations.columns):
        return observations.iloc[:0]
    told = observations["words"].ne("") | observations["paragraph"].notna()
    return observations.loc[told, ["obs_id", *PRINTED]]


def _arriving(sights: Mapping[str, Sight]) -> pa.Table:
    """Sights by obs_id as rows of table `seen` but batch_id."""
    return pa.Table.from_pylist(
        [
            {"obs_id": obs_id, "picture": sight.picture or None}
            | dict(zip(_LOOKS, _looks(sight.seen), strict=True))
            for obs_id, sight in sights.items()
        ]
    )


def _looks(seen: Seen) -> tuple[object, ...]:
    return (seen.page, *seen.box, seen.first, seen.second, seen.confidence)


def _seen(row: Mapping[Hashable, Any]) -> Seen:
    page, left, top, right, bottom, first, second, confidence = (row[name] for name in _LOOKS)
    return Seen(page, (left, top, right, bottom), first, second, confidence)


def _arrow(frame: pd.DataFrame) -> pa.Table:
    """A frame whose texts DuckDB copies as they are, not one Python object at a time.

    A column of mixed objects goes as texts: what does not fit the table is DuckDB's to refuse.
    """
    mixed = frame.select_dtypes(include="object").columns
    return pa.Table.from_pandas(frame.astype(dict.fromkeys(mixed, "str")), preserve_index=False)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
