"""The text of a report in a box of its own, every number of it a button.

The script and the style stand in static/; the text reaches the page as text, never as markup.
"""

import hashlib
from collections.abc import Mapping, Sequence

import streamlit as st

from kpi import settings
from kpi.model import Report
from kpi.ui.reports.marks import Fate, Mark, lines, marks
from kpi.ui.reports.review import Item, Review
from kpi.ui.words import lang, say
from kpi.wording import number

_STATIC = settings.ROOT / "kpi" / "ui" / "static"
_BOX = st.components.v2.component(
    "kpi_report_text",
    html='<div class="kpi-report"></div>',
    css=(_STATIC / "report_text.css").read_text(encoding="utf-8"),
    js=(_STATIC / "report_text.js").read_text(encoding="utf-8"),
    # A selection of the reader's can only be asked for outside a shadow.
    isolate_styles=False,
)


def text_box(name: str, report: Report, items: Sequence[Item], review: Review, target: str) -> None:
    """Draw the text; a click on a number shows its figure, or begins to add one.

    Args:
        name: of the document, part of the widget's key.
        report: whose text it is.
        items: the figures, whose numbers are marked by what was decided.
        review: which of them is shown.
        target: the class of the shown figure in the list, which a click there scrolls to.
    """
    key = f"text-{name}"
    known = {item.key for item in items}
    length = len(report.document.text)

    def picked() -> None:
        told = st.session_state[key].picked
        if told in known:
            review.point(told, "text")

    def missed() -> None:
        span = _span(st.session_state[key].missed, length)
        if span is not None:
            review.begin(*span)

    marked = marks(report, items)
    _BOX(
        key=key,
        data={
            # Told apart by what is drawn once; afterwards only classes change.
            "version": _digest([name, lang(), [[m.start, m.end] for m in marked]]),
            "lines": lines(report.document, marked),
            "fates": [[m.fate, m.item, m.title] for m in marked],
            "shown": review.shown,
            "number": list(review.number or ()),
            "jumps": review.jumps,
            "origin": review.origin,
            "target": target,
            "words": _words(marked),
        },
        on_picked_change=picked,
        on_missed_change=missed,
    )


def _span(told: object, length: int) -> tuple[int, int] | None:
    """A span from the browser, which may say anything; None when it is none of the text."""
    match told:
        case [int(start), int(end)] if 0 <= start < end <= length:
            return start, end
    return None


def _digest(told: object) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _words(marked: Sequence[Mark]) -> Mapping[str, str]:
    counts: dict[Fate, int] = {"taken": 0, "asked": 0, "refused": 0, "unread": 0}
    for mark in marked:
        counts[mark.fate] += 1
    shown = {fate: number(count, 0, lang()) for fate, count in counts.items()}
    return {
        "taken": say(f"nhận {shown['taken']}", f"taken {shown['taken']}"),
        "asked": say(f"hỏi {shown['asked']}", f"asked {shown['asked']}"),
        "refused": say(f"bỏ {shown['refused']}", f"refused {shown['refused']}"),
        "unread": say(f"chưa đọc {shown['unread']}", f"unread {shown['unread']}"),
        "label": say("Văn bản của báo cáo", "The text of the report"),
        "add": say("Thêm số liệu", "Add a figure"),
        "hint": say(
            "Bấm một số chưa đọc, hoặc bôi đen nó, để thêm số liệu.",
            "Click an unread number, or select it, to add a figure.",
        ),
    }
