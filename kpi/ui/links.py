"""Links from page to page; language and my province go along."""

from urllib.parse import urlencode

import streamlit as st

from kpi import settings
from kpi.ui import url

PAGES = settings.ROOT / "pages"


def link(page: str, label: str, icon: str | None = None, **query: str) -> None:
    """A link to a page by its file's name, with further parameters of its address."""
    st.page_link(PAGES / f"{page}.py", label=label, icon=icon, query_params=url.taken_along(query))


def address() -> str:
    """The address of this very view, with every choice made."""
    here = str(st.context.url or "").partition("?")[0]
    return f"{here}{query_of_view()}"


def query_of_view() -> str:
    """The address from the question mark on, as short as may be: "?area=vn34:24"; "" for none."""
    query = urlencode({k: v for k, v in url.complete().items() if v}, safe=":,")
    return f"?{query}" if query else ""
