"""People and what each role may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

AccountRole = Literal["staff", "approver", "admin"]
Role = Literal["viewer", AccountRole]
Action = Literal["publish", "approve", "undo", "manage_people"]

ACCOUNT_ROLES: tuple[AccountRole, ...] = get_args(AccountRole)
"""Roles an account can have; a viewer needs none."""

_STAFF: frozenset[Action] = frozenset({"publish"})
_APPROVER: frozenset[Action] = _STAFF | {"approve", "undo"}
_ADMIN: frozenset[Action] = _APPROVER | {"manage_people"}
_MAY: Mapping[Role, frozenset[Action]] = {
    "viewer": frozenset(),
    "staff": _STAFF,
    "approver": _APPROVER,
    "admin": _ADMIN,
}


@dataclass(frozen=True)
class Person:
    """Somebody the program knows; `display` is the name others read."""

    name: str
    role: Role
    display: str

    def may(self, action: Action) -> bool:
        """Whether the role allows it."""
        return action in _MAY[self.role]
