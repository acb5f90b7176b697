"""The figures of one table, told as sentences → what each states, row by row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Span, Text
from kpi.ingest.reports.places import Places
from kpi.ingest.reports.quantities import Number
from kpi.ingest.reports.statements import Statement, StatementReader
from kpi.ingest.reports.suiting import Fitting
from kpi.ingest.reports.surroundings import Frames
from kpi.ingest.reports.table_layout import Layout, Row
from kpi.ingest.reports.table_telling import Told
from kpi.ingest.reports.table_titles import OF_AN_ACT
from kpi.ingest.reports.table_words import Names, spelled_out, suits, unit_noun
from kpi.ingest.tables.parts import is_part
from kpi.model import Indicator, Quantity

# A label that is a name says surely of what a figure is.
_NAMED = 0.95
_BY_TITLE = "Tiêu đề của bảng chứ không phải dòng này nói chỉ tiêu."
_GUESSED = "Bảng mất bố cục: chưa rõ số này thuộc cột nào."


class Aside(NamedTuple):
    """The readers of a text of sentences that stands beside the document's own."""

    text: Text
    numbers: Sequence[Number]
    frames: Frames
    statements: StatementReader
    fitting: Fitting
    places: Places


Reader = Callable[[str, Sequence[Sentence]], Aside]


class TableStatements:
    """Reads the cells of one table; the first that can be read says of what its row is."""

    def __init__(
        self,
        layout: Layout,
        names: Names,
        titles: Sequence[str],
        aside: Aside,
        sentences: Sequence[Sentence],
    ) -> None:
        self._layout, self._words, self._titles = layout, names, titles
        self._aside, self._sentences = aside, sentences
        labels = (row.label.text for row in layout.rows)
        self._indexes = names.indexes([*titles, *labels])
        self._of_row: dict[int, str] = {}
        self._numbers = {n.start: n for n in aside.numbers}

    def model(self, cells: Sequence[Told]) -> Statement | None:
        """What the cells of one row are of."""
        found = next((s for told in cells if (s := self._statement(told))), None)
        if found and self._layout.grid.guessed:
            found = replace(found, doubt=found.doubt or _GUESSED)
        if found:
            self._of_row.setdefault(cells[0].row.label.start, found.indicator.id)
        return found

    def _statement(self, told: Told) -> Statement | None:
        """What a cell says: by the name that its label is, else by the rules for sentences."""
        for indicator in self._names(told):
            if statement := self._as_named(told, indicator):
                return statement
        parent = self._parents(told.row)
        sentences = told.sentences[1:] if is_part(told.row.name) else told.sentences
        for index in sentences:
            number = self._number(index)
            if number is None:
                return None
            found = self._aside.statements.read(index, [number], 0).statement
            if (
                found
                and found.indicator.id not in parent
                and suits(found.indicator, number, Quantity(found.value, ""))
            ):
                return self._doubted(found)
        return None

    def _doubted(self, found: Statement) -> Statement:
        """A statement whose indicator the title of the table names rather than the row."""
        if self._layout.lists_provinces:
            return found
        sentence, titles = found.frame.sentence, self._title_spans
        above = any(span in titles for span in sentence.above) and any(
            a <= start < b for start, _ in found.words for a, b in titles
        )
        return replace(found, doubt=found.doubt or _BY_TITLE) if above else found

    @cached_property
    def _title_spans(self) -> frozenset[Span]:
        text = self._aside.text.written
        spans = {span for sentence in self._sentences for span in sentence.above}
        return frozenset(span for span in spans if text[slice(*span)] in self._titles)

    def _parents(self, row: Row) -> set[str]:
        """The indicators of the rows that a row may be a part of; a part is never of the same."""
        above = (row.parent, row.group) if row.parent is None else (row.parent,)
        known = (self._of_row.get(one.label.start) for one in above if one)
        return {indicator for indicator in known if indicator} if row.parent else set()

    def _names(self, told: Told) -> Iterator[Indicator]:
        row, units = told.row, self._layout.has_units
        label = told.column.subject if units else row.name
        group = None if units else row.parent or row.group
        heads = [group.name] if group else []
        if units:
            heads = [title for title in reversed(self._titles) if not OF_AN_ACT.search(title)]
        labels = [label] if units else [label, *self._fuller(row)]
        parents = self._parents(row)
        for one in labels:
            named = self._words.named(one, heads, self._indexes, ranked=told.ranked)
            yield from (indicator for indicator in named if indicator.id not in parents)

    def _fuller(self, row: Row) -> Iterator[str]:
        """A short label with its unit, or with its parts: "Di động" in "thuê bao"."""
        if (spelled := spelled_out(row.name)) != row.name:
            yield spelled
        if noun := unit_noun(row.unit):
            yield f"{noun} {row.name}"
        if parts := self._parts.get(row.label.start):
            # The catalogue's word for one figure of several things.
            yield f"{row.name} {', '.join(parts)} gộp"

    @cached_property
    def _parts(self) -> dict[int, list[str]]:
        """The names of the rows below others, by where the label of the upper one stands."""
        found: dict[int, list[str]] = {}
        for row in self._layout.rows:
            if row.parent:
                found.setdefault(row.parent.label.start, []).append(row.name)
        return found

    def _as_named(self, told: Told, indicator: Indicator) -> Statement | None:
        """The figure of a name, where the number can be one of it."""
        if (indicator.kind == "rank") != told.ranked:
            return None
        for index in (told.sentences[0], told.in_group):
            if index is None or (found := self._value(index, indicator)) is None:
                continue
            number, value = found
            return Statement(
                self._aside.frames.of(index, [number], 0), told.cell.span, indicator, value,
                _NAMED, f"số '{told.cell.text}' + '{told.row.label.text}'",
                qualifier=number.qualifier,
            )  # fmt: skip
        return None

    def like(self, told: Told, model: Statement) -> Statement | None:
        """The figure of a cell beside one that was read, of the same indicator."""
        for index in (told.sentences[0], told.in_group):
            if index is None or (found := self._value(index, model.indicator)) is None:
                continue
            number, value = found
            frame = self._aside.frames.of(index, [number], 0)
            reason = f"số '{told.cell.text}' + '{told.row.label.text}'"
            return replace(
                model, frame=frame, span=told.cell.span, value=value, reason=reason,
                qualifier=number.qualifier,
            )  # fmt: skip
        return None

    def _value(self, index: int, indicator: Indicator) -> tuple[Number, float] | None:
        """The number of a sentence and its value, where it can be one of an indicator."""
        number = self._number(index)
        quantity = self._aside.fitting.read(number, indicator) if number else None
        if number is None or not isinstance(quantity, Quantity):
            return None
        if not suits(indicator, number, quantity):
            return None
        value = quantity.value
        if quantity.total and indicator.kind != "rank":
            value = 100 * value / quantity.total if indicator.unit == "%" else value
        return number, value

    def _number(self, index: int) -> Number | None:
        """The number that a sentence was told of: its last."""
        sentence = self._sentences[index]
        inside = [n for n in self._aside.numbers if sentence.start <= n.start < sentence.end]
        return inside[-1] if inside else None
