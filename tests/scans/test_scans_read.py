"""What is read of scans of 200 dpi and more is right as often as is promised."""

import pytest
from forge import DPIS
from sample import FINE, SAMPLE, left_out, read
from scan_judge import Score
from ways import WAYS

from kpi.catalogue import Catalogue


@pytest.fixture(scope="module")
def fine(catalogue: Catalogue) -> Score:
    """What was read, once."""
    return read(FINE, catalogue)


def test_the_sample_has_every_way_and_resolution_and_texts_tables_and_a_photograph() -> None:
    assert {recipe.wear for recipe in SAMPLE} == set(WAYS)
    assert {recipe.dpi for recipe in SAMPLE} == set(DPIS)
    assert {recipe.kind for recipe in SAMPLE} == {"text", "table", "photo"}
    assert len({recipe.font.name for recipe in SAMPLE}) == 3


def test_of_a_thousand_numbers_985_are_right(fine: Score) -> None:
    assert fine.numbers > 400
    assert fine.right / fine.numbers >= 0.985


def test_hardly_a_number_is_wrong_on_which_both_looks_agree(fine: Score) -> None:
    assert fine.wrong_agreed <= 1


def test_of_ten_figures_that_the_text_proposes_the_scan_proposes_nine(fine: Score) -> None:
    assert fine.figures > 200
    assert fine.proposed / fine.figures >= 0.9


def test_no_figure_of_a_scan_is_taken_without_a_question(fine: Score) -> None:
    assert fine.taken == 0


def test_no_page_is_left_out(fine: Score) -> None:
    assert left_out(fine) == []
