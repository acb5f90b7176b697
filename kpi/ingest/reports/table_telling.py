"""The figures of a report's tables, told as sentences: "label: number unit", under their title."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kpi.ingest.reports.grids import Cell
from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Span
from kpi.ingest.reports.table_layout import Column, Layout, Row
from kpi.ingest.reports.table_titles import OF_AN_ACT
from kpi.ingest.reports.table_words import (
    Names,
    is_rank,
    is_rate,
    spelled_out,
    spelled_unit,
    without_density,
)
from kpi.ingest.tables.headings import HeadingReader, stated_unit
from kpi.ingest.tables.vocabulary import Vocabulary, unnumbered

# "(ĐVT: %)" alone above a table names nothing.
_UNIT_ALONE = re.compile(r"\W*(?:đvt|đơn vị(?: tính)?|unit)\s*[:.].{0,40}", re.I)


_CAPTION = re.compile(r"(?:bảng|biểu(?: đồ)?)(?:\s+số)?\s*[\d.]*\s*[:.]\s*", re.I)
# What a title says of its columns and of its years is no part of a name.
_DIVIDED = re.compile(
    r"[\s,(]*(?:phân|chia|tính)\s+theo\s.*|[\s,(]*(?:giai\s+đoạn|các\s+năm|thời\s+kỳ|từ\s+năm)\s+\d.*",
    re.I,
)


class TableWords:
    """The words that the tables of reports are understood by."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.headings = HeadingReader(vocabulary)
        self.names = Names(vocabulary, self.headings)


class Told(NamedTuple):
    """A cell as it was told: in which sentences, the likeliest first.

    `in_group` is the sentence with the unit of the row that may head a group it is of.
    """

    cell: Cell
    row: Row
    column: Column
    sentences: tuple[int, ...]
    ranked: bool
    in_group: int | None = None

    @property
    def key(self) -> tuple[int, str]:
        """The same for the cells of a row that are of one thing."""
        return self.row.label.start, self.column.subject + self.column.number_word


class Teller:
    """Writes the text of sentences that the cells of tables are told in."""

    def __init__(self, words: TableWords) -> None:
        self._words = words
        self._lines: list[str] = []
        self._at = 0
        self._once: dict[str, Span] = {}
        self.sentences: list[Sentence] = []

    @property
    def text(self) -> str:
        """Everything told so far."""
        return "\n".join(self._lines)

    def tell(self, layout: Layout, titles: Sequence[str]) -> list[Told]:
        """Every figure of a table; `titles` are the lines above it, the nearest last."""
        title = next((t for t in reversed(titles) if _may_name(t)), "")
        above = (self._above(title),) if title else ()
        of_all = next((u for t in titles if (u := stated_unit(t))), "")
        found: list[Told] = []
        for row in layout.rows:
            section = (self._above(row.section.text),) if row.section else ()
            for column in layout.figures:
                cell = row.at(column)
                if cell.is_figure:
                    lines = (*above, *section)
                    told = self._cell(layout, row, column, cell, of_all, lines, title)
                    found.append(told)
        return found

    def _cell(
        self, layout: Layout, row: Row, column: Column, cell: Cell, of_all: str,
        above: tuple[Span, ...], title: str,
    ) -> Told:  # fmt: skip
        label = column.subject if layout.has_units else row.name
        whole = not layout.has_units and row.is_whole and layout.divides
        if whole or ((layout.lists_provinces or layout.has_periods) and not label):
            # "Tỉnh | Năm 2017 | Năm 2016": of what the columns are the title alone says.
            label = _bare_title(title)
        own = self._words.names.read(label)
        unit = row.unit or own.unit or column.heading.unit or of_all
        ranked = is_rank(unit, label, column.heading.text)
        behind = spelled_unit(unit) or spelled_unit(f"/{label}" if "100 dân" in label else "")
        if not unit and is_rate(label):
            behind = " %"
        subject = spelled_out(without_density(label))

        def say(subject: str, behind: str) -> int:
            behind = "" if cell.text.endswith("%") else behind
            lead = f"{cell.lead} " if cell.lead else ""
            number = f"hạng {cell.text}" if ranked else f"{lead}{cell.text}{behind}"
            return self._say(f"{subject}: {number}.", above)

        said = [say(subject, behind)]
        group = row.parent or row.group
        if row.parent and not layout.has_units:
            said.append(say(f"{row.parent.name} {subject}", behind))
        in_group = None
        if group and not unit and (inherited := self._words.names.read(group.name).unit):
            in_group = say(subject, spelled_unit(inherited))
        return Told(cell, row, column, tuple(said), ranked, in_group)

    def _above(self, text: str) -> Span:
        """A line that stands above sentences, written once."""
        if text not in self._once:
            self._once[text] = self._line(text)
        return self._once[text]

    def _say(self, words: str, above: tuple[Span, ...]) -> int:
        """A sentence; its place among all."""
        self.sentences.append(Sentence(*self._line(words), len(self._lines), above))
        return len(self.sentences) - 1

    def _line(self, text: str) -> Span:
        start = self._at
        self._lines.append(text)
        self._at += len(text) + 1
        return start, start + len(text)


def _may_name(title: str) -> bool:
    """Whether a line above a table may say of what it is."""
    return not OF_AN_ACT.search(title) and not _UNIT_ALONE.fullmatch(title)


def _bare_title(title: str) -> str:
    """A title without its number, and without what it is divided by."""
    bare = _CAPTION.sub("", title, count=1) if _CAPTION.match(title) else title
    return _DIVIDED.sub("", unnumbered(bare)) or unnumbered(title)
