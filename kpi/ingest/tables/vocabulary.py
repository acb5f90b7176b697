"""The words of the catalogue, ready to be found in the cells of somebody's table."""

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property

from kpi.catalogue import Catalogue
from kpi.ingest.formats.decoding import marked_words
from kpi.language.place_names import NameFinder
from kpi.language.places import AreaFinder
from kpi.language.spelling import clean, plain
from kpi.model import Area, Indicator, Unclear, Unit

_TOTALS = frozenset(
    [
        "tong",
        "tong so",
        "tong cong",
        "cong",
        "tong chung",
        "chung",
        "ca nuoc",
        "toan quoc",
        "tong ca nuoc",
        "trung binh",
        "binh quan",
        "binh quan ca nuoc",
        "trung binh ca nuoc",
        "total",
        "whole country",
        "ca nuoc whole country",
        "binh quan chung",
        "toan vung",
        "cong vung",
    ]
)
_SUMS = frozenset(_TOTALS) - {
    word for word in _TOTALS if word.startswith(("trung binh", "binh quan"))
}
_ENUMERATOR = re.compile(
    r"^\s*(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVXL]{1,5}|[A-G])\s*[.)]\s*(?=\D)|[-+•*–]\s+|\d{1,2}\s+(?!tháng)(?=[^\W\d_]))"
)
_FOOTNOTE = re.compile(r"\s*(?:\(\*+\)|\(\d\)|[*†‡]+|[¹²³⁰⁴-⁹]+)\s*$")
_KEEPS_RAISED = re.compile(r"(?<![^\W\d])[khdc]?m[²³]$", re.I)


def tidy(text: str) -> str:
    """A label in one line and one Unicode form, without the marks of footnotes."""
    label = clean(text)
    return label if _KEEPS_RAISED.search(label) else _FOOTNOTE.sub("", label)


def unnumbered(text: str) -> str:
    """A label without the number or letter of its place in an outline."""
    return _ENUMERATOR.sub("", tidy(text))


class Vocabulary:
    """Names of indicators, units, areas, regions and totals. Every look-up is done once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.finder = catalogue.once(AreaFinder)
        self._is_area: dict[str, bool] = {}
        self._phrases = _phrases(catalogue)
        self._regions = {plain(r.name_vi): (r.scheme, r.code) for r in catalogue.regions}

    def indicator(self, text: str) -> Indicator | None:
        """The one indicator a whole label names, with or without diacritics."""
        named = self._phrases.get(_spelled(text), ())
        return named[0] if len(named) == 1 else None

    def indicators_like(self, text: str) -> tuple[str, ...]:
        """Ids of indicators whose names share most words with a label, to choose from."""
        wanted = set(_spelled(text).split()) - _FILLERS
        near = {phrase for word in wanted for phrase in self._by_word.get(word, ())}
        scores: dict[str, float] = {}
        for phrase in near:
            words = self._words[phrase]
            fit = len(words & wanted) / len(words | wanted)
            for indicator in self._phrases[phrase]:
                scores[indicator.id] = max(fit, scores.get(indicator.id, 0))
        best = sorted(scores, key=lambda key: (-scores[key], key))
        return tuple(key for key in best if scores[key] >= _LIKE)[:5]

    def indicator_within(self, text: str) -> tuple[Indicator | None, str]:
        """The longest indicator name inside a title, and the words around it."""
        words = _spelled(text).split()
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                named = self._phrases.get(" ".join(words[start : start + length]), ())
                if len(named) == 1:
                    around = words[:start] + words[start + length :]
                    return named[0], " ".join(around)
        return None, " ".join(words)

    @cached_property
    def _words(self) -> dict[str, set[str]]:
        return {phrase: set(phrase.split()) - _FILLERS for phrase in self._phrases}

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        """Phrases by each of their words: a file may have thousands of labels to compare."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for phrase, words in self._words.items():
            for word in words:
                found[word].append(phrase)
        return found

    @cached_property
    def _units(self) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        for unit in self.catalogue.units.values():
            for word in (unit.id, unit.name_vi, unit.name_en, *unit.spellings):
                units.setdefault(word, unit)
        for word, unit in list(units.items()):
            units.setdefault(clean(word).casefold(), unit)
        return units

    def unit(self, text: str) -> Unit | None:
        """The unit a text names, whatever its case; diacritics count (dòng is not đồng)."""
        return self._units.get(text) or self._units.get(tidy(text).strip(" .:").casefold())

    def is_area(self, text: str) -> bool:
        """Whether a label names a province or the nation, even one that needs a question."""
        if text not in self._is_area:
            found = self.finder.find(unnumbered(text)) if text else Unclear("unknown-area", "")
            known = isinstance(found, Area) or found.code != "unknown-area"
            self._is_area[text] = known and found != Unclear("city-not-province", text)
        return self._is_area[text]

    def region(self, text: str) -> str:
        """The plain name of a region the label names, else ""."""
        name = plain(unnumbered(text)).removeprefix("vung ")
        return name if name in self._regions or f"vung {name}" in self._regions else ""

    def is_total(self, text: str) -> bool:
        """Whether a label stands for all rows, or for their mean."""
        return plain(unnumbered(text)) in _TOTALS

    def is_nation(self, text: str) -> bool:
        """Whether a label names the nation itself ("Cả nước"), and not a sum or a mean."""
        found = self.finder.find(unnumbered(text)) if text else None
        return isinstance(found, Area) and found.scheme == "vn"

    def is_sum(self, text: str) -> bool:
        """Whether a total is a sum, which can be checked."""
        return plain(unnumbered(text)) in _SUMS

    @cached_property
    def names(self) -> NameFinder:
        """The names of provinces within titles."""
        return self.catalogue.once(NameFinder)

    @cached_property
    def marked(self) -> frozenset[str]:
        """Words with Vietnamese marks, to tell old encodings by."""
        catalogue = self.catalogue
        names = [e.name_vi for e in (*catalogue.areas.values(), *catalogue.indicators.values())]
        return marked_words([*names, *(r.name_vi for r in catalogue.regions)])


_LIKE = 0.3
_FILLERS = frozenset(
    ["so", "ty", "le", "luong", "cac", "cua", "va", "co", "theo", "cap", "tinh", "tong"]
)


def _spelled(text: str) -> str:
    return re.sub(r"\bti le\b", "ty le", plain(text))


def _phrases(catalogue: Catalogue) -> dict[str, tuple[Indicator, ...]]:
    """Plain phrase → the indicators it may mean; names first, then what people put before them."""
    said: defaultdict[str, dict[str, Indicator]] = defaultdict(dict)
    for indicator in catalogue.indicators.values():
        for phrase in _names(indicator):
            said[phrase][indicator.id] = indicator
    known = frozenset(said)
    for indicator in catalogue.indicators.values():
        for phrase in list(_names(indicator)):
            for longer in _with_lead(phrase, indicator.kind):
                if longer not in known:
                    said[longer][indicator.id] = indicator
    return {phrase: tuple(named.values()) for phrase, named in said.items()}


def _names(indicator: Indicator) -> Iterable[str]:
    names = (indicator.name_vi, indicator.name_en, indicator.short_vi, indicator.short_en)
    return {_spelled(n) for n in (indicator.id, *names, *indicator.phrases) if n}


def _with_lead(phrase: str, kind: str) -> Iterable[str]:
    if kind == "count" and not phrase.startswith("so "):
        yield from (f"{lead} {phrase}" for lead in ("so", "so luong", "tong so"))
    if kind == "rate" and not phrase.startswith("ty le "):
        yield f"ty le {phrase}"


# Each unknown text is held against every name, so a file of nothing else must not take minutes.
_MOST_TEXTS = 60
_LONGEST = 60
_ALIKE = 0.8
_PREFIX = re.compile(r"^(?:tỉnh|thành phố|tp\.?|t\.p\.?|tinh|thanh pho)\s+")


class Likeness:
    """The names of a catalogue that a text of one file may have meant."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._areas = _spellings((a.name_vi, a.name_vi) for a in catalogue.areas.values())
        self._indicators = _spellings(
            (name, indicator.id)
            for indicator in catalogue.indicators.values()
            for name in (indicator.name_vi, indicator.short_vi, *indicator.phrases)
            if name
        )
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def areas(self, written: str) -> tuple[str, ...]:
        """Names of provinces that a text is nearly, the nearest first; () for no likeness."""
        return self._nearest("area", _PREFIX.sub("", _lowered(written)), self._areas)

    def indicators(self, written: str) -> tuple[str, ...]:
        """Ids of indicators whose names a text is nearly."""
        return self._nearest("indicator", _lowered(written), self._indicators)

    def _nearest(
        self, kind: str, text: str, spellings: tuple[dict[str, str], dict[str, str]]
    ) -> tuple[str, ...]:
        key = kind, text
        if key not in self._known:
            if not text or len(text) > _LONGEST or len(self._known) >= _MOST_TEXTS:
                return ()
            marked, bare = spellings
            found = [marked[n] for n in get_close_matches(text, marked, 2, _ALIKE)]
            # Somebody who types without diacritics, or with the wrong ones, still means a name.
            found += [bare[n] for n in get_close_matches(plain(text), bare, 2, _ALIKE)]
            self._known[key] = tuple(dict.fromkeys(found))[:2]
        return self._known[key]


def meant(names: Iterable[str]) -> str:
    """The question back: "Có phải 'Bắc Ninh'?"; "" without names."""
    quoted = " hay ".join(f"'{name}'" for name in names)
    return f"Có phải {quoted}?" if quoted else ""


def _lowered(text: str) -> str:
    return clean(text).lower()


def _spellings(named: Iterable[tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Lower-case names → what they name, with diacritics and without."""
    marked: dict[str, str] = {}
    for name, means in named:
        marked.setdefault(_lowered(name), means)
    bare: dict[str, str] = {}
    for name, means in marked.items():
        bare.setdefault(plain(name), means)
    return marked, bare
