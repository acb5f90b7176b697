"""The provinces a text names, and the districts, communes and other units below them."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

from kpi.catalogue import Catalogue
from kpi.ingest.reports.phrases import Phrases, Span, Text, any_of
from kpi.language.places import AreaFinder
from kpi.language.spelling import fold
from kpi.model import MERGER, Area, Document, Scheme, Unclear
from kpi.model.word_roles import WordRole

_CAPITAL = r"[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ]"
_LOOK_BACK = 24
_CITY = re.compile(r"(?:thành phố|tp)\.?\s*$")
_CITY_LEVELS = ("thành phố", "tp")
_WORD = re.compile(r"\w+")
_SHORTEST_NAME = 3


class Named(NamedTuple):
    """A province named in a text; `former` when the text calls it one of before the merger."""

    start: int
    end: int
    name: str
    former: bool


class NameWords:
    """The names of a catalogue and the words of config/ around them, compiled once."""

    def __init__(self, catalogue: Catalogue) -> None:
        words = catalogue.words
        self.finder = AreaFinder(catalogue)
        self.names = Phrases(
            name
            for area in catalogue.areas.values()
            if area.scheme != "vn"
            for name in (area.name_vi, *area.aliases, *(c.name_vi for c in area.kind_changes))
            if len(name) >= _SHORTEST_NAME
        )
        # "sông Hậu Giang" names no province; "thành phố Huế" may.
        self.bearer = re.compile(rf"(?<!thành ){any_of(words['bearer'])}\s*$")
        self.former = re.compile(rf"\s*\(?\s*{any_of(words['former'])}")
        self.unit = _unit(words)


def _unit(words: Mapping[WordRole, tuple[str, ...]]) -> re.Pattern[str]:
    """A unit below a province with its name: "huyện Phù Yên", "TX. Từ Sơn".

    Of "văn bản", "phiên bản" and the like the last word is no unit.
    """
    levels = "|".join(
        rf"{re.escape(level[:-1])}\.?" if level.endswith(".") else _either_case(level)
        for level in words["unit"]
    )
    firsts = {phrase.rpartition(" ")[0] for phrase in words["no_unit"] if " " in phrase}
    elsewhere = "".join(
        f"(?<!{case}{first[1:]} )"
        for first in sorted(firsts)
        for case in (first[:1].lower(), first[:1].upper())
    )
    return re.compile(
        rf"(?<!\w){elsewhere}(?P<level>{levels})[^\S\n]*+(?:đảo )?"
        rf"(?P<name>{_CAPITAL}\w+(?:[ -]{_CAPITAL}\w+)*)"
    )


def _either_case(word: str) -> str:
    return f"[{word[0].upper()}{word[0].lower()}]{re.escape(word[1:])}"


class Names:
    """The names of one document, in its order."""

    def __init__(self, words: NameWords, document: Document, text: Text) -> None:
        self._words = words
        self._text = text
        self._published = document.published_on.value
        self._areas: dict[str, list[Area]] = {}
        self.provinces = self._spot()
        self._starts = [named.start for named in self.provinces]
        self.units = [
            match.span()
            for match in words.unit.finditer(text.written)
            if not self.is_city(match["level"], match["name"])
        ]

    def first(self, start: int, end: int) -> Named | None:
        """The first province named between two places."""
        place = bisect_left(self._starts, start)
        named = self.provinces[place] if place < len(self.provinces) else None
        return named if named and named.end <= end else None

    def last(self, start: int, end: int) -> Named | None:
        """The last province named between two places."""
        for place in range(bisect_left(self._starts, end) - 1, -1, -1):
            named = self.provinces[place]
            if named.start < start:
                break
            if named.end <= end:
                return named
        return None

    def inside(self, start: int, end: int) -> list[Named]:
        """The provinces whose names begin between two places."""
        first = bisect_left(self._starts, start)
        return self.provinces[first : bisect_left(self._starts, end)]

    def units_in(self, start: int, end: int) -> list[Span]:
        """The units below a province that are named from one place on, up to another."""
        first = bisect_left(self.units, (start,))
        return self.units[first : bisect_left(self.units, (end,))]

    def areas(self, name: str) -> list[Area]:
        """The areas of a name, the older scheme first."""
        if name not in self._areas:
            schemes: tuple[Scheme, ...] = ("vn63", "vn34")
            found = [self._words.finder.find(name, scheme=scheme) for scheme in schemes]
            self._areas[name] = [area for area in found if not isinstance(area, Unclear)]
        return self._areas[name]

    def is_city(self, level: str, name: str) -> bool:
        """Whether "thành phố X" is a centrally run one; X may begin a longer capitalised row."""
        if fold(level).rstrip(".") not in _CITY_LEVELS:
            return False
        words = name.split(" ")
        return any(self._runs_itself(" ".join(words[:n])) for n in range(len(words), 0, -1))

    def _runs_itself(self, name: str) -> bool:
        """Whether a name is of a centrally run city at the time of the document."""
        day = self._published
        before = bool(day) and day < MERGER.isoformat()[: len(day)]
        areas = [area for area in self.areas(name) if not before or area.scheme == "vn63"]
        return any(_kind_at(area, day or "9").startswith("thành phố") for area in areas)

    def _spot(self) -> list[Named]:
        """The names that are a province's, the longest of a place: no district, no street."""
        found = self._words.names.find(self._text.folded)
        spans = ((span, name) for name, own in found.items() for span in own)
        spotted: list[Named] = []
        last = -1
        for (start, end), name in sorted(spans, key=lambda one: (one[0][0], -one[0][1])):
            if start < last or not self._is_capitalised(start, end):
                continue
            last = end
            if not self._is_borne(start, end):
                former = self._words.former.match(self._text.folded, end)
                spotted.append(Named(start, end, name, former is not None))
        return spotted

    def _is_borne(self, start: int, end: int) -> bool:
        """Whether something else bears the name, such as a district, a river or a newspaper."""
        before = self._text.folded[max(0, start - _LOOK_BACK) : start]
        if self._words.bearer.search(before):
            return True
        city = _CITY.search(before)
        return bool(city) and not self.is_city("thành phố", self._text.written[start:end])

    def _is_capitalised(self, start: int, end: int) -> bool:
        words = _WORD.findall(self._text.written[start:end])
        return self._text.written[start].isupper() and all(
            word[0].isupper() or not word[0].isalpha() for word in words
        )


def _kind_at(area: Area, day: str) -> str:
    """The kind of an area on a day, which a later change may have made a city."""
    later = [change.kind for change in area.kind_changes if change.on.isoformat() <= day]
    return later[-1] if later else area.kind
