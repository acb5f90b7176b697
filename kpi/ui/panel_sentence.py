"""The sentence that tells a figure, with its number marked; always as text, never as markup."""

from html import escape
from typing import Any

import streamlit as st

from kpi.ui.words import say

_STYLE = """
<style>
.kpi-sentence { margin: 0; padding: 0.6rem 0.9rem; border-left: 3px solid #3E8ED0;
  line-height: 1.6; overflow-wrap: anywhere; white-space: pre-line; }
.kpi-sentence mark { background: rgba(30, 136, 210, 0.28); color: inherit; font-weight: 600;
  padding: 0.05rem 0.25rem; border-radius: 0.25rem; }
.kpi-sentence span { opacity: 0.65; }
</style>
"""
# So much of the text is told before and after a sentence.
_AROUND = 160


def sentence(row: dict[str, Any], text: str) -> None:
    """Show where a figure is told.

    Args:
        row: the figure, with `sentence`, `span_start`, `span_end` and `as_written`.
        text: the kept text that the span points into; "" when none was kept.
    """
    label = escape(say("Câu in ra số liệu", "The sentence that tells the figure"))
    st.html(f'{_STYLE}<blockquote class="kpi-sentence" aria-label="{label}">{marked(row, text)}')


def marked(row: dict[str, Any], text: str) -> str:
    """The sentence as HTML with the number marked, and a little of what stands around it.

    Without the text only a number that stands once in the sentence is marked: which of two
    it is would be a guess.
    """
    told, number = str(row["sentence"]), str(row["as_written"])
    place = _place(row, text)
    if place is not None:
        start, end = int(row["span_start"]), int(row["span_end"])
        whole = place, place + len(told)
        before = text[max(0, whole[0] - _AROUND) : whole[0]].rpartition("\n")[2]
        after = text[whole[1] : whole[1] + _AROUND].partition("\n")[0]
        return (
            f"<span>{escape(before)}</span>{escape(text[whole[0] : start])}"
            f"<mark>{escape(text[start:end])}</mark>{escape(text[end : whole[1]])}"
            f"<span>{escape(after)}</span>"
        )
    if number and told.count(number) == 1:
        before, after = told.split(number)
        return f"{escape(before)}<mark>{escape(number)}</mark>{escape(after)}"
    return escape(told)


def _place(row: dict[str, Any], text: str) -> int | None:
    """Where in the text the sentence begins that the span lies in; None when it does not."""
    if not text or row["locator_kind"] != "text":
        return None
    start, end = int(row["span_start"]), int(row["span_end"])
    told = str(row["sentence"])
    if text[start:end].strip() != row["as_written"]:
        return None
    place = text.rfind(told, max(0, end - len(told)), start + len(told))
    return place if 0 <= place <= start else None
