import math
import time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpi.language.numbers import read_quantity
from kpi.model import Quantity, Unclear

values = st.decimals(0, 10**9, places=3) | st.decimals(0, 10**6, places=2) | st.integers(0, 10**9)


def english(value: Decimal | int) -> str:
    return f"{value:,}"


def vietnamese(value: Decimal | int) -> str:
    return english(value).translate(str.maketrans(",.", ".,"))


def value(text: str, **context: object) -> object:
    """The value of a text, or the code and options of what keeps it from being read."""
    read = read_quantity(text, **context)  # type: ignore[arg-type]
    return read.value if isinstance(read, Quantity) else (read.code, *read.options)


def quantity(text: str, **context: object) -> Quantity:
    read = read_quantity(text, **context)  # type: ignore[arg-type]
    assert isinstance(read, Quantity), read
    return read


@given(values)
def test_a_vietnamese_number_reads_as_it_was_written(number: Decimal | int) -> None:
    assert value(vietnamese(number), decimal=",") == float(number)


@given(values)
def test_an_english_number_reads_as_it_was_written(number: Decimal | int) -> None:
    assert value(english(number), decimal=".") == float(number)


@given(values, st.sampled_from([english, vietnamese]))
@example(Decimal("1.699"), english)
def test_a_number_of_unknown_convention_is_right_or_asked(number: Decimal, write: object) -> None:
    read = read_quantity(write(number))  # type: ignore[operator]
    if isinstance(read, Unclear):
        assert read.code == "two-readings"
        assert any(Decimal(option) == number for option in read.options)
    else:
        assert read.value == float(number)


@given(st.integers(0, 10**9), st.sampled_from([english, vietnamese]))
def test_a_count_reads_in_either_convention(number: int, write: object) -> None:
    assert value(write(number), whole=True) == number  # type: ignore[operator]


PIECES = (
    "1 12 699 000 0 07 . , / - – % ( ) ¹ * nghìn triệu tỷ hơn khoảng từ đạt đồng km trạm ước st"
)
NUMBERISH = st.lists(st.sampled_from([*PIECES.split(), " ", " trở lên", "out of"]), max_size=12)


@given(st.text() | NUMBERISH.map("".join), st.sampled_from([None, ",", "."]), st.booleans())
def test_no_text_raises_or_gives_an_infinite_number(
    text: str, decimal: object, whole: bool
) -> None:
    started = time.perf_counter()
    read = read_quantity(text, decimal=decimal, whole=whole)  # type: ignore[arg-type]
    assert time.perf_counter() - started < 1
    assert read.as_written == text
    if isinstance(read, Quantity):
        assert all(math.isfinite(n) for n in (read.value, read.total or 0, read.share or 0))
        assert not whole or read.percent or read.value % 1 == 0


@pytest.mark.parametrize(
    "text", ["1" * 10_000, "1." * 5_000, "hơn " * 3_000, "1/" * 5_000, "9" * 199]
)
def test_a_monstrous_text_is_refused_at_once(text: str) -> None:
    started = time.perf_counter()
    assert isinstance(read_quantity(text), Unclear)
    assert time.perf_counter() - started < 1


def test_a_group_of_three_after_a_count_is_thousands() -> None:
    assert value("1.699", whole=True) == 1699
    assert value("4,907 người", whole=True) == 4907
    assert value("1.000", whole=True) == 1000
    assert value("1.699", whole=True, decimal=",") == 1699


def test_a_group_of_three_asks_when_the_files_decimal_mark_says_otherwise() -> None:
    assert value("1.699", whole=True, decimal=".") == ("two-readings", "1699", "1.699")
    assert value("1.000", whole=True, decimal=".") == ("two-readings", "1000", "1")


def test_a_group_of_three_asks_when_nothing_settles_it() -> None:
    assert value("1.699") == ("two-readings", "1699", "1.699")
    assert value("-1,699") == ("two-readings", "-1699", "-1.699")
    assert value("1,672 km") == ("two-readings", "1672", "1.672")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1699", 1699),
        ("0", 0),
        ("-0", 0),
        ("08", 8),
        ("2.865,3", 2865.3),
        ("2,865.3", 2865.3),
        ("1.424.002", 1424002),
        ("1,809,382", 1809382),
        ("0,727", 0.727),
        ("0.8002", 0.8002),
        ("93,2", 93.2),
        ("06,5", 6.5),
        ("1234,567", 1234.567),
        ("-5,2", -5.2),
        ("− 5", -5),
        ("1 699", 1699),
        ("1\u00a0424\u202f002,5", 1424002.5),
        ("37, 6%", 37.6),
        ("77,94 %", 77.94),
        ("\ufeff167.", 167),
    ],
)
def test_what_can_be_read_one_way_is_read(text: str, expected: float) -> None:
    assert value(text) == expected
    assert math.copysign(1, quantity(text).value) == math.copysign(1, expected)


@pytest.mark.parametrize(
    "text",
    [
        "1.69.9",
        "12.34.567",
        "1,2,3",
        "01.699",
        "0912345",
        ".5",
        "1e5",
        "+5",
        "4G",
        "12K",
        "một trăm",
        "3 ty đồng",
        "2 tỷ rưỡi",
        "3 tr",
        "٣٤",
        "\uff11\uff12",
        "1²3",
        "½",
        "5 /0",
        "3 nghìn triệu",
        "5triệuđồng",
        "1. Hà Nội",
        "161, trong đó",
        "1/2,3,4",
        "1.2.3/5",
        "30/11/2022",
        "tăng 5",
        "5 $",
        "161/161,100%",
        "từ 60%",
        "-5/6",
        "inf",
        "nan",
        "5 _",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert value(text) == ("not-a-number",)


@pytest.mark.parametrize(
    "text",
    [
        "161, 8.7 percent",
        "84, 97%",
        "10-15",
        "1 69",
        "1'699",
        "Sơ bộ 2020: 83,71",
        "Trên 80% (1.397/1.725)",
        "12\t345",
        "12\n345",
        "1  699",
        "2 triệu 500",
        "từ 5 đến 7",
        "13/17 (gần 76,5%)",
    ],
)
def test_two_numbers_are_not_made_into_one(text: str) -> None:
    assert value(text) == ("several-numbers",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "-",
        "–",
        "—",
        "…",
        "...",
        "N/A",
        "n/a",
        "x",
        ":",
        "KCSL",
        "chưa có",
        "Chưa có số liệu",
        "không có số liệu",
    ],
)
def test_a_missing_mark_is_missing_and_not_zero(text: str) -> None:
    assert value(text) == ("missing",)


def test_a_known_decimal_mark_is_not_overruled() -> None:
    assert value("93.2", decimal=",") == ("other-decimal-mark", "93.2")
    assert value("1,424,002", decimal=",") == ("other-decimal-mark", "1424002")


def test_a_part_of_a_whole_thing_asks() -> None:
    assert value("93,2 người", whole=True) == ("not-whole", "93.2")
    assert value("28.709234", whole=True) == ("not-whole", "28.709234")


def test_more_digits_than_a_float_holds_are_refused() -> None:
    assert value("1" * 16) == ("too-many-digits",)


def test_a_dash_with_a_space_may_be_a_bullet() -> None:
    assert value("- 5") == ("two-readings", "5", "-5")


@pytest.mark.parametrize(
    ("text", "expected", "unit"),
    [
        ("1,7 tỷ đồng", 1.7e9, "đồng"),
        ("150 nghìn thuê bao", 150_000, "thuê bao"),
        ("2 vạn", 20_000, ""),
        ("5 nghìn tỷ", 5e12, ""),
        ("3 trăm", 300, ""),
        ("1 triệu 300 nghìn", 1_300_000, ""),
        ("2 tỷ 5 triệu 7 nghìn đồng", 2_005_007_000, "đồng"),
        ("4 millions", 4e6, ""),
        ("1.5 billion VND", 1.5e9, "VND"),
        ("1.357.880 tỷ", 1357880e9, ""),
    ],
)
def test_multiplier_words_multiply(text: str, expected: float, unit: str) -> None:
    assert (quantity(text).value, quantity(text).unit) == (expected, unit)


def test_three_decimals_before_a_multiplier_ask_even_for_a_count() -> None:
    asked = ("two-readings", "1825000000", "1825000")
    assert value("1,825 triệu", whole=True) == asked
    assert value("1,825 triệu", decimal=",", whole=True) == 1_825_000
    assert value("1.460 nghìn", decimal=",") == 1_460_000
    assert value("1.175 million", decimal=".") == 1_175_000


def test_an_english_phrase_does_not_follow_a_vietnamese_file() -> None:
    assert value("1,285 billion VND", decimal=",") == (
        "two-readings",
        "1285000000000",
        "1285000000",
    )


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("hơn 5", "more_than"),
        ("Trên 5", "more_than"),
        ("vượt 5", "more_than"),
        ("> 5", "more_than"),
        ("more than 5", "more_than"),
        ("gần 5", "nearly"),
        ("gần như 5", "nearly"),
        ("almost 5", "nearly"),
        ("khoảng 5", "about"),
        ("~5", "about"),
        ("≈ 5", "about"),
        ("approximately 5", "about"),
        ("ít nhất 5", "at_least"),
        ("≥ 5", "at_least"),
        (">=5", "at_least"),
        ("at least 5", "at_least"),
        ("từ 5 trở lên", "at_least"),
        ("5 trở lên", "at_least"),
        ("không dưới 5", "at_least"),
        ("đạt 5", "exact"),
        ("5", "exact"),
    ],
)
def test_hedges_are_kept(text: str, qualifier: str) -> None:
    assert quantity(text) == Quantity(5, text, qualifier)  # type: ignore[arg-type]


def test_two_hedges_make_the_weaker_claim() -> None:
    assert quantity("khoảng trên 500").qualifier == "about"


@pytest.mark.parametrize("text", ["dưới 5%", "< 5", "tối đa 5", "up to 5", "5% trở xuống"])
def test_an_upper_bound_is_not_a_value(text: str) -> None:
    assert value(text) == ("upper-bound",)


def test_an_estimate_is_a_status_and_not_a_hedge() -> None:
    assert quantity("ước đạt 95%") == Quantity(95, "ước đạt 95%", percent=True, estimate=True)
    assert quantity("estimated at 4,045,730").estimate
    assert quantity("ước khoảng 5").qualifier == "about"


@pytest.mark.parametrize("text", ["60 %", "60%", "60 phần trăm", "60 percent", "60 (%)"])
def test_a_percentage_is_the_printed_number(text: str) -> None:
    assert quantity(text, whole=True) == Quantity(60, text, percent=True)


def test_a_percentage_is_not_held_to_a_whole_unit() -> None:
    assert quantity("97,5%", whole=True).value == 97.5
    assert value("1.699%", whole=True) == ("two-readings", "1699", "1.699")


@pytest.mark.parametrize(
    ("text", "n", "total", "share", "unit"),
    [
        ("08/08", 8, 8, None, ""),
        ("1292/1292 tổ", 1292, 1292, None, "tổ"),
        ("161/161, 100%", 161, 161, 100, ""),
        ("13/17, 76,5%", 13, 17, 76.5, ""),
        ("13/17 chỉ tiêu, đạt 76,5%", 13, 17, 76.5, "chỉ tiêu"),
        ("84/87 (97%)", 84, 87, 97, ""),
        ("1.397/1.725", 1397, 1725, None, ""),
        ("450/1.050", 450, 1050, None, ""),
        ("1,194/2,019 = 59.1%", 1194, 2019, 59.1, ""),
        ("1,586 out of 1,887", 1586, 1887, None, ""),
        ("16th out of 34", 16, 34, None, ""),
        ("88,2/100", 88.2, 100, None, ""),
    ],
)
def test_a_fraction_keeps_its_total(
    text: str, n: float, total: float, share: float | None, unit: str
) -> None:
    assert quantity(text) == Quantity(n, text, total=total, share=share, unit=unit)


def test_a_fraction_that_may_be_a_month_asks() -> None:
    assert value("9/2022") == ("two-readings", "9/2022", "2022-09")


def test_one_grouped_half_of_a_fraction_asks() -> None:
    assert value("1.397/2000") == ("two-readings", "1397", "1.397")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("167 điểm", "điểm"),
        ("167 (điểm)", "điểm"),
        ("116,3 máy/100 dân", "máy/100 dân"),
        ("500km", "km"),
        ("5 km²", "km²"),
        ("81 trạm BTS 5G", "trạm BTS 5G"),
        ("5.000.000đ", "đ"),
        ("97% hộ", "hộ"),
        ("1,5 điểm phần trăm", "điểm phần trăm"),
        ("12 ngành", "ngành"),
        ("12 tỉnh", "tỉnh"),
    ],
)
def test_the_noun_stays_as_written(text: str, unit: str) -> None:
    assert quantity(text).unit == unit


@pytest.mark.parametrize("text", ["1.699¹", "1.699 (*)", "1.699**", "1.699 ²", "1.699†"])
def test_footnote_marks_are_dropped(text: str) -> None:
    assert quantity(text, whole=True) == Quantity(1699, text)


@pytest.mark.parametrize("text", ["thứ 43", "hạng 43", "43rd", "xếp thứ 43"])
def test_a_rank_is_its_number(text: str) -> None:
    assert value(text) == 43
