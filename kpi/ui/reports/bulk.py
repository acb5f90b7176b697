"""Many figures decided at once: a missing part filled in, a group taken, refused or changed."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from kpi.language.periods import read_period
from kpi.model import OBS_STATUSES, Unclear
from kpi.ui.cells import indicator_name
from kpi.ui.data import catalogue
from kpi.ui.intake.document import area_name, areas
from kpi.ui.reports.fields import undated
from kpi.ui.reports.groups import Group, changed, lacking
from kpi.ui.reports.review import PARTS, Act, Item, Part, Review
from kpi.ui.words import lang, say
from kpi.wording import alphabetical, number, status_word


def fill_boxes(name: str, review: Review, items: Sequence[Item]) -> None:
    """Ask once for the period, and once for the province, of all figures that lack it."""
    for part in PARTS:
        if waiting := lacking(items, part):
            _fill_box(f"fill-{part}-{name}", part, review, waiting)


def _fill_box(key: str, part: Part, review: Review, waiting: Sequence[Item]) -> None:
    count = number(len(waiting), 0, lang())
    one = len(waiting) == 1
    lead = {
        "period": say(
            "1 số chưa rõ kỳ" if one else f"Cả {count} số chưa rõ kỳ",
            "1 figure without a period" if one else f"All {count} figures without a period",
        ),
        "area": say(
            "1 số chưa rõ tỉnh" if one else f"Cả {count} số chưa rõ tỉnh",
            "1 figure without a province" if one else f"All {count} figures without a province",
        ),
    }
    with st.form(key), st.container(horizontal=True, vertical_alignment="bottom"):
        if part == "period":
            _period(key, lead[part])
        else:
            _area(key, lead[part])
        _apply(key, say("Áp dụng", "Apply"), review, waiting)
    _told_faults(key)


def group_bar(key: str, review: Review, group: Group, *, whole: bool) -> None:
    """The answers that are given to a whole group at once, or to the whole list."""
    taken, refused = len(group.acceptable), len(group.refusable)
    scanned = not taken and any(i.scanned and i.state == "open" for i in group.items)
    looked = say(
        "Số đọc từ ảnh thì nhận khi đã xem ảnh của nó: từng số, hoặc ở khung các số đọc như nhau.",
        "Figures read from pictures are taken where the picture is seen: one by one, or in the "
        "panel of those on which both readings agree.",
    )
    those = say("tất cả", "all") if whole else say("cả nhóm", "the group")
    with st.container(horizontal=True, gap="small"):
        st.button(
            _with_count(f"{say('Nhận', 'Take')} {those}", taken),
            icon=":material/done_all:",
            disabled=not taken,
            help=looked if scanned else None,
            on_click=review.accept,
            args=tuple(group.acceptable),
            key=f"accept-all-{key}",
        )
        st.button(
            _with_count(f"{say('Bỏ', 'Refuse')} {those}", refused),
            icon=":material/remove_done:",
            disabled=not refused,
            on_click=review.refuse,
            args=tuple(group.refusable),
            key=f"refuse-all-{key}",
        )
        st.button(
            f"{say('Sửa', 'Correct')} {those}",
            icon=":material/edit_note:",
            disabled=not group.changeable,
            on_click=review.open_group,
            args=(group.key,),
            key=f"correct-all-{key}",
        )
    _told_faults(f"bulk-{key}")


def group_form(key: str, review: Review, group: Group) -> None:
    """Other parts for a whole group; what is left blank stays as it is."""
    same = say("giữ nguyên", "as it is")
    with st.form(f"bulk-{key}"):
        left, right = st.columns(2)
        with left:
            _period(f"bulk-{key}", say("Kỳ", "Period"))
        with right:
            _area(f"bulk-{key}", say("Tỉnh", "Province"), same)
        left, right = st.columns(2)
        with left:
            st.selectbox(
                say("Loại", "Kind"),
                OBS_STATUSES,
                None,
                format_func=lambda status: status_word(status, lang()),
                placeholder=same,
                key=f"bulk-{key}-obs_status",
            )
        with right:
            names = catalogue().indicators
            st.selectbox(
                say("Chỉ tiêu", "Indicator"),
                sorted(names, key=lambda i: alphabetical(indicator_name(i))),
                None,
                format_func=indicator_name,
                placeholder=same,
                key=f"bulk-{key}-indicator",
            )
        count = number(len(group.changeable), 0, lang())
        label = say(f"Áp dụng cho {count} số", f"Apply to {count} figures")
        _apply(f"bulk-{key}", label, review, group.changeable)


def undo_button(name: str, review: Review) -> None:
    """Take the last decision back, whatever it was."""
    label = say("Hoàn tác", "Undo")
    if review.steps:
        last = review.steps[-1]
        label = f"{label}: {_act(last.act)} {number(last.size, 0, lang())}"
    st.button(
        label,
        icon=":material/undo:",
        disabled=not review.steps,
        on_click=review.undo,
        key=f"undo-{name}",
        shortcut="Z" if review.steps else None,
    )


def key_of(name: str, group: Group) -> str:
    """A short key for the widgets of a group."""
    return f"{name}-{hashlib.sha256(group.key.encode()).hexdigest()[:10]}"


def _act(act: Act) -> str:
    words = {
        "accept": say("nhận", "take"),
        "refuse": say("bỏ", "refuse"),
        "change": say("sửa", "correct"),
        "add": say("thêm", "add"),
    }
    return words[act]


def _with_count(label: str, count: int) -> str:
    return f"{label} ({number(count, 0, lang())})" if count else label


def _period(key: str, label: str) -> None:
    hint = say("2022, 6 tháng đầu năm 2022", "2022, H1 2022")
    st.text_input(label, placeholder=hint, key=f"{key}-period")


def _area(key: str, label: str, hint: str = "") -> None:
    st.selectbox(
        label,
        areas(),
        None,
        format_func=area_name,
        placeholder=hint or say("Chọn tỉnh", "Choose a province"),
        key=f"{key}-area",
    )


def _apply(key: str, label: str, review: Review, items: Sequence[Item]) -> None:
    """The button of a form of parts; Enter in its field is the same."""
    apply = _applier(key, review, items)
    st.form_submit_button(label, type="primary", on_click=apply, key=f"apply-{key}")


def _applier(key: str, review: Review, items: Sequence[Item]) -> Callable[[], None]:
    # Done before the page is drawn again, which so shows at once what was changed.
    def apply() -> None:
        parts = _parts(key)
        if isinstance(parts, str):
            st.session_state[f"{key}-faults"] = parts
            return
        told = changed(items, parts, catalogue())
        if told:
            review.change(told)
        if left := len(items) - len(told):
            count = number(left, 0, lang())
            st.session_state[f"{key}-faults"] = say(
                f"{count} số không đọc được theo chỉ tiêu này, được giữ nguyên.",
                f"{count} figures cannot be read as this indicator's and stay as they were.",
            )

    return apply


def _parts(key: str) -> Mapping[str, Any] | str:
    """The parts that were given; else what is wrong with them."""
    state = st.session_state
    given = {name: state.get(f"{key}-{name}") for name in ("area", "obs_status", "indicator")}
    parts: dict[str, Any] = {name: value for name, value in given.items() if value}
    if written := (state.get(f"{key}-period") or "").strip():
        period = read_period(written)
        if isinstance(period, Unclear):
            return undated()
        parts["period"] = period
    return parts or say("Chưa ghi gì để sửa.", "Nothing is given to change.")


def _told_faults(key: str) -> None:
    if faults := st.session_state.pop(f"{key}-faults", ""):
        st.error(faults, icon=":material/error:")
