"""The row of choices above a chart, in the same order on every page."""

from urllib.parse import unquote

import streamlit as st

from kpi.analysis.coverage import (
    Choice,
    best_covered,
    longest_series,
    period_choices,
)
from kpi.model import OBS_STATUSES, Indicator, ObsStatus, Period, Scheme
from kpi.store import Store
from kpi.ui import url
from kpi.ui.data import catalogue
from kpi.ui.literal import literal
from kpi.ui.words import former, lang, say
from kpi.wording import alphabetical, period_text, status_word

_SCHEMES: tuple[Scheme, ...] = ("vn34", "vn63")
_MOST_AREAS = 6


def remembered_province() -> None:
    """Put the province that the browser keeps from an earlier visit into a bare first address."""
    if "visited" in st.session_state:
        return
    st.session_state["visited"] = True
    kept = unquote(st.context.cookies.get("kpi_mine", ""))
    if "mine" not in st.query_params and kept in catalogue().areas:
        url.write("mine", kept)


def my_province() -> str:
    """The reader's own province, kept across pages; "" when none is chosen."""
    areas = catalogue().areas
    # Of the 63 only those whose territory changed: the others are among the 34.
    merged = [k for k, new in catalogue().successors.items() if len(areas[new].predecessors) > 1]
    current = [a.key for a in catalogue().areas_of("vn34")]
    options = ["", *sorted(current, key=_name), *sorted(merged, key=_name)]
    asked = url.unknown("mine", options)
    if asked in catalogue().successors:  # one of the 63 that lives on unchanged
        url.write("mine", catalogue().successors[asked])
    say_unknown("mine", options)
    return url.choose(
        say("Tỉnh của tôi", "My province"),
        "mine",
        options,
        show=lambda key: former(areas[key]) if key else say("Tỉnh của tôi …", "My province …"),
        hide_label=True,
        width=240,
    )


def my_area() -> str:
    """The key of the area that the reader calls my province, "" when none is chosen."""
    own = st.query_params.get("mine", "")
    return own if own in catalogue().areas else ""


def mine(scheme: Scheme) -> tuple[str, ...]:
    """The areas of a scheme that the reader calls my province, the one of its name first."""
    own = st.query_params.get("mine", "")
    keys = catalogue().counterparts(own, scheme)
    areas = catalogue().areas
    return tuple(sorted(keys, key=lambda key: areas[key].name_vi != areas[own].name_vi))


def indicator_choice(store: Store) -> Indicator | None:
    """One of the indicators that provinces have figures for; None when none has."""
    indicators = catalogue().indicators
    ids = with_figures(store)
    if not ids:
        return None
    say_unknown("indicator", ids)
    chosen = url.choose(
        say("Chỉ tiêu", "Indicator"),
        "indicator",
        ids,
        show=lambda i: indicators[i].name(lang()),
        default="dti_score" if "dti_score" in ids else ids[0],
    )
    return indicators[chosen]


def with_figures(store: Store) -> list[str]:
    """The indicators that provinces have figures for: those of the overview first, then by name."""
    extent = store.extent()
    indicators = catalogue().indicators
    having = {
        i
        for i in extent.loc[extent["scheme"] != "vn", "indicator"]
        if i in indicators and not indicators[i].base
    }
    return sorted(
        having,
        key=lambda i: (indicators[i].headline or 99, alphabetical(indicators[i].name(lang()))),
    )


def period_choice(store: Store, indicator: Indicator, status: ObsStatus) -> Period:
    """One of the periods an indicator has figures of this status for; at first the best year."""
    choices = period_choices(store, indicator, status)
    keys = [c.period.key for c in choices]
    best = best_covered(store, catalogue(), indicator) if status == "actual" else None
    say_unknown("period", keys)
    chosen = url.choose(
        say("Kỳ", "Period"),
        "period",
        keys,
        show=lambda key: _with_count(next(c for c in choices if c.period.key == key), indicator),
        default=best[0].key if best else keys[0],
    )
    return Period.of(chosen)


def status_choice(store: Store, indicator: Indicator) -> ObsStatus:
    """Result, estimate, target or plan: they never share a list."""
    extent = store.extent()
    own = (extent["indicator"] == indicator.id) & (extent["scheme"] != "vn")
    having = set(extent.loc[own, "obs_status"])
    options = [s for s in OBS_STATUSES if s in having]
    if len(options) < 2:
        return options[0] if options else "actual"
    say_unknown("status", list(options))
    chosen = url.choose(
        say("Loại số liệu", "Kind of figure"),
        "status",
        options,
        show=lambda s: status_word(_status(s), lang()).capitalize(),
    )
    return _status(chosen)


def scheme_choice(store: Store, indicator: Indicator, period: Period) -> Scheme | None:
    """The boundaries: as reported (None), the 34 or the 63.

    At first the 34 where the ministry itself ranks the merged provinces, as on the overview.
    """
    words = {
        "reported": say("Như báo cáo", "As reported"),
        "vn34": say("34 tỉnh", "34 provinces"),
        "vn63": say("63 tỉnh", "63 provinces"),
    }
    best = best_covered(store, catalogue(), indicator)
    say_unknown("scheme", list(words))
    chosen = url.choose(
        say("Địa giới", "Boundaries"),
        "scheme",
        list(words),
        show=words.__getitem__,
        default="vn34" if best == (period, "vn34") else "reported",
    )
    schemes: dict[str, Scheme] = {"vn34": "vn34", "vn63": "vn63"}
    return schemes.get(chosen)


def earlier_choice(status: ObsStatus) -> bool:
    """Whether results of a few years before stand in where the period has none; at first not."""
    words = say("Lấy năm gần nhất khi thiếu", "Use the nearest earlier year where missing")
    return status == "actual" and url.switch(words, "near")


def region_choice(scheme: Scheme) -> str:
    """A region of the scheme, "" for the whole country."""
    names = {r.code: r.name(lang()) for r in catalogue().regions_of(scheme)}
    say_unknown("region", list(names))
    return url.choose(
        say("Vùng", "Region"),
        "region",
        ["", *names],
        show=lambda code: names.get(code, say("Cả nước", "Whole country")),
    )


def area_choice() -> str:
    """Any area: my province at first."""
    areas = catalogue().areas
    keys = every_area()
    say_unknown("area", keys)
    own = st.query_params.get("mine", "")
    return url.choose(
        say("Tỉnh", "Province"),
        "area",
        keys,
        show=lambda key: former(areas[key]),
        default=own if own in keys else keys[0],
    )


def areas_choice(store: Store, indicator: Indicator) -> tuple[str, ...]:
    """Up to six areas: at first my province, else those with the longest series."""
    areas = catalogue().areas
    keys = every_area()
    own = st.query_params.get("mine", "")
    default = [own] if own in keys else longest_series(store, catalogue(), indicator, 3)
    asked = [a for a in st.query_params.get("areas", "").split(",") if a]
    say_dropped([a for a in asked if a not in keys] + asked[_MOST_AREAS:])
    return url.choose_many(
        say("Tỉnh", "Provinces"),
        "areas",
        keys,
        show=lambda key: former(areas[key]),
        default=default,
        most=_MOST_AREAS,
    )


def any_indicator_choice() -> Indicator:
    """Any indicator of the catalogue, with or without figures."""
    indicators = catalogue().indicators
    ids = sorted(indicators, key=lambda i: alphabetical(indicators[i].name(lang())))
    say_unknown("indicator", ids)
    chosen = url.choose(
        say("Chỉ tiêu", "Indicator"),
        "indicator",
        ids,
        show=lambda i: indicators[i].name(lang()),
        default="dti_score" if "dti_score" in ids else ids[0],
    )
    return indicators[chosen]


def every_area() -> list[str]:
    """Every province of the 34, then of the 63, each by name."""
    return [
        a.key
        for scheme in _SCHEMES
        for a in sorted(catalogue().areas_of(scheme), key=lambda a: _name(a.key))
    ]


def _with_count(choice: Choice, indicator: Indicator) -> str:
    cumulative = indicator.measure == "flow"
    label = period_text(choice.period, lang(), cumulative=cumulative)
    counts = [
        f"{choice.areas[scheme]}/{len(catalogue().areas_of(scheme))}"
        for scheme in _SCHEMES
        if scheme in choice.areas
    ]
    return f"{label[0].upper()}{label[1:]} · {', '.join(counts)}"


def _status(text: str) -> ObsStatus:
    return next(s for s in OBS_STATUSES if s == text)


def _name(key: str) -> tuple[str, ...]:
    return alphabetical(catalogue().areas[key].name(lang()))


def say_unknown(name: str, options: list[str]) -> None:
    """Say that the address asks for what is none of the options."""
    asked = url.unknown(name, options)
    say_dropped([asked] if asked else [])


def say_dropped(asked: list[str]) -> None:
    """Say what the address asks for in vain; nothing of nothing."""
    if asked:
        named = literal(", ".join(f"'{a}'" for a in asked))
        st.info(
            say(
                f"Liên kết hỏi {named}, không có trong danh sách nên được bỏ qua.",
                f"The link asks for {named}, which is not on the list and was left out.",
            ),
            icon=":material/info:",
        )
