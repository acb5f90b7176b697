"""The province a document is about: the one it names most, in the places that count.

What only bears a province's name is none, and a province beside others in a sentence is
compared.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kpi.catalogue import Catalogue
from kpi.ingest.documents.page_furniture import is_masthead, is_office
from kpi.ingest.documents.text import Line, Lines, sentences
from kpi.language.place_names import Named, NameFinder
from kpi.language.places import AreaFinder
from kpi.model import Area, Period, Scheme, Told, Unclear, scheme_in_force

_COMPARED = re.compile(
    r"(?:so với|đứng sau|xếp sau|xếp trên|như|cùng với|kinh nghiệm (?:của|tại|từ)|"
    r"đoàn công tác(?: của)?|các tỉnh|tỉnh bạn|giáp|giáp với)\s*(?:các\s+)?"
    r"(?:tỉnh|thành phố|TP\.?)?\s*$",
    re.I,
)
_LINKED = re.compile(r"\s*(?:[,;]|và|,\s*và)\s*(?:các\s+)?(?:tỉnh|thành phố|TP\.?)?\s*", re.I)
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
    provinces = _Provinces(catalogue, lines.text, day)
    mentions = [m for m in _mentions(lines, title, provinces) if m.weight > 0]
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
            return _from_initials(publisher, provinces)
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


class _Provinces:
    """Names of provinces in the text → their areas in the document's scheme."""

    def __init__(self, catalogue: Catalogue, text: str, day: str) -> None:
        self._names = catalogue.once(NameFinder)
        self._finder = catalogue.once(AreaFinder)
        self._all = [a for a in catalogue.areas.values() if a.scheme != "vn"]
        self._day = day
        self._bare = text.isascii()
        self._scheme = _scheme(day)

    def named(self, text: str) -> list[Named]:
        """Every name of a province in a sentence."""
        return list(self._names.provinces(text, self._day, bare=self._bare))

    def area(self, named: Named) -> Area | None:
        """The area in the document's scheme, or in the only one that has the name."""
        name = f"{named.name} (cũ)" if named.former else named.name
        for scheme in dict.fromkeys((self._scheme, None)):
            found = self._finder.find(name, scheme=scheme)
            if not isinstance(found, Unclear):
                return found
        return None

    def by_initials(self, initials: str) -> Area | None:
        """The only area of the scheme with these initials."""
        scheme = self._scheme or "vn63"
        found = [a for a in self._all if a.scheme == scheme and _initials(a) == initials]
        return found[0] if len(found) == 1 else None


def _initials(area: Area) -> str:
    return "".join(word[0] for word in area.name_vi.removeprefix("TP. ").split())


def _mentions(lines: Lines, title: Told, provinces: _Provinces) -> Iterator[_Mention]:
    for line in lines.all[:_MOST_LINES]:
        zone = _zone(line, lines, title)
        for sentence in sentences(line):
            found = _not_compared(sentence.text, provinces.named(sentence.text))
            if len({named.name for named in found}) < _LIST_OF_PROVINCES:
                yield from filter(None, (_mention(n, sentence, zone, provinces) for n in found))


def _not_compared(text: str, names: list[Named]) -> list[Named]:
    """Names that are no measure for another; what is linked to a compared name is compared too."""
    found: list[Named] = []
    compared_to = -1
    for named in names:
        before = text[max(0, named.start - _BEFORE) : named.start]
        linked = compared_to >= 0 and _LINKED.fullmatch(text, compared_to, named.start)
        if linked or _COMPARED.search(before):
            compared_to = named.whole[1]
        else:
            found.append(named)
    return found


def _zone(line: Line, lines: Lines, title: Told) -> float:
    if title.start is not None and title.end is not None and title.start <= line.start < title.end:
        return 3.0
    if line not in lines.head and line != lines.lead:
        return 1.0
    if is_office(line.text.strip()):
        return _LETTERHEAD
    return 0.5 if is_masthead(line.text) else 2.0


def _mention(named: Named, line: Line, zone: float, provinces: _Provinces) -> _Mention | None:
    area = provinces.area(named)
    if area is None:
        return None
    return _Mention(area.key, line, *named.whole, zone * _force(named, line.text))


def _force(named: Named, text: str) -> float:
    """What a name weighs; a province that is no more is mostly a part of the one told of."""
    force = 3.0 if named.title or text.startswith("TP", named.start) else 1.0
    return force / 3 if named.former else force


def _from_initials(publisher: Told, provinces: _Provinces) -> Told:
    """A provincial paper's initials, (QBĐT), where they are those of one province only."""
    initials = _INITIALS.fullmatch(publisher.value)
    area = provinces.by_initials(initials[1]) if initials else None
    return (
        Told("")
        if area is None
        else Told(area.key, publisher.as_written, publisher.start, publisher.end)
    )
