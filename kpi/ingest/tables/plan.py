"""Which columns of a table label its rows, and which hold figures of what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpi.catalogue import Catalogue
from kpi.ingest.formats.sheet import Cell, column_letters, shown
from kpi.ingest.tables.headings import Heading, HeadingReader
from kpi.ingest.tables.label_columns import Breakdown, Columns, LabelColumns
from kpi.ingest.tables.layout import Block
from kpi.ingest.tables.ledger import Fault, Ledger, cell_locator
from kpi.ingest.tables.questions import (
    KEEP,
    SKIP,
    Words,
    hidden_asked,
    indicator_words,
    only_parts,
    outside_catalogue,
    skip_words,
    units_asked,
)
from kpi.ingest.tables.titles import Context, title_locator
from kpi.ingest.tables.vocabulary import Vocabulary
from kpi.model import OBS_STATUSES, Indicator, Scheme, Unit
from kpi.model.figures import ColumnRead, LeftOutState

# The unit behind a heading such as that of population density.
_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")


@dataclass(frozen=True)
class DataColumn:
    """A column of figures and what its heading says; "" or None where its rows say it.

    `overruled` names what a person said of it against the file: "period", "unit", "status".
    """

    place: int
    heading: Heading
    indicator: Indicator | None
    period: str
    area: str
    unit: str
    status: str
    overruled: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Plan:
    """How a block is read: label columns by what they label, columns of figures.

    `scheme` and `out_of` are the boundary scheme and the highest score that titles state.
    """

    block: Block
    labels: dict[str, int]
    columns: tuple[DataColumn, ...]
    skipped: tuple[str, ...]
    year: int | None
    scheme: Scheme | None = None
    out_of: float | None = None
    breakdowns: tuple[Breakdown, ...] = ()

    @property
    def exchange(self) -> bool:
        """Whether the table is in the program's own exchange form."""
        return "as_written" in self.labels


class Planner:
    """Makes the plan of one block; what nothing says is asked of the ledger."""

    def __init__(
        self, block: Block, vocabulary: Vocabulary, headings: HeadingReader, ledger: Ledger
    ) -> None:
        self._vocabulary, self._ledger = vocabulary, ledger
        self._context = Context(block, vocabulary, ledger)
        self._columns = Columns(block, ledger)
        self._block = self._columns.block
        self._labels = LabelColumns(self._columns, vocabulary, headings, ledger)
        self._skipped: list[str] = []

    @property
    def _catalogue(self) -> Catalogue:
        return self._vocabulary.catalogue

    def plan(self, name: str) -> Plan | None:
        """The plan; None when a question must be answered first, or nothing holds figures.

        Raises:
            UnreadableError: two columns of one meaning.
        """
        below = self._context.lists_below()
        labels, breakdowns = self._labels.find(name, lists_below=below)
        if self._labels.is_all_below(labels, breakdowns):
            return None
        taken = {*labels.values(), *(b.place for b in breakdowns)}
        places = [p for p in range(len(self._block.headings)) if p not in taken]
        found = [c for p in places if (c := self._column(p, labels)) is not None]
        columns = self._completed(found, labels)
        self._ledger.columns += [self._read_column(column) for column in columns or found]
        if not columns:
            return None
        headings = [heading.text for heading in self._block.headings]
        return Plan(
            self._block,
            labels,
            tuple(columns),
            tuple(self._skipped),
            self._context.year,
            self._context.scheme(),
            self._context.out_of(headings),
            tuple(breakdowns),
        )

    def _read_column(self, column: DataColumn) -> ColumnRead:
        unit = self._vocabulary.unit(column.unit) if column.unit else None
        return replace(
            self._bare_column(column.place),
            indicator=column.indicator.id if column.indicator else "",
            unit=unit.id if unit else "",
            period=column.period,
            status=column.status,
        )

    def _bare_column(self, place: int) -> ColumnRead:
        heading = self._block.headings[place].text
        return ColumnRead(self._block.sheet.name, column_letters(place), heading)

    def _column(self, place: int, labels: dict[str, int]) -> DataColumn | None:
        heading = self._block.headings[place]
        given = self._overruled(place, "indicator", (*self._catalogue.indicators, SKIP))
        if given == SKIP:
            self._skip(place, "bỏ qua theo trả lời")
            return None
        if given:
            indicator = self._catalogue.indicator(given)
            return self._data(place, replace(heading, indicator=indicator, unknown=""))
        if self._is_stated(place, labels):
            return self._data(place, heading)
        if why := self._no_figures(place, heading):
            self._skip(place, why, "part" if heading.part else "column")
            return None
        return self._asked(place, heading)

    def _is_stated(self, place: int, labels: dict[str, int]) -> bool:
        """Whether a column's heading, or the rows' labels, say what its figures are."""
        heading = self._block.headings[place]
        if heading.role == "value":
            return True
        if heading.part:
            return False
        if heading.names_figures or self._is_whole(place):
            return True
        if heading.unknown or heading.role:
            return False
        if "indicator" in labels:
            return bool(heading.status or heading.unit) or self._is_only_neutral(place)
        return self._is_only_neutral(place) and isinstance(self._context.indicator(), Indicator)

    def _is_only_neutral(self, place: int) -> bool:
        """Whether a column "Số liệu" is the only one of figures that nothing else is said of."""
        headings = self._block.headings
        told = [
            p for p, h in enumerate(headings)
            if not h.unknown and not h.role and h.text and self._columns.has_figures(p)
        ]  # fmt: skip
        return told == [place]

    def _no_figures(self, place: int, heading: Heading) -> str:
        """Why a column is passed over; "" when it may hold figures."""
        if heading.role == "outline":
            return "cột thứ tự"
        if not self._columns.has_figures(place):
            return "không có số"
        if heading.part:
            return "số của một phần, không phải của cả tỉnh"
        if self._block.is_long or (heading.compared and heading.unknown):
            return "cột so sánh" if heading.compared else "cột ngoài mẫu bảng"
        if self._vocabulary.is_total(heading.text):
            return "cột tổng"
        counts = _is_sequence(self._columns.sample, place) and not heading.text
        return "cột thứ tự" if counts else ""

    def _is_whole(self, place: int) -> bool:
        """Whether a column "Chung" stands beside columns of parts."""
        headings = self._block.headings
        beside = headings[place].whole and any(h.part for h in headings)
        return beside and self._columns.has_figures(place)

    def _overruled(self, place: int, field: str, allowed: Sequence[str] = ()) -> str:
        """What a person said of a column, whatever its heading says; "" for nothing."""
        question = f"column|{self._block.sheet.name}|{column_letters(place)}|{field}"
        return self._ledger.answer(question, allowed)

    def _asked(self, place: int, heading: Heading) -> DataColumn | None:
        """A column of figures whose heading names no indicator we know."""
        named = heading.text or column_letters(place)
        question = f"indicator|{self._block.sheet.name}|{named}"
        allowed = (*self._catalogue.indicators, SKIP)
        given = self._ledger.answer(question, allowed)
        if given == SKIP:
            self._skip(place, "bỏ qua theo trả lời")
            return None
        if given:
            indicator = self._catalogue.indicator(given)
            return self._data(place, replace(heading, indicator=indicator, unknown=""))
        like = self._alike(heading)
        if not like and any(h.indicator for h in self._block.headings):
            self._ledger.report(
                outside_catalogue(named),
                cell_locator(self._block.sheet.name, self._block.start - 1, place),
                heading.text,
            )
            self._skip(place, "không có trong danh mục")
            return None
        self._ledger.report(
            Fault(
                "unknown-column",
                "indicator",
                f"Cột {column_letters(place)} là số liệu của chỉ tiêu nào?",
                "Chọn chỉ tiêu, hoặc bỏ qua cột; không thấy chỉ tiêu đúng thì ghi lại đầu cột "
                "bằng tên ở trang Danh mục.",
                question=question,
                options=(*like, SKIP),
                labels=(*self._words(like), skip_words("indicator")),
            ),
            cell_locator(self._block.sheet.name, self._block.start - 1, place),
            heading.text,
        )
        self._columns.leave(place, "Chờ trả lời: cột là chỉ tiêu nào.", "waiting")
        waiting = replace(self._bare_column(place), unread="chờ trả lời")
        self._ledger.columns.append(waiting)
        return None

    def _alike(self, heading: Heading) -> tuple[str, ...]:
        """Indicators that an unknown heading may mean: alike by name, and of its unit."""
        like = self._vocabulary.indicators_like(heading.unknown) if heading.unknown else ()
        in_brackets = _IN_BRACKETS.search(heading.text)
        written = heading.unit or (in_brackets[1] if in_brackets else "")
        if not written:
            return like
        unit = self._vocabulary.unit(written)
        base = (unit.base or unit.id) if unit else ""
        return tuple(i for i in like if self._catalogue.indicator(i).unit == base)

    def _words(self, indicators: Sequence[str]) -> tuple[Words, ...]:
        return tuple(indicator_words(self._catalogue.indicator(i), self._catalogue)
                     for i in indicators)  # fmt: skip

    def _is_hidden(self, place: int) -> bool:
        """Whether a column that the sheet hides is not to be read, or waits for the answer."""
        sheet = self._block.sheet
        if place not in sheet.hidden_columns:
            return False
        question = f"hidden|{sheet.name}"
        given = self._ledger.answer(question, (KEEP, SKIP))
        if given == KEEP:
            return False
        if given == SKIP:
            self._skip(place, "cột ẩn, bỏ qua theo trả lời", "hidden")
            return True
        where = cell_locator(sheet.name, self._block.start - 1, place)
        self._ledger.report(hidden_asked(question), where, self._block.headings[place].text)
        self._columns.leave(place, "Chờ trả lời: cột đang ẩn.", "waiting")
        self._ledger.columns.append(replace(self._bare_column(place), unread="cột ẩn"))
        return True

    def _data(self, place: int, heading: Heading) -> DataColumn | None:
        if self._is_hidden(place):
            return None
        if " / " in heading.period:
            self._ledger.report(
                Fault(
                    "several-periods",
                    "period",
                    "Đầu cột ghi hai kỳ khác nhau.",
                    "Ghi một kỳ ở đầu cột.",
                ),
                cell_locator(self._block.sheet.name, self._block.start - 1, place),
                heading.text,
            )
            self._columns.leave(place, "Đầu cột ghi hai kỳ khác nhau.", "faulty")
            return None
        said = {
            "period": self._overruled(place, "period"),
            "unit": self._overruled(place, "unit", tuple(self._catalogue.units)),
            "status": self._overruled(place, "status", OBS_STATUSES),
        }
        return DataColumn(
            place, heading, heading.indicator, said["period"] or heading.period, heading.area,
            said["unit"] or heading.unit, said["status"] or heading.status,
            frozenset(field for field, text in said.items() if text),
        )  # fmt: skip

    def _completed(self, columns: list[DataColumn], labels: dict[str, int]) -> list[DataColumn]:
        """Columns with what the titles say of all of them, or [] with questions asked."""
        if not columns:
            self._report_parts()
            return []
        wanted: list[str | Fault] = []
        period = status = area = unit = ""
        indicator: Indicator | None = None
        within_year = "period_part" in labels and self._context.year is not None
        if "period" not in labels and not within_year and not all(c.period for c in columns):
            wanted.append(said := self._context.period())
            period = said if isinstance(said, str) else ""
        if "indicator" not in labels and not all(c.indicator for c in columns):
            found = self._context.indicator()
            wanted += [found] if isinstance(found, Fault) else []
            indicator = found if isinstance(found, Indicator) else None
        if not labels.keys() & {"area", "province"} and not all(c.area for c in columns):
            wanted.append(said := self._context.area())
            area = said if isinstance(said, str) else ""
        faults = [fault for fault in wanted if isinstance(fault, Fault)]
        if faults:
            self._report(faults, columns)
            return []
        status = self._context.status()
        if not self._block.is_long:
            unit = self._context.unit()
        beside = None if unit or "unit" in labels else self._context.unit_in_brackets()
        columns = [c for c in columns if not self._contradicts(c, unit)]
        return [
            replace(
                c,
                period=c.period or period,
                indicator=c.indicator or indicator,
                area=c.area or area,
                unit=c.unit or unit or _fitting(beside, c.indicator or indicator),
                status=c.status or status,
            )
            for c in columns
        ]

    def _contradicts(self, column: DataColumn, of_title: str) -> bool:
        """Whether title and heading name two units of one kind; asked, and left out till then."""
        if not of_title or not column.unit or "unit" in column.overruled:
            return False
        title, own = self._vocabulary.unit(of_title), self._vocabulary.unit(column.unit)
        if title is None or own is None or title == own:
            return False
        if (title.base or title.id) != (own.base or own.id):
            return False
        letters = column_letters(column.place)
        fault = units_asked((title, own), f"column|{self._block.sheet.name}|{letters}|unit")
        where = cell_locator(self._block.sheet.name, self._block.start - 1, column.place)
        self._ledger.report(fault, where, column.heading.text)
        self._columns.leave(column.place, "Chờ trả lời: hai đơn vị khác nhau.", "waiting")
        return True

    def _report_parts(self) -> None:
        """Tell of a table whose figures are all of parts of the province."""
        parts = [
            place
            for place, heading in enumerate(self._block.headings)
            if heading.part and self._columns.has_figures(place)
        ]
        if parts:
            where = cell_locator(self._block.sheet.name, self._block.start - 1, parts[0])
            named = [self._block.headings[place].text for place in parts]
            self._ledger.report(only_parts(named), where, named[0])

    def _report(self, faults: list[Fault], columns: list[DataColumn]) -> None:
        for fault in faults:
            self._ledger.report(fault, title_locator(self._block), " ".join(self._block.titles))
        for column in columns:
            self._columns.leave(column.place, f"Chờ trả lời: {faults[0].message}", "waiting")

    def _skip(self, place: int, why: str, state: LeftOutState = "column") -> None:
        heading = self._block.headings[place].text
        if heading or any(place < len(row) and row[place] != "" for row in self._columns.sample):
            named = heading or f"cột {column_letters(place)}"
            self._skipped.append(f"{named} ({why})")
            self._columns.leave(place, f"Cột '{named}': {why}.", state)
            if self._columns.has_figures(place) and why != "cột thứ tự":
                self._ledger.columns.append(replace(self._bare_column(place), unread=why))


def _fitting(unit: Unit | None, indicator: Indicator | None) -> str:
    """A unit of a title for the columns it can be the unit of."""
    if unit is None or indicator is None or (unit.base or unit.id) != indicator.unit:
        return ""
    return unit.id


def _is_sequence(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    """Whether a column without a header merely counts the rows."""
    texts = [shown(row[place]) for row in rows if place < len(row) and row[place] != ""]
    numbers = [int(t) for t in texts if t.isascii() and t.isdigit() and len(t) < 5]
    return bool(numbers) and numbers == list(range(1, len(numbers) + 1))
