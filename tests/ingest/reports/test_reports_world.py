"""The pages of the world: their gold is well-formed, and what is read of them does not fall."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest
from gold_world import WORLD, WorldFigure, WorldText, constructions, world
from score_world import WorldScore, scored

from kpi.catalogue import Catalogue
from kpi.model import OBS_STATUSES, QUALIFIERS

_FEWEST_TEXTS, _FEWEST_FIGURES = 200, 2000
_SCOPES = ("province", "national", "district", "operator", "other_province")


def faults(text: WorldText, figure: WorldFigure, catalogue: Catalogue) -> Iterator[str]:
    """What a figure of the gold says that cannot be so."""
    known = {area.name_vi for area in catalogue.areas.values()} | {"Nhiều tỉnh"}
    if not any(letter.isalnum() for letter in text.text[figure.start : figure.end]):
        yield "place"
    if figure.status not in OBS_STATUSES or figure.qualifier not in QUALIFIERS:
        yield "status or qualifier"
    if figure.scope not in _SCOPES or (figure.headline and figure.province not in known):
        yield "whose it is"


def test_every_figure_of_the_gold_can_be_so(catalogue: Catalogue) -> None:
    found = {
        (text.name, figure.start): wrong
        for text in world()
        for figure in text.figures
        if (wrong := list(faults(text, figure, catalogue)))
    }
    assert found == {}


def test_what_is_written_stands_where_the_gold_says() -> None:
    for path in WORLD.glob("*.json"):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        for figure in json.loads(path.read_text(encoding="utf-8"))["figures"]:
            end = figure["start"] + len(figure["raw"])
            assert text[figure["start"] : end] == figure["raw"], (path.name, figure)


def test_there_are_pages_of_every_kind(catalogue: Catalogue) -> None:
    headline = [(t, f) for t in world() for f in t.figures if f.headline]
    kinds = Counter(k for t, f in headline for k in constructions(t, f, catalogue))
    assert len(world()) >= _FEWEST_TEXTS
    assert len(headline) >= _FEWEST_FIGURES
    assert min(kinds.values()) >= 20, kinds
    assert sum(not text.figures for text in world()) >= 15


@pytest.fixture(scope="session")
def score(catalogue: Catalogue) -> WorldScore:
    """Every page read once, its date and province told; by the rules alone."""
    return scored(world(), catalogue, told=True)


@pytest.mark.parametrize(
    ("share", "least"),
    [("taken", 0.80), ("taken or asked", 0.86), ("precision", 0.95), ("all parts right", 0.90)],
)
def test_what_is_read_of_the_pages_does_not_fall(
    score: WorldScore, share: str, least: float
) -> None:
    assert score.shares()[share] >= least, score.line()
