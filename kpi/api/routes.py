"""The questions that programs may ask, each with its address, parameters and answer."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

import pandas as pd
from starlette.routing import Route

from kpi.analysis.observations import Query, observations
from kpi.analysis.provenance import story
from kpi.analysis.ranking import rank_areas
from kpi.analysis.restate import standing
from kpi.api.answers import (
    area_answer,
    as_csv,
    document_answer,
    figure_answer,
    indicator_answer,
    observation_answer,
    ranking_answer,
)
from kpi.api.asked import MOST_ROWS, ROWS, Refused
from kpi.api.described import description
from kpi.api.served import Question, Server, Told, told
from kpi.catalogue import Catalogue
from kpi.export.sdmx import sdmx_csv
from kpi.export.sdmx_structure import structure
from kpi.store import Store
from kpi.store.selection import Sort

V1 = "/api/v1"
_NARROWED = (
    *("indicator", "area", "scheme", "region", "pillar", "period", "from", "to", "status"),
    *("source", "flag", "every", "sort", "as_told"),
)
_ORDERS: dict[Sort, tuple[str, bool]] = {
    "newest": ("period_end", False),
    "oldest": ("period_end", True),
    "largest": ("value", False),
    "smallest": ("value", True),
    "area": ("area", True),
    "indicator": ("area", True),
    "published": ("published_on", False),
}
_SDMX = "application/vnd.sdmx.data+csv;version=2.0.0"
_SDMX_ML = "application/vnd.sdmx.structure+xml;version=2.1"


def api_routes(store: Callable[[], Store], catalogue: Callable[[], Catalogue]) -> list[Route]:
    """Every route of the API.

    Args:
        store: gives the store that is live.
        catalogue: gives what config/ says.
    """
    server = Server(store, catalogue)
    return [
        server.route(f"{V1}/indicators", _indicators, ("pillar",)),
        server.route(f"{V1}/areas", _areas, ("scheme", "region")),
        server.route(
            f"{V1}/observations", _observations, (*_NARROWED, "format", "limit", "cursor")
        ),
        server.route(
            f"{V1}/ranking", _ranking, ("indicator", "period", "scheme", "region", "status", "per")
        ),
        server.route(f"{V1}/sources", _sources),
        server.route(f"{V1}/sources/{{source_id}}", _source),
        server.route(f"{V1}/figures/{{obs_id}}", _figure),
        server.route(f"{V1}/sdmx/structure", _structure),
        server.route(f"{V1}/openapi.json", lambda question: told(description(question.catalogue))),
        server.route("/readyz", _ready),
    ]


def _indicators(question: Question) -> Told:
    pillars = question.asked.pillars()
    rows = [
        indicator_answer(one, question.catalogue, question.lang)
        for one in question.catalogue.indicators.values()
        if not pillars or one.pillar in pillars
    ]
    return told({"rows": rows, "next": None})


def _areas(question: Question) -> Told:
    scheme = question.asked.scheme()
    region = question.asked.region(scheme)
    rows = [
        area_answer(one, question.catalogue, question.lang)
        for one in question.catalogue.areas.values()
        if scheme in (None, one.scheme) and region in ("", one.region)
    ]
    return told({"rows": rows, "next": None})


def _observations(question: Question) -> Told:
    asked = question.asked
    limit = asked.number("limit", ROWS, MOST_ROWS) or ROWS
    offset = asked.number("cursor", 0, 10**9 - 1)
    form = asked.form()
    if form == "sdmx-csv" and asked.yes("every"):
        raise Refused(
            400,
            "SDMX-CSV có một số liệu cho mỗi khóa; bỏ 'every'.",
            "SDMX-CSV has one figure a key; leave out 'every'.",
        )
    figures, total = _figures(question, offset, limit)
    more = offset + limit < total
    after = urlencode({**asked.values, "cursor": str(offset + limit)}, safe=":,")
    following = f"?{after}" if more else ""
    if form == "sdmx-csv":
        return Told(sdmx_csv(figures, question.catalogue), _SDMX, "observations.csv", following)
    rows = [
        observation_answer(row, question.catalogue, question.lang)
        for row in figures.to_dict("records")
    ]
    if form == "csv":
        return Told(as_csv(rows), "text/csv; charset=utf-8", "observations.csv", following)
    found = told({"rows": rows, "total": total, "next": following or None})
    return replace(found, after=following)


def _figures(question: Question, offset: int, limit: int) -> tuple[pd.DataFrame, int]:
    """Part of the figures asked for, and how many there are.

    Of one indicator in one period and scheme they are those that stand for the areas there, as
    the pages show them: rolled up where a rule allows, of a stock the latest day of the year.
    """
    asked = question.asked
    indicators, scheme, period = asked.indicators(), asked.scheme(), asked.period()
    query = Query(
        indicators=indicators,
        pillars=asked.pillars(),
        areas=asked.areas(),
        scheme=scheme,
        region=asked.region(scheme),
        period="" if period is None else period.key,
        first=asked.year("from"),
        last=asked.year("to"),
        statuses=(status,) if (status := asked.status()) else (),
        source=asked.text("source"),
        flag=asked.flag(),
        every=asked.yes("every"),
        sort=asked.sort(),
    )
    apart = (query.pillars, query.first, query.last, query.source, query.flag, query.every)
    if asked.yes("as_told") or len(indicators) != 1 or any(apart):
        scheme = None
    if scheme is None or period is None:
        page = observations(question.store, question.catalogue, query, offset=offset, size=limit)
        # Behind the end there is nothing: a program that asks on must come to an end.
        figures = page.figures if page.offset == offset else page.figures.iloc[:0]
        return figures.assign(parts=[()] * len(figures)), page.total
    indicator = question.catalogue.indicator(indicators[0])
    found = standing(
        question.store, question.catalogue, indicator, period, scheme, status or "actual"
    ).figures
    keys = [a.key for a in question.catalogue.areas_of(scheme, query.region)]
    found = found[found["area"].isin([k for k in keys if not query.areas or k in query.areas])]
    found = _sorted(found, query.sort)
    return found.iloc[offset : offset + limit], len(found)


def _sorted(figures: pd.DataFrame, order: Sort) -> pd.DataFrame:
    """Figures of one indicator in one period in the order asked for, then by area."""
    column, ascending = _ORDERS[order]
    return figures.sort_values(
        [*dict.fromkeys((column, "area"))],
        ascending=[ascending, True][: 1 + (column != "area")],
        ignore_index=True,
    )


def _ranking(question: Question) -> Told:
    asked = question.asked
    indicators, period, scheme = asked.indicators(), asked.period(), asked.scheme()
    if len(indicators) != 1 or period is None or scheme == "vn":
        raise Refused(
            400,
            "Cần đúng một 'indicator', một 'period', và 'scheme' là vn34 hoặc vn63 nếu có.",
            "One 'indicator' and a 'period' are needed; 'scheme' is vn34 or vn63 where it is told.",
        )
    if asked.text("region") and scheme is None:
        raise Refused(400, "Vùng cần có 'scheme'.", "A region needs 'scheme'.")
    ranking = rank_areas(
        question.store, question.catalogue, indicators[0], period, scheme=scheme,
        status=asked.status() or "actual", region=asked.region(scheme),
        per_capita=asked.yes("per"),
    )  # fmt: skip
    return told(ranking_answer(ranking, question.catalogue))


def _sources(question: Question) -> Told:
    counted = question.store.counted_by_source()
    rows = [
        document_answer(row, counted.get(str(row["source_id"]), 0))
        for row in question.store.sources().to_dict("records")
    ]
    return told({"rows": rows, "next": None})


def _source(question: Question) -> Told:
    wanted = question.request.path_params["source_id"]
    sources = question.store.sources()
    found = sources[sources["source_id"] == wanted].to_dict("records")
    if not found:
        raise Refused(404, "Không có tài liệu nào mang mã này.", "There is no such document.")
    figures = question.store.counted_by_source().get(wanted, 0)
    return told(document_answer(found[0], figures))


def _figure(question: Question) -> Told:
    known = story(question.store, question.request.path_params["obs_id"])
    return told(figure_answer(known, question.catalogue, question.lang))


def _structure(question: Question) -> Told:
    return Told(structure(question.catalogue), _SDMX_ML, "structure.xml")


def _ready(question: Question) -> Told:
    """Whether the store can be read, and of which day its newest batch is."""
    return told({"status": "ready", "figures": int(question.store.summary()["figures"])})
