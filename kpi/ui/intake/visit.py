"""What a person has dropped and answered, kept on the server so that a reload loses nothing.

A visit is one browser tab at work. It is found again by a token in the address, and only for
the person who began it. Visits are held in memory, as long as a session lasts; beyond a size
the one unused longest is let go, and then a reload begins anew as it did before.
"""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import streamlit as st

from kpi import settings
from kpi.model import Person
from kpi.ui.intake.scan import Scan

Room = Literal["tables", "reports"]
"""The page that a file belongs to."""

MOST_BYTES = 200 * 2**20
"""Of all visits together."""
MOST_BYTES_OF_ONE = 60 * 2**20
"""Of all visits of one person."""

_ADDRESS = "visit"
_TOKEN = "visit-token"  # noqa: S105 - the name of a place, not a secret


@dataclass(frozen=True)
class Dropped:
    """A file as it was dropped, or a text as it was pasted."""

    name: str
    data: bytes
    pasted: bool = False

    @property
    def key(self) -> str:
        """Short and the same for the same bytes; part of widget keys."""
        return hashlib.sha256(self.data).hexdigest()[:12]

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.name.rsplit(".", 1)[0]


@dataclass
class Visit:
    """The files of one tab and what was said about each.

    `files` are those of each page by their keys, `answers` by file and question, `decisions`
    what was decided about a report, `scans` its pages that are pictures, `fields` what widgets
    hold by their keys. `doubles` are
    files of content that was there already, each with the file that has it; `arrived` names
    those that were dropped on the other page.
    """

    owner: str
    files: dict[Room, dict[str, Dropped]] = field(
        default_factory=lambda: {"tables": {}, "reports": {}}
    )
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    decisions: dict[str, Any] = field(default_factory=dict)
    scans: dict[str, Scan] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    batches: dict[str, int | None] = field(default_factory=dict)
    doubles: dict[str, str] = field(default_factory=dict)
    arrived: dict[Room, list[str]] = field(default_factory=lambda: {"tables": [], "reports": []})

    @property
    def size(self) -> int:
        """The bytes of its files and of the pages that were read of them."""
        files = sum(len(f.data) for kept in self.files.values() for f in kept.values())
        return files + sum(scan.size for scan in tuple(self.scans.values()))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to come back to."""
        return not any(self.files.values())


class Visits:
    """The visits of everybody, by token; limited in time and in bytes."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._kept: OrderedDict[str, tuple[float, Visit]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, token: str, owner: str) -> Visit | None:
        """The visit of that token; None when it is gone or another person's."""
        with self._lock:
            self._tidy()
            _, visit = self._kept.get(token, (0.0, None))
            return visit if visit is not None and visit.owner == owner else None

    def keep(self, token: str, visit: Visit) -> None:
        """Keep a visit from now on, or keep it longer."""
        with self._lock:
            self._kept[token] = (self._clock(), visit)
            self._kept.move_to_end(token)
            self._tidy()
            self._shrink(MOST_BYTES_OF_ONE, visit.owner)
            self._shrink(MOST_BYTES, None)

    def _tidy(self) -> None:
        """Let go of what nobody has used for too long."""
        end = self._clock() - self._seconds
        for token in [t for t, (used, _) in self._kept.items() if used < end]:
            del self._kept[token]

    def _shrink(self, most: int, owner: str | None) -> None:
        """Let go of the longest unused, of one person or of all, until the rest is small enough."""
        mine = {t: v.size for t, (_, v) in self._kept.items() if owner in (None, v.owner)}
        whole = sum(mine.values())
        for token, size in mine.items():
            if whole <= most:
                return
            del self._kept[token]
            whole -= size


def begin(person: Person) -> Visit:
    """The visit of whoever is there, as it was before a reload; written into the address."""
    kept: Visit | None = st.session_state.get("visit")
    if kept is None or kept.owner != person.name:
        token = st.query_params.get(_ADDRESS, "")
        found = _visits().find(token, person.name)
        kept = found or Visit(person.name)
        st.session_state["visit"] = kept
        st.session_state[_TOKEN] = token if found else secrets.token_urlsafe(16)
    _remember(kept)
    return kept


def current() -> Visit:
    """The visit that this run of a page has begun."""
    kept: Visit = st.session_state["visit"]
    return kept


def answers(file: Dropped) -> dict[str, str]:
    """What the clerk has answered for this file so far, by question."""
    return current().answers.setdefault(file.key, {})


def scan_of(file: Dropped) -> Scan:
    """The pages of a file that are pictures, as far as they were read."""
    return current().scans.setdefault(file.key, Scan())


def hold(key: str, first: Any) -> None:
    """Give a widget what it held before the page was left or loaded anew, else a first value.

    To be called just before the widget of that key is made.
    """
    fields = current().fields
    if key in st.session_state:
        fields[key] = st.session_state[key]
    else:
        st.session_state[key] = fields.get(key, first)


def forget(room: Room, file: Dropped) -> None:
    """Take a file away, with all that was said about it."""
    visit = current()
    visit.files[room].pop(file.key, None)
    visit.arrived[room] = [name for name in visit.arrived[room] if name != file.name]
    visit.doubles = {name: of for name, of in visit.doubles.items() if of != file.name}
    for told in (visit.batches, visit.scans):
        told.pop(file.key, None)
    unsay(file)


def unsay(file: Dropped) -> None:
    """Drop what was said about a file and what was made of it; the file and its pages stay."""
    visit = current()
    visit.fields = {k: v for k, v in visit.fields.items() if file.key not in k}
    for told in (visit.answers, visit.decisions):
        told.pop(file.key, None)
    for key in [k for k in st.session_state if file.key in str(k)]:
        del st.session_state[key]


def _remember(visit: Visit) -> None:
    if visit.empty:
        st.query_params.pop(_ADDRESS, None)
        return
    _visits().keep(st.session_state[_TOKEN], visit)
    if st.query_params.get(_ADDRESS) != st.session_state[_TOKEN]:
        st.query_params[_ADDRESS] = st.session_state[_TOKEN]


def _visits() -> Visits:
    return _visits_for(settings.load_settings().sign_in.session_hours)


@st.cache_resource(show_spinner=False)
def _visits_for(hours: float) -> Visits:
    return Visits(hours * 3600)
