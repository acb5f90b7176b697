"""What a sentence states of one number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kpi.ingest.reports.carried import Carried
from kpi.ingest.reports.exclusions import BOUND, CHANGE, Exclusions
from kpi.ingest.reports.in_turn import InTurn, Row
from kpi.ingest.reports.indicators import Link, Linker, is_added
from kpi.ingest.reports.modifiers import Modifiers
from kpi.ingest.reports.phrases import Span, Text
from kpi.ingest.reports.quantities import Number, Shares
from kpi.ingest.reports.suiting import Fitting
from kpi.ingest.reports.surroundings import Frame, Frames
from kpi.ingest.reports.units_told import unit_told
from kpi.model import Indicator, Qualifier, Quantity, Unclear
from kpi.model.reports import MentionKind

# Indicators that stand so close together cannot be told apart.
_CLOSE = 0.03

_UNLINKED = "không khớp chỉ tiêu nào"
_RISES = re.compile(r"(?<!\w)(?:tăng|thêm|bổ sung)(?!\w)")
"""What tells of what was added, as a count of its own: "tăng 96 trạm", "lắp thêm 64 trạm"."""
_BOUND = "Đây là giới hạn trên, chưa phải giá trị."
# What a rank is out of: "hạng 12 trên 63".
_BASE = re.compile(r"63|34")
# "Thứ hạng trụ cột: chính quyền số 28, kinh tế số 32": the label makes the numbers ranks.
_RANKS_FOLLOW = re.compile(
    r"(?:thứ hạng|xếp hạng)[^.;:,]{0,40}:(?:[^.;\d]{1,40}\d{1,2}(?![.,]?\d))*[^.;\d]{1,40}$"
)
_LONGEST_RANK = 2
# "băng rộng cố định cùng truy nhập 3G, 4G", "băng rộng cố định và băng rộng di động"
_AND_ALSO = re.compile(
    r"(?: băng rộng| băng thông rộng)?(?: (?:trên|qua|bằng) [^\d.,;:()]{1,24})?"
    r" (?:cùng với|cùng|và|lẫn) "
    r"(?:(?:có|các|mạng|sóng|truy nhập|internet|dịch vụ|phủ sóng|[23]g,?) )*"
)
_HEAD_AND_ABOUT = 2


@dataclass(frozen=True)
class Statement:
    """What a sentence says of one figure: all but whose it is, its period and its status.

    `span` is what is cited as written, `base` what a rank is out of, else 0; `options` are the
    indicators that it may as well tell of, `words` the spans that name the indicator.
    """

    frame: Frame
    span: Span
    indicator: Indicator
    value: float
    confidence: float
    reason: str
    qualifier: Qualifier = "exact"
    base: int = 0
    note: str = ""
    options: tuple[str, ...] = ()
    doubt: str = ""
    words: tuple[Span, ...] = ()


class Outcome(NamedTuple):
    """What became of a number: a statement, or of what kind it is instead, and why.

    `numbers` are those that were read as one: a fraction and its share. `also` are the count
    that a fraction tells beside its rate, or what others have the same value.
    """

    numbers: Sequence[Number]
    statement: Statement | None = None
    reason: str = ""
    kind: MentionKind = "figure"
    also: Sequence[Statement] = ()


class StatementReader:
    """Reads the numbers of one document."""

    def __init__(
        self,
        text: Text,
        frames: Frames,
        linker: Linker,
        fitting: Fitting,
        shares: Shares,
        exclusions: Exclusions,
        modifiers: Modifiers,
        carried: Carried,
    ) -> None:
        self._text = text
        self._frames = frames
        self._linker = linker
        self._fitting = fitting
        self._shares = shares
        self._exclusions = exclusions
        self._modifiers = modifiers
        self._carried = carried
        self._in_turn = InTurn(text, linker, fitting)

    def read(self, index: int, numbers: Sequence[Number], place: int) -> Outcome:
        """What numbers[place] says in the sentence at `index`."""
        numbers, frame = self._with_unit(index, numbers, place)
        number, whole = frame.number, numbers
        excluded = self._exclusions.of(frame)
        if excluded not in ("", BOUND, CHANGE):
            return Outcome([number], reason=excluded, kind="no_value")
        share = self._shares.beside(numbers, place)
        numbers, frame = self._behind_bracket(frame, numbers, place)
        number = frame.number
        told, row = frame, self._in_turn.row(numbers, place, frame.sentence.start)
        alike = self._in_turn.alike(frame, numbers, place)
        if row:
            second = self._carried.row_again(frame, numbers, row.places, place)
            links, told = (second, frame) if second else self._of_row(frame, numbers, row, place)
            if not links and not excluded:
                return self._unclear_row(frame)
        else:
            second = self._in_turn.second_row(frame, numbers, place)
            second = second or (alike[0] if alike else ())
            links = second or self._links(frame, numbers, place, share)
        links = self._carried.named_before(frame, links)
        same = () if second else self._carried.of_the_same(frame, links)
        links = same or self._carried.share(frame, numbers, place, links)
        links = links if same else self._carried.beside_its_rank(frame, links)
        links, reason = self._modifiers.sift(frame, links)
        links = [link for link in links if self._is_told_so(frame, link, excluded)]
        if reason or (excluded and not links):
            return Outcome([number], reason=excluded or reason, kind="no_value")
        if not links:
            return Outcome([number], reason=_UNLINKED, kind="unlinked")
        rate = share if links[0].rule.indicator.unit == "%" else None
        together = rate or self._shares.explained(whole, place)
        own = whole[place : place + (2 if together else 1)]
        self._carried.remember(frame, links[0])
        outcome = self._state(frame, own, links, rate)
        others = filter(
            None, (self._state(frame, own, other, rate).statement for other in alike[1:])
        )
        joint = self._joint(frame, links, rate)
        outcome = outcome._replace(also=(*self._counted(frame, links[0]), *joint, *others))
        if outcome.statement and told is not frame:
            return outcome._replace(statement=replace(outcome.statement, frame=told))
        return outcome

    def _behind_bracket(
        self, frame: Frame, numbers: Sequence[Number], place: int
    ) -> tuple[Sequence[Number], Frame]:
        """The numbers and the frame where a noun stands behind the bracket with a share.

        "1.390/1.450 (95,9%) thôn có Internet cố định"
        """
        close = self._shares.bracket_end(numbers, place)
        if not close:
            return numbers, frame
        one = frame.number._replace(unit_end=close)
        numbers = [*numbers[:place], one, *numbers[place + 2 :]]
        return numbers, self._frames.of(frame.sentence_index, numbers, place)

    def _is_told_so(self, frame: Frame, link: Link, excluded: str) -> bool:
        """Whether an indicator is told by a bound or a change, where the number is one.

        "Mục tiêu: giảm xuống dưới 10 thôn lõm sóng": of what had better be less, a bound is the
        goal. "Tăng 96 trạm BTS": stations that were added are told by how many more there are.
        """
        indicator = link.rule.indicator
        if excluded == BOUND:
            return indicator.direction == "lower"
        risen = [span for span in link.words if _RISES.fullmatch(self._text.folded, *span)]
        if excluded != CHANGE:
            return not risen
        grown = self._text.last("growth", frame.near_start, frame.number.lead)
        if grown is None or not _RISES.search(self._text.folded, *grown):
            return False
        # "bổ sung 33 trạm BTS mới": both words say that they were added.
        added = is_added(indicator) and all(a >= frame.near_start for a, _ in link.words)
        return added or any(grown[0] <= a and b <= grown[1] for a, b in risen)

    def _counted(self, frame: Frame, rate: Link) -> Iterator[Statement]:
        """The count in a fraction that is read as a rate: "367.011/402.866 hồ sơ, đạt 91,1%"."""
        number = frame.number
        if not number.of or rate.rule.indicator.unit != "%":
            return
        links = [
            link
            for link in self._fitting.sift(frame, self._linker.links(frame))
            if link.rule.indicator.kind == "count" and _overlap(link.words[0], rate.words[0])
        ]
        counted = self._state(frame, [number], links, None).statement if links else None
        if counted:
            yield counted

    def _joint(
        self, frame: Frame, links: Sequence[Link], rate: Number | None
    ) -> Iterator[Statement]:
        """The other of two subjects of one share: "cáp quang cùng 3G, 4G đã đến 100% số thôn"."""
        (head, *about), number = links[0].words, rate or frame.number
        if number.kind != "percent" or len(about) != 1:
            return
        for link in links[1:]:
            if link.words[0] != head or len(link.words) != _HEAD_AND_ABOUT:
                continue
            (_, end), (start, last) = sorted((about[0], link.words[1]))
            if last <= number.start and _AND_ALSO.fullmatch(self._text.folded, end, start):
                told = self._state(frame, [number], [link], rate).statement
                if told:
                    yield told
                return

    def _of_row(
        self, frame: Frame, numbers: Sequence[Number], row: Row, place: int
    ) -> tuple[Sequence[Link], Frame]:
        """What one of several numbers that are told in turn is of, and its frame beside its item.

        The items differ by indicator ("PAR INDEX và DTI"), by time or by province.
        """
        if links := self._in_turn.indicators(frame, numbers, row, place):
            return links, frame
        item, last = self._in_turn.item(frame, numbers, row, place), row.places[-1]
        if item is None:
            return (), frame
        links = self._links(frame, numbers, place, None) or self._carried.of_index(frame)
        if not links and numbers[last].kind == numbers[place].kind:
            # "lần lượt có 1.610, 1.699 và 2.980 trạm": the last one has the noun of all.
            end = self._frames.of(frame.sentence_index, numbers, last)
            links = self._links(end, numbers, last, None)
        return links, frame.beside(item)

    def _unclear_row(self, frame: Frame) -> Outcome:
        if self._fitting.sift(frame, self._linker.links(frame)):
            reason = "Các số kể lần lượt; chưa rõ số nào của năm hay nơi nào."
            return Outcome([frame.number], reason=reason, kind="unclear")
        return Outcome([frame.number], reason=_UNLINKED, kind="unlinked")

    def _with_unit(
        self, index: int, numbers: Sequence[Number], place: int
    ) -> tuple[Sequence[Number], Frame]:
        """The numbers, the one at `place` in the unit that its line, column or table tells."""
        number, framed = numbers[place], self._frames.of(index, numbers, place)
        if number.kind != "plain" or number.of:
            return numbers, framed
        row = self._in_turn.row(numbers, place, framed.sentence.start)
        in_ranks = row is not None and numbers[row.places[0]].kind == "rank"
        if in_ranks or self._is_under_ranks(framed):
            # "thứ 15, 9 và 12"
            number = number._replace(kind="rank")
        elif told := unit_told(self._text.folded, framed):
            number = number._replace(kind=told.kind, times=told.times)
        else:
            return numbers, framed
        numbers = [*numbers[:place], number, *numbers[place + 1 :]]
        return numbers, self._frames.of(index, numbers, place)

    def _is_under_ranks(self, frame: Frame) -> bool:
        """Whether a bare number stands behind a label that says that ranks follow."""
        number = frame.number
        short = number.end - number.start <= _LONGEST_RANK
        before = self._text.folded, frame.sentence.start, number.start
        return short and _RANKS_FOLLOW.search(*before) is not None

    def _links(
        self, frame: Frame, numbers: Sequence[Number], place: int, share: Number | None
    ) -> Sequence[Link]:
        """The indicators a number may tell of, the likeliest first.

        "84/87 xã (97%)": the fraction says of what, the percentage is the rate. "47/96 xã có
        5G" may stand for a rate, too, when it is no count.
        """
        number = frame.number
        links = self._fitting.sift(frame, self._linker.links(frame))
        if share or (not links and number.of and number.kind == "plain"):
            rated = [*numbers[:place], number._replace(kind="percent"), *numbers[place + 1 :]]
            links = self._linker.links(self._frames.of(frame.sentence_index, rated, place)) or links
        return links

    def _state(
        self, frame: Frame, own: Sequence[Number], links: Sequence[Link], rate: Number | None
    ) -> Outcome:
        number, best = frame.number, links[0]
        indicator = best.rule.indicator
        used = rate or number
        quantity = self._fitting.read(used, indicator)
        if isinstance(quantity, Unclear):
            reason = f"Chưa rõ số '{quantity.as_written}' là bao nhiêu."
            return Outcome(own, reason=reason, kind="unclear")
        value = _value(quantity, indicator)
        statement = Statement(
            frame,
            (number.start, used.end),
            indicator,
            value,
            best.confidence,
            self._reason(number, best),
            qualifier=number.qualifier if used.qualifier == "exact" else used.qualifier,
            base=self._base(number, quantity) if indicator.kind == "rank" else 0,
            note=self._shares.disagreement(number, value) if rate else "",
            options=_options(links),
            doubt=_BOUND if number.upper else self._modifiers.doubt(frame, best),
            words=best.words,
        )
        return Outcome(own, statement)

    def _base(self, number: Number, quantity: Quantity) -> int:
        """What a rank is out of: "12/63" or "hạng 12 trên 63"; 0 where it is not told."""
        behind = _BASE.search(self._text.folded, number.end, number.unit_end)
        return int(quantity.total or (behind[0] if behind else 0))

    def _reason(self, number: Number, link: Link) -> str:
        written = self._text.written
        words = dict.fromkeys(written[start:end] for start, end in link.words)
        told = " + ".join(f"'{word}'" for word in words)
        return f"số '{written[number.start : number.end].strip()}' + {told}"


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _value(quantity: Quantity, indicator: Indicator) -> float:
    """The value in the indicator's unit: "47/96" of a rate is 49 %, a score may be out of one."""
    value, total = quantity.value, quantity.total
    if total is None or indicator.kind == "rank":
        return value
    if indicator.unit == "%":
        return 100 * value / total
    if indicator.kind == "score" and indicator.plausible.high == 1:
        return value / total
    return value


def _options(links: Sequence[Link]) -> tuple[str, ...]:
    """The indicators that may be meant, when there is more than one."""
    best = links[0]
    close = tuple(
        link.rule.indicator.id
        for link in links
        if best.standing - link.standing < _CLOSE and link.weight == best.weight
    )
    return close if len(close) > 1 else ()
