"""A sample of the forged scans, read for the tests; the whole set is read by `make score`.

Every fifth recipe comes to all ways, fonts and resolutions, for five shares no factor with their
counts. Those of 150 dpi are then so few that one page would decide: every eighth, which are all
of that resolution, comes to them.
"""

from collections.abc import Sequence

from forge import Recipe, forged, recipes
from scan_judge import Score, score

from kpi.catalogue import Catalogue

SAMPLE = [r for n, r in enumerate(recipes()) if n % 5 == 0 or n % 8 == 0]
FINE = [recipe for recipe in SAMPLE if recipe.dpi >= 200]
COARSE = [recipe for recipe in SAMPLE if recipe.dpi < 200]


def read(some: Sequence[Recipe], catalogue: Catalogue) -> Score:
    """What becomes of the numbers and figures of some scans."""
    found = Score()
    for recipe in some:
        scan = forged(recipe)
        name = f"{scan.name}.{scan.suffix}"
        found.add(score(scan.data, name, [*scan.pages], scan.source, catalogue))
    return found


def left_out(found: Score) -> list[str]:
    """The pages that were not read."""
    return [fault for fault in found.faults if "agreed and wrong" not in fault]
