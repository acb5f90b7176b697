"""Files wait for one another: what a page says meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from kpi.ingest import door
from kpi.ui.words import say


@contextmanager
def queueing() -> Iterator[door.Waiting]:
    """A place on the page that says how many files are read before this one, while it waits."""
    place = st.empty()

    def tell(ahead: int) -> None:
        place.caption(
            say(
                f"Máy chủ đang đọc {ahead} tệp khác; tệp này đang chờ đến lượt …",
                f"The server is reading {ahead} other files; this one waits for its turn …",
            )
        )

    yield tell
    place.empty()
