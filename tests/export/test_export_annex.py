"""The annex as Word and Excel: what is printed, and that it is read back without a question."""

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from office import saved_as

from kpi.analysis.annex import Annex, annex, annex_indicators, annex_periods
from kpi.catalogue import Catalogue
from kpi.export.annex_docx import annex_docx
from kpi.export.annex_words import AnnexTable, annex_table, columns
from kpi.export.annex_xlsx import annex_xlsx
from kpi.ingest.tables.reading import read_table
from kpi.model import Period
from kpi.store import Store

# So many provinces of each scheme, so that the test takes seconds.
_EVERY = 9


@pytest.fixture(scope="module")
def shipped(built: Path) -> Iterator[Store]:
    with Store.open(built, read_only=True) as store:
        yield store


def of(store: Store, catalogue: Catalogue, area: str, period: str) -> Annex:
    when = Period.of(period)
    return annex(store, catalogue, area, when, annex_indicators(store, catalogue, area, when))


@pytest.fixture
def table(shipped: Store, catalogue: Catalogue) -> AnnexTable:
    return annex_table(of(shipped, catalogue, "vn34:24", "2024"), catalogue, "vi")


def told(answer: Annex) -> Counter[tuple[str, str, str, float]]:
    """What the annex says: area, indicator, status and value, but for what is marked as odd."""
    rows = (r for row in answer.rows for r in (row.now, row.before, row.plan, row.target))
    return Counter(
        (answer.area.key, row["indicator"], row["obs_status"], round(float(row["value"]), 6))
        for row in rows
        if row is not None and not row["flagged"]
    )


def test_every_figure_of_an_annex_is_read_back_from_excel_without_a_question(
    shipped: Store, catalogue: Catalogue
) -> None:
    wrong, written = {}, 0
    areas = [*catalogue.areas_of("vn63"), *catalogue.areas_of("vn34")][::_EVERY]
    for area in areas:
        for period in annex_periods(shipped, catalogue, area.key):
            answer = of(shipped, catalogue, area.key, period.key)
            wanted = told(answer)
            if not wanted:
                continue
            data = annex_xlsx(annex_table(answer, catalogue, "vi"))
            read = read_table(data, "phu-luc.xlsx", catalogue)
            found = Counter(
                (c.area, c.indicator, c.obs_status, round(c.value, 6)) for c in read.candidates
            )
            asked = [p.code for p in read.problems if p.code != "implausible"]
            written += sum(wanted.values())
            if found != wanted or asked:
                wrong[area.key, period.key] = (wanted - found, found - wanted, asked)
    assert wrong == {}
    assert written > 300


def test_numbers_are_numbers_under_the_heads_of_the_form(table: AnnexTable) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(annex_xlsx(table))).active
    assert [c.value for c in sheet[5]] == [
        *("STT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2024", "Thực hiện năm 2023"),
        *("Kế hoạch năm 2024", "% so cùng kỳ", "% so kế hoạch", "Nguồn", "Ghi chú"),
    ]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=6)}
    score = rows["Chỉ số chuyển đổi số (DTI)"][3]
    assert (score.value, score.number_format) == (0.7474, "#,##0.0###")
    assert rows["Xếp hạng DTI"][3].value == 11
    assert sheet["A1"].value == "PHỤ LỤC SỐ LIỆU"
    assert "Tỉnh Bắc Ninh (địa giới 34 tỉnh), năm 2024" in sheet["A2"].value
    assert sheet.print_title_rows == "$5:$5"


def test_what_cannot_be_told_says_why(table: AnnexTable) -> None:
    notes = {line.name: line.note for line in table.lines}
    assert notes["Hộ có kết nối Internet"] == "không gộp được từ các tỉnh trước sắp xếp"
    told = notes["Chỉ số chuyển đổi số (DTI)"]
    assert "số cùng kỳ tính từ các tỉnh trước sắp xếp" in told
    assert "không so cùng kỳ: cách tính đổi từ" in told


def test_word_has_the_same_cells_as_the_table(table: AnnexTable) -> None:
    document = docx.Document(io.BytesIO(annex_docx(table)))
    (grid,) = document.tables
    assert tuple(cell.text for cell in grid.rows[0].cells) == columns(table)
    assert [c.text for c in grid.rows[1].cells[:2]] == ["I", table.parts[0].heading]
    score = next(r for r in grid.rows if r.cells[1].text == "Chỉ số chuyển đổi số (DTI)")
    assert score.cells[3].text == "0,7474"
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert any(p.text.startswith("[1] ") for p in document.paragraphs)


def test_the_word_file_is_read_back_as_well(shipped: Store, catalogue: Catalogue) -> None:
    from kpi.ingest.door import read

    answer = of(shipped, catalogue, "vn63:19", "2022")
    found = read(annex_docx(annex_table(answer, catalogue, "vi")), "phu-luc.docx", catalogue)
    assert found.report is not None
    figures = [p.figure for p in found.report.proposals]
    assert (
        Counter((f.area, f.indicator, f.obs_status, round(f.value, 6)) for f in figures)
        == told(answer)
        != Counter()
    )


def test_english_has_no_vietnamese_head(shipped: Store, catalogue: Catalogue) -> None:
    table = annex_table(of(shipped, catalogue, "vn34:24", "2024"), catalogue, "en")
    assert columns(table)[:4] == ("No.", "Indicator", "Unit", "Result 2024")
    assert all(text.isascii() for text in columns(table))


def test_libreoffice_opens_both(table: AnnexTable, tmp_path: Path) -> None:
    for name, data in (("a.docx", annex_docx(table)), ("b.xlsx", annex_xlsx(table))):
        (tmp_path / name).write_bytes(data)
    made = saved_as("pdf", [tmp_path / "a.docx", tmp_path / "b.xlsx"], tmp_path)
    assert sorted(p.name for p in made.iterdir()) == ["a.pdf", "b.pdf"]
