"""Answers to queries, remembered until the next write."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

import pandas as pd

MOST = 512
"""So many answers are kept; the longest unused goes first."""


class Answers:
    """A cache that no write can leave stale: an answer begun before a write is not kept.

    Frames come back as shallow copies; pandas copies on write, so nobody changes the kept one.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, pd.DataFrame] = OrderedDict()
        self._lock = threading.Lock()
        self._writes = 0

    def get(self, key: Hashable, ask: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The kept answer, else the one `ask` gives."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept.copy(deep=False)
            writes = self._writes
        answer = ask()
        self.keep(key, answer, writes)
        return answer.copy(deep=False)

    def keep(self, key: Hashable, answer: pd.DataFrame, writes: int) -> None:
        """Keep an answer that was asked for after so many writes."""
        with self._lock:
            if writes == self._writes:
                self._kept[key] = answer
                if len(self._kept) > MOST:
                    self._kept.popitem(last=False)

    @property
    def writes(self) -> int:
        """How many writes there have been; ask before a query, give to `keep` after it."""
        with self._lock:
            return self._writes

    def forget(self) -> None:
        """Something was written: no answer holds any more."""
        with self._lock:
            self._writes += 1
            self._kept.clear()
