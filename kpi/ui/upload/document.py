"""The document a table was taken from: what the store or the table says, as the clerk has it."""

import streamlit as st

from kpi.model import Problem, Reading
from kpi.publish.document import Document, earlier, names_itself
from kpi.store import Store
from kpi.ui.intake.document import (
    day_key,
    document_fields,
    first_fields,
    miswritten,
    namesakes_told,
)
from kpi.ui.intake.visit import Dropped
from kpi.ui.words import say


def document_form(
    store: Store, file: Dropped, reading: Reading
) -> tuple[Document, tuple[Problem, ...]]:
    """What readers will see as the document, and what is wrong with how it is given.

    A file that was published before is offered under the name it had then.
    """
    if not names_itself(reading):
        return Document(""), ()
    before = earlier(store, reading.sha256)
    known = before.source if before is not None else None
    st.markdown(f"**{say('Tài liệu nguồn', 'Source document')}**")
    fields = document_fields(file, first_fields(known, reading.stated, file), reported=False)
    day = day_key(fields.published_on)
    document = Document(
        title=fields.title,
        publisher=fields.publisher,
        kind=fields.kind,
        url=fields.url,
        published_on=day or "",
        number=fields.number,
    )
    namesakes_told(store, document)
    return document, () if day is not None else (miswritten("published_on"),)
