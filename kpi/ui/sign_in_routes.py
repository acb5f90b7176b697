"""Signing in and out, beside the pages: a form posted by our own page, a cookie set."""

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kpi import settings
from kpi.accounts.sign_in import Refused, sign_in
from kpi.accounts.throttle import Throttle
from kpi.errors import KpiError
from kpi.model import Lang
from kpi.store.people import accounts
from kpi.ui.data import live_store
from kpi.ui.sign_in import COOKIE, SIGN_IN, SIGN_OUT, sessions
from kpi.ui.sign_in_page import SignInPage
from kpi.ui.words import asked_lang

_LONGEST_FORM = 16_384
_LONGEST_NEXT = 2_000
_LOCAL = ("localhost", "127.0.0.1", "::1")
_OF_PROXIES = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def safe_next(asked: str) -> str:
    """Where to go afterwards: a path of this site, else its first page.

    A browser reads a backslash as a slash and leaves out line ends and tabs, so that what
    does not look like another host can still be one.
    """
    plain = all("!" <= c != "\x7f" for c in asked) and "\\" not in asked
    if not plain or not asked.startswith("/") or asked.startswith("//"):
        return "/"
    # The page of a sign-in is no place to come back to.
    here = urlsplit(asked).path in (SIGN_IN, SIGN_OUT)
    return "/" if here or len(asked) > _LONGEST_NEXT else asked


def from_own_page(request: Request) -> bool:
    """Whether the form was posted by a page of this very host.

    A browser names the page's origin with every such form, or at least the page itself.
    """
    sender = request.headers.get("origin") or request.headers.get("referer") or ""
    host = request.headers.get("host", "")
    return bool(host) and urlsplit(sender).netloc.lower() == host.lower()


@lru_cache(maxsize=1)
def _throttle() -> Throttle:
    rules = settings.load_settings().sign_in
    return Throttle(rules.free_failures, rules.longest_wait_seconds)


def _on_this_machine(request: Request) -> bool:
    """Whether whoever asks sits at the machine itself: nothing came through a proxy."""
    if any(header in request.headers for header in _OF_PROXIES):
        return False
    try:
        caller = ip_address(request.client.host if request.client else "")
    except ValueError:
        return False
    return caller.is_loopback and request.url.hostname in _LOCAL


def _show(request: Request) -> Response:
    """GET /dang-nhap."""
    try:
        return _page(
            SignInPage(
                lang=asked_lang(request.query_params.get("lang", "")),
                next=safe_next(request.query_params.get("next", "/")),
                # Strangers need not learn that a server has nobody who watches it.
                no_account_yet=_on_this_machine(request) and not accounts(live_store()),
            )
        )
    except KpiError as error:
        return _failed(error)


async def _sign_in(request: Request) -> Response:
    """POST /dang-nhap."""
    form = await _form(request)
    if form is None or not from_own_page(request):
        return _foreign()
    # The hash takes tens of milliseconds; the server's loop must not wait for it.
    return await run_in_threadpool(_checked, request, form)


def _checked(request: Request, form: dict[str, str]) -> Response:
    target, name = safe_next(form.get("next", "/")), form.get("name", "")
    address = request.client.host if request.client else ""
    try:
        lang = asked_lang(form.get("lang", ""))
        known = sign_in(live_store(), _throttle(), name, form.get("password", ""), address)
        if isinstance(known, Refused):
            page = SignInPage(lang=lang, next=target, told=_reason(known, lang), name=name)
            return _refused(known, page)
        current = sessions()
        answer = _leading_to(target)
        answer.set_cookie(
            COOKIE,
            current.begin(known),
            max_age=current.seconds,
            httponly=True,
            samesite="lax",
            secure=_secure(request),
        )
    except KpiError as error:
        return _failed(error)
    return answer


async def _sign_out(request: Request) -> Response:
    """POST /dang-xuat."""
    form = await _form(request)
    if form is None or not from_own_page(request):
        return _foreign()
    try:
        sessions().end(request.cookies.get(COOKIE, ""))
        answer = _leading_to(safe_next(form.get("next", "/")))
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=_secure(request))
    except KpiError as error:
        return _failed(error)
    return answer


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a posted form; None when it is longer than ours can be."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_FORM:
            return None
    try:
        fields = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=10)
    except ValueError:
        return None
    return {name: values[-1] for name, values in fields.items()}


def _secure(request: Request) -> bool:
    return request.url.scheme == "https" or settings.load_settings().sign_in.always_https


def _reason(refused: Refused, lang: Lang) -> str:
    if not refused.wait:
        vi, en = "Tên hoặc mật khẩu không đúng.", "The name or the password is wrong."
    else:
        vi = f"Sai quá nhiều lần. Thử lại sau {refused.wait} giây."
        en = f"Too many wrong tries. Try again in {refused.wait} seconds."
    return vi if lang == "vi" else en


def _refused(refused: Refused, page: SignInPage) -> Response:
    if not refused.wait:
        return _page(page, status=401)
    answer = _page(page, status=429)
    answer.headers["Retry-After"] = str(refused.wait)
    return answer


def _page(page: SignInPage, status: int = 200) -> Response:
    return HTMLResponse(page.html(), status, {"Cache-Control": "no-store"})


def _leading_to(target: str) -> Response:
    return RedirectResponse(target, 303, {"Cache-Control": "no-store"})


def _foreign() -> Response:
    return PlainTextResponse(
        f"Yêu cầu không đến từ trang của chương trình. Mở {SIGN_IN} rồi thử lại.", 403
    )


def _failed(error: KpiError) -> Response:
    return PlainTextResponse(str(error), 503)


sign_in_routes = [
    Route(SIGN_IN, _show, methods=["GET"]),
    Route(SIGN_IN, _sign_in, methods=["POST"]),
    Route(SIGN_OUT, _sign_out, methods=["POST"]),
]
