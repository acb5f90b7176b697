"""Where one noun phrase of a sentence ends and the next begins."""

import re
from bisect import bisect_left
from collections.abc import Mapping

from kpi.ingest.reports.phrases import Text, any_of
from kpi.ingest.reports.quantities import Number
from kpi.ingest.reports.rules import Rulebook
from kpi.model.word_roles import WordRole

# "trạm 4G: 691": such marks right before a number do not part it from its name.
_BESIDE_NAME = re.compile(r"[:(|][\s:(|]*")
# How many rows of words may begin before the one a divider lies in.
_NESTED = 8


class DividerWords:
    """What the words of config/ say about noun phrases, compiled once."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.joined = rulebook.joined
        self.divider = _divider(rulebook.words)
        self.together = _together(rulebook.words)


def _divider(words: Mapping[WordRole, tuple[str, ...]]) -> re.Pattern[str]:
    """Where one noun phrase ends and the next begins.

    "với" divides before a number ("733 tổ với 3.252 thành viên") and nowhere else; "còn lại"
    belongs to its noun.
    """
    return re.compile(
        r"\s(?=(?:trên|trong) tổng số\s+\d)"
        r"|[;:()|]"
        r"|,(?!\d)"
        rf"|\s(?!còn lại)(?:{any_of(words['divider'])}|[-–])(?=[\s\S])"
        r"|\s(?:cùng|cùng với|với) (?=(?:\S+\s){0,3}\d)"
    )


def _together(words: Mapping[WordRole, tuple[str, ...]]) -> re.Pattern[str]:
    """Rows in which a comma or an "and" divides nothing: "xã, phường", "4G, 5G"."""
    units = any_of(words["territory"])
    return re.compile(
        rf"{units}(?:\s*+(?:,|/|và|-|hoặc)\s*+{units})+|\dg(?:\s*+(?:,|/|và)\s*+\dg)+"
    )


class Dividers:
    """The noun phrases of one document."""

    def __init__(self, words: DividerWords, text: Text) -> None:
        self._divider = words.divider
        self._folded = text.folded
        rows = [match.span() for match in words.together.finditer(text.folded)]
        for group in ("joined", words.joined):
            rows += text.within(group, 0, len(text.folded))
        self._together = sorted(rows)

    def around(self, number: Number, last: int, after: int) -> tuple[list[int], list[int]]:
        """Where noun phrases end before a number, and where they begin to end behind it."""
        found = [
            m.span()
            for m in self._divider.finditer(self._folded, last, after)
            if not self._is_kept(*m.span())
        ]
        left = [end for _, end in found if end <= number.lead]
        while left and _BESIDE_NAME.fullmatch(self._folded, left[-1] - 1, number.lead):
            left.pop()
        return left, [start for start, _ in found if start >= number.unit_end]

    def _is_kept(self, start: int, end: int) -> bool:
        """Whether a divider lies in a row of words that belong together."""
        place = bisect_left(self._together, (start + 1,))
        around = self._together[max(0, place - _NESTED) : place]
        return any(a <= start and end <= b for a, b in around)
