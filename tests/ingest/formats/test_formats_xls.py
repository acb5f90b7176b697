"""XLS: number formats, fonts and what is hidden count as in XLSX."""

import io
import struct
from collections.abc import Callable
from datetime import date

import pytest
import xlwt
from builders_formats import book_of, cells, sheet_of

from kpi.errors import UnreadableError
from kpi.ingest.formats.sheet import Sheet


def xls(fill: Callable[[xlwt.Worksheet], None]) -> Sheet:
    book = xlwt.Workbook()
    fill(book.add_sheet("Bảng"))
    return sheet_of(saved(book))


def saved(book: xlwt.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def style(code: str = "General", *, struck: bool = False, raised: bool = False) -> xlwt.XFStyle:
    made = xlwt.XFStyle()
    made.num_format_str = code
    made.font = font(struck=struck, raised=raised)
    return made


def font(*, struck: bool = False, raised: bool = False) -> xlwt.Font:
    made = xlwt.Font()
    made.struck_out = struck
    made.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT if raised else xlwt.Font.ESCAPEMENT_NONE
    return made


def test_formats_scale_name_units_and_mark_percent() -> None:
    def fill(sheet: xlwt.Worksheet) -> None:
        codes = ("0.0%", '0.0"%"', r"0.0\%", "#,##0,", '0" triệu"', "yyyy", "dd/mm/yyyy")
        values = (0.932, 93.2, 93.2, 1_250_500, 5, date(2021, 3, 1), date(2021, 3, 1))
        for place, (code, value) in enumerate(zip(codes, values, strict=True)):
            sheet.write(0, place, value, style(code))

    sheet = xls(fill)
    assert cells(sheet) == [[0.932, 93.2, 93.2, 1250.5, 5, "2021", date(2021, 3, 1)]]
    assert sheet.percent == {(0, 0)}
    assert sheet.units == {(0, 1): "%", (0, 2): "%", (0, 4): "triệu"}


def test_struck_and_raised_text_is_told_apart() -> None:
    def fill(sheet: xlwt.Worksheet) -> None:
        sheet.write(0, 0, 1699, style("0", struck=True))
        sheet.write_rich_text(1, 0, ["212", ("1", font(raised=True))])
        sheet.write_rich_text(2, 0, [("890", font(struck=True)), (" 980", font())])

    sheet = xls(fill)
    assert cells(sheet) == [[""], ["212"], [" 980"]]
    assert (sheet.struck, sheet.raised) == ({(0, 0): "1699", (2, 0): "890"}, {(1, 0): "1"})


def test_hidden_rows_columns_and_merged_cells_are_known() -> None:
    def fill(sheet: xlwt.Worksheet) -> None:
        for row in range(4):
            for place in range(3):
                sheet.write(row, place, row + place)
        sheet.row(2).hidden = True
        sheet.col(1).hidden = True
        sheet.write_merge(5, 6, 0, 1, "Bắc Ninh")

    sheet = xls(fill)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {1})
    assert sheet.merged == ((5, 0, 6, 1),)


def test_errors_and_formulas_nobody_computed_are_faults() -> None:
    def fill(sheet: xlwt.Worksheet) -> None:
        sheet.write(0, 0, xlwt.Formula("NA()"))
        sheet.write(0, 1, xlwt.Formula("C1+D1"))
        sheet.write(0, 2, xlwt.Formula('IF(D1>1;"";D1)'))
        sheet.row(0).set_cell_error(3, "#REF!")
        sheet.row(0).set_cell_boolean(4, value=True)

    sheet = xls(fill)
    assert sheet.faults == {(0, 0): "#N/A", (0, 1): "=C1+D1", (0, 3): "#REF!"}
    assert cells(sheet) == [["", "", "", "", True]]


def test_hidden_sheets_are_left_out_and_days_may_count_from_1904() -> None:
    book = xlwt.Workbook()
    book.dates_1904 = True
    book.add_sheet("Ẩn").visibility = 1
    book.add_sheet("Bảng").write(0, 0, 43464, style("dd/mm/yyyy"))
    found = book_of(saved(book))
    assert found.hidden == (("Ẩn", "trang tính ẩn"),)
    assert cells(found.sheets[0]) == [[date(2022, 12, 31)]]
    assert found.sheets[0].days_from_1904


def test_a_damaged_workbook_is_refused() -> None:
    book = xlwt.Workbook()
    book.add_sheet("Bảng").write(0, 0, "Bắc Ninh")
    data = saved(book)
    for broken in (data[:1600], data[:600] + b"\xff" * 100 + data[700:]):
        with pytest.raises(UnreadableError, match=r"hỏng|không phải"):
            book_of(broken)


def test_a_chain_of_sectors_without_an_end_is_refused_at_once() -> None:
    book = xlwt.Workbook()
    book.add_sheet("Bảng").write(0, 0, "Bắc Ninh")
    data = bytearray(saved(book))
    (table,) = struct.unpack_from("<I", data, 76)
    at = (table + 1) * 512
    data[at : at + 512] = bytes(512)  # every sector is followed by the first
    with pytest.raises(UnreadableError, match="hỏng"):
        book_of(bytes(data))
