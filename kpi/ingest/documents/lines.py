"""The lines of a kept text with their places, and which of them stand above the body."""

import re
from dataclasses import dataclass
from functools import cached_property

from kpi.ingest.documents.text import CELL, Kept
from kpi.model import Told

_LONGEST_HEAD = 25
_BODY_LENGTH, _SENTENCE_LENGTH, _NEWS_LENGTH = 180, 70, 40
DATELINE = re.compile(
    r"\s*(?:\((?P<in>[^()\d]{2,40})\)|(?P<bare>[A-ZĐ][\w.]{1,25}(?:\.vn|ĐT)|TTXVN))\s*[-–—:]\s*"
)
_ABBREVIATED = r"(?<!TP\.)(?<!Tp\.)(?<!TS\.)(?<!ThS\.)(?<!\b[A-ZĐ]\.)"
_SENTENCE_END = re.compile(rf"(?<=[.!?…;]){_ABBREVIATED}\s+(?=[A-ZÀ-ỸĐ0-9\"“(-])")


@dataclass(frozen=True)
class Line:
    """One line of the text; the cells of a letterhead's row are lines of their own."""

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
            if text.strip():
                self._add(Line(text, at, at in headings, at in rows))
            at += len(text) + 1

    def _add(self, line: Line) -> None:
        if not line.row or len(self.all) >= _LONGEST_HEAD:
            self.all.append(line)
            return
        at = line.start
        for cell in line.text.split(CELL):
            if cell.strip():
                self.all.append(Line(cell, at, row=True))
            at += len(cell) + len(CELL)

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
