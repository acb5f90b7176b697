"""Parts of the methods page: one indicator in full, all of them in a table, the house rules."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from kpi.analysis.coverage import period_choices
from kpi.model import Indicator
from kpi.store import Store
from kpi.ui import draw, notes
from kpi.ui.agencies import owner_name, owner_text
from kpi.ui.data import catalogue, own_indicators
from kpi.ui.literal import literal
from kpi.ui.profile_parts import pillar_name
from kpi.ui.shown import ShownNumber, column
from kpi.ui.words import lang, say
from kpi.wording import amount, day_text, number, period_text


def definition(store: Store, indicator: Indicator) -> None:
    """Everything config/ says of an indicator, and who has figures when."""
    st.header(indicator.name(lang()))
    st.markdown(indicator.definition(lang()))
    unit = catalogue().units[indicator.unit].name(lang())
    facts = [
        (say("Mã", "Id"), indicator.id),
        (say("Đơn vị", "Unit"), unit),
        (say("Trụ cột", "Pillar"), pillar_name(indicator.pillar)),
        (say("Tính chất", "Nature"), _nature(indicator)),
        (say("Chiều", "Direction"), _direction(indicator)),
        (say("Gộp 63 → 34 tỉnh", "Rolled up 63 → 34"), _roll_up(indicator)),
        (say("Khoảng hợp lý của một tỉnh", "Plausible range of a province"), _range(indicator)),
        (say("Cơ quan phụ trách", "Agency in charge"), owner_text(indicator.id) or "–"),
        (say("Căn cứ", "Legal basis"), "; ".join(b.act for b in indicator.legal) or "–"),
    ]
    st.table(
        {"": [f[0] for f in facts], " ": [f[1] for f in facts]},
        hide_header=True,
        hide_index=True,
        border="horizontal",
    )
    notes.breaks(indicator)
    for target in catalogue().targets_of(indicator.id):
        clause = target.clause_vi if lang() == "vi" else target.clause_en
        value = amount(indicator, target.value, unit, lang())
        scope = say("cả nước", "national") if target.scope == "nation" else say("tỉnh", "province")
        st.markdown(
            f"**{say('Mục tiêu', 'Target')} {target.year}: {value}** ({scope}) · {target.act}, "
            f"{day_text(target.issued_on, lang())}. {clause}"
        )
    _coverage(store, indicator)


def own_faults() -> None:
    """What was left out of the installation's own file, and why."""
    faults = catalogue().faults
    if faults:
        told = say(
            f"Bỏ qua {len(faults)} mục sai trong tệp chỉ tiêu của đơn vị ({own_indicators()}):",
            f"{len(faults)} faulty entries of our own file were left out ({own_indicators()}):",
        )
        lines = "\n".join(f"- {literal(fault)}" for fault in faults)
        st.warning(f"{literal(told)}\n\n{lines}", icon=":material/rule:")


def all_indicators(extent: pd.DataFrame) -> None:
    """Every indicator with unit, kind and coverage; searchable."""
    rows = extent.to_dict("records")
    indicators = [catalogue().indicator(r["indicator"]) for r in rows]
    frame = pd.DataFrame(
        {
            say("Chỉ tiêu", "Indicator"): [i.name(lang()) for i in indicators],
            say("Đơn vị", "Unit"): [catalogue().units[i.unit].name(lang()) for i in indicators],
            say("Trụ cột", "Pillar"): [pillar_name(i.pillar) for i in indicators],
            say("Số liệu", "Figures"): column(
                [ShownNumber(r["figures"], number(r["figures"], 0, lang())) for r in rows]
            ),
            "63": column([ShownNumber(r["areas63"], f"{r['areas63']}/63") for r in rows]),
            "34": column([ShownNumber(r["areas34"], f"{r['areas34']}/34") for r in rows]),
            say("Năm", "Years"): [years_text(r) for r in rows],
            say("Cơ quan phụ trách", "Agency in charge"): [owner_name(i.id) for i in indicators],
            say("Định nghĩa", "Definition"): [i.definition(lang()) for i in indicators],
        }
    )
    draw.plain_table(frame, 560)


def rules() -> None:
    """How figures are chosen and compared."""
    for text in rule_texts():
        st.markdown(f"- {text}")


def rule_texts() -> list[str]:
    """The house rules in the reader's language."""
    told = (
        (
            "Nhiều nguồn cho cùng tỉnh, chỉ tiêu, kỳ: bảng chính thức đứng trước, rồi số chính "
            "xác trước số ước lượng, rồi tài liệu công bố sau, rồi số nhập sau. Các số khác vẫn "
            "xem được.",
            "Several sources for one province, indicator and period: official tables first, then "
            "exact before hedged figures, then the later published, then the later entered. The "
            "others stay visible.",
        ),
        (
            "Thực hiện, ước, mục tiêu và kế hoạch không bao giờ chung một danh sách hay một đường.",
            "Results, estimates, targets and plans never share a list or a line.",
        ),
        (
            "Số thời điểm lấy ngày muộn nhất trong năm và ghi rõ ngày; số phát sinh trong kỳ chỉ "
            "so với đúng kỳ đó.",
            "A stock takes the latest day of the year and says which; a flow is compared with the "
            "very same period only.",
        ),
        (
            "Gộp 63 tỉnh thành 34 theo quy tắc của từng chỉ tiêu; thiếu một tỉnh cũ thì không có "
            "tổng.",
            "The 63 are rolled up to the 34 by each indicator's rule; with one former province "
            "missing there is no total.",
        ),
        (
            "Không có số liệu không phải là số 0. Số bất thường được đánh dấu, không sửa; trung vị "
            "không tính các số đó và cần ít nhất ba số.",
            "No figure is not zero. Unusual figures are marked, never repaired; the median leaves "
            "them out and needs at least three figures.",
        ),
        (
            "Trên 10.000 dân: chia cho dân số trung bình cùng năm, cùng địa giới (Cục Thống kê).",
            "Per 10,000 people: divided by the average population of the same year and boundaries "
            "(statistics office).",
        ),
    )
    return [say(vi, en) for vi, en in told]


def _coverage(store: Store, indicator: Indicator) -> None:
    choices = period_choices(store, indicator)
    if not choices:
        st.caption(say("Chưa có số liệu thực hiện.", "No results yet."))
        return
    listed = [
        f"{period_text(c.period, lang())}: "
        + ", ".join(
            f"{count}/{len(catalogue().areas_of(scheme))}"
            for scheme, count in sorted(c.areas.items())
            if scheme != "vn"
        )
        for c in choices
        if c.areas.keys() - {"vn"}
    ]
    st.caption(f"{say('Số tỉnh có số liệu', 'Provinces with a figure')}: " + " · ".join(listed))


def _nature(indicator: Indicator) -> str:
    if indicator.measure == "stock":
        return say("thời điểm (tính đến một ngày)", "stock (as of a day)")
    return say("phát sinh trong kỳ", "flow (within the period)")


def _direction(indicator: Indicator) -> str:
    return {
        "higher": say("càng cao càng tốt", "higher is better"),
        "lower": say("càng thấp càng tốt", "lower is better"),
        "neutral": say("không xét tốt xấu", "neither is better"),
    }[indicator.direction]


def _roll_up(indicator: Indicator) -> str:
    rule = indicator.roll_up
    if rule.rule == "ratio":
        parts = [catalogue().indicator(i).name(lang()) for i in (rule.numerator, rule.denominator)]
        return say(f"tỷ số: {parts[0]} / {parts[1]}", f"ratio: {parts[0]} / {parts[1]}")
    return {
        "sum": say("cộng", "sum"),
        "mean": say("trung bình cộng (cách tính của Bộ)", "arithmetic mean (the ministry's own)"),
        "none": say("không gộp được", "cannot be combined"),
    }[rule.rule]


def _range(indicator: Indicator) -> str:
    unit = catalogue().units[indicator.unit].name(lang())
    bounds = indicator.plausible
    texts = [
        "–" if b is None else amount(indicator, b, unit, lang()) for b in (bounds.low, bounds.high)
    ]
    return "–" if texts == ["–", "–"] else " … ".join(texts)


def years_text(row: Mapping[Any, Any]) -> str:
    """From which year to which there are results, "" without any."""
    first, last = row["first_year"], row["last_year"]
    if pd.isna(first):
        return ""
    return str(first) if first == last else f"{first}–{last}"
