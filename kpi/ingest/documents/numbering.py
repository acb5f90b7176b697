"""Numbers and bullets that a program prints before paragraphs and does not store in them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Form = Literal["decimal", "roman", "ROMAN", "letter", "LETTER", "bullet", "none"]

_MOST_LEVELS = 10
_PLACE = re.compile(r"%(\d)")
_ROMAN = (
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN = 399
_DASHES = "-–—+*"
_BULLET = "•"


@dataclass(frozen=True)
class Level:
    """One level of a list.

    Attributes:
        form: how its number is written.
        shown: the label, with %1 for the number of the first level; the sign of a bullet.
        start: its first number.
        legal: the numbers of all levels are shown as digits.
        restarts: it begins anew below every paragraph of a higher level.
    """

    form: Form
    shown: str
    start: int = 1
    legal: bool = False
    restarts: bool = True


class Counter:
    """The numbers of one list so far."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def label(self, levels: Mapping[int, Level], depth: int) -> str:
        """The label of the next paragraph at a level; "" where none is shown."""
        level = levels.get(depth)
        if level is None:
            return ""
        self._numbers[depth] = self._numbers.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, _MOST_LEVELS):
            if deeper not in levels or levels[deeper].restarts:
                self._numbers.pop(deeper, None)
        if level.form == "bullet":
            return _bullet(level.shown)
        return _PLACE.sub(lambda place: self._shown(levels, int(place[1]) - 1, level), level.shown)

    def restart(self, depth: int, at: int) -> None:
        """The next paragraph at a level has this number."""
        self._numbers[depth] = at - 1

    def _shown(self, levels: Mapping[int, Level], depth: int, of: Level) -> str:
        level = levels.get(depth)
        if level is None or level.form == "bullet":
            return ""
        number = self._numbers.setdefault(depth, level.start)
        return written(number, "decimal" if of.legal and level.form != "none" else level.form)


def _bullet(sign: str) -> str:
    """Signs of picture fonts have no letter of their own."""
    sign = sign.strip()
    return sign if sign[:1] in _DASHES and sign else _BULLET


def written(number: int, form: Form) -> str:
    """A number as a list shows it."""
    if form == "none":
        return ""
    if form in ("roman", "ROMAN") and 0 < number <= _MOST_ROMAN:
        roman = _roman(number)
        return roman.upper() if form == "ROMAN" else roman
    if form in ("letter", "LETTER") and number > 0:
        # After z comes aa, then bb.
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5)
        return letter.upper() if form == "LETTER" else letter
    return str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters
