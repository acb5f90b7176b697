"""A number of a scan as its picture shows it, with what two looks read: told apart at a glance."""

import base64
import io
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from html import escape
from typing import Literal

import streamlit as st
from PIL import Image

from kpi.ingest.crops import crop
from kpi.ingest.reports.sighted import seen_in
from kpi.model import Document
from kpi.model.scans import Box, ScannedPage, Seen
from kpi.ui.reports.review import Item
from kpi.ui.words import lang, say
from kpi.wording import number

Pages = Mapping[int, ScannedPage]
"""The pages of a document that are pictures, by number."""
Around = Literal["number", "line"]
_WIDE = 100.0
"""Points: what is wider, such as a whole line, is shown whole."""

STYLE = """
.kpi-sight { margin: 0; }
/* As large as it is, for a digit is looked at: of a long line what stands around the number. */
.kpi-sight img { display: block; max-width: 100%; object-fit: none; border-radius: 0.3rem;
  border: 1px solid light-dark(#D5DEE8, #33414F); background: #FFFFFF; }
.kpi-sight img.wide { object-fit: contain; height: auto; }
.kpi-sight figcaption { font-size: 0.85rem; padding-top: 0.2rem; }
.kpi-sight b { font-variant-numeric: tabular-nums; }
.kpi-sight mark { color: inherit; background: rgba(230, 159, 0, 0.4); border-radius: 0.2rem;
  text-decoration: underline 2px; padding: 0 0.05rem; }
"""


def sight(pages: Pages, seen: Seen, written: str) -> None:
    """Draw the line around a number, and both readings with the digits that differ marked.

    Args:
        pages: of the document; nothing is drawn of a number that none of them shows.
        seen: where the number stands.
        written: the number as the text has it.
    """
    if picture := _picture(pages, seen, "line", written):
        st.html(
            f'<figure class="kpi-sight">{picture}<figcaption>{_told(seen)}</figcaption></figure>'
        )


def glimpse(pages: Pages, seen: Seen, written: str) -> None:
    """Draw the number alone."""
    if picture := _picture(pages, seen, "number", written):
        st.html(f'<figure class="kpi-sight">{picture}</figure>')


def seen_of(document: Document, item: Item) -> Seen:
    """Where a picture shows the number of a figure; NOT_SEEN where none does."""
    if item.figure is not None and item.figure.locator.seen.page:
        return item.figure.locator.seen
    return seen_in(document, item.start, item.end)


def differing(one: str, other: str) -> tuple[str, str]:
    """Two readings as HTML, what differs between them marked."""
    parts: tuple[list[str], list[str]] = ([], [])
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for told, piece in zip(parts, (one[a:b], other[c:d]), strict=True):
            if piece:
                told.append(escape(piece) if kind == "equal" else f"<mark>{escape(piece)}</mark>")
    return "".join(parts[0]), "".join(parts[1])


def _told(seen: Seen) -> str:
    page = say(f"Trang {_plain(seen.page)}", f"Page {_plain(seen.page)}")
    one, two = say("đọc lần 1", "first reading"), say("lần 2", "second")
    if not seen.first:
        return page
    if not seen.second:
        none = say("không đọc được", "could not be read")
        return f"{page} · {one} <b>{escape(seen.first)}</b> · {two} {none}"
    if seen.first == seen.second:
        same = say("cả hai lần đọc", "both readings")
        return f"{page} · {same} <b>{escape(seen.first)}</b>"
    first, second = differing(seen.first, seen.second)
    return f"{page} · {one} <b>{first}</b> · {two} <b>{second}</b>"


def _picture(pages: Pages, seen: Seen, around: Around, written: str) -> str:
    page = pages.get(seen.page)
    if page is None or not page.picture:
        return ""
    cut = cut_out(page.picture, page.number, (page.width, page.height), seen.box, around)
    if not cut:
        return ""
    at = _plain(seen.page)
    alt = say(f"Ảnh trang {at} quanh số {written}", f"Picture of page {at} around {written}")
    left, _, right, _ = seen.box
    wide = ' class="wide"' if right - left > _WIDE else ""
    return f'<img{wide} {cut} alt="{escape(alt)}">'


# A page has to be unpacked for it, and the list is drawn again with every click.
@lru_cache(maxsize=256)
def cut_out(picture: bytes, page: int, size: tuple[float, float], box: Box, around: Around) -> str:
    """The attributes of an image that shows a piece of a page; "" where the page has no such."""
    piece = crop(ScannedPage(page, *size, dpi=0, picture=picture), box, around)
    return _source(piece) if piece else ""


def _source(picture: bytes) -> str:
    with Image.open(io.BytesIO(picture)) as opened:
        width, height = opened.size
    data = base64.b64encode(picture).decode()
    return f'src="data:image/jpeg;base64,{data}" width="{width}" height="{height}"'


def _plain(count: int) -> str:
    return number(count, 0, lang())
