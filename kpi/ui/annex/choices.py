"""What an annex is made of: a period, and a form or an own choice of indicators."""

from collections.abc import Mapping, Sequence

import streamlit as st

from kpi.analysis.annex import annex_indicators
from kpi.model import Period
from kpi.store import Store
from kpi.ui import url
from kpi.ui.controls import say_unknown
from kpi.ui.data import catalogue
from kpi.ui.words import lang, say
from kpi.wording import alphabetical, period_text

_MOST = 200
"""So many indicators fit into one annex."""


def period(periods: Sequence[Period], newest: Period | None) -> Period:
    """One of the periods that the province has figures of, at first the newest year."""
    keys = [p.key for p in periods]
    say_unknown("period", keys)
    chosen = url.choose(
        say("Kỳ báo cáo", "Period"),
        "period",
        keys,
        show=lambda key: period_text(Period.of(key), lang()).capitalize(),
        default=keys[0] if newest is None else newest.key,
    )
    return Period.of(chosen)


def indicators(
    store: Store, area: str, when: Period, forms: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The indicators of the annex in their order: of a form, or every one with a figure."""
    told = annex_indicators(store, catalogue(), area, when)
    form = ""
    if forms:
        say_unknown("form", ["", *forms])
        form = url.choose(
            say("Mẫu", "Form"),
            "form",
            ["", *sorted(forms, key=alphabetical)],
            show=lambda name: name or say("Mọi chỉ tiêu có số liệu", "Whatever has a figure"),
        )
    known = catalogue().indicators
    rest = sorted(
        (i for i in known if not known[i].base),
        key=lambda i: alphabetical(known[i].name(lang())),
    )
    with st.popover(say("Chọn chỉ tiêu", "Choose indicators"), icon=":material/checklist:"):
        return url.choose_many(
            say("Chỉ tiêu, theo thứ tự chọn", "Indicators, in the order chosen"),
            "indicators",
            rest,
            show=lambda i: known[i].name(lang()),
            default=forms.get(form, told),
            most=_MOST,
        )
