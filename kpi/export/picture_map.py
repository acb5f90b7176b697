"""The map of a drawing on a canvas: shaded areas, both archipelagos with names, the licence."""

from collections.abc import Callable, Mapping, Sequence
from math import log, pi, tan
from pathlib import Path
from typing import Any

from kpi.drawing.boundaries import Archipelago, archipelagos, hatching, shapes
from kpi.drawing.extent import credible
from kpi.drawing.palette import ACCENT, ALONE, BOUNDARIES_LICENCE, MUTED, SEQUENTIAL
from kpi.export.canvas import INK, PAPER, SOFT, Canvas, clipped
from kpi.model import Lang
from kpi.model.entries import Scheme
from kpi.model.extract import Bar, Drawing

_WEST, _EAST, _SOUTH, _NORTH = 101.5, 117.5, 5.9, 23.7
"""Degrees of a window that holds both archipelagos."""
_NAME_BELOW = 0.7
_SMALL = 13.5
_STEPS = 24


def draw_map(
    canvas: Canvas,
    drawing: Drawing,
    scheme: Scheme,
    folder: Path,
    lang: Lang,
    left: float,
    top: float,
    width: float,
) -> float:
    """Draw the areas of a scheme within a width; gives the height below the licence's line.

    The colour of the first bar is the darkest. An area without a bar is hatched.

    Raises:
        UnreadableError: when a boundary file is missing or damaged.
    """
    scale = width / (_EAST - _WEST)

    def at(lon: float, lat: float) -> tuple[float, float]:
        return left + (lon - _WEST) * scale, top + (_mercator(_NORTH) - _mercator(lat)) * scale

    bars = {bar.area: bar for bar in drawing.bars if bar.area}
    colour = _colours(drawing.bars)
    features = shapes(folder, scheme)
    for key, feature in sorted(features.items(), key=lambda one: _is_own(bars, one[0])):
        bar = bars.get(key)
        own = _is_own(bars, key)
        canvas.shape(
            [[at(lon, lat) for lon, lat in ring] for ring in _rings(feature)],
            PAPER if bar is None else colour(bar),
            ACCENT if own else PAPER if bar is not None else MUTED,
            2.2 if own else 0.6,
            over=4 if own else 2,
        )
        if bar is None or bar.earlier:
            canvas.strokes([[at(*a), at(*b)] for a, b in hatching(folder, scheme, key)], MUTED, 0.5)
    for group in archipelagos(folder, scheme):
        _islands(canvas, group, bars.get(group.area), colour, at, features, lang)
    bottom = top + (_mercator(_NORTH) - _mercator(_SOUTH)) * scale
    bottom = _legend(
        canvas,
        drawing,
        lang,
        left,
        bottom,
        width,
        blank=len(bars) < len(features) or any(b.earlier for b in bars.values()),
    )
    canvas.text(left, bottom + 10, BOUNDARIES_LICENCE, 12, colour=SOFT)
    return bottom + 22


def _is_own(bars: Mapping[str, Bar], key: str) -> bool:
    return key in bars and bars[key].own


def _mercator(lat: float) -> float:
    """Latitude as a height in degrees of longitude."""
    return log(tan(pi / 4 + lat * pi / 360)) * 180 / pi


def _rings(feature: Mapping[str, Any]) -> Sequence[Sequence[tuple[float, float]]]:
    geometry = feature["geometry"]
    polygons = geometry["coordinates"]
    many = polygons if geometry["type"] == "MultiPolygon" else [polygons]
    return [[(lon, lat) for lon, lat, *_ in ring] for polygon in many for ring in polygon]


def _colours(bars: Sequence[Bar]) -> Callable[[Bar], str]:
    """A bar's colour: the first bar's end of the values is dark; a misprint stretches nothing."""
    low, high = credible([b.value for b in bars], [b.doubtful for b in bars]) or (0.0, 0.0)
    if high <= low:
        return lambda _: ALONE
    firm = [b.value for b in bars if not b.doubtful] or [b.value for b in bars]
    falling = firm[0] >= firm[-1]

    def colour(bar: Bar) -> str:
        share = (min(max(bar.value, low), high) - low) / (high - low)
        return _shade(share if falling else 1 - share)

    return colour


def _shade(share: float) -> str:
    """Between the steps of the sequential scale."""
    place = share * (len(SEQUENTIAL) - 1)
    before = min(int(place), len(SEQUENTIAL) - 2)
    one, two = (
        [int(SEQUENTIAL[n][at : at + 2], 16) for at in (1, 3, 5)] for n in (before, before + 1)
    )
    mixed = (round(a + (b - a) * (place - before)) for a, b in zip(one, two, strict=True))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def _islands(
    canvas: Canvas,
    group: Archipelago,
    bar: Bar | None,
    colour: Callable[[Bar], str],
    at: Callable[[float, float], tuple[float, float]],
    features: Mapping[str, Any],
    lang: Lang,
) -> None:
    """The islands in the colour of their province, hollow without a figure; the name below."""
    for lon, lat in group.islands:
        edge = ACCENT if bar is not None and bar.own else MUTED
        canvas.dot(*at(lon, lat), 4, PAPER if bar is None else colour(bar), edge)
    lon, lat = group.label
    x, y = at(lon, min(lat, min(south for _, south in group.islands) - _NAME_BELOW))
    name = bar.name if bar is not None else str(features[group.area]["properties"]["name"])
    canvas.text(x, y, group.name(lang), _SMALL, place="center", colour=INK)
    canvas.text(x, y + 17, clipped(f"({name})", _SMALL, 180), _SMALL, place="center", colour=SOFT)


def _hatched(drawing: Drawing, lang: Lang) -> str:
    """What hatching means; with a colour below it is a figure of a year before."""
    if any(bar.earlier for bar in drawing.bars):
        return (
            "gạch chéo: chưa có số kỳ này; có màu là số năm trước"
            if lang == "vi"
            else "hatched: no figure of this period; shaded: of a year before"
        )
    return "gạch chéo: không có trong bảng này" if lang == "vi" else "hatched: not in this list"


def _legend(
    canvas: Canvas,
    drawing: Drawing,
    lang: Lang,
    left: float,
    top: float,
    width: float,
    *,
    blank: bool,
) -> float:
    """A band of colours with the figures at its ends, and what hatching means."""
    firm = [bar for bar in drawing.bars if not bar.doubtful] or list(drawing.bars)
    if firm and firm[0].value != firm[-1].value:
        band = width * 0.5
        for step in range(_STEPS):
            canvas.box(
                left + band * step / _STEPS, top + 4, band / _STEPS, 10,
                _shade(1 - step / (_STEPS - 1)),
            )  # fmt: skip
        first, last = (clipped(bar.text, _SMALL, band / 2) for bar in (firm[0], firm[-1]))
        canvas.text(left, top + 26, first, _SMALL, colour=SOFT)
        canvas.text(left + band, top + 26, last, _SMALL, colour=SOFT, place="right")
        unit = clipped(drawing.unit, _SMALL, width - band - 10)
        canvas.text(left + band + 10, top + 9, unit, _SMALL, colour=SOFT)
        top += 38
    if blank:
        text = _hatched(drawing, lang)
        canvas.text(left, top + 9, text, _SMALL, colour=SOFT)
        top += 22
    return top
