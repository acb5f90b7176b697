"""Figures of doubtful size wait for an answer; none is repaired."""

import pytest
from builders_ingest import asked, codes, read_rows, reasons, said

NAMES = ("Bắc Ninh", "Bắc Giang", "Hà Nội", "Lạng Sơn", "Hà Nam", "Nam Định")
BTS, RATE = "Trạm BTS năm 2022", "Phủ sóng 4G năm 2022"


def column(heading: str, *values: object) -> list[tuple[object, ...]]:
    """A table of one column."""
    return [("Tỉnh", heading), *zip(NAMES, values, strict=False)]


@pytest.mark.parametrize(
    "rows",
    [
        column(BTS, 1699, 210_500),
        column(BTS, 1699, 12),
        column(RATE, 91, 912),
        column(RATE, 91, 92, 94, 93, 92, "9,31"),
        column("Doanh thu viễn thông năm 2022 (tỷ đồng)", 2867, 1402, 2900, 1300, 1201, 140_200),
    ],
)
def test_a_figure_out_of_range_or_far_off_its_column_waits(rows: list[tuple[object, ...]]) -> None:
    found = read_rows(rows)
    cell = f"B{len(rows)}"
    assert codes(found) == {("implausible", "question", cell)}
    assert len(found.candidates) == len(rows) - 2
    (question,) = asked(found)
    kept = read_rows(rows, {question: "keep"})
    assert kept.problems == ()
    assert len(kept.candidates) == len(rows) - 1
    skipped = read_rows(rows, {question: "skip"})
    assert skipped.problems == ()
    assert reasons(skipped, cell) == ["Bỏ qua theo trả lời: cỡ số."]


@pytest.mark.parametrize(
    "rows",
    [
        column(BTS, 0, 2105),
        column(BTS, 1699, 2105, 9120, 1201, 980, 20_105),
        column(RATE, 0, 91, 93, 94, 92, 100),
        [("Tỉnh", BTS), ("Cả nước", 310_000), ("Bắc Ninh", 1699)],
    ],
)
def test_what_a_province_or_the_nation_can_have_is_read(rows: list[tuple[object, ...]]) -> None:
    found = read_rows(rows)
    assert not asked(found)
    assert len(found.candidates) == len(rows) - 1


def test_one_question_a_column_names_the_evidence() -> None:
    (problem,) = asked(read_rows(column(BTS, 1699, 2105, 9_120_000, 12, 980))).values()
    for word in ("Trạm BTS", "50–100.000 trạm", "trung vị", "1.699 trạm", "(2 ô"):
        assert word in problem.message, word
    assert problem.cells == ("B4", "B5")
    assert said(problem) == ["Số đúng như đã ghi: nạp", "Bỏ các ô này, không nạp"]


def test_columns_are_asked_about_apart() -> None:
    rows = [("Tỉnh", BTS, RATE), ("Bắc Ninh", 12, 912), ("Hà Nội", 1699, 91)]
    found = read_rows(rows)
    assert list(asked(found)) == ["size||B|bts_stations", "size||C|mobile_4g_coverage"]
    kept = read_rows(rows, {"size||B|bts_stations": "keep"})
    assert [c.value for c in kept.candidates] == [12, 1699, 91]


def test_the_exchange_form_is_read_as_it_is() -> None:
    head = ("area", "period", "indicator", "value", "as_written")
    found = read_rows([head, ("vn63:27", 2022, "bts_stations", 1, "1")])
    assert found.problems == ()
    assert [c.value for c in found.candidates] == [1]
