"""A PDF page → its lines in the order of reading: rows of tables, and lines of text by column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kpi.ingest.documents.left_out import LeftOut
from kpi.ingest.documents.pdf_columns import flows_of
from kpi.ingest.documents.pdf_letters import doubles, unseen
from kpi.ingest.documents.text import CELL, as_raised, one_line, row

_CID = re.compile(r"\(cid:\d+\)")
_COLUMN_GAP = 28.0  # points; a blank of justified text is never so wide
_MOST_EDGES = 3000  # a drawing; looking for a table in it takes minutes
_TABLE = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
_PICTURE_OF_A_PAGE = 0.5
_Word = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A line of a page in points from its upper left corner, and what is not read beside it."""

    text: str
    top: float
    bottom: float
    left: float
    right: float
    is_row: bool = False
    ruled: bool = False
    soft: bool = False
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Page:
    """The lines of a page, one flow for each column, and how much of it could not be told."""

    flows: tuple[tuple[Line, ...], ...]
    height: float
    letters: int
    garbled: int
    is_picture: bool
    maybe_columns: bool

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in the order of reading."""
        return tuple(line for flow in self.flows for line in flow)


def page_of(page: Any) -> Page:
    """Read a page of pdfplumber that has been laid out."""
    hidden = unseen(page)
    left_out = {id(c) for c in hidden}
    left_out |= doubles([c for c in page.chars if id(c) not in left_out])
    sheet = page.filter(lambda thing: _is_read(thing, left_out))
    tables = _tables(sheet)
    boxes = [table.bbox for table in tables]
    words = [w for w in _words(sheet) if not _inside(w, boxes)]
    places = [
        {"x0": box[0], "top": box[1], "x1": box[2], "bottom": box[3], "table": table}
        for box, table in zip(boxes, tables, strict=True)
    ]
    found = flows_of([*words, *places], _side_by_side)
    flows = tuple(filter(None, (tuple(_lines(flow)) for flow in found.flows)))
    letters = len(sheet.chars)
    is_picture = _shows_a_picture(page, letters, len(hidden)) if hidden or not letters else False
    if hidden and not is_picture:
        flows = _with_unseen(flows, _unseen_lines(page, {id(c) for c in hidden}))
    text = "".join(line.text for flow in flows for line in flow)
    return Page(
        flows, float(page.height), len(page.chars), len(_CID.findall(text)), is_picture,
        found.doubtful,
    )  # fmt: skip


def _is_read(thing: dict[str, Any], left_out: set[int]) -> bool:
    """Stamps and water marks across the page are no text of it."""
    if thing["object_type"] != "char":
        return True
    return bool(thing.get("upright")) and id(thing) not in left_out


def _shows_a_picture(page: Any, letters: int, hidden: int) -> bool:
    """A scan, perhaps with the letters that a machine saw in it, printed in no colour."""
    area = float(page.width) * float(page.height)
    sizes = ((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) for i in page.images)
    if not letters:
        return bool(page.images)
    return hidden > letters and max(sizes, default=0.0) >= _PICTURE_OF_A_PAGE * area


def _words(sheet: Any) -> list[_Word]:
    found: list[_Word] = sheet.extract_words(
        x_tolerance_ratio=0.2,
        y_tolerance=3,
        keep_blank_chars=False,
        use_text_flow=False,
        extra_attrs=["size"],
        return_chars=False,
    )
    return found


def _unseen_lines(page: Any, hidden: set[int]) -> list[Line]:
    """What is not seen, line by line."""
    sheet = page.filter(lambda t: t["object_type"] == "char" and id(t) in hidden)
    return [
        Line("", line.top, line.bottom, line.left, line.right,
             left_out=(LeftOut("invisible", line.text),))
        for line in _lines(_words(sheet))
    ]  # fmt: skip


def _with_unseen(
    flows: tuple[tuple[Line, ...], ...], hidden: Sequence[Line]
) -> tuple[tuple[Line, ...], ...]:
    """What is not seen is named at the line above it, or at the first line of its page."""
    lines = [list(flow) for flow in flows] or [[]]
    for one in hidden:
        places = [(f, n) for f, flow in enumerate(lines) for n in range(len(flow))]
        above = [p for p in places if lines[p[0]][p[1]].top <= one.top]
        if not places:
            lines[0].append(one)
            continue
        flow, n = max(above, key=lambda p: lines[p[0]][p[1]].top, default=places[0])
        line = lines[flow][n]
        lines[flow][n] = replace(line, left_out=(*line.left_out, *one.left_out))
    return tuple(map(tuple, lines))


def _tables(sheet: Any) -> list[Any]:
    if not 4 <= len(sheet.edges) <= _MOST_EDGES:
        return []
    found = sheet.find_tables(_TABLE)
    # A frame around a paragraph, or a line under a heading, is one cell.
    return [t for t in found if len(t.rows) > 1 and max(len(r.cells) for r in t.rows) > 1]


def _inside(word: _Word, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _lines(flow: Sequence[_Word]) -> list[Line]:
    """Lines outside tables and rows inside them, from top to bottom."""
    words = [item for item in flow if "table" not in item]
    lines = [_line(line) for line in _side_by_side(words)]
    for item in flow:
        if "table" in item:
            lines += _rows(item["table"])
    return sorted((line for line in lines if line.text), key=lambda line: (line.top, line.left))


def _rows(table: Any) -> Iterator[Line]:
    for cells, place in zip(table.extract(), table.rows, strict=True):
        text = row(" ".join((cell or "").split()) for cell in cells)
        left, top, right, bottom = place.bbox
        yield Line(text, top, bottom, left, right, is_row=True, ruled=True)


def _side_by_side(words: Sequence[_Word]) -> list[list[_Word]]:
    """Words side by side are a line; raised small ones belong to the line they stand in."""
    lines: list[list[_Word]] = []
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if lines and _beside(word, lines[-1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _beside(word: _Word, line: Sequence[_Word]) -> bool:
    if "table" in word or "table" in line[-1]:
        return False
    tallest = max(line, key=lambda w: w["bottom"] - w["top"])
    shared = min(word["bottom"], tallest["bottom"]) - max(word["top"], tallest["top"])
    return bool(
        shared > 0.5 * min(word["bottom"] - word["top"], tallest["bottom"] - tallest["top"])
    )


def _line(words: Sequence[_Word]) -> Line:
    words = sorted(words, key=lambda w: w["x0"])
    size = max(w["size"] for w in words)
    floor = max(w["bottom"] for w in words)
    text = _joined(words, size, floor)
    return Line(
        text=text if CELL in text else one_line(text),
        top=min(w["top"] for w in words),
        bottom=floor,
        left=words[0]["x0"],
        right=max(w["x1"] for w in words),
        is_row=CELL in text,
        soft=text.endswith("\u00ad"),
    )


def _joined(words: Sequence[_Word], size: float, floor: float) -> str:
    """Words with a blank between them; columns without lines are cells, raised digits notes."""
    cells: list[str] = [""]
    before = 0.0
    for word in words:
        gap = word["x0"] - before
        if cells[0] and gap > max(_COLUMN_GAP, 3 * size):
            cells.append("")
        elif cells[-1] and gap > 0.15 * size:
            cells[-1] += " "
        is_raised = word["size"] < 0.8 * size and word["bottom"] < floor - 0.15 * size
        cells[-1] += as_raised(word["text"]) if is_raised else word["text"]
        before = word["x1"]
    return row(cells) if len(cells) > 1 else cells[0]
