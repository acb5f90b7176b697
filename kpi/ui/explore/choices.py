"""What the planner's table is narrowed by, each choice in the address."""

from collections.abc import Callable
from typing import get_args

import pandas as pd
import streamlit as st

from kpi.analysis.observations import Query
from kpi.analysis.pivot import Shape
from kpi.catalogue import Catalogue
from kpi.model import OBS_STATUSES, ObsStatus, Scheme
from kpi.model.entries import Pillar
from kpi.store import Store
from kpi.store.selection import Flag, Sort
from kpi.ui import url
from kpi.ui.controls import say_dropped, say_unknown
from kpi.ui.data import catalogue
from kpi.ui.words import former, lang, say
from kpi.wording import PILLARS, alphabetical, partial_date_text, pillar_word, status_word

_MOST = 100
_FLAGS: dict[Flag, tuple[str, str]] = {
    "disputed": ("† các nguồn ghi khác nhau", "† sources disagree"),
    "flagged": ("‡ độ lớn bất thường", "‡ unusual size"),
    "hedged": ("số ước chừng (hơn, gần, khoảng)", "hedged (more than, nearly, about)"),
    "asked": ("có đề nghị đính chính", "a correction was asked for"),
}
_SORTS: dict[Sort, tuple[str, str]] = {
    "newest": ("Kỳ mới nhất trước", "Newest period first"),
    "oldest": ("Kỳ cũ nhất trước", "Oldest period first"),
    "largest": ("Giá trị lớn nhất trước", "Largest value first"),
    "smallest": ("Giá trị nhỏ nhất trước", "Smallest value first"),
    "area": ("Theo tỉnh", "By province"),
    "indicator": ("Theo chỉ tiêu", "By indicator"),
    "published": ("Công bố mới nhất trước", "Published last first"),
}
_SHAPES: dict[Shape | str, tuple[str, str]] = {
    "": ("Danh sách", "List"),
    "areas_years": ("Tỉnh × năm", "Provinces × years"),
    "indicators_years": ("Chỉ tiêu × năm", "Indicators × years"),
    "areas_indicators": ("Tỉnh × chỉ tiêu", "Provinces × indicators"),
}


def shape() -> Shape | None:
    """How the figures are laid out; None for a list."""
    chosen = url.choose(
        say("Dạng bảng", "Layout"),
        "shape",
        list(_SHAPES),
        show=lambda name: say(*_SHAPES[name]),
        form="segments",
    )
    return next((s for s in get_args(Shape) if s == chosen), None)


def query(store: Store, *, pivoted: bool) -> Query:
    """Everything the table is narrowed by. A pivot is of one status, results at first."""
    known = catalogue()
    with st.container(horizontal=True, key="controls"):
        indicators = _many(say("Chỉ tiêu", "Indicators"), "indicators", _indicator_ids(known),
                           lambda i: known.indicators[i].name(lang()))  # fmt: skip
        areas = _many(say("Tỉnh", "Provinces"), "areas", _area_keys(known),
                      lambda key: former(known.areas[key]))  # fmt: skip
        first, last = _years(store)
        status = _status(pivoted=pivoted)
        with st.popover(say("Bộ lọc khác", "More filters"), icon=":material/tune:"):
            pillar = _one(say("Trụ cột", "Pillar"), "pillar", list(PILLARS),
                          lambda name: pillar_word(_pillar(name), lang()))  # fmt: skip
            scheme = _scheme()
            region = _region(scheme)
            source = _source(store)
            flag = _one(say("Dấu", "Mark"), "flag", list(_FLAGS),
                        lambda name: say(*_FLAGS[_flag(name)]))  # fmt: skip
            every = url.switch(
                say("Cả số không được chọn hiển thị", "Figures that are not shown as well"), "every"
            )
            sort = _sort()
    return Query(
        indicators=indicators,
        pillars=(_pillar(pillar),) if pillar else (),
        areas=areas,
        scheme=scheme,
        region=region,
        first=first,
        last=last,
        statuses=(status,) if status else (),
        source=source,
        flag=_flag(flag) if flag else None,
        every=every and not pivoted,
        sort=sort,
    )


def _many(label: str, name: str, options: list[str], show: Callable[[str], str]) -> tuple[str, ...]:
    asked = [one for one in st.query_params.get(name, "").split(",") if one]
    say_dropped([one for one in asked if one not in options] + asked[_MOST:])
    return url.choose_many(label, name, options, show=show, default=(), most=_MOST)


def _one(label: str, name: str, options: list[str], show: Callable[[str], str]) -> str:
    say_unknown(name, ["", *options])
    return url.choose(
        label,
        name,
        ["", *options],
        show=lambda one: show(one) if one else say("Tất cả", "All"),
    )


def _indicator_ids(known: Catalogue) -> list[str]:
    return sorted(known.indicators, key=lambda i: alphabetical(known.indicators[i].name(lang())))


def _area_keys(known: Catalogue) -> list[str]:
    schemes: tuple[Scheme, ...] = ("vn34", "vn63", "vn")
    return [
        a.key
        for scheme in schemes
        for a in sorted(known.areas_of(scheme), key=lambda a: alphabetical(a.name(lang())))
    ]


def _years(store: Store) -> tuple[int | None, int | None]:
    extent = store.extent()
    if extent.empty:
        return None, None
    years = range(extent["first_end"].min().year, extent["last_end"].max().year + 1)
    keys = [str(year) for year in reversed(years)]
    first = _one(say("Từ năm", "From"), "from", keys, str)
    last = _one(say("Đến năm", "To"), "to", keys, str)
    return (int(first) if first else None, int(last) if last else None)


def _status(*, pivoted: bool) -> ObsStatus | None:
    options: list[str] = [*OBS_STATUSES] if pivoted else ["", *OBS_STATUSES]
    say_unknown("status", options)
    chosen = url.choose(
        say("Loại số liệu", "Kind of figure"),
        "status",
        options,
        show=lambda s: _status_word(s) if s else say("Tất cả", "All"),
    )
    return next((s for s in OBS_STATUSES if s == chosen), None)


def _status_word(name: str) -> str:
    return next(status_word(s, lang()).capitalize() for s in OBS_STATUSES if s == name)


def _scheme() -> Scheme | None:
    words = {"vn34": say("34 tỉnh", "34 provinces"), "vn63": say("63 tỉnh", "63 provinces"),
             "vn": say("Cả nước", "The country")}  # fmt: skip
    chosen = _one(say("Địa giới", "Boundaries"), "scheme", list(words), words.__getitem__)
    schemes: dict[str, Scheme] = {"vn34": "vn34", "vn63": "vn63", "vn": "vn"}
    return schemes.get(chosen)


def _region(scheme: Scheme | None) -> str:
    if scheme not in ("vn34", "vn63"):
        return ""
    names = {r.code: r.name(lang()) for r in catalogue().regions_of(scheme)}
    return _one(say("Vùng", "Region"), "region", list(names), names.__getitem__)


def _source(store: Store) -> str:
    told = store.sources()
    words = {str(row["source_id"]): _source_word(row) for row in told.to_dict("records")}
    ids = sorted(words, key=lambda i: alphabetical(words[i]))
    return _one(say("Nguồn", "Source"), "source", ids, words.__getitem__)


def _source_word(row: dict[str, object]) -> str:
    published = row["published_on"]
    day = partial_date_text(str(published), lang()) if published and not pd.isna(published) else ""
    return " · ".join(part for part in (str(row["title"]), day) if part)


def _sort() -> Sort:
    say_unknown("sort", list(_SORTS))
    chosen = url.choose(
        say("Sắp xếp", "Sort"), "sort", list(_SORTS), show=lambda s: say(*_SORTS[_sort_of(s)])
    )
    return _sort_of(chosen)


def _sort_of(name: str) -> Sort:
    return next(s for s in _SORTS if s == name)


def _flag(name: str) -> Flag:
    return next(f for f in _FLAGS if f == name)


def _pillar(name: str) -> Pillar:
    return next(p for p in PILLARS if p == name)
