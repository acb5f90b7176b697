"""Phrases that clerks taught: each carries a figure as a rule of config/ does.

A publisher who writes "1.250 cột phát sóng" or "đội số thôn" uses nouns that no rule knows, so a
clerk adds the same figures from every report of his. What was taught becomes a rule of this
installation when

- it stands where the noun of a number stands: right behind a count ("1.250 **cột phát sóng**"),
  and where none does, right before the words that link it ("**tỷ lệ phủ cột** đạt 85%");
- at least three numbers beside it were taken for one indicator that no rule proposed for them, in
  at least two documents;
- no number beside it was ever taken for another, or refused, or is none in the texts that the
  program was made with.

It has two to four words: as many as all the numbers beside it share. As a rule it is bound by all
that binds rules: kinds of numbers, modifiers, owners, period and place; and what its indicator's
own rules must not stand beside ("without") holds for it as well. Whatever else was learned only
suggests and doubts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kpi.catalogue import Catalogue
from kpi.ingest.reports.scoring.around import Around, words_in
from kpi.ingest.reports.scoring.examples import Example
from kpi.model.entries import Indicator, Prose

_LEAST_NUMBERS, _LEAST_DOCUMENTS = 3, 2
_SHORTEST, _LONGEST = 2, 4


@dataclass
class _Taught:
    """What the numbers beside one phrase were said to be."""

    indicators: set[str] = field(default_factory=set)
    numbers: int = 0
    documents: set[str] = field(default_factory=set)


def learned_phrases(
    taught: Iterable[Example], others: Iterable[Example], catalogue: Catalogue
) -> tuple[tuple[str, str], ...]:
    """The phrases beside numbers that clerks taught, each with its indicator.

    Args:
        taught: numbers that were taken for what no rule proposed.
        others: numbers that were proposed rightly or wrongly, and the texts of the program.
        catalogue: the rules there are.
    """
    linking = frozenset(words_in(" ".join(catalogue.words["linking"])))
    found: dict[str, _Taught] = defaultdict(_Taught)
    for example in taught:
        for phrase in _beside(example.around, linking):
            told = found[phrase]
            told.indicators.add(example.indicator)
            told.numbers += 1
            told.documents.add(example.text)
    for example in others:
        for phrase in _beside(example.around, linking):
            if phrase in found:
                found[phrase].indicators.add(example.indicator)
    sure = {phrase: told for phrase, told in found.items() if _is_sure(told)}
    kept = [(phrase, only) for phrase, told in sure.items() for only in told.indicators
            if not any(_says_more(sure, other, phrase) for other in sure)]  # fmt: skip
    ruled = _ruled(catalogue)
    return tuple(sorted(each for each in kept if each[0] not in ruled[each[1]]))


def with_phrases(catalogue: Catalogue, phrases: Sequence[tuple[str, str]]) -> Catalogue:
    """The catalogue with learned phrases as rules; those of unknown indicators are passed over."""
    heads: dict[str, list[str]] = defaultdict(list)
    for phrase, indicator in phrases:
        heads[indicator].append(phrase)
    indicators = {
        key: _with_heads(indicator, heads[key]) if key in heads else indicator
        for key, indicator in catalogue.indicators.items()
    }
    return replace(catalogue, indicators=indicators)


def _with_heads(indicator: Indicator, heads: Sequence[str]) -> Indicator:
    without = tuple(dict.fromkeys(phrase for rule in indicator.prose for phrase in rule.without))
    # What a head says itself does not speak against it.
    free = tuple(p for p in without if not any(f" {p.lower()} " in f" {h} " for h in heads))
    rule = Prose(head=tuple(heads), without=free)
    return indicator.model_copy(update={"prose": (*indicator.prose, rule)})


def _is_sure(told: _Taught) -> bool:
    return (
        len(told.indicators) == 1
        and told.numbers >= _LEAST_NUMBERS
        and len(told.documents) >= _LEAST_DOCUMENTS
    )


def _says_more(sure: Mapping[str, _Taught], one: str, other: str) -> bool:
    """Whether one phrase stands for another: longer beside the same numbers, or within it."""
    if one == other or sure[one].indicators != sure[other].indicators:
        return False
    longer = f" {other} " in f" {one} " and sure[one].numbers == sure[other].numbers
    within = f" {one} " in f" {other} " and sure[one].numbers > sure[other].numbers
    return longer or within


def _ruled(catalogue: Catalogue) -> Mapping[str, set[str]]:
    """The heads that the rules of each indicator have already."""
    return defaultdict(set) | {
        key: {" ".join(words_in(head)) for rule in indicator.prose for head in rule.head}
        for key, indicator in catalogue.indicators.items()
    }


def _beside(around: Around, linking: frozenset[str]) -> Iterator[str]:
    """The phrases that may be the noun of a number."""
    right = _words(around.right.split()) if around.kind == "plain" else []
    if right:
        yield from (" ".join(right[:n]) for n in range(_SHORTEST, min(_LONGEST, len(right)) + 1))
        return
    left = around.left.split()
    while left and (left[-1] in linking or left[-1] in ":("):
        left.pop()
    left = _words(left[::-1])[::-1]
    yield from (" ".join(left[-n:]) for n in range(_SHORTEST, min(_LONGEST, len(left)) + 1))


def _words(words: Sequence[str]) -> list[str]:
    """The words up to the first mark, number or year."""
    end = next((n for n, word in enumerate(words) if not word[-1].isalpha()), len(words))
    return list(words[:end])
