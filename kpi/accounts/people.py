"""Accounts are added and changed here; each change asks whether the changer may."""

import re
import secrets
import threading
from dataclasses import replace

from kpi.accounts import require
from kpi.accounts.passwords import new_hash
from kpi.errors import KpiError, NotFoundError
from kpi.model import AccountRole, Person
from kpi.store.database import Database
from kpi.store.people import Account, accounts, record

CONSOLE = Person("kpi user", "admin", "Dòng lệnh")
"""The command line: who can open the file with it could change the file anyway."""

LONGEST_NAME = 254

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?")
_EMAIL = re.compile(r"[a-z0-9._%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
# Between the look at who is administrator and the change nobody else may change anything.
_changing = threading.Lock()


def as_stored(name: str) -> str:
    """A name as it is typed, in the form it is stored in: a phone writes a capital first."""
    return name.strip().lower()[:LONGEST_NAME]


def known(store: Database, name: str) -> Account:
    """The account of that name; NotFoundError when there is none."""
    try:
        return accounts(store)[name]
    except KeyError:
        raise NotFoundError(
            f"Không có tài khoản '{name}'.", "Xem: python -m kpi user list"
        ) from None


def add(
    store: Database,
    name: str,
    role: AccountRole,
    *,
    password: str | None,
    by: Person,
    display: str = "",
) -> Account:
    """A new account; without a password its owner comes by OIDC alone.

    Raises:
        NotAllowedError: `by` may not manage people.
        KpiError: the name or the password breaks the rules, or the name is taken.
    """
    require(by, "manage_people")
    if len(name) > LONGEST_NAME or not (_NAME.fullmatch(name) or _EMAIL.fullmatch(name)):
        raise KpiError(
            f"Không dùng được tên '{name}'.",
            "Chỉ dùng chữ thường không dấu, chữ số, dấu chấm, dấu gạch nối; hoặc địa chỉ email.",
        )
    with _changing:
        if name in accounts(store):
            raise KpiError(f"Đã có tài khoản '{name}'.", "Xem: python -m kpi user list")
        account = Account(
            Person(name, role, display.strip() or name),
            "" if password is None else new_hash(password, name),
            active=True,
            epoch=_new_epoch(),
        )
        record(store, account, by=by.name)
    return account


def set_role(store: Database, name: str, role: AccountRole, *, by: Person) -> None:
    """Another role; sessions end, so that none goes on with the old one."""
    require(by, "manage_people")
    with _changing:
        account = known(store, name)
        if role != "admin":
            _keep_an_admin(store, name)
        person = replace(account.person, role=role)
        record(store, replace(account, person=person, epoch=_new_epoch()), by=by.name)


def set_password(store: Database, name: str, password: str, *, by: Person) -> None:
    """Another password; sessions end."""
    require(by, "manage_people")
    with _changing:
        account = known(store, name)
        changed = replace(account, password_hash=new_hash(password, name), epoch=_new_epoch())
        record(store, changed, by=by.name)


def set_active(store: Database, name: str, *, active: bool, by: Person) -> None:
    """Let somebody in again, or no longer; sessions end."""
    require(by, "manage_people")
    with _changing:
        account = known(store, name)
        if not active:
            _keep_an_admin(store, name)
        record(store, replace(account, active=active, epoch=_new_epoch()), by=by.name)


def _keep_an_admin(store: Database, leaving: str) -> None:
    admins = {name for name, a in accounts(store).items() if a.active and a.person.role == "admin"}
    if admins == {leaving}:
        raise KpiError(
            f"'{leaving}' là quản trị viên cuối cùng nên không khoá hay hạ vai trò được.",
            "Giao vai trò admin cho một tài khoản khác trước.",
        )


def _new_epoch() -> str:
    # Not a count: after a restored backup a count would come back to an old session's.
    return secrets.token_hex(8)
