"""The heads over a table of years that lost its layout, among the lines above it.

Lines in English repeat those before them, "Chia ra - Of which" stands over several heads, and
the unit may stand among them. What is left is the title and the heads below it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpi.ingest.reports.grids import Cell
from kpi.ingest.reports.phrases import Span
from kpi.ingest.reports.year_names import full_heads
from kpi.ingest.tables.bilingual import vietnamese_half
from kpi.ingest.tables.parts import is_whole
from kpi.language.digits import Doubt, readings_of
from kpi.language.spelling import plain

_HALVES = re.compile(r"(?P<first>.*[^\x00-\x7f–].*?)\s+[-–/]\s+(?P<second>[A-Za-z][ -~]*)")
_GROUP = re.compile(r"(?:trong (?:đó|số đó)|chia ra|bao gồm|phân theo[^:]*)\s*:?", re.I)
_UNIT = re.compile(
    r"\(?\s*(?:đvt|đơn vị(?: tính)?|unit)\b.*|\(?\s*%\s*\)?"
    r"|\(?(?:nghìn |triệu )?(?:thuê bao|người|hộ|máy|tỷ đồng|triệu đồng|đồng)\)?(?:\s*[-–])?"
    r"|(?:thuê bao|máy|người|hộ)\s*/\s*100 (?:dân|người|hộ)",
    re.I,
)
_ENGLISH = re.compile(
    r"\b(?:of which|total|number|fixed|mobile|mobi-?phone|telephone|phone|subscrib\w*|subcrib\w*"
    r"|year|unit|index|urban|rural|internet subs\w*|by|and|the|revenue|postal|growth|rate|users?"
    r"|persons?|households?|broadband|december|as of)\b",
    re.I,
)
_YEARS = re.compile(r"năm", re.I)
_TITLE = re.compile(r"(?:\d{1,3}\.|(?:biểu|bảng)(?: số)?\s*[\d.]+\s*[.:]?)\s*(?=\S)", re.I)
_NUMBER_OF_TITLE = re.compile(r"(?:biểu|bảng)(?: số)?\s*[\d.]+\s*[.:]?", re.I)
_AS_OF = re.compile(r"\s+(?:có|tính)\s+đến\s+(?:ngày\s+)?31/12.*", re.I)
_PART = re.compile(r"(?:trong (?:đó|số đó)|chia ra)\s*:\s*\S.*", re.I)
_WHOLE = 100
_AND = re.compile(r"\s+và\s+|\s*[,;]\s*")
_WHERE = re.compile(
    r"\s+(?:trên địa bàn|của tỉnh|phân theo|chia theo|giai đoạn|(?:qua )?các năm).*", re.I
)


@dataclass(frozen=True)
class Heads:
    """The heads of a table, the lines that title it, and whether nothing was guessed.

    `first` is the place of the first head among the lines above.
    """

    cells: tuple[Cell, ...]
    titles: tuple[Span, ...]
    first: int
    sure: bool


@dataclass(frozen=True)
class _Line:
    cell: Cell
    place: int
    behind_unit: bool = False
    numbered: bool = False


def heads_of(above: Sequence[Cell], rows: Sequence[Sequence[str]]) -> Heads | None:
    """The heads of the columns; None where there are not as many lines as columns.

    Args:
        above: the lines above the table.
        rows: its figures.
    """
    lines, anchored = _lines(above)
    found = _found(lines, anchored, rows) if len(lines) >= len(rows[0]) else None
    return _in_full(found, lines, above, rows) if found and found.sure else found


def _in_full(
    heads: Heads, lines: Sequence[_Line], above: Sequence[Cell], rows: Sequence[Sequence[str]]
) -> Heads:
    """The heads with what the title says of them, and with the unit below it."""
    title = next((line.cell.text for line in reversed(lines) if line.place < heads.first), "")
    units = [cell.text for cell in above[heads.first :]]
    told = full_heads(_WHERE.sub("", title), [c.text for c in heads.cells], _read(rows), units)
    if not told:
        return heads
    named = zip(told, heads.cells, strict=True)
    return replace(heads, cells=tuple(Cell(text, c.start, c.end) for text, c in named))


def _found(
    lines: Sequence[_Line], anchored: int | None, rows: Sequence[Sequence[str]]
) -> Heads | None:
    width = len(rows[0])
    total = next((n for n in reversed(range(len(lines))) if _is_total(lines[n])), None)
    if anchored is not None and len(lines) - anchored == width:
        return _heads(lines, anchored, sure=True)
    if total is not None and len(lines) - total == width:
        return _heads(lines, total, sure=total > 0 and _may_be_whole(rows))
    if total is not None and total and (turned := _turned(lines, total, rows)):
        return turned
    first = len(lines) - width
    begins = lines[first].behind_unit or (first > 0 and lines[first - 1].numbered)
    return _heads(lines, first, sure=total is None and begins and first > 0)


def _heads(lines: Sequence[_Line], first: int, *, sure: bool) -> Heads:
    cells = tuple(line.cell for line in lines[first:])
    titles = tuple(line.cell.span for line in lines[max(0, first - 2) : first])
    above = [line.cell.text for line in lines[max(0, first - 2) : first]]
    sure = sure and not any(_disagrees(title, cells) for title in above)
    sure = sure and not _displaced(lines, first)
    return Heads(cells, titles, lines[first].place, sure)


def _disagrees(title: str, heads: Sequence[Cell]) -> bool:
    """Whether heads stand in another order than the things that a title names.

    Below "Thuê bao điện thoại, thuê bao internet" that of internet comes first: which order the
    columns have is not told.
    """
    parts = [part for part in _parts(title) if part]
    words = [re.findall(r"\w+", plain(head.text)) for head in heads]
    places = [next((n for n, w in enumerate(words) if part[-1] in w), None) for part in parts]
    total = next((n for n, head in enumerate(heads) if is_whole(head.text)), None)
    if places.count(None) == 1 and len(places) > 1:
        # The total is of the one thing that no head names.
        places[places.index(None)] = total
    known = [place for place in places if place is not None]
    return known != sorted(known)


def _displaced(lines: Sequence[_Line], first: int) -> bool:
    """Whether a head stands above those of a total, though the title names its thing later.

    Below "Thuê bao điện thoại và internet" the line "Thuê bao internet" over "Tổng số" may head a
    column behind those of the total.
    """
    if not is_whole(lines[first].cell.text):
        return False
    for n, line in enumerate(lines[:first]):
        later = [part[-1] for part in _parts(line.cell.text)[1:] if part]
        between = [_parts(below.cell.text) for below in lines[n + 1 : first]]
        if any(len(one) == 1 and one[0] and one[0][-1] in later for one in between):
            return True
    return False


def _parts(title: str) -> list[list[str]]:
    """The words of each thing that a title joins."""
    return [re.findall(r"\w+", plain(part)) for part in _AND.split(_WHERE.sub("", title))]


def _turned(lines: Sequence[_Line], total: int, rows: Sequence[Sequence[str]]) -> Heads | None:
    """Heads in another order than their columns, where the title says that of the columns.

    The order is only likely, so that it is asked of every figure.

    Of "Số thuê bao điện thoại và internet" the total with its part are of the first, and
    "Số thuê bao internet", which a flip book has above them, is the second.
    """
    width, tail = len(rows[0]), lines[total:]
    first = len(lines) - width
    if first < 1 or first != total - 1 or not all(_PART.fullmatch(x.cell.text) for x in tail[1:]):
        return None
    title, other = lines[first - 1].cell, lines[first].cell
    parts = re.split(r"\s+và\s+", title.text)
    if len(parts) != 2 or not plain(other.text).endswith(f" {plain(parts[1])}"):
        return None
    figures = _read(rows)
    if not figures or any(part > row[0] for row in figures for part in row[1 : len(tail)]):
        return None
    own = (title.start, title.start + len(parts[0]))
    cells = (*(line.cell for line in tail), other)
    return Heads(cells, (own,), lines[first].place, sure=False)


def _lines(above: Sequence[Cell]) -> tuple[list[_Line], int | None]:
    """The lines that may be title or heads, and how many stand before "Năm" over the years."""
    found: list[_Line] = []
    anchored: int | None = None
    behind_unit = numbered = False
    for place, cell in enumerate(above):
        text = _vietnamese(cell.text)
        if cell.is_figure or _NUMBER_OF_TITLE.fullmatch(text):
            # A page number, or "Biểu 214" alone: what stands above is of something else.
            found, anchored, behind_unit = [], None, False
            numbered = not cell.is_figure
        elif not text or _GROUP.fullmatch(text):
            continue
        elif _UNIT.fullmatch(text):
            behind_unit = True
        elif _YEARS.fullmatch(text):
            anchored = len(found)
        elif found and text[0].islower() and found[-1].place == place - 1:
            before = found.pop()
            joined = Cell(f"{before.cell.text} {text}", before.cell.start, cell.end)
            found.append(_Line(joined, place, before.behind_unit, before.numbered))
        else:
            title = _TITLE.match(text)
            is_title = numbered or title is not None
            begin = title.end() if title else 0
            own = Cell(_AS_OF.sub("", text[begin:]), cell.start + begin, cell.end)
            found.append(_Line(own, place, behind_unit, is_title))
            behind_unit = numbered = False
    return found, anchored


def _vietnamese(text: str) -> str:
    """A line without its English half; "" for a line that is all English."""
    half = vietnamese_half(text)
    if match := _HALVES.fullmatch(half):
        half = match["first"]
    return "" if is_english(half) else half.strip()


def is_english(text: str) -> bool:
    """Whether a line is in English: without a Vietnamese letter, with a word of English heads."""
    return text.isascii() and _ENGLISH.search(text) is not None


def _is_total(line: _Line) -> bool:
    return is_whole(re.sub(r"\s*\([^()]*\)$", "", line.cell.text))


def _may_be_whole(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column may be the total of the others: no part is more than it.

    Of shares the total lies between its parts.
    """
    figures = _read(rows)
    if not figures:
        return False
    if all(value <= _WHOLE for row in figures for value in row):
        return all(min(row[1:]) <= row[0] <= max(row[1:]) for row in figures if len(row) > 2)
    return all(part <= row[0] for row in figures for part in row[1:])


def _read(rows: Sequence[Sequence[str]]) -> list[list[float]]:
    """The figures of the rows of which every cell is one; of two readings the larger.

    The heads are checked with these: a row that lacks a figure says nothing of them.
    """
    values = [[_value(text) for text in row] for row in rows]
    return [[value for value in row if value is not None] for row in values if None not in row]


def _value(text: str) -> float | None:
    try:
        readings = readings_of(re.sub(r"[^\d,. ]", "", text).strip())
    except Doubt:
        return None
    return float(max(readings.values())) if readings else None
