"""Passwords: the rules for a new one, and argon2id with the library's current parameters."""

import secrets
import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kpi.errors import KpiError

SHORTEST = 10

_hasher = PasswordHasher()
# A hash takes 64 MiB; a crowd at the door must not take the machine's memory.
_at_once = threading.BoundedSemaphore(2)


def new_hash(password: str, name: str) -> str:
    """The hash of a password chosen for an account.

    Raises:
        KpiError: the password is too short, is the account's name or cannot be typed.
    """
    text = _composed(password)
    if not text.isprintable():
        raise KpiError("Mật khẩu có ký tự không gõ được.", "Chỉ dùng chữ, số, dấu và dấu cách.")
    if len(text) < SHORTEST:
        raise KpiError(f"Mật khẩu ngắn quá: {len(text)} ký tự.", f"Đặt ít nhất {SHORTEST} ký tự.")
    if text.casefold() == name.casefold():
        raise KpiError("Mật khẩu trùng với tên tài khoản.", "Đặt mật khẩu khác.")
    return _hashed(text)


def rehashed(password_hash: str, password: str) -> str | None:
    """A new hash of a password known to be right; None while the old one is strong enough."""
    if not _hasher.check_needs_rehash(password_hash):
        return None
    return _hashed(_composed(password))


def is_right(password_hash: str, password: str) -> bool:
    """Whether the password is the account's; takes as long for the "" of no account."""
    nobody = _nobody()
    with _at_once:
        try:
            _hasher.verify(password_hash or nobody, _composed(password))
        except (VerificationError, InvalidHashError):
            return False
    return bool(password_hash)


@cache
def _nobody() -> str:
    return _hashed(secrets.token_hex())


def _hashed(text: str) -> str:
    with _at_once:
        return _hasher.hash(text)


def _composed(password: str) -> str:
    # The same Vietnamese letters arrive composed from one keyboard, decomposed from another.
    return unicodedata.normalize("NFC", password)
