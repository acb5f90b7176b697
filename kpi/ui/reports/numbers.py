"""A number that became no figure: the likeliest indicators on a button each, else the form."""

from collections.abc import Sequence

import streamlit as st

from kpi.model import Draft, Mention, Report
from kpi.ui.cells import indicator_name
from kpi.ui.data import catalogue
from kpi.ui.literal import literal
from kpi.ui.reports.cards import around
from kpi.ui.reports.fields import figure_form
from kpi.ui.reports.new_indicator import offer_new_indicator
from kpi.ui.reports.review import Item, Review
from kpi.ui.reports.sight import Pages, sight
from kpi.ui.reports.taking import blank, suggested, taken
from kpi.ui.words import say


def number_card(
    name: str, report: Report, pages: Pages, review: Review, items: Sequence[Item]
) -> None:
    """The number that was pointed at: what it may be a figure of, or the form of one."""
    start, end = review.number or (0, 0)
    told = blank(report.document, start, end, items)
    offered = suggested(report, start, end)
    words = say("Thêm số liệu từ", "Add a figure from")
    st.markdown(f"**{words} “{literal(told.as_written)}”**")
    st.caption(literal(around(told)))
    sight(pages, told.locator.seen, told.as_written)
    if offered and review.chosen is None:
        _offers(f"take-{name}", report, review, told)
        st.button(say("Thôi", "Cancel"), on_click=review.leave, key=f"leave-{name}")
        return
    key = f"add-{name}-{start}-{end}"
    figure_form(key, told, review.add, review.leave, tuple(offered), review.chosen or "")
    offer_new_indicator(key, report.document, told, review.add)


def number_row(
    name: str,
    report: Report,
    pages: Pages,
    review: Review,
    items: Sequence[Item],
    mention: Mention,
) -> None:
    """An unread number of the list, with its sentence."""
    told = blank(report.document, mention.start, mention.end, items)
    st.button(
        f"· **{literal(mention.as_written)}** · {literal(mention.reason)}",
        type="tertiary",
        on_click=review.begin,
        args=(mention.start, mention.end),
        key=f"number-{name}-{mention.start}",
    )
    st.caption(f"“{literal(around(told))}”")
    sight(pages, told.locator.seen, told.as_written)
    _offers(f"row-{name}", report, review, told)


def _offers(key: str, report: Report, review: Review, told: Draft) -> None:
    """A button for each likely indicator, which takes the number at once, and one for others."""
    start, end = told.locator.start or 0, told.locator.end or 0
    key = f"{key}-{start}-{end}"
    with st.container(horizontal=True, gap="small"):
        for indicator, because in suggested(report, start, end).items():
            st.button(
                literal(indicator_name(indicator)),
                help=literal(because) or None,
                on_click=_take,
                args=(report, review, told, indicator),
                key=f"{key}-{indicator}",
            )
        st.button(
            say("chỉ tiêu khác…", "another indicator…"),
            type="tertiary",
            on_click=review.begin,
            args=(start, end, ""),
            key=f"{key}-other",
        )


def _take(report: Report, review: Review, told: Draft, indicator: str) -> None:
    """Take a number as a figure; what cannot be read, or lacks a part, is asked in the form."""
    wanted = catalogue().indicator(indicator)
    given = taken(report.document, told, wanted, catalogue())
    if given is None or given.candidate is None:
        place = told.locator
        review.begin(place.start or 0, place.end or 0, indicator)
    else:
        review.add(given)
