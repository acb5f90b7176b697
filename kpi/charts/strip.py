"""Every area with a figure as a dot on one line, mine among them: HTML that needs no script.

A dot further right does better; of an indicator without a better it is larger. Its colours are
classes, for the page knows whether it is light or dark.
"""

from collections.abc import Callable
from html import escape
from typing import Any

from kpi.analysis.ranking import Ranking

_EDGE = 9  # pixels kept free on both sides: half of the largest dot


def strip(
    ranking: Ranking,
    mine: frozenset[str],
    *,
    target: float | None,
    sentence: str,
    words: Callable[[dict[str, Any]], str],
) -> str:
    """The strip of a ranking, as wide as there is room.

    Args:
        ranking: whose figures are drawn, all of one scheme and period.
        mine: the areas that stand out.
        target: the value that an act demands, None without one.
        sentence: what the strip says, for those who hear the page.
        words: what is told of one row when it is pointed at.
    """
    rows = ranking.rows.to_dict("records")
    place = _scale(rows, target)
    lower = ranking.indicator.direction == "lower"

    def at(value: float) -> str:
        share = 1 - place(value) if lower else place(value)
        return f"left:calc({_EDGE}px + (100% - {2 * _EDGE}px) * {share:.4f})"

    # Mine last: what is drawn later lies on top.
    ordered = sorted(rows, key=lambda row: row["area"] in mine)
    dots = "".join(
        _dot(row, at(row["value"]), words(row), own=row["area"] in mine) for row in ordered
    )
    lines = ""
    if ranking.median is not None and ranking.comparable:
        lines += f'<i class="median" style="{at(ranking.median)}"></i>'
    if target is not None:
        lines += f'<i class="target" style="{at(target)}"></i>'
    return f'<div class="kpi-strip" role="img" aria-label="{escape(sentence)}">{lines}{dots}</div>'


def _scale(rows: list[dict[str, Any]], target: float | None) -> Callable[[float], float]:
    """Value → share of the width; a misprint runs to the edge instead of crowding the others."""
    sound = [row["value"] for row in rows if not row["flagged"]] or [row["value"] for row in rows]
    wanted = [*sound, *([] if target is None else [target])]
    low, high = min(wanted, default=0.0), max(wanted, default=1.0)
    width = high - low

    def share(value: float) -> float:
        return min(1.0, max(0.0, (value - low) / width)) if width else 0.5

    return share


def _dot(row: dict[str, Any], left: str, words: str, *, own: bool) -> str:
    kind = "mine" if own else "other"
    return (
        f'<i class="{kind}" style="{left}" title="{escape(words)}" '
        f'data-figure="{escape(str(row["obs_id"]))}"></i>'
    )
