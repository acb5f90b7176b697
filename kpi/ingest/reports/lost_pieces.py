"""The lines of a table that lost its layout, each as a cell."""

import re
from dataclasses import dataclass
from functools import cached_property

from kpi.ingest.reports.grids import Cell, Line
from kpi.ingest.reports.paired_cells import is_rank_with_score
from kpi.ingest.reports.remarked_cells import is_remarked

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,2}[.)]?")
_MARK = re.compile(r"(?:[IVXL]{1,6}|[A-HĐ])[.)]?")
_PERIOD = re.compile(r"(?:(?:sơ bộ|ước|năm|quý [1-4IV]+[/ -])\s*)?(?:19|20)\d\d", re.I)


@dataclass(frozen=True)
class Piece:
    """A line as a cell; `gap` is how many line ends part it from the one above."""

    cell: Cell
    line: Line
    gap: int

    @cached_property
    def is_figure(self) -> bool:
        """Whether it holds a figure, or a rank with its score."""
        text = self.cell.text
        return self.cell.is_figure or is_rank_with_score(text) or is_remarked(text)

    @cached_property
    def is_value(self) -> bool:
        """Whether it may stand in a column of figures."""
        return self.is_figure or self.cell.is_missing

    @cached_property
    def is_number(self) -> bool:
        """Whether it may be the running number of a row."""
        return _NUMBER.fullmatch(self.cell.text) is not None

    @cached_property
    def is_mark(self) -> bool:
        """Whether it may number a section: a letter or a Roman number."""
        return _MARK.fullmatch(self.cell.text) is not None

    @cached_property
    def is_words(self) -> bool:
        """Whether it is neither figure nor mark."""
        return not self.is_value and not self.is_mark

    @cached_property
    def is_period(self) -> bool:
        """Whether it is a year, also a preliminary one."""
        return _PERIOD.fullmatch(self.cell.text) is not None
