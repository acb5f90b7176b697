"""Sessions: a signed cookie names who and since when; the account says whether it still holds."""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from itsdangerous import BadData, URLSafeSerializer

from kpi.errors import StoreError
from kpi.model import Person
from kpi.store.people import Account

_BYTES = 32
# A clock set back by a minute is no forgery; a session from tomorrow is.
_TOLERANCE = 60
_making = threading.Lock()


class Sessions:
    """Begins, reads and ends the sessions of one installation."""

    def __init__(self, secret: bytes, hours: float, clock: Callable[[], float] = time.time) -> None:
        self.seconds = int(hours * 3600)
        self._clock = clock
        self._signer = URLSafeSerializer(
            secret, salt="kpi session", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._ended: dict[str, float] = {}
        self._lock = threading.Lock()

    def begin(self, account: Account) -> str:
        """The cookie's value for somebody who has just signed in."""
        return str(
            self._signer.dumps(
                {
                    "name": account.person.name,
                    "epoch": account.epoch,
                    "issued": int(self._clock()),
                    "id": secrets.token_hex(8),
                }
            )
        )

    def person(self, cookie: str, accounts: Callable[[], Mapping[str, Account]]) -> Person | None:
        """Who a cookie stands for; None when it is forged, too old, ended or out of date.

        Args:
            cookie: as the browser sent it.
            accounts: asked only for a cookie that is ours, so that a forged one costs little.
        """
        claims = self._claims(cookie)
        if claims is None:
            return None
        account = accounts().get(str(claims["name"]))
        if account is None or not account.active or account.epoch != claims["epoch"]:
            return None
        return account.person

    def end(self, cookie: str) -> None:
        """Sign out: a copy of the cookie, as an open tab holds one, is worth nothing either."""
        claims = self._claims(cookie)
        if claims is None:
            return
        now = self._clock()
        with self._lock:
            self._ended = {key: until for key, until in self._ended.items() if until > now}
            self._ended[str(claims["id"])] = now + self.seconds

    def holds(self, issued: object) -> bool:
        """Whether a session that began at this second since 1970 has not come to its end."""
        return isinstance(issued, int) and -_TOLERANCE <= self._clock() - issued < self.seconds

    def _claims(self, cookie: str) -> Mapping[str, object] | None:
        try:
            claims: Mapping[str, object] = self._signer.loads(cookie)
        except BadData:
            return None
        if not self.holds(claims["issued"]) or claims["id"] in self._ended:
            return None
        return claims


def secret_beside(store: Path) -> bytes:
    """The secret that signs the cookies, from the file beside the store; made at first need.

    Raises:
        StoreError: the file cannot be read or made, or is not such a secret.
    """
    path = store.with_name(f"{store.name}.secret")
    try:
        with _making:
            if not path.exists():
                _make(path)
            secret = path.read_bytes()
    except OSError as error:
        raise StoreError(
            f"Không đọc hoặc tạo được tệp khoá {path}: {error.strerror}.",
            "Cho chương trình quyền ghi vào thư mục của kho số liệu.",
        ) from error
    if len(secret) != _BYTES:
        raise StoreError(
            f"Tệp khoá {path} hỏng.", "Xoá tệp rồi khởi động lại; mọi người sẽ đăng nhập lại."
        )
    return secret


def _make(path: Path) -> None:
    """Nobody else may read it, not even for a moment; and never half of it."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    unfinished.touch(mode=0o600, exist_ok=False)
    try:
        unfinished.write_bytes(secrets.token_bytes(_BYTES))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
