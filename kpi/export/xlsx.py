"""An extract as a workbook: figures, documents, who has no figure, notes; no formulas."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from kpi.export.csv import disarmed
from kpi.export.words import about
from kpi.model.extract import Cell, Column, Extract

_SHEETS = {
    "vi": ("Số liệu", "Nguồn", "Chưa có số liệu", "Ghi chú"),
    "en": ("Figures", "Sources", "No figures", "Notes"),
}
_SOURCE_HEADS = {
    "vi": ("Tài liệu", "Nơi công bố", "Ngày công bố", "Liên kết", "Số số liệu"),
    "en": ("Document", "Publisher", "Published", "Link", "Figures"),
}
_ABSENT_HEADS = {"vi": ("Tên", "Lý do"), "en": ("Name", "Reason")}
_NOTE_HEADS = {"vi": ("Mục", "Nội dung"), "en": ("Item", "Text")}
_LONGEST = 32_000
"""A cell of Excel holds 32 767 characters."""
_MOST_LINKS = 65_000
"""A sheet of Excel holds 65 530 links; beyond, addresses stand as texts."""
_WIDEST = 60
_A4 = 9
_FACE = "Calibri"
_FLUSH_RIGHT = Alignment(horizontal="right", indent=1)
_MOST_DECIMALS = 6
_LOOKED_AT = 200
"""So many rows tell how wide a column is to be."""


def extract_xlsx(extract: Extract) -> bytes:
    """Four sheets; numbers are numbers, heads stay in sight and on every printed page."""
    lang = extract.lang
    book = Workbook(write_only=True)
    figures, sources, absent, notes = _SHEETS[lang]
    _sheet(book, figures, extract.columns, extract.rows)
    heads = _SOURCE_HEADS[lang]
    _sheet(
        book,
        sources,
        [*map(Column, heads[:4]), Column(heads[4], "number", 0)],
        [(s.title, s.publisher, s.published_on, s.url, s.figures) for s in extract.sources],
    )
    _sheet(
        book,
        absent,
        [*map(Column, _ABSENT_HEADS[lang])],
        [(one.name, one.reason) for one in extract.absent],
    )
    _sheet(
        book,
        notes,
        [*map(Column, _NOTE_HEADS[lang])],
        [*about(extract), *(("", note) for note in extract.notes)],
    )
    book.properties.title = ILLEGAL_CHARACTERS_RE.sub("", extract.title)
    book.properties.creator = ""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(
    book: Workbook, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]
) -> None:
    """A sheet of one table, ready to be printed across a page."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    # A long link would run on beyond the last column, and make everything else small.
    sheet.print_area = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for place, width in enumerate(_widths(columns, rows), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_head(sheet, column) for column in columns])
    linked = len(rows) * len(columns) <= _MOST_LINKS
    for row in rows:
        cells = zip(row, columns, strict=True)
        sheet.append([_cell(sheet, value, column, linked=linked) for value, column in cells])


def _widths(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> list[int]:
    longest = [min(len(column.head), 24) for column in columns]
    for row in islice(rows, _LOOKED_AT):
        longest = [max(most, _width(cell)) for most, cell in zip(longest, row, strict=True)]
    return [min(most + 3, _WIDEST) for most in longest]


def _width(cell: Cell) -> int:
    """The characters of a cell; an address is followed, not read."""
    text = str(cell or "")
    return min(len(text), 30) if text.startswith("http") else len(text)


def _head(sheet: Any, column: Column) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, disarmed(ILLEGAL_CHARACTERS_RE.sub("", column.head)))
    cell.font = Font(name=_FACE, bold=True)
    flush = "right" if column.kind == "number" else "left"
    cell.alignment = Alignment(horizontal=flush, vertical="top", wrap_text=True)
    return cell


def _cell(sheet: Any, value: Cell, column: Column, *, linked: bool) -> Any:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = _number_format(value, column.decimals)
        cell.alignment = _FLUSH_RIGHT
        return cell
    text = disarmed(ILLEGAL_CHARACTERS_RE.sub("", value[:_LONGEST]))
    if not linked or not value.startswith(("http://", "https://")):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.hyperlink = Hyperlink(ref="", target=value)
    cell.font = Font(name=_FACE, color="0B5394", underline="single")
    return cell


def _number_format(value: float, decimals: int | None) -> str:
    """Groups of three and so many decimals; as many as the number has, within reason, when None."""
    if decimals is None:
        exponent = Decimal(repr(value)).normalize().as_tuple().exponent
        decimals = min(max(0, -exponent), _MOST_DECIMALS) if isinstance(exponent, int) else 0
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")
