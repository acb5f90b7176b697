"""Which columns of a table label its rows, and which hold figures of what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kpi.catalogue import Catalogue
from kpi.errors import UnreadableError
from kpi.ingest.column_words import COLUMNS
from kpi.ingest.formats.sheet import Cell, column_letters, shown
from kpi.ingest.tables.headings import Heading, HeadingReader
from kpi.ingest.tables.layout import Block, is_figure
from kpi.ingest.tables.ledger import Fault, Ledger, cell_locator
from kpi.ingest.tables.lookup import period_text
from kpi.ingest.tables.questions import SKIP, Words, indicator_words, skip_words
from kpi.ingest.tables.titles import Context, title_locator
from kpi.ingest.tables.vocabulary import Vocabulary
from kpi.language.periods import read_period
from kpi.model import Indicator, Period
from kpi.model.figures import LeftOutState

_SAMPLE = 300


@dataclass(frozen=True)
class DataColumn:
    """A column of figures and what its heading says; "" or None where its rows say it."""

    place: int
    heading: Heading
    indicator: Indicator | None
    period: str
    area: str
    unit: str
    status: str


@dataclass(frozen=True)
class Plan:
    """How a block is read: label columns by what they label, columns of figures."""

    block: Block
    labels: dict[str, int]
    columns: tuple[DataColumn, ...]
    skipped: tuple[str, ...]
    year: int | None

    @property
    def exchange(self) -> bool:
        """Whether the table is in the program's own exchange form."""
        return "as_written" in self.labels


class Planner:
    """Makes the plan of one block; what nothing says is asked of the ledger."""

    def __init__(
        self, block: Block, vocabulary: Vocabulary, headings: HeadingReader, ledger: Ledger
    ) -> None:
        self._block, self._vocabulary, self._headings = block, vocabulary, headings
        self._ledger = ledger
        self._context = Context(block, vocabulary, ledger)
        self._sample: Sequence[Sequence[Cell]] = block.sheet.rows[
            block.start : min(block.end, block.start + _SAMPLE)
        ]
        self._skipped: list[str] = []

    @property
    def _catalogue(self) -> Catalogue:
        return self._vocabulary.catalogue

    def plan(self, name: str) -> Plan | None:
        """The plan; None when a question must be answered first, or nothing holds figures.

        Raises:
            UnreadableError: two columns of one meaning.
        """
        labels = self._roles(name)
        self._labels_by_content(labels)
        taken = set(labels.values())
        places = [p for p in range(len(self._block.headings)) if p not in taken]
        found = [c for p in places if (c := self._column(p, labels)) is not None]
        columns = self._completed(found, labels)
        if not columns:
            return None
        return Plan(self._block, labels, tuple(columns), tuple(self._skipped), self._context.year)

    def _roles(self, name: str) -> dict[str, int]:
        labels: dict[str, int] = {}
        for place, heading in enumerate(self._block.headings):
            role = heading.role
            if role not in COLUMNS:
                continue
            if role in labels:
                # "Năm" beside "Kỳ": the first alone would make a year of a half year.
                first = self._block.headings[labels[role]].text
                raise UnreadableError(
                    f"{name}: hai cột '{first}' và '{heading.text}' cùng nghĩa.",
                    "Gộp hai cột làm một, hoặc đổi tên cột không dùng.",
                )
            labels[role] = place
        labels.pop("value", None)
        return labels

    def _labels_by_content(self, labels: dict[str, int]) -> None:
        """Columns whose header says too little ("Đơn vị", "Nội dung") are known by their cells."""
        headings = self._block.headings
        if not labels.keys() & {"area", "province"} and not any(h.area for h in headings):
            self._claim(labels, "province", lambda c: self._vocabulary.is_area(shown(c)))
        if "indicator" not in labels and not any(h.indicator for h in headings):
            self._claim(labels, "indicator", self._is_indicator)
        if "unit" not in labels and not self._block.is_long:
            self._claim(labels, "unit", self._is_unit)
        if "period" not in labels and not any(h.period for h in headings):
            self._claim(labels, "period", _is_period)

    def _claim(self, labels: dict[str, int], role: str, fits: Callable[[Cell], bool]) -> None:
        taken = set(labels.values())
        counts: dict[int, int] = {}
        for place, heading in enumerate(self._block.headings):
            if place in taken or heading.role or heading.dimensions:
                continue
            cells = [row[place] for row in self._sample if place < len(row) and row[place] != ""]
            count = sum(map(fits, cells))
            # Provinces may be few among totals and notes; anything else must fill its column.
            if count and (role == "province" or 2 * count > len(cells)):
                counts[place] = count
        if counts:
            labels[role] = max(counts, key=lambda place: counts[place])

    def _is_indicator(self, cell: Cell) -> bool:
        return isinstance(cell, str) and self._headings.read(cell).indicator is not None

    def _is_unit(self, cell: Cell) -> bool:
        return isinstance(cell, str) and self._vocabulary.unit(cell) is not None

    def _column(self, place: int, labels: dict[str, int]) -> DataColumn | None:
        heading = self._block.headings[place]
        figures = self._figures(place)
        if heading.role == "value" or heading.names_figures:
            return self._data(place, heading)
        if not heading.unknown and (heading.status or heading.unit) and "indicator" in labels:
            return self._data(place, heading)
        if heading.role == "outline" or not figures:
            self._skip(place, "cột thứ tự" if heading.role == "outline" else "không có số")
        elif self._block.is_long or (heading.compared and heading.unknown):
            self._skip(place, "cột so sánh" if heading.compared else "cột ngoài mẫu bảng")
        elif self._vocabulary.is_total(heading.text):
            self._skip(place, "cột tổng")
        elif _is_sequence(self._sample, place) and not heading.text:
            self._skip(place, "cột thứ tự")
        else:
            return self._asked(place, heading)
        return None

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
        like = self._vocabulary.indicators_like(heading.unknown) if heading.unknown else ()
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
        self._leave_column(place, "Chờ trả lời: cột là chỉ tiêu nào.", "waiting")
        return None

    def _words(self, indicators: Sequence[str]) -> tuple[Words, ...]:
        return tuple(indicator_words(self._catalogue.indicator(i), self._catalogue)
                     for i in indicators)  # fmt: skip

    def _data(self, place: int, heading: Heading) -> DataColumn | None:
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
            self._leave_column(place, "Đầu cột ghi hai kỳ khác nhau.", "faulty")
            return None
        return DataColumn(
            place, heading, heading.indicator, heading.period, heading.area, heading.unit,
            heading.status,
        )  # fmt: skip

    def _completed(self, columns: list[DataColumn], labels: dict[str, int]) -> list[DataColumn]:
        """Columns with what the titles say of all of them, or [] with questions asked."""
        if not columns:
            return []
        wanted: list[str | Fault] = []
        period = status = area = unit = ""
        indicator: Indicator | None = None
        if "period" not in labels and not all(c.period for c in columns):
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
        if not self._block.is_long:
            unit, status = self._context.unit(), self._context.status()
        return [
            replace(
                c,
                period=c.period or period,
                indicator=c.indicator or indicator,
                area=c.area or area,
                unit=c.unit or unit,
                status=c.status or status,
            )
            for c in columns
        ]

    def _report(self, faults: list[Fault], columns: list[DataColumn]) -> None:
        for fault in faults:
            self._ledger.report(fault, title_locator(self._block), " ".join(self._block.titles))
        for column in columns:
            self._leave_column(column.place, f"Chờ trả lời: {faults[0].message}", "waiting")

    def _figures(self, place: int) -> bool:
        return any(is_figure(row[place]) for row in self._sample if place < len(row))

    def _skip(self, place: int, why: str) -> None:
        heading = self._block.headings[place].text
        if heading or any(place < len(row) and row[place] != "" for row in self._sample):
            named = heading or f"cột {column_letters(place)}"
            self._skipped.append(f"{named} ({why})")
            self._leave_column(place, f"Cột '{named}': {why}.", "column")

    def _leave_column(self, place: int, reason: str, state: LeftOutState) -> None:
        block = self._block
        letters = column_letters(place)
        where = replace(
            cell_locator(block.sheet.name, block.start, place),
            cell=f"{letters}{block.start + 1}:{letters}{block.end}",
        )
        self._ledger.leave_out(where, "", reason, state)


def _is_period(cell: Cell) -> bool:
    return isinstance(read_period(period_text(cell)), Period)


def _is_sequence(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    """Whether a column without a header merely counts the rows."""
    texts = [shown(row[place]) for row in rows if place < len(row) and row[place] != ""]
    numbers = [int(t) for t in texts if t.isascii() and t.isdigit() and len(t) < 5]
    return bool(numbers) and numbers == list(range(1, len(numbers) + 1))
