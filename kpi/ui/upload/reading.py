"""A table on its way in: read once an answer, with what was answered for its layout before."""

from collections.abc import Mapping

import streamlit as st

from kpi.errors import KpiError
from kpi.ingest import door
from kpi.ingest.door import Read
from kpi.ingest.formats.corner import Corner
from kpi.model import Reading, Source
from kpi.store import Store
from kpi.ui.data import catalogue
from kpi.ui.intake.drop import move, not_read, reader_of
from kpi.ui.intake.queue import queueing
from kpi.ui.intake.visit import Dropped, answers, current
from kpi.ui.words import say

COLUMN = "column"
"""What a question begins with that overrules a column's field."""


def shown(store: Store, file: Dropped) -> Reading | None:
    """The file as understood so far; None, and why, when it cannot be read at all.

    A text that its content shows to be a report goes to the page of reports.
    """
    try:
        with st.spinner(say("Đang đọc tệp …", "Reading the file …"), show_time=True):
            found = _read(store, file)
    except KpiError as error:
        not_read("tables", file, error)
        return None
    if found.report is not None:
        move("tables", file)
    return found.reading


def corners(file: Dropped) -> tuple[Corner, ...]:
    """What is shown of each sheet of a file that was read."""
    kept: tuple[object, Read] = st.session_state[f"read-{file.key}"]
    return kept[1].corners


def _read(store: Store, file: Dropped) -> Read:
    """The file with the answers so far; read again only when these change.

    What was answered when a file of the same layout was published is not asked again.

    Raises:
        UnreadableError: the file is not what its name or bytes promise.
    """
    given = answers(file)
    key = f"read-{file.key}"
    kept: tuple[object, Read | KpiError] | None = st.session_state.get(key)
    if kept is None or kept[0] != _asked(given):
        try:
            found: Read | KpiError = _with_earlier_answers(store, file, given)
        except KpiError as error:
            found = error
        kept = _asked(given), found
        st.session_state[key] = kept
    if isinstance(kept[1], KpiError):
        raise kept[1]
    return kept[1]


def _with_earlier_answers(store: Store, file: Dropped, given: dict[str, str]) -> Read:
    """Read it; the first time in a visit earlier answers are taken over."""
    found = _once(store, file, given)
    fields = current().fields
    if f"reused-{file.key}" in fields:
        return found
    fields[f"reused-{file.key}"] = 0
    # One answer may open a further question that was answered too.
    while taken := _taken_over(found.reading, store.remembered(found.reading.layout), given):
        given |= taken
        fields[f"reused-{file.key}"] += len(taken)
        found = _once(store, file, given)
    return found


def _once(store: Store, file: Dropped, given: Mapping[str, str]) -> Read:
    with queueing() as waiting:
        return door.read(
            file.data,
            file.name,
            catalogue(),
            documents=_documents(store),
            answers=given,
            reader=reader_of(file),
            waiting=waiting,
        )


def _asked(given: Mapping[str, str]) -> object:
    return tuple(sorted(given.items()))


def _taken_over(
    reading: Reading, remembered: Mapping[str, str], given: Mapping[str, str]
) -> dict[str, str]:
    """The earlier answers that serve this file: not its period and province, which are its own."""
    asked = {p.question for p in reading.problems if not p.entry}
    asked |= {q for q in remembered if q.startswith(f"{COLUMN}|") and not q.endswith("|period")}
    return {q: a for q, a in remembered.items() if q in asked - given.keys()}


def reused(file: Dropped) -> int:
    """How many answers were taken over from an earlier file of the same layout."""
    return int(current().fields.get(f"reused-{file.key}", 0))


def _documents(store: Store) -> Mapping[str, Source]:
    return {row["source_id"]: Source(**row) for row in store.sources().to_dict("records")}
