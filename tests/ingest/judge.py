"""Judges the reading of a file against what a careful statistician takes from it.

Beside each file of tests/files/cases stands a JSON of the same name: `kind` and `why` say what
misleads in it; `read` are figures that must be there, `allowed` those that may be, `never`
those that must not; with `only` every other figure is a fault. `tell` wants a problem, or
something left out, that concerns it: at `where`, with the words `say`, and with `by` "problem"
a problem alone. `ask_ok` takes a question for a missing figure. `unreadable` is true, false, or
"either". Figures are in base units; a list in place of a value means any of it. Files of kind
"ok" are to be read without a question or an error.
"""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.utils import range_boundaries

from kpi.errors import UnreadableError
from kpi.model import Candidate, Locator, Problem, Reading
from kpi.model.figures import LeftOut

_STOPS = ("question", "error")
Pattern = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """A file and what is true of it."""

    file: Path
    gold: Pattern

    @property
    def kind(self) -> str:
        """What misleads in the file, or "ok"."""
        return str(self.gold["kind"])


def cases(folder: Path) -> list[Case]:
    """Every pair of a file and its JSON."""
    found = []
    for file in sorted(path for path in folder.iterdir() if path.suffix != ".json"):
        gold = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        found.append(Case(file, gold))
    return found


def faults(gold: Pattern, answer: Reading | UnreadableError) -> list[str]:
    """What is wrong with an answer; [] when it is right."""
    if isinstance(answer, UnreadableError):
        return list(_of_refusal(gold, str(answer)))
    if gold["unreadable"] is True:
        return ["read, though it cannot be"]
    found = [*_not_true(gold, answer), *_missing(gold, answer), *_untold(gold, answer)]
    if gold["kind"] == "ok":
        found += [f"asks: {_told(p)}" for p in answer.problems if p.severity in _STOPS]
    return found


def _of_refusal(gold: Pattern, words: str) -> Iterator[str]:
    if not gold["unreadable"]:
        yield f"refused: {words}"
    elif not _says(gold, [words]):
        yield f"refused without the reason: {words}"


def _not_true(gold: Pattern, reading: Reading) -> Iterator[str]:
    """Figures that the file does not state."""
    for one in reading.candidates:
        must_not = any(_fits(one, pattern) for pattern in gold["never"])
        true = any(_fits(one, pattern) for pattern in (*gold["read"], *gold["allowed"]))
        other_value = any(_fits(one, {**pattern, "value": one.value}) for pattern in gold["read"])
        if must_not or (not true and (gold["only"] or other_value)):
            yield f"not true: {_figure(one)}"


def _missing(gold: Pattern, reading: Reading) -> Iterator[str]:
    """Figures that nothing was read of, where no question stands in their place."""
    if gold["ask_ok"] and any(_stops(gold, problem) for problem in reading.problems):
        return
    for pattern in gold["read"]:
        if not any(_fits(one, pattern) for one in reading.candidates):
            yield f"missing: {dict(pattern)}"


def _stops(gold: Pattern, problem: Problem) -> bool:
    """Whether a problem may stand in the place of a figure."""
    if "say" in gold:
        return _says(gold, _words(problem))
    return problem.severity in _STOPS


def _untold(gold: Pattern, reading: Reading) -> Iterator[str]:
    """What was to be told and was not."""
    if not gold["tell"]:
        return
    told: list[Problem | LeftOut] = list(reading.problems)
    if gold.get("by") != "problem":
        told += reading.left_out
    where = gold.get("where", [])
    places = [where] if isinstance(where, str) else where
    for one in told:
        here = not places or any(_is_at(one, place) for place in places)
        if here and _says(gold, _words(one)):
            return
    yield f"nothing told at {places or 'all'}, {gold.get('say', 'in any words')}"


def _fits(one: Candidate, pattern: Pattern) -> bool:
    """Whether a figure is what a pattern names; what it does not name may be anything."""
    stated: dict[str, object] = {
        "area": one.area,
        "indicator": one.indicator,
        "period": one.period.key,
        "obs_status": one.obs_status,
        "value": one.value,
    }
    return all(_is_any(stated[key], wanted) for key, wanted in pattern.items())


def _is_any(stated: object, wanted: object) -> bool:
    choices = wanted if isinstance(wanted, list) else [wanted]
    if isinstance(stated, float):
        return any(math.isclose(stated, choice, rel_tol=1e-9) for choice in choices)
    return stated in choices


def _words(one: Problem | LeftOut) -> list[str]:
    if isinstance(one, LeftOut):
        return [one.as_written, one.reason]
    return [one.as_written, one.message, one.advice]


def _says(gold: Pattern, words: Iterable[str]) -> bool:
    return "say" not in gold or re.search(gold["say"], " ".join(words), re.I) is not None


def _is_at(one: Problem | LeftOut, place: str) -> bool:
    """Whether something is told of a cell "B4", a row "4", a column "B" or a sheet "2022!"."""
    where = one.where if isinstance(one, LeftOut) else one.locator
    sheet, _, rest = place.rpartition("!")
    if sheet and where.sheet != sheet:
        return False
    letters, digits = re.fullmatch(r"([A-Z]*)(\d*)", rest).groups()  # type: ignore[union-attr]
    left, top = (range_boundaries(f"{letters or 'A'}{digits or 1}"))[:2]
    return not rest or any(
        (not letters or box[0] <= left <= box[2]) and (not digits or box[1] <= top <= box[3])
        for box in _boxes(where)
    )


def _boxes(where: Locator) -> Iterator[Sequence[int]]:
    """Left, top, right and bottom of what an address names."""
    for part in where.cell.split(", "):
        if part:
            yield range_boundaries(part)


def _told(problem: Problem) -> str:
    return f"{problem.code} at {problem.locator.cell or problem.locator.start}: {problem.message}"


def _figure(one: Candidate) -> str:
    place = one.locator.cell or one.locator.sentence
    return f"{one.area} {one.indicator} {one.period.key} {one.obs_status} {one.value} ({place})"
