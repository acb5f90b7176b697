"""How much the words around a number are like those the catalogue has for each indicator.

An indicator without a single example is suggested by its names, its rules and its definition.
A word counts the more, the fewer indicators have it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kpi.ingest.reports.scoring.around import Around, words_in
from kpi.model import Indicator

Floats = npt.NDArray[np.float32]

_NEAR_LEFT, _NEAR_RIGHT = 9, 7
# A definition says first what is counted, then what is not.
_DEFINITION = 30
# Of the phrases that stand around a number so many are told.
_TOLD = 2
# Each number takes 50 kB while it is compared.
_AT_ONCE = 250
WINDOWS = 3
MEASURES = 4
"""Names covered, how much of the text they are, rules covered, the definition."""


class _Wording(NamedTuple):
    """What is written of one indicator: names, the groups of each rule, its definition."""

    names: tuple[str, ...]
    rules: tuple[tuple[tuple[str, ...], ...], ...]
    definition: str


class _Phrases:
    """Phrases by the units they are made of, a column each."""

    def __init__(self, phrases: Sequence[str], weight: Mapping[str, float]) -> None:
        self.width = len(phrases)
        self.mass = np.zeros(len(phrases), np.float32)
        posted: dict[str, list[tuple[int, float]]] = {unit: [] for unit in weight}
        for column, phrase in enumerate(phrases):
            own = {unit: weight[unit] for unit in sorted(_units(words_in(phrase)))}
            self.mass[column] = whole = sum(own.values()) or 1.0
            for unit, told in own.items():
                posted[unit].append((column, told / whole))
        self._columns = np.array([c for own in posted.values() for c, _ in own], np.intp)
        self._shares = np.array([share for own in posted.values() for _, share in own])
        self._lengths = np.array([len(own) for own in posted.values()], np.intp)
        self._firsts = np.cumsum(self._lengths) - self._lengths

    def covered(self, units: Sequence[Sequence[int]]) -> Floats:
        """How much of each phrase (a row) some sets of units (a column) cover.

        The units are told by their places in the weights.
        """
        flat = np.array([unit for own in units for unit in own], np.intp)
        sets = np.repeat(np.arange(len(units)), [len(own) for own in units])
        lengths = self._lengths[flat]
        ends = np.cumsum(lengths)
        place = np.arange(lengths.sum()) + np.repeat(self._firsts[flat] - ends + lengths, lengths)
        cell = self._columns[place] * len(units) + np.repeat(sets, lengths)
        added = np.bincount(cell, self._shares[place], len(units) * self.width)
        return added.astype(np.float32).reshape(self.width, len(units))


class Likeness:
    """The words of a list of indicators, ready to be compared with many numbers at once."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        self._count = len(indicators)
        wordings = [_wording(indicator) for indicator in indicators]
        weight = _weights(wordings)
        self._place = {unit: place for place, unit in enumerate(weight)}
        # Side by side: the names of each indicator, the phrases of each group, the definitions.
        names = [name for wording in wordings for name in wording.names]
        rules = [rule for wording in wordings for rule in wording.rules]
        # Rules share many of their groups: each is looked at once.
        groups = list(dict.fromkeys(group for rule in rules for group in rule))
        place = {group: number for number, group in enumerate(groups)}
        grouped = [phrase for group in groups for phrase in group]
        definitions = [wording.definition for wording in wordings]
        self._phrases = _Phrases([*names, *grouped, *definitions], weight)
        self._cuts = len(names), len(names) + len(grouped)
        self._log_mass = np.log1p(self._phrases.mass[: len(names)])
        self._names = _starts(wording.names for wording in wordings)
        self._groups, self._rules = _starts(groups), _starts(rules)
        self._ruling = [place[group] for rule in rules for group in rule]
        self._lengths = np.array([len(rule) for rule in rules], np.float32)
        self._ruled = [number for number, wording in enumerate(wordings) if wording.rules]
        self._of_ruled = _starts(wordings[number].rules for number in self._ruled)
        self._told = [_phrases(wording) for wording in wordings]

    def told(self, seen: str, indicator: int) -> list[str]:
        """The longest phrases of an indicator in what is seen around a number."""
        found: list[str] = []
        for phrase in self._told[indicator]:
            if f" {phrase} " in seen and not any(phrase in longer for longer in found):
                found.append(phrase)
        return found[:_TOLD]

    def of(self, arounds: Sequence[Around]) -> Floats:
        """For each number and indicator, each measure in each window: (n, indicators, 12)."""
        if len(arounds) <= _AT_ONCE:
            return self._of(arounds)
        parts = (arounds[n : n + _AT_ONCE] for n in range(0, len(arounds), _AT_ONCE))
        return np.concatenate([self._of(part) for part in parts])

    def _of(self, arounds: Sequence[Around]) -> Floats:
        count = len(arounds)
        if not count:
            return np.zeros((0, self._count, MEASURES * WINDOWS), np.float32)
        # Numbers of one sentence see much of the same: each window is compared once.
        windows = [
            frozenset(self._place[unit] for unit in window if unit in self._place)
            for around in arounds
            for window in _windows(around)
        ]
        places = {window: place for place, window in enumerate(dict.fromkeys(windows))}
        covered = self._phrases.covered([sorted(window) for window in places])
        first, second = self._cuts
        named = covered[:first]
        found = np.zeros((MEASURES, self._count, len(places)), np.float32)
        found[0] = np.maximum.reduceat(named, self._names, axis=0)
        found[1] = np.maximum.reduceat(named * self._log_mass[:, None], self._names, axis=0)
        grouped = np.maximum.reduceat(covered[first:second], self._groups, axis=0)
        ruled = np.add.reduceat(grouped[self._ruling], self._rules, axis=0)
        ruled /= self._lengths[:, None]
        found[2][self._ruled] = np.maximum.reduceat(ruled, self._of_ruled, axis=0)
        found[3] = covered[second:]
        seen = np.array([places[window] for window in windows], np.intp).reshape(count, WINDOWS)
        told = found[:, :, seen].transpose(2, 1, 0, 3)
        return np.ascontiguousarray(told).reshape(count, self._count, MEASURES * WINDOWS)


def _starts(parts: Iterable[Sequence[object]]) -> list[int]:
    """Where each part begins when all stand one behind the other."""
    lengths = [len(part) for part in parts]
    return [sum(lengths[:place]) for place in range(len(lengths))]


def _wording(indicator: Indicator) -> _Wording:
    names = {indicator.name_vi, indicator.short_vi, *indicator.phrases} - {""}
    rules = tuple(
        (rule.head, *(tuple(group.split("|")) for group in rule.about)) for rule in indicator.prose
    )
    words = words_in(indicator.definition_vi)[:_DEFINITION]
    return _Wording(tuple(sorted(names)), rules, " ".join(words))


def _phrases(wording: _Wording) -> list[str]:
    """The phrases of an indicator's names and rules, the longest first."""
    groups = (group for rule in wording.rules for group in rule)
    phrases = {*wording.names, *(phrase for group in groups for phrase in group)}
    told = {" ".join(words_in(phrase)) for phrase in phrases}
    return sorted(told, key=lambda phrase: (-len(phrase), phrase))


def _weights(wordings: Sequence[_Wording]) -> dict[str, float]:
    """By unit how much it tells: much where few indicators have it."""
    having: Counter[str] = Counter()
    for wording in wordings:
        groups = (group for rule in wording.rules for group in rule)
        phrases = [*wording.names, wording.definition, *(p for group in groups for p in group)]
        having.update({unit for phrase in phrases for unit in _units(words_in(phrase))})
    return {unit: math.log((len(wordings) + 1) / count) for unit, count in having.items()}


def _units(words: Sequence[str]) -> set[str]:
    """Words and pairs of words: "trạm", "trạm thu", "thu"."""
    return {*words, *(f"{a} {b}" for a, b in pairwise(words))}


def _windows(around: Around) -> tuple[set[str], set[str], set[str]]:
    """The units beside a number, those of its sentence too, and those of all that is seen."""
    left, right = around.left.split(), around.right.split()
    near = _units(_behind(left)[-_NEAR_LEFT:]) | _units(_ahead(right)[:_NEAR_RIGHT])
    near |= _units(around.column.split()) | _units(around.label.split())
    sentence = near | _units(left) | _units(right)
    return near, sentence, sentence | _units(around.above.split()) | _units(around.prior.split())


def _behind(words: Sequence[str]) -> Sequence[str]:
    """The words since the number before."""
    for place in range(len(words) - 1, -1, -1):
        if words[place][0] == "#":
            return words[place + 1 :]
    return words


def _ahead(words: Sequence[str]) -> Sequence[str]:
    """The words until the next number."""
    return words[: next((n for n, word in enumerate(words) if word[0] == "#"), len(words))]
