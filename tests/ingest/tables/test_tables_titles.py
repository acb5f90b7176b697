"""What the lines above a table say of all its figures: status, day, scheme, unit, province."""

import pytest
from builders_ingest import asked, codes, read_rows, read_sheet, values

TABLE = (("Tỉnh", "Trạm BTS"), ("Bắc Ninh", 1699))
REVENUE = "Doanh thu viễn thông"


def under(*titles: str) -> list[tuple[object, ...]]:
    """The table under its titles."""
    return [*((title,) for title in titles), *TABLE]


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("KẾ HOẠCH PHÁT TRIỂN HẠ TẦNG SỐ NĂM 2024", "plan"),
        ("Biểu 2. Chỉ tiêu giao năm 2024", "plan"),
        ("Giao chỉ tiêu chuyển đổi số năm 2024", "plan"),
        ("Mục tiêu phát triển hạ tầng số năm 2024", "target"),
        ("Ước thực hiện năm 2024", "estimate"),
        ("Hạ tầng số năm 2024 (số liệu sơ bộ)", "estimate"),
        ("Kết quả thực hiện kế hoạch năm 2024", "actual"),
        ("Tình hình thực hiện mục tiêu năm 2024", "actual"),
        ("Kế hoạch và kết quả năm 2024", "actual"),
    ],
)
def test_a_title_says_of_what_kind_all_figures_are(title: str, status: str) -> None:
    found = read_rows(under(title))
    assert found.problems == ()
    assert [c.obs_status for c in found.candidates] == [status]


@pytest.mark.parametrize(
    ("titles", "period"),
    [
        (("Hạ tầng số năm 2022 (số liệu đến 30/6/2022)",), "2022-06-30"),
        (("Hạ tầng số tính đến 30/6/2023",), "2023-06-30"),
        (("Hạ tầng số năm 2022", "(Số liệu đến 15/12/2022)"), "2022"),
        (("Kèm theo Công văn 15/STTTT ngày 02/3/2023", "Hạ tầng số năm 2022"), "2022"),
        (("Bắc Ninh, ngày 10 tháng 01 năm 2023", "Hạ tầng số năm 2022"), "2022"),
    ],
)
def test_figures_are_of_the_day_they_run_to_and_not_of_the_letter(
    titles: tuple[str, ...], period: str
) -> None:
    found = read_rows(under(*titles))
    assert found.problems == ()
    assert [c.period.key for c in found.candidates] == [period]


def test_a_note_below_may_say_to_which_day_figures_run() -> None:
    rows = [*under("Hạ tầng số năm 2022"), ("Ghi chú: số liệu tính đến 30/6/2022",)]
    assert [c.period.key for c in read_rows(rows).candidates] == ["2022-06-30"]


@pytest.mark.parametrize(
    ("title", "options"),
    [("Số liệu năm 2021 và 2022", ("2021", "2022")), ("Kèm theo Công văn ngày 02/3/2023", ())],
)
def test_titles_of_two_periods_or_none_ask_once(title: str, options: tuple[str, ...]) -> None:
    (problem,) = asked(read_rows(under(title))).values()
    assert (problem.options, problem.entry) == (options, "period")
    (one,) = read_rows(under(title), {problem.question: "2021"}).candidates
    assert one.period.key == "2021"


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Hạ tầng số của 34 tỉnh, thành phố năm 2024", "vn34:24"),
        ("Hạ tầng số năm 2024 (theo địa giới mới)", "vn34:24"),
        ("Hạ tầng số năm 2025, trước sắp xếp", "vn63:27"),
        ("Hạ tầng số của 63 tỉnh, thành phố năm 2025", "vn63:27"),
        ("Hạ tầng số năm 2024", "vn63:27"),
    ],
)
def test_a_title_may_state_the_scheme_of_its_provinces(title: str, area: str) -> None:
    found = read_rows(under(title))
    assert found.problems == ()
    assert [c.area for c in found.candidates] == [area]


@pytest.mark.parametrize(
    "rows",
    [
        [(f"{REVENUE} năm 2022",), ("Đơn vị tính: triệu đồng",), ("Tỉnh", REVENUE)],
        [(f"{REVENUE} năm 2022 (triệu đồng)",), ("Tỉnh", REVENUE)],
        [("Năm 2022",), ("ĐVT: triệu đồng",), ("Tỉnh", REVENUE)],
    ],
)
def test_a_title_may_state_the_unit(rows: list[tuple[object, ...]]) -> None:
    found = read_rows([*rows, ("Bắc Ninh", 28670)])
    assert found.problems == ()
    assert [c.value for c in found.candidates] == [28.67e9]


def test_a_unit_in_a_title_is_of_the_columns_it_fits() -> None:
    head = ("Tỉnh", REVENUE, "Trạm BTS")
    found = read_rows([(f"{REVENUE} năm 2022 (tỷ đồng)",), head, ("Bắc Ninh", 2867, 1699)])
    assert [c.value for c in found.candidates] == [2.867e12, 1699]


@pytest.mark.parametrize(("unit", "value"), [("tỷ đồng", 28.67e12), ("triệu đồng", 28.67e9)])
def test_two_units_of_title_and_heading_are_asked_about(unit: str, value: float) -> None:
    head = ("Tỉnh", f"{REVENUE} năm 2022 (triệu đồng)")
    rows = [("Đơn vị tính: tỷ đồng",), head, ("Bắc Ninh", 28670)]
    found = read_rows(rows)
    assert codes(found) == {("two-units", "question", "B2")}
    (question,) = asked(found)
    assert [c.value for c in read_rows(rows, {question: unit}).candidates] == [value]


def test_a_table_without_a_province_asks_for_it() -> None:
    rows = [("Năm 2022",), ("Chỉ tiêu", "Giá trị"), ("Trạm BTS", 1699), ("Trạm 5G", 12)]
    (problem,) = asked(read_rows(rows)).values()
    assert (problem.code, problem.entry) == ("no-area", "area")
    answered = read_rows(rows, {problem.question: "Bắc Ninh"})
    assert {c.area for c in answered.candidates} == {"vn63:27"}
    named = read_sheet(rows, name="Bắc Ninh")
    assert values(named) == values(answered)
