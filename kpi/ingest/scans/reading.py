"""The pages of a scan, two at once."""

import logging
import threading
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

import cv2

from kpi.ingest.jobs import Scanned
from kpi.ingest.scans.page import read_page
from kpi.ingest.scans.sheets import Sheets, TooLargeError
from kpi.model.scans import ScannedPage

_log = logging.getLogger(__name__)

MOST_PAGES = 60
AT_ONCE = 2

# Two pages are read at once; threads within one would only be in each other's way.
cv2.setNumThreads(1)


def read_pages(
    sheets: Sheets,
    numbers: Sequence[int],
    known: Mapping[int, ScannedPage],
    turned: Collection[int] = (),
    tell: Scanned | None = None,
) -> dict[int, ScannedPage]:
    """Read pages that are pictures, two at once.

    Args:
        sheets: the pictures.
        numbers: of the pages.
        known: those that were read before.
        turned: those that a person says lie upside down.
        tell: told at the beginning and of every page.
    """
    found = {n: known[n] for n in numbers if n in known}
    drawing = threading.Lock()

    def read(number: int) -> ScannedPage:
        try:
            with drawing:  # the library that draws serves one thread at a time
                sheet = sheets.sheet(number)
            return read_page(sheet, number, 180 if number in turned else 0)
        except TooLargeError:
            return ScannedPage(number, 0, 0, 0, fault="too_large")
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - libraries fail as they like; other pages may be good
            _log.exception("page %s of a scan", number)
            return ScannedPage(number, 0, 0, 0, fault="damaged")

    if tell:
        tell(len(found), len(numbers), None)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        tasks = [pool.submit(read, number) for number in numbers if number not in found]
        for task in as_completed(tasks):
            page = task.result()
            found[page.number] = page
            if tell:
                tell(len(found), len(numbers), page)
    return found
