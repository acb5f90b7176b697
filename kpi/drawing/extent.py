"""How far an axis or a colour range goes, and where its ticks stand."""

from collections.abc import Iterable
from itertools import pairwise
from math import ceil, floor, log10

_ROUNDS = 40  # of pushing labels apart: more than enough for a handful
HEADROOM = 1.15
"""How far beyond the largest credible figure an axis lets a misprint run."""


def credible(
    values: Iterable[float], flagged: Iterable[bool], headroom: float = 1.0
) -> tuple[float, float] | None:
    """Smallest and largest value that the axis must show, None without any value.

    Figures flagged as implausible (a thousand times too large, say) must not flatten the
    others; when all are flagged there is nothing to protect. `headroom` lets them go that
    much beyond the largest credible figure.
    """
    pairs = list(zip(values, flagged, strict=True))
    firm = [value for value, doubtful in pairs if not doubtful]
    every = [value for value, _ in pairs]
    if not every:
        return None
    low, high = min(firm or every), max(firm or every)
    if max(every) > high:
        high = min(max(every), high * headroom) if high > 0 else high
    if min(every) < low:
        low = max(min(every), low * headroom if low < 0 else 0.0)
    return low, high


def ticks(low: float, high: float, *, whole: bool, most: int = 6) -> list[float]:
    """Round values within a range at equal steps of 1, 2, 2.5 or 5 times a power of ten."""
    if high <= low:
        return [low]
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    steps = [m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999]
    step = max(1.0, ceil(steps[0] - 1e-9)) if whole else steps[0]
    first = ceil(low / step - 1e-9)
    last = floor(high / step + 1e-9)
    # Rounding keeps 3 × 0.1 from being 0.30000000000000004.
    return [round(n * step, 12) for n in range(first, last + 1)]


def apart(wanted: list[float], gap: float) -> list[float]:
    """Places as near as may be to the wanted ones, in the order given, at least `gap` apart."""
    places = list(wanted)
    order = sorted(range(len(places)), key=lambda i: places[i])
    for _ in range(_ROUNDS):
        for lower, upper in pairwise(order):
            overlap = gap - (places[upper] - places[lower])
            if overlap > 0:
                places[lower] -= overlap / 2
                places[upper] += overlap / 2
    return places
