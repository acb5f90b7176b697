"""A paragraph of a Word or OpenDocument file while it is read: runs with their looks → lines.

What is not printed is not read: hidden and struck text. It is named beside the line it was
left out of.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kpi.ingest.documents.left_out import LeftOut
from kpi.ingest.documents.text import (
    LONGEST_HEADING,
    Block,
    as_lowered,
    as_raised,
    one_line,
    stands_alone,
    warning,
)
from kpi.model import Problem

MOST_COLUMNS = 100
"""A cell that spans more columns is a mistake or malice."""
_LONGEST_QUOTE = 200

# A formula that says no more than its letters do: "93,2%", "184.320/240.000", " = 76,8%".
_NUMBER = r"\d[\d.,\s]*%?"
_PLAIN = re.compile(
    rf"\s*(?:=\s*)?{_NUMBER}(?:/\s*{_NUMBER})?(?:=\s*{_NUMBER})?[^\W\d_\s]*\s*[.,;]?\s*"
)
# What stands where a formula could not be read, so that the words around it do not meet.
_GAP = "[…]"
_MATH_DIGITS = {0x1D7CE + n: str(n % 10) for n in range(50)}


class Look(NamedTuple):
    """How a run is printed; a run that is struck or hidden is not read, nor white on white."""

    struck: bool = False
    hidden: bool = False
    white: bool = False
    raised: bool = False
    lowered: bool = False
    bold: bool = False


@dataclass
class Paragraph:
    """A paragraph while it is read; `bold` as long as every letter is.

    `label` is the number or the bullet that the program prints before it and does not store.
    """

    heading: bool
    style: str | None = None
    on_white: bool = True
    label: str = ""
    texts: list[str] = field(default_factory=list)
    bold: bool = True
    left_out: list[LeftOut] = field(default_factory=list)
    _left_at: int = 0

    def blocks(self) -> Iterator[Block]:
        """Its lines; what was left out of it is named at the first."""
        lines = [line for line in map(one_line, "".join(self.texts).split("\n")) if line]
        left_out = tuple(self.left_out)
        if left_out and not lines:
            yield Block("", left_out=left_out)
        if lines and self.label:
            lines[0] = f"{self.label} {lines[0]}"
        for line in lines:
            heading = self.heading and len(line) <= LONGEST_HEADING
            heading = heading or (self.bold and stands_alone(line))
            yield Block(line, "heading" if heading else "text", left_out)
            left_out = ()

    def add(self, text: str, look: Look) -> None:
        """The letters of a run, or their mention where they are struck or hidden."""
        hidden = look.hidden or (look.white and self.on_white)
        if hidden or look.struck:
            self._leave_out(LeftOut("hidden" if hidden else "struck", text))
            return
        if look.raised or look.lowered:
            # A raised 1 behind 1.699 is a note's mark and no digit of the number.
            text = as_raised(text) if look.raised else as_lowered(text)
        self.texts.append(text)
        if text.strip():
            self.bold = self.bold and look.bold

    def add_sign(self, sign: str, look: Look) -> None:
        """A blank, a tab or an end of line."""
        if not (look.struck or look.hidden):
            self.texts.append(sign)

    def _leave_out(self, one: LeftOut) -> None:
        """A program cuts a passage into runs at will; what is of one kind is one passage."""
        together = self.left_out and self._left_at == len(self.texts)
        if together and self.left_out[-1].kind == one.kind:
            one = LeftOut(one.kind, self.left_out.pop().words + one.words)
        self.left_out.append(one)
        self._left_at = len(self.texts)

    def add_formula(self, words: str) -> None:
        """A formula that is a plain number is read, any other leaves a gap; both are told.

        Args:
            words: its letters on one line, a fraction with a stroke.
        """
        words = words.translate(_MATH_DIGITS)
        plain = bool(_PLAIN.fullmatch(words))
        self.texts.append(words if plain else f" {_GAP} ")
        self.left_out.append(LeftOut("formula-read" if plain else "formula", words))


def notes_told(notes: Iterable[str]) -> tuple[Problem, ...]:
    """One Problem for the footnotes that hold digits; most cite a decision, some tell a figure."""
    told = [text for text in map(one_line, notes) if any(map(str.isdigit, text))]
    if not told:
        return ()
    quoted = "; ".join(told)
    return (
        warning(
            "footnotes-unread",
            f"{len(told)} chú thích cuối trang có chữ số không được đọc.",
            "Nếu chú thích có số liệu cần lấy, nhập tay.",
            quoted if len(quoted) <= _LONGEST_QUOTE else f"{quoted[:_LONGEST_QUOTE]}…",
        ),
    )
