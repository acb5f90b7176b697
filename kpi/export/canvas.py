"""A sheet of paper measured in pixels from its upper left corner, drawn on by matplotlib.

Matplotlib's object interface alone is used: no state is shared between the threads that draw.
"""

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.patheffects import withStroke
from PIL import ImageFont

from kpi.export.printable import printable

FONTS = Path(__file__).parent / "fonts"
"""Inter with all Vietnamese letters; its licence lies beside it."""
INK, SOFT, PAPER = "#17202B", "#56616F", "#FFFFFF"
_INCH = 100  # pixels of the layout
_POINTS = 72 / _INCH
_UNKNOWN = "□"

Place = Literal["left", "center", "right"]


def _file(*, bold: bool) -> Path:
    return FONTS / f"Inter-{'Bold' if bold else 'Regular'}.ttf"


@lru_cache(maxsize=4096)
def _advance(character: str, *, bold: bool) -> float:
    """Width of a letter as a share of its size."""
    return _measure(bold=bold).getlength(character) / 1000


@lru_cache(maxsize=2)
def _measure(*, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_file(bold=bold)), 1000)


@lru_cache(maxsize=2)
def _letters(*, bold: bool) -> frozenset[int]:
    return frozenset(get_font(str(_file(bold=bold))).get_charmap())


def drawable(text: str, *, bold: bool = False) -> str:
    """A text in letters the font has; what it lacks is a box, as on any screen."""
    known = _letters(bold=bold)
    return "".join(c if ord(c) in known else _UNKNOWN for c in printable(text))


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is drawn, in pixels."""
    return sum(_advance(c, bold=bold) for c in drawable(text, bold=bold)) * size


def clipped(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """A text that fits its room, cut with … where it must."""
    text = drawable(text, bold=bold)
    if width_of(text, size, bold=bold) <= room:
        return text
    while text and width_of(f"{text}…", size, bold=bold) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def lines_of(text: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
    """A text in lines no wider than `room`; the last one is cut where more would follow."""
    lines: list[str] = []
    rest = drawable(text, bold=bold)
    while rest and len(lines) < most - 1:
        line, rest = _first_line(rest, size, room, bold=bold)
        lines.append(line)
    return [*lines, clipped(rest, size, room, bold=bold)] if rest else lines


def _first_line(text: str, size: float, room: float, *, bold: bool) -> tuple[str, str]:
    """What fits a line, cut at a blank where there is one, and what remains."""
    if width_of(text, size, bold=bold) <= room:
        return text, ""
    fits, across = 0, 0.0
    for fits, character in enumerate(text):  # noqa: B007 - the place where it became too wide
        across += _advance(character, bold=bold) * size
        if across > room:
            break
    at = text.rfind(" ", 1, fits + 1)
    cut = at if at > 0 else max(1, fits)
    return text[:cut].rstrip(), text[cut:].lstrip()


class Canvas:
    """What is drawn, in pixels; its height is known when all of it stands."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._figure = Figure(dpi=_INCH, facecolor=PAPER)
        FigureCanvasAgg(self._figure)
        self._axes: Any = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_autoscale_on(False)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
        place: Place = "left",
        halo: bool = False,
    ) -> None:
        """One line whose middle stands at height y; a halo keeps it legible on lines."""
        self._axes.text(
            x,
            y,
            drawable(text, bold=bold),
            font=FontProperties(fname=str(_file(bold=bold)), size=size * _POINTS),
            color=colour,
            ha=place,
            va="center_baseline",
            parse_math=False,
            zorder=6,
            path_effects=[withStroke(linewidth=3, foreground=PAPER)] if halo else None,
        )

    def block(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        room: float,
        *,
        most: int,
        bold: bool = False,
        colour: str = INK,
    ) -> float:
        """A text in lines from height y on; gives the height below it."""
        step = size * 1.4
        for line in lines_of(text, size, room, most, bold=bold):
            self.text(x, y + step / 2, line, size, bold=bold, colour=colour)
            y += step
        return y

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        edge: str = "none",
    ) -> None:
        """A rectangle; a width below zero goes to the left."""
        self._axes.add_patch(
            Rectangle(
                (x, y), width, height, facecolor=fill, edgecolor=edge, linewidth=1.2, zorder=3,
            )
        )  # fmt: skip

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        width: float = 1,
        *,
        dashed: bool = False,
        over: int = 2,
    ) -> None:
        """A line through points."""
        self._axes.plot(
            [x for x, _ in points],
            [y for _, y in points],
            color=colour,
            linewidth=width,
            linestyle=(0, (5, 4)) if dashed else "solid",
            solid_capstyle="round",
            zorder=over,
            scalex=False,
            scaley=False,
        )

    def strokes(
        self, segments: Sequence[Sequence[tuple[float, float]]], colour: str, width: float
    ) -> None:
        """Many lines of two points at once."""
        self._axes.add_collection(
            LineCollection(list(segments), colors=colour, linewidths=width, zorder=3),
            autolim=False,
        )

    def shape(
        self,
        rings: Sequence[Sequence[tuple[float, float]]],
        fill: str,
        edge: str,
        width: float,
        over: int = 2,
    ) -> None:
        """An area of several rings; inner rings are holes."""
        outline = Outline.make_compound_path(*(Outline(ring, closed=True) for ring in rings))
        self._axes.add_patch(
            PathPatch(outline, facecolor=fill, edgecolor=edge, linewidth=width, zorder=over)
        )

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str) -> None:
        """A filled circle, hollow with the colour of the paper."""
        self._axes.add_patch(
            Circle((x, y), radius, facecolor=fill, edgecolor=edge, linewidth=1.4, zorder=5)
        )

    def png(self, height: float, sharpness: int = 2) -> bytes:
        """The sheet down to a height, `sharpness` dots to a pixel each way."""
        self._figure.set_size_inches(self.width / _INCH, height / _INCH)
        self._axes.set_xlim(0, self.width)
        self._axes.set_ylim(height, 0)
        out = io.BytesIO()
        self._figure.savefig(out, format="png", dpi=_INCH * sharpness, metadata={"Software": None})
        return out.getvalue()
