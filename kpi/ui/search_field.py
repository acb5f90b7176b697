"""The search field at the top of every page: answers as one types, each a link to its view.

The script asks `/api/v1/search` itself, without a rerun; opening an answer changes the page
within the visit. The script and the style stand in static/.
"""

from collections.abc import Mapping, Sequence
from typing import get_args

import streamlit as st

from kpi import settings
from kpi.analysis.search import LONGEST
from kpi.analysis.search.values import Page
from kpi.ui import url
from kpi.ui.links import PAGES
from kpi.ui.words import lang, say

_STATIC = settings.ROOT / "kpi" / "ui" / "static"
_FIELD = st.components.v2.component(
    "kpi_search",
    html='<div class="kpi-search"></div>',
    css=(_STATIC / "search_field.css").read_text(encoding="utf-8"),
    js=(_STATIC / "search_field.js").read_text(encoding="utf-8"),
    # Its list lies over the page, in the page's own colours.
    isolate_styles=False,
)
_MOST_PARAMETERS = 8


def search_field(pages: Sequence[str]) -> None:
    """Draw the field, and go where an opened answer leads.

    Args:
        pages: the names that addresses of pages end with; links stand beside them.
    """
    result = _FIELD(
        key="search",
        data={
            "pages": list(pages),
            "lang": lang(),
            "shared": url.shared(),
            "longest": LONGEST,
            "words": _words(),
        },
        on_opened_change=lambda: None,
    )
    if (opened := _view(result.opened)) is not None:
        page, query = opened
        st.switch_page(PAGES / f"{page}.py", query_params={**url.shared(), **query})


def _view(told: object) -> tuple[str, dict[str, str]] | None:
    """A page and its parameters from the browser, which may say anything; None when it is none."""
    match told:
        case {"page": str(page), "query": Mapping() as query} if page in get_args(Page):
            texts = all(isinstance(part, str) for pair in query.items() for part in pair)
            if texts and len(query) <= _MOST_PARAMETERS:
                return page, dict(query)
    return None


def _words() -> Mapping[str, str]:
    return {
        "label": say("Tra nhanh số liệu", "Quick search"),
        "placeholder": say("Tra nhanh: bắc ninh bts 2025", "Look up: bac ninh bts 2025"),
        "list": say("Kết quả tra nhanh", "Search results"),
        "count": say("{} kết quả", "{} results"),
        "clear": say("Xóa ô tra nhanh", "Clear the search"),
        "failed": say("Không tra được, thử lại sau.", "The search failed; try again."),
    }
