"""The composite scores as they are shown."""

from collections.abc import Sequence

import pandas as pd

from kpi.analysis.scoreboard import Scoreboard, figures_of
from kpi.export.parts import mark_notes
from kpi.model.extract import Absent, Bar, Column, Drawing, Extract
from kpi.ui.cells import name_of
from kpi.ui.extracts.common import extract
from kpi.ui.scoreboard.parts import subtitle
from kpi.ui.words import lang, say
from kpi.wording import number, period_text


def of_scoreboard(
    board: Scoreboard, title: str, filters: Sequence[tuple[str, str]], mine: Sequence[str]
) -> Extract:
    """Every area's score and rank interval, then its parts from 0 to 100."""
    figures = figures_of(board)
    heads = (
        Column(say("Hạng", "Rank"), "number", 0),
        Column(say("Hạng tốt nhất trong 90% lần thử", "Best rank in 90% of draws"), "number", 0),
        Column(say("Hạng kém nhất trong 90% lần thử", "Worst rank in 90% of draws"), "number", 0),
        Column(say("Tỉnh", "Province")),
        Column(say("Mã tỉnh", "Province code"), file_only=True),
        Column(say("Điểm (số học)", "Score (arithmetic)"), "number", 1),
        Column(say("Điểm (nhân)", "Score (geometric)"), "number", 1),
        *(Column(p.indicator.short(lang()), "number", 1, file_only=True) for p in board.parts),
    )
    rows = []
    for row in board.table.to_dict("records"):
        parts = [
            None if pd.isna(one) else 100 * float(one) for one in board.scored.loc[row["area"]]
        ]
        rows.append(
            (
                *(int(row[c]) for c in ("rank", "low", "high")),
                name_of(row["area"]),
                str(row["area"]),
                float(row["score"]),
                float(row["geometric"]),
                *parts,
            )
        )
    size = len(board.scored)
    return extract(
        title,
        heads,
        rows,
        subtitle=subtitle(board),
        filters=(*filters, (say("Năm", "Year"), period_text(board.period, lang()))),
        coverage=say(
            f"{len(board.table)}/{size} tỉnh có điểm",
            f"{len(board.table)} of {size} provinces have a score",
        ),
        absent=tuple(
            Absent(name_of(a), say("chưa đủ 2/3 trọng số", "less than 2/3 of the weight"))
            for a in board.without
        ),
        notes=tuple(mark_notes(figures, lang())) if len(figures) else (),
        drawing=Drawing(
            unit=say("điểm", "points"),
            bars=tuple(
                Bar(
                    name_of(row["area"]),
                    float(row["score"]),
                    number(row["score"], 1, lang()),
                    own=row["area"] in mine,
                    area=str(row["area"]),
                )
                for row in board.table.to_dict("records")
            ),
            scheme=board.scheme,
        ),
        figures=figures if len(figures) else None,
    )
