"""Step 3 of the reports page: the text on one side, what it seems to tell on the other."""

from collections.abc import Mapping, Sequence
from itertools import chain, dropwhile
from types import MappingProxyType
from typing import Literal, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.model import Mention, Report
from kpi.ui.cells import indicator_name
from kpi.ui.literal import literal
from kpi.ui.reports import agreed, scan_view, sight
from kpi.ui.reports.agreed import agreed_ones, agreed_panel
from kpi.ui.reports.bulk import fill_boxes, group_bar, group_form, key_of, undo_button
from kpi.ui.reports.cards import card
from kpi.ui.reports.counted import SIGNS, Told, counted
from kpi.ui.reports.groups import By, Group, grouped
from kpi.ui.reports.marks import Mark, marks
from kpi.ui.reports.numbers import number_card, number_row
from kpi.ui.reports.review import Counts, Item, Review, State, unread_numbers
from kpi.ui.reports.scan_view import scan_box
from kpi.ui.reports.text import text_box
from kpi.ui.words import lang, say
from kpi.wording import number

# Figures a page of the list: hundreds of buttons at once would make every click slow.
_AT_ONCE = 10
_UNSCROLLED = 3
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
.st-key-figures [data-testid="stCaptionContainer"] { opacity: 0.85; }
.st-key-SHOWN { outline: 3px solid #3E8ED0; }
</style>
"""
_STYLE_OF_SCANS = f"<style>{sight.STYLE}{agreed.STYLE}{scan_view.STYLE}</style>"


class Look(NamedTuple):
    """What the list is drawn of: one report and what is decided about it.

    `pages` are those of the document that are pictures, by number.
    """

    name: str
    report: Report
    review: Review
    items: Sequence[Item]
    counts: Counts
    notes: Mapping[str, Sequence[str]]
    pages: sight.Pages = MappingProxyType({})


def figures(look: Look) -> None:
    """All columns; a click in one shows the same figure in the others."""
    name, report, review, items = look[:4]
    st.subheader(say("3 · Đối chiếu từng số", "3 · Look through the figures"))
    if not items:
        st.info(
            say(
                "Đã đọc, không có số liệu. Thấy số còn sót thì bấm vào nó trong văn bản để thêm.",
                "Read, no figures found. Click a number of the text to add one that was missed.",
            ),
            icon=":material/task_alt:",
        )
    at_hand = _at_hand(look)
    shown = f"st-key-{_class(look, at_hand)}"
    st.html(_STYLE.replace("st-key-SHOWN", shown))
    if look.pages:
        st.html(_STYLE_OF_SCANS)
        if sure := agreed_ones(items, review, look.notes):
            agreed_panel(name, report.document, look.pages, review, sure)
    marked = marks(report, items)
    left, right = _columns(look, marked, at_hand)
    with left:
        target = f"st-key-{_target(look, at_hand)}"
        beside = bool(look.pages)
        text_box(
            name, report, items, marked, review, look.counts, at_hand, target, beside_scan=beside
        )
    with right:
        if review.number is not None:
            with st.container(border=True, key=f"adding-{name}"):
                number_card(name, report, look.pages, review, items)
        if items or look.counts.unread:
            fill_boxes(name, review, items)
            _list(look, at_hand)
        review.seen = review.jumps


def _columns(
    look: Look, marked: Sequence[Mark], at_hand: Item | None
) -> tuple[DeltaGenerator, DeltaGenerator]:
    """The columns of text and list; that of the scan, where there is one, is drawn."""
    if not look.pages:
        left, right = st.columns([11, 10])
        return left, right
    with st.container(key="beside-scan"):
        first, left, right = st.columns([10, 9, 10])
    with first:
        scan_box(look.name, look.report.document, look.pages, marked, look.review, at_hand)
    return left, right


def _at_hand(look: Look) -> Item | None:
    """The figure that the keyboard acts on: the one that is shown, else the first open one."""
    shown = next((item for item in look.items if item.key == look.review.shown), None)
    return shown or next((item for item in look.items if item.state == "open"), None)


def _class(look: Look, item: Item | None) -> str:
    return f"figure-{look.name}-{look.items.index(item)}" if item is not None else ""


def _target(look: Look, at_hand: Item | None) -> str:
    """What the list is to show of itself after a click elsewhere."""
    if look.review.number is not None:
        return f"adding-{look.name}"
    return f"opened-{look.name}" if look.review.origin == "group" else _class(look, at_hand)


def _list(look: Look, at_hand: Item | None) -> None:
    fate, by = _choices(look)
    if fate == "unread":
        numbers = unread_numbers(look.report, look.items)
        with _frame(len(numbers)):
            _number_rows(look, numbers)
        return
    listed = [item for item in look.items if fate in ("all", item.state)]
    groups = grouped(look.report.document, listed, by)
    with _frame(len(listed)):
        if by == "each":
            if len(listed) > 1:
                _bar(look, groups[0], "")
            _cards(look, listed, at_hand)
            return
        _groups(look, groups, at_hand)


def _frame(count: int) -> DeltaGenerator:
    """A short list takes its own height, a long one scrolls beside the text."""
    height: Literal["content"] | int = "content" if count <= _UNSCROLLED else 620
    return st.container(height=height, border=False, key="figures")


def _choices(look: Look) -> tuple[str, By]:
    """Which figures are listed, and in which groups; the way back stands beside them."""
    fate = _fate(look)
    ways: dict[By, str] = {
        "each": say("từng số", "each"),
        "question": say("câu hỏi", "question"),
        "indicator": say("chỉ tiêu", "indicator"),
        "paragraph": say("đoạn", "paragraph"),
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = st.segmented_control(
            say("Nhóm theo", "Group by"),
            list(ways),
            default="each",
            format_func=lambda way: ways[way],
            required=True,
            on_change=look.review.follow,
            key=f"grouped-{look.name}",
        )
        undo_button(look.name, look.review)
    return fate, by or "each"


def _fate(look: Look) -> str:
    words: Mapping[Told, str] = counted(look.counts)
    having = {told: count for told, count in zip(words, look.counts, strict=True) if count}
    review, key = look.review, f"listed-{look.name}"
    named: State | None = next((i.state for i in look.items if i.key == review.shown), None)
    chosen = st.session_state.get(key)
    elsewhere = _followed(review) and review.number is None and chosen != named
    if chosen not in ("all", *having) or (elsewhere and review.origin not in ("decision", "group")):
        st.session_state[key] = "all"
    total = number(len(look.items), 0, lang())
    return str(
        st.segmented_control(
            say("Số liệu được đề xuất", "Proposed figures"),
            ["all", *having],
            format_func=lambda told: (
                say(f"Tất cả {total}", f"All {total}")
                if told == "all"
                else f"{SIGNS[told]} {words[told]}"
            ),
            required=True,
            key=key,
        )
    )


def _groups(look: Look, groups: Sequence[Group], at_hand: Item | None) -> None:
    review = look.review
    within = next((group for group in groups if at_hand in group.items), None)
    if within is not None and _followed(review):
        review.group = within.key
    place, page = _page(look, "groups", groups, within)
    with place:
        for group in groups[page]:
            with st.container(border=True, key=f"group-{key_of(look.name, group)}"):
                _bar(look, group, _title(group))
                if review.group == group.key:
                    _cards(look, group.items, at_hand)


def _bar(look: Look, group: Group, title: str) -> None:
    """What a group is, the answers for all of it, and the form of the one that is open."""
    key = key_of(look.name, group)
    opened = look.review.group == group.key
    if title:
        with st.container(key=f"opened-{look.name}" if opened else None):
            st.button(
                title,
                type="tertiary",
                on_click=look.review.open_group,
                args=(group.key,),
                key=f"group-{key}-title",
            )
    group_bar(key, look.review, group, whole=not title)
    if opened:
        group_form(key, look.review, group)


def _title(group: Group) -> str:
    if group.key.startswith("indicator-"):
        what = indicator_name(group.what) if group.what else say("chưa rõ", "not known")
    else:
        what = group.what or say("Không có gì ngờ", "Nothing in doubt")
    states = [item.state for item in group.items]
    told: tuple[State, ...] = ("accepted", "open", "refused")
    parts = (f"{SIGNS[s]} {number(n, 0, lang())}" for s in told if (n := states.count(s)))
    return f"**{literal(what)}** · {' · '.join(parts)}"


def _cards(look: Look, listed: Sequence[Item], at_hand: Item | None) -> None:
    document, review = look.report.document, look.review
    place, page = _page(look, "figures", listed, at_hand)
    with place:
        for item in listed[page]:
            following = _following(look, item) if item is at_hand else None
            with st.container(border=True, key=_class(look, item)):
                notes = look.notes.get(item.key, ()) if not item.own else ()
                card(look.name, document, look.pages, review, item, notes, following)


def _following(look: Look, item: Item) -> str:
    """The open figure after one, else the first open one; "" when there is no other."""
    after = dropwhile(lambda other: other is not item, look.items)
    rest = (i for i in chain(after, look.items) if i.state == "open" and i is not item)
    return next((i.key for i in rest), "")


def _number_rows(look: Look, numbers: Sequence[Mention]) -> None:
    place, page = _page(look, "numbers", numbers, None)
    with place:
        for mention in numbers[page]:
            with st.container(border=True):
                number_row(look.name, look.report, look.pages, look.review, look.items, mention)


def _page(
    look: Look, what: str, listed: Sequence[Item | Group | Mention], focus: Item | Group | None
) -> tuple[DeltaGenerator, slice]:
    """Where a page of the list stands and which it is; it follows what was pointed at."""
    pages = -(-len(listed) // _AT_ONCE)
    place = st.container()
    key = f"page-{what}-{look.name}"
    moves, page = st.session_state.get(key, (0, 1))
    page = min(page, max(pages, 1))
    if focus in listed and _followed(look.review):
        there = listed.index(focus) // _AT_ONCE + 1
        moves, page = moves + (there != page), there
    if pages > 1:
        # Another key with every move: the page that is shown begins anew with it.
        page = st.pagination(pages, default=page, key=f"{key}-{moves}")
    st.session_state[key] = moves, page
    return place, slice((page - 1) * _AT_ONCE, page * _AT_ONCE)


def _followed(review: Review) -> bool:
    """Whether something was pointed at since the list was drawn last."""
    return review.jumps != review.seen
