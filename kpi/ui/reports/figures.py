"""Step 3 of the reports page: the text on one side, what it seems to tell on the other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import streamlit as st

from kpi.model import Draft, Report
from kpi.publish import Changes
from kpi.ui.cells import amount_of, indicator_name
from kpi.ui.data import catalogue
from kpi.ui.intake.document import area_name
from kpi.ui.intake.visit import Dropped
from kpi.ui.literal import literal
from kpi.ui.reports.fields import figure_form
from kpi.ui.reports.new_indicator import offer_new_indicator
from kpi.ui.reports.review import Item, Review, State, blank
from kpi.ui.reports.text import text_box
from kpi.ui.words import lang, say
from kpi.wording import number, period_text, status_word

# Figures a page of the list: hundreds of buttons at once would make every click slow.
_AT_ONCE = 20
_UNSCROLLED = 3
_LONGEST = 240
_SIGNS: Mapping[State, str] = {"accepted": "■", "open": "□", "refused": "✕"}
_STYLE = """
<style>
.st-key-figures button[kind="tertiary"] { text-align: left; justify-content: flex-start;
  min-height: 0; padding: 0; }
.st-key-figures button[kind="tertiary"] p { text-align: left; line-height: 1.4; }
.st-key-figures button:not([kind="tertiary"]) { min-height: 2rem; padding: 0 0.6rem; }
.st-key-figures [data-testid="stVerticalBlock"] { gap: 0.4rem; }
@media (max-width: 640px) {
  :has(> .st-key-figures), .st-key-figures { height: auto !important; overflow: visible; }
  .st-key-figures button:not([kind="tertiary"]) { min-height: 2.75rem; }
}
.st-key-figures { padding: 4px; }
.st-key-SHOWN { outline: 3px solid #3E8ED0; }
</style>
"""


def figures(
    file: Dropped, report: Report, review: Review, items: Sequence[Item], changes: Changes
) -> None:
    """Both columns; a click in one shows the same figure in the other."""
    st.subheader(say("3 · Đối chiếu từng số", "3 · Look through the figures"))
    if not items:
        st.info(
            say(
                "Đã đọc, không có số liệu. Thấy số còn sót thì bấm vào nó trong văn bản để thêm.",
                "Read, no figures found. Click a number of the text to add one that was missed.",
            ),
            icon=":material/task_alt:",
        )
    classes = {item.key: f"figure-{file.key}-{at}" for at, item in enumerate(items)}
    adding = f"adding-{file.key}"
    shown = f"st-key-{classes.get(review.shown, '')}"
    st.html(_STYLE.replace("st-key-SHOWN", shown))
    left, right = st.columns([11, 10])
    with left:
        text_box(file.key, report, items, review, f"st-key-{adding}" if review.number else shown)
    with right:
        if review.number is not None:
            with st.container(border=True, key=adding):
                _adding(file, report, review)
        if items:
            _list(file, report, review, items, classes, _notes(changes))


def _adding(file: Dropped, report: Report, review: Review) -> None:
    start, end = review.number or (0, 0)
    told = blank(report.document, start, end)
    words = say("Thêm số liệu từ", "Add a figure from")
    st.markdown(f"**{words} “{literal(told.as_written)}”**")
    st.caption(literal(told.locator.sentence))
    key = f"add-{file.key}-{start}-{end}"
    given = figure_form(key, told, review.leave)
    offer_new_indicator(key, told, review.add)
    if given is not None:
        review.add(given)
        st.rerun()


def _list(
    file: Dropped,
    report: Report,
    review: Review,
    items: Sequence[Item],
    classes: Mapping[str, str],
    notes: Mapping[int, Sequence[str]],
) -> None:
    listed = _filtered(file, review, items)
    pages = -(-len(listed) // _AT_ONCE)
    at = next((n for n, item in enumerate(listed) if item.key == review.shown), None)
    if at is not None and review.jumps != review.seen:
        review.page = at // _AT_ONCE + 1
        review.seen = review.jumps
    page = 1
    # A short list takes its own height, a long one scrolls beside the text.
    height: Literal["content"] | int = "content" if len(listed) <= _UNSCROLLED else 560
    with st.container(height=height, border=False, key="figures"):
        place = st.container()
        if pages > 1:
            # Another key with every jump: the page that is shown begins anew with it.
            key = f"page-{file.key}-{review.seen}-{pages}"
            page = st.pagination(pages, default=min(review.page, pages), key=key)
        with place:
            for item in listed[(page - 1) * _AT_ONCE : page * _AT_ONCE]:
                with st.container(border=True, key=classes[item.key]):
                    _card(file, report, review, item, notes.get(item.start, ()))


def _filtered(file: Dropped, review: Review, items: Sequence[Item]) -> list[Item]:
    counts = Counter[str](["all"] * len(items) + [item.state for item in items])
    words: dict[str, str] = {
        "all": say("Tất cả", "All"),
        "open": say("□ Hỏi", "□ Asked"),
        "accepted": say("■ Nhận", "■ Taken"),
        "refused": say("✕ Bỏ", "✕ Refused"),
    }
    options = [name for name in words if counts[name]]
    key = f"listed-{file.key}"
    named = next((item.state for item in items if item.key == review.shown), None)
    elsewhere = review.jumps != review.seen and st.session_state.get(key) != named
    if elsewhere or st.session_state.get(key) not in options:
        st.session_state[key] = "all"
    chosen = st.segmented_control(
        say("Số liệu được đề xuất", "Proposed figures"),
        options,
        format_func=lambda name: f"{words[name]} {number(counts[name], 0, lang())}",
        required=True,
        key=key,
    )
    return [item for item in items if chosen in ("all", item.state)]


def _card(file: Dropped, report: Report, review: Review, item: Item, notes: Sequence[str]) -> None:
    key = f"{file.key}-{item.key}"
    st.button(
        _headline(report, item),
        type="tertiary",
        on_click=review.point,
        args=(item.key, "list"),
        key=f"show-{key}",
    )
    for line in _reasons(item):
        st.caption(line)
    if item.state == "open":  # on a phone the text is far above
        st.caption(f"“{literal(_sentence(report, item))}”")
    for words in (*item.doubts, *notes):
        st.markdown(f":orange[:material/help:] {literal(words)}")
    if review.form == item.key:
        told = item.figure or blank(report.document, item.start, item.end)
        given = figure_form(f"form-{key}", told, review.leave, item.options)
        if given is not None:
            review.correct(item, given)
            st.rerun()
        return
    _buttons(review, item, key)


def _buttons(review: Review, item: Item, key: str) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button(
            say("Nhận", "Take"),
            icon=":material/check:",
            type="primary" if item.state == "accepted" else "secondary",
            disabled=not item.complete,
            help=None if item.complete else say("Sửa trước đã.", "Correct it first."),
            on_click=review.accept,
            args=(item,),
            key=f"accept-{key}",
        )
        st.button(
            say("Sửa", "Correct"),
            icon=":material/edit:",
            on_click=review.open_form,
            args=(item,),
            key=f"correct-{key}",
        )
        st.button(
            say("Bỏ", "Refuse"),
            icon=":material/close:",
            type="primary" if item.state == "refused" else "secondary",
            on_click=review.refuse,
            args=(item,),
            key=f"refuse-{key}",
        )


def _headline(report: Report, item: Item) -> str:
    """Indicator, province, period, kind and value in one line; struck through when refused."""
    told = item.figure
    if told is None:
        parts = [f"“{literal(report.document.text[item.start : item.end])}”"]
    else:
        parts = [
            f"**{literal(indicator_name(told.indicator))}**",
            literal(area_name(told.area)) if told.area else say("tỉnh chưa rõ", "which province?"),
            literal(_period(told)),
            status_word(told.obs_status, lang()),
            f"**{literal(_amount(told))}**",
        ]
    line = " · ".join(parts)
    return f"{_SIGNS[item.state]} {f'~~{line}~~' if item.state == 'refused' else line}"


def _amount(told: Draft) -> str:
    return amount_of(
        {"indicator": told.indicator, "value": told.value, "qualifier": told.qualifier}
    )


def _period(told: Draft) -> str:
    if told.period is None:
        return say("kỳ chưa rõ", "which period?")
    flow = catalogue().indicator(told.indicator).measure == "flow"
    return period_text(told.period, lang(), cumulative=flow)


def _sentence(report: Report, item: Item) -> str:
    """What is written around a number; the nearest words of a long sentence."""
    told = item.figure or blank(report.document, item.start, item.end)
    sentence = told.locator.sentence
    if len(sentence) <= _LONGEST:
        return sentence
    at = max(sentence.find(told.as_written), 0)
    start = max(0, min(at - _LONGEST // 2, len(sentence) - _LONGEST))
    before, after = "… " * (start > 0), " …" * (start + _LONGEST < len(sentence))
    return f"{before}{sentence[start : start + _LONGEST].strip()}{after}"


def _reasons(item: Item) -> Iterable[str]:
    if item.origin == "added":
        yield say("anh, chị thêm", "added by you")
        return
    own = say("anh, chị đã sửa · ", "corrected by you · ") if item.origin == "corrected" else ""
    if own or item.reason:
        yield own + literal(item.reason)


def _notes(changes: Changes) -> Mapping[int, list[str]]:
    """What the preview finds odd about a figure, by the place of its number."""
    found: dict[int, list[str]] = {}
    for problem in changes.problems:
        if problem.severity == "warning" and problem.locator.start is not None:
            found.setdefault(problem.locator.start, []).append(problem.message)
    return found
