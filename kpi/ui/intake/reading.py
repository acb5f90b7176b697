"""A table on its way in: read once, asked about, previewed; nothing is kept beyond the visit."""

from collections.abc import Mapping

import streamlit as st

from kpi.ingest.tables.reading import read_table
from kpi.model import Reading, Source
from kpi.publish import Changes, preview
from kpi.publish.document import Document, asking, with_document
from kpi.store import Store
from kpi.ui.data import catalogue
from kpi.ui.intake.files import Dropped, answers


def read(store: Store, file: Dropped) -> Reading:
    """The file as understood with the answers so far; read again only when these change.

    What was answered when a file of the same layout was published is not asked again.

    Raises:
        UnreadableError: the file is not what its name or bytes promise.
    """
    given = answers(file)
    if f"intake-{file.key}" not in st.session_state:
        _remember(store, file, given)
    asked = (file.key, tuple(sorted(given.items())))
    kept: tuple[object, Reading] | None = st.session_state.get(f"intake-{file.key}")
    if kept is not None and kept[0] == asked:
        return kept[1]
    reading = read_table(file.data, file.name, catalogue(), _documents(store), given)
    st.session_state[f"intake-{file.key}"] = (asked, reading)
    return reading


def _remember(store: Store, file: Dropped, given: dict[str, str]) -> None:
    """Take over earlier answers; one may open a further question that was answered too."""
    before = len(given)
    while True:
        reading = read_table(file.data, file.name, catalogue(), _documents(store), given)
        remembered = store.remembered(reading.layout)
        asked = {p.question for p in reading.problems} - given.keys()
        found = {q: a for q, a in remembered.items() if q in asked}
        if not found:
            break
        given |= found
    st.session_state[f"remembered-{file.key}"] = len(given) - before


def reused(file: Dropped) -> int:
    """How many answers were taken over from an earlier file of the same layout."""
    return int(st.session_state.get(f"remembered-{file.key}", 0))


def ask_again(file: Dropped) -> None:
    """Drop all answers, also those taken over."""
    answers(file).clear()
    st.session_state[f"remembered-{file.key}"] = 0


def changes(store: Store, reading: Reading, document: Document) -> Changes:
    """What publishing the reading under a document's name would do."""
    named = with_document(store, reading, document)
    return asking(store, preview(store, catalogue(), named), document)


def _documents(store: Store) -> Mapping[str, Source]:
    return {row["source_id"]: Source(**row) for row in store.sources().to_dict("records")}
