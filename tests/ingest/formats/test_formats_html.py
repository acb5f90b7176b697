"""Tables of web pages, and of workbooks saved as such."""

import pytest
from builders_formats import book_of, cells, sheet_of

from kpi.errors import UnreadableError
from kpi.ingest.formats.sheet import Sheet


def page(rows: str, head: str = "", before: str = "") -> Sheet:
    text = f'<html><meta charset="utf-8">{head}<body>{before}<table>{rows}</table></body></html>'
    return sheet_of(text.encode())


def test_struck_and_raised_text_is_told_apart_however_it_is_marked() -> None:
    sheet = page(
        "<tr><td>212<sup>1</sup><td><del>61</del> 75<td><s>890 <b>900</b></s> 980"
        '<tr><td style="text-decoration: line-through">135<td class=x>140<td><span '
        'style="vertical-align:super">*</span>150',
        "<style>td.x{text-decoration:line-through}</style>",
    )
    assert cells(sheet) == [["212", "75", "980"], ["", "", "150"]]
    assert sheet.raised == {(0, 0): "1", (1, 2): "*"}
    assert sheet.struck == {(0, 1): "61", (0, 2): "890 900", (1, 0): "135", (1, 1): "140"}


def test_hidden_rows_and_columns_are_known_whatever_hides_them() -> None:
    sheet = page(
        '<col><col style="display:none"><tr><td>1<td>2<td>3<tr hidden><td>1<td>2<td>3'
        '<tr style="display: none"><td>1<td>2<td>3<tr class=h><td>1<td>2<td style="display:none">9'
        "<tbody style='mso-hide:all'><tr><td>1<td>2<td>3</tbody>",
        "<style>.h{display:none}</style>",
    )
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1, 2, 3, 4}, {1})
    assert sheet.rows[3][2] == ""


def test_a_column_of_hidden_cells_is_hidden() -> None:
    hidden = '<td style="display:none">'
    sheet = page(f"<tr><td>a{hidden}b<tr><td>1{hidden}2")
    assert (sheet.hidden_columns, cells(sheet)) == ({1}, [["a", "b"], ["1", "2"]])


def test_a_page_excel_wrote_carries_numbers_and_formats() -> None:
    style = (
        r"<style>.p{mso-number-format:'0\.0%';} .q{mso-number-format:Percent}"
        r' .t{mso-number-format:"\#\,\#\#0\,\0022 nghìn\0022 "} .a{mso-number-format:"\@"}</style>'
    )
    sheet = page(
        '<tr><td class=p x:num="0.715">71,5%<td class=q>0.802<td class=t x:num="1250500">1.251'
        '<tr><td class=a>0123<td x:num="1699">1.699<td sdval="93.2">93,2',
        style,
    )
    assert cells(sheet) == [["71,5%", 0.802, 1250.5], ["0123", 1699, 93.2]]
    assert (sheet.percent, sheet.units) == ({(0, 1)}, {(0, 2): "nghìn"})


def test_what_the_page_shows_wins_over_a_number_that_disagrees() -> None:
    sheet = page('<tr><td x:num="9999">1.699<td sdval="0.5">50%<tr><td x:num="abc">7<td>8')
    assert cells(sheet) == [["1.699", "50%"], ["7", "8"]]


def test_lines_above_a_table_and_its_caption_are_its_titles() -> None:
    sheet = page(
        "<caption>Kèm theo <b>báo cáo</b></caption><tr><td>a<tr><td>1",
        before="<h3>Doanh nghiệp\n công nghệ số năm 2022</h3><p>Đơn vị: tổ</p>",
    )
    assert sheet.above == (
        "Doanh nghiệp công nghệ số năm 2022",
        "Đơn vị: tổ",
        "Kèm theo báo cáo",
    )


def test_merged_cells_and_several_tables() -> None:
    table = "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>"
    first, second = book_of(f"<html>{table}<p>Bảng hai</p>{table}".encode()).sheets
    assert cells(first) == [["a", "b", ""], ["", "c", "d"]]
    assert first.merged == ((0, 0, 1, 0), (0, 1, 0, 2))
    assert (first.name, second.name, second.above) == ("Bảng 1", "Bảng 2", ("Bảng hai",))


def test_a_page_of_frames_is_refused_for_what_it_is() -> None:
    with pytest.raises(UnreadableError, match="khung"):
        book_of(b'<html><frameset><frame src="sheet001.htm"></frameset></html>')
