"""What the rows and columns of a report's table are, before any figure is read.

The heads are read by the reader of tables. A column numbers the rows, labels them, names their
unit, holds figures or compares; a row is a section, a group, a part of one, a total.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from kpi.ingest.reports.grids import Cell, Grid
from kpi.ingest.reports.phrases import Span
from kpi.ingest.tables.bilingual import vietnamese_half
from kpi.ingest.tables.headings import Heading, HeadingReader
from kpi.ingest.tables.layout import is_numbering
from kpi.ingest.tables.parts import divides, is_below, is_part, is_whole
from kpi.ingest.tables.vocabulary import Vocabulary, unnumbered
from kpi.language.spelling import fold, plain
from kpi.model import ObsStatus

ColumnKind = Literal["outline", "label", "unit", "figures", "compared", "text"]

_MOST_HEAD_ROWS = 4
# "Tăng/giảm", "So sánh ƯTH/KH (%)", "Đánh giá", "Tỷ lệ đạt (%)".
_COMPARES = re.compile(
    r"\b(?:so (?:với|sánh|cùng)|tăng|giảm|thay đổi|chênh lệch|đánh giá|hoàn thành|tiến độ|điểm cộng"
    r"|tốc độ|chỉ số phát triển|tỷ lệ đạt|đạt tỷ lệ|tỷ lệ thực hiện"
    r"|(?:ư|ước )?(?:th|thực hiện)(?: năm)?(?: \d{4})?\s?/\s?(?:kh|kế hoạch))\b"
)
_UNITS_OF_MEASURE = frozenset(["don vi tinh", "dvt", "don vi", "dv tinh", "don vi do", "dv"])
_OUTLINE = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVXL]{1,6}|[A-HĐa-hđ])[.)]?")
_OUTLINE_IN_LABEL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HĐ])[.)]\s+(?=\S)")
_WORDS = re.compile(r"[^\W\d_]{2}")
BULLET = re.compile(r"[-–—+•*▪◦·]\s*(?=\S)")
_BULLETS = frozenset("-–—+•*▪◦·")
_AMONG = re.compile(
    r"(?:trong (?:đó|số đó)|bao gồm|gồm(?: có)?|chia ra|cụ thể|riêng)(?:\s*[:,]\s*|\s+)",
    re.I,
)
# What the head of a column of units below the province, of operators or agencies says.
_OF_UNITS = re.compile(
    r"(?:ten |cac )?(?:don vi|dia phuong|dia ban|cap|doanh nghiep|nha mang|co quan|so nganh"
    r"|linh vuc|tinh|tinh thanh pho|khoi|nganh)"
    r"(?: (?:vien thong|thuc hien|hanh chinh|cap huyen|hcc))*"
)
# Words of a head that say what kind of number stands below, not of what.
_KIND_WORDS = frozenset(["diem", "hang", "xep hang", "thu hang", "diem so", "so diem", "gia tri"])
# Of "Giao năm 2025" and "Hiện trạng 2022" these words are left over.
_STATUSES: dict[str, ObsStatus] = {
    "de ra": "target", "dat ra": "target", "giao": "plan", "duoc giao": "plan",
    "tinh giao": "plan", "hien trang": "actual", "hien co": "actual", "dat duoc": "actual",
    "ket qua dat duoc": "actual", "da dat": "actual", "so lieu": "actual", "hien tai": "actual",
    "hien nay": "actual",
}  # fmt: skip
# Fields are parts of an index where a table has a column of each.
_FIELDS = frozenset(["ha tang so", "chinh quyen so", "kinh te so", "xa hoi so"])
# "Cộng", "Tổng số toàn tỉnh" over or below units.
_TOTAL = re.compile(
    r"(?:tong|tong (?:so|cong)|cong|chung|toan|ca)(?: (?:toan|ca|tinh|thanh pho|so|cong|chung))*"
)


@dataclass(frozen=True)
class Column:
    """A column: what it is for, what its head says, and where the head stands."""

    place: int
    kind: ColumnKind
    heading: Heading
    span: Span | None

    @property
    def says_when(self) -> bool:
        """Whether the head says of when or of what status the figures are."""
        return bool(self.heading.period or self.status)

    @property
    def is_of_now(self) -> bool:
        """Whether the head says that the figures are of today, and of no year: "Hiện tại"."""
        now = plain(self.heading.text).startswith(("hien tai", "hien nay", "hien co", "hien trang"))
        return now and not self.heading.period

    @property
    def status(self) -> ObsStatus | str:
        """What the head says of all figures below; "" where it says nothing."""
        return self.heading.status or _STATUSES.get(plain(self.heading.unknown), "")

    @property
    def number_word(self) -> str:
        """The word "Hạng" or "Điểm", where the head says no more of what is below."""
        return self.heading.unknown if plain(self.heading.unknown) in _KIND_WORDS else ""

    @property
    def subject(self) -> str:
        """The words of the head that say of what its figures are."""
        if self.heading.whole or self.number_word or self.status:
            return ""
        named = plain(self.heading.text) in _FIELDS
        if self.heading.indicator or self.heading.unknown or named:
            return _AMONG.sub("", self.heading.unknown or self.heading.text, count=1)
        return ""


class Row(NamedTuple):
    """A row with a label; `parent` is the label of the row it is a part of.

    `name` is the label without bullets, numbering and "trong đó". `section` is the label of the
    row without figures above it, `group` the last row above that is no part itself: a table
    that lost its indents does not show whether this one is a part of it.
    """

    cells: tuple[Cell, ...]
    label: Cell
    name: str
    unit: str = ""
    parent: "Row | None" = None
    section: Cell | None = None
    group: "Row | None" = None

    def at(self, column: Column) -> Cell:
        """Its cell in a column."""
        return _at(self.cells, column.place)

    @property
    def is_whole(self) -> bool:
        """Whether it is the total over the other rows."""
        bare = plain(self.name)
        return is_whole(self.name) or _TOTAL.fullmatch(bare) is not None


class Layout:
    """The rows and columns of one grid."""

    def __init__(self, grid: Grid, vocabulary: Vocabulary, headings: HeadingReader) -> None:
        self._vocabulary, self._headings = vocabulary, headings
        self.grid = grid
        self._first = self._head_rows()
        width = grid.width
        self._heads = [
            self._head([_at(row, place) for row in self._spread()]) for place in range(width)
        ]
        numbered = bool(self._heads) and self._heads[0][0].role == "outline"
        self.data = [_aligned(r, width, numbered=numbered) for r in grid.rows[self._first :]]
        self.columns = self._columns()
        self.rows = list(self._rows())

    @property
    def head_rows(self) -> Sequence[tuple[Cell, ...]]:
        """The rows of the head."""
        return self.grid.rows[: self._first]

    @property
    def figures(self) -> list[Column]:
        """The columns of figures."""
        return [column for column in self.columns if column.kind == "figures"]

    @cached_property
    def label(self) -> Column | None:
        """The column that labels the rows."""
        return next((column for column in self.columns if column.kind == "label"), None)

    @property
    def is_read(self) -> bool:
        """Whether it has labels, figures, and a row of both."""
        headed = self._first > 0 or len(self.figures) == 1
        return bool(self.label and self.figures and self.rows and headed)

    @cached_property
    def has_units(self) -> bool:
        """Whether the rows are units, operators or years and the heads say of what is told."""
        if self.label is None or not self.figures:
            return False
        if self.lists_provinces and len(self.rows) > 1:
            return True
        # Over years the column "Tổng số" is of what the title names.
        named = [c for c in self.figures if c.subject or (self.has_periods and self._divided(c))]
        if 2 * len(named) <= len(self.figures):
            return False
        head = plain(self.label.heading.text)
        names = [row.name for row in self.rows]
        if is_below(self.label.heading.text) or _OF_UNITS.fullmatch(head) or self.has_periods:
            return True
        return divides(head, names) or any(row.is_whole for row in self.rows)

    @cached_property
    def divides(self) -> bool:
        """Whether its rows are one total and the parts of it that the title is divided by."""
        rest = [row.name for row in self.rows if not row.is_whole]
        return bool(rest) and len(rest) < len(self.rows) and all(map(is_part, rest))

    def _divided(self, column: Column) -> bool:
        """Whether it is the total of what the title names, or a part beside one."""
        part = bool(column.heading.part) or is_part(column.heading.text)
        whole = any(other.heading.whole for other in self.figures)
        return bool(column.heading.whole) or (part and whole)

    @cached_property
    def lists_provinces(self) -> bool:
        """Whether the rows are provinces, and no districts that bear the name of one."""
        names = [row.name for row in self.rows if not row.is_whole]
        known = sum(map(self._vocabulary.is_area, names))
        return 2 * known > len(names)

    @cached_property
    def has_periods(self) -> bool:
        """Whether the rows are years or other periods."""
        read = [self._headings.read(row.name) for row in self.rows]
        return bool(read) and all(h.period and not h.unknown and not h.indicator for h in read)

    def _head_rows(self) -> int:
        count = 0
        for row in self.grid.rows[:_MOST_HEAD_ROWS]:
            texts = [cell.text for cell in row if cell.text]
            if count and not is_numbering(texts) and (_at(row, 0).text or len(texts) < 2):
                break
            if not is_numbering(texts) and any(map(self._is_data, row)):
                break
            if not count and len(texts) < 2:
                break
            count += 1
        return count

    def _is_data(self, cell: Cell) -> bool:
        if not cell.is_figure or cell.is_year:
            return False
        return not self._headings.read(cell.text).period

    def _spread(self) -> list[list[Cell]]:
        """The rows of the head but for the numbering; a wide cell stands over those below it."""
        rows = [list(row) for row in self.grid.rows[: self._first]]
        rows = [row for row in rows if not is_numbering([c.text for c in row if c.text])]
        for upper, lower in pairwise(rows):
            upper.extend([Cell("", 0, 0)] * (len(lower) - len(upper)))
            for place in range(1, len(lower)):
                if not upper[place].text and lower[place].text and _at(lower, place - 1).text:
                    upper[place] = upper[place - 1]
        return rows

    def _head(self, levels: Sequence[Cell]) -> tuple[Heading, Span | None]:
        told = [cell for cell in levels if cell.text]
        heading = self._headings.read(*(vietnamese_half(cell.text) for cell in told))
        return heading, told[-1].span if told else None

    def _columns(self) -> list[Column]:
        kinds: list[ColumnKind] = [self._kind(place) for place in range(len(self._heads))]
        if "label" not in kinds:
            self._label_periods(kinds)
        place = kinds.index("label") if "label" in kinds else -1
        for at, kind in enumerate(kinds):
            if kind == "label" and at != place:
                kinds[at] = "unit" if self._holds_units(at) else "text"
        return [
            Column(at, kind, *head)
            for at, (kind, head) in enumerate(zip(kinds, self._heads, strict=True))
        ]

    def _label_periods(self, kinds: list[ColumnKind]) -> None:
        """A first column of years labels its rows where no other does."""
        cells = [c for row in self.data if (c := _at(row, 0)).text and not _lone(row)]
        if cells and all(self._headings.read(cell.text).period for cell in cells):
            kinds[0] = "label"

    def _kind(self, place: int) -> ColumnKind:
        heading = self._heads[place][0]
        cells = [c for row in self.data if not (c := _at(row, place)).is_missing]
        figures = sum(cell.is_figure for cell in cells)
        if heading.role == "outline" or (not heading.text and self._is_outline(place)):
            return "outline"
        if heading.role in ("note", "source"):
            return "text"
        if heading.role == "unit" or (
            plain(heading.text) in _UNITS_OF_MEASURE and self._holds_units(place)
        ):
            return "unit"
        if 2 * figures > len(cells) or (figures and (heading.period or heading.status)):
            return "compared" if compares(heading.text) else "figures"
        return "label" if cells and not heading.period else "text"

    def _is_outline(self, place: int) -> bool:
        cells = [c for row in self.data if (c := _at(row, place)).text]
        return place == 0 and bool(cells) and all(_OUTLINE.fullmatch(c.text) for c in cells)

    def _holds_units(self, place: int) -> bool:
        texts = [c.text for row in self.data if (c := _at(row, place)).text]
        known = sum(1 for t in texts if t == "%" or self._vocabulary.unit(t) is not None)
        return bool(texts) and 2 * known >= len(texts)

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        section: Cell | None = None
        groups: list[tuple[int, Row]] = []
        group: Row | None = None
        for cells in self.data:
            label = self._label_of(cells)
            if not label.text:
                continue
            row = self._row(cells, label, groups)._replace(section=section, group=group)
            groups[-1] = groups[-1][0], row
            own = self._headings.read(row.name)
            if not groups[-1][0] and (own.indicator or own.unit):
                group = row
            if any(row.at(column).is_figure for column in self.figures):
                rows.append(row)
            elif self._is_section(cells, label) or compares(label.text):
                section, groups, group = label, [], None
        return rows

    def _row(self, cells: tuple[Cell, ...], label: Cell, groups: list[tuple[int, Row]]) -> Row:
        """A row by its cells, put below the rows above that it is a part of."""
        number, unit = self._in("outline", cells), self._in("unit", cells)
        name, depth = _named(label, number)
        numbered = any(column.kind == "outline" for column in self.columns)
        if not depth and not number and numbered and groups:
            depth = _unnumbered_depth(groups[0][1], unit)
        depth = _bulleted_depth(label.text, groups) or depth
        while groups and groups[-1][0] >= depth:
            groups.pop()
        row = Row(cells, label, name, unit, groups[-1][1] if groups and depth else None)
        groups.append((depth, row))
        return row

    def _label_of(self, cells: tuple[Cell, ...]) -> Cell:
        """The label of a row; a section's words may stand in the first cell, or across all."""
        if self.label is None:
            return Cell("", 0, 0)
        return _lone(cells) or _at(cells, self.label.place)

    def _in(self, kind: ColumnKind, cells: tuple[Cell, ...]) -> str:
        place = next((column.place for column in self.columns if column.kind == kind), None)
        return "" if place is None else _at(cells, place).text

    def _is_section(self, cells: tuple[Cell, ...], label: Cell) -> bool:
        across = _lone(cells) is not None and self.label is not None and self.label.place > 0
        return across or _is_section(label, self._in("outline", cells))


def compares(words: str) -> bool:
    """Whether a head or a section is of changes or of shares of a plan: "Tăng, giảm (%)"."""
    return _COMPARES.search(fold(words)) is not None


def _is_section(label: Cell, number: str) -> bool:
    """Whether a row without figures begins a section: a letter, a Roman number, capitals."""
    return (
        bool(number and not number[0].isdigit())
        or label.text.isupper()
        or (bool(re.match(r"(?:[IVX]+|[A-H])[.)]\s", label.text)))
    )


def _named(label: Cell, number: str) -> tuple[str, int]:
    """A label without what marks its place, and how deep in its group it stands."""
    text, depth = label.text, 0
    if inside := _OUTLINE_IN_LABEL.match(text):
        number, text = number or inside["number"], text[inside.end() :]
    if number in _BULLETS:
        depth = 1
    if number and number[0].isdigit():
        depth = number.strip(".)").count(".")
    while marked := (BULLET.match(text) or _AMONG.match(text)):
        text, depth = text[marked.end() :], max(depth, 1) + (depth > 1)
    if not depth and label.indented:
        depth = 1
    return unnumbered(text).strip(" :;.,"), depth


def _unnumbered_depth(above: Row, unit: str) -> int:
    """1 for a part of the row above: it lacks a number and is told in no other unit."""
    numbered = any(_OUTLINE.fullmatch(cell.text) for cell in above.cells[:1])
    return int(numbered and plain(unit) in ("", plain(above.unit)))


def _bulleted_depth(label: str, groups: Sequence[tuple[int, Row]]) -> int:
    """Below "- Hồ sơ công việc" stands "+ Cấp tỉnh"; 0 where no other bullet is above."""
    if label[:1] not in _BULLETS:
        return 0
    above = [(depth, row.label.text[:1]) for depth, row in groups]
    same = next((depth for depth, mark in above if mark == label[0]), 0)
    other = above[-1] if above and above[-1][1] in _BULLETS else None
    return same or (other[0] + 1 if other else 0)


def _aligned(row: tuple[Cell, ...], width: int, *, numbered: bool) -> tuple[Cell, ...]:
    """A row under its heads: one without a running number may lack its cell."""
    worded = re.search(r"\w", row[0].text) and not _OUTLINE.fullmatch(row[0].text)
    if numbered and len(row) == width - 1 and worded:
        return (Cell("", row[0].start, row[0].start), *row)
    return row


def _lone(row: Sequence[Cell]) -> Cell | None:
    """The words that a row holds alone, in its first cell."""
    first = row[0] if row else None
    if first is None or not _WORDS.search(first.text):
        return None
    return None if any(cell.text for cell in row[1:]) else first


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else Cell("", 0, 0)
