"""What a table leaves open is asked narrowly, in words, and settled by nothing but the answer."""

import pytest
from builders_ingest import BAC_GIANG, BAC_NINH, HA_NOI, at, codes, read_rows, reasons, values

from kpi.ingest.tables.questions import option_words
from kpi.model import Problem, Reading

BTS, DENSITY, REVENUE = "bts_stations", "phones_per_100", "telecom_revenue"
LONG = ("Tỉnh", "Năm", "Chỉ tiêu", "Giá trị", "ĐVT")


def asked(found: Reading) -> dict[str, Problem]:
    """The questions of a reading by their keys."""
    return {p.question: p for p in found.problems if p.severity == "question"}


def words(problem: Problem) -> list[str]:
    """A question's options as a clerk reads them."""
    return [option_words(problem, option)[0] for option in problem.options]


# The decimal mark


MIXED = [
    LONG,
    ("Bắc Ninh", 2022, "Doanh thu viễn thông", "2.867", "tỷ đồng"),
    ("Bắc Giang", 2022, "Doanh thu viễn thông", "1.402", "tỷ đồng"),
    ("Bắc Ninh", 2022, "Phủ sóng 4G", "57.3", "%"),
    ("Bắc Ninh", 2022, "Bán kính phục vụ bình quân", "1.672", "km"),
    ("Bắc Ninh", 2022, "Trạm BTS", "1.699", "trạm"),
]


def test_one_indicators_decimal_mark_is_not_anothers_in_a_long_table() -> None:
    found = read_rows(MIXED)
    assert values(found) == {
        (BAC_NINH, "mobile_4g_coverage", "2022"): 57.3,
        (BAC_NINH, BTS, "2022"): 1699,
    }
    assert list(asked(found)) == [f"decimal||D|{REVENUE}", "decimal||D|postal_service_radius"]
    answered = read_rows(
        MIXED, {f"decimal||D|{REVENUE}": ",", "decimal||D|postal_service_radius": "."}
    )
    assert answered.problems == ()
    assert at(answered, "D2").value == 2.867e12
    assert at(answered, "D5").value == 1.672


def test_the_decimal_question_names_indicator_unit_and_example_cells() -> None:
    (revenue, _) = asked(read_rows(MIXED)).values()
    for word in ("Doanh thu viễn thông", "tỷ đồng", "D2", "2.867", "1.402", "(2 ô"):
        assert word in revenue.message, word


def test_the_decimal_options_say_what_becomes_of_the_example() -> None:
    (_, radius) = asked(read_rows(MIXED)).values()
    assert radius.options == (",", ".")
    comma, point = words(radius)
    assert "1.672 là 1672" in comma
    assert "1.672 là 1,672" in point


def test_an_option_that_gives_an_implausible_figure_says_so() -> None:
    (_, radius) = asked(read_rows(MIXED)).values()
    comma, point = words(radius)
    assert "ngoài khoảng thường gặp" in comma
    assert "0,2–15 km" in comma
    assert "ngoài khoảng" not in point


def test_an_answer_that_makes_figures_implausible_does_not_pass_silently() -> None:
    rows = [
        ("Tỉnh", "Mật độ điện thoại năm 2022"),
        ("Bắc Ninh", "140.123"),
        ("Hà Nội", "151.456"),
    ]
    answered = read_rows(rows, {"decimal||B": ","})
    assert codes(answered) == {("implausible", "question", "B2")}
    assert answered.candidates == ()
    assert read_rows(rows, {"decimal||B": "."}).problems == ()


def test_a_mark_shown_by_neighbours_is_doubted_where_the_figure_becomes_implausible() -> None:
    rows = [("Tỉnh", "Mật độ điện thoại năm 2022"), ("Bắc Ninh", "140.1"), ("Hà Nội", "1.402")]
    assert codes(read_rows(rows)) == {("implausible", "question", "B3")}  # 1402 would be as odd
    rows[2] = ("Hà Nội", "25.123")
    assert at(read_rows(rows), "B3").value == 25.123
    rows[1:] = [("Bắc Ninh", "2.867,3"), ("Hà Nội", "25.123")]
    assert list(asked(read_rows(rows))) == ["decimal||B", "size||B|phones_per_100"]


def test_provinces_as_columns_ask_once_an_indicator() -> None:
    rows = [
        ("Kết quả năm 2022",),
        ("Chỉ tiêu", "Bắc Ninh", "Bắc Giang"),
        ("Doanh thu viễn thông (tỷ đồng)", "2.867", "1.402"),
        ("Phủ sóng 4G (%)", "57.3", "60.1"),
    ]
    found = read_rows(rows)
    (question,) = asked(found)
    answered = read_rows(rows, {question: ","})
    assert answered.problems == ()
    assert values(answered)[BAC_GIANG, REVENUE, "2022"] == 1.402e12
    assert values(answered)[BAC_GIANG, "mobile_4g_coverage", "2022"] == 60.1


def test_an_odd_fraction_of_one_indicator_says_nothing_of_the_next() -> None:
    rows = [
        LONG[:4],
        ("Bắc Ninh", 2022, "Trạm BTS", "12,5"),
        ("Bắc Ninh", 2022, "Trạm 5G", "7,5"),
    ]
    assert list(asked(read_rows(rows))) == ["whole||D|bts_stations", "whole||D|bts_5g"]
    kept = read_rows(rows, {"whole||D|bts_5g": "keep"})
    assert values(kept) == {(BAC_NINH, "bts_5g", "2022"): 7.5}


# Two values for one key


TWICE = [
    LONG[:4],
    ("Bắc Ninh", 2022, "Trạm BTS", "1.699"),
    ("Bắc Giang", 2022, "Trạm BTS", "2.105"),
    ("Bắc Ninh", 2022, "Trạm BTS", "1.700"),
    ("Bắc Ninh", 2022, "Trạm BTS", "1.699"),
]


def test_of_two_values_for_one_key_neither_is_taken_until_a_person_picks() -> None:
    found = read_rows(TWICE)
    assert values(found) == {(BAC_GIANG, BTS, "2022"): 2105}
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.locator.cell) == (
        "two-values",
        "question",
        "D2",
    )
    for word in ("Bắc Ninh", "Trạm BTS", "2022"):
        assert word in problem.message, word
    assert words(problem) == ["1.699 (ô D2, D5)", "1.700 (ô D4)", "Không nạp số nào"]
    assert reasons(found, "D4") == reasons(found, "D5")
    assert reasons(found, "D4")[0].startswith("Chờ trả lời")


@pytest.mark.parametrize(("choice", "value"), [(0, 1699), (1, 1700), (2, None)])
def test_the_picked_value_is_taken_and_the_other_left_out(choice: int, value: float | None) -> None:
    (problem,) = read_rows(TWICE).problems
    found = read_rows(TWICE, {problem.question: problem.options[choice]})
    assert found.problems == ()
    assert values(found).get((BAC_NINH, BTS, "2022")) == value
    told = {c.locator.cell for c in found.candidates} | {x.where.cell for x in found.left_out}
    assert {"D2", "D3", "D4", "D5"} <= told
    assert len(found.candidates) == 1 + (value is not None)


def test_a_remembered_pick_does_not_settle_other_figures_of_the_same_cells() -> None:
    (problem,) = read_rows(TWICE).problems
    changed = [*TWICE[:3], ("Bắc Ninh", 2022, "Trạm BTS", "1.750"), TWICE[1]]
    again = read_rows(changed, {problem.question: problem.options[1]})
    assert [p.question for p in again.problems] == [problem.question]


def test_the_same_value_twice_is_one_figure() -> None:
    found = read_rows([*TWICE[:3], ("Bắc Ninh", 2022, "Trạm BTS", 1699)])
    assert found.problems == ()
    assert len(found.candidates) == 2
    assert reasons(found, "D4") == ["Trùng với ô D2, cùng giá trị."]


# The year of the merger


def test_the_question_of_the_merger_year_names_the_provinces_it_is_about() -> None:
    rows = [
        ("Tỉnh", "Trạm BTS năm 2025"),
        ("Bắc Giang", 100),
        ("Bắc Ninh", 200),
        ("Lào Cai", 300),
        ("Hà Nội", 400),
    ]
    found = read_rows(rows)
    # Bắc Giang is of the 63 alone, Hà Nội is the same in both.
    assert {c.area for c in found.candidates} == {BAC_GIANG, "vn34:01"}
    (problem,) = found.problems
    assert (problem.question, problem.options) == ("scheme|2025", ("vn63", "vn34"))
    assert "(2 ô: Bắc Ninh; Lào Cai)" in problem.message
    assert "2025" in problem.message
    old = read_rows(rows, {"scheme|2025": "vn63"})
    assert [c.area for c in old.candidates] == [BAC_GIANG, BAC_NINH, "vn63:10", HA_NOI]
    new = read_rows(rows, {"scheme|2025": "vn34"})
    assert new.problems == ()
    assert [c.area for c in new.candidates] == [BAC_GIANG, "vn34:24", "vn34:15", "vn34:01"]


def test_a_province_that_is_gone_says_which_one_it_became() -> None:
    (problem,) = read_rows([("Tỉnh", "Trạm BTS năm 2026"), ("Bắc Giang", 1)]).problems
    assert "01/7/2025" in problem.message
    assert "Bắc Giang" in problem.message
    assert "Bắc Ninh" in problem.message
    assert "vn" not in problem.message + problem.advice


# Names nearly right


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Thừa Thiên Huê", "Thừa Thiên Huế"),
        ("Thua Thien Hueé", "Thừa Thiên Huế"),
        ("Bắc Nính", "Bắc Ninh"),
        ("Tỉnh Bắc Gang", "Bắc Giang"),
    ],
)
def test_a_misspelt_province_is_suggested_and_never_taken(written: str, meant: str) -> None:
    found = read_rows([("Tỉnh", "Trạm BTS năm 2022"), (written, 100), ("Hà Nội", 200)])
    assert {c.area for c in found.candidates} == {HA_NOI}
    (problem,) = found.problems
    assert problem.code == "unknown-area"
    assert f"Có phải '{meant}'" in problem.advice


def test_a_misspelt_indicator_is_suggested_and_never_taken() -> None:
    found = read_rows([LONG[:4], ("Bắc Ninh", 2022, "Tramj BTSS", 1)])
    (problem,) = found.problems
    assert found.candidates == ()
    assert "Có phải 'Trạm BTS'" in problem.advice


def test_a_name_like_no_other_is_not_suggested_one() -> None:
    rows = [("Tỉnh", "Trạm BTS năm 2022"), ("Xyz", 100), ("Hà Nội", 200)]
    (problem,) = read_rows(rows).problems
    assert "Có phải" not in problem.advice


def test_thousands_of_unknown_names_do_not_take_long() -> None:
    rows = [(f"Tỉnh thứ {n}", 2022, f"Chỉ tiêu {n}", n) for n in range(3000)]
    found = read_rows([LONG[:4], *rows])
    assert found.candidates == ()


# Rows whose indicator is unknown


PIVOT = [
    ("Kết quả năm 2022",),
    ("Chỉ tiêu", "Bắc Ninh", "Bắc Giang"),
    ("Trạm BTS", 1699, 2105),
    ("Trạm 6G", 1, 2),
]


def test_an_unknown_row_of_a_table_with_provinces_as_columns_is_asked_about() -> None:
    found = read_rows(PIVOT)
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("unknown-indicator", "question")
    assert "bts_5g" in problem.options
    assert problem.options[-1] == "skip"
    assert words(problem)[-1] == "Bỏ qua, không nạp"
    answered = read_rows(PIVOT, {problem.question: "bts_5g"})
    assert answered.problems == ()
    assert values(answered)[BAC_GIANG, "bts_5g", "2022"] == 2
    skipped = read_rows(PIVOT, {problem.question: "skip"})
    assert skipped.problems == ()
    assert len(skipped.candidates) == 2
    assert reasons(skipped, "A4") == ["Bỏ qua theo trả lời."]


def test_nobody_is_asked_about_hundreds_of_rows() -> None:
    rows = [*PIVOT, *((f"Trạm lạ {n}", n, n) for n in range(100, 300))]
    problems = read_rows(rows).problems
    assert len(problems) == 201
    assert sum(p.severity == "question" for p in problems) == 40


# Multiples without a noun


@pytest.mark.parametrize(
    ("name", "unit", "written", "value"),
    [
        ("Thuê bao Internet", "nghìn", "333,1", 333_100),
        ("Thuê bao Internet", "Triệu", "3,3", 3_300_000),
        ("Dân số trung bình", "ngàn", "1.419,3", 1_419_300),
        ("Doanh thu viễn thông", "triệu", "33.310,5", 33.3105e9),
    ],
)
def test_a_multiple_without_a_noun_is_read_where_one_unit_fits(
    name: str, unit: str, written: str, value: float
) -> None:
    found = read_rows([("Tỉnh", f"{name} năm 2022 ({unit})"), ("Bắc Ninh", written)])
    assert found.problems == ()
    assert [c.value for c in found.candidates] == [value]


def test_a_multiple_the_catalogue_does_not_have_is_refused_without_an_answer() -> None:
    (problem,) = read_rows([("Tỉnh", "Trạm 5G năm 2022 (triệu)"), ("Bắc Ninh", "1,5")]).problems
    assert (problem.code, problem.severity, problem.options) == ("wrong-unit", "error", ())
