"""The 26 kinds of bad input that Vietnamese tables come with; one file each, and what becomes
of it. The files were made for these tests; every figure in them is invented."""

import io
import zipfile

import pytest
from builders_ingest import (
    BAC_GIANG,
    BAC_NINH,
    HA_NOI,
    at,
    codes,
    read_bytes,
    read_file,
    reasons,
    values,
    workbook,
)

from kpi.errors import UnreadableError

BTS = "bts_stations"


def test_01_title_rows_above_the_header_are_passed_over() -> None:
    found = read_file("title-rows-above-the-header.xlsx")
    assert found.problems == ()
    assert len(found.candidates) == 9
    assert values(found)[BAC_NINH, BTS, "2022"] == 1699
    assert reasons(found, "A4") == ["Tiêu đề của bảng."]
    assert "hàng tiêu đề 6" in found.understood[0]


def test_02_merged_header_rows_are_joined() -> None:
    found = read_file("header-over-merged-rows.xlsx")
    assert found.problems == ()
    assert values(found)[BAC_NINH, BTS, "2021"] == 1500
    assert values(found)[BAC_GIANG, "internet_subscribers", "2022"] == 410_000
    assert len(found.candidates) == 8


def test_03_numbering_and_outline_columns_are_no_figures() -> None:
    found = read_file("numbering-and-outline.xlsx")
    assert found.problems == ()
    assert values(found) == {
        (BAC_NINH, BTS, "2022"): 1699,
        (HA_NOI, BTS, "2022"): 9120,
        (BAC_GIANG, BTS, "2022"): 2105,
        ("vn63:20", BTS, "2022"): 1201,
    }


def test_04_totals_are_held_against_their_provinces_and_the_nations_figure_is_read() -> None:
    found = read_file("totals-and-regions-among-provinces.xlsx")
    assert {c.area for c in found.candidates} == {"vn:00", BAC_NINH, BAC_GIANG, HA_NOI}
    assert at(found, "B3").value == 12_924
    # The column of stations adds up, region by region; the one of 5G stations does not.
    assert codes(found) == {
        ("total-differs", "warning", "C3"),
        ("total-differs", "warning", "C9"),
    }
    assert "331" in found.problems[0].message
    assert "330" in found.problems[0].message


def test_05_notes_signatures_and_repeated_headers_are_left_out() -> None:
    found = read_file("notes-and-signatures-below.xlsx")
    assert found.problems == ()
    assert len(found.candidates) == 4
    assert at(found, "B6").value == 2105
    assert reasons(found, "A5") == ["Dòng tiêu đề lặp lại."]
    assert reasons(found, "A9") == ["Ghi chú, không phải số liệu."]


def test_06_the_unit_of_a_header_wins_over_the_titles_and_an_agency_is_no_unit() -> None:
    found = read_file("unit-in-header-and-agency.csv")
    assert found.problems == ()
    assert [at(found, c).unit for c in ("B4", "C4", "D4")] == ["trạm", "%", "thuê bao"]
    assert [at(found, c).value for c in ("B4", "C4", "D4")] == [1699, 93.2, 333_100]


def test_07_a_misspelled_unit_is_asked_about_and_never_folded() -> None:
    found = read_file("misspelled-units.csv")
    assert {c.value for c in found.candidates} == {28.67e9, 14.02e9}
    assert codes(found) == {("wrong-unit", "question", "E4"), ("wrong-unit", "question", "E5")}
    answered = read_file(
        "misspelled-units.csv",
        {"unit|Tiệu đồng|đồng": "triệu đồng", "unit|Triệu dồng|đồng": "triệu đồng"},
    )
    assert answered.problems == ()
    assert at(answered, "D4").value == 25.5e9


def test_08_decomposed_letters_are_the_same_letters() -> None:
    found = read_file("nfd-text.csv")
    assert found.problems == ()
    assert values(found) == {("vn63:33", BTS, "2022"): 1520, ("vn63:17", BTS, "2022"): 1301}


def test_09_a_fraction_in_a_count_is_asked_about() -> None:
    found = read_file("fraction-in-a-count.xlsx")
    assert len(found.candidates) == 2
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.as_written) == (
        "not-whole",
        "question",
        "28.709234",
    )
    kept = read_file("fraction-in-a-count.xlsx", {problem.question: "keep"})
    (too_small,) = kept.problems
    assert (too_small.code, too_small.locator.cell) == ("implausible", "B2")
    kept = read_file(
        "fraction-in-a-count.xlsx", {problem.question: "keep", too_small.question: "keep"}
    )
    assert at(kept, "B2").value == 28.709234
    skipped = read_file("fraction-in-a-count.xlsx", {problem.question: "skip"})
    assert len(skipped.candidates) == 2
    assert skipped.problems == ()


def test_10_a_separator_is_settled_by_the_unit_or_the_column_else_asked_once() -> None:
    found = read_file("ambiguous-separators.csv")
    assert [at(found, f"B{row}").value for row in range(2, 6)] == [1699] * 4
    # "93,2" shows the comma, but a rate of 91 123 says that the column is not of one hand.
    assert [at(found, c).value for c in ("C2", "C3", "C5")] == [93.2, 88.255, 90]
    asked = {(p.code, p.severity, p.question) for p in found.problems}
    assert asked == {
        ("two-readings", "question", "decimal||C"),
        ("two-readings", "question", "decimal||D"),
    }
    (density,) = (p for p in found.problems if p.question == "decimal||D")
    assert "(3 ô: 140.699; 125.255; 130.301)" in density.message
    answered = read_file("ambiguous-separators.csv", {"decimal||D": "."})
    assert [at(answered, f"D{row}").value for row in (2, 3, 4)] == [140.699, 125.255, 130.301]


def test_11_percentages_written_as_parts_of_one_are_asked_about() -> None:
    found = read_file("percentages-as-parts-of-one.csv")
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("share-or-percent", "question")
    assert at(found, "D3").value == 0.6  # "0,6%" says itself what it is
    answered = read_file("percentages-as-parts-of-one.csv", {problem.question: "fraction"})
    assert at(answered, "B2").value == 93.2
    answered = read_file("percentages-as-parts-of-one.csv", {problem.question: "percent"})
    assert at(answered, "B2").value == 0.932


def test_12_a_fraction_is_so_many_of_so_many() -> None:
    found = read_file("fractions.csv")
    assert [at(found, c).value for c in ("B2", "C2", "D2")] == [8, 100, 9]
    assert "8 trên tổng số 8" in at(found, "B2").note
    assert at(found, "C4").value == 98.82
    assert codes(found) == {("share-disagrees", "warning", "C4")}
    assert "600.040 trên tổng số 642.668" in at(found, "C4").note


def test_13_hedges_are_kept_as_qualifiers() -> None:
    found = read_file("hedges.csv")
    assert found.problems == ()
    assert [(c.value, c.qualifier, c.obs_status) for c in found.candidates] == [
        (1699, "more_than", "actual"),
        (2000, "more_than", "actual"),
        (9200, "nearly", "actual"),
        (1500, "about", "actual"),
        (1520, "exact", "estimate"),
        (1800, "about", "actual"),
        (1700, "at_least", "actual"),
    ]


def test_14_missing_marks_are_missing_and_never_zero() -> None:
    found = read_file("missing-marks.csv")
    assert found.problems == ()
    assert {c.locator.cell for c in found.candidates} == {"C2", "B4", "B7", "C7"}
    for cell in ("B2", "B3", "C3", "C4", "B5", "C5", "B6", "C6"):
        assert len(reasons(found, cell)) == 1, cell


def test_15_a_zero_is_read_as_zero_for_the_preview_to_doubt() -> None:
    found = read_file("zero-for-not-reported.csv")
    assert values(found)[BAC_NINH, BTS, "2022"] == 0
    assert len(found.candidates) == 6


def test_16_period_status_and_unit_are_taken_out_of_a_header() -> None:
    found = read_file("status-and-unit-in-headers.csv")
    assert found.problems == ()
    told = [(at(found, c).period.key, at(found, c).obs_status) for c in ("B3", "C3", "D3", "E3")]
    assert told == [
        ("2019", "actual"),
        ("2021", "actual"),
        ("2022", "estimate"),
        ("2023", "estimate"),
    ]


@pytest.mark.parametrize("name", ["tcvn3.csv", "vni.csv", "tcvn3.xlsx"])
def test_17_text_of_old_fonts_is_converted_and_shown(name: str) -> None:
    found = read_file(name)
    assert found.problems == ()
    assert values(found)[BAC_NINH, BTS, "2022"] == 1699
    coding = "VNI" if name.startswith("vni") else "TCVN3"
    assert f"đã chuyển từ {coding}" in found.understood[0]
    assert "→" in found.understood[0]


@pytest.mark.parametrize("name", ["xlsx-named.xls", "html-named.xls", "old-excel.xls"])
def test_18_a_file_is_what_its_bytes_say_and_not_what_its_name_says(name: str) -> None:
    found = read_file(name)
    assert found.problems == ()
    assert values(found)[BAC_GIANG, BTS, "2022"] == 2105


@pytest.mark.parametrize("name", ["html-without-a-table-named.xls", "pdf-named.xlsx"])
def test_18_what_holds_no_table_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_file(name)
    assert refusal.value.message.startswith(name)
    assert refusal.value.hint


def test_18_utf_16_without_a_mark_is_known() -> None:
    assert values(read_file("utf-16-without-bom.csv"))[BAC_NINH, BTS, "2022"] == 1699


def test_19_dates_serials_and_half_years_are_periods() -> None:
    found = read_file("dates-in-the-period-column.xlsx")
    periods = [c.period.key for c in found.candidates]
    assert periods == ["2022-06-30", "2023-01-01", "2023-02-05", "2022-H1", "2023-06-15", "2021"]
    assert codes(found) == {("no-year", "error", "B8")}


def test_20_one_sheet_a_year_and_no_hidden_or_scratch_sheet() -> None:
    found = read_file("one-sheet-a-year.xlsx")
    assert found.problems == ()
    assert values(found) == {
        (BAC_NINH, BTS, "2021"): 1500,
        (BAC_GIANG, BTS, "2021"): 2000,
        (BAC_NINH, BTS, "2022"): 1699,
        (BAC_GIANG, BTS, "2022"): 2105,
    }
    left = {left.where.sheet: left.reason for left in found.left_out}
    assert "ẩn" in left["An"]
    assert "không có bảng" in left["Sheet1"]


def test_21_names_are_found_however_they_are_spelled_but_never_guessed() -> None:
    found = read_file("province-spellings.csv")
    codes_found = [c.area[-2:] for c in found.candidates]
    assert codes_found == ["27", "01", "31", "79", "17", "38", "46", "66", "77", "54"]
    assert codes(found) == {("unknown-area", "error", "A12")}


def test_21_a_province_that_no_longer_exists_is_asked_about() -> None:
    name = "old-province-in-a-new-period.csv"
    found = read_file(name)
    (problem,) = found.problems
    assert (problem.severity, problem.options) == ("question", ("vn63", "vn34"))
    assert [c.area for c in found.candidates] == ["vn34:01"]
    answered = read_file(name, {problem.question: "vn63"})
    assert [c.area for c in answered.candidates] == [BAC_GIANG, BAC_NINH, HA_NOI]


def test_21_in_the_year_of_the_merger_one_question_settles_every_name() -> None:
    name = "provinces-in-the-year-of-the-merger.csv"
    (problem,) = read_file(name).problems
    assert problem.options == ("vn63", "vn34")
    answered = read_file(name, {problem.question: "vn63"})
    assert [c.area for c in answered.candidates] == [BAC_GIANG, BAC_NINH, HA_NOI]


def test_22_of_two_values_for_one_key_a_person_picks() -> None:
    found = read_file("two-values-for-one-key.csv")
    assert values(found) == {(BAC_GIANG, BTS, "2022"): 2105}
    assert codes(found) == {("two-values", "question", "D2")}
    (problem,) = found.problems
    assert problem.options == ("1699 (ô D2)", "1700 (ô D4)", "skip")
    picked = read_file("two-values-for-one-key.csv", {problem.question: "1700 (ô D4)"})
    assert values(picked)[BAC_NINH, BTS, "2022"] == 1700
    assert picked.problems == ()


def test_23_a_number_is_taken_out_of_its_noun_and_its_footnote() -> None:
    found = read_file("numbers-inside-text.csv")
    assert [c.value for c in found.candidates] == [167, 1699, 210, 2105, 9120]
    assert at(found, "C2").as_written == "1.699¹"
    assert codes(found) == {("not-a-number", "error", "B4")}


def test_24_a_scan_is_refused_in_one_sentence() -> None:
    with pytest.raises(UnreadableError, match="PDF"):
        read_file("scan.pdf")


def test_25_errors_and_formulas_are_problems_and_percent_formats_are_percent() -> None:
    found = read_file("formulas-errors-percent-formats.xlsx")
    assert [at(found, f"B{row}").value for row in range(2, 6)] == [60, 93.25, 100, 50]
    assert codes(found) == {
        ("cell-error", "error", "C3"),
        ("formula-without-value", "error", "D4"),
        ("not-a-number", "error", "C4"),
        ("date-in-number", "error", "C5"),
        ("not-a-number", "error", "D5"),
    }


def test_26_a_formula_in_a_csv_is_text() -> None:
    found = read_file("formula-injection.csv")
    assert {c.area for c in found.candidates} == {BAC_GIANG}
    assert found.problems[0].as_written.startswith("=cmd")
    assert {p.locator.cell for p in found.problems} == {"A2", "D3"}


def test_26_a_macro_is_never_run_and_said_to_be_there() -> None:
    found = read_file("macro.xlsm")
    assert values(found) == {(BAC_NINH, BTS, "2022"): 1699}
    assert "macro" in found.understood[0]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "trống"),
        (b" \n\n", "trống"),
        (b"Ha Noi;1\n" * 3_600_000, "30 MB"),
        (
            b"PK\x03\x04" + b"\0" * 22 + b"mimetypeapplication/vnd.oasis.opendocument",
            "OpenDocument",
        ),
        (b"PK\x03\x04word/document.xml", "Word"),
        (b"PK\x03\x04[Content_Types].xml xl/workbook.xml", "hỏng"),
        (b"PK\x03\x04photos/1.jpg", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word"),
        (b"\x89PNG\r\n", "ảnh"),
        (bytes(range(256)) * 4, "bảng mã"),
    ],
)
def test_26_what_is_no_table_or_too_large_is_refused(data: bytes, word: str) -> None:
    with pytest.raises(UnreadableError, match=word):
        read_bytes(data, "tep")


def test_26_a_zip_bomb_is_refused() -> None:
    stream = io.BytesIO(workbook([["Tỉnh"]]))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as parts:
        for number in range(4):
            parts.writestr(f"xl/media/{number}.bin", b"\0" * (90 * 2**20))
    with pytest.raises(UnreadableError, match="nén quá nhiều"):
        read_bytes(stream.getvalue(), "bom.xlsx")


def test_26_a_lone_cell_far_away_does_not_fill_the_memory() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "Tỉnh"
    book.active["XFD1048576"] = 1
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(UnreadableError):
        read_bytes(stream.getvalue(), "xa.xlsx")
