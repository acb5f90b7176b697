"""Numbers whose scale the file leaves open: shares of one, money without a unit, scores."""

import pytest
from builders_ingest import asked, codes, read_rows, said

RATE = ("Tỉnh", "Phủ sóng 4G năm 2022")
MONEY = ("Tỉnh", "Doanh thu viễn thông năm 2022")


@pytest.mark.parametrize(
    ("rows", "answer", "values"),
    [
        ([("Bắc Ninh", "0,93"), ("Hà Nội", "0,99")], "fraction", [93, 99]),
        ([("Bắc Ninh", "0,93"), ("Hà Nội", "0,99")], "percent", [0.93, 0.99]),
        ([("Bắc Ninh", "93,1"), ("Hà Nội", "0,99")], "fraction", [93.1, 99]),
        ([("Bắc Ninh", "93,1"), ("Hà Nội", "0,99")], "percent", [93.1, 0.99]),
    ],
)
def test_a_rate_below_one_is_asked_about(
    rows: list[tuple[str, str]], answer: str, values: list[float]
) -> None:
    (question,) = asked(read_rows([RATE, *rows]))
    answered = read_rows([RATE, *rows], {question: answer})
    assert [c.value for c in answered.candidates] == values
    assert "share" not in {p.question.partition("|")[0] for p in answered.problems}


@pytest.mark.parametrize("written", ["0,8", "0,8%", "0"])
def test_a_small_rate_beside_small_ones_is_what_it_is(written: str) -> None:
    found = read_rows([RATE, ("Bắc Ninh", "5,1"), ("Hà Nội", written)])
    assert found.problems == ()
    assert found.candidates[1].value == float(written.strip("%").replace(",", "."))


def test_money_without_a_unit_asks_with_the_units_that_fit() -> None:
    rows = [MONEY, ("Bắc Ninh", 2867), ("Bắc Giang", 1402)]
    found = read_rows(rows)
    assert found.candidates == ()
    (problem,) = found.problems
    assert problem.code == "money-without-unit"
    assert said(problem) == ["2.867 tỷ đồng", "Bỏ qua, không nạp"]
    answered = read_rows(rows, {problem.question: "tỷ đồng"})
    assert [c.value for c in answered.candidates] == [2.867e12, 1.402e12]
    assert answered.problems == ()
    assert read_rows(rows, {problem.question: "skip"}).candidates == ()


@pytest.mark.parametrize(
    "rows",
    [
        [MONEY, ("Bắc Ninh", "2.867.000.000.000")],
        [MONEY, ("Bắc Ninh", "2.867,0 tỷ")],
        [(MONEY[0], f"{MONEY[1]} (tỷ đồng)"), ("Bắc Ninh", "2.867,0")],
        [("Đơn vị tính: tỷ đồng",), MONEY, ("Bắc Ninh", "2.867,0")],
    ],
)
def test_money_that_says_or_shows_its_unit_is_read(rows: list[tuple[str, ...]]) -> None:
    found = read_rows(rows)
    assert found.problems == ()
    assert [c.value for c in found.candidates] == [2.867e12]


def test_questions_stand_in_the_order_of_their_cells() -> None:
    head = ("Tỉnh", "Năm", "Chỉ tiêu", "Giá trị")
    rows = [
        ("Bắc Ninh", 2022, "Phủ sóng 4G", "93,1"),
        ("Bắc Ninh", 2022, "Doanh thu viễn thông", 2867),
        ("Hà Nội", 2022, "Phủ sóng 4G", "0,99"),
    ]
    found = read_rows([head, *rows])
    assert [p.locator.cell for p in found.problems] == ["D3", "D4"]


@pytest.mark.parametrize("heading", ["Điểm DTI (thang điểm 1.000)", "DTI, thang 1000 điểm"])
def test_a_score_is_read_out_of_what_its_table_names(heading: str) -> None:
    found = read_rows([("Năm 2022",), ("Tỉnh", heading), ("Bắc Ninh", "651,2")])
    titled = read_rows([(f"{heading} năm 2022",), ("Tỉnh", "DTI"), ("Bắc Ninh", "651,2")])
    for one in (found, titled):
        assert codes(one) == set()
        assert [c.value for c in one.candidates] == [0.6512]
