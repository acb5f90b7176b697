"""`python -m kpi user …`: what an administrator types while the app is down."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from kpi import settings
from kpi.accounts import passwords
from kpi.cli.commands import main
from kpi.store import Store
from kpi.store.people import accounts

PASSWORD = "một mật khẩu dài"  # noqa: S105 - of an account that lives as long as a test
Type = Callable[..., tuple[int, str, str]]
"""Runs `user` with arguments and what is typed; gives exit code, output, errors."""


class Keyboard(io.StringIO):
    """A terminal, or a pipe."""

    def __init__(self, text: str, *, terminal: bool) -> None:
        super().__init__(text)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(1, 128, 1))
    monkeypatch.delenv("KPI_STORE", raising=False)
    path = tmp_path / "kpi.duckdb"
    Store.open(path).close()
    return path


@pytest.fixture
def user(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Type:
    def run(*arguments: str, typed: str = "", terminal: bool = False) -> tuple[int, str, str]:
        keyboard = Keyboard(typed, terminal=terminal)
        monkeypatch.setattr(sys, "stdin", keyboard)
        monkeypatch.setattr("getpass.getpass", lambda _: keyboard.readline().rstrip("\n"))
        code = main(["user", *arguments, "--store", str(path)])
        return code, *capsys.readouterr()

    return run


def hash_of(path: Path, name: str) -> str:
    with Store.open(path, read_only=True) as store:
        return accounts(store)[name].password_hash


@pytest.mark.parametrize(
    ("typed", "terminal"),
    [
        (f"{PASSWORD}\n", False),
        (f"{PASSWORD}\n{PASSWORD}\n", False),
        (f"{PASSWORD}\n{PASSWORD}\n", True),
    ],
)
def test_an_account_is_added_with_the_password_typed(
    user: Type, path: Path, typed: str, terminal: bool
) -> None:
    added = user(
        "add", "lan", "--role", "admin", "--display", "Lan", typed=typed, terminal=terminal
    )
    assert added == (0, "Đã thêm tài khoản lan (admin)\n", "")
    assert passwords.is_right(hash_of(path, "lan"), PASSWORD)


@pytest.mark.parametrize(
    ("typed", "terminal", "told"),
    [
        ("", False, "Chưa có mật khẩu"),
        (f"{PASSWORD}\n{PASSWORD}!\n", False, "khác nhau"),
        (f"{PASSWORD}\n\n", True, "khác nhau"),
        ("ngắn\n", False, "ngắn quá"),
        ("\n\n", True, "ngắn quá"),
    ],
)
def test_a_password_that_will_not_do_adds_nobody(
    user: Type, typed: str, terminal: bool, told: str
) -> None:
    code, out, err = user("add", "lan", "--role", "admin", typed=typed, terminal=terminal)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err
    assert user("list") == (0, "", "")


def test_the_list_says_who_may_what_and_who_is_disabled(user: Type) -> None:
    user("add", "minh", "--role", "staff", typed=PASSWORD)
    user("add", "lan", "--role", "admin", "--display", "Nguyễn Thị Lan", typed=PASSWORD)
    user("add", "a@b.vn", "--role", "approver", "--no-password")
    user("disable", "minh")
    _, out, _ = user("list")
    assert [line.split(maxsplit=2) for line in out.splitlines()] == [
        ["a@b.vn", "approver", "a@b.vn  (chỉ OIDC)"],
        ["lan", "admin", "Nguyễn Thị Lan"],
        ["minh", "staff", "minh  (đã khoá)"],
    ]
    user("enable", "minh")
    assert "khoá" not in user("list")[1]


def test_role_and_password_change(user: Type, path: Path) -> None:
    user("add", "minh", "--role", "staff", typed=PASSWORD)
    assert user("role", "minh", "approver")[0] == 0
    assert "approver" in user("list")[1]
    assert user("password", "minh", typed="một mật khẩu khác")[0] == 0
    assert passwords.is_right(hash_of(path, "minh"), "một mật khẩu khác")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("disable", "lan"), "cuối cùng"),
        (("role", "lan", "staff"), "cuối cùng"),
        (("password", "minh"), "Không có tài khoản 'minh'"),
        (("add", "Lan", "--role", "staff", "--no-password"), "Không dùng được tên"),
        (("add", "lan", "--role", "staff", "--no-password"), "Đã có"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    user: Type, command: tuple[str, ...], told: str
) -> None:
    user("add", "lan", "--role", "admin", typed=PASSWORD)
    code, out, err = user(*command)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_a_viewer_needs_no_account(user: Type) -> None:
    with pytest.raises(SystemExit):
        user("add", "lan", "--role", "viewer", "--no-password")


def test_without_a_store_none_is_made(user: Type, path: Path) -> None:
    path.unlink()
    code, _, err = user("add", "lan", "--role", "admin", "--no-password")
    assert (code, path.exists()) == (2, False)
    assert "python -m kpi build" in err


def test_while_the_app_runs_it_says_so(path: Path) -> None:
    with Store.open(path):
        told = subprocess.run(
            [sys.executable, "-m", "kpi", "user", "list", "--store", str(path)],
            cwd=settings.ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)
    assert "đang được một chương trình khác dùng" in told.stderr
