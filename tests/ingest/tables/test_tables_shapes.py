"""Every shape of table gives the same figures; what is unsure is asked once and remembered."""

import pytest
from builders_ingest import (
    BAC_GIANG,
    BAC_NINH,
    codes,
    read_bytes,
    read_file,
    read_rows,
    workbook,
)
from builders_ingest import values as figures
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.errors import UnreadableError

BTS, NET = "bts_stations", "internet_subscribers"
EXPECTED = {
    (BAC_NINH, BTS, "2022"): 1699,
    (BAC_GIANG, BTS, "2022"): 2105,
    (BAC_NINH, NET, "2022"): 333_100,
    (BAC_GIANG, NET, "2022"): 410_000,
}


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("Tỉnh", "Năm", "Chỉ tiêu", "Giá trị", "ĐVT"),
            ("Bắc Ninh", 2022, "Trạm BTS", "1.699", ""),
            ("Bắc Giang", 2022, "tram bts", "2.105", "trạm"),
            ("Bắc Ninh", 2022, "Thuê bao Internet", "333,1", "nghìn thuê bao"),
            ("Bắc Giang", 2022, NET, 410000, ""),
        ],
        [
            ("Tỉnh", "Số trạm BTS năm 2022", "Thuê bao Internet năm 2022"),
            ("Bắc Ninh", 1699, 333100),
            ("Bắc Giang", 2105, 410000),
        ],
        [
            ("tinh", "so tram bts nam 2022", "thue bao internet nam 2022"),
            ("Bắc Ninh", 1699, 333100),
            ("Bắc Giang", 2105, 410000),
        ],
        [
            ("Năm", "Tỉnh", "Trạm BTS", "Thuê bao Internet"),
            (2022, "Bắc Ninh", 1699, 333100),
            (2022, "Bắc Giang", 2105, 410000),
        ],
        [
            ("Kết quả năm 2022", "", ""),
            ("Chỉ tiêu", "Bắc Ninh", "Bắc Giang"),
            ("Trạm BTS", 1699, 2105),
            ("Thuê bao Internet (nghìn thuê bao)", "333,1", "410,0"),
        ],
        [
            ("", "Trạm BTS", "Thuê bao Internet"),
            ("", 2022, 2022),
            ("Bắc Ninh", 1699, 333100),
            ("Bắc Giang", 2105, 410000),
        ],
        [
            ("Nội dung", "Đơn vị", "Năm 2022", ""),
            ("", "", "Bắc Ninh", "Bắc Giang"),
            ("1. Trạm BTS", "trạm", 1699, 2105),
            ("2. Thuê bao Internet", "thuê bao", 333100, 410000),
        ],
    ],
)
def test_every_shape_gives_the_same_figures(rows: list[tuple[object, ...]]) -> None:
    found = read_rows(rows)
    assert codes(found) == set()
    assert figures(found) == EXPECTED


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("wide-by-year.xlsx", (BAC_NINH, BTS, "2021", 1600)),
        ("indicators-by-provinces.xlsx", (BAC_GIANG, "telecom_revenue", "2022", 1.402e12)),
        ("merged-provinces-and-years.xlsx", (BAC_GIANG, "bts_5g", "2022", 8)),
        ("two-tables.csv", (BAC_NINH, NET, "2021", 333_100)),
    ],
)
def test_shapes_of_excel(name: str, expected: tuple[str, str, str, float]) -> None:
    found = read_file(name)
    assert found.problems == ()
    assert figures(found)[expected[:3]] == expected[3]


def test_a_province_reports_plan_and_result_of_itself() -> None:
    found = read_file("one-province.xlsx")
    assert found.problems == ()
    told = {(c.indicator, c.obs_status): c.value for c in found.candidates}
    assert told[BTS, "plan"] == 1650
    assert told[BTS, "actual"] == 1699
    assert {c.area for c in found.candidates} == {BAC_NINH}
    assert "So với cùng kỳ" in found.understood[0]


def test_half_of_a_name_is_never_taken_for_the_whole() -> None:
    found = read_rows(
        [("Tỉnh", "Thuê bao di động năm 2022", ""), ("", "Tổng số", "Trả trước"),
         ("Bắc Ninh", 900_000, 800_000)]
    )  # fmt: skip
    assert figures(found) == {(BAC_NINH, "mobile_subscribers", "2022"): 900_000}
    assert codes(found) == {("outside-catalogue", "warning", "C2")}


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        ("no-period.csv", "2022", {(BAC_NINH, BTS, "2022"): 1699, (BAC_GIANG, BTS, "2022"): 2105}),
        ("unknown-indicator.csv", "skip", None),
        ("unknown-indicator.csv", "bts_5g", None),
    ],
)
def test_an_answer_reads_on_without_asking(
    name: str, answer: str, expected: dict[tuple[str, str, str], float] | None
) -> None:
    asked = read_file(name)
    (problem,) = asked.problems
    assert (problem.severity, bool(problem.question)) == ("question", True)
    answered = read_file(name, {problem.question: answer})
    assert answered.problems == ()
    assert answered.layout == asked.layout
    if expected is not None:
        assert figures(answered) == expected


@pytest.mark.parametrize("answer", ["", "nonsense", "vn63:99"])
def test_an_answer_that_is_none_is_asked_again(answer: str) -> None:
    for name in ("no-period.csv", "unknown-indicator.csv", "misspelled-units.csv"):
        asked = read_file(name)
        again = read_file(name, {p.question: answer for p in asked.problems})
        assert len(again.candidates) <= len(asked.candidates)
        assert again.problems


def test_one_layout_has_one_fingerprint_whatever_its_year() -> None:
    def layout(year: int, word: str) -> str:
        return read_rows([("Tỉnh", f"{word} năm {year}"), ("Bắc Ninh", 1)]).layout

    assert layout(2021, "Trạm BTS") == layout(2022, "Trạm BTS") != layout(2022, "Trạm 5G")


@pytest.mark.parametrize(
    "rows",
    [
        [("Hà Nội", "1699"), ("Bắc Ninh", "12")],
        [("Họ tên", "Điện thoại"), ("An", "0912")],
        [("chỉ một cột",), ("a",)],
    ],
)
def test_what_names_nothing_known_is_no_table(rows: list[tuple[object, ...]]) -> None:
    with pytest.raises(UnreadableError):
        read_rows(rows)


AREAS = {"Bắc Ninh": BAC_NINH, "Bắc Giang": BAC_GIANG, "Hà Nội": "vn63:01", "Lạng Sơn": "vn63:20"}
HEADS = {"Trạm BTS (trạm)": BTS, "Thuê bao Internet": NET, "Số trạm 5G": "bts_5g"}
TITLES = st.lists(
    st.sampled_from(["BÁO CÁO", "Biểu số 3", "Phụ lục kèm theo Công văn 15/2019", ""]), max_size=4
)
NOTES = st.lists(
    st.sampled_from(["Nguồn: tự soạn", "(*) Số tạm tính", "NGƯỜI LẬP BIỂU", ""]), max_size=4
)


@settings(max_examples=60, deadline=None)
@given(
    titles=TITLES,
    notes=NOTES,
    areas=st.permutations(list(AREAS)).map(lambda names: names[:3]),
    heads=st.permutations(list(HEADS)),
    outline=st.booleans(),
    excel=st.booleans(),
    numbers=st.lists(st.integers(10_000, 49_999), min_size=9, max_size=9),
)
def test_titles_columns_numbering_and_notes_change_nothing(
    titles: list[str],
    notes: list[str],
    areas: list[str],
    heads: list[str],
    outline: bool,
    excel: bool,
    numbers: list[int],
) -> None:
    body = [[area, *numbers[3 * at : 3 * at + 3]] for at, area in enumerate(areas)]
    table: list[list[object]] = [["Tỉnh, thành phố", *heads], *body]
    if outline:
        table = [[at if at else "TT", *row] for at, row in enumerate(table)]
    rows: list[list[object]] = [*[[t] for t in titles], ["Số liệu năm 2022"], *table, []]
    rows += [[note] for note in notes]
    found = read_bytes(workbook(rows)) if excel and len(titles) < 2 else read_rows(rows)
    assert codes(found) == set()
    assert figures(found) == {
        (AREAS[area], HEADS[head], "2022"): numbers[3 * row + place]
        for row, area in enumerate(areas)
        for place, head in enumerate(heads)
    }


CELLS = st.sampled_from(
    ["1.699", "93,2", "93.2", "-", "", "hơn 5", "08/08", "x", "nhiều", "=1+1", "1,5 tỷ", "0", "1e5"]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=4))
def test_every_cell_is_a_figure_left_out_or_a_problem(rows: list[tuple[str, ...]]) -> None:
    names = ["Bắc Ninh", "Bắc Giang", "Tỉnh Không Có", "Hà Nội"]
    head = ("Tỉnh", "Trạm BTS năm 2022", "Phủ sóng 4G năm 2022", "Doanh thu viễn thông năm 2022")
    body = [(name, *row) for name, row in zip(names, rows, strict=False)]
    found = read_rows([head, *body, ("Hải Dương", "5", "50", "5")])
    told = {c.locator.cell for c in found.candidates} | {p.locator.cell for p in found.problems}
    told |= {cell for left in found.left_out for cell in left.where.cell.split(", ")}
    # A name that is not read, or a row without figures, stands for its whole row.
    for at, row in enumerate(rows, start=2):
        for letter in "BCD"[: len(row)]:
            assert f"{letter}{at}" in told or f"A{at}" in told
