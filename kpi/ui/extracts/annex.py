"""The annex as it is shown."""

import pandas as pd

from kpi.analysis.annex import Annex
from kpi.export.annex_words import Amount, AnnexTable, cells, columns
from kpi.export.parts import mark_notes
from kpi.model.extract import Absent, Cell, Column, Extract
from kpi.ui.cells import indicator_name
from kpi.ui.extracts.common import extract
from kpi.ui.words import former, lang, say
from kpi.wording import period_text


def of_annex(annex: Annex, table: AnnexTable, figures: pd.DataFrame, title: str) -> Extract:
    """The rows of the annex; comparisons that need their unit are texts."""
    rows = [tuple(_cell(one) for one in cells(table, line)) for line in table.lines]
    numbers = [
        any(isinstance(row[place], int | float) for row in rows)
        and not any(isinstance(row[place], str) and row[place] for row in rows)
        for place in range(len(columns(table)))
    ]
    heads = zip(columns(table), numbers, strict=True)
    return extract(
        title,
        tuple(Column(head, "number" if is_number else "text") for head, is_number in heads),
        rows,
        subtitle=table.place,
        filters=(
            (say("Tỉnh", "Province"), former(annex.area)),
            (say("Kỳ", "Period"), period_text(annex.period, lang())),
        ),
        coverage=say(
            f"{annex.told}/{len(annex.rows)} chỉ tiêu có số liệu",
            f"{annex.told} of {len(annex.rows)} indicators have a figure",
        ),
        absent=tuple(
            Absent(indicator_name(row.indicator.id), line.note)
            for row, line in zip(annex.rows, table.lines, strict=True)
            if row.now is None
        ),
        notes=tuple(mark_notes(figures, lang())),
        figures=figures,
    )


def _cell(one: str | int | Amount | None) -> Cell:
    if not isinstance(one, Amount):
        return one
    plain = not one.hedged and one.text[-1:].isdigit()
    return one.value if plain else one.text
