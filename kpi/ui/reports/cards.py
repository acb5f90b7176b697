"""One figure of the list: what it says, the words that say so, the doubts, and the answers."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import streamlit as st

from kpi.model import Document, Draft
from kpi.ui.cells import amount_of, indicator_name
from kpi.ui.data import catalogue
from kpi.ui.intake.document import area_name
from kpi.ui.literal import literal
from kpi.ui.reports.counted import SIGNS
from kpi.ui.reports.evidence import evidence, other_year
from kpi.ui.reports.fields import figure_form
from kpi.ui.reports.review import Item, Review
from kpi.ui.reports.sight import Pages, seen_of, sight
from kpi.ui.reports.taking import blank
from kpi.ui.words import lang, say
from kpi.wording import period_text, status_word

_LONGEST = 240


def card(
    name: str,
    document: Document,
    pages: Pages,
    review: Review,
    item: Item,
    notes: Sequence[str],
    following: str | None,
) -> None:
    """Draw a figure.

    Args:
        name: of the document, part of the widgets' keys.
        document: whose figure it is.
        pages: of the document that are pictures.
        review: what is decided.
        item: the figure.
        notes: what is odd about it beside the figures of the store.
        following: of the figure that the keyboard acts on, the key of the one it goes to next;
            None of all others.
    """
    key = f"{name}-{item.key}"
    st.button(
        headline(document, item),
        type="tertiary",
        on_click=review.point,
        args=(item.key, "list"),
        key=f"show-{key}",
    )
    if lines := list(_lines(document, item)):
        st.caption("  \n".join(lines))
    if pages:
        sight(pages, seen_of(document, item), document.text[item.start : item.end])
    if item.doubts or notes:
        words = (*item.doubts, *notes)
        st.markdown("  \n".join(f":orange[:material/help:] {literal(w)}" for w in words))
    if review.form == item.key:
        told = item.figure or blank(document, item.start, item.end)
        keep = partial(review.correct, item)
        figure_form(f"form-{key}", told, keep, review.leave, item.options)
        return
    _buttons(review, item, key, following)


def _buttons(review: Review, item: Item, key: str, following: str | None) -> None:
    at_hand, shown = following is not None, review.shown

    def decide(act: Callable[[Item], None]) -> None:
        # A key that was pressed before the next figure could be seen decides nothing.
        if at_hand and review.shown != shown:
            return
        act(item)
        if following:
            review.point(following, "decision")

    with st.container(horizontal=True, gap="small"):
        st.button(
            say("Nhận", "Take"),
            icon=":material/check:",
            type="primary" if item.state == "accepted" else "secondary",
            disabled=not item.complete,
            help=None if item.complete else say("Sửa trước đã.", "Correct it first."),
            on_click=decide,
            args=(review.accept,),
            key=f"accept-{key}",
            shortcut="N" if at_hand and item.complete else None,
        )
        st.button(
            say("Sửa", "Correct"),
            icon=":material/edit:",
            on_click=review.open_form,
            args=(item,),
            key=f"correct-{key}",
            shortcut="S" if at_hand else None,
        )
        st.button(
            say("Bỏ", "Refuse"),
            icon=":material/close:",
            type="primary" if item.state == "refused" else "secondary",
            on_click=decide,
            args=(review.refuse,),
            key=f"refuse-{key}",
            shortcut="B" if at_hand else None,
        )


def headline(document: Document, item: Item) -> str:
    """Indicator, province, period, kind and value in one line; struck through when refused."""
    told = item.figure
    if told is None:
        parts = [f"“{literal(document.text[item.start : item.end])}”"]
    else:
        parts = [
            f"**{literal(indicator_name(told.indicator))}**",
            literal(area_name(told.area)) if told.area else say("tỉnh chưa rõ", "which province?"),
            literal(_period(told)),
            status_word(told.obs_status, lang()),
            f"**{literal(_amount(told))}**",
        ]
    line = " · ".join(parts)
    return f"{SIGNS[item.state]} {f'~~{line}~~' if item.state == 'refused' else line}"


def short_headline(document: Document, item: Item) -> str:
    """Value, indicator and period; kind and province where they are not the usual ones."""
    told = item.figure
    if told is None:
        return headline(document, item)
    parts = [f"**{literal(_amount(told))}**", literal(indicator_name(told.indicator))]
    if told.area != document.area.value:
        parts.append(literal(area_name(told.area)))
    parts.append(literal(_period(told)))
    if told.obs_status != "actual":
        parts.append(status_word(told.obs_status, lang()))
    return " · ".join(parts)


def around(told: Draft) -> str:
    """What is written around a number; the nearest words of a long sentence."""
    sentence = told.locator.sentence
    if len(sentence) <= _LONGEST:
        return sentence
    at = max(sentence.find(told.as_written), 0)
    start = max(0, min(at - _LONGEST // 2, len(sentence) - _LONGEST))
    before, after = "… " * (start > 0), " …" * (start + _LONGEST < len(sentence))
    return f"{before}{sentence[start : start + _LONGEST].strip()}{after}"


def _amount(told: Draft) -> str:
    return amount_of(
        {"indicator": told.indicator, "value": told.value, "qualifier": told.qualifier}
    )


def _period(told: Draft) -> str:
    if told.period is None:
        return say("kỳ chưa rõ", "which period?")
    flow = catalogue().indicator(told.indicator).measure == "flow"
    return period_text(told.period, lang(), cumulative=flow)


def _lines(document: Document, item: Item) -> Iterable[str]:
    """Where the figure comes from; of an open one its sentence too, as a phone has no room."""
    if item.origin == "added":
        yield say("anh, chị thêm", "added by you")
    elif item.figure is not None:
        badge = say("khác kỳ báo cáo", "not the year reported on")
        mark = f":orange-badge[{badge}] " if other_year(document, item) else ""
        own = say("anh, chị đã sửa · ", "corrected by you · ") if item.own else ""
        yield f"{mark}{own}{evidence(document, item)}"
    if item.state == "open":
        told = item.figure or blank(document, item.start, item.end)
        yield f"“{literal(around(told))}”"
