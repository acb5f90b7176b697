"""A view as one slide: a chart that PowerPoint draws itself and lets edit, or a table."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from kpi.drawing.palette import ACCENT
from kpi.export.fewer_bars import fewer_bars, left_out
from kpi.export.printable import printable
from kpi.export.shown_rows import ShownRows, column_shares, left_out_text, shown_rows
from kpi.export.slide_charts import FONT, bar_chart, colour, line_chart
from kpi.export.words import about, alt_text, by_reason, hollow_note, sources_lines
from kpi.export.zipped import without_clock
from kpi.model import Lang
from kpi.model.extract import Extract, Line
from kpi.wording import day_text

_WIDTH, _HEIGHT, _EDGE = Inches(13.333), Inches(7.5), Inches(0.5)
_ROOM = _WIDTH - 2 * _EDGE
_TITLE_ONLY = 5
"""The layout of the default template that has a title and nothing else."""
_ALL_BARS, _BARS = 20, 15
_ROWS, _COLUMNS = 11, 7
_CHARACTERS = 125
"""Of a table's type that fit across the slide: every row has one line."""
_FOOT = 185
"""Characters of a line at the foot."""
_SOFT, _INK, _PAPER = colour("#56616F"), colour("#17202B"), colour("#FFFFFF")


def slide_pptx(extract: Extract) -> bytes:
    """One slide of 16:9 headed by the finding; equal views give equal bytes.

    More than 20 bars are the first, my province's and the last with the gaps counted; the
    slide says how many are left out. What a slide has no room for stands in its notes.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = _EDGE, Inches(0.3), _ROOM, Inches(0.95)
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    text = printable(extract.title, 165)
    _write(title.text_frame, [text], 26 if len(text) < 90 else 20, extract.lang, bold=True)
    missing = _body(slide, extract)
    said = [printable(extract.subtitle, 100), *_references(extract), missing]
    _text(slide, " · ".join(t for t in said if t), Inches(1.25), Inches(0.35), 14, extract.lang)
    _foot(slide, extract)
    slide.notes_slide.notes_text_frame.text = "\n".join(printable(line) for line in _notes(extract))
    deck.core_properties.title = printable(extract.title, 255)
    deck.core_properties.author = ""
    deck.core_properties.language = "vi-VN" if extract.lang == "vi" else "en-GB"
    out = io.BytesIO()
    deck.save(out)
    return without_clock(out.getvalue(), extract.taken_on)


def _body(slide: Any, extract: Extract) -> str:
    """The chart or table; gives what is to be said of what it leaves out, "" for nothing."""
    drawing, lang = extract.drawing, extract.lang
    top, height = Inches(1.65), Inches(4.75)
    place = (_EDGE, top, _ROOM, height)
    lines = () if drawing is None else tuple(line for line in drawing.lines if _has_figure(line))
    if drawing is None or not (drawing.bars or lines):
        return _table(slide, shown_rows(extract, _ROWS, _COLUMNS), lang, top)
    if not drawing.bars:
        frame, missing = line_chart(slide, replace(drawing, lines=lines), place), ""
    else:
        shown = fewer_bars(drawing.bars, _ALL_BARS)
        if left_out(shown):
            shown = fewer_bars(drawing.bars, _BARS)
        frame = bar_chart(slide, drawing, shown, lang, place)
        missing = _missing_text(left_out(shown), len(drawing.bars), lang)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt_text(extract))
    return missing


def _has_figure(line: Line) -> bool:
    return any(value is not None for _, value in line.points)


def _missing_text(count: int, of: int, lang: Lang) -> str:
    if not count:
        return ""
    if lang == "vi":
        return f"hiện {of - count}/{of}, lược {count}"
    return f"{of - count} of {of} shown, {count} left out"


def _table(slide: Any, shown: ShownRows, lang: Lang, top: int) -> str:
    if not shown.columns:
        return ""
    size = len(shown.rows) + 1, len(shown.columns)
    frame = slide.shapes.add_table(*size, _EDGE, top, _ROOM, Inches(0.38) * size[0])
    shares = column_shares(shown)
    for column, share in zip(frame.table.columns, shares, strict=True):
        column.width = round(_ROOM * share)
    rows = [tuple(column.head for column in shown.columns), *(row.texts for row in shown.rows)]
    own = [False, *(row.own for row in shown.rows)]
    for y, (texts, mine) in enumerate(zip(rows, own, strict=True)):
        for x, (text, column) in enumerate(zip(texts, shown.columns, strict=True)):
            cell = frame.table.cell(y, x)
            cell.margin_top = cell.margin_bottom = Emu(20_000)
            short = printable(text, max(6, int(_CHARACTERS * shares[x])))
            _write(cell.text_frame, [short], 12, lang, bold=mine or not y)
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if column.kind == "number" else PP_ALIGN.LEFT
            if mine:
                paragraph.runs[0].font.color.rgb = colour(ACCENT)
            elif not y:
                paragraph.runs[0].font.color.rgb = _PAPER
    return left_out_text(shown.left_out, lang) if shown.left_out else ""


def _references(extract: Extract) -> list[str]:
    """Lines that a native bar chart cannot draw are told in words."""
    drawing = extract.drawing
    if drawing is None or not drawing.bars:
        return []
    return [printable(one.label, 30) for one in drawing.references[:2]]


def _foot(slide: Any, extract: Extract) -> None:
    vi, lang = extract.lang == "vi", extract.lang
    past = ""
    if extract.as_of is not None:
        words = "kho số liệu như cuối ngày" if vi else "the store as it stood on"
        past = f"{words} {day_text(extract.as_of, lang)}"
    lines = [
        " · ".join(text for text in (past, extract.coverage, extract.cut_off) if text),
        *hollow_note(extract),
        *sources_lines(extract)[:1],
        f"{day_text(extract.taken_on, lang)} · {extract.address}".strip(" ·"),
    ]
    short = [printable(line, _FOOT) for line in lines if line]
    _text(slide, "\n".join(short), Inches(6.45), Inches(0.8), 10, lang)


def _notes(extract: Extract) -> Iterator[str]:
    yield from (f"{label}: {said}" if label else said for label, said in about(extract))
    yield from by_reason(extract.absent)
    yield from extract.notes
    yield from sources_lines(extract)


def _text(slide: Any, text: str, top: int, height: int, size: float, lang: Lang) -> None:
    box = slide.shapes.add_textbox(_EDGE, top, _ROOM, height)
    _write(box.text_frame, text.split("\n"), size, lang)
    for paragraph in box.text_frame.paragraphs:
        paragraph.runs[0].font.color.rgb = _SOFT


def _write(frame: Any, lines: list[str], size: float, lang: Lang, *, bold: bool = False) -> None:
    """Lines in the slide's typeface and the reader's language, one paragraph each."""
    frame.word_wrap = True
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
        run.font.color.rgb = _INK
        vietnamese = lang == "vi"
        run.font.language_id = (
            MSO_LANGUAGE_ID.VIETNAMESE if vietnamese else MSO_LANGUAGE_ID.ENGLISH_UK
        )
