"""The traces a map is made of: shapes, hatching, outlines, islands and their names."""

from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from kpi.analysis.ranking import Ranking
from kpi.catalogue import Catalogue
from kpi.charts import style
from kpi.drawing.boundaries import Archipelago, hatching
from kpi.model import Lang
from kpi.wording import Scale

_NAME_BELOW = 0.85  # degrees from the southernmost island to the middle of a name among islands


def areas(features: Any, keys: list[str], hovers: dict[str, str]) -> go.Choropleth:
    """Shapes without a colour of their own; each trace carries only the shapes it draws."""
    return go.Choropleth(
        geojson={"type": "FeatureCollection", "features": [features[key] for key in keys]},
        locations=keys,
        z=[0] * len(keys),
        colorscale=[[0, style.CLEAR], [1, style.CLEAR]],
        showscale=False,
        customdata=[["", key] for key in keys],
        hoverinfo="text",
        text=[hovers[key] for key in keys],
        marker={"line": {"color": style.MUTED, "width": 0.7}},
        unselected=style.UNFADED,
    )


def outline(features: Any, keys: list[str]) -> go.Choropleth:
    """My areas once more on top, outline only: a neighbour's line must not cover the accent."""
    trace = areas(features, keys, dict.fromkeys(keys, ""))
    return trace.update(hoverinfo="skip", marker={"line": {"color": style.ACCENT, "width": 2}})


def hatches(folder: Path, ranking: Ranking, keys: list[str]) -> go.Scattergeo:
    """The hatching of the areas without a figure: one trace, its segments not joined."""
    lon: list[float | None] = []
    lat: list[float | None] = []
    for key in keys:
        for (x, y), (other_x, other_y) in hatching(folder, ranking.scheme, key):
            lon += [x, other_x, None]
            lat += [y, other_y, None]
    return go.Scattergeo(
        lon=lon,
        lat=lat,
        mode="lines",
        line={"color": style.MUTED, "width": 0.8},
        hoverinfo="skip",
    )


def islands(
    group: Archipelago, row: Any, scale: Scale, hover: str, mine: frozenset[str]
) -> go.Scattergeo:
    """The islands as dots in the colour of their province, hollow without a figure."""
    marker: dict[str, Any] = {
        "size": 7.5,
        "opacity": 1,
        "color": style.CLEAR,
        "line": {"color": style.ACCENT if group.area in mine else style.MUTED, "width": 1},
    }
    if row is not None:
        marker["color"] = [row.value / scale.divisor] * len(group.islands)
        marker["coloraxis"] = "coloraxis"
    return go.Scattergeo(
        lon=[lon for lon, _ in group.islands],
        lat=[lat for _, lat in group.islands],
        mode="markers",
        marker=marker,
        customdata=[["" if row is None else row.obs_id, group.area]] * len(group.islands),
        hoverinfo="text",
        hovertext=[hover] * len(group.islands),
        unselected=style.UNFADED,
    )


def label(group: Archipelago, catalogue: Catalogue, lang: Lang) -> go.Scattergeo:
    """The archipelago's name with its province, below the islands so as not to cover them."""
    lon, lat = group.label
    name = f"{group.name(lang)}<br>({catalogue.area(group.area).name(lang)})"
    return go.Scattergeo(
        lon=[lon],
        lat=[min(lat, min(lat for _, lat in group.islands) - _NAME_BELOW)],
        mode="text",
        text=[name],
        textfont={"size": style.SMALL},
        textposition="middle center",
        hoverinfo="skip",
        selected=style.UNFADED_TEXT,
    )
