"""Where a document prints the figure of a row, as a table in exchange form may tell it.

A document is cited, not copied: of its text only the place and the noun that is counted stand
in the table.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kpi.ingest.tables.ledger import Fault
from kpi.model.candidates import Mask

PLACE = ("paragraph", "span_start", "span_end")
"""The columns of a place: whole numbers, or blank all three."""

Numbers = npt.NDArray[np.int64]

_BLANK, _BAD = -1, -2
_DIGITS = 9


class Printed(NamedTuple):
    """The noun that is counted, "" when unknown, and the place, None when unknown.

    `start` and `end` are characters of the text that the document is read as.
    """

    words: str = ""
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None


def printed_place(texts: Mapping[str, str]) -> Printed | Fault:
    """What a row's labels say of the place; a fault when they name none that could be."""
    words, told = texts.get("words", ""), [texts.get(column, "") for column in PLACE]
    if not any(told):
        return Printed(words)
    numbers = [whole_number(text) for text in told]
    paragraph, start, end = numbers
    if paragraph > 0 and 0 <= start < end:
        return Printed(words, paragraph, start, end)
    bad = next((n for n, number in enumerate(numbers) if number < 0), 2)
    return Fault(
        "bad-place",
        PLACE[bad],
        "Chỗ in ra trong tài liệu không thành một chỗ: thiếu số, không phải số nguyên, "
        "hoặc chỗ kết thúc đứng trước chỗ bắt đầu.",
        "Ghi đủ paragraph, span_start, span_end là số nguyên, hoặc để trống cả ba.",
    )


def whole_number(text: str) -> int:
    """A number of a place; below 0 for a blank text and for any other."""
    if not text:
        return _BLANK
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else _BAD


def are_blank_or_could_be(columns: Mapping[str, Numbers]) -> Mask:
    """The rows of a table whose place is told in full or not at all."""
    paragraph, start, end = (columns[column] for column in PLACE)
    blank = (paragraph == _BLANK) & (start == _BLANK) & (end == _BLANK)
    told: Mask = blank | ((paragraph > 0) & (start >= 0) & (end > start))
    return told
