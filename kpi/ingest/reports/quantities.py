"""The quantities of a text: where each stands, its kind, and the words that hedge it.

Numbers that count nothing are told apart before (no_quantities). A fraction and its share,
"84/87 xã (97%)", are one quantity.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from kpi.ingest.reports.no_quantities import B, NoQuantities, NoQuantity, Taken
from kpi.ingest.reports.phrases import GAP, Text, any_of
from kpi.language.digits import Doubt, Mark, readings_of
from kpi.language.number_words import LEADS, NUMBER, ORDINALS, SCALES
from kpi.language.numbers import read_quantity
from kpi.model import QUALIFIERS, Qualifier, Quantity, Unclear
from kpi.model.word_roles import WordRole

NumberKind = Literal["percent", "money", "rank", "per100", "km", "points", "plain"]
Kind = tuple[NumberKind, int]
"""The kind of a number and how many characters its unit takes behind it."""

_REST, _BEFORE = 60, 40
_MONEY = re.compile(r"\s*(?:việt nam )?(?:đồng|vnđ|vnd|đ(?!\w)|₫)")
_ONLY_D = re.compile(r"\s*đ(?!\w)")
# "1,7 tỷ" is money even without its unit; "tỷ lệ" and "tỷ trọng" are not.
_BILLION, _NO_BILLION = re.compile(r"t[ỷỉ]"), re.compile(r"\s*(?:lệ|trọng)")
_PER_100 = re.compile(
    r"\s*(?:(?:máy|thuê bao|tb|điện thoại)(?: điện thoại| di động| internet)?\s*)?"
    r"(?:/|trên|cho)\s*100\s*(?:người )?dân"
)
_KM = re.compile(r"\s*(?:km|ki-lô-mét|kilômét|kilomet)(?!\s*2|\s*²|\w)")
# A score has decimals or a scale; "207 điểm" are as often points of service.
# "1.046 điểm" are so many points of service, "0.612 điểm" is a score.
_GRADED = re.compile(r"\d{1,3},\d{1,4}|0\.\d{1,4}|\d{1,3}\.(?!\d{3}$)\d{1,4}")
_OF_ALL = re.compile(r"\s?/\s?(?:63|34)")
_AMONG_ALL = re.compile(
    r"\s*(?:/|trên|trong(?: tổng số)?)\s*(?:tổng số\s*)?(?:63|34)"
    r"(?:\s*(?:tỉnh|địa phương|tỉnh, thành))?"
)


class Kinds:
    """What the words of config/ say about the kinds of numbers, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        # "40/63 tỉnh" is a rank; "30/34 chỉ tiêu" is not.
        base = any_of(words["rank_base"])
        self._among = re.compile(rf"\s*(?:{base}|[^\w\s]|$)")
        # "41/63 tỉnh, thành phố đã ban hành …": so many provinces did it.
        self._did = re.compile(
            rf"\s*{base}(?:\s*(?:,|và|\s)\s*{base})*\s+{any_of(words['provinces_did'])}"
        )
        self._ranked = re.compile(
            rf"{any_of(words['rank'])}(?:\s+(?:{any_of(words['rank_link'])}|:))*\s*$"
        )
        # "207 điểm phục vụ" are places.
        places = any_of(words["point_nouns"])
        self._points = re.compile(rf"\s*(?:/\s*(?:100|1\.?000|1))?\s*điểm(?!\s*+{places})")

    def of(self, folded: str, match: re.Match[str]) -> Kind:
        """The kind of a number that was found as n, of, percent and scale."""
        if match["percent"]:
            return "percent", 0
        rest = folded[match.end() : match.end() + _REST]
        if per := _PER_100.match(rest):
            return "per100", per.end()
        if money := self._money(match["scale"] or "", rest):
            return money
        if km := _KM.match(rest):
            return "km", km.end()
        before = folded[max(0, match.start() - _BEFORE) : match.start()]
        return self._rank(before, match, rest) or self._score(match, rest) or ("plain", 0)

    @staticmethod
    def _money(scale: str, rest: str) -> Kind | None:
        money = _MONEY.match(rest)
        if money and (scale or not _ONLY_D.match(rest)):
            return "money", money.end()
        if _BILLION.search(scale) and not _NO_BILLION.match(rest):
            return "money", 0
        return None

    def _rank(self, before: str, match: re.Match[str], rest: str) -> Kind | None:
        base = _AMONG_ALL.match(rest)
        among = rest[base.end() if base else 0 :]
        if self._ranked.search(before):
            return "rank", base.end() if base else 0
        of_all = _OF_ALL.fullmatch(match["of"] or "") and self._among.match(rest)
        if not (of_all or (base and not match["of"])) or self._did.match(among):
            return None
        return "rank", base.end() if base else 0

    def _score(self, match: re.Match[str], rest: str) -> Kind | None:
        points = self._points.match(rest)
        graded = points and (match["of"] or _GRADED.fullmatch(match["n"]) or "/" in points[0])
        return ("points", points.end()) if points and graded else None


# English words, and Vietnamese ones typed without their marks, are no part of these texts.
_SCALE = "|".join(sorted((re.escape(w) for w in SCALES if not w.isascii()), key=len, reverse=True))
_LEAD = "|".join(
    sorted((re.escape(w) for w in LEADS if not w.isascii() or w in "<>~"), key=len, reverse=True)
)
_HEDGED = re.compile(rf"(?<!\w)({_LEAD})\s*$")
_HEDGE_LENGTH = 24
_NUMBER = re.compile(
    # "2.267 tổ/14.512 thành viên": a slash behind a word parts two counts.
    r"(?:(?<![\w.,/])|(?<=[^\W\d_]/)(?=\d{1,3}\.\d{3}(?!\d)|\d{3,}+ (?!dân)))(?<![\w]-)"
    rf"(?P<n>(?<![0-9])[0-9]{{1,3}}[.,] [0-9](?= ?%)|{NUMBER})"
    rf"(?P<of>{GAP}?/{GAP}?{NUMBER}(?!{GAP}*dân))?"
    rf"(?P<percent>{GAP}?(?:%|phần trăm(?!\w)))?"
    rf"(?P<scale>(?:{GAP}?(?:{_SCALE})(?!\w|{GAP}(?:lệ|trọng)))+)?"
    rf"(?P<more>{GAP}+(?:{NUMBER}){GAP}+(?:{_SCALE})(?!\w))?"
)
# "đứng thứ nhất", "hạng nhì"; "Thứ nhất, về trạm BTS" is no rank.
_ORDINAL_WORDS = "|".join(sorted(ORDINALS, key=len, reverse=True))
_RANK_IN_WORDS = re.compile(
    rf"(?:(?:xếp|đứng|giữ|vị trí|hạng){B}(?:(?:vị trí|hạng|ở vị trí){B})?(?=thứ)|(?<!\w)(?=hạng))"
    rf"(?P<n>(?:thứ|hạng){B}(?P<word>{_ORDINAL_WORDS}))(?![\w]|{B}(?:19|20)\d\d)"
)
# "từ 60% trở lên" is a bound.
_UPWARD = re.compile(r"\s*(?:[^\s,;.]+\s+){0,4}?trở lên")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}")


class Number(NamedTuple):
    """A quantity in a text: its span with sign and multiplier, its kind and hedge.

    `lead` is where its hedges begin, `unit_end` where its unit ends. `of` says that it is
    written n/N, `estimate` that the words before it call it one, `upper` that it is a bound
    that nothing reached. `times` is the multiplier of a unit that is told elsewhere: a million
    in a column "triệu đồng", `said` the value of a rank in words ("thứ nhất").
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
    times: int = 1
    said: int = 0

    def read(self, text: str, decimal: Mark | None, *, whole: bool) -> Quantity | Unclear:
        """The value, under a decimal mark and for a unit that may be whole."""
        if self.said:
            return Quantity(float(self.said), text[self.start : self.end])
        read = read_quantity(text[self.start : self.end], decimal=decimal, whole=whole)
        if self.times == 1 or isinstance(read, Unclear):
            return read
        return replace(read, value=read.value * self.times)


class NumberFinder:
    """What the words of config/ say about numbers, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        self._kinds = Kinds(words)
        self._no_quantities = NoQuantities(words)
        # "đặt trên 1.017 vị trí": on them, not more than that many.
        self._placed = re.compile(rf"{any_of(words['placed'])}\s*$")

    def find(self, text: Text) -> tuple[list[Number], list[NoQuantity]]:
        """The quantities of a text, and the numbers that count nothing."""
        folded = text.folded
        others = self._no_quantities.find(folded, text.periods)
        taken = Taken(others)
        numbers = [
            self._number(folded, match)
            for match in _NUMBER.finditer(folded)
            if not taken.touches(*match.span())
        ]
        numbers += map(_said, _RANK_IN_WORDS.finditer(folded))
        return sorted(numbers), others

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


def _said(match: re.Match[str]) -> Number:
    start, end = match.span("n")
    return Number(start, end, start, end, "rank", said=ORDINALS[match["word"]])


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


# A share that is printed beside its fraction may be rounded to a whole.
_ROUNDING = 0.51
# "5/12 huyện đạt tỷ lệ hồ sơ nộp trực tuyến trên 80%": that rate is another quantity.
# "1.390/1.450 (khoảng 95,9%) thôn …": nothing but the share parts a fraction from its noun.
_INTO_BRACKET = re.compile(
    r"\s*\((?:\s*(?:đạt|bằng|tức|tức là|chiếm|tương đương|tương ứng|tỷ lệ|khoảng|gần|hơn|trên))*\s*"
)
_NOUN_BEHIND = re.compile(r"\s*\)\s+(?P<noun>[^\W\d_])")
_RATE_OF_ITS_OWN = re.compile(r"tỷ lệ\s+(?!(?:đạt|là|chiếm|tương ứng)?\s*$)\S")
_EXPLAINS = re.compile(r"\s*+(?:\(|(?:,\s*+)?(?:tương ứng|tức|tương đương)(?:\s+với)?)\s*")


class ShareWords:
    """What the words of config/ say between a fraction and its share, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        link = any_of(words["share_link"])
        self.joined = re.compile(rf"[^.;%()]{{0,60}}?[\s,(=:]*+(?:{link})?[\s:(]*+(?:{link})?\s*+")
        self.sign = re.compile(rf"[(,=]|{link}")


class Shares:
    """The fractions of one document and the shares beside them."""

    def __init__(self, words: ShareWords, text: Text) -> None:
        self._words = words
        self._text = text
        self._folded = text.folded

    def beside(self, numbers: Sequence[Number], place: int) -> Number | None:
        """The percentage right behind a fraction that says the same."""
        behind = numbers[place + 1 : place + 2]
        fraction = numbers[place].of and numbers[place].kind == "plain"
        if not fraction or not behind or behind[0].kind != "percent":
            return None
        start, share = numbers[place].unit_end, behind[0]
        joined = self._words.joined.fullmatch(self._folded, start, share.lead)
        if _RATE_OF_ITS_OWN.search(self._folded, start, share.lead):
            return None
        sign = self._words.sign.search(self._folded, start, share.start)
        return share if joined and sign else None

    def bracket_end(self, numbers: Sequence[Number], place: int) -> int:
        """Where a bracket with the share of a fraction ends, if the noun of both is behind it."""
        share = self.beside(numbers, place) or self.explained(numbers, place)
        if not share:
            return 0
        start, second = numbers[place].unit_end, numbers[place + 1]
        noun = _NOUN_BEHIND.match(self._folded, second.unit_end)
        opened = _INTO_BRACKET.fullmatch(self._folded, start, second.lead)
        return noun.start("noun") if noun and opened else 0

    def explained(self, numbers: Sequence[Number], place: int) -> bool:
        """Whether the fraction behind a percentage only explains it."""
        behind = numbers[place + 1 : place + 2]
        if numbers[place].kind != "percent" or not behind or not behind[0].of:
            return False
        end = behind[0].lead
        return _EXPLAINS.fullmatch(self._folded, numbers[place].unit_end, end) is not None

    def disagreement(self, fraction: Number, share: float) -> str:
        """What to note when a fraction and the share beside it do not fit; else ""."""
        quantity = fraction.read(self._text.written, None, whole=True)
        if isinstance(quantity, Quantity) and quantity.total:
            computed = 100 * quantity.value / quantity.total
            if abs(computed - share) > _ROUNDING:
                return "phân số và tỷ lệ in cạnh nhau không khớp"
        return ""
