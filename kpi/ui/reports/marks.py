"""The text of a report in pieces: what is read of it, and every number with what became of it."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kpi.model import Document, Mention, Report
from kpi.ui.reports.review import Item, State, unread_numbers

Fate = Literal["taken", "asked", "refused", "unread", "plain"]

FATES: dict[State, Fate] = {"accepted": "taken", "open": "asked", "refused": "refused"}


@dataclass(frozen=True)
class Mark:
    """A span of the text; `item` is the key of the figure it belongs to, "" where there is none.

    A number that counts nothing, such as a date, is `plain`.
    """

    start: int
    end: int
    fate: Fate
    item: str
    title: str


def marks(report: Report, items: Sequence[Item]) -> list[Mark]:
    """Every number once, in the order of the text; none overlaps another."""
    told: dict[str, list[Item]] = {}
    for item in items:
        if item.proposed is not None:
            told.setdefault(item.proposed.indicator, []).append(item)
    found = [_of(item) for item in items]
    taken = _Spans((mark.start, mark.end) for mark in found)
    unread = {(mention.start, mention.end) for mention in unread_numbers(report, items)}
    found += [
        _second(mention, told.get(mention.indicator, ()), unread)
        for mention in report.mentions
        if not taken.meets(mention.start, mention.end)
    ]
    found.sort(key=lambda mark: (mark.start, -mark.end))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _of(item: Item) -> Mark:
    return Mark(item.start, item.end, FATES[item.state], item.key, item.reason)


def _second(mention: Mention, same: Sequence[Item], unread: Container[tuple[int, int]]) -> Mark:
    """A number without a figure of its own: unread, or told again of a figure of the list."""
    span = mention.start, mention.end
    if span in unread:
        return Mark(*span, "unread", "", mention.reason)
    if mention.state == "unread" or not same:
        return Mark(*span, "plain", "", mention.reason)
    item = min(same, key=lambda one: abs(one.start - mention.start))
    return Mark(*span, FATES[item.state], item.key, item.reason)


class _Spans:
    """Spans that may not be met twice."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._taken = {place for start, end in spans for place in range(start, end)}

    def meets(self, start: int, end: int) -> bool:
        """Whether any of them shares a character with this one."""
        return any(place in self._taken for place in range(start, end))


# A text, where it begins, and the number of its mark or −1.
Piece = tuple[str, int, int]
Line = tuple[Literal["text", "heading", "row"], list[Piece]]


def lines(document: Document, marked: Sequence[Mark]) -> list[Line]:
    """The lines that hold anything, cut where a mark begins and ends."""
    text = document.text
    ends = [at for at, letter in enumerate(text) if letter == "\n"]
    headings = {start for start, _ in document.headings}
    rows = {start for start, _ in document.tables}
    found: list[Line] = []
    place = 0
    for start, end in pairwise([-1, *ends, len(text)]):
        if not text[start + 1 : end].strip():
            continue
        first = start + 1
        kind: Literal["text", "heading", "row"] = "text"
        if first in headings:
            kind = "heading"
        elif first in rows:
            kind = "row"
        pieces: list[Piece] = []
        while place < len(marked) and marked[place].start < end:
            mark = marked[place]
            if mark.start > first:
                pieces.append((text[first : mark.start], first, -1))
            stop = min(mark.end, end)
            pieces.append((text[mark.start : stop], mark.start, place))
            first, place = stop, place + 1
        if first < end:
            pieces.append((text[first:end], first, -1))
        found.append((kind, pieces))
    return found
