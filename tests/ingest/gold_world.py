"""The gold of tests/reports/world: reworded pages of the world, and how a reading is judged by it.

`NNN.txt` is the text, `NNN.json` what a careful reader finds in it (tests/reports/README.md).
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kpi import settings
from kpi.catalogue import Catalogue
from kpi.ingest.documents import read_document
from kpi.model import Document, Indicator, ObsStatus, Period, Qualifier
from kpi.model.period import scheme_in_force
from kpi.model.reports import NOTHING_KNOWN, Known

WORLD = settings.ROOT / "tests" / "reports" / "world"
Fate = Literal["taken", "asked", "suggested", "lost"]
FATES: tuple[Fate, ...] = ("taken", "asked", "suggested", "lost")
NATION = "vn:00"
_FORMER = " (cũ)"
"""Behind the name of a province: the one of before the merger."""
_ROUNDING = 0.006
# A report on a year or a quarter is published within so many days after it, or before its end.
_JUST_OVER, _NEARLY_OVER = 120, 31
_MONEY_ROUNDING = 0.02


@dataclass(frozen=True)
class WorldFigure:
    """A number of a text that tells an indicator.

    `ids` are the indicators that are right, the best first. `headline`: a clerk wants it in the
    store; another is listed so that taking it is no fault. `scope` says whose it is.
    """

    ids: tuple[str, ...]
    value: float
    period: str
    status: ObsStatus
    statuses: tuple[ObsStatus, ...]
    qualifier: Qualifier
    start: int
    end: int
    headline: bool
    scope: str
    province: str


@dataclass(frozen=True)
class WorldText:
    """One reworded page; `published` is a day, a month or "", `province` a name."""

    name: str
    text: str
    published: str
    province: str
    figures: tuple[WorldFigure, ...]

    def area(self, catalogue: Catalogue) -> str:
        """The key of the province on the day of the text; "" where it is of several."""
        if self.province == "Cả nước":
            return NATION
        scheme = scheme_in_force(Period.of(self.published).end) if self.published else "vn63"
        keys = [k for k, a in catalogue.areas.items() if a.name_vi == self.province]
        return next((k for k in keys if k.startswith(scheme)), keys[0] if keys else "")


@cache
def world(folder: Path = WORLD) -> tuple[WorldText, ...]:
    """Every text of a folder, by name."""
    return tuple(read_gold(path) for path in sorted(folder.glob("*.json")))


def read_gold(path: Path) -> WorldText:
    """One text and its gold."""
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return WorldText(
        name=path.stem,
        text=path.with_suffix(".txt").read_text(encoding="utf-8"),
        published=_day(told.get("published") or told.get("published_hint") or ""),
        province=told["province"],
        figures=tuple(map(_figure, told["figures"])),
    )


def _day(written: str) -> str:
    found = re.match(r"\d{4}(-\d\d){0,2}", written)
    return found[0] if found else ""


def _figure(told: dict[str, Any]) -> WorldFigure:
    return WorldFigure(
        ids=(told["indicator"], *told.get("accept", ())),
        value=float(told["value"]),
        period=told["period"],
        status=told["status"],
        statuses=(told["status"], *told.get("accept_status", ())),
        qualifier=told["qualifier"],
        start=told["start"],
        end=told["start"] + len(told["raw"]),
        headline=bool(told["headline"]),
        scope=told["scope"],
        province=told["province"],
    )


def document_of(text: WorldText, catalogue: Catalogue, *, told: bool) -> Document:
    """The document as pasted, or with date and province as a person tells them."""
    known = Known(text.published, text.area(catalogue)) if told else NOTHING_KNOWN
    return read_document(text.text.encode(), f"{text.name}.txt", catalogue, known=known)


@dataclass(frozen=True)
class Found:
    """What a reading says of one number; `area` and `period` are "" where it does not know."""

    start: int
    end: int
    indicator: str
    value: float
    area: str
    period: str
    status: str
    sure: bool


def is_same(found: Found, wanted: WorldFigure) -> bool:
    """Whether it is the gold's number, read as one of the gold's indicators."""
    return found.start < wanted.end and wanted.start < found.end and says_same(found, wanted)


def says_same(found: Found, wanted: WorldFigure) -> bool:
    """Whether it is of one of the gold's indicators and of its value, wherever it stands."""
    near = _ROUNDING if abs(wanted.value) < 1e6 else _MONEY_ROUNDING
    close = abs(found.value - wanted.value) <= near * abs(wanted.value)
    return found.indicator in wanted.ids and close


def area_is_right(found: Found, wanted: WorldFigure, catalogue: Catalogue) -> bool:
    """Whether the figure is given to whom the gold gives it."""
    if wanted.scope == "national":
        return found.area == NATION
    if not found.area:
        return False
    area, (name, former, _) = catalogue.area(found.area), wanted.province.partition(_FORMER)
    return area.name_vi == name and (not former or area.scheme == "vn63")


def period_is_right(found: Found, wanted: WorldFigure, reported: str) -> bool:
    """Whether it is dated as the gold dates it.

    What the gold has "asof" a day or month is right under any span of less than a year that
    holds it or lies in it, and under what the document reports on, if that was just over.
    """
    told = wanted.period.removeprefix("asof ")
    if not re.fullmatch(r"\d{4}(-(H[12]|Q[1-4]|\d\d(-\d\d)?))?", told):
        return True  # "unknown", or a span that no key has
    if not found.period:
        return False
    if found.period == told:
        return True
    one, other = Period.of(found.period), Period.of(told)
    if not wanted.period.startswith("asof "):
        # A state at the end of a span is told by the span as well as by its last day.
        return one.end == other.end and one.year == other.year
    if found.period == reported and -_NEARLY_OVER <= (other.start - one.end).days <= _JUST_OVER:
        return True
    if not (one.start <= other.end and other.start <= one.end):
        return False
    return one.kind != "year" or other.kind == "year" or found.period == reported


def false_ones(found: Sequence[Found], text: WorldText, catalogue: Catalogue) -> Iterator[Found]:
    """What was taken though the gold has no such figure, or has it as somebody else's."""
    for one in found:
        same = [w for w in text.figures if is_same(one, w)]
        if not any(w.scope == "province" or area_is_right(one, w, catalogue) for w in same):
            yield one


_WORD = re.compile(r"\w+")
_LISTED, _NEAR = 4, 25
_PART = re.compile(r"(?:trong đó|gồm|chia ra|cụ thể|bao gồm)[^.]*$", re.I)


@dataclass(frozen=True)
class _Place:
    """A number in its line."""

    line: str
    start: int
    end: int
    figure: WorldFigure
    indicator: Indicator | None

    @property
    def before(self) -> str:
        return self.line[: self.start]

    @property
    def near(self) -> str:
        return self.line[max(0, self.start - _NEAR) : self.end + _NEAR]

    @property
    def is_row(self) -> bool:
        return "|" in self.line or "\t" in self.line

    @property
    def is_named_above(self) -> bool:
        """Whether the line has none of the words of the indicator's name."""
        if self.indicator is None or self.is_row:
            return False
        own, said = _words(self.indicator.name_vi), _words(self.line)
        return not {word for word in own if len(word) > 2} & said


def _words(text: str) -> set[str]:
    return set(map(str.lower, _WORD.findall(text)))


_HARD: dict[str, Callable[[_Place], bool]] = {
    "ratio": lambda p: bool(re.search(r"\d\s*/\s*\d", p.near)),
    "set": lambda p: bool(_PART.search(p.before)),
    "bracket": lambda p: p.before.count("(") > p.before.count(")"),
    "distribution": lambda p: "lần lượt" in p.line or "tương ứng" in p.line,
    "list": lambda p: len(re.findall(r"\d[\d.,]*", p.line)) >= _LISTED,
    "rank": lambda p: p.indicator is not None and p.indicator.kind == "rank",
    "target": lambda p: p.figure.status in ("target", "plan"),
    "coverage": lambda p: "coverage" in p.figure.ids[0],
    "table": lambda p: p.is_row,
    "bare rows": lambda p: not p.is_row and not re.search(r"[^\W\d_]{2}", p.line),
    "heading-borne": lambda p: p.is_named_above,
}


def constructions(text: WorldText, figure: WorldFigure, catalogue: Catalogue) -> Iterator[str]:
    """What is hard about a number, as far as its letters show."""
    first = text.text.rfind("\n", 0, figure.start) + 1
    last = text.text.find("\n", figure.end)
    line = text.text[first : last if last >= 0 else len(text.text)]
    indicator = catalogue.indicators.get(figure.ids[0])
    place = _Place(line, figure.start - first, figure.end - first, figure, indicator)
    yield from (name for name, holds in _HARD.items() if holds(place))
