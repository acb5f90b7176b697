"""Cells in two languages, as statistical yearbooks print them: the English half is left away.

"CẢ NƯỚC - WHOLE COUNTRY" is "CẢ NƯỚC"; the halves may stand in two lines of the cell.
"""

import re

from kpi.ingest.formats.sheet import Cell, Sheet
from kpi.language.spelling import plain

_PARTED = re.compile(r"\s*\n\s*|\s+[-–/]\s+|\s{3,}")
_ENGLISH_WORDS = (
    "of which with by and the per in for to unit number rate ratio share total whole country "
    "province provinces city cities region area delta year years prel prel. average population "
    "household households subscriber subscribers subscriptions subscribtions station stations "
    "revenue telephone telephones phone mobile fixed person persons people thous thousand million "
    "billion male female urban rural post postal internet users enterprises commune communes "
    "indicator indicators source note river red north south central highlands coast mountain areas "
    "midlands index coverage online public services dossiers score rank"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
# Words that Vietnamese labels borrow say nothing of the language they stand in.
_BORROWED = frozenset(["internet", "online", "mobile", "index"])
_MOST = 300
# No label is longer; each place where one may be parted costs as much as it is long.
_LONGEST = 300


def in_vietnamese(sheet: Sheet) -> Sheet:
    """The sheet with the Vietnamese half of every label that is printed in two languages."""
    cells = {cell for row in sheet.rows[:_MOST] for cell in row if isinstance(cell, str)}
    texts = (cell for cell in cells if len(cell) <= _LONGEST and _PARTED.search(cell))
    halves = {text: half for text in texts if (half := vietnamese_half(text)) != text}
    if not halves:
        return sheet

    def label(cell: Cell) -> Cell:
        return halves.get(cell, cell) if isinstance(cell, str) else cell

    head = [[label(cell) for cell in row] for row in sheet.rows[:_MOST]]
    return sheet.with_rows([*head, *sheet.rows[_MOST:]])


def vietnamese_half(text: str) -> str:
    """A label without its English half; the text itself where there is none."""
    for match in _PARTED.finditer(text):
        first, second = text[: match.start()].strip(), text[match.end() :].strip()
        if first and not _is_english(first) and _is_english(second):
            unit = re.search(r"\([^()]*\)\s*$", second)
            repeated = unit and "(" not in first and not any(c.isdigit() for c in unit[0])
            return f"{first} {unit[0].strip()}" if unit and repeated else first
    return text


def _is_english(text: str) -> bool:
    """Whether a text is ASCII, has no digit and a word only English has."""
    if not text.isascii() or any(c.isdigit() for c in text):
        return False
    words = set(plain(text).split())
    return bool(words & (_ENGLISH - _BORROWED))
