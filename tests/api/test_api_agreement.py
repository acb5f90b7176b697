"""Whatever is asked, the API answers what the pages show, as JSON, CSV and SDMX-CSV."""

import csv
import io
import random

from pysdmx.io import read_sdmx
from starlette.testclient import TestClient

from kpi.analysis.coverage import period_choices
from kpi.analysis.ranking import Ranking, choose_scheme, rank_areas
from kpi.catalogue import Catalogue
from kpi.export.sdmx import code
from kpi.model import OBS_STATUSES, Scheme
from kpi.store import Store

QUERIES = 200
SCHEMES: tuple[Scheme, ...] = ("vn34", "vn63")


def drawn(store: Store, catalogue: Catalogue, chance: random.Random) -> Ranking:
    """A ranking that the page can show."""
    shown = [i for i in catalogue.indicators.values() if not i.base]
    while True:
        indicator, status = chance.choice(shown), chance.choice(OBS_STATUSES)
        if choices := period_choices(store, indicator, status):
            (choice,) = chance.choices(choices, weights=[sum(c.areas.values()) for c in choices])
            reported = choose_scheme(store, catalogue, indicator, choice.period, status)
            scheme = chance.choice((*SCHEMES, reported))
            return rank_areas(
                store, catalogue, indicator.id, choice.period, scheme=scheme, status=status
            )


def values(rows: list[dict[str, object]]) -> dict[str, float]:
    return {str(row["area"]): float(str(row["value"])) for row in rows}


def test_two_hundred_questions_are_answered_as_the_page_answers_them(
    api: TestClient, shipped: Store, catalogue: Catalogue
) -> None:
    chance, compared = random.Random(7), 0  # noqa: S311 - questions, no secrets
    for _ in range(QUERIES):
        ranking = drawn(shipped, catalogue, chance)
        asked = {
            "indicator": ranking.indicator.id,
            "period": ranking.period.key,
            "scheme": ranking.scheme,
            "status": ranking.status,
        }
        wanted = dict(zip(ranking.rows["area"], ranking.rows["value"], strict=True))
        ranked = api.get("/api/v1/ranking", params=asked).json()
        assert values(ranked["rows"]) == wanted
        assert [r["area"] for r in ranked["rows"]] == ranking.rows["area"].tolist()
        places = [None if ranking.ranks == "none" else n for n in ranking.rows["rank"]]
        assert [r["rank"] for r in ranked["rows"]] == places
        assert {p["area"] for p in ranked["partial"]} == {p.area for p in ranking.partial}
        compared += len(wanted)
        if ranking.indicator.rank_of:  # counted ranks are an answer of the ranking alone
            continue
        told = api.get("/api/v1/observations", params=asked).json()
        assert values(told["rows"]) == wanted
        text = api.get("/api/v1/observations", params={**asked, "format": "csv"}).text
        assert values(list(csv.DictReader(io.StringIO(text)))) == wanted
        sdmx = api.get("/api/v1/observations", params={**asked, "format": "sdmx-csv"}).text
        if wanted:
            data = read_sdmx(sdmx).data[0].data
            found = dict(zip(data["REF_AREA"], map(float, data["OBS_VALUE"]), strict=True))
            assert found == {code(area): value for area, value in wanted.items()}
    assert compared > 1000
