"""Lines of tables are found and taken out; letters and lone lines are not taken for them."""

import cv2
import numpy as np
import pytest
from builders_scans import BODY, TABLE, printed

from kpi.ingest.scans.arrays import Grey
from kpi.ingest.scans.rules import cells, ruled
from kpi.model.scans import Box

DPI = 300
_INK = 25
_COLUMNS, _ROWS = (200, 600, 1000, 1400), (200, 300, 400, 500, 600)


def _paper(height: int = 1200, width: int = 1800) -> Grey:
    return np.full((height, width), 250, np.uint8)


def _ruled(page: Grey, *lines: tuple[int, int, int, int], thick: int = 3) -> Grey:
    for left, top, right, bottom in lines:
        cv2.line(page, (left, top), (right, bottom), _INK, thick)
    return page


def _grid(down: int = 0, skipped: tuple[int, int] | None = None) -> list[tuple[int, int, int, int]]:
    """The lines of a table; `skipped` is the column line that its first row does not have."""
    across = [(_COLUMNS[0], y + down, _COLUMNS[-1], y + down) for y in _ROWS]
    upright = []
    for n, x in enumerate(_COLUMNS):
        top = _ROWS[1] if skipped and skipped[0] == n else _ROWS[0]
        upright.append((x, top + down, x, _ROWS[-1] + down))
    return [*across, *upright]


def _found(page: Grey) -> list[list[Box]]:
    return cells(ruled(page, DPI)[0], DPI)


def test_the_cells_of_a_grid_are_found_where_they_are() -> None:
    (table,) = _found(_ruled(_paper(), *_grid()))
    assert len(table) == 12
    assert sorted(table)[0] == pytest.approx((200, 200, 600, 300), abs=4)
    assert sorted(table)[-1] == pytest.approx((1000, 500, 1400, 600), abs=4)


def test_merged_cells_are_one_cell_over_two_columns() -> None:
    (table,) = _found(_ruled(_paper(), *_grid(skipped=(2, 0))))
    assert len(table) == 11
    assert any(box == pytest.approx((600, 200, 1400, 300), abs=4) for box in table)


def test_cells_merged_over_rows_are_one_cell() -> None:
    lines = [one for one in _grid() if one[:2] != (200, 400)]
    (table,) = _found(_ruled(_paper(), *lines, (600, 400, 1400, 400)))
    assert len(table) == 11
    assert any(box == pytest.approx((200, 300, 600, 500), abs=4) for box in table)


def test_two_tables_below_one_another_are_two() -> None:
    assert [len(t) for t in _found(_ruled(_paper(), *_grid(), *_grid(500)))] == [12, 12]


def test_lines_that_nearly_meet_do() -> None:
    lines = [
        (x1 + 8, y1, x2 - 8, y2) if y1 == y2 else (x1, y1, x2, y2) for x1, y1, x2, y2 in _grid()
    ]
    (table,) = _found(_ruled(_paper(), *lines))
    assert len(table) == 12


def test_lines_that_are_not_quite_straight_are_lines() -> None:
    lines = [
        (x1, y1, x2, y2 + 4) if y1 == y2 else (x1, y1, x2 + 2, y2) for x1, y1, x2, y2 in _grid()
    ]
    (table,) = _found(_ruled(_paper(), *lines, thick=2))
    assert len(table) == 12


@pytest.mark.parametrize("thick", [2, 5, 9])
def test_thin_and_thick_lines_are_gone_from_the_page(thick: int) -> None:
    _, wiped = ruled(_ruled(_paper(), *_grid(), thick=thick), DPI)
    assert (wiped > 200).all()


def test_an_underline_is_a_line_and_no_table() -> None:
    lines, _ = ruled(_ruled(_paper(), (300, 400, 700, 400)), DPI)
    assert len(lines) == 1
    assert cells(lines, DPI) == []


def test_a_frame_around_a_text_is_no_table() -> None:
    frame = [
        (200, 200, 1400, 200),
        (200, 900, 1400, 900),
        (200, 200, 200, 900),
        (1400, 200, 1400, 900),
    ]
    assert _found(_ruled(_paper(), *frame)) == []


def test_a_black_bar_is_no_line_and_stays() -> None:
    page = _paper()
    page[400:520, 300:900] = 0
    lines, wiped = ruled(page, DPI)
    assert lines == []
    assert (wiped == page).all()


def test_a_page_hatched_all_over_has_no_lines_and_stays() -> None:
    page = _paper(4000, 2000)
    page[::6] = 0
    lines, wiped = ruled(page, DPI)
    assert lines == []
    assert (wiped == page).all()


def test_a_bare_page_has_no_lines() -> None:
    lines, wiped = ruled(_paper(), DPI)
    assert lines == []
    assert (wiped == 250).all()


def test_no_letter_of_a_page_is_taken_for_a_line(tesseract: None) -> None:
    page = np.array(printed(*BODY * 3, "TỶ LỆ HỘ, THUÊ BAO – ĐIỆN TỬ", dpi=DPI))
    lines, wiped = ruled(page, DPI)
    assert lines == []
    assert (wiped == page).all()


def test_the_letters_between_lines_are_not_erased(tesseract: None) -> None:
    letters = np.array(printed(*BODY, dpi=DPI))
    bare = np.flatnonzero((letters > 240).all(axis=1))
    # A line in the middle of every blank between lines of print.
    gaps = [g for g in np.split(bare, np.flatnonzero(np.diff(bare) > 1) + 1) if len(g) > 12]
    levels = [int(g[len(g) // 2]) for g in gaps]
    both = _ruled(letters.copy(), *((250, y, 2300, y) for y in levels))
    lines, wiped = ruled(both, DPI)
    assert len(lines) == len(levels) > 3
    assert (wiped[letters < 100] < 128).mean() > 0.999


def test_a_printed_table_has_a_cell_for_each_of_its_texts(tesseract: None) -> None:
    (table,) = _found(np.array(printed(*TABLE, dpi=DPI)))
    assert len(table) == 9
