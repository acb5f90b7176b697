"""Named choices of indicators for annexes; each change is added, none is overwritten."""

from collections.abc import Sequence
from datetime import UTC, datetime

from kpi.store.database import Database

_FORMS = """
select name, indicator from annex_form
where indicator <> '' and entry_id in (select max(entry_id) from annex_form group by name)
order by name, place
"""
_INSERT = """
insert into annex_form by name
select (select coalesce(max(entry_id), 0) + 1 from annex_form) as entry_id, $name as name,
       unnest(range(len($of))) as place, unnest($of) as indicator, $at as kept_at, $by as kept_by
"""


def forms(store: Database) -> dict[str, tuple[str, ...]]:
    """The indicators of each form, in its order; none in a store that has no table."""
    if not store.has("annex_form"):
        return {}
    found: dict[str, list[str]] = {}
    told = store.frame(_FORMS)
    for name, indicator in zip(told["name"], told["indicator"], strict=True):
        found.setdefault(str(name), []).append(str(indicator))
    return {name: tuple(indicators) for name, indicators in found.items()}


def keep(store: Database, name: str, indicators: Sequence[str], *, by: str) -> None:
    """Keep a form in place of the one of its name; one of no indicators is gone."""
    with store.transaction() as cursor:
        now = datetime.now(UTC).replace(tzinfo=None)
        cursor.execute(_INSERT, {"name": name, "of": list(indicators) or [""], "at": now, "by": by})
