"""The figures of a list in groups that are decided at once, and parts changed for many.

Nothing here draws or stores.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from kpi.catalogue import Catalogue
from kpi.ingest.tables.ledger import Fault
from kpi.model import Document, Draft
from kpi.ui.reports.review import Item, Part
from kpi.ui.reports.taking import BY_CLERK, value_of

By = Literal["each", "question", "indicator", "paragraph"]
_EXCERPT = 70


@dataclass(frozen=True)
class Group:
    """Figures that belong together: under one doubt, of one indicator, of one paragraph.

    `what` names them: the doubts, the indicator's id, the first words of the paragraph.
    """

    key: str
    what: str
    items: tuple[Item, ...]

    @property
    def acceptable(self) -> list[Item]:
        """Those that a yes would take; a figure of a scan is taken where its picture is seen."""
        return [
            item
            for item in self.items
            if item.complete and item.state != "accepted" and not item.scanned
        ]

    @property
    def refusable(self) -> list[Item]:
        """Those that a no would leave out."""
        return [item for item in self.items if item.state != "refused"]

    @property
    def changeable(self) -> list[Item]:
        """Those whose parts can be changed."""
        return [item for item in self.refusable if item.figure is not None]


def grouped(document: Document, listed: Iterable[Item], by: By) -> list[Group]:
    """The figures in groups; those of one doubt or indicator the largest first."""
    ends = [at for at, letter in enumerate(document.text) if letter == "\n"]
    found: dict[str, list[Item]] = {}
    for item in listed:
        found.setdefault(_key(item, by, ends), []).append(item)
    groups = [Group(f"{by}-{key}", _what(document, key, by), tuple(i)) for key, i in found.items()]
    if by == "paragraph":
        return groups
    return sorted(groups, key=lambda group: -len(group.items))


def _key(item: Item, by: By, ends: Sequence[int]) -> str:
    if by == "question":
        return " ".join(item.doubts)
    if by == "indicator":
        return item.figure.indicator if item.figure is not None else ""
    if by == "paragraph":
        line = bisect_right(ends, item.start)
        return str(ends[line - 1] + 1 if line else 0)
    return ""


def _what(document: Document, key: str, by: By) -> str:
    if by != "paragraph":
        return key
    start = int(key)
    line = document.text[start : start + _EXCERPT + 1].partition("\n")[0].strip()
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rsplit(' ', 1)[0]} …"


def lacking(listed: Iterable[Item], part: Part) -> list[Item]:
    """The figures that wait for the one part that nothing says of them."""
    return [item for item in listed if item.state == "open" and item.lacks(part)]


def changed(
    items: Iterable[Item], parts: Mapping[str, Any], catalogue: Catalogue
) -> list[tuple[Item, Draft]]:
    """The figures with other parts, such as a period; those of an indicator are read anew.

    A number that cannot be read as the other indicator's stays as it was, and is not among them.
    """
    found: list[tuple[Item, Draft]] = []
    for item in items:
        told = item.figure
        if told is None:
            continue
        if "indicator" in parts and parts["indicator"] != told.indicator:
            other = _of(told, parts["indicator"], catalogue)
            if other is None:
                continue
            told = other
        found.append((item, replace(told, **parts)))
    return found


def _of(told: Draft, indicator: str, catalogue: Catalogue) -> Draft | None:
    """A figure as one of another indicator, its number read by that one's rules."""
    wanted = catalogue.indicators[indicator]
    read = value_of(told.as_written, wanted, catalogue)
    if isinstance(read, Fault) or wanted.kind == "milestone":
        return None
    return replace(told, indicator=indicator, value=read.value, unit=wanted.unit, note=BY_CLERK)
