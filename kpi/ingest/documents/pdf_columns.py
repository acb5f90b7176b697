"""Columns of text on a PDF page: where they are, words are read column by column.

Words side by side are columns of prose only when a blank strip runs down between several
lines and the words on either side wrap as sentences do. A table without ruled lines, a
letterhead and a signature have such strips too; they keep their rows.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Item = dict[str, Any]  # a word, or a table as one thing
Lines = Sequence[Sequence[Item]]

_NARROWEST_GUTTER = 8.0  # points
_MOST_SEEDS = 40
_FEWEST_LINES = 2
_MEAN_WORDS, _MEAN_WORDS_OF_FEW = 3.0, 3.5
_NARROWEST_SHARE = 0.2
_FULL, _SHARE_FULL, _SHARE_ALIGNED, _SHARE_WRAPPED = 0.6, 0.5, 0.5, 0.2
_SAME_PLACE = 3.0
_FEWEST_TO_DOUBT = 4
_STOPS = (".", ":", ";", "!", "?", "…")


@dataclass(frozen=True)
class Flows:
    """The items of a page in the order of reading, and whether columns were only suspected."""

    flows: tuple[tuple[Item, ...], ...]
    doubtful: bool = False


def flows_of(items: Sequence[Item], lines_of: Callable[[Sequence[Item]], Lines]) -> Flows:
    """The items of a page, cut where columns begin and end.

    Args:
        items: words and tables of a page.
        lines_of: puts items side by side on a line, from top to bottom.
    """
    lines = lines_of(items)
    best = max(_runs(lines), key=lambda run: run.width, default=None)
    if best is None:
        return Flows((tuple(items),) if items else ())
    left, right = _side(best, lines_of, 0), _side(best, lines_of, 1)
    first, last = best.first, best.last
    prose = _is_prose(left), _is_prose(right)
    columns = all(prose) or (prose[0] and _is_ruled_beside(right, left))
    columns = columns or (prose[1] and _is_ruled_beside(left, right))
    if not (columns and _share(left, right)):
        return Flows((tuple(items),), _is_doubtful(left, right))
    parts = (_flat(lines[:first]), _flat(left), _flat(right), _flat(lines[last + 1 :]))
    found = [flows_of(part, lines_of) for part in parts if part]
    return Flows(
        tuple(flow for part in found for flow in part.flows), any(part.doubtful for part in found)
    )


def _flat(lines: Lines) -> list[Item]:
    return [item for line in lines for item in line]


@dataclass(frozen=True)
class _Run:
    """Lines one below another that a blank strip divides; `width` counts those with both sides."""

    lines: Lines
    first: int
    last: int
    middle: float
    width: int


def _runs(lines: Lines) -> Iterator[_Run]:
    """One run for every gap of a line that is wide enough, each seed once."""
    seen: set[tuple[int, int]] = set()
    seeds = 0
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else ()
        # Columns whose lines stand half a line apart have a gap between two lines only.
        beside = below if below and _overlap(line, below) else ()
        for strip in _gaps([*line, *beside]):
            # A gap within a run that is known gives the same run.
            key = next((k for k in seen if k[0] >= at and strip[0] <= k[1] <= strip[1]), None)
            if key is not None:
                continue
            seeds += 1
            if seeds > _MOST_SEEDS:
                return
            run = _grown(lines, at, strip)
            if run is not None:
                seen.add((run.last, round(run.middle)))
                yield run


def _gaps(line: Sequence[Item]) -> Iterator[tuple[float, float]]:
    ordered = sorted(line, key=lambda item: item["x0"])
    end = ordered[0]["x1"]
    for item in ordered[1:]:
        if item["x0"] - end >= _NARROWEST_GUTTER:
            yield end, item["x0"]
        end = max(end, item["x1"])


def _grown(lines: Lines, at: int, strip: tuple[float, float]) -> _Run | None:
    """The lines above and below a gap that leave a strip of it blank, trimmed to both sides."""
    first = last = at
    while first > 0 and (narrowed := _narrowed(strip, lines[first - 1])):
        strip, first = narrowed, first - 1
    while last + 1 < len(lines) and (narrowed := _narrowed(strip, lines[last + 1])):
        strip, last = narrowed, last + 1
    middle = (strip[0] + strip[1]) / 2
    both = [n for n in range(first, last + 1) if _stands_beside(lines, n, middle)]
    if len(both) < _FEWEST_LINES:
        return None
    run = lines[both[0] :]
    if not _ends_the_page(lines, last):
        last = both[0] + _end(run, both[-1] - both[0], last - both[0], middle)
    first = both[0]
    return _Run(lines[first : last + 1], first, last, middle, len(both))


def _ends_the_page(lines: Lines, last: int) -> bool:
    """Whether nothing but a page number stands below a line."""
    below = lines[last + 1 :]
    return len(below) < 2 and all(_text(line).strip("-– ").isdigit() for line in below)


def _narrowed(strip: tuple[float, float], line: Sequence[Item]) -> tuple[float, float] | None:
    """What of a strip is blank on a line too."""
    left, right = strip
    middle = (left + right) / 2
    for item in line:
        if (item["x0"] + item["x1"]) / 2 < middle:
            left = max(left, item["x1"])
        else:
            right = min(right, item["x0"])
    return (left, right) if right - left >= _NARROWEST_GUTTER else None


def _sides(line: Sequence[Item], middle: float) -> set[bool]:
    return {item["x0"] > middle for item in line}


def _stands_beside(lines: Lines, at: int, middle: float) -> bool:
    """Whether a line has words on both sides, or overlaps a neighbour on the other side."""
    sides = _sides(lines[at], middle)
    if len(sides) > 1:
        return True
    return any(
        _sides(lines[n], middle) == {not next(iter(sides))} and _overlap(lines[at], lines[n])
        for n in (at - 1, at + 1)
        if 0 <= n < len(lines)
    )


def _overlap(line: Sequence[Item], other: Sequence[Item]) -> bool:
    top = max(_top(line), _top(other))
    return min(_bottom(line), _bottom(other)) - top > 0


def _end(lines: Lines, at: int, last: int, middle: float) -> int:
    """The last line of the longer column: what goes on below in its place, without a gap.

    A column whose next one begins in the middle of a sentence does not end with a stop.
    """
    end = at
    while end < last and _goes_on_below(lines, end, middle):
        end += 1
    left_goes_on = end > at and _only(lines[end], middle) is False
    if left_goes_on and _begins_within_a_sentence(lines[: at + 1], middle):
        while end > at and _text(lines[end]).endswith(_STOPS):
            end -= 1
    return end


def _goes_on_below(lines: Lines, end: int, middle: float) -> bool:
    side = _only(lines[end + 1], middle)
    own = [line for line in lines[: end + 1] if side in _sides(line, middle)]
    if side is None or not own:
        return False
    above = [item for item in own[-1] if (item["x0"] > middle) == side]
    return _goes_on(above, lines[end + 1])


def _begins_within_a_sentence(lines: Lines, middle: float) -> bool:
    """Whether the right column does."""
    opening = next((line for line in lines if True in _sides(line, middle)), ())
    return _text([item for item in opening if item["x0"] > middle])[:1].islower()


def _text(line: Sequence[Item]) -> str:
    ordered = sorted(line, key=lambda item: item["x0"])
    return " ".join(str(item.get("text", "")) for item in ordered)


def _only(line: Sequence[Item], middle: float) -> bool | None:
    """The side that all of a line stands on, None for both."""
    sides = _sides(line, middle)
    return next(iter(sides)) if len(sides) == 1 else None


def _goes_on(above: Sequence[Item], below: Sequence[Item]) -> bool:
    height = _bottom(above) - _top(above)
    near = _top(below) - _bottom(above) <= height
    return near and abs(_left(above) - _left(below)) <= _SAME_PLACE


def _top(line: Sequence[Item]) -> float:
    return float(min(item["top"] for item in line))


def _bottom(line: Sequence[Item]) -> float:
    return float(max(item["bottom"] for item in line))


def _left(line: Sequence[Item]) -> float:
    return float(min(item["x0"] for item in line))


def _right(line: Sequence[Item]) -> float:
    return float(max(item["x1"] for item in line))


def _side(run: _Run, lines_of: Callable[[Sequence[Item]], Lines], side: int) -> Lines:
    """The lines of one column, put together without the other."""
    return lines_of([i for i in _flat(run.lines) if (i["x0"] > run.middle) == bool(side)])


def _is_ruled_beside(column: Lines, prose: Lines) -> bool:
    """Whether a ruled table stands beside lines of prose, which are no rows of it."""
    tables = [item for item in _flat(column) if "table" in item]
    return any(
        sum(one["top"] < _bottom(line) and _top(line) < one["bottom"] for line in prose)
        >= _FEWEST_TO_DOUBT
        for one in tables
    )


def _is_prose(column: Lines) -> bool:
    """Words that fill a width from a common edge and wrap in the middle of sentences."""
    # A ruled table among the lines of a column is part of it.
    column = [line for line in column if all("text" in item for item in line)]
    count = len(column)
    if count < _FEWEST_LINES:
        return False
    words = sum(len(line) for line in column) / count
    if words < (_MEAN_WORDS if count > _FEWEST_LINES else _MEAN_WORDS_OF_FEW):
        return False
    width = _right(_flat(column)) - _left(_flat(column))
    full = sum(_right(line) - _left(line) >= _FULL * width for line in column)
    edges = Counter(round(_left(line) / _SAME_PLACE) for line in column)
    aligned = sum(edges[key] for key in _near(edges.most_common(1)[0][0]))
    wraps = _wraps(column)
    return (
        full >= _SHARE_FULL * count
        and aligned >= _SHARE_ALIGNED * count
        and wraps >= max(1, _SHARE_WRAPPED * (count - 1))
    )


def _near(key: int) -> tuple[int, int, int]:
    return key - 1, key, key + 1


def _wraps(column: Lines) -> int:
    """How many lines go on in small letters after a line without a stop."""
    texts = [_text(line) for line in column]
    return sum(
        not above.endswith(_STOPS) and below[:1].islower() for above, below in pairwise(texts)
    )


def _share(left: Lines, right: Lines) -> bool:
    """Whether either column has a fair part of the width; a number before a text has not."""
    widths = [_right(_flat(side)) - _left(_flat(side)) for side in (left, right)]
    return min(widths) >= _NARROWEST_SHARE * sum(widths)


def _is_doubtful(left: Lines, right: Lines) -> bool:
    """Wordy lines side by side of which one side wraps: perhaps columns, perhaps a table."""
    sides = (left, right)
    if min(map(len, sides)) < _FEWEST_TO_DOUBT:
        return False
    wordy = all(sum(map(len, side)) >= _MEAN_WORDS * len(side) for side in sides)
    return wordy and any(map(_is_prose, sides))
