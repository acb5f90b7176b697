"""Where in a sheet a table stands: its header rows, its columns, its data rows.

A header is the first row with two known names and figures below; rows above it that span it
and rows below that go on naming things (units, years, numbering) belong to it. A table whose
header names nothing known is still found by the provinces in its rows.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpi.ingest.column_words import column_of
from kpi.ingest.formats.sheet import Cell, Sheet, shown
from kpi.ingest.tables.headings import Heading, HeadingReader
from kpi.ingest.tables.parts import is_below
from kpi.ingest.tables.vocabulary import Vocabulary
from kpi.language.number_words import MISSING
from kpi.language.spelling import plain

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


_SEARCHED_ROWS = 80
_STATED_UNIT = re.compile(r"\b(?:don vi(?: tinh)?|dvt)\b.*")
_BRACKETS = re.compile(r"\(([^()\d]{1,30})\)")
_MOST_HEADER_ROWS = 4


@dataclass(frozen=True)
class Block:
    """One table of a sheet: rows and columns count from 0, `end` is behind the last row.

    `headings` has every column of the header; `titles` are the texts above it, from row
    `above` on.
    """

    sheet: Sheet
    above: int
    top: int
    start: int
    end: int
    headings: tuple[Heading, ...]
    titles: tuple[str, ...]

    @property
    def is_long(self) -> bool:
        """Whether one column holds the figures and others say what they are."""
        return any(h.role == "value" for h in self.headings) and not any(
            h.names_figures for h in self.headings
        )

    @property
    def is_complete(self) -> bool:
        """Whether its columns say everything of each figure, as in an exchange of data."""
        roles = {h.role for h in self.headings}
        return roles >= {"period", "indicator", "value"} and bool(roles & {"area", "province"})

    @property
    def key(self) -> str:
        """What tells the block from others of its file, part of the questions it asks."""
        return f"{self.sheet.name}|{self.top + 1}" if self.above else self.sheet.name

    @property
    def fingerprint(self) -> str:
        """The same for tables with the same header words, whatever their years."""
        heads = (h.text for h in self.headings)
        words = "|".join("".join(c for c in plain(text) if not c.isdigit()) for text in heads)
        # An answer given for one unit is none for another: titles and formats may state it.
        words += "|".join(sorted({*self.sheet.units.values(), *_units_of(self.titles)}))
        return hashlib.sha256(words.encode()).hexdigest()[:16]


def _units_of(titles: Sequence[str]) -> list[str]:
    """Lines "Đơn vị tính: …" and units in brackets, which hold for all figures below."""
    found = (_STATED_UNIT.search(plain(title)) for title in titles)
    in_brackets = [text for title in titles for text in _BRACKETS.findall(title)]
    return [*(match[0] for match in found if match), *map(plain, in_brackets)]


class Finder:
    """Finds the tables of a sheet, top to bottom."""

    def __init__(self, vocabulary: Vocabulary, headings: HeadingReader) -> None:
        self._vocabulary = vocabulary
        self._headings = headings

    def blocks(self, sheet: Sheet) -> list[Block]:
        """Every table of the sheet; [] when it has none."""
        found: list[Block] = []
        at = 0
        while (block := self._next(sheet, at)) is not None:
            end = self._end(sheet, block)
            found += side_by_side(replace(block, end=end))
            at = end
        return found

    def _next(self, sheet: Sheet, at: int) -> Block | None:
        header = self._header(sheet, at)
        if header is None:
            return None
        top, bottom = header
        width = max(len(row) for row in sheet.rows[top : bottom + 1])
        filled = [filled_row(sheet, row, width, bottom) for row in range(top, bottom + 1)]
        naming = [row for row in filled if not is_numbering(row)]
        headings = tuple(
            self._headings.read(*(row[place] for row in naming)) for place in range(width)
        )
        titles = [] if at else list(sheet.above)
        titles += [shown(c) for row in sheet.rows[at:top] for c in row if c != ""]
        return Block(
            sheet, at, top, bottom + 1, len(sheet.rows), headings, tuple(dict.fromkeys(titles))
        )

    def _header(self, sheet: Sheet, at: int) -> tuple[int, int] | None:
        last = min(len(sheet.rows), at + _SEARCHED_ROWS)
        for row in range(at, last):
            if self._names(sheet.rows[row]) >= 2:
                bottom = self._bottom(sheet, row)
                if self._is_complete(sheet.rows[row]) or self._has_data(sheet, bottom + 1):
                    return self._top(sheet, row, at), bottom
        for row in range(at + 1, last):
            cells = sheet.rows[row]
            if self._is_labelled(cells) and any(map(is_figure, cells)):
                above = self._header_above(sheet, row, at)
                if above is None:
                    return None
                return self._top(sheet, above, at), self._bottom(sheet, above)
        return None

    def _is_complete(self, row: Sequence[Cell]) -> bool:
        """Whether a header names every column a long table needs, with or without rows below."""
        roles = {column_of(shown(c)) for c in row}
        return roles >= {"period", "indicator", "value"} and bool(roles & {"area", "province"})

    def _names(self, row: Sequence[Cell]) -> int:
        """How many different known things a row names; 0 when it is not a header."""
        texts = dict.fromkeys(shown(c) for c in row if c != "")
        if len(texts) < 2 or len(texts) > 2000:
            return 0
        readings = [self._headings.read(text) for text in texts if len(text) < 300]
        roles = {h.role or h.text for h in readings if h.dimensions or is_below(h.text)}
        solid = [h for h in readings if (h.role and h.role != "outline") or h.indicator or h.area]
        years = [h for h in readings if h.period]
        if sum(bool(h.area) for h in readings) == 1 and not any(
            h.role and h.role != "outline" for h in readings
        ):
            return 0  # one province and its figures
        if any(type(c) is float and not is_year(c) for c in row):
            # A row of data under a header of unknown names.
            return len(roles) if all(type(c) is not float or c < 100 for c in row) else 0
        return len(roles) if solid or len(years) >= 2 else 0

    def _top(self, sheet: Sheet, row: int, at: int) -> int:
        """The first of the rows that span the header from above."""
        top = row
        while top > at and row - top < _MOST_HEADER_ROWS - 1:
            above = [shown(c) for c in sheet.rows[top - 1]]
            texts = {t for t in above if t}
            spans = any(r1 == top - 1 and r2 >= top for r1, _, r2, _ in sheet.merged)
            if (len(texts) < 2 and not spans) or not texts or is_letterhead(texts):
                break
            if sum(map(bool, above)) < 2 and not spans:
                break
            top -= 1
        return top

    def _bottom(self, sheet: Sheet, row: int) -> int:
        """The last row that goes on naming columns."""
        bottom = row
        while bottom + 1 < len(sheet.rows) and bottom - row < _MOST_HEADER_ROWS - 1:
            cells = sheet.rows[bottom + 1]
            texts = [(place, shown(c)) for place, c in enumerate(cells) if c != ""]
            if not texts or not self._goes_on(sheet, row, bottom + 1, texts):
                break
            bottom += 1
        return bottom

    def _goes_on(self, sheet: Sheet, header: int, row: int, texts: list[tuple[int, str]]) -> bool:
        if is_numbering([text for _, text in texts]):
            return True
        if any(self._names_a_place(text) for _, text in texts[:3]):
            return False
        # Rows without a named label column are labelled by their first cell.
        labels = self._label_places(sheet, header) or {0}
        if any(place in labels for place, _ in texts):
            return False
        cells = sheet.rows[row]
        return all(self._names_column(cells[place]) for place, _ in texts) and (
            len(texts) > 1 or self._headings.read("x", texts[0][1]).unit != ""
        )

    def _names_column(self, cell: Cell) -> bool:
        """Whether a cell may be a heading; "KH năm 2023" is, though a third of it are digits."""
        if not is_figure(cell) or is_year(cell):
            return True
        return (
            isinstance(cell, str) and cell[:1].isalpha() and bool(self._headings.read(cell).period)
        )

    def _label_places(self, sheet: Sheet, header: int) -> set[int]:
        """Columns of a header row that name labels, whose cells below must be blank to go on.

        "Năm" merged over several columns is the head of years below it, and names no label.
        """
        labels = {"area", "province", "period", "indicator", "outline"}
        wide = {left for top, left, _, right in sheet.merged if top == header and right > left}
        row = enumerate(sheet.rows[header])
        return {p for p, c in row if self._headings.read(shown(c)).role in labels} - wide

    def _has_data(self, sheet: Sheet, row: int) -> bool:
        """Whether something stands under a header before the next blank stretch ends."""
        below = sheet.rows[row : row + 40]
        return any(any(is_figure(c) for c in cells) or len(texts_of(cells)) > 1 for cells in below)

    def _is_labelled(self, cells: Sequence[Cell]) -> bool:
        texts = [c for c in cells[:6] if isinstance(c, str) and c and len(c) < 100]
        return any(
            self._vocabulary.is_area(t) or self._vocabulary.indicator(unnumbered_label(t))
            for t in texts
        )

    def _header_above(self, sheet: Sheet, row: int, at: int) -> int | None:
        for above in range(row - 1, max(at, row - 4) - 1, -1):
            texts = texts_of(sheet.rows[above])
            if any(is_figure(c) and not is_year(c) for c in sheet.rows[above] if c != ""):
                continue  # a row whose name nobody knows, such as a district's
            if len(texts) > 1 and not is_letterhead(set(texts)):
                return None if any(map(self._labels_a_row, texts[:1])) else above
        return None

    def _labels_a_row(self, text: str) -> bool:
        return self._names_a_place(text) or self._vocabulary.is_total(text)

    def _names_a_place(self, text: str) -> bool:
        return self._vocabulary.is_area(text) or bool(self._vocabulary.region(text))

    def _end(self, sheet: Sheet, block: Block) -> int:
        """Where the next table's header begins; a repeated header belongs to this one."""
        if block.is_long:
            return len(sheet.rows)
        own = {plain(shown(c)) for row in sheet.rows[block.top : block.start] for c in row}
        gap = False
        for row in range(block.start, len(sheet.rows)):
            texts = texts_of(sheet.rows[row])
            if not texts:
                gap = True
                continue
            titled = self._is_titled(sheet, row, block.start)
            if (gap or titled) and len(texts) > 1 and self._names(sheet.rows[row]) >= 2:
                words = {plain(t) for t in texts}
                figures = any(is_figure(c) and not is_year(c) for c in sheet.rows[row])
                if (titled or not words <= own) and not figures:
                    return self._above_next(sheet, row, block.start, gap=gap)
        return len(sheet.rows)

    def _is_titled(self, sheet: Sheet, row: int, start: int) -> bool:
        """Whether the line above a row is the title of a table: it names an indicator."""
        texts = texts_of(sheet.rows[row - 1]) if row > start else []
        if len(texts) != 1 or is_figure(texts[0]) or self._labels_a_row(texts[0]):
            return False
        return self._vocabulary.indicator_within(texts[0][:200])[0] is not None

    def _above_next(self, sheet: Sheet, row: int, start: int, *, gap: bool) -> int:
        """A later table's titles go with it, up to the blank row above them.

        Without a blank row only lines of one text are titles.
        """
        while row > start + 1 and (texts := texts_of(sheet.rows[row - 1])):
            if not gap and len(texts) > 1:
                break
            row -= 1
        return row


def side_by_side(block: Block) -> list[Block]:
    """The halves of a list that is printed in two or three columns of the same headings."""
    names = [p for p, h in enumerate(block.headings) if h.role == "province"]
    if len(names) < 2:
        return [block]
    starts = [0]
    for name in names[1:]:
        start = name
        while block.headings[start - 1].role == "outline" or not block.headings[start - 1].text:
            start -= 1
        starts.append(start)
    ends = [*starts[1:], len(block.headings)]
    halves = [range(start, end) for start, end in zip(starts, ends, strict=True)]
    words = [[plain(block.headings[p].text) for p in half if block.headings[p].text]
             for half in halves]  # fmt: skip
    if any(half != words[0] for half in words):
        return [block]
    return [_half(block, half) for half in halves]


def _half(block: Block, places: range) -> Block:
    """The block with nothing outside some columns; addresses stay."""
    rows = [
        [cell if place in places else "" for place, cell in enumerate(row)]
        if at >= block.top else list(row)
        for at, row in enumerate(block.sheet.rows)
    ]  # fmt: skip
    headings = tuple(
        h if place in places else Heading("") for place, h in enumerate(block.headings)
    )
    return replace(block, sheet=block.sheet.with_rows(rows), headings=headings)
