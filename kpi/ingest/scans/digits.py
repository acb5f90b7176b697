"""Numbers as they are read on a scan: among letters that look like digits, and twice."""

import re

_AROUND = "()[]{}.,;:\"'“”\u2018\u2019"
_LESS_SURE = 0.2
_OTHER_LENGTH = 2
# Letters that a digit is taken for.
_ALIKE = "OoóÓQDlI|iSsŠBZzRgq§"
_NEARLY = "OoóÓlI|i"
_MINUS = ("-", "–")
_ALONE = ("ó", "Ó", "§")  # no words, but a 6 and an 8
_NUMBER = re.compile(rf"[\d{_ALIKE}.,/%\-–]+")
_CORE = re.compile(r"[-–]?\d[\d.,/\-–]*\d|[-–]?\d")


def is_number(text: str) -> bool:
    """Whether a word is a number, perhaps with a letter where a digit should be."""
    bare = text.strip(_AROUND)
    if bare in _ALONE:
        return True
    digits = sum(letter.isdigit() or letter == "§" for letter in bare)
    letters = sum(map(str.isalpha, bare))
    likely = sum(letter in _NEARLY for letter in bare)
    return _NUMBER.fullmatch(bare) is not None and digits > 0 and digits + likely / 2 > letters


def core(text: str) -> str:
    """The digits of a word with the signs between them and a minus; "" when it has none."""
    found = _CORE.search(text)
    return found[0].replace("–", "-") if found else ""


def likelier(first: str, sure: float, second: str, also_sure: float) -> str:
    """A word with the number of the look that is likelier right, where the two differ.

    The second look knows no letters: it is right more often, unless it is less sure.
    """
    bare = first.strip(_AROUND)
    if not second or core(bare) == second or also_sure < sure - _LESS_SURE:
        return first
    found = _NUMBER.search(bare)
    if found is None:
        return first
    before = first.index(bare)
    start, end = before + found.start(), before + found.end()
    # A stop behind the number ends its sentence.
    number = found[0].rstrip("%.,")
    kept = found[0][len(number) :]
    if number[:1] in _MINUS and second[:1] not in _MINUS:
        second = number[0] + second
    if abs(len(second) - len(number)) > _OTHER_LENGTH:
        return first
    return first[:start] + second + kept + first[end:]
