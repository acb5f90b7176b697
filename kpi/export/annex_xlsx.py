"""The annex of figures as a workbook: numbers are numbers, ready to be worked with and printed."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kpi.export.annex_words import Amount, AnnexTable, cells, columns, sources_head
from kpi.export.csv import disarmed
from kpi.export.printable import printable

_FONT = "Times New Roman"
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="center")
_CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
_FIRST_WIDTHS, _LAST_WIDTHS, _WIDTH = (6, 40, 14), (9, 30), 15
_HEAD_ROW = 5


def annex_xlsx(table: AnnexTable) -> bytes:
    """The annex on one sheet, landscape A4, its head repeated on every page."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Phụ lục" if table.lang == "vi" else "Annex"
    heads = columns(table)
    _title(sheet, table, len(heads))
    _row(sheet, _HEAD_ROW, heads, bold=True, centred=True)
    place = _HEAD_ROW
    for part in table.parts:
        place += 1
        section = [part.ordinal, part.heading, *[None] * (len(heads) - 2)]
        _row(sheet, place, section, bold=True)
        for line in part.lines:
            place += 1
            _row(sheet, place, cells(table, line))
    _sources(sheet, table, place + 2)
    _layout(sheet, len(heads))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _title(sheet: Worksheet, table: AnnexTable, width: int) -> None:
    for row, text in enumerate((table.title, table.place, table.attached), start=1):
        cell = sheet.cell(row, 1, disarmed(printable(text)))
        cell.font = Font(name=_FONT, size=13, bold=row < 3, italic=row == 3)
        cell.alignment = _CENTRED
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)


def _row(
    sheet: Worksheet,
    row: int,
    told: Sequence[str | int | Amount | None],
    *,
    bold: bool = False,
    centred: bool = False,
) -> None:
    for column, one in enumerate(told, start=1):
        cell = sheet.cell(row, column)
        cell.font = Font(name=_FONT, size=11, bold=bold)
        cell.border = _BOX
        cell.alignment = _CENTRED if centred or column in (1, 3) else _WRAPPED
        _fill(cell, one)


def _fill(cell: Cell, one: str | int | Amount | None) -> None:
    if isinstance(one, Amount):
        cell.alignment = Alignment(horizontal="right", vertical="center", wrap_text=True)
        if one.hedged or not one.text[-1:].isdigit():  # more than a number can say
            cell.value = one.text
        else:
            cell.value = int(one.value) if one.value.is_integer() else one.value
            cell.number_format = "#,##0" if one.value.is_integer() else "#,##0.0###"
    elif one not in (None, ""):
        cell.value = disarmed(printable(one)) if isinstance(one, str) else one


def _sources(sheet: Worksheet, table: AnnexTable, first: int) -> None:
    if not table.sources:
        return
    told = [sources_head(table), *(f"[{n}] {text}" for n, text in enumerate(table.sources, 1))]
    for row, text in enumerate(told, start=first):
        cell = sheet.cell(row, 2, disarmed(printable(text)))
        cell.font = Font(name=_FONT, size=10, bold=row == first)


def _layout(sheet: Worksheet, width: int) -> None:
    between = [_WIDTH] * (width - len(_FIRST_WIDTHS) - len(_LAST_WIDTHS))
    for column, size in enumerate((*_FIRST_WIDTHS, *between, *_LAST_WIDTHS), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = size
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, 3)
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
