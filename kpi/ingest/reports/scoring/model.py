"""A fitted model as one file: its weights, rounded, and what it was fitted from.

The file is a zip whose entries have one fixed date, so that equal models are equal bytes. It has
`model.json` and for each group of kinds the names of its features and a table of its weights.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kpi.errors import ConfigError
from kpi.ingest.reports.quantities import NumberKind

FORMAT = 1
"""Raised when features or their weights mean something else: an older model is not read."""
Floats = npt.NDArray[np.float32]

GROUPS: Mapping[NumberKind, str] = {"percent": "percent", "money": "money", "rank": "rank"}
"""The kinds with weights of their own; all others share those of counts."""
COUNTS = "count"
NONE = ""
"""The class of numbers that are no figure."""
_DATE = (1980, 1, 1, 0, 0, 0)
# Weights are kept in steps of this, within ±127 steps.
_STEP = 1 / 32


@dataclass(frozen=True)
class Weights:
    """What words beside numbers of one group of kinds tell.

    `features` by their row in `table`, `classes` by their column: ids, and NONE.
    """

    features: Mapping[str, int]
    classes: tuple[str, ...]
    table: npt.NDArray[np.int8]


@dataclass(frozen=True)
class Model:
    """Everything that was learned. `likeness` weighs what the catalogue's words tell.

    `name` says for people which model it is, `gold` is the digest of what it was fitted from.
    `phrases` are what clerks taught, each with its indicator (learned_phrases.py). One of another
    format is not read: it has no groups.
    """

    name: str
    gold: str
    likeness: tuple[float, ...]
    groups: Mapping[str, Weights]
    phrases: tuple[tuple[str, str], ...] = ()
    format: int = FORMAT

    @property
    def version(self) -> str:
        """What it is called where it was used."""
        return f"{self.name} ({self.gold})" if self.name else ""

    def group(self, kind: NumberKind) -> Weights | None:
        """The weights for numbers of a kind; None when none was ever seen."""
        return self.groups.get(GROUPS.get(kind, COUNTS))


EMPTY = Model("", "", (), {})
"""Knows nothing: nothing is suggested by it and nothing doubted."""


def rounded(table: Floats) -> npt.NDArray[np.int8]:
    """Weights in steps."""
    steps: npt.NDArray[np.int8] = np.clip(np.rint(table / _STEP), -127, 127).astype(np.int8)
    return steps


def added(weights: Weights, rows: Sequence[int]) -> Floats:
    """The weights of some rows together, by class."""
    steps: Floats = weights.table[rows].sum(axis=0, dtype=np.int32).astype(np.float32)
    return steps * np.float32(_STEP)


def packed(model: Model) -> bytes:
    """A model as the bytes of its file; the same for the same model."""
    head = {
        "format": FORMAT,
        "name": model.name,
        "gold": model.gold,
        "likeness": model.likeness,
        "phrases": model.phrases,
        "groups": {name: list(weights.classes) for name, weights in model.groups.items()},
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        _put(file, "model.json", json.dumps(head, ensure_ascii=False, indent=1).encode())
        for name, weights in model.groups.items():
            words = sorted(weights.features, key=weights.features.__getitem__)
            _put(file, f"{name}.txt", "\n".join(words).encode())
            # By column: equal neighbours make a smaller file.
            _put(file, f"{name}.int8", np.ascontiguousarray(weights.table.T).tobytes())
    return held.getvalue()


def unpacked(data: bytes) -> Model:
    """The model of a file.

    Raises:
        ConfigError: it is no model.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            head = json.loads(file.read("model.json"))
            if head["format"] != FORMAT:
                return replace(EMPTY, format=head["format"])
            groups = {
                name: _weights(file.read(f"{name}.txt"), file.read(f"{name}.int8"), classes)
                for name, classes in head["groups"].items()
            }
            phrases = tuple((phrase, told) for phrase, told in head["phrases"])
            return Model(head["name"], head["gold"], tuple(head["likeness"]), groups, phrases)
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ConfigError(
            "Tệp mô hình đọc báo cáo bị hỏng.", "Chạy lại: python -m kpi learn"
        ) from error


def load_model(path: Path) -> Model:
    """The model of a file, which is read once as long as it does not change; EMPTY without one.

    Raises:
        ConfigError: the file is no model.
    """
    try:
        state = path.stat()
    except OSError:
        return EMPTY
    return _loaded(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)
def _loaded(path: Path, _changed: int, _size: int) -> Model:
    return unpacked(path.read_bytes())


def _put(file: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(entry, data)


def _weights(words: bytes, table: bytes, classes: Sequence[str]) -> Weights:
    features = {word: row for row, word in enumerate(words.decode().split("\n"))}
    numbers = np.frombuffer(table, np.int8).reshape(len(classes), len(features))
    return Weights(features, tuple(classes), np.ascontiguousarray(numbers.T))
