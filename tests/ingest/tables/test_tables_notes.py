"""A row of figures is told from a note, whatever stands in place of its numbers."""

import pytest
from builders_ingest import read_rows

from kpi.model import Reading

LONG = ("Tỉnh", "Năm", "Chỉ tiêu", "Giá trị")


def problems_in(found: Reading, row: int) -> set[str]:
    """The codes of the problems in a row."""
    return {p.code for p in found.problems if p.locator.cell.lstrip("ABCDEFGH") == str(row)}


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
    head: tuple[str, ...], row: tuple[object, ...]
) -> None:
    good = ("Hà Nội", 2022, "Trạm BTS", 120) if head == LONG else ("Hà Nội", *row[1:], 100, 200)
    blanks = ("",) * (len(head) - len(row) - 1)
    for value in ("nhiều", "", "-", "đang rà soát"):
        found = read_rows([head, good, (*row, value, *blanks)])
        assert "unknown-area" in problems_in(found, 3), value
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
