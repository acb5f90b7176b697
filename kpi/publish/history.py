"""What the history tells whom: names are for colleagues, original files for those who publish."""

from collections.abc import Mapping

from kpi.accounts import require
from kpi.model import AccountRole, Person
from kpi.store import Store
from kpi.store.people import accounts

Words = tuple[str, str]
"""The same in Vietnamese and in English."""

_ROLES: Mapping[AccountRole, Words] = {
    "staff": ("nhân viên", "staff"),
    "approver": ("người duyệt", "approver"),
    "admin": ("quản trị viên", "administrator"),
}
BUILDER = "kpi build"
"""Who brings in the figures that come with the program."""
_SHIPPED: Words = ("kèm theo chương trình", "shipped with the program")
_PROGRAM = "kpi "
"""What the program's own commands begin with; the name of an account has no space."""


def original(store: Store, batch_id: int, *, by: Person | None) -> tuple[str, bytes] | None:
    """Name and bytes of the file a batch was read from; None when none was kept.

    Raises:
        NotAllowedError: `by` may not publish; a file may hold more than its figures.
    """
    require(by, "publish")
    return store.original(batch_id)


def who(store: Store, name: str, *, asking: Person | None) -> Words:
    """Who did something, as `asking` may know it: a person to colleagues, a role to others."""
    if name == BUILDER:
        return _SHIPPED
    if name.startswith(_PROGRAM):
        return name, name
    account = accounts(store).get(name)
    if asking is None:
        role = account.person.role if account is not None else "staff"
        return _ROLES["staff" if role == "viewer" else role]
    display = account.person.display if account is not None else name
    told = display if display == name else f"{display} ({name})"
    return told, told
