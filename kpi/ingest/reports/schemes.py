"""In which boundary scheme a province's figure belongs: the 63 of before 1 July 2025, or the 34."""

from kpi.catalogue import Catalogue
from kpi.ingest.reports.names import Names
from kpi.ingest.reports.outline import Sentence
from kpi.language.place_names import Named
from kpi.model import MERGER, Document, Period, Scheme, scheme_in_force


class Schemes:
    """The scheme of a document's figures; the same name is of either."""

    def __init__(self, catalogue: Catalogue, document: Document, names: Names) -> None:
        self._names = names
        self._areas = catalogue.areas
        self._home = catalogue.areas.get(document.area.value)
        day = document.published_on.value
        self._dated = bool(day)
        self._before = bool(day) and day < MERGER.isoformat()[: len(day)]
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
        if twin is None:
            return key, ""
        merged = wanted == "vn63" and len(area.predecessors) > 1
        if merged and base == 0 and not self._names_old(sentence):
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

    def _names_old(self, sentence: Sentence) -> bool:
        """Whether a province that ended with the merger is named in the same sentence."""
        named = self._names.inside(sentence.start, sentence.end)
        return any({a.scheme for a in self._names.areas(n.name)} == {"vn63"} for n in named)
