"""The indicators that a number may be of, sifted by how the number is written and told.

A bracket, a size, a unit or a density rules out what the words alone would allow; and the value
of a number is read as one of its indicator.
"""

import re
from collections.abc import Mapping, Sequence

from kpi.ingest.reports.indicators import Link, is_added
from kpi.ingest.reports.phrases import Span, Text, any_of
from kpi.ingest.reports.quantities import Number
from kpi.ingest.reports.surroundings import Frame
from kpi.language.digits import Mark
from kpi.model import Indicator, Quantity, Unclear
from kpi.model.word_roles import WordRole

# A count this much smaller than any province's is of something else.
_TOO_SMALL = 20
_LOOK_BACK = 40
_BRACKET = re.compile(r"\(\s*$")
_COUNT_OF_A_NAME = re.compile(r":\s*\d[^,;:(]*$")
_COMPARED_TIME = re.compile(
    r"(?:năm|kỳ|tháng|quý|cả nước|toàn quốc)(?: \d[\d/]*| trước| ngoái)?\s*\(\s*$"
)
# As in "cao hơn Đà Nẵng (80,1%)".
_COMPARED_PLACE = re.compile(r"(?:hơn|sau|trên|dưới|với|bằng|là)\s[^,;.(]{0,20}[A-ZĐ]\w+\s*\(\s*$")
_OUT_OF_ALL = re.compile(r"(?:trên|trong)\s+(?:tổng số|số)\s*$")
# "85 sản phẩm (trong 168 sản phẩm) lên sàn": what the whole is of stands in its bracket.
_OUT_OF = re.compile(r"\(\s*(?:trên|trong)\s+(?:tổng số\s+|tổng\s+|số\s+)?$")
_TOTAL = "tổng số"
# A score is out of these; "252/547 xã" is none, "9,2/18 điểm" one of a part of an index.
_SCALES = (1, 100, 1000)
# "30 hồ sơ/đơn vị": so much for each.
_PER_UNIT = re.compile(r"\s*+[^\W\d_][\w ]{0,24}?\s?/\s?[^\W\d_]{2,}")
# "thuê bao di động/100 dân 98,4": without the unit behind it only words before make it a density.
_DENSITY = re.compile(r"(?<!\w)mật độ(?!\w)|(?:/|trên)\s*100\s(?:người\s)?dân(?!\w)")
# "80 thuê bao băng rộng di động/100 dân"
_DENSITY_BEHIND = re.compile(r"[^\d,;:.()\n/]{1,40}/\s*100\s(?:người\s)?dân(?!\w)")
_PER_100, _DENSEST = "100 dân", 1_000


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
        if _OUT_OF.search(self._folded, near, lead):
            close = self._folded.find(")", lead, frame.sentence.end)
            links = [x for x in links if all(lead < a and b <= close for a, b in x.words)]
        if _OUT_OF_ALL.search(self._folded, near, lead):
            links = [link for link in links if self._is_of_total(frame, link)]
        if self._text.last("raised_to", frame.near_start, lead):
            links = [link for link in links if not is_added(link.rule.indicator)]
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
        if isinstance(read, Unclear):
            return self._plausible(number, indicator) or read
        return self._in_reach(number, indicator, read)

    def _in_reach(self, number: Number, indicator: Indicator, read: Quantity) -> Quantity:
        """The other reading of a number, where that alone may be: no point serves "4,907 người"."""
        low, high = indicator.plausible.low, indicator.plausible.high
        graded = number.kind != "plain" or indicator.kind in ("count", "rank", "score", "money")
        if graded or not low or high is None or low <= read.value <= high:
            return read
        other = number.read(self._text.written, None, whole=True)
        return other if isinstance(other, Quantity) and low <= other.value <= high else read

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
        # "Tổ công nghệ số cộng đồng: 1.302 tổ (7.215 thành viên)": the colon parts but the name.
        marks = ",;(" if _COUNT_OF_A_NAME.search(self._folded, sentence.start, bracket) else ",;:("
        cut = max(self._folded.rfind(mark, sentence.start, bracket) for mark in marks)
        start = max(sentence.start, cut)
        outside = [a for a, b in link.words if b <= number.start or a >= number.end]
        close = self._folded.find(")", number.end, sentence.end)
        if all(bracket < a < close for a, _ in link.words):
            return True  # "1.184 trạm BTS (598 trạm 2G, …)" names it itself
        if any(number.end <= a < close for a, _ in link.words):
            # "1.356 tổ ở thôn, bản (đạt 100% số thôn)": it has a noun of its own.
            start = max(sentence.start, self._folded.rfind(";", sentence.start, bracket))
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
        told = _DENSITY.search(self._folded, start, frame.number.start)
        return bool(told or _DENSITY_BEHIND.match(self._folded, frame.number.unit_end))

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
        if quantity.total and quantity.total not in (_SCALES if high == 1 else (high,)):
            return False
        return high is None or quantity.value / (quantity.total or 1.0) <= high

    def _stands_before(self, words: re.Pattern[str], frame: Frame) -> bool:
        return bool(words.search(self._folded, frame.near_start, frame.number.start))
