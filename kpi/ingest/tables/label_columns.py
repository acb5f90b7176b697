"""Which columns of a table label its rows: provinces, periods, indicators, parts of a province."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kpi.errors import UnreadableError
from kpi.ingest.column_words import COLUMNS
from kpi.ingest.formats.sheet import Cell, column_letters, shown
from kpi.ingest.tables.headings import Heading, HeadingReader
from kpi.ingest.tables.layout import Block, is_figure
from kpi.ingest.tables.ledger import Ledger, cell_locator
from kpi.ingest.tables.lookup import period_text
from kpi.ingest.tables.parts import divides, is_below, is_whole
from kpi.ingest.tables.printed_places import PLACE
from kpi.ingest.tables.questions import below_province
from kpi.ingest.tables.vocabulary import Vocabulary
from kpi.language.periods import read_period
from kpi.language.spelling import fold
from kpi.model import Period, Unclear
from kpi.model.figures import LeftOutState

_SAMPLE = 300


@dataclass(frozen=True)
class Breakdown:
    """A column that says of which part of the province a row is; `below`: districts, communes."""

    place: int
    below: bool


class Columns:
    """The columns of one block, with a sample of their cells."""

    def __init__(self, block: Block, ledger: Ledger) -> None:
        self._ledger = ledger
        self.sample: Sequence[Sequence[Cell]] = block.sheet.rows[
            block.start : min(block.end, block.start + _SAMPLE)
        ]
        headed = map(self._men_or_year, range(len(block.headings)), block.headings)
        self.block = replace(block, headings=tuple(headed))

    def has_figures(self, place: int) -> bool:
        """Whether figures, or marks that stand for one, are among a column's cells."""
        return any(is_figure(row[place]) for row in self.sample if place < len(row))

    def cells(self, place: int) -> list[Cell]:
        """The filled cells of a column."""
        return [row[place] for row in self.sample if place < len(row) and row[place] != ""]

    def texts(self, place: int) -> list[str]:
        """The different texts of a column that are no figures."""
        cells = (row[place] for row in self.sample if place < len(row))
        return list(dict.fromkeys(c.strip() for c in cells if isinstance(c, str)
                                  and c.strip() and not is_figure(c)))  # fmt: skip

    def leave(self, place: int, reason: str, state: LeftOutState) -> None:
        """Say of a column that it is knowingly no figures."""
        block = self.block
        letters = column_letters(place)
        where = replace(
            cell_locator(block.sheet.name, block.start, place),
            cell=f"{letters}{block.start + 1}:{letters}{block.end}",
        )
        self._ledger.leave_out(where, "", reason, state)

    def _men_or_year(self, place: int, heading: Heading) -> Heading:
        """A column "Nam" of a file without diacritics is of years, if years stand in it."""
        if heading.role != "period" or fold(heading.text) != "nam":
            return heading
        cells = self.cells(place)
        if not cells or any(map(_is_period, cells)):
            return heading
        return replace(heading, role="", part=True)


class LabelColumns:
    """Finds the label columns of one block: by their headings, else by what stands in them."""

    def __init__(
        self, columns: Columns, vocabulary: Vocabulary, headings: HeadingReader, ledger: Ledger
    ) -> None:
        self._columns, self._block = columns, columns.block
        self._vocabulary, self._headings, self._ledger = vocabulary, headings, ledger

    def find(self, name: str, *, lists_below: bool) -> tuple[dict[str, int], list[Breakdown]]:
        """Places by what they label, and the columns that divide the province.

        Args:
            name: of the file, for the refusal.
            lists_below: whether a title says that rows are districts or communes.

        Raises:
            UnreadableError: two columns of one meaning.
        """
        labels = self._roles(name)
        breakdowns = self._breakdowns(labels)
        self._labels_by_content(labels, {b.place for b in breakdowns})
        if lists_below:
            breakdowns += self._districts(labels)
        return labels, breakdowns

    def _breakdowns(self, labels: dict[str, int]) -> list[Breakdown]:
        """Columns that divide the province: their rows are of parts of it."""
        found = []
        taken = set(labels.values())
        for place, heading in enumerate(self._block.headings):
            if place in taken or heading.indicator or heading.role:
                continue
            cells = self._columns.texts(place)
            below = is_below(heading.text) and bool(cells)
            if below or (cells and divides(heading.text, cells)):
                found.append(Breakdown(place, below))
        return found

    def _districts(self, labels: dict[str, int]) -> list[Breakdown]:
        """The column of provinces, where the title says that districts or communes stand there."""
        place = labels.get("province")
        if place is None:
            return []
        names = self._columns.texts(place)
        known = sum(map(self._vocabulary.is_area, names))
        if 2 * known > len(names):
            return []
        del labels["province"]
        return [Breakdown(place, below=True)]

    def is_all_below(self, labels: dict[str, int], breakdowns: Sequence[Breakdown]) -> bool:
        """Whether every row is of a district or commune; then the table is refused, and says so."""
        below = next((b.place for b in breakdowns if b.below), None)
        if below is None:
            return False
        whole = any(map(is_whole, self._columns.texts(below)))
        if whole or (labels.keys() & {"area", "province"} and self._has_blank(below)):
            return False
        where = cell_locator(self._block.sheet.name, self._block.start - 1, below)
        self._ledger.report(below_province(), where, self._block.headings[below].text)
        for place in range(len(self._block.headings)):
            if self._columns.has_figures(place):
                self._columns.leave(place, "Số của huyện, xã; không phải của tỉnh.", "part")
        return True

    def _has_blank(self, place: int) -> bool:
        return any(row[place] == "" for row in self._columns.sample if place < len(row))

    def _roles(self, name: str) -> dict[str, int]:
        labels: dict[str, int] = {}
        for place, heading in enumerate(self._block.headings):
            role = heading.role
            if role not in COLUMNS:
                continue
            if role in labels and role in ("note", "source"):
                continue
            if role == "period" and role in labels and self._is_part_of_year(place):
                role = "period_part"
            if role in labels:
                # "Năm" beside "Kỳ": the first alone would make a year of a half year.
                first = self._block.headings[labels[role]].text
                raise UnreadableError(
                    f"{name}: hai cột '{first}' và '{heading.text}' cùng nghĩa.",
                    "Gộp hai cột làm một, hoặc đổi tên cột không dùng.",
                )
            labels[role] = place
        labels.pop("value", None)
        if "as_written" not in labels:
            # In a clerk's own table they are columns like any other.
            labels = {role: at for role, at in labels.items() if role not in ("words", *PLACE)}
        return labels

    def _is_part_of_year(self, place: int) -> bool:
        """Whether a second column of periods holds quarters or half years without their year."""
        texts = self._columns.texts(place)
        read = (read_period(text) for text in texts)
        return bool(texts) and all(isinstance(p, Unclear) and p.code == "no-year" for p in read)

    def _labels_by_content(self, labels: dict[str, int], besides: set[int]) -> None:
        """Columns whose header says too little ("Đơn vị", "Nội dung") are known by their cells."""
        headings = self._block.headings
        if "province" not in labels and not any(h.area for h in headings):
            self._claim(labels, "province", lambda c: self._vocabulary.is_area(shown(c)), besides)
        if "indicator" not in labels and not any(h.indicator for h in headings):
            self._claim(labels, "indicator", self._is_indicator, besides)
        if "unit" not in labels:
            self._claim(labels, "unit", self._is_unit, besides)
        if not labels.keys() & {"period", "period_part"} and not any(h.period for h in headings):
            self._claim(labels, "period", _is_period, besides)

    def _claim(
        self, labels: dict[str, int], role: str, fits: Callable[[Cell], bool], besides: set[int]
    ) -> None:
        taken = {*labels.values(), *besides}
        counts: dict[int, int] = {}
        for place, heading in enumerate(self._block.headings):
            if place in taken or heading.role or heading.dimensions:
                continue
            cells = self._columns.cells(place)
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


def _is_period(cell: Cell) -> bool:
    return isinstance(read_period(period_text(cell)), Period)
