"""The province a document is about: the one it names most, in the places that count.

A name without its diacritics is no name, a city or district of the name is not the province,
a person or an ocean is not either, and a province beside others in a sentence is compared.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kpi.catalogue import Catalogue
from kpi.ingest.documents.page_furniture import is_masthead, is_office
from kpi.ingest.documents.text import Line, Lines, sentences
from kpi.language.places import AreaFinder
from kpi.model import Area, Period, Scheme, Told, Unclear, scheme_in_force

_SHORTEST_NAME = 5
_AFTER_PERSONS = frozenset(("Hồ Chí Minh",))
_PROVINCE = re.compile(r"\btỉnh\s+$", re.I)
_CITY = re.compile(r"(?:\bthành\s+phố|\bTP\.?|\bT\.P\.?)\s*$", re.I)
_SMALLER = re.compile(
    r"\b(?:huyện|thị xã|thị trấn|quận|phường|xã|thôn|ấp|bản|làng|khu phố|đường|(?<!thành )phố|sông|"
    r"hồ|núi|cầu|cảng|chợ|đèo|vịnh|ga|hẻm|giáo xứ|đảo)\s+$",
    re.I,
)
_HOUSE = re.compile(
    r"\b(?:đại học|học viện|bệnh viện|trường|viện|nhà xuất bản|công ty|ngân hàng)\b[^,.;]{0,25}"
    r"(?:TP\.?)?\s*$",
    re.I,
)
_SURNAME = re.compile(
    r"\b(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Mai|"
    r"Lương|Đoàn|Tạ|Cao|Lâm|Trịnh|Đào|Hà|Tô)(?:\s+(?:Văn|Thị|Đức|Hữu|Xuân|Quang|Minh|Ngọc))?\s+$"
)
_COMPARED = re.compile(
    r"(?:so với|đứng sau|xếp sau|xếp trên|như|cùng với|kinh nghiệm (?:của|tại|từ)|"
    r"đoàn công tác(?: của)?|các tỉnh|tỉnh bạn|giáp|giáp với)\s*(?:các\s+)?"
    r"(?:tỉnh|thành phố|TP\.?)?\s*$",
    re.I,
)
_LINKED = re.compile(r"\s*(?:[,;]|và|,\s*và)\s*(?:các\s+)?(?:tỉnh|thành phố|TP\.?)?\s*", re.I)
_IN_LONGER_NAME = r"(?<!Thái )(?<!THÁI )"
_LONGER_NAME = r"(?!\s+(?:Dương|Ninh\s+Bình)\b)"
_FORMER = r"(?:\s*\(\s*cũ\s*\)|\s+cũ\b)?"
_INITIALS = re.compile(r"([A-ZĐ]{2,4})ĐT")
_BEFORE = 40
_LIST_OF_PROVINCES = 3
_ENOUGH, _CLEARLY = 2.0, 1.5
_LETTERHEAD = 6.0  # "UBND TỈNH LAI CHÂU" says whose paper it is
_MOST_LINES = 3000


@dataclass(frozen=True)
class _Mention:
    key: str
    line: Line
    start: int
    end: int
    weight: float


def area_of(lines: Lines, title: Told, publisher: Told, day: str, catalogue: Catalogue) -> Told:
    """The province, or "" when none stands out.

    Args:
        lines: of the document.
        title: its title, where a name weighs most.
        publisher: a paper's initials name its province where the text never does.
        day: when it was published, else what it reports on; says which scheme holds.
        catalogue: whose areas are looked for.
    """
    finder = _Finder(catalogue, _scheme(day))
    mentions = [m for m in _mentions(lines, title, finder) if m.weight > 0]
    weights: defaultdict[str, float] = defaultdict(float)
    for mention in mentions:
        weights[mention.key] += mention.weight
    first, *others = sorted(weights.items(), key=lambda item: -item[1]) or [("", 0.0)]
    key, weight = first
    if others and weight < _CLEARLY * others[0][1]:
        return _titled(mentions, title)
    if weight < _ENOUGH:
        mentions = [m for m in mentions if is_masthead(m.line.text)]
        if len({m.key for m in mentions}) != 1:
            return _from_initials(publisher, finder)
        key = mentions[0].key
    best = max((m for m in mentions if m.key == key), key=lambda m: m.weight)
    return best.line.told(key, best.start, best.end)


def _titled(mentions: list["_Mention"], title: Told) -> Told:
    """The one province of a title: "Quảng Nam: kết quả 6 tháng", whatever it is compared with."""
    if title.start is None or title.end is None:
        return Told("")
    inside = [
        m
        for m in mentions
        if title.start <= m.line.start + m.start and m.line.start + m.end <= title.end
    ]
    if len({m.key for m in inside}) != 1:
        return Told("")
    return inside[0].line.told(inside[0].key, inside[0].start, inside[0].end)


def _scheme(day: str) -> Scheme | None:
    """The scheme in force; None when the day is unknown or its year saw both."""
    if not day:
        return None
    period = Period.of(day)
    first, last = scheme_in_force(period.start), scheme_in_force(period.end)
    return last if first == last else None


class _Finder:
    """Written names of provinces in running text → their areas."""

    def __init__(self, catalogue: Catalogue, scheme: Scheme | None) -> None:
        self._areas = AreaFinder(catalogue)
        self._scheme = scheme
        self._found: dict[str, Area | None] = {}
        self._provinces = [a for a in catalogue.areas.values() if a.scheme != "vn"]
        written = [n for a in self._provinces for n in (a.name_vi, *a.aliases)]
        names = {*written, *map(_plain, written)}
        self._pattern = _pattern(frozenset(names))

    def names(self, text: str) -> Iterator[re.Match[str]]:
        """Every name of a province in title case or capitals."""
        return self._pattern.finditer(text)

    def find(self, written: str) -> Area | None:
        """The area in the document's scheme, or in the only one that has the name."""
        if written not in self._found:
            self._found[written] = self._look_up(written)
        return self._found[written]

    def _look_up(self, written: str) -> Area | None:
        for scheme in dict.fromkeys((self._scheme, None)):
            found = self._areas.find(written, scheme=scheme)
            if not isinstance(found, Unclear):
                return found
        return None

    def by_initials(self, initials: str) -> Area | None:
        """The only area of the scheme with these initials."""
        scheme = self._scheme or "vn63"
        found = [
            a
            for a in self._provinces
            if a.scheme == scheme and "".join(w[0] for w in _plain(a.name_vi).split()) == initials
        ]
        return found[0] if len(found) == 1 else None


def _plain(name: str) -> str:
    return re.sub(r"^(?:TP\.|Tỉnh|Thành phố)\s*", "", name).strip()


@lru_cache(maxsize=4)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    forms = {n for n in names if len(n) >= _SHORTEST_NAME or (n == "Huế")}
    forms = {n for n in forms if n[0].isupper() and (not n.isupper() or n.startswith("TP"))}
    forms |= {n.upper() for n in forms}
    ways = sorted(map(_with_any_dash, forms), key=len, reverse=True)
    return re.compile(
        rf"(?<!\w){_IN_LONGER_NAME}(?P<name>{'|'.join(ways)})(?!\w){_LONGER_NAME}{_FORMER}"
    )


def _with_any_dash(name: str) -> str:
    return re.sub(r"(?:\\ )*\\?[-–](?:\\ )*", r"\\s*[-–]\\s*", re.escape(name)).replace(
        r"\ ", r"\s+"
    )


def _mentions(lines: Lines, title: Told, finder: _Finder) -> Iterator[_Mention]:
    for line in lines.all[:_MOST_LINES]:
        zone = _zone(line, lines, title)
        for sentence in sentences(line):
            found = _not_compared(sentence.text, list(finder.names(sentence.text)))
            if len({m["name"].title() for m in found}) < _LIST_OF_PROVINCES:
                yield from filter(None, (_mention(m, sentence, zone, finder) for m in found))


def _not_compared(text: str, names: list[re.Match[str]]) -> list[re.Match[str]]:
    """Names that are no measure for another; what is linked to a compared name is compared too."""
    found: list[re.Match[str]] = []
    compared_to = -1
    for name in names:
        before = text[max(0, name.start() - _BEFORE) : name.start()]
        linked = compared_to >= 0 and _LINKED.fullmatch(text, compared_to, name.start())
        if linked or _COMPARED.search(before):
            compared_to = name.end()
        else:
            found.append(name)
    return found


def _zone(line: Line, lines: Lines, title: Told) -> float:
    if title.start is not None and title.end is not None and title.start <= line.start < title.end:
        return 3.0
    if line not in lines.head and line != lines.lead:
        return 1.0
    if is_office(line.text.strip()):
        return _LETTERHEAD
    return 0.5 if is_masthead(line.text) else 2.0


def _mention(match: re.Match[str], line: Line, zone: float, finder: _Finder) -> _Mention | None:
    before = line.text[max(0, match.start() - _BEFORE) : match.start()]
    city, province = _CITY.search(before), _PROVINCE.search(before)
    if _SMALLER.search(before) or _HOUSE.search(before):
        return None
    name = " ".join(match[0].split())
    if not (city or province) and (_SURNAME.search(before) or name.title() in _AFTER_PERSONS):
        return None
    area = finder.find(f"TP. {name}" if city else name)
    if area is None:
        return None
    prefix = city or province
    start = match.start() - (len(before) - prefix.start() if prefix else 0)
    return _Mention(
        area.key, line, start, match.end(), zone * _force(match, prefixed=prefix is not None)
    )


def _force(match: re.Match[str], *, prefixed: bool) -> float:
    """What a name weighs; a province that is no more is mostly a part of the one told of."""
    force = 3.0 if prefixed or match["name"].startswith("TP") else 1.0
    return force / 3 if match.end() > match.end("name") else force


def _from_initials(publisher: Told, finder: _Finder) -> Told:
    """A provincial paper's initials, (QBĐT), where they are those of one province only."""
    initials = _INITIALS.fullmatch(publisher.value)
    area = finder.by_initials(initials[1]) if initials else None
    return (
        Told("")
        if area is None
        else Told(area.key, publisher.as_written, publisher.start, publisher.end)
    )
