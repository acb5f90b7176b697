"""The first rows of a table on a canvas, for a view that draws nothing."""

from kpi.drawing.palette import ACCENT
from kpi.export.canvas import INK, SOFT, Canvas, clipped, width_of
from kpi.export.shown_rows import ShownRows, left_out_text
from kpi.model import Lang

_SIZE, _ROW, _GAP = 16.0, 34.0, 22.0
_WIDEST = 340.0
_GRID = "#D5DAE1"


def draw_table(
    canvas: Canvas, shown: ShownRows, lang: Lang, left: float, top: float, width: float
) -> float:
    """Draw heads and rows within a width; gives the height below the last.

    Columns that find no room are left out from the right, which is said.
    """
    widths = _widths(shown, width)
    cut = len(shown.columns) - len(widths)
    edges = [left + sum(widths[:n]) + _GAP * n for n in range(len(widths))]
    for column, x, room in zip(shown.columns, edges, widths, strict=False):
        _cell(canvas, column.head, x, top, room, flush=column.kind == "number", bold=True)
    for n, row in enumerate(shown.rows, start=1):
        y = top + _ROW * n
        canvas.line([(left, y), (left + width, y)], _GRID, 0.7, over=1)
        for column, text, x, room in zip(shown.columns, row.texts, edges, widths, strict=False):
            flush = column.kind == "number"
            _cell(canvas, text, x, y, room, flush=flush, bold=row.own, own=row.own)
    y = top + _ROW * (len(shown.rows) + 1)
    said = [left_out_text(shown.left_out, lang)] if shown.left_out else []
    if cut:
        said.append(f"còn {cut} cột" if lang == "vi" else f"{cut} more columns")
    if said:
        canvas.text(left, y + _ROW / 2, "… " + ", ".join(said), _SIZE, colour=SOFT)
        y += _ROW
    return y


def _widths(shown: ShownRows, width: float) -> list[float]:
    wanted = [
        min(
            _WIDEST,
            max(width_of(text, _SIZE, bold=True) for text in (column.head, *texts)) + 2,
        )
        for column, texts in zip(
            shown.columns,
            zip(*(row.texts for row in shown.rows), strict=True) if shown.rows else
            [()] * len(shown.columns),
            strict=True,
        )
    ]  # fmt: skip
    while wanted and sum(wanted) + _GAP * (len(wanted) - 1) > width and len(wanted) > 1:
        wanted.pop()
    return wanted


def _cell(
    canvas: Canvas,
    text: str,
    x: float,
    y: float,
    room: float,
    *,
    flush: bool,
    bold: bool = False,
    own: bool = False,
) -> None:
    canvas.text(
        x + room if flush else x,
        y + _ROW / 2,
        clipped(text, _SIZE, room, bold=bold),
        _SIZE,
        bold=bold,
        colour=ACCENT if own else INK,
        place="right" if flush else "left",
    )
