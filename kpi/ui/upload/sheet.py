"""The sheet itself, small: which cells were read, are asked about, refused or left out."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from itertools import chain
from typing import Literal, NamedTuple

import streamlit as st

from kpi.ingest.formats.corner import COLUMNS, ROWS, Corner
from kpi.ingest.formats.sheet import address, column_letters
from kpi.model import Problem, Reading
from kpi.model.figures import Severity
from kpi.ui.intake.questions import cells_of
from kpi.ui.intake.visit import Dropped
from kpi.ui.upload.reading import corners as corners_of
from kpi.ui.words import lang, say
from kpi.wording import number

_LONGEST = 60
_PART = re.compile(r"([A-Z]+)(\d+):\1(\d+)")

Fate = Literal["read", "asked", "refused", "left"]


class Mark(NamedTuple):
    """What became of a cell, why, and what it says where the reader sees nothing in it."""

    fate: Fate | Literal[""]
    why: str = ""
    written: str = ""


Marks = Mapping[tuple[str, str], Mark]
"""What became of cells by sheet and address."""

# Tints over the theme's own ground, so that the letters keep their contrast in light and dark;
# an edge, a line or a slant says the same to those who see no colours.
_STYLE = """
<style>
.kpi-sheet { max-height: 21rem; overflow: auto; border: 1px solid rgba(128, 128, 128, 0.35);
  border-radius: 0.5rem; font-size: 0.75rem; line-height: 1.25; }
.kpi-sheet table { border-collapse: separate; border-spacing: 0; margin: 0; }
.kpi-sheet th, .kpi-sheet td { padding: 0.2rem 0.4rem; max-width: 12rem; white-space: nowrap;
  overflow: hidden; text-overflow: ellipsis; border: 0 solid rgba(128, 128, 128, 0.25);
  border-width: 0 1px 1px 0; }
.kpi-sheet th { font-weight: 400; color: inherit; text-align: center; }
.kpi-sheet td.number { text-align: right; font-variant-numeric: tabular-nums; }
.kpi-read { background: rgba(30, 136, 210, 0.3); }
.kpi-asked { background: rgba(230, 159, 0, 0.3); box-shadow: inset 0 0 0 2px #C98500; }
.kpi-refused { background: rgba(213, 64, 40, 0.3); text-decoration: line-through; }
.kpi-left { background: rgba(128, 128, 128, 0.18); font-style: italic; }
.kpi-legend { display: flex; flex-wrap: wrap; gap: 0.35rem 0.6rem; font-size: 0.8rem;
  margin-bottom: 0.4rem; }
.kpi-legend span { padding: 0.1rem 0.5rem; border-radius: 0.3rem; }
@media (max-width: 640px) { .kpi-sheet { max-height: 12rem; } }
</style>
"""


def sheet_view(file: Dropped, reading: Reading, problems: Iterable[Problem]) -> None:
    """The first rows and columns of each sheet, every cell tinted by what became of it."""
    corners = corners_of(file)
    if not corners:
        return
    label = say("Xem trang tính: ô nào được đọc", "See the sheet: which cells were read")
    with st.expander(label, icon=":material/grid_on:", expanded=True):
        place = 0
        if len(corners) > 1:
            place = st.selectbox(
                say("Trang tính", "Sheet"),
                range(len(corners)),
                format_func=lambda at: corners[at].name,
                key=f"sheet-{file.key}",
            )
        corner = corners[place]
        st.html(_STYLE + _legend() + _table(corner, marks(reading, problems)))
        _extent(corner)


def marks(reading: Reading, problems: Iterable[Problem]) -> Marks:
    """What became of every cell that the reading speaks of; a doubt outweighs a figure."""
    found: dict[tuple[str, str], Mark] = {}
    for one in reading.candidates:
        found[one.locator.sheet, one.locator.cell] = Mark("read")
    for left in reading.left_out:
        fate: Fate = "asked" if left.state == "waiting" else "left"
        for cell in chain.from_iterable(map(_cells, left.cells)):
            found.setdefault((left.where.sheet, cell), Mark(fate, left.reason))
    for problem in problems:
        if problem.entry:
            continue  # asked of the whole table, at its first cell
        cells = cells_of(problem)
        for cell in cells:
            place = problem.locator.sheet, cell
            before = found[place].fate if place in found else ""
            written = problem.as_written if len(cells) == 1 else ""
            found[place] = Mark(_outweighed(before, problem.severity), problem.message, written)
    return found


def _cells(written: str) -> Iterable[str]:
    """The addresses of a part of a column, "B2:B90", as far as they are shown; or the one."""
    part = _PART.fullmatch(written)
    if part is None:
        return (written,)
    letters, first, last = part.groups()
    return (f"{letters}{row}" for row in range(int(first), min(int(last), ROWS) + 1))


def _outweighed(before: Fate | Literal[""], severity: Severity) -> Fate:
    """What a problem makes of a cell; a question stays one, a note makes no figure of a total."""
    if severity == "warning":
        return before or "left"
    return "asked" if severity == "question" or before == "asked" else "refused"


def _table(corner: Corner, told: Marks) -> str:
    letters = "".join(f"<th>{column_letters(at)}</th>" for at in range(len(corner.rows[0])))
    body = "".join(
        f"<tr><th>{at + 1}</th>"
        + "".join(_cell(corner, told, at, place, text) for place, text in enumerate(row))
        + "</tr>"
        for at, row in enumerate(corner.rows)
    )
    label = escape(say("Trang tính đã tô màu", "The sheet with tinted cells"))
    return (
        f'<div class="kpi-sheet" role="region" tabindex="0" aria-label="{label}">'
        f"<table><tr><th></th>{letters}</tr>{body}</table></div>"
    )


def _cell(corner: Corner, told: Marks, at: int, place: int, text: str) -> str:
    fate, why, written = told.get((corner.name, address(at, place)), Mark(""))
    text = text or written  # what is struck out or concealed
    if fate == "left" and not text:
        fate = ""  # blank cells left out would only be noise
    classes = [f"kpi-{fate}"] if fate else []
    classes += ["number"] if (at, place) in corner.numbers else []
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    title = f' title="{escape(" · ".join(filter(None, (text, why))))}"' if why else ""
    return f'<td class="{" ".join(classes)}"{title}>{escape(short)}</td>'


def _legend() -> str:
    words: Mapping[Fate, str] = {
        "read": say("được đọc", "read"),
        "asked": say("đang hỏi", "asked about"),
        "refused": say("bị từ chối", "refused"),
        "left": say("bỏ qua", "left out"),
    }
    spans = "".join(
        f'<span class="kpi-{fate}">{escape(word)}</span>' for fate, word in words.items()
    )
    plain = escape(say("không tô: tên tỉnh, tiêu đề", "not tinted: names and headings"))
    return f'<div class="kpi-legend">{spans}<span>{plain}</span></div>'


def _extent(corner: Corner) -> None:
    if corner.height <= ROWS and corner.width <= COLUMNS:
        return
    rows, columns = (number(n, 0, lang()) for n in (corner.height, corner.width))
    st.caption(
        say(
            f"Chỉ {min(ROWS, corner.height)} hàng và {min(COLUMNS, corner.width)} cột đầu; trang "
            f"tính có {rows} hàng, {columns} cột.",
            f"Only the first {min(ROWS, corner.height)} rows and {min(COLUMNS, corner.width)} "
            f"columns of {rows} rows and {columns} columns.",
        )
    )
