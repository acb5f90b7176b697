"""What the notes below a table say of the figures that carry their mark.

"2.477(*)" above "(*) Số ước thực hiện cả năm" is an estimate.
"""

import re

from kpi.ingest.formats.sheet import Sheet, shown
from kpi.ingest.tables.layout import Block, texts_of
from kpi.ingest.tables.notes import said_in_note
from kpi.model import ObsStatus, Period

_MARK = r"(?:\*{1,3}|†|‡|[¹²³⁴⁵]|\(\d\)|\d)"
_BEHIND = re.compile(r"(?:\(\s*(\*{1,3}|\d|[¹²³⁴⁵])\s*\)|(\*{1,3}|†|‡|[¹²³⁴⁵]))\s*$")
_NOTE = re.compile(rf"\s*\(?\s*({_MARK})\s*\)?\s*[:.]?\s*(\D.*)", re.S)
_DIGITS = str.maketrans("¹²³⁴⁵", "12345")

# Notes stand below the figures.
_LAST_ROWS = 30

Said = tuple[Period | None, ObsStatus | None]


class Footnotes:
    """The notes of one table that say of which period or kind the marked figures are."""

    def __init__(self, block: Block) -> None:
        self._sheet: Sheet = block.sheet
        self._said: dict[str, Said] = {}
        for row in block.sheet.rows[max(block.start, block.end - _LAST_ROWS) : block.end]:
            texts = texts_of(row)
            if len(texts) == 1 and (note := _NOTE.match(texts[0])):
                said = said_in_note(note[2])
                if any(said):
                    self._said[_bare(note[1])] = said

    def of(self, number: int, place: int) -> Said:
        """What the mark at a cell stands for; nothing where it has none."""
        if not self._said:
            return None, None
        row = self._sheet.rows[number]
        text = shown(row[place]) if place < len(row) else ""
        match = _BEHIND.search(text)
        written = (match[1] or match[2]) if match else self._sheet.raised.get((number, place), "")
        return self._said.get(_bare(written), (None, None))


def _bare(mark: str) -> str:
    return mark.strip(" ()").translate(_DIGITS)
