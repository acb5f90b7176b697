"""Excel files for staff: an empty template with drop-downs, and what of a file needs mending."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kpi.catalogue import Catalogue
from kpi.export.csv import disarmed
from kpi.model import OBS_STATUSES, Indicator, Problem, Reading
from kpi.wording import alphabetical, former_name, status_word

HEADER = ("Tỉnh", "Kỳ", "Chỉ tiêu", "Giá trị", "Đơn vị tính", "Trạng thái", "Ghi chú", "Mã tỉnh")
_WIDTHS = (26, 12, 46, 18, 16, 16, 40, 12)
_ROWS = 500
"""Rows of a template that have drop-downs."""
_LISTS = "Danh sách"


def template(catalogue: Catalogue, indicators: Sequence[Indicator], years: Iterable[int]) -> bytes:
    """A workbook whose provinces, periods, indicators and statuses are chosen, not typed.

    The unit of the chosen indicator and the code of the chosen province are shown by
    formulas: a name alone may mean the province before the merger or after it.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Số liệu"
    _head(sheet, HEADER, _WIDTHS)
    areas = sorted(
        (*catalogue.areas_of("vn34"), *catalogue.areas_of("vn63")),
        key=lambda a: (a.scheme == "vn63", alphabetical(a.name_vi)),
    )
    columns = {
        "A": [former_name(a, "vi") for a in areas],
        "B": [a.key for a in areas],
        "C": [key for year in years for key in (str(year), f"{year}-H1")],
        "D": [i.name_vi for i in indicators],
        "E": [catalogue.units[i.unit].name_vi for i in indicators],
        "F": [status_word(s, "vi") for s in OBS_STATUSES],
    }
    lists = book.create_sheet(_LISTS)
    for letter, values in columns.items():
        for row, value in enumerate(values, start=1):
            lists[f"{letter}{row}"] = value
    lists.sheet_state = "hidden"
    spans = {k: f"'{_LISTS}'!${k}$1:${k}${len(v)}" for k, v in columns.items()}
    for column, source in (("A", "A"), ("B", "C"), ("C", "D"), ("F", "F")):
        choice = DataValidation(type="list", formula1=spans[source], allow_blank=True)
        choice.showErrorMessage = True
        choice.error = "Chọn một giá trị trong danh sách."
        sheet.add_data_validation(choice)
        choice.add(f"{column}2:{column}{_ROWS}")
    for row in range(2, _ROWS + 1):
        sheet[f"E{row}"] = _looked_up(spans["E"], f"C{row}", spans["D"])
        sheet[f"H{row}"] = _looked_up(spans["B"], f"A{row}", spans["A"])
    return _bytes(book)


def _looked_up(wanted: str, cell: str, among: str) -> str:
    return f'=IFERROR(INDEX({wanted},MATCH({cell},{among},0)),"")'


def corrections(reading: Reading, problems: Sequence[Problem], catalogue: Catalogue) -> bytes:
    """The file as it was understood, and a list of what needs mending, ready to be dropped again.

    The first sheet has one row a figure; rows that could not be used stand on the second with
    their cell, what was written, what is wrong and what to do.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Số liệu"
    _head(sheet, HEADER, _WIDTHS)
    for one in reading.candidates:
        indicator = catalogue.indicator(one.indicator)
        sheet.append(
            [
                catalogue.area(one.area).name_vi,
                one.period.key,
                indicator.id,
                one.value,
                one.unit,
                one.obs_status,
                disarmed(one.note),
                one.area,
            ]
        )
    todo = book.create_sheet("Cần sửa")
    _head(todo, ("Mức", "Trang tính", "Ô", "Đã ghi", "Vấn đề", "Cách sửa"), (10, 16, 8, 24, 60, 60))
    for problem in problems:
        place = problem.locator
        todo.append(
            [
                problem.severity,
                place.sheet,
                place.cell,
                disarmed(problem.as_written),
                disarmed(problem.message),
                disarmed(problem.advice),
            ]
        )
    return _bytes(book)


def _head(sheet: Worksheet, header: Sequence[str], widths: Sequence[int]) -> None:
    sheet.append(list(header))
    for cell, width in zip(sheet[1], widths, strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
