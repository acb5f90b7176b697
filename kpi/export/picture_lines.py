"""Lines over years on a canvas: names at their ends, promises dashed, references across."""

from collections.abc import Callable, Sequence
from math import ceil, floor

from kpi.drawing.extent import apart, ticks
from kpi.drawing.palette import ACCENT, MUTED
from kpi.export.canvas import INK, PAPER, SOFT, Canvas, clipped, width_of
from kpi.export.line_colours import line_colours
from kpi.export.shown_rows import decimals_of, number_as_read
from kpi.model import Lang
from kpi.model.extract import Drawing, Line

_SMALL = 15.0
_STEP = 21.0
"""Height of a name at a line's end."""
_GRID = "#E3E7EC"
_Place = Callable[[float, float], tuple[float, float]]


def draw_lines(
    canvas: Canvas,
    drawing: Drawing,
    lang: Lang,
    left: float,
    top: float,
    width: float,
    height: float = 560,
) -> float:
    """Draw the lines in a frame of this size; gives the height below the years."""
    named = _named(drawing.lines, int((height - 60) / _STEP))
    names = {n: _label(drawing.lines[n], lang) for n in named}
    across = min(
        0.36 * width, max((width_of(t, _SMALL, bold=True) for t in names.values()), default=0)
    )
    years, values = _ranges(drawing)
    marks = ticks(*values, whole=False)
    decimals = max(decimals_of(mark) for mark in marks)
    ticked = {mark: number_as_read(mark, lang, decimals) for mark in marks}
    edge = max(width_of(text, _SMALL) for text in ticked.values()) + 10
    canvas.text(left, top + 10, clipped(drawing.unit, _SMALL, width), _SMALL, colour=SOFT)
    top, bottom = top + 36, top + height - 30
    start, end = left + edge + 8, left + width - across - 24

    def at(year: float, value: float) -> tuple[float, float]:
        return (
            start + (year - years[0]) / (years[1] - years[0]) * (end - start),
            bottom - (value - values[0]) / (values[1] - values[0]) * (bottom - top),
        )

    for mark in marks:
        y = at(years[0], mark)[1]
        canvas.line([(start - 8, y), (end + 8, y)], _GRID, 0.8, over=1)
        canvas.text(start - 14, y, ticked[mark], _SMALL, colour=SOFT, place="right")
    for year in _years(years, (end - start) / 60):
        canvas.text(at(year, values[0])[0], bottom + 20, str(year), _SMALL, colour=SOFT,
                    place="center")  # fmt: skip
    for reference in drawing.references:
        y = at(years[0], reference.value)[1]
        canvas.line([(start, y), (end, y)], MUTED, 1.2)
        label = clipped(reference.label, _SMALL, end - start)
        canvas.text(start, y - 11, label, _SMALL, colour=SOFT, halo=True)
    tinted = zip(drawing.lines, line_colours(drawing.lines), strict=True)
    for line, colour in sorted(tinted, key=lambda one: one[0].own):
        _line(canvas, line, colour, at)
    _names(canvas, drawing.lines, names, at, end + 14, across)
    return top + height - 30


def _ranges(drawing: Drawing) -> tuple[tuple[float, float], tuple[float, float]]:
    """Years and values of the frame; zero is shown where the figures reach down near it."""
    firm = [(x, y) for line in drawing.lines for x, y in line.points if y is not None]
    years = [x for x, _ in firm] or [0.0]
    values = [y for _, y in firm] + [r.value for r in drawing.references] or [0.0]
    low, high = min(values), max(values)
    if 0 <= low <= high / 2:
        low = 0.0
    if high <= low:
        around = abs(low) * 0.1 or 1.0
        low, high = low - around, high + around
    first, last = min(years), max(years)
    if last <= first:
        first, last = first - 1, last + 1
    return (first, last), (low, high + (high - low) * 0.05)


def _years(span: tuple[float, float], most: float) -> list[int]:
    """Whole years, thinned out where they would touch."""
    first, last = ceil(span[0] - 0.01), floor(span[1] + 0.01)
    step = max(1, ceil((last - first + 1) / max(1.0, most)))
    return list(range(first, last + 1, step))


def _line(canvas: Canvas, line: Line, colour: str, at: _Place) -> None:
    run: list[tuple[float, float]] = []
    for year, value in (*line.points, (0.0, None)):
        if value is not None:
            run.append(at(year, value))
            continue
        if len(run) > 1:
            canvas.line(
                run, colour, 3 if line.own else 2, dashed=line.dashed, over=4 if line.own else 3
            )
        run = []
    for year, value in line.points:
        if value is not None:
            canvas.dot(*at(year, value), 4, PAPER if line.dashed else colour, colour)


def _last(line: Line) -> tuple[float, float] | None:
    return next(((x, y) for x, y in reversed(line.points) if y is not None), None)


def _label(line: Line, lang: Lang) -> str:
    last = _last(line)
    return line.name if last is None else f"{line.name} {number_as_read(last[1], lang)}"


def _named(lines: Sequence[Line], room: int) -> list[int]:
    """Lines that get their name: mine first, then as they come, those with a figure."""
    having = [n for n, line in enumerate(lines) if _last(line) is not None]
    return sorted(having, key=lambda n: not lines[n].own)[: max(1, room)]


def _names(
    canvas: Canvas,
    lines: Sequence[Line],
    names: dict[int, str],
    at: _Place,
    left: float,
    room: float,
) -> None:
    ends = {n: last for n in names if (last := _last(lines[n])) is not None}
    wanted = [at(*end)[1] for end in ends.values()]
    for n, y in zip(ends, apart(wanted, _STEP), strict=True):
        own = lines[n].own
        canvas.text(
            left, y, clipped(names[n], _SMALL, room, bold=own), _SMALL,
            bold=own, colour=ACCENT if own else INK, halo=True,
        )  # fmt: skip
