"""The row at the foot of every page: the view as a file, and its link."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from html import escape

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import ScriptRunContext, add_script_run_ctx, get_script_run_ctx

from kpi.export.csv import extract_csv
from kpi.export.sdmx import sdmx_csv
from kpi.export.xlsx import extract_xlsx
from kpi.model.extract import Extract
from kpi.ui import links
from kpi.ui.data import catalogue
from kpi.ui.day import today
from kpi.ui.extracts.common import file_stem
from kpi.ui.words import lang, say
from kpi.wording import day_text

Make = Callable[[], Extract]
"""Makes the extract of the view; it runs when a file is asked for."""
Writer = Callable[[Extract], bytes]


@dataclass(frozen=True)
class Format:
    """A form that views can be taken along in; `ending` of the file's name behind its stem.

    Of `observations` are files that hold nothing else: a view of none is not written as such.
    """

    vi: str
    en: str
    ending: str
    mime: str
    writer: Writer
    observations: bool = False


def _picture(extract: Extract) -> bytes:
    """Matplotlib is loaded when the first picture is asked for: it takes a second."""
    from kpi.export.picture import picture_png  # noqa: PLC0415

    return picture_png(extract)


def _sdmx(extract: Extract) -> bytes:
    """The observations behind the view, for the tools of statistical offices."""
    figures = pd.DataFrame() if extract.figures is None else extract.figures
    return sdmx_csv(figures, catalogue())


def _slide(extract: Extract) -> bytes:
    """As late as the picture: few readers make slides."""
    from kpi.export.pptx import slide_pptx  # noqa: PLC0415

    return slide_pptx(extract)


def _brief_docx(extract: Extract) -> bytes:
    """With the picture it is illustrated by, so loaded as late."""
    from kpi.export.docx import brief_docx  # noqa: PLC0415

    return brief_docx(extract)


def _brief_pdf(extract: Extract) -> bytes:
    """The same; the typesetter is loaded as late."""
    from kpi.export.pdf import brief_pdf  # noqa: PLC0415

    return brief_pdf(extract)


_FORMATS = (
    Format(
        "Bảng tính Excel",
        "Excel workbook",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        extract_xlsx,
    ),
    Format("Bảng CSV", "CSV table", ".csv", "text/csv", extract_csv),
    Format("Ảnh gửi tin nhắn (PNG)", "Picture for a message (PNG)", ".png", "image/png", _picture),
    Format(
        "Một trang chiếu (PowerPoint)",
        "One slide (PowerPoint)",
        ".pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _slide,
    ),
    Format(
        "Tóm tắt một trang (Word)",
        "One-page brief (Word)",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _brief_docx,
    ),
    Format(
        "Tóm tắt một trang (PDF)", "One-page brief (PDF)", ".pdf", "application/pdf", _brief_pdf
    ),
    Format(
        "Số liệu thống kê (SDMX-CSV)",
        "Statistical data (SDMX-CSV)",
        "-sdmx.csv",
        "text/csv",
        _sdmx,
        observations=True,
    ),
)


def _in_this_visit(work: Callable[[], bytes], visit: ScriptRunContext | None) -> bytes:
    """Do work for a visit outside its run: words and address are those of the visit."""
    done: Future[bytes] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as fault:  # noqa: BLE001 - raised again where it is waited for
            done.set_exception(fault)

    thread = threading.Thread(target=run, daemon=True)
    add_script_run_ctx(thread, visit)
    thread.start()
    return done.result()


def take_along(make: Make, *, observations: bool = True) -> None:
    """The view as files in every form there is, and a button that copies its link.

    `make` runs on the click, in a thread of its own that knows the reader's language and address.
    A view without `observations` is not offered in the forms that hold nothing else.
    """
    visit = get_script_run_ctx()
    with st.container(horizontal=True, vertical_alignment="center", key="take-along"):
        with st.popover(say("Tải về", "Download"), icon=":material/download:"):
            for form in _FORMATS:
                if form.observations and not observations:
                    continue
                st.download_button(
                    say(form.vi, form.en),
                    partial(_in_this_visit, partial(_file, make, form.writer), visit),
                    f"{file_stem()}{form.ending}",
                    form.mime,
                    key=f"take{form.ending}",
                    on_click="ignore",
                    width="stretch",
                )
        _copy_button()
    day = day_text(today(), lang())
    printed = say(f"In ngày {day}", f"Printed on {day}")
    st.html(f'<p class="kpi-paper">{escape(f"{links.address()} · {printed}")}</p>')


def _file(make: Make, writer: Writer) -> bytes:
    return writer(make())


def _copy_button() -> None:
    """One tap copies the address of this very view with every choice made."""
    label = escape(say("Sao chép liên kết", "Copy link"))
    done = escape(say("Đã sao chép", "Copied"))
    by_hand = escape(say("Chép địa chỉ này:", "Copy this address:"))
    st.html(
        f'<div class="kpi-copy"><button type="button" data-copy="{escape(links.query_of_view())}" '
        f'data-done="{done}" data-by-hand="{by_hand}">{label}</button>'
        '<span role="status"></span></div>',
        width="content",
    )
