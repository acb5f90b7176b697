"""The texts that reading is measured on: well-formed, and of enough kinds."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from score_reports import REPORTS, Gold, GoldFigure, gold

from kpi.catalogue import Catalogue
from kpi.model import OBS_STATUSES, QUALIFIERS, Period

_ARTICLE = 600


def faults_of_text(text: Gold, catalogue: Catalogue) -> Iterator[str]:
    """What a text says of itself that cannot be so."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text.name) or len(text.tricky) <= 20:
        yield "name or what is tricky"
    if text.area and text.area not in catalogue.areas:
        yield f"area {text.area}"
    if text.published_on and Period.of(text.published_on).kind not in ("year", "month", "day"):
        yield f"published_on {text.published_on}"
    if text.period:
        Period.of(text.period)


def faults_of_figure(figure: GoldFigure, whole: str, catalogue: Catalogue) -> Iterator[str]:
    """What a figure of the gold says that cannot be so."""
    indicator = catalogue.indicator(figure.indicator)
    stages = len(indicator.stages_vi) if indicator.kind == "milestone" else 1
    wrong = {
        "base": indicator.base,
        "area": figure.area not in catalogue.areas,
        "obs_status": figure.obs_status not in OBS_STATUSES,
        "qualifier": figure.qualifier not in QUALIFIERS,
        "written": figure.written not in whole,
        "value": figure.value < 0,
        "stage": indicator.kind == "milestone" and not 1 <= figure.value <= stages,
    }
    Period.of(figure.period)
    yield from (f"{part} of {figure}" for part, is_wrong in wrong.items() if is_wrong)


def test_every_text_names_known_things_and_says_what_is_tricky(catalogue: Catalogue) -> None:
    faults = {text.name: list(faults_of_text(text, catalogue)) for text in gold()}
    assert {name: told for name, told in faults.items() if told} == {}


def test_every_figure_of_the_gold_stands_in_its_text(catalogue: Catalogue) -> None:
    faults: dict[str, list[str]] = {}
    for text in gold():
        whole = unicodedata.normalize("NFC", text.text)
        told = [f for one in text.figure for f in faults_of_figure(one, whole, catalogue)]
        faults |= {text.name: told} if told else {}
    assert faults == {}


def test_no_figure_stands_in_the_gold_twice() -> None:
    keys = Counter(
        (text.name, f.indicator, f.area, f.period, f.obs_status, f.value)
        for text in gold()
        for f in text.figure
    )
    assert [key for key, count in keys.items() if count > 1] == []


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
