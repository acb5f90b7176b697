"""The piece of a scanned page that shows a figure, and what the machine read there at two looks."""

import re
from base64 import b64encode
from html import escape
from typing import Any

import streamlit as st

from kpi.model.scans import Seen
from kpi.store import Sight
from kpi.ui.words import say

# The picture is of white paper in the light and in the dark; it never runs beyond the panel.
_STYLE = """
<style>
.kpi-crop { margin: 0; }
.kpi-crop img { display: block; max-width: 100%; max-height: 40vh; height: auto; background: #fff;
  border: 1px solid rgba(128, 128, 128, 0.4); border-radius: 0.25rem; }
.kpi-crop figcaption { margin-top: 0.35rem; font-size: 0.875rem; opacity: 0.8;
  overflow-wrap: anywhere; }
</style>
"""
# What was read holds brackets and units as often as what was written; the digits are compared.
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")


def picture(row: dict[str, Any], sight: Sight) -> None:
    """Show where the page prints a figure, in its frame, and both readings of it.

    Args:
        row: the figure, with `as_written`.
        sight: of a scan; without a picture only the readings are told.
    """
    image = ""
    if sight.picture:
        told = say(
            f"Ảnh trang {sight.seen.page}, đóng khung số “{sight.seen.first}” như máy đọc",
            f"Picture of page {sight.seen.page}; framed is the number read as “{sight.seen.first}”",
        )
        data = b64encode(sight.picture).decode()
        image = f'<img src="data:image/jpeg;base64,{data}" alt="{escape(told)}">'
    caption = escape(looks(sight.seen, str(row["as_written"] or "")))
    st.html(f'{_STYLE}<figure class="kpi-crop">{image}<figcaption>{caption}</figcaption></figure>')


def looks(seen: Seen, written: str) -> str:
    """What both looks read, and what was published where that is not what both read.

    Args:
        seen: of a scan.
        written: the number as it was published; "" when its form is not known.
    """
    first, second = seen.first, seen.second
    numbers = {" ".join(_NUMBER.findall(text)) for text in (first, second, written or first)}
    if len(numbers) == 1 and first:
        return say(f"Hai lần đọc: {first} và {second}", f"Both looks read {first}")
    if not first:
        read = say("Máy không đọc được số này", "The machine could not read this number")
    elif not second:
        read = say(
            f"Máy đọc {first}, lần thứ hai không đọc được",
            f"The machine read {first} and nothing at its second look",
        )
    else:
        read = say(f"Máy đọc {first} và {second}", f"The machine read {first} and {second}")
    by_clerk = say(f"; người nhập ghi {written}", f"; the clerk wrote {written}")
    return read + by_clerk if written else read
