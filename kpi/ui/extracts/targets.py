"""The gaps to targets as they are shown: one row a demand, and why others have none."""

import pandas as pd

from kpi.analysis.distance import AreaDistances, Distance
from kpi.charts.distance import state_word, whose_text
from kpi.export.parts import break_notes, mark_notes
from kpi.model import Target
from kpi.model.extract import Absent, Cell, Column, Extract
from kpi.ui.cells import indicator_name, name_of
from kpi.ui.extracts.common import extract, figure_columns, figure_row
from kpi.ui.target_parts import Answer, reason_words, subtitle
from kpi.ui.words import former, lang, say
from kpi.wording import period_text


def of_targets(answer: Answer, title: str) -> Extract:
    """Every gap in the order shown; the figures are the results that are held."""
    figures = pd.DataFrame([one.row for one in answer.found])
    of_area = isinstance(answer, AreaDistances)
    notes = mark_notes(figures, lang()) if answer.found else []
    clauses = dict.fromkeys(t for one in answer.found if (t := one.demand.target))
    notes += [
        f"{t.act}, {t.year}: {t.clause_vi if lang() == 'vi' else t.clause_en}" for t in clauses
    ]
    if isinstance(answer, AreaDistances):
        chosen = say("Tỉnh", "Province"), former(answer.area)
        have, size = len(answer.found), len(answer.found) + len(answer.unheld)
        coverage = say(
            f"{have} mục tiêu có số liệu so được, {size - have} chỉ tiêu có mục tiêu thì chưa",
            f"{have} targets with a comparable figure, {size - have} indicators without one",
        )
    else:
        chosen = say("Chỉ tiêu", "Indicator"), answer.indicator.name(lang())
        notes += break_notes(answer.indicator, lang())
        coverage = say(
            f"{len(answer.found)}/{answer.size} tỉnh có số liệu",
            f"{len(answer.found)} of {answer.size} provinces have a figure",
        )
    return extract(
        title,
        (*_columns(), *figure_columns()),
        (_row(one) for one in answer.found),
        subtitle=subtitle(answer),
        filters=(chosen,),
        coverage=coverage,
        absent=tuple(
            Absent(
                indicator_name(one.indicator) if of_area else name_of(one.area),
                reason_words(one.reason),
            )
            for one in answer.unheld
        ),
        notes=tuple(notes),
        figures=figures if answer.found else None,
    )


def _clause(target: Target) -> str:
    return target.clause_vi if lang() == "vi" else target.clause_en


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("Khoảng cách", "Gap"), "number", 1),
        Column(say("Đơn vị khoảng cách", "Unit of the gap")),
        Column(say("Tình trạng", "State")),
        Column(say("Mục tiêu", "Target"), "number"),
        Column(say("Hạn", "By")),
        Column(say("Văn bản", "Act")),
    )


def _row(one: Distance) -> tuple[Cell, ...]:
    unit = say("điểm %", "points") if one.in_points else say("% mục tiêu", "% of the target")
    return (
        round(one.gap, 6),
        unit,
        state_word(one.state, lang()),
        one.demand.value,
        period_text(one.demand.period, lang()),
        whose_text(one.demand, lang()),
        *figure_row(one.row),
    )
