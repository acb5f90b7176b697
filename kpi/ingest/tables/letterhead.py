"""What the lines around a table say of the document it is from: title, publisher, number, day."""

import re
from collections.abc import Sequence

from kpi.ingest.tables.layout import is_letterhead
from kpi.ingest.tables.vocabulary import tidy
from kpi.language.periods import periods_in
from kpi.language.spelling import fold, plain
from kpi.model import Period
from kpi.model.figures import Stated

_NUMBER = re.compile(r"(?<!\w)số\s*:\s*([\w./-]*\d[\w./&-]*)", re.I)
_OFFICE = re.compile(
    r"(?:so|bo|cuc|tong cuc|chi cuc|vu|ban|ubnd|uy ban nhan dan|hdnd|trung tam|phong)\b"
)
_NAMED_OFFICE = re.compile(
    r"(?:so|bo) (?:thong tin|khoa hoc|noi vu|tai chinh|cong thuong|y te|giao duc|ke hoach"
    r"|van hoa)\b"
)
_ABOVE_ALL = re.compile(r"(?:ubnd|uy ban nhan dan)\b")
_OF_A_PROVINCE = re.compile(r"(?<!\w)(?:tỉnh|thành phố|tp\.?)\s+\S.*", re.I)
_SOURCE = re.compile(r"nguồn(?:\s+số\s+liệu)?\s*:\s*(.{4,120}?)[\s.)]*", re.I)
_UNIT = re.compile(r"\(?\s*(?:don vi|dvt)\b")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS, _LONGEST_TITLE, _LONGEST_OFFICE = 4, 300, 80


def stated_by(above: Sequence[str], below: Sequence[str]) -> Stated:
    """What the texts above and below a file's first table say; "" for what they do not.

    Args:
        above: texts of cells above the table, from the top.
        below: notes below it, signatures and the line of the source among them.
    """
    lines = [line for text in above for line in map(tidy, text.split("\n")) if line]
    every = [*lines, *map(tidy, below)]
    number = next((m[1] for line in every if (m := _NUMBER.search(line))), "")
    day = next((found for line in every if (found := _day(line))), "")
    return Stated(_title(lines), _publisher(lines, every), number, day)


def _day(line: str) -> str:
    """The day a line is signed on: "ngày 12 tháng 7 năm 2023"."""
    for one in periods_in(line):
        day = one.named()
        if one.kind == "day" and "tháng" in fold(line[one.start : one.end]):
            return day.key if isinstance(day, Period) else ""
    return ""


def _title(lines: Sequence[str]) -> str:
    """The first line with enough words that is no letterhead, unit or date."""
    for line in lines:
        words = plain(line)
        if is_letterhead({line}) or _is_office(line) or _UNIT.match(words) or _day(line):
            continue
        if len(_LETTERS.findall(line)) >= _FEWEST_WORDS and not _NUMBER.match(line):
            return line[:_LONGEST_TITLE]
    return ""


def _publisher(lines: Sequence[str], every: Sequence[str]) -> str:
    """The office of the letterhead with its province, else the source named below the table."""
    offices = [line for line in lines if _is_office(line)]
    if own := next((line for line in offices if not _ABOVE_ALL.match(plain(line))), ""):
        above = next((m[0] for line in offices if (m := _OF_A_PROVINCE.search(line))), "")
        return own if not above or plain(above) in plain(own) else f"{own} {above}"
    named = next((m[1] for line in every if (m := _SOURCE.fullmatch(line))), "")
    return next(iter(offices), "") or named


def _is_office(line: str) -> bool:
    """Whether a line is an office's name alone; "Số trạm …" and "Bộ chỉ số …" are titles."""
    words = plain(line)
    if len(line) > _LONGEST_OFFICE or not _OFFICE.match(words) or any(c.isdigit() for c in line):
        return False
    return line.isupper() or _NAMED_OFFICE.match(words) is not None
