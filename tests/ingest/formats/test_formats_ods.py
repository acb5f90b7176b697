"""ODS: value types, styles, repeats and what is hidden."""

from datetime import date, datetime, time

import pytest
from builders_formats import book_of, cells, sheet_of, zipped

from kpi.errors import UnreadableError
from kpi.ingest.formats.sheet import Sheet

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("number", "datastyle"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def document(tables: str, styles: str = "", *, root: str = "document-content") -> str:
    return (
        f"<office:{root} {_SPACES} {_CALC}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        f"</office:spreadsheet></office:body></office:{root}>"
    )


def ods_bytes(tables: str, styles: str = "", **more: str) -> bytes:
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": document(tables, styles),
            **more,
        }
    )


def ods(rows: str, styles: str = "", columns: str = "") -> Sheet:
    return sheet_of(
        ods_bytes(f'<table:table table:name="Bảng">{columns}{rows}</table:table>', styles)
    )


def row(*inside: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(inside)}</table:table-row>"


def cell(inside: str = "", **attributes: str) -> str:
    """A cell; "value_type" and the like are of `office:`, all others of `table:`."""
    written = " ".join(
        f'{"office" if "value" in name else "table"}:{name.replace("_", "-")}="{value}"'
        for name, value in attributes.items()
    )
    return f"<table:table-cell {written}>{inside}</table:table-cell>"


def number(value: str, style: str = "", **more: str) -> str:
    return cell(value_type="float", value=value, style_name=style, **more)


def text(inside: str, **more: str) -> str:
    return cell(f"<text:p>{inside}</text:p>", value_type="string", **more)


def cell_style(name: str, data: str = "", properties: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell" '
        f'style:data-style-name="{data}">'
        f"<style:text-properties {properties}/></style:style>"
    )


def test_values_of_every_type() -> None:
    sheet = ods(
        row(
            text("Bắc<text:s text:c='2'/>Ninh"),
            number("1699.5"),
            cell(value_type="percentage", value="0.932"),
            cell(value_type="currency", value="12"),
            cell(value_type="date", date_value="2022-12-31"),
            cell(value_type="date", date_value="2022-12-31T08:00:00"),
            cell(value_type="time", time_value="PT12H30M00S"),
            cell(value_type="boolean", boolean_value="true"),
            text("dòng 1</text:p><text:p>dòng 2"),
            cell(value_type="string", string_value="tính"),
        )
    )
    assert cells(sheet) == [
        [
            "Bắc  Ninh", 1699.5, 0.932, 12, date(2022, 12, 31),
            datetime(2022, 12, 31, 8), time(12, 30), True, "dòng 1\ndòng 2", "tính",  # noqa: DTZ001
        ]
    ]  # fmt: skip
    assert sheet.percent == {(0, 2)}


def test_data_styles_scale_name_units_and_shorten_dates() -> None:
    styles = (
        '<number:number-style style:name="N1"><number:number number:decimal-places="1"/>'
        "<number:text>%</number:text></number:number-style>"
        '<number:percentage-style style:name="N2"><number:number/><number:text>%</number:text>'
        "</number:percentage-style>"
        '<number:number-style style:name="N3P0"><number:number number:display-factor="1000000"/>'
        "<number:text> triệu</number:text></number:number-style>"
        '<number:number-style style:name="N3"><number:number/>'
        '<style:map style:condition="value()&gt;=1000000" style:apply-style-name="N3P0"/>'
        "</number:number-style>"
        '<number:date-style style:name="N4"><number:year number:style="long"/></number:date-style>'
        '<number:date-style style:name="N5"><number:month/><number:text>/</number:text>'
        '<number:year number:style="long"/></number:date-style>'
        '<number:date-style style:name="N6"><number:text>Quý </number:text><number:quarter/>'
        "<number:text>/</number:text><number:year/></number:date-style>"
    ) + "".join(cell_style(f"ce{n}", f"N{n}") for n in range(1, 7))
    days = {"value_type": "date", "date_value": "2021-03-01"}
    sheet = ods(
        row(
            number("93.2", "ce1"),
            cell(value_type="percentage", value="0.932", style_name="ce2"),
            number("2500000", "ce3"),
            number("25", "ce3"),
            *(cell(**days, style_name=name) for name in ("ce4", "ce5", "ce6")),
        ),
        styles,
    )
    assert cells(sheet) == [[93.2, 0.932, 2.5, 25, "2021", "03/2021", "Quý 1/2021"]]
    assert (sheet.units, sheet.percent) == ({(0, 0): "%", (0, 2): "triệu"}, {(0, 1)})


def test_a_cell_takes_the_style_of_its_row_or_column() -> None:
    styles = (
        '<number:percentage-style style:name="N2"><number:number/><number:text>%</number:text>'
        "</number:percentage-style>"
    ) + cell_style("ce2", "N2")
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="ce2"/>'
    rows = row(number("1"), number("0.5")) + row(
        number("0.5"), more='table:default-cell-style-name="ce2"'
    )
    assert ods(rows, styles, columns).percent == {(0, 1), (1, 0)}


def test_struck_and_raised_spans_are_no_part_of_the_text_and_notes_are_none() -> None:
    styles = (
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties style:text-position="super 58%"/></style:style>'
        '<style:style style:name="T2" style:family="text">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    ) + cell_style("ce1", properties='style:text-line-through-style="solid"')
    sheet = ods(
        row(
            text('212<text:span text:style-name="T1">1</text:span>'),
            text('<text:span text:style-name="T2">890</text:span> 980'),
            number("5", "ce1"),
            cell(
                "<office:annotation><text:p>lời bàn</text:p></office:annotation><text:p>a</text:p>"
            ),
        ),
        styles,
    )
    assert cells(sheet) == [["212", " 980", "", "a"]]
    assert (sheet.raised, sheet.struck) == ({(0, 0): "1"}, {(0, 1): "890", (0, 2): "5"})


def test_repeats_are_filled_and_endless_blanks_are_not() -> None:
    sheet = ods(
        row(number("1", number_columns_repeated="2"), cell(number_columns_repeated="16382"))
        + row(cell(number_columns_repeated="16384"), more='table:number-rows-repeated="2"')
        + row(number("2"), more='table:number-rows-repeated="2"')
        + row(cell(number_columns_repeated="16384"), more='table:number-rows-repeated="1048571"')
    )
    assert cells(sheet) == [[1, 1], ["", ""], ["", ""], [2, ""], [2, ""]]


def test_merged_cells_cover_others() -> None:
    covered = "<table:covered-table-cell><text:p>x</text:p></table:covered-table-cell>"
    spans = {"number_columns_spanned": "2", "number_rows_spanned": "2"}
    sheet = ods(row(text("a", **spans), covered) + row(covered, covered, number("1")))
    assert sheet.merged == ((0, 0, 1, 1),)
    assert cells(sheet) == [["a", "", ""], ["", "", 1]]


def test_hidden_and_filtered_rows_columns_and_sheets() -> None:
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/>'
    )
    hide = ('table:visibility="collapse"', 'table:visibility="filter"', "")
    rows = "".join(row(number("1"), cell(), cell(), number("2"), more=more) for more in hide)
    sheet = ods(rows, columns=columns)
    assert (sheet.hidden_rows, sheet.filtered_rows) == ({0, 1}, {1})
    assert sheet.hidden_columns == {1, 2}
    styles = (
        '<style:style style:name="ta" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    copy = "<table:table table:name=\"'file:///a'#S\"><table:table-source/>" + row(number("1"))
    tables = (
        f'<table:table table:name="Ẩn" table:style-name="ta">{row(number("1"))}</table:table>'
        f'<table:table table:name="Bảng">{row(number("2"))}</table:table>{copy}</table:table>'
    )
    book = book_of(ods_bytes(tables, styles))
    assert [one.name for one in book.sheets] == ["Bảng"]
    assert book.hidden == (("Ẩn", "trang tính ẩn"),)


def test_errors_and_formulas_without_a_result_are_faults() -> None:
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
        "</table:table-cell>"
    )
    sheet = ods(
        row(
            error,
            cell("<text:p>Err:502</text:p>", value_type="float", value="0", formula="of:=X()"),
            cell(formula="of:=[.A1]+1"),
            cell("<text:p>TRUE</text:p>", value_type="float", value="1", formula="of:=TRUE()"),
        )
    )
    assert sheet.faults == {(0, 0): "#DIV/0!", (0, 1): "Err:502", (0, 2): "=[.A1]+1"}
    assert type(sheet.rows[0][3]) is bool


def test_the_flat_form_is_read_too_and_days_may_count_from_1904() -> None:
    settings = (
        "<table:calculation-settings><table:null-date table:date-value='1904-01-01'/>"
        "</table:calculation-settings>"
    )
    table = f'<table:table table:name="Bảng">{row(number("1"))}</table:table>'
    sheet = sheet_of(document(settings + table, root="document").encode())
    assert (cells(sheet), sheet.days_from_1904) == ([[1]], True)


def test_a_package_that_names_no_type_is_read_too() -> None:
    table = f'<table:table table:name="Bảng">{row(number("1"))}</table:table>'
    assert cells(sheet_of(zipped({"content.xml": document(table)}))) == [[1]]


def test_passwords_and_damage_are_refused() -> None:
    table = f'<table:table table:name="Bảng">{row(number("1"))}</table:table>'
    with pytest.raises(UnreadableError, match="mật khẩu"):
        book_of(ods_bytes(table, **{"META-INF/manifest.xml": "<m:encryption-data/>"}))
    with pytest.raises(UnreadableError, match="hỏng"):
        book_of(ods_bytes("<table:table>"))
