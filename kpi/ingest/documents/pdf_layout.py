"""A PDF page → its lines in the order of reading: rows of tables, and lines of text by column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kpi.ingest.documents.left_out import Kind, LeftOut
from kpi.ingest.documents.pdf_columns import flows_of
from kpi.ingest.documents.pdf_letters import (
    PICTURE_OF_A_PAGE,
    Letter,
    doubles,
    pictured_share,
    struck,
    unseen,
)
from kpi.ingest.documents.pdf_tables import Line, Word, lines_of, rows_of, ruled_tables

_CID = re.compile(r"\(cid:\d+\)")
_FEW_LETTERS, _FEWEST_LETTERS = 300, 200
_STAMP = 0.3  # of a page
_THICKEST_RULE = 2.0
_SHORTEST_RULE, _LONGEST_RULE = 0.06, 0.45  # of the width


@dataclass(frozen=True)
class Page:
    """The lines of a page, one flow for each column, and how much of it could not be told."""

    flows: tuple[tuple[Line, ...], ...]
    height: float
    letters: int
    garbled: int
    is_picture: bool
    maybe_columns: bool
    rule: float | None = None
    """Where a short line stands at the left, as above footnotes; the lowest of several."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in the order of reading."""
        return tuple(line for flow in self.flows for line in flow)


def page_of(page: Any) -> Page:
    """Read a page of pdfplumber that has been laid out."""
    hidden, crossed_out = unseen(page), struck(page)
    left_out = {id(c) for c in (*hidden, *crossed_out)}
    left_out |= doubles([c for c in page.chars if id(c) not in left_out])
    sheet = page.filter(lambda thing: _is_read(thing, left_out))
    tables = ruled_tables(sheet)
    boxes = [table.bbox for table in tables]
    words = [w for w in _words(sheet) if not _inside(w, boxes)]
    places = [
        {"x0": box[0], "top": box[1], "x1": box[2], "bottom": box[3], "table": table}
        for box, table in zip(boxes, tables, strict=True)
    ]
    found = flows_of([*words, *places], _side_by_side)
    flows = tuple(filter(None, (tuple(_lines(flow)) for flow in found.flows)))
    letters = len(sheet.chars)
    is_picture = _shows_a_picture(page, letters, len(hidden))
    if hidden and not is_picture:
        flows = _with_unread(flows, _unread_lines(page, "invisible", hidden))
    if crossed_out:
        flows = _with_unread(flows, _unread_lines(page, "struck", crossed_out))
    text = "".join(line.text for flow in flows for line in flow)
    return Page(
        flows, float(page.height), len(page.chars), len(_CID.findall(text)), is_picture,
        found.doubtful, _short_rule(page, boxes),
    )  # fmt: skip


def _short_rule(page: Any, boxes: Sequence[tuple[float, float, float, float]]) -> float | None:
    width = float(page.width)
    rules = [
        float(one["top"])
        for one in (*page.lines, *page.rects)
        if one["bottom"] - one["top"] <= _THICKEST_RULE
        and _SHORTEST_RULE * width < one["x1"] - one["x0"] < _LONGEST_RULE * width
        and one["x0"] < width / 4
        and not _inside(one, boxes)
    ]
    return max(rules, default=None)


def _is_read(thing: dict[str, Any], left_out: set[int]) -> bool:
    """Stamps and water marks across the page are no text of it."""
    if thing["object_type"] != "char":
        return True
    return bool(thing.get("upright")) and id(thing) not in left_out


def _shows_a_picture(page: Any, letters: int, hidden: int) -> bool:
    """A scan, perhaps with the letters that a machine saw in it, printed in no colour.

    A scan may also carry a few letters of its own: its number, and who signed it digitally.
    """
    if not letters:
        return bool(page.images)
    if pictured_share(page) < PICTURE_OF_A_PAGE:
        return False
    return hidden > letters or letters < (_FEW_LETTERS if _is_small(page) else _FEWEST_LETTERS)


def _is_small(page: Any) -> bool:
    """Whether the letters of a page stand in a small part of it, as a stamp does."""
    lefts, tops, rights, bottoms = zip(
        *((c["x0"], c["top"], c["x1"], c["bottom"]) for c in page.chars), strict=True
    )
    area = (max(rights) - min(lefts)) * (max(bottoms) - min(tops))
    return bool(area < _STAMP * float(page.width) * float(page.height))


def _words(sheet: Any) -> list[Word]:
    found: list[Word] = sheet.extract_words(
        x_tolerance_ratio=0.2,
        y_tolerance=3,
        keep_blank_chars=False,
        use_text_flow=False,
        extra_attrs=["size", "bold"],
        return_chars=False,
    )
    return found


def _unread_lines(page: Any, kind: Kind, letters: Sequence[Letter]) -> list[Line]:
    """What is not read, line by line."""
    ids = {id(c) for c in letters}
    sheet = page.filter(lambda t: t["object_type"] == "char" and id(t) in ids)
    return [
        replace(line, text="", left_out=(LeftOut(kind, line.text),))
        for line in _lines(_words(sheet))
    ]


def _with_unread(
    flows: tuple[tuple[Line, ...], ...], hidden: Sequence[Line]
) -> tuple[tuple[Line, ...], ...]:
    """What is not read is named at the line above it, or at the first line of its page."""
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


def _inside(word: Word, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _lines(flow: Sequence[Word]) -> list[Line]:
    """Lines outside ruled tables and rows inside them, from top to bottom."""
    words = [item for item in flow if "table" not in item]
    lines = list(lines_of(_side_by_side(words)))
    for item in flow:
        if "table" in item:
            lines += rows_of(item["table"])
    return sorted((line for line in lines if line.text), key=lambda line: (line.top, line.left))


def _side_by_side(words: Sequence[Word]) -> list[list[Word]]:
    """Words side by side are a line; raised small ones belong to the line they stand in."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if lines and _beside(word, lines[-1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _beside(word: Word, line: Sequence[Word]) -> bool:
    if "table" in word or "table" in line[-1]:
        return False
    tallest = max(line, key=lambda w: w["bottom"] - w["top"])
    shared = min(word["bottom"], tallest["bottom"]) - max(word["top"], tallest["top"])
    return bool(
        shared > 0.5 * min(word["bottom"] - word["top"], tallest["bottom"] - tallest["top"])
    )
