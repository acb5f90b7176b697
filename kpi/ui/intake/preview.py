"""What publishing a file would do: compared with the store once an answer, not at every rerun."""

from dataclasses import dataclass, replace

import streamlit as st

from kpi.model import Problem, Reading
from kpi.publish import Changes, preview
from kpi.publish.document import Document, asking, with_document
from kpi.store import Store
from kpi.ui.data import catalogue
from kpi.ui.intake.visit import Dropped


@dataclass(frozen=True)
class _Previewed:
    """A preview with what it was made of: it holds as long as that is the same."""

    reading: Reading
    document: Document
    problems: tuple[Problem, ...]
    writes: int
    changes: Changes


def changes(
    store: Store,
    file: Dropped,
    reading: Reading,
    document: Document,
    problems: tuple[Problem, ...] = (),
) -> Changes:
    """What publishing the reading under a document's name would do.

    Args:
        store: what it is compared with.
        file: that is read.
        reading: of the file.
        document: whose figures they are.
        problems: what is asked about the document itself.
    """
    key = f"preview-{file.key}"
    kept: _Previewed | None = st.session_state.get(key)
    same = (
        kept is not None
        and kept.reading is reading
        and (kept.document, kept.problems, kept.writes) == (document, problems, store.writes)
    )
    if kept is None or not same:
        writes = store.writes
        named = with_document(store, reading, document)
        found = asking(store, preview(store, catalogue(), named), document)
        found = replace(found, problems=(*found.problems, *problems))
        kept = _Previewed(reading, document, problems, writes, found)
        st.session_state[key] = kept
    return kept.changes
