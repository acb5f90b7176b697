"""The figures of a scan on which both looks agree: looked at side by side, taken at once.

Two looks that read the same are no proof. So each stands there with its picture, and the button
that takes them comes after the last one.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from kpi.ingest.reports.sighted import AGREED
from kpi.model import Document
from kpi.ui.intake.visit import hold
from kpi.ui.reports.cards import short_headline
from kpi.ui.reports.review import Item, Review
from kpi.ui.reports.sight import Pages, glimpse, seen_of
from kpi.ui.words import lang, say
from kpi.wording import number

_AT_ONCE = 24
"""As many are looked at before a button takes them."""
STYLE = """
.st-key-agreed [data-testid="stVerticalBlock"] { gap: 0.3rem; }
"""


def agreed_ones(
    items: Sequence[Item], review: Review, notes: Mapping[str, Sequence[str]]
) -> list[Item]:
    """The figures about which nothing is open but that a person must look at the picture."""
    return [
        item
        for item in items
        if item.state == "open"
        and item.complete
        and item.doubts == (AGREED,)
        and not (notes.get(item.key) or item.key in review.aside)
    ]


def agreed_panel(
    name: str,
    document: Document,
    pages: Pages,
    review: Review,
    found: Sequence[Item],
) -> None:
    """Show figures with the pictures of their numbers, each to be ticked off, then the button."""
    shown = found[:_AT_ONCE]
    count = number(len(found), 0, lang())
    title = say(
        f"{count} số mà hai lần đọc như nhau: xem từng ảnh, rồi nhận một lần",
        f"{_figures(len(found))} on which both readings agree: look at each picture, then take "
        "them",
    )
    with st.expander(title, icon=":material/done_all:", expanded=True, key="agreed"):
        with st.grid(min_column_width=210, gap="small"):
            ticked = [item for item in shown if _cell(name, document, pages, item)]
        _take_button(name, review, shown, ticked)
        if len(found) > len(shown):
            st.caption(
                say(
                    f"{number(len(found) - len(shown), 0, lang())} số nữa hiện ra sau đó.",
                    f"{number(len(found) - len(shown), 0, lang())} more appear after these.",
                )
            )


def _cell(name: str, document: Document, pages: Pages, item: Item) -> bool:
    with st.container(border=True, key=f"agreed-{name}-{item.key}"):
        glimpse(pages, seen_of(document, item), document.text[item.start : item.end])
        key = _box(name, item)
        hold(key, first=True)
        return st.checkbox(short_headline(document, item), key=key)


def _box(name: str, item: Item) -> str:
    return f"agree-{name}-{item.key}"


def _take_button(name: str, review: Review, shown: Sequence[Item], ticked: Sequence[Item]) -> None:
    count = number(len(ticked), 0, lang())

    def take() -> None:
        # As the boxes stand now: one may have been ticked off since the button was drawn.
        for item in shown:
            hold(_box(name, item), first=True)
        taken = [item for item in shown if st.session_state[_box(name, item)]]
        if taken:
            review.accept(*taken)
            review.aside |= {item.key for item in shown if item not in taken}

    st.button(
        say(
            f"Nhận {count} số mà hai lần đọc như nhau",
            f"Take {_figures(len(ticked))} on which both readings agree",
        ),
        icon=":material/done_all:",
        type="primary",
        disabled=not ticked,
        on_click=take,
        key=f"take-agreed-{name}",
    )


def _figures(count: int) -> str:
    return f"{number(count, 0, 'en')} figure{'s' * (count != 1)}"
