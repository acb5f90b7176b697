"""A long table: one figure a row, in the exchange form or as somebody writes it."""

import unicodedata

import pytest
from builders import measured, source
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi.errors import UnreadableError
from kpi.ingest.tables.reading import read_table
from kpi.model import Candidate, Reading

CATALOGUE = measured()
EXCHANGE = "area,province,period,indicator,value,unit,status,qualifier,as_written,source,note"
FOREIGN = "Tỉnh;Năm;Chỉ tiêu;Giá trị;Đơn vị tính;Trạng thái"


def read(text: str, **documents: object) -> Reading:
    known = {name: source(name) for name in documents}
    return read_table(text.encode(), "bang.csv", CATALOGUE, known)


def exchange(*rows: str, **documents: object) -> Reading:
    return read("\n".join([EXCHANGE, *rows]), **documents)


def foreign(*rows: str) -> Reading:
    return read("\n".join([FOREIGN, *rows]))


def only(found: Reading) -> Candidate:
    assert found.flatten() == []
    (one,) = found.candidates
    return one


# Two dialects


def test_the_exchange_form_is_read_as_it_is_written() -> None:
    one = only(
        exchange(
            "vn63:27,Bắc Ninh,2022-H1,bts,1699,trạm,estimate,nearly,gần 1.699,a,ghi chú", a=True
        )
    )
    assert (one.area, one.indicator, one.period.key) == ("vn63:27", "bts", "2022-H1")
    assert (one.value, one.unit, one.qualifier, one.obs_status) == (
        1699,
        "trạm",
        "nearly",
        "estimate",
    )
    assert (one.as_written, one.source_id, one.note) == ("gần 1.699", "a", "ghi chú")
    assert (one.locator.kind, one.locator.cell) == ("cell", "E2")


@pytest.mark.parametrize("written", ["1.699,5", "1,699", "nghìn", "", "1e3", "+5", "١٢", "9" * 400])
def test_a_value_of_the_exchange_form_is_a_plain_number(written: str) -> None:
    found = exchange(f'vn63:27,,2022,coverage,"{written}",,,,x,,')
    assert found.flatten() == [("not-a-number", "E2")]


def test_a_point_of_the_exchange_form_is_a_decimal_point() -> None:
    assert only(exchange("vn63:27,,2022,coverage,1.699,,,,x,,")).value == 1.699


def test_somebodys_table_is_read_as_vietnamese_write_numbers() -> None:
    one = only(foreign("Bắc Ninh;6 tháng đầu năm 2022;Trạm BTS;hơn 1.699;;"))
    assert (one.area, one.period.key, one.value) == ("vn63:27", "2022-H1", 1699)
    assert (one.qualifier, one.as_written, one.obs_status) == ("more_than", "hơn 1.699", "actual")


def test_an_ambiguous_number_asks_with_both_readings() -> None:
    found = foreign("Bắc Ninh;2022;coverage;1.699;;")
    assert found.flatten() == [("two-readings", "D2")]
    (problem,) = found.problems
    assert problem.as_written == "1.699"
    assert "1699 hoặc 1,699" in problem.message


def test_a_row_that_cites_nothing_cites_its_own_file() -> None:
    found = foreign("Bắc Ninh;2022;bts;1.699;;")
    (itself,) = found.sources
    assert (itself.title, itself.file) == ("bang.csv", "bang.csv")
    assert itself.source_id == found.candidates[0].source_id
    assert found.sha256.startswith(itself.source_id.removeprefix("tep-"))


def test_only_documents_that_are_cited_come_along() -> None:
    found = exchange("vn63:27,,2022,bts,1,,,,1,a,", a=True, b=True)
    assert [s.source_id for s in found.sources] == ["a"]


# Problems


def test_every_bad_cell_is_reported_at_once() -> None:
    found = exchange(
        "vn63:27,,2022,bts,1699,,,,x,,",
        "vn63:99,,năm ngoái,btss,1,người,done,roughly,x,nowhere,",
        "vn63:24,Bắc Ninh,2022,bts,nhiều,người,,,x,,",
        ",Bắc Nính,2022,bts,1,,,,x,,",
    )
    assert len(found.candidates) == 1
    assert found.rows == 4
    assert sorted(found.flatten(), key=lambda p: (p[1][1:], p[1])) == [
        ("not-a-period", "C3"),
        ("unknown-indicator", "D3"),
        ("unknown-status", "G3"),
        ("unknown-qualifier", "H3"),
        ("unknown-source", "J3"),
        ("two-areas", "B4"),
        ("wrong-unit", "F4"),
        ("unknown-area", "B5"),
    ]


def test_a_problem_says_what_stood_there_and_what_to_do() -> None:
    (problem,) = exchange("vn63:27,,2022,bts,nhiều,,,,x,,").problems
    assert (problem.severity, problem.as_written) == ("error", "nhiều")
    assert problem.message
    assert problem.advice


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("vn63:27,,2022,no_such,1,,,,x,,", ("unknown-indicator", "D2")),
        ("vn63:27,,2022,bts,1,người,,,x,,", ("wrong-unit", "F2")),
        ("vn63:27,,2022,bts,1,bó,,,x,,", ("wrong-unit", "F2")),
        ("vn63:27,,2022,bts,1,,done,,x,,", ("unknown-status", "G2")),
        ("vn63:27,,2022,bts,1,,,roughly,x,,", ("unknown-qualifier", "H2")),
        ("vn63:27,,2022,bts,1,,,,x,nowhere,", ("unknown-source", "J2")),
        ("vn63:27,,22,bts,1,,,,x,,", ("two-digit-year", "C2")),
        ("vn63:99,,2022,bts,1,,,,x,,", ("unknown-area", "A2")),
        (",Bắc Nính,2022,bts,1,,,,x,,", ("unknown-area", "B2")),
        (",Phú Yên,2026,bts,1,,,,x,,", ("area-not-in-scheme", "B2")),
        ("vn63:27,Bắc Giang,2022,bts,1,,,,x,,", ("two-areas", "B2")),
        (",,2022,bts,1,,,,x,,", ("unknown-area", "B2")),
    ],
)
def test_a_cell_that_cannot_be_used_is_a_problem(row: str, fault: tuple[str, str]) -> None:
    assert exchange(row).flatten() == [fault]


def test_a_key_decides_whatever_scheme_the_period_belongs_to() -> None:
    assert only(exchange("vn34:24,Bắc Ninh,2022,bts,1,,,,x,,")).area == "vn34:24"


@pytest.mark.parametrize(
    ("period", "area"), [("2024", "vn63:27"), ("2025-06", "vn63:27"), ("2026", "vn34:24")]
)
def test_a_name_belongs_to_the_scheme_of_its_period(period: str, area: str) -> None:
    assert only(foreign(f"Bắc Ninh;{period};bts;10;;")).area == area


@pytest.mark.parametrize("written", ["", "-", "…", "n/a", "Chưa có số liệu"])
def test_an_empty_value_is_said_to_be_missing_and_never_zero(written: str) -> None:
    assert foreign(f"Bắc Ninh;2022;bts;{written};;").flatten() == [("missing", "D2")]


def test_a_short_row_lacks_its_last_cells_only() -> None:
    assert only(foreign("Bắc Ninh;2022;bts;12")).value == 12
    assert foreign("Bắc Ninh;2022;bts").flatten() == [("missing", "D2")]
    assert foreign("Bắc Ninh").flatten()[0] == ("not-a-period", "B2")


def test_blank_rows_are_passed_over_and_still_counted_in_addresses() -> None:
    found = foreign("", ";;;;;", "Bắc Ninh;2022;bts;nhiều;;")
    assert found.flatten() == [("not-a-number", "D4")]
    assert found.rows == 1


def test_a_cell_of_many_lines_is_one_row() -> None:
    found = exchange('vn63:27,,2022,bts,1,,,,x,,"a\nb\nc"', "vn63:27,,2022,bts,x,,,,x,,")
    assert found.flatten() == [("not-a-number", "E3")]
    assert found.candidates[0].note == "a\nb\nc"


# Units


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("1,7", "tỷ đồng", 1.7e9),
        ("1,7 tỷ đồng", "", 1.7e9),
        ("1,7 tỷ", "", 1.7e9),
        ("1,7 tỷ đồng", "đồng", 1.7e9),
    ],
)
def test_a_multiple_of_the_unit_is_converted_once(value: str, unit: str, expected: float) -> None:
    one = only(foreign(f"Bắc Ninh;2022;revenue;{value};{unit};"))
    assert (one.value, one.unit, one.as_written) == (expected, "đồng", value)


@pytest.mark.parametrize("value", ["1,7 tỷ", "1,7 tỷ đồng", "5 đồng", "1,7 triệu"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_multiple_in_two_cells_is_not_multiplied_twice(value: str, form: str) -> None:
    written = unicodedata.normalize(form, value)  # type: ignore[arg-type]
    found = foreign(f"Bắc Ninh;2022;revenue;{written};tỷ đồng;")
    assert found.flatten() == [("two-units", "D2")]


def test_a_multiple_may_carry_decimals_where_its_base_counts_whole_things() -> None:
    assert only(foreign("Bắc Ninh;2022;population_average;1.419,3;nghìn người;")).value == 1419300


def test_another_spelling_of_the_unit_still_counts_whole_things() -> None:
    assert only(foreign("Bắc Ninh;2022;bts;1.699;trạm phát sóng;")).value == 1699


@pytest.mark.parametrize(
    ("indicator", "value", "code"),
    [
        ("bts", "93%", "wrong-unit"),
        ("bts", "93 người", "wrong-unit"),
        ("bts", "93 cột", "wrong-unit"),
        ("coverage", "93 trạm", "wrong-unit"),
    ],
)
def test_a_number_that_names_another_unit_is_refused(indicator: str, value: str, code: str) -> None:
    assert foreign(f"Bắc Ninh;2022;{indicator};{value};;").flatten() == [(code, "D2")]


@pytest.mark.parametrize(
    ("indicator", "value", "expected"),
    [
        ("bts", "93 trạm", 93),
        ("coverage", "93,2%", 93.2),
        ("coverage", "93,2", 93.2),
        ("coverage", "12/15", 80),
    ],
)
def test_a_number_may_name_its_own_unit(indicator: str, value: str, expected: float) -> None:
    assert only(foreign(f"Bắc Ninh;2022;{indicator};{value};;")).value == expected


# Result, estimate, plan, target


@pytest.mark.parametrize(
    ("period", "value", "status", "expected"),
    [
        ("2022", "12", "", "actual"),
        ("2022", "12", "plan", "plan"),
        ("Kế hoạch 2022", "12", "", "plan"),
        ("Ước thực hiện năm 2022", "12", "", "estimate"),
        ("Mục tiêu 2030", "12", "target", "target"),
        ("2022", "ước đạt 12", "", "estimate"),
        ("2022", "ước đạt 12", "estimate", "estimate"),
    ],
)
def test_the_status_is_what_the_cells_say(
    period: str, value: str, status: str, expected: str
) -> None:
    area = "vn63:27"
    found = read(f"Mã tỉnh;Kỳ;Chỉ tiêu;Giá trị;Trạng thái\n{area};{period};bts;{value};{status}")
    assert only(found).obs_status == expected


@pytest.mark.parametrize(
    ("period", "value", "status", "cell"),
    [
        ("Kế hoạch 2022", "12", "actual", "F2"),
        ("2022", "ước đạt 12", "actual", "F2"),
        ("Kế hoạch 2022", "ước đạt 12", "", "B2"),
    ],
)
def test_cells_that_disagree_on_the_status_are_refused(
    period: str, value: str, status: str, cell: str
) -> None:
    found = foreign(f"Bắc Ninh;{period};bts;{value};;{status}")
    assert found.flatten() == [("two-statuses", cell)]


# Headers


HEADERS = [
    "Tỉnh,Kỳ,Chỉ tiêu,Giá trị",
    "TỈNH,KỲ BÁO CÁO,CHỈ TIÊU,SỐ LIỆU",
    "tinh,ky,chi_tieu,gia tri",
    "Tỉnh/thành phố,Năm,Tên chỉ tiêu,Kết quả",
    "province,period,indicator,value",
    "Địa phương,Thời điểm,Mã chỉ tiêu,Giá trị",
    unicodedata.normalize("NFD", "Tỉnh,Kỳ,Chỉ tiêu,Giá trị"),
    " Tỉnh , Kỳ ,Chỉ  tiêu:,Giá trị",
]


@pytest.mark.parametrize(
    ("header", "delimiter", "mark", "line_end"),
    [
        *((header, ",", "", "\n") for header in HEADERS),
        *((HEADERS[0], delimiter, "\ufeff", "\r\n") for delimiter in ",;\t|"),
        (HEADERS[0], ";", "", "\r"),
    ],
)
def test_header_words_delimiters_and_line_ends_are_recognised(
    header: str, delimiter: str, mark: str, line_end: str
) -> None:
    rows = [header, "Bắc Ninh,2022,Trạm BTS,12", "Bắc Giang,2022,trạm bts,13"]
    found = read(mark + line_end.join(row.replace(",", delimiter) for row in rows))
    assert found.flatten() == []
    assert [c.value for c in found.candidates] == [12, 13]


def test_columns_may_stand_anywhere_and_others_are_passed_over() -> None:
    found = read("STT,Giá trị,Người nhập,Tỉnh,Chỉ tiêu,Kỳ\n1,nhiều,An,Bắc Ninh,bts,2022\n")
    assert found.flatten() == [("not-a-number", "B2")]


def test_a_column_beyond_z_has_two_letters() -> None:
    header = ",".join(["Tỉnh,Kỳ,Chỉ tiêu", *["x"] * 24, "Giá trị"])
    row = ",".join(["Bắc Ninh,2022,bts", *[""] * 24, "nhiều"])
    assert read(f"{header}\n{row}").flatten() == [("not-a-number", "AB2")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Bắc Ninh,2022,bts,12\n",
        "Tỉnh,Kỳ,Chỉ tiêu\n",
        "Kỳ,Chỉ tiêu,Giá trị\n",
        "không phải bảng",
    ],
)
def test_a_file_without_a_header_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableError, match=r"^bang\.csv") as refusal:
        read(text)
    assert refusal.value.hint


def test_two_columns_of_one_meaning_are_not_chosen_between() -> None:
    with pytest.raises(UnreadableError, match="'Năm' và 'Kỳ'"):
        read("Tỉnh,Năm,Kỳ,Chỉ tiêu,Giá trị\nBắc Ninh,2022,2023,bts,12\n")


def test_a_half_year_beside_its_year_is_one_period() -> None:
    one = only(read("Tỉnh,Năm,Kỳ,Chỉ tiêu,Giá trị\nBắc Ninh,2022,6 tháng,bts,12\n"))
    assert one.period.key == "2022-H1"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_a_file_in_another_known_encoding_is_read(encoding: str) -> None:
    # windows-1258 writes a tone behind its letter.
    text = "tinh,ky,chi tieu,gia tri\nHà Nô\u0323i,2022,bts,12\n"
    reading = read_table(text.encode(encoding), "bang.csv", CATALOGUE)
    (one,) = reading.candidates
    assert (one.area, one.value) == ("vn63:01", 12)


def test_a_cell_no_spreadsheet_could_hold_is_unreadable() -> None:
    with pytest.raises(UnreadableError, match="CSV"):
        exchange("vn63:27,,2022,bts,1,,,,x,," + "x" * 200_000)


@settings(deadline=None)
@given(st.binary(max_size=300))
@example(b"\r")
@example(b'a"\rb,"c')
@example(b"\x00")
def test_whatever_the_bytes_a_file_is_read_or_unreadable(data: bytes) -> None:
    for head in (b"", EXCHANGE.encode() + b"\n", FOREIGN.encode() + b"\n"):
        try:
            found = read_table(head + data, "bang.csv", CATALOGUE)
        except UnreadableError:
            continue
        assert found.rows <= len(found.candidates) + len(found.problems)


CELLS = st.one_of(
    st.sampled_from(["vn63:27", "Bắc Ninh", "2022", "bts", "revenue", "1.699", "9" * 400, "%", ""]),
    st.text(max_size=12).map(lambda text: text.replace("\x00", "")),
)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=11), max_size=4))
def test_every_row_gives_one_figure_or_at_least_one_problem(rows: list[list[str]]) -> None:
    for header in (EXCHANGE, FOREIGN.replace(";", ",")):
        width = header.count(",") + 1
        quoted = (
            ",".join('"' + cell.replace('"', '""') + '"' for cell in row[:width]) for row in rows
        )
        found = read("\n".join([header, *quoted]).encode("utf-8", "replace").decode())
        told = [p.locator.cell for p in found.problems]
        # Notes, sums and more lines of the header are no rows of figures.
        beside = ("note", "total", "header", "column")
        left = [left for left in found.left_out if left.state not in beside]
        told += [cell for one in left for cell in one.where.cell.split(", ")]
        read_from = {c.locator.cell.lstrip("ABCDEFGHIJK") for c in found.candidates}
        refused = {cell.lstrip("ABCDEFGHIJK") for cell in told} - read_from
        assert found.rows == len(found.candidates) + len(refused)
        assert all(abs(c.value) < float("inf") for c in found.candidates)
