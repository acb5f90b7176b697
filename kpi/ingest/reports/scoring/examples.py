"""Numbers of which somebody said what they are: what a model is fitted from."""

import gzip
import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

from kpi.errors import ConfigError
from kpi.ingest.reports.scoring.around import Around


class Example(NamedTuple):
    """One number; `indicator` is NONE for no figure, `text` the name of its document."""

    text: str
    around: Around
    indicator: str


def written(examples: Iterable[Example]) -> bytes:
    """Examples as the bytes of a file; the same for the same examples."""
    return gzip.compress(_lines(examples), compresslevel=9, mtime=0)


def read_examples(data: bytes) -> list[Example]:
    """The examples of a file.

    Raises:
        ConfigError: it is no such file.
    """
    try:
        lines = gzip.decompress(data).decode().splitlines()
        rows = (json.loads(line) for line in lines)
        return [Example(text, Around(*around), told) for text, told, around in rows]
    except (OSError, ValueError, TypeError, EOFError) as error:
        raise ConfigError(
            "Tệp ví dụ để học đọc báo cáo bị hỏng.", "Cài lại chương trình."
        ) from error


def fold_of(text: str, folds: int) -> int:
    """The part that a text is of, by its name alone: another text more moves none."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % folds


def _lines(examples: Iterable[Example]) -> bytes:
    rows = ([e.text, e.indicator, list(e.around)] for e in examples)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
