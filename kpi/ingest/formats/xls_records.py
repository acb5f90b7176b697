"""What the records of an XLS sheet say that xlrd passes over: filters, formulas nobody computed."""

import io
import struct
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field

import xlrd
from xlrd.formula import FMLA_TYPE_CELL, decompile_formula

from kpi.ingest.formats.sheet import Place

_FILTER_MODE, _END = 0x009B, 0x000A
_BEGIN = (0x0809, 0x0409, 0x0209, 0x0009)
_FORMULA = (0x0006, 0x0206, 0x0406)
_BLANK_TEXT = 3
# The tokens of NA() and of an error typed as such, and of a text without letters.
_NA = (b"\x21\x0a\x00", b"\x41\x0a\x00", b"\x61\x0a\x00")
_ERROR, _NO_LETTERS = 0x1C, b"\x17\x00"


@dataclass
class Unseen:
    """Whether a filter is on, and by cell the formulas without a result."""

    filtered: bool = False
    formulas: dict[Place, str] = field(default_factory=dict)


def unseen(book: xlrd.Book, number: int) -> Unseen:
    """The records of a sheet by its number."""
    found = Unseen()
    for record, content in _records(book.mem, book._sh_abs_posn[number]):
        if record == _FILTER_MODE:
            found.filtered = True
        elif record in _FORMULA and len(content) >= 22 and _is_blank(content):
            row, place = struct.unpack_from("<HH", content)
            if text := _uncomputed(book, content[22:], (row, place)):
                found.formulas[row, place] = text
    return found


def _records(memory: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one sheet, without those of the charts in it."""
    depth = 0
    while at + 4 <= len(memory):
        record, length = struct.unpack_from("<HH", memory, at)
        depth += (record in _BEGIN) - (record == _END)
        if depth <= 0:
            return
        if depth == 1:
            yield record, memory[at + 4 : at + 4 + length]
        at += 4 + length


def _is_blank(content: bytes) -> bool:
    """Whether a formula's result is a text without letters, as that of one never computed is."""
    return content[6] == _BLANK_TEXT and content[12:14] == b"\xff\xff"


def _uncomputed(book: xlrd.Book, tokens: bytes, at: Place) -> str:
    """The formula as text, or its error; "" where a text without letters may be meant."""
    if tokens in _NA:
        return "#N/A"
    if len(tokens) == 2 and tokens[0] == _ERROR:
        return str(xlrd.error_text_from_code.get(tokens[1], "#N/A"))
    if _NO_LETTERS in tokens:
        return ""
    return f"={_text_of(book, tokens, at)}"


def _text_of(book: xlrd.Book, tokens: bytes, at: Place) -> str:
    try:
        with redirect_stdout(io.StringIO()):
            text = decompile_formula(
                book, tokens, len(tokens), FMLA_TYPE_CELL, browx=at[0], bcolx=at[1]
            )
    except (LookupError, ValueError, TypeError, AssertionError, struct.error, xlrd.XLRDError):
        text = None
    return text or "…"
