"""What a number shows under its format."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.ingest.formats.number_formats import DATE_1904, Shown, number_format
from kpi.ingest.formats.sheet import Cell


def shown(code: str, value: float) -> tuple[Cell, bool, str]:
    seen = number_format(code).show(value)
    return seen.cell, seen.percent, seen.unit


@pytest.mark.parametrize(
    "code", ["0%", "0.00%", "[$-42A]0.0%", "#,##0.0 %", '"khoảng "0%', "[Red]0%;[Blue]-0%", "0%;@"]
)
def test_a_real_percent_sign_multiplies(code: str) -> None:
    cell, percent, _ = shown(code, 0.932)
    assert (cell, percent) == (0.932, True)


@pytest.mark.parametrize("code", ['0.0"%"', r"0.0\%", '0.0" %"', "0.0[$%]", r"General\%"])
def test_a_quoted_or_escaped_percent_sign_is_a_unit(code: str) -> None:
    assert shown(code, 93.2) == (93.2, False, "%")


@pytest.mark.parametrize("code", ["0_%", '0.0_("', "#,##0.00_);(#,##0.00)", "[Green]0", "0.0E+00"])
def test_room_for_a_sign_colours_and_brackets_are_no_units(code: str) -> None:
    assert shown(code, 12.5) == (12.5, False, "")


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("#,##0,", 1250.5),
        ("#,##0,,", 1.2505),
        ("0.0,,", 1.2505),
        ("0,.0", 1250.5),
        ("#,##0", 1_250_500.0),
        ("#,##0.00", 1_250_500.0),
    ],
)
def test_commas_behind_the_digits_leave_out_thousands(code: str, value: float) -> None:
    assert shown(code, 1_250_500) == (value, False, "")


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ('#,##0.0" tỷ đồng"', "tỷ đồng"),
        (r"#,##0\ \t\ỷ", "tỷ"),
        ('"VND "#,##0', "VND"),
        ("[$₫-42A]#,##0", "₫"),
        ("#,##0 [$đồng]", "đồng"),
        ('0.0" thuê bao/100 dân"', "thuê bao/100 dân"),
        ('General" trạm"', "trạm"),
        ('0" ‰"', "‰"),
        ("#,##0 đồng", "đồng"),
        ('_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', ""),
        ('"≈ "0', ""),
    ],
)
def test_words_beside_the_digits_are_the_unit(code: str, unit: str) -> None:
    assert shown(code, 12.0) == (12.0, False, unit)


def test_sections_go_by_the_value() -> None:
    code = '[>=1000000]#,##0.0,," triệu";[>=1000]#,##0.0," nghìn";0'
    assert shown(code, 2_500_000) == (2.5, False, "triệu")
    assert shown(code, 2_500) == (2.5, False, "nghìn")
    assert shown(code, 25) == (25, False, "")
    assert shown("[>=1000]#,##0,", 25) == (25, False, "")
    assert shown('0" dương";0" âm";0" không"', -3) == (-3, False, "âm")
    assert shown('0" dương";0" âm"', 0) == (0, False, "dương")
    assert shown('0;-0;"chưa có"', 0) == ("chưa có", False, "")
    assert shown(";;;", 5) == ("", False, "")


def test_digits_of_the_format_beside_those_of_the_number_are_shown() -> None:
    assert shown('0"/63"', 17) == ("17/63", False, "")
    assert shown('0".000"', 15) == ("15.000", False, "")


@pytest.mark.parametrize(
    ("code", "cell"),
    [
        ("yyyy", "2021"),
        ("[$-42A]yyyy", "2021"),
        ("yy", "2021"),
        ('"Năm "yyyy', "Năm 2021"),
        ('"6 tháng đầu năm "yyyy', "6 tháng đầu năm 2021"),
        ("mm/yyyy", "03/2021"),
        ("mmm-yy", "03/2021"),
        ('"Tháng "m"/"yyyy', "Tháng 3/2021"),
        ("mmmm", "Tháng 3"),
        ("dd/mm/yyyy", date(2021, 3, 31)),
        ('"ngày "dd" tháng "mm" năm "yyyy', date(2021, 3, 31)),
        ("d-mmm", date(2021, 3, 31)),
        ("yyyy-mm-dd hh:mm", datetime(2021, 3, 31, 12)),  # noqa: DTZ001 -- a sheet's own
        ("h:mm", time(12)),
        ("mm:ss", time(12)),
        ("h:mm:ss.00 AM/PM", time(12)),
    ],
)
def test_a_date_is_as_much_of_it_as_its_format_shows(code: str, cell: Cell) -> None:
    assert shown(code, 44286.5) == (cell, False, "")


def test_hours_beyond_a_day_are_text_and_impossible_dates_numbers() -> None:
    assert shown("[h]:mm", 1.25) == ("30:00", False, "")
    assert shown("dd/mm/yyyy", -5) == (-5, False, "")
    assert shown("dd/mm/yyyy", 1e12) == (1e12, False, "")


def test_a_sheet_may_count_days_from_1904() -> None:
    code = number_format("dd/mm/yyyy")
    assert code.show(43464, DATE_1904) == Shown(date(2022, 12, 31))
    assert code.show(44926) == Shown(date(2022, 12, 31))
    assert code.show(59) == Shown(date(1900, 2, 28))


def test_a_text_stands_between_the_words_of_its_section() -> None:
    assert number_format('"Tỉnh "@').show_text("Bắc Ninh") == "Tỉnh Bắc Ninh"
    assert number_format('0;-0;0;@" (ước)"').show_text("9") == "9 (ước)"
    assert number_format("0.0").show_text("x") == "x"


@given(st.text(alphabet='0#?.,%"\\_*[]$;@ ymdhsqeGnrl/-đ<>=1', max_size=25), st.floats(-1e9, 1e9))
def test_no_format_code_is_too_odd(code: str, value: float) -> None:
    seen = number_format(code).show(value)
    assert isinstance(seen.cell, str | float | date | time)
