"""The row at the foot of every page: the view as a file, and its link."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import ScriptRunContext, add_script_run_ctx, get_script_run_ctx

from kpi import settings
from kpi.export.csv import extract_csv
from kpi.export.xlsx import extract_xlsx
from kpi.model.extract import Extract
from kpi.ui import url
from kpi.ui.extracts.common import file_stem
from kpi.ui.words import say

Make = Callable[[], Extract]
"""Makes the extract of the view; it runs when a file is asked for."""
Writer = Callable[[Extract], bytes]


@dataclass(frozen=True)
class Format:
    """A form that every view can be taken along in."""

    vi: str
    en: str
    extension: str
    mime: str
    writer: Writer


_FORMATS = (
    Format(
        "Bảng tính Excel",
        "Excel workbook",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        extract_xlsx,
    ),
    Format("Bảng CSV", "CSV table", "csv", "text/csv", extract_csv),
)

_LINK = (
    '<svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true"><path fill="currentColor" '
    'd="M3.9 12c0-1.7 1.4-3.1 3.1-3.1h4V7H7a5 5 0 0 0 0 10h4v-1.9H7A3.1 3.1 0 0 1 3.9 12Zm4.1 '
    '1h8v-2H8v2Zm9-6h-4v1.9h4a3.1 3.1 0 0 1 0 6.2h-4V17h4a5 5 0 0 0 0-10Z"/></svg>'
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


def take_along(make: Make) -> None:
    """The view as files in every form there is, and a button that copies its link.

    `make` runs on the click, in a thread of its own that knows the reader's language and address.
    """
    visit = get_script_run_ctx()
    with st.container(horizontal=True, vertical_alignment="center", key="take-along"):
        with st.popover(say("Tải về", "Download"), icon=":material/download:"):
            for form in _FORMATS:
                st.download_button(
                    say(form.vi, form.en),
                    partial(_in_this_visit, partial(_file, make, form.writer), visit),
                    f"{file_stem()}.{form.extension}",
                    form.mime,
                    key=f"take-{form.extension}",
                    on_click="ignore",
                    width="stretch",
                )
        _copy_button()


def _file(make: Make, writer: Writer) -> bytes:
    return writer(make())


def _copy_button() -> None:
    """One tap copies the address of this very view with every choice made."""
    query = urlencode({name: value for name, value in url.complete().items() if value})
    label = escape(say("Sao chép liên kết", "Copy link"))
    done = escape(say("Đã sao chép", "Copied"))
    by_hand = escape(say("Chép địa chỉ này:", "Copy this address:"))
    st.html(
        f'<div class="kpi-copy"><button type="button" data-copy="{escape(f"?{query}")}" '
        f'data-done="{done}" data-by-hand="{by_hand}">{_LINK}{label}</button>'
        '<span role="status"></span></div>'
        f"<script>({_script()})();</script>",
        width="content",
        unsafe_allow_javascript=True,
    )


@lru_cache(maxsize=1)
def _script() -> str:
    path = settings.ROOT / "kpi" / "ui" / "static" / "copy.js"
    return path.read_text(encoding="utf-8").strip()
