"""Pages of statistical yearbooks that lost their layout: years down the side, one cell a line.

A row is a period, also one broken over lines ("Sơ bộ -", "Prel", ". 2016"), and the figures up
to the next. The lines above hold the title, the unit and the heads, most of them in two
languages. Which of them are heads is told by the total that begins them, by "Năm" over the
years, or by a title with a number of its own; else the table is marked as guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kpi.ingest.reports.grids import Cell, Grid
from kpi.ingest.reports.lost_pieces import Piece
from kpi.ingest.reports.phrases import Span
from kpi.ingest.reports.table_layout import compares
from kpi.ingest.reports.year_heads import Heads, heads_of

_FEWEST_ROWS = 2
# A row of one figure is told by its title alone; so short a run of them may be anything.
_FEWEST_SINGLE = 3
_MOST_COLUMNS = 10
_MOST_ABOVE = 24
_EARLY = r"(?:sơ bộ|ước(?: tính| thực hiện)?|prel(?:iminary)?|est(?:imated?)?)"
_BETWEEN = r"[\s\-–./()]*"
_YEAR = r"(?:19|20)\d\d"
_BEGUN = re.compile(rf"{_EARLY}(?:{_BETWEEN}{_EARLY})*{_BETWEEN}", re.I)
_PERIOD = re.compile(
    rf"(?:năm\s+)?(?:{_EARLY}{_BETWEEN})*(?P<year>{_YEAR}){_BETWEEN}"
    rf"(?:{_EARLY}{_BETWEEN})*(?:{_YEAR})?\)?",
    re.I,
)
_MOST_LINES = 4
# Figures beside each other: each with a mark of its own, so that none is a group of thousands.
_MARKED = r"\d+(?:[.,]\d+)+"
_BESIDE = re.compile(rf"(?:(?P<period>[^\d\n]{{0,20}}{_YEAR})\s+)?{_MARKED}(?:\s+{_MARKED})+")
_ONE = re.compile(_MARKED)
_INDEX = "Chỉ số phát triển"


@dataclass
class _Row:
    """A period and the figures behind it, and at which lines it stands."""

    label: Cell
    year: int
    values: list[Cell]
    start: int
    end: int


@dataclass
class YearRows:
    """One such table: its heads, and its rows with those of indices below them."""

    heads: Heads
    start: int
    end: int
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    loose: list[Cell] = field(default_factory=list)

    def grid(self) -> Grid:
        """The table."""
        first = self.heads.cells[0]
        blank = Cell("", first.start, first.start)
        rows = ((blank, *self.heads.cells), *self.rows)
        begin = min([cell.start for cell in self.heads.cells])
        ends = [cell.end for row in self.rows for cell in row]
        titles: tuple[Span, ...] = self.heads.titles
        return Grid(rows, begin, max(ends), titles, tuple(self.loose), not self.heads.sure)


def year_tables(pieces: Sequence[Piece]) -> Iterator[YearRows]:
    """The tables of years among lines, in their order."""
    rows = list(_rows(pieces))
    blocks = list(_blocks(rows))
    done = 0
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        first = block[0].start
        width = _width(block)
        above = [piece.cell for piece in pieces[max(done, first - _MOST_ABOVE) : first]]
        if not width or len(block) < (_FEWEST_SINGLE if width == 1 else _FEWEST_ROWS):
            continue
        full = [row.values for row in block if len(row.values) == width]
        heads = heads_of(above, [[c.text for c in values] for values in full])
        if heads is None:
            continue
        table = YearRows(heads, first - len(above) + heads.first, block[-1].end)
        _add(table, block, width)
        while at < len(blocks) and (told := _index(pieces, blocks[at], table.end, block)):
            table.rows.append((told,))
            _add(table, blocks[at], width)
            at += 1
        done = table.end
        yield table


def _index(
    pieces: Sequence[Piece], block: Sequence[_Row], end: int, first: Sequence[_Row]
) -> Cell | None:
    """The words over a block of indices: "Chỉ số phát triển (Năm trước = 100) - %"."""
    between = pieces[end : block[0].start]
    told = next((piece.cell for piece in between if compares(piece.cell.text)), None)
    if _width(block) != _width(first):
        return None
    if told or between:
        return told
    # The words may stand at the foot of a page: shares behind counts are no further counts.
    counted = all("," not in cell.text[-3:] for row in first for cell in row.values)
    shares = all(re.search(r",\d{1,2}$", c.text) for row in block for c in row.values)
    at = block[0].label.start
    return Cell(_INDEX, at, at) if counted and shares else None


def _add(table: YearRows, block: Sequence[_Row], width: int) -> None:
    for row in block:
        if len(row.values) == width:
            table.rows.append((row.label, *row.values))
        else:
            table.loose += row.values
    table.end = block[-1].end


def _width(block: Sequence[_Row]) -> int:
    """How many figures most rows of a block have; 0 where no more than half of them agree."""
    counts = [len(row.values) for row in block]
    width = max(set(counts), key=lambda count: (counts.count(count), count))
    return width if 2 * counts.count(width) > len(counts) and width <= _MOST_COLUMNS else 0


def _blocks(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Rows right below each other whose years rise."""
    block: list[_Row] = []
    for row in rows:
        if block and (row.start != block[-1].end or row.year <= block[-1].year):
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _rows(pieces: Sequence[Piece]) -> Iterator[_Row]:
    at = 0
    while at < len(pieces):
        told = _beside(pieces[at].cell)
        begun = _period(pieces, at)
        if told and told[0] is not None:
            yield _Row(told[0], int(told[0].text[-4:]), told[1], at, at + 1)
            at += 1
        elif begun:
            label, end = begun
            start, at, values = at, end, []
            while at < len(pieces) and not _period(pieces, at):
                cells = _values(pieces[at])
                if not cells:
                    break
                values += cells
                at += 1
            if values:
                yield _Row(label, int(label.text[-4:]), values, start, at)
        else:
            at += 1


def _values(piece: Piece) -> list[Cell]:
    told = _beside(piece.cell)
    if told:
        return [] if told[0] else told[1]
    return [piece.cell] if piece.is_value else []


def _period(pieces: Sequence[Piece], at: int) -> tuple[Cell, int] | None:
    """The period that begins at a line, and the line behind it."""
    first = pieces[at].cell
    text = ""
    for end in range(at, min(at + _MOST_LINES, len(pieces))):
        text = f"{text} {pieces[end].cell.text}".strip()
        if match := _PERIOD.fullmatch(text):
            early = "Sơ bộ " if re.search("sơ bộ|prel", text, re.I) else ""
            early = early or ("Ước " if re.search(_EARLY, text, re.I) else "")
            label = Cell(early + match["year"], first.start, pieces[end].cell.end)
            return label, end + 1
        if not _BEGUN.fullmatch(text):
            return None
    return None


def _beside(cell: Cell) -> tuple[Cell | None, list[Cell]] | None:
    """Figures that stand beside each other in a line, and the period before them."""
    if not (match := _BESIDE.fullmatch(cell.text)):
        return None
    behind = match.end("period") if match["period"] else 0
    found = [
        Cell(m[0], cell.start + m.start(), cell.start + m.end())
        for m in _ONE.finditer(cell.text, behind)
    ]
    if not match["period"]:
        return None, found
    if not (period := _PERIOD.fullmatch(match["period"].strip())):
        return None
    early = "Sơ bộ " if re.search(_EARLY, match["period"], re.I) else ""
    return Cell(early + period["year"], cell.start, cell.start + behind), found
