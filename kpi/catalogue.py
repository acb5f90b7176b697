"""config/*.toml → Catalogue: units, areas, indicators and targets.

Every mistake of every file is reported at once, each with its file and key, because a
ministry's editor should not have to start the program ten times to find ten typing errors.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from kpi.errors import ConfigError, NotFoundError
from kpi.model import Area, Indicator, Region, Scheme, Target, Unit
from kpi.model.entries import Entry, Modifier, Words
from kpi.model.word_roles import WordRole

POPULATION = "population_average"
"""The indicator that per-capita values and sizes per head are divided by."""

E = TypeVar("E", bound=Entry)

_TABLES = {
    "units.toml": ("unit",),
    "provinces.toml": ("region", "area"),
    "indicators.toml": ("indicator",),
    "targets.toml": ("target",),
    "reports.toml": ("words",),
    "modifiers.toml": ("modifier",),
}

# What names an entry in a complaint about it.
_LABELS = ("id", "code", "indicator", "role")


@dataclass(frozen=True)
class Catalogue:
    """Everything config/ says, by key. Areas stand in GSO code order within their scheme."""

    units: Mapping[str, Unit]
    regions: tuple[Region, ...]
    areas: Mapping[str, Area]
    indicators: Mapping[str, Indicator]
    targets: tuple[Target, ...]
    words: Mapping[WordRole, tuple[str, ...]] = field(default_factory=dict)
    modifiers: tuple[Modifier, ...] = ()

    def area(self, key: str) -> Area:
        """The area of a key such as vn63:27; NotFoundError when there is none."""
        if key not in self.areas:
            raise NotFoundError(
                f"Không có địa phương mang mã '{key}'.",
                "Mã có dạng vn63:27 hoặc vn34:24.",
                f"There is no area '{key}'; keys look like vn63:27 or vn34:24.",
            )
        return self.areas[key]

    def indicator(self, indicator_id: str) -> Indicator:
        """The indicator of an id; NotFoundError when there is none."""
        if indicator_id not in self.indicators:
            raise NotFoundError(
                f"Không có chỉ tiêu mang mã '{indicator_id}'.",
                "Xem các mã ở trang Danh mục hoặc trong config/indicators.toml.",
                f"There is no indicator '{indicator_id}'; see the methods page for the ids.",
            )
        return self.indicators[indicator_id]

    def areas_of(self, scheme: Scheme, region: str = "") -> tuple[Area, ...]:
        """The areas of a scheme, all or of one region code."""
        return tuple(
            a for a in self.areas.values() if a.scheme == scheme and region in ("", a.region)
        )

    def regions_of(self, scheme: Scheme) -> tuple[Region, ...]:
        """The regions of a scheme, north to south."""
        return tuple(r for r in self.regions if r.scheme == scheme)

    @cached_property
    def successors(self) -> Mapping[str, str]:
        """Key of each of the 63 → key of the one of the 34 that holds its territory."""
        return {old: new.key for new in self.areas.values() for old in new.predecessors}

    def counterparts(self, key: str, scheme: Scheme) -> tuple[str, ...]:
        """The areas of `scheme` that share territory with an area; () when it is unknown."""
        area = self.areas.get(key)
        if area is None:
            return ()
        if area.scheme == scheme:
            return (key,)
        if area.scheme == "vn63":
            return (self.successors[key],) if scheme == "vn34" else ()
        return area.predecessors if scheme == "vn63" else ()

    def targets_of(self, indicator_id: str) -> tuple[Target, ...]:
        """The legal targets of an indicator, earliest year first."""
        return tuple(
            sorted((t for t in self.targets if t.indicator == indicator_id), key=lambda t: t.year)
        )

    def same_territory(self, key: str) -> str | None:
        """The one predecessor of an area that the 2025 merger left as it was, else None."""
        area = self.area(key)
        return area.predecessors[0] if len(area.predecessors) == 1 else None


def load_catalogue(folder: Path) -> Catalogue:
    """Read and check every catalogue file of a folder.

    Raises:
        ConfigError: when a file is missing, not TOML, or any entry is wrong; lists them all.
    """
    mistakes: list[str] = []
    documents = {name: _document(folder, name, mistakes) for name in _TABLES}
    units = _entries(documents, "units.toml", "unit", Unit, mistakes)
    regions = _entries(documents, "provinces.toml", "region", Region, mistakes)
    areas = _entries(documents, "provinces.toml", "area", Area, mistakes)
    indicators = _entries(documents, "indicators.toml", "indicator", Indicator, mistakes)
    targets = _entries(documents, "targets.toml", "target", Target, mistakes)
    words = _entries(documents, "reports.toml", "words", Words, mistakes)
    modifiers = _entries(documents, "modifiers.toml", "modifier", Modifier, mistakes)
    if documents["reports.toml"]:
        missing = set(get_args(WordRole)) - {w.role for w in words}
        mistakes += [f"reports.toml: [[words]] {role}: thiếu" for role in sorted(missing)]
    mistakes += _doubles("reports.toml", "words", [w.role for w in words])
    mistakes += _doubles("modifiers.toml", "modifier", [m.id for m in modifiers])
    mistakes += _doubles("units.toml", "unit", [u.id for u in units])
    mistakes += _doubles("provinces.toml", "region", [f"{r.scheme}:{r.code}" for r in regions])
    mistakes += _doubles("provinces.toml", "area", [a.key for a in areas])
    mistakes += _doubles("indicators.toml", "indicator", [i.id for i in indicators])
    catalogue = Catalogue(
        units={u.id: u for u in units},
        regions=tuple(regions),
        areas={a.key: a for a in areas},
        indicators={i.id: i for i in indicators},
        targets=tuple(targets),
        words={w.role: w.phrases for w in words},
        modifiers=tuple(modifiers),
    )
    # References are only worth checking once every entry could be read.
    mistakes = mistakes or list(_broken_references(catalogue))
    if mistakes:
        raise ConfigError(
            f"config/ có {len(mistakes)} lỗi:\n" + "\n".join(f"  {m}" for m in mistakes),
            "Sửa các dòng trên rồi chạy lại.",
        )
    return catalogue


def _document(folder: Path, name: str, mistakes: list[str]) -> dict[str, Any]:
    try:
        document = tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except OSError as error:
        mistakes.append(f"{name}: không đọc được ({error.strerror})")
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        mistakes.append(f"{name}: không phải TOML: {error}")
        return {}
    known = ", ".join(f"[[{table}]]" for table in _TABLES[name])
    mistakes += [
        f"{name}: [[{key}]]: không có bảng này, chỉ có {known}"
        for key in document
        if key not in _TABLES[name]
    ]
    return document


def _entries(
    documents: Mapping[str, dict[str, Any]],
    name: str,
    table: str,
    entry: type[E],
    mistakes: list[str],
) -> list[E]:
    rows = documents[name].get(table, [])
    if not isinstance(rows, list):
        mistakes.append(f"{name}: [[{table}]]: phải là các bảng [[{table}]]")
        return []
    found = []
    for place, raw in enumerate(rows, start=1):
        try:
            found.append(entry.model_validate(raw))
        except ValidationError as error:
            named = raw if isinstance(raw, dict) else {}
            label = next((named[key] for key in _LABELS if named.get(key)), place)
            mistakes += [
                f"{name}: [[{table}]] {label}: {'.'.join(map(str, e['loc']))}: {e['msg']}"
                for e in error.errors()
            ]
    return found


def _doubles(name: str, table: str, keys: list[str]) -> list[str]:
    doubled = sorted({key for key in keys if keys.count(key) > 1})
    return [f"{name}: [[{table}]] {key}: ghi hai lần" for key in doubled]


def _broken_references(catalogue: Catalogue) -> Iterable[str]:
    yield from _broken_areas(catalogue)
    for unit in catalogue.units.values():
        if unit.base and unit.base not in catalogue.units:
            yield f"units.toml: [[unit]] {unit.id}: base: không có đơn vị '{unit.base}'"
    for indicator in catalogue.indicators.values():
        yield from _broken_indicator(catalogue, indicator)
    for target in catalogue.targets:
        if target.indicator not in catalogue.indicators:
            yield f"targets.toml: [[target]] {target.indicator}: không có chỉ tiêu này"


def _broken_areas(catalogue: Catalogue) -> Iterable[str]:
    regions = {(r.scheme, r.code) for r in catalogue.regions}
    for area in catalogue.areas.values():
        where = f"provinces.toml: [[area]] {area.key}"
        if area.scheme != "vn" and (area.scheme, area.region) not in regions:
            yield f"{where}: region: không có vùng '{area.region}' trong {area.scheme}"
        for key in area.predecessors:
            if key not in catalogue.areas:
                yield f"{where}: predecessors: không có '{key}'"
            elif catalogue.areas[key].scheme != "vn63":
                yield f"{where}: predecessors: '{key}' không thuộc vn63"
    heirs = Counter(key for area in catalogue.areas_of("vn34") for key in area.predecessors)
    for area in catalogue.areas_of("vn63"):
        if heirs[area.key] != 1:
            yield (
                f"provinces.toml: [[area]] {area.key}: phải thuộc đúng một tỉnh của vn34, "
                f"nay thuộc {heirs[area.key]}"
            )


def _broken_indicator(catalogue: Catalogue, indicator: Indicator) -> Iterable[str]:
    where = f"indicators.toml: [[indicator]] {indicator.id}"
    unit = catalogue.units.get(indicator.unit)
    if unit is None or unit.base:
        yield f"{where}: unit: '{indicator.unit}' không phải đơn vị gốc trong units.toml"
    named = {
        "roll_up.numerator": indicator.roll_up.numerator,
        "roll_up.denominator": indicator.roll_up.denominator,
        "rank_of": indicator.rank_of,
        **{f"breaks.{b.on}.linked": b.linked for b in indicator.breaks},
    }
    for key, value in named.items():
        if value and value not in catalogue.indicators:
            yield f"{where}: {key}: không có chỉ tiêu '{value}'"
