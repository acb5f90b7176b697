"""The annex of figures as a Word file, in the form that offices attach to their reports.

Paper, margins and typeface follow Decree 30/2020/NĐ-CP, appendix I: A4, Times New Roman, 20 mm
above and below; an annex that is wider than tall stands across.
"""

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from kpi.export import word
from kpi.export.annex_words import Amount, AnnexTable, cells, columns, sources_head

_ACROSS = 297 - 30 - 15
"""Millimetres between the margins."""
_ORDINAL, _NAME, _UNIT, _SOURCE, _NOTE = 10, 60, 20, 14, 38


def annex_docx(table: AnnexTable) -> bytes:
    """The annex as a Word file."""
    document = docx.Document()
    _paper(document, table)
    _line(document, table.title, bold=True, size=14)
    _line(document, table.place, bold=True, size=13)
    _line(document, table.attached, italic=True, size=13)
    heads = columns(table)
    grid = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    word.repeat_head(grid.rows[0])
    widths = _widths(len(heads))
    _write(grid.rows[0].cells, heads, widths, bold=True, centred=True)
    for part in table.parts:
        section = [part.ordinal, part.heading, *[""] * (len(heads) - 2)]
        _write(grid.add_row().cells, section, widths, bold=True)
        for line in part.lines:
            _write(grid.add_row().cells, cells(table, line), widths)
    if table.sources:
        _line(document, sources_head(table), bold=True, size=11, centred=False, above=8)
        for number, text in enumerate(table.sources, start=1):
            _line(document, f"[{number}] {text}", size=11, centred=False)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paper(document: Any, table: AnnexTable) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    word.set_typeface(document, table.lang, f"{table.title}. {table.place}", 11)


def _line(
    document: Any,
    text: str,
    *,
    size: int,
    bold: bool = False,
    italic: bool = False,
    centred: bool = True,
    above: int = 0,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before = Pt(above)
    paragraph.paragraph_format.space_after = Pt(4 if centred else 0)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _widths(columns_told: int) -> list[float]:
    fixed = _ORDINAL + _NAME + _UNIT + _SOURCE + _NOTE
    figures = columns_told - 5
    return [_ORDINAL, _NAME, _UNIT, *[(_ACROSS - fixed) / figures] * figures, _SOURCE, _NOTE]


def _write(
    row: Sequence[Any],
    told: Sequence[str | int | Amount | None],
    widths: Sequence[float],
    *,
    bold: bool = False,
    centred: bool = False,
) -> None:
    for column, (cell, one, width) in enumerate(zip(row, told, widths, strict=True)):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        text = one.text if isinstance(one, Amount) else "" if one is None else str(one)
        run = paragraph.add_run(text)
        run.bold = bold
        if centred or column in (0, 2):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif isinstance(one, Amount):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
