"""Bars of a drawing on a canvas: names before, values behind them, references across."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.drawing.extent import HEADROOM, credible
from kpi.drawing.palette import ACCENT, MUTED, NEUTRAL
from kpi.export.canvas import INK, PAPER, SOFT, Canvas, clipped, width_of
from kpi.export.fewer_bars import Gap, gap_text
from kpi.model import Lang
from kpi.model.extract import Bar, Drawing

_SMALL = 15.0


@dataclass(frozen=True)
class _Frame:
    """Where bars stand: a row's height, size of texts, room of names and values, the scale."""

    row: float
    size: float
    names: float
    values: float
    start: float
    room: float
    low: float
    high: float

    def at(self, value: float) -> float:
        """Where a value stands across; beyond the scale at its edge."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + self.room * share


def draw_bars(
    canvas: Canvas,
    drawing: Drawing,
    shown: Sequence[Bar | Gap],
    lang: Lang,
    left: float,
    top: float,
    width: float,
) -> float:
    """Draw the bars shown within a width; gives the height below the last.

    All bars of the drawing set the scale, those left out too. A bar far beyond the others that
    is marked as doubtful ends at the edge with a gap in it.
    """
    frame = _frame(drawing, shown, left, width)
    if drawing.unit:
        unit = clipped(drawing.unit, _SMALL, left + width - frame.start)
        canvas.text(frame.start, top + 10, unit, _SMALL, colour=SOFT)
        top += 24
    bottom = top + frame.row * len(shown) + 22 * len(drawing.references)
    top = _references(canvas, drawing, frame, left, width, top, bottom)
    canvas.line([(frame.at(0), top), (frame.at(0), bottom)], MUTED, 0.8)
    marks = sorted(frame.at(mark.value) for mark in drawing.references)
    for n, one in enumerate(shown):
        middle = top + frame.row * (n + 0.5)
        if isinstance(one, Gap):
            x, text = frame.start - 12, gap_text(one, lang)
            canvas.text(x, middle, text, frame.size, colour=SOFT, place="right")
        else:
            _bar(canvas, one, frame, middle, marks)
    return bottom


def _frame(drawing: Drawing, shown: Sequence[Bar | Gap], left: float, width: float) -> _Frame:
    row = 34 if len(shown) <= 14 else 26 if len(shown) <= 40 else 23
    size = {34: 17, 26: 15.5, 23: 14.5}[row]
    bars = [one for one in shown if isinstance(one, Bar)]
    names = min(0.36 * width, max(width_of(b.name, size, bold=b.own) for b in bars))
    values = min(0.25 * width, max(width_of(b.text, size, bold=b.own) for b in bars) + 10)
    room = width - names - 12 - values
    return _Frame(row, size, names, values, left + names + 12, room, *_range(drawing))


def _bar(canvas: Canvas, bar: Bar, frame: _Frame, middle: float, marks: Sequence[float]) -> None:
    """A bar with its name before and its value behind it; no value stands on a reference."""
    colour, size = ACCENT if bar.own else NEUTRAL, frame.size
    name = clipped(bar.name, size, frame.names, bold=bar.own)
    ink = ACCENT if bar.own else INK
    canvas.text(frame.start - 12, middle, name, size, bold=bar.own, colour=ink, place="right")
    zero, end, high = frame.at(0), frame.at(bar.value), frame.row * 0.68
    fill = PAPER if bar.hollow else colour
    canvas.box(zero, middle - high / 2, end - zero, high, fill, edge=colour)
    if not frame.low <= bar.value <= frame.high:
        _cut(canvas, end, 1 if bar.value > frame.high else -1, middle, frame.row)
    text = clipped(bar.text, size, frame.values, bold=bar.own)
    x = max(zero, end) + 7
    for mark in marks:
        if x - 4 < mark < x + width_of(text, size, bold=bar.own) + 4:
            x = mark + 7
    canvas.text(x, middle, text, size, bold=bar.own, halo=True)


def _range(drawing: Drawing) -> tuple[float, float]:
    """From the lowest to the highest that is to be seen, zero among them."""
    shown = credible(
        [b.value for b in drawing.bars], [b.doubtful for b in drawing.bars], HEADROOM
    ) or (0.0, 1.0)
    marks = [r.value for r in drawing.references]
    low, high = min(0.0, shown[0], *marks), max(0.0, shown[1], *marks)
    return (low, high) if high > low else (0.0, 1.0)


def _cut(canvas: Canvas, end: float, away: int, middle: float, row: float) -> None:
    """Two slanted strokes over a bar that runs beyond the scale."""
    for inside in (16, 24):
        x = end - away * inside
        canvas.line([(x - 4, middle + row * 0.4), (x + 4, middle - row * 0.4)], PAPER, 2.5, over=4)


def _references(
    canvas: Canvas,
    drawing: Drawing,
    frame: _Frame,
    left: float,
    width: float,
    top: float,
    bottom: float,
) -> float:
    """Thin lines with their labels above the bars, each label on a line of its own."""
    for level, mark in enumerate(drawing.references):
        x, y = frame.at(mark.value), top + 22 * level
        label = clipped(mark.label, _SMALL, width)
        canvas.text(
            max(left, min(x, left + width - width_of(label, _SMALL))), y + 10, label, _SMALL,
            colour=SOFT,
        )  # fmt: skip
        canvas.line([(x, y + 20), (x, bottom)], MUTED, 1.2, over=4)
    return top + 22 * len(drawing.references)
