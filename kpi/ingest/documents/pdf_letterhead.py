"""The head of an official paper on a PDF page: offices at the left, the motto at the right.

Both halves are centred lines of their own, and a name too long for its half is broken. They
are read as a Word file has them: one row of two cells.
"""

import re
from collections.abc import Sequence
from statistics import median
from typing import Any

from kpi.ingest.documents.text import row

Words = Sequence[dict[str, Any]]

# Marks are what a copy loses first.
_MOTTO = re.compile(r"C[ỘÔO]NG H[OÒÓ][AÀÁ]\b")
_OWN_LINE = re.compile(r"\s*số\s*[:./]|.*\bngày\b.*\btháng\b", re.I)
_OFFICE = re.compile(
    r"(?:UBND|ỦY|UỶ|HĐND|HỘI|SỞ|CỤC|CHI|PHÒNG|TRUNG|BAN|BỘ|VĂN|CÔNG|VIỆN|TRƯỜNG|ĐÀI|QUỸ|TỈNH|THÀNH"
    r"|HUYỆN|QUẬN|THỊ|XÃ|PHƯỜNG|ĐẢNG|MẶT|LIÊN|TỔNG|KHO|TÒA|VNPT|TẬP|BƯU)\b"
)
_LOWEST = 4
_MOST_LINES = 8
_FARTHEST = 2.6  # from line to line, in the size of letters
_BLANK = 0.3
_CLOSE = 1.0  # points


def letterhead(lines: Sequence[Words]) -> tuple[int, int, str]:
    """Where the head begins and ends among lines, and its words as a row; "" for none.

    Args:
        lines: the words of a page from its top, line by line.
    """
    for at, line in enumerate(lines[:_LOWEST]):
        ordered = sorted(line, key=_left)
        texts = (_text(ordered[n:]) for n in range(1, len(ordered)))
        motto = next((n for n, text in enumerate(texts, 1) if _MOTTO.match(text)), None)
        if motto is not None:
            # The motto is the widest line of its half; a name at the left may come close to it.
            middle = ordered[motto]["x0"] - _CLOSE
            gap = (ordered[motto - 1]["x1"] + ordered[motto]["x0"]) / 2
            head = lines[at : at + _end(lines[at:], middle)]
            offices, mottoes = (
                [half for one in head if (half := _halves(one, middle)[n])] for n in (0, 1)
            )
            room = 2 * (gap - median(map(_centre, offices)))
            # All in capitals at the right is one motto, however it is broken.
            cells = (_joined(offices, room), _joined(mottoes, 0.0))
            return at, at + len(head), row(map("; ".join, cells))
    return 0, 0, ""


def _end(lines: Sequence[Words], middle: float) -> int:
    """Behind the last line that keeps to both halves and holds no number or day of the paper."""
    end = 1
    while end < min(len(lines), _MOST_LINES):
        above, line = lines[end - 1], lines[end]
        near = _floor(line) - _floor(above) <= _FARTHEST * max(word["size"] for word in above)
        crossing = any(word["x0"] < middle < word["x1"] for word in line)
        own = any(_OWN_LINE.match(_text(half)) for half in _halves(line, middle))
        if not near or crossing or own or not _is_centred(lines[:end], line, middle):
            break
        end += 1
    return end


def _is_centred(above: Sequence[Words], line: Words, middle: float) -> bool:
    """Whether each half of a line stands in the middle of the half above it."""
    for n, half in enumerate(_halves(line, middle)):
        whole = [centre for one in above if (centre := _centre(_halves(one, middle)[n]))]
        if half and whole and abs(_centre(half) - median(whole)) > 2 * half[0]["size"]:
            return False
    return True


def _joined(half: Sequence[Words], room: float) -> list[str]:
    """The lines of a half; one that had no room for the next one's first word goes on in it."""
    texts: list[str] = []
    for n, line in enumerate(half):
        above = half[n - 1]
        wanted = _BLANK * line[0]["size"] + line[0]["x1"] - line[0]["x0"]
        goes_on = n > 0 and _text(line).isupper() and _text(above).isupper()
        no_room = above[-1]["x1"] - above[0]["x0"] + wanted > room
        if goes_on and (no_room or (room and _is_torn(_text(above), _text(line)))):
            texts[-1] = f"{texts[-1]} {_text(line)}"
        else:
            texts.append(_text(line))
    return texts


def _is_torn(above: str, line: str) -> bool:
    """Whether a name of an office is broken here: no office begins so, or the name is open."""
    return above.endswith((" VÀ", " -", ",")) or not _OFFICE.match(line)


def _halves(line: Words, middle: float) -> tuple[Words, Words]:
    ordered = sorted(line, key=_left)
    left = [word for word in ordered if word["x0"] < middle]
    return left, ordered[len(left) :]


def _centre(words: Words) -> float:
    return float((words[0]["x0"] + words[-1]["x1"]) / 2) if words else 0.0


def _text(words: Words) -> str:
    return " ".join(str(word["text"]) for word in words)


def _left(word: dict[str, Any]) -> float:
    return float(word["x0"])


def _floor(line: Words) -> float:
    return float(max(word["bottom"] for word in line))
