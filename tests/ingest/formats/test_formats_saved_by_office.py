"""The workbooks of tests/files, saved by LibreOffice in each format: the same is read of them.

Only what LibreOffice itself changes may differ: it computes the formulas that nobody computed.
"""

from pathlib import Path

import pytest
from builders_ingest import files, read_bytes
from office import saved_as

from kpi.errors import UnreadableError
from kpi.ingest.formats.register import open_workbook
from kpi.ingest.formats.sheet import Sheet
from kpi.model import Reading

ENDINGS = ("xlsx", "xls", "ods")
Place = tuple[str, str]


def _is_workbook(file: Path) -> bool:
    if file.suffix not in (".xlsx", ".xlsm") or not file.read_bytes().startswith(b"PK"):
        return False
    try:
        open_workbook(file.read_bytes(), file.name, frozenset())
    except UnreadableError:
        return False
    return True


WORKBOOKS = sorted(filter(_is_workbook, files()))


@pytest.fixture(scope="module", params=ENDINGS)
def saved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved_as(request.param, WORKBOOKS, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("file", WORKBOOKS, ids=lambda file: file.stem)
def test_the_same_figures_and_questions_are_read(file: Path, saved: Path) -> None:
    before, after = reading(file), reading(again(file, saved))
    computed = {
        (p.locator.sheet, p.locator.cell)
        for p in before.problems
        if p.code == "formula-without-value"
    }
    assert figures(after, computed) == figures(before, computed)
    assert problems(after, computed) == problems(before, computed)


@pytest.mark.parametrize("file", WORKBOOKS, ids=lambda file: file.stem)
def test_the_same_is_shown_and_hidden(file: Path, saved: Path) -> None:
    for before, after in zip(sheets(file), sheets(again(file, saved)), strict=True):
        computed = {place for place, text in before.faults.items() if text.startswith("=")}
        assert looks(after, computed) == looks(before, computed)


def again(file: Path, saved: Path) -> Path:
    return saved / f"{file.stem}.{saved.name}"


def reading(file: Path) -> Reading:
    return read_bytes(file.read_bytes(), file.name)


def figures(found: Reading, but: set[Place]) -> set[tuple[object, ...]]:
    return {
        (c.area, c.indicator, c.period.key, c.obs_status, c.value, c.qualifier, c.unit, place)
        for c in found.candidates
        if (place := (c.locator.sheet, c.locator.cell)) not in but
    }


def problems(found: Reading, but: set[Place]) -> set[tuple[object, ...]]:
    return {
        (p.code, p.severity, p.as_written, p.options, place)
        for p in found.problems
        if (place := (p.locator.sheet, p.locator.cell)) not in but
    }


def sheets(file: Path) -> tuple[Sheet, ...]:
    return open_workbook(file.read_bytes(), file.name, frozenset()).sheets


def looks(sheet: Sheet, but: set[tuple[int, int]]) -> list[object]:
    """What a sheet shows, and what it hides of that."""
    cells = {
        (row, place): cell
        for row, every in enumerate(sheet.rows)
        for place, cell in enumerate(every)
        if cell != "" and (row, place) not in but
    }
    rows, columns = {row for row, _ in cells}, {place for _, place in cells}
    faults = {place: text for place, text in sheet.faults.items() if place not in but}
    told = [sheet.percent, sheet.units, faults, sheet.struck, sheet.raised, set(sheet.merged)]
    hidden = [sheet.hidden_rows & rows, sheet.filtered_rows & rows, sheet.hidden_columns & columns]
    return [sheet.name, cells, *told, *hidden]
