"""The provinces that a text names, and the units below them; what only bears a name is neither.

"sông Hậu Giang", "Bệnh viện Đa khoa tỉnh Bắc Giang", "Đại học Thái Nguyên", "đường Điện Biên
Phủ", "Thái Bình Dương" and Nguyễn Bắc Giang are no provinces, and "TP. Bắc Ninh" is a city in
one. A text typed without any diacritics is searched for names without theirs.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from kpi.catalogue import Catalogue
from kpi.language.phrases import GAP, any_of
from kpi.language.places import AreaFinder
from kpi.language.spelling import composed, fold, unmarked
from kpi.model import MERGER, Area, Scheme, Unclear
from kpi.model.word_roles import WordRole

Title = Literal["", "province", "city"]

_SHORTEST_NAME = 3
_LOOK_BACK, _MOST_WORDS = 40, 6
_CAPITAL = r"[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ]"
_WORD = re.compile(r"\w+")
_BETWEEN = rf"(?:{GAP}*[-\u2010-\u2015]{GAP}*|{GAP}+)"
_CITY_LEVELS = ("thành phố", "tp")
# "Bệnh viện Đa khoa tỉnh Bắc Giang", not "công ty trên địa bàn tỉnh Bắc Giang".
_IN_A_NAME = r"(?:(?! (?:trên|tại|ở|thuộc|của|và|cho|đã|với|đến|trong|do|có|từ) )[^,.;:\n]){0,25}"
# A person of that name; the city is written with its title.
_PERSON = "hồ chí minh"
_SURNAME = re.compile(
    r"\b(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Mai"
    r"|Lương|Đoàn|Tạ|Cao|Lâm|Trịnh|Đào|Hà|Tô)"
    r"(?:\s+(?:Văn|Thị|Đức|Hữu|Xuân|Quang|Minh|Ngọc))?\s+$"
)


class Named(NamedTuple):
    """A province named in a text.

    `name` is the catalogue's spelling. `former` says that the text calls it one of before the
    merger, `title` what stands before it; `whole` is the span with both. An `organ` is an
    office or a paper of the province.
    """

    start: int
    end: int
    name: str
    former: bool
    title: Title
    whole: tuple[int, int]
    organ: bool = False


class _Around(NamedTuple):
    """What stands around a name, as patterns; `bare` ones for a text without diacritics."""

    title: re.Pattern[str]
    bearer: re.Pattern[str]
    institution: re.Pattern[str]
    organ: re.Pattern[str]
    former: re.Pattern[str]
    longer_before: re.Pattern[str]
    longer_behind: re.Pattern[str]

    @classmethod
    def of(cls, words: Mapping[WordRole, tuple[str, ...]], *, bare: bool) -> "_Around":
        """Compiled from the words of config/."""
        patterns = (
            rf"(?<!\w)(?:(?P<province>tỉnh)|thành{GAP}phố|t\.?p\.?){GAP}*$",
            # "sông Hậu Giang" names no province; "thành phố Huế" may.
            rf"(?<!thành ){any_of(words.get('bearer', ()))}\s*$",
            rf"{any_of(words.get('institution', ()))}{_IN_A_NAME}$",
            rf"{any_of(words.get('organ', ()))}\s*$",
            rf"\s*\(?\s*{any_of(words.get('former', ()))}\s*\)?",
            # "Thái Bình Dương" is an ocean, "Hà Nam Ninh" an older province.
            r"(?<!\w)thái\s$",
            r"\s(?:dương|ninh\sbình)(?!\w)",
        )
        return cls(*(re.compile(unmarked(p) if bare else p) for p in patterns))


class _Text(NamedTuple):
    written: str
    folded: str
    around: _Around
    day: str


class NameFinder:
    """The names of a catalogue and the words of config/ around them, compiled once."""

    def __init__(self, catalogue: Catalogue) -> None:
        words = catalogue.words
        self._finder = catalogue.once(AreaFinder)
        self._areas: dict[str, list[Area]] = {}
        self._names = {bare: _by_first_word(catalogue, bare=bare) for bare in (True, False)}
        self._around = {bare: _Around.of(words, bare=bare) for bare in (True, False)}
        self._unit = _unit(words)

    def provinces(self, text: str, day: str = "", *, bare: bool | None = None) -> Iterator[Named]:
        """The provinces of a composed text, the longest name of a place.

        Args:
            text: a document, or a part of one.
            day: when it was written, for a city that is centrally run only since then.
            bare: whether the whole document is typed without diacritics; None: as the text.
        """
        folded = fold(text)
        bare = folded.isascii() if bare is None else bare
        read, by_first = _Text(text, folded, self._around[bare], day), self._names[bare]
        last = 0
        for word in _WORD.finditer(folded):
            names = by_first.get(word[0]) if word.start() >= last else None
            spelled = names and _longest(names, folded, word.start())
            if spelled:
                name, last = spelled
                if named := self._named(read, word.start(), last, name):
                    yield named

    def _named(self, text: _Text, start: int, end: int, name: str) -> Named | None:
        floor = max(0, start - _LOOK_BACK)
        title = text.around.title.search(text.folded, floor, start)
        begin = title.start() if title else start
        if not title and not _is_capitalised(text.written[start:end]):
            return None
        if _is_borne(text, begin, start, end):
            return None
        kind: Title = "" if title is None else "province" if title["province"] else "city"
        if kind == "city" and not self.is_city(name, text.day):
            return None
        former = text.around.former.match(text.folded, end)
        whole = begin, former.end() if former else end
        organ = text.around.organ.search(text.folded, floor, begin) is not None
        return Named(start, end, name, former is not None, kind, whole, organ)

    def units(self, text: str, day: str = "") -> list[tuple[int, int]]:
        """The districts, communes and other units below a province that a text names."""
        return [
            match.span()
            for match in self._unit.finditer(text)
            if fold(match["level"]).rstrip(".") not in _CITY_LEVELS
            or not self._begins_with_city(match["name"], day)
        ]

    def _begins_with_city(self, name: str, day: str) -> bool:
        """Whether a row of capitalised words begins with the name of a centrally run city."""
        words = name.split(" ", _MOST_WORDS)[:_MOST_WORDS]
        return any(self.is_city(" ".join(words[:n]), day) for n in range(len(words), 0, -1))

    def areas(self, name: str) -> list[Area]:
        """The areas of a name, the older scheme first."""
        if known := self._areas.get(name):
            return known
        schemes: tuple[Scheme, ...] = ("vn63", "vn34")
        found = [self._finder.find(name, scheme=scheme) for scheme in schemes]
        areas = [area for area in found if not isinstance(area, Unclear)]
        if areas:
            self._areas[name] = areas
        return areas

    def is_city(self, name: str, day: str = "") -> bool:
        """Whether a name is of a centrally run city on a day ("" today)."""
        before = bool(day) and day < MERGER.isoformat()[: len(day)]
        areas = [area for area in self.areas(name) if not before or area.scheme == "vn63"]
        return any(_kind_at(area, day or "9").startswith("thành phố") for area in areas)


def _by_first_word(
    catalogue: Catalogue, *, bare: bool
) -> Mapping[str, list[tuple[re.Pattern[str], str]]]:
    """Names by their first word, the longest first; a title before a name is found apart."""
    spelled: dict[str, str] = {}
    for area in catalogue.areas.values():
        later = (change.name_vi for change in area.kind_changes)
        for name in (area.name_vi, *later, *area.aliases) if area.scheme != "vn" else ():
            without = _TITLE_FIRST.sub("", fold(composed(name)))
            if len(without) >= _SHORTEST_NAME:
                spelled.setdefault(unmarked(without) if bare else without, name)
    found: defaultdict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
    for form in sorted(spelled, key=len, reverse=True):
        first, *others = _WORD.findall(form)
        between = rf"\.?{GAP}*" if "." in form else _BETWEEN
        pattern = re.compile(between.join((first, *others)) + r"(?!\w)")
        found[first].append((pattern, spelled[form]))
    return dict(found)


_TITLE_FIRST = re.compile(r"^(?:tỉnh |thành phố |t\. ?p\. ?|tp[. ] ?)")


def _longest(
    names: Iterable[tuple[re.Pattern[str], str]], folded: str, start: int
) -> tuple[str, int] | None:
    matches = ((pattern.match(folded, start), name) for pattern, name in names)
    return next(((name, match.end()) for match, name in matches if match), None)


def _is_borne(text: _Text, begin: int, start: int, end: int) -> bool:
    """Whether something else bears the name: a district, a river, a hospital, a person."""
    folded, around, floor = text.folded, text.around, max(0, start - _LOOK_BACK)
    if around.bearer.search(folded, floor, start):
        return True
    if around.institution.search(folded, floor, begin):
        return True
    if around.longer_before.search(folded, floor, start) or around.longer_behind.match(folded, end):
        return True
    if begin < start:
        return False
    return folded[start:end] == _PERSON or bool(_SURNAME.search(text.written, floor, start))


def _is_capitalised(written: str) -> bool:
    return all(word[0].isupper() or not word[0].isalpha() for word in _WORD.findall(written))


def _unit(words: Mapping[WordRole, tuple[str, ...]]) -> re.Pattern[str]:
    """A unit below a province with its name: "huyện Phù Yên", "TX. Từ Sơn".

    Of "văn bản", "phiên bản" and the like the last word is no unit.
    """
    levels = "|".join(
        rf"{re.escape(level[:-1])}\.?" if level.endswith(".") else _either_case(level)
        for level in words.get("unit", ())
    )
    firsts = {phrase.rpartition(" ")[0] for phrase in words.get("no_unit", ()) if " " in phrase}
    elsewhere = "".join(
        f"(?<!{case}{first[1:]} )"
        for first in sorted(firsts)
        for case in (first[:1].lower(), first[:1].upper())
    )
    return re.compile(
        rf"(?<!\w){elsewhere}(?P<level>{levels or '(?!)'}){GAP}*+(?:đảo )?"
        rf"(?P<name>{_CAPITAL}\w+(?:[ -]{_CAPITAL}\w+)*)"
    )


def _either_case(word: str) -> str:
    return f"[{word[0].upper()}{word[0].lower()}]{re.escape(word[1:])}"


def _kind_at(area: Area, day: str) -> str:
    """The kind of an area on a day, which a later change may have made a city."""
    later = [change.kind for change in area.kind_changes if change.on.isoformat() <= day]
    return later[-1] if later else area.kind
