"""Signing in by name and password; whoever fails often waits."""

import pytest
from argon2 import PasswordHasher

from kpi.accounts import people
from kpi.accounts import sign_in as door
from kpi.accounts.people import CONSOLE
from kpi.accounts.sign_in import Refused, sign_in
from kpi.accounts.throttle import MOST, Throttle, network
from kpi.store import Store
from kpi.store.people import Account

RIGHT = "một mật khẩu dài"
WRONG = "một mật khẩu sai"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def throttle(clock: Clock) -> Throttle:
    return Throttle(5, 900, clock)


@pytest.fixture
def checked(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every hash that was compared, and an account 'lan' to compare with."""
    hashes: list[str] = []

    def is_right(password_hash: str, password: str) -> bool:
        hashes.append(password_hash)
        return bool(password_hash) and password == RIGHT

    monkeypatch.setattr(door, "is_right", is_right)
    monkeypatch.setattr(door, "rehashed", lambda *_: None)
    monkeypatch.setattr("kpi.accounts.passwords._hasher", PasswordHasher(1, 128, 1))
    people.add(store, "lan", "staff", password=RIGHT, by=CONSOLE)
    return hashes


def fail(store: Store, throttle: Throttle, times: int, name: str = "lan") -> list[int]:
    told = [sign_in(store, throttle, name, WRONG, f"10.0.0.{i}") for i in range(times)]
    return [t.wait for t in told if isinstance(t, Refused)]


@pytest.mark.usefixtures("checked")
def test_a_name_is_found_however_a_phone_writes_it(store: Store, throttle: Throttle) -> None:
    account = sign_in(store, throttle, " Lan ", RIGHT, "10.0.0.1")
    assert isinstance(account, Account)
    assert account.person.name == "lan"


def test_unknown_wrong_disabled_and_oidc_only_are_one_answer(
    store: Store, throttle: Throttle, checked: list[str]
) -> None:
    people.add(store, "minh", "staff", password=RIGHT, by=CONSOLE)
    people.set_active(store, "minh", active=False, by=CONSOLE)
    people.add(store, "a@b.vn", "staff", password=None, by=CONSOLE)
    tries = (("ai", RIGHT), ("lan", WRONG), ("minh", RIGHT), ("a@b.vn", RIGHT), ("", ""))
    for i, (name, password) in enumerate(tries):
        assert sign_in(store, throttle, name, password, f"10.0.0.{i}") == Refused()
    # A comparison each, so that none is quicker.
    assert len(checked) == 5
    assert [bool(h) for h in checked] == [False, True, False, False, False]


def test_after_five_failures_the_wait_doubles(
    store: Store, throttle: Throttle, clock: Clock, checked: list[str]
) -> None:
    assert fail(store, throttle, 6) == [0, 0, 0, 0, 0, 2]
    waits = []
    for i in range(12):
        told = sign_in(store, throttle, "lan", WRONG, f"10.1.0.{i}")
        assert isinstance(told, Refused)
        waits.append(told.wait)
        clock.now += told.wait
        assert sign_in(store, throttle, "lan", WRONG, f"10.2.0.{i}") == Refused()
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]


def test_no_hash_is_compared_while_waiting(
    store: Store, throttle: Throttle, checked: list[str]
) -> None:
    fail(store, throttle, 5)
    assert len(checked) == 5
    assert sign_in(store, throttle, "lan", RIGHT, "10.1.1.1") == Refused(2)
    assert len(checked) == 5


def test_many_names_from_one_address_wait_too(
    store: Store, throttle: Throttle, checked: list[str]
) -> None:
    told = [sign_in(store, throttle, f"n{i}", WRONG, "10.0.0.1") for i in range(6)]
    assert told == [Refused()] * 5 + [Refused(2)]
    assert isinstance(sign_in(store, throttle, "lan", RIGHT, "10.0.0.2"), Account)


@pytest.mark.usefixtures("checked")
def test_a_success_resets_the_name(store: Store, throttle: Throttle, clock: Clock) -> None:
    fail(store, throttle, 5)
    clock.now += 2
    assert isinstance(sign_in(store, throttle, "lan", RIGHT, "10.1.1.1"), Account)
    assert fail(store, throttle, 4) == [0, 0, 0, 0]


@pytest.mark.usefixtures("checked")
def test_an_office_behind_one_address_is_not_shut_out_by_success(
    store: Store, throttle: Throttle
) -> None:
    for _ in range(20):
        assert isinstance(sign_in(store, throttle, "lan", RIGHT, "10.0.0.1"), Account)


def test_a_success_takes_back_no_other_failure_of_the_address(
    throttle: Throttle, clock: Clock
) -> None:
    for i in range(4):
        assert throttle.attempt(f"n{i}", "here") == 0
    assert throttle.attempt("own", "here") == 0
    throttle.succeeded("own", "here")
    assert throttle.attempt("n5", "here") == 0
    assert throttle.attempt("n6", "here") == 2


def test_a_hundred_guesses_at_once_are_not_all_free(throttle: Throttle) -> None:
    # None has failed yet: each counts from the moment it is let through.
    assert [throttle.attempt("a", "b") for _ in range(100)].count(0) == 5


def test_failures_are_forgotten_after_a_time_in_peace(throttle: Throttle, clock: Clock) -> None:
    for _ in range(5):
        throttle.attempt("a", "b")
    clock.now += 4 * 900
    assert [throttle.attempt("a", "b") for _ in range(6)] == [0, 0, 0, 0, 0, 2]


def test_what_is_remembered_is_bounded(throttle: Throttle) -> None:
    for i in range(MOST):
        throttle.attempt(f"n{i}", f"a{i}")
    assert len(throttle._failures) == MOST


def test_an_address_is_what_one_customer_has() -> None:
    assert network("2001:db8:1:2:3:4:5:6") == network("2001:db8:1:2::9") == "2001:db8:1:2::"
    assert network("::ffff:10.0.0.1") == "10.0.0.1" == network("10.0.0.1")
    assert network("testclient") == "testclient"
