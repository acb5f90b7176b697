"""The XML of one XLSX sheet → its cells, read as a stream.

A sheet formatted down to its last row holds millions of empty cells: those and the empty rows
are cut out of the bytes before they are parsed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from math import isfinite
from xml.parsers import expat

from kpi.ingest.formats.grid import PLAIN, Grid, Style
from kpi.ingest.formats.number_formats import date_of, whole_day
from kpi.ingest.formats.package import is_on
from kpi.ingest.formats.runs import Run
from kpi.ingest.formats.xlsx_styles import Text, unescaped

Attributes = dict[str, str]

# As nearly all programs write them; others only take longer.
_EMPTY_CELL = re.compile(rb'<c r="[^<>"]*"[^<>]*/>')
_EMPTY_ROW = re.compile(rb'<row r="[^<>"]*"[^<>]*(?:/>|></row>)')
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_WIDEST = 16_384


def column_number(letters: str) -> int:
    """A column by its letters, counted from 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def corners(reference: str) -> tuple[int, int, int, int] | None:
    """A range such as "A1:B2" as (top, left, bottom, right); None where it is none."""
    ends = [_REFERENCE.fullmatch(end) for end in reference.split(":")]
    if not 1 <= len(ends) <= 2 or None in ends:
        return None
    places = [(int(end[2]) - 1, column_number(end[1])) for end in ends if end]
    (top, left), (bottom, right) = places[0], places[-1]
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


class SheetReader:
    """Fills a grid from the XML of its sheet.

    Args:
        grid: where the cells go.
        texts: the workbook's shared texts; None where the part is missing.
        styles: what the cells' styles mean.
        uncomputed_zero: whether a formula's 0 was never computed.

    Raises:
        LookupError: a cell names a shared text, and there are none.
    """

    def __init__(
        self,
        grid: Grid,
        texts: Sequence[Text] | None,
        styles: Sequence[Style],
        *,
        uncomputed_zero: bool = False,
    ) -> None:
        self._grid, self._texts, self._styles = grid, texts, styles
        self._uncomputed_zero = uncomputed_zero
        self._row = self._place = -1
        self._columns: dict[str, int] = {}
        self._cell: Attributes = {}
        self._value: str | None = None
        self._formula: str | None = None
        self._masters: dict[str, str] = {}
        self._runs: list[Run] = []
        self._is_rich = self._in_run = self._has_font = self._struck = self._raised = False
        self._written: list[str] = []
        self._filter_mode = self._has_criteria = False
        self._filter: tuple[int, int, int, int] | None = None
        self._filters: list[tuple[int, int, int, int]] = []
        self._phonetic = False
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "row": self._start_row, "c": self._start_cell, "v": self._start_text,
            "f": self._start_formula, "t": self._start_text, "r": self._start_run,
            "rPr": self._start_font, "strike": self._strike, "vertAlign": self._raise,
            "rPh": self._start_phonetic, "col": self._column, "mergeCell": self._merge,
            "sheetPr": self._properties, "autoFilter": self._start_filter,
            "filterColumn": self._criteria,
        }  # fmt: skip
        self._ends: dict[str, Callable[[], None]] = {
            "c": self._end_cell, "v": self._end_value, "f": self._end_formula,
            "t": self._end_text, "rPh": self._end_phonetic, "autoFilter": self._end_filter,
        }  # fmt: skip

    def read(self, blocks: Iterable[bytes]) -> None:
        """The whole sheet, from the pieces of its XML."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._root(parser)
        parser.StartDoctypeDeclHandler = _refuse_doctype
        rest = b""
        for block in blocks:
            whole = rest + block
            end = whole.rfind(b"<")  # no cell is cut in two
            end = end if end > 0 else len(whole)
            rest = whole[end:]
            parser.Parse(_without_empty(whole[:end]), False)
        parser.Parse(rest, True)
        for top, _, bottom, _ in self._filters:
            self._grid.filter_rows(range(top + 1, bottom + 1))
        if self._filter_mode and not self._filters:
            self._grid.filter_rows(range(2**20))

    def filtered(self, reference: str) -> None:
        """A table of the sheet, whose filter is on."""
        if found := corners(reference):
            self._filters.append(found)

    def _root(self, parser: expat.XMLParserType) -> Callable[[str, Attributes], None]:
        """Waits for the first element, whose prefix all others share."""

        def start_root(name: str, _: Attributes) -> None:
            prefix = name.rpartition(":")[0]
            prefix = f"{prefix}:" if prefix else ""
            starts = {prefix + key: handler for key, handler in self._starts.items()}
            ends = {prefix + key: handler for key, handler in self._ends.items()}

            def start(name: str, attributes: Attributes) -> None:
                handler = starts.get(name)
                if handler is not None:
                    handler(attributes)

            def end(name: str) -> None:
                handler = ends.get(name)
                if handler is not None:
                    handler()

            parser.StartElementHandler = start
            parser.EndElementHandler = end
            parser.CharacterDataHandler = self._add

        return start_root

    def _add(self, text: str) -> None:
        self._written.append(text)

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self._row = int(number) - 1 if number else self._row + 1
        self._place = -1
        height = attributes.get("ht")
        if is_on(attributes.get("hidden")) or (height is not None and float(height) <= 0):
            self._grid.hide_rows(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._value = self._formula = None
        self._runs, self._is_rich, self._in_run = [], False, False
        reference = attributes.get("r")
        self._place = self._column_of(reference) if reference else self._place + 1
        if self._place >= _WIDEST:
            raise ValueError(reference)

    def _column_of(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        place = self._columns.get(letters)
        if place is None:
            match = _REFERENCE.fullmatch(reference)
            if match is None:
                raise ValueError(reference)
            place = self._columns[letters] = column_number(match[1])
        return place

    def _start_text(self, _: Attributes) -> None:
        self._written = []

    def _start_formula(self, attributes: Attributes) -> None:
        self._written = []
        self._formula = attributes.get("si", "")

    def _start_run(self, _: Attributes) -> None:
        self._is_rich, self._in_run = True, True
        self._has_font = self._struck = self._raised = False

    def _start_font(self, _: Attributes) -> None:
        self._has_font = self._in_run

    def _strike(self, attributes: Attributes) -> None:
        self._struck = is_on(attributes.get("val", "1"))

    def _raise(self, attributes: Attributes) -> None:
        self._raised = attributes.get("val") == "superscript"

    def _start_phonetic(self, _: Attributes) -> None:
        self._phonetic = True

    def _end_phonetic(self) -> None:
        self._phonetic = False

    def _end_value(self) -> None:
        self._value = "".join(self._written)

    def _end_formula(self) -> None:
        text, shared = "".join(self._written), self._formula or ""
        if shared and text:
            self._masters[shared] = text
        self._formula = text or self._masters.get(shared, "")

    def _end_text(self) -> None:
        if self._phonetic:
            return
        text = unescaped("".join(self._written))
        if self._has_font:
            self._runs.append(Run(text, self._struck, self._raised))
        else:
            self._runs.append(Run(text))

    def _end_cell(self) -> None:
        kind = self._cell.get("t", "n")
        if self._runs:
            text = self._runs if self._is_rich else "".join(run.text for run in self._runs)
            self._grid.text(self._row, self._place, text, self._style())
        elif self._value or (self._value == "" and kind == "str"):
            self._end_filled(kind, self._value)
        elif self._formula is not None and kind != "str":
            self._grid.fault(self._row, self._place, f"={self._formula}")

    def _style(self) -> Style:
        number = int(self._cell.get("s", 0))
        return self._styles[number] if number < len(self._styles) else PLAIN

    def _end_filled(self, kind: str, value: str) -> None:
        grid, row, place = self._grid, self._row, self._place
        if kind == "s":
            self._shared(int(value))
        elif kind in ("str", "inlineStr"):
            grid.text(row, place, unescaped(value), self._style())
        elif kind == "b":
            grid.put(row, place, is_on(value.strip()))
        elif kind == "e":
            grid.fault(row, place, value)
        elif kind == "d" and (when := date_of(value)):
            self._date(when)
        else:
            self._number(value)

    def _shared(self, number: int) -> None:
        if self._texts is None:
            raise LookupError("no shared texts")
        if number >= len(self._texts):
            self._grid.fault(self._row, self._place, f"#{number}")
            return
        self._grid.text(self._row, self._place, self._texts[number], self._style())

    def _number(self, written: str) -> None:
        try:
            value = float(written)
        except ValueError:
            self._grid.text(self._row, self._place, written, self._style())
            return
        computed = self._formula is None or not self._uncomputed_zero or value
        if computed and isfinite(value):
            self._grid.number(self._row, self._place, value, self._style())
        else:
            written = written if computed else f"={self._formula}"
            self._grid.fault(self._row, self._place, written)

    def _date(self, when: datetime) -> None:
        """A date in words of ISO 8601, under the format it would have as a number."""
        style = self._style()
        if style.is_plain:
            self._grid.put(self._row, self._place, whole_day(when))
        else:
            serial = (when - self._grid.start).total_seconds() / 86400
            self._grid.number(self._row, self._place, serial, style)

    def _column(self, attributes: Attributes) -> None:
        width = attributes.get("width")
        if is_on(attributes.get("hidden")) or (width is not None and float(width) <= 0):
            first, last = int(attributes["min"]), int(attributes["max"])
            self._grid.hide_columns(first - 1, last - first + 1)

    def _merge(self, attributes: Attributes) -> None:
        found = corners(attributes.get("ref", ""))
        if found and found[:2] != found[2:]:
            self._grid.merged.append(found)

    def _properties(self, attributes: Attributes) -> None:
        self._filter_mode = is_on(attributes.get("filterMode"))

    def _start_filter(self, attributes: Attributes) -> None:
        self._filter, self._has_criteria = corners(attributes.get("ref", "")), False

    def _criteria(self, _: Attributes) -> None:
        self._has_criteria = True

    def _end_filter(self) -> None:
        if self._filter and self._has_criteria:
            self._filters.append(self._filter)


def _refuse_doctype(*_: object) -> None:
    """A workbook needs no document type; one could name entities without end."""
    raise ValueError("a document type in a workbook")


def _without_empty(xml: bytes) -> bytes:
    """Cells and rows that say where they are can be left out where they hold nothing."""
    return _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", xml))
