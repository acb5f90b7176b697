"""Doubts that a person who has looked can settle: by reason, with the evidence beside each."""

import hashlib
from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from kpi.model import Problem
from kpi.ui import draw
from kpi.ui.intake.visit import Dropped, hold
from kpi.ui.literal import literal, where
from kpi.ui.long import MOST_ROWS, cut
from kpi.ui.words import lang, say
from kpi.wording import number

_AS_TEXT = 3
"""So few are told in full; more are rows of a table."""


def confirmed(file: Dropped, doubts: Iterable[Problem]) -> frozenset[str]:
    """The questions whose reason the clerk has looked at and stands by."""
    return frozenset(
        problem.question for alike in by_reason(doubts) if _stands(file, alike) for problem in alike
    )


def by_reason(doubts: Iterable[Problem]) -> list[list[Problem]]:
    """Doubts of one kind together, the most frequent kind first."""
    kinds: dict[str, list[Problem]] = {}
    for problem in doubts:
        kinds.setdefault(problem.group or problem.code, []).append(problem)
    return sorted(kinds.values(), key=len, reverse=True)


def _stands(file: Dropped, alike: Sequence[Problem]) -> bool:
    with st.container(border=True):
        if len(alike) <= _AS_TEXT:
            for problem in alike:
                st.markdown(_line(problem))
        else:
            _table(alike)
        for advice in dict.fromkeys(p.advice for p in alike if p.advice):
            st.caption(literal(advice))
        count = number(len(alike), 0, lang())
        label = say("Tôi xác nhận số này đúng", "I confirm this figure")
        if len(alike) > 1:
            label = say(
                f"Tôi đã xem và xác nhận cả {count} số này đúng",
                f"I have seen and confirm all {count} figures",
            )
        # Other doubts, another box: a yes to some is no yes to those that came later.
        key = f"confirm-{file.key}-{_digest(alike)}"
        hold(key, first=False)
        return st.checkbox(label, key=key)


def _line(problem: Problem) -> str:
    written = f"“{literal(problem.as_written)}”" if problem.as_written else ""
    lead = " · ".join(filter(None, (literal(where(problem.locator)), written)))
    told = "  \n".join([literal(problem.message), *map(literal, evidence(problem))])
    return f"**{lead}**  \n{told}" if lead else told


def _table(alike: Sequence[Problem]) -> None:
    count = number(len(alike), 0, lang())
    same = len({p.message for p in alike}) == 1
    lead = literal(alike[0].message) if same else ""
    st.markdown(f"**{say(f'{count} số cùng lý do', f'{count} figures, one reason')}**  \n{lead}")
    rows = alike[:MOST_ROWS]
    columns = {
        say("Ô", "Cell"): [where(p.locator) for p in rows],
        say("Đã ghi", "As written"): [p.as_written for p in rows],
    }
    if not same:
        columns[say("Lý do", "Reason")] = [p.message for p in rows]
    beside = [" · ".join(evidence(p)) for p in rows]
    if any(beside):
        columns[say("Đối chiếu", "Beside it")] = beside
    st.dataframe(pd.DataFrame(columns), hide_index=True, height=draw.fitting(len(rows), 300))
    cut(len(alike))


def evidence(problem: Problem) -> tuple[str, ...]:
    """What stands beside the doubt, such as last year's value, in the reader's language."""
    return tuple(say(*words) for words in problem.labels) if not problem.options else ()


def _digest(alike: Sequence[Problem]) -> str:
    whole = "\n".join(sorted(f"{p.question} {p.as_written}" for p in alike))
    return hashlib.sha256(whole.encode()).hexdigest()[:12]
