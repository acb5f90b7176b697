"""Parts of the upload page: the drop zone, templates, what was understood of a file."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from kpi.errors import KpiError
from kpi.export.workbook import template
from kpi.model import Reading
from kpi.store import Store
from kpi.ui import draw
from kpi.ui.data import catalogue
from kpi.ui.intake import reading as intake
from kpi.ui.intake.files import TYPES, Dropped, distinct
from kpi.ui.literal import literal, where
from kpi.ui.profile_parts import PILLARS, pillar_name
from kpi.ui.words import lang, say
from kpi.wording import number

# Streamlit's own words on the drop zone are English whatever the language; these stand over them.
# A step stands below its file, and its heading must not be the larger one.
_DROP_ZONE = """
<style>
[data-testid="stHeading"] h3 {{ font-size: 1.1rem; padding: 0.6rem 0 0.3rem; }}
[data-testid="stFileUploaderDropzone"] button p,
[data-testid="stFileUploaderDropzoneInstructions"] span {{ font-size: 0; }}
[data-testid="stFileUploaderDropzone"] button p::after {{ content: "{choose}"; font-size: 1rem; }}
[data-testid="stFileUploaderDropzoneInstructions"] span::after {{
  content: "{limits}"; font-size: 0.85rem;
}}
</style>
"""


def drop_zone(
    types: Sequence[str] = TYPES, kinds: str = "Excel, CSV", key: str = "files"
) -> list[Dropped]:
    """Files as they were dropped, one or many; the same content only once.

    Args:
        types: the endings that are let in.
        kinds: the same in words.
        key: of the widget.
    """
    choose = say("Chọn tệp", "Choose files")
    limits = say(f"hoặc thả vào đây · {kinds}", f"or drop here · {kinds}")
    st.html(_DROP_ZONE.format(choose=choose, limits=limits))
    label = say("1 · Thả tệp", "1 · Drop files")
    dropped = st.file_uploader(label, types, accept_multiple_files=True, key=key)
    files, doubles = distinct(Dropped(f.name, f.getvalue()) for f in dropped)
    for file, first in doubles:
        text = say(
            f"**{literal(file.name)}** giống hệt tệp **{literal(first.name)}**; chỉ tính một lần.",
            f"**{literal(file.name)}** is identical to **{literal(first.name)}**; it counts once.",
        )
        st.info(text, icon=":material/content_copy:")
    if files and lang() == "en":
        st.caption(
            "What the reader says about a file (how it was read, questions, problems) is in "
            "Vietnamese, the language of the files."
        )
    return files


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
            st.download_button(
                pillar_name(pillar),
                partial(template, catalogue(), named, years),
                f"bieu-mau-{pillar}.xlsx",
                key=f"template-{pillar}",
            )


def read(store: Store, file: Dropped) -> Reading | None:
    """The file as understood so far; None, and why, when it cannot be read at all."""
    try:
        with st.spinner(say("Đang đọc tệp …", "Reading the file …"), show_time=True):
            return intake.read(store, file)
    except KpiError as error:
        st.error(say(str(error), error.english or str(error)), icon=":material/error:")
        return None


def understood(file: Dropped, reading: Reading) -> None:
    """How the file was read, and what was knowingly left out."""
    st.subheader(say("2 · Hiểu tệp", "2 · How the file was read"))
    taken_over = intake.reused(file)
    if taken_over:
        text = say(
            f"Dùng lại {taken_over} câu trả lời của tệp cùng mẫu lần trước.",
            f"{taken_over} answers were taken over from the last file of this layout.",
        )
        st.info(text, icon=":material/history_edu:")
        again = say("Hỏi lại từ đầu", "Ask again")
        st.button(again, key=f"again-{file.key}", on_click=intake.ask_again, args=(file,))
    for line in reading.understood:
        st.markdown(f"- {literal(line)}")
    if reading.left_out:
        cells = number(sum(len(one.cells) for one in reading.left_out), 0, lang())
        label = say(f"Bỏ qua có chủ ý: {cells} ô", f"Left out on purpose: {cells} cells")
        with st.expander(label, icon=":material/filter_alt_off:"):
            frame = pd.DataFrame(
                {
                    say("Ô", "Cell"): [where(one.where) for one in reading.left_out],
                    say("Đã ghi", "As written"): [one.as_written for one in reading.left_out],
                    say("Lý do", "Reason"): [one.reason for one in reading.left_out],
                }
            )
            st.dataframe(frame, hide_index=True, height=draw.fitting(len(frame), 300))
