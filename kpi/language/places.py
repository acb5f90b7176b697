"""A written province name → Area, in the boundary scheme its period belongs to.

Names are compared as Vietnamese readers do: whatever the case, the tone placement (hoà, hòa),
the dash, the prefix (Tỉnh, TP.) or the Unicode form. They are never compared without their
diacritics: "Phu Yen" is huyện Phù Yên as well as tỉnh Phú Yên. Nor is "TP. Bắc Ninh", a city
in the province of that name, the province. Codes: unknown-area, no-diacritics, two-areas,
area-not-in-scheme, city-not-province.
"""

import re
import unicodedata
from collections import defaultdict

from kpi.catalogue import Catalogue
from kpi.model import MERGER, Area, Period, Scheme, Unclear, scheme_in_force

_LONGEST_NAME = 100

_D_WITH_STROKE = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ"})
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_ON_GLIDE = re.compile(rf"(o)([{_TONES}])([ae])|(u)([{_TONES}])(y|e\u0302|o\u031b)")
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_PREFIX = re.compile(r"(?:tỉnh |thành phố |t\. ?p\. ?|tp(?:\. ?| )|t\. ?)(?=\S)")
_CITY = re.compile(r"thành phố |t\. ?p\.|tp[. ]")
_BARE_PREFIX = re.compile(r"(?:tinh |thanh pho |province of )(?=\S)")
_BARE_SUFFIX = re.compile(r" (?:province|city)$")
_FORMER = re.compile(r"\s*\(\s*cũ\s*\)$|\s+cũ$")


class AreaFinder:
    """The names of a catalogue, ready to be looked up."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._keys: defaultdict[str, set[str]] = defaultdict(set)
        self._bare: defaultdict[str, set[str]] = defaultdict(set)
        for area in catalogue.areas.values():
            later = [change.name_vi for change in area.kind_changes if change.name_vi]
            for name in (area.name_vi, *later, *area.aliases):
                for form in _forms(_fold(name)):
                    self._keys[form].add(area.key)
                    self._bare[_strip(form)].add(area.key)

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
        name = _fold(written)
        former = _FORMER.search(name)
        if former:
            name = name[: former.start()]
        wanted = _schemes(period, scheme, former=bool(former))
        if keys := self._keys.get(name):
            return self._choose(keys, wanted, written, dated=period is not None)
        if keys := self._keys.get(_PREFIX.sub("", name, count=1)):
            cities = {key for key in keys if _is_city(self._catalogue.areas[key])}
            if _CITY.match(name) and not cities:
                return Unclear("city-not-province", written, _ordered(keys))
            return self._choose(keys, wanted, written, dated=period is not None)
        return self._unmarked(name, wanted, written)

    def _unmarked(self, name: str, wanted: tuple[Scheme, ...], written: str) -> Unclear:
        bare = _BARE_SUFFIX.sub("", _BARE_PREFIX.sub("", name))
        keys = {key for form in _forms(bare) for key in self._bare.get(form, ())}
        if not name.isascii() or not keys:
            return Unclear("unknown-area", written)
        inside = {key for key in keys if key.split(":")[0] in wanted}
        return Unclear("no-diacritics", written, _ordered(inside or keys))

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


def _fold(name: str) -> str:
    """One spelling for all ways of typing a name; every diacritic is kept."""
    letters = unicodedata.normalize("NFC", name).translate(_D_WITH_STROKE).casefold()
    spaced = _DASH.sub("-", " ".join(letters.split())).strip(" .,;:*")
    tones = _TONE_ON_GLIDE.sub(_move_tone, unicodedata.normalize("NFD", spaced))
    return unicodedata.normalize("NFC", tones)


def _move_tone(match: re.Match[str]) -> str:
    glide, tone, vowel = (part for part in match.groups() if part)
    return f"{glide}{vowel}{tone}"


def _forms(folded: str) -> set[str]:
    """A folded name with and without the word for province or city before it."""
    return {folded, _PREFIX.sub("", folded, count=1)}


def _strip(folded: str) -> str:
    decomposed = unicodedata.normalize("NFD", folded.replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
