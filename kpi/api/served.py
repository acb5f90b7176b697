"""How every answer is served: one store and day, a tag of its content, faults in both languages."""

import hashlib
import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kpi.api.asked import Asked, Refused
from kpi.catalogue import Catalogue
from kpi.errors import KpiError, NotFoundError
from kpi.model import Lang
from kpi.store import Store

SHARED = ("lang", "as_of")
"""Parameters of every question."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """An answer: its bytes, what they are, and the query of the page that follows or ""."""

    body: bytes
    media: str = "application/json"
    name: str = ""
    after: str = ""


@dataclass(frozen=True)
class Question:
    """A request with the store of the day it asks about."""

    request: Request
    asked: Asked
    store: Store
    catalogue: Catalogue
    lang: Lang


Answer = Callable[[Question], Told]
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
"""Those a route answers itself; all but the first two with a refusal."""


def told(value: Any) -> Told:
    """A value as JSON."""
    return Told(json.dumps(value, ensure_ascii=False, allow_nan=False).encode())


class Server:
    """Makes routes of answers; the store and the catalogue are those of the running program."""

    def __init__(self, store: Callable[[], Store], catalogue: Callable[[], Catalogue]) -> None:
        self._store, self._catalogue = store, catalogue

    def route(self, path: str, answer: Answer, parameters: tuple[str, ...] = ()) -> Route:
        """A route that answers GET and HEAD, and refuses what would write."""
        known = (*SHARED, *parameters)

        def serve(request: Request) -> Response:
            try:
                if request.method not in _METHODS[:2]:
                    raise Refused(405, "API chỉ đọc: dùng GET.", "The API is read only: use GET.")
                catalogue = self._catalogue()
                asked = Asked.of(request, catalogue, known)
                day, lang = asked.day(), asked.lang()
                store = self._store() if day is None else self._store().as_of(day)
                found = answer(Question(request, asked, store, catalogue, lang))
                if not _accepted(request, found.media):
                    raise Refused(
                        406, f"Câu trả lời là {found.media}; 'Accept' không nhận loại này.",
                        f"The answer is {found.media}, which 'Accept' does not take.",
                    )  # fmt: skip
            except Exception as fault:  # noqa: BLE001 - the last resort of a route
                return _refusal(request, fault)
            return _response(request, found)

        return Route(path, serve, methods=list(_METHODS))


def _response(request: Request, found: Told) -> Response:
    tag = f'"{hashlib.sha256(found.body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if found.name:
        headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    if found.after:
        headers["Link"] = f'<{found.after}>; rel="next"'
    known = [one.strip().removeprefix("W/") for one in _tags(request)]
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(found.body, media_type=found.media, headers=headers)


def _accepted(request: Request, media: str) -> bool:
    """Whether the request takes a kind of answer; one that names no kind takes every."""
    kind = media.partition(";")[0]
    told = [one.replace(" ", "") for one in _accepts(request)]
    ranges = [one.partition(";")[0] for one in told if not re.search(r";q=0(\.0*)?$", one)]
    return any(one in ("", "*/*", kind, f"{kind.partition('/')[0]}/*") for one in ranges)


def _accepts(request: Request) -> list[str]:
    return request.headers.get("accept", "").lower().split(",")


def _tags(request: Request) -> list[str]:
    return request.headers.get("if-none-match", "").split(",")


def _refusal(request: Request, fault: Exception) -> Response:
    """A fault as application/problem+json (RFC 9457), in the language asked for."""
    match fault:
        case Refused():
            status, vi, en = fault.status, fault.vi, fault.en
        case NotFoundError():
            status, vi, en = 404, str(fault), fault.english or str(fault)
        case KpiError():
            _log.warning("an answer of the API failed: %s", fault)
            status, vi, en = (
                503,
                "Kho số liệu tạm thời không đọc được.",
                "The store cannot be read.",
            )
        case _:
            _log.error("an answer of the API failed", exc_info=fault)
            status, vi, en = 500, "Chương trình gặp lỗi.", "The program failed."
    english = request.query_params.get("lang") == "en"
    body = {"title": en if english else vi, "status": status, "detail": en if english else vi}
    return Response(
        json.dumps(body, ensure_ascii=False),
        status,
        {"Cache-Control": "no-store"} | ({"Allow": "GET, HEAD"} if status == 405 else {}),
        "application/problem+json",
    )
