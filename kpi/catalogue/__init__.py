"""config/*.toml → Catalogue: units, areas, indicators and targets.

Every mistake of every file is reported at once, each with its file and key, because a
ministry's editor should not have to start the program ten times to find ten typing errors.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast, get_args

from kpi.catalogue.citations import Citations
from kpi.catalogue.files import (
    CONTEXT,
    INDICATOR_FILES,
    ConfigFiles,
    Stamp,
    stamp_of,
    stamps_of,
)
from kpi.catalogue.own import read_own
from kpi.catalogue.references import broken_agencies, broken_references
from kpi.catalogue.written import (
    Act,
    SeriesBreak,
    ShippedRule,
    WordSet,
    WrittenIndicator,
    WrittenTarget,
)
from kpi.errors import ConfigError, NotFoundError
from kpi.model import Area, Indicator, Region, Scheme, Target, Unit
from kpi.model.agencies import Agency
from kpi.model.duties import Duty
from kpi.model.entries import IndicatorEntry, Modifier, Words
from kpi.model.scoreboard import ScoreIndex
from kpi.model.word_roles import WordRole

POPULATION = "population_average"
"""The indicator that per-capita values and sizes per head are divided by."""


T = TypeVar("T")


@dataclass(frozen=True)
class Catalogue:
    """Everything config/ says, by key. Areas stand in GSO code order within their scheme.

    `faults` is what was left out of the installation's own file, and why.
    """

    units: Mapping[str, Unit]
    regions: tuple[Region, ...]
    areas: Mapping[str, Area]
    indicators: Mapping[str, Indicator]
    targets: tuple[Target, ...]
    words: Mapping[WordRole, tuple[str, ...]] = field(default_factory=dict)
    modifiers: tuple[Modifier, ...] = ()
    faults: tuple[str, ...] = ()
    indices: tuple[ScoreIndex, ...] = ()
    agencies: tuple[Agency, ...] = ()
    duties: tuple[Duty, ...] = ()
    _made: dict[Callable[..., Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, make: Callable[["Catalogue"], T]) -> T:
        """What is made from a catalogue alone, such as its vocabulary: made once and kept."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    def __getstate__(self) -> dict[str, Any]:
        """Another process makes its own: compiled words are many times larger than config/."""
        return self.__dict__ | {"_made": {}}

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
                "Xem các mã ở trang Danh mục hoặc trong config/indicators/.",
                f"There is no indicator '{indicator_id}'; see the methods page for the ids.",
            )
        return self.indicators[indicator_id]

    def owner(self, indicator_id: str) -> Agency | None:
        """Who answers for an indicator; None for one that an installation added itself."""
        indicator = self.indicators.get(indicator_id)
        if indicator is None:
            return None
        single = (a for a in self.agencies if indicator_id in a.indicators)
        whole = (a for a in self.agencies if indicator.pillar in a.pillars)
        return next(single, None) or next(whole, None)

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


def load_catalogue(folder: Path, own: Path | None = None) -> Catalogue:
    """Read and check every catalogue file of a folder; unchanged files give the same object.

    Args:
        folder: config/.
        own: the file of the installation's own indicators, if it may have any; its faults are
            told in `Catalogue.faults`.

    Raises:
        ConfigError: when a file is missing, not TOML, or any entry is wrong; lists them all.
    """
    stamps = stamps_of(folder)
    if own is None or not own.exists():
        return _load(folder.resolve(), stamps).catalogue
    return _with_own(folder.resolve(), stamps, own.resolve(), stamp_of(own))


class _Shipped(NamedTuple):
    """A folder's catalogue, and what an own file may cite of it."""

    catalogue: Catalogue
    acts: Sequence[Act]
    breaks: Sequence[SeriesBreak]
    sets: Sequence[WordSet]


@lru_cache(maxsize=4)
def _with_own(folder: Path, stamps: tuple[Stamp, ...], own: Path, _stamp: Stamp) -> Catalogue:
    shipped = _load(folder, stamps)
    citations = Citations(shipped.acts, shipped.breaks, shipped.sets, own.name)
    added = read_own(own, shipped.catalogue.units, shipped.catalogue.indicators, citations)
    return replace(
        shipped.catalogue,
        units={**shipped.catalogue.units, **added.units},
        indicators={**shipped.catalogue.indicators, **added.indicators},
        faults=tuple(added.faults),
    )


@lru_cache(maxsize=4)
def _load(folder: Path, _stamps: tuple[Stamp, ...]) -> _Shipped:
    files = ConfigFiles(folder)
    units = files.entries("units.toml", "unit", Unit)
    regions = files.entries("provinces.toml", "region", Region)
    areas = files.entries("provinces.toml", "area", Area)
    acts = files.entries("acts.toml", "act", Act)
    breaks = files.entries("acts.toml", "break", SeriesBreak)
    written = {name: files.entries(name, "indicator", WrittenIndicator) for name in INDICATOR_FILES}
    sets = files.entries("extraction.toml", "set", WordSet)
    rules = files.entries("extraction.toml", "rule", ShippedRule)
    targets = files.entries("targets.toml", "target", WrittenTarget)
    words = files.entries("reports.toml", "words", Words)
    modifiers = files.entries("modifiers.toml", "modifier", Modifier)
    indices = files.entries("scoreboard.toml", "index", ScoreIndex)
    agencies = files.entries("agencies.toml", "agency", Agency)
    duties = files.entries("calendar.toml", "duty", Duty)
    if files.was_read("reports.toml"):
        missing = set(get_args(WordRole)) - {w.role for w in words}
        files.mistakes += [f"reports.toml: [[words]] {role}: thiếu" for role in sorted(missing)]
    files.complain_of_doubles("reports.toml", "words", [w.role for w in words])
    files.complain_of_doubles("modifiers.toml", "modifier", [m.id for m in modifiers])
    files.complain_of_doubles("units.toml", "unit", [u.id for u in units])
    files.complain_of_doubles("scoreboard.toml", "index", [i.id for i in indices])
    files.complain_of_doubles("agencies.toml", "agency", [a.id for a in agencies])
    files.complain_of_doubles("calendar.toml", "duty", [d.id for d in duties])
    regional = [f"{r.scheme}:{r.code}" for r in regions]
    files.complain_of_doubles("provinces.toml", "region", regional)
    files.complain_of_doubles("provinces.toml", "area", [a.key for a in areas])
    files.complain_of_doubles("acts.toml", "act", [a.id for a in acts])
    files.complain_of_doubles("acts.toml", "break", [b.id for b in breaks])
    files.complain_of_doubles("extraction.toml", "set", [s.name for s in sets])
    files.mistakes += [*_doubled(written), *_misplaced(written)]
    # What is cited and referred to is only worth checking once every entry could be read.
    _refuse(files.mistakes)
    citations = Citations(acts, breaks, sets)
    catalogue = Catalogue(
        units={u.id: u for u in units},
        regions=tuple(regions),
        areas={a.key: a for a in areas},
        indicators=citations.indicators(written, rules),
        targets=citations.targets(targets),
        words={w.role: w.phrases for w in words},
        modifiers=tuple(modifiers),
        indices=tuple(indices),
        agencies=tuple(agencies),
        duties=tuple(duties),
    )
    _refuse([*citations.mistakes, *_broken_references(catalogue)])
    return _Shipped(catalogue, acts, breaks, sets)


def _refuse(mistakes: list[str]) -> None:
    if mistakes:
        raise ConfigError(
            f"config/ có {len(mistakes)} lỗi:\n" + "\n".join(f"  {m}" for m in mistakes),
            "Sửa các dòng trên rồi chạy lại.",
        )


def _file_of(indicator: IndicatorEntry) -> str:
    """The file an indicator stands in."""
    return f"indicators/{CONTEXT if indicator.base else indicator.pillar}.toml"


def _doubled(written: Mapping[str, Iterable[IndicatorEntry]]) -> Iterable[str]:
    seen: set[str] = set()
    for name, entries in written.items():
        for each in entries:
            if each.id in seen:
                yield f"{name}: [[indicator]] {each.id}: ghi hai lần"
            seen.add(each.id)


def _misplaced(written: Mapping[str, Iterable[IndicatorEntry]]) -> Iterable[str]:
    """Indicators in the file of another pillar; their place decides the order on screens."""
    for name, entries in written.items():
        for each in entries:
            if _file_of(each) != name:
                yield f"{name}: [[indicator]] {each.id}: pillar: thuộc {_file_of(each)}"


def _broken_references(catalogue: Catalogue) -> Iterable[str]:
    yield from _broken_areas(catalogue)
    for unit in catalogue.units.values():
        if unit.base and unit.base not in catalogue.units:
            yield f"units.toml: [[unit]] {unit.id}: base: không có đơn vị '{unit.base}'"
    for indicator in catalogue.indicators.values():
        where = f"{_file_of(indicator)}: [[indicator]] {indicator.id}"
        broken = broken_references(indicator, catalogue.units, catalogue.indicators)
        yield from (f"{where}: {told}" for told in broken)
    for target in catalogue.targets:
        if target.indicator not in catalogue.indicators:
            yield f"targets.toml: [[target]] {target.indicator}: không có chỉ tiêu này"
    yield from _broken_indices(catalogue)
    yield from broken_agencies(catalogue.agencies, catalogue.indicators)


def _broken_indices(catalogue: Catalogue) -> Iterable[str]:
    for index in catalogue.indices:
        for part in index.part:
            if part.indicator not in catalogue.indicators:
                where = f"scoreboard.toml: [[index]] {index.id}"
                yield f"{where}: part: không có chỉ tiêu '{part.indicator}'"


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
