"""Byte mutations of tests/files/: each ends in a reading or a plain refusal, in time and memory.

`python tests/ingest/fuzz.py 20000` runs that many; the test-suite runs a few hundred.
"""

import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent))

import builders_ingest
from builders_ingest import read_bytes

from kpi.errors import UnreadableError

SLOWEST = 10.0
MOST_MEMORY = 500 * 2**20
# Excel files are mostly compressed: a mutation breaks the container long before it reaches a
# cell, and each costs a process.
EXCEL_SHARE = 0.03
TEXT_SHARE = 0.9
_TOKENS = (
    *(b"\0", b"\xff", b'"', b";", b",", b"\t", b"\n", b"\r", b"=", b"%", b"\xef\xbb\xbf"),
    *("Tỉnh".encode(), "Tổng cộng".encode(), "Đơn vị tính:".encode(), b"2022", b"1.699", b"9" * 60),
    *(b"<table>", b"<td colspan=999>", b"I.", b"nan", b"1e999", "Bắc Ninh".encode(), b"/", b"-"),
)
_WORDS = tuple(token.decode() for token in _TOKENS if token != b"\xff")
Part = TypeVar("Part", str, bytes)


def mutated(seed: int) -> tuple[str, bytes]:
    """A file of tests/files/ with a few bytes changed, cut, repeated or put in."""
    chance = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    files = builders_ingest.files()
    texts = [f for f in files if f.suffix == ".csv" or f.name.startswith("html")]
    file = chance.choice(files if chance.random() < EXCEL_SHARE else texts)
    data = file.read_bytes()
    try:
        # Most changes keep the encoding whole: a file in none is refused at the door.
        text = data.decode() if chance.random() < TEXT_SHARE else ""
    except UnicodeDecodeError:
        text = ""
    for _ in range(chance.randint(1, 8)):
        if text:
            text = changed(chance, text, _WORDS)
        else:
            data = changed(chance, data, _TOKENS)
    return file.name, text.encode() if text else data


def changed(chance: random.Random, whole: Part, tokens: Sequence[Part]) -> Part:
    """One stretch made of others, taken out, repeated, or something put in its place."""
    at = chance.randrange(len(whole) + 1)
    end = min(len(whole), at + chance.choice((1, 1, 2, 8, 64)))
    stretch = whole[at:end]
    new = (
        stretch[::-1],
        whole[:0],
        stretch * chance.choice((2, 3, 50)),
        chance.choice(tokens),
    )[chance.randrange(4)]
    return whole[:at] + new + whole[end:]


def failures(seeds: range) -> Iterator[str]:
    """What went wrong, one line a mutation; a traceback is the caller's to see."""
    for seed in seeds:
        name, data = mutated(seed)
        start = time.monotonic()
        try:
            found = read_bytes(data, name)
            if any(abs(c.value) == float("inf") or c.value != c.value for c in found.candidates):
                yield f"{seed} {name}: a value that is no number"
        except UnreadableError as refusal:
            if not refusal.message or not refusal.hint:
                yield f"{seed} {name}: a refusal without a word"
        except Exception as error:  # noqa: BLE001 -- the very thing that is looked for
            yield f"{seed} {name}: {type(error).__name__}: {error}"
        if (taken := time.monotonic() - start) > SLOWEST:
            yield f"{seed} {name}: {taken:.1f} s"


def main_of(failing: Callable[[range], Iterable[str]]) -> int:
    """Run as many mutations as asked for; exit code 1 when any went wrong."""
    count = int(sys.argv[1])
    start = time.monotonic()
    wrong = list(failing(range(count)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    sys.stdout.write("\n".join([*wrong[:50], ""]))
    sys.stdout.write(
        f"{count} files, {len(wrong)} failures, {time.monotonic() - start:.0f} s, "
        f"{memory / 2**20:.0f} MB\n"
    )
    return 1 if wrong or memory > MOST_MEMORY else 0


if __name__ == "__main__":
    sys.exit(main_of(failures))
