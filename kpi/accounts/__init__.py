"""Who may write: accounts, passwords, sessions, and the one check before every write."""

from kpi.errors import NotAllowedError
from kpi.model import Action, Person

_WORDS: dict[Action, str] = {
    "publish": "công bố số liệu",
    "approve": "duyệt số liệu",
    "undo": "hoàn tác một lô số liệu",
    "manage_people": "quản lý tài khoản",
}


def require(person: Person | None, action: Action) -> Person:
    """The person, when the role allows the action.

    Called where the write happens, never by a page alone: what a page hides can be forged.

    Raises:
        NotAllowedError: nobody has signed in, or the role is too low.
    """
    if person is None:
        raise NotAllowedError(
            f"Chưa đăng nhập nên không được {_WORDS[action]}.",
            "Đăng nhập bằng tài khoản được giao quyền này.",
        )
    if not person.may(action):
        raise NotAllowedError(
            f"Tài khoản '{person.name}' không được {_WORDS[action]}.",
            "Nhờ quản trị viên đổi vai trò nếu việc này thuộc nhiệm vụ của anh, chị.",
        )
    return person
