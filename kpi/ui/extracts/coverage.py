"""The coverage page as it is shown: one row a province or indicator, with all its cells."""

import pandas as pd

from kpi.analysis.coverage_matrix import Coverage
from kpi.model.extract import Absent, Column, Extract
from kpi.ui.coverage_parts import (
    cell_text,
    column_name,
    newest_text,
    row_name,
    silent_line,
    state_words,
)
from kpi.ui.extracts.common import extract
from kpi.ui.words import say


def of_coverage(coverage: Coverage, title: str, chosen: tuple[tuple[str, str], ...]) -> Extract:
    """How many cells of each row hold a result; files of data say of every cell what it holds."""
    of_area = coverage.kind == "area"
    rows = [held.row for held in coverage.cells.values() if held.row is not None]
    size = len(coverage.columns)
    columns = (
        Column(say("Chỉ tiêu", "Indicator") if of_area else say("Tỉnh", "Province")),
        Column(say("Có số thực hiện", "Results"), "number", 0),
        Column(say("Trên tổng số", "Of"), "number", 0),
        Column(say("Số mới nhất", "Newest")),
        *(Column(column_name(coverage, column), file_only=True) for column in coverage.columns),
    )
    return extract(
        title,
        columns,
        (
            (
                row_name(coverage, row),
                coverage.count(row),
                size,
                newest_text(coverage, row),
                *(cell_text(coverage.cells.get((row, column))) for column in coverage.columns),
            )
            for row in coverage.rows
        ),
        subtitle=say("Số liệu nào đã có, của ai, năm nào", "Which figures are held, and whose"),
        filters=chosen,
        coverage=say(
            f"{len(coverage.rows) - len(coverage.without)}/{len(coverage.rows)} "
            "có ít nhất một số liệu thực hiện",
            f"{len(coverage.rows) - len(coverage.without)} of {len(coverage.rows)} "
            "have at least one result",
        ),
        absent=tuple(
            Absent(row_name(coverage, row), state_words(None)) for row in coverage.without
        ),
        notes=tuple(text for text in (silent_line(coverage),) if text),
        figures=pd.DataFrame(rows) if rows else None,
    )
