"""The scanned pages of a file as far as they were read: what a break in the reading leaves."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kpi.ingest.door import Read
from kpi.model.scans import ScannedPage

_BYTES_OF_A_WORD = 400
"""With its places, about."""


@dataclass
class Scan:
    """What is known of the pages of one file that are pictures.

    `pages` are those that were read, by number, of `whole`; `turned` the numbers of those that a
    person says lie upside down. `read` is what the file says once all were read: their words are
    then kept only while a page waits to be turned. `stopped` says that the clerk broke off.

    Other threads look at it while it grows: what it holds is replaced and never changed.
    """

    pages: Mapping[int, ScannedPage] = field(default_factory=dict)
    whole: int = 0
    turned: frozenset[int] = frozenset()
    stopped: bool = False
    read: Read | None = None

    @property
    def size(self) -> int:
        """The bytes it takes."""
        kept = tuple(self.pages.values())
        shown = self.read.scanned if self.read is not None else ()
        words = sum(len(page.words) for page in kept)
        return sum(len(page.picture) for page in (*kept, *shown)) + words * _BYTES_OF_A_WORD

    @property
    def upside_down(self) -> list[int]:
        """The pages that lie upside down and were not turned yet."""
        lying = (n for n, page in self.pages.items() if page.fault == "upside_down")
        return sorted(n for n in lying if n not in self.turned)

    def told(self, whole: int, page: ScannedPage | None) -> None:
        """Keep a page that was just read."""
        self.whole = whole
        if page is not None:
            self.pages = {**self.pages, page.number: page}

    def stop(self) -> None:
        """Break off, as soon as the page that is being read is done."""
        self.stopped = True

    def go_on(self) -> None:
        """Read the pages that are left."""
        self.stopped = False

    def turn(self, numbers: Collection[int]) -> None:
        """Read pages again, turned upside down."""
        self.turned |= frozenset(numbers)
        self.read, self.stopped = None, False

    def done(self, read: Read) -> None:
        """All pages were read, and the file gave this."""
        self.read = read if read.scanned else None
        if not self.upside_down:
            self.pages = {}
