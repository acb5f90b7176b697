"""The list of observations, a page at a time."""

import pandas as pd
import streamlit as st

from kpi.analysis.observations import Page, Query
from kpi.ui import draw, url
from kpi.ui.cells import (
    indicator_name,
    period_cell,
    published_cell,
    territory,
    value_cell,
)
from kpi.ui.data import catalogue
from kpi.ui.shown import column
from kpi.ui.words import former, lang, say
from kpi.wording import number, status_word

_SIZES = ("50", "100", "200")
_SEEN = "explore-query"


def place(query: Query) -> tuple[int, int]:
    """The first row of the page that the address asks for, and how many rows a page has.

    Another choice is another list, which begins at its first page.
    """
    if st.session_state.get(_SEEN, query) != query:
        url.write("page", "")
    st.session_state[_SEEN] = query
    written = st.query_params.get("page", "1")
    page = int(written) if written.isascii() and written.isdigit() and len(written) < 8 else 1
    rows = int(url.read("rows", _SIZES, _SIZES[0]))
    return max(0, page - 1) * rows, rows


def table(page: Page) -> None:
    """The figures of a page; a row opens its source."""
    rows = page.figures.to_dict("records")
    frame = pd.DataFrame(
        {
            say("Chỉ tiêu", "Indicator"): [indicator_name(r["indicator"]) for r in rows],
            say("Tỉnh", "Province"): [area_name(str(r["area"])) for r in rows],
            say("Kỳ", "Period"): column([period_cell(r) for r in rows]),
            say("Giá trị", "Value"): column([value_cell(r) for r in rows]),
            say("Loại", "Kind"): [status_word(r["obs_status"], lang()) for r in rows],
            say("Nguồn", "Source"): [r["source_title"] for r in rows],
            say("Công bố", "Published"): column([published_cell(r) for r in rows]),
        }
    )
    draw.table(frame, [r["obs_id"] for r in rows], "explore", height=draw.fitting(len(rows), 900))


def area_name(key: str) -> str:
    """An area's name; its key where the catalogue does not know it."""
    area = catalogue().areas.get(key)
    if area is None:
        return key
    return territory(key) if area.scheme == "vn63" else former(area)


def pager(page: Page, rows: int) -> None:
    """Which rows these are of how many, and the way to the others."""
    last = page.offset + len(page.figures)
    told = [number(n, 0, lang()) for n in (page.offset + 1, last, page.total)]
    here = page.offset // rows + 1
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            say(f"{told[0]}–{told[1]} trong {told[2]}", f"{told[0]}–{told[1]} of {told[2]}"),
            width="content",
        )
        _step(say("Trang trước", "Previous"), here - 1, ":material/chevron_left:", here > 1)
        _step(say("Trang tiếp", "Next"), here + 1, ":material/chevron_right:", last < page.total)
        url.choose(
            say("Số dòng mỗi trang", "Rows a page"),
            "rows",
            _SIZES,
            show=lambda n: say(f"{n} dòng", f"{n} rows"),
            hide_label=True,
            width=130,
        )


def _step(label: str, to: int, icon: str, possible: bool) -> None:  # noqa: FBT001 - one caller
    st.button(
        label,
        key=f"page-{icon}",
        icon=icon,
        disabled=not possible,
        on_click=url.write,
        args=("page", str(to), "1"),
    )
