"""Files as they were dropped in this visit, and what the clerk answered for each."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

TYPES = ("csv", "txt", "tsv", "xlsx", "xlsm", "xls", "htm", "html")


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
