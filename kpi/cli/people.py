"""`python -m kpi user …`: accounts from the command line, while the app is down."""

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kpi import settings
from kpi.accounts import people
from kpi.accounts.people import CONSOLE
from kpi.errors import KpiError
from kpi.model import ACCOUNT_ROLES
from kpi.store import Store
from kpi.store.people import accounts


def add_user_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    common: argparse.ArgumentParser,
) -> None:
    """Add `user` and its own commands to the parser.

    Args:
        commands: where `build`, `load` and the others are.
        common: the options every command has.
    """
    user = commands.add_parser("user", help="tài khoản của người được cập nhật số liệu")
    verbs = user.add_subparsers(required=True, metavar="VIỆC")

    one = verbs.add_parser("add", parents=[common], help="thêm tài khoản")
    one.add_argument("name", metavar="NAME", help="tên, hoặc địa chỉ email")
    one.add_argument("--role", required=True, choices=ACCOUNT_ROLES)
    one.add_argument("--display", default="", help="tên hiện trên màn hình")
    one.add_argument("--no-password", action="store_true", help="chỉ đăng nhập qua OIDC")
    one.set_defaults(run=_add)

    one = verbs.add_parser("list", parents=[common], help="mọi tài khoản")
    one.set_defaults(run=_list)

    one = verbs.add_parser("role", parents=[common], help="đổi vai trò")
    one.add_argument("name", metavar="NAME")
    one.add_argument("role", choices=ACCOUNT_ROLES)
    one.set_defaults(run=_role)

    one = verbs.add_parser("password", parents=[common], help="đổi mật khẩu")
    one.add_argument("name", metavar="NAME")
    one.set_defaults(run=_password)

    for verb, words, active in (("disable", "khoá", False), ("enable", "mở lại", True)):
        one = verbs.add_parser(verb, parents=[common], help=f"{words} tài khoản")
        one.add_argument("name", metavar="NAME")
        one.set_defaults(run=_active, active=active)


def _add(options: argparse.Namespace) -> None:
    with _store(options) as store:
        account = people.add(
            store,
            options.name,
            options.role,
            password=None if options.no_password else _ask(),
            by=CONSOLE,
            display=options.display,
        )
    sys.stdout.write(f"Đã thêm tài khoản {account.person.name} ({account.person.role})\n")


def _list(options: argparse.Namespace) -> None:
    with Store.open(settings.store_path(options.store), read_only=True) as store:
        for name, account in accounts(store).items():
            marks = ["" if account.active else "đã khoá"]
            marks.append("" if account.password_hash else "chỉ OIDC")
            told = ", ".join(filter(None, marks))
            line = f"{name:<24}  {account.person.role:<8}  {account.person.display}"
            sys.stdout.write(f"{line}{f'  ({told})' if told else ''}\n")


def _role(options: argparse.Namespace) -> None:
    with _store(options) as store:
        people.set_role(store, options.name, options.role, by=CONSOLE)
    sys.stdout.write(f"Vai trò của {options.name}: {options.role}\n")


def _password(options: argparse.Namespace) -> None:
    with _store(options) as store:
        people.known(store, options.name)
        people.set_password(store, options.name, _ask(), by=CONSOLE)
    sys.stdout.write(f"Đã đổi mật khẩu của {options.name}\n")


def _active(options: argparse.Namespace) -> None:
    with _store(options) as store:
        people.set_active(store, options.name, active=options.active, by=CONSOLE)
    sys.stdout.write(f"{'Đã mở lại' if options.active else 'Đã khoá'} {options.name}\n")


@contextmanager
def _store(options: argparse.Namespace) -> Iterator[Store]:
    path = settings.store_path(options.store)
    # An account must not leave an empty store behind that `make run` would take for a built one.
    Store.open(path, read_only=True).close()
    with Store.open(path) as store:
        yield store


def _ask() -> str:
    """A new password, typed twice; from a pipe one line, or the same line twice."""
    if sys.stdin.isatty():
        typed = [getpass.getpass("Mật khẩu: "), getpass.getpass("Gõ lại mật khẩu: ")]
    else:
        typed = sys.stdin.read().splitlines()[:2]
    if not typed:
        raise KpiError("Chưa có mật khẩu.", "Gõ mật khẩu, hoặc đưa một dòng vào đầu vào chuẩn.")
    if len(set(typed)) > 1:
        raise KpiError("Hai lần gõ mật khẩu khác nhau.", "Chạy lại lệnh và gõ lại.")
    return typed[0]
