"""The unit of a bare number that is told elsewhere: over its column, in its row, above its table.

"Doanh thu bưu chính | triệu đồng | 126.500" is money in millions, "Tỷ lệ hộ có Internet (%): 85,2"
a percentage.
"""

import re
from typing import NamedTuple

from kpi.ingest.reports.quantities import NumberKind
from kpi.ingest.reports.surroundings import Frame

_TIMES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_UNIT = (
    r"(?P<percent>%)"
    r"|(?P<scale>(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+){0,2})(?P<money>đồng|vnđ|vnd|đ)(?!\w|\s*/)"
    r"|(?P<thousands>nghìn|ngàn|triệu)\s+(?:thuê bao|hồ sơ|giao dịch|người|hộ|tài khoản|lượt)"
)
_SAYS = r"(?:(?:đơn vị tính|đơn vị|đvt|tính bằng|tỷ lệ)\s*:?\s*)?"
# A cell or a bracket of its own: "| triệu đồng |", "(ĐVT: %)".
_BESIDE = re.compile(rf"(?:\|\s*|\(\s*{_SAYS})(?:{_UNIT})\s*[|)]")
_OVER = re.compile(rf"(?:^|[(,:|-])\s*{_SAYS}(?:{_UNIT})\s*(?:\)|$)")
_ANY_PERCENT = re.compile(r"%")
_ABOVE = re.compile(rf"(?:đơn vị tính|đơn vị|đvt)\s*:\s*(?:{_UNIT})\s*\)?\s*$")
_LONGEST_NOTE = 160


class Unit(NamedTuple):
    """A unit as told: the kind of its numbers and what they are multiplied with."""

    kind: NumberKind
    times: int = 1


def unit_told(folded: str, frame: Frame) -> Unit | None:
    """The unit of a number without one of its own; None where nothing tells it."""
    number, sentence = frame.number, frame.sentence
    if any(map(str.isalpha, folded[number.start : number.end])):
        return None
    if frame.column:
        over = folded[slice(*frame.column)]
        if _ANY_PERCENT.search(over):
            return Unit("percent")
        if told := _OVER.search(over):
            return _unit(told)
    start = sentence.start if sentence.row else frame.clause_start
    if told := _last(_BESIDE, folded, start, number.start):
        return _unit(told)
    return _over_the_table(folded, frame) if frame.column else None


def _over_the_table(folded: str, frame: Frame) -> Unit | None:
    """The unit of money in a line "ĐVT: triệu đồng" right above a table without a column of units.

    Only money: "ĐVT: %" above a table is as often a slip.
    """
    head = frame.sentence.head
    if head is None or "đvt" in folded[slice(*head)] or "đơn vị tính" in folded[slice(*head)]:
        return None
    above = folded[max(0, head[0] - _LONGEST_NOTE) : head[0]].rstrip()
    told = _ABOVE.search(above[above.rfind("\n") + 1 :])
    return _unit(told) if told and told["money"] else None


def _last(pattern: re.Pattern[str], folded: str, start: int, end: int) -> re.Match[str] | None:
    # A bar that ends one cell begins the next, so matches are sought from every mark.
    marks = (n for n in range(end - 1, start - 1, -1) if folded[n] in "|(")
    return next((found for n in marks if (found := pattern.match(folded, n, end))), None)


def _unit(told: re.Match[str]) -> Unit:
    if told["percent"]:
        return Unit("percent")
    if told["thousands"]:
        return Unit("plain", _TIMES[told["thousands"]])
    times = 1
    for word in (told["scale"] or "").split():
        times *= _TIMES[word]
    return Unit("money", times)
