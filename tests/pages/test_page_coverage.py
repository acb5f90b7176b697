"""The page of coverage: what is held, what is not, and of whom."""

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from test_page_opens import as_shown, copied, html, panel, using, visit


@pytest.fixture(scope="module", autouse=True)
def full(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with using(copied(built, tmp_path_factory)):
        yield


def test_a_pillar_counts_the_provinces_that_have_a_result_and_names_the_others() -> None:
    at = visit("coverage", "pillar=infrastructure&year=2024&scheme=vn34")
    have, size = map(int, re.search(r"(\d+)/(\d+) tỉnh", at.title[0].value).groups())  # type: ignore[union-attr]
    assert size == 34
    shown = html(at)
    assert shown.count("<tr>") == 34 + 1
    counts = re.findall(r"</th><td>(\d+)/\d+</td>", shown)
    assert sum(count != "0" for count in counts) == have
    assert have == 34 or "Chưa có: " in at.caption[0].value


def test_of_the_63_there_are_63_rows() -> None:
    shown = html(visit("coverage", "pillar=infrastructure&year=2022"))
    assert shown.count("<tr>") == 63 + 1


def test_a_cell_opens_the_source_of_its_figure() -> None:
    shown = html(visit("coverage", "view=area&area=vn63:72"))
    found = re.search(r'figure=(\w+)" aria-label="2020: thực hiện: 1.699 trạm', shown)
    assert found is not None
    at = visit("coverage", f"view=area&area=vn63:72&figure={found.group(1)}")
    assert "1.699 trạm" in panel(at)


def test_a_cell_without_a_figure_is_never_zero() -> None:
    shown = html(visit("coverage", "view=indicator&indicator=bts_stations&scheme=vn63"))
    empty = re.findall(r'<td class="none"[^>]*>(.*?)</td>', shown)
    assert empty and set(empty) == {"–"}


def test_the_same_is_said_in_english() -> None:
    at = visit("coverage", "pillar=infrastructure&year=2024&scheme=vn34&lang=en")
    assert "of 34 provinces have at least one result" in at.title[0].value


@pytest.mark.parametrize("name", ["pillar", "year", "scheme"])
def test_a_strange_address_is_answered_with_the_default_and_says_so(name: str) -> None:
    at = visit("coverage", f"{name}=nothing")
    assert any("nothing" in as_shown(info.value) for info in at.info)
    assert at.title[0].value == visit("coverage").title[0].value


def test_the_list_for_a_letter_names_who_lacks_what_and_the_agency(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files: dict[str, Any] = {}
    monkeypatch.setattr(
        st, "download_button", lambda _label, data, name, *_, **__: files.update({name: data})
    )
    shown = html(visit("coverage", "pillar=infrastructure&year=2022&scheme=vn63"))
    (letter,) = [make for name, make in files.items() if name.startswith("phu-luc-coverage-")]
    table = docx.Document(io.BytesIO(letter())).tables[0]
    heads, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert heads[:3] == ["STT", "Địa phương", "Chỉ tiêu còn thiếu"]
    full = [(int(a), int(b)) for a, b in re.findall(r"</th><td>(\d+)/(\d+)</td>", shown)]
    # Nobody has an estimate of that year here: who lacks a result is on the list.
    assert len(rows) == sum(have < of for have, of in full)
    assert {row[4] for row in rows} == {"Sở Khoa học và Công nghệ"}
    hanoi = next(row for row in rows if row[1].startswith("Hà Nội"))
    assert "Trạm BTS" in hanoi[2] and hanoi[3] == "–"


def seen_from(monkeypatch: pytest.MonkeyPatch, day: date, page: str) -> AppTest:
    """A page on some day: figures recorded later are in the store none the less."""
    monkeypatch.setattr("kpi.ui.calendar_parts.today", lambda: day)
    return visit(page)


def test_the_calendar_of_a_day_tells_the_last_deadline_and_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = seen_from(monkeypatch, date(2026, 11, 20), "coverage")
    sector, government = (table.value for table in at.dataframe)
    year = sector[sector["Kỳ tới: hạn gửi"] == "2026: 25/11/2026"]
    assert year["Trạng thái"].item() == "sắp đến hạn, còn 5 ngày"
    assert year["Kỳ vừa qua: hạn gửi"].item() == "2025: 25/11/2025"
    assert re.fullmatch(r"\d+/34", year["Tỉnh đã có số liệu"].item())
    year = government[government["Kỳ tới: hạn gửi"] == "2026: 25/12/2026"]
    assert year["Số liệu tính từ – đến"].item() == "15/12/2025 – 14/12/2026"


def test_the_overview_says_how_many_have_told_the_year_that_was_due(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = seen_from(monkeypatch, date(2026, 11, 26), "overview")
    lines = [c.value for c in at.caption]
    assert any(re.match(r"Kỳ năm 2026: hạn gửi 25/11/2026; \d+/34 tỉnh", c) for c in lines)
