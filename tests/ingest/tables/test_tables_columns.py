"""A long table read by columns says what it says row by row, to the last word."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import fields

import numpy as np
import pytest
from builders_ingest import files, read_bytes, shipped
from fuzz import mutated
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.errors import UnreadableError
from kpi.ingest.formats.csv import PlainRows, plain_lines
from kpi.ingest.formats.sheet import Cell, Sheet, Workbook
from kpi.ingest.tables import columns, reading
from kpi.ingest.tables.numbers import MARKS, at_a_glance, glance
from kpi.model import Reading

HEADER = ("Tỉnh", "Kỳ", "Chỉ tiêu", "Giá trị", "Đơn vị tính", "Trạng thái", "Ghi chú")
# Each text is one that a reader of rows treats in a way of its own.
AREAS = (
    *("Bắc Ninh", "Hà Nội", "Tỉnh Bắc Giang", "vn63:27", "Bac Ninh", "Hà Nộii", "Huế", ""),
    *("Tổng cộng", "Cả nước", "Đồng bằng sông Hồng", "Tỉnh", "Nguồn: báo cáo của Sở"),
)
PERIODS = ("2022", "6 tháng 2022", "2025", "12/2025", "2021", "ước 2022", "sau này", "")
INDICATORS = ("Trạm BTS", "online_payment_rate", "telecom_revenue", "dti_score", "gì đó", "")
WHOLE = ("0", "12", "1699", "1.699", "1,699", "1.234.567", "1,234,567", "2.867")
OTHER = (
    *("57,3", "0,6", "0.25", "1", "93%", "-5", "08/08", "khoảng 1.700", "1.700 (ước)", "…", ""),
    *("một nghìn", "1e5", "1.699 trạm", "007", "12,5", "1.5"),
)
UNITS = ("", "", "trạm", "%", "nghìn", "triệu đồng", "cái")
STATUSES = ("", "", "thực hiện", "ước", "kế hoạch", "đoán")
ROWS = st.lists(
    st.one_of(
        st.tuples(*map(st.sampled_from, (AREAS, PERIODS, INDICATORS, WHOLE + OTHER, UNITS,
                                         STATUSES, ("", "", "theo báo cáo")))),
        st.tuples(*map(st.sampled_from, (AREAS[:3], PERIODS[:3], INDICATORS[:4], WHOLE))),
        st.tuples(*map(st.sampled_from, (AREAS[:2], ("2022",), INDICATORS[1:2], ("0,6", "1")))),
        st.sampled_from([(), HEADER, ("Ghi chú: số liệu sơ bộ",), ("", "", "")]),
    ),
    max_size=14,
)  # fmt: skip


def both(data: bytes, name: str, answers: Mapping[str, str] | None = None) -> Reading | None:
    """The reading of a file, the same by rows and by columns; None of an unreadable file."""
    outcomes: list[Reading | str] = []
    with pytest.MonkeyPatch.context() as patch:
        for least in (10**9, 1):
            patch.setattr(columns, "LEAST_ROWS", least)
            try:
                outcomes.append(read_bytes(data, name, answers))
            except UnreadableError as refusal:
                outcomes.append(str(refusal))
    rows, by_columns = outcomes
    if isinstance(rows, str) or isinstance(by_columns, str):
        assert rows == by_columns
        return None
    for field in fields(Reading):
        one, other = getattr(rows, field.name), getattr(by_columns, field.name)
        if field.name == "candidates":
            one, other = list(one), list(other)
        assert one == other, field.name
    return rows


def every_answer(reading: Reading, choice: int) -> dict[str, str]:
    """One of the options of each question."""
    asked = [p for p in reading.problems if p.question and p.options]
    return {p.question: p.options[choice % len(p.options)] for p in asked}


def test_every_file_reads_alike_and_so_do_its_answers() -> None:
    for path in files():
        reading = both(path.read_bytes(), path.name)
        if reading is not None:
            both(path.read_bytes(), path.name, every_answer(reading, 0))


def test_mutated_files_read_alike() -> None:
    for seed in range(60):
        name, data = mutated(seed)
        both(data, name)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, choice=st.integers(0, 3))
def test_any_long_table_reads_alike_and_so_do_its_answers(
    rows: Sequence[Sequence[str]], choice: int
) -> None:
    data = "\n".join(";".join(row) for row in (HEADER, *rows)).encode()
    reading = both(data, "bang.csv")
    if reading is not None and (answers := every_answer(reading, choice)):
        both(data, "bang.csv", answers)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS)
def test_the_exchange_form_reads_alike(rows: Sequence[Sequence[str]]) -> None:
    header = ("province", "period", "indicator", "value", "unit", "status", "note", "as_written")
    lines = [";".join([*row, *[""] * (7 - len(row)), "nguyên văn"]) for row in rows]
    both("\n".join([";".join(header), *lines]).encode(), "figures.csv")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=ROWS,
    numbers=st.lists(
        st.one_of(
            # −0.0 is 0.0 to a dict, whichever it met first.
            st.floats(-10, 10, width=16).map(lambda number: number + 0.0),
            st.sampled_from([1699.0, 0.6, True]),
        ),
        max_size=14,
    ),
    merged=st.booleans(),
)
def test_sheets_with_numbers_percentages_faults_and_merged_labels_read_alike(
    rows: Sequence[Sequence[str]], numbers: Sequence[Cell], merged: bool
) -> None:
    cells: list[list[Cell]] = [list(HEADER), *(list(row) for row in rows)]
    for row, number in zip(cells[1:], numbers, strict=False):
        row[3:4] = [number] if len(row) > 3 else []
    sheet = Sheet(
        "Số liệu",
        cells,
        merged=((1, 0, 2, 0),) if merged else (),
        percent=frozenset({(2, 3), (3, 3)}),
        faults={(4, 3): "#REF!"} if len(cells) > 4 and len(cells[4]) > 3 else {},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "open_workbook", lambda *_: Workbook((sheet,)))
        both(b"", "bang.xlsx")


@given(
    st.lists(st.sampled_from(WHOLE + OTHER), min_size=1),
    st.sampled_from([None, *MARKS]),
    st.booleans(),
)
def test_a_column_at_a_glance_is_each_of_its_cells(
    written: list[str], mark: str | None, whole: bool
) -> None:
    unit = shipped().units["trạm"]
    seen = glance(written, np.full(len(written), whole), exchange=False)
    known = seen.read([mark], np.zeros(len(written), dtype=np.int64))  # type: ignore[list-item]
    alone = [at_a_glance(text, mark, unit, whole=whole) for text in written]  # type: ignore[arg-type]
    assert [one is not None for one in alone] == known.tolist()
    assert [one.value for one in alone if one] == seen.value[known].tolist()


@given(st.text(alphabet="a1;,\n\r \x0b\x0c\x1c\u2028\x00", max_size=40))
def test_a_text_without_quotes_is_cut_as_csv_cuts_it(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    lines = plain_lines(text)
    assert lines is not None
    assert list(PlainRows(lines, ";")) == rows


@given(st.text(alphabet="a1;,\n \x0b\u2028\x00", max_size=40), st.integers(1, 4))
def test_its_columns_are_those_of_its_rows(text: str, width: int) -> None:
    rows = PlainRows(plain_lines(text) or [], ";")
    found, filled = rows.columns(width)
    padded = [[*row, *[""] * width][:width] for row in rows]
    assert [list(row) for row in zip(*(c.to_pylist() for c in found), strict=True)] == padded
    assert filled.tolist() == list(map(any, rows))


def test_a_text_with_quotes_or_an_endless_cell_is_left_to_csv() -> None:
    assert plain_lines('a;"b\nc"') is None
    assert plain_lines("a" * 200_000) is None
