"""Rankings and trends built by hand: charts are tested without a store."""

import tomllib
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from kpi.analysis.ranking import FEW, Ranking
from kpi.analysis.trend import Trend
from kpi.catalogue import Catalogue
from kpi.model import Area, Indicator, Period, Target, Unit

ROOT = Path(__file__).parents[2]
FIGURE = {
    "obs_status": "actual",
    "qualifier": "exact",
    "flagged": False,
    "disputed": False,
    "computed": False,
    "source_title": "Báo cáo <năm>",
    "publisher": "Sở Thông tin và Truyền thông",
    "parts": (),
}
COLUMNS = ["obs_id", "area", "period", "period_end", "value", *FIGURE, "rank", "segment"]


def indicator(**overrides):
    entry = {
        "id": "bts",
        "name_vi": "Trạm BTS",
        "name_en": "BTS stations",
        "unit": "station",
        "kind": "count",
        "measure": "stock",
        "direction": "higher",
        "pillar": "infrastructure",
        "roll_up": {"rule": "sum"},
        "definition_vi": "Số trạm",
        "definition_en": "Stations",
    }
    return Indicator.model_validate({**entry, **overrides})


def target(**overrides):
    entry = {
        "indicator": "bts",
        "act": "Quyết định 942/QĐ-TTg",
        "issued_on": "2021-06-15",
        "year": 2025,
        "value": 80.0,
        "scope": "province",
        "clause_vi": "đạt 80 %",
        "clause_en": "reach 80 %",
    }
    return Target.model_validate({**entry, **overrides})


def frame(figures):
    """Figures (area, period, value[, overrides]) as a frame with the columns charts read."""
    rows = []
    for number, (area, period, value, *rest) in enumerate(figures):
        row = {
            "obs_id": f"o{number}",
            "area": area,
            "period": period,
            "period_end": pd.Timestamp(Period.of(period).end),
            "value": float(value),
            **FIGURE,
            "segment": 0,
            **(rest[0] if rest else {}),
        }
        rows.append(row)
    return pd.DataFrame(rows, columns=COLUMNS)


@pytest.fixture(scope="session")
def catalogue():
    document = tomllib.loads((ROOT / "config" / "provinces.toml").read_text(encoding="utf-8"))
    areas = [Area.model_validate(entry) for entry in document["area"]]
    units = [
        Unit(id="station", name_vi="trạm", name_en="stations"),
        Unit(id="percent", name_vi="%", name_en="%"),
        Unit(id="dong", name_vi="đồng", name_en="VND"),
        Unit(id="rank", name_vi="hạng", name_en="rank"),
        Unit(id="score", name_vi="điểm", name_en="points"),
    ]
    return Catalogue(
        units={u.id: u for u in units},
        regions=(),
        areas={a.key: a for a in areas},
        indicators={},
        targets=(),
    )


@pytest.fixture(scope="session")
def folder():
    return ROOT / "data" / "boundaries"


@pytest.fixture
def make(catalogue):
    """Builders of what charts are drawn from."""

    def ranking(figures, *, period="2022", scheme="vn63", of=None, **overrides):
        of = of or indicator()
        rows = frame(figures)
        ranks = rows["value"].rank(method="min", ascending=of.direction == "lower")
        rows = rows.assign(rank=ranks.astype("int64")).sort_values(
            ["rank", "area"], ignore_index=True
        )
        keys = [a.key for a in catalogue.areas_of(scheme)]
        entry = {
            "indicator": of,
            "period": Period.of(period),
            "scheme": scheme,
            "status": "actual",
            "per_capita": False,
            "region": "",
            "rows": rows,
            # A handful stands for many here, so that it is ranked; a test says otherwise.
            "ranked": max(len(rows), FEW),
            "size": len(keys),
            "printed": False,
            "nation": None,
            "expected": len(keys),
            "missing": tuple(k for k in keys if k not in set(rows["area"])),
            "without_base": (),
            "partial": (),
            "uncombinable": (),
            "median": float(rows["value"].median()) if len(rows) else None,
            "targets": (),
        }
        return Ranking(**{**entry, **overrides})

    def trend(figures, *, of=None, **overrides):
        points = frame(figures)
        areas = tuple(dict.fromkeys(points["area"]))
        entry = {
            "indicator": of or indicator(),
            "areas": areas,
            "points": points,
            "breaks": (),
            "merger": None,
            "targets": (),
            "without": (),
        }
        return Trend(**{**entry, **overrides})

    return SimpleNamespace(ranking=ranking, trend=trend, indicator=indicator, target=target)


@pytest.fixture
def words():
    """Every text of a chart that a reader can meet."""

    def collect(figure):
        found = [a.text for a in figure.layout.annotations]
        for trace in figure.data:
            for name in ("text", "hovertext", "y", "name"):
                values = getattr(trace, name, None)
                values = [values] if isinstance(values, str) else list(values or [])
                found += [v for v in values if isinstance(v, str)]
        return found

    return collect
