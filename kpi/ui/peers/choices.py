"""What the page of peers lets one choose: the province, the group, the view, the second of each."""

from typing import Literal

import streamlit as st

from kpi.analysis.coverage import best_covered, longest_series, period_choices
from kpi.analysis.peers import KINDS, Kind
from kpi.analysis.ranking import FEW
from kpi.analysis.two_years import comparable_periods
from kpi.model import Area, Indicator, ObsStatus, Period, Scheme
from kpi.store import Store
from kpi.ui import controls, url
from kpi.ui.cells import name_of
from kpi.ui.data import catalogue
from kpi.ui.words import former, lang, say
from kpi.wording import alphabetical, period_text

View = Literal["ranks", "slope", "dumbbell", "movers", "panels", "scatter"]
_VIEWS: tuple[View, ...] = ("ranks", "slope", "dumbbell", "movers", "panels", "scatter")
_MOST = 20


def area(store: Store, indicator: Indicator) -> Area:
    """The province to be compared: mine, else the one with the longest series."""
    areas = catalogue().areas
    keys = controls.every_area()
    controls.say_unknown("area", keys)
    own = controls.my_area()
    longest = longest_series(store, catalogue(), indicator, 1)
    known = [key for key in (own, *longest) if key in keys]
    chosen = url.choose(
        say("Tỉnh", "Province"),
        "area",
        keys,
        show=lambda key: former(areas[key]),
        default=(known or keys)[0],
    )
    return areas[chosen]


def group() -> Kind:
    """How the peers are found."""
    words: dict[Kind, str] = {
        "region": say("Cùng vùng", "Same region"),
        "size": say("Dân số gần nhất", "Similar population"),
        "merged": say("Theo sáp nhập", "By the merger"),
        "own": say("Tự chọn", "Own list"),
    }
    controls.say_unknown("group", list(KINDS))
    chosen = url.choose(say("Nhóm", "Group"), "group", KINDS, show=lambda kind: words[_kind(kind)])
    return _kind(chosen)


def own_list(chosen: Area, kind: Kind) -> tuple[str, ...]:
    """The reader's own list, of the boundaries of the province; () for any other group."""
    if kind != "own":
        return ()
    keys = sorted(
        (a.key for a in catalogue().areas_of(chosen.scheme) if a.key != chosen.key),
        key=lambda key: alphabetical(name_of(key)),
    )
    asked = [a for a in st.query_params.get("areas", "").split(",") if a]
    controls.say_dropped([a for a in asked if a not in (*keys, chosen.key)] + asked[_MOST:])
    return url.choose_many(
        say("So với", "Compare with"),
        "areas",
        keys,
        show=lambda key: former(catalogue().area(key)),
        default=(),
        most=_MOST,
    )


def view() -> View:
    """What is drawn."""
    words: dict[View, str] = {
        "ranks": say("Thứ hạng", "Ranks"),
        "slope": say("Đường dốc", "Slopes"),
        "dumbbell": say("Hai mốc", "Two years"),
        "movers": say("Thay đổi", "Movers"),
        "panels": say("Qua các năm", "Over the years"),
        "scatter": say("Hai chỉ tiêu", "Two indicators"),
    }
    controls.say_unknown("view", list(_VIEWS))
    chosen = url.choose(
        say("Cách xem", "View"),
        "view",
        _VIEWS,
        show=lambda one: words[_view(one)],
        form="segments",
        hide_label=True,
    )
    return _view(chosen)


def second(
    store: Store,
    view: View,
    indicator: Indicator,
    period: Period,
    status: ObsStatus,
    scheme: Scheme,
) -> tuple[Indicator, Period]:
    """What the view sets against the indicator in its period: another year, or another indicator.

    The same once more where the view asks for no second, or there is none.
    """
    if view in ("slope", "dumbbell", "movers"):
        return indicator, _other_period(store, indicator, period, status)
    if view == "scatter":
        return _other_indicator(store, indicator, period, status, scheme)
    return indicator, period


def _other_period(store: Store, indicator: Indicator, period: Period, status: ObsStatus) -> Period:
    """Of the same span in another year: at first the latest before, else the first behind."""
    told = [choice.period for choice in period_choices(store, indicator, status)]
    choices = comparable_periods(told, period)
    if not choices:
        return period
    keys = [one.key for one in choices]
    earlier = [one.key for one in choices if one.year < period.year]
    controls.say_unknown("from", keys)
    chosen = url.choose(
        say("So với kỳ", "Compared with"),
        "from",
        keys,
        show=lambda key: _period(key, indicator),
        default=earlier[0] if earlier else keys[-1],
    )
    return Period.of(chosen)


def _other_indicator(
    store: Store, indicator: Indicator, period: Period, status: ObsStatus, scheme: Scheme
) -> tuple[Indicator, Period]:
    """Another indicator with figures of the kind, and its period: at first the same one."""
    indicators = catalogue().indicators
    extent = store.extent()
    having = set(extent.loc[extent["obs_status"] == status, "indicator"])
    ids = [one for one in controls.with_figures(store) if one != indicator.id and one in having]
    if not ids:
        return indicator, period
    controls.say_unknown("other", ids)
    chosen = url.choose(
        say("Chỉ tiêu thứ hai", "Second indicator"),
        "other",
        ids,
        show=lambda one: indicators[one].name(lang()),
        default=next(
            (one for one in ids if _enough(store, indicators[one], period, status, scheme)), ids[0]
        ),
    )
    other = indicators[chosen]
    keys = [choice.period.key for choice in period_choices(store, other, status)]
    if not keys:
        return other, period
    best = best_covered(store, catalogue(), other)
    usual = best[0].key if best and best[0].key in keys else keys[0]
    same = period.key in keys and _enough(store, other, period, status, scheme)
    controls.say_unknown("other_period", keys)
    when = url.choose(
        say("Kỳ thứ hai", "Second period"),
        "other_period",
        keys,
        show=lambda key: _period(key, other),
        default=period.key if same else usual,
    )
    return other, Period.of(when)


def _enough(
    store: Store, indicator: Indicator, period: Period, status: ObsStatus, scheme: Scheme
) -> bool:
    """Whether so many areas of a scheme have a figure that a correlation may be told.

    A rank repeats its score, which says nothing.
    """
    if indicator.kind == "rank":
        return False
    choices = period_choices(store, indicator, status)
    return any(choice.period == period and choice.areas.get(scheme, 0) >= FEW for choice in choices)


def _period(key: str, indicator: Indicator) -> str:
    return period_text(Period.of(key), lang(), cumulative=indicator.measure == "flow")


def _kind(text: str) -> Kind:
    return next(kind for kind in KINDS if kind == text)


def _view(text: str) -> View:
    return next(one for one in _VIEWS if one == text)
