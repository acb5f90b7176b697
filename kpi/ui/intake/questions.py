"""What a file asks the clerk, in words and not in codes: each thing once, alike ones together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from kpi.ingest.tables.questions import option_words
from kpi.model import Problem, Reading
from kpi.publish import Changes
from kpi.ui import draw
from kpi.ui.data import catalogue
from kpi.ui.intake.confirm import confirmed
from kpi.ui.intake.document import DOCUMENT_ASKS
from kpi.ui.intake.entries import area_entry, period_entry
from kpi.ui.intake.visit import Dropped, answers, current
from kpi.ui.literal import literal
from kpi.ui.words import lang, say
from kpi.wording import alphabetical, number

_AT_ONCE = 20
"""A page with hundreds of choices would not open; the rest follow as these are answered."""
_MOST_PLACES = 8
_MOST_CELLS = 3
_MOST_WORDS = 3
_MOST_BUTTONS = 6
"""More options are a list to search in."""


def questions(file: Dropped, reading: Reading, changes: Changes) -> frozenset[str]:
    """Ask what is open; answers make the file be read again. Gives what was confirmed."""
    st.subheader(say("3 · Trả lời câu hỏi", "3 · Answer what is asked"))
    # What is asked about the document is answered where it is named.
    asked = [p for p in changes.questions if p.code not in DOCUMENT_ASKS]
    if not asked:
        st.caption(say("Không có câu hỏi nào về số liệu.", "Nothing is asked about the figures."))
    _answered(file)
    open_ones = groups(p for p in asked if p.options or p.entry)
    for alike in open_ones[:_AT_ONCE]:
        with st.container(border=True):
            _ask(file, reading, alike)
    if left := len(open_ones[_AT_ONCE:]):
        st.caption(say(f"Còn {left} câu hỏi nữa sau đó.", f"{left} more questions follow."))
    return confirmed(file, [p for p in asked if not p.options and not p.entry])


def groups(asked: Iterable[Problem]) -> list[list[Problem]]:
    """Questions asked together, those with an input first.

    Equal questions are one with the cells of all; those of one group, or of one kind with the
    same choice, stand together.
    """
    once: dict[str, Problem] = {}
    for problem in asked:
        same = once.setdefault(problem.question, problem)
        if same is not problem:
            cells = dict.fromkeys((*cells_of(same), *cells_of(problem)))
            once[problem.question] = replace(same, cells=tuple(cells))
    together: dict[object, list[Problem]] = {}
    for problem in once.values():
        together.setdefault(_alike(problem), []).append(problem)
    # The period first, for it tells which provinces there were.
    order = ("period", "area", "")
    return sorted(together.values(), key=lambda alike: order.index(alike[0].entry))


def _alike(problem: Problem) -> object:
    """The same for questions that stand together: of one group, or of one kind with one choice."""
    if problem.group:
        return problem.group
    if problem.entry or len(problem.options) > 1:
        return problem.code, problem.options, problem.entry
    return problem.question


def cells_of(problem: Problem) -> tuple[str, ...]:
    """The cells that wait for the answer."""
    return problem.cells or ((problem.locator.cell,) if problem.locator.cell else ())


def _answered(file: Dropped) -> None:
    """How much was answered already, and the way to be asked again."""
    given = answers(file)
    if not given:
        return

    def again() -> None:
        given.clear()
        current().fields[f"reused-{file.key}"] = 0

    with st.container(horizontal=True, vertical_alignment="center"):
        count = number(len(given), 0, lang())
        st.caption(
            say(f"Đã trả lời {count} câu.", f"Answered: {count}."),
            width="content",
        )
        st.button(
            say("Hỏi lại từ đầu", "Ask again"),
            icon=":material/replay:",
            type="tertiary",
            key=f"again-{file.key}",
            on_click=again,
        )


def _ask(file: Dropped, reading: Reading, alike: Sequence[Problem]) -> None:
    first = alike[0]
    if len(alike) == 1:
        told(first)
        _input(file, reading, first, alike)
        return
    count = number(len(alike), 0, lang())
    lead = f"**{say(f'{count} câu hỏi cùng loại', f'{count} questions of one kind')}**"
    more = " …" if len(alike) > _MOST_PLACES else ""
    if len({p.message for p in alike}) == 1:
        st.markdown(f"{lead}  \n{literal(first.message)}")
        places = [place(p) for p in alike[:_MOST_PLACES]]
        st.caption(literal("; ".join(filter(None, places))) + more)
    else:
        st.markdown("\n- ".join([f"{lead}\n", *map(_one_of, alike[:_MOST_PLACES])]) + more)
    if first.advice and not first.entry:
        st.caption(literal(first.advice))
    common = tuple(option for option in first.options if all(option in p.options for p in alike))
    if common or first.entry:
        words = tuple(_common_words(alike, option) for option in common)
        _input(file, reading, replace(first, options=common, labels=words), alike)
    _suggested(file, alike)
    with st.expander(say("Trả lời từng câu", "Answer one by one"), key=_key("one", file, alike)):
        for problem in alike[:_AT_ONCE]:
            told(problem, brief=True)
            _input(file, reading, problem, [problem])


def _one_of(problem: Problem) -> str:
    """A question among others of its kind that asks in words of its own."""
    lead = literal(place(problem))
    return f"**{lead}** · {literal(problem.message)}" if lead else literal(problem.message)


def _common_words(alike: Sequence[Problem], option: str) -> tuple[str, str]:
    """An option of several questions: what it makes of each, such as "12 tỷ đồng; 85 tỷ đồng"."""
    words = list(dict.fromkeys(option_words(problem, option) for problem in alike))
    more = " …" if len(words) > _MOST_WORDS else ""
    vi, en = zip(*words[:_MOST_WORDS], strict=True)
    return "; ".join(vi) + more, "; ".join(en) + more


def _input(file: Dropped, reading: Reading, problem: Problem, settled: Sequence[Problem]) -> None:
    """A field or buttons for a question; what is said there settles all of some questions."""
    asked = [p.question for p in settled]
    kind = "question" if len(asked) == 1 else "group"
    key = f"{kind}-{file.key}-{problem.question}"
    if problem.entry == "period":
        period_entry(file, problem, asked, key)
    elif problem.entry == "area":
        area_entry(file, problem, asked, key, reading)
    elif answer := _choice(problem, key) or _any_indicator(problem, key):
        answers(file).update(dict.fromkeys(asked, answer))
        st.rerun()


def _suggested(file: Dropped, alike: Sequence[Problem]) -> None:
    """Every question's first option, to be accepted with one press."""
    if len({p.options[:1] for p in alike}) < 2 or not all(p.options for p in alike):
        return
    frame = pd.DataFrame(
        {
            say("Ô", "Cell"): [place(p) for p in alike],
            say("Đã ghi", "As written"): [p.as_written for p in alike],
            say("Gợi ý", "Suggestion"): [say(*option_words(p, p.options[0])) for p in alike],
        }
    )
    st.dataframe(frame, hide_index=True, height=draw.fitting(len(frame), 300))
    count = number(len(alike), 0, lang())
    st.button(
        say(f"Chấp nhận tất cả {count} gợi ý", f"Accept all {count} suggestions"),
        icon=":material/done_all:",
        key=_key("accept", file, alike),
        on_click=answers(file).update,
        args=({p.question: p.options[0] for p in alike},),
    )


def _choice(problem: Problem, key: str) -> str | None:
    """One of the options of a question."""
    label = say("Chọn một", "Choose one")

    def words(option: str) -> str:
        return say(*option_words(problem, option))

    if len(problem.options) > _MOST_BUTTONS:
        return st.selectbox(
            label,
            problem.options,
            index=None,
            format_func=words,
            placeholder=label,
            key=key,
            label_visibility="collapsed",
        )
    return st.segmented_control(
        label,
        problem.options,
        format_func=lambda option: literal(words(option)),
        key=key,
        label_visibility="collapsed",
    )


def _any_indicator(problem: Problem, key: str) -> str | None:
    """Any indicator of the catalogue, where the question is which one it is."""
    if problem.question.partition("|")[0] != "indicator":
        return None
    indicators = catalogue().indicators
    others = [i for i in indicators if i not in problem.options]
    label = say("Chỉ tiêu khác", "Another indicator")
    return st.selectbox(
        label,
        sorted(others, key=lambda i: alphabetical(indicators[i].name(lang()))),
        index=None,
        format_func=lambda i: indicators[i].name(lang()),
        placeholder=label,
        width=480,
        key=f"other-{key}",
        label_visibility="collapsed",
    )


def _key(what: str, file: Dropped, alike: Sequence[Problem]) -> str:
    return f"{what}-{file.key}-{alike[0].group or alike[0].code}-{len(alike)}"


def place(problem: Problem) -> str:
    """Sheet and cells; how many cells, where many wait for the answer.

    What is typed for a whole table stands in none of its cells.
    """
    cells = cells_of(problem)
    if problem.entry:
        named = ""
    elif len(cells) <= _MOST_CELLS:
        named = ", ".join(cells)
    else:
        count = number(len(cells), 0, lang())
        named = f"{cells[0]} … ({say(f'{count} ô', f'{count} cells')})"
    return " ".join(filter(None, (problem.locator.sheet, named)))


def told(problem: Problem, *, brief: bool = False) -> None:
    """Where, as written, what is asked and what to do."""
    # A question of several cells lists what these say.
    listed = len(cells_of(problem)) > 1 and problem.as_written in problem.message
    written = "" if listed else literal(problem.as_written)
    lead = " · ".join(filter(None, (literal(place(problem)), f"“{written}”" if written else "")))
    if brief:
        st.markdown(f"**{lead or literal(problem.message)}**")
        return
    st.markdown(f"**{lead}**  \n{literal(problem.message)}" if lead else literal(problem.message))
    # What is typed here needs no advice on how to write it into the file.
    if problem.advice and not problem.entry:
        st.caption(literal(problem.advice))
