"""Answers of the API as plain values, the same numbers as on the pages."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from kpi.analysis.answers import rank_answer, source_answer
from kpi.analysis.provenance import Story
from kpi.analysis.ranking import Ranking
from kpi.catalogue import Catalogue
from kpi.export.csv import disarmed
from kpi.model import Area, Indicator, Lang

Json = dict[str, Any]


def indicator_answer(indicator: Indicator, catalogue: Catalogue, lang: Lang) -> Json:
    """What is measured, how it rolls up, on which acts it rests."""
    unit = catalogue.units[indicator.unit]
    return {
        "id": indicator.id,
        "name": indicator.name(lang),
        "name_vi": indicator.name_vi,
        "name_en": indicator.name_en,
        "unit": unit.id,
        "unit_name": unit.name(lang),
        "kind": indicator.kind,
        "measure": indicator.measure,
        "direction": indicator.direction,
        "pillar": indicator.pillar,
        "roll_up": indicator.roll_up.rule,
        "definition": indicator.definition(lang),
        "context": indicator.base,
        "breaks": [
            {
                "on": one.on.isoformat(),
                "note": one.note_vi if lang == "vi" else one.note_en,
                "linked": one.linked or None,
            }
            for one in indicator.breaks
        ],
    }


def area_answer(area: Area, catalogue: Catalogue, lang: Lang) -> Json:
    """A province of one boundary scheme, what it came from and what became of it."""
    return {
        "area": area.key,
        "name": area.name(lang),
        "name_vi": area.name_vi,
        "name_en": area.name_en,
        "scheme": area.scheme,
        "code": area.code,
        "region": area.region or None,
        "predecessors": list(area.predecessors),
        "successor": catalogue.successors.get(area.key),
    }


def observation_answer(row: Mapping[Any, Any], catalogue: Catalogue, lang: Lang) -> Json:
    """One figure; `parts` are the obs_ids a rolled-up value was made of, [] for a told one."""
    indicator = catalogue.indicators.get(str(row["indicator"]))
    area = catalogue.areas.get(str(row["area"]))
    return {
        "area": row["area"],
        "area_name": area.name(lang) if area else row["area"],
        "scheme": row["scheme"],
        "indicator": row["indicator"],
        "indicator_name": indicator.name(lang) if indicator else row["indicator"],
        "period": row["period"],
        "value": float(row["value"]),
        "unit": indicator.unit if indicator else None,
        "status": row["obs_status"],
        "qualifier": row["qualifier"],
        "as_written": row["as_written"],
        "flagged": bool(row["flagged"]),
        "disputed": bool(row["disputed"]),
        "parts": list(row.get("parts") or ()),
        "obs_id": row["obs_id"],
        "source_id": row["source_id"],
        "source": source_answer(dict(row)),
    }


def ranking_answer(ranking: Ranking, catalogue: Catalogue) -> Json:
    """The ranking as the page shows it, with those that have no rank and why."""
    answer = rank_answer(ranking, catalogue)
    return {
        **answer,
        "status": ranking.status,
        "per_capita": ranking.per_capita,
        "region": ranking.region or None,
        "median": ranking.median,
        "ranked": ranking.ranked,
        "size": ranking.size,
        "partial": [
            {
                "area": p.area,
                "have": list(p.have),
                "of": list(p.of),
                "told": f"{len(p.have)}/{len(p.of)}",
            }
            for p in ranking.partial
        ],
        "uncombinable": list(ranking.uncombinable),
        "missing": list(ranking.missing),
        "without_population": list(ranking.without_base),
    }


def figure_answer(story: Story, catalogue: Catalogue, lang: Lang) -> Json:
    """One figure, the place it is printed, and what else was told of the same."""
    row = story.figure.to_dict()
    told = observation_answer({"told": 1, "disputed": False, **row}, catalogue, lang)
    others = story.others.assign(disputed=False).to_dict("records")
    return {
        **told,
        "disputed": bool(len({told["value"], *(float(o["value"]) for o in others)}) > 1),
        "shown": story.shown,
        "reason": story.reason,
        "note": row["note"],
        "place": {
            "kind": row["locator_kind"],
            "sheet": row["sheet"] or None,
            "cell": row["cell"] or None,
            "sentence": row["sentence"] or None,
        },
        "recorded_at": pd.Timestamp(row["recorded_at"]).isoformat() + "Z",
        "others": [observation_answer(other, catalogue, lang) for other in others],
    }


def document_answer(row: Mapping[Any, Any], figures: int) -> Json:
    """A document and how many figures it tells; the original itself is not served."""
    return {
        "id": row["source_id"],
        **source_answer({**row, "source_title": row["title"]}),
        "kind": row["kind"],
        "retrieved_on": row["retrieved_on"] or None,
        "figures": figures,
    }


def as_csv(rows: Iterable[Json]) -> bytes:
    """Observations as comma-separated text, numbers with a point, formulas disarmed."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*_COLUMNS, "source_title", "publisher", "published_on", "url"])
    for row in rows:
        told = [row[name] for name in _COLUMNS] + list(row["source"].values())
        writer.writerow([_cell(one) for one in told])
    return out.getvalue().encode()


_COLUMNS = (
    *("area", "area_name", "indicator", "period", "value", "unit", "status", "qualifier"),
    *("flagged", "disputed", "parts", "obs_id", "source_id"),
)


def _cell(one: object) -> str:
    if one is None:
        return ""
    if isinstance(one, float):
        return repr(one)
    if isinstance(one, list):
        return " ".join(map(str, one))
    return str(int(one)) if isinstance(one, bool) else str(disarmed(str(one)))
