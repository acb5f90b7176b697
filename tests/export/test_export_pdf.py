"""The brief as PDF: one page, its text selectable and as typed, tagged, the typeface inside."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import extracts
import pdfplumber
import pytest

from kpi.drawing.palette import ACCENT
from kpi.export.pdf import brief_pdf
from kpi.model.extract import Extract


@contextmanager
def opened(view: Extract) -> Iterator[Any]:
    with pdfplumber.open(io.BytesIO(brief_pdf(view))) as pdf:
        yield pdf


@pytest.mark.parametrize("name", extracts.briefs())
def test_every_brief_is_one_page_of_a4(name: str) -> None:
    with opened(extracts.briefs()[name]) as pdf:
        (page,) = pdf.pages
        assert (round(page.width), round(page.height)) == (595, 842)


def test_vietnamese_words_come_out_as_they_went_in() -> None:
    view = extracts.ranking(as_of=extracts.DAY)
    with opened(view) as pdf:
        said = pdf.pages[0].extract_text()
    for text in (
        view.title,
        view.subtitle,
        "ngày 05 tháng 01 năm 2026",
        "Lựa chọn: Chỉ tiêu: Trạm BTS; Kỳ: 2025",
        "Độ phủ: 34/34 tỉnh có số liệu; trung vị 0,6500",
        "Chốt số: số liệu đến 31/12/2025",
        "Kho số liệu như cuối ngày: 05/01/2026",
        "[1] Báo cáo số 15/BC-STTTT, Sở TT&TT, 01/2026",
        "21 Đà Nẵng 2024 0,6147",
        "… còn 19 dòng",
        view.address,
    ):
        assert text in said


def test_signs_of_markup_are_set_as_typed() -> None:
    title = '#let x = 1 $a_b^c$ *đậm* _nghiêng_ @nguồn \\ <nhãn> [y] {z} `m` ~ // "q" = - +'
    with opened(extracts.extract(title=title, subtitle="= #panic()")) as pdf:
        said = " ".join(pdf.pages[0].extract_text().split())
        assert pdf.metadata["Title"] == title
    assert title in said
    assert "= #panic()" in said


def test_the_typeface_is_embedded_and_the_language_and_structure_are_told() -> None:
    with opened(extracts.ranking()) as pdf:
        assert {c["fontname"].partition("+")[2] for c in pdf.pages[0].chars} == {
            "Inter-Regular",
            "Inter-Bold",
        }
        assert pdf.doc.catalog["Lang"] == b"vi-VN"
        assert pdf.doc.catalog["MarkInfo"]["Marked"] is True
    with opened(extracts.ranking(lang="en")) as pdf:
        assert pdf.doc.catalog["Lang"] == b"en-GB"


def test_the_row_of_my_province_stands_out() -> None:
    accent = tuple(int(ACCENT[at : at + 2], 16) / 255 for at in (1, 3, 5))
    with opened(extracts.ranking()) as pdf:
        found = "".join(
            c["text"]
            for c in pdf.pages[0].chars
            if c["non_stroking_color"] == pytest.approx(accent, abs=0.01)
        )
    assert found.startswith(("21ĐàNẵng", "21Đà Nẵng"))


def test_only_addresses_of_the_web_are_links() -> None:
    with opened(extracts.ranking()) as pdf:
        links = {link["uri"] for link in pdf.pages[0].hyperlinks}
    assert links == {"https://example.vn/a", "http://kpi.vn/ranking?indicator=bts&period=2025"}
    with opened(extracts.hostile()) as pdf:
        assert all(link["uri"].startswith("http") for link in pdf.pages[0].hyperlinks)


def test_equal_views_are_equal_files() -> None:
    view = extracts.trend()
    assert brief_pdf(view) == brief_pdf(extracts.trend())
    assert brief_pdf(view) != brief_pdf(replace(view, title="Khác"))
