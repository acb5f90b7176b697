"""XML Spreadsheet 2003."""

from datetime import date

import pytest
from builders_formats import book_of, cells, sheet_of

from kpi.errors import UnreadableError

_SPACES = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)


def book(*sheets: str, styles: str = "", before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook {_SPACES}>'
        f"{before}<Styles>{styles}</Styles>{''.join(sheets)}</Workbook>"
    ).encode()


def sheet(rows: str, name: str = "Bảng", columns: str = "", more: str = "") -> str:
    return (
        f'<Worksheet ss:Name="{name}"><Table>{columns}{rows}</Table>'
        f'<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">{more}'
        "</WorksheetOptions></Worksheet>"
    )


def cell(kind: str, value: str, **attributes: object) -> str:
    """A cell; attributes are of `ss:`."""
    written = " ".join(f'ss:{name}="{one}"' for name, one in attributes.items())
    return f'<Cell {written}><Data ss:Type="{kind}">{value}</Data></Cell>'


def row(*inside: str, **attributes: object) -> str:
    written = " ".join(f'ss:{name}="{one}"' for name, one in attributes.items())
    return f"<Row {written}>{''.join(inside)}</Row>"


def test_values_styles_and_places() -> None:
    styles = "".join(
        f'<Style ss:ID="s{n}"><NumberFormat ss:Format="{code}"/></Style>'
        for n, code in enumerate(("Percent", "0.0&quot;%&quot;", "yyyy", "Short Date"))
    )
    first = "2021-01-01T00:00:00.000"
    rows = (
        row(
            cell("String", "Bắc Ninh"),
            cell("Number", "0.932", StyleID="s0"),
            cell("Number", "93.2", StyleID="s1"),
        )
        + row(
            cell("DateTime", first, StyleID="s2"),
            cell("DateTime", first, Index=3, StyleID="s3"),
            Index=3,
        )
        + row(cell("Boolean", "1"), cell("Error", "#N/A"), '<Cell ss:Formula="=RC[-1]"/>')
    )
    found = sheet_of(book(sheet(rows), styles=styles))
    assert cells(found) == [
        ["Bắc Ninh", 0.932, 93.2],
        ["", "", ""],
        ["2021", "", date(2021, 1, 1)],
        [True, "", ""],
    ]
    assert (found.percent, found.units) == ({(0, 1)}, {(0, 2): "%"})
    assert found.faults == {(3, 1): "#N/A", (3, 2): "=RC[-1]"}


def test_struck_and_raised_text_is_told_apart() -> None:
    html = 'xmlns="http://www.w3.org/TR/REC-html40"'
    styles = '<Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style>'
    rows = row(
        f'<Cell><ss:Data ss:Type="String" {html}>212<Sup>1</Sup></ss:Data></Cell>',
        f'<Cell><ss:Data ss:Type="String" {html}><S>890</S><Font> 980</Font></ss:Data></Cell>',
        cell("Number", "5", StyleID="s"),
    )
    found = sheet_of(book(sheet(rows), styles=styles))
    assert cells(found) == [["212", " 980", ""]]
    assert (found.raised, found.struck) == ({(0, 0): "1"}, {(0, 1): "890", (0, 2): "5"})


def test_merged_hidden_and_filtered() -> None:
    hide: list[dict[str, object]] = [{}, {"Hidden": 1}, {"Height": 0}]
    rows = "".join(row(cell("Number", "1"), cell("Number", "2"), **more) for more in hide)
    rows += row(cell("String", "a", MergeAcross=1, MergeDown=1))
    one = sheet(rows, columns='<Column ss:Index="2" ss:Hidden="1"/>').replace(
        "</Worksheet>",
        '<AutoFilter x:Range="R1C1:R2C2" xmlns="urn:schemas-microsoft-com:office:excel">'
        '<AutoFilterColumn x:Type="Custom"/></AutoFilter></Worksheet>',
    )
    hidden = sheet(rows, "Ẩn", more="<Visible>SheetVeryHidden</Visible>")
    found = book_of(b"\n" + book(one, hidden))
    assert found.hidden == (("Ẩn", "trang tính ẩn"),)
    (first,) = found.sheets
    assert (first.hidden_rows, first.filtered_rows) == ({1, 2}, {1})
    assert (first.hidden_columns, first.merged) == ({1}, ((3, 0, 4, 1),))


def test_days_may_count_from_1904_and_damage_is_refused() -> None:
    before = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    rows = row(cell("Number", "43464"))
    assert sheet_of(book(sheet(rows), before=before)).days_from_1904
    with pytest.raises(UnreadableError, match="hỏng"):
        book_of(book(sheet(rows))[:-40])
