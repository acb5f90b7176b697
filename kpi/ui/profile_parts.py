"""Parts of the province profile: who the area is, and its figures by pillar."""

from collections.abc import Iterable

import streamlit as st

from kpi.analysis.profile import Profile
from kpi.model import Area
from kpi.model.entries import Pillar
from kpi.ui.data import catalogue
from kpi.ui.links import link
from kpi.ui.words import former, lang, say
from kpi.wording import day_text

PILLARS: dict[Pillar, tuple[str, str]] = {
    "index": ("Chỉ số tổng hợp", "Composite indices"),
    "government": ("Chính quyền số", "Digital government"),
    "economy": ("Kinh tế số", "Digital economy"),
    "society": ("Xã hội số", "Digital society"),
    "infrastructure": ("Hạ tầng số", "Digital infrastructure"),
    "post": ("Bưu chính", "Post"),
    "security": ("An toàn thông tin", "Information security"),
    "press": ("Báo chí, xuất bản", "Press and publishing"),
    "own": ("Chỉ tiêu của đơn vị", "Indicators of our own"),
}


def pillar_name(pillar: Pillar) -> str:
    """A pillar in the reader's language."""
    return say(*PILLARS[pillar])


def pillars(profile: Profile) -> Iterable[tuple[str, list[str]]]:
    """Each pillar the area has results for, with their indicators in catalogue order."""
    for pillar in PILLARS:
        named = [
            i for i in profile.latest["indicator"] if catalogue().indicator(i).pillar == pillar
        ]
        if named:
            yield pillar_name(pillar), named


def about(area: Area) -> None:
    """Kind, region, boundaries, and the areas it came from or went to."""
    regions = {r.code: r.name(lang()) for r in catalogue().regions_of(area.scheme)}
    parts = [area.kind if lang() == "vi" else "", regions.get(area.region, "")]
    parts += [
        say(
            f"{c.kind} từ {day_text(c.on, lang())}",
            f"changed status on {day_text(c.on, lang())}",
        )
        for c in area.kind_changes
    ]
    if area.valid_to:
        parts.append(
            say(f"đến {day_text(area.valid_to, 'vi')}", f"to {day_text(area.valid_to, 'en')}")
        )
    st.caption(" · ".join(part for part in parts if part))
    related = (
        area.predecessors if area.scheme == "vn34" else catalogue().counterparts(area.key, "vn34")
    )
    if len(area.predecessors) == 1 or not related:
        return
    lead = (
        say("Hợp nhất từ", "Formed from")
        if area.scheme == "vn34"
        else say("Nay thuộc", "Now part of")
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(lead, width="content")
        for key in related:
            link("profile", former(catalogue().area(key)), area=key)
