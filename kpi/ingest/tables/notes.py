"""Which rows without a figure are notes, headings or signatures, and which are rows of figures.

A row of figures whose province is misspelt and whose figure is a word looks much like a note;
what may be one is told of rather than dropped.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from kpi.ingest.formats.sheet import Cell, shown
from kpi.ingest.tables.layout import is_figure
from kpi.ingest.tables.lookup import Lookup
from kpi.ingest.tables.plan import Plan
from kpi.language.periods import read_period, split_status
from kpi.language.spelling import plain
from kpi.model import Indicator, ObsStatus, Period

# How the lines below a table begin.
_BELOW = re.compile(
    r"(?:ghi chu|chu thich|nguon|note|source|nguoi lap|lap bieu|lap bang|thu truong|giam doc"
    r"|pho giam doc|chu tich|ke toan|truong phong|chanh van phong|noi nhan|tm|kt|tl|ky ten|ngay"
    r"|so lieu|don vi)\b"
)
_LONGEST_NOTE = 60
_OF_THE_YEAR = ("ca nam", "nam", "trong nam", "trong ky")
_OF_THE_FIGURE = re.compile(
    r"^(?:(?:số liệu|số|sl|đây là|theo|lấy|của|tại|là|dùng|tạm lấy)\s+)+", re.I
)
_PROVINCE = re.compile(r"(?:tinh|thanh pho|tp) \w")


def said_in_note(text: str) -> tuple[Period | None, ObsStatus | None]:
    """What the note of a row says of its figure: of another period, an estimate, a plan.

    Only a note that says nothing else counts: "Số liệu năm 2022", "số ước", "kế hoạch".
    """
    if not text or len(text) > _LONGEST_NOTE:
        return None, None
    words = _OF_THE_FIGURE.sub("", text.strip(" .()*"), count=1)
    status, rest = split_status(words)
    stated = status if rest != " ".join(words.split()) else None
    if not rest.strip(" .,:;()") or plain(rest) in _OF_THE_YEAR:
        return None, stated
    period = read_period(_OF_THE_FIGURE.sub("", rest, count=1))
    return (period, stated) if isinstance(period, Period) else (None, None)


class NoteFinder:
    """Tells notes from rows of figures in one planned table."""

    def __init__(self, plan: Plan, lookup: Lookup) -> None:
        self._plan, self._lookup = plan, lookup
        self._rows = plan.block.sheet.rows
        headings = enumerate(plan.block.headings)
        self._outline = [place for place, heading in headings if heading.role == "outline"]

    def is_note(
        self, number: int, row: Sequence[Cell], labels: Mapping[str, str], texts: Sequence[str]
    ) -> bool:
        """Whether a row that holds no figure was never meant to hold one."""
        if self._plan.block.is_long:
            return len(texts) == 1 and not (labels.get("period") or labels.get("indicator"))
        if len(texts) > 1 and self._is_dated_or_named(labels):
            return False
        name = labels.get("province") or labels.get("area", "")
        if name and (self._is_numbered(row) or self._is_nearly_a_province(name)):
            return False
        label = name or labels.get("indicator", "")
        return not (label and self._has_words(row) and number < self._tail)

    def _is_dated_or_named(self, labels: Mapping[str, str]) -> bool:
        """Whether another label of the row is one that only rows of figures have."""
        period, indicator = labels.get("period", ""), labels.get("indicator", "")
        if period and isinstance(self._lookup.period(period, self._plan.year), Period):
            return True
        return bool(indicator) and isinstance(self._lookup.indicator(indicator), Indicator)

    def _is_numbered(self, row: Sequence[Cell]) -> bool:
        """Whether the row counts on; regions and groups have roman numbers or letters."""
        return any(shown(row[place]).strip(" .").isdigit() for place in self._outline
                   if place < len(row))  # fmt: skip

    def _is_nearly_a_province(self, name: str) -> bool:
        return bool(_PROVINCE.match(plain(name)) and len(name) < 40) or bool(
            self._lookup.likeness.areas(name)
        )

    def _has_words(self, row: Sequence[Cell]) -> bool:
        return any(
            shown(row[column.place]).strip()
            for column in self._plan.columns
            if column.place < len(row)
        )

    @cached_property
    def _tail(self) -> int:
        """The row from which on words among the figures are signatures."""
        block = self._plan.block
        places = [column.place for column in self._plan.columns]
        last = next(
            (
                number
                for number in reversed(range(block.start, block.end))
                if _has_figure(self._rows[number], places)
            ),
            block.start - 1,
        )
        for number in range(last + 1, block.end):
            texts = [text for cell in self._rows[number] if (text := shown(cell).strip())]
            if not texts or _BELOW.match(plain(texts[0])) or texts[0].startswith(("*", "(*")):
                return number
        return block.end


def _has_figure(row: Sequence[Cell], places: Sequence[int]) -> bool:
    return any(place < len(row) and is_figure(row[place]) for place in places)
