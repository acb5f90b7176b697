"""A ranking on the map: shaded provinces, hatched where no figure is, both archipelagos always."""

from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from kpi.analysis.ranking import Ranking
from kpi.catalogue import Catalogue
from kpi.charts import map_marks, style
from kpi.charts.digits import mark_text, scale_for
from kpi.charts.words import hover_text, place_text
from kpi.drawing.boundaries import archipelagos, shapes
from kpi.drawing.extent import credible
from kpi.drawing.palette import BOUNDARIES_LICENCE
from kpi.model import Lang
from kpi.wording import Scale

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "responsive": True,
    # Plotly fetches a base map even when it draws none; this one is empty and our own.
    "topojsonURL": "/app/static/topo/",
    "scrollZoom": False,
}
"""What the page passes to Plotly for a map."""

_HEIGHT = 560


def ranking_map(
    ranking: Ranking,
    catalogue: Catalogue,
    lang: Lang,
    mine: frozenset[str],
    folder: Path,
) -> go.Figure:
    """Every area of the ranking's scheme; dark is better, or more where neither is better.

    Args:
        ranking: the figures; it may hold none at all.
        catalogue: for names and units.
        lang: the reader's language.
        mine: keys of my areas, drawn with an accent outline.
        folder: data/boundaries.

    Raises:
        UnreadableError: when a boundary file is missing or damaged.
    """
    rows: dict[str, Any] = {row.area: row for row in ranking.shown.itertuples()}
    scale = scale_for(
        ranking.indicator,
        [row.value for row in rows.values()],
        catalogue,
        lang,
        per_capita=ranking.per_capita,
    )
    hovers = {
        area.key: hover_text(
            rows[area.key],
            ranking.indicator,
            scale,
            catalogue,
            lang,
            place_text(ranking, rows[area.key], catalogue, lang),
        )
        if area.key in rows
        else _without(ranking, area.key, catalogue, lang)
        for area in catalogue.areas_of(ranking.scheme)
    }
    features = shapes(folder, ranking.scheme)
    blank = [key for key in features if key not in rows]
    own = [key for key in features if key in mine]
    missing = [key for key in blank if key in {*ranking.missing, *ranking.without_base}]
    earlier = [key for key in features if ranking.is_earlier(key)]
    figure = go.Figure(layout=style.base_layout(lang, _HEIGHT))
    figure.add_trace(map_marks.areas(features, blank, hovers))
    figure.add_trace(map_marks.hatches(folder, ranking, missing))
    if rows:
        figure.update_layout(coloraxis=_colours(ranking, rows, scale, lang))
        shaded = map_marks.areas(features, [key for key in features if key in rows], hovers)
        figure.add_trace(
            shaded.update(
                z=[rows[key].value / scale.divisor for key in shaded.locations],
                coloraxis="coloraxis",
                colorscale=None,
                customdata=[[rows[key].obs_id, key] for key in shaded.locations],
            )
        )
    if earlier:  # above the shade: a figure there is, but of a year before
        figure.add_trace(map_marks.hatches(folder, ranking, earlier))
    figure.add_trace(map_marks.outline(features, own))
    for islands in archipelagos(folder, ranking.scheme):
        row = rows.get(islands.area)
        figure.add_trace(map_marks.islands(islands, row, scale, hovers[islands.area], mine))
        figure.add_trace(map_marks.label(islands, catalogue, lang))
    _frame(figure)
    return figure


def _without(ranking: Ranking, key: str, catalogue: Catalogue, lang: Lang) -> str:
    """What an area without a mark says: why there is nothing to show."""
    vi = lang == "vi"
    reason = "chưa có số liệu" if vi else "no figure"
    partial = {p.area: p for p in ranking.partial}
    if key in partial:
        count = f"{len(partial[key].have)}/{len(partial[key].of)}"
        reason += f"<br>mới có {count} tỉnh cũ" if vi else f"<br>{count} predecessors reported"
    elif key in ranking.uncombinable:
        reason += (
            "<br>số của các tỉnh cũ không gộp được"
            if vi
            else "<br>its predecessors' figures cannot be combined"
        )
    elif key in ranking.without_base:
        reason = "chưa có dân số cùng năm" if vi else "no population of that year"
    elif key not in ranking.missing:
        reason = "ngoài vùng đang xem" if vi else "outside the region shown"
    return f"<b>{catalogue.area(key).name(lang)}</b><br>{reason}"


def _colours(ranking: Ranking, rows: dict[str, Any], scale: Scale, lang: Lang) -> dict[str, Any]:
    """The colour range and its bar; a misprint does not stretch it."""
    values = [row.value for row in rows.values()]
    low, high = credible(values, [bool(row.flagged) for row in rows.values()]) or (0.0, 0.0)
    alone = high <= low
    ends = [low] if alone else [low, (low + high) / 2, high]
    if ranking.indicator.kind in ("rank", "milestone"):
        ends = sorted({float(round(end)) for end in ends})
    # A range of one value needs some width to be drawn at all.
    around = 0.5 if alone else 0.0
    return {
        "colorscale": [[0, style.ALONE], [1, style.ALONE]] if alone else list(style.SEQUENTIAL),
        "reversescale": ranking.indicator.direction == "lower",
        "cmin": low / scale.divisor - around,
        "cmax": high / scale.divisor + around,
        "colorbar": {
            "orientation": "h",
            "thickness": 8,
            "len": 0.8,
            "x": 0.5,
            "y": -0.02,
            "yanchor": "top",
            "outlinewidth": 0,
            "title": {
                # Promises are not ranked, and one colour is neither dark nor pale.
                "text": scale.unit
                + ("" if alone or ranking.status != "actual" else _meaning(ranking, lang)),
                "side": "top",
                "font": {"size": style.SMALL},
            },
            "tickmode": "array",
            "tickvals": [end / scale.divisor for end in ends],
            "ticktext": [mark_text(end, ranking.indicator, scale, lang) for end in ends],
        },
    }


def _meaning(ranking: Ranking, lang: Lang) -> str:
    """What a dark colour says, to stand after the unit."""
    vi = lang == "vi"
    match ranking.indicator.direction:
        case "lower":
            return " · màu đậm = nhỏ hơn, tốt hơn" if vi else " · darker = lower, better"
        case "higher":
            return " · màu đậm = tốt hơn" if vi else " · darker = better"
        case "neutral":
            return " · màu đậm = nhiều hơn" if vi else " · darker = more"


def _frame(figure: go.Figure) -> None:
    """Only our own shapes, a window that holds both archipelagos, and the licence's line."""
    figure.update_geos(
        projection_type="mercator",
        visible=False,
        resolution=110,
        showcoastlines=False,
        showland=False,
        showframe=False,
        bgcolor=style.CLEAR,
        lataxis_range=[6, 24],
        lonaxis_range=[101.5, 117.5],
        domain={"x": [0, 1], "y": [0, 1]},
    )
    # Streamlit turns dragmode False into "pan" for a chart whose marks can be chosen, and a
    # finger could then push the map away instead of scrolling the page. This one is for
    # three dimensions and does nothing here.
    figure.update_layout(dragmode="orbit", margin={"l": 0, "r": 0, "t": 0, "b": 60})
    figure.add_annotation(
        x=0,
        y=0,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        text=BOUNDARIES_LICENCE,
        showarrow=False,
        font={"size": 9},
    )
