"""A typed text → what it asks: places, regions, indicators, a period, and what of them.

Read in the order of how little else a word could be: the period, what is wanted, places and
regions, and of the rest the indicator. Nothing is kept from before here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from kpi.analysis.search.names import Match, Named, Names
from kpi.analysis.search.values import LONGEST
from kpi.analysis.search.words import (
    FOLLOW,
    FORMER,
    IDLE,
    MINE,
    SCHEME,
    SOFT_WANTS,
    STATUS_PHRASES,
    STATUSES,
    WANTS,
    Want,
    spans_of,
    token_list,
)
from kpi.language.periods import Written, periods_in
from kpi.language.spelling import clean, fold, unmarked
from kpi.model import ObsStatus, Period, Scheme

_CUT = "|"
_WORD = re.compile(r"\w+")
_WITH_NUMBER = re.compile(r"([a-z]{2,})(\d+)")
_COUNT = re.compile(r"\b(\d{1,2}) (?:tinh|tinh thanh|dia phuong|provinces?)\b")
_MOST_PLACES = 3
_MOST_WORDS, _MOST_TRIED = 24, 6
"""Words of a question that are read, and readings of them as places that are tried: a text made
to be slow must not be."""
_LONGEST_NAME = 6
"""Words of the longest name of a place."""
_LONGEST_REGION = 9
_SHORTEST = 3
"""Letters from which a name of a place wins over the same letters in an indicator's name."""
_ENOUGH = 0.6
"""The share of the words that a name must have to be meant."""
_LEAST = 0.25
"""The share that is enough where the whole name stands there: "dti" beside unknown words."""
_WHOLE = 0.97
"""The share of the words from which on an indicator has them all."""
_CLOSE = 0.6
"""The share of the best score from which another indicator may be meant as well."""

# What is gained by a reading that names a place, and lost with each word it leaves unread or
# takes for another one. Of two readings the better one holds.
_PLACE, _UNREAD, _RESPELLED = 0.6, 0.5, 0.3
_BEGUN, _INITIALS, _ONE_OF_MANY = 0.1, 0.2, 0.1


@dataclass(frozen=True)
class Question:
    """What a text asks.

    `places` were named, `maybe` are those an abbreviation or an unfinished name may stand for;
    of `indicators` the first is meant and the others have the words too. `respelled` is what
    was typed and the places it was read as, none for an indicator; `unread` what nothing bears.
    """

    places: tuple[Named, ...] = ()
    maybe: tuple[Named, ...] = ()
    regions: tuple[tuple[str, str], ...] = ()
    indicators: tuple[Match, ...] = ()
    periods: tuple[Period, ...] = ()
    wants: frozenset[Want] = field(default_factory=frozenset)
    status: ObsStatus = "actual"
    scheme: Scheme | None = None
    count: int = 0
    mine: bool = False
    follows: bool = False
    respelled: tuple[tuple[str, tuple[Named, ...]], ...] = ()
    unread: tuple[str, ...] = ()
    yearless: tuple[str, ...] = ()

    @property
    def period(self) -> Period | None:
        """The period that is asked for: the last one named."""
        return max(self.periods, default=None)

    @property
    def empty(self) -> bool:
        """Whether nothing of the text was understood."""
        named = self.places or self.maybe or self.regions or self.indicators or self.periods
        return not (named or self.wants or self.mine)


def read_question(text: str, names: Names, today: date) -> Question:
    """What a text of any length asks; only its beginning is read.

    Args:
        text: as typed.
        names: of the catalogue.
        today: the day that "năm nay" and "năm ngoái" count from.
    """
    written = clean(text[: LONGEST * 2])[:LONGEST]
    bare = unmarked(fold(written))
    unfinished = bool(text) and not text[-1].isspace()
    schemes: dict[str, Scheme] = {"63": "vn63", "34": "vn34"}
    found = SCHEME.search(bare)
    scheme = schemes[found[1]] if found else None
    if found:
        bare = f"{bare[: found.start()]} {_CUT} {bare[found.end() :]}"
    count = _COUNT.search(bare)
    if count:
        bare = f"{bare[: count.start()]} {_CUT} {bare[count.end() :]}"
    bare, periods, spans_years, yearless = _without_periods(bare, names, today)
    reader = _Reader(written, bare, names, unfinished=unfinished and bare[-1:].isalnum())
    question = reader.read()
    question = replace(
        question,
        periods=periods,
        scheme=scheme,
        yearless=yearless,
        count=question.count or (int(count[1]) if count else 0),
    )
    if spans_years:
        question = replace(question, wants=question.wants | {"trend"})
    return question


def _without_periods(
    bare: str, names: Names, today: date
) -> tuple[str, tuple[Period, ...], bool, tuple[str, ...]]:
    """The text without its periods; these; whether they are a span; those that lack a year."""
    written = list(periods_in(bare))
    years = [w.year for w in written if w.year is not None and w.names_period]
    periods: list[Period] = []
    yearless: list[str] = []
    rest, end, span = "", 0, False
    for one in written:
        read = _periods_of(one, years[-1] if years else None, today)
        if not read and one.names_period:
            yearless.append(bare[one.start : one.end])
        elif not read:
            continue
        periods += read
        span |= len(read) > 1
        begin = _behind_a_name(bare, one.lead_start, names)
        rest, end = f"{rest}{bare[end:begin]} {_CUT} ", one.end
    # A year beside a part of it ("2025 6 thang") says of which year the part is.
    parts = {p.year for p in periods if p.kind != "year"}
    kept = [p for p in periods if p.kind != "year" or p.year not in parts]
    span |= len({p.key for p in kept}) > 1
    return rest + bare[end:], tuple(dict.fromkeys(kept)), span, tuple(yearless)


def _behind_a_name(bare: str, begin: int, names: Names) -> int:
    """Where a period begins that a name ends before: "quang nam 2023" is a place and a year."""
    if not bare.startswith("nam ", begin):
        return begin
    before = token_list(bare[:begin])[-1:]
    return begin + len("nam") if "".join([*before, "nam"]) in names.places else begin


def _periods_of(one: Written, year: int | None, today: date) -> list[Period]:
    """The periods one form names: both ends of a span, the year that "năm ngoái" is."""
    match one.kind:
        case "span" if one.year is not None:
            first = one.parts.get("y") or one.parts.get("Y") or ""
            years = sorted({int(first) if len(first) == 4 else one.year, one.year})
            return [Period.of(str(y)) for y in years]
        case "this" | "now":
            return [Period.of(str(today.year))] if one.kind == "this" else []
        case "last" | "previous":
            return [Period.of(str(today.year - 1))]
        case _:
            pass
    if not one.names_period:
        return []
    read = one.named(year)
    return [read] if isinstance(read, Period) else []


class _Rest(NamedTuple):
    """What the words that are neither place nor want were read as."""

    matches: tuple[Match, ...]
    unread: tuple[str, ...]
    respelled: tuple[str, ...]
    wants: frozenset[Want]

    @property
    def complete(self) -> bool:
        """Whether no word is left that could be another."""
        whole = not self.matches or self.matches[0].explained > _WHOLE
        return whole and not self.unread and not self.respelled

    @property
    def worth(self) -> float:
        """How good a reading it is."""
        score = self.matches[0].score if self.matches else 0.0
        return score - _UNREAD * len(self.unread) - _RESPELLED * len(self.respelled)


class _Perhaps(NamedTuple):
    """Places that some words may stand for, and how far-fetched that is."""

    start: int
    end: int
    places: tuple[Named, ...]
    cost: float


class _Reader:
    """The words of one question, each read once."""

    def __init__(self, written: str, bare: str, names: Names, *, unfinished: bool) -> None:
        self._names = names
        self._typed = {word: each for each in _WORD.findall(written) for word in token_list(each)}
        self._tokens = [
            token
            for n, piece in enumerate(bare.split(_CUT))
            for word in ([_CUT] if n else []) + token_list(piece)
            for token in self._apart(word)
        ][:_MOST_WORDS]
        self._last = len(self._tokens) - 1 if unfinished and self._tokens else -1
        self._wants: set[Want] = set()

    def _as_typed(self, *words: str) -> str:
        """Words as they were typed, with their diacritics."""
        return " ".join(self._typed.get(word, word) for word in words)

    def _apart(self, word: str) -> tuple[str, ...]:
        """A word and a number that are written together: "nq57"."""
        together = _WITH_NUMBER.fullmatch(word)
        apart = together and not self._names.knows(word) and word not in self._names.places
        return together.groups() if together and apart else (word,)

    def read(self) -> Question:
        """Everything but the periods."""
        follows = any(start == 0 for start, _, _ in spans_of(self._tokens[:3], FOLLOW))
        # "Điện Biên" before "diễn biến".
        places, former = self._places()
        count = self._take_wants()
        mine = bool(self._take(MINE))
        status = self._status()
        regions = self._regions()
        rest = self._rest(self._tokens)
        maybe: tuple[Named, ...] = ()
        read_as: list[tuple[str, tuple[Named, ...]]] = []
        if not places and (better := self._perhaps(rest)) is not None:
            perhaps, rest = better
            maybe = perhaps.places
            if perhaps.cost >= _RESPELLED:
                read_as.append((self._as_typed(*self._tokens[perhaps.start : perhaps.end]), maybe))
            if len(maybe) == 1:
                places, maybe = list(maybe), ()
        if former:
            places = [Named(old, p.name) if (old := _old_of(p.keys)) else p for p in places]
        return Question(
            places=tuple(dict.fromkeys(places))[:_MOST_PLACES],
            maybe=maybe,
            regions=regions,
            indicators=rest.matches,
            wants=frozenset(self._wants | rest.wants),
            status=status,
            count=count,
            mine=mine,
            follows=follows,
            respelled=(*read_as, *((self._as_typed(word), ()) for word in rest.respelled)),
            unread=tuple(map(self._as_typed, rest.unread)),
        )

    def _take(self, table: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """The phrases of a table that stand there, each taken out."""
        found = list(spans_of(self._tokens, table))
        for start, end, _ in found:
            self._cut(start, end)
        return [phrase for _, _, phrase in found]

    def _cut(self, start: int, end: int) -> None:
        self._tokens[start:end] = [_CUT] * (end - start)

    def _take_wants(self) -> int:
        """Notes what is wanted; gives the number behind "top", 0 without one."""
        count = 0
        for start, end, phrase in list(spans_of(self._tokens, WANTS)):
            self._wants.add(WANTS[phrase])
            self._cut(start, end)
            if WANTS[phrase] == "top" and end < len(self._tokens) and self._tokens[end].isdigit():
                count = int(self._tokens[end][:2])
                self._cut(end, end + 1)
        return count

    def _status(self) -> ObsStatus:
        for phrase in self._take(STATUS_PHRASES):
            return STATUS_PHRASES[phrase]
        for n, token in enumerate(self._tokens):
            if token in STATUSES and not self._names.knows(token):
                self._cut(n, n + 1)
                return STATUSES[token]
        return "actual"

    def _windows(self, longest: int) -> Iterable[tuple[int, int, str]]:
        """Words that stand together, the longest first: start, end, run together."""
        for length in range(longest, 0, -1):
            for start in range(len(self._tokens) - length + 1):
                words = self._tokens[start : start + length]
                if _CUT not in words:
                    yield start, start + length, "".join(words)

    def _places(self) -> tuple[list[Named], bool]:
        found: dict[int, Named] = {}
        former = False
        for start, end, letters in self._windows(_LONGEST_NAME):
            named = self._names.places.get(letters)
            if named is None or (len(letters) < _SHORTEST and self._names.knows(letters)):
                continue
            found[start] = named
            self._cut(start, end)
            if end < len(self._tokens) and self._tokens[end] in FORMER:
                former = True
                self._cut(end, end + 1)
        return [found[start] for start in sorted(found)], former

    def _regions(self) -> tuple[tuple[str, str], ...]:
        for start, end, letters in self._windows(_LONGEST_REGION):
            if regions := self._names.regions.get(letters):
                self._cut(start, end)
                return regions
        return ()

    def _rest(self, tokens: Sequence[str]) -> _Rest:
        """The indicators some words may mean, and the words that the first does not explain."""
        items = [
            self._names.item(token, last=n == self._last, idle=token in IDLE)
            for n, token in enumerate(tokens)
            if token != _CUT and token not in FORMER and token not in tokens[:n]
        ]
        matches = [
            m
            for m in self._names.indicators(items)
            if (m.explained >= _ENOUGH or (m.explained >= _LEAST and m.covered >= _WHOLE))
            and (any(not items[n].idle for n in m.used) or m.score > _WHOLE)
        ]
        used = matches[0].used if matches else frozenset()
        rest = [_CUT if n in used else item.typed for n, item in enumerate(items)]
        return _Rest(
            tuple(m for m in matches if m.score >= _CLOSE * matches[0].score),
            tuple(i.typed for n, i in enumerate(items) if n not in used and not i.idle),
            tuple(items[n].typed for n in sorted(used) if items[n].respelled),
            # "hồ sơ" asks for a profile unless an indicator's name has it.
            frozenset(SOFT_WANTS[phrase] for _, _, phrase in spans_of(rest, SOFT_WANTS)),
        )

    def _perhaps(self, plain: _Rest) -> tuple[_Perhaps, _Rest] | None:
        """The best reading with a place that is not spelled out; None when it is no better."""
        best, worth = None, plain.worth
        if plain.complete:
            return None
        for perhaps in islice(self._perhaps_places(), _MOST_TRIED):
            words = self._tokens[perhaps.start : perhaps.end]
            # Said twice, it is the same: "BN có bn trạm".
            again = words[0] if len(words) == 1 else _CUT
            tokens = [
                _CUT if perhaps.start <= n < perhaps.end or token == again else token
                for n, token in enumerate(self._tokens)
            ]
            rest = self._rest(tokens)
            gained = rest.worth + _PLACE - perhaps.cost
            if gained > worth:
                best, worth = (perhaps, rest), gained
        return best

    def _perhaps_places(self) -> Iterable[_Perhaps]:
        """Places by initials, by a name begun at the end of the text, and by a wrong letter."""
        for start, end, letters in self._windows(4):
            if all(word in IDLE for word in self._tokens[start:end]):
                continue
            found: tuple[Named, ...] = ()
            known = all(map(self._names.knows, self._tokens[start:end]))
            cost = _BEGUN + _RESPELLED * known
            if end - 1 == self._last and len(letters) > 1:
                found = self._names.places_beginning(letters)
            if not found and end - start == 1:
                found, cost = tuple(self._names.place_initials.get(letters, {}).values()), _INITIALS
            if not found and not known:
                found, cost = self._names.places_like(letters), _RESPELLED
            if found:
                yield _Perhaps(start, end, found, cost + _ONE_OF_MANY * (len(found) > 1))


def _old_of(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if key.startswith("vn63"))
