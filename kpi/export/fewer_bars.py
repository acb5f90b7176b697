"""The bars a page or slide has room for: the best, my province, the last; the gaps counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.model import Lang
from kpi.model.extract import Bar


@dataclass(frozen=True)
class Gap:
    """Bars left out between two that are shown."""

    count: int


def fewer_bars(bars: Sequence[Bar], most: int) -> list[Bar | Gap]:
    """At most `most` bars in their order: first ones, my province's, the last fifth.

    All bars when they fit. Every run of bars left out is one `Gap`, so that nobody takes the
    bars shown for neighbours.
    """
    if len(bars) <= most:
        return list(bars)
    own = [n for n, bar in enumerate(bars) if bar.own][:most]
    last = [n for n in range(len(bars) - max(1, most // 5), len(bars)) if n not in own]
    last = last[len(last) - max(0, min(len(last), most - len(own))) :]
    kept = {*own, *last}
    first = [n for n in range(len(bars)) if n not in kept][: most - len(kept)]
    shown: list[Bar | Gap] = []
    before = -1
    for n in sorted({*kept, *first}):
        if n > before + 1:
            shown.append(Gap(n - before - 1))
        shown.append(bars[n])
        before = n
    if before < len(bars) - 1:
        shown.append(Gap(len(bars) - 1 - before))
    return shown


def gap_text(gap: Gap, lang: Lang) -> str:
    """What stands in place of bars left out."""
    return f"… lược {gap.count}" if lang == "vi" else f"… {gap.count} left out"


def left_out(shown: Sequence[Bar | Gap]) -> int:
    """How many bars are not shown."""
    return sum(one.count for one in shown if isinstance(one, Gap))
