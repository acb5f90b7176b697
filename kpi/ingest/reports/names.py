"""The provinces and units that one document names, by their place, and in which scheme they are."""

import re
from bisect import bisect_left

from kpi.catalogue import Catalogue
from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Span
from kpi.language.place_names import Named, NameFinder
from kpi.model import MERGER, Area, Document, Period, Scheme, scheme_in_force


class Names:
    """The names of one document, in its order."""

    def __init__(self, finder: NameFinder, document: Document) -> None:
        self._finder = finder
        self._day = document.published_on.value
        self.provinces = [n for n in finder.provinces(document.text, self._day) if not n.organ]
        self._starts = [named.start for named in self.provinces]
        self.units = finder.units(document.text, self._day)

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
        return self._finder.areas(name)

    def is_city(self, name: str) -> bool:
        """Whether a name is of a centrally run city at the time of the document."""
        return self._finder.is_city(name, self._day)


# "Số liệu trong báo cáo này là số gộp của hai tỉnh trước hợp nhất", "tính gộp Hà Giang và …"
_TOGETHER = re.compile(
    r"(?<!\w)(?:(?:số liệu|các số|con số)(?!\w)[^.\n]{0,80}?"
    r"(?:gộp|cộng cả|tính cả|đã hợp nhất|(?:tính|là) (?:theo )?(?:địa giới|tỉnh) (?:mới|sau))"
    r"|(?:số|tính|cộng) gộp)(?!\w)[^.\n]{0,60}",
    re.I,
)
_OF_PROVINCES = re.compile(
    r"(?<!\w)(?:(?:hai|ba|2|3|các) tỉnh|tỉnh (?:mới|cũ|sau)|địa giới|sáp nhập|sắp xếp)(?!\w)", re.I
)


class Schemes:
    """The scheme of a document's figures; the same name is of either."""

    def __init__(self, catalogue: Catalogue, document: Document, names: Names) -> None:
        self._names = names
        self._areas = catalogue.areas
        self._home = catalogue.areas.get(document.area.value)
        day = document.published_on.value
        self._dated = bool(day)
        self._before = bool(day) and day < MERGER.isoformat()[: len(day)]
        self._together = any(map(self._is_of_provinces, _TOGETHER.finditer(document.text)))
        own = names.areas(self._home.name_vi) if self._home else []
        self._home_keys = {area.key for area in (*own, *([self._home] if self._home else ()))}

    def is_home(self, name: str) -> bool:
        """Whether a name is that of the document's own province, in any scheme."""
        return any(area.key in self._home_keys for area in self._names.areas(name))

    def key(self, named: Named, period: Period | None, base: int) -> str:
        """The area of a name at a period; `base` is what a rank is out of, else 0."""
        areas = self._names.areas(named.name)
        if named.former:
            areas = [area for area in areas if area.scheme == "vn63"] or areas
        wanted = self._wanted(period, base)
        return next((a.key for a in sorted(areas, key=lambda a: a.scheme != wanted)), "")

    def of(self, key: str, period: Period | None, base: int, sentence: Sentence) -> tuple[str, str]:
        """The same area in the scheme of a period, and any doubt whether it is meant."""
        area = self._areas.get(key)
        wanted = self._wanted(period, base)
        if area is None or area.scheme in ("vn", wanted):
            return key, ""
        twin = next((a for a in self._names.areas(area.name_vi) if a.scheme == wanted), None)
        if twin is None or (self._together and wanted == "vn63" and base == 0):
            return key, ""
        merged = wanted == "vn63" and len(area.predecessors) > 1
        if merged and base == 0 and not self._names_old(sentence.start, sentence.end):
            return twin.key, f"Chưa rõ số này của {area.name_vi} trước hay sau sáp nhập."
        return twin.key, ""

    def _wanted(self, period: Period | None, base: int) -> Scheme:
        if base in (63, 34):
            return "vn34" if base == 34 else "vn63"
        if self._before:
            return "vn63"
        if period is None:
            return self._home.scheme if self._home else "vn63"
        if period.start < MERGER <= period.end:
            return "vn34" if self._dated else "vn63"
        return scheme_in_force(period.end)

    def _is_of_provinces(self, told: re.Match[str]) -> bool:
        """Whether it is provinces that were put together, not companies or kinds of a thing."""
        return _OF_PROVINCES.search(told[0]) is not None or self._names_old(*told.span())

    def _names_old(self, start: int, end: int) -> bool:
        """Whether a province that ended with the merger is named between two places."""
        named = self._names.inside(start, end)
        return any({a.scheme for a in self._names.areas(n.name)} == {"vn63"} for n in named)
