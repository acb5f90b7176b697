"""The list of who has no figures as a Word file, to be attached to a letter that asks for them.

Paper and typeface follow Decree 30/2020/NĐ-CP, appendix I, across as the table is wide.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from kpi.export import word
from kpi.export.printable import printable
from kpi.model import Lang

_WIDTHS = (12, 40, 95, 35, 45, 25)
"""Millimetres of the columns, 252 between the margins."""


@dataclass(frozen=True)
class MissingList:
    """Who lacks what: a title, what it is of, the heads of six columns, a row a province."""

    lang: Lang
    title: str
    subject: str
    heads: tuple[str, str, str, str, str, str]
    rows: Sequence[tuple[str, str, str, str, str, str]]


def missing_docx(told: MissingList) -> bytes:
    """The list as a Word file."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    word.set_typeface(document, told.lang, f"{told.title}. {told.subject}", 11)
    for text in (told.title, told.subject):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(4)
        run = paragraph.add_run(printable(text))
        run.bold, run.font.size = True, Pt(14)
    grid = document.add_table(rows=1, cols=len(told.heads), style="Table Grid")
    grid.autofit = False
    word.repeat_head(grid.rows[0])
    for number, row in enumerate((told.heads, *told.rows)):
        cells = grid.rows[0].cells if number == 0 else grid.add_row().cells
        for cell, text, width in zip(cells, row, _WIDTHS, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].add_run(printable(text)).bold = number == 0
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
