"""The first answer to a browser: Streamlit's empty page, in the reader's language.

As Streamlit ships it, the page says that it is English and called "Streamlit", and its script
looks for the server below the address of the page first, which is answered with 404 twice.
"""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from kpi.model import Lang
from kpi.ui.menu import MENU, Entry, document_title
from kpi.ui.words import asked_lang

_INDEX = Path(streamlit.__file__).with_name("static") / "index.html"
# Relative, as the addresses of the page's own scripts are: right below a proxy's folder too.
_SERVER = """<script>
      window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href.split("?")[0]).href }
    </script>
    """
_NO_SCRIPT = {
    "vi": "Trang này cần JavaScript. Hãy bật JavaScript trong trình duyệt.",
    "en": "This page needs JavaScript. Switch it on in your browser.",
}


@lru_cache(maxsize=2 * len(MENU))
def opening(entry: Entry, lang: Lang) -> str:
    """The HTML a page starts from."""
    html = _INDEX.read_text(encoding="utf-8")
    html = html.replace('<html lang="en">', f'<html lang="{lang}">', 1)
    title = f"<title>{document_title(entry.title(lang), lang)}</title>"
    html = html.replace("<title>Streamlit</title>", title, 1)
    html = re.sub(
        r"(<noscript>).*?(</noscript>)", rf"\1<p>{_NO_SCRIPT[lang]}</p>\2", html, flags=re.DOTALL
    )
    return html.replace("<script", f"{_SERVER}<script", 1)


def _route(entry: Entry) -> Route:
    def answer(request: Request) -> Response:
        html = opening(entry, asked_lang(request.query_params.get("lang", "")))
        # A browser keeps the page and asks each time whether it is still the same.
        known = f'"{sha256(html.encode()).hexdigest()[:32]}"'
        headers = {"ETag": known, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match", "").removeprefix("W/") == known:
            return Response(status_code=304, headers=headers)
        return HTMLResponse(html, headers=headers)

    return Route(entry.path, answer, methods=["GET"], name=f"page-{entry.name}")


page_routes = [_route(entry) for entry in MENU]
