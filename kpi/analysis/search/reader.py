"""What answers are written with: the store, the catalogue and the reader's language."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeVar, cast
from weakref import WeakKeyDictionary

from kpi.analysis.coverage import Choice, best_covered, period_choices
from kpi.analysis.ranking import choose_scheme
from kpi.analysis.restate import Row
from kpi.analysis.search.values import Answer
from kpi.catalogue import Catalogue
from kpi.model import Indicator, Lang, ObsStatus, Period, Scheme
from kpi.store import Store
from kpi.wording import amount, former_name, period_text, status_word

T = TypeVar("T")

_MOST_KEPT = 2048


class _Kept:
    """What was worked out of a store since its last write; questions ask the same again."""

    of: ClassVar["WeakKeyDictionary[Store, _Kept]"] = WeakKeyDictionary()

    def __init__(self, catalogue: Catalogue, writes: int) -> None:
        self.catalogue, self.writes = catalogue, writes
        self.values: dict[Hashable, Any] = {}


@dataclass(frozen=True)
class Moment:
    """The period an indicator is shown for; `exact` where it is the one that was asked for."""

    period: Period
    scheme: Scheme
    have: int = 0
    exact: bool = True


@dataclass(frozen=True)
class Reader:
    """One question's store, catalogue and language."""

    store: Store
    catalogue: Catalogue
    lang: Lang

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, worked out again only when the store or the catalogue changed."""
        writes = self.store.writes
        kept = _Kept.of.get(self.store)
        if kept is None or kept.writes != writes or kept.catalogue is not self.catalogue:
            kept = _Kept.of[self.store] = _Kept(self.catalogue, writes)
        if key not in kept.values:
            if len(kept.values) >= _MOST_KEPT:
                kept.values.clear()
            kept.values[key] = make()
        return cast(T, kept.values[key])

    def say(self, vi: str, en: str) -> str:
        """The text in the reader's language."""
        return vi if self.lang == "vi" else en

    def area(self, key: str) -> str:
        """An area's name; one of the 63 says that it is the former one."""
        return former_name(self.catalogue.area(key), self.lang)

    def value(self, indicator: Indicator, row: Mapping[str, Any]) -> str:
        """A figure with its unit, its hedge and the marks that tables give it."""
        unit = self.catalogue.units[indicator.unit].name(self.lang)
        text = amount(indicator, row["value"], unit, self.lang, row["qualifier"])
        marks = "".join(
            mark for column, mark in (("disputed", "†"), ("flagged", "‡")) if row.get(column)
        )
        computed = self.say(" (tự tính)", " (our count)") if row.get("computed") else ""
        return text + marks + computed

    def period(self, indicator: Indicator, period: Period) -> str:
        """A period as labels have it; a day of a flow is cumulative."""
        return period_text(period, self.lang, cumulative=indicator.measure == "flow")

    def provinces(self, have: int, scheme: Scheme) -> str:
        """How many areas have a figure, of how many."""
        of = len(self.catalogue.areas_of(scheme))
        return self.say(f"{have}/{of} tỉnh có số liệu", f"{have}/{of} provinces have a figure")

    def moment(
        self, indicator: Indicator, asked: Period | None, status: ObsStatus, scheme: Scheme | None
    ) -> Moment | None:
        """The period to show an indicator for, None when it has no figure at all.

        Without `asked` it is the best covered year. A stock is shown by year; of a flow a half
        year stands for the year only where the year has none. Else the nearest one.
        """
        key = ("moment", indicator.id, asked and asked.key, status, scheme)
        return self.once(key, lambda: self._moment_of(indicator, asked, status, scheme))

    def _moment_of(
        self, indicator: Indicator, asked: Period | None, status: ObsStatus, scheme: Scheme | None
    ) -> Moment | None:
        choices = period_choices(self.store, indicator, status)
        if not choices:
            return None
        best = best_covered(self.store, self.catalogue, indicator) if status == "actual" else None
        if asked is None:
            if best is not None and scheme in (None, best[1]):
                chosen = next(c for c in choices if c.period == best[0])
                return self._moment(indicator, chosen, status, best[1])
            return self._moment(indicator, choices[0], status, scheme)
        wanted = Period.of(str(asked.year)) if indicator.measure == "stock" else asked
        inside = [c for c in choices if c.period.key == wanted.key] or sorted(
            (c for c in choices if wanted.holds(c.period)), key=lambda c: -sum(c.areas.values())
        )
        nearest = min(choices, key=lambda c: abs((c.period.end - asked.end).days))
        chosen = inside[0] if inside else nearest
        if scheme is None and best is not None and best[0] == chosen.period:
            scheme = best[1]  # the boundaries that the page itself shows at first
        moment = self._moment(indicator, chosen, status, scheme)
        return replace(moment, exact=chosen.period.key == wanted.key)

    def _moment(
        self,
        indicator: Indicator,
        choice: Choice,
        status: ObsStatus,
        scheme: Scheme | None,
    ) -> Moment:
        scheme = scheme or choose_scheme(
            self.store, self.catalogue, indicator, choice.period, status
        )
        return Moment(choice.period, scheme, choice.areas.get(scheme, 0))

    def figure(self, indicator: Indicator, row: Row, detail: str = "") -> Answer:
        """The line of one figure; it opens the panel on the ranking the figure stands in."""
        told = Period.of(row["period"])
        shown = Period.of(str(told.year)) if indicator.measure == "stock" else told
        query = {"indicator": indicator.id, "period": shown.key, "scheme": row["scheme"]}
        if row["obs_status"] != "actual":
            query["status"] = row["obs_status"]
            detail = " · ".join(filter(None, (status_word(row["obs_status"], self.lang), detail)))
        if row["scheme"] == "vn":
            query["scheme"] = "reported"
        if indicator.base:  # the ground for comparison has a definition, and no ranking
            query = {"indicator": indicator.id}
        return Answer(
            kind="figure",
            parts=(
                self.area(row["area"]),
                indicator.short(self.lang),
                self.period(indicator, told),
            ),
            page="methods" if indicator.base else "ranking",
            query={**query, "figure": row["obs_id"]},
            value=self.value(indicator, row),
            detail=detail,
            obs_id=row["obs_id"],
        )

    def ranking(
        self, indicator: Indicator, moment: Moment, status: ObsStatus, region: str = ""
    ) -> Answer:
        """The comparison of all areas, or those of a region; the definition of a mere base."""
        if indicator.base:
            return self.methods(indicator)
        query = {
            "indicator": indicator.id,
            "period": moment.period.key,
            "scheme": moment.scheme,
            **({"region": region} if region else {}),
            **({"status": status} if status != "actual" else {}),
        }
        when = self.period(indicator, moment.period)
        compared = self.say(f"so sánh {when}", f"comparison {when}")
        if status != "actual":
            compared += f" ({status_word(status, self.lang)})"
        place = (self.region(moment.scheme, region),) if region else ()
        return Answer(
            kind="ranking",
            parts=(f"{indicator.short(self.lang)}: {compared}", *place),
            page="ranking",
            query=query,
            detail=self.provinces(moment.have, moment.scheme),
        )

    def region(self, scheme: Scheme, code: str) -> str:
        """A region's name."""
        regions = self.catalogue.regions_of(scheme)
        return next((r.name(self.lang) for r in regions if r.code == code), code)

    def trend(self, indicator: Indicator, areas: tuple[str, ...]) -> Answer:
        """How areas moved over the years; the longest series when none is named."""
        if indicator.base:
            return self.methods(indicator)
        named = (", ".join(map(self.area, areas)),) if areas else ()
        return Answer(
            kind="trend",
            parts=(f"{indicator.short(self.lang)}: {self.say('xu hướng', 'trend')}", *named),
            page="trend",
            query={"indicator": indicator.id, **({"areas": ",".join(areas)} if areas else {})},
        )

    def profile(self, key: str) -> Answer:
        """Everything known of an area."""
        name = self.area(key)
        return Answer(
            kind="profile",
            parts=(self.say(f"Hồ sơ {name}", f"Profile of {name}"),),
            page="profile",
            query={"area": key},
        )

    def methods(self, indicator: Indicator) -> Answer:
        """What is measured, in which unit, where the series breaks."""
        name = indicator.short(self.lang)
        return Answer(
            kind="methods",
            parts=(f"{name}: {self.say('định nghĩa, nguồn, đứt chuỗi', 'definition, breaks')}",),
            page="methods",
            query={"indicator": indicator.id},
        )
