import pytest
from builders_analysis import CATALOGUE, OLD, figure, store_of

from kpi.analysis.profile import profile
from kpi.analysis.strengths import Strengths, strengths
from kpi.model import Candidate

RATE, OTHER = "household_internet_rate", "internet_user_rate"


def told(indicator: str, place: int, count: int = 63, first: int = 1) -> list[Candidate]:
    """Falling rates, OLD[0] at a place; the first so many are equal."""
    order = [*OLD[1 : place + 1], OLD[0], *OLD[place + 1 :]][:count]
    return [
        figure(area, indicator, "2024", 99.0 if n < first else 99.0 - n)
        for n, area in enumerate(order)
    ]


def points(*candidates: Candidate) -> Strengths:
    return strengths(profile(store_of(*candidates), CATALOGUE, OLD[0]), CATALOGUE)


@pytest.mark.parametrize(
    ("place", "strong", "weak"), [(20, True, False), (21, False, False), (42, False, True)]
)
def test_strong_is_the_first_third_and_weak_the_last(place: int, strong: bool, weak: bool) -> None:
    found = points(*told(RATE, place))
    assert [r["indicator"] for r in found.strong] == [RATE] * strong
    assert [r["indicator"] for r in found.weak] == [RATE] * weak


def test_the_best_and_the_worst_stand_first() -> None:
    best = points(*told(RATE, 9), *told(OTHER, 2))
    assert [r["indicator"] for r in best.strong] == [OTHER, RATE]
    worst = points(*told(RATE, 50), *told(OTHER, 60))
    assert [r["indicator"] for r in worst.weak] == [OTHER, RATE]


def test_few_reporters_make_nobody_strong() -> None:
    assert points(*told(RATE, 0, count=31)).strong == ()
    assert len(points(*told(RATE, 0, count=32)).strong) == 1


def test_a_first_place_that_many_share_is_told_apart() -> None:
    found = points(*told(RATE, 0, first=4))
    assert (found.strong, [r["tied"] for r in found.shared]) == ((), [4])
    assert len(points(*told(RATE, 0, first=3)).strong) == 1


def test_the_index_itself_a_rank_and_a_misprint_are_no_points() -> None:
    scores = [figure(a, "dti_score", "2024", 0.9 - n / 100) for n, a in enumerate(OLD)]
    ranks = [figure(a, "dti_rank", "2024", n + 1) for n, a in enumerate(OLD)]
    odd = [figure(OLD[0], RATE, "2024", 150), *[figure(a, RATE, "2024", 50) for a in OLD[1:]]]
    found = points(*scores, *ranks, *odd)
    assert (found.strong, found.weak, found.shared) == ((), (), ())


def test_what_moved_has_another_figure_of_the_year_before() -> None:
    found = points(
        figure(OLD[0], RATE, "2023", 80),
        figure(OLD[0], RATE, "2024", 85),
        figure(OLD[0], OTHER, "2023", 70),
        figure(OLD[0], OTHER, "2024", 70),
    )
    assert [(r["indicator"], r["before"], r["value"]) for r in found.moved] == [(RATE, 80, 85)]


def test_what_is_old_beside_the_newest_result_is_no_point_of_today() -> None:
    newest = figure(OLD[0], "bts_4g", "2026", 2000)
    old = told(RATE, 0)  # of 2024
    assert [r["indicator"] for r in points(*old, newest).strong] == [RATE]
    later = figure(OLD[0], "bts_4g", "2027", 2000)
    assert points(*old, later).strong == ()
