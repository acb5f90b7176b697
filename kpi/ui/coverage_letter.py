"""The button that takes the list of who has no figures along, as an annex to a letter."""

from functools import partial

import streamlit as st

from kpi.analysis.coverage_matrix import Coverage
from kpi.export.missing_letter import MissingList, missing_docx
from kpi.ui.agencies import owner_name
from kpi.ui.cells import indicator_name
from kpi.ui.coverage_parts import cell_text, newest_text, row_name
from kpi.ui.extracts.common import file_stem
from kpi.ui.words import lang, say

_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letter_button(coverage: Coverage, name: str) -> None:
    """Offered for provinces by indicators, where anyone lacks any."""
    if coverage.kind != "matrix" or not any(map(coverage.missing, coverage.rows)):
        return
    st.download_button(
        say("Danh sách chưa có số liệu (Word)", "List of missing figures (Word)"),
        partial(missing_docx, missing_list(coverage, name)),
        f"phu-luc-{file_stem()}.docx",
        _MIME,
        icon=":material/mail:",
        on_click="ignore",
        key="missing-letter",
    )


def missing_list(coverage: Coverage, name: str) -> MissingList:
    """A row for each province that lacks a result or an estimate, with what is held instead."""
    rows: list[tuple[str, str, str, str, str, str]] = []
    for area in coverage.rows:
        missing = coverage.missing(area)
        if not missing:
            continue
        held = [(c, coverage.cells[area, c]) for c in missing if (area, c) in coverage.cells]
        rows.append(
            (
                str(len(rows) + 1),
                row_name(coverage, area),
                "; ".join(map(indicator_name, missing)),
                newest_text(coverage, area),
                "; ".join(dict.fromkeys(filter(None, map(owner_name, missing)))),
                "; ".join(f"{indicator_name(c)}: {cell_text(one)}" for c, one in held),
            )
        )
    return MissingList(
        lang(),
        say("Danh sách địa phương chưa có số liệu", "Provinces without figures"),
        name,
        (
            say("STT", "No."),
            say("Địa phương", "Province"),
            say("Chỉ tiêu còn thiếu", "Missing indicators"),
            say("Số liệu gần nhất", "Newest figure"),
            say("Cơ quan phụ trách", "Agency in charge"),
            say("Ghi chú", "Note"),
        ),
        rows,
    )
