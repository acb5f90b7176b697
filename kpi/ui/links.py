"""Links from page to page; language and my province go along."""

import streamlit as st

from kpi import settings
from kpi.ui import url

PAGES = settings.ROOT / "pages"


def link(page: str, label: str, icon: str | None = None, **query: str) -> None:
    """A link to a page by its file's name, with further parameters of its address."""
    st.page_link(
        PAGES / f"{page}.py", label=label, icon=icon, query_params={**url.shared(), **query}
    )
