"""How well reports are read: the texts of tests/reports/ against their gold, twice.

First as `kpi read` reads a file, which has to find province, date and period by itself; then
with these three given, which shows the reading of the sentences alone.
`python tests/ingest/score_reports.py` prints both; `… NAME` only the texts whose name has NAME.
"""

import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from builders_reports import said

from kpi import settings
from kpi.catalogue import Catalogue, load_catalogue
from kpi.ingest.documents import read_document
from kpi.ingest.reports import read_report
from kpi.model import Candidate, Document, Report

REPORTS = settings.ROOT / "tests" / "reports"
About = Literal["found", "given"]
# A rate computed from a fraction has more places than the one that is printed.
_ROUNDING = 0.006


@dataclass(frozen=True)
class GoldFigure:
    """One figure a careful reader takes from a text; fields as in the TOML."""

    indicator: str
    area: str
    period: str
    obs_status: str
    value: float
    qualifier: str
    written: str


@dataclass(frozen=True)
class Gold:
    """One text and every figure in it."""

    name: str
    tricky: str
    area: str
    published_on: str
    period: str
    text: str
    figure: tuple[GoldFigure, ...] = ()


@cache
def gold() -> tuple[Gold, ...]:
    """Every text of tests/reports, by name."""
    return tuple(_gold(path) for path in sorted(REPORTS.glob("*.toml")))


def _gold(path: Path) -> Gold:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    figures = tuple(GoldFigure(**figure) for figure in told.pop("figure", ()))
    return Gold(name=path.stem, figure=figures, **told)


class Score:
    """Counts over any number of texts; `faults` has the lines of each text with any."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.faults: dict[str, list[str]] = {}

    @property
    def recall(self) -> float:
        """Figures found, of all that are there."""
        return self._share("hit", "gold")

    @property
    def precision(self) -> float:
        """Figures that are there, of all that were proposed without a doubt."""
        return self._share("hit", "proposed")

    def right(self, part: str) -> float:
        """Hits with the right period, area, obs_status or qualifier, of all hits."""
        return self._share(part, "hit")

    def right_of_all(self, part: str) -> float:
        """The same of all figures that are there: what is missed is not right."""
        return self._share(part, "gold")

    def _share(self, part: str, whole: str) -> float:
        return self.counts[part] / max(1, self.counts[whole])

    def line(self) -> str:
        """Everything in one line; of all figures in brackets."""
        parts = (f"{p} {self.right(p):.3f} ({self.right_of_all(p):.3f})" for p in PARTS)
        return (
            f"{self.counts['gold']} figures, {self.counts['proposed']} proposed, "
            f"{self.counts['asked']} asked: recall {self.recall:.3f} "
            f"precision {self.precision:.3f} {' '.join(parts)}"
        )

    def shown(self) -> str:
        """Every text with a fault, and its faults."""
        lines = [f"{name}\n" + "\n".join(told) for name, told in self.faults.items()]
        return "\n".join([*lines, self.line()])


PARTS = ("obs_status", "period", "area", "qualifier")


def scored(texts: Sequence[Gold], catalogue: Catalogue, about: About) -> Score:
    """Read every text and compare; `about` says where province, date and period come from."""
    score = Score()
    for text in texts:
        document = read_document(text.text.encode(), f"{text.name}.txt", catalogue)
        faults: list[str] = []
        if about == "found":
            faults += _about_faults(document, text)
        else:
            document = said(document, text.area, text.period, text.published_on)
        faults += _compared(read_report(document, catalogue), text, score.counts)
        if faults:
            score.faults[text.name] = [f"  {fault}" for fault in faults]
    return score


def _about_faults(document: Document, text: Gold) -> Iterator[str]:
    for part in ("area", "published_on", "period"):
        told, wanted = getattr(document, part), getattr(text, part)
        if told.value != wanted:
            yield f"DOCUMENT {part}: {told.value or '–'} ({told.as_written!r}), is {wanted or '–'}"


def _compared(report: Report, text: Gold, counts: Counter[str]) -> Iterator[str]:
    """Count one text and tell what is wrong with its reading."""
    sure = [*report.sure]
    pairs = list(_pairs(sure, text.figure))
    counts["gold"] += len(text.figure)
    counts["proposed"] += len(sure)
    counts["asked"] += len(report.proposals) - len(sure)
    counts["hit"] += len(pairs)
    for found, wanted in pairs:
        for part in PARTS:
            one, other = _part(found, part), getattr(wanted, part)
            counts[part] += one == other
            if one != other:
                yield f"{part}: {one}, is {other}: {_named(wanted)} in {_sentence(found)}"
    for found in sure:
        if not any(found is one for one, _ in pairs):
            yield (
                f"FALSE {found.indicator} {found.area} {found.period} {found.obs_status} "
                f"{found.value:g} in {_sentence(found)}"
            )
    for wanted in text.figure:
        if not any(wanted is other for _, other in pairs):
            yield f"MISSED {_named(wanted)} ({_fate(report, wanted)}) in {_around(text, wanted)}"


def located(report: Report, text: Gold) -> tuple[list[tuple[int, int, str]], list[GoldFigure]]:
    """The figures that are read, with their place and indicator; and those that are not."""
    pairs = list(_pairs([*report.sure], text.figure))
    placed = [(c.locator.start or 0, c.locator.end or 0, c.indicator) for c, _ in pairs]
    read = [wanted for _, wanted in pairs]
    return placed, [f for f in text.figure if not any(f is one for one in read)]


def _pairs(
    sure: Sequence[Candidate], figures: Sequence[GoldFigure]
) -> Iterator[tuple[Candidate, GoldFigure]]:
    """Each figure with the proposal of its value: the one that has all right, else any."""
    left, unpaired = list(figures), list(sure)
    for strict in (True, False):
        for found in list(unpaired):
            wanted = next((w for w in left if _same(found, w, strict=strict)), None)
            if wanted is not None:
                left.remove(wanted)
                unpaired.remove(found)
                yield found, wanted


def _same(found: Candidate, wanted: GoldFigure, *, strict: bool) -> bool:
    close = abs(found.value - wanted.value) <= _ROUNDING * abs(wanted.value)
    right = all(_part(found, p) == getattr(wanted, p) for p in PARTS[:3])
    return found.indicator == wanted.indicator and close and (right or not strict)


def _part(found: Candidate, part: str) -> str:
    return str(getattr(found, part))


def _named(wanted: GoldFigure) -> str:
    return f"{wanted.indicator} {wanted.area} {wanted.period} {wanted.obs_status} {wanted.written}"


def _fate(report: Report, wanted: GoldFigure) -> str:
    """What became of the number: asked with its doubts, or unread for a reason."""
    digits = wanted.written.partition(" ")[0].rstrip("%")
    for proposal in report.proposals:
        found = proposal.figure
        if found.indicator == wanted.indicator and found.as_written.startswith(digits):
            return "asked: " + " ".join(proposal.doubts)
    fates = {m.reason for m in report.mentions if m.as_written.startswith(digits)}
    return "; ".join(sorted(fates)) or "no number was seen"


def _sentence(found: Candidate) -> str:
    return repr(found.locator.sentence[:240])


def _around(text: Gold, wanted: GoldFigure) -> str:
    """The words around the number, where it first stands alone."""
    whole = unicodedata.normalize("NFC", text.text)
    match = re.search(rf"(?<![\d.,]){re.escape(wanted.written)}", whole)
    at = match.start() if match else 0
    return repr(whole[max(0, at - 120) : at + 80])


def main() -> None:
    """Print every fault and both lines."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    texts = [text for text in gold() if wanted in text.name]
    catalogue = load_catalogue(settings.CONFIG)
    found, given = (scored(texts, catalogue, about) for about in ("found", "given"))
    sys.stdout.write(f"{found.shown()}\n\nwith province, date and period given:\n{given.shown()}\n")


if __name__ == "__main__":
    main()
