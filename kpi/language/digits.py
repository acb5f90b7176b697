"""Digits and marks → a value: the one place that knows decimal marks and groups."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

Mark = Literal[",", "."]

# What a float holds exactly; a longer row of digits is a code or two numbers run together.
_MOST_DIGITS = 15


class Doubt(Exception):  # noqa: N818 -- not an error: the one way out of nested readings
    """Why a text cannot be read, and the readings it might have."""

    def __init__(self, code: str, options: Iterable[Decimal | str] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.options = tuple(o if isinstance(o, str) else f"{o.normalize():f}" for o in options)


class Convention(NamedTuple):
    """What the caller knows: the decimal mark of the file, and whether the unit is whole."""

    decimal: Mark | None
    whole: bool


def choose(number: str, convention: Convention, scale: int = 1) -> Decimal:
    """The one value of a row of digits and marks, times `scale`, or a doubt."""
    readings = {mark: value * scale for mark, value in readings_of(number).items()}
    decimal, whole = convention
    if not readings:
        raise Doubt("not-a-number")
    # Read with thousands, a number is always the larger; only "1,825 triệu" escapes a count.
    count = max(readings.values()) if whole and scale == 1 else None
    if "" in readings or (len(readings) == 1 and not decimal):
        value = next(iter(readings.values()))
    elif not decimal and count is None:
        raise Doubt("two-readings", sorted(readings.values(), reverse=True))
    elif decimal and decimal not in readings:
        raise Doubt("other-decimal-mark", readings.values())
    else:
        value = readings[decimal] if decimal else max(readings.values())
    if len(readings) == 2 and count not in (None, value):
        raise Doubt("two-readings", sorted(readings.values(), reverse=True))
    if whole and value % 1:
        raise Doubt("not-whole", (value,))
    return value


def readings_of(number: str) -> dict[Mark | Literal[""], Decimal]:
    """Every value the digits may have, by the decimal mark each takes for granted."""
    if sum(map(str.isdigit, number)) > _MOST_DIGITS:
        raise Doubt("too-many-digits")
    if re.fullmatch(r"0[0-9]{1,2}|0|[1-9][0-9]*|[1-9][0-9]{0,2}( [0-9]{3})+", number):
        return {"": Decimal(number.replace(" ", ""))}
    readings: dict[Mark | Literal[""], Decimal] = {}
    pairs: tuple[tuple[Mark, Mark], ...] = ((",", "."), (".", ","))
    for mark, group in pairs:
        grouped = rf"[1-9][0-9]{{0,2}}(?:[ {group}][0-9]{{3}})+(?:{re.escape(mark)}[0-9]+)?"
        # 01.699 is neither a group nor a decimal anyone writes; 06,5 is.
        plain = rf"(?:0|[1-9][0-9]*){re.escape(mark)}[0-9]+|0[0-9]{re.escape(mark)}[0-9]{{1,2}}"
        if re.fullmatch(f"{grouped}|{plain}", number):
            bare = number.replace(" ", "").replace(group, "").replace(mark, ".")
            readings[mark] = Decimal(bare)
    return readings
