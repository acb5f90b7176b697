"""The API as an OpenAPI 3.1 document; tests ask every route with the examples that stand here."""

from collections.abc import Sequence
from typing import Any, get_args

from kpi.api.asked import FORMATS, MOST_ROWS, ROWS, SCHEMES
from kpi.catalogue import Catalogue
from kpi.model import OBS_STATUSES, QUALIFIERS
from kpi.store.selection import Flag, Sort
from kpi.wording import PILLARS

Json = dict[str, Any]
_PERIOD = "2024, 2024-H1, 2024-Q3, 2024-09 or 2024-11-30"


def description(catalogue: Catalogue) -> Json:
    """The whole document; enumerations are those of the catalogue."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Chuyển đổi số các tỉnh",
            "version": "1",
            "description": "Figures of Vietnam's provinces, each with the document it is printed "
            "in. Read only; the same numbers as on the pages.",
        },
        "paths": {
            "/api/v1/indicators": _get(
                "What is measured", [_listed("pillar", "Pillars", list(PILLARS), "index")],
                _rows("Indicator"),
            ),
            "/api/v1/areas": _get(
                "Provinces of both boundary schemes", [_scheme(), _region()], _rows("Area")
            ),
            "/api/v1/observations": _get(
                "Figures with their sources, paged", _of_observations(), _rows("Observation"),
                others={"text/csv": _TEXT, "application/vnd.sdmx.data+csv": _TEXT},
            ),
            "/api/v1/ranking": _get(
                "The areas of a scheme, ranked as on the page",
                [
                    _one("indicator", "An indicator's id", "dti_score", required=True),
                    _one("period", _PERIOD, "2022", required=True),
                    _enum("scheme", "Boundaries; as reported if left out", SCHEMES[:2], "vn63"),
                    _region(), _status(), _switch("per", "Per 10 000 people"),
                ],
                _schema("Ranking"),
            ),
            "/api/v1/sources": _get("Every document", [], _rows("Source")),
            "/api/v1/sources/{source_id}": _get(
                "One document", [_path("source_id", "Its id")], _schema("Source")
            ),
            "/api/v1/figures/{obs_id}": _get(
                "One figure, the place it is printed, what else was told of it",
                [_path("obs_id", "Its id, as in an observation")], _schema("Figure"),
            ),
            "/api/v1/search": _get(
                "Answers to a typed question",
                [
                    _one("q", "The question, with or without diacritics", "bac ninh dti 2022"),
                    _one("indicator", "The indicator looked at", "dti_score"),
                    _one("area", "The area looked at", "vn63:27"),
                    _one("mine", "The reader's province", "vn34:24"),
                ],
                {"type": "object"},
            ),
            "/api/v1/sdmx/structure": _get(
                "The data structure of the SDMX-CSV, as SDMX-ML 2.1", [], None,
                others={"application/vnd.sdmx.structure+xml": _TEXT},
            ),
            "/api/v1/openapi.json": _get("This document", [], {"type": "object"}),
            "/healthz": _bare("Whether the program runs"),
            "/readyz": _get("Whether the store can be read", [], {"type": "object"}),
        },
        "components": {"schemas": _schemas(catalogue)},
    }  # fmt: skip


_TEXT = {"schema": {"type": "string"}}


def _of_observations() -> list[Json]:
    return [
        _one("indicator", "Ids, separated by commas", "dti_score,dti_rank"),
        _one("area", "Keys, separated by commas", "vn63:27,vn63:24"),
        _scheme(),
        _region(),
        _listed("pillar", "Pillars", list(PILLARS), "index"),
        _one("period", _PERIOD, "2022"),
        _one("from", "The first year", "2020"),
        _one("to", "The last year", "2023"),
        _status(),
        _one("source", "A document's id", ""),
        _enum("flag", "A mark that the figures have", get_args(Flag), "flagged"),
        _switch("every", "Also the figures that another one of the same key stands before"),
        _switch("as_told", "Of one indicator, period and scheme as well: nothing rolled up"),
        _enum("sort", "The order", get_args(Sort), "newest"),
        _enum("format", "The form of the answer", FORMATS, "json"),
        _one("limit", f"Rows a page: {ROWS}, at most {MOST_ROWS}", "100"),
        _one("cursor", "Where to go on, from `next`", "0"),
    ]


def _get(
    summary: str,
    parameters: Sequence[Json],
    schema: Json | None,
    *,
    others: Json | None = None,
) -> Json:
    content = {} if schema is None else {"application/json": {"schema": schema}}
    shared = [
        _enum("lang", "The language of names and messages", ("vi", "en"), "vi"),
        _one("as_of", "The store as it stood at the end of a day", "2026-06-30"),
    ]
    return {
        "get": {
            "summary": summary,
            "parameters": [*parameters, *shared],
            "responses": {
                "200": {
                    "description": "The answer; ETag and If-None-Match spare sending it again",
                    "headers": {"ETag": {"schema": {"type": "string"}}},
                    "content": {**content, **(others or {})},
                },
                "304": {"description": "Unchanged"},
                "default": {
                    "description": "What is wrong, in a sentence",
                    "content": {"application/problem+json": {"schema": _schema("Problem")}},
                },
            },
        }
    }


def _bare(summary: str) -> Json:
    return {"get": {"summary": summary, "responses": {"200": {"description": "It does"}}}}


def _one(name: str, words: str, example: str, *, required: bool = False) -> Json:
    told: Json = {"name": name, "in": "query", "description": words, "schema": {"type": "string"}}
    if example:
        told["example"] = example
    return {**told, "required": True} if required else told


def _enum(name: str, words: str, options: Sequence[str], example: str) -> Json:
    told = _one(name, words, example)
    return {**told, "schema": {"type": "string", "enum": list(options)}}


def _listed(name: str, words: str, options: Sequence[str], example: str) -> Json:
    return _one(name, f"{words}, separated by commas: {', '.join(options)}", example)


def _scheme() -> Json:
    return _enum("scheme", "Boundaries: the 34, the 63 former, the country", SCHEMES, "vn63")


def _region() -> Json:
    return _one("region", "A region's code, with `scheme`", "")


def _status() -> Json:
    return _enum("status", "Kind of figure", OBS_STATUSES, "actual")


def _switch(name: str, words: str) -> Json:
    return _enum(name, words, ("0", "1"), "0")


def _path(name: str, words: str) -> Json:
    return {
        "name": name, "in": "path", "required": True, "description": words,
        "schema": {"type": "string"},
    }  # fmt: skip


def _schema(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _rows(name: str) -> Json:
    return {
        "type": "object",
        "required": ["rows", "next"],
        "properties": {
            "rows": {"type": "array", "items": _schema(name)},
            "total": {"type": "integer"},
            "next": {"type": ["string", "null"], "description": "The query of the next page"},
        },
    }


def _object(required: Sequence[str], **properties: Json) -> Json:
    return {"type": "object", "required": list(required), "properties": properties}


def _schemas(catalogue: Catalogue) -> Json:
    text, flag, maybe = {"type": "string"}, {"type": "boolean"}, {"type": ["string", "null"]}
    texts = {"type": "array", "items": text}
    source = _object(("title",), title=text, publisher=maybe, published_on=maybe, url=maybe)
    observation = _object(
        ("area", "indicator", "period", "value", "status", "qualifier", "source"),
        area=text, area_name=text, scheme={"enum": list(SCHEMES)},
        indicator={"type": "string", "examples": list(catalogue.indicators)[:3]},
        indicator_name=text, period=text, value={"type": "number"}, unit=maybe,
        status={"enum": list(OBS_STATUSES)}, qualifier={"enum": list(QUALIFIERS)},
        as_written=text, flagged=flag, disputed=flag, parts=texts, obs_id=text, source_id=text,
        source=source,
    )  # fmt: skip
    return {
        "Indicator": _object(
            ("id", "name", "unit", "kind", "pillar"), id=text, name=text, name_vi=text,
            name_en=text, unit=text, unit_name=text, kind=text, measure=text, direction=text,
            pillar={"enum": list(PILLARS)}, roll_up=text, definition=text, context=flag,
            breaks={"type": "array", "items": {"type": "object"}},
        ),
        "Area": _object(
            ("area", "name", "scheme", "code"), area=text, name=text, name_vi=text, name_en=text,
            scheme={"enum": list(SCHEMES)}, code=text, region=maybe, predecessors=texts,
            successor=maybe,
        ),
        "Observation": observation,
        "Ranking": _object(
            ("indicator", "period", "scheme", "ranks", "coverage", "rows", "partial"),
            indicator=text, period=text, scheme=text, unit=text, status=text,
            ranks={"enum": ["printed", "counted", "none"]}, per_capita=flag, region=maybe,
            coverage={"type": "array", "items": {"type": "integer"}},
            median={"type": ["number", "null"]}, ranked={"type": "integer"},
            size={"type": "integer"}, rows={"type": "array", "items": {"type": "object"}},
            partial={"type": "array", "items": {"type": "object"}}, uncombinable=texts,
            missing=texts, without_population=texts,
        ),
        "Source": _object(
            ("id", "title", "figures"), id=text, title=text, publisher=maybe, published_on=maybe,
            url=maybe, kind=text, retrieved_on=maybe, figures={"type": "integer"},
        ),
        "Figure": {"allOf": [_schema("Observation"), _object(
            ("shown", "place", "others"), shown=flag, reason=text, note=text,
            place={"type": "object"}, recorded_at=text,
            others={"type": "array", "items": _schema("Observation")},
        )]},
        "Problem": _object(
            ("title", "status"), title=text, status={"type": "integer"}, detail=text
        ),
    }  # fmt: skip
