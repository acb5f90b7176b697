"""Rows of a text file with more cells than the header: a comma has cut a number or a name in two.

Nothing of such a row is taken until it is known which cells belong together. Where only one way
of joining them makes sense it is taken and told; where a comma may have been the decimal mark
or have grouped thousands, the file is asked about once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from kpi.ingest.formats.csv import PlainRows
from kpi.ingest.formats.sheet import Cell, shown
from kpi.ingest.tables.headings import Heading
from kpi.ingest.tables.layout import Block, is_figure
from kpi.ingest.tables.ledger import Fault, Ledger, cell_locator
from kpi.ingest.tables.questions import SKIP, Words
from kpi.ingest.tables.vocabulary import Vocabulary
from kpi.language.periods import read_period
from kpi.model import Period, Problem

Sense = Literal["area", "period", "text", "whole", "figure", "any", "order"]
"""What a column holds: `whole` are numbers that count, `any` is what the header does not say,
`order` numbers the rows."""
Comma = Literal["text", "decimal", "thousand"]
"""What commas inside numbers are taken for; one in a text is always part of the text."""

_WHOLE_KINDS = ("count", "rank", "milestone")
_MOST_ROWS = 5_000
_MOST_EXTRA = 12
_DIGITS = re.compile(r"\d{1,15}")
_FRACTION = re.compile(r"\d{1,6}\s*%?")
_LEADING_GROUP = re.compile(r"[1-9]\d{0,2}")
_GROUP = re.compile(r"\d{3}")
_LAST_GROUP = re.compile(r"\d{3}(?:\.\d{1,6})?")
_NOTE = re.compile(r"\s*(?:ghi chú|nguồn|chú thích|\(?\*)", re.I)
_LABELS: Mapping[str, Words] = {
    "decimal": ("Dấu phẩy thập phân", "The comma is the decimal mark"),
    "thousand": ("Dấu phẩy phân cách hàng nghìn", "The comma groups thousands"),
    SKIP: ("Bỏ các dòng này, không nạp", "Leave these rows out"),
}


class _Wide(NamedTuple):
    """A row with too many cells, or one that may be short of some behind a joined one."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class _Outcome:
    """Rows by what can be made of them; `waiting` are those that no single way fits."""

    joined: dict[int, list[str]]
    waiting: list[_Wide]


class RaggedRows:
    """The wide rows of one block of a text file."""

    def __init__(self, block: Block, vocabulary: Vocabulary, ledger: Ledger) -> None:
        self._block, self._vocabulary, self._ledger = block, vocabulary, ledger
        self._sheet = block.sheet
        self._width = len(block.headings)
        self._senses = tuple(_sense(heading, vocabulary) for heading in block.headings)
        self._fits: dict[tuple[Sense, str], bool] = {}

    def settled(self) -> Block:
        """The block with every wide row joined, or blank where it waits or is refused."""
        wide = self._wide()
        if not wide:
            return self._block
        plain = self._joined(wide, "text", alone=True)
        joined = dict(plain.joined)
        for row in wide:
            if row.number in joined:
                self._tell_joined(row, joined[row.number])
        if plain.waiting:
            joined |= self._asked(plain.waiting)
        rows: list[Sequence[Cell]] = list(self._sheet.rows)
        for row in wide:
            rows[row.number] = joined.get(row.number, [])
        return replace(self._block, sheet=self._sheet.with_rows(rows))

    def _wide(self) -> list[_Wide]:
        """Rows of figures with more cells than the header; blank ones behind are no cells.

        They count where another row shows that a comma has cut something.
        """
        rows = self._sheet.rows
        within = range(self._block.start, self._block.end)
        found = [n for n in _longer(rows, self._width) if n in within]
        found = [n for n in found if self._is_of_figures(rows[n])]
        if not any(any(rows[n][self._width :]) or self._is_shifted(rows[n]) for n in found):
            return []
        # Its last cell may be missing, so that a row is as long as the header and yet cut.
        short = (n for n in within if len(rows[n]) == self._width and self._is_shifted(rows[n]))
        return [_Wide(n, tuple(map(shown, rows[n]))) for n in sorted({*found, *short})]

    def _is_of_figures(self, row: Sequence[Cell]) -> bool:
        first = next((shown(cell) for cell in row if cell != ""), "")
        return len(first) < 60 and not _NOTE.match(first) and any(map(is_figure, row))

    def _is_shifted(self, row: Sequence[Cell]) -> bool:
        """Whether digits stand where the header wants words, behind a number."""
        return any(
            sense == "text"
            and self._senses[place - 1] in ("figure", "any")
            and bool(_DIGITS.fullmatch(shown(row[place - 1])))
            and bool(_FRACTION.fullmatch(shown(row[place])))
            for place, sense in enumerate(self._senses)
            if place
        )

    def _joined(self, rows: Sequence[_Wide], comma: Comma, *, alone: bool = False) -> _Outcome:
        """Rows that can be joined one way; with `alone` only those no other comma would join."""
        found = _Outcome({}, [])
        for row in rows[:_MOST_ROWS]:
            ways = self._ways(row.cells, comma)
            others = alone and any(
                self._ways(row.cells, other) not in ([], ways) for other in _NUMBERS
            )
            if len(ways) == 1 and not others:
                found.joined[row.number] = ways[0]
            else:
                found.waiting.append(row)
        found.waiting.extend(rows[_MOST_ROWS:])
        return found

    def _asked(self, rows: Sequence[_Wide]) -> dict[int, list[str]]:
        """Rows joined by the answer; the question, or the refusal, of the others."""
        by_comma = {comma: self._joined(rows, comma) for comma in _NUMBERS}
        options = tuple(
            comma
            for comma in _NUMBERS
            if any(_numbers_of(by_comma[comma].joined.get(r.number, ()), r) for r in rows)
        )
        if not options or self._sheet.delimiter != ",":
            for row in rows:
                self._refuse(row)
            return {}
        question = f"ragged|{self._sheet.name}"
        given = self._ledger.answer(question, (*options, SKIP))
        if given == SKIP:
            for row in rows:
                self._leave(row, "Bỏ qua theo trả lời: dòng nhiều ô hơn tiêu đề.")
            return {}
        if not given:
            self._ask(rows, options, question)
            return {}
        outcome = next(by_comma[comma] for comma in options if comma == given)
        for row in outcome.waiting:
            self._refuse(row)
        return outcome.joined

    def _ask(self, rows: Sequence[_Wide], options: Sequence[Comma], question: str) -> None:
        fault = Fault(
            "ragged-rows",
            "value",
            f"{len(rows)} dòng có nhiều ô hơn {self._width} cột của tiêu đề: dấu phẩy trong số đã "
            "tách một ô thành hai.",
            "Chọn nghĩa của dấu phẩy trong số, hoặc lưu lại tệp với dấu chấm phẩy giữa các ô.",
            question=question,
            options=(*options, SKIP),
            labels=tuple(self._words(rows, option) for option in (*options, SKIP)),
        )
        for row in rows:
            where = cell_locator(self._sheet.name, row.number, self._cut_at(row))
            self._ledger.report(fault, where, _written(row))

    def _words(self, rows: Sequence[_Wide], option: str) -> Words:
        """An option, with what it makes of the first row that it joins."""
        vi, en = _LABELS[option]
        for row in rows:
            ways = self._ways(row.cells, option) if option in _NUMBERS else []
            if len(ways) == 1 and (numbers := "; ".join(_numbers_of(ways[0], row))):
                return f"{vi}: {numbers}", f"{en}: {numbers}"
        return vi, en

    def _cut_at(self, row: _Wide) -> int:
        """The first column of figures: what stands left of it was cut by no comma."""
        figures = ("whole", "figure", "any")
        places = (p for p, sense in enumerate(self._senses) if sense in figures)
        return min(next(places, 0), len(row.cells) - 1)

    def _refuse(self, row: _Wide) -> None:
        lead = f"Dòng có {len(row.cells)} ô mà tiêu đề có {self._width} cột"
        if len(row.cells) <= self._width:
            lead = "Dòng có số ở cột chữ, như khi dấu phẩy tách một số thành hai ô"
        fault = Fault(
            "ragged-row",
            "value",
            f"{lead}: không rõ ô nào thuộc cột nào; không số nào của dòng được lấy.",
            "Đặt ô có dấu phân cách vào ngoặc kép, hoặc lưu lại từ Excel dạng .xlsx.",
        )
        where = cell_locator(self._sheet.name, row.number, self._cut_at(row))
        self._ledger.report(fault, where, _written(row))

    def _leave(self, row: _Wide, reason: str) -> None:
        where = cell_locator(self._sheet.name, row.number, self._cut_at(row))
        self._ledger.leave_out(where, _written(row), reason, "skipped")

    def _tell_joined(self, row: _Wide, cells: Sequence[str]) -> None:
        place = next((p for p, c in enumerate(cells) if c != row.cells[p]), self._width - 1)
        joined = ", ".join(f"'{cell}'" for cell in cells if cell and cell not in row.cells)
        self._ledger.add(
            Problem(
                "ragged-row",
                "warning",
                cell_locator(self._sheet.name, row.number, place),
                _written(row),
                f"Dòng có {len(row.cells)} ô, tiêu đề có {self._width} cột; "
                + (f"đọc {joined} là một ô." if joined else "các ô chữ thừa ở cuối được bỏ qua."),
                "Kiểm tra dòng này; đặt ô có dấu phân cách vào ngoặc kép.",
            )
        )

    def _ways(self, cells: tuple[str, ...], comma: Comma) -> list[list[str]]:
        """Up to two ways to make as many cells of a row as the header has."""
        if len(cells) - self._width > _MOST_EXTRA:
            return []
        ways: list[list[str]] = []
        for way in self._ways_from(cells, 0, 0, comma):
            if way not in ways:
                ways.append(way)
            if len(ways) == 2:
                break
        return ways

    def _ways_from(
        self, cells: tuple[str, ...], at: int, place: int, comma: Comma
    ) -> Iterator[list[str]]:
        if place == self._width:
            if self._may_be_over(cells[at:]):
                yield []
            return
        if at == len(cells):  # the last cells of a short row are missing
            yield [""] * (self._width - place)
            return
        behind = self._width - place - 1 if len(cells) > self._width else 0
        for end in range(at + 1, len(cells) - behind + 1):
            joined = self._cell(cells[at:end], self._senses[place], comma)
            if joined is not None:
                for rest in self._ways_from(cells, end, place + 1, comma):
                    yield [joined, *rest]

    def _may_be_over(self, cells: tuple[str, ...]) -> bool:
        """What stands behind the last column may be blank, or words where that holds none."""
        if self._senses[-1] == "text":
            return not any(cells)
        return not any(map(_has_digit, cells))

    def _cell(self, parts: tuple[str, ...], sense: Sense, comma: Comma) -> str | None:
        """Some cells as one of a column; None where they cannot be."""
        if len(parts) == 1:
            return parts[0] if self._fits_alone(sense, parts[0]) else None
        if sense == "area":
            names = (mark.join(p.strip() for p in parts) for mark in (", ", " - "))
            return next((name for name in names if self._vocabulary.is_area(name)), None)
        if sense == "text":
            joined = f"{self._sheet.delimiter} ".join(p.strip() for p in parts)
            numbers = any(_FRACTION.fullmatch(part.strip()) for part in parts)
            return joined if parts[-1] and any(map(str.isalpha, joined)) and not numbers else None
        if sense in ("whole", "figure", "any"):
            return _number(tuple(p.strip() for p in parts), sense, comma)
        return None

    def _fits_alone(self, sense: Sense, cell: str) -> bool:
        key = sense, cell
        if key not in self._fits:
            self._fits[key] = self._fits_sense(sense, cell.strip())
        return self._fits[key]

    def _fits_sense(self, sense: Sense, cell: str) -> bool:
        if not cell or sense in ("any", "order"):
            return True
        if sense == "area":
            vocabulary = self._vocabulary
            known = vocabulary.is_area(cell) or vocabulary.is_total(cell)
            return known or bool(vocabulary.region(cell)) or not _has_digit(cell)
        if sense == "period":
            return isinstance(read_period(cell), Period) or cell.isdigit()
        if sense == "text":
            return not _FRACTION.fullmatch(cell)
        return is_figure(cell)


_NUMBERS: tuple[Comma, ...] = ("decimal", "thousand")


def _number(parts: tuple[str, ...], sense: Sense, comma: Comma) -> str | None:
    """Digits on both sides of commas as one number, by what the commas are."""
    if comma == "decimal" and sense != "whole" and len(parts) == 2:
        fits = _DIGITS.fullmatch(parts[0]) and _FRACTION.fullmatch(parts[1])
        return ",".join(parts) if fits else None
    if comma == "thousand":
        inner = all(map(_GROUP.fullmatch, parts[1:-1]))
        if _LEADING_GROUP.fullmatch(parts[0]) and inner and _LAST_GROUP.fullmatch(parts[-1]):
            return (",").join(parts) if sense == "whole" else "".join(parts)
    return None


def _longer(rows: Sequence[Sequence[Cell]], width: int) -> list[int]:
    if isinstance(rows, PlainRows):  # whose rows are made when they are asked for
        return rows.longer_than(width)
    return [number for number, row in enumerate(rows) if len(row) > width]


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _sense(heading: Heading, vocabulary: Vocabulary) -> Sense:
    if heading.role in ("area", "province"):
        return "area"
    if heading.role == "period":
        return "period"
    if heading.role in ("value",) or heading.period or heading.area:
        return "figure"
    if heading.role:
        return "order" if heading.role == "outline" else "text"
    if heading.indicator is not None:
        unit = vocabulary.unit(heading.unit)
        counts = heading.indicator.kind in _WHOLE_KINDS
        return "whole" if counts and not (unit and unit.base) else "figure"
    return "any"


def _numbers_of(way: Sequence[str], row: _Wide) -> list[str]:
    """The numbers that were made of several cells."""
    return [c for c in way if c and c not in row.cells and not any(map(str.isalpha, c))]


def _written(row: _Wide) -> str:
    return ",".join(row.cells)[:200]


def settled_rows(block: Block, vocabulary: Vocabulary, ledger: Ledger) -> Block:
    """The block with its wide rows joined, asked about or refused; text files alone have any."""
    if not block.sheet.delimiter:
        return block
    return RaggedRows(block, vocabulary, ledger).settled()
