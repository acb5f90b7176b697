"""What the page of targets is asked for: all demands on one province, or one target of all."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from kpi.analysis.distance import act_targets, demanded_indicators
from kpi.analysis.targets import act_number, target_key
from kpi.model import Indicator, Scheme, Target
from kpi.store import Store
from kpi.ui import controls, empty, url
from kpi.ui.data import catalogue
from kpi.ui.words import lang, say
from kpi.wording import amount

View = Literal["province", "target"]


def chosen(store: Store) -> str | tuple[Target, Scheme]:
    """The key of a province, or a target and the boundaries; the page ends in an empty store."""
    if store.extent().empty:
        empty.no_figures()
    if _view() == "province":
        return controls.area_choice()
    indicator = _indicator(store)
    target = _target(act_targets(catalogue(), indicator))
    return target, _scheme(store, indicator)


def _view() -> View:
    """At first the province of the address or mine; without one, all against one target."""
    words = {
        "province": say("Một tỉnh", "One province"),
        "target": say("Một mục tiêu", "One target"),
    }
    default = "province" if controls.my_area() or "area" in st.query_params else "target"
    asked = url.choose(
        say("Cách xem", "View"),
        "view",
        list(words),
        show=words.__getitem__,
        default=default,
        form="segments",
    )
    return "province" if asked == "province" else "target"


def _indicator(store: Store) -> Indicator:
    """One of those that an act makes a demand of; at first the one that most provinces report."""
    offered = {i.id: i for i in demanded_indicators(catalogue())}
    extent = store.extent()
    actual = extent[(extent["obs_status"] == "actual") & (extent["scheme"] != "vn")]
    areas = actual.groupby("indicator")["areas"].max().to_dict()
    ids = sorted(offered, key=lambda i: -areas.get(i, 0))
    controls.say_unknown("indicator", [*ids, *catalogue().indicators])
    asked = url.choose(
        say("Chỉ tiêu có mục tiêu", "Indicator with a target"),
        "indicator",
        ids,
        show=lambda i: offered[i].name(lang()),
    )
    return offered[asked]


def _target(targets: Sequence[Target]) -> Target:
    by_key = {target_key(t): t for t in targets}
    controls.say_unknown("target", list(by_key))
    return by_key[
        url.choose(
            say("Mục tiêu", "Target"),
            "target",
            list(by_key),
            show=lambda key: _named(by_key[key]),
        )
    ]


def _named(target: Target) -> str:
    indicator = catalogue().indicator(target.indicator)
    unit = catalogue().units[indicator.unit].name(lang())
    value = amount(indicator, target.value, unit, lang())
    return f"{target.year}: {value} · {act_number(target.act)}"


def _scheme(store: Store, indicator: Indicator) -> Scheme:
    """The boundaries; at first those that more provinces have a result in."""
    words = {"vn34": say("34 tỉnh", "34 provinces"), "vn63": say("63 tỉnh", "63 provinces")}
    figures = store.figures(indicator.id)
    actual = figures[figures["obs_status"] == "actual"]
    areas = actual.groupby("scheme")["area"].nunique().to_dict()
    default = "vn63" if areas.get("vn63", 0) > areas.get("vn34", 0) else "vn34"
    asked = url.choose(
        say("Địa giới", "Boundaries"), "scheme", list(words), show=words.__getitem__,
        default=default,
    )  # fmt: skip
    return "vn63" if asked == "vn63" else "vn34"
