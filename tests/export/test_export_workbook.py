"""The Excel files staff take along: a template to fill in, and a file to mend."""

import io

from openpyxl import Workbook, load_workbook

from kpi.catalogue import Catalogue
from kpi.export.workbook import HEADER, corrections, template
from kpi.ingest.tables.reading import read_table
from kpi.model import Locator, Problem, Reading


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def test_a_template_offers_provinces_periods_indicators_and_statuses(catalogue: Catalogue) -> None:
    indicators = [catalogue.indicator("bts_stations"), catalogue.indicator("telecom_revenue")]
    book = opened(template(catalogue, indicators, [2025, 2026]))
    sheet, lists = book["Số liệu"], book["Danh sách"]
    assert tuple(cell.value for cell in sheet[1]) == HEADER
    assert lists.sheet_state == "hidden"
    columns = [[cell.value for cell in column if cell.value] for column in lists.columns]
    assert len(columns[0]) == len(columns[1]) == 34 + 63
    assert columns[0].index("Bắc Ninh") < columns[0].index("Bắc Giang (cũ)")
    assert columns[2] == ["2025", "2025-H1", "2026", "2026-H1"]
    assert columns[3] == ["Trạm BTS", "Doanh thu viễn thông"]
    assert columns[4] == ["trạm", "đồng"]
    assert len(sheet.data_validations.dataValidation) == 4


def test_a_filled_in_template_is_read_without_a_question(catalogue: Catalogue) -> None:
    book = opened(template(catalogue, [catalogue.indicator("bts_stations")], [2026]))
    sheet = book["Số liệu"]
    # What Excel makes of the formulas when the clerk saves.
    row = ("Bắc Ninh", "2026", "Trạm BTS", 4100, "trạm", "thực hiện", "", "vn34:24")
    for place, value in enumerate(row, start=1):
        sheet.cell(row=2, column=place, value=value)
    for number in range(3, sheet.max_row + 1):
        for column in ("E", "H"):
            sheet[f"{column}{number}"] = None
    out = io.BytesIO()
    book.save(out)
    reading = read_table(out.getvalue(), "bieu-mau.xlsx", catalogue)
    assert reading.problems == ()
    (one,) = reading.candidates
    assert (one.area, one.indicator, one.period.key) == ("vn34:24", "bts_stations", "2026")
    assert (one.value, one.obs_status) == (4100, "actual")


def test_the_file_to_mend_gives_the_same_figures_when_dropped_again(catalogue: Catalogue) -> None:
    text = (
        "tinh,nam,chi_tieu,gia_tri,trang_thai\n"
        "Tây Ninh,2020,Trạm BTS,1699,\n"
        "Bắc Ninh,2022-H1,community_digital_teams,733,actual\n"
        "Không Đâu,2022,Trạm BTS,12,\n"
    )
    reading = read_table(text.encode(), "so.csv", catalogue)
    assert len(reading.candidates) == 2
    data = corrections(reading, reading.problems, catalogue)
    again = read_table(data, "can-sua-so.xlsx", catalogue)

    def figures(one: Reading) -> set[tuple[str, str, str, float, str]]:
        return {(c.area, c.indicator, c.period.key, c.value, c.obs_status) for c in one.candidates}

    assert figures(again) == figures(reading)


def test_every_problem_is_listed_with_its_cell_and_what_to_do(catalogue: Catalogue) -> None:
    place = Locator("cell", "Năm 2023", "C7")
    problem = Problem("not-a-number", "error", place, "=1+1", "Không phải số.", "Ghi một số.")
    sheet = opened(corrections(Reading("a.csv", "table"), [problem], catalogue))["Cần sửa"]
    row = [cell.value for cell in sheet[2]]
    assert row == ["error", "Năm 2023", "C7", "'=1+1", "Không phải số.", "Ghi một số."]
