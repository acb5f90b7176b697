"""Of what an index is made and how its parts weigh, each choice in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from kpi.analysis.coverage import period_choices
from kpi.analysis.scoreboard import Part, goalpost
from kpi.model import Period, Scheme
from kpi.model.scoreboard import ScoreIndex
from kpi.store import Store
from kpi.ui import url
from kpi.ui.controls import say_dropped, say_unknown
from kpi.ui.data import catalogue
from kpi.ui.words import lang, say
from kpi.wording import alphabetical, period_text

OWN = "own"
MOST_WEIGHT = 10
_MOST_PARTS = 20


def index(store: Store) -> ScoreIndex | None:
    """One of the indices of config/ or an own choice of indicators (None)."""
    known = {one.id: one for one in catalogue().indices if _periods(store, _of(one), one.scheme)}
    options = [*known, OWN]
    say_unknown("index", options)
    chosen = url.choose(
        say("Bộ chỉ tiêu", "Indicators"),
        "index",
        options,
        show=lambda i: known[i].name(lang()) if i in known else say("Tự chọn", "My own choice"),
    )
    return known.get(chosen)


def own_indicators(store: Store) -> tuple[str, ...]:
    """Rates that have a goalpost, chosen freely."""
    known = catalogue().indicators
    extent = store.extent()
    having = set(extent.loc[(extent["obs_status"] == "actual"), "indicator"])
    ids = sorted(
        (i for i, one in known.items() if i in having and goalpost(catalogue(), one, None)),
        key=lambda i: alphabetical(known[i].name(lang())),
    )
    asked = [one for one in st.query_params.get("indicators", "").split(",") if one]
    say_dropped([one for one in asked if one not in ids])
    return url.choose_many(
        say("Chỉ tiêu", "Indicators"),
        "indicators",
        ids,
        show=lambda i: known[i].name(lang()),
        default=(),
        most=_MOST_PARTS,
    )


def scheme(chosen: ScoreIndex | None) -> Scheme:
    """The boundaries: at first those that the index is told in."""
    words = {"vn34": say("34 tỉnh", "34 provinces"), "vn63": say("63 tỉnh", "63 provinces")}
    default = "vn63" if chosen is None else chosen.scheme
    say_unknown("scheme", list(words))
    told = url.choose(
        say("Địa giới", "Boundaries"), "scheme", list(words), show=words.__getitem__,
        default=default,
    )  # fmt: skip
    return "vn34" if told == "vn34" else "vn63"


def period(store: Store, indicators: Sequence[str], boundaries: Scheme) -> Period | None:
    """One of the years that most of the indicators have figures of; None when there is none."""
    years = _periods(store, indicators, boundaries)
    if not years:
        return None
    say_unknown("period", years)
    chosen = url.choose(
        say("Năm", "Year"),
        "period",
        years,
        show=lambda key: period_text(Period.of(key), lang()),
    )
    return Period.of(chosen)


def parts(chosen: ScoreIndex | None, indicators: Sequence[str]) -> tuple[Part, ...]:
    """The parts with their weights: equal, of Decision 922, or one's own from 0 to 10."""
    written = {} if chosen is None else {one.indicator: one for one in chosen.part}
    found = []
    for name in indicators:
        indicator = catalogue().indicator(name)
        full = goalpost(catalogue(), indicator, written.get(name))
        if full is not None:
            group = written[name].group if name in written else indicator.pillar
            found.append(Part(indicator, full, group, 1.0))
    options: list[str] = ["equal", "922", "own"] if chosen and chosen.has_922 else ["equal", "own"]
    words = {
        "equal": say("Đều nhau", "Equal"),
        "922": say("Quyết định 922", "Framework 922"),
        "own": say("Tự đặt", "My own"),
    }
    say_unknown("weights", options)
    how = url.choose(
        say("Trọng số", "Weights"), "weights", options, show=words.__getitem__, form="segments"
    )
    if how == "own":
        own = _own_weights([part.indicator.id for part in found])
        return tuple(replace(part, weight=own[part.indicator.id]) for part in found)
    if how == "922":
        given = {name: one.weight_922 or 0.0 for name, one in written.items()}
        return tuple(replace(part, weight=given[part.indicator.id]) for part in found)
    return tuple(found)


def _own_weights(names: Sequence[str]) -> Mapping[str, float]:
    """A weight for each indicator, kept in the address as `w=a:3,b:1`; 1 where none is told."""
    told = dict.fromkeys(names, 1.0)
    for one in st.query_params.get("w", "").split(","):
        name, _, weight = one.partition(":")
        if name in told and weight.isascii() and weight.isdigit() and len(weight) < 3:
            told[name] = float(min(int(weight), MOST_WEIGHT))

    def kept() -> None:
        chosen = {n: int(st.session_state[f"weight-{n}"]) for n in names}
        url.write("w", ",".join(f"{n}:{w}" for n, w in chosen.items() if w != 1))

    with st.popover(say("Đặt trọng số", "Set the weights"), icon=":material/tune:"):
        for name in names:
            st.session_state[f"weight-{name}"] = int(told[name])
            st.slider(
                catalogue().indicator(name).name(lang()),
                0,
                MOST_WEIGHT,
                key=f"weight-{name}",
                on_change=kept,
            )
    return told


def by_922() -> bool:
    """Whether the weights are those of Decision 922/QĐ-BTTTT."""
    return url.read("weights", ("equal", "922", "own"), "equal") == "922"


def _of(chosen: ScoreIndex) -> list[str]:
    return [one.indicator for one in chosen.part]


def _periods(store: Store, indicators: Sequence[str], boundaries: Scheme) -> list[str]:
    """Years that at least two thirds of the indicators have figures of, newest first."""
    counted: dict[str, int] = {}
    for name in indicators:
        choices = period_choices(store, catalogue().indicator(name), "actual")
        schemes = (boundaries, "vn63") if boundaries == "vn34" else (boundaries,)
        years = {str(c.period.year) for c in choices if any(s in c.areas for s in schemes)}
        for year in years:
            counted[year] = counted.get(year, 0) + 1
    return sorted((y for y, n in counted.items() if 3 * n >= 2 * len(indicators)), reverse=True)
