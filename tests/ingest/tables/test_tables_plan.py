"""Which columns are read as what, and what a person may say of each against the file."""

import pytest
from builders_ingest import BAC_GIANG, BAC_NINH, asked, codes, read_rows, read_sheet, values

BTS = "bts_stations"
ROWS = [("Tỉnh", "Trạm BTS năm 2022"), ("Bắc Ninh", 1699)]


@pytest.mark.parametrize(
    ("field", "answer", "told"),
    [
        ("indicator", "bts_5g", ("bts_5g", "2022", "actual")),
        ("period", "2021", (BTS, "2021", "actual")),
        ("status", "plan", (BTS, "2022", "plan")),
    ],
)
def test_an_answer_overrules_a_column(field: str, answer: str, told: tuple[str, ...]) -> None:
    found = read_sheet(ROWS, {f"column|Sheet1|B|{field}": answer})
    assert [(c.indicator, c.period.key, c.obs_status) for c in found.candidates] == [told]


def test_an_answer_overrules_the_unit_or_leaves_the_column_out() -> None:
    rows = [("Tỉnh", "Doanh thu viễn thông năm 2022 (triệu đồng)"), ("Bắc Ninh", 28670)]
    found = read_sheet(rows, {"column|Sheet1|B|unit": "tỷ đồng"})
    assert [c.value for c in found.candidates] == [28.67e12]
    assert read_sheet(rows, {"column|Sheet1|B|indicator": "skip"}).candidates == ()


def test_what_was_understood_says_whether_a_table_waits_or_gives_nothing() -> None:
    parts = [("Tỷ lệ người dùng Internet năm 2022 (%)",), ("Tỉnh", "Nam", "Nữ"), ("Hà Nam", 80, 78)]
    money = [("Tỉnh", "Doanh thu viễn thông năm 2022"), ("Bắc Ninh", 2867)]
    undated = [("Tỉnh", "Trạm BTS"), ("Bắc Ninh", 280)]
    told = [read_sheet(rows).understood[0] for rows in (parts, money, undated)]
    assert "không đọc được số liệu" in told[0]
    assert "chưa có số liệu nào đọc được" in told[1]
    assert "chờ trả lời" in told[2]


def test_every_column_of_figures_is_listed_as_it_was_understood() -> None:
    head = ("Tỉnh", "Trạm BTS năm 2022 (ước)", "So với cùng kỳ (%)")
    found = {c.letters: c for c in read_rows([head, ("Bắc Ninh", 1699, "101,2")]).columns}
    read = found["B"]
    assert (read.indicator, read.period, read.status) == (BTS, "năm 2022", "estimate")
    assert found["C"].unread


def test_periods_and_statuses_of_a_column_group_are_told_apart() -> None:
    head = [
        ("Tỉnh", "Trạm BTS", "", ""),
        ("", "Thực hiện 2023", "Ước 2024", "Kế hoạch 2024"),
    ]
    found = read_rows([*head, ("Bắc Ninh", 1699, 1750, 1800)])
    assert found.problems == ()
    told = [(c.period.key, c.obs_status, c.value) for c in found.candidates]
    assert told == [("2023", "actual", 1699), ("2024", "estimate", 1750), ("2024", "plan", 1800)]


def test_headings_that_are_periods_are_no_indicators() -> None:
    head = ("Chỉ tiêu", "2023", "6 tháng đầu năm 2024", "Ước 2024")
    found = read_sheet([head, ("Trạm BTS", 1699, 1720, 1750)], name="Bắc Ninh")
    assert found.problems == ()
    told = [(c.period.key, c.obs_status) for c in found.candidates]
    assert told == [("2023", "actual"), ("2024-H1", "actual"), ("2024", "estimate")]


def test_quarters_beside_a_year_in_the_title_are_its_quarters() -> None:
    rows = [("Năm 2023",), ("Tỉnh", "Quý", "Trạm BTS"), ("Bắc Ninh", "Quý II", 1720)]
    assert values(read_rows(rows)) == {(BAC_NINH, BTS, "2023-Q2"): 1720}


def test_a_code_of_somebodys_own_yields_to_the_name() -> None:
    rows = [("Mã tỉnh", "Tỉnh", "Năm", "Chỉ tiêu", "Giá trị")]
    rows += [("X1", "Bắc Ninh", "2022", "Trạm BTS", "1.699")]
    assert values(read_rows(rows)) == {(BAC_NINH, BTS, "2022"): 1699}


def test_a_column_like_no_indicator_is_told_of_and_one_like_some_is_asked_about() -> None:
    rows = [
        ("Tỉnh", "Trạm BTS năm 2022", "Số bò sữa", "Trạm 6G năm 2022"),
        ("Bắc Ninh", 1699, 3, 4),
    ]
    found = read_rows(rows)
    assert codes(found) == {
        ("outside-catalogue", "warning", "C1"),
        ("unknown-column", "question", "D1"),
    }
    (question,) = asked(found)
    answered = read_rows(rows, {question: "bts_5g"})
    assert values(answered)[BAC_NINH, "bts_5g", "2022"] == 4


@pytest.mark.parametrize("heading", ["Số lượng", "Số lượng (trạm)", "Kết quả"])
def test_a_title_names_the_indicator_of_the_only_column(heading: str) -> None:
    found = read_rows([("Trạm BTS năm 2022",), ("TT", "Tỉnh", heading), (1, "Bắc Ninh", 1699)])
    assert found.problems == ()
    assert values(found) == {(BAC_NINH, BTS, "2022"): 1699}


def test_a_list_in_two_halves_is_one_list() -> None:
    head = ("TT", "Tỉnh", "Trạm BTS", "TT", "Tỉnh", "Trạm BTS")
    found = read_rows([("Năm 2022",), head, (1, "Bắc Ninh", 1699, 2, "Bắc Giang", 2105)])
    assert found.problems == ()
    assert values(found) == {(BAC_NINH, BTS, "2022"): 1699, (BAC_GIANG, BTS, "2022"): 2105}
