"""Quotes of a CSV text that open a cell and never close it, or close it in another row.

Such a quote swallows the rows behind it. It is taken for a mark of its own cell, which is the
only way in which those rows are rows, and told.
"""

import re
from collections.abc import Iterator

from kpi.errors import UnreadableError

_MOST = 50
# A doubled quote inside is one quote; possessive, for a text may be nothing but quotes.
_REST = re.compile(r'(?:[^"]++|"")*+"')


def without_stray_quotes(text: str, delimiter: str, name: str) -> tuple[str, list[int]]:
    """The text without quotes that swallow rows, and where in the result each stood.

    Raises:
        UnreadableError: when there are more than a person could look at.
    """
    if '"' not in text:
        return text, []
    pieces: list[str] = []
    places: list[int] = []
    kept = at = 0
    for place, opens in _strays(text, delimiter):
        if len(places) == _MOST:
            raise UnreadableError(
                f"{name}: hơn {_MOST} dấu ngoặc kép mở mà không đóng.",
                "Xóa các dấu ngoặc kép thừa, hoặc lưu lại bảng từ Excel dạng CSV UTF-8.",
            )
        pieces.append(text[kept:place])
        at += place - kept
        places += [at] if opens else []
        kept = place + 1
    return "".join([*pieces, text[kept:]]), places


def _strays(text: str, delimiter: str) -> Iterator[tuple[int, bool]]:
    """Places of quotes to take out, in order, and whether each opens a stretch."""
    opening = re.compile(rf'(?:^|(?<=[{re.escape(delimiter)}\r\n]))"')
    cuts = text.partition("\n")[0].count(delimiter)
    at = 0
    while found := opening.search(text, at):
        start = found.end() - 1
        closing = _REST.match(text, found.end())
        if closing is None or _opens_another(text, start, closing.end(), delimiter):
            yield start, True
            at = start + 1
        elif _holds_rows(text, start, closing.end(), delimiter, cuts):
            yield start, True
            yield closing.end() - 1, False
            at = closing.end()
        else:
            at = closing.end()


def _is_long(stretch: str) -> bool:
    return "\n" in stretch or "\r" in stretch


def _opens_another(text: str, start: int, end: int, delimiter: str) -> bool:
    """Whether the quote that would close a stretch of lines stands where no cell ends."""
    return _is_long(text[start:end]) and text[end : end + 1] not in ("", delimiter, "\r", "\n")


def _holds_rows(text: str, start: int, end: int, delimiter: str, cuts: int) -> bool:
    """Whether the lines of a quoted stretch are rows: each has as many cells as the header."""
    if not cuts or not _is_long(text[start:end]):
        return False
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    last = text.find("\n", end)
    lines = text[first : last if last >= 0 else len(text)].splitlines()
    return all(line.count(delimiter) == cuts for line in lines)
