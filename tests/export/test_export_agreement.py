"""Whatever is asked, every file of a ranking gives the values that the analysis gives."""

import csv
import io
import random
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kpi.analysis.coverage import period_choices
from kpi.analysis.ranking import PER_CAPITA, Ranking, rank_areas
from kpi.catalogue import Catalogue
from kpi.export.csv import extract_csv, ranking_data_csv
from kpi.export.ranking import ranking_extract
from kpi.export.xlsx import extract_xlsx
from kpi.model import OBS_STATUSES, Lang, Scheme
from kpi.model.extract import Extract
from kpi.store import Store
from kpi.wording import scale_of

QUERIES = 200
SCHEMES: tuple[Scheme, ...] = ("vn34", "vn63")
LANGUAGES: tuple[Lang, ...] = ("vi", "en")


def drawn(store: Store, catalogue: Catalogue, chance: random.Random) -> Ranking:
    """One of the rankings that a reader could ask for, well covered years more often."""
    shown = [i for i in catalogue.indicators.values() if not i.base]
    while True:
        indicator, status = chance.choice(shown), chance.choice(OBS_STATUSES)
        choices = period_choices(store, indicator, status)
        if not choices:
            continue
        covered = [sum(choice.areas.values()) for choice in choices]
        (choice,) = chance.choices(choices, weights=covered)
        return rank_areas(
            store,
            catalogue,
            indicator.id,
            choice.period,
            scheme=max(SCHEMES, key=lambda s: choice.areas.get(s, 0) * chance.random()),
            status=status,
            per_capita=chance.random() < 0.2,
        )


def divisor(ranking: Ranking, catalogue: Catalogue, lang: Lang) -> float:
    unit = catalogue.units[ranking.indicator.unit].name(lang)
    per = PER_CAPITA if ranking.per_capita else 0
    return scale_of(ranking.indicator, ranking.rows["value"], unit, lang, per).divisor


def of_workbook(told: Extract, place: int) -> list[tuple[str, float]]:
    book = load_workbook(io.BytesIO(extract_xlsx(told)), read_only=True)
    rows = next(iter(book)).iter_rows(min_row=2, values_only=True)
    area = next(i for i, c in enumerate(told.columns) if c.head in ("Mã tỉnh", "Province code"))
    return [(str(row[area]), float(row[place])) for row in rows]  # type: ignore[arg-type]


def of_csv(told: Extract, place: int) -> list[tuple[str, float]]:
    text = extract_csv(told).decode("utf-8-sig")
    separator, point = (";", ",") if told.lang == "vi" else (",", ".")
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    area = next(i for i, c in enumerate(told.columns) if c.head in ("Mã tỉnh", "Province code"))
    rows = lines[1 : 1 + len(told.rows)]
    return [(row[area], float(row[place].replace(point, "."))) for row in rows]


def test_two_hundred_questions_have_the_same_answer_in_every_file(
    built: Path, catalogue: Catalogue
) -> None:
    chance = random.Random(11)  # noqa: S311 - questions, no secrets
    compared = 0
    with Store.open(built, read_only=True) as store:
        for _ in range(QUERIES):
            ranking, lang = drawn(store, catalogue, chance), chance.choice(LANGUAGES)
            told = ranking_extract(ranking, catalogue, lang, title="", taken_on=date(2026, 6, 30))
            wanted = list(ranking.rows[["area", "value"]].itertuples(index=False, name=None))
            place = [i for i, c in enumerate(told.columns) if c.kind == "number"][-1]
            scale = divisor(ranking, catalogue, lang)
            for found in (of_workbook(told, place), of_csv(told, place)):
                assert [area for area, _ in found] == [area for area, _ in wanted]
                values = [value * scale for _, value in found]
                assert values == pytest.approx([v for _, v in wanted], rel=1e-15, abs=0)
            data = csv.DictReader(
                io.StringIO(ranking_data_csv(ranking, catalogue).decode("utf-8-sig"), newline="")
            )
            assert [(r["area"], float(r["value"])) for r in data] == wanted
            compared += len(wanted)
    assert compared > 1000
