"""How a reading of a scan is judged: its numbers by what is printed, its figures by the text.

A number is right when the kept text has it with the value that is printed: "57.4%" is 57,4%, as
the print of a copy loses the tails of commas, but "1.911" is no "1.311".
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from kpi.catalogue import Catalogue
from kpi.ingest.documents import Scans, document_and_pages, read_document
from kpi.ingest.reports import read_report
from kpi.model import Draft, Report
from kpi.model.scans import Sighting

_NUMBER = re.compile(r"[(\[“\"]?(\d[\d.,/\-–]*?)%?[)\]”\",.;:!?…]*")
_GROUPED = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_POINT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)\.(\d{1,2}|\d{4,})")


@dataclass
class Score:
    """Counts over any number of scans.

    `right` of the `numbers` printed were read, `agreed` of the numbers read agree at both looks
    and `wrong_agreed` of these stand nowhere on the page; `figures` are proposed of the text,
    `proposed` of these of the scan as well; `taken` were without a question.
    """

    numbers: int = 0
    right: int = 0
    read: int = 0
    agreed: int = 0
    wrong_agreed: int = 0
    figures: int = 0
    proposed: int = 0
    taken: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Count another score in."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def __str__(self) -> str:
        def share(part: int, whole: int) -> str:
            return f"{part / whole:.4f}" if whole else "-"

        return (
            f"{self.numbers:6} numbers: right {share(self.right, self.numbers)}, agreed "
            f"{share(self.agreed, self.read)}, wrong though agreed "
            f"{share(self.wrong_agreed, self.numbers)} | {self.figures:5} figures: proposed "
            f"{share(self.proposed, self.figures)}, taken {self.taken}"
        )


def score(data: bytes, name: str, printed: list[str], source: str, catalogue: Catalogue) -> Score:
    """Read a scan and its text, and compare them.

    Args:
        data: the scan.
        name: its name.
        printed: what stands on each page.
        source: the same as one text.
        catalogue: what figures may be of.
    """
    text = read_document(source.encode(), f"{name}.txt", catalogue)
    wanted = read_report(text, catalogue)
    document, pages = document_and_pages(data, name, catalogue, scans=Scans())
    found = read_report(document, catalogue)
    told = Score(
        taken=len(found.sure), faults=[f"{name} {p.number}: {p.fault}" for p in pages if p.fault]
    )
    gold = Counter(n for page in printed for n in numbers(page))
    told.numbers = sum(gold.values())
    told.right = sum((gold & Counter(numbers(document.text))).values())
    spare = gold.copy()
    for sighting in document.sightings:
        _count(told, sighting, document.text, spare)
    figures = Counter(map(_figure, _drafts(wanted)))
    told.figures = sum(figures.values())
    told.proposed = sum((figures & Counter(map(_figure, _drafts(found)))).values())
    return told


def _count(told: Score, sighting: Sighting, text: str, spare: "Counter[str]") -> None:
    read = numbers(text[sighting.start : sighting.end])
    told.read += bool(read)
    if not read or not sighting.seen.agrees:
        return
    told.agreed += 1
    if spare[read[0]] > 0:
        spare[read[0]] -= 1
    else:
        told.wrong_agreed += 1
        told.faults.append(
            f"agreed and wrong: {text[sighting.start : sighting.end]} {sighting.seen}"
        )


def numbers(text: str) -> list[str]:
    """The values of the numbers of a text, as digits with a point before decimals."""
    found = (_NUMBER.fullmatch(word) for word in text.replace("|", " ").split())
    return [_value(match[1]) for match in found if match]


def _value(written: str) -> str:
    for form in (_GROUPED, _POINT):
        if match := form.fullmatch(written):
            return match[1].replace(".", "") + (f".{match[2]}" if match[2] else "")
    return written.replace("–", "-")


def _drafts(report: Report) -> list[Draft]:
    return [proposal.figure for proposal in report.proposals]


def _figure(draft: Draft) -> tuple[Any, ...]:
    period = draft.period.key if draft.period else ""
    return draft.indicator, draft.value, period, draft.obs_status
