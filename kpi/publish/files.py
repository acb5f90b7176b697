"""Files → preview → publish, for the shipped figures and the command line alike.

One door: `kpi build` and `kpi load` go through the same reading and the same preview that
a clerk sees; there is no second loader.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kpi.catalogue import POPULATION, Catalogue
from kpi.errors import UnreadableError
from kpi.ingest.sources import is_source_table, read_sources
from kpi.ingest.tables import read_table
from kpi.model import Person, Problem, Reading, Source
from kpi.model.candidates import Candidates
from kpi.publish.batches import publish
from kpi.publish.preview import preview
from kpi.store import Store


@dataclass(frozen=True)
class Loaded:
    """What became of one file: its rows, its batch, the changes and the problems."""

    file: str
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
    rest, since a figure's size is judged per head.

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
    tables: list[Reading] = []
    files = [(path.name, _bytes(path)) for path in paths]
    contents = {hashlib.sha256(data).hexdigest(): data for _, data in files}
    for name, data in files:
        if is_source_table(data):
            tables.append(read_sources(data, name))
            documents |= {s.source_id: s for s in tables[-1].sources}
    for name, data in files:
        if not is_source_table(data):
            tables.append(read_table(data, name, catalogue, documents))
    for reading in sorted(tables, key=_order):
        changes = preview(store, catalogue, reading)
        confirmed = frozenset(q.question for q in changes.questions) if confirm else frozenset()
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
            reading.rows,
            batch,
            changes.counts["new_count"],
            changes.count("revised"),
            changes.count("conflicting"),
            changes.count("same"),
            changes.problems,
        )


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
