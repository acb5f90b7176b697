"""A view as a slide: a native chart that can be edited, or a table, and what it says of itself."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import extracts
import pdfplumber
import pytest
from office import saved_as
from openpyxl import load_workbook
from pptx import Presentation

from kpi.drawing.palette import ACCENT
from kpi.export.pptx import slide_pptx
from kpi.model.extract import Absent, Bar, Drawing, Extract, Line

SIDE = 12192000, 6858000


def slide(view: Extract) -> Any:
    deck = Presentation(io.BytesIO(slide_pptx(view)))
    (only,) = deck.slides
    return only


def chart(view: Extract) -> Any:
    (found,) = (shape.chart for shape in slide(view).shapes if shape.has_chart)
    return found


def said(view: Extract) -> str:
    return "\n".join(s.text_frame.text for s in slide(view).shapes if s.has_text_frame)


def fill(point: Any) -> str:
    return str(point.format.fill.fore_color.rgb)


def workbook(view: Extract) -> list[tuple[Any, ...]]:
    with zipfile.ZipFile(io.BytesIO(slide_pptx(view))) as archive:
        (name,) = (n for n in archive.namelist() if n.startswith("ppt/embeddings/"))
        sheet = load_workbook(io.BytesIO(archive.read(name))).active
    assert sheet is not None
    return list(sheet.values)


def few(*own: int) -> Extract:
    bars = tuple(Bar(f"Tỉnh {n}", 9.5 - n, f"{9.5 - n}".replace(".", ","), own=n in own)
                 for n in range(5))  # fmt: skip
    return extracts.extract(drawing=Drawing("trạm", bars))


def test_the_title_is_the_finding_and_the_foot_says_coverage_cut_off_source_and_address() -> None:
    view = extracts.ranking(as_of=extracts.DAY)
    assert slide(view).shapes.title.text_frame.text == view.title
    text = said(view)
    for part in (
        view.subtitle,
        "trung vị 0,6500",
        "kho số liệu như cuối ngày 05/01/2026",
        view.coverage,
        view.cut_off,
        "Cột rỗng",
        "Nguồn: Báo cáo số 15/BC-STTTT",
        "05/01/2026 · " + view.address,
    ):
        assert part in text


def test_the_notes_hold_choices_marks_and_who_is_absent() -> None:
    view = extracts.ranking(absent=(Absent("Huế", "Chưa báo cáo"),))
    notes = slide(view).notes_slide.notes_text_frame.text
    for part in ("Chỉ tiêu: Trạm BTS", "†: các nguồn ghi khác nhau", "Chưa báo cáo: Huế"):
        assert part in notes


def test_up_to_20_bars_are_a_native_chart_of_all_with_mine_by_its_fill() -> None:
    drawn = chart(few(2))
    plot = drawn.plots[0]
    assert list(plot.categories) == [f"Tỉnh {n}" for n in range(5)]
    assert list(plot.series[0].values) == [9.5, 8.5, 7.5, 6.5, 5.5]
    fills = [fill(plot.series[0].points[n]) for n in range(5)]
    assert [n for n, one in enumerate(fills) if one == ACCENT[1:]] == [2]
    assert workbook(few(2))[1] == ("Tỉnh 0", 9.5)


@pytest.mark.parametrize(("scheme", "own"), [("vn34", 20), ("vn63", 40), ("vn63", 62)])
def test_of_more_bars_it_is_said_how_many_are_left_out(scheme: str, own: int) -> None:
    view = extracts.ranking(scheme, own=own)  # type: ignore[arg-type]
    assert view.drawing is not None
    of = len(view.drawing.bars)
    values = list(chart(view).plots[0].series[0].values)
    assert sum(value is not None for value in values) == 15
    assert f"hiện 15/{of}, lược {of - 15}" in said(view)
    assert view.drawing.bars[own].name in list(chart(view).plots[0].categories)


def test_a_bar_of_no_firm_figure_is_hollow_and_a_mark_beside_a_value_is_kept() -> None:
    bars = (Bar("Huế", 5.0, "5 †"), Bar("Hà Nội", 4.0, "4", hollow=True))
    series = chart(extracts.extract(drawing=Drawing("", bars))).plots[0].series[0]
    assert fill(series.points[1]) == "FFFFFF"
    assert series.points[0].data_label.text_frame.text == "5 †"


def test_a_doubtful_figure_does_not_flatten_the_others() -> None:
    bars = (Bar("Huế", 9e6, "9e6", doubtful=True), Bar("Hà Nội", 9e3, "9e3"))
    axis = chart(extracts.extract(drawing=Drawing("", bars))).value_axis
    assert axis.maximum_scale < 20_000


def test_lines_are_native_promises_dashed_and_gaps_open() -> None:
    drawn = chart(extracts.trend())
    names = [series.name for series in drawn.plots[0].series]
    assert names == ["Bắc Ninh", "Hà Nội", "Bắc Ninh (mục tiêu)", "mục tiêu cả nước 3.000"]
    dashes = [series.format.line.dash_style for series in drawn.plots[0].series]
    assert [bool(dash) for dash in dashes] == [False, False, True, False]
    xml = drawn._chartSpace.xpath(".//c:ser[1]/c:yVal//c:pt/@idx")
    assert xml == ["0", "1", "2", "4", "5", "6", "7"]
    assert drawn._chartSpace.xpath("//c:dispBlanksAs/@val") == ["gap"]


@pytest.mark.parametrize("points", [(), ((2024.0, None),)])
def test_lines_without_a_figure_are_a_table(
    points: tuple[tuple[float, float | None], ...],
) -> None:
    view = extracts.extract(drawing=Drawing("trạm", lines=(Line("Huế", points),)))
    assert any(shape.has_table for shape in slide(view).shapes)


def test_one_point_is_drawn() -> None:
    view = extracts.extract(drawing=Drawing("trạm", lines=(Line("Huế", ((2024.0, 3.0),)),)))
    assert list(chart(view).plots[0].series[0].values) == [3.0]


def test_a_view_without_a_drawing_is_a_native_table_that_says_what_is_left_out() -> None:
    view = extracts.extract(rows=(("Hà Nội", "vn34:01", 9000.25),) * 60)
    (table,) = (shape.table for shape in slide(view).shapes if shape.has_table)
    assert [cell.text for cell in table.rows[0].cells] == ["Tỉnh", "Giá trị (trạm)"]
    assert [cell.text for cell in table.rows[1].cells] == ["Hà Nội", "9.000,2"]
    assert len(table.rows) == 12
    assert "còn 49 dòng" in said(view)


def test_formulas_do_not_reach_the_workbook_of_the_chart() -> None:
    rows = workbook(extracts.hostile())
    assert rows[3][0].startswith("'=cmd")
    assert not any(str(cell).startswith("=") for row in rows for cell in row)


def test_the_chart_says_what_it_shows_and_texts_tell_their_language() -> None:
    with zipfile.ZipFile(io.BytesIO(slide_pptx(extracts.ranking()))) as archive:
        xml = archive.read("ppt/slides/slide1.xml").decode()
    assert 'descr="Đà Nẵng xếp 21/34' in xml
    assert 'lang="vi-VN"' in xml
    assert 'lang="en-US"' not in xml


@pytest.mark.parametrize("name", extracts.briefs())
def test_everything_stands_within_the_slide(name: str) -> None:
    for shape in slide(extracts.briefs()[name]).shapes:
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= SIDE[0]
        assert shape.top + shape.height <= SIDE[1]


def test_equal_views_are_equal_files() -> None:
    view = extracts.trend()
    assert slide_pptx(view) == slide_pptx(extracts.trend())
    assert slide_pptx(view) != slide_pptx(replace(view, taken_on=date(2026, 1, 6)))


def test_libreoffice_opens_every_slide(tmp_path: Path) -> None:
    for name, view in extracts.briefs().items():
        (tmp_path / f"{name}.pptx").write_bytes(slide_pptx(view))
    folder = saved_as("pdf", sorted(tmp_path.glob("*.pptx")), tmp_path)
    for name, view in extracts.briefs().items():
        with pdfplumber.open(folder / f"{name}.pdf") as pdf:
            assert len(pdf.pages) == 1
            words = pdf.pages[0].extract_text()
        assert view.lang == "en" or "05/01/2026" in words
