"""Words that a file holds but that are not read as its text, and the Problem that says so.

A struck number is not said, a hidden one is not shown, a formula may mean more than its
letters. None is taken for a figure in silence, and none is dropped in silence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kpi.model import Locator, Problem

Kind = Literal["struck", "hidden", "invisible", "formula", "formula-read", "embedded"]

_LONGEST_QUOTE = 200
_MOST = 40
_TYPE_IN = "Nếu có số liệu cần lấy, xem bản gốc và nhập tay."
_WORDS: dict[Kind, tuple[str, str, str]] = {
    "struck": (
        "struck-text",
        "Chữ bị gạch ngang không được đọc: “{words}”.",
        "Nếu chữ ấy vẫn có hiệu lực, bỏ gạch ngang trong tệp rồi nạp lại.",
    ),
    "hidden": (
        "hidden-text",
        "Chữ ẩn không in ra nên không được đọc: “{words}”.",
        "Nếu cần số liệu trong đó, bỏ thuộc tính ẩn (Hidden) trong tệp rồi nạp lại.",
    ),
    "invisible": (
        "invisible-text",
        "Chữ không nhìn thấy trên trang (trắng, tàng hình, quá nhỏ hoặc ngoài lề) không được "
        "đọc: “{words}”.",
        "Xem trang gốc; nếu cần số liệu trong đó, nhập tay.",
    ),
    "formula": (
        "formula-object",
        "Công thức (phương trình) không được đọc: “{words}”.",
        _TYPE_IN,
    ),
    "formula-read": (
        "formula-object",
        "Công thức (phương trình) được đọc như chữ thường: “{words}”.",
        "So lại với công thức trong tệp gốc.",
    ),
    "embedded": (
        "embedded-object",
        "Đối tượng nhúng trong văn bản không được đọc: {words}.",
        _TYPE_IN,
    ),
}


@dataclass(frozen=True)
class LeftOut:
    """Words that were not read, in the block beside them."""

    kind: Kind
    words: str


def problems_of(left_out: Iterable[tuple[LeftOut, int, int]]) -> tuple[Problem, ...]:
    """One Problem for each kind and line, at the span of the line; a last one for the rest."""
    lines: dict[tuple[Kind, int, int], list[str]] = {}
    for one, start, end in left_out:
        if any(map(str.isalnum, one.words)):
            lines.setdefault((one.kind, start, end), []).append(" ".join(one.words.split()))
    found = [_problem(*key, words) for key, words in lines.items()]
    more = len(found) - _MOST
    if more > 0:
        found[_MOST:] = [
            Problem(
                "left-out",
                "warning",
                Locator(),
                "",
                f"Còn {more} chỗ khác có chữ không được đọc (gạch ngang, ẩn, công thức…).",
                "Xem bản gốc.",
            )
        ]
    return tuple(found)


def _problem(kind: Kind, start: int, end: int, words: Sequence[str]) -> Problem:
    code, message, advice = _WORDS[kind]
    whole = "; ".join(words)
    quoted = whole if len(whole) <= _LONGEST_QUOTE else f"{whole[:_LONGEST_QUOTE]}…"
    return Problem(
        code,
        "warning",
        Locator("text", start=start, end=end),
        quoted,
        message.format(words=quoted.rstrip(".")),
        advice,
    )
