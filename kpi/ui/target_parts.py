"""Parts of the page of targets: its finding, coverage, what is left out and why, acts, table."""

from collections.abc import Iterable, Sequence
from typing import get_args

import pandas as pd
import streamlit as st

from kpi.analysis.distance import (
    AreaDistances,
    Distance,
    Reason,
    State,
    TargetDistances,
    Unheld,
)
from kpi.analysis.targets import act_number
from kpi.charts.distance import demand_text, gap_text, state_word
from kpi.model import Target
from kpi.ui import draw, notes
from kpi.ui.cells import (
    indicator_name,
    name_of,
    period_cell,
    territory,
    value_cell,
)
from kpi.ui.data import catalogue
from kpi.ui.findings import coverage_text
from kpi.ui.literal import literal, web_address
from kpi.ui.shown import NO_NUMBER, ShownNumber, column
from kpi.ui.words import former, lang, say
from kpi.wording import amount, day_text

Answer = AreaDistances | TargetDistances

_STATES: tuple[State, ...] = ("achieved", "on_path", "behind", "unknown")


def title(answer: Answer, mine: Sequence[str]) -> str:
    """How many demands are met and the furthest; or how many provinces meet one, and mine."""
    if isinstance(answer, AreaDistances):
        return _area_title(answer)
    return _target_title(answer, mine)


def _area_title(answer: AreaDistances) -> str:
    name, found = former(answer.area), answer.found
    if not found:
        return say(
            f"{name}: chưa có kết quả nào để so với mục tiêu",
            f"{name}: no result yet to hold against a target",
        )
    told = say(
        f"{name} đạt {answer.count('achieved')}/{len(found)} mục tiêu có số liệu",
        f"{name} has achieved {answer.count('achieved')} of {len(found)} targets with figures",
    )
    told += "".join(
        f", {answer.count(state)} {state_word(state, lang())}"
        for state in _STATES[1:]
        if answer.count(state)
    )
    last = found[0]
    if last.state == "achieved":
        return told
    far = f"{last.indicator.short(lang())} ({gap_text(last, lang())})"
    return told + say(f"; xa nhất: {far}", f"; furthest: {far}")


def _target_title(answer: TargetDistances, mine: Sequence[str]) -> str:
    target, indicator = answer.target, answer.indicator.name(lang())
    demanded = f"{_amount(target)}, {act_number(target.act)}"
    if not answer.found:
        return say(
            f"Chưa tỉnh nào có kết quả để so với mục tiêu {target.year} về {indicator} "
            f"({demanded})",
            f"No province has a result to hold against the {target.year} target: {indicator} "
            f"({demanded})",
        )
    counts = answer.count("achieved"), len(answer.found)
    told = say(
        f"{counts[0]}/{counts[1]} tỉnh có số liệu đã đạt mục tiêu {target.year} về {indicator} "
        f"({demanded})",
        f"{counts[0]} of {counts[1]} provinces with a figure have reached the {target.year} "
        f"target: {indicator} ({demanded})",
    )
    own = next((one for key in mine if (one := answer.of(key)) is not None), None)
    if own is None:
        return told
    return (
        f"{told}; {territory(own.row['area'])} {gap_text(own, lang())}, "
        f"{state_word(own.state, lang())}"
    )


def subtitle(answer: Answer) -> str:
    """What a gap is, which results are held, and how the linear path runs."""
    gap = say(
        "khoảng cách = kết quả mới nhất so với mục tiêu (tỷ lệ: điểm %; số khác: % của mục tiêu)",
        "gap = latest result against the target (shares: points; others: % of the target)",
    )
    path = say(
        "lộ trình: đường thẳng từ kết quả đầu tiên kể từ năm ban hành đến hạn",
        "path: a straight line from the first result since the year of the act to its day",
    )
    if isinstance(answer, AreaDistances):
        return f"{gap} · {path}"
    scheme = (
        say("34 tỉnh", "34 provinces")
        if answer.scheme == "vn34"
        else say("63 tỉnh", "63 provinces")
    )
    unranked = say("kỳ số liệu khác nhau nên không xếp hạng", "periods differ, so nobody is ranked")
    return f"{scheme} · {gap} · {unranked} · {path}"


def coverage_line(answer: Answer) -> None:
    """How much of what is demanded can be judged at all."""
    if isinstance(answer, TargetDistances):
        told = [f"**{coverage_text(len(answer.found), answer.size)}**"]
        told += [f"{answer.count(s)} {state_word(s, lang())}" for s in _STATES if answer.count(s)]
        st.markdown(" · ".join(told))
        return
    held = len({one.indicator.id for one in answer.found})
    of = held + len(answer.unheld)
    st.markdown(
        say(
            f"**{held}/{of} chỉ tiêu có mục tiêu đã có số liệu so được** · "
            f"{len(answer.without)} chỉ tiêu có số liệu mà chưa có mục tiêu",
            f"**{held} of {of} indicators with a target have a comparable figure** · "
            f"{len(answer.without)} with figures have no target",
        )
    )


def sentence(answer: Answer, told: str) -> str:
    """The chart in a sentence, for those who hear the page."""
    listed = "; ".join(f"{_name(answer, one)} {gap_text(one, lang())}" for one in answer.found[:5])
    return f"{told}. {listed}"


def under(answer: Answer) -> None:
    """How dots are read, what could not be held and why, breaks, documents."""
    st.caption(
        say(
            "● đã đạt · ▲ theo kịp lộ trình · ▼ chậm hơn lộ trình hoặc đã quá hạn · ■ chưa rõ: "
            "mới có một kỳ số liệu so được, hoặc số bất thường ‡ · vạch đứng: lộ trình ở ngày của "
            "kết quả.",
            "● achieved · ▲ on the path · ▼ behind it, or past the day · ■ not known: only one "
            "comparable period, or a figure of unusual size ‡ · tick: the path on the day of "
            "the result.",
        )
    )
    rows = pd.DataFrame([one.row for one in answer.found])
    if answer.found:
        notes.marks(rows)
    _unheld(answer.unheld, of_area=isinstance(answer, AreaDistances))
    if isinstance(answer, AreaDistances):
        names = [i.name(lang()) for i in answer.without]
        _listed(
            say("Có số liệu, chưa có mục tiêu nào áp dụng", "With figures, no target applies"),
            names,
        )
    else:
        notes.breaks(answer.indicator)
    notes.documents(rows)


def reason_words(reason: Reason) -> str:
    """Why no result is held against a target, in words."""
    words: dict[Reason, str] = {
        "no_figure": say("Có mục tiêu, chưa có số liệu", "With a target, no figure"),
        "partial": say("Chưa đủ các tỉnh cũ để tính tổng", "Not all former provinces reported"),
        "uncombinable": say(
            "Không gộp được từ các tỉnh cũ", "Cannot be combined from the former provinces"
        ),
        "redefined": say(
            "Không so được: định nghĩa đã đổi sau khi mục tiêu ban hành, hoặc kỳ khác",
            "Not comparable: redefined since the target was issued, or another period",
        ),
    }
    return words[reason]


def _unheld(unheld: Sequence[Unheld], *, of_area: bool) -> None:
    for reason in get_args(Reason):
        names = [
            (indicator_name(one.indicator) if of_area else name_of(one.area))
            + (f" ({one.have}/{one.of})" if reason == "partial" else "")
            for one in unheld
            if one.reason == reason
        ]
        _listed(reason_words(reason), names)


def _listed(words: str, names: Sequence[str]) -> None:
    if len(names) > notes.MANY:
        with st.expander(f"{words}: {len(names)}"):
            st.caption("; ".join(names))
    elif names:
        st.caption(f"{words}: {'; '.join(names)}.")


def acts(answer: Answer) -> None:
    """Act and clause of every target shown, and where a province's own are printed."""
    targets = (
        list(dict.fromkeys(one.demand.target for one in answer.found if one.demand.target))
        if isinstance(answer, AreaDistances)
        else [answer.target]
    )
    own = [one for one in answer.found if one.demand.row is not None]
    if not targets and not own:
        return
    with st.expander(
        say("Văn bản và điều khoản của mục tiêu", "Acts and clauses of the targets"),
        icon=":material/gavel:",
    ):
        for target in targets:
            _clause(target)
        if own:
            _own_demands(own)


def _clause(target: Target) -> None:
    clause = target.clause_vi if lang() == "vi" else target.clause_en
    scope = (
        say("đặt cho cả nước, với tỉnh là để tham chiếu", "binds the country; for orientation")
        if target.scope == "nation"
        else say("đặt cho cấp tỉnh", "binds provinces")
    )
    act = literal(target.act)
    if address := web_address(target.source_url):
        act = f"[{act}]({address})"
    issued = day_text(target.issued_on, lang())
    st.markdown(
        f"**{literal(indicator_name(target.indicator))}, {target.year}: {_amount(target)}** · "
        f"{act}, {issued} · {scope}\n\n> {literal(clause)}"
    )


def _own_demands(own: Iterable[Distance]) -> None:
    told = [(one, one.demand.row) for one in own if one.demand.row is not None]
    st.markdown(f"**{say('Do tỉnh đặt', 'Set by the province')}**")
    frame = pd.DataFrame(
        {
            say("Chỉ tiêu", "Indicator"): [one.indicator.name(lang()) for one, _ in told],
            say("Mục tiêu", "Target"): column([value_cell(row) for _, row in told]),
            say("Hạn", "By"): column([period_cell(row) for _, row in told]),
            say("Câu trong tài liệu", "As written"): [
                row["sentence"] or row["as_written"] for _, row in told
            ],
            say("Nguồn", "Source"): [row["source_title"] for _, row in told],
        }
    )
    draw.table(frame, [row["obs_id"] for _, row in told], "own-targets")


def table(answer: Answer) -> None:
    """Every gap with its result, its demand and its source."""
    found = answer.found
    head = (
        say("Chỉ tiêu", "Indicator")
        if isinstance(answer, AreaDistances)
        else say("Tỉnh", "Province")
    )
    frame = pd.DataFrame(
        {
            head: [_name(answer, one) for one in found],
            say("Khoảng cách", "Gap"): column(
                [ShownNumber(one.gap, gap_text(one, lang())) for one in found]
            ),
            say("Tình trạng", "State"): [state_word(one.state, lang()) for one in found],
            say("Kết quả", "Result"): column([value_cell(one.row) for one in found]),
            say("Kỳ", "Period"): column([period_cell(one.row) for one in found]),
            say("Mục tiêu", "Target"): [demand_text(one, catalogue(), lang()) for one in found],
            say("Lộ trình khi đó", "Path by then"): column(
                [
                    NO_NUMBER
                    if one.expected is None
                    else ShownNumber(one.expected, gap_text(one, lang(), one.expected))
                    for one in found
                ]
            ),
            say("Nguồn", "Source"): [one.row["source_title"] for one in found],
        }
    )
    draw.table(frame, [one.row["obs_id"] for one in found], "targets")


def _name(answer: Answer, one: Distance) -> str:
    if isinstance(answer, AreaDistances):
        return one.indicator.name(lang())
    return name_of(one.row["area"])


def _amount(target: Target) -> str:
    indicator = catalogue().indicator(target.indicator)
    unit = catalogue().units[indicator.unit].name(lang())
    return amount(indicator, target.value, unit, lang())
