import dataclasses

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpi.errors import UnreadableError
from kpi.ingest.sources import HEADER, is_source_table, read_sources
from kpi.model import Reading, Source


def read(*rows: str) -> Reading:
    return read_sources("\n".join([",".join(HEADER), *rows]).encode(), "sources.csv")


def row(**cells: str) -> str:
    known = {"source_id": "a", "title": "Bài a", "kind": "press"}
    return ",".join({**dict.fromkeys(HEADER, ""), **known, **cells}.values())


def test_every_property_of_a_document_is_read() -> None:
    cells = {name: f"{name} của a" for name in HEADER}
    cells |= {"kind": "report", "published_on": "2023-07", "retrieved_on": "2025-12-31"}
    (found,) = read(",".join(cells.values())).sources
    assert dataclasses.asdict(found) == cells


def test_a_short_row_leaves_the_rest_empty() -> None:
    found = read("a,Bài a,,press")
    assert found.problems == ()
    assert found.sources == (Source("a", "Bài a"),)


@pytest.mark.parametrize("written", ["", "2023", "2023-07", "2023-07-12"])
def test_a_date_may_be_a_year_a_month_or_a_day(written: str) -> None:
    (found,) = read(row(published_on=written, retrieved_on=written)).sources
    assert (found.published_on, found.retrieved_on) == (written, written)


@pytest.mark.parametrize(
    "written",
    ["2023-13", "2023-02-30", "0000", "2023-H1", "2023-Q2", "12/07/2023", "23", "hôm qua", "٢٠٢٣"],
)
@pytest.mark.parametrize(("column", "cell"), [("published_on", "H2"), ("retrieved_on", "I2")])
def test_a_date_that_is_on_no_calendar_is_a_problem(written: str, column: str, cell: str) -> None:
    found = read(row(**{column: written}))
    assert found.flatten() == [("bad-source", cell)]
    assert found.problems[0].as_written == written
    assert found.sources == ()


def test_every_bad_cell_is_reported_at_once_and_good_rows_stay() -> None:
    found = read(
        row(source_id="", title=""),
        row(kind="blog", published_on="xưa"),
        "",
        row(source_id="b"),
        row(source_id="b"),
    )
    cells = [cell for _, cell in found.flatten()]
    assert cells == ["A2", "B2", "D3", "H3", "A6"]
    assert [s.source_id for s in found.sources] == ["b"]
    assert found.rows == 4
    assert all(p.message and p.advice and p.severity == "error" for p in found.problems)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no BOM", "BOM"])
def test_line_ends_and_byte_order_marks_make_no_difference(line_end: str, mark: str) -> None:
    data = (mark + line_end.join([",".join(HEADER), row()]) + line_end).encode()
    assert is_source_table(data)
    assert read_sources(data, "sources.csv").sources == (Source("a", "Bài a"),)


def test_a_table_of_figures_is_not_a_table_of_documents() -> None:
    assert not is_source_table(b"area,province,period,indicator,value\n")
    assert not is_source_table(b"")


def test_an_empty_table_brings_nothing() -> None:
    assert read().sources == ()
    assert read_sources(b"", "sources.csv").sources == ()


def test_a_table_that_is_not_utf_8_is_unreadable() -> None:
    with pytest.raises(UnreadableError, match="UTF-8"):
        read_sources("source_id,title,\nà".encode("latin-1"), "sources.csv")


@given(st.binary(max_size=200))
@example(b'"\r')
@example(b"x" * 200_000)
def test_whatever_the_bytes_a_table_is_read_or_unreadable(data: bytes) -> None:
    for head in (b"", ",".join(HEADER).encode() + b"\n"):
        try:
            found = read_sources(head + data, "sources.csv")
        except UnreadableError:
            continue
        assert found.rows <= len(found.sources) + len(found.problems)
