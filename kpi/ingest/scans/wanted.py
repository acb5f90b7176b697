"""What is asked of the reading of a document's pages that are pictures."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from kpi.ingest.jobs import Scanned
from kpi.model.scans import ScannedPage


@dataclass(frozen=True)
class Scans:
    """How the pages that are pictures are to be read.

    `known` are pages that were read before, `turned` the numbers of those that a person says lie
    upside down; `tell` is told of every page, and `mend` sets the letters of words right.
    """

    known: Mapping[int, ScannedPage] = field(default_factory=dict)
    turned: Collection[int] = ()
    tell: Scanned | None = None
    mend: Callable[[ScannedPage], ScannedPage] = lambda page: page
