"""A number → the indicators it may be a value of.

"1.699 trạm thu phát sóng": the noun follows its number. "Tỷ lệ hồ sơ trực tuyến đạt 67%": it
stands before, with a linking word between. The further the noun and what the indicator is about
must be sought (the noun phrase, the clause, the sentence, the heading), the less sure; what is
found is then sifted by how the number is written.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kpi.ingest.reports.phrases import Group, Span, Text, any_of
from kpi.ingest.reports.quantities import Number, NumberKind
from kpi.ingest.reports.rulebook import Rule, Rulebook
from kpi.ingest.reports.surroundings import Frame, Frames
from kpi.language.digits import Mark
from kpi.model import Indicator, Quantity, Unclear
from kpi.model.word_roles import WordRole

Sure = tuple[Span, float]
"""Words that were found and how sure it is that they belong to the number."""

# What each step away from the number costs.
_BEHIND, _NEAR, _CLAUSE, _SENTENCE, _LATER, _ABOVE = 1.0, 0.95, 0.8, 0.7, 0.6, 0.5
_AFTER_A_SHARE, _AFTER_ANY = 0.95, 0.9
_PASSED_ELLIPTIC, _PASSED, _OWNED_HEAD = 0.02, 0.03, 0.1
_ABOVE_ITSELF, _ITEM_MARKS = 0.58, ("-", "–", "+", "•", "*")
HEADINGS = 2
"""Only the nearest headings may hold the noun of a number."""
# A number of these kinds says nothing without its noun.
_NOUN_NEEDED = ("plain", "percent")
# "62% số hồ sơ": between a share and its noun stand few words.
_FEW_WORDS = 6
# An index that was named in a sentence before; further back it may have been left.
_CARRIED, _CARRIED_FAR, _NEAR_TOPIC = 0.7, 0.6, 300
_IN_A_SET = re.compile(r"(?:(?:gồm|trong đó|và|có)|[,;:(])\s*$")
_STOP = re.compile(r"[;(]")
_OWNED = re.compile(r"(?:của|cho|đối với|trên|trong|từ)(?:\s+(?:các|tổng số|những|số))*\s*$")


class Heads:
    """The nouns of the numbers of one document."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def of(self, frame: Frame, rule: Rule) -> Sure | None:
        """What is counted: over a table cell, right behind the number, or further away."""
        if beside := self._beside(frame, rule.head):
            return beside
        behind = self._text.first(rule.head, frame.starts[0], frame.near_end)
        if self._is_ahead(frame, rule) and (behind or frame.number.kind in _NOUN_NEEDED):
            return self._behind(frame, behind)
        if before := self._before(frame, rule.head):
            return before
        if behind and frame.number.kind != "plain":
            return behind, _NEAR * _AFTER_ANY
        return self._far(frame, rule.head)

    def _beside(self, frame: Frame, heads: Group) -> Sure | None:
        """The head over a table cell, or right behind the number."""
        if frame.column and (over := self._text.last(heads, *frame.column)):
            return over, _NEAR
        openings = (self._text.at(heads, start, frame.near_end) for start in frame.starts)
        opening = next((span for span in openings if span), None)
        return (opening, _BEHIND) if opening else None

    def _behind(self, frame: Frame, head: Span | None) -> Sure | None:
        """The head further behind a number, where none can stand before it."""
        kind = frame.number.kind
        if head is None or kind == "plain":
            return None
        if kind != "percent":
            return head, _NEAR
        few = self._count(frame.starts[0], head[0]) <= _FEW_WORDS
        return (head, _NEAR * _AFTER_A_SHARE) if few else None

    def _is_ahead(self, frame: Frame, rule: Rule) -> bool:
        """Whether the words behind a number are its noun phrase, so that none stands before.

        "là 7.318 người": the unit alone says nothing of what is counted.
        """
        number = frame.number
        unit = self._text.folded[number.unit_end : frame.near_end].strip(" .,")
        if frame.bare or frame.of_level or unit == rule.indicator.unit:
            return False
        if number.kind == "plain" and self.is_attribute(frame, rule):
            return False
        return not frame.linked or number.kind == "plain"

    def is_attribute(self, frame: Frame, rule: Rule) -> bool:
        """Whether but an attribute stands behind a number: "gồm 897 toàn trình và 645 một phần"."""
        start, end, lead = frame.starts[0], frame.near_end, frame.number.lead
        clause = self._text.folded.rfind(";", frame.sentence.start, lead) + 1
        opens = _IN_A_SET.search(self._text.folded, frame.clause_start, lead)
        # "giảm 11.090 thuê bao, gồm 7.448 cố định": parts of a change are no stock.
        if not opens or self._text.last("growth", max(clause, frame.sentence.start), lead):
            return False
        spans = (self._text.at(group, start, end) for group in rule.about)
        return any(not self._text.folded[b:end].strip(" .,\n") for _, b in filter(None, spans))

    def _before(self, frame: Frame, heads: Group) -> Sure | None:
        """The head in the noun phrase before a number, or where an ellipsis points back to."""
        if frame.elliptic:
            earlier = self._nearest(heads, frame.sentence.start, frame.near_start)
            if earlier:
                passed = self._text.numerals(earlier[1], frame.number.start)
                cost = _PASSED_ELLIPTIC * min(passed, 5)
                return earlier, _NEAR - cost - self._owned(frame, earlier)
        near = self._nearest(heads, frame.near_start, frame.number.start)
        return (near, _NEAR - self._owned(frame, near)) if near else None

    def _far(self, frame: Frame, heads: Group) -> Sure | None:
        """The head in the clause, the sentence or what stands above it."""
        number, sentence = frame.number, frame.sentence
        if clause := self._nearest(heads, frame.clause_start, number.start):
            return clause, _CLAUSE
        if told := self._nearest(heads, sentence.start, number.start):
            # With several numbers between, a nearer noun is likelier.
            passed = self._text.numerals(told[1], number.start)
            return told, _SENTENCE - _PASSED * min(passed, 4)
        # "đứng thứ 15; PAR INDEX đạt …": behind a semicolon another index is told of.
        stop = _STOP.search(self._text.folded, number.unit_end, sentence.end)
        end = stop.start() if stop else sentence.end
        if number.kind == "rank" and (later := self._text.first(heads, number.end, end)):
            return later, _LATER
        for span in reversed(sentence.above[-HEADINGS:]):
            if above := self._text.last(heads, *span):
                return above, _ABOVE
        return None

    def _nearest(self, heads: Group, start: int, end: int) -> Span | None:
        """The head before a number: the first after "tỷ lệ", else the nearest."""
        rate = self._text.last("rate", start, end)
        if rate and (first := self._text.first(heads, rate[0], end)):
            return first
        return self._text.last(heads, start, end)

    def _owned(self, frame: Frame, head: Span) -> float:
        """What it costs a rate's head to stand behind "của": "tỷ lệ hồ sơ của các thủ tục"."""
        start = frame.sentence.start
        if frame.number.kind != "percent" or not self._text.last("rate", start, head[0]):
            return 0.0
        owned = _OWNED.search(self._text.folded, max(start, head[0] - 24), head[0])
        return _OWNED_HEAD if owned else 0.0

    def _count(self, start: int, end: int) -> int:
        return len(self._text.folded[start:end].split())


# What each step away from the number costs.
_ABOUT_NEAR, _ABOUT_CLAUSE, _ABOUT_SENTENCE, _ABOUT_ABOVE = 1.0, 0.95, 0.85, 0.75
# Of two indicators as sure, the one wins that more of the text speaks for.
_WEIGHT, _MOST_WEIGHT = 0.005, 50
# "A. BƯU CHÍNH, VIỄN THÔNG … I. Bưu chính": what the nearer heading names decides.
_HIGHER = 0.3
_OF_A_SHARE = re.compile(r"%\s*(?:\w+\s*)?$")


class Link(NamedTuple):
    """An indicator a number may tell of; `words` are spans of what was found.

    `weight` is how many characters of the text speak for it, `standing` what decides between
    indicators: how sure it is, then the weight.
    """

    rule: Rule
    confidence: float
    words: tuple[Span, ...]
    weight: int
    standing: float


class Linker:
    """The rules that may fit a text, to link its numbers."""

    def __init__(self, rulebook: Rulebook, text: Text, frames: Frames) -> None:
        self._text = text
        self._frames = frames
        self._heads = Heads(text)
        self._by_kind: Mapping[NumberKind, Sequence[Rule]] = {
            kind: [rule for rule in rules if rule.may_hold(text)]
            for kind, rules in rulebook.by_kind.items()
        }
        self._near: dict[tuple[int, NumberKind], list[Rule]] = {}

    def links(self, frame: Frame) -> list[Link]:
        """The indicators a number may tell of, the likeliest first, one link for each."""
        best: dict[str, Link] = {}
        for rule in self._rules(frame):
            link = self._link(frame, rule)
            known = best.get(rule.indicator.id)
            if link and (known is None or link.standing > known.standing):
                best[rule.indicator.id] = link
        return sorted(best.values(), key=lambda link: link.standing, reverse=True)

    def listed(self, frame: Frame, item: Span) -> list[Link]:
        """The indicators that one item of a row may be, as in "PAR INDEX và DTI lần lượt …".

        A later item may tell only what differs: "… ở cấp tỉnh, cấp huyện, cấp xã lần lượt …".
        """
        start = frame.sentence.start
        found: dict[str, Link] = {}
        for rule in self._rules(frame):
            groups = (rule.head, *rule.about)
            spans = [self._last_in(group, start, item) for group in groups]
            told = tuple(span for span in spans if span)
            own = _covered(span for span in told if span[0] >= item[0])
            if len(told) < len(groups) or not own or self._text.first(rule.without, *item):
                continue
            # What the item itself tells decides, then what it shares with the others.
            weight = own * _MOST_WEIGHT + _covered(told)
            if rule.indicator.id not in found or weight > found[rule.indicator.id].weight:
                found[rule.indicator.id] = Link(rule, _CLAUSE, told, weight, _CLAUSE + weight)
        return sorted(found.values(), key=lambda link: link.standing, reverse=True)

    def _last_in(self, group: Group, start: int, item: Span) -> Span | None:
        """The words of a group in an item, else before it."""
        return self._text.last(group, *item) or self._text.last(group, start, item[1])

    def of_index(self, frame: Frame, topic: Span) -> list[Link]:
        """The indicator of an index that was named earlier, for a score or rank without one."""
        sure = _CARRIED if topic[0] >= frame.sentence.start - _NEAR_TOPIC else _CARRIED_FAR
        found: dict[str, Link] = {}
        for rule in self._by_kind[frame.number.kind]:
            graded = rule.indicator.pillar == "index" and not rule.about
            head = self._text.last(rule.head, *topic) if graded else None
            if head and not self._text.first(rule.without, *topic):
                weight = _covered([head])
                found[rule.indicator.id] = Link(rule, sure, (topic,), weight, sure)
        return list(found.values())

    def again(self, link: Link, span: Span) -> Link:
        """The same indicator, told again by words such as "tỷ lệ này"."""
        weight = _covered([span])
        return link._replace(confidence=_CLAUSE, words=(span,), weight=weight, standing=_CLAUSE)

    def _rules(self, frame: Frame) -> Sequence[Rule]:
        """The rules whose head stands in or above the sentence of a number."""
        kind, sentence = frame.number.kind, frame.sentence
        key = frame.sentence_index, kind
        if key not in self._near:
            spans = [
                sentence[:2],
                *sentence.above[-HEADINGS:],
                *([sentence.head] if sentence.head else ()),
            ]
            self._near[key] = [
                rule
                for rule in self._by_kind[kind]
                if any(self._text.first(rule.head, *span) for span in spans)
            ]
        return self._near[key]

    def _link(self, frame: Frame, rule: Rule) -> Link | None:
        head = self._heads.of(frame, rule)
        if head is None:
            return None
        span, sure = head
        spans = [span]
        for group in rule.about:
            about = self._about(frame, group)
            if about is None or (about[1] == _ABOUT_ABOVE and self._goes_on(frame, span[1])):
                return None
            spans.append(about[0])
            sure *= about[1]
        zone = self._zone(frame, spans)
        if self._heads.is_attribute(frame, rule):
            # "316.700 thuê bao Internet, gồm 48.350 cố định": what the set is of counts, too.
            zone = frame.sentence.start
        if self._is_excluded(frame, rule, zone):
            return None
        if span[0] < frame.sentence.start and sure >= _ABOVE and self._is_label(frame, spans[1:]):
            sure = _ABOVE_ITSELF
        weight = _covered(self._on_this_side(frame, spans))
        standing = sure + _WEIGHT * min(weight, _MOST_WEIGHT) - _HIGHER * self._height(frame, spans)
        return Link(rule, sure, tuple(spans), weight, round(standing, 3))

    def _is_label(self, frame: Frame, spans: Sequence[Span]) -> bool:
        """Whether a line names all but the noun of its heading: "- Mức độ 3: 388"."""
        start = frame.sentence.start
        line = self._text.folded[start : frame.number.lead]
        label = line.strip(" -–+•*:")
        return line.startswith(_ITEM_MARKS) and any(
            a >= start and self._text.folded[a:b] == label for a, b in spans
        )

    def _height(self, frame: Frame, spans: Sequence[Span]) -> int:
        """How many headings stand between a number and the highest one that holds its words."""
        above = frame.sentence.above
        start = min(start for start, _ in spans)
        return sum(start < heading[0] for heading in above) if start < frame.sentence.start else 0

    def _on_this_side(self, frame: Frame, spans: Sequence[Span]) -> Iterable[Span]:
        """The words that no semicolon parts from a number that has a head of its own.

        "88% dân số có điện thoại thông minh; 74% hộ dùng cáp quang": the longer words of the
        number before weigh nothing for this one.
        """
        start = frame.sentence.start
        stop = self._text.folded.rfind(";", start, frame.number.start)
        return spans if spans[0][0] < stop else [s for s in spans if not start <= s[0] < stop]

    def _about(self, frame: Frame, group: Group) -> Sure | None:
        """What the indicator is about, as near as it stands, and what the way to it costs."""
        if frame.column and (over := self._text.last(group, *frame.column)):
            return over, _ABOUT_NEAR
        if near := self._text.last(group, frame.near_start, frame.near_end):
            return near, _ABOUT_NEAR
        for start, cost in (
            (frame.clause_start, _ABOUT_CLAUSE),
            (frame.sentence.start, _ABOUT_SENTENCE),
        ):
            span = self._text.last(group, start, frame.clause_end)
            of_share = span and self._is_of_a_share(span[0], own=frame.number)
            if span and (frame.of_level or not of_share):
                return span, cost
        # A share has too many likely subjects in a paragraph.
        opening = frame.paragraph if frame.number.kind != "percent" else None
        above = (*frame.sentence.above, *filter(None, (opening, frame.prior)))
        for place in reversed(above):
            if span := self._text.last(group, *place):
                return span, _ABOUT_ABOVE
        return None

    def _goes_on(self, frame: Frame, end: int) -> bool:
        """Whether the noun has words of its own: "196 dịch vụ dữ liệu nội bộ" are no others'."""
        if end <= frame.number.end:
            return False
        rest = self._text.folded[end : frame.near_end].strip(" \"”'")
        return bool(rest) and rest[0].isalpha() and not self._frames.opens(end, frame.near_end)

    def _zone(self, frame: Frame, spans: Sequence[Span]) -> int:
        """Where the words begin that tell of the number, for what must not stand among them."""
        number = frame.number
        if raised := self._text.last("raised_to", frame.near_start, number.lead):
            return raised[0]  # "120 trạm xây mới, nâng tổng số lên 1.850"
        if number.kind == "rank" and spans[0][0] < frame.clause_start:
            return max(frame.sentence.start, spans[0][0])
        inside = [start for start, _ in spans if frame.clause_start <= start < number.start]
        zone = min([frame.near_start, *inside])
        earliest = min((start for start, _ in spans[1:]), default=zone)
        if earliest < frame.clause_start:
            # From where the subject stands: "2.071 tổ …, cấp xã 193 tổ với 1.544 thành viên".
            zone = min(zone, max(frame.segment_start, earliest))
        return zone

    def _is_excluded(self, frame: Frame, rule: Rule, start: int) -> bool:
        """Whether a word stands near that makes it another indicator."""
        if self._text.first(rule.without, frame.near_start, frame.near_end):
            return True
        # "đến 100% cấp thôn": the level is of that share, not of this number.
        earlier = self._text.within(rule.without, start, frame.near_start)
        return any(not self._is_of_a_share(span[0]) for span in earlier)

    def _is_of_a_share(self, start: int, own: Number | None = None) -> bool:
        """Whether a word is what a percentage before it counts, and so no other number's.

        "đóng góp 14,1% vào GRDP": of the number's `own` percentage it may be told.
        """
        share = _OF_A_SHARE.search(self._text.folded, max(0, start - 12), start)
        return share is not None and not (own and own.start < share.start() < own.end)


def _covered(spans: Iterable[Span]) -> int:
    """How many characters the spans cover together."""
    covered, last = 0, -1
    for start, end in sorted(set(spans)):
        covered += max(0, end - max(start, last))
        last = max(last, end)
    return covered


# A count this much smaller than any province's is of something else.
_TOO_SMALL = 20
_LOOK_BACK = 40
_BRACKET = re.compile(r"\(\s*$")
_COMPARED_TIME = re.compile(
    r"(?:năm|kỳ|tháng|quý|cả nước|toàn quốc)(?: \d[\d/]*| trước| ngoái)?\s*\(\s*$"
)
# As in "cao hơn Đà Nẵng (80,1%)".
_COMPARED_PLACE = re.compile(r"(?:hơn|sau|với|bằng|là)\s[^,;.(]{0,20}[A-ZĐ]\w+\s*\(\s*$")
_OUT_OF_ALL = re.compile(r"(?:trên|trong)\s+(?:tổng số|số)\s*$")
_TOTAL = "tổng số"
# "30 hồ sơ/đơn vị": so much for each.
_PER_UNIT = re.compile(r"\s*+[^\W\d_][\w ]{0,24}?\s?/\s?[^\W\d_]{2,}")
# "thuê bao di động/100 dân 98,4": without the unit behind it only words before make it a density.
_DENSITY = re.compile(r"(?<!\w)mật độ(?!\w)|(?:/|trên)\s*100\s(?:người\s)?dân(?!\w)")
_PER_100, _DENSEST = "100 dân", 1_000


def _is_added(indicator: Indicator) -> bool:
    """Whether an indicator counts what was added in a time, not what there is."""
    return indicator.kind == "count" and indicator.measure == "flow"


class FittingWords:
    """What the words of config/ say about averages, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        self.average = re.compile(any_of(words["average"]))


class Fitting:
    """The links of one document's numbers, sifted by how the numbers are written."""

    def __init__(self, words: FittingWords, text: Text, decimal: Mark | None) -> None:
        self._words = words
        self._text = text
        self._folded = text.folded
        self._decimal = decimal

    def sift(self, frame: Frame, links: Sequence[Link]) -> list[Link]:
        """The links that suit the number, in their order."""
        lead = frame.number.lead
        near = max(frame.sentence.start, lead - _LOOK_BACK)
        if _BRACKET.search(self._folded, near, lead) and not self._is_compared(near, lead):
            links = [link for link in links if self._is_told_before(frame, link)]
        if _OUT_OF_ALL.search(self._folded, near, lead):
            links = [link for link in links if self._is_of_total(frame, link)]
        if self._text.last("raised_to", frame.near_start, lead):
            links = [link for link in links if not _is_added(link.rule.indicator)]
        return self.suit(frame, links)

    def suit(self, frame: Frame, links: Sequence[Link]) -> list[Link]:
        """The links that suit the number as it is written, wherever their words stand."""
        return [link for link in links if self._suits(frame, link.rule.indicator, link.words)]

    def read(self, number: Number, indicator: Indicator) -> Quantity | Unclear:
        """The value of a number as one of an indicator: a count is read as whole if it can be."""
        whole = indicator.kind in ("count", "rank") and indicator.unit not in ("km", "km²")
        if whole and number.kind == "plain":
            quantity = number.read(self._text.written, None, whole=True)
            if isinstance(quantity, Quantity):
                return quantity
        read = number.read(self._text.written, self._decimal, whole=False)
        return self._plausible(number, indicator) or read if isinstance(read, Unclear) else read

    def _plausible(self, number: Number, indicator: Indicator) -> Quantity | None:
        """The one reading that may be a province's: "1.402 tỷ" of revenue is no 1,4 tỷ."""
        low, high = indicator.plausible.low, indicator.plausible.high
        if (indicator.kind != "money" and indicator.unit != "km") or not low or high is None:
            return None
        marks: tuple[Mark, ...] = (",", ".")
        both = (number.read(self._text.written, mark, whole=False) for mark in marks)
        fit = {q.value: q for q in both if isinstance(q, Quantity) and low <= q.value <= high}
        return next(iter(fit.values())) if len(fit) == 1 else None

    def _is_compared(self, start: int, lead: int) -> bool:
        """Whether a bracket gives the same of another year, the nation or a province."""
        written = self._text.written[start:lead]
        return bool(
            _COMPARED_TIME.search(self._folded, start, lead) or _COMPARED_PLACE.search(written)
        )

    def _is_told_before(self, frame: Frame, link: Link) -> bool:
        """Whether what stands before a bracket tells of the same: "đất đai (7 vụ)" does not."""
        number, sentence = frame.number, frame.sentence
        bracket = self._folded.rfind("(", sentence.start, number.start)
        cut = max(self._folded.rfind(mark, sentence.start, bracket) for mark in ",;:(")
        start = max(sentence.start, cut)
        outside = [a for a, b in link.words if b <= number.start or a >= number.end]
        close = self._folded.find(")", number.end, sentence.end)
        if all(bracket < a < close for a, _ in link.words):
            return True  # "1.184 trạm BTS (598 trạm 2G, …)" names it itself
        inside = all(sentence.start <= a < sentence.end for a in outside)
        return inside and any(start <= a < bracket for a in outside)

    def _is_of_total(self, frame: Frame, link: Link) -> bool:
        """Whether "trong số 1.850 trạm BTS" says itself what it counts, or the total is meant."""
        named = all(a >= frame.number.end for a, _ in link.words)
        return named or any(_TOTAL in self._folded[a:b] for a, b in link.words)

    def _suits(self, frame: Frame, indicator: Indicator, words: Sequence[Span]) -> bool:
        """Whether size and written form suit: a score out of one, a count of a province."""
        kind = frame.number.kind
        if kind == "percent" and self._is_of_a_level(frame, words):
            return False
        if indicator.unit.endswith(_PER_100):
            return self._is_density(frame, words)
        if indicator.kind == "count":
            return self._suits_count(frame, indicator)
        if indicator.kind == "score" and kind in ("points", "plain"):
            return self._suits_score(frame.number, indicator)
        return True

    def _is_density(self, frame: Frame, words: Sequence[Span]) -> bool:
        """Whether "mật độ" or "/100 dân" is said of a bare number, and it is no count."""
        quantity = frame.number.read(self._text.written, self._decimal, whole=False)
        if isinstance(quantity, Quantity) and quantity.value > _DENSEST:
            return False
        if frame.number.kind != "plain":
            return True
        named = min((a for a, _ in words), default=frame.near_start)
        start = min(named, max(frame.clause_start, named - _LOOK_BACK))
        return bool(_DENSITY.search(self._folded, start, frame.number.start))

    def _is_of_a_level(self, frame: Frame, words: Sequence[Span]) -> bool:
        """Whether a rate is one level's ("cấp xã 45%") and the indicator speaks of none."""
        end = frame.near_end if frame.of_level else frame.number.lead
        levels = self._text.within("level_of_government", frame.near_start, end)
        return any(not any(a <= span[0] and span[1] <= b for a, b in words) for span in levels)

    def _suits_count(self, frame: Frame, indicator: Indicator) -> bool:
        quantity, low = self.read(frame.number, indicator), indicator.plausible.low
        if isinstance(quantity, Quantity):
            # "58,4" hồ sơ is a rate that lost its sign.
            whole = quantity.value.is_integer() or indicator.unit.startswith("km")
            if not whole or (low and quantity.value < low / _TOO_SMALL):
                return False
        if _PER_UNIT.match(self._folded, frame.number.unit_end, frame.near_end):
            return False
        return not self._stands_before(self._words.average, frame)

    def _suits_score(self, number: Number, indicator: Indicator) -> bool:
        quantity, high = self.read(number, indicator), indicator.plausible.high
        if isinstance(quantity, Unclear):
            return False
        return high is None or quantity.value / (quantity.total or 1.0) <= high

    def _stands_before(self, words: re.Pattern[str], frame: Frame) -> bool:
        return bool(words.search(self._folded, frame.near_start, frame.number.start))
