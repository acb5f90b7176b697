"""Who is there: read anew on every run from the signed cookie or the OIDC token, never kept."""

from dataclasses import replace
from html import escape
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlencode, urlsplit

import streamlit as st

from kpi import settings
from kpi.accounts.people import as_stored
from kpi.accounts.session import Sessions, secret_beside
from kpi.model import Person
from kpi.store.people import accounts
from kpi.ui.data import live_store
from kpi.ui.empty import PageEnd
from kpi.ui.words import lang, say

COOKIE = "kpi_session"
SIGN_IN = "/dang-nhap"
SIGN_OUT = "/dang-xuat"

_STYLE = """
<style>
.kpi-person { display: flex; gap: 0.6rem; align-items: center; font-size: 0.875rem;
  white-space: nowrap; }
.kpi-person span { max-width: 12rem; overflow: hidden; text-overflow: ellipsis; }
.kpi-person form { margin: 0; }
.kpi-person a, .kpi-person button { color: inherit; background: none; border: 0; font: inherit;
  cursor: pointer; text-decoration: underline; text-underline-offset: 0.2em;
  display: inline-block; padding: 0.65rem 0.2rem; }
.kpi-way-in a { display: inline-block; padding: 0.65rem 1.25rem; border-radius: 0.5rem;
  font-weight: 600; text-decoration: none; background: light-dark(#0B5394, #7FB2E5);
  color: light-dark(#FFFFFF, #10161D); }
/* On a phone it shares the brand's line instead of taking one of its own. */
@media (max-width: 640px) {
  .st-key-who > :first-child:first-child { flex: 1 1 40%; width: auto; min-width: 0; order: -2; }
  .st-key-who > :has(.kpi-person) { order: -1; }
  .kpi-person span { max-width: 6rem; }
}
</style>
"""


def sessions() -> Sessions:
    """The sessions of this installation's store."""
    return _sessions(settings.store_path(), settings.load_settings().sign_in.session_hours)


@st.cache_resource(show_spinner=False)
def _sessions(store: Path, hours: float) -> Sessions:
    return Sessions(secret_beside(store), hours)


def current_person() -> Person | None:
    """Who asks for this page; None for a viewer who has not signed in."""
    return _by_cookie() or _by_oidc()


def sign_in_state() -> None:
    """A link to sign in, or the name and the way out."""
    by_cookie = _by_cookie()
    by_oidc = None if by_cookie else _by_oidc()
    if by_cookie:
        _row(_name(by_cookie) + _way_out())
    elif by_oidc:
        _row(_name(by_oidc))
        st.button(say("Đăng xuất", "Sign out"), on_click=st.logout, type="tertiary")
    else:
        _row(_way_in())
        if "is_logged_in" in st.user:
            st.button(
                say("Tài khoản cơ quan", "Single sign-on"), on_click=st.login, type="tertiary"
            )


def offer_sign_in(person: Person | None, reason: str) -> None:
    """Why this page has no more for somebody without a staff account, and the way to sign in."""
    st.info(reason, icon=":material/lock:")
    if person is None:
        st.html(f'{_STYLE}<div class="kpi-way-in">{_way_in()}</div>')
    else:
        st.caption(
            say(
                f"Tài khoản {person.display} không có quyền này; hãy hỏi quản trị viên.",
                f"The account {person.display} may not do this; ask your administrator.",
            )
        )


def staff_only(person: Person | None, reason: str) -> NoReturn:
    """Offer to sign in, and end the page."""
    offer_sign_in(person, reason)
    raise PageEnd


def _way_in() -> str:
    query = urlencode({"next": _here(), "lang": lang()})
    address = escape(f"{SIGN_IN}?{query}")
    return f'<a href="{address}" target="_self">{say("Đăng nhập", "Sign in")}</a>'


def _row(inside: str) -> None:
    st.html(f'{_STYLE}<div class="kpi-person">{inside}</div>', width="content")


def _name(person: Person) -> str:
    name = escape(person.display)
    return f'<span title="{name}">{name}</span>'


def _way_out() -> str:
    # A form, for a mere link could sign people out from any page that shows a picture.
    return (
        f'<form method="post" action="{SIGN_OUT}">'
        f'<button name="next" value="{escape(_here())}">{say("Đăng xuất", "Sign out")}</button>'
        "</form>"
    )


def _here() -> str:
    """The path and query of this view, to come back to."""
    path = urlsplit(str(st.context.url or "")).path or "/"
    query = urlencode(st.query_params.to_dict())
    return f"{path}?{query}" if query else path


def _by_cookie() -> Person | None:
    cookie = st.context.cookies.get(COOKIE)
    if not cookie:
        return None
    return sessions().person(cookie, lambda: accounts(live_store()))


def _by_oidc() -> Person | None:
    """Whom the provider names; a viewer without an account, or with one of another role.

    Streamlit keeps its own cookie for 30 days and does not look at the token's age.
    """
    user = st.user.to_dict()
    if user.get("is_logged_in") is not True or not sessions().holds(user.get("iat")):
        return None
    rules = settings.load_settings().sign_in
    email = as_stored(str(user.get("email") or ""))
    viewer = Person(email, "viewer", str(user.get("name") or email))
    if user.get("email_verified") is not True and not rules.oidc_unverified_email:
        return viewer
    account = accounts(live_store()).get(email)
    if account is None or not account.active:
        return viewer
    if account.person.role not in rules.oidc_roles:
        return replace(account.person, role="viewer")
    return account.person
