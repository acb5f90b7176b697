"""The pages of a scan beside its text: the number that is looked at framed, every other a button.

The script and the style stand in static/. The picture of a page is sent when that page is turned
to, and no other is.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import streamlit as st

from kpi import settings
from kpi.ingest.reports.sighted import seen_in
from kpi.model import Document
from kpi.model.scans import Box, ScannedPage, Seen
from kpi.ui.reports.marks import Mark
from kpi.ui.reports.review import Item, Review
from kpi.ui.reports.sight import Pages, seen_of
from kpi.ui.reports.text import LETTERS, digest, span_of
from kpi.ui.words import lang, say
from kpi.wording import number

_STATIC = settings.ROOT / "kpi" / "ui" / "static"
_BOX = st.components.v2.component(
    "kpi_scan_view",
    html='<div class="kpi-scan"></div>',
    css=(_STATIC / "scan_view.css").read_text(encoding="utf-8"),
    js=(_STATIC / "scan_view.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
# Three columns where there is room for them; else the scan stands above the text and the list.
STYLE = """
.st-key-beside-scan { container: beside-scan / inline-size; }
@container beside-scan (max-width: 1180px) {
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"] .kpi-scan) { flex-wrap: wrap; }
  [data-testid="stColumn"]:has(.kpi-scan) { flex: 1 1 100%; min-width: 100%; }
}
"""


class _Number(NamedTuple):
    """A number of the page: its mark in the text, and where the picture shows it."""

    mark: Mark
    seen: Seen


def forget(name: str) -> None:
    """Have the picture sent when it is drawn next, as a page drawn anew has none."""
    st.session_state.pop(f"told-scan-{name}", None)


def scan_box(
    name: str,
    document: Document,
    pages: Pages,
    marked: Sequence[Mark],
    review: Review,
    at_hand: Item | None,
) -> None:
    """Draw a page of the scan; a click on a number does what a click on it in the text does.

    Args:
        name: of the document, part of the widget's key.
        document: whose pages they are.
        pages: those that are pictures, by number.
        marked: the numbers of the text, by what was decided.
        review: which of them is shown.
        at_hand: the figure whose number is framed.
    """
    key = f"scan-{name}"
    known = {mark.item for mark in marked if mark.item}
    listed = sorted(pages)
    shown = _shown(document, review, at_hand)
    page = pages[_leaf(name, review, listed, shown.page)]

    def picked() -> None:
        told = st.session_state[key].picked
        if isinstance(told, str) and told in known:
            review.point(told, "scan")

    def missed() -> None:
        span = span_of(st.session_state[key].missed, len(document.text))
        if span is not None:
            review.begin(*span, origin="scan")

    def leafed() -> None:
        told = st.session_state[key].leafed
        if told in listed:
            st.session_state[f"leaf-{name}"] = review.jumps, told

    here = list(_numbers(document, marked, page.number))
    version = digest([name, page.number, hashlib.sha256(page.picture).hexdigest()])
    data = {
        "version": version,
        "page": page.number,
        "pages": [[n, _page_name(n, listed, pages[n])] for n in listed],
        "ratio": [page.width or 1, page.height or 1],
        "numbers": [
            [
                one.mark.item,
                one.mark.start,
                one.mark.end,
                _part(page, one.seen.box),
                LETTERS[one.mark.fate],
                document.text[one.mark.start : one.mark.end],
            ]
            for one in here
        ],
        "frame": _part(page, shown.box) if shown.page == page.number else None,
        "jumps": review.jumps,
        "origin": review.origin,
        "words": _words(),
    }
    if st.session_state.get(f"told-scan-{name}") != version:
        st.session_state[f"told-scan-{name}"] = version
        picture = base64.b64encode(page.picture).decode()
        data["picture"] = f"data:image/jpeg;base64,{picture}" if picture else ""
    _BOX(
        key=key,
        data=data,
        on_picked_change=picked,
        on_missed_change=missed,
        on_leafed_change=leafed,
        on_blank_change=lambda: forget(name),
    )


def _shown(document: Document, review: Review, at_hand: Item | None) -> Seen:
    """Where the number stands that is looked at."""
    if review.number is not None:
        return seen_in(document, *review.number)
    return seen_of(document, at_hand) if at_hand is not None else Seen()


def _leaf(name: str, review: Review, listed: Sequence[int], wanted: int) -> int:
    """The page to show: that of what was pointed at since, else the one that was turned to."""
    key = f"leaf-{name}"
    jumps, page = st.session_state.get(key, (-1, listed[0]))
    if page not in listed or (jumps != review.jumps and wanted in listed):
        page = wanted if wanted in listed else listed[0]
    st.session_state[key] = review.jumps, page
    return int(page)


def _numbers(document: Document, marked: Sequence[Mark], page: int) -> Iterator[_Number]:
    """The numbers of the text that a page shows."""
    here = [sighting for sighting in document.sightings if sighting.seen.page == page]
    if not here:
        return
    first, last = here[0].start, here[-1].end
    for mark in marked:
        if first <= mark.end and mark.start < last:
            seen = seen_in(document, mark.start, mark.end)
            if seen.page == page:
                yield _Number(mark, seen)


def _part(page: ScannedPage, box: Box) -> list[float]:
    """Left, top, width and height in hundredths of the page."""
    left, top, right, bottom = box
    wide, high = (page.width or 1) / 100, (page.height or 1) / 100
    parts = left / wide, top / high, (right - left) / wide, (bottom - top) / high
    return [round(part, 3) for part in parts]


def _page_name(page: int, listed: Sequence[int], scanned: ScannedPage) -> str:
    at, place, whole = (number(n, 0, lang()) for n in (page, listed.index(page) + 1, len(listed)))
    name = say(f"trang {at}/{whole}", f"page {at} of {whole}")
    if page != listed.index(page) + 1:
        name = say(f"trang {at} (ảnh {place}/{whole})", f"page {at} (scan {place} of {whole})")
    return f"{name} · {say('chưa đọc được', 'not read')}" if scanned.fault else name


def _words() -> dict[str, str]:
    return {
        "t": say("nhận", "taken"),
        "a": say("hỏi", "asked"),
        "r": say("bỏ", "refused"),
        "u": say("chưa đọc", "unread"),
        "p": say("không phải số liệu", "no figure"),
        "label": say("Ảnh quét của báo cáo", "The scan of the report"),
        "page": say("Trang ảnh", "Page of the scan"),
        "before": say("Trang ảnh trước", "Page of the scan before"),
        "after": say("Trang ảnh sau", "Page of the scan after"),
        "smaller": say("Thu nhỏ", "Smaller"),
        "larger": say("Phóng to", "Larger"),
        "fit": say("Vừa khung", "Fit"),
        "none": say("Không có ảnh của trang này.", "There is no picture of this page."),
    }
