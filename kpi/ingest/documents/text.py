"""Blocks of a document → its kept text, in which every line knows what it was.

Nothing after this changes a character, so an offset found once is good for ever.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from kpi.errors import UnreadableError
from kpi.language.spelling import composed

CELL = " | "
MOST_TEXT = 2_000_000
LONGEST_HEADING = 160
_FEWEST_BROKEN = 2
_SHORTEST_LINE = 10

_SURROGATE_OR_CONTROL = dict.fromkeys(
    (*range(9), *range(11, 32), *range(127, 160), *range(0xD800, 0xE000))
)
# Zero-width signs and the soft hyphen; a no-break space stays where it groups digits.
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029\f\v]")
_WIDE_SPACE = re.compile(
    r"(?<!\d)[\u00a0\u2000-\u200a\u202f\u3000]|[\u00a0\u2000-\u200a\u202f\u3000](?!\d)"
)
_BLANKS = re.compile(r"[ \t]+")
# The two halves of a letterhead, or columns, kept apart with the space bar.
_WIDE_GAP = re.compile(r"(?<=\S) {5,}(?=\S)")

_OUTLINE = re.compile(
    r"(?:(?:phần|chương|mục)\s+(?:thứ\s+\w+|[IVXLC]+|\d+)\b|[IVXLC]{1,6}\s*[.)/-]|[A-ZĐ]\s*[.)]"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}\s*[.)]?(?=\s)|[a-zđ]\s*\))\s*[:.\-–]?\s*",
    re.I,
)
BULLET = re.compile(
    r"\s*(?:[-–—•*+▪◦·]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)\s|[IVXLC]{1,6}[.)]\s)"
)
# Digits that name a time and not a figure.
_TIMES = re.compile(
    r"\d{1,2}\s*tháng(?:\s+(?:đầu|cuối))?|(?:tháng|quý|quí|năm)\s*\d{1,4}(?:\s*[/-]\s*\d{4})?"
    r"|giai đoạn\s*\d{4}\s*[-–]\s*\d{4}|\d{4}\s*[-–]\s*\d{4}|\b(?:19|20)\d{2}\b|\d{1,2}/\d{4}"
    r"|(?:mức độ|cấp độ|[345]g)\s*\d?(?:\s*(?:,|và)\s*\d)?|[345]G\b|covid[- ]?19",
    re.I,
)
_SENTENCE_END = (".", "!", "?", "…", ":", ";")


@dataclass(frozen=True)
class Block:
    """One line of the kept text: a paragraph, a heading or a row of a table."""

    text: str
    kind: Literal["text", "heading", "row"] = "text"


@dataclass(frozen=True)
class Kept:
    """The text, and where in it the headings and the rows of tables stand."""

    text: str
    headings: tuple[tuple[int, int], ...] = ()
    tables: tuple[tuple[int, int], ...] = ()


def tidy(text: str) -> str:
    """One Unicode form and one kind of line end; signs that cannot be seen are gone."""
    lines = _LINE_ENDS.sub("\n", text).translate(_UNSEEN).translate(_SURROGATE_OR_CONTROL)
    return composed(_WIDE_SPACE.sub(" ", lines))


def one_line(text: str) -> str:
    """A text on one line with single blanks."""
    return _BLANKS.sub(" ", tidy(text).replace("\n", " ")).strip()


def row(cells: Iterable[str]) -> str:
    """The cells of a row on one line; "" when none holds anything."""
    tidied = [one_line(cell).replace("|", "/") for cell in cells]
    while tidied and not tidied[-1]:
        tidied.pop()
    return CELL.join(tidied)


def assembled(blocks: Iterable[Block], name: str) -> Kept:
    """Every block on a line of its own.

    Raises:
        UnreadableError: when the text is longer than any report.
    """
    lines: list[str] = []
    spans: dict[str, list[tuple[int, int]]] = {"text": [], "heading": [], "row": []}
    at = 0
    for block in blocks:
        end = at + len(block.text)
        spans[block.kind].append((at, end) if block.kind == "row" else _inked(block.text, at))
        lines.append(block.text)
        at = end + 1
        refuse_long(at, name)
    return Kept("\n".join(lines), tuple(spans["heading"]), tuple(spans["row"]))


def _inked(text: str, at: int) -> tuple[int, int]:
    """The span of a line at a place, less the blanks around it."""
    bare = text.strip()
    start = at + text.index(bare)
    return start, start + len(bare)


def refuse_long_text(text: str, name: str) -> None:
    """The same for a text that is not yet cut into lines, each of which costs something.

    Raises:
        UnreadableError: when the text is longer than any report.
    """
    refuse_long(max(len(text), _SHORTEST_LINE * text.count("\n")), name)


def refuse_long(length: int, name: str) -> None:
    """Stop before a text that only a mistake or malice makes.

    Raises:
        UnreadableError: when the text is longer than any report.
    """
    if length > MOST_TEXT:
        raise UnreadableError(
            f"{name}: văn bản dài hơn {MOST_TEXT // 10**6} triệu ký tự.",
            "Chia văn bản làm nhiều tệp rồi thử lại.",
        )


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs that read like headings are headings, whatever style they were typed in."""
    return [
        replace(b, kind="heading") if b.kind == "text" and heading_like(b.text) else b
        for b in blocks
    ]


def heading_like(line: str) -> bool:
    """A short line that is numbered or in capitals, is no sentence and tells no figure."""
    stripped = line.strip()
    if not stands_alone(stripped):
        return False
    outline = _OUTLINE.match(stripped)
    rest = stripped[outline.end() :] if outline else stripped
    letters = [c for c in rest if c.isalpha()]
    if sum(c.isupper() for c in letters) > 0.8 * len(letters):
        return len(letters) > 3
    return bool(outline) and rest[:1].isupper()


def stands_alone(line: str) -> bool:
    """Whether a line is short, no sentence, and has no digits but those of times and numbering."""
    if not 3 <= len(line) <= LONGEST_HEADING or line.endswith((".", ",", ";", "!", "?")):
        return False
    outline = _OUTLINE.match(line)
    rest = _TIMES.sub("", line[outline.end() :] if outline else line)
    return any(map(str.isalpha, rest)) and not any(map(str.isdigit, rest))


def written_lines(text: str) -> list[Block]:
    """The lines of a plain text as they stand, lines broken for width put together again."""
    lines = tidy(text).split("\n")
    rows = _rows([line.rstrip() for line in lines])
    # Blanks stay: a place in the kept text is the same place in the file, where no row was made.
    blocks = [
        Block(row(_cells(line.rstrip())), "row") if n in rows else Block(line.replace("\t", " "))
        for n, line in enumerate(lines)
    ]
    return with_headings(_unbroken(blocks))


def _rows(lines: Sequence[str]) -> set[int]:
    """Lines of columns: tabs or bars in two or more one below another, or a gap too wide."""
    cells = [len([c for c in _cells(line) if c.strip()]) > 1 for line in lines]
    return {
        n
        for n, many in enumerate(cells)
        if (many and (cells[n - 1 : n] == [True] or cells[n + 1 : n + 2] == [True]))
        or _WIDE_GAP.search(lines[n])
    }


def _cells(line: str) -> list[str]:
    if "\t" in line.strip():
        return line.split("\t")
    if _WIDE_GAP.search(line):
        return _WIDE_GAP.split(line.strip())
    inner = line.strip().removeprefix("|").removesuffix("|")
    return inner.split("|") if inner.count("|") else [line]


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
    )
