"""Accounts in the store; a password, role or state changes by a new row, never in place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from kpi.errors import StoreError
from kpi.model import Person
from kpi.store.database import Database


@dataclass(frozen=True)
class Account:
    """A person with what signing in needs.

    `password_hash` is "" for those who come by OIDC alone. A session holds as long as its
    `epoch` is the account's.
    """

    person: Person
    password_hash: str
    active: bool
    epoch: str


# All at once: asked by name, every name a stranger tries would be an answer to remember.
_ACCOUNTS = """
select name, display, role, password_hash, active, epoch from person_state order by name
"""
_INSERT = """
insert into person by name
select (select coalesce(max(entry_id), 0) + 1 from person) as entry_id,
       ? as name, ? as display, ? as role, ? as password_hash, ? as active, ? as epoch,
       ? as recorded_at, ? as recorded_by
"""


def accounts(store: Database) -> Mapping[str, Account]:
    """Every account by its name, disabled ones too, in the order of names.

    Raises:
        StoreError: the store was built before there were accounts.
    """
    try:
        rows = store.frame(_ACCOUNTS)
    except duckdb.CatalogException as error:
        raise _older(store) from error
    return {
        row["name"]: Account(
            Person(row["name"], row["role"], row["display"]),
            row["password_hash"],
            bool(row["active"]),
            row["epoch"],
        )
        for row in rows.to_dict("records")
    }


def record(store: Database, account: Account, *, by: str) -> None:
    """Add the account as it stands from now on.

    Raises:
        StoreError: the store was built before there were accounts, or cannot be written.
    """
    person = account.person
    try:
        with store.transaction() as cursor:
            cursor.execute(
                _INSERT,
                [
                    person.name,
                    person.display,
                    person.role,
                    account.password_hash,
                    account.active,
                    account.epoch,
                    datetime.now(UTC).replace(tzinfo=None),
                    by,
                ],
            )
    except duckdb.CatalogException as error:
        raise _older(store) from error


def _older(store: Database) -> StoreError:
    return StoreError(
        f"Kho số liệu {store.path} được dựng trước khi chương trình có tài khoản.",
        "Dời tệp đi rồi dựng lại: python -m kpi build",
    )
