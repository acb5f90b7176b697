"""Names of provinces, indicators and units: read where they mean one thing, else asked about."""

import pytest
from builders_ingest import BAC_GIANG, BAC_NINH, HA_NOI, read_rows, reasons, said, values

LONG = ("Tỉnh", "Năm", "Chỉ tiêu", "Giá trị")


# The year of the merger


@pytest.mark.parametrize(
    ("year", "why"), [(2025, "cả trước và sau ngày sắp xếp"), (2026, "tên tỉnh không còn")]
)
def test_a_list_with_a_name_that_is_gone_asks_once_for_its_scheme(year: int, why: str) -> None:
    rows = [
        ("Tỉnh", f"Trạm BTS năm {year}"),
        ("Bắc Giang", 100),
        ("Bắc Ninh", 200),
        ("Lào Cai", 300),
        ("Hà Nội", 400),
    ]
    found = read_rows(rows)
    # Hà Nội is the same in both.
    assert {c.area for c in found.candidates} == {"vn34:01"}
    (problem,) = found.problems
    assert (problem.question, problem.options) == (f"scheme|{year}", ("vn63", "vn34"))
    assert "(3 ô: Bắc Giang; Bắc Ninh; Lào Cai)" in problem.message
    assert why in problem.message
    old = read_rows(rows, {problem.question: "vn63"})
    assert [c.area for c in old.candidates] == [BAC_GIANG, BAC_NINH, "vn63:10", HA_NOI]
    new = read_rows(rows, {problem.question: "vn34"})
    assert [c.area for c in new.candidates] == ["vn34:24", "vn34:15", "vn34:01"]
    assert [p.code for p in new.problems] == ["area-not-in-scheme"]


def test_a_province_that_is_gone_says_which_one_it_became() -> None:
    (problem,) = read_rows([LONG, ("Bắc Giang", 2026, "Trạm BTS", 100)]).problems
    assert problem.options == ("vn63:24", "vn34:24")
    for word in ("01/7/2025", "Bắc Giang", "Bắc Ninh"):
        assert word in problem.message
    assert "vn" not in problem.message + problem.advice


# Names nearly right


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Thừa Thiên Huê", "Thừa Thiên Huế"),
        ("Thua Thien Hueé", "Thừa Thiên Huế"),
        ("Bắc Nính", "Bắc Ninh"),
        ("Tỉnh Bắc Gang", "Bắc Giang"),
    ],
)
def test_a_misspelt_province_is_suggested_and_never_taken(written: str, meant: str) -> None:
    found = read_rows([("Tỉnh", "Trạm BTS năm 2022"), (written, 100), ("Hà Nội", 200)])
    assert {c.area for c in found.candidates} == {HA_NOI}
    (problem,) = found.problems
    assert problem.code == "unknown-area"
    assert f"Có phải '{meant}'" in problem.advice


def test_a_misspelt_indicator_is_suggested_and_never_taken() -> None:
    found = read_rows([LONG, ("Bắc Ninh", 2022, "Tramj BTSS", 1)])
    (problem,) = found.problems
    assert found.candidates == ()
    assert "Có phải 'Trạm BTS'" in problem.advice


def test_a_name_like_no_other_is_not_suggested_one() -> None:
    rows = [("Tỉnh", "Trạm BTS năm 2022"), ("Xyz", 100), ("Hà Nội", 200)]
    (problem,) = read_rows(rows).problems
    assert "Có phải" not in problem.advice


def test_thousands_of_unknown_names_do_not_take_long() -> None:
    rows = [(f"Tỉnh thứ {n}", 2022, f"Chỉ tiêu {n}", n) for n in range(3000)]
    found = read_rows([LONG, *rows])
    assert found.candidates == ()


# Rows whose indicator is unknown


PIVOT = [
    ("Kết quả năm 2022",),
    ("Chỉ tiêu", "Bắc Ninh", "Bắc Giang"),
    ("Trạm BTS", 1699, 2105),
    ("Trạm 6G", 1, 2),
]


def test_an_unknown_row_of_a_table_with_provinces_as_columns_is_asked_about() -> None:
    found = read_rows(PIVOT)
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("unknown-indicator", "question")
    assert "bts_5g" in problem.options
    assert problem.options[-1] == "skip"
    assert said(problem)[-1] == "Bỏ qua, không nạp"
    answered = read_rows(PIVOT, {problem.question: "bts_5g"})
    assert answered.problems == ()
    assert values(answered)[BAC_GIANG, "bts_5g", "2022"] == 2
    skipped = read_rows(PIVOT, {problem.question: "skip"})
    assert skipped.problems == ()
    assert len(skipped.candidates) == 2
    assert reasons(skipped, "A4") == ["Bỏ qua theo trả lời."]


def test_nobody_is_asked_about_hundreds_of_rows() -> None:
    rows = [*PIVOT, *((f"Trạm lạ {n}", n, n) for n in range(100, 300))]
    problems = read_rows(rows).problems
    assert len(problems) == 201
    assert sum(p.severity == "question" for p in problems) == 40


# Multiples without a noun


@pytest.mark.parametrize(
    ("name", "unit", "written", "value"),
    [
        ("Thuê bao Internet", "nghìn", "333,1", 333_100),
        ("Thuê bao Internet", "Triệu", "3,3", 3_300_000),
        ("Dân số trung bình", "ngàn", "1.419,3", 1_419_300),
        ("Doanh thu viễn thông", "triệu", "33.310,5", 33.3105e9),
    ],
)
def test_a_multiple_without_a_noun_is_read_where_one_unit_fits(
    name: str, unit: str, written: str, value: float
) -> None:
    found = read_rows([("Tỉnh", f"{name} năm 2022 ({unit})"), ("Bắc Ninh", written)])
    assert found.problems == ()
    assert [c.value for c in found.candidates] == [value]


def test_a_multiple_the_catalogue_does_not_have_is_refused_without_an_answer() -> None:
    (problem,) = read_rows([("Tỉnh", "Trạm 5G năm 2022 (triệu)"), ("Bắc Ninh", "1,5")]).problems
    assert (problem.code, problem.severity, problem.options) == ("wrong-unit", "error", ())


# Names without diacritics


@pytest.mark.parametrize(
    ("written", "area"),
    [("Bac Ninh", "vn63:27"), ("HA NOI", "vn63:01"), ("Hoa Binh", "vn63:17"),
     ("Ho Chi Minh City", "vn63:79"), ("TP Da Nang", "vn63:48")],
)  # fmt: skip
def test_a_name_without_diacritics_that_fits_one_province_is_read(written: str, area: str) -> None:
    found = read_rows([("Tỉnh", "Trạm BTS năm 2022"), (written, 1699)])
    assert found.problems == ()
    assert [c.area for c in found.candidates] == [area]
