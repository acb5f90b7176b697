"""Files of data/boundaries → shapes, island places and hatching; each file is read once."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Any

from kpi.errors import UnreadableError
from kpi.model import Lang, Scheme

_STEP = 0.22  # degrees between hatch lines: about six pixels on a phone
Point = tuple[float, float]
"""Longitude and latitude in degrees."""


@dataclass(frozen=True)
class Archipelago:
    """Islands that no boundary file holds, the area they belong to, and where their name stands."""

    area: str
    name_vi: str
    name_en: str
    label: Point
    islands: tuple[Point, ...]

    def name(self, lang: Lang) -> str:
        """The name in the reader's language."""
        return self.name_vi if lang == "vi" else self.name_en


@lru_cache(maxsize=8)
def shapes(folder: Path, scheme: Scheme) -> Mapping[str, Any]:
    """Area key → GeoJSON feature, for every area of a scheme.

    Raises:
        UnreadableError: when the boundary file is missing or damaged.
    """
    path = folder / f"{scheme}.geojson"
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return {feature["id"]: feature for feature in document["features"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable(path) from error


@lru_cache(maxsize=8)
def archipelagos(folder: Path, scheme: Scheme) -> tuple[Archipelago, ...]:
    """Hoàng Sa and Trường Sa, with the key of their area in a scheme.

    Raises:
        UnreadableError: when a file is missing or lacks a column.
    """
    path = folder / "archipelagos.csv"
    try:
        places = _table(path)
        path = folder / "annotations.csv"
        english = {row["code"]: row["name_en"] for row in _table(path)}
        return tuple(
            Archipelago(
                area=label[scheme],
                name_vi=label["name_vi"],
                name_en=english[label["archipelago"]],
                label=_point(label),
                islands=tuple(
                    _point(place)
                    for place in places
                    if place["kind"] == "island" and place["archipelago"] == label["archipelago"]
                ),
            )
            for label in places
            if label["kind"] == "label"
        )
    except (OSError, ValueError, KeyError) as error:
        raise _unreadable(path) from error


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _point(row: Mapping[str, str]) -> Point:
    return float(row["lon"]), float(row["lat"])


def _unreadable(path: Path) -> UnreadableError:
    return UnreadableError(
        f"Không đọc được tệp ranh giới '{path.name}'.",
        "Lấy lại thư mục data/boundaries từ bản cài đặt rồi mở lại trang.",
    )


@lru_cache(maxsize=128)
def hatching(folder: Path, scheme: Scheme, area: str) -> tuple[tuple[Point, Point], ...]:
    """Slanted line segments that fill an area's shape, holes left out.

    Plotly cannot hatch a map, so the lines x − y = constant are cut at the outline: between
    the first and second crossing a line is inside, between the third and fourth again.
    """
    crossings: dict[int, list[float]] = {}
    for start, end in _edges(shapes(folder, scheme)[area]["geometry"]):
        _cross(start, end, crossings)
    segments = []
    for number, heights in crossings.items():
        heights.sort()
        offset = number * _STEP
        # Outlines are closed, so every line meets them an even number of times.
        for low, high in zip(heights[::2], heights[1::2], strict=True):
            segments.append(((low + offset, low), (high + offset, high)))
    return tuple(segments)


def _edges(geometry: Mapping[str, Any]) -> Iterable[tuple[Point, Point]]:
    polygons = geometry["coordinates"]
    for polygon in polygons if geometry["type"] == "MultiPolygon" else [polygons]:
        for ring in polygon:
            # A ring that repeats its first point gives one empty edge more, which meets no line.
            for start, end in zip(ring, [*ring[1:], ring[0]], strict=True):
                yield (start[0], start[1]), (end[0], end[1])


def _cross(start: Point, end: Point, crossings: dict[int, list[float]]) -> None:
    """Note the latitudes where an edge meets hatch lines; its lower end counts, its upper not."""
    (u, v), (other_u, other_v) = sorted(((x - y) / _STEP, y) for x, y in (start, end))
    for number in range(ceil(u), ceil(other_u)):
        share = (number - u) / (other_u - u)
        crossings.setdefault(number, []).append(v + share * (other_v - v))
