from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.language.periods import read_period, split_status
from kpi.model import Period, Unclear

years = st.integers(1990, 2100)
keys = st.one_of(
    years.map(str),
    st.builds("{}-{}".format, years, st.sampled_from(["H1", "H2", "Q1", "Q2", "Q3", "Q4"])),
    st.builds("{}-{:02}".format, years, st.integers(1, 12)),
    st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(date.isoformat),
)


def key(text: str, year: int | None = None) -> object:
    read = read_period(text, year=year)
    return read.key if isinstance(read, Period) else (read.code, *read.options)


@given(keys)
def test_every_key_reads_as_itself(written: str) -> None:
    assert key(written) == written


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_stands_before_its_month(day: date) -> None:
    for text in (f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", f"ngày {day:%d.%m.%Y}"):
        assert key(text) == day.isoformat()


@given(years, st.integers(1, 12))
def test_months_counted_from_january_end_on_a_month_end(year: int, months: int) -> None:
    read = read_period(f"{months:02} tháng đầu năm {year}")
    assert isinstance(read, Period)
    assert (read.end + timedelta(1)).month == months % 12 + 1
    assert read.kind == "day" or read.start == date(year, 1, 1)


PERIODISH = st.text("0123456789/-.thángnămquýđếcuố HQTI", max_size=30)


@given(st.text() | PERIODISH, st.none() | st.integers())
def test_no_text_raises(text: str, year: int | None) -> None:
    assert isinstance(read_period(text, year=year), Period | Unclear)
    split_status(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2022", "2022"),
        ("cả năm 2022", "2022"),
        ("12 tháng năm 2022", "2022"),
        ("6 tháng đầu năm 2022", "2022-H1"),
        ("06 tháng đầu năm 2022", "2022-H1"),
        ("6T/2022", "2022-H1"),
        ("6 tháng 2022", "2022-H1"),
        ("H1 2022", "2022-H1"),
        ("1H2022", "2022-H1"),
        ("first half of 2022", "2022-H1"),
        ("nửa đầu năm 2022", "2022-H1"),
        ("6 tháng cuối năm 2022", "2022-H2"),
        ("nửa cuối năm 2022", "2022-H2"),
        ("3 tháng đầu năm 2022", "2022-Q1"),
        ("3 tháng cuối năm 2022", "2022-Q4"),
        ("Quý III/2022", "2022-Q3"),
        ("Quý 3 năm 2022", "2022-Q3"),
        ("QUÝ IV NĂM 2022", "2022-Q4"),
        ("Q3/2022", "2022-Q3"),
        ("2022Q3", "2022-Q3"),
        ("third quarter of 2022", "2022-Q3"),
        ("Tháng 9/2022", "2022-09"),
        ("tháng 09 năm 2022", "2022-09"),
        ("09/2022", "2022-09"),
        ("T9/2022", "2022-09"),
        ("trong tháng 9 năm 2022", "2022-09"),
        ("September 2022", "2022-09"),
        ("Sept. 2022", "2022-09"),
        ("9 tháng đầu năm 2024", "2024-09-30"),
        ("9 tháng 2024", "2024-09-30"),
        ("2T/2024", "2024-02-29"),
        ("first nine months of 2024", "2024-09-30"),
        ("5/2/2023", "2023-02-05"),
        ("đến 30/11/2022", "2022-11-30"),
        ("tính đến ngày 15/6/2022", "2022-06-15"),
        ("đến hết ngày 15/6/2022", "2022-06-15"),
        ("15/6 năm 2022", "2022-06-15"),
        ("ngày 30 tháng 11 năm 2022", "2022-11-30"),
        ("2022-11-30 00:00:00", "2022-11-30"),
        ("as of 30 November 2022", "2022-11-30"),
        ("November 30th, 2022", "2022-11-30"),
        ("Sơ bộ 2022", "2022"),
        ("Ước thực hiện năm 2023", "2023"),
        ("đến hết tháng 9/2022", "2022-09-30"),
        ("end of September 2022", "2022-09-30"),
        ("hết quý III/2022", "2022-09-30"),
        ("đến hết năm 2022", "2022"),
        ("đến năm 2025", "2025"),
    ],
)
def test_written_periods_have_their_key(text: str, expected: str) -> None:
    assert key(text) == expected
    assert key(text, year=2000) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20-7", "2021-07-20"),
        ("đến 15/6", "2021-06-15"),
        ("08/08", "2021-08-08"),
        ("6 tháng đầu năm", "2021-H1"),
        ("9 tháng", "2021-09-30"),
        ("9T", "2021-09-30"),
        ("Quý III", "2021-Q3"),
        ("tháng 9", "2021-09"),
        ("cả năm", "2021"),
        ("November", "2021-11"),
        ("5 May", "2021-05-05"),
    ],
)
def test_a_missing_year_is_the_callers_or_asked(text: str, expected: str) -> None:
    assert key(text) == ("no-year",)
    assert key(text, year=2021) == expected


@pytest.mark.parametrize("text", ["15/6/22", "T9/22", "năm 22", "Quý III/22", "9/22", "6T/22"])
def test_a_year_of_two_digits_is_not_completed(text: str) -> None:
    assert key(text, year=2022) == ("two-digit-year",)


def test_up_to_a_month_may_or_may_not_hold_it() -> None:
    assert key("đến tháng 9/2022") == ("two-readings", "2022-09", "2022-09-30")
    assert key("đến quý I/2022") == "2022-Q1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2022",
        "11/30/2022",
        "13/2022",
        "tháng 0/2022",
        "13 tháng 2022",
        "1989",
        "2101",
        "5 tháng cuối năm 2022",
        "20.7",
        "2022.0",
        "năm nay",
        "đến nay",
        "giai đoạn 2021-2025",
        "first zero months of 2022",
        "20\uff122",
        "9 " * 100,
        "1.699",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    assert key(text) == ("not-a-period",)


@pytest.mark.parametrize(
    ("text", "status", "rest"),
    [
        ("Sơ bộ 2022", "estimate", "2022"),
        ("Ước 2023", "estimate", "2023"),
        ("Ước TH năm 2023", "estimate", "năm 2023"),
        ("Sơ bộ - Prel. 2022", "estimate", "2022"),
        ("2023 (ước)", "estimate", "2023"),
        ("Kế hoạch năm 2023", "plan", "năm 2023"),
        ("KH 2023", "plan", "2023"),
        ("2023 KH", "plan", "2023"),
        ("Mục tiêu 2025", "target", "2025"),
        ("Chỉ tiêu: 2025", "target", "2025"),
        ("Phấn đấu đến năm 2025", "target", "đến năm 2025"),
        ("Thực hiện 6 tháng", "actual", "6 tháng"),
        ("TH 2022", "actual", "2022"),
        ("Tháng 9/2022", "actual", "Tháng 9/2022"),
        ("Kế hoạch", "plan", ""),
    ],
)
def test_the_status_word_comes_off(text: str, status: str, rest: str) -> None:
    assert split_status(text) == (status, rest)


def test_a_second_status_word_is_left_for_the_reader_to_refuse() -> None:
    assert split_status("Thực hiện kế hoạch năm 2022") == ("actual", "kế hoạch năm 2022")
