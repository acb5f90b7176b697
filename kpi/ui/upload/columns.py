"""What each column of a table was taken for, and the way to overrule it."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from kpi.ingest.tables.questions import SKIP
from kpi.language.periods import read_period
from kpi.model import OBS_STATUSES, Reading, Unclear
from kpi.model.figures import ColumnRead
from kpi.ui.data import catalogue
from kpi.ui.intake.periods import key_of, recent_periods, shown_period
from kpi.ui.intake.visit import Dropped, answers
from kpi.ui.literal import literal
from kpi.ui.upload.reading import COLUMN
from kpi.ui.words import lang, say
from kpi.wording import alphabetical, period_text, status_word

FIELDS = ("indicator", "unit", "period", "status")
_AT_ONCE = 30


def column_menu(file: Dropped, reading: Reading) -> None:
    """One row a column: what it was taken for, and a menu to say otherwise."""
    if not reading.columns:
        return
    given = answers(file)
    changed = [question for question in given if question.startswith(f"{COLUMN}|")]
    label = say("Cột nào là gì", "What each column is")
    if changed:
        label += say(" · đã chỉnh", " · changed")
    with st.expander(label, icon=":material/view_column:", key=f"columns-{file.key}"):
        several = len({column.sheet for column in reading.columns}) > 1
        columns = _page(file, reading.columns)
        for at, column in columns:
            _row(file, column, at, given, several=several)
        if changed:
            st.button(
                say("Trả mọi cột về như đã hiểu", "All columns as understood"),
                icon=":material/undo:",
                key=f"columns-reset-{file.key}",
                on_click=_reset,
                args=(given, changed),
            )


def _page(file: Dropped, columns: Sequence[ColumnRead]) -> list[tuple[int, ColumnRead]]:
    """A wide table's columns in pages, each with its place among all."""
    every = list(enumerate(columns))
    if len(every) <= _AT_ONCE:
        return every
    pages = -(-len(every) // _AT_ONCE)
    page = st.pagination(pages, key=f"columns-page-{file.key}")
    return every[(page - 1) * _AT_ONCE : page * _AT_ONCE]


def question_of(column: ColumnRead, field: str) -> str:
    """The question whose answer overrules a field of a column."""
    return f"{COLUMN}|{column.sheet}|{column.letters}|{field}"


def _row(
    file: Dropped, column: ColumnRead, at: int, given: dict[str, str], *, several: bool
) -> None:
    own = [f for f in FIELDS if question_of(column, f) in given]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        place = f"{column.sheet} {column.letters}" if several else column.letters
        lead = f"**{literal(place)}** “{literal(column.heading)}”"
        st.markdown(f"{lead} → {_taken_for(column, given)}", width="stretch")
        menu = st.popover(
            say(f"Sửa cột {column.letters}", f"Change column {column.letters}"),
            icon=":material/edit:",
            type="tertiary",
            key=f"column-{file.key}-{at}",
            on_change="rerun",
        )
    if menu.open:
        with menu:
            _fields(file, column, at, given)
            if own:
                st.button(
                    say("Như đã hiểu", "As understood"),
                    key=f"column-reset-{file.key}-{at}",
                    on_click=_reset,
                    args=(given, [question_of(column, f) for f in own]),
                )


def _taken_for(column: ColumnRead, given: Mapping[str, str]) -> str:
    """Indicator, unit, period and kind in one line; why it is not read, where it is not."""
    if given.get(question_of(column, "indicator")) == SKIP:
        return f"*{say('bỏ qua, anh chị đặt', 'left out by you')}*"
    if column.unread and not column.indicator:
        return f":orange[{literal(column.unread)}]"
    values = {f: given.get(question_of(column, f), str(getattr(column, f))) for f in FIELDS}
    told = [literal(_word(field, value)) for field, value in values.items() if value]
    line = " · ".join(told) or say("theo từng dòng", "as the rows say")
    own = any(question_of(column, field) in given for field in FIELDS)
    return line + (f" *({say('anh, chị đặt', 'set by you')})*" if own else "")


def _word(field: str, value: str) -> str:
    """A field's value as a person would say it; one the catalogue lacks says itself."""
    if field == "indicator" and value in catalogue().indicators:
        return catalogue().indicators[value].name(lang())
    if field == "unit" and value in catalogue().units:
        return catalogue().units[value].name(lang())
    if field == "period":
        read = read_period(value)
        return value if isinstance(read, Unclear) else period_text(read, lang())
    status = next((s for s in OBS_STATUSES if s == value), None)
    return status_word(status, lang()) if field == "status" and status else value


def _fields(file: Dropped, column: ColumnRead, at: int, given: dict[str, str]) -> None:
    words = {
        "indicator": say("Chỉ tiêu", "Indicator"),
        "unit": say("Đơn vị", "Unit"),
        "period": say("Kỳ", "Period"),
        "status": say("Loại số liệu", "Kind of figure"),
    }
    for field, label in words.items():
        question = question_of(column, field)
        value = given.get(question, "")
        options = ["", *_options(field, column)]
        if value not in options:
            options.insert(1, value)
        key = f"column-{field}-{file.key}-{at}"
        st.session_state[key] = value
        st.selectbox(
            label,
            options,
            format_func=partial(_option_word, field, column),
            accept_new_options=field == "period",
            key=key,
            on_change=_take,
            args=(given, question, key),
        )


def _options(field: str, column: ColumnRead) -> list[str]:
    indicators, units = catalogue().indicators, catalogue().units
    if field == "indicator":
        by_name = sorted(indicators, key=lambda i: alphabetical(indicators[i].name(lang())))
        return [SKIP, *by_name]
    if field == "unit":
        meant = indicators.get(column.indicator)
        return [u.id for u in units.values() if meant is None or meant.unit in (u.id, u.base)]
    return list(recent_periods() if field == "period" else OBS_STATUSES)


def _option_word(field: str, column: ColumnRead, option: str) -> str:
    if option == SKIP:
        return say("Bỏ qua cột này", "Leave this column out")
    if option:
        return shown_period(option) if field == "period" else _word(field, option)
    told = str(getattr(column, field))
    if told:
        return say(f"Như đã hiểu: {_word(field, told)}", f"As understood: {_word(field, told)}")
    return say("Như đã hiểu: theo từng dòng", "As understood: as the rows say")


def _take(given: dict[str, str], question: str, key: str) -> None:
    """Keep a choice as an answer; the first option takes it back."""
    value = str(st.session_state[key] or "")
    if question.endswith("|period") and value:
        value = key_of(value)
        if not value:
            st.toast(say("Kỳ không đọc được.", "The period cannot be read."))
            return
    if value:
        given[question] = value
    else:
        given.pop(question, None)


def _reset(given: dict[str, str], questions: Sequence[str]) -> None:
    for question in questions:
        given.pop(question, None)
