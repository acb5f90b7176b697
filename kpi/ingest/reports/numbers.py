"""The quantities of a text: where each stands, its kind, and the words that hedge it."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from kpi.ingest.reports.kinds import Kinds, NumberKind
from kpi.ingest.reports.no_quantity import NoQuantities, NoQuantity
from kpi.ingest.reports.phrases import GAP, any_of
from kpi.language.digits import Doubt, Mark, readings_of
from kpi.language.number_words import LEADS, NUMBER, SCALES
from kpi.language.numbers import read_quantity
from kpi.model import QUALIFIERS, Qualifier, Quantity, Unclear
from kpi.model.word_roles import WordRole

# English words, and Vietnamese ones typed without their marks, are no part of these texts.
_SCALE = "|".join(sorted((re.escape(w) for w in SCALES if not w.isascii()), key=len, reverse=True))
_LEAD = "|".join(
    sorted((re.escape(w) for w in LEADS if not w.isascii() or w in "<>~"), key=len, reverse=True)
)
_HEDGED = re.compile(rf"(?<!\w)({_LEAD})\s*$")
_HEDGE_LENGTH = 24
_NUMBER = re.compile(
    r"(?<![\w.,/])(?<![\w]-)"
    rf"(?P<n>(?<![0-9])[0-9]{{1,3}}[.,] [0-9](?= ?%)|{NUMBER})"
    rf"(?P<of>{GAP}?/{GAP}?{NUMBER}(?!{GAP}*dân))?"
    rf"(?P<percent>{GAP}?(?:%|phần trăm(?!\w)))?"
    rf"(?P<scale>(?:{GAP}?(?:{_SCALE})(?!\w|{GAP}(?:lệ|trọng)))+)?"
    rf"(?P<more>{GAP}+(?:{NUMBER}){GAP}+(?:{_SCALE})(?!\w))?"
)
# "từ 60% trở lên" is a bound.
_UPWARD = re.compile(r"\s*(?:[^\s,;.]+\s+){0,4}?trở lên")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}")


class Number(NamedTuple):
    """A quantity in a text: its span with sign and multiplier, its kind and hedge.

    `lead` is where its hedges begin, `unit_end` where its unit ends. `of` says that it is
    written n/N, `estimate` that the words before it call it one, `upper` that it is a bound
    that nothing reached.
    """

    start: int
    end: int
    lead: int
    unit_end: int
    kind: NumberKind = "plain"
    of: bool = False
    qualifier: Qualifier = "exact"
    estimate: bool = False
    upper: bool = False

    def read(self, text: str, decimal: Mark | None, *, whole: bool) -> Quantity | Unclear:
        """The value, under a decimal mark and for a unit that may be whole."""
        return read_quantity(text[self.start : self.end], decimal=decimal, whole=whole)


class NumberFinder:
    """What the words of config/ say about numbers, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        self._kinds = Kinds(words)
        self._no_quantities = NoQuantities(words)
        # "đặt trên 1.017 vị trí": on them, not more than that many.
        self._placed = re.compile(rf"{any_of(words['placed'])}\s*$")

    def find(self, folded: str) -> tuple[list[Number], list[NoQuantity]]:
        """The quantities of a folded text, and the numbers that count nothing."""
        others = self._no_quantities.find(folded)
        taken = _Taken(others)
        numbers = [
            self._number(folded, match)
            for match in _NUMBER.finditer(folded)
            if not taken.touches(*match.span())
        ]
        return numbers, others

    def _number(self, folded: str, match: re.Match[str]) -> Number:
        start, end = match.span()
        lead, leads = self._leads(folded, start)
        kind, unit = self._kinds.of(folded, match)
        if _UPWARD.match(folded, end, end + 60):
            leads = (leads - {"from"}) | {"at_least"}
        hedges = [qualifier for qualifier in QUALIFIERS if qualifier in leads]
        return Number(
            start,
            end,
            lead,
            end + unit,
            kind,
            of=bool(match["of"]),
            # Two different hedges make the weaker claim.
            qualifier="about" if len(hedges) > 1 else next(iter(hedges), "exact"),
            estimate="estimate" in leads,
            upper="upper" in leads,
        )

    def _leads(self, folded: str, start: int) -> tuple[int, set[str]]:
        """Where the hedges before a number begin, and which they are."""
        leads: set[str] = set()
        while match := _HEDGED.search(folded, max(0, start - _HEDGE_LENGTH), start):
            role = LEADS[match[1]]
            if role == "rank" or (match[1] == "trên" and self._is_placed(folded, match.start(1))):
                break
            leads.add(role)
            if role == "from":
                break
            start = match.start(1)
        return start, leads

    def _is_placed(self, folded: str, end: int) -> bool:
        return self._placed.search(folded, max(0, end - _HEDGE_LENGTH), end) is not None


def decimal_mark(folded: str, numbers: Sequence[Number]) -> Mark | None:
    """The decimal mark of a Vietnamese text: the comma, unless its own numbers speak otherwise."""
    written = (re.match(NUMBER, folded[n.start : n.end]) for n in numbers)
    shown = {mark for digits in written if digits and (mark := _only_mark(digits[0]))}
    return None if "." in shown else ","


def _only_mark(digits: str) -> Mark | None:
    """The decimal mark a number shows: "37,6" does; "1.234.567" shows but a group mark."""
    if _GROUPED.fullmatch(digits):
        return None
    try:
        marks = list(readings_of(digits))
    except Doubt:  # more digits than any figure has
        return None
    return marks[0] or None if len(marks) == 1 else None


class _Taken:
    """The places of numbers that count nothing."""

    def __init__(self, spans: Sequence[NoQuantity]) -> None:
        self._starts = [start for start, _, _ in spans]
        self._reach = list(accumulate((end for _, end, _ in spans), max))

    def touches(self, start: int, end: int) -> bool:
        """Whether any of them shares a character with a span."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start
