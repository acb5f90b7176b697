"""The fields of one figure, to be corrected or given anew; nothing is guessed at or rounded."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from kpi.ingest.tables.ledger import Fault
from kpi.ingest.tables.numbers import NumberReader, negative
from kpi.ingest.tables.reading import vocabulary_of
from kpi.language.periods import read_period
from kpi.model import (
    OBS_STATUSES,
    QUALIFIERS,
    Draft,
    Indicator,
    ObsStatus,
    Qualifier,
    Quantity,
    Unclear,
)
from kpi.ui.data import catalogue
from kpi.ui.intake.document import area_name, areas
from kpi.ui.intake.periods import as_typed
from kpi.ui.literal import literal
from kpi.ui.words import lang, say
from kpi.wording import alphabetical, hedge, number, status_word

_BY_CLERK = "Giá trị do người nhập đối chiếu và ghi."


def figure_form(
    key: str, told: Draft, leave: Callable[[], None], first: tuple[str, ...] = ()
) -> Draft | None:
    """Ask for every part of a figure; gives it once it is saved and can be read.

    Args:
        key: of the widgets.
        told: the figure as it stands; an indicator of "" and an unknown period are blank.
        leave: called when nothing is to be kept.
        first: indicators to offer before the others.
    """
    indicator = _indicator(key, told, first)
    left, right = st.columns(2)
    listed = areas()
    area = left.selectbox(
        say("Tỉnh", "Province"),
        listed,
        listed.index(told.area) if told.area in listed else None,
        format_func=area_name,
        placeholder=say("Chọn tỉnh", "Choose a province"),
        key=f"{key}-area",
    )
    period = right.text_input(
        say("Kỳ", "Period"),
        as_typed(told.period.key) if told.period else "",
        placeholder=say("6 tháng đầu năm 2022", "H1 2022"),
        key=f"{key}-period",
    )
    one, two, three = st.columns(3)
    status = one.selectbox(
        say("Loại", "Kind"),
        OBS_STATUSES,
        OBS_STATUSES.index(told.obs_status),
        format_func=lambda s: status_word(s, lang()),
        key=f"{key}-status",
    )
    qualifier = three.selectbox(
        say("Mức chắc chắn", "Hedge"),
        QUALIFIERS,
        QUALIFIERS.index(told.qualifier),
        format_func=lambda q: hedge(q, lang()),
        key=f"{key}-qualifier",
    )
    with two:
        written = _value(key, told, indicator)
    with st.container(horizontal=True):
        saved = st.button(say("Lưu", "Save"), type="primary", key=f"{key}-save")
        st.button(say("Thôi", "Cancel"), on_click=leave, key=f"{key}-leave")
    if not saved:
        return None
    return _checked(told, indicator, area, period, status, qualifier, written)


def _indicator(key: str, told: Draft, first: tuple[str, ...]) -> Indicator | None:
    indicators = catalogue().indicators
    by_name = sorted(indicators, key=lambda i: alphabetical(indicators[i].name(lang())))
    ids = list(dict.fromkeys([*first, *by_name]))
    chosen = st.selectbox(
        say("Chỉ tiêu", "Indicator"),
        ids,
        ids.index(told.indicator) if told.indicator in ids else None,
        format_func=lambda i: indicators[i].name(lang()),
        placeholder=say("Chọn chỉ tiêu", "Choose an indicator"),
        key=f"{key}-indicator",
    )
    return indicators[chosen] if chosen else None


def _value(key: str, told: Draft, indicator: Indicator | None) -> str | float | None:
    """A stage of a milestone, or a number as it is typed."""
    label = say("Giá trị", "Value")
    if indicator is not None and indicator.kind == "milestone":
        stages = indicator.stages_vi if lang() == "vi" else indicator.stages_en
        same = told.indicator == indicator.id and 1 <= told.value <= len(stages)
        place = st.selectbox(
            label,
            range(len(stages)),
            round(told.value) - 1 if same else None,
            format_func=stages.__getitem__,
            key=f"{key}-stage",
        )
        return None if place is None else float(place + 1)
    unit = catalogue().units[indicator.unit].name(lang()) if indicator is not None else ""
    return st.text_input(
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


def _checked(
    told: Draft,
    indicator: Indicator | None,
    area: str | None,
    period: str,
    status: ObsStatus,
    qualifier: Qualifier,
    written: str | float | None,
) -> Draft | None:
    """The figure as given; None, and what is wrong with it, when a part cannot be read."""
    when = read_period(period)
    value = _given(written, indicator)
    if indicator is None or area is None or isinstance(when, Unclear) or isinstance(value, str):
        faults = (
            "" if indicator else say("Chưa chọn chỉ tiêu.", "No indicator is chosen."),
            "" if area else say("Chưa chọn tỉnh.", "No province is chosen."),
            _undated() if isinstance(when, Unclear) else "",
            value if isinstance(value, str) and indicator is not None else "",
        )
        st.error("  \n".join(filter(None, faults)), icon=":material/error:")
        return None
    number_read, typed = value
    same = told.indicator == indicator.id and told.value == number_read
    return replace(
        told,
        area=area,
        indicator=indicator.id,
        period=when,
        obs_status=status,
        value=number_read,
        unit=indicator.unit,
        # A hedge that is typed with the number says more than the list beside it.
        qualifier=qualifier if typed == "exact" else typed,
        note=told.note if same else _BY_CLERK,
    )


def _undated() -> str:
    return say(
        "Kỳ không đọc được: ghi 2022, 6 tháng đầu năm 2022, quý III/2022, 09/2022 hoặc 30/11/2022.",
        "The period cannot be read: write 2022, H1 2022, Q3 2022, 09/2022 or 30/11/2022.",
    )


def _given(
    written: str | float | None, indicator: Indicator | None
) -> tuple[float, Qualifier] | str:
    """A stage as chosen or a number as typed; else what is wrong with it."""
    if isinstance(written, float):
        return written, "exact"
    if written is None or indicator is None:
        return say("Chưa chọn giá trị.", "No value is chosen.")
    return read_value(written, indicator)


def read_value(written: str, indicator: Indicator) -> tuple[float, Qualifier] | str:
    """A number as typed in a Vietnamese text → value and hedge; else what is wrong with it."""
    reader = NumberReader(vocabulary_of(catalogue()), exchange=False)
    found = reader.read(written.strip(), indicator, reader.base_unit(indicator), "", ",")
    if isinstance(found, Quantity) and found.value < 0 and (indicator.plausible.low or 0) >= 0:
        found = negative()
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
    return reader.in_base_unit(found, indicator), found.qualifier
