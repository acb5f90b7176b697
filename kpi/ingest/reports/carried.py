"""What a number is of when its own words do not say it, by what was told before it.

"Tỷ lệ này", another time of the number before, the share of a count, an index that was named in
an earlier sentence, a topic that stands alone.
"""

import re
from collections.abc import Sequence

from kpi.ingest.reports.between import (
    SURE_OF_THE_SAME,
    leads_to_share,
    tells_all_again,
    tells_another_time,
)
from kpi.ingest.reports.heads import NEAR_ENOUGH
from kpi.ingest.reports.index_topics import IndexTopics
from kpi.ingest.reports.indicators import Link, Linker
from kpi.ingest.reports.phrases import Text
from kpi.ingest.reports.quantities import Number
from kpi.ingest.reports.suiting import Fitting
from kpi.ingest.reports.surroundings import Frame, Frames
from kpi.ingest.reports.topics import Topics

# How many numbers back a row may tell again.
_MANY = 5
_OF_AN_INDEX = ("rank", "points")
# But a few words stand between a score and its rank.
_BESIDE = re.compile(r"[^;:.()\d]{0,40}\(?[^;:.()\d]{0,12}")


class Carried:
    """The numbers of one document so far, for those that go on with them."""

    def __init__(
        self,
        text: Text,
        frames: Frames,
        linker: Linker,
        fitting: Fitting,
        indices: IndexTopics,
        topics: Topics,
    ) -> None:
        self._text = text
        self._frames = frames
        self._linker = linker
        self._fitting = fitting
        self._indices = indices
        self._topics = topics
        self._last: tuple[Frame, Link] | None = None
        self._told: list[tuple[Frame, Link]] = []

    def remember(self, frame: Frame, link: Link) -> None:
        """The number that was read last, and what it is of."""
        self._last = frame, link
        self._told = [*self._told[-_MANY:], self._last]

    def row_again(
        self, frame: Frame, numbers: Sequence[Number], row: Sequence[int], place: int
    ) -> Sequence[Link]:
        """What a number is of in a row that tells of another time what was told before.

        "Doanh thu đạt 2.867 tỷ đồng, nộp ngân sách 114 tỷ đồng. Năm 2019 tương ứng là 2.765 tỷ
        đồng và 109 tỷ đồng."
        """
        first = numbers[row[0]].lead
        start = max(frame.sentence.start, self._text.folded.rfind(";", frame.sentence.start, first))
        before = [(f, link) for f, link in self._told if f.number.unit_end <= start][-len(row) :]
        if len(before) < len(row) or not tells_all_again(self._text.folded, start, first):
            return ()
        near = all(f.sentence.line == frame.sentence.line for f, _ in before)
        alike = all(
            f.number.kind == numbers[at].kind for (f, _), at in zip(before, row, strict=True)
        )
        if not near or not alike:
            return ()
        link = before[row.index(place)][1]
        sure = max(link.confidence, SURE_OF_THE_SAME)
        return [link._replace(confidence=sure, standing=sure)]

    def named_before(self, frame: Frame, links: Sequence[Link]) -> Sequence[Link]:
        """What a number is of that no words of its own clause name, or none near it."""
        links = self._indexed(frame, links or self._again(frame))
        near = links and links[0].confidence >= NEAR_ENOUGH
        return links if near else self._of_topic(frame) or links

    def of_index(self, frame: Frame) -> Sequence[Link]:
        """What a score or rank is of when a sentence before names the index."""
        topic = self._indices.of(frame)
        return self._fitting.suit(frame, self._linker.of_index(frame, topic)) if topic else ()

    def _indexed(self, frame: Frame, links: Sequence[Link]) -> Sequence[Link]:
        """The index that was named last, unless words far away speak for another indicator."""
        if links and links[0].confidence >= NEAR_ENOUGH:
            return links
        found = self.of_index(frame)
        if not links or not found:
            return links or found
        return found if found[0].rule.indicator is links[0].rule.indicator else links

    def _of_topic(self, frame: Frame) -> Sequence[Link]:
        """What a bare number is of when but a topic is named above or before it."""
        topic = self._topics.of(frame)
        return self._fitting.suit(frame, self._linker.of_topic(frame, topic)) if topic else ()

    def _again(self, frame: Frame) -> Sequence[Link]:
        """What the number before was of, where "tỷ lệ này" says that this one is of the same."""
        number = frame.number
        told = self._text.last("anaphor", frame.sentence.start, number.lead)
        if told is None or self._last is None or self._text.numerals(told[1], number.start):
            return ()
        before, link = self._last
        near = before.sentence.line == frame.sentence.line
        same = near and before.number.kind == number.kind
        return [self._linker.again(link, told)] if same else ()

    def of_the_same(self, frame: Frame, links: Sequence[Link]) -> Sequence[Link]:
        """What the number before was of, where but a time, a plan or an arrow stands between.

        "108 (năm 2019: 77)", "61,8 tỷ đồng, đạt 103% kế hoạch (60 tỷ đồng)", "81,7% → 85%".
        """
        number = frame.number
        if self._last is None or self._last[0].number.kind != number.kind:
            return ()
        before, link = self._last
        start = before.number.unit_end
        near = before.sentence.line == frame.sentence.line and start <= number.lead
        if not near or not tells_another_time(self._text.folded, start, number.lead):
            return ()
        other = links and links[0].rule.indicator.id != link.rule.indicator.id
        if other and links[0].words[0][0] >= start:
            return ()
        if not frame.bare and not self._is_repeated(link, frame):
            return ()
        sure = max(link.confidence, SURE_OF_THE_SAME)
        return self._fitting.suit(frame, [link._replace(confidence=sure, standing=sure)])

    def _is_repeated(self, link: Link, frame: Frame) -> bool:
        """Whether the noun behind a number is one that the indicator was named with."""
        folded = self._text.folded
        behind = folded[frame.number.unit_end : frame.near_end].strip(" .,;)")
        return any(folded[a:b] == behind for a, b in link.words)

    def beside_its_rank(self, frame: Frame, links: Sequence[Link]) -> Sequence[Link]:
        """A score and a rank side by side are of one index: "hạng 2, được 0,85 điểm"."""
        number = frame.number
        if not links or self._last is None or number.kind not in _OF_AN_INDEX:
            return links
        before, link = self._last
        start, kind = before.number.unit_end, before.number.kind
        beside = before.sentence_index == frame.sentence_index and kind in _OF_AN_INDEX
        if not beside or not _BESIDE.fullmatch(self._text.folded, start, number.lead):
            return links
        if links[0].words[0][0] >= start or kind == number.kind:
            return links
        found = next((one for one in links if one.words[0] == link.words[0]), None)
        sure = link.confidence
        return [found._replace(confidence=max(sure, found.confidence))] if found else links

    def share(
        self, frame: Frame, numbers: Sequence[Number], place: int, links: Sequence[Link]
    ) -> Sequence[Link]:
        """The rate of a count that stands right before it: "mức độ 3: 468 (26,56%)"."""
        number = frame.number
        if not place or number.kind != "percent" or self._last is None or not frame.bare:
            return links
        count, (before, link) = numbers[place - 1], self._last
        counts = link.rule.indicator.kind == "count" and before.number.start == count.start
        if not counts or not leads_to_share(self._text.folded, count.unit_end, number.lead):
            return links
        rated = [*numbers[: place - 1], count._replace(kind="percent"), *numbers[place:]]
        framed = self._frames.of(frame.sentence_index, rated, place - 1)
        found = [
            rate
            for rate in self._linker.links(framed)
            if rate.rule.indicator.unit == "%" and _named_alike(rate, link)
        ]
        return found or links


def _named_alike(one: Link, other: Link) -> bool:
    """Whether every word of one link overlaps a word of another."""
    return all(any(a < d and c < b for c, d in other.words) for a, b in one.words)
