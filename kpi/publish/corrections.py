"""Any reader may ask for a figure to be corrected; staff answer, and the answer is kept.

What a stranger writes is shown to staff alone until somebody has answered it.
"""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, get_args
from urllib.parse import urlsplit

import pandas as pd

from kpi.accounts import require
from kpi.errors import KpiError, NotFoundError
from kpi.model import Person
from kpi.store import Store
from kpi.store.corrections import NewRequest, Verdict, answer, ask, requests

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
SHORTEST, LONGEST = 10, 1000
"""Characters of a reason."""
_LONGEST_FIELD = 300
_MOST_OPEN, _MOST_OPEN_OF_ONE = 500, 5
"""So many open requests are kept, of all figures and of one: no stranger fills the store."""


@dataclass(frozen=True)
class Request:
    """A request and its answer, as the asking person may know them.

    `verdict` is None while it is open; then only staff see `reason`, `proposed` and `link`.
    `contact` is for staff alone.
    """

    request_id: int
    obs_id: str
    area: str
    indicator: str
    period: str
    obs_status: str
    reason: str
    proposed: str
    link: str
    contact: str
    requested_at: datetime
    verdict: Verdict | None
    answer: str
    answered_at: datetime | None
    answered_by: str


def request_correction(store: Store, request: NewRequest) -> None:
    """Put a request into the queue of staff.

    Raises:
        KpiError: what is wrong with it, all faults at once, or the queue is full.
        NotFoundError: there is no such figure.
    """
    trimmed = replace(
        request,
        **{f.name: " ".join(str(getattr(request, f.name)).split()) for f in fields(request)},
    )
    store.figure(trimmed.obs_id)
    if faults := _faults(trimmed):
        raise KpiError(" ".join(vi for vi, _ in faults), english=" ".join(en for _, en in faults))
    found = requests(store)
    waiting = found[found["verdict"].isna()]
    if len(waiting) >= _MOST_OPEN or (waiting["obs_id"] == trimmed.obs_id).sum() >= (
        _MOST_OPEN_OF_ONE
    ):
        raise KpiError(
            "Đã có nhiều đề nghị đang chờ trả lời.",
            "Gửi lại sau khi các đề nghị trước được trả lời.",
            "Many requests are waiting already; send yours once they are answered.",
        )
    ask(store, trimmed)


def _faults(request: NewRequest) -> list[tuple[str, str]]:
    faults = []
    if not SHORTEST <= len(request.reason) <= LONGEST:
        faults.append(
            (
                f"Lý do cần từ {SHORTEST} đến {LONGEST} ký tự.",
                f"The reason needs {SHORTEST} to {LONGEST} characters.",
            )
        )
    if request.link and not _is_web_address(request.link):
        faults.append(
            (
                "Liên kết phải bắt đầu bằng http:// hoặc https://.",
                "The link must begin with http:// or https://.",
            )
        )
    if any(
        len(text) > _LONGEST_FIELD for text in (request.proposed, request.contact, request.link)
    ):
        faults.append(
            (
                f"Mỗi ô còn lại tối đa {_LONGEST_FIELD} ký tự.",
                f"Each other field takes {_LONGEST_FIELD} characters at most.",
            )
        )
    return faults


def _is_web_address(written: str) -> bool:
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def answer_request(
    store: Store, request_id: int, verdict: Verdict, words: str, *, by: Person | None
) -> None:
    """Answer a request; the answer stands beside the figure from now on.

    Raises:
        NotAllowedError: `by` may not publish.
        NotFoundError: there is no such request.
        KpiError: the answer says nothing, or too much.
    """
    person = require(by, "publish")
    words = " ".join(words.split())
    if request_id not in set(requests(store)["request_id"]):
        raise NotFoundError(
            f"Không có đề nghị số {request_id}.",
            english=f"There is no request {request_id}.",
        )
    if not 1 <= len(words) <= LONGEST:
        raise KpiError(
            f"Câu trả lời cần từ 1 đến {LONGEST} ký tự.",
            english=f"The answer needs 1 to {LONGEST} characters.",
        )
    answer(store, request_id, verdict, words, by=person.name)


def requests_of(store: Store, obs_id: str, *, asking: Person | None) -> tuple[Request, ...]:
    """The requests about a figure, oldest first."""
    found = requests(store)
    return _as_known(found[found["obs_id"] == obs_id], asking)


def queue(store: Store, *, by: Person | None) -> tuple[Request, ...]:
    """Every request: the open ones first, oldest first, then the answered, newest first.

    Raises:
        NotAllowedError: `by` may not publish.
    """
    require(by, "publish")
    found = _as_known(requests(store), by)
    answered = [r for r in found if r.verdict is not None]
    return (*(r for r in found if r.verdict is None), *reversed(answered))


def _as_known(found: pd.DataFrame, asking: Person | None) -> tuple[Request, ...]:
    staff = asking is not None and asking.may("publish")
    return tuple(_request(row, staff=staff) for row in found.to_dict("records"))


def _request(row: dict[Any, Any], *, staff: bool) -> Request:
    is_open = pd.isna(row["verdict"])
    told = {name: row[name] for name in ("reason", "proposed", "link", "contact")}
    hidden = () if staff else tuple(told) if is_open else ("contact",)
    return Request(
        **{k: row[k] for k in ("obs_id", "area", "indicator", "period", "obs_status")},
        **told | dict.fromkeys(hidden, ""),
        request_id=int(row["request_id"]),
        requested_at=row["requested_at"].to_pydatetime(),
        verdict=None if is_open else row["verdict"],
        answer="" if is_open else row["answer"],
        answered_at=None if is_open else row["answered_at"].to_pydatetime(),
        answered_by="" if is_open else row["answered_by"],
    )
