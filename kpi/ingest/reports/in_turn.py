"""Numbers that are told in turn, and the items that they are of.

"PAR INDEX và DTI lần lượt xếp thứ 15 và 9", "năm 2021, 2022 và 2023 lần lượt có 1.610, 1.699 và
2.980 trạm"; and what all have one value: "kinh tế số và xã hội số cùng xếp thứ 58".
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kpi.ingest.reports.between import opens_second_row
from kpi.ingest.reports.indicators import Link, Linker
from kpi.ingest.reports.phrases import Span, Text
from kpi.ingest.reports.quantities import Number, NumberKind
from kpi.ingest.reports.suiting import Fitting
from kpi.ingest.reports.surroundings import Frame

_FEWEST = 2
_LONGEST_ITEM = 6
_ALIKE = re.compile(
    r"\s(?:cùng|đều)(?:\s+(?:đều|cùng|xếp|đứng|ở|đạt|có|giữ|là|chiếm|được|vị trí|mức|thứ|hạng"
    r"|thứ hạng))*\s*$"
)
_BETWEEN_ITEMS = re.compile(r",|\svà\s")
_BETWEEN_NUMBERS = re.compile(r"[\s,;]*(?:(?:và|thứ|hạng)\s*)*")


class Row(NamedTuple):
    """Numbers that are told in turn: their places, and where the words stand that say so."""

    places: Sequence[int]
    words: Span


class InTurn:
    """The rows of one document."""

    def __init__(self, text: Text, linker: Linker, fitting: Fitting) -> None:
        self._text = text
        self._linker = linker
        self._fitting = fitting
        # The items of the last row, where its numbers end and their kind.
        self._last: tuple[Sequence[Span], int, NumberKind] | None = None

    def row(self, numbers: Sequence[Number], place: int, start: int) -> Row | None:
        """The row that numbers[place] is in, behind words at or after `start` that open it."""
        words = self._text.last("in_turn", start, numbers[place].lead)
        places = self._behind(numbers, place, words[1]) if words else ()
        return Row(places, words) if words and len(places) >= _FEWEST else None

    def indicators(
        self, frame: Frame, numbers: Sequence[Number], row: Row, place: int
    ) -> Sequence[Link]:
        """What numbers[place] is of, where the items are of as many indicators; else none."""
        many, last = len(row.places), numbers[row.places[-1]]
        start = self._items_start(frame, numbers, row.words[0])
        before = self._before(frame, numbers, row)
        behind = self._items(last.unit_end, frame.sentence.end)[:many]
        for items in (before, behind, *self._named(frame, numbers, start, many)):
            links = self._of_items(frame, items) if len(items) == many else ()
            if links:
                self._last = items, last.unit_end, last.kind
                return links[row.places.index(place)]
        return ()

    def item(self, frame: Frame, numbers: Sequence[Number], row: Row, place: int) -> Span | None:
        """The year or the province that numbers[place] is of, where the items are but such."""
        items = self._before(frame, numbers, row)
        short = all(map(self._is_short, items[1:]))
        return items[row.places.index(place)] if short and len(items) == len(row.places) else None

    def second_row(self, frame: Frame, numbers: Sequence[Number], place: int) -> Sequence[Link]:
        """What a number of a second row is of: "lần lượt là 97%, 94% (chỉ tiêu: 100%, 95%)"."""
        if self._last is None:
            return ()
        items, end, kind = self._last
        if not frame.sentence.start <= items[0][0] < end <= frame.number.lead:
            return ()
        row = self._behind(numbers, place, end)
        between = self._text.folded[end : numbers[row[0]].lead] if row else ""
        if len(row) != len(items) or not opens_second_row(between):
            return ()
        kind = kind if numbers[row[-1]].kind == "plain" else numbers[row[-1]].kind
        links = self._of_items(frame._replace(number=frame.number._replace(kind=kind)), items)
        return links[row.index(place)] if links else ()

    def alike(
        self, frame: Frame, numbers: Sequence[Number], place: int
    ) -> Sequence[Sequence[Link]]:
        """What all have one value: "kinh tế số và xã hội số cùng xếp thứ 58"."""
        lead = frame.number.lead
        start = self._items_start(frame, numbers[:place], lead)
        alike = _ALIKE.search(self._text.folded, start, lead)
        if alike is None:
            return ()
        items = self._items(start, alike.start())
        rows = (items[first:] for first in range(len(items) - 1))
        return next((links for row in rows if (links := self._of_items(frame, row))), ())

    def _behind(self, numbers: Sequence[Number], place: int, start: int) -> Sequence[int]:
        """The places of the numbers that are told in turn from `start` on, if one is at `place`."""
        row: list[int] = []
        for at in range(len(numbers)):
            if numbers[at].lead < start:
                continue
            end = numbers[row[-1]].unit_end if row else start
            between = self._text.folded[end : numbers[at].lead]
            if row and _BETWEEN_NUMBERS.fullmatch(between) is None:
                break
            row.append(at)
        return row if place in row else ()

    def _before(self, frame: Frame, numbers: Sequence[Number], row: Row) -> Sequence[Span]:
        """The items before the words of a row, at most as many as it has numbers."""
        end = row.words[0]
        items = self._items(self._items_start(frame, numbers, end), end)
        return items[-len(row.places) :]

    def _named(
        self, frame: Frame, numbers: Sequence[Number], end: int, many: int
    ) -> Iterator[Sequence[Span]]:
        """As many items before other numbers of the clause: "A và B cùng hạng 58, giá trị …"."""
        clause = self._text.folded.rfind(";", frame.sentence.start, end)
        for number in reversed([n for n in numbers if clause < n.lead < end]):
            start = self._items_start(frame, numbers, number.lead)
            yield self._items(start, number.lead)[-many:]

    def _items_start(self, frame: Frame, numbers: Sequence[Number], end: int) -> int:
        """Where the items of a row may begin: behind the numbers of others, and a semicolon."""
        start = frame.sentence.start
        start = self._text.folded.rfind(";", start, end) + 1 or start
        return max([start, *(n.unit_end for n in numbers if n.unit_end <= end)])

    def _items(self, start: int, end: int) -> list[Span]:
        """The items between two places: "PAR INDEX", "DTI năm 2022 của tỉnh"."""
        marks = [match.span() for match in _BETWEEN_ITEMS.finditer(self._text.folded, start, end)]
        begins = [start, *(after for _, after in marks)]
        return list(zip(begins, [*(before for before, _ in marks), end], strict=True))

    def _of_items(self, frame: Frame, items: Sequence[Span]) -> Sequence[Sequence[Link]]:
        """What the items of a row are, when they are of as many indicators."""
        listed = (self._linker.listed(frame, item) for item in items)
        # The level of an item ("cấp tỉnh") is the number's own, so a rate is not sifted by it.
        rate = frame.number.kind == "percent"
        links = [found if rate else self._fitting.suit(frame, found) for found in listed]
        first = {found[0].rule.indicator.id for found in links if found}
        return links if len(first) == len(items) else ()

    def _is_short(self, item: Span) -> bool:
        """Whether an item is but a name or a year, with the words that lead to the numbers."""
        return len(self._text.folded[slice(*item)].split()) <= _LONGEST_ITEM
