"""How sentences write of the indicators of a catalogue, compiled once for all texts."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_args

from kpi.catalogue import Catalogue
from kpi.ingest.reports.phrases import Phrases, Text
from kpi.ingest.reports.quantities import NumberKind
from kpi.ingest.reports.short_forms import told_short
from kpi.language.spelling import fold
from kpi.model import Indicator
from kpi.model.entries import Prose

# In such a phrase of a rule ("thu, phát sóng") a comma or an "and" divides nothing.
_JOINING = re.compile(r"[,;:()]| và | với |[-–]")


class Rule(NamedTuple):
    """One way an indicator is written of: groups of alternatives, as in config."""

    indicator: Indicator
    head: tuple[str, ...]
    about: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    stage: int | None
    nouns: frozenset[str]
    """The words that say what is counted, folded: those of its head and of what it is about."""

    def phrases(self) -> Iterable[str]:
        """Every phrase the rule looks for."""
        yield from self.head
        yield from self.without
        for group in self.about:
            yield from group

    def may_hold(self, text: Text) -> bool:
        """Whether a text has all that the rule asks for, wherever it stands."""
        return text.holds(self.head) and all(text.holds(group) for group in self.about)


class Rulebook:
    """The rules of a catalogue by what their numbers look like, and the phrases they look for."""

    def __init__(self, catalogue: Catalogue) -> None:
        shared: dict[tuple[str, ...], tuple[str, ...]] = {}
        rules = [
            _rule(indicator, prose, shared)
            for indicator in catalogue.indicators.values()
            for prose in indicator.prose
        ]
        kinds: Sequence[NumberKind] = get_args(NumberKind)
        self.by_kind = {
            kind: [rule for rule in rules if _suits(rule.indicator, kind)] for kind in kinds
        }
        self.milestones = [rule for rule in rules if rule.stage]
        self.words = catalogue.words
        ruled = {phrase for rule in rules for phrase in rule.phrases()}
        self.joined = tuple(sorted(phrase for phrase in ruled if _JOINING.search(phrase)))
        modifying = (modifier.phrases() for modifier in catalogue.modifiers)
        self._phrases = Phrases(ruled.union(*catalogue.words.values(), *modifying))

    def text(self, written: str) -> Text:
        """A text with the phrases of every rule and role found in it."""
        return Text(written, self._phrases, self.words, told_short)


def _rule(
    indicator: Indicator, prose: Prose, shared: dict[tuple[str, ...], tuple[str, ...]]
) -> Rule:
    """A rule whose groups are those of other rules where they are equal: each is sought once."""
    about = tuple(tuple(group.split("|")) for group in prose.about)
    named = (word for group in (prose.head, *about) for phrase in group for word in phrase.split())
    nouns = frozenset(fold(word) for word in named)
    head, without = (shared.setdefault(group, group) for group in (prose.head, prose.without))
    about = tuple(shared.setdefault(group, group) for group in about)
    return Rule(indicator, head, about, without, prose.stage, nouns)


def _suits(indicator: Indicator, kind: NumberKind) -> bool:
    """Whether a number that looks so may be a value of the indicator."""
    if indicator.base or indicator.kind == "milestone":
        return False
    return kind in kinds_of(indicator)


def kinds_of(indicator: Indicator) -> Sequence[NumberKind]:
    """How the numbers of an indicator are written."""
    match indicator.kind, indicator.unit:
        case ("rank", _):
            return ("rank",)
        case ("money", _):
            return ("money",)
        case ("score", "%"):
            return "percent", "points", "plain"
        case (_, "%"):
            return ("percent",)
        case (_, "km"):
            return ("km",)
        case (_, unit) if unit.endswith("100 dân"):
            return "per100", "plain"
        case ("score", _):
            return "points", "plain"
        case _:
            return ("plain",)
