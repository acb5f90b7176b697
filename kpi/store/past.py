"""The store as it stood: the same questions, asked of what had happened by then.

Nothing is ever changed or deleted, so an earlier day is the views of schema.sql over the events
of before. They shadow the stored views of the same names in one query.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
_VIEWS: list[tuple[str, str]] = re.findall(
    r"^create view (\w+) as\n(.*?);$", _SCHEMA, re.DOTALL | re.MULTILINE
)


def end_of(day: date) -> datetime:
    """The moment a day ends in Vietnam, in UTC without a zone, as the store keeps moments."""
    after = datetime.combine(day + timedelta(days=1), time(), _VIETNAM)
    return after.astimezone(UTC).replace(tzinfo=None)


def shadows(moment: datetime) -> str:
    """What stands before a `select` so that it sees the events before a moment, and no later."""
    events = f"select * from main.batch_event where happened_at < timestamp '{moment.isoformat()}'"
    # Materialized, a view would be read whole before the condition on it applies.
    tables = [("batch_event", events), *_VIEWS]
    return "with " + ", ".join(f"{name} as not materialized ({sql})" for name, sql in tables)
