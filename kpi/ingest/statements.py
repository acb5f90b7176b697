"""What cells and headings state of a figure besides its value: its status, how exact it is.

The exchange form has codes; in anybody else's table the words people write are known.
"""

from collections.abc import Sequence
from typing import TypeVar

from kpi.ingest.ledger import Fault
from kpi.model import OBS_STATUSES, QUALIFIERS, ObsStatus, Qualifier
from kpi.periods import split_status
from kpi.wording import hedge, status_word

T = TypeVar("T", bound=str)


def stated_status(said: Sequence[str], *, exchange: bool) -> ObsStatus | Fault:
    """The one status that all statements name."""
    found: set[ObsStatus] = set()
    for written in said:
        status = _status(written, exchange=exchange)
        if isinstance(status, Fault):
            return status
        found.add(status)
    return found.pop() if len(found) == 1 else two_statuses("status")


def two_statuses(column: str) -> Fault:
    """Statements that contradict each other."""
    return Fault(
        "two-statuses",
        column,
        "Các ô của dòng nói khác nhau: thực hiện, ước, kế hoạch hay mục tiêu.",
        "Sửa cho các ô khớp nhau.",
    )


def _status(written: str, *, exchange: bool) -> ObsStatus | Fault:
    said = _choice(written, OBS_STATUSES)
    if said is None and not exchange:
        word, rest = split_status(written)
        said = None if rest else word
    words = OBS_STATUSES if exchange else [status_word(status, "vi") for status in OBS_STATUSES]
    return said or _unknown("status", "trạng thái", words)


def stated_qualifier(written: str, *, exchange: bool) -> Qualifier | Fault:
    """How exact a figure is, as a code or in words ("hơn", "khoảng")."""
    words = {hedge(qualifier, "vi"): qualifier for qualifier in QUALIFIERS}
    said = _choice(written, QUALIFIERS)
    if said is None and not exchange:
        said = words.get(" ".join(written.lower().split()))
    return said or _unknown("qualifier", "mức chính xác", QUALIFIERS if exchange else tuple(words))


def _choice(written: str, allowed: Sequence[T]) -> T | None:
    return next((one for one in allowed if one == written), None)


def _unknown(column: str, called: str, words: Sequence[str]) -> Fault:
    return Fault(
        f"unknown-{column}",
        column,
        f"Cột {called} không nhận chữ này.",
        f"Ghi {', '.join(words[:-1])} hoặc {words[-1]}.",
    )
