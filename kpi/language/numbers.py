"""A written number → value, hedge, multiplier, percent. Never guesses a separator.

"1.699" is 1699 in a Vietnamese report and 1.699 in an English one. Only three things settle
it: the decimal mark the caller knows to hold, a unit that counts whole things, or another
number of the same fraction. Anything else is `Unclear` with both readings. Codes: missing,
not-a-number, several-numbers, two-readings, other-decimal-mark, not-whole, upper-bound,
too-many-digits.
"""

import re
from decimal import Decimal
from functools import lru_cache

from kpi.language.digits import Convention, Doubt, Mark, choose, readings_of
from kpi.language.number_words import (
    CELL_BORDER,
    DASH,
    LEAD,
    LEAD_WITHIN,
    LEADS,
    LOOSE_SCALE,
    MISSING,
    NOT_UNIT,
    NOTES,
    NUMBERS,
    OUT_OF,
    PART,
    PERCENTAGE,
    SCALES,
    SHARE,
    SPACE_IN_DECIMAL,
    Lead,
)
from kpi.language.spelling import clean
from kpi.model import QUALIFIERS, Qualifier, Quantity, Unclear

# A cell or a mention, never prose; also what bounds the time a text can take.
_LONGEST_TEXT = 200


# A number is asked about once for each unit it might have.
@lru_cache(maxsize=1024)
def read_quantity(
    text: str, *, decimal: Mark | None = None, whole: bool = False
) -> Quantity | Unclear:
    """Read one written number, Vietnamese or English.

    Two different hedges ("khoảng trên") make the weaker claim, "about". A percentage is never
    held to `whole`. A known `decimal` that the text contradicts is a doubt, not a hint.

    Args:
        text: the number with whatever stands around it in its cell or mention.
        decimal: the decimal mark known to hold for the file or text; None: unknown.
        whole: the unit counts whole things (stations, people, đồng).
    """
    try:
        return _read(_tidy(text), text, Convention(decimal, whole))
    except Doubt as doubt:
        return Unclear(doubt.code, text, doubt.options)


def _tidy(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise Doubt("not-a-number")
    if CELL_BORDER.search(text):
        raise Doubt("several-numbers")
    tidy = clean(text)
    if MISSING.fullmatch(tidy):
        raise Doubt("missing")
    # A raised figure between digits may be an exponent; after a number or a noun it is a note.
    if re.search(r"[¹²³⁰⁴-⁹] ?[.,]?[0-9]", tidy):
        raise Doubt("not-a-number")
    tidy = re.sub(r"\s*(?:\(\*+\)|[*†‡]+)$", "", NOTES.sub(r"\1", tidy))
    if any(c.isnumeric() and not c.isascii() and c not in "²³" for c in tidy):
        raise Doubt("not-a-number")
    return SPACE_IN_DECIMAL.sub(r"\1\2", tidy).rstrip(" .,;:")


def _read(tidy: str, text: str, convention: Convention) -> Quantity:
    leads, rest = _leads(tidy)
    if "upper" in leads:
        raise Doubt("upper-bound")
    hedges = [qualifier for qualifier in QUALIFIERS if qualifier in leads]
    qualifier: Qualifier = "about" if len(hedges) > 1 else next(iter(hedges), "exact")
    if "rank" in leads:
        convention = convention._replace(whole=True)
    estimate = "estimate" in leads
    if fraction := OUT_OF.fullmatch(rest):
        value, total, share, unit = _fraction(fraction, convention)
        return Quantity(
            value, text, qualifier, total=total, unit=unit, share=share, estimate=estimate
        )
    value, percent, unit = _single(rest, convention)
    return Quantity(value, text, qualifier, percent=percent, unit=unit, estimate=estimate)


def _leads(tidy: str) -> tuple[set[Lead], str]:
    """The words before a number and what follows them; "trở lên" behind counts as one."""
    leads: set[Lead] = set()
    while match := LEAD.match(tidy):
        leads.add(LEADS[match[1].lower()])
        tidy = tidy[match.end() :]
    if tail := re.search(r"\s*trở (lên|xuống)$", tidy, re.I):
        leads = (leads - {"from"}) | {"at_least" if tail[1].lower() == "lên" else "upper"}
        tidy = tidy[: tail.start()]
    if "from" in leads:
        raise Doubt(_not_one_number(tidy))
    return leads, tidy


def _single(rest: str, convention: Convention) -> tuple[float, bool, str]:
    sign = re.match(rf"(-|− ?)(?=[0-9])|{DASH} ?(?=[0-9])", rest)
    body = rest[sign.end() :] if sign else rest
    try:
        value, percent, unit = _unsigned(body, convention)
    except Doubt as doubt:
        minus = "-" if sign else ""
        raise Doubt(doubt.code, [minus + option for option in doubt.options]) from None
    if sign and not sign[1]:
        # A dash with a space, or a long one, is as often a bullet as a minus.
        raise Doubt("two-readings", (value, -value))
    return float(-value if sign else value) + 0.0, percent, unit


def _unsigned(body: str, convention: Convention) -> tuple[Decimal, bool, str]:
    if percentage := PERCENTAGE.match(body):
        unit = _unit(body[percentage.end() :], body)
        return choose(percentage[1], convention._replace(whole=False)), True, unit
    parts, tail = _parts(body)
    unit = _unit(tail, body)
    return _scaled(parts, convention), False, unit


def _parts(body: str) -> tuple[list[re.Match[str]], str]:
    """The numbers of "1 triệu 300 nghìn" with their multipliers, and the text behind them."""
    parts: list[re.Match[str]] = []
    tail = body
    while (part := PART.match(tail)) and (not parts or _continues(parts[-1], part)):
        parts.append(part)
        tail = tail[part.end() :]
    # 4G, 12K and 30h are names and shorthand, not counts of a unit.
    if not parts or re.match(r"[^\W\d_mđ](?!\w)", body[parts[0].end("number") :]):
        raise Doubt(_not_one_number(body))
    return parts, tail


def _continues(last: re.Match[str], part: re.Match[str]) -> bool:
    if not (last["number"].isdigit() and part["number"].isdigit() and part["scale"]):
        return False
    return int(part["number"]) * _scale(part) < _scale(last)


def _scaled(parts: list[re.Match[str]], convention: Convention) -> Decimal:
    first, *others = parts
    word = first["scale"] or ""
    if word.isascii() and word and convention.decimal == ",":
        # An English phrase in a Vietnamese file does not follow the file's convention.
        convention = convention._replace(decimal=None)
    value = choose(first["number"], convention, _scale(first))
    return value + sum(int(part["number"]) * _scale(part) for part in others)


def _scale(part: re.Match[str]) -> int:
    word = (part["scale"] or "").lower()
    return SCALES.get(word) or SCALES.get(word.removesuffix("s"), 1)


def _fraction(
    match: re.Match[str], convention: Convention
) -> tuple[float, float, float | None, str]:
    """n, N, the percentage beside them, and the noun. What is counted out of N is whole."""
    n, of, rest = match["n"], match["of"], match["rest"].strip()
    if re.fullmatch("199[0-9]|20[0-9]{2}|2100", of) and n.isdigit() and 1 <= int(n) <= 12:
        raise Doubt("two-readings", (f"{int(n)}/{of}", f"{of}-{int(n):02}"))
    beside = SHARE.fullmatch(rest)
    numbers = [n, of, beside["share"]] if beside else [n, of]
    shown = {mark for one in map(readings_of, numbers) for mark in one if mark and len(one) == 1}
    decimal = convention.decimal or (shown.pop() if len(shown) == 1 else None)
    total = choose(of, Convention(decimal, whole=True))
    both = len(readings_of(n)) == len(readings_of(of)) == 2
    value = choose(n, Convention(decimal, convention.whole or both))
    if not total:
        raise Doubt("not-a-number")
    if beside is None:
        return float(value), float(total), None, _unit(rest, match[0])
    if LEAD_WITHIN.search(beside["unit"]):
        raise Doubt("several-numbers")  # the hedge of a share would be lost
    share = choose(beside["share"], Convention(decimal, whole=False))
    return float(value), float(total), float(share), _unit(beside["unit"], match[0])


def _unit(tail: str, around: str) -> str:
    """The noun behind a number as written; a doubt when more than a noun stands there."""
    noun = tail.strip(" .,;:")
    noun = noun[1:-1] if noun.startswith("(") and noun.endswith(")") else noun
    bare = re.sub(r"\b[2-6]G\b", "", re.sub(r"(?<=[^\W\d_]) ?/ ?[0-9][0-9.,]*", "", noun))
    odd = re.search(r"[0-9]|[^\w\s/.,()²³&'’₫-]|_", bare)
    # "1. Hà Nội" and "161, trong đó" go on after the number; they do not name its unit.
    goes_on = re.match(r" ?[.,;:] ?\w", tail)
    if odd or goes_on or NOT_UNIT.match(noun) or LOOSE_SCALE.search(noun):
        raise Doubt(_not_one_number(around))
    return noun


def _not_one_number(text: str) -> str:
    return "several-numbers" if len(NUMBERS.findall(text)) > 1 else "not-a-number"
