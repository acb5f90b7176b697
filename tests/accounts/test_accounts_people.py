"""Accounts: names, passwords, roles, the last administrator; every change is a new row."""

import unicodedata
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from kpi.accounts import passwords, people, require
from kpi.accounts.people import CONSOLE
from kpi.accounts.sign_in import sign_in
from kpi.accounts.throttle import Throttle
from kpi.errors import KpiError, NotAllowedError, NotFoundError, StoreError
from kpi.model import ACCOUNT_ROLES, Action, Person, Role
from kpi.store import Store
from kpi.store.people import Account, accounts

PASSWORD = "một mật khẩu dài"  # noqa: S105 - of an account that lives as long as a test
OLDER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The real hash costs a tenth of a second, and there are many."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(1, 128, 1))
    passwords._nobody.cache_clear()
    yield
    passwords._nobody.cache_clear()


@pytest.fixture
def lan(store: Store) -> Account:
    return people.add(store, "lan", "admin", password=PASSWORD, by=CONSOLE, display="Lan")


def rows(store: Store) -> int:
    return int(store.frame("select count(*) as n from person").iloc[0]["n"])


# Roles

ALLOWED: dict[Role, set[Action]] = {
    "viewer": set(),
    "staff": {"publish"},
    "approver": {"publish", "approve", "undo"},
    "admin": {"publish", "approve", "undo", "manage_people"},
}


@pytest.mark.parametrize("role", ALLOWED)
@pytest.mark.parametrize("action", ["publish", "approve", "undo", "manage_people"])
def test_a_role_may_what_is_written_and_no_more(role: Role, action: Action) -> None:
    person = Person("a", role, "A")
    assert person.may(action) == (action in ALLOWED[role])
    if person.may(action):
        assert require(person, action) is person
    else:
        with pytest.raises(NotAllowedError, match="'a' không được"):
            require(person, action)


def test_nobody_may_nothing() -> None:
    with pytest.raises(NotAllowedError, match="Chưa đăng nhập"):
        require(None, "publish")


def test_who_may_not_manage_people_changes_nobody(store: Store, lan: Account) -> None:
    minh = Person("minh", "approver", "Minh")
    for change in (
        lambda: people.add(store, "x", "staff", password=PASSWORD, by=minh),
        lambda: people.set_role(store, "lan", "staff", by=minh),
        lambda: people.set_password(store, "lan", PASSWORD, by=minh),
        lambda: people.set_active(store, "lan", active=False, by=minh),
    ):
        with pytest.raises(NotAllowedError):
            change()
    assert accounts(store) == {"lan": lan}


# Names and passwords


@pytest.mark.parametrize("name", ["lan", "lan.nguyen-2", "a@b.gov.vn", "n+1@tinh.vn", "7"])
def test_a_name_is_ascii_or_an_email_address(store: Store, name: str) -> None:
    assert people.add(store, name, "staff", password=None, by=CONSOLE).person.display == name
    assert list(accounts(store)) == [name]


@pytest.mark.parametrize(
    "name",
    ["", "Lan", "lân", "a b", "-a", "a.", "a@b", "a\n", "kpi user", "x" * 65, "a_b", "a@@b.c"],
)
def test_another_name_is_refused(store: Store, name: str) -> None:
    with pytest.raises(KpiError, match="Không dùng được tên"):
        people.add(store, name, "staff", password=PASSWORD, by=CONSOLE)
    assert rows(store) == 0


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("chín ký t", "ngắn quá: 9"),
        ("nguyen.thi.lan", "trùng với tên"),
        ("NGUYEN.THI.LAN", "trùng với tên"),
        ("mật khẩu\tdài lắm", "không gõ được"),
        ("", "ngắn quá: 0"),
    ],
)
def test_a_weak_password_is_refused(store: Store, password: str, told: str) -> None:
    with pytest.raises(KpiError, match=told):
        people.add(store, "nguyen.thi.lan", "staff", password=password, by=CONSOLE)
    assert rows(store) == 0


def test_letters_count_once_however_the_keyboard_composes_them() -> None:
    decomposed = unicodedata.normalize("NFD", PASSWORD)
    assert decomposed != PASSWORD
    assert passwords.is_right(passwords.new_hash(PASSWORD, "lan"), decomposed)


def test_a_taken_name_is_refused(store: Store, lan: Account) -> None:
    with pytest.raises(KpiError, match="Đã có"):
        people.add(store, "lan", "staff", password=PASSWORD, by=CONSOLE)
    assert accounts(store) == {"lan": lan}


def test_the_shipped_parameters_are_argon2id_of_the_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    text = passwords.new_hash(PASSWORD, "lan")
    assert text.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PASSWORD not in text
    assert passwords.rehashed(text, PASSWORD) is None


# Changes


def test_every_change_is_a_row_of_its_own(store: Store, lan: Account) -> None:
    people.add(store, "minh", "admin", password=PASSWORD, by=CONSOLE)
    people.set_role(store, "lan", "staff", by=CONSOLE)
    people.set_password(store, "lan", "một mật khẩu khác", by=CONSOLE)
    people.set_active(store, "lan", active=False, by=CONSOLE)
    told = store.frame("select entry_id, role, active, recorded_by from person where name = 'lan'")
    assert list(told["entry_id"]) == [1, 3, 4, 5]
    assert list(told["role"]) == ["admin", "staff", "staff", "staff"]
    assert list(told["active"]) == [True, True, True, False]
    assert set(told["recorded_by"]) == {"kpi user"}


def test_role_password_and_state_each_end_the_sessions(store: Store, lan: Account) -> None:
    people.add(store, "minh", "admin", password=PASSWORD, by=CONSOLE)
    epochs = {lan.epoch}
    people.set_role(store, "lan", "approver", by=CONSOLE)
    epochs.add(accounts(store)["lan"].epoch)
    people.set_password(store, "lan", PASSWORD, by=CONSOLE)
    epochs.add(accounts(store)["lan"].epoch)
    for active in (False, True):
        people.set_active(store, "lan", active=active, by=CONSOLE)
        epochs.add(accounts(store)["lan"].epoch)
    assert len(epochs) == 5


@pytest.mark.parametrize("role", [r for r in ACCOUNT_ROLES if r != "admin"])
def test_the_last_admin_stays(store: Store, lan: Account, role: Role) -> None:
    people.add(store, "minh", "staff", password=PASSWORD, by=CONSOLE)
    with pytest.raises(KpiError, match="cuối cùng"):
        people.set_active(store, "lan", active=False, by=CONSOLE)
    with pytest.raises(KpiError, match="cuối cùng"):
        people.set_role(store, "lan", role, by=CONSOLE)  # type: ignore[arg-type]
    people.set_role(store, "lan", "admin", by=CONSOLE)
    assert accounts(store)["lan"].active


def test_a_disabled_admin_is_none(store: Store, lan: Account) -> None:
    people.add(store, "minh", "admin", password=PASSWORD, by=CONSOLE)
    people.set_active(store, "minh", active=False, by=CONSOLE)
    with pytest.raises(KpiError, match="cuối cùng"):
        people.set_role(store, "lan", "staff", by=CONSOLE)
    # One who is disabled already is not the one who keeps the door.
    people.set_role(store, "minh", "staff", by=CONSOLE)


def test_an_unknown_account_is_said_to_be_one(store: Store) -> None:
    with pytest.raises(NotFoundError, match="Không có tài khoản 'x'"):
        people.set_role(store, "x", "staff", by=CONSOLE)


def test_an_older_store_is_said_to_be_one(store: Store) -> None:
    with store.transaction() as cursor:
        cursor.execute("drop view person_state")
        cursor.execute("drop table person")
    with pytest.raises(StoreError, match="trước khi"):
        accounts(store)
    with pytest.raises(StoreError, match="trước khi"):
        people.record(store, Account(CONSOLE, "", active=True, epoch=""), by="x")


# A hash of older parameters


def test_a_hash_of_older_parameters_is_renewed_and_the_sessions_go_on(store: Store) -> None:
    old = Account(Person("lan", "staff", "Lan"), OLDER.hash(PASSWORD), active=True, epoch="e")
    people.record(store, old, by="x")
    throttle = Throttle(5, 900)
    assert isinstance(sign_in(store, throttle, "lan", PASSWORD, "::1"), Account)
    new = accounts(store)["lan"]
    assert (new.password_hash != old.password_hash, new.epoch) == (True, "e")
    assert sign_in(store, throttle, "lan", PASSWORD, "::1") == new
    assert rows(store) == 2
