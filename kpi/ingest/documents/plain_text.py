"""A plain text, from a file or pasted: its lines, put together where the width broke them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kpi.ingest.documents.text import BULLET, CELL, DAY_OF_SIGNING, Block, tidy, with_headings

# The two halves of a letterhead, or columns, kept apart with the space bar.
_WIDE_GAP = re.compile(r"(?<=\S) {5,}(?=\S)")
# Beside a wide gap a narrower one parts cells too: the longest label leaves little room.
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_OUTER_BARS = re.compile(r"^\s*\||\|\s*$")
_LAST_BAR = re.compile(r"\|\s*$")
_FEWEST_BROKEN = 2
# So many cells stand in a row of figures, not in a letterhead.
_WIDE = 4
# A row's number, label and unit.
_FEWEST_LEFT = 3
_SENTENCE_END = (".", "!", "?", "…", ":", ";")


def written_lines(text: str) -> list[Block]:
    """The lines of a plain text as they stand, lines broken for width put together again."""
    lines = tidy(text).split("\n")
    rows = _rows([line.rstrip() for line in lines])
    # Blanks stay: a place in the kept text is the same place in the file.
    blocks = [
        Block(_as_row(line, indented=_lacks_first_cell(lines, rows, n)), "row")
        if n in rows
        else Block(line.replace("\t", " "))
        for n, line in enumerate(lines)
    ]
    return with_headings(_unbroken(blocks))


def _rows(lines: Sequence[str]) -> set[int]:
    """Lines of columns: tabs or bars in two or more one below another, or a gap too wide."""
    held = [len([c for c in _cells(line) if c.strip()]) for line in lines]
    return {
        n
        for n, count in enumerate(held)
        if (count > 1 and (_has_row_beside(held, n) or _heads_a_section(held, n)))
        or _WIDE_GAP.search(lines[n])
    }


def _has_row_beside(held: Sequence[int], place: int) -> bool:
    return any(count > 1 for count in (*held[max(0, place - 1) : place], *held[place + 1 :][:1]))


def _heads_a_section(held: Sequence[int], place: int) -> bool:
    """Whether a section's line alone parts the head, or a row, from a row no wider.

    Below a head the first row may lack its last cells; above one the last row is whole.
    """
    above, below = held[max(0, place - 2) : place][:1], held[place + 2 :][:1]
    wide = held[place] >= _WIDE
    full = any(abs(count - held[place]) <= 1 for count in (*above, *below))
    return wide and (full or any(_FEWEST_LEFT <= count <= held[place] for count in below))


def _lacks_first_cell(lines: Sequence[str], rows: set[int], place: int) -> bool:
    """Whether a bar begins a row beside rows that none begins: its first cell is empty."""
    beside = [n for n in (place - 1, place + 1) if n in rows]
    return lines[place].lstrip().startswith("|") and any(
        not lines[n].lstrip().startswith("|") for n in beside
    )


def _as_row(line: str, *, indented: bool) -> str:
    """A line of columns as a row, exactly as long as it was: a lone tab has room for a bar only."""
    if "\t" in line.strip():
        cells = line.replace("|", "/").rstrip()
        bars = cells.replace("\t", "|")
        return bars + " " * (len(line) - len(bars))
    if _WIDE_GAP.search(line) and not _is_drawn(line):
        padded = line.replace("|", "/")
        return _GAP.sub(lambda gap: f"{' ' * (len(gap[0]) - len(CELL))}{CELL}", padded)
    outer = _LAST_BAR if indented else _OUTER_BARS
    return outer.sub(lambda bar: bar[0].replace("|", " "), line)


def _cells(line: str) -> list[str]:
    if "\t" in line.strip():
        return line.split("\t")
    if _WIDE_GAP.search(line) and not _is_drawn(line):
        return _GAP.split(line.strip())
    inner = line.strip().removeprefix("|").removesuffix("|")
    return inner.split("|") if inner.count("|") else [line]


def _is_drawn(line: str) -> bool:
    """Whether bars stand at both ends: the blanks between them are only padding."""
    return line.lstrip().startswith("|") and line.rstrip().endswith("|")


def _unbroken(blocks: list[Block]) -> list[Block]:
    """A line that ends without a stop before one that goes on in small letters is no paragraph.

    Only where that is the manner of the whole text are lines joined at names and numbers too.
    """
    joins = [_goes_on(a, b) for a, b in pairwise(blocks)]
    full = sorted(len(a.text) for a, join in zip(blocks, joins, strict=False) if join)
    width = full[len(full) // 2] if len(full) >= _FEWEST_BROKEN else 0
    found: list[Block] = []
    open_lines: list[str] = []
    for n, block in enumerate(blocks):
        open_lines.append(block.text)
        last = n == len(joins)
        if last or not (joins[n] or _full(block, blocks[n + 1], width)):
            found.append(replace(block, text=" ".join(open_lines)))
            open_lines = []
    return found


def _goes_on(line: Block, after: Block) -> bool:
    return _open(line, after) and len(line.text) >= 50 and after.text.lstrip()[0].islower()


def _full(line: Block, after: Block, width: int) -> bool:
    return width > 0 and _open(line, after) and 0.85 * width <= len(line.text) <= 1.3 * width


def _open(line: Block, after: Block) -> bool:
    """Whether the one line may run on into the other."""
    return (
        line.kind == after.kind == "text"
        and bool(line.text.strip() and after.text.strip())
        and not line.text.rstrip().endswith(_SENTENCE_END)
        and not BULLET.match(after.text)
        and not DAY_OF_SIGNING.fullmatch(after.text)
    )
