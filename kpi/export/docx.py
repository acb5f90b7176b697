"""A view as a one-page Word file: A4, margins and typeface of Decree 30/2020/NĐ-CP, appendix I."""

import io
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kpi.drawing.palette import ACCENT
from kpi.export import word
from kpi.export.brief import (
    ACROSS,
    FOOT,
    SUBTITLE,
    TABLE,
    TITLE,
    Brief,
    brief_of,
)
from kpi.export.shown_rows import column_shares
from kpi.export.zipped import without_clock
from kpi.model.extract import Extract


def brief_docx(extract: Extract) -> bytes:
    """The brief; equal views give equal bytes.

    Raises:
        UnreadableError: when a map is asked for and a boundary file is missing or damaged.
    """
    brief = brief_of(extract)
    document = docx.Document()
    _paper(document)
    word.set_typeface(document, brief.lang, brief.title, FOOT)
    _line(document, brief.day, SUBTITLE, italic=True, place=WD_ALIGN_PARAGRAPH.RIGHT)
    heading = _line(document, brief.title, TITLE, bold=True, place=WD_ALIGN_PARAGRAPH.CENTER)
    _outline(heading)
    if brief.subtitle:
        _line(document, brief.subtitle, SUBTITLE, italic=True, place=WD_ALIGN_PARAGRAPH.CENTER)
    if brief.picture:
        paragraph = _line(document, "", FOOT, above=4)
        word.add_picture(paragraph, brief.picture, ACROSS, brief.alt)
    if brief.table.rows:
        _table(document, brief)
    if brief.table_note:
        _line(document, f"… {brief.table_note}", FOOT, italic=True)
    _foot(document, brief)
    out = io.BytesIO()
    document.save(out)
    return without_clock(out.getvalue(), brief.taken_on)


def _paper(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(8)


def _line(
    document: Any,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    place: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    above: float = 0,
) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = place
    paragraph.paragraph_format.space_before = Pt(above)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _outline(paragraph: Any) -> None:
    """The title is a heading to screen readers and to the navigation pane."""
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().append(level)


def _table(document: Any, brief: Brief) -> None:
    """Heads that every page repeats; rows of my province in bold and in its colour."""
    table = brief.table
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    word.repeat_head(grid.rows[0])
    widths = [Mm(ACROSS * share) for share in column_shares(table)]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    flush = [column.kind == "number" for column in table.columns]
    heads = tuple(column.head for column in table.columns)
    rows = [(heads, True, False), *((row.texts, row.own, row.own) for row in table.rows)]
    for texts, bold, own in rows:
        cells = grid.rows[0].cells if texts is heads else grid.add_row().cells
        for cell, text, width, right in zip(cells, texts, widths, flush, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
            run = paragraph.add_run(text)
            run.bold, run.font.size = bold, Pt(TABLE)
            if own:
                run.font.color.rgb = RGBColor.from_string(ACCENT[1:])


def _foot(document: Any, brief: Brief) -> None:
    above = 4.0
    for label, text in brief.facts:
        paragraph = _line(document, f"{label}: " if label else "", FOOT, bold=True, above=above)
        paragraph.add_run(text).font.size = Pt(FOOT)
        above = 0
    for text in brief.lines:
        _line(document, text, FOOT)
    if brief.sources:
        _line(document, f"{brief.sources_head}:", FOOT, bold=True, above=3)
    for source in brief.sources:
        word.add_link(_line(document, "", FOOT), source.text, source.link, FOOT)
    if brief.address.text:
        word.add_link(
            _line(document, "", FOOT, above=3), brief.address.text, brief.address.link, FOOT
        )
