"""Publishing, approving and undoing batches. Every write asks first whether the person may."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Literal

import pandas as pd

from kpi.accounts import require
from kpi.errors import KpiError, NotAllowedError
from kpi.ingest.reports.scoring.in_use import model_in_use
from kpi.model import Person, Source
from kpi.model.scans import Seen
from kpi.publish.compare import PREVIEW_ONLY
from kpi.publish.frames import sights
from kpi.publish.preview import Changes
from kpi.store import Decided, NewBatch, Store

Approval = Literal["none", "second_person"]
"""Whether a batch waits for a second person before it is shown (config/settings.toml)."""


def no_crop(_: Seen) -> bytes:
    """No piece of a page at hand."""
    return b""


def publish(
    store: Store,
    changes: Changes,
    *,
    by: Person | None,
    reason: str,
    approval: Approval = "none",
    confirmed: frozenset[str] = frozenset(),
    content: bytes | None = None,
    answers: Mapping[str, str] | None = None,
    decisions: Sequence[Decided] = (),
    crops: Callable[[Seen], bytes] = no_crop,
) -> int | None:
    """Store what is new as one batch and give its number; None when there is nothing to do.

    Args:
        store: open for writing.
        changes: a preview of the same store.
        by: who answers for it.
        reason: why, for the history.
        approval: whether the batch waits for a second person.
        confirmed: the questions of the preview that `by` has confirmed.
        content: the file itself, kept with the batch.
        answers: what was answered to read it, remembered for files of its layout.
        decisions: what was said of the numbers of a report, to learn from.
        crops: gives the piece of a scanned page around a number as a JPEG, b"" for none; asked
            for the figures that are stored only.

    Raises:
        NotAllowedError: `by` may not publish.
        KpiError: a question of the preview is still open; nothing was stored.
    """
    person = require(by, "publish")
    still_open = [q for q in changes.questions if q.question not in confirmed]
    if still_open:
        raise KpiError(
            f"Còn {len(still_open)} câu hỏi chưa trả lời; chưa công bố gì.",
            still_open[0].message,
            f"{len(still_open)} questions are still open; nothing was published.",
        )
    arriving = changes.arriving
    if arriving.empty and not changes.new_sources:
        return None
    batch = NewBatch(
        recorded_by=person.name,
        file_name=changes.reading.file,
        file_sha256=changes.reading.sha256,
        reason=reason,
        **changes.counts,
        content=content,
        text=changes.reading.text,
        layout=changes.reading.layout,
        answers=answers or {},
        decisions=decisions,
        read_by=model_in_use().version if changes.reading.kind == "report" else "",
        sights=sights(arriving, crops),
        event="submitted" if approval == "second_person" else "published",
    )
    columns = [f.name for f in fields(Source)]
    sources = pd.DataFrame(
        [[getattr(s, c) for c in columns] for s in changes.arriving_sources],
        columns=columns,
        dtype=str,
    )
    return store.append(batch, sources, arriving.drop(columns=[*PREVIEW_ONLY, "seen"]))


def approve(store: Store, batch_id: int, *, by: Person | None, reason: str = "") -> None:
    """Show a submitted batch; the one who submitted it cannot be the second person.

    Raises:
        NotAllowedError: `by` may not approve, or submitted the batch.
        NotFoundError: there is no such batch.
        KpiError: the batch does not wait for approval.
    """
    person = require(by, "approve")
    _second_person(store, batch_id, person)
    store.mark(batch_id, "published", person.name, reason)


def refuse(store: Store, batch_id: int, *, by: Person | None, reason: str) -> None:
    """Send a submitted batch back; it stays in the history and is never shown.

    Raises: as `approve`.
    """
    person = require(by, "approve")
    _second_person(store, batch_id, person)
    store.mark(batch_id, "refused", person.name, reason)


def undo(store: Store, batch_id: int, *, by: Person | None, reason: str) -> None:
    """Take a published batch out of sight; later batches stay as they are.

    Raises:
        NotAllowedError: `by` may not undo.
        NotFoundError: there is no such batch.
        KpiError: the batch is not published.
    """
    person = require(by, "undo")
    _must_be(store, batch_id, "published", "Lô này đang không được công bố.")
    store.mark(batch_id, "undone", person.name, reason)


def undo_effect(store: Store, batch_id: int) -> pd.DataFrame:
    """What an undo would change on the screens; see `Ledger.effect` for the columns."""
    return store.effect(batch_id, "undone")


def _second_person(store: Store, batch_id: int, person: Person) -> None:
    _must_be(store, batch_id, "submitted", "Lô này không chờ duyệt.")
    if store.batch(batch_id)["recorded_by"] == person.name:
        raise NotAllowedError(
            "Người nộp không được tự duyệt lô của mình.",
            "Nhờ một người duyệt khác.",
            "Whoever submitted a batch cannot approve it; ask another approver.",
        )


def _must_be(store: Store, batch_id: int, state: str, otherwise: str) -> None:
    if store.batch(batch_id)["state"] != state:
        raise KpiError(
            otherwise,
            "Tải lại trang Lịch sử để xem trạng thái mới nhất.",
            "The batch is in another state by now; reload the history page.",
        )
