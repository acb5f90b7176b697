"""The text of a report in a box of its own, every number of it a button.

The script and the style stand in static/; the text reaches the page as text, never as markup.
"""

import hashlib
from collections.abc import Mapping, Sequence

import streamlit as st

from kpi import settings
from kpi.model import Report
from kpi.ui.reports.counted import counted
from kpi.ui.reports.evidence import spans
from kpi.ui.reports.marks import Fate, Mark, lines
from kpi.ui.reports.review import Counts, Item, Review
from kpi.ui.words import lang, say

# What became of each number, a letter each: it is told again after every decision.
LETTERS: Mapping[Fate, str] = {
    "taken": "t", "asked": "a", "refused": "r", "unread": "u", "plain": "p",
}  # fmt: skip
_STATIC = settings.ROOT / "kpi" / "ui" / "static"
_BOX = st.components.v2.component(
    "kpi_report_text",
    html='<div class="kpi-report"></div>',
    css=(_STATIC / "report_text.css").read_text(encoding="utf-8"),
    js=(_STATIC / "report_text.js").read_text(encoding="utf-8"),
    # A selection of the reader's can only be asked for outside a shadow.
    isolate_styles=False,
)


def forget(name: str) -> None:
    """Have the text told in full when it is drawn next, as a page drawn anew has none."""
    st.session_state.pop(f"told-{name}", None)


def text_box(
    name: str,
    report: Report,
    items: Sequence[Item],
    marked: Sequence[Mark],
    review: Review,
    counts: Counts,
    at_hand: Item | None,
    target: str,
    *,
    beside_scan: bool = False,
) -> None:
    """Draw the text; a click on a number shows its figure, or begins to add one.

    The text is told once; after a decision only what became of its numbers is.

    Args:
        name: of the document, part of the widget's key.
        report: whose text it is.
        items: the figures.
        marked: its numbers, by what was decided.
        review: which of them is shown.
        counts: of the figures, for the legend.
        at_hand: the figure that is marked as shown, with the words that told it.
        target: the class of the shown figure in the list, which a click there scrolls to.
        beside_scan: whether a figure of the list is shown in a picture, and here beside it.
    """
    key = f"text-{name}"
    known = {item.key for item in items}
    length = len(report.document.text)

    def picked() -> None:
        told = st.session_state[key].picked
        if isinstance(told, str) and told in known:
            review.point(told, "text")

    def missed() -> None:
        span = span_of(st.session_state[key].missed, length)
        if span is not None:
            review.begin(*span)

    # Told apart by what is drawn once; afterwards only classes change.
    version = digest([name, lang(), [[m.start, m.end, m.item, m.title] for m in marked]])
    data = {
        "version": version,
        "fates": "".join(LETTERS[m.fate] for m in marked),
        "shown": at_hand.key if at_hand is not None else "",
        "evidence": spans(at_hand) if at_hand is not None else [],
        "number": list(review.number or ()),
        "jumps": review.jumps,
        "origin": review.origin,
        "target": target,
        "beside": beside_scan,
        "counts": list(counted(counts).values()),
    }
    if st.session_state.get(f"told-{name}") != version:
        st.session_state[f"told-{name}"] = version
        data["text"] = {
            "lines": lines(report.document, marked),
            "marks": [[m.item, m.title] for m in marked],
            "words": _words(),
        }
    _BOX(
        key=key,
        data=data,
        on_picked_change=picked,
        on_missed_change=missed,
        on_blank_change=lambda: forget(name),
    )


def span_of(told: object, length: int) -> tuple[int, int] | None:
    """A span from the browser, which may say anything; None when it is none of the text."""
    match told:
        case [int(start), int(end)] if 0 <= start < end <= length:
            return start, end
    return None


def digest(told: object) -> str:
    """A short name of what is drawn, another one as soon as anything of it differs."""
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _words() -> Mapping[str, str]:
    return {
        "t": say("nhận", "taken"),
        "a": say("hỏi", "asked"),
        "r": say("bỏ", "refused"),
        "u": say("chưa đọc", "unread"),
        "p": say("không phải số liệu", "no figure"),
        "label": say("Văn bản của báo cáo", "The text of the report"),
        "add": say("Thêm số liệu", "Add a figure"),
        "hint": say(
            "Bấm một số chưa đọc, hoặc bôi đen nó, để thêm số liệu. Chữ gạch chân: căn cứ của số "
            "đang xem.",
            "Click an unread number, or select it, to add a figure. Underlined: the words that "
            "told the one that is shown.",
        ),
    }
