"""A view as a one-page brief: what it says, what it leaves out, and that it is one page."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import extracts
import pdfplumber
import pytest
from office import saved_as

from kpi.export.brief import brief_of, long_day
from kpi.export.docx import brief_docx
from kpi.model.extract import Absent, Cited, Column, Extract


def words(view: Extract) -> str:
    document = docx.Document(io.BytesIO(brief_docx(view)))
    cells = (c.text for table in document.tables for row in table.rows for c in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def xml(view: Extract, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(brief_docx(view))) as archive:
        return archive.read(part).decode()


def test_a_brief_prints_finding_choices_coverage_cut_off_sources_and_day() -> None:
    view = extracts.ranking(as_of=extracts.DAY, absent=(Absent("Huế", "Chưa báo cáo"),))
    said = words(view)
    for text in (
        view.title,
        view.subtitle,
        "ngày 05 tháng 01 năm 2026",
        "Lựa chọn: Chỉ tiêu: Trạm BTS; Kỳ: 2025",
        "Độ phủ: 34/34 tỉnh có số liệu; trung vị 0,6500",
        "Chốt số: số liệu đến 31/12/2025",
        "Kho số liệu như cuối ngày: 05/01/2026",
        "Cột rỗng: số ước, mục tiêu, kế hoạch hoặc hạng tự tính",
        "Chưa báo cáo: Huế",
        "†: các nguồn ghi khác nhau",
        "[1] Báo cáo số 15/BC-STTTT, Sở TT&TT, 01/2026",
        view.address,
    ):
        assert text in said


def test_the_table_has_at_most_15_rows_my_province_among_them_and_says_what_is_left() -> None:
    view = extracts.ranking(own=30)
    brief = brief_of(view)
    assert len(brief.table.rows) == 15
    assert [row.texts[0] for row in brief.table.rows if row.own] == ["31"]
    assert brief.table_note == "còn 19 dòng"
    assert "0,4971" in words(view)
    assert "vn34" not in words(view)


def test_documents_of_rows_are_told_by_their_number_in_the_list() -> None:
    titles = [f"Báo cáo số {n}" for n in range(20)]
    view = extracts.extract(
        columns=(Column("Tỉnh"), Column("Tài liệu")),
        rows=tuple((f"Tỉnh {n}", title) for n, title in enumerate(reversed(titles))),
        sources=tuple(Cited(title) for title in titles),
    )
    brief = brief_of(view)
    assert [row.texts[1] for row in brief.table.rows][:2] == ["[1]", "[2]"]
    assert [source.text for source in brief.sources][:2] == [
        "[1] Báo cáo số 19",
        "[2] Báo cáo số 18",
    ]
    assert brief.sources[-1].text == "… còn 8 mục, có trong tệp Excel"


def test_only_addresses_of_the_web_are_links() -> None:
    view = extracts.extract(sources=(Cited("Thư", url="javascript:alert(1)"),))
    assert brief_of(view).sources[0].link == ""
    relations = xml(view, "word/_rels/document.xml.rels")
    assert "javascript" not in relations
    assert "http://kpi.vn/ranking?indicator=bts&amp;period=2025" in relations


def test_the_picture_says_what_it_shows_the_head_repeats_and_the_language_is_told() -> None:
    view = extracts.ranking()
    assert 'descr="Đà Nẵng xếp 21/34' in xml(view)
    assert "<w:tblHeader" in xml(view)
    assert '<w:lang w:val="vi-VN"' in xml(view, "word/styles.xml")
    assert '<w:lang w:val="en-GB"' in xml(extracts.ranking(lang="en"), "word/styles.xml")
    assert 'w:ascii="Times New Roman"' in xml(view, "word/styles.xml")


def test_margins_are_those_of_decree_30() -> None:
    section = docx.Document(io.BytesIO(brief_docx(extracts.trend()))).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides if side is not None] == [20, 20, 30, 15]
    assert (
        round((section.page_width or 0) / 36000),
        round((section.page_height or 0) / 36000),
    ) == (
        210,
        297,
    )


def test_hostile_texts_stand_in_a_brief_as_they_are() -> None:
    said = words(extracts.hostile())
    assert '"Nháy" <b>&amp;</b> #let x = 1 $a_b^c$ *đậm* _nghiêng_ @nguồn' in said
    assert "\u202e" not in said


def test_equal_views_are_equal_files_and_another_day_is_another_file() -> None:
    view = extracts.trend()
    assert brief_docx(view) == brief_docx(extracts.trend())
    assert brief_docx(view) != brief_docx(replace(view, taken_on=date(2026, 1, 6)))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_are_written_as_decree_30_writes_them(day: date, text: str) -> None:
    assert long_day(day, "vi") == text


def test_every_brief_is_one_page_in_libreoffice(tmp_path: Path) -> None:
    for name, view in extracts.briefs().items():
        (tmp_path / f"{name}.docx").write_bytes(brief_docx(view))
    folder = saved_as("pdf", sorted(tmp_path.glob("*.docx")), tmp_path)
    for name in extracts.briefs():
        with pdfplumber.open(folder / f"{name}.pdf") as pdf:
            assert len(pdf.pages) == 1, name
