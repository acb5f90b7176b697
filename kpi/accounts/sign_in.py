"""A name and a password → an account, or a refusal that gives nothing away."""

import logging
from dataclasses import dataclass, replace

from kpi.accounts.passwords import is_right, rehashed
from kpi.accounts.people import as_stored
from kpi.accounts.throttle import Throttle, network
from kpi.store.database import Database
from kpi.store.people import Account, accounts, record

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refused:
    """Not let in: to try again after so many seconds, or (0) name or password were wrong."""

    wait: int = 0


def sign_in(
    store: Database, throttle: Throttle, name: str, password: str, address: str
) -> Account | Refused:
    """Check a password; unknown, disabled and wrong take the same time and the same answer.

    Args:
        store: open for writing; a hash of older parameters is renewed.
        throttle: that of the process.
        name: as typed.
        password: as typed.
        address: of the one who asks.
    """
    name = as_stored(name)
    keys = f"name {name}", f"address {network(address)}"
    wait = throttle.attempt(*keys)
    if wait:
        _log.warning("sign-in from %s has to wait %d s", address, wait)
        return Refused(wait)
    account = accounts(store).get(name)
    usable = account.password_hash if account is not None and account.active else ""
    right = is_right(usable, password)
    if account is None or not right:
        # A name nobody has is not written down: people type passwords there.
        _log.warning("sign-in as %s from %s refused", name if account else "(unknown)", address)
        return Refused()
    throttle.succeeded(*keys)
    _log.info("%s signed in from %s", name, address)
    stronger = rehashed(account.password_hash, password)
    if stronger:
        account = replace(account, password_hash=stronger)
        record(store, account, by=name)
    return account
