"""The provinces and the units below them that one document names, by their place."""

from bisect import bisect_left

from kpi.ingest.reports.phrases import Span
from kpi.language.place_names import Named, NameFinder
from kpi.model import Area, Document


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
