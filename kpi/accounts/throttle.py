"""Whoever fails often waits longer and longer; kept in memory, for so many names at most."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

MOST = 10_000
"""So many names and addresses are remembered; the one unseen for longest goes first."""


@dataclass(frozen=True)
class _Failures:
    count: int
    last: float


class Throttle:
    """Counts failures per key, a name or an address."""

    def __init__(
        self, free: int, longest: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Set the measure.

        Args:
            free: failures before the first wait.
            longest: seconds a wait grows to; after four such in peace a key is forgotten.
            clock: seconds that only go forward.
        """
        self._free = free
        self._longest = longest
        self._clock = clock
        self._failures: OrderedDict[str, _Failures] = OrderedDict()
        self._lock = threading.Lock()

    def attempt(self, *keys: str) -> int:
        """Whole seconds to wait, or 0: then the attempt counts as a failure until `succeeded`.

        Counted before the password is checked, so that a hundred guesses at the same moment
        are not all free.
        """
        with self._lock:
            now = self._clock()
            wait = max(self._wait(key, now) for key in keys)
            if wait > 0:
                return math.ceil(wait)
            for key in keys:
                self._set(key, self._count(key, now) + 1, now)
        return 0

    def succeeded(self, name: str, address: str) -> None:
        """The name starts anew; the address takes this attempt back, as others share it."""
        with self._lock:
            now = self._clock()
            self._failures.pop(name, None)
            # As if its last failure were long enough ago: a success makes nobody wait.
            self._set(address, self._count(address, now) - 1, now - self._longest)

    def _count(self, key: str, now: float) -> int:
        known = self._failures.get(key)
        return known.count if known and now - known.last < 4 * self._longest else 0

    def _wait(self, key: str, now: float) -> float:
        over = self._count(key, now) - self._free
        if over < 0:
            return 0
        # The exponent is held down: 2 to a large count is no float.
        pause = min(self._longest, 2.0 ** min(over + 1, 32))
        return self._failures[key].last + pause - now

    def _set(self, key: str, count: int, now: float) -> None:
        self._failures.pop(key, None)
        if count > 0:
            self._failures[key] = _Failures(count, now)
            if len(self._failures) > MOST:
                self._failures.popitem(last=False)


def network(address: str) -> str:
    """What counts as one address: of IPv6 the first half, as one customer has all of the rest."""
    try:
        written = ip_address(address)
    except ValueError:
        return address
    if not isinstance(written, IPv6Address):
        return address
    if written.ipv4_mapped:
        return str(written.ipv4_mapped)
    return str(IPv6Address(int(written) >> 64 << 64))
