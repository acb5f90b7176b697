"""What is read of scans of 150 dpi is right as often as is promised.

In a file of its own, for the files of tests are shared out among processors.
"""

import pytest
from sample import COARSE, left_out, read
from scan_judge import Score

from kpi.catalogue import Catalogue


@pytest.fixture(scope="module")
def coarse(catalogue: Catalogue) -> Score:
    """What was read, once."""
    return read(COARSE, catalogue)


def test_of_a_hundred_numbers_95_are_right(coarse: Score) -> None:
    assert coarse.numbers > 400
    assert coarse.right / coarse.numbers >= 0.95


def test_hardly_a_number_is_wrong_on_which_both_looks_agree(coarse: Score) -> None:
    assert coarse.wrong_agreed <= 1


def test_of_ten_figures_that_the_text_proposes_the_scan_proposes_eight(coarse: Score) -> None:
    # Nine are promised of the whole set; here one worn head of a table costs a tenth.
    assert coarse.figures > 200
    assert coarse.proposed / coarse.figures >= 0.8


def test_no_figure_of_a_scan_is_taken_without_a_question(coarse: Score) -> None:
    assert coarse.taken == 0


def test_no_page_is_left_out(coarse: Score) -> None:
    assert left_out(coarse) == []
