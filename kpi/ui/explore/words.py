"""What the planner's table says of itself: how many figures, narrowed by what."""

from kpi.analysis.observations import Page, Query
from kpi.ui.cells import indicator_name
from kpi.ui.data import catalogue
from kpi.ui.explore.listed import area_name
from kpi.ui.literal import literal
from kpi.ui.words import lang, say
from kpi.wording import number, pillar_word, status_word

Filters = list[tuple[str, str]]


def finding(page: Page) -> str:
    """How many figures were found."""
    told = number(page.total, 0, lang())
    if not page.total:
        return say("Không có số liệu nào như vậy", "There is no such figure")
    return say(f"{told} số liệu", f"{told} figures" if page.total > 1 else "1 figure")


def subtitle(filters: Filters) -> str:
    """The choices made, in a line."""
    if not filters:
        return say(
            "Mọi số liệu đang được hiển thị, mỗi tỉnh, chỉ tiêu, kỳ và loại một số",
            "Every figure that is shown, one for each province, indicator, period and kind",
        )
    return literal(" · ".join(f"{label}: {choice}" for label, choice in filters))


def advice() -> str:
    """What to do when nothing was found."""
    return say("Bỏ bớt một điều kiện lọc.", "Take one of the filters away.")


def filters(query: Query) -> Filters:
    """The choices of a query as (label, choice)."""
    area = {r.code: r.name(lang()) for s in ("vn34", "vn63") if query.scheme == s
            for r in catalogue().regions_of(s)}  # fmt: skip
    scheme = {
        "vn34": say("34 tỉnh", "34 provinces"),
        "vn63": say("63 tỉnh", "63 provinces"),
        "vn": say("cả nước", "the country"),
    }
    told: Filters = [
        (say("Chỉ tiêu", "Indicators"), ", ".join(map(indicator_name, query.indicators))),
        (say("Trụ cột", "Pillar"), ", ".join(pillar_word(p, lang()) for p in query.pillars)),
        (say("Tỉnh", "Provinces"), ", ".join(map(area_name, query.areas))),
        (say("Địa giới", "Boundaries"), scheme.get(query.scheme or "", "")),
        (say("Vùng", "Region"), area.get(query.region, "")),
        (say("Năm", "Years"), _years(query)),
        (
            say("Loại số liệu", "Kind of figure"),
            ", ".join(status_word(s, lang()) for s in query.statuses),
        ),
        (say("Nguồn", "Source"), query.source),
        (say("Dấu", "Mark"), _flag(query)),
        (say("Gồm cả", "Including"), say("số không hiển thị", "figures not shown"))
        if query.every
        else ("", ""),
    ]
    return [(label, choice) for label, choice in told if choice]


def _years(query: Query) -> str:
    if query.first is None and query.last is None:
        return ""
    ends = [str(y) if y is not None else "…" for y in (query.first, query.last)]
    return "–".join(dict.fromkeys(ends))


def _flag(query: Query) -> str:
    words = {
        "disputed": say("nguồn ghi khác nhau", "sources disagree"),
        "flagged": say("độ lớn bất thường", "unusual size"),
        "hedged": say("số ước chừng", "hedged"),
        "asked": say("có đề nghị đính chính", "a correction was asked for"),
    }
    return words.get(query.flag or "", "")
