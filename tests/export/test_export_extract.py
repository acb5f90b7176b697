"""A view as a table for people: csv and xlsx of the same extract say the same."""

import csv
import io
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import obs, source, tell
from office import saved_as
from openpyxl import Workbook, load_workbook

from kpi.analysis.ranking import Ranking, rank_areas
from kpi.catalogue import Catalogue
from kpi.export.csv import extract_csv
from kpi.export.ranking import ranking_extract
from kpi.export.xlsx import extract_xlsx
from kpi.ingest.door import read
from kpi.model import Lang, Period
from kpi.model.extract import Absent, Cited, Column, Extract
from kpi.store import Store

DAY = date(2026, 6, 30)


def view(**overrides: object) -> Extract:
    told: dict[str, object] = {
        "name": "view",
        "lang": "vi",
        "title": "Hà Nội dẫn đầu",
        "subtitle": "Trạm BTS",
        "columns": (
            Column("Tỉnh"),
            Column("Giá trị (trạm)", "number", 1),
            Column("Liên kết"),
        ),
        "rows": (
            ("Hà Nội", 9000, "https://example.vn/a"),
            ("=1+1", 1234.56, ""),
            ("Huế", None, ""),
        ),
        "taken_on": DAY,
        "address": "http://kpi.vn/ranking?indicator=bts",
        "filters": (("Chỉ tiêu", "Trạm BTS"),),
        "coverage": "2/34 tỉnh có số liệu",
        "cut_off": "số liệu đến 31/12/2025",
        "sources": (Cited("Báo cáo", "Sở", "01/2026", "https://example.vn/a", 2),),
        "absent": (Absent("Huế", "Chưa có số liệu"), Absent("Cần Thơ", "Chưa có số liệu")),
        "notes": ("†: các nguồn ghi khác nhau",),
        **overrides,
    }
    return Extract(**told)  # type: ignore[arg-type]


def lines(data: bytes, separator: str) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def test_a_vietnamese_csv_has_a_mark_semicolons_and_decimal_commas() -> None:
    data = extract_csv(view())
    assert data.startswith("\ufeffTỉnh;Giá trị (trạm);Liên kết\r\n".encode())
    assert [line[1] for line in lines(data, ";")[1:4]] == ["9000", "1234,56", ""]


def test_an_english_csv_has_commas_and_points() -> None:
    told = lines(extract_csv(view(lang="en")), ",")
    assert [line[1] for line in told[1:4]] == ["9000", "1234.56", ""]


def test_below_the_rows_of_a_csv_stands_what_is_to_be_known() -> None:
    _, _, below = extract_csv(view()).decode("utf-8-sig").partition("\r\n\r\n")
    assert [line.strip('"') for line in below.splitlines()] == [
        "Hà Nội dẫn đầu",
        "Chỉ tiêu: Trạm BTS",
        "Độ phủ: 2/34 tỉnh có số liệu",
        "Chốt số: số liệu đến 31/12/2025",
        "Tải về ngày: 30/06/2026",
        "Địa chỉ: http://kpi.vn/ranking?indicator=bts",
        "Chưa có số liệu: Huế, Cần Thơ",
        "†: các nguồn ghi khác nhau",
        "Nguồn: Báo cáo, Sở, 01/2026, https://example.vn/a (2 số liệu)",
    ]


def test_a_workbook_has_four_sheets_named_in_the_readers_language() -> None:
    assert opened(extract_xlsx(view())).sheetnames == [
        "Số liệu",
        "Nguồn",
        "Chưa có số liệu",
        "Ghi chú",
    ]
    english = opened(extract_xlsx(view(lang="en"))).sheetnames
    assert english == ["Figures", "Sources", "No figures", "Notes"]


def test_numbers_are_numbers_with_every_digit_and_shown_in_groups() -> None:
    sheet = opened(extract_xlsx(view()))["Số liệu"]
    assert [sheet[f"B{row}"].value for row in (2, 3, 4)] == [9000, 1234.56, None]
    assert {sheet[f"B{row}"].number_format for row in (2, 3)} == {"#,##0.0"}
    bare = view(columns=(Column("Tỉnh"), Column("Giá trị", "number"), Column("Liên kết")))
    sheet = opened(extract_xlsx(bare))["Số liệu"]
    assert [sheet[f"B{row}"].number_format for row in (2, 3)] == ["#,##0", "#,##0.00"]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    evil = "=HYPERLINK(1)"
    told = view(
        title=evil,
        rows=((evil, 1, "+1"), ("@a", 2, "-a"), ("\uff1d1", 3, "")),
        sources=(Cited(evil, "@x", "", "javascript:alert(1)", 1),),
        absent=(Absent(evil, evil),),
        notes=(evil,),
        filters=((evil, evil),),
    )
    cells = [c for sheet in opened(extract_xlsx(told)) for row in sheet.iter_rows() for c in row]
    assert {c.data_type for c in cells} <= {"s", "n"}
    texts = [c.value for c in cells if isinstance(c.value, str)]
    assert f"'{evil}" in texts
    assert not [t for t in texts if t.startswith(("=", "+", "-", "@"))]
    links = [c.hyperlink.target for c in cells if c.hyperlink]
    assert links == ["http://kpi.vn/ranking?indicator=bts"]  # the address of the view


def test_what_a_workbook_cannot_hold_is_left_out_of_texts() -> None:
    told = view(title="a\x00b", rows=(("Hà\x07 Nội", 1, ""),), notes=("x" * 40_000,))
    book = opened(extract_xlsx(told))
    assert book["Số liệu"]["A2"].value == "Hà Nội"
    assert book["Ghi chú"]["B2"].value == "ab"


def test_a_document_is_one_click_away() -> None:
    book = opened(extract_xlsx(view()))
    links = [book["Số liệu"]["C2"].hyperlink, book["Nguồn"]["D2"].hyperlink]
    assert [link.target for link in links] == ["https://example.vn/a"] * 2
    assert book["Số liệu"]["C3"].hyperlink is None


def test_heads_stay_in_sight_on_the_screen_and_on_paper() -> None:
    for sheet in opened(extract_xlsx(view())):
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_area.endswith(f"${sheet.max_row}")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet["A1"].font.b
        assert all(d.width >= len("Tỉnh") for d in sheet.column_dimensions.values())


def test_a_past_day_is_told_in_every_file() -> None:
    told = view(as_of=date(2026, 3, 31))
    assert "Kho số liệu như cuối ngày: 31/03/2026" in extract_csv(told).decode("utf-8-sig")
    notes = opened(extract_xlsx(told))["Ghi chú"]
    assert ("Kho số liệu như cuối ngày", "31/03/2026") in notes.iter_rows(values_only=True)


def test_libreoffice_opens_the_workbook_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "view.xlsx"
    path.write_bytes(extract_xlsx(view()))
    (made,) = saved_as("xlsx", [path], tmp_path).iterdir()
    book = opened(made.read_bytes())
    assert book.sheetnames == ["Số liệu", "Nguồn", "Chưa có số liệu", "Ghi chú"]
    told = list(book["Số liệu"].iter_rows(values_only=True))
    assert told[1:3] == [("Hà Nội", 9000, "https://example.vn/a"), ("'=1+1", 1234.56, None)]
    assert book["Số liệu"]["B2"].number_format == "#,##0.0"
    assert book["Số liệu"].print_title_rows == "$1:$1"


# A ranking


def shipped(built: Path, catalogue: Catalogue, *asked: str, **options: object) -> Ranking:
    indicator, period = asked
    with Store.open(built, read_only=True) as store:
        return rank_areas(store, catalogue, indicator, Period.of(period), **options)  # type: ignore[arg-type]


def of(ranking: Ranking, catalogue: Catalogue, lang: Lang = "vi") -> Extract:
    return ranking_extract(ranking, catalogue, lang, title="", taken_on=DAY)


def test_a_ranking_is_taken_along_in_its_order_with_its_ranks(
    built: Path, catalogue: Catalogue
) -> None:
    ranking = shipped(built, catalogue, "dti_score", "2022")
    told = of(ranking, catalogue)
    assert [column.head for column in told.columns][:3] == ["Hạng", "Tỉnh", "Mã tỉnh"]
    rows = ranking.rows.itertuples()
    assert [(r[0], r[2], r[5]) for r in told.rows] == [(r.rank, r.area, r.value) for r in rows]
    assert told.coverage.startswith("63/63 tỉnh có số liệu; hạng theo tài liệu công bố")
    assert told.cut_off == "số liệu đến 31/12/2022"
    assert sum(s.figures for s in told.sources) == 63
    assert told.drawing is not None and len(told.drawing.bars) == 63
    assert told.figures is not None and len(told.figures) == 63


def test_a_rank_of_our_own_count_says_so_in_the_head(built: Path, catalogue: Catalogue) -> None:
    ranking = shipped(built, catalogue, "bts_stations", "2025", scheme="vn34")
    assert of(ranking, catalogue).columns[0].head == "Hạng (tự tính)"
    assert of(ranking, catalogue, "en").columns[0].head == "Rank (our count)"


def test_values_per_head_and_computed_ranks_are_no_observations(
    built: Path, catalogue: Catalogue
) -> None:
    per_head = shipped(built, catalogue, "bts_stations", "2022", per_capita=True)
    assert per_head.per_capita and of(per_head, catalogue).figures is None
    ranks = shipped(built, catalogue, "dti_rank", "2022")
    told = of(ranks, catalogue).figures
    assert told is not None
    assert len(told) == int((~ranks.rows["computed"].astype(bool)).sum())


def test_a_partial_sum_is_absent_and_says_who_is_missing(catalogue: Catalogue) -> None:
    store = Store.in_memory()
    tell(store, obs("a", area="vn63:27", indicator="bts_stations"), sources=(source(),))
    ranking = rank_areas(store, catalogue, "bts_stations", Period.of("2022"), scheme="vn34")
    told = of(ranking, catalogue)
    assert told.rows == () and told.drawing is None
    reasons = {one.name: one.reason for one in told.absent}
    assert len(reasons) == 34
    assert reasons["Bắc Ninh"] == "Chưa đủ các tỉnh cũ để tính tổng: có 1/2, thiếu Bắc Giang"
    assert reasons["Hà Nội"] == "Chưa có số liệu"


def test_a_handful_is_not_ranked(catalogue: Catalogue) -> None:
    store = Store.in_memory()
    tell(store, obs("a", area="vn63:27", indicator="bts_stations"), sources=(source(),))
    ranking = rank_areas(store, catalogue, "bts_stations", Period.of("2022"), scheme="vn63")
    told = of(ranking, catalogue)
    assert "Hạng" not in " ".join(column.head for column in told.columns)
    assert told.coverage == "1/63 tỉnh có số liệu; quá ít để xếp hạng"


def test_money_stands_in_the_unit_of_its_head_with_every_digit(catalogue: Catalogue) -> None:
    store = Store.in_memory()
    row = obs("a", area="vn63:27", indicator="telecom_revenue", value=1_234_567_890_123.0)
    tell(store, row, sources=(source(),))
    ranking = rank_areas(store, catalogue, "telecom_revenue", Period.of("2022"), scheme="vn63")
    told = of(ranking, catalogue)
    place = next(i for i, c in enumerate(told.columns) if c.kind == "number")
    assert told.columns[place].head == "Giá trị (tỷ đồng)"
    assert told.rows[0][place] == 1234.567890123


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_all_files_of_a_ranking_hold_the_same_values(
    lang: Lang, built: Path, catalogue: Catalogue
) -> None:
    told = of(shipped(built, catalogue, "dti_score", "2024"), catalogue, lang)
    width = len(told.columns)
    sheet = next(iter(opened(extract_xlsx(told))))
    cells = [tuple(c or "" for c in row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert cells == [tuple(row) for row in told.rows]
    separator, point = (";", ",") if lang == "vi" else (",", ".")
    written = lines(extract_csv(told), separator)[1 : 1 + len(told.rows)]
    place = [i for i, c in enumerate(told.columns) if c.kind == "number"][1]
    values = [float(line[place].replace(point, ".")) for line in written]
    assert values == [row[place] for row in told.rows]
    assert {len(line) for line in written} == {width}


def test_an_empty_view_is_still_a_file() -> None:
    told = replace(view(), rows=(), sources=(), absent=(), notes=())
    assert opened(extract_xlsx(told))["Số liệu"].max_row == 1
    assert lines(extract_csv(told), ";")[0][0] == "Tỉnh"


# Read back by our own door


def told_again(data: bytes, name: str, catalogue: Catalogue) -> list[tuple[object, ...]]:
    """The figures of a file that may neither ask nor complain."""
    reading = read(data, name, catalogue).reading
    assert reading is not None
    assert reading.problems == ()
    return [
        (c.area, c.indicator, c.period.key, c.value, c.qualifier, c.obs_status)
        for c in reading.candidates
    ]


def figures_of(ranking: Ranking) -> list[tuple[object, ...]]:
    return [
        (r.area, ranking.indicator.id, r.period, r.value, r.qualifier, r.obs_status)
        for r in ranking.rows.itertuples()
    ]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("asked", "options"),
    [
        (("dti_score", "2022"), {}),
        (("dti_rank", "2022"), {}),
        (("dti_score", "2025"), {"status": "target"}),
        (("bts_stations", "2025"), {"scheme": "vn34"}),
    ],
)
def test_a_ranking_is_read_back_without_a_question(
    lang: Lang,
    asked: tuple[str, str],
    options: dict[str, object],
    built: Path,
    catalogue: Catalogue,
) -> None:
    ranking = shipped(built, catalogue, *asked, **options)
    told = of(ranking, catalogue, lang)
    assert figures_of(ranking)
    assert told_again(extract_xlsx(told), "a.xlsx", catalogue) == figures_of(ranking)
    assert told_again(extract_csv(told), "a.csv", catalogue) == figures_of(ranking)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_money_is_read_back_in_full(lang: Lang, catalogue: Catalogue) -> None:
    store = Store.in_memory()
    rows = [
        obs(f"a{code}", area=f"vn63:{code}", indicator="telecom_revenue", value=value)
        for code, value in (("27", 1_234_567_890_123.0), ("01", 9_876_543_210_987.0))
    ]
    tell(store, *rows, sources=(source(),))
    ranking = rank_areas(store, catalogue, "telecom_revenue", Period.of("2022"), scheme="vn63")
    told = of(ranking, catalogue, lang)
    assert told_again(extract_xlsx(told), "a.xlsx", catalogue) == figures_of(ranking)
    assert told_again(extract_csv(told), "a.csv", catalogue) == figures_of(ranking)


def test_the_sheets_beside_the_figures_are_left_out_and_said_so(
    built: Path, catalogue: Catalogue
) -> None:
    told = of(shipped(built, catalogue, "bts_stations", "2025", scheme="vn34"), catalogue)
    reading = read(extract_xlsx(told), "a.xlsx", catalogue).reading
    assert reading is not None
    sheets = [one.where.sheet for one in reading.left_out if one.state == "sheet"]
    assert sheets == ["Nguồn", "Chưa có số liệu", "Ghi chú"]


def test_a_long_table_is_written_in_linear_time_and_without_links_that_excel_refuses() -> None:
    def seconds(rows: int) -> float:
        row = ("Hà Nội", 9000.5, "https://example.vn/a")
        told = view(rows=(row,) * rows)
        start = time.process_time()
        data = extract_xlsx(told)
        spent = time.process_time() - start
        sheet = load_workbook(io.BytesIO(data))["Số liệu"]
        assert (sheet.max_row, bool(sheet["C2"].hyperlink)) == (rows + 1, rows < 22_000)
        return spent

    # Four times the rows: what walks the sheet for each row takes sixteen times as long.
    assert seconds(24_000) < 8 * max(seconds(6_000), 0.1)
