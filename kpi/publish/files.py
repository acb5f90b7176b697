"""Files → preview → publish, for the shipped figures and the command line alike.

One door: `kpi build` and `kpi load` go through the same reading and the same preview that
a clerk sees; there is no second loader.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kpi.catalogue import POPULATION, Catalogue
from kpi.errors import UnreadableError
from kpi.ingest.door import read
from kpi.ingest.sources import is_source_table
from kpi.model import Person, Problem, Reading, Source
from kpi.model.candidates import Candidates
from kpi.publish.batches import publish
from kpi.publish.document import Document, asking, with_document
from kpi.publish.preview import Changes, preview
from kpi.store import Store


@dataclass(frozen=True)
class Loaded:
    """What became of one file: its rows, its batch, the changes and the problems.

    The rows of a written report are the figures it seems to tell, stored or not.
    """

    file: str
    kind: Literal["table", "report"]
    rows: int
    batch: int | None
    new: int
    revised: int
    conflicting: int
    same: int
    problems: tuple[Problem, ...]


def load_files(
    store: Store,
    catalogue: Catalogue,
    paths: Sequence[Path],
    *,
    by: Person,
    reason: str,
    confirm: bool = False,
) -> Iterable[Loaded]:
    """Read every file first, then publish each as one batch; the files are kept with them.

    Tables of documents come first, since figures cite them; the population comes before the
    rest, since a figure's size is judged per head. Of a written report only figures without
    any doubt are stored; the others are told, and a report without figures is kept as a source.

    Args:
        store: open for writing.
        catalogue: what rows may name.
        paths: the files.
        by: who answers for them.
        reason: why, for the history.
        confirm: whether `by` has seen to the questions of the previews.

    Raises:
        UnreadableError: a file cannot be read at all; nothing of any file was stored.
        KpiError: a file raises questions that are not confirmed; nothing of it was stored.
    """
    documents: dict[str, Source] = {
        row["source_id"]: Source(**row) for row in store.sources().to_dict("records")
    }
    readings: list[Reading] = []
    files = [(path, _bytes(path)) for path in paths]
    contents = {hashlib.sha256(data).hexdigest(): data for _, data in files}
    for path, data in files:
        if is_source_table(data):
            readings.append(read(data, path.name, catalogue).reading)
            documents |= {s.source_id: s for s in readings[-1].sources}
    for path, data in files:
        if not is_source_table(data):
            readings.append(read(data, path.name, catalogue, documents=documents).reading)
    for reading in sorted(readings, key=_order):
        changes = _changes(store, catalogue, reading)
        # What waits for an answer is not among the figures: confirmed or not, it is not stored.
        confirmed = frozenset(q.question for q in changes.questions if confirm)
        batch = publish(
            store,
            changes,
            by=by,
            reason=reason,
            confirmed=confirmed,
            content=contents[reading.sha256],
        )
        yield Loaded(
            reading.file,
            reading.kind,
            reading.rows,
            batch,
            changes.counts["new_count"],
            changes.count("revised"),
            changes.count("conflicting"),
            changes.count("same"),
            # The size of a report's figure is doubted by its reader and by the preview alike.
            tuple(dict.fromkeys(changes.problems)),
        )


def _changes(store: Store, catalogue: Catalogue, reading: Reading) -> Changes:
    if reading.kind == "table":
        return preview(store, catalogue, reading)
    told = reading.sources[0]
    named = Document(told.title, told.publisher, told.kind, told.url, told.published_on)
    return asking(store, preview(store, catalogue, with_document(store, reading, named)), named)


def _order(reading: Reading) -> int:
    if not reading.candidates:
        return 0
    return 1 if POPULATION in Candidates.of(reading.candidates).distinct("indicator") else 2


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"Không đọc được tệp {path}: {error.strerror}.", "Xem lại đường dẫn và quyền đọc."
        ) from error
