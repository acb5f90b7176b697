"""Answers that are typed or looked up: the period and the province that a file does not say."""

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from kpi.ingest.tables.questions import option_words
from kpi.language.periods import periods_in, read_period
from kpi.model import Area, Period, Problem, Reading, Scheme
from kpi.model.candidates import Candidates
from kpi.ui.controls import mine
from kpi.ui.data import catalogue
from kpi.ui.intake.periods import forms, key_of, recent_periods, shown_period
from kpi.ui.intake.visit import Dropped, answers
from kpi.ui.literal import literal
from kpi.ui.words import former, say
from kpi.wording import alphabetical

_SCHEMES: tuple[Scheme, ...] = ("vn34", "vn63")
_WIDTH = 480


def period_entry(file: Dropped, problem: Problem, asked: Sequence[str], key: str) -> None:
    """Ask for a period: a recent year to choose, or any period as it is written.

    Args:
        file: whose answers take it.
        problem: the question.
        asked: every question that the answer settles.
        key: of the widget.
    """
    given = answers(file)

    def take() -> None:
        chosen = str(st.session_state[key] or "")
        found = chosen if chosen in problem.options else key_of(chosen)
        if found:
            given.update(dict.fromkeys(asked, found))

    chosen = st.selectbox(
        say("Kỳ của số liệu", "Period of the figures"),
        list(dict.fromkeys((*problem.options, *recent_periods()))),
        index=None,
        format_func=lambda option: _period_word(problem, option),
        placeholder=say(
            "Chọn năm, hoặc gõ: 6 tháng đầu năm 2024", "Choose a year, or type: H1 2024"
        ),
        accept_new_options=True,
        width=_WIDTH,
        key=key,
        on_change=take,
    )
    if chosen and chosen not in problem.options and not key_of(chosen):
        st.error(
            say(
                f"“{literal(chosen)}” không đọc được là một kỳ. Ghi {forms()}.",
                f"“{literal(chosen)}” cannot be read as a period. Write {forms()}.",
            ),
            icon=":material/error:",
        )


def area_entry(
    file: Dropped, problem: Problem, asked: Sequence[str], key: str, reading: Reading
) -> None:
    """Ask for a province: my province stands there already and needs one press.

    Args: as `period_entry`, and `reading`, whose periods tell which provinces there were.
    """
    keys = area_options(problem, reading, answers(file))
    own = next((k for scheme in _SCHEMES for k in mine(scheme) if k in keys), None)
    given = answers(file)

    def take() -> None:
        chosen = st.session_state[key]
        if chosen:
            given.update(dict.fromkeys(asked, chosen))

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("Tỉnh, thành phố của số liệu", "Province of the figures"),
            keys,
            index=keys.index(own) if own else None,
            format_func=lambda option: _area_word(problem, option),
            placeholder=say("Chọn tỉnh", "Choose a province"),
            width=_WIDTH,
            key=key,
            on_change=take,
        )
        if own:
            st.button(
                say(f"Đúng, {_area_word(problem, own)}", f"Yes, {_area_word(problem, own)}"),
                icon=":material/check:",
                type="primary",
                key=f"yes-{key}",
                on_click=take,
            )


def area_options(problem: Problem, reading: Reading, given: Mapping[str, str]) -> list[str]:
    """What is offered first by the question, then every province that existed in the periods."""
    schemes = _schemes([*_periods(reading), *_answered(given)])
    further = [
        area.key for scheme in schemes for area in sorted(catalogue().areas_of(scheme), key=_name)
    ]
    return list(dict.fromkeys((*problem.options, *further)))


def _name(area: Area) -> tuple[str, ...]:
    return alphabetical(area.name_vi)


def _schemes(periods: Sequence[Period]) -> Sequence[Scheme]:
    """The boundaries of the periods that are known; both while none is, the present ones first."""
    if not periods:
        return _SCHEMES
    merged = min(a.valid_from for a in catalogue().areas_of("vn34") if a.valid_from)
    found = {"vn34" if end >= merged else "vn63" for end in (p.end for p in periods)}
    return [scheme for scheme in _SCHEMES if scheme in found]


def _periods(reading: Reading) -> Iterable[Period]:
    if len(reading.candidates):
        yield from Candidates.of(reading.candidates).periods.values()
    for column in reading.columns:
        read = read_period(column.period) if column.period else None
        if isinstance(read, Period):
            yield read
    # A table that waits for its province may say its period in a title only.
    for left in reading.left_out:
        if left.state == "title":
            found = (written.reading() for written in periods_in(left.as_written))
            yield from (period for period in found if isinstance(period, Period))


def _answered(given: Mapping[str, str]) -> Iterable[Period]:
    """The periods that were given as answers."""
    for question, answer in given.items():
        if question.partition("|")[0] == "period" and (key := key_of(answer)):
            yield Period.of(key)


def _period_word(problem: Problem, option: str) -> str:
    if option in problem.options:
        return say(*option_words(problem, option))
    return shown_period(option)


def _area_word(problem: Problem, option: str) -> str:
    if option in problem.options:
        return say(*option_words(problem, option))
    return former(catalogue().areas[option])
