"""A number that no indicator fits becomes one: named, kept beside the store, and taken at once."""

import re
from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from kpi import settings
from kpi.catalogue.adding import Measure, OwnKind, Problems, Wanted, add_indicator
from kpi.errors import KpiError
from kpi.model import Document, Draft
from kpi.ui.data import catalogue, load_again, own_indicators
from kpi.ui.literal import literal
from kpi.ui.reports.taking import taken
from kpi.ui.sign_in import current_person
from kpi.ui.words import lang, say

_NEXT_WORD = re.compile(r"\s*([^\W\d_]+)")
_MONEY = re.compile(r"đồng|tỷ|tỉ|triệu", re.I)


class _Nature(NamedTuple):
    """What kind of number it is, in the words of a clerk."""

    kind: OwnKind
    measure: Measure
    vi: str
    en: str


_NATURES = (
    _Nature("count", "stock", "Số đếm, có đến ngày báo cáo", "A count, as it stands on the day"),
    _Nature("count", "flow", "Số đếm, phát sinh trong kỳ", "A count, arising in the period"),
    _Nature("rate", "stock", "Tỷ lệ, đến ngày báo cáo", "A rate, as it stands on the day"),
    _Nature("rate", "flow", "Tỷ lệ, của cả kỳ", "A rate, of the period"),
    _Nature("money", "flow", "Số tiền trong kỳ", "An amount of money in the period"),
    _Nature("score", "flow", "Điểm số của kỳ", "A score of the period"),
)


def offer_new_indicator(
    key: str, document: Document, told: Draft, keep: Callable[[Draft], None]
) -> None:
    """Offer to make an indicator of an unread number; the number is then kept as its figure.

    Args:
        key: of the widgets; an indicator that is made is chosen in the field `{key}-indicator`.
        document: whose number it is.
        told: the number as it stands, with its sentence.
        keep: called with the figure once its value can be read and its area and period are known.
    """
    with st.expander(say("Chỉ tiêu mới", "A new indicator"), icon=":material/add_circle:"):
        st.caption(
            say(
                "Khi không chỉ tiêu nào trong danh sách là của số này. Chỉ tiêu được lưu riêng cho "
                "đơn vị; báo cáo sau nhắc đến tên này sẽ được đọc.",
                "When no indicator of the list is this number's. It is kept for this installation "
                "alone; the next report that uses this name is read.",
            )
        )
        st.text_input(
            say("Tên", "Name"),
            placeholder=say("Nhà văn hóa thôn có Wi-Fi", "As reports call it, in Vietnamese"),
            key=f"{key}-new-name",
        )
        left, right = st.columns([2, 3])
        likely = _unit_of(told)
        left.text_input(
            say("Đơn vị", "Unit"),
            likely,
            placeholder=say("%, đồng, thôn, máy …", "as written in Vietnamese: %, đồng, thôn …"),
            key=f"{key}-new-unit",
        )
        right.selectbox(
            say("Loại", "Kind"),
            range(len(_NATURES)),
            next(n for n, nature in enumerate(_NATURES) if nature.kind == _kind_of(likely)),
            format_func=lambda n: say(_NATURES[n].vi, _NATURES[n].en),
            key=f"{key}-new-nature",
        )
        st.text_area(
            say("Định nghĩa", "Definition"),
            placeholder=say("Đếm gì, không đếm gì", "What is counted and what is not"),
            height=80,
            key=f"{key}-new-definition",
        )
        st.button(
            say("Thêm chỉ tiêu và nhận số này", "Add the indicator and take this number"),
            on_click=_make,
            args=(key, document, told, keep),
            key=f"{key}-new-add",
        )
        for line in st.session_state.pop(f"{key}-new-faults", ()):
            st.error(literal(line), icon=":material/error:")
    if name := st.session_state.pop(f"{key}-new-made", ""):
        st.info(
            say(
                f"Đã thêm chỉ tiêu “{literal(name)}”. Điền nốt các ô còn trống rồi lưu.",
                f"The indicator “{literal(name)}” was added. Fill in what is missing and save.",
            ),
            icon=":material/edit:",
        )


def _make(key: str, document: Document, told: Draft, keep: Callable[[Draft], None]) -> None:
    """Before the page is drawn again: add the indicator, and keep the number as its figure."""
    person = current_person()
    if person is None or not person.may("publish"):
        st.session_state[f"{key}-new-faults"] = [say("Cần đăng nhập lại.", "Sign in again.")]
        return
    given = st.session_state
    nature = _NATURES[given[f"{key}-new-nature"]]
    wanted = Wanted(
        name_vi=given[f"{key}-new-name"],
        unit=given[f"{key}-new-unit"],
        kind=nature.kind,
        definition_vi=given[f"{key}-new-definition"],
        measure=nature.measure,
        by=person.name,
    )
    try:
        made = add_indicator(own_indicators(), settings.CONFIG, wanted)
    except KpiError as error:
        given[f"{key}-new-faults"] = [say(str(error), error.english or str(error))]
        return
    if isinstance(made, Problems):
        given[f"{key}-new-faults"] = [say(fault.vi, fault.en) for fault in made.faults]
        return
    load_again()
    figure = taken(document, told, made, catalogue())
    if figure is not None and figure.candidate is not None:
        keep(figure)
    else:
        given[f"{key}-indicator"] = made.id
        given[f"{key}-new-made"] = made.name(lang())


def _unit_of(told: Draft) -> str:
    """The unit a number is likely in: its own sign, else the word behind it in its sentence."""
    if "%" in told.as_written:
        return "%"
    if _MONEY.search(told.as_written):
        return "đồng"
    _, found, behind = told.locator.sentence.partition(told.as_written)
    word = _NEXT_WORD.match(behind) if found else None
    return word[1].lower() if word else ""


def _kind_of(unit: str) -> OwnKind:
    kinds: dict[str, OwnKind] = {"%": "rate", "đồng": "money", "điểm số": "score"}
    return kinds.get(unit, "count")
