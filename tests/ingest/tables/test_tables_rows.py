"""What a cell shows: hidden, merged and struck-out cells, errors, formats, notes of its row."""

import pytest
from builders_ingest import BAC_GIANG, BAC_NINH, HA_NOI, asked, codes, read_sheet, values

BTS, REVENUE = "bts_stations", "telecom_revenue"
HEAD = ("Tỉnh", "Trạm BTS năm 2022")
ROWS = [HEAD, ("Bắc Ninh", 1699), ("Bắc Giang", 2105)]
MONEY = ("Tỉnh", "Doanh thu viễn thông năm 2022")


@pytest.mark.parametrize(
    ("looks", "word"),
    [
        ({"hidden_rows": frozenset([1])}, "ẩn"),
        ({"hidden_rows": frozenset([1]), "filtered_rows": frozenset([1])}, "bộ lọc"),
    ],
)
def test_a_hidden_row_is_asked_about(looks: dict[str, object], word: str) -> None:
    found = read_sheet(ROWS, **looks)
    assert values(found) == {(BAC_GIANG, BTS, "2022"): 2105}
    (problem,) = found.problems
    assert (problem.severity, problem.question) == ("question", "hidden|Sheet1")
    assert word in problem.message
    assert len(read_sheet(ROWS, {problem.question: "keep"}, **looks).candidates) == 2
    skipped = read_sheet(ROWS, {problem.question: "skip"}, **looks)
    assert (len(skipped.candidates), skipped.problems) == (1, ())


@pytest.mark.parametrize(("answer", "count"), [("keep", 2), ("skip", 1)])
def test_a_hidden_column_is_asked_about(answer: str, count: int) -> None:
    rows = [(*HEAD, "Trạm 5G năm 2022"), ("Bắc Ninh", 1699, 10)]
    found = read_sheet(rows, hidden_columns=frozenset([2]))
    assert values(found) == {(BAC_NINH, BTS, "2022"): 1699}
    assert list(asked(found)) == ["hidden|Sheet1"]
    answered = read_sheet(rows, {"hidden|Sheet1": answer}, hidden_columns=frozenset([2]))
    assert (len(answered.candidates), answered.problems) == (count, ())


def test_one_value_over_several_provinces_is_none_of_them() -> None:
    rows = [HEAD, ("Bắc Ninh", 3804), ("Bắc Giang", ""), ("Hà Nội", 9120)]
    found = read_sheet(rows, merged=((1, 1, 2, 1),))
    assert codes(found) == {("merged-value", "error", "B2")}
    assert values(found) == {(HA_NOI, BTS, "2022"): 9120}


def test_a_province_merged_over_its_years_names_each_of_them() -> None:
    rows = [("Tỉnh", "Năm", "Trạm BTS"), ("Bắc Ninh", 2021, 1600), ("", 2022, 1699)]
    found = read_sheet(rows, merged=((1, 0, 2, 0),))
    assert values(found) == {(BAC_NINH, BTS, "2021"): 1600, (BAC_NINH, BTS, "2022"): 1699}


@pytest.mark.parametrize(
    ("row", "place"), [(("Bắc Ninh", ""), (1, 1)), (("", 1699), (1, 0))], ids=["value", "name"]
)
def test_what_is_struck_out_is_not_read_and_told(
    row: tuple[object, ...], place: tuple[int, int]
) -> None:
    found = read_sheet([HEAD, row, ROWS[2]], struck={place: "xxx"})
    assert values(found) == {(BAC_GIANG, BTS, "2022"): 2105}
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.as_written) == ("struck-out", "warning", "xxx")


@pytest.mark.parametrize(
    ("written", "code"),
    [("#N/A", "cell-error"), ("#REF!", "cell-error"), ("=B3*2", "formula-without-value")],
)
def test_an_error_in_place_of_a_figure_is_told(written: str, code: str) -> None:
    found = read_sheet([HEAD, ("Bắc Ninh", ""), ROWS[2]], faults={(1, 1): written})
    assert codes(found) == {(code, "error", "B2")}
    assert found.problems[0].as_written == written


@pytest.mark.parametrize(
    ("heading", "unit", "value"),
    [
        (MONEY[1], " tỷ đồng", 1.6995e12),
        (f"{MONEY[1]} (tỷ đồng)", " tỷ", 1.6995e12),
        (f"{MONEY[1]} (tỷ đồng)", " tỷ đồng", 1.6995e12),
    ],
)
def test_the_unit_may_stand_in_the_number_format(heading: str, unit: str, value: float) -> None:
    found = read_sheet([("Tỉnh", heading), ("Bắc Ninh", 1699.5)], units={(1, 1): unit})
    assert found.problems == ()
    assert [c.value for c in found.candidates] == [value]


def test_a_format_that_shows_another_unit_than_the_heading_is_refused() -> None:
    rows = [("Tỉnh", f"{MONEY[1]} (triệu đồng)"), ("Bắc Ninh", 1699.5)]
    found = read_sheet(rows, units={(1, 1): " tỷ đồng"})
    assert found.candidates == ()
    assert {p.code for p in found.problems} == {"two-units"}


def test_a_percentage_is_what_the_cell_shows() -> None:
    rows = [("Tỉnh", "Phủ sóng 4G năm 2022"), ("Bắc Ninh", 0.932)]
    multiplied = read_sheet(rows, percent=frozenset([(1, 1)]))
    literal = read_sheet(rows, units={(1, 1): "%"})
    assert [c.value for c in (*multiplied.candidates, *literal.candidates)] == [93.2, 0.932]


@pytest.mark.parametrize(
    ("note", "period", "status"),
    [
        ("Số liệu năm 2021", "2021", "actual"),
        ("số ước", "2022", "estimate"),
        ("kế hoạch", "2022", "plan"),
        ("đã đối chiếu với Sở, kế hoạch gửi sau", "2022", "actual"),
        ("", "2022", "actual"),
    ],
)
def test_the_note_of_a_row_may_say_of_when_and_what_kind_it_is(
    note: str, period: str, status: str
) -> None:
    found = read_sheet([(*HEAD, "Ghi chú"), ("Bắc Ninh", 1699, note)])
    assert found.problems == ()
    assert [(c.period.key, c.obs_status) for c in found.candidates] == [(period, status)]


def test_a_day_in_a_note_is_that_of_the_result_of_its_year_alone() -> None:
    rows = [
        ("Tỉnh Bắc Ninh", "", "", "", ""),
        ("Chỉ tiêu", "Thực hiện năm 2024", "Thực hiện năm 2023", "Kế hoạch năm 2024", "Ghi chú"),
        ("Trạm BTS", 1699, 1500, 1800, "tại ngày 30/11/2024"),
    ]
    found = read_sheet(rows)
    assert found.problems == ()
    assert {(c.period.key, c.obs_status, c.value) for c in found.candidates} == {
        ("2024-11-30", "actual", 1699),
        ("2023", "actual", 1500),
        ("2024", "plan", 1800),
    }


@pytest.mark.parametrize(
    "head", ["% so kế hoạch", "TH/KH (%)", "Đạt % KH", "% TH so với kế hoạch", "% so cùng kỳ"]
)
def test_a_share_of_the_plan_or_of_last_year_is_no_figure(head: str) -> None:
    rows = [
        ("Tỉnh Bắc Ninh, năm 2024", "", "", ""),
        ("Chỉ tiêu", "Đơn vị", "Thực hiện", head),
        ("Trạm BTS", "trạm", 1699, 94.4),
        ("Thuê bao Internet", "thuê bao", 333100, 107.5),
    ]
    found = read_sheet(rows)
    assert found.problems == ()
    assert [c.value for c in found.candidates] == [1699, 333100]


def test_a_column_of_sources_in_words_needs_no_list_of_documents() -> None:
    rows = [(*HEAD, "Nguồn"), ("Bắc Ninh", 1699, "Báo cáo 5/BC-SKHCN"), ("Bắc Giang", 2105, "Sở")]
    assert read_sheet(rows).problems == ()
    assert [c.value for c in read_sheet(rows).candidates] == [1699, 2105]


@pytest.mark.parametrize("mark", ["1", "*", "(1)"])
def test_a_footnote_speaks_of_the_figures_that_carry_its_mark(mark: str) -> None:
    rows = [*ROWS, (f"({mark.strip('()')}) Số ước thực hiện",)]
    found = read_sheet(rows, raised={(1, 1): mark})
    assert [c.obs_status for c in found.candidates] == ["estimate", "actual"]
