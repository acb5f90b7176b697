"""The TOML files of config/ as entries; every mistake is kept with its file and key."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from kpi.model.entries import Entry

E = TypeVar("E", bound=Entry)
Stamp = tuple[str, int, int]
"""A file, when it was changed last and how long it is."""

CONTEXT = "context"
"""The file of the indicators that are a base for comparison, whatever their pillar."""

INDICATOR_FILES = tuple(
    f"indicators/{stem}.toml"
    for stem in (
        "index",
        "government",
        "economy",
        "society",
        "infrastructure",
        "post",
        "security",
        "press",
        CONTEXT,
    )
)
"""One file a pillar; screens list the indicators in this order."""

TABLES = {
    "units.toml": ("unit",),
    "provinces.toml": ("region", "area"),
    "acts.toml": ("act", "break"),
    **dict.fromkeys(INDICATOR_FILES, ("indicator",)),
    "extraction.toml": ("set", "rule"),
    "targets.toml": ("target",),
    "reports.toml": ("words",),
    "modifiers.toml": ("modifier",),
    "scoreboard.toml": ("index",),
    "agencies.toml": ("agency",),
    "calendar.toml": ("duty",),
}
"""The files of config/ that make up the catalogue, and the tables each may have."""

# What names an entry in a complaint about it.
_LABELS = ("id", "code", "indicator", "role", "name")


def stamps_of(folder: Path) -> tuple[Stamp, ...]:
    """What tells whether any file of the catalogue is another one than before."""
    paths = sorted([*folder.glob("*.toml"), *folder.glob("indicators/*.toml")])
    return tuple(stamp_of(path) for path in paths)


def stamp_of(path: Path) -> Stamp:
    """What tells whether a file is another one than before; zeros when there is none."""
    try:
        state = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), state.st_mtime_ns, state.st_size


class ConfigFiles:
    """The files of one folder, each read once. `mistakes` grows while entries are asked for."""

    def __init__(self, folder: Path, tables: Mapping[str, tuple[str, ...]] = TABLES) -> None:
        self.mistakes: list[str] = []
        self._tables = tables
        self._documents = {name: self._document(folder, name) for name in tables}
        known = set(INDICATOR_FILES)
        found = (f"indicators/{path.name}" for path in folder.glob("indicators/*.toml"))
        self.mistakes += [
            f"{name}: không đọc tệp này, chỉ đọc {', '.join(INDICATOR_FILES)}"
            for name in sorted(found)
            if name not in known
        ]

    def was_read(self, name: str) -> bool:
        """Whether a file is TOML and holds anything."""
        return bool(self._documents[name])

    def entries(self, name: str, table: str, entry: type[E]) -> list[E]:
        """The entries of one table of one file; those with a mistake are left out."""
        rows = self._documents[name].get(table, [])
        if not isinstance(rows, list):
            self.mistakes.append(f"{name}: [[{table}]]: phải là các bảng [[{table}]]")
            return []
        found = []
        for place, raw in enumerate(rows, start=1):
            try:
                found.append(entry.model_validate(raw))
            except ValidationError as error:
                named = raw if isinstance(raw, dict) else {}
                label = next((named[key] for key in _LABELS if named.get(key)), place)
                self.mistakes += [
                    f"{name}: [[{table}]] {label}: {'.'.join(map(str, e['loc']))}: {e['msg']}"
                    for e in error.errors()
                ]
        return found

    def complain_of_doubles(self, name: str, table: str, keys: Iterable[str]) -> None:
        """Keys that stand twice are mistakes of a file."""
        listed = list(keys)
        doubled = sorted({key for key in listed if listed.count(key) > 1})
        self.mistakes += [f"{name}: [[{table}]] {key}: ghi hai lần" for key in doubled]

    def _document(self, folder: Path, name: str) -> dict[str, Any]:
        try:
            document = tomllib.loads((folder / name).read_text(encoding="utf-8"))
        except OSError as error:
            self.mistakes.append(f"{name}: không đọc được ({error.strerror})")
            return {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.mistakes.append(f"{name}: không phải TOML: {error}")
            return {}
        known = ", ".join(f"[[{table}]]" for table in self._tables[name])
        self.mistakes += [
            f"{name}: [[{key}]]: không có bảng này, chỉ có {known}"
            for key in document
            if key not in self._tables[name]
        ]
        return document
