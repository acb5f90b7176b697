"""Which bars and rows a page shows when it has no room for all."""

import extracts
import pytest

from kpi.drawing.palette import ACCENT, NEUTRAL
from kpi.export.fewer_bars import Gap, fewer_bars, left_out
from kpi.export.line_colours import line_colours
from kpi.export.printable import printable
from kpi.export.shown_rows import number_as_read, shown_rows
from kpi.model.extract import Bar, Extract, Line


def bars(count: int, *own: int) -> list[Bar]:
    return [Bar(str(n), float(-n), "", own=n in own) for n in range(count)]


def told(shown: list[Bar | Gap]) -> list[str]:
    return [f"({one.count})" if isinstance(one, Gap) else one.name for one in shown]


def test_bars_that_fit_are_all_shown() -> None:
    assert told(fewer_bars(bars(5, 3), 5)) == list("01234")


def test_the_first_my_own_and_the_last_are_shown_and_every_gap_is_counted() -> None:
    shown = fewer_bars(bars(34, 20), 10)
    assert told(shown) == [*"0123456", "(13)", "20", "(11)", "32", "33"]
    assert left_out(shown) == 24


@pytest.mark.parametrize("own", [(), (0,), (33,), (32, 33), tuple(range(34))])
def test_no_more_bars_than_there_is_room_for(own: tuple[int, ...]) -> None:
    shown = fewer_bars(bars(34, *own), 10)
    kept = [one for one in shown if isinstance(one, Bar)]
    assert len(kept) == 10
    assert len(kept) + left_out(shown) == 34
    assert kept == sorted(kept, key=lambda bar: -bar.value)
    assert {bar.own for bar in kept} >= ({True} if own else set())


def names(extract: Extract, most: int) -> list[str]:
    return [row.texts[1] for row in shown_rows(extract, most).rows]


def test_my_row_is_among_those_shown_wherever_it_stands() -> None:
    view = extracts.ranking(own=30)
    assert view.drawing is not None
    mine = view.drawing.bars[30].name
    assert names(view, 10)[-1] == mine
    assert shown_rows(view, 10).left_out == 24
    assert [row.own for row in shown_rows(view, 10).rows].count(True) == 1


def test_columns_of_files_and_empty_ones_are_left_out() -> None:
    heads = [column.head for column in shown_rows(extracts.ranking(), 5).columns]
    assert heads == ["Hạng", "Tỉnh", "Kỳ", "Giá trị (điểm)", "Tài liệu", "Ngày công bố"]


def test_numbers_are_written_as_they_are_read() -> None:
    assert number_as_read(1234.5, "vi") == "1.234,5"
    assert number_as_read(1234.5, "en") == "1,234.5"
    assert number_as_read(9000.0, "vi") == "9.000"
    assert number_as_read(0.12345678, "vi") == "0,1235"
    assert number_as_read(12.0, "vi", 2) == "12,00"


def test_a_printable_text_has_one_line_and_nothing_that_hides() -> None:
    assert printable("a\x00b\n c\u202e\ud800\ttận") == "ab c tận"
    assert printable("x" * 50, 10) == "x" * 9 + "…"


def test_results_and_promises_of_a_place_share_a_colour_and_the_accent_is_mine() -> None:
    lines = (
        Line("Huế (cũ)", ()),
        Line("Huế (cũ) (mục tiêu)", (), dashed=True),
        Line("Huế", ()),
        Line("Hà Nội", (), own=True),
    )
    colours = line_colours(lines)
    assert colours[0] == colours[1] != colours[2]
    assert [colour == ACCENT for colour in colours] == [False, False, False, True]
    assert set(line_colours([Line(str(n), ()) for n in range(9)])) == {NEUTRAL}
