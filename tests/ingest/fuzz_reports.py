"""Mutated report texts: each ends in a report whose figures stand where they say, in time.

`python tests/ingest/fuzz_reports.py 20000` runs that many; the test-suite runs a few hundred.
"""

import math
import random
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from builders_documents import paste, shipped
from fuzz import SLOWEST, changed, main_of
from gold_world import world
from score_reports import gold

from kpi.errors import UnreadableError
from kpi.ingest.reports import read_report
from kpi.ingest.reports.reading import reading_of
from kpi.model import Report

# A few lines hold every rule that a whole report does and cost a tenth of its time.
_LINES, _LINES_OF_CELLS = 5, 60
_LONGEST = 700
_TOKENS = (
    *(" ", "\n", "\t", "|", "(", ")", ";", ":", ",", ".", "/", "%", "-", "–", "…", "“", "\u00a0"),
    *("\u0301", "\u200b", "\ufeff", "Đ", "\U0001f4f1", "0", "1.699", "1,5", "45.2", "9" * 400),
    *(
        "08/08",
        "197/209",
        "12/63",
        "63",
        "34",
        "1 699",
        "1.2.3,4",
        "67%",
        "0%",
        "1e9",
        "2.865,3 tỷ",
    ),
    *("triệu", "nghìn tỷ", "đồng", "năm 2022", "năm 2199", "ngày 31/02/2022", "6 tháng đầu năm"),
    *("quý V", "cùng kỳ", "giai đoạn 2021-2025", "từ", "đến", "tăng", "so với", "ước đạt", "hơn"),
    *("phấn đấu", "kế hoạch", "tỉnh Bắc Ninh", "huyện Lục Nam", "cả nước", "Viettel", "TP. ", "và"),
    *(
        "trạm BTS",
        "tỷ lệ",
        "hồ sơ trực tuyến",
        "chỉ số DTI",
        "xếp thứ",
        "tổ công nghệ số cộng đồng",
    ),
    *(
        "I. ",
        "1.1. ",
        "a) ",
        "- ",
        "A | B | 2021 | 2022\n",
        "1 | 2 | 3 | 4\n",
        "đã đi vào hoạt động",
    ),
)


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    texts = [text.text for text in (*gold(), *world())]
    return tuple(tuple(filter(None, text.split("\n"))) for text in texts)


def mutated(seed: int) -> str:
    """A few lines of one or two texts of tests/reports, changed, cut, repeated or mixed."""
    chance = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    text = "\n".join(_some(chance) for _ in range(chance.choice((1, 1, 1, 2))))
    for _ in range(chance.randint(1, 10)):
        text = changed(chance, text, _TOKENS)
    return text


def _some(chance: random.Random) -> str:
    lines = chance.choice(_lines())
    first = chance.randrange(len(lines))
    # A table that lost its layout has a cell a line.
    most = chance.choice((_LINES, _LINES, _LINES, _LINES_OF_CELLS))
    return "\n".join(lines[first : first + chance.randint(1, most)])[:_LONGEST]


def failures(seeds: range) -> Iterator[str]:
    """What went wrong, one line a mutation; a traceback is the caller's to see."""
    for seed in seeds:
        start = time.monotonic()
        try:
            yield from (f"{seed}: {fault}" for fault in read_faults(mutated(seed)))
        except Exception as error:  # noqa: BLE001 -- the very thing that is looked for
            yield f"{seed}: {type(error).__name__}: {error}"
        if (taken := time.monotonic() - start) > SLOWEST:
            yield f"{seed}: {taken:.1f} s"


def read_faults(text: str) -> Iterator[str]:
    """What is wrong with the report of a pasted text; a text of nothing is refused in words."""
    try:
        document = paste(text)
    except UnreadableError as refusal:
        if not refusal.message or not refusal.hint:
            yield "a refusal without a word"
        return
    found = read_report(document, shipped())
    yield from faults(found)
    reading = reading_of(found, shipped())
    if any(candidate.area not in shipped().areas for candidate in reading.candidates):
        yield "a figure of no area"


def faults(found: Report) -> Iterator[str]:
    """Spans that do not hold what they say, values that are none, and words that are missing."""
    text = found.document.text
    for proposal in found.proposals:
        figure, where = proposal.figure, proposal.figure.locator
        written = text[where.start : where.end]
        if written.strip() != figure.as_written or written not in where.sentence:
            yield f"words that do not stand there: {figure.as_written!r}"
        if where.sentence not in text:
            yield f"a sentence that does not stand there: {where.sentence!r}"
        if not math.isfinite(figure.value) or figure.value < 0:
            yield f"a value that is none: {figure.value}"
        if not proposal.reason or not 0 < proposal.confidence <= 1:
            yield f"no reason, or no confidence: {proposal}"
    for mention in found.mentions:
        if text[mention.start : mention.end].strip() != mention.as_written or not mention.reason:
            yield f"a number that does not stand there, or no reason: {mention}"


if __name__ == "__main__":
    sys.exit(main_of(failures))
