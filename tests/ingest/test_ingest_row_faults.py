"""No row of figures is lost: a word, a blank, a minus or a status beside a number is told of."""

import re

import pytest
from builders_ingest import BAC_NINH, FILES, codes, read_file, read_rows, reasons, values

from kpi.errors import UnreadableError
from kpi.ingest.tables.questions import option_words
from kpi.model import Reading

BTS = "bts_stations"
LONG = ("Tỉnh", "Năm", "Chỉ tiêu", "Giá trị")


def problems_in(found: Reading, row: int) -> set[str]:
    """The codes of the problems in a row."""
    return {p.code for p in found.problems if p.locator.cell.lstrip("ABCDEFGH") == str(row)}


# Rows that looked like notes


@pytest.mark.parametrize("value", ["nhiều", "", "-", "đang rà soát"])
@pytest.mark.parametrize(
    ("head", "row"),
    [
        (("Tỉnh", "Năm", "Trạm BTS", "Trạm 5G"), ("Bắc Nính", 2022)),
        (("Tỉnh", "Chỉ tiêu", "Năm 2021", "Năm 2022"), ("Bắc Nính", "Trạm BTS")),
        (("Tỉnh", "Trạm BTS năm 2022", "Trạm 5G năm 2022"), ("Bắc Nính",)),
        (LONG, ("Bắc Nính", 2022, "Trạm BTS")),
    ],
)
def test_a_misspelt_province_without_a_number_is_no_note(
    head: tuple[str, ...], row: tuple[object, ...], value: str
) -> None:
    good = ("Hà Nội", 2022, "Trạm BTS", 120) if head == LONG else ("Hà Nội", *row[1:], 100, 200)
    blanks = ("",) * (len(head) - len(row) - 1)
    found = read_rows([head, good, (*row, value, *blanks)])
    assert "unknown-area" in problems_in(found, 3)
    assert len(found.candidates) in (1, 2)


def test_a_row_between_provinces_with_words_for_figures_is_no_note() -> None:
    found = read_rows(
        [("Tỉnh", "Trạm BTS năm 2022"), ("Hà Nội", 1), ("Tỉnh nào đó", "chưa rõ"),
         ("Bắc Ninh", 2)]
    )  # fmt: skip
    assert problems_in(found, 3) >= {"unknown-area"}


def test_a_numbered_row_is_no_note() -> None:
    found = read_rows(
        [("STT", "Tỉnh", "Trạm BTS năm 2022"), (1, "Hà Nội", 1), (2, "Xyz", ""), (3, "Bắc Ninh", 2)]
    )
    assert problems_in(found, 3) == {"unknown-area"}


def test_headings_among_the_rows_and_signatures_below_are_still_notes() -> None:
    found = read_rows(
        [
            ("STT", "Tỉnh", "Trạm BTS năm 2022", "Trạm 5G năm 2022"),
            ("I", "Các tỉnh biên giới", "", ""),
            (1, "Hà Nội", 100, 20),
            ("", "Các tỉnh khác", "", ""),
            (1, "Bắc Ninh", 200, 30),
            (),
            ("", "Nguồn: tự soạn", "", ""),
            ("", "NGƯỜI LẬP BIỂU", "", "GIÁM ĐỐC"),
            ("", "Trần A", "", "Lê B"),
        ]
    )
    assert found.problems == ()
    assert len(found.candidates) == 4


def test_an_indicator_row_with_words_for_figures_is_no_note() -> None:
    found = read_rows(
        [("Kết quả năm 2022",), ("Chỉ tiêu", "Bắc Ninh", "Hà Nội"), ("Trạm BTS", 1, 2),
         ("Trạm nào đó", "có", "không"), ("Trạm 5G", 1, 2)]
    )  # fmt: skip
    assert problems_in(found, 4) >= {"unknown-indicator"}


# Negative figures


@pytest.mark.parametrize(
    "name",
    ["Trạm BTS", "Phủ sóng 4G", "Doanh thu viễn thông", "Xếp hạng DTI", "Chỉ số ICT Index"],
)
@pytest.mark.parametrize("written", ["-5", "-5,5", "−5"])
def test_a_negative_figure_is_refused(name: str, written: str) -> None:
    found = read_rows([LONG, ("Bắc Ninh", 2022, name, written)])
    assert found.candidates == ()
    assert [p.severity for p in found.problems] == ["error"]


def test_a_negative_figure_says_that_it_is_negative() -> None:
    found = read_rows([LONG, ("Bắc Ninh", 2022, "Trạm BTS", "-5")])
    assert codes(found) == {("negative", "error", "D2")}
    assert "âm" in found.problems[0].message


def test_a_zero_with_a_minus_is_zero() -> None:
    assert values(read_rows([LONG, ("Bắc Ninh", 2022, "Trạm BTS", "-0")])) == {
        (BAC_NINH, BTS, "2022"): 0
    }


# A status beside a number or a name


@pytest.mark.parametrize("written", ["1.699 (ước)", "ước 1.699", "1.699 ước thực hiện"])
def test_an_estimate_beside_the_number_is_an_estimate(written: str) -> None:
    (one,) = read_rows([LONG, ("Bắc Ninh", 2022, "Trạm BTS", written)]).candidates
    assert (one.value, one.obs_status, one.as_written) == (1699, "estimate", written)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("mục tiêu 1.699", "mục tiêu"),
        ("1.699 (mục tiêu)", "mục tiêu"),
        ("kế hoạch: 1.699", "kế hoạch"),
    ],
)
def test_a_target_beside_the_number_is_called_a_target(written: str, word: str) -> None:
    found = read_rows([LONG, ("Bắc Ninh", 2022, "Trạm BTS", written)])
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("status-in-value", "error")
    assert word in problem.message


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("Trạm BTS (ước)", "estimate"),
        ("Trạm BTS (mục tiêu)", "target"),
        ("Trạm BTS - kế hoạch", "plan"),
        ("Ước thực hiện trạm BTS", "estimate"),
        ("Mục tiêu trạm BTS", "target"),
    ],
)
def test_a_status_beside_an_indicators_name_is_the_status(label: str, status: str) -> None:
    long = read_rows([LONG, ("Bắc Ninh", 2022, label, 1699)])
    pivot = read_rows(
        [("Năm 2022",), ("Chỉ tiêu", "Bắc Ninh", "Hà Nội"), (label, 1699, 900), ("Trạm 5G", 1, 2)]
    )
    wide = read_rows([("Tỉnh", f"{label} năm 2022"), ("Bắc Ninh", 1699)])
    for found in (long, pivot, wide):
        assert found.problems == ()
        assert found.candidates[0].indicator == BTS
        assert found.candidates[0].obs_status == status


def test_an_indicators_status_that_contradicts_its_row_is_refused() -> None:
    head = (*LONG, "Trạng thái")
    found = read_rows([head, ("Bắc Ninh", 2022, "Trạm BTS (mục tiêu)", 1699, "thực hiện")])
    assert codes(found) == {("two-statuses", "error", "E2")}


# Words, not codes


CODED = re.compile(r"vn(?:63|34)?:\d\d|\bvn(?:63|34)\b|[a-z]+_[a-z]|e\+\d|\d{4}-[HQ]\d|'[.,]'")


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_no_message_shows_a_code(name: str) -> None:
    try:
        found = read_file(name)
    except UnreadableError:
        return
    for problem in found.problems:
        text = f"{problem.message} {problem.advice}".replace(problem.as_written, "")
        assert not CODED.search(text), text
        assert not re.search(r"\d{7}|\d,\d{3},\d|\d\.\d{1,2}\b(?!\.)", text), text
        assert all(option_words(problem, option) for option in problem.options)


def test_numbers_in_messages_are_written_as_in_vietnamese() -> None:
    found = read_rows(
        [("Tỉnh", "Thuê bao di động năm 2022"), ("Tổng cộng", 12345678), ("Bắc Ninh", 2345678)]
    )
    (problem,) = found.problems
    assert "12.345.678" in problem.message
    assert "2.345.678" in problem.message


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("Tỉnh", "Trạm BTS"), ("Bắc Ninh", 1)], ["năm 2022", "quý III/2022"]),
        ([(*LONG, "Trạng thái"), ("Bắc Ninh", 2022, "Trạm BTS", 1, "xong")],
         ["thực hiện", "kế hoạch"]),
        ([(*LONG, "Mức chính xác"), ("Bắc Ninh", 2022, "Trạm BTS", 1, "hmm")], ["khoảng", "gần"]),
    ],
)  # fmt: skip
def test_advice_lists_words_a_clerk_can_write(
    rows: list[tuple[object, ...]], words: list[str]
) -> None:
    (problem,) = read_rows(rows).problems
    assert all(word in problem.advice for word in words)
    assert not CODED.search(problem.advice)


@pytest.mark.parametrize(
    ("written", "qualifier"), [("hơn", "more_than"), ("Khoảng", "about"), ("more_than",) * 2]
)
def test_how_exact_a_figure_is_may_be_said_in_words(written: str, qualifier: str) -> None:
    found = read_rows([(*LONG, "Mức chính xác"), ("Bắc Ninh", 2022, "Trạm BTS", 100, written)])
    assert [c.qualifier for c in found.candidates] == [qualifier]


def test_several_periods_are_offered_in_words() -> None:
    found = read_rows(
        [("Số liệu năm 2021 và 6 tháng đầu năm 2022",), ("Tỉnh", "Trạm BTS"), ("Bắc Ninh", 1)]
    )
    (problem,) = found.problems
    assert [option_words(problem, o)[0] for o in problem.options] == ["2021", "6T đầu/2022"]
    assert reasons(found, "B3:B3") or found.left_out
