"""A table on its way in: read once an answer, with what was answered for its layout before."""

from collections.abc import Mapping

import streamlit as st

from kpi.errors import KpiError
from kpi.ingest.tables.reading import read_table
from kpi.model import Reading, Source
from kpi.store import Store
from kpi.ui.data import catalogue
from kpi.ui.intake.drop import other_way
from kpi.ui.intake.visit import Dropped, answers, current
from kpi.ui.words import say

COLUMN = "column"
"""What a question begins with that overrules a column's field."""


def shown(store: Store, file: Dropped) -> Reading | None:
    """The file as understood so far; None, and why, when it cannot be read at all."""
    try:
        with st.spinner(say("Đang đọc tệp …", "Reading the file …"), show_time=True):
            return read(store, file)
    except KpiError as error:
        st.error(say(str(error), error.english or str(error)), icon=":material/error:")
        other_way("tables", file)
        return None


def read(store: Store, file: Dropped) -> Reading:
    """The file as understood with the answers so far; read again only when these change.

    What was answered when a file of the same layout was published is not asked again.

    Raises:
        UnreadableError: the file is not what its name or bytes promise.
    """
    given = answers(file)
    kept: tuple[object, Reading | KpiError] | None = st.session_state.get(f"intake-{file.key}")
    if kept is None or kept[0] != _asked(given):
        try:
            found: Reading | KpiError = _read(store, file, given)
        except KpiError as error:
            found = error
        kept = _asked(given), found
        st.session_state[f"intake-{file.key}"] = kept
    if isinstance(kept[1], KpiError):
        raise kept[1]
    return kept[1]


def _read(store: Store, file: Dropped, given: dict[str, str]) -> Reading:
    """Read it; the first time in a visit earlier answers are taken over."""

    def once() -> Reading:
        return read_table(file.data, file.name, catalogue(), _documents(store), given)

    reading = once()
    fields = current().fields
    if f"reused-{file.key}" in fields:
        return reading
    fields[f"reused-{file.key}"] = 0
    # One answer may open a further question that was answered too.
    while found := _taken_over(reading, store.remembered(reading.layout), given):
        given |= found
        fields[f"reused-{file.key}"] += len(found)
        reading = once()
    return reading


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


def ask_again(file: Dropped) -> None:
    """Drop all answers, also those taken over."""
    answers(file).clear()
    current().fields[f"reused-{file.key}"] = 0


def _documents(store: Store) -> Mapping[str, Source]:
    return {row["source_id"]: Source(**row) for row in store.sources().to_dict("records")}
