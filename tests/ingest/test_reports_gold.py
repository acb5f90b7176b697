"""The texts that reading is measured on: well-formed, and of enough kinds."""

import re
import unicodedata
from collections import Counter

import pytest
from score_reports import REPORTS, Gold, gold

from kpi.catalogue import Catalogue
from kpi.model import OBS_STATUSES, QUALIFIERS, Period

_ARTICLE = 600
each = pytest.mark.parametrize("text", gold(), ids=lambda text: text.name)


def is_day(written: str) -> bool:
    """Whether a date of publication is a year, a month or a day."""
    return Period.of(written).kind in ("year", "month", "day")


@each
def test_a_text_names_known_things_and_says_what_is_tricky(
    text: Gold, catalogue: Catalogue
) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text.name)
    assert len(text.tricky) > 20
    assert text.area == "" or text.area in catalogue.areas
    assert text.published_on == "" or is_day(text.published_on)
    assert text.period == "" or Period.of(text.period)


@each
def test_every_figure_of_the_gold_stands_in_its_text(text: Gold, catalogue: Catalogue) -> None:
    whole = unicodedata.normalize("NFC", text.text)
    for figure in text.figure:
        indicator = catalogue.indicator(figure.indicator)
        assert not indicator.base
        assert figure.area in catalogue.areas
        assert Period.of(figure.period)
        assert figure.obs_status in OBS_STATUSES
        assert figure.qualifier in QUALIFIERS
        assert figure.written in whole
        assert figure.value >= 0
        if indicator.kind == "milestone":
            assert 1 <= figure.value <= len(indicator.stages_vi)


@each
def test_no_figure_stands_in_the_gold_twice(text: Gold) -> None:
    keys = [(f.indicator, f.area, f.period, f.obs_status, f.value) for f in text.figure]
    assert len(keys) == len(set(keys))


def test_there_are_enough_texts_of_every_kind() -> None:
    texts = gold()
    figures = [figure for text in texts for figure in text.figure]
    areas = {text.area for text in texts} - {""}
    words = Counter({text.name: len(text.text.split()) for text in texts})
    assert len(list(REPORTS.glob("*.toml"))) == len(texts) >= 60
    assert len({text.text for text in texts}) == len(texts)
    assert len(areas) >= 25
    assert len({figure.indicator for figure in figures}) >= 25
    assert sum(not text.figure for text in texts) >= 10
    assert sum(count >= _ARTICLE for count in words.values()) >= 10
    assert {figure.obs_status for figure in figures} == set(OBS_STATUSES)
    assert {figure.area.partition(":")[0] for figure in figures} == {"vn63", "vn34", "vn"}
