"""Small worlds for tests: the shortest catalogue in which a claim can be true or false."""

import dataclasses
import io
from collections.abc import Mapping
from datetime import date

import pandas as pd
from PIL import Image

from kpi.catalogue import Catalogue
from kpi.model import (
    Area,
    Candidate,
    Indicator,
    Locator,
    Period,
    Person,
    Problem,
    Reading,
    Source,
    Unit,
)
from kpi.model.entries import KindChange
from kpi.model.scans import Seen
from kpi.store import NewBatch, Store

# What an installation's own file holds for one indicator.
OWN_INDICATOR = """
[[indicator]]
id = "nhom_nong_cot"
name_vi = "Nhóm nòng cốt của xã"
name_en = "Core groups"
unit = "tổ"
kind = "count"
measure = "stock"
direction = "neutral"
pillar = "own"
roll_up = { rule = "none" }
definition_vi = "Số nhóm."
definition_en = "Groups."
"""

# name, kind, code, aliases of vn63
_OLD = (
    ("Hà Nội", "thành phố", "01", ("HN", "Hanoi")),
    ("Hòa Bình", "tỉnh", "17", ()),
    ("Bắc Giang", "tỉnh", "24", ()),
    ("Bắc Ninh", "tỉnh", "27", ()),
    ("Thừa Thiên Huế", "tỉnh", "46", ("Thừa Thiên - Huế", "Huế")),
    ("Phú Yên", "tỉnh", "54", ()),
    ("Đắk Lắk", "tỉnh", "66", ("Đắc Lắc", "Daklak")),
    ("Tây Ninh", "tỉnh", "72", ()),
    ("Bà Rịa - Vũng Tàu", "tỉnh", "77", ("Bà Rịa Vũng Tàu", "BR-VT")),
    ("Thành phố Hồ Chí Minh", "thành phố", "79", ("Hồ Chí Minh", "TP.HCM", "TPHCM")),
    ("Long An", "tỉnh", "80", ()),
)
# name, kind, code, aliases, predecessors of vn34
_NEW = (
    ("Hà Nội", "thành phố", "01", ("HN", "Hanoi"), ("01",)),
    ("Bắc Ninh", "tỉnh", "24", (), ("24", "27")),
    ("Phú Thọ", "tỉnh", "25", (), ("17",)),
    ("Huế", "thành phố", "46", ("Thừa Thiên Huế", "Thừa Thiên - Huế"), ("46",)),
    ("Đắk Lắk", "tỉnh", "66", ("Đắc Lắc", "Daklak"), ("54", "66")),
    ("Thành phố Hồ Chí Minh", "thành phố", "79", ("Hồ Chí Minh", "TP.HCM", "TPHCM"), ("77", "79")),
    ("Tây Ninh", "tỉnh", "80", (), ("72", "80")),
)


def catalogue() -> Catalogue:
    """The nation, eleven of the 63 provinces and the seven of the 34 they became."""
    areas = [
        Area(
            scheme="vn",
            code="00",
            name_vi="Cả nước",
            name_en="Viet Nam",
            kind="quốc gia",
            aliases=("Toàn quốc", "Việt Nam"),
        )
    ]
    areas += [
        Area(scheme="vn63", code=code, name_vi=name, name_en=name, kind=kind, aliases=aliases)
        for name, kind, code, aliases in _OLD
    ]
    areas += [
        Area(
            scheme="vn34",
            code=code,
            name_vi=name,
            name_en=name,
            kind=kind,
            aliases=aliases,
            predecessors=tuple(f"vn63:{old}" for old in olds),
        )
        for name, kind, code, aliases, olds in _NEW
    ]
    hue = next(i for i, area in enumerate(areas) if area.key == "vn63:46")
    change = KindChange(on=date(2025, 1, 1), kind="thành phố", name_vi="Huế")
    areas[hue] = areas[hue].model_copy(update={"kind_changes": (change,)})
    return Catalogue(
        units={}, regions=(), areas={a.key: a for a in areas}, indicators={}, targets=()
    )


def indicator(**overrides: object) -> Indicator:
    """A count of stations, standing at the end of its period, unless said otherwise."""
    entry = {
        "id": "bts",
        "name_vi": "Trạm BTS",
        "name_en": "BTS stations",
        "unit": "trạm",
        "kind": "count",
        "measure": "stock",
        "direction": "higher",
        "pillar": "infrastructure",
        "roll_up": {"rule": "sum"},
        "definition_vi": "Số trạm",
        "definition_en": "Stations",
    }
    return Indicator.model_validate({**entry, **overrides})


UNITS = (
    Unit(id="trạm", name_vi="trạm", name_en="stations", spellings=("trạm phát sóng",)),
    Unit(id="người", name_vi="người", name_en="people"),
    Unit(id="%", name_vi="%", name_en="%", spellings=("phần trăm",)),
    Unit(id="đồng", name_vi="đồng", name_en="VND"),
    Unit(id="tỷ đồng", name_vi="tỷ đồng", name_en="bn VND", base="đồng", factor=1e9),
    Unit(id="nghìn người", name_vi="nghìn người", name_en="thousands", base="người", factor=1e3),
)
INDICATORS = (
    indicator(plausible={"low": 10, "high": 9000, "high_per_head": 0.01}),
    indicator(
        id="population_average",
        name_vi="Dân số trung bình",
        name_en="Average population",
        unit="người",
        measure="flow",
        direction="neutral",
        pillar="society",
        base=True,
    ),
    indicator(
        id="coverage",
        name_vi="Tỷ lệ phủ sóng",
        name_en="Coverage",
        unit="%",
        kind="rate",
        roll_up={"rule": "none"},
    ),
    indicator(
        id="revenue",
        name_vi="Doanh thu",
        name_en="Revenue",
        unit="đồng",
        kind="money",
        measure="flow",
    ),
)


def measured() -> Catalogue:
    """The small catalogue with units, and indicators of four kinds to read figures of."""
    return dataclasses.replace(
        catalogue(),
        units={unit.id: unit for unit in UNITS},
        indicators={i.id: i for i in INDICATORS},
    )


def source(source_id: str = "s", **overrides: str) -> Source:
    """A press article without a date, unless said otherwise."""
    return Source(**{"source_id": source_id, "title": f"Bài {source_id}", **overrides})  # type: ignore[arg-type]


def candidate(**overrides: object) -> Candidate:
    """1 699 stations in Bắc Ninh in 2022; `period` may be a key."""
    entry: dict[str, object] = {
        "area": "vn63:27",
        "indicator": "bts",
        "period": "2022",
        "obs_status": "actual",
        "value": 1699.0,
        "unit": "trạm",
        "qualifier": "exact",
        "as_written": "1.699",
        "source_id": "s",
        "locator": Locator(kind="cell", cell="E2"),
        **overrides,
    }
    if isinstance(entry["period"], str):
        entry["period"] = Period.of(entry["period"])
    return Candidate(**entry)  # type: ignore[arg-type]


def reading(
    *candidates: Candidate,
    sources: tuple[Source, ...] | None = None,
    problems: tuple[Problem, ...] = (),
    file: str = "tep.csv",
) -> Reading:
    """What a table of these candidates gives; it cites a plain source for each id named."""
    if sources is None:
        sources = tuple(source(name) for name in dict.fromkeys(c.source_id for c in candidates))
    return Reading(
        file=file,
        kind="table",
        candidates=candidates,
        problems=problems,
        sources=sources,
        sha256=f"sha256 of {file}",
        rows=len(candidates) + len(problems),
    )


def seen(**overrides: object) -> Seen:
    """A number on the third page of a scan that both looks read alike, unless said otherwise."""
    entry = {
        "page": 3,
        "box": (100.0, 200.0, 131.5, 212.25),
        "first": "1.699",
        "second": "1.699",
        "confidence": 0.93,
    }
    return Seen(**{**entry, **overrides})  # type: ignore[arg-type]


def jpeg(width: int = 200, height: int = 40) -> bytes:
    """A small picture of white paper."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(target, "JPEG")
    return target.getvalue()


OBSERVATION = {
    "obs_id": "o1",
    "area": "vn63:27",
    "indicator": "bts",
    "period": "2022",
    "period_start": "",
    "period_end": "",
    "obs_status": "actual",
    "value": 1699.0,
    "qualifier": "exact",
    "as_written": "1.699",
    "note": "",
    "source_id": "s",
    "locator_kind": "cell",
    "sheet": "",
    "cell": "E2",
    "span_start": None,
    "span_end": None,
    "sentence": "",
    "flagged": False,
}
"""A row of table `observation` but its batch_id."""


def obs(obs_id: str, **overrides: object) -> dict[str, object]:
    """A row of table `observation`; the days follow from the period's key."""
    row = {**OBSERVATION, "obs_id": obs_id, **overrides}
    period = Period.of(str(row["period"]))
    return {
        **row,
        "period_start": pd.Timestamp(period.start),
        "period_end": pd.Timestamp(period.end),
    }


def tell(
    store: Store,
    *rows: Mapping[str, object],
    sources: tuple[Source, ...] = (),
    by: str = "test",
    content: bytes | None = None,
) -> int:
    """Publish rows of `obs` as one batch and give its number."""
    columns = [field.name for field in dataclasses.fields(Source)]
    return store.append(
        NewBatch(by, "tep.csv", "0" * 64, "", content=content),
        pd.DataFrame([dataclasses.astuple(s) for s in sources], columns=columns, dtype=str),
        pd.DataFrame(list(rows), columns=list(OBSERVATION)).astype(
            {"span_start": "Int32", "span_end": "Int32"}
        ),
    )


SOMEBODY = Person("test", "admin", "Người thử")
