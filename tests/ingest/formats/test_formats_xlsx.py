"""XLSX: what a cell shows, whoever wrote the file."""

import time
from datetime import date

import pytest
from builders_formats import (
    MAIN,
    STRICT,
    book_of,
    cells,
    relationships,
    sheet_of,
    styles_of,
    xlsx,
    xlsx_parts,
    zipped,
)

from kpi.errors import UnreadableError

STRUCK, RAISED = "<strike/>", '<vertAlign val="superscript"/>'


def test_values_of_every_type() -> None:
    sheet = xlsx(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1699</v></c>'
        '<c r="C1" t="b"><v>1</v></c><c r="D1" t="str"><v>tính</v></c>'
        '<c r="E1" t="inlineStr"><is><t>tại chỗ</t></is></c>'
        '<c r="F1" t="d"><v>2022-12-31T00:00:00</v></c></row>',
        strings="<si><t>Bắc_x000D_\nNinh</t><rPh><t>đọc</t></rPh></si>",
    )
    assert cells(sheet) == [["Bắc\nNinh", 1699, True, "tính", "tại chỗ", date(2022, 12, 31)]]
    assert type(sheet.rows[0][2]) is bool


def test_numbers_have_the_fifteen_digits_a_spreadsheet_has() -> None:
    assert cells(xlsx("<row><c><v>57.09999999999999</v></c></row>")) == [[57.1]]


def test_formats_scale_name_units_and_mark_percent() -> None:
    sheet = xlsx(
        '<row r="1"><c r="A1" s="0"><v>0.932</v></c><c r="B1" s="1"><v>93.2</v></c>'
        '<c r="C1" s="2"><v>1250500</v></c><c r="D1" s="3"><v>44197</v></c></row>',
        styles=styles_of("0.0%", '0.0"%"', '#,##0," nghìn"', "yyyy"),
    )
    assert cells(sheet) == [[0.932, 93.2, 1250.5, "2021"]]
    assert sheet.percent == {(0, 0)}
    assert sheet.units == {(0, 1): "%", (0, 2): "nghìn"}


@pytest.mark.parametrize("namespace", [MAIN, STRICT])
def test_strict_files_and_wrong_dimensions_are_read_alike(namespace: str) -> None:
    sheet = xlsx(
        '<row r="1"><c r="A1"><v>1</v></c><c r="C1" s="1"><v>0.5</v></c></row>',
        before='<dimension ref="A1"/>',
        styles=styles_of("General", "0%"),
        namespace=namespace,
    )
    assert (cells(sheet), sheet.percent) == ([[1, "", 0.5]], {(0, 2)})


def test_cells_and_rows_without_an_address_stand_one_behind_the_other() -> None:
    sheet = xlsx(
        '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c r="B3"><v>5</v></c>'
        "<c><v>6</v></c></row>"
    )
    assert cells(sheet) == [[1, "", 3], ["", "", ""], ["", 5, 6]]


def test_elements_may_have_a_prefix_and_parts_backslashes() -> None:
    parts = xlsx_parts()
    parts["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="B1"><x:v>7</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    renamed = {name.replace("/", "\\"): content for name, content in parts.items()}
    assert cells(sheet_of(zipped(parts))) == [["", 7]]
    assert cells(sheet_of(zipped(renamed))) == [["", 7]]


def test_missing_styles_relationships_and_types_are_done_without() -> None:
    parts = xlsx_parts('<row r="1"><c r="A1" s="9"><v>7</v></c></row>', styles=None, strings=None)
    for missing in ("_rels/.rels", "xl/_rels/workbook.xml.rels"):
        del parts[missing]
    assert cells(sheet_of(zipped(parts))) == [[7]]


@pytest.mark.parametrize(
    "broken",
    [
        xlsx_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=None),
        xlsx_parts('<row r="1"><c r="ABCDEFG1"><v>0</v></c></row>'),
        xlsx_parts('<row r="1"><c r="A1"><v>'),
        {"xl/other.xml": ""},
        {
            **xlsx_parts(),
            "xl/worksheets/sheet1.xml": '<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>'
            f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
        },
    ],
    ids=["texts lost", "no such column", "cut off", "no workbook", "entities"],
)
def test_what_is_damaged_is_refused(broken: dict[str, str | bytes]) -> None:
    with pytest.raises(UnreadableError, match="hỏng"):
        book_of(zipped(broken))


def test_errors_and_formulas_nobody_computed_are_faults() -> None:
    sheet = xlsx(
        '<row r="1"><c r="A1" t="e"><f>A2</f><v>#REF!</v></c><c r="B1"><f>A1+1</f></c>'
        '<c r="C1"><f t="shared" ref="C1:C2" si="0">A1*2</f><v/></c>'
        '<c r="D1" t="str"><f>IF(A2,1,"")</f><v></v></c><c r="E1"><f>2-2</f><v>0</v></c></row>'
        '<row r="2"><c r="C2"><f t="shared" si="0"/></c></row>'
    )
    assert sheet.faults == {
        (0, 0): "#REF!",
        (0, 1): "=A1+1",
        (0, 2): "=A1*2",
        (1, 2): "=A1*2",
    }
    assert cells(sheet) == [["", "", "", "", 0], ["", "", "", "", ""]]


def test_a_zero_that_waits_for_excel_to_compute_it_is_no_value() -> None:
    row = '<row r="1"><c r="A1"><f>B1+1</f><v>0</v></c><c r="B1"><v>0</v></c></row>'
    parts = xlsx_parts(row)
    book = str(parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = book.replace(
        "</workbook>", '<calcPr fullCalcOnLoad="1"/></workbook>'
    )
    sheet = sheet_of(zipped(parts))
    assert (sheet.faults, cells(sheet)) == ({(0, 0): "=B1+1"}, [["", 0]])


def test_days_may_be_counted_from_1904() -> None:
    sheet = xlsx(
        '<row r="1"><c r="A1" s="0"><v>43464</v></c></row>',
        styles=styles_of("dd/mm/yyyy"),
        book='<workbookPr date1904="true"/>',
    )
    assert (cells(sheet), sheet.days_from_1904) == ([[date(2022, 12, 31)]], True)


def test_struck_and_raised_runs_are_no_part_of_the_text() -> None:
    sheet = xlsx(
        *(f'<row r="{n + 1}"><c r="A{n + 1}" t="s"><v>{n}</v></c></row>' for n in range(4)),
        strings=f"<si><r><t>1.699</t></r><r><rPr>{RAISED}</rPr><t>1</t></r></si>"
        f"<si><r><rPr>{STRUCK}</rPr><t>890 </t></r><r><rPr/><t>980</t></r></si>"
        f"<si><r><t>Diện tích (km</t></r><r><rPr>{RAISED}</rPr><t>2</t></r><r><t>)</t></r></si>"
        f'<si><r><rPr><strike val="0"/></rPr><t>còn</t></r></si>',
    )
    assert cells(sheet) == [["1.699"], ["980"], ["Diện tích (km²)"], ["còn"]]
    assert (sheet.raised, sheet.struck) == ({(0, 0): "1"}, {(1, 0): "890"})


def test_a_cell_in_a_struck_font_is_blank_and_tells_what_it_showed() -> None:
    styles = styles_of("0.0%", fonts=("", STRUCK, RAISED))
    styles = styles.replace('<xf numFmtId="200" fontId="0"/>', '<xf numFmtId="200" fontId="1"/>')
    sheet = xlsx(
        '<row r="1"><c r="A1" s="0"><v>0.932</v></c><c r="B1" s="1" t="s"><v>0</v></c>'
        '<c r="C1" s="2" t="s"><v>0</v></c><c r="D1" s="1" t="s"><v>1</v></c></row>',
        styles=styles,
        strings="<si><t>Bắc Ninh</t></si><si><r><t>cũ</t></r><r><rPr/><t> mới</t></r></si>",
    )
    assert cells(sheet) == [["", "", "", " mới"]]
    assert sheet.struck == {(0, 0): "93.2%", (0, 1): "Bắc Ninh", (0, 3): "cũ"}
    assert (sheet.raised, sheet.percent) == ({(0, 2): "Bắc Ninh"}, frozenset())


def row(number: int, more: str = "") -> str:
    return f'<row r="{number}" {more}><c r="A{number}"><v>1</v></c></row>'


def test_hidden_rows_and_columns_are_known_whatever_hides_them() -> None:
    sheet = xlsx(
        *(row(1), row(2, 'hidden="true"'), row(3, 'ht="0" customHeight="1"'), row(4, 'ht="15"')),
        before='<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" width="0"/></cols>'
        + "<!-- -->",
    )
    assert (sheet.hidden_rows, sheet.filtered_rows) == ({1, 2}, frozenset())
    assert sheet.hidden_columns == frozenset()  # the cells end before them
    wide = xlsx('<row><c/><c/><c r="F1"><v>1</v></c></row>', before='<cols><col min="2" max="3" '
                'hidden="1"/><col min="5" max="16384" width="0"/></cols>')  # fmt: skip
    assert wide.hidden_columns == {1, 2, 4, 5}


def test_a_filter_hides_only_the_rows_it_is_over() -> None:
    hidden = 'hidden="1"'
    rows = (row(1), row(2, hidden), row(3), row(4, hidden), row(5, hidden))
    filtering = '<autoFilter ref="A1:A4"><filterColumn colId="0"/></autoFilter>'
    assert xlsx(*rows, after=filtering).filtered_rows == {1, 3}
    assert xlsx(*rows, after='<autoFilter ref="A1:A4"/>').filtered_rows == frozenset()
    mode = xlsx(*rows, before='<sheetPr filterMode="1"/>')
    assert mode.filtered_rows == {1, 3, 4}
    parts = xlsx_parts(*rows)
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(("table", "../tables/t.xml"))
    parts["xl/tables/t.xml"] = f'<table xmlns="{MAIN}">{filtering}</table>'
    assert sheet_of(zipped(parts)).filtered_rows == {1, 3}


def test_what_a_merged_cell_covers_is_not_shown() -> None:
    sheet = xlsx(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>',
        '<row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>',
        after='<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2"/></mergeCells>',
    )
    assert (cells(sheet), sheet.merged, sheet.faults) == ([[1, ""], [3, 4]], ((0, 0, 0, 1),), {})


def test_a_sheet_formatted_down_to_its_last_row_is_read_within_seconds() -> None:
    styled = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>'
        for n in range(2, 1_048_577)
    )
    data = zipped(xlsx_parts(row(1) + styled))
    start = time.process_time()
    sheet = sheet_of(data)
    assert cells(sheet) == [[1]]
    assert time.process_time() - start < 8


def test_hidden_sheets_and_charts_are_left_out() -> None:
    parts = xlsx_parts(row(1))
    links = [("worksheet", "worksheets/sheet1.xml")] * 2 + [("chartsheet", "chartsheets/c.xml")]
    parts["xl/_rels/workbook.xml.rels"] = relationships(*links)
    one = str(parts["xl/workbook.xml"]).partition("<sheets>")[2].partition("</sheets>")[0]
    more = one.replace('name="Bảng"', 'name="Ẩn" state="veryHidden"').replace("rId1", "rId2")
    chart = one.replace("Bảng", "Biểu đồ").replace("rId1", "rId3")
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(one, one + more + chart)
    book = book_of(zipped(parts))
    assert [sheet.name for sheet in book.sheets] == ["Bảng"]
    assert book.hidden == (("Ẩn", "trang tính ẩn"),)
