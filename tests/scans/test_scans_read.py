"""What is read of forged scans is right as often as is promised, and nothing of it is taken unseen.

The whole set is read by `make score`.
"""

from dataclasses import dataclass, field

import pytest
from forge import DPIS, Recipe, forged, recipes
from scan_judge import Score, score
from ways import WAYS

from kpi.catalogue import Catalogue

# Five shares no factor with the thirteen ways, the three fonts and the four resolutions: every
# fifth recipe comes to all of them, hard ones and easy ones, texts and tables.
SAMPLE = recipes()[::5]
FINE = 200


@dataclass
class _Scores:
    """What was read at 200 dpi and more, and below."""

    fine: Score = field(default_factory=Score)
    coarse: Score = field(default_factory=Score)

    @property
    def all(self) -> tuple[Score, Score]:
        return self.fine, self.coarse

    def of(self, recipe: Recipe) -> Score:
        return self.fine if recipe.dpi >= FINE else self.coarse


@pytest.fixture(scope="module")
def scores(catalogue: Catalogue) -> _Scores:
    """The sample, forged and read once."""
    found = _Scores()
    for recipe in SAMPLE:
        scan = forged(recipe)
        name = f"{scan.name}.{scan.suffix}"
        one = score(scan.data, name, [*scan.pages], scan.source, catalogue)
        found.of(recipe).add(one)
    return found


def test_the_sample_has_every_way_every_resolution_and_texts_tables_and_a_photograph() -> None:
    assert {recipe.wear for recipe in SAMPLE} == set(WAYS)
    assert {recipe.dpi for recipe in SAMPLE} == set(DPIS)
    assert {recipe.kind for recipe in SAMPLE} == {"text", "table", "photo"}
    assert len({recipe.font.name for recipe in SAMPLE}) == 3


def test_of_a_thousand_numbers_at_200_dpi_and_more_985_are_right(scores: _Scores) -> None:
    assert scores.fine.numbers > 400
    assert scores.fine.right / scores.fine.numbers >= 0.985


def test_of_a_hundred_numbers_at_150_dpi_95_are_right(scores: _Scores) -> None:
    assert scores.coarse.numbers > 100
    assert scores.coarse.right / scores.coarse.numbers >= 0.95


def test_hardly_a_number_is_wrong_on_which_both_looks_agree(scores: _Scores) -> None:
    assert sum(one.wrong_agreed for one in scores.all) <= 1


def test_of_ten_figures_that_the_text_proposes_the_scan_proposes_nine(scores: _Scores) -> None:
    assert scores.fine.proposed / scores.fine.figures >= 0.9


def test_no_figure_of_a_scan_is_taken_without_a_question(scores: _Scores) -> None:
    assert [one.taken for one in scores.all] == [0, 0]


def test_no_page_of_the_sample_is_left_out(scores: _Scores) -> None:
    left = [fault for one in scores.all for fault in one.faults if "agreed and wrong" not in fault]
    assert left == []
