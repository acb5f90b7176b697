"""What is asked of the reading of a document's pages that are pictures."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from kpi.model.scans import ScannedPage

Told = Callable[[int, int, ScannedPage | None], None]
"""Called with (pages read, pages in all, the page that was just read)."""


@dataclass(frozen=True)
class Scans:
    """How the pages that are pictures are to be read.

    `known` are pages that were read before, `turned` the numbers of those that a person says lie
    upside down; `tell` is told of every page, and `mend` sets the letters of words right.
    """

    known: Mapping[int, ScannedPage] = field(default_factory=dict)
    turned: Collection[int] = ()
    tell: Told | None = None
    mend: Callable[[ScannedPage], ScannedPage] = lambda page: page
