from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.language.period_forms import FORMS
from kpi.language.periods import composed_period, periods_in, read_period, split_status
from kpi.language.spelling import composed
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
    assert len(list(periods_in(composed(text)))) <= len(text)
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
        ("2022.0", "2022"),
        ("\u2060Năm\u3000\u00a02022", "2022"),
        ("niên độ 2022", "2022"),
        ("KH2024", "2024"),
        ("Ước TH 6T/2024", "2024-H1"),
        ("9T2024", "2024-09-30"),
        ("Q1.2024", "2024-Q1"),
        ("4Q2022", "2022-Q4"),
        ("tháng 9-2024", "2024-09"),
        ("2022-M09", "2022-09"),
        ("Kỳ báo cáo: quý I/2024", "2024-Q1"),
        ("chín tháng năm 2024", "2024-09-30"),
        ("Quý ba năm 2024", "2024-Q3"),
        ("Tháng 1 - 9/2024", "2024-09-30"),
        ("từ tháng 7 đến tháng 12 năm 2024", "2024-H2"),
        ("từ đầu năm đến 30/9/2024", "2024-09-30"),
        ("30/06/2022 00:00", "2022-06-30"),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nam 2022", "2022"),
        ("6 thang dau nam 2022", "2022-H1"),
        ("quy III/2022", "2022-Q3"),
        ("tinh den het thang 9 nam 2022", "2022-09-30"),
    ],
)
def test_a_text_without_any_diacritics_is_read_all_the_same(text: str, expected: str) -> None:
    assert key(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2022 (31/12)", "2022"),
        ("Năm 2022 (số liệu đến 31/12/2022)", "2022"),
        ("Năm 2022 (30/9)", "2022-09-30"),
        ("2022 (6 tháng đầu năm)", "2022-H1"),
        ("Năm 2022 (30/9/2021)", ("not-a-period",)),
    ],
)
def test_a_period_in_brackets_lies_within_the_one_before_it(text: str, expected: object) -> None:
    assert key(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "giai đoạn 2021-2025",
        "2021–2025",
        "năm học 2021-2022",
        "2021-22",
        "01/01/2021 - 30/06/2022",
        "từ năm 2021 đến năm 2025",
    ],
)
def test_a_span_of_years_is_no_single_period(text: str) -> None:
    assert key(text, year=2022) == ("span",)


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
        "2022.5",
        "năm nay",
        "đến nay",
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
        ("Dự kiến 2025", "plan", "2025"),
        ("Chỉ tiêu giao năm 2024", "plan", "năm 2024"),
        ("Chính thức 2022", "actual", "2022"),
    ],
)
def test_the_status_word_comes_off(text: str, status: str, rest: str) -> None:
    assert split_status(text) == (status, rest)


def test_a_second_status_word_is_left_for_the_reader_to_refuse() -> None:
    assert split_status("Thực hiện kế hoạch năm 2022") == ("actual", "kế hoạch năm 2022")


def found(text: str) -> list[tuple[str, str, object]]:
    """Each period in a text: the words that lead to it, those that name it, its kind or key."""
    return [
        (text[one.lead_start : one.start], text[one.start : one.end], _told(one.reading(2000)))
        for one in periods_in(text)
    ]


def _told(read: Period | Unclear) -> str:
    return read.key if isinstance(read, Period) else read.code


def test_every_period_of_a_sentence_is_found_with_the_words_that_lead_to_it() -> None:
    text = "Tính đến hết tháng 9/2022 có 120 trạm, so với cuối năm 2021 tăng 3%; 6 tháng đầu năm."
    assert found(text) == [
        ("Tính đến hết ", "tháng 9/2022", "2022-09-30"),
        ("cuối ", "năm 2021", "2021"),
        ("", "6 tháng đầu năm", "2000-H1"),
    ]
    assert ["compared" in one.leads for one in periods_in(text)] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kế hoạch giai đoạn 2021 - 2025, năm 2022", ["giai đoạn 2021 - 2025", "năm 2022"]),
        ("Ngày 9 tháng 10 năm 2024; 9 tháng 2024", ["Ngày 9 tháng 10 năm 2024", "9 tháng 2024"]),
        ("Quý I, 2022 (%)", ["Quý I, 2022"]),
        ("Trong tháng 9, 2022 hồ sơ", ["tháng 9", "2022"]),
        ("Thông tư 12/2022/TT-BTTTT", []),
        ("2022/2021 (%)", []),
        ("2022,5 hay 2022%", []),
        ("KH2024", ["2024"]),
        ("cùng kỳ năm 2021 và năm trước", ["cùng kỳ năm 2021", "năm trước"]),
        ("TONG SO NAM 2022", ["NAM 2022"]),
        ("Thương hiệu Việt Nam 2022", ["2022"]),
    ],
)
def test_what_only_looks_like_a_period_is_left(text: str, words: list[str]) -> None:
    assert [text[one.start : one.end] for one in periods_in(text)] == words


@pytest.mark.parametrize(
    "unit", ["đến ", "tháng ", "1", "1 ", "(", "1/", "- ", "từ tháng 1 đến ", "năm 1–", "hết cuối "]
)
def test_a_text_of_one_thing_again_and_again_is_read_at_once(unit: str) -> None:
    # 0.3 s at most; anything that grows with the square of the length takes many minutes.
    text = (unit * 100_000)[:100_000]
    assert len(list(periods_in(text))) < len(text)
    assert split_status(text)[0] == "actual"


IN_TEXT = (
    "2022-11-30", "30/11/2022", "30.11.2022", "ngày 30/11/2022", "30 tháng 11 năm 2022",
    "30 Nov 2022", "ngày 30/11", "đến 30/11", "sáng 30/11", "giai đoạn 2021-2025",
    "từ năm 2021 đến năm 2025",
    "tháng 1-9/2022", "9 tháng năm 2022", "9T/2022", "9T", "first nine months of 2022",
    "nửa đầu năm 2022", "2022-H1", "H1", "quý III/2022", "2022Q3", "Q3", "tháng 9/2022", "T9/2022",
    "T9", "9/2022", "2022-09", "năm 2022", "cùng kỳ", "năm trước", "năm nay", "đến nay", "2022",
    "ba năm trước", "kỳ trước",
    "trước khi sáp nhập",
)  # fmt: skip


def test_every_form_is_found_among_other_words() -> None:
    forms = {one.form for text in IN_TEXT for one in periods_in(f"Số đ {text} (trạm)")}
    assert forms == {form for form in FORMS if "text" in form.places}


@pytest.mark.parametrize("lead", ["", "đến ", "tính đến hết ", "cuối ", "lũy kế ", "thời điểm "])
@pytest.mark.parametrize("text", IN_TEXT)
def test_a_period_reads_alone_as_it_reads_in_a_text(lead: str, text: str) -> None:
    for one in periods_in(text := f"Số liệu có {lead}{text} (trạm)"):
        alone = read_period(text[one.lead_start : one.end], year=2000)
        if one.names_period:
            assert _told(alone) == _told(one.reading(2000))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lũy kế 9 tháng/2024", "2024-09-30"),
        ("luỹ kế đến tháng 9/2024", "2024-09-30"),
        ("Lũy kế quý III/2024", "2024-09-30"),
        ("Lũy kế năm 2024", "2024"),
    ],
)
def test_what_adds_up_since_january_is_of_the_last_day(text: str, expected: str) -> None:
    assert key(text) == expected


def test_the_first_period_of_a_year_is_no_january() -> None:
    assert key("Kỳ 1/2024") == ("not-a-period",)
    assert found("Kỳ 1/2024") == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Năm 2022", "Quý I", "2022-Q1"),
        ("6 tháng đầu năm", "2022", "2022-H1"),
        ("Năm 2022", "tháng 9/2022", "2022-09"),
        ("Giai đoạn 2021-2025", "2022", "2022"),
        ("Năm 2022", "tháng 9/2021", "Năm 2022 / tháng 9/2021"),
    ],
)
def test_a_year_in_one_place_completes_its_part_in_another(
    first: str, second: str, expected: str
) -> None:
    assert composed_period(first, second) == expected
