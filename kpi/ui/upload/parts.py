"""Parts of the upload page: templates, and how a file was understood."""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from kpi.export.workbook import template
from kpi.model import Reading
from kpi.ui import draw
from kpi.ui.data import catalogue
from kpi.ui.intake.visit import Dropped
from kpi.ui.literal import literal, where
from kpi.ui.long import MOST_ROWS, cut
from kpi.ui.profile_parts import pillar_name
from kpi.ui.upload.reading import reused
from kpi.ui.words import lang, say
from kpi.wording import PILLARS, number


def templates() -> None:
    """An empty workbook for each pillar, with drop-downs."""
    with st.popover(say("Tải biểu mẫu", "Get a template"), icon=":material/download:"):
        this_year = date.today().year  # noqa: DTZ011 - the clerk's own calendar year
        years = range(this_year, this_year - 6, -1)
        for pillar in PILLARS:
            named = [
                i
                for i in catalogue().indicators.values()
                if i.pillar == pillar and not i.base and i.kind != "milestone"
            ]
            if not named:
                continue
            st.download_button(
                pillar_name(pillar),
                partial(template, catalogue(), named, years),
                f"bieu-mau-{pillar}.xlsx",
                key=f"template-{pillar}",
            )


def understood(file: Dropped, reading: Reading) -> None:
    """How the file was read, and what was knowingly left out."""
    st.subheader(say("2 · Hiểu tệp", "2 · How the file was read"))
    taken_over = reused(file)
    if taken_over:
        text = say(
            f"Dùng lại {taken_over} câu trả lời của tệp cùng mẫu lần trước.",
            f"{taken_over} answers were taken over from the last file of this layout.",
        )
        st.info(text, icon=":material/history_edu:")
    for line in reading.understood:
        st.markdown(f"- {literal(line)}")
    # What waits for an answer is no decision yet.
    left_out = [one for one in reading.left_out if one.state != "waiting"]
    if left_out:
        cells = number(sum(len(one.cells) for one in left_out), 0, lang())
        label = say(f"Bỏ qua có chủ ý: {cells} ô", f"Left out on purpose: {cells} cells")
        with st.expander(label, icon=":material/filter_alt_off:"):
            rows = left_out[:MOST_ROWS]
            frame = pd.DataFrame(
                {
                    say("Ô", "Cell"): [where(one.where) for one in rows],
                    say("Đã ghi", "As written"): [one.as_written for one in rows],
                    say("Lý do", "Reason"): [one.reason for one in rows],
                }
            )
            st.dataframe(frame, hide_index=True, height=draw.fitting(len(frame), 300))
            cut(len(left_out))
