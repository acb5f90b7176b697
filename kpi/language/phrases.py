"""Phrases as patterns over folded text: whole words, blanks of any kind between them."""

import re
from collections.abc import Iterable

from kpi.language.spelling import composed, fold

GAP = r"[^\S\n]"
"""A blank of any kind within a line, for patterns."""


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for one of the phrases as whole words in a folded text, the longest first.

    Of no phrases it is a pattern that nothing fits.
    """
    folded = {fold(composed(phrase)) for phrase in phrases}
    longest_first = sorted(folded, key=lambda phrase: (-len(phrase), phrase))
    spelled = "|".join(f"{GAP}+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return f"(?<!\\w)(?:{spelled})(?!\\w)" if spelled else "(?!)"


def row_of(phrases: Iterable[str], *, before: str, between: str) -> str:
    """A pattern for a row of phrases, even an empty one; `before` and `between` are sets of marks.

    Possessive: what a word was read as is never tried another way, so that no text, however
    long, can make the search grow with every word.
    """
    return f"[{before}]*+(?:{any_of(phrases)}[{between}]*+)*+"
