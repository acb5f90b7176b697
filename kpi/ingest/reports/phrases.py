"""Phrases of config/ as whole words: found in a text, or made into a pattern."""

import re
from collections import defaultdict
from collections.abc import Iterable

from kpi.language.spelling import composed, fold

Span = tuple[int, int]

# "246điểm" is a number and its noun; "5G" is one word.
_TOKEN = re.compile(r"\d+(?=[^\W\d_]{2})|\w+|[^\w\s]")
GAP = r"[^\S\n]"
"""A blank of any kind within a line, for patterns."""


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for one of the phrases as whole words in a folded text, the longest first."""
    folded = {fold(composed(phrase)) for phrase in phrases}
    longest_first = sorted(folded, key=lambda phrase: (-len(phrase), phrase))
    spelled = "|".join(f"{GAP}+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return f"(?<!\\w)(?:{spelled})(?!\\w)"


def row_of(phrases: Iterable[str], *, before: str, between: str) -> str:
    """A pattern for a row of phrases, even an empty one; `before` and `between` are sets of marks.

    Possessive: what a word was read as is never tried another way, so that no text, however
    long, can make the search grow with every word.
    """
    return f"[{before}]*+(?:{any_of(phrases)}[{between}]*+)*+"


class Phrases:
    """Phrases to be found in texts as whole words, in one pass over the words of a text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: defaultdict[str, list[tuple[list[str], str]]] = defaultdict(list)
        for phrase in set(phrases):
            first, *others = _TOKEN.findall(fold(composed(phrase)))
            self._by_first[first].append((others, phrase))

    def find(self, folded: str) -> dict[str, list[Span]]:
        """Where each phrase stands in a folded text, in its order."""
        tokens = list(_TOKEN.finditer(folded))
        words = [token[0] for token in tokens]
        found: defaultdict[str, list[Span]] = defaultdict(list)
        for place, word in enumerate(words):
            for others, phrase in self._by_first.get(word, ()):
                last = place + len(others)
                if words[place + 1 : last + 1] == others:
                    found[phrase].append((tokens[place].start(), tokens[last].end()))
        return dict(found)
