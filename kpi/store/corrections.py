"""Requests to correct a figure, and what was answered; both are added, never changed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import pandas as pd

from kpi.store.database import Database

Verdict = Literal["corrected", "kept", "unclear"]


@dataclass(frozen=True)
class NewRequest:
    """What a reader asks: of which figure, why, what it should be, where that is printed.

    `proposed`, `link` and `contact` are "" when they were left out.
    """

    obs_id: str
    reason: str
    proposed: str = ""
    link: str = ""
    contact: str = ""


# A request keeps the figure's key: the figure itself may have been undone since.
_INSERT = """
insert into correction_request by name
select (select coalesce(max(request_id), 0) + 1 from correction_request) as request_id,
       obs_id, area, indicator, period, obs_status,
       ? as reason, ? as proposed, ? as link, ? as contact, ? as requested_at
from live_observation where obs_id = ?
"""
_INSERT_ANSWER = """
insert into correction_answer by name
select ? as request_id, ? as verdict, ? as answer, ? as answered_at, ? as answered_by
"""
_REQUESTS = """
select correction_request.*, verdict, answer, answered_at, answered_by
from correction_request
left join (
    select * from correction_answer
    qualify row_number() over (partition by request_id order by answered_at desc) = 1
) using (request_id)
order by request_id
"""
_COLUMNS = (
    *("request_id", "obs_id", "area", "indicator", "period", "obs_status"),
    *("reason", "proposed", "link", "contact", "requested_at"),
    *("verdict", "answer", "answered_at", "answered_by"),
)


def requests(store: Database) -> pd.DataFrame:
    """Every request with its latest answer, oldest first; none in a store that has no table.

    Columns: request_id (int), obs_id, area, indicator, period, obs_status, reason, proposed,
    link, contact (str), requested_at (datetime, UTC); verdict, answer, answered_at and
    answered_by are missing while it is open.
    """
    if not store.has("correction_request"):
        return pd.DataFrame(columns=list(_COLUMNS))
    return store.frame(_REQUESTS)


def ask(store: Database, request: NewRequest) -> None:
    """Keep a request; of a figure that is no longer live nothing is kept."""
    with store.transaction() as cursor:
        cursor.execute(
            _INSERT,
            [request.reason, request.proposed, request.link, request.contact, _now(),
             request.obs_id],
        )  # fmt: skip


def answer(store: Database, request_id: int, verdict: Verdict, words: str, *, by: str) -> None:
    """Keep an answer; a later one takes the place of an earlier one, which stays."""
    with store.transaction() as cursor:
        cursor.execute(_INSERT_ANSWER, [request_id, verdict, words, _now(), by])


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
