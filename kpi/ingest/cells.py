"""What single cells and rows look like, whatever they mean: numbers, years, numbering, titles."""

from collections.abc import Sequence

from kpi.ingest.grid import Cell, Sheet, shown
from kpi.ingest.headers import plain
from kpi.quantities.words import MISSING

_STATE_MOTTO = ("cong hoa xa hoi", "doc lap tu do", "uy ban nhan dan", "ubnd")


def unnumbered_label(text: str) -> str:
    """A short label, for look-ups that must not take long on running text."""
    return text if len(text) < 100 else ""


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds a number, or a mark that stands for one."""
    if not isinstance(cell, str):
        return not isinstance(cell, bool)
    text = cell.strip()
    if not text or len(text) > 60:
        return False
    digits = sum(c.isdigit() for c in text)
    return digits > len(text) / 3 if digits else MISSING.fullmatch(text) is not None


def is_year(cell: Cell) -> bool:
    """Whether a cell is a year figures may be of."""
    text = shown(cell).strip()
    return len(text) == 4 and text.isascii() and text.isdigit() and 1990 <= int(text) <= 2100


def texts_of(row: Sequence[Cell]) -> list[str]:
    """The texts of a row's filled cells."""
    return [text for c in row if (text := shown(c).strip())]


def is_letterhead(texts: set[str]) -> bool:
    """Whether a row is the state's motto or an agency's name above a document."""
    return any(plain(text).startswith(_STATE_MOTTO) or _STATE_MOTTO[0] in plain(text)
               for text in texts)  # fmt: skip


def is_numbering(texts: Sequence[str]) -> bool:
    """A row "A | B | 1 | 2 | 3" that numbers the columns."""
    marks = [text.strip(" ()") for text in dict.fromkeys(texts) if text]
    numbers = [int(m) for m in marks if m.isascii() and m.isdigit() and len(m) < 3]
    letters = [m for m in marks if len(m) == 1 and "A" <= m <= "H"]
    ordered = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return len(marks) >= 3 and ordered and len(numbers) + len(letters) == len(marks)


def filled_row(sheet: Sheet, row: int, width: int, bottom: int) -> list[str]:
    """The texts of a header row, with merged cells repeated over what they span."""
    cells = [shown(c).strip() for c in sheet.rows[row]][:width]
    cells += [""] * (width - len(cells))
    for r1, c1, r2, c2 in sheet.merged:
        if r1 <= row <= r2 and r1 < len(sheet.rows) and c1 < len(sheet.rows[r1]):
            text = shown(sheet.rows[r1][c1]).strip()
            for place in range(c1, min(c2 + 1, width)):
                cells[place] = cells[place] or text
    if row < bottom:
        _spread(cells, [shown(c).strip() for c in sheet.rows[row + 1]])
    return cells


def _spread(cells: list[str], below: Sequence[str]) -> None:
    """Without merged cells (CSV), a parent stands over the blanks that follow while children do."""
    for place in range(1, min(len(cells), len(below))):
        if not cells[place] and below[place] and below[place - 1]:
            cells[place] = cells[place - 1]
