"""A cookie is worth what its signature, its age and the account say."""

import stat
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kpi.accounts.session import Sessions, secret_beside
from kpi.errors import StoreError
from kpi.model import Person
from kpi.store.people import Account

LAN = Account(Person("lan", "staff", "Lan"), "hash", active=True, epoch="one")
HOURS = 8 * 3600


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(clock: Clock) -> Sessions:
    return Sessions(b"s" * 32, 8, clock)


def read(sessions: Sessions, cookie: str, account: Account | None = LAN) -> Person | None:
    known: Mapping[str, Account] = {account.person.name: account} if account else {}
    return sessions.person(cookie, lambda: known)


def test_a_session_is_the_persons(sessions: Sessions) -> None:
    assert read(sessions, sessions.begin(LAN)) == LAN.person


def test_a_session_ends_however_busy_it_is(sessions: Sessions, clock: Clock) -> None:
    cookie = sessions.begin(LAN)
    clock.now += HOURS - 1
    assert read(sessions, cookie) == LAN.person
    clock.now += 1
    assert read(sessions, cookie) is None


def test_a_session_from_tomorrow_is_none(sessions: Sessions, clock: Clock) -> None:
    cookie = sessions.begin(LAN)
    clock.now -= 86_400
    assert read(sessions, cookie) is None


@pytest.mark.parametrize("position", range(0, 120, 7))
def test_a_changed_letter_makes_a_forgery(sessions: Sessions, position: int) -> None:
    cookie = sessions.begin(LAN)
    letter = "A" if cookie[position] != "A" else "B"
    forged = cookie[:position] + letter + cookie[position + 1 :]

    def asked() -> Mapping[str, Account]:
        raise AssertionError("a forged cookie must not reach the store")

    assert sessions.person(forged, asked) is None


@pytest.mark.parametrize("cookie", ["", ".", "a.b", "x" * 5000, "ệ", "eyJuYW1lIjoibGFuIn0."])
def test_rubbish_is_nobody(sessions: Sessions, cookie: str) -> None:
    assert read(sessions, cookie) is None
    sessions.end(cookie)


def test_another_secret_signs_for_nobody(sessions: Sessions, clock: Clock) -> None:
    assert read(sessions, Sessions(b"t" * 32, 8, clock).begin(LAN)) is None


@pytest.mark.parametrize(
    "now", [None, replace(LAN, active=False), replace(LAN, epoch="two")], ids=str
)
def test_the_account_decides(sessions: Sessions, now: Account | None) -> None:
    assert read(sessions, sessions.begin(LAN), now) is None


def test_the_role_is_the_accounts_of_now(sessions: Sessions) -> None:
    approver = replace(LAN, person=Person("lan", "approver", "Lan"))
    assert read(sessions, sessions.begin(LAN), approver) == approver.person


def test_signing_out_ends_this_session_and_no_other(sessions: Sessions, clock: Clock) -> None:
    here, elsewhere = sessions.begin(LAN), sessions.begin(LAN)
    sessions.end(here)
    assert read(sessions, here) is None
    assert read(sessions, elsewhere) == LAN.person


def test_ended_sessions_are_remembered_as_long_as_they_could_live(
    sessions: Sessions, clock: Clock
) -> None:
    for _ in range(3):
        sessions.end(sessions.begin(LAN))
        clock.now += HOURS
    assert len(sessions._ended) == 1


# The secret


def test_the_secret_is_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    store = tmp_path / "kpi.duckdb"
    secret = secret_beside(store)
    assert len(secret) == 32
    assert secret_beside(store) == secret != secret_beside(tmp_path / "other.duckdb")
    assert {p.name for p in tmp_path.iterdir()} == {"kpi.duckdb.secret", "other.duckdb.secret"}
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "kpi.duckdb.secret").stat().st_mode) == 0o600


def test_a_damaged_secret_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "kpi.duckdb.secret").write_bytes(b"short")
    with pytest.raises(StoreError, match="hỏng"):
        secret_beside(tmp_path / "kpi.duckdb")


def test_a_secret_that_cannot_be_made_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="tệp khoá"):
        secret_beside(tmp_path / "nowhere" / "kpi.duckdb")
