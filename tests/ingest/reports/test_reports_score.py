"""How many figures of the texts in tests/reports are found, and how many of those are right."""

import pytest
from score_reports import About, Score, gold, scored

from kpi.catalogue import Catalogue


@pytest.fixture(scope="session", params=["found", "given"])
def score(request: pytest.FixtureRequest, catalogue: Catalogue) -> Score:
    """Every text read once, with its province, date and period found by the program or given."""
    about: About = request.param
    return scored(gold(), catalogue, about)


def test_of_twenty_figures_nineteen_are_found(score: Score) -> None:
    assert score.recall >= 0.95, score.shown()


def test_of_fifty_proposed_figures_forty_nine_are_there(score: Score) -> None:
    assert score.precision >= 0.98, score.shown()


@pytest.mark.parametrize(
    ("part", "least"),
    [("obs_status", 0.97), ("period", 0.95), ("area", 0.98), ("qualifier", 0.97)],
)
def test_what_is_found_is_told_rightly(score: Score, part: str, least: float) -> None:
    assert score.right(part) >= least, score.shown()
