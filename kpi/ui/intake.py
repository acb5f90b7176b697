"""Files on their way in: read once, asked about, previewed; nothing is kept beyond the visit."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from kpi.errors import UnreadableError
from kpi.ingest import door
from kpi.ingest.door import Read
from kpi.ingest.formats.corner import Corner
from kpi.ingest.formats.kinds import endings
from kpi.model import Reading, Source
from kpi.publish import Changes, preview
from kpi.publish.document import Document, asking, with_document
from kpi.store import Store
from kpi.ui.data import catalogue
from kpi.ui.words import say

TYPES = endings("table", "either")


@dataclass(frozen=True)
class Dropped:
    """A file as it was dropped."""

    name: str
    data: bytes

    @property
    def key(self) -> str:
        """Short and the same for the same bytes; part of widget keys."""
        return hashlib.sha256(self.data).hexdigest()[:12]

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.name.rsplit(".", 1)[0]


def distinct(dropped: Iterable[Dropped]) -> tuple[list[Dropped], list[tuple[Dropped, Dropped]]]:
    """Each content once, and the files left aside, each with the one it is identical to."""
    first: dict[str, Dropped] = {}
    kept = [(file, first.setdefault(file.key, file)) for file in dropped]
    return list(first.values()), [(file, same) for file, same in kept if file is not same]


def answers(file: Dropped) -> dict[str, str]:
    """What the clerk has answered for this file so far, by question."""
    kept: dict[str, dict[str, str]] = st.session_state.setdefault("intake-answers", {})
    return kept.setdefault(file.key, {})


def read(store: Store, file: Dropped) -> Reading:
    """The file as understood with the answers so far; read again only when these change.

    What was answered when a file of the same layout was published is not asked again.

    Raises:
        UnreadableError: the file is not what its name or bytes promise.
    """
    given = answers(file)
    kept: tuple[object, Read] | None = st.session_state.get(f"intake-{file.key}")
    if kept is None:
        found = _remembered(store, file, given)
    elif kept[0] == _asked(given):
        return kept[1].reading
    else:
        found = _read(store, file, given)
    st.session_state[f"intake-{file.key}"] = (_asked(given), found)
    return found.reading


def corners(file: Dropped) -> tuple[Corner, ...]:
    """What is shown of each sheet of a file that was read."""
    kept: tuple[object, Read] = st.session_state[f"intake-{file.key}"]
    return kept[1].corners


def _asked(given: Mapping[str, str]) -> object:
    return tuple(sorted(given.items()))


def _read(store: Store, file: Dropped, given: Mapping[str, str]) -> Read:
    with queueing() as waiting:
        found = door.read(
            file.data,
            file.name,
            catalogue(),
            documents=_documents(store),
            answers=given,
            waiting=waiting,
        )
    if found.report is not None:
        raise UnreadableError(
            f"{file.name}: tệp là văn bản, không phải bảng số liệu.",
            "Nạp tệp ở trang Trích số liệu từ báo cáo.",
            f"{file.name} is a written text, not a table. Drop it on the page of reports.",
        )
    return found


@contextmanager
def queueing() -> Iterator[door.Waiting]:
    """A place on the page that says how many files are read before this one, while it waits."""
    place = st.empty()

    def tell(ahead: int) -> None:
        place.caption(
            say(
                f"Máy chủ đang đọc {ahead} tệp khác; tệp này đang chờ đến lượt …",
                f"The server is reading {ahead} other files; this one waits for its turn …",
            )
        )

    yield tell
    place.empty()


def _remembered(store: Store, file: Dropped, given: dict[str, str]) -> Read:
    """The file with earlier answers; one may open a further question that was answered too."""
    before = len(given)
    while True:
        found = _read(store, file, given)
        remembered = store.remembered(found.reading.layout)
        asked = {p.question for p in found.reading.problems} - given.keys()
        taken = {q: a for q, a in remembered.items() if q in asked}
        if not taken:
            break
        given |= taken
    st.session_state[f"remembered-{file.key}"] = len(given) - before
    return found


def reused(file: Dropped) -> int:
    """How many answers were taken over from an earlier file of the same layout."""
    return int(st.session_state.get(f"remembered-{file.key}", 0))


def ask_again(file: Dropped) -> None:
    """Drop all answers, also those taken over."""
    answers(file).clear()
    st.session_state[f"remembered-{file.key}"] = 0


def changes(store: Store, reading: Reading, document: Document) -> Changes:
    """What publishing the reading under a document's name would do."""
    named = with_document(store, reading, document)
    return asking(store, preview(store, catalogue(), named), document)


def _documents(store: Store) -> Mapping[str, Source]:
    return {row["source_id"]: Source(**row) for row in store.sources().to_dict("records")}
