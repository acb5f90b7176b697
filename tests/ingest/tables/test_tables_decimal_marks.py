"""Which decimal mark holds for a column is shown by its numbers, or asked once in words."""

from builders_ingest import BAC_GIANG, BAC_NINH, asked, at, codes, read_rows, said, values

BTS, REVENUE = "bts_stations", "telecom_revenue"
LONG = ("Tỉnh", "Năm", "Chỉ tiêu", "Giá trị", "ĐVT")


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
    comma, point = said(radius)
    assert "1.672 là 1672" in comma
    assert "1.672 là 1,672" in point


def test_an_option_that_gives_an_implausible_figure_says_so() -> None:
    (_, radius) = asked(read_rows(MIXED)).values()
    comma, point = said(radius)
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


def test_a_column_without_a_mark_borrows_that_of_its_neighbours() -> None:
    head = ("Tỉnh", "Phủ sóng 4G năm 2022", "Mật độ điện thoại năm 2022")
    found = read_rows([head, ("Bắc Ninh", "57.3", "140.123")])
    assert found.problems == ()
    assert values(found)[BAC_NINH, "phones_per_100", "2022"] == 140.123


def test_counts_and_columns_that_show_both_marks_borrow_none() -> None:
    head = ("Tỉnh", "Phủ sóng 4G năm 2022", "Trạm BTS năm 2022", "Điểm DTI năm 2022")
    rows = [("Bắc Ninh", "57,3", "1,699", "0,713"), ("Hà Nội", "60,1", "9.120", "0.655")]
    found = read_rows([head, *rows])
    assert found.problems == ()
    assert [c.value for c in found.candidates] == [57.3, 1699, 0.713, 60.1, 9120, 0.655]
