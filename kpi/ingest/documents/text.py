"""Blocks of a document → its kept text and the lines of it, each with what it was.

Nothing after this changes a character, so an offset found once is good for ever.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from kpi.errors import UnreadableError
from kpi.ingest.documents.left_out import LeftOut, problems_of
from kpi.language.periods import without_periods
from kpi.language.spelling import composed
from kpi.model import Locator, Problem, Told
from kpi.model.scans import Box

CELL = " | "
# Two hundred pages, which are read within five seconds.
MOST_TEXT = 500_000
LONGEST_HEADING = 160
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
_RAISED = {ord(c): 0xE9A0 + n for n, c in enumerate("0123456789()")}
_WRITTEN_RAISED = {0xE9A0 + n: c for n, c in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")}
_LETTER_MARK = re.compile(r"\s*\(?(?:[abc]|[*†‡]{1,3})\)?\s*")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# The raised 1 behind "1.699" or "BTS" points to a note; that of m² and 10³ belongs to them.
_NOTE_MARK = re.compile(
    r"(?<=[^\s|])(?<!\bm)(?<![khdc]m)(?<!(?<!\d)10) ?[\ue9a0-\ue9ab](?:,? ?[\ue9a0-\ue9ab])*(?!\d)",
    re.I,
)
_BLANKS = re.compile(r"[ \t]+")

_OUTLINE = re.compile(
    r"(?:(?:phần|chương|mục)\s+(?:thứ\s+\w+|[IVXLC]+|\d+)\b|[IVXLC]{1,6}\s*[.)/-]|[A-ZĐ]\s*[.)]"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}\s*[.)]?(?=\s)|[a-zđ]\s*\))\s*[:.\-–]?\s*",
    re.I,
)
BULLET = re.compile(
    r"\s*(?:[-–—•*+▪◦·]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)\s|[IVXLC]{1,6}[.)]\s)"
)
# "Lai Châu, ngày 12 tháng 7 năm 2023", alone on its line.
DAY_OF_SIGNING = re.compile(r"\s*[^\d,.;]{2,40},\s*ngày\s+\S+\s*tháng\s+\S+\s*năm\s+\d{4}\s*", re.I)
# Digits that name a level or a generation and not a figure.
_NAMES = re.compile(
    r"(?:mức độ|cấp độ|[345]g)\s*\d?(?:\s*(?:,|và)\s*\d)?|[345]G\b|covid[- ]?19", re.I
)
# The cells of a row, and the paragraphs of a cell.
_HALVES = re.compile(r" ?\| ?|; ")
_LONGEST_HEAD = 25
_BODY_LENGTH, _SENTENCE_LENGTH, _NEWS_LENGTH = 180, 70, 40
DATELINE = re.compile(
    r"\s*(?:\((?P<in>[^()\d]{2,40})\)|(?P<bare>[A-ZĐ][\w.]{1,25}(?:\.vn|ĐT)|TTXVN))\s*[-–—:]\s*"
)
_ABBREVIATED = r"(?<!TP\.)(?<!Tp\.)(?<!TS\.)(?<!ThS\.)(?<!\b[A-ZĐ]\.)"
_SENTENCE_END = re.compile(rf"(?<=[.!?…;]){_ABBREVIATED}\s+(?=[A-ZÀ-ỸĐ0-9\"“(-])")


Place = tuple[int, Box]
"""A page, from 1, and a rectangle on it as the page was laid out."""


@dataclass(frozen=True)
class Block:
    """One line of the kept text, and what is not read beside it: paragraph, heading or row.

    `places` are those of its lines on pages that were read as pictures.
    """

    text: str
    kind: Literal["text", "heading", "row"] = "text"
    left_out: tuple[LeftOut, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Kept:
    """The text, where in it headings and rows of tables stand, and what of it is not read.

    `printed` are spans of lines that stand on pages read as pictures, with their places.
    """

    text: str
    headings: tuple[tuple[int, int], ...] = ()
    tables: tuple[tuple[int, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    printed: tuple[tuple[int, int, tuple[Place, ...]], ...] = ()


def tidy(text: str) -> str:
    """One Unicode form and one kind of line end; signs that cannot be seen are gone."""
    lines = _LINE_ENDS.sub("\n", text).translate(_UNSEEN).translate(_SURROGATE_OR_CONTROL)
    return composed(_WIDE_SPACE.sub(" ", lines))


def one_line(text: str) -> str:
    """A text on one line with single blanks and without the marks of notes."""
    line = _NOTE_MARK.sub("", tidy(text).replace("\n", " "))
    return _BLANKS.sub(" ", line).translate(_WRITTEN_RAISED).strip()


def as_raised(text: str) -> str:
    """Digits above the line, until `one_line` tells marks of notes from exponents.

    Other marks go at once. No letter stands for the digits meanwhile: in the fonts of the
    1990s "¹" is "ạ".
    """
    return "" if _LETTER_MARK.fullmatch(text) else text.translate(_RAISED)


def as_lowered(text: str) -> str:
    """Digits below the line, as in CO2."""
    return text.translate(_LOWERED)


def row(cells: Iterable[str]) -> str:
    """The cells of a row on one line; "" when none holds anything."""
    tidied = [one_line(cell).replace("|", "/") for cell in cells]
    while tidied and not tidied[-1]:
        tidied.pop()
    return CELL.join(tidied)


def row_block(cells: Sequence[tuple[str, Sequence[LeftOut]]], *, hidden: bool) -> Iterator[Block]:
    """A row as a block, of cells with what was left out of each; a hidden one is only named."""
    text = row(told for told, _ in cells)
    left_out = [one for _, unread in cells for one in unread]
    if hidden:
        text, left_out = "", [LeftOut("hidden", text)]
    if text or left_out:
        yield Block(text, "row", tuple(left_out))


def with_neighbours(blocks: Iterable[Block]) -> list[Block]:
    """The blocks that hold text; what was left out of an empty one is named at the one before."""
    found: list[Block] = []
    waiting: tuple[LeftOut, ...] = ()
    for block in blocks:
        if block.text:
            found.append(replace(block, left_out=(*waiting, *block.left_out)))
            waiting = ()
        elif found:
            found[-1] = replace(found[-1], left_out=(*found[-1].left_out, *block.left_out))
        else:
            waiting = (*waiting, *block.left_out)
    return found or [Block("", left_out=waiting)]


def assembled(blocks: Iterable[Block], name: str) -> Kept:
    """Every block on a line of its own.

    Raises:
        UnreadableError: when the text is longer than any report.
    """
    lines: list[str] = []
    spans: dict[str, list[tuple[int, int]]] = {"text": [], "heading": [], "row": []}
    left_out: list[tuple[LeftOut, int, int]] = []
    printed: list[tuple[int, int, tuple[Place, ...]]] = []
    at = 0
    for block in blocks:
        end = at + len(block.text)
        if block.places:
            printed.append((at, end, block.places))
        spans[block.kind].append((at, end) if block.kind == "row" else _inked(block.text, at))
        left_out += ((one, at, end) for one in block.left_out)
        lines.append(block.text)
        at = end + 1
        refuse_long(at, name)
    return Kept(
        "\n".join(lines), tuple(spans["heading"]), tuple(spans["row"]), problems_of(left_out),
        tuple(printed),
    )  # fmt: skip


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
            f"{name}: văn bản dài hơn {MOST_TEXT // 1000} nghìn ký tự.",
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
    rest = _NAMES.sub("", without_periods(line[outline.end() :] if outline else line))
    return any(map(str.isalpha, rest)) and not any(map(str.isdigit, rest))


@dataclass(frozen=True)
class Line:
    """One line of the text; the cells of a letterhead's row, and their lines, are lines too."""

    text: str
    start: int
    heading: bool = False
    row: bool = False

    @property
    def end(self) -> int:
        """The offset behind the last letter."""
        return self.start + len(self.text)

    def told(self, value: str, start: int, end: int) -> Told:
        """A value with the words of this line it came from."""
        return Told(value, self.text[start:end], self.start + start, self.start + end)


class Lines:
    """Every line that holds something; `head` are those above the first paragraph."""

    def __init__(self, kept: Kept) -> None:
        self.text = kept.text
        headings, rows = dict(kept.headings), dict(kept.tables)
        self.all: list[Line] = []
        at = 0
        for text in kept.text.split("\n"):
            if bare := text.strip():
                start = at + text.index(bare)
                self._add(Line(bare, start, start in headings, at in rows))
            at += len(text) + 1

    def _add(self, line: Line) -> None:
        if not line.row or len(self.all) >= _LONGEST_HEAD:
            self.all.append(line)
            return
        at = 0
        for gap in [*_HALVES.finditer(line.text), None]:
            end = gap.start() if gap else len(line.text)
            if bare := line.text[at:end].strip():
                start = line.text.index(bare, at)
                self.all.append(Line(bare, line.start + start, row=True))
            at = gap.end() if gap else end

    @cached_property
    def head(self) -> list[Line]:
        """The lines above the first paragraph; all of a text that has none."""
        return self.all[: self._first]

    @cached_property
    def body(self) -> list[Line]:
        """The first paragraph and everything after it."""
        return self.all[self._first :]

    @property
    def lead(self) -> Line | None:
        """The first paragraph."""
        return self.body[0] if self.body else None

    @cached_property
    def _first(self) -> int:
        for n, line in enumerate(self.all[:_LONGEST_HEAD]):
            if not line.heading and not line.row and _is_paragraph(line.text):
                return n
        return min(len(self.all), _LONGEST_HEAD)


def _is_paragraph(text: str) -> bool:
    if len(text) >= _BODY_LENGTH or (DATELINE.match(text) and len(text) >= _NEWS_LENGTH):
        return True
    return len(text) >= _SENTENCE_LENGTH and text.rstrip().endswith((".", "…", ";", ":"))


def sentences(line: Line) -> list[Line]:
    """The sentences of a line, roughly: a stop before a capital ends one."""
    found: list[Line] = []
    at = 0
    for end in [m.end() for m in _SENTENCE_END.finditer(line.text)] + [len(line.text)]:
        found.append(Line(line.text[at:end], line.start + at, line.heading, line.row))
        at = end
    return found


def warning(code: str, message: str, advice: str, as_written: str = "") -> Problem:
    """Something was left out or changed, and the rest is good."""
    return Problem(code, "warning", Locator(), as_written, message, advice)
