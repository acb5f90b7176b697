"""Text in several fonts → what counts of it: struck-out text is gone, raised marks stand apart."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of text in one font; None is what the whole cell's font says."""

    text: str
    struck: bool | None = None
    raised: bool | None = None


class Parted(NamedTuple):
    """A cell's text and what does not belong to it."""

    text: str
    struck: str = ""
    raised: str = ""


# "km²", "m³" and "10⁶ đồng" typed with raised digits are no note marks.
_POWER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_METRES = re.compile(r"(?<![^\W\d_])(?:[kcdm]|da|h)?m\Z", re.I)
_TEN = re.compile(r"(?<![\d.,])10\Z")


def parted(runs: Iterable[Run], *, struck: bool = False, raised: bool = False) -> Parted:
    """The runs of a cell whose own font is `struck` or `raised`."""
    kept = gone = marks = ""
    every = list(runs)
    for number, run in enumerate(every):
        if struck if run.struck is None else run.struck:
            gone += run.text
        elif not (raised if run.raised is None else run.raised):
            kept += run.text
        elif _is_power(kept, run.text, "".join(later.text for later in every[number + 1 :])):
            kept += run.text.translate(_POWER)
        else:
            marks += run.text
    return Parted(kept, gone.strip(), marks.strip())


def _is_power(before: str, raised: str, after: str) -> bool:
    if raised in ("2", "3") and _METRES.search(before):
        return True
    return raised in ("3", "6", "9") and bool(_TEN.search(before)) and after[:1] == " "
