"""The fields of one figure, to be corrected or given anew; nothing is guessed at or rounded."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from kpi.ingest.tables.ledger import Fault
from kpi.language.periods import read_period
from kpi.model import OBS_STATUSES, QUALIFIERS, Draft, Indicator, Qualifier, Unclear
from kpi.ui.data import catalogue
from kpi.ui.intake.document import area_name, areas
from kpi.ui.intake.periods import as_typed
from kpi.ui.literal import literal
from kpi.ui.reports.taking import BY_CLERK, value_of
from kpi.ui.words import lang, say
from kpi.wording import alphabetical, hedge, number, status_word

_NAMES = ("indicator", "area", "period", "status", "qualifier", "value", "stage")


def figure_form(
    key: str,
    told: Draft,
    keep: Callable[[Draft], None],
    leave: Callable[[], None],
    first: tuple[str, ...] = (),
    chosen: str = "",
) -> None:
    """Ask for every part of a figure.

    Args:
        key: of the widgets.
        told: the figure as it stands; an indicator of "" and an unknown period are blank.
        keep: called with the figure once it is saved and can be read.
        leave: called when nothing is to be kept.
        first: indicators to offer before the others.
        chosen: the indicator to begin with, where the figure has none.
    """
    indicator = _indicator(key, told, first, chosen)
    left, right = st.columns(2)
    listed = areas()
    left.selectbox(
        say("Tỉnh", "Province"),
        listed,
        listed.index(told.area) if told.area in listed else None,
        format_func=area_name,
        placeholder=say("Chọn tỉnh", "Choose a province"),
        key=f"{key}-area",
    )
    right.text_input(
        say("Kỳ", "Period"),
        as_typed(told.period.key) if told.period else "",
        placeholder=say("6 tháng đầu năm 2022", "H1 2022"),
        key=f"{key}-period",
    )
    one, two, three = st.columns(3)
    one.selectbox(
        say("Loại", "Kind"),
        OBS_STATUSES,
        OBS_STATUSES.index(told.obs_status),
        format_func=lambda s: status_word(s, lang()),
        key=f"{key}-status",
    )
    three.selectbox(
        say("Mức chắc chắn", "Hedge"),
        QUALIFIERS,
        QUALIFIERS.index(told.qualifier),
        format_func=lambda q: hedge(q, lang()),
        key=f"{key}-qualifier",
    )
    with two:
        _value(key, told, indicator)

    # Done before the page is drawn again, which so shows at once what was saved.
    def save() -> None:
        given = _checked(key, told)
        if isinstance(given, Draft):
            st.session_state.pop(f"{key}-faults", None)
            keep(given)
        else:
            st.session_state[f"{key}-faults"] = given

    with st.container(horizontal=True):
        st.button(say("Lưu", "Save"), type="primary", on_click=save, key=f"{key}-save")
        st.button(say("Thôi", "Cancel"), on_click=leave, key=f"{key}-leave")
    if faults := st.session_state.pop(f"{key}-faults", ""):
        st.error(faults, icon=":material/error:")


def _indicator(key: str, told: Draft, first: tuple[str, ...], begun: str) -> Indicator | None:
    indicators = catalogue().indicators
    by_name = sorted(indicators, key=lambda i: alphabetical(indicators[i].name(lang())))
    ids = list(dict.fromkeys([*first, *by_name]))
    chosen = st.selectbox(
        say("Chỉ tiêu", "Indicator"),
        ids,
        next((ids.index(i) for i in (told.indicator, begun) if i in ids), None),
        format_func=lambda i: indicators[i].name(lang()),
        placeholder=say("Chọn chỉ tiêu", "Choose an indicator"),
        key=f"{key}-indicator",
    )
    return indicators[chosen] if chosen else None


def _value(key: str, told: Draft, indicator: Indicator | None) -> None:
    """Ask for a stage of a milestone, or for a number as it is typed."""
    label = say("Giá trị", "Value")
    if indicator is not None and indicator.kind == "milestone":
        stages = indicator.stages_vi if lang() == "vi" else indicator.stages_en
        same = told.indicator == indicator.id and 1 <= told.value <= len(stages)
        st.selectbox(
            label,
            range(len(stages)),
            round(told.value) - 1 if same else None,
            format_func=stages.__getitem__,
            key=f"{key}-stage",
        )
        return
    unit = catalogue().units[indicator.unit].name(lang()) if indicator is not None else ""
    st.text_input(
        f"{label} ({unit})" if unit else label,
        _typed(told, indicator),
        placeholder=say("như in: 1.234,5; 618,4 tỷ", "as printed: 1.234,5; 618,4 tỷ"),
        key=f"{key}-value",
    )


def _typed(told: Draft, indicator: Indicator | None) -> str:
    """The value as it is printed, where that reads as the value; else with all its digits."""
    if not told.indicator or indicator is None:
        return told.as_written
    read = read_value(told.as_written, indicator) if indicator.id == told.indicator else ""
    if not isinstance(read, str) and read[0] == told.value:
        return told.as_written
    digits = f"{told.value:.10f}".rstrip("0").partition(".")[2]
    return number(told.value, len(digits), "vi")


def _checked(key: str, told: Draft) -> Draft | str:
    """The figure as its form has it; else what is wrong with it."""
    form: dict[str, Any] = {name: st.session_state.get(f"{key}-{name}") for name in _NAMES}
    indicator = catalogue().indicators.get(form["indicator"] or "")
    when = read_period(form["period"] or "")
    value = _given(form, indicator)
    if (
        indicator is None
        or form["area"] is None
        or isinstance(when, Unclear)
        or isinstance(value, str)
    ):
        faults = (
            "" if indicator else say("Chưa chọn chỉ tiêu.", "No indicator is chosen."),
            "" if form["area"] else say("Chưa chọn tỉnh.", "No province is chosen."),
            undated() if isinstance(when, Unclear) else "",
            value if isinstance(value, str) and indicator is not None else "",
        )
        return "  \n".join(filter(None, faults))
    number_read, typed = value
    same = told.indicator == indicator.id and told.value == number_read
    # What a machine misread on a picture is not what is printed; what a person typed is.
    misread = told.locator.seen.page and not same and bool(form["value"])
    return replace(
        told,
        as_written=form["value"].strip() if misread else told.as_written,
        area=form["area"],
        indicator=indicator.id,
        period=when,
        obs_status=form["status"],
        value=number_read,
        unit=indicator.unit,
        # A hedge that is typed with the number says more than the list beside it.
        qualifier=form["qualifier"] if typed == "exact" else typed,
        note=told.note if same else BY_CLERK,
    )


def undated() -> str:
    """Say that a period cannot be read, and how to write one."""
    return say(
        "Kỳ không đọc được: ghi 2022, 6 tháng đầu năm 2022, quý III/2022, 09/2022 hoặc 30/11/2022.",
        "The period cannot be read: write 2022, H1 2022, Q3 2022, 09/2022 or 30/11/2022.",
    )


def _given(form: Mapping[str, Any], indicator: Indicator | None) -> tuple[float, Qualifier] | str:
    """A stage as chosen or a number as typed; else what is wrong with it."""
    if indicator is not None and indicator.kind == "milestone" and form["stage"] is not None:
        return float(form["stage"] + 1), "exact"
    if indicator is None or indicator.kind == "milestone":
        return say("Chưa chọn giá trị.", "No value is chosen.")
    return read_value(form["value"] or "", indicator)


def read_value(written: str, indicator: Indicator) -> tuple[float, Qualifier] | str:
    """A number as typed in a Vietnamese text → value and hedge; else what is wrong with it."""
    found = value_of(written, indicator, catalogue())
    named = f"“{literal(written)}”"
    if isinstance(found, Fault) and found.code == "not-whole":
        return say(
            f"{named} không phải số nguyên; chỉ tiêu này đếm từng cái.",
            f"{named} is not whole; this indicator counts things.",
        )
    if isinstance(found, Fault):
        return say(
            f"{named}: {literal(found.message)} {literal(found.advice)}",
            f"{named} cannot be read as this indicator's value; write it like 1.234,5.",
        )
    if found.estimate:
        return say(
            f"{named}: số ước thì chọn ở ô Loại.", f"{named}: choose an estimate under Kind."
        )
    return found.value, found.qualifier
