"""Levels of government told short: "cấp tỉnh, huyện, xã", "tỉnh 100%, huyện 90%, xã 75%".

A row of levels names each of them, though "cấp" stands before the first one only or before none.
A bare "tỉnh" or "xã" elsewhere is a place.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kpi.ingest.reports.phrases import Span

_UNIT = r"(?:tỉnh|huyện|xã)(?!\w)"
_AFTER_LEVEL = re.compile(rf"(?<!\w)cấp\s+{_UNIT}(?:\s*+(?:,|và|/|[-–])\s*+{_UNIT})+")
_WITH_NUMBER = (
    rf"{_UNIT}\s*+:?\s*+(?:(?:đạt|là|từ|trên|hơn|gần|khoảng|ít nhất|tối thiểu)\s++){{0,2}}"
    r"\d[\d.,]*+\s?%"
)
_NUMBERED = re.compile(rf"(?<!\w){_WITH_NUMBER}(?:\s*+(?:,|;|và)\s*+(?:và\s++)?{_WITH_NUMBER})+")
_ONE = re.compile(rf"(?<!\w){_UNIT}")


def levels_told_short(folded: str) -> Mapping[str, Sequence[Span]]:
    """The spans of bare names of levels, by the phrase each stands for."""
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for start, end in _rows(folded):
        for one in _ONE.finditer(folded, start, end):
            found[f"cấp {one[0]}"].append(one.span())
    return found


def _rows(folded: str) -> Iterator[Span]:
    for row in _AFTER_LEVEL.finditer(folded):
        first = _ONE.search(folded, row.start(), row.end())
        yield first.end() if first else row.start(), row.end()
    for row in _NUMBERED.finditer(folded):
        yield row.span()
