"""Small spreadsheets written by hand, and the Sheet a file gives."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from kpi.ingest.formats.register import open_workbook
from kpi.ingest.formats.sheet import Cell, Sheet, Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of some parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(name, content, packing)
    return stream.getvalue()


def relationships(*links: tuple[str, str]) -> str:
    """Links of a part by (last word of their type, target); ids are rId1, rId2, …"""
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def xlsx_parts(
    *rows: str,
    before: str = "",
    after: str = "",
    styles: str | None = "",
    strings: str | None = "",
    book: str = "",
    namespace: str = MAIN,
) -> dict[str, str | bytes]:
    """The parts of an XLSX of one sheet.

    Args:
        rows: the XML of its rows.
        before: what stands before the cells, such as `<cols>`.
        after: what stands behind them, such as `<mergeCells>`.
        styles: what stands in its styles, None for no such part.
        strings: its shared texts (`<si>…`), None for no such part.
        book: what stands before the list of its sheets.
        namespace: of all its parts.
    """
    here = f'xmlns="{namespace}"'
    sheet = f"<worksheet {here}>{before}<sheetData>{''.join(rows)}</sheetData>{after}</worksheet>"
    one = f'<sheets><sheet xmlns:r="{DOCUMENT}" name="Bảng" sheetId="1" r:id="rId1"/></sheets>'
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {here}>{book}{one}</workbook>",
        "xl/_rels/workbook.xml.rels": relationships(("worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet,
    }
    if styles is not None:
        parts["xl/styles.xml"] = f"<styleSheet {here}>{styles}</styleSheet>"
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f"<sst {here}>{strings}</sst>"
    return parts


def styles_of(*codes: str, fonts: Sequence[str] = ("",)) -> str:
    """Cell styles numbered from 0: one for each format code, then one for each further font."""
    formats = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for n, code in enumerate(codes)
    )
    cells = "".join(f'<xf numFmtId="{200 + n}" fontId="0"/>' for n in range(len(codes)))
    cells += "".join(f'<xf numFmtId="0" fontId="{n}"/>' for n in range(1, len(fonts)))
    inside = "".join(f"<font>{font}</font>" for font in fonts)
    return (
        f"<numFmts>{formats}</numFmts><fonts>{inside}</fonts><fills><fill/></fills>"
        f"<cellXfs>{cells}</cellXfs>"
    )


def book_of(data: bytes, name: str = "bang") -> Workbook:
    """The workbook of a file."""
    return open_workbook(data, name, frozenset())


def sheet_of(data: bytes) -> Sheet:
    """The only sheet of a file."""
    (sheet,) = book_of(data).sheets
    return sheet


def xlsx(*rows: str, **options: str | None) -> Sheet:
    """The sheet of an XLSX; arguments as of `xlsx_parts`."""
    return sheet_of(zipped(xlsx_parts(*rows, **options)))  # type: ignore[arg-type]


def cells(sheet: Sheet) -> list[list[Cell]]:
    """The rows as lists, to be compared."""
    return [list(row) for row in sheet.rows]
