"""`/api/v1/search`: the answers to a typed question as JSON, for the field and for programs.

GET q, lang (vi, en), indicator, area, mine, as_of (2026-06-30); all but q may be left out.
Read-only.
"""

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kpi.analysis.search import LONGEST, Answer, Context, search
from kpi.errors import KpiError
from kpi.model import Lang
from kpi.ui.data import catalogue, live_store
from kpi.ui.day import AS_OF, day_of
from kpi.ui.url import SHARED
from kpi.ui.words import first_language

SEARCH = "/api/v1/search"

_FRESH = {"Cache-Control": "no-store"}
_log = logging.getLogger(__name__)


def _search(request: Request) -> Response:
    asked = request.query_params
    text = asked.get("q", "")
    lang = _lang(asked.get("lang", ""))
    if len(text) > LONGEST:
        long = f"Câu hỏi dài hơn {LONGEST} ký tự.", f"The question is longer than {LONGEST}."
        return _refused(400, *long, lang=lang)
    day = day_of(asked.get(AS_OF, ""))
    before = Context(asked.get("indicator", ""), asked.get("area", ""), asked.get("mine", ""))
    try:
        store = live_store() if day is None else live_store().as_of(day)
        found = search(store, catalogue(), text, lang, before)
    except KpiError as error:
        return _refused(503, str(error), error.english or str(error), lang=lang)
    except Exception:  # noqa: BLE001 - the last resort of a route; logged in full
        _log.exception("a search failed")
        return _refused(500, "Chương trình gặp lỗi.", "The program failed.", lang=lang)
    shared = {name: asked[name] for name in SHARED if asked.get(name)}
    return JSONResponse(
        {
            "answers": [_answer(answer, shared) for answer in found.answers],
            "notes": list(found.notes),
            "context": {"indicator": found.context.indicator, "area": found.context.area},
            "understood": found.understood,
        },
        headers=_FRESH,
    )


def _lang(asked: str) -> Lang:
    return "en" if (asked or first_language()) == "en" else "vi"


def _refused(status: int, vi: str, en: str, *, lang: Lang) -> Response:
    return JSONResponse({"message": vi if lang == "vi" else en}, status, _FRESH)


def _answer(answer: Answer, shared: Mapping[str, str]) -> dict[str, Any]:
    """An answer as JSON; `href` is relative to the address of the overview."""
    return {
        "kind": answer.kind,
        "label": answer.label,
        "parts": list(answer.parts),
        "value": answer.value,
        "detail": answer.detail,
        "page": answer.page,
        "query": dict(answer.query),
        "href": f"{answer.page}?{urlencode({**shared, **answer.query}, safe=':,')}",
        "obs_id": answer.obs_id,
    }


search_route = Route(SEARCH, _search, methods=["GET"])
