"""What a page says when there is nothing to show, and what to do about it."""

from typing import NoReturn

import streamlit as st

from kpi.ui.day import shown_day
from kpi.ui.words import say


def no_figures() -> NoReturn:
    """The store holds no figure at all: say how figures come in, and end the page."""
    st.title(say("Kho chưa có số liệu", "The store holds no figures yet"))
    if shown_day() is not None:
        nothing_here(
            say(
                "Ngày này kho chưa có số liệu nào; chọn ngày sau hoặc về hiện tại.",
                "On this day the store held no figure; choose a later one, or go back to today.",
            )
        )
    st.info(
        say(
            "Dựng kho từ số liệu kèm theo chương trình, hoặc nạp tệp của đơn vị:",
            "Build the store from the shipped figures, or load your own file:",
        ),
        icon=":material/database:",
    )
    st.code("python -m kpi build\npython -m kpi load FILE.csv", language="shell")
    raise PageEnd


def nothing_here(advice: str) -> NoReturn:
    """Nothing matches the choices made: say what else could be chosen, and end the page."""
    st.info(advice, icon=":material/search_off:")
    raise PageEnd


class PageEnd(Exception):  # noqa: N818 - not a fault: the page has said all it can
    """A page that has nothing more to say."""
