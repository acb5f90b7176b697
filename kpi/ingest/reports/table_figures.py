"""The cells of a report's tables → figures: each is told as a sentence and read like one.

"label: number unit" is read by the rules for sentences, after the label was looked up as a name.
Whose, when and of what status it is, the table says by its columns, its rows and its title;
where it says nothing, the text above it and the document.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kpi.ingest.reports.grids import Cell, Grid
from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.paired_cells import parted
from kpi.ingest.reports.phrases import Span
from kpi.ingest.reports.places import Place
from kpi.ingest.reports.proposals import Figures
from kpi.ingest.reports.remarked_cells import bare, is_estimate
from kpi.ingest.reports.statements import Statement
from kpi.ingest.reports.status import Said, Statuses
from kpi.ingest.reports.surroundings import Frame
from kpi.ingest.reports.table_hints import Hints
from kpi.ingest.reports.table_layout import Column, Layout, Row, compares
from kpi.ingest.reports.table_statements import Aside, Reader, TableStatements
from kpi.ingest.reports.table_telling import TableWords, Teller, Told
from kpi.ingest.reports.table_titles import title_period
from kpi.ingest.tables.parts import is_part
from kpi.language.periods import read_period
from kpi.language.place_names import Named
from kpi.language.spelling import plain
from kpi.model import MERGER, Area, Document, Mention, ObsStatus, Period, Proposal
from kpi.model.period import scheme_in_force
from kpi.model.reports import MentionKind

_UNLINKED = "không khớp chỉ tiêu nào"
_LOOSE = "dòng của bảng thiếu hoặc thừa ô, không rõ số thuộc cột nào"
_COMPARED = "so sánh hoặc phần của kế hoạch"
# What numbers are that were not read, by the kind of their column.
_OTHERS: dict[str, tuple[str, MentionKind]] = {
    "compared": (_COMPARED, "no_value"),
    "figures": (_UNLINKED, "unlinked"),
    "outline": ("số thứ tự", "no_quantity"),
    "label": ("số thứ tự", "no_quantity"),
}
_FORMER = re.compile(r"(?<!\w)(?:cũ|trước (?:khi )?(?:sáp nhập|hợp nhất|sắp xếp))(?!\w)", re.I)
_GOALS = ("target", "plan")


class Result(NamedTuple):
    """What one table gave: its figures, what became of its numbers, and where it stands."""

    figures: list[Proposal]
    mentions: list[Mention]
    span: Span

    @property
    def is_of_others(self) -> bool:
        """Whether its figures are all of districts, operators or other provinces."""
        counted = [mention for mention in self.mentions if mention.kind != "no_quantity"]
        return bool(counted) and all(mention.kind == "elsewhere" for mention in counted)


class TableFigures:
    """Reads the tables of one document."""

    def __init__(
        self,
        words: TableWords,
        document: Document,
        sentences: Sequence[Sentence],
        figures: Figures,
        statuses: Statuses,
        reader: Reader,
    ) -> None:
        self._words, self._document = words, document
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._figures, self._statuses = figures, statuses
        self._reader = reader

    def read(self, grids: Iterable[Grid]) -> list[Result]:
        """The tables that give figures, or that are surely of others."""
        teller = Teller(self._words)
        vocabulary, headings = self._words.vocabulary, self._words.headings
        layouts = [Layout(parted(bare(grid)), vocabulary, headings) for grid in grids]
        told = [
            (layout, teller.tell(layout, self._titles(layout)))
            for layout in layouts
            if layout.is_read
        ]
        if not any(cells for _, cells in told):
            return []
        aside = self._reader(teller.text, teller.sentences)
        read = [_Table(self, layout, aside, teller.sentences).read(cells) for layout, cells in told]
        return [one for one in read if one.figures or one.is_of_others]

    def _titles(self, layout: Layout) -> list[str]:
        return [self._document.text[a:b] for a, b in layout.grid.titles]

    @property
    def words(self) -> TableWords:
        """The words tables are understood by."""
        return self._words

    @property
    def document(self) -> Document:
        """The document."""
        return self._document

    def sentence_at(self, place: int) -> int:
        """The place of the document's sentence that a place lies in."""
        return max(0, bisect_right(self._starts, place) - 1)

    def under(self, place: int) -> Sentence:
        """The document's sentence at a place, for what stands above it."""
        return self._sentences[self.sentence_at(place)]

    @property
    def figures(self) -> Figures:
        """Makes proposals of statements."""
        return self._figures

    @property
    def statuses(self) -> Statuses:
        """Reads what headings say of results and goals."""
        return self._statuses


class _Table:
    """Reads one table, whose cells have been told."""

    def __init__(
        self, tables: TableFigures, layout: Layout, aside: Aside, sentences: Sequence[Sentence]
    ) -> None:
        self._tables, self._layout, self._aside = tables, layout, aside
        text = tables.document.text
        self._titles = [text[a:b] for a, b in layout.grid.titles]
        names = tables.words.names
        self._statements = TableStatements(layout, names, self._titles, aside, sentences)
        self._title_period = title_period(self._titles)
        self._goals = any(c.status in _GOALS for c in layout.figures)
        self._any_when = any(c.says_when for c in layout.figures)
        published = tables.document.published_on.value
        day = Period.of(published).end if published else None
        self._hints = Hints(layout, text, day, self._year)

    def read(self, cells: Sequence[Told]) -> Result:
        """Every figure of the table, and what became of the other numbers."""
        figures: list[Proposal] = []
        mentions: list[Mention] = []
        rows: dict[tuple[int, str], list[Told]] = {}
        for told in cells:
            rows.setdefault(told.key, []).append(told)
        for row in rows.values():
            for figure, mention in self._row(row):
                figures += [figure] if figure else []
                mentions.append(mention)
        grid = self._layout.grid
        done = {mention.start for mention in mentions}
        mentions += [m for m in self._others() if m.start not in done]
        return Result(figures, mentions, (grid.start, grid.end))

    def _row(self, cells: Sequence[Told]) -> Iterator[tuple[Proposal | None, Mention]]:
        """The cells of a row that are of one thing; the first that can be read says of which."""
        read: list[Told] = []
        for told in cells:
            if reason := self._elsewhere(told):
                yield None, self._mention(told.cell, reason, "elsewhere")
            elif reason := self._no_value(told):
                yield None, self._mention(told.cell, reason, "no_value")
            else:
                read.append(told)
        model = self._statements.model(read)
        for told in read:
            yield self._cell(told, model)

    def _others(self) -> Iterator[Mention]:
        """The numbers of columns that hold no figures, and figures without a label."""
        loose = (cell for cell in self._layout.grid.loose if cell.is_figure)
        yield from (self._mention(cell, _LOOSE, "unlinked") for cell in loose)
        for cells in self._layout.data:
            for column, cell in zip(self._layout.columns, cells, strict=False):
                if cell.is_figure and column.kind in _OTHERS:
                    yield self._mention(cell, *_OTHERS[column.kind])

    def _cell(self, told: Told, model: Statement | None) -> tuple[Proposal | None, Mention]:
        """The figure of a cell, and what became of its number."""
        statement = self._statements.like(told, model) if model else None
        if statement is None:
            return None, self._mention(told.cell, _UNLINKED, "unlinked")
        period = self._period(told)
        place = self._place(told, statement, period)
        if place.no_area:
            return None, self._mention(told.cell, place.no_area, "elsewhere")
        row = self._in_text(told, statement)
        context = self._tables.figures.in_table(row, place, period, self._status(told, period))
        if told.column.heading.period and told.column.span:
            context = context._replace(when=told.column.span)
        figure = self._tables.figures.proposal(row, context)
        name = statement.indicator
        state = self._mention(told.cell, name.name_vi, "figure")
        asked = bool(figure.doubts)
        state = replace(state, state="asked" if asked else "taken", indicator=name.id)
        return figure, state

    def _elsewhere(self, told: Told) -> str:
        """Whose a row is, where it is not the province's."""
        row, layout = told.row, self._layout
        if layout.has_units and not layout.has_periods:
            if self._is_of_all and self._row_area(row):
                return ""
            return "" if row.is_whole or self._is_home(row) else _of(row.name)
        if is_part(row.name) and row.parent is None:
            return _of(row.name)
        return _of(told.column.heading.text) if told.column.heading.part else ""

    def _is_home(self, row: Row) -> bool:
        """Whether a row of a list of provinces is the document's own."""
        vocabulary = self._tables.words.vocabulary
        home = vocabulary.catalogue.areas.get(self._tables.document.area.value)
        if home is None or not self._layout.lists_provinces:
            return False
        return vocabulary.is_area(row.name) and plain(row.name).endswith(plain(home.name_vi))

    @property
    def _is_of_all(self) -> bool:
        """Whether it lists provinces in a document that nothing but the list gives to one."""
        home, grid = self._tables.document.area, self._layout.grid
        inside = home.start is not None and grid.start <= home.start < grid.end
        return self._layout.lists_provinces and (inside or not home.value)

    def _row_area(self, row: Row) -> Area | None:
        """The province that a row of a list of provinces names, before or after the merger."""
        vocabulary = self._tables.words.vocabulary
        if not vocabulary.is_area(row.name):
            return None
        areas = vocabulary.names.areas(row.name)
        published = self._tables.document.published_on.value
        wanted = scheme_in_force(Period.of(published).end) if published else "vn63"
        return next(iter(sorted(areas, key=lambda area: area.scheme != wanted)), None)

    def _no_value(self, told: Told) -> str:
        """Why a column holds no values beside others that say when theirs are of."""
        column, section = told.column, told.row.section
        if self._hints.same_period(column):
            return ""
        if section is not None and compares(section.text):
            return _COMPARED
        if self._layout.has_units or not self._any_when or column.says_when:
            return ""
        whole = column.heading.whole or self._column_area(column) or column.number_word
        return "" if whole else _COMPARED

    def _period(self, told: Told) -> Period | None:
        """The period by the column, the row or the title; None where the text must say it."""
        if same := self._hints.same_period(told.column):
            return same
        published = self._tables.document.published_on.value
        if published and told.column.is_of_now:
            return Period.of(published[:7])
        label = self._tables.words.names.read(told.row.name)
        written = told.column.heading.period
        if self._layout.has_periods:
            written = label.period
        for one in (written, label.period):
            if not one:
                continue
            read = read_period(one, year=self._year)
            if isinstance(read, Period):
                return read
        return self._title_period

    @property
    def _year(self) -> int | None:
        """The year of columns such as "9 tháng": the title's, else the document's."""
        if self._title_period:
            return self._title_period.year
        document = self._tables.document
        told = document.period.value or document.published_on.value
        return int(told[:4]) if told[:4].isdigit() else None

    def _status(self, told: Told, period: Period | None) -> Said | None:
        """The status by the head of a column, else by what stands above the table."""
        column = told.column
        status = column.status
        estimated = is_estimate(told.cell) or self._hints.is_estimated(told.row, column, period)
        if status in ("", "actual") and (estimated or self._hints.is_starred(told.cell)):
            return "estimate", None
        if status in ("actual", "estimate", "target", "plan"):
            return _as_status(status), column.span
        above = self._tables.statuses.above(self._tables.under(self._layout.grid.start))
        told_goal = above is not None and above[0] in _GOALS
        published = self._tables.document.published_on.value
        over = period is not None and period.end.isoformat()[: len(published)] < published
        if told_goal and not self._goals and not over:
            return above
        goal = self._hints.goal(period, self._titles)
        return (_as_status(goal), None) if goal and not self._goals else None

    def _place(self, told: Told, statement: Statement, period: Period | None) -> Place:
        """Whose a cell is: the area over its column or of its row, else whose its sentence is."""
        if self._is_of_all and (own := self._row_area(told.row)):
            return Place(own.key, named=told.row.label.span)
        if named := self._column_area(told.column):
            before = named.former or (period is not None and period.end < MERGER)
            areas = self._tables.words.vocabulary.names.areas(named.name)
            wanted = "vn63" if before else "vn34"
            area = next(iter(sorted(areas, key=lambda a: a.scheme != wanted)), None)
            return Place(area.key if area else "", named=told.column.span)
        bare = statement.frame.sentence._replace(above=())
        frame = statement.frame._replace(sentence=bare)
        return self._aside.places.of(frame, period, statement.base)

    def _column_area(self, column: Column) -> Named | None:
        names = self._tables.words.vocabulary.names
        named = next(iter(names.provinces(column.heading.text)), None)
        former = _FORMER.search(column.heading.text) is not None
        return named._replace(former=True) if named and former else named

    def _in_text(self, told: Told, statement: Statement) -> Statement:
        """The statement with its places in the document's text."""
        cells = [cell for cell in told.row.cells if cell.text]
        start, end = min(c.start for c in cells), max(c.end for c in cells)
        index = self._tables.sentence_at(told.cell.start)
        above = self._tables.under(self._layout.grid.start).above
        sentence = Sentence(start, end, self._tables.under(told.cell.start).line, above)
        number = statement.frame.number._replace(
            start=told.cell.start, end=told.cell.end, lead=told.cell.start, unit_end=told.cell.end
        )
        frame: Frame = statement.frame._replace(
            number=number, sentence=sentence, sentence_index=index, column=told.column.span
        )
        words = [told.row.label.span, *([told.column.span] if told.column.span else [])]
        return replace(statement, frame=frame, span=told.cell.span, words=tuple(words))

    def _mention(self, cell: Cell, reason: str, kind: MentionKind) -> Mention:
        return Mention(cell.start, cell.end, cell.text, "unread", reason, kind)


def _as_status(status: str) -> ObsStatus:
    statuses: dict[str, ObsStatus] = {
        "actual": "actual", "estimate": "estimate", "target": "target", "plan": "plan"
    }  # fmt: skip
    return statuses[status]


def _of(owner: str) -> str:
    return f"số của {owner}, không phải của cả tỉnh"
