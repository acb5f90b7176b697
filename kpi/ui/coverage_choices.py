"""What the page of coverage is asked for: a pillar, a province or an indicator."""

from typing import get_args

import streamlit as st

from kpi.analysis.coverage_matrix import (
    Coverage,
    area_coverage,
    indicator_coverage,
    pillar_coverage,
    years_told,
)
from kpi.model import Period, Scheme, scheme_in_force
from kpi.model.entries import Pillar
from kpi.store import Store
from kpi.ui import controls, empty, url
from kpi.ui.data import catalogue
from kpi.ui.profile_parts import pillar_name
from kpi.ui.words import former, lang, say


def asked(store: Store) -> tuple[Coverage, str, tuple[tuple[str, str], ...]]:
    """The answer, what it is of in words, and the choices made; the page ends in an empty store."""
    years = years_told(store)
    if not years:
        empty.no_figures()
    view = _view()
    with st.container(horizontal=True, key="controls"):
        if view == "area":
            area = controls.area_choice()
            name = former(catalogue().area(area))
            told = area_coverage(store, catalogue(), area, years)
            return told, name, ((say("Tỉnh", "Province"), name),)
        if view == "indicator":
            indicator = controls.indicator_choice(store)
            if indicator is None:
                empty.no_figures()
            scheme = _scheme(years[-1])
            name = indicator.name(lang())
            told = indicator_coverage(store, catalogue(), indicator, years, scheme)
            return told, name, ((say("Chỉ tiêu", "Indicator"), name), _boundaries(scheme))
        pillar = _pillar(store)
        year = _year(years)
        scheme = _scheme(year)
    name = f"{pillar_name(pillar)}, {year}"
    told = pillar_coverage(store, catalogue(), pillar, year, scheme)
    chosen = (
        (say("Trụ cột", "Pillar"), pillar_name(pillar)),
        (say("Năm", "Year"), str(year)),
        _boundaries(scheme),
    )
    return told, name, chosen


def _view() -> str:
    """At first the provinces by the indicators of a pillar, or the province of the address."""
    words = {
        "matrix": say("Tỉnh × chỉ tiêu", "Provinces × indicators"),
        "area": say("Một tỉnh", "One province"),
        "indicator": say("Một chỉ tiêu", "One indicator"),
    }
    return url.choose(
        say("Cách xem", "View"),
        "view",
        list(words),
        show=words.__getitem__,
        default="area" if "area" in st.query_params else "matrix",
        form="segments",
    )


def _pillar(store: Store) -> Pillar:
    """A pillar that there are figures of; "index" before others, which most provinces have."""
    having = {
        catalogue().indicators[i].pillar
        for i in store.extent()["indicator"]
        if i in catalogue().indicators and not catalogue().indicators[i].base
    }
    pillars: list[Pillar] = [p for p in get_args(Pillar) if p in having] or ["index"]
    controls.say_unknown("pillar", list(pillars))
    chosen = url.choose(
        say("Trụ cột", "Pillar"),
        "pillar",
        list(pillars),
        show=lambda p: pillar_name(next(one for one in pillars if one == p)),
    )
    return next(one for one in pillars if one == chosen)


def _year(years: tuple[int, ...]) -> int:
    newest_first = [str(year) for year in reversed(years)]
    controls.say_unknown("year", newest_first)
    return int(url.choose(say("Năm", "Year"), "year", newest_first, show=str))


def _scheme(year: int) -> Scheme:
    """The boundaries; at first those in force when the year ended."""
    words = _schemes()
    controls.say_unknown("scheme", list(words))
    chosen = url.choose(
        say("Địa giới", "Boundaries"),
        "scheme",
        list(words),
        show=words.__getitem__,
        default=scheme_in_force(Period.of(str(year)).end),
    )
    return "vn63" if chosen == "vn63" else "vn34"


def _schemes() -> dict[str, str]:
    return {"vn34": say("34 tỉnh", "34 provinces"), "vn63": say("63 tỉnh", "63 provinces")}


def _boundaries(scheme: Scheme) -> tuple[str, str]:
    return say("Địa giới", "Boundaries"), _schemes()[scheme]
