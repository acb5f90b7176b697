"""Rankings and profiles as plain values for JSON, the same for the command line and others."""

from typing import Any

from kpi.analysis.ranking import Ranking
from kpi.catalogue import Catalogue
from kpi.model.scans import NOT_SEEN, Seen
from kpi.store import Store


def rank_answer(ranking: Ranking, catalogue: Catalogue) -> dict[str, Any]:
    """{"indicator", "period", "scheme", "unit", "ranks", "coverage": [have, of], "rows": […]}.

    `ranks` is "printed", "counted" or "none" (see `RanksTold`); then `rank` is null.

    A row is {"rank", "area", "area_name", "value", "qualifier", "obs_status", "period",
    "computed", "parts", "source"}; `parts` are the obs_ids a rolled-up value was made of.
    """
    rows = [
        {
            "rank": None if ranking.ranks == "none" else int(row["rank"]),
            "area": row["area"],
            "area_name": catalogue.area(row["area"]).name_vi,
            "value": float(row["value"]),
            "qualifier": row["qualifier"],
            "obs_status": row["obs_status"],
            "period": row["period"],
            "computed": bool(row["computed"]),
            "parts": list(row["parts"]),
            "source": source_answer(row),
        }
        for row in ranking.rows.to_dict("records")
    ]
    return {
        "indicator": ranking.indicator.id,
        "period": ranking.period.key,
        "scheme": ranking.scheme,
        "unit": ranking.indicator.unit,
        "ranks": ranking.ranks,
        "coverage": list(ranking.coverage),
        "rows": rows,
    }


def area_answer(
    store: Store, catalogue: Catalogue, area: str, indicator: str | None = None
) -> dict[str, Any]:
    """{"area", "area_name", "rows": […]}: every preferred figure of an area, oldest first.

    The source of a figure of a scan has "page", from 1, and "box": left, top, right and bottom
    in points on the page.

    Raises:
        NotFoundError: for an unknown area or indicator.
    """
    place = catalogue.area(area)
    figures = store.profile([area])
    figures = figures[figures["indicator"].isin(list(catalogue.indicators))]
    if indicator is not None:
        figures = figures[figures["indicator"] == catalogue.indicator(indicator).id]
    scanned = store.seen_of(area)
    rows = [
        {
            "indicator": row["indicator"],
            "indicator_name": catalogue.indicator(row["indicator"]).name_vi,
            "period": row["period"],
            "obs_status": row["obs_status"],
            "value": float(row["value"]),
            "unit": catalogue.indicator(row["indicator"]).unit,
            "qualifier": row["qualifier"],
            "as_written": row["as_written"],
            "flagged": bool(row["flagged"]),
            "disputed": bool(row["disputed"]),
            "note": row["note"],
            "source": source_answer(row)
            | _place(scanned.get((row["batch_id"], row["obs_id"]), NOT_SEEN)),
        }
        for row in figures.to_dict("records")
    ]
    return {"area": area, "area_name": place.name_vi, "rows": rows}


def _place(seen: Seen) -> dict[str, Any]:
    """The page of a scan and the rectangle on it; {} for a figure of no scan."""
    if not seen.page:
        return {}
    return {"page": seen.page, "box": [round(edge, 1) for edge in seen.box]}


def source_answer(row: dict[str, Any]) -> dict[str, str | None]:
    """{"title", "publisher", "published_on", "url"}; None where the document does not say."""
    return {
        "title": row["source_title"],
        "publisher": row["publisher"] or None,
        "published_on": row["published_on"] or None,
        "url": row["url"] or None,
    }
