"""A written province name → Area, in the boundary scheme its period belongs to.

Names are compared as Vietnamese readers do: whatever the case, the tone placement (hoà, hòa),
the dash, the prefix (Tỉnh, TP.) or the Unicode form. A name typed without diacritics, or
some words of it, is read where it fits a province: "Ha Noi", "Hải Duong", "HoChiMinh City".
A name with other diacritics is another place: "Phù Yên" is a district, not Phú Yên. Nor is
"TP. Bắc Ninh", a city in the province of that name, the province. Codes: unknown-area,
two-areas, area-not-in-scheme, city-not-province.
"""

import re
from collections import defaultdict

from kpi.catalogue import Catalogue
from kpi.language.spelling import clean, fold, unmarked
from kpi.model import MERGER, Area, Period, Scheme, Unclear, scheme_in_force

_LONGEST_NAME = 100

_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_PREFIX = re.compile(
    r"(?:(?P<city>thành phố |t\. ?p(?:\. ?| )|tp(?:\. ?| )|thanh pho |city of )"
    r"|tỉnh |t\. ?|tinh |province of )(?=\S)"
)
_SUFFIX = re.compile(r" (?:(?P<city>city)|province)$")
_FORMER = re.compile(r"\s*\(\s*cũ\s*\)$|\s+cũ$")
_BETWEEN = re.compile(r"[ -]")


class AreaFinder:
    """The names of a catalogue, ready to be looked up."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._keys: defaultdict[str, set[str]] = defaultdict(set)
        # Names without diacritics and blanks → as they are spelled.
        self._bare: defaultdict[str, set[str]] = defaultdict(set)
        for area in catalogue.areas.values():
            later = [change.name_vi for change in area.kind_changes if change.name_vi]
            for name in (area.name_vi, *later, *area.aliases):
                for form in _forms(_folded(name)):
                    self._keys[form].add(area.key)
                    self._bare[unmarked(_run_together(form))].add(form)

    def find(
        self, written: str, *, period: Period | None = None, scheme: Scheme | None = None
    ) -> Area | Unclear:
        """The area a text names; an explicit key such as "vn63:27" always wins.

        Args:
            written: the name as typed; "(cũ)" behind it means the province before the merger.
            period: of the figure; says the scheme when `scheme` does not.
            scheme: the boundary scheme the caller knows to hold.
        """
        if len(written) > _LONGEST_NAME:
            return Unclear("unknown-area", written)
        if area := self._catalogue.areas.get(written.strip()):
            return area
        name, former = _without_former(_folded(written))
        keys, _, city = self._named(name)
        if not keys:
            return Unclear("unknown-area", written)
        if city and not any(_is_city(self._catalogue.areas[key]) for key in keys):
            return Unclear("city-not-province", written, _ordered(keys))
        wanted = _schemes(period, scheme, former=former)
        return self._choose(keys, wanted, written, dated=period is not None)

    def is_bare(self, written: str) -> bool:
        """Whether a text names an area only by the letters, without (all) their diacritics."""
        if len(written) > _LONGEST_NAME or written.strip() in self._catalogue.areas:
            return False
        keys, bare, _ = self._named(_without_former(_folded(written))[0])
        return bool(keys) and bare

    def _named(self, name: str) -> tuple[set[str], bool, bool]:
        """The areas of a folded name, whether it lacks diacritics, whether it says "city"."""
        if keys := self._keys.get(name):
            return keys, False, False
        prefix, suffix = _PREFIX.match(name), _SUFFIX.search(name)
        rest = name[prefix.end() if prefix else 0 : suffix.start() if suffix else None]
        city = bool((prefix and prefix["city"]) or (suffix and suffix["city"]))
        if keys := self._keys.get(rest):
            return keys, False, city
        forms = self._bare.get(unmarked(_run_together(rest)), ())
        spelled = [form for form in forms if _fits(rest, form)]
        return {key for form in spelled for key in self._keys[form]}, True, city

    def _choose(
        self, keys: set[str], wanted: tuple[Scheme, ...], written: str, *, dated: bool
    ) -> Area | Unclear:
        areas = [self._catalogue.areas[key] for key in _ordered(keys)]
        if not wanted:
            # "(cũ)" where the caller holds the new scheme: only the old province can be meant.
            areas = [area for area in areas if area.scheme == "vn63"] or areas
        inside = [area for area in areas if area.scheme in wanted]
        if not inside:
            return Unclear("area-not-in-scheme", written, self._with_counterparts(areas))
        if len(inside) > 1:
            same = self._same_territory(inside)
            return same or Unclear("two-areas", written, tuple(area.key for area in inside))
        only = inside[0]
        if dated and len(wanted) > 2 and only.scheme != "vn":
            # The period lies on both sides of the merger, the name on one.
            return Unclear("area-not-in-scheme", written, self._with_counterparts(inside))
        return only

    def _same_territory(self, areas: list[Area]) -> Area | None:
        """The later of two areas that the merger left as they were, else None."""
        old, new = areas[0], areas[-1]
        same = len(areas) == 2 and self._catalogue.same_territory(new.key) == old.key
        return new if same else None

    def _with_counterparts(self, areas: list[Area]) -> tuple[str, ...]:
        keys = [area.key for area in areas]
        for area in areas:
            other: Scheme = "vn34" if area.scheme == "vn63" else "vn63"
            keys += self._catalogue.counterparts(area.key, other)
        return tuple(dict.fromkeys(keys))


def _ordered(keys: set[str]) -> tuple[str, ...]:
    """Keys with the older scheme first, each in the order of its codes."""
    return tuple(sorted(keys, key=lambda key: (key.startswith("vn34"), key)))


def _is_city(area: Area) -> bool:
    """Whether the area is, or at some time became, a centrally run city."""
    kinds = (area.kind, *(change.kind for change in area.kind_changes))
    return any(kind.startswith("thành phố") for kind in kinds)


def _schemes(period: Period | None, scheme: Scheme | None, *, former: bool) -> tuple[Scheme, ...]:
    """The schemes a name may belong to; the nation stands outside both provinces' schemes."""
    if scheme:
        return (scheme, "vn") if not former or scheme == "vn63" else ()
    if former:
        return ("vn63",)
    if period is None or period.start < MERGER <= period.end:
        return ("vn63", "vn34", "vn")
    return (scheme_in_force(period.end), "vn")


def _folded(name: str) -> str:
    """One spelling for all ways of typing a name; every diacritic is kept."""
    return _DASH.sub("-", fold(clean(name))).strip(" .,;:*")


def _without_former(name: str) -> tuple[str, bool]:
    former = _FORMER.search(name)
    return (name[: former.start()], True) if former else (name, False)


def _forms(folded: str) -> set[str]:
    """A folded name with and without the word for province or city before it."""
    return {folded, _PREFIX.sub("", folded, count=1)}


def _run_together(name: str) -> str:
    return _BETWEEN.sub("", name)


def _fits(typed: str, form: str) -> bool:
    """Whether a name is spelled as typed but for words that are typed without any diacritics."""
    if typed.isascii():
        return True
    words, spelled = _BETWEEN.split(typed), _BETWEEN.split(form)
    if len(words) != len(spelled):
        return False
    return all(w in (s, unmarked(s)) for w, s in zip(words, spelled, strict=True))
