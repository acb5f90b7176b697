"""What text files bring along: unseen characters, spoilt letters, stray quotes, odd numbers."""

import time

import pytest
from builders_ingest import at, codes, read_bytes, read_rows, values, workbook

from kpi.errors import UnreadableError
from kpi.ingest.formats.csv_quotes import without_stray_quotes
from kpi.ingest.tables.program_traces import is_date, without_noise

LONG = ("Tỉnh", "Năm", "Chỉ tiêu", "Giá trị")
RATE = "Hộ có kết nối Internet"
TABLE = f"Tỉnh;Năm;Chỉ tiêu;Giá trị\nHà Nam;2022;{RATE};93,2\nLào Cai;2022;{RATE};80,5\n"


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u202a", "\x1f"])
def test_nobody_needs_to_see_what_nobody_can_see(sign: str) -> None:
    spoilt = f"T{sign}ỉnh;Năm;Chỉ tiêu;Giá trị\n{sign}Hà Nam{sign};20{sign}22;{RATE};9{sign}3,2"
    assert values(read_bytes(spoilt.encode())) == {
        ("vn63:35", "household_internet_rate", "2022"): 93.2
    }
    rows = [LONG, (f"Hà{sign}Nam", 2022, RATE, f"{sign}93,2")]
    if sign != "\x1f":  # no workbook may hold it
        assert len(read_bytes(workbook(rows), "a.xlsx").candidates) == 1


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009", "\u3000"])
def test_every_blank_is_a_blank(blank: str) -> None:
    found = read_rows([LONG, (f"Hà{blank}Nam", 2022, "Trạm BTS", f"1{blank}699")])
    assert [c.value for c in found.candidates] == [1699]


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_utf8_taken_for_western_letters_is_put_right_and_told(wrong: str) -> None:
    data = TABLE.encode()
    unnamed = () if wrong == "latin-1" else b"\x81\x8d\x8f\x90\x9d"
    spoilt = "".join(chr(b) if b in unnamed else bytes([b]).decode(wrong) for b in data)
    found = read_bytes(spoilt.encode())
    assert values(found) == values(read_bytes(data))
    assert ("misread-encoding", "warning", "A1") in codes(found)
    rows = [line.split(";") for line in spoilt.splitlines() if "\x85" not in line]
    if wrong == "cp1252":
        assert len(read_bytes(workbook(rows), "a.xlsx").candidates) == 2


def test_letters_that_are_gone_are_the_reason_of_the_refusal() -> None:
    lost = TABLE.encode("latin-1", "replace")
    with pytest.raises(UnreadableError, match=r"dấu hỏi.*bảng mã"):
        read_bytes(lost)
    replaced = TABLE.replace("ỉ", "\ufffd").replace("ị", "\ufffd").replace("ộ", "\ufffd")
    with pytest.raises(UnreadableError, match="bảng mã"):
        read_bytes(replaced.encode())


def test_a_question_in_a_note_is_no_lost_letter() -> None:
    rows = [(*LONG, "Ghi chú"), ("Hà Nam", 2022, RATE, "93,2", "đã kiểm tra? hỏi lại?")]
    assert len(read_rows(rows).candidates) == 1


def test_a_quote_that_never_closes_swallows_no_row() -> None:
    spoilt = TABLE.replace("Hà Nam", '"Hà Nam')
    found = read_bytes(spoilt.encode())
    assert values(found) == values(read_bytes(TABLE.encode()))
    (told,) = found.problems
    assert (told.code, told.locator.cell) == ("unclosed-quote", "A2")
    assert "dòng 2" in told.message


def test_a_quote_that_closes_in_another_row_swallows_none_either() -> None:
    spoilt = TABLE.replace("Hà Nam", '"Hà Nam').replace("Lào Cai", '"Lào Cai')
    found = read_bytes(spoilt.encode())
    assert values(found) == values(read_bytes(TABLE.encode()))
    assert [p.locator.cell for p in found.problems] == ["A2", "A3"]


def test_a_quote_around_several_rows_is_taken_off_at_both_ends() -> None:
    lines = TABLE.splitlines()
    found = read_bytes(f'{lines[0]}\n"{lines[1]}\n{lines[2]}"\n'.encode())
    assert values(found) == values(read_bytes(TABLE.encode()))
    assert [p.locator.cell for p in found.problems] == ["A2"]


@pytest.mark.parametrize(
    "cell", ['"đã kiểm;\ntra; lại"', '"một ""hai""\nba"', '""', '"một\nhai\nba"']
)
def test_a_cell_of_several_lines_is_one_cell(cell: str) -> None:
    text = f"Tỉnh;Năm;Chỉ tiêu;Giá trị;Ghi chú\nHà Nam;2022;{RATE};93,2;{cell}\n"
    assert without_stray_quotes(text, ";", "a.csv") == (text, [])
    assert len(read_bytes(text.encode()).candidates) == 1


@pytest.mark.parametrize("unit", ['"', ';"', '"a\n', '""', ';"a;b\n'])
def test_quotes_without_end_are_looked_through_at_once(unit: str) -> None:
    start = time.monotonic()
    try:
        read_bytes((TABLE + unit * (500_000 // len(unit))).encode())
    except UnreadableError as refusal:
        assert refusal.hint
    assert time.monotonic() - start < 10


def test_numbers_as_pandas_writes_them_are_years_counts_and_blanks() -> None:
    text = (
        "Unnamed: 0,Tỉnh,Năm,Tổ công nghệ số cộng đồng,Hộ có kết nối Internet\n"
        "0,Hà Nam,2022.0,1432.0,nan\n1,Lào Cai,2021.0,,77.1\n"
    )
    assert values(read_bytes(text.encode())) == {
        ("vn63:35", "community_digital_teams", "2022"): 1432,
        ("vn63:10", "household_internet_rate", "2021"): 77.1,
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("57.09999999999999", "57.1"),
        ("57,09999999999999", "57,1"),
        ("14.299999999999999 %", "14.3 %"),
        ("80.500000000001", "80.500000000001"),
        ("57.12500000000001", "57.1250"),
        ("33.333333333333336", "33.3333333333333"),
        ("1.699", "1.699"),
        ("0.12345678901234", "0.12345678901234"),
        ("99.99999999999999", "100"),
    ],
)
def test_digits_behind_the_fifteenth_are_a_programs_own(written: str, meant: str) -> None:
    assert without_noise(written) == meant


def test_the_same_figure_with_noise_and_without_is_the_same_value() -> None:
    found = read_rows([LONG, ("Hà Nam", 2022, RATE, "57.09999999999999")])
    assert [(c.value, c.as_written) for c in found.candidates] == [(57.1, "57.09999999999999")]
    book = workbook([LONG, ("Hà Nam", 2022, RATE, 57.09999999999999)])
    assert at(read_bytes(book, "a.xlsx"), "D2").value == 57.1


@pytest.mark.parametrize(
    "written", ["03-Apr", "9-Thg12", "2.Thg4", "03/04/2022", "Apr-03", "12 thg 5", "2022-04-03"]
)
def test_a_decimal_that_became_a_date_is_called_one(written: str) -> None:
    assert is_date(written)
    found = read_rows([LONG, ("Hà Nam", 2022, RATE, written)])
    (problem,) = found.problems
    assert problem.code == "date-in-number"
    assert "ngày" in problem.message


@pytest.mark.parametrize("written", ["8/8", "93,2", "1.204 trạm", "tháng 4", "12/17 xã"])
def test_other_texts_are_no_dates(written: str) -> None:
    assert not is_date(written)


SDMX = "DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,OBS_STATUS\n"


def test_sdmx_is_read_by_names_and_keys() -> None:
    found = read_bytes(
        f"{SDMX}A:B(1.0),vn63:35,household_internet_rate,2022,93.2,PT,0,A\n"
        f"A:B(1.0),VN-X: Nam Định,HH: {RATE},2022-S1,88.1,PT,0,E\n".encode()
    )
    assert {(c.area, c.period.key, c.value, c.obs_status) for c in found.candidates} == {
        ("vn63:35", "2022", 93.2, "actual"),
        ("vn63:36", "2022-H1", 88.1, "estimate"),
    }
    assert [p.code for p in found.problems] == ["sdmx"]


def test_codes_of_others_and_multiples_are_the_reason_why_sdmx_is_not_read() -> None:
    found = read_bytes(
        f"{SDMX}A:B(1.0),VN-HN,HH_NET,2022,93.2,PT,0,A\n"
        "A:B(1.0),Hà Nam,bts_stations,2022,1.7,,3,A\n".encode()
    )
    assert found.candidates == ()
    told = {p.code: p.message for p in found.problems}
    assert "SDMX" in told["sdmx"]
    assert "UNIT_MULT" in told["sdmx-multiple"]
    assert "unknown-area" in told


def test_codes_alone_are_told_from_names() -> None:
    found = read_rows([("Mã tỉnh", "Năm", "Trạm BTS"), ("101", 2022, 980)])
    (problem,) = found.problems
    assert "Chỉ có mã" in problem.message
