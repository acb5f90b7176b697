"""A report that is read, told page by page; of a scan the reading can be broken off and go on."""

from collections.abc import Collection
from types import TracebackType

import streamlit as st

from kpi.ingest.scans import engine
from kpi.model.scans import ScannedPage
from kpi.ui.intake.scan import Scan
from kpi.ui.intake.visit import Dropped, current, forget, scan_of, unsay
from kpi.ui.words import lang, say
from kpi.wording import number


class Reading:
    """What stands on the page while a document is read: how far it is, and a way to stop."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        lead = say("Đang đọc tài liệu", "Reading the document")
        self._lead = lead
        self._bar = st.progress(0.0, f"{lead} …")
        self._stop = st.empty()
        self._stoppable = False

    def __enter__(self) -> "Reading":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.empty()
        self._stop.empty()

    def page(self, page: int, pages: int) -> None:
        """Tell of a page with letters."""
        self._tell(self._lead, page, pages, page)

    def scanned(self, done: int, whole: int, page: ScannedPage | None) -> None:
        """Keep a page that is a picture, and tell of it."""
        # First of all: whoever has pressed the button ends this run with the next thing drawn.
        self._scan.told(whole, page)
        if not self._stoppable and done < whole:
            self._stoppable = True
            self._stop.button(
                say("Dừng", "Stop"),
                icon=":material/stop_circle:",
                help=say(
                    "Những trang đã đọc được giữ lại; đọc tiếp lúc nào cũng được.",
                    "The pages read so far are kept; go on whenever you like.",
                ),
                on_click=self._scan.stop,
                key="stop-scan",
            )
        lead = say("Đang đọc ảnh quét", "Reading the scan")
        self._tell(lead, min(done + 1, whole), whole, done)

    def _tell(self, lead: str, page: int, pages: int, done: int) -> None:
        at, whole = (number(n, 0, lang()) for n in (page, pages))
        words = say(f"{lead}: trang {at}/{whole}", f"{lead}: page {at} of {whole}")
        self._bar.progress(min(done / max(pages, 1), 1.0), words)


def missing_reader() -> None:
    """Say what this machine lacks to read pages that are pictures, where it lacks anything."""
    if not engine.is_installed():
        st.caption(
            say(
                "Máy chủ này chưa đọc được ảnh quét và ảnh chụp; người quản trị cài: "
                f"`apt install {engine.PACKAGES}`.",
                "This server cannot read scans and photographs yet; its administrator installs: "
                f"`apt install {engine.PACKAGES}`.",
            )
        )


def broken_off(file: Dropped) -> None:
    """How far a scan was read before the clerk stopped, and the ways from there."""
    scan = scan_of(file)
    done, whole = (number(n, 0, lang()) for n in (len(scan.pages), scan.whole))
    st.info(
        say(f"Đã đọc {done}/{whole} trang.", f"{done} of {whole} pages were read."),
        icon=":material/pause_circle:",
    )
    with st.container(horizontal=True):
        st.button(
            say("Đọc tiếp", "Go on reading"),
            icon=":material/play_arrow:",
            type="primary",
            on_click=scan.go_on,
            key=f"go-on-{file.key}",
        )
        st.button(
            say("Bỏ tệp này", "Take this file away"),
            icon=":material/close:",
            on_click=forget,
            args=("reports", file),
            key=f"leave-scan-{file.key}",
        )


def turn_button(file: Dropped) -> None:
    """Where pages lie upside down: a way to have them turned and read."""
    lying = scan_of(file).upside_down
    if not lying:
        return
    decided = file.key in current().decisions and current().decisions[file.key].steps
    again = say(
        "Tài liệu được đọc lại, những gì đã quyết về nó được hỏi lại.",
        "The document is read again, and what was decided about it is asked again.",
    )
    st.button(
        say("Xoay các trang này và đọc", "Turn these pages and read them"),
        icon=":material/screen_rotation_alt:",
        help=again if decided else None,
        on_click=_turn,
        args=(file, lying),
        key=f"turn-{file.key}",
    )


def _turn(file: Dropped, numbers: Collection[int]) -> None:
    scan_of(file).turn(numbers)
    # The text becomes another one: what was said of its places has no place any more.
    unsay(file)
