"""Every page ends with its view as files and a link; the files say what the page says."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from openpyxl import load_workbook
from test_page_opens import PAGES, address, as_read, copied, html, using, visit

from kpi.ui.take_along import _FORMATS

Files = dict[str, Callable[[], bytes]]


@pytest.fixture(scope="module")
def full(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with using(copied(built, tmp_path_factory)):
        yield


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """What the download buttons of the page visited last would give, by the file's name."""
    found: Files = {}

    def button(_label: str, data: Callable[[], bytes], file_name: str, *_: Any, **__: Any) -> None:
        found[file_name] = data

    monkeypatch.setattr(st, "download_button", button)
    return found


def table(files: Files) -> list[list[str]]:
    """The rows of the csv, heads first, without what stands below."""
    data = next(
        make for name, make in files.items() if name.endswith(".csv") and "sdmx" not in name
    )()
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    return rows[: rows.index([])]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("full")
def test_every_page_offers_every_format_and_none_is_empty(
    page: str, lang: str, files: Files
) -> None:
    visit(page, f"lang={lang}&mine=vn34:24")
    offered = {name for name in files if not name.startswith("phu-luc-")}
    stem = min(offered, key=len).rpartition(".")[0]
    wanted = [form for form in _FORMATS if page != "methods" or not form.observations]
    assert offered == {f"{stem}{form.ending}" for form in wanted}
    assert all(name.isascii() and name.startswith(page) for name in offered)
    sizes = {name: len(make()) for name, make in files.items()}
    assert min(sizes.values()) > 100


@pytest.mark.usefixtures("full")
def test_a_ranking_is_taken_along_as_its_table_reads(files: Files) -> None:
    at = visit("ranking", "indicator=dti_score&period=2024&scheme=vn34")
    shown = as_read(at.dataframe[0])
    heads, *rows = table(files)
    place = heads.index("Giá trị (điểm số)")
    told = [(row[0], row[1], f"{float(row[place].replace(',', '.')):.4f}") for row in rows]
    value = next(column for column in shown if "Giá trị" in column)
    wanted = zip(shown["Hạng"], shown["Tỉnh"], shown[value], strict=True)
    assert told == [(rank, name, text.replace(",", ".")) for rank, name, text in wanted]


@pytest.mark.usefixtures("full")
def test_the_finding_the_choices_and_the_address_go_along(files: Files) -> None:
    at = visit("ranking", "indicator=bts_stations&period=2025&scheme=vn34&mine=vn34:24")
    book = next(make for name, make in files.items() if name.endswith(".xlsx"))()
    notes = load_workbook(io.BytesIO(book))["Ghi chú"]
    told = list(notes.iter_rows(min_row=2, values_only=True))
    assert (None, at.title[0].value) in told
    assert ("Chỉ tiêu", "Trạm BTS") in told
    links = [text for label, text in told if label == "Địa chỉ"]
    assert len(links) == 1 and "indicator=bts_stations&period=2025" in links[0]


@pytest.mark.usefixtures("full")
def test_a_trend_and_a_profile_hold_the_figures_of_the_page(files: Files) -> None:
    at = visit("trend", "indicator=dti_score&areas=vn63:01")
    assert len(table(files)) - 1 == len(at.dataframe[0].value)
    files.clear()
    at = visit("profile", "area=vn34:24")
    heads, *rows = table(files)
    shown = html(at)
    named = {row[heads.index("Chỉ tiêu")] for row in rows if row[heads.index("Hạng")]}
    assert named and all(name in shown for name in named)
    ranks = {row[heads.index("Hạng")].removesuffix(" (tự tính)") for row in rows} - {""}
    assert all(rank in shown for rank in ranks)


@pytest.mark.usefixtures("full")
def test_a_file_of_a_past_day_is_named_after_it(files: Files) -> None:
    visit("methods", "as_of=2025-01-31")
    assert "methods-dti_score-2025-01-31.xlsx" in files


@pytest.mark.usefixtures("full")
def test_the_link_names_choices_at_their_default_too() -> None:
    at = visit("ranking")
    assert address(at) == {}
    assert "indicator=dti_score" in html_of_copy(at)
    assert "period=2024" in html_of_copy(at)


def html_of_copy(at: Any) -> str:
    return next(e.proto.body for e in at.get("html") if 'data-copy="' in e.proto.body)


@pytest.mark.usefixtures("full")
def test_the_overview_lists_what_its_cards_say(files: Files) -> None:
    at = visit("overview", "mine=vn34:24")
    heads, *rows = table(files)
    assert heads[:4] == ["Chỉ tiêu", "Đơn vị tính", "Bắc Ninh", "Hạng"]
    shown = html(at)
    placed = [row for row in rows if row[3]]
    assert len(placed) >= 5
    assert all(row[3].removesuffix(" (tự tính)") in shown for row in placed)
    files.clear()
    visit("overview")
    assert table(files)[0][:3] == ["Chỉ tiêu", "Đơn vị tính", "Trung vị"]


@pytest.mark.usefixtures("full")
def test_a_table_is_printed_as_it_reads() -> None:
    at = visit("ranking", "indicator=dti_score&period=2024&scheme=vn34&lang=en")
    paper = next(
        e.proto.body for e in at.get("html") if '<table class="kpi-paper">' in e.proto.body
    )
    shown = as_read(at.dataframe[0])
    assert paper.count("<tr>") == len(shown) + 1
    assert all(f">{text}</td>" in paper for text in shown["Province"])


@pytest.mark.usefixtures("full")
def test_the_statistical_file_holds_the_figures_of_the_ranking(files: Files) -> None:
    at = visit("ranking", "indicator=dti_score&period=2024&scheme=vn34")
    data = next(make for name, make in files.items() if name.endswith("-sdmx.csv"))()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    shown = sorted(map(float, at.dataframe[0].value.filter(like="Giá trị").iloc[:, 0]))
    assert sorted(float(row["OBS_VALUE"]) for row in rows) == pytest.approx(shown)
    assert {row["INDICATOR"] for row in rows} == {"DTI_SCORE"}


def test_an_empty_store_offers_nothing_to_take_along(files: Files, tmp_path: Path) -> None:
    with using(tmp_path / "empty.duckdb"):
        visit("ranking")
    assert files == {}
