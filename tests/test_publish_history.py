"""Who may know who did something, and who may have the original file."""

import pytest
from builders import obs, tell

from kpi.accounts import people
from kpi.accounts.people import CONSOLE
from kpi.errors import NotAllowedError
from kpi.model import Person
from kpi.publish.history import BUILDER, original, who
from kpi.store import Store

STAFF = Person("lan", "staff", "Nguyễn Thị Lan")
VIEWER = Person("khach@vi.du", "viewer", "Khách")


@pytest.fixture
def store(store: Store) -> Store:
    people.add(store, "lan", "staff", password=None, by=CONSOLE, display="Nguyễn Thị Lan")
    people.add(store, "minh", "approver", password=None, by=CONSOLE)
    people.add(store, "ha", "admin", password=None, by=CONSOLE)
    return store


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("lan", ("nhân viên", "staff")),
        ("minh", ("người duyệt", "approver")),
        ("ha", ("quản trị viên", "administrator")),
        ("người đã nghỉ", ("nhân viên", "staff")),
    ],
)
def test_a_stranger_is_told_the_role_and_not_the_name(
    store: Store, name: str, role: tuple[str, str]
) -> None:
    assert who(store, name, asking=None) == role


def test_colleagues_are_told_the_name(store: Store) -> None:
    assert who(store, "lan", asking=VIEWER)[0] == "Nguyễn Thị Lan (lan)"
    assert who(store, "minh", asking=STAFF) == ("minh", "minh")
    assert who(store, "người đã nghỉ", asking=STAFF)[0] == "người đã nghỉ"


@pytest.mark.parametrize("asking", [None, STAFF])
def test_the_programs_own_commands_are_nobody_and_named_to_all(
    store: Store, asking: Person | None
) -> None:
    assert who(store, "kpi load", asking=asking) == ("kpi load", "kpi load")


@pytest.mark.parametrize("asking", [None, STAFF])
def test_the_figures_that_come_with_the_program_were_brought_by_nobody(
    store: Store, asking: Person | None
) -> None:
    told = ("kèm theo chương trình", "shipped with the program")
    assert who(store, BUILDER, asking=asking) == told


def test_the_original_file_is_for_those_who_publish(store: Store) -> None:
    number = tell(store, obs("a"), content=b"x")
    assert original(store, number, by=STAFF) is not None
    for asking in (None, VIEWER):
        with pytest.raises(NotAllowedError):
            original(store, number, by=asking)


def test_a_batch_without_a_file_has_none(store: Store) -> None:
    assert original(store, tell(store, obs("a")), by=STAFF) is None
