"""Files that mislead each in one way, and plain ones: read as a careful statistician reads them."""

from itertools import groupby
from pathlib import Path

import pytest
from builders_ingest import CASES, shipped
from judge import Case, cases, faults

from kpi.errors import UnreadableError
from kpi.ingest import door
from kpi.model import Reading

KINDS = {
    kind: tuple(some)
    for kind, some in groupby(sorted(cases(CASES), key=lambda c: c.kind), lambda c: c.kind)
}


@pytest.mark.parametrize("kind", KINDS)
def test_files_of_every_kind_are_read_as_a_statistician_reads_them(kind: str) -> None:
    wrong = {case.file.name: found for case in KINDS[kind] if (found := _faults(case))}
    assert not wrong


def _faults(case: Case) -> list[str]:
    return faults(case.gold, _answer(case.file))


def _answer(file: Path) -> Reading | UnreadableError:
    try:
        return door.read_file(file, shipped()).reading
    except UnreadableError as refusal:
        return refusal
