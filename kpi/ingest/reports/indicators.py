"""A number → the indicators it may be a value of.

"1.699 trạm thu phát sóng": the noun follows its number. "Tỷ lệ hồ sơ trực tuyến đạt 67%": it
stands before, with a linking word between. The further the noun and what the indicator is about
must be sought (the noun phrase, the clause, the sentence, the heading), the less sure; what is
found is then sifted by how the number is written.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import prod
from typing import NamedTuple

from kpi.ingest.reports.heads import ABOVE, CLAUSE, HEADINGS, Heads, Sure, bracket_of
from kpi.ingest.reports.phrases import Group, Span, Text
from kpi.ingest.reports.quantities import NumberKind
from kpi.ingest.reports.rulebook import Rule, Rulebook
from kpi.ingest.reports.subjects import ABOUT_ABOVE, ABOUT_NEAR, Subjects
from kpi.ingest.reports.surroundings import Frame, Frames
from kpi.model import Indicator

_ABOVE_ITSELF, _ITEM_MARKS = 0.58, ("-", "–", "+", "•", "*")
# An index that was named in a sentence before; further back it may have been left.
_CARRIED, _CARRIED_FAR, _NEAR_TOPIC = 0.7, 0.6, 300
# Of two indicators as sure, the one wins that more of the text speaks for.
_WEIGHT, _MOST_WEIGHT = 0.005, 50
# "A. BƯU CHÍNH, VIỄN THÔNG … I. Bưu chính": what the nearer heading names decides.
_HIGHER = 0.3
# "33 trạm BTS mới, lũy kế có 1.202 trạm": what was added is told of no longer.
_SUMMED = ("lũy kế",)
# "Nếu tính theo thuê bao quy đổi thì mật độ Internet là 34,8 thuê bao/100 dân"
_COUNTED_AS = ("tính theo thuê bao quy đổi", "tính theo thuê bao thực")
_DENSITY = ("mật độ",)
_PARTS_OPEN = ("gồm", "trong đó", "bao gồm")
_COUNT = re.compile(r"(?<![\d.,])\d[\d.]*+(?![\d,]*\s*%)")
_RAISED = 24
_LINE_NUMBER = re.compile(r"^\s*(?:[\dIVXivxa-zđ]{1,4}[.)])*\s*")
_SUM = re.compile(r"(?<!\w)(?:tổng số|tổng cộng|tổng|cộng)\s*(?:là|có|:)?\s*$")
_LONGEST = 60
# "Trong năm phát triển mới 217 trạm. Lũy kế đến nay, toàn tỉnh có 5.046 trạm": all there are.
_ADDED = re.compile(r"(?<!\w)(?:mới|thêm|tăng|bổ sung)(?!\w)")
_ALL_THERE_ARE = re.compile(
    r"(?<!\w)(?:lũy kế|luỹ kế|đến nay|hiện nay|hiện|tính đến|tính từ|đến hết|đến cuối|toàn tỉnh"
    r"|cả tỉnh|trên địa bàn)(?!\w)[^.;:()]{0,60}(?<!\w)(?:có|đạt|là)(?:\s+tổng(?: số| cộng)?)?\s*$"
)
# "DTI trung bình là 0,58 điểm; tỉnh Lạng Sơn đạt 0,61 điểm": of one province, no mean any longer.
_MEANS = ("trung bình", "bình quân")
_ONE_PROVINCE = re.compile(
    r"\d[^\n]{0,12}?[;,]\s*(?:(?:trong khi(?: đó)?|còn|riêng|song|nhưng|và|thì|của)[\s,]+)*"
    r"(?:(?:[Tt]ỉnh|[Tt]hành phố|TP\.?)(?:\s+(?:ta|nhà|mình))?\s*)?(?:[A-ZĐ][^\W\d_]*[\s-]+){0,4}"
    r"(?:(?:chỉ|mới|cũng|lại|đã)\s+){0,2}(?:đạt|là|có|được|ở mức|với)\s"
)


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
        self._heads = Heads(text)
        self._subjects = Subjects(text, frames)
        every = {id(rule): rule for rules in rulebook.by_kind.values() for rule in rules}
        possible = {place for place, rule in every.items() if rule.may_hold(text)}
        self._by_kind: Mapping[NumberKind, Sequence[Rule]] = {
            kind: [rule for rule in rules if id(rule) in possible]
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
        found = self._of_its_label(frame, self._of_its_noun(frame, list(best.values())))
        return sorted(found, key=lambda link: link.standing, reverse=True)

    def _of_its_noun(self, frame: Frame, links: Sequence[Link]) -> Sequence[Link]:
        """The links without those of an attribute, where what stands behind is a noun itself.

        "421 điểm phục vụ: 62 bưu cục" are no points of post offices.
        """
        start, end = frame.starts[0] if frame.starts else frame.number.end, frame.near_end
        noun = any(
            start <= link.words[0][0] < end and link.rule.indicator.kind == "count"
            for link in links
        )
        if frame.number.kind != "plain" or not noun:
            return links
        return [
            link
            for link in links
            if link.words[0][0] >= start or not self._heads.is_attribute(frame, link.rule)
        ]

    def _of_its_label(self, frame: Frame, links: Sequence[Link]) -> Sequence[Link]:
        """The links that a label in a bracket speaks for: "1.148 trạm BTS (2G: 436; 4G: 181)"."""
        start, lead = frame.near_start, frame.number.lead
        labelled = self._text.folded[start:lead].rstrip().endswith(":")
        if frame.number.kind != "plain" or not labelled or not self._in_bracket(frame):
            return links
        own = [x for x in links if any(start <= a and b <= lead for a, b in x.words)]
        return own or links

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
                found[rule.indicator.id] = Link(rule, CLAUSE, told, weight, CLAUSE + weight)
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

    def of_topic(self, frame: Frame, topic: Span) -> list[Link]:
        """The indicator that a topic names in full, if it names but one."""
        found: dict[str, Link] = {}
        for rule in self._by_kind[frame.number.kind]:
            spans = [self._text.last(group, *topic) for group in (rule.head, *rule.about)]
            told = tuple(filter(None, spans))
            if len(told) < len(spans) or self._text.first(rule.without, *topic):
                continue
            weight = _covered(told)
            if rule.indicator.id not in found or weight > found[rule.indicator.id].weight:
                found[rule.indicator.id] = Link(rule, CLAUSE, told, weight, CLAUSE)
        most = max((link.weight for link in found.values()), default=0)
        best = [link for link in found.values() if link.weight == most]
        return best if len(best) == 1 else []

    def again(self, link: Link, span: Span) -> Link:
        """The same indicator, told again by words such as "tỷ lệ này"."""
        weight = _covered([span])
        return link._replace(confidence=CLAUSE, words=(span,), weight=weight, standing=CLAUSE)

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
            # Rules share their heads: each is sought once.
            heads = {id(rule.head): rule.head for rule in self._by_kind[kind]}
            here = {
                place
                for place, head in heads.items()
                if any(self._text.first(head, *span) for span in spans)
            }
            self._near[key] = [rule for rule in self._by_kind[kind] if id(rule.head) in here]
        return self._near[key]

    def _link(self, frame: Frame, rule: Rule) -> Link | None:
        head = self._heads.of(frame, rule)
        if head is None:
            return None
        span, sure = head
        if self._text.first(rule.without, *span):
            return None
        about = self._abouts(frame, rule, span)
        if about is None or self._is_of_what_was_added(frame, rule, [a for a, _ in about]):
            return None
        spans = [span, *(words for words, _ in about)]
        sure *= prod(cost for _, cost in about)
        zone = self._zone(frame, spans)
        if self._heads.is_attribute(frame, rule):
            # "316.700 thuê bao Internet, gồm 48.350 cố định": what the set is of counts, too.
            zone = frame.sentence.start
        if self._is_excluded(frame, rule, zone) or self._is_of_another(rule, spans, zone):
            return None
        if span[0] < frame.sentence.start:
            label = sure >= ABOVE and self._is_label(frame, spans[1:])
            told = not about or any(cost in (ABOUT_NEAR, ABOUT_ABOVE) for _, cost in about)
            if label or (told and self._is_all_above(frame, rule, span)):
                sure = _ABOVE_ITSELF
        weight = _covered(self._on_this_side(frame, spans))
        standing = sure + _WEIGHT * min(weight, _MOST_WEIGHT) - _HIGHER * self._height(frame, spans)
        return Link(rule, sure, tuple(spans), weight, round(standing, 3))

    def _abouts(self, frame: Frame, rule: Rule, head: Span) -> list[Sure] | None:
        """What the noun is about, each with what the way to it costs; None where one is missing."""
        found: list[Sure] = []
        for group in rule.about:
            about = self._subjects.of(frame, group)
            if about is None or self._is_mean_of_all(frame, about[0]):
                return None
            # "11/11 huyện kiện toàn Ban Chỉ đạo": what follows the noun is the rule's own.
            own = any(head[1] <= start < frame.near_end for (start, _), _ in found)
            above = about[1] == ABOUT_ABOVE
            if above and not own and self._subjects.goes_on(frame, head[1]):
                return None
            found.append(about)
        return found

    def _is_label(self, frame: Frame, spans: Sequence[Span]) -> bool:
        """Whether a line names all but the noun of its heading: "- Mức độ 3: 388"."""
        start = frame.sentence.start
        line = self._text.folded[start : frame.number.lead]
        label = line.strip(" -–+•*:")
        return line.startswith(_ITEM_MARKS) and any(
            a >= start and self._text.folded[a:b] == label for a, b in spans
        )

    def _is_all_above(self, frame: Frame, rule: Rule, head: Span) -> bool:
        """Whether the line above says what is counted and no more: "3.1. Trạm BTS", "Thuê bao"."""
        above = frame.sentence.above[-1] if frame.sentence.above else None
        if above is None or not above[0] <= head[0] < above[1]:
            return False
        before = self._text.folded[frame.sentence.start : frame.number.start]
        # What stands in a bracket is of what stands before it.
        if rule.indicator.kind != "count" or before.rfind("(") > before.rfind(")"):
            return False
        line = _LINE_NUMBER.sub("", self._text.folded[slice(*above)]).strip(" -–+•*:.")
        return set(line.split()) <= rule.nouns

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
        own = spans[0][0] >= frame.number.end and not frame.linked
        if own and frame.clause_start > start:
            # "87% hộ có điện thoại thông minh, 68% hộ có cáp quang": nor any comma, if the noun
            # stands behind the number.
            stop = max(stop, frame.segment_start - 1)
        return spans if spans[0][0] < stop else [s for s in spans if not start <= s[0] < stop]

    def _zone(self, frame: Frame, spans: Sequence[Span]) -> int:
        """Where the words begin that tell of the number, for what must not stand among them."""
        number = frame.number
        raised = self._text.last("raised_to", frame.near_start, number.lead)
        if raised := raised or self._text.last(_SUMMED, frame.near_start, number.lead):
            return raised[0]  # "120 trạm xây mới, nâng tổng số lên 1.850"
        if number.kind in ("rank", "points") and spans[0][0] < frame.clause_start:
            return max(frame.sentence.start, spans[0][0])
        if number.kind == "plain" and _SUM.search(self._text.folded, frame.near_start, number.lead):
            return frame.near_start  # "… cấp thôn với tổng số 14.300 thành viên"
        if number.kind == "per100":
            return self._zone_of_density(frame, spans)
        opened, head = self._in_bracket(frame), spans[0][0]
        if number.kind == "plain" and frame.sentence.start <= head < opened:
            # "thuê bao Internet 2.036.900 (cố định 424.700, …)": what the whole is of counts.
            return max(head, self._text.folded.rfind(";", frame.sentence.start, opened) + 1)
        inside = [start for start, _ in spans if frame.clause_start <= start < number.start]
        zone = min([frame.near_start, *inside])
        earliest = min((start for start, _ in spans[1:]), default=zone)
        if earliest < frame.clause_start:
            # From where the subject stands: "2.071 tổ …, cấp xã 193 tổ với 1.544 thành viên".
            zone = min(zone, max(frame.segment_start, earliest))
        return zone

    def _zone_of_density(self, frame: Frame, spans: Sequence[Span]) -> int:
        """Where the words of a density begin: behind "mật độ", else with whose it is.

        "thuê bao cố định 24.000 thuê bao, đạt 2,1 thuê bao/100 dân": that stands before a comma.
        """
        lead, begin = frame.number.lead, frame.sentence.start
        stop = max(begin, self._text.folded.rfind(";", begin, lead) + 1)
        if counted := self._text.last(_COUNTED_AS, stop, lead):
            return min(frame.near_start, counted[0])
        inside = [start for start, _ in spans if frame.clause_start <= start < frame.number.start]
        if self._text.last(_DENSITY, frame.clause_start, lead):
            return min([frame.near_start, *inside])
        return min(frame.near_start, max(stop, min(start for start, _ in spans)))

    def _is_excluded(self, frame: Frame, rule: Rule, start: int) -> bool:
        """Whether a word stands near that makes it another indicator."""
        if self._text.first(rule.without, frame.near_start, frame.near_end):
            return True
        # "lắp thêm 160 trạm, nâng tổng số trạm 5G lên 278": those that were added are such, too.
        if is_added(rule.indicator):
            end = frame.sentence.end
            raised = self._text.first("raised_to", frame.number.unit_end, end)
            if raised and self._text.first(rule.without, raised[1], min(raised[1] + _RAISED, end)):
                return True
        paired = frame.pair_end and self._text.first(rule.without, frame.pair_start, frame.pair_end)
        if paired and not self._subjects.is_of_a_share(paired[0]):
            return True
        # "đến 100% cấp thôn": the level is of that share, not of this number.
        earlier = self._text.within(rule.without, start, frame.near_start)
        part = self._heads.is_attribute(frame, rule) or self._in_bracket(frame) > start
        return any(
            not (part and self._is_the_whole(frame, rule, span))
            and not self._is_mean_of_all(frame, span)
            and not self._subjects.is_of_a_share(span[0])
            and bracket_of(self._text.folded, span, frame.number.lead) is None
            for span in earlier
        )

    def _is_of_what_was_added(self, frame: Frame, rule: Rule, spans: Sequence[Span]) -> bool:
        """Whether but a sentence before tells of what was added, and this one of all there are."""
        start = frame.sentence.start
        before = (self._text.folded[a:b] for a, b in spans if a < start)
        if not is_added(rule.indicator) or not any(map(_ADDED.search, before)):
            return False
        return _ALL_THERE_ARE.search(self._text.folded, start, frame.number.start) is not None

    def _is_mean_of_all(self, frame: Frame, span: Span) -> bool:
        """Whether a word tells of the mean, and the number but of one province behind it."""
        if self._text.folded[slice(*span)] not in _MEANS or span[1] > frame.number.lead:
            return False
        return _ONE_PROVINCE.search(self._text.written, span[1], frame.number.start) is not None

    def _in_bracket(self, frame: Frame) -> int:
        """Where the bracket opens in which a number stands; else 0."""
        opened = self._text.folded.rfind("(", frame.sentence.start, frame.number.lead)
        return (
            opened
            if opened >= 0 and ")" not in self._text.folded[opened : frame.number.lead]
            else 0
        )

    def _is_the_whole(self, frame: Frame, rule: Rule, span: Span) -> bool:
        """Whether words name all that a number's own are some of: "mức độ 3, 4 (mức độ 3: 648)".

        Not if another count stands between: "… mức độ 3, 4: khối sở 962 dịch vụ (45 mức độ 3)".
        """
        folded, opened = self._text.folded, self._in_bracket(frame)
        opens = self._text.last(_PARTS_OPEN, span[1], frame.number.lead)
        stop = opened or (opens[0] if opens else frame.number.lead)
        if _COUNT.search(folded, span[1], stop):
            return False
        for group in rule.about:
            own = self._text.last(group, frame.near_start, frame.near_end)
            if own and folded[slice(*own)].split()[0] == folded[slice(*span)].split()[0]:
                return span[1] - span[0] > own[1] - own[0]
        return False

    def _is_of_another(self, rule: Rule, spans: Sequence[Span], zone: int) -> bool:
        """Whether words are but a part of a longer phrase that makes it another indicator.

        "sẵn sàng cho phát triển và ứng dụng CNTT" is no "ứng dụng CNTT".
        """
        for start, end in spans:
            if start < zone:
                continue
            around = self._text.within(rule.without, max(0, start - _LONGEST), end + _LONGEST)
            if any(a <= start and end <= b and b - a > end - start for a, b in around):
                return True
        return False


def is_added(indicator: Indicator) -> bool:
    """Whether an indicator counts what was added in a time, not what there is."""
    return indicator.kind == "count" and indicator.measure == "flow"


def _covered(spans: Iterable[Span]) -> int:
    """How many characters the spans cover together."""
    covered, last = 0, -1
    for start, end in sorted(set(spans)):
        covered += max(0, end - max(start, last))
        last = max(last, end)
    return covered
