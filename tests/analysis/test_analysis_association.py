"""The rank correlation is Spearman's, and no coefficient is told of a few pairs."""

import random

import pytest
from builders_analysis import CATALOGUE, OLD, figure, shipped, store_of
from scipy.stats import spearmanr

from kpi.analysis.association import association, spearman
from kpi.analysis.ranking import rank_areas
from kpi.model import Period


@pytest.mark.parametrize("seed", range(40))
def test_the_coefficient_is_that_of_scipy_with_and_without_ties(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - no secret
    most = draw.choice([3, 10, 1000])
    size = draw.randint(8, 63)
    x, y = ([draw.randint(0, most) for _ in range(size)] for _ in "xy")
    expected = spearmanr(x, y).statistic
    assert spearman(x, y) == pytest.approx(expected, abs=1e-12)


def test_below_eight_pairs_or_without_any_difference_there_is_no_coefficient() -> None:
    assert spearman(range(7), range(7)) is None
    assert spearman(range(8), range(8)) == pytest.approx(1)
    assert spearman([1] * 8, range(8)) is None


def test_shipped_figures_pair_by_province() -> None:
    x, y = (
        rank_areas(shipped(), CATALOGUE, one, Period.of("2024"), scheme="vn63")
        for one in ("dti_score", "internet_user_rate")
    )
    answer = association(x, y)
    xs = dict(zip(x.rows["area"], x.rows["value"], strict=True))
    ys = dict(zip(y.rows["area"], y.rows["value"], strict=True))
    told = {row.area: (row.x, row.y) for row in answer.pairs.itertuples()}
    both = (set(xs) & set(ys)) - set(answer.doubtful)
    assert told == {area: (xs[area], ys[area]) for area in both}
    assert len(both) == 63
    expected = spearmanr(*zip(*told.values(), strict=True)).statistic
    assert answer.coefficient == pytest.approx(expected, abs=1e-12)


def test_a_province_with_one_of_the_two_figures_is_no_pair() -> None:
    store = store_of(
        figure(OLD[0], "dti_score", "2022", 0.5),
        figure(OLD[0], "bts_stations", "2022", 900),
        figure(OLD[1], "dti_score", "2022", 0.6),
    )
    x, y = (
        rank_areas(store, CATALOGUE, one, Period.of("2022"), scheme="vn63")
        for one in ("dti_score", "bts_stations")
    )
    answer = association(x, y)
    assert answer.pairs["area"].tolist() == [OLD[0]]
    assert answer.coefficient is None
