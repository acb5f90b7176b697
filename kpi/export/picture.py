"""A view as a picture for a chat message: the finding, its drawing, and where it comes from."""

from collections.abc import Iterator

from kpi import settings
from kpi.export.canvas import INK, SOFT, Canvas
from kpi.export.fewer_bars import Gap, fewer_bars
from kpi.export.picture_bars import draw_bars
from kpi.export.picture_lines import draw_lines
from kpi.export.picture_map import draw_map
from kpi.export.picture_table import draw_table
from kpi.export.shown_rows import shown_rows
from kpi.export.words import by_reason, cited_text, hollow_note
from kpi.model import Lang
from kpi.model.extract import Bar, Drawing, Extract
from kpi.wording import day_text

_WIDTH, _EDGE = 1200, 48
_ROOM = _WIDTH - 2 * _EDGE
_MAP, _BETWEEN = 420, 36
_ROWS = 14
_BRIEF_BARS = 13


def picture_png(extract: Extract) -> bytes:
    """The view, 1200 pixels wide at two dots a pixel; its height is what its rows need.

    Raises:
        UnreadableError: when the map is asked for and a boundary file is missing or damaged.
    """
    canvas = Canvas(_WIDTH)
    y = canvas.block(_EDGE, 36, extract.title, 32, _ROOM, most=4, bold=True)
    if extract.subtitle:
        y = canvas.block(_EDGE, y + 4, extract.subtitle, 18, _ROOM, most=3, colour=SOFT)
    y += 18
    drawing = extract.drawing
    if drawing is not None and (drawing.bars or drawing.lines):
        y = _draw(canvas, drawing, list(drawing.bars), extract.lang, _EDGE, y, _ROOM)
    else:
        y = draw_table(canvas, shown_rows(extract, _ROWS), extract.lang, _EDGE, y, _ROOM)
    y += 20
    canvas.line([(_EDGE, y), (_WIDTH - _EDGE, y)], "#D5DAE1", 1)
    y += 10
    for text, firm in _foot(extract):
        y = canvas.block(_EDGE, y, text, 15, _ROOM, most=2, bold=firm, colour=INK if firm else SOFT)
    return canvas.png(y + 28)


def drawing_png(extract: Extract) -> bytes:
    """The drawing alone, for a page that says the rest in words; b"" where nothing is drawn.

    Of many bars the first, my province's and the last are drawn, the gaps counted.

    Raises:
        UnreadableError: when the map is asked for and a boundary file is missing or damaged.
    """
    drawing = extract.drawing
    if drawing is None or not (drawing.bars or drawing.lines):
        return b""
    canvas = Canvas(_WIDTH)
    shown = fewer_bars(drawing.bars, _BRIEF_BARS)
    return canvas.png(_draw(canvas, drawing, shown, extract.lang, 4, 6, _WIDTH - 8) + 8)


def _draw(
    canvas: Canvas,
    drawing: Drawing,
    shown: list[Bar | Gap],
    lang: Lang,
    left: float,
    top: float,
    width: float,
) -> float:
    """Bars with their map beside them, or lines; gives the height below."""
    if not shown:
        return draw_lines(canvas, drawing, lang, left, top, width)
    if drawing.scheme not in ("vn34", "vn63"):
        return draw_bars(canvas, drawing, shown, lang, left, top, width)
    bars = width - _MAP - _BETWEEN
    folder = settings.DATA / "boundaries"
    beside = left + bars + _BETWEEN
    return max(
        draw_bars(canvas, drawing, shown, lang, left, top, bars),
        draw_map(canvas, drawing, drawing.scheme, folder, lang, beside, top, _MAP),
    )


def _foot(extract: Extract) -> Iterator[tuple[str, bool]]:
    """(line, whether it is to stand out) of what must be known of the picture."""
    vi, lang = extract.lang == "vi", extract.lang
    if extract.as_of is not None:
        day = day_text(extract.as_of, lang)
        yield f"Kho số liệu như cuối ngày {day}" if vi else f"The store as it stood on {day}", True
    yield from ((note, False) for note in hollow_note(extract))
    yield " · ".join(text for text in (extract.coverage, extract.cut_off) if text), False
    for line in by_reason(extract.absent)[:2]:
        yield line, False
    for note in extract.notes[:4]:
        yield note, False
    yield from ((line, False) for line in _sources(extract))
    taken = "Tải về ngày" if vi else "Downloaded on"
    yield f"{taken} {day_text(extract.taken_on, lang)}", False
    yield extract.address, False


def _sources(extract: Extract) -> Iterator[str]:
    """The document that tells most of the figures, and how many others there are."""
    if not extract.sources:
        return
    vi, others = extract.lang == "vi", len(extract.sources) - 1
    line = f"{'Nguồn' if vi else 'Source'}: {cited_text(extract.sources[0])}"
    if others:
        line += f" và {others} tài liệu khác" if vi else f" and {others} more"
    yield line
