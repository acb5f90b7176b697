"""What the page of annexes shows: its finding, the table, the two files."""

import pandas as pd
import streamlit as st

from kpi.analysis.annex import Annex, figures_of
from kpi.export.annex_docx import annex_docx
from kpi.export.annex_words import Amount, AnnexTable, annex_table, cells, columns
from kpi.export.annex_xlsx import annex_xlsx
from kpi.ui import draw
from kpi.ui.cells import marks_of
from kpi.ui.data import catalogue
from kpi.ui.shown import NO_NUMBER, ShownNumber, column
from kpi.ui.words import former, lang, say
from kpi.wording import period_text

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def finding(annex: Annex) -> str:
    """How many of the indicators have a figure."""
    place, when = former(annex.area), period_text(annex.period, lang())
    have, of = annex.told, len(annex.rows)
    return say(
        f"Phụ lục số liệu {place} {when}: {have}/{of} chỉ tiêu có số liệu",
        f"Annex of {place}, {when}: {have} of {of} indicators have a figure",
    )


def subtitle(annex: Annex, table: AnnexTable) -> str:
    """What the columns compare."""
    heads = table.heads
    compared = say(
        "số lượng so bằng %; tỷ lệ, điểm, hạng so bằng chênh lệch",
        "counts compared in %; rates, scores and ranks by their difference",
    )
    parts = [heads.result, heads.before, heads.plan, compared]
    if annex.has_estimates:
        parts.insert(1, heads.estimate)
    return " · ".join(parts)


def files(annex: Annex) -> None:
    """The annex as Word and Excel, always in Vietnamese: it goes with an official report."""
    known, stem = catalogue(), f"{annex.area.key.replace(':', '-')}-{annex.period.key}"
    with st.container(horizontal=True):
        st.download_button(
            say("Phụ lục Word", "Annex for Word"),
            lambda: annex_docx(annex_table(annex, known, "vi")),
            f"phu-luc-{stem}.docx",
            _WORD,
            key="annex-docx",
            icon=":material/description:",
            type="primary",
            on_click="ignore",
        )
        st.download_button(
            say("Phụ lục Excel", "Annex for Excel"),
            lambda: annex_xlsx(annex_table(annex, known, "vi")),
            f"phu-luc-{stem}.xlsx",
            _EXCEL,
            key="annex-xlsx",
            icon=":material/table:",
            on_click="ignore",
        )


def preview(annex: Annex, table: AnnexTable) -> None:
    """The annex as it will be printed; a row opens the source of its result."""
    # A touch screen always shows the table's own tools above it; they must not cover the buttons.
    st.space("small")
    marks = {row["obs_id"]: marks_of(row) for row in figures_of(annex).to_dict("records")}
    heads = columns(table)
    rows = [cells(table, line) for line in table.lines]
    shown: dict[str, object] = {}
    for place, head in enumerate(heads):
        told = [row[place] for row in rows]
        if any(isinstance(one, Amount) for one in told):
            result = head in (table.heads.result, table.heads.estimate)
            ids = [line.obs_id for line in table.lines]
            tails = [marks.get(i, "") if result else "" for i in ids]
            shown[head] = column([_cell(o, t) for o, t in zip(told, tails, strict=True)])
        elif any(one not in (None, "") for one in told):
            shown[head] = told
    narrow = {table.heads.ordinal: st.column_config.Column(width=50, alignment="right")}
    ids = [line.obs_id for line in table.lines]
    draw.table(pd.DataFrame(shown), ids, "annex", config=narrow)


def _cell(one: object, marks: str) -> ShownNumber:
    return ShownNumber(one.value, one.text + marks) if isinstance(one, Amount) else NO_NUMBER
