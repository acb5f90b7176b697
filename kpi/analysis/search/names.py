"""What places, regions and indicators are called, however they are typed.

Names are compared without diacritics, tone placement, case or blanks; words of an indicator's
name in any order. A word may be its beginning (as one types), lack or change one letter, or be
initials ("dvc", "cnscd", "BN"): these are told apart, for a reading that is not the letters
typed must be said.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from kpi.analysis.search.words import token_list
from kpi.catalogue import Catalogue
from kpi.model import Area, Indicator

_TITLES = (("thanh", "pho"), ("tp",), ("tinh",))
_LONGEST_INITIALS = 7
_SHORTEST_TYPO = 5
"""Letters a name needs before one of them may be wrong: "hue" is no "hoe"."""
_BEGUN, _ONE_LETTER = 0.8, 0.7
"""How surely the beginning of a word, and a word of one other letter, stand for it."""
_IDLE = 0.002
"""What each idle word costs that a name does not have."""
_SHORT, _PHRASE, _HALF, _ID = 0.9995, 0.999, 0.9985, 0.98
"""How well an indicator is named by its short name, what tables call it, a name without what
stands in brackets, and its id, beside its full name."""
_NO_RANK = 0.9
"""How well a rank is named by words that do not ask for one."""
_RANK_WORDS = frozenset(token_list("hạng thứ rank place"))
_CLOSE = 0.34
"""Share of common letter triples from which names are offered as near."""


class Named(NamedTuple):
    """Areas that bear one name: keys with the older scheme first, and the name itself."""

    keys: tuple[str, ...]
    name: str


class Match(NamedTuple):
    """An indicator that a question may mean.

    `score` is 0 to 1, `explained` the share of the question's words that its name has, `covered`
    that of the name's words that the question has, and `used` which of these are used.
    """

    indicator: str
    score: float
    explained: float
    covered: float
    used: frozenset[int]


@dataclass(frozen=True)
class Item:
    """A word of a question and what it may stand for: words of names → how surely, 0 to 1.

    `runs` are the words that it may be the initials of, as surely as `initials` says. An `idle`
    one need not be explained.
    """

    typed: str
    means: Mapping[str, float]
    runs: tuple[tuple[str, ...], ...] = ()
    initials: float = 0.95
    idle: bool = False

    @property
    def respelled(self) -> bool:
        """Whether no name has the word but with another letter."""
        return not self.runs and max(self.means.values(), default=0.0) == _ONE_LETTER


class Names:
    """The names of a catalogue, ready to be looked up: made once by `catalogue.once(Names)`."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.places: dict[str, Named] = {}
        self.place_initials: defaultdict[str, dict[tuple[str, ...], Named]] = defaultdict(dict)
        self._read_places(catalogue)
        self.regions = _regions(catalogue)
        self._names: list[tuple[str, tuple[str, ...], frozenset[str], float]] = []
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        for indicator in catalogue.indicators.values():
            for words, worth in _indicator_names(indicator).items():
                for word in set(words):
                    self._with[word].append(len(self._names))
                self._names.append((indicator.id, words, frozenset(words), worth))
        self._ranks = {i.id for i in catalogue.indicators.values() if i.kind == "rank"}
        self._weights = self._rarity(len(catalogue.indicators))
        self._runs = _runs(words for _, words, _, _ in self._names)
        self.place_words = {w for named in self.places.values() for w in token_list(named.name)}
        self._triples = self._near_names(catalogue)

    # Places

    def _read_places(self, catalogue: Catalogue) -> None:
        spelled: defaultdict[str, set[str]] = defaultdict(set)
        for area in catalogue.areas.values():
            for form in _place_forms(area):
                spelled[form].add(area.key)
        groups: dict[frozenset[str], Named] = {}
        for form, keys in spelled.items():
            group = frozenset(keys)
            groups.setdefault(group, self.named(group))
            self.places[form] = groups[group]
        for place in groups.values():
            for name in self._spellings(place):
                initials = "".join(word[0] for word in _without_title(token_list(name)))
                if len(initials) > 1:
                    self.place_initials[initials][place.keys] = place

    def _spellings(self, named: Named) -> Iterable[str]:
        for key in named.keys:
            area = self._catalogue.areas[key]
            if area.scheme != "vn":
                yield area.name_vi
                yield from (a for a in area.aliases if " " in a)

    def named(self, keys: Iterable[str]) -> Named:
        """Some areas as one place, named as the newest of them is."""
        ordered = tuple(sorted(keys, key=lambda key: (key.startswith("vn34"), key)))
        return Named(ordered, self._catalogue.areas[ordered[-1]].name_vi)

    def place_of(self, key: str) -> Named | None:
        """The place an area belongs to: the areas of its name, and of its unchanged territory."""
        area = self._catalogue.areas.get(key)
        if area is None:
            return None
        return self.places.get("".join(_without_title(token_list(area.name_vi))))

    def places_beginning(self, letters: str) -> tuple[Named, ...]:
        """The places whose name begins so, in the catalogue's order."""
        found = {n: None for form, n in self.places.items() if form.startswith(letters)}
        return tuple(sorted(found, key=lambda named: named.keys))

    def places_like(self, letters: str) -> tuple[Named, ...]:
        """The places whose name is one letter off."""
        if len(letters) < _SHORTEST_TYPO:
            return ()
        found = {
            named: None
            for form, named in self.places.items()
            if len(form) >= _SHORTEST_TYPO and one_letter_off(letters, form)
        }
        return tuple(sorted(found, key=lambda named: named.keys))

    # Indicators

    def _rarity(self, count: int) -> dict[str, float]:
        """A word of few indicators tells more than one of many."""
        having: defaultdict[str, set[str]] = defaultdict(set)
        for indicator_id, _, words, _ in self._names:
            for word in words:
                having[word].add(indicator_id)
        return {word: log(1 + count / len(ids)) for word, ids in having.items()}

    def knows(self, word: str) -> bool:
        """Whether a name of an indicator has this word."""
        return word in self._weights

    def item(self, typed: str, *, last: bool, idle: bool) -> Item:
        """What a word of a question may stand for; the `last` one may be unfinished."""
        means = {typed: 1.0} if typed in self._weights else {}
        runs = self._runs.get(typed, ()) if not idle else ()
        if last:
            means |= {w: _BEGUN for w in self._weights if w != typed and w.startswith(typed)}
        if not (means or runs or idle or typed.isdigit() or typed in self.place_words):
            means = {w: _ONE_LETTER for w in self._weights if _mistyped(typed, w)}
        # "dti" is a name, and only perhaps "doanh thu in".
        surely = 0.8 if typed in self._weights else 0.95
        return Item(typed, means, runs, surely, idle or (last and len(typed) == 1))

    def indicators(self, items: Sequence[Item]) -> list[Match]:
        """The indicators that items may name, best first."""
        places = {
            place
            for item in items
            for word in (*item.means, *(w for run in item.runs for w in run))
            for place in self._with.get(word, ())
        }
        best: dict[str, Match] = {}
        for place in places:
            match = self._match(items, place)
            before = best.get(match.indicator)
            if before is None or match.score > before.score:
                best[match.indicator] = match
        order = {name: n for n, name in enumerate(self._catalogue.indicators)}
        return sorted(best.values(), key=lambda m: (-m.score, order[m.indicator]))

    def _match(self, items: Sequence[Item], place: int) -> Match:
        indicator, words, known, worth = self._names[place]
        found = asked = 0.0
        idle = 0
        used: set[int] = set()
        taken: set[str] = set()
        highest = max(self._weights.values())
        spelled = {item.typed for item in items}
        for n, item in enumerate(items):
            sure, word = max(((s, w) for w, s in item.means.items() if w in known), default=(0, ""))
            fitting = (r for r in item.runs if known.issuperset(r) and spelled.isdisjoint(r))
            run = next(fitting, None)
            if word:
                weight = self._weights[word]
                used.add(n)
                if word in taken:  # said twice
                    continue
                found, asked = found + weight * sure, asked + weight
                taken.add(word)
            elif run is not None:
                weight = sum(self._weights[w] for w in run)
                found, asked = found + weight * item.initials, asked + weight
                used.add(n)
                taken.update(run)
            elif not item.idle:
                unknown = 1.0 if item.typed.isdigit() else highest
                asked += max((self._weights[w] for w in item.means), default=unknown)
            else:
                idle += 1
        whole = sum(self._weights[word] for word in known)
        explained, covered = found / asked if asked else 0.0, found / whole
        # What was typed must be in the name; what the name has besides matters less.
        score = explained**2 * (0.55 + 0.45 * covered)
        typed = [next(iter(i.means), "") for n, i in enumerate(items) if n in used]
        if score and typed == list(words):
            score = min(1.0, score + 0.05)
        # Of two that are as good the one that has the idle words too: "xếp hạng DTI".
        score = max(0.0, score - _IDLE * idle) * worth
        if indicator in self._ranks and not spelled & _RANK_WORDS:
            score *= _NO_RANK
        return Match(indicator, score, explained, covered, frozenset(used))

    # What looks alike

    def _near_names(self, catalogue: Catalogue) -> list[tuple[frozenset[str], str, str]]:
        near = [
            (_triples(form), "area", named.keys[-1])
            for form, named in self.places.items()
            if not named.keys[0].startswith("vn:")
        ]
        return near + [
            (_triples("".join(words)), "indicator", indicator)
            for indicator, words, _, _ in self._names
        ]

    def near(self, letters: str, most: int) -> list[tuple[str, str]]:
        """("area" or "indicator", key) of the names that look like some letters, nearest first."""
        asked = _triples(letters)
        best: dict[tuple[str, str], float] = {}
        for triples, kind, key in self._triples:
            common = 2 * len(asked & triples) / (len(asked) + len(triples))
            if common > best.get((kind, key), _CLOSE):
                best[kind, key] = common
        return sorted(best, key=lambda found: (-best[found], found))[:most]


def _place_forms(area: Area) -> Iterable[str]:
    """The names of an area run together, with and without a title, and halves of double names."""
    later = [name for c in area.kind_changes for name in (c.name_vi, c.name_en)]
    for name in filter(None, (area.name_vi, area.name_en, *later, *area.aliases)):
        words = token_list(name)
        halves = [token_list(half) for half in name.split("-")]
        for form in (words, _without_title(words), *(h for h in halves if len(h) > 1)):
            yield "".join(form)


def _indicator_names(indicator: Indicator) -> dict[tuple[str, ...], float]:
    """The names of an indicator as words, and how well each of them names it."""
    found: dict[tuple[str, ...], float] = {}
    named = [
        *((name, 1.0) for name in (indicator.name_vi, indicator.name_en)),
        *((name, _SHORT) for name in (indicator.short_vi, indicator.short_en)),
        *((phrase, _PHRASE) for phrase in indicator.phrases),
        (indicator.id.replace("_", " "), _ID),
    ]
    for name, worth in named:
        # "Chỉ số chuyển đổi số (DTI)" is called by either half as well.
        for form, part in (
            (name, 1.0),
            (re.sub(r"\(.*?\)", " ", name), _HALF),
            (re.sub(r"(?<=\w)-(?=\w)", "", name), 1.0),  # "wifi"
        ):
            if words := tuple(token_list(form)):
                found[words] = max(worth * part, found.get(words, 0.0))
    return found


def _regions(catalogue: Catalogue) -> dict[str, tuple[tuple[str, str], ...]]:
    """Names of regions run together → (scheme, code) of each scheme's region of that name."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for region in catalogue.regions:
        for name in (region.name_vi, region.name_en):
            halves = re.split(r" và | and ", name)
            without = name.replace(" River", "")  # "Mekong Delta"
            for form in (name, without, *(halves if len(halves) > 1 else ())):
                words = token_list(form)
                letters = "".join(words)
                if words and len(words) > 1:
                    found[letters].add((region.scheme, region.code))
        found["".join(token_list(region.code))].add((region.scheme, region.code))
    short = {name for name in found if len(name) < 3}
    return {name: tuple(sorted(pairs)) for name, pairs in found.items() if name not in short}


def _runs(names: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Initials → the words that follow each other in names and begin so, the commonest first."""
    found: defaultdict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for words in names:
        for start in range(len(words)):
            for end in range(start + 2, min(start + _LONGEST_INITIALS, len(words)) + 1):
                run = words[start:end]
                found["".join(word[0] for word in run)][run] += 1
    return {
        initials: tuple(run for run, _ in counter.most_common(4))
        for initials, counter in found.items()
    }


def _without_title(words: list[str]) -> list[str]:
    for title in _TITLES:
        if tuple(words[: len(title)]) == title and len(words) > len(title):
            return words[len(title) :]
    return words


def _triples(letters: str) -> frozenset[str]:
    padded = f"  {letters} "
    return frozenset(padded[n : n + 3] for n in range(len(padded) - 2))


def _mistyped(typed: str, word: str) -> bool:
    """Whether a word was meant; of three letters two may only have changed places."""
    if len(typed) < 4:
        return len(word) == 3 == len(typed) and sorted(typed) == sorted(word)
    return len(word) > 2 and one_letter_off(typed, word)


def one_letter_off(one: str, other: str) -> bool:
    """Whether a single letter is wrong, missing, too many, or changed places with the next."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    first, second = one[start:], other[start:]
    if len(one) == len(other):
        swapped = first[1::-1] + first[2:] == second and len(first) > 1
        return swapped or first[1:] == second[1:]
    return first[1:] == second or first == second[1:]
