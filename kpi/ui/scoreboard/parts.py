"""What the page of composite scores shows: the finding, ranks, parts of one province, notes."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.analysis.scoreboard import Part, Scoreboard
from kpi.model.scoreboard import ScoreIndex
from kpi.ui import draw, url
from kpi.ui.cells import name_of, territory, value_cell
from kpi.ui.data import catalogue
from kpi.ui.literal import literal
from kpi.ui.shown import NO_NUMBER, Shown, ShownNumber, ShownText, column
from kpi.ui.words import lang, say
from kpi.wording import alphabetical, amount, number, number_text, period_text

GROUPS: dict[str, tuple[str, str]] = {
    "foundation": ("nền tảng", "foundations"),
    "activity": ("hoạt động", "activity"),
    "access": ("tiếp cận", "access"),
    "skills": ("kỹ năng", "skills"),
}


def finding(board: Scoreboard, named: str, mine: Sequence[str]) -> str:
    """Where mine stands and how firm that is; without mine who leads."""
    when = period_text(board.period, lang())
    if not board.comparable:
        return say(
            f"{named} {when}: mới {len(board.table)} tỉnh đủ số liệu, chưa thể xếp hạng",
            f"{named} {when}: {len(board.table)} provinces have the figures, too few to rank",
        )
    own = next((row for key in mine if (row := board.own(key)) is not None), None)
    row = board.table.iloc[0] if own is None else own
    span = "" if row["low"] == row["high"] else f"{row['low']}–{row['high']}"
    name, size = territory(row["area"]), len(board.table)
    if own is None:
        firm = say(f" (khoảng hạng {span})", f" (rank {span})") if span else ""
        return say(
            f"{name} dẫn đầu {_lowered(named)} {when}{firm}",
            f"{name} leads, {named} {when}{firm}",
        )
    firm = say(f", trong khoảng {span}", f", between {span}") if span else ""
    return say(
        f"{name} đứng thứ {row['rank']}/{size}{firm}: {_lowered(named)} {when}",
        f"{name} is {row['rank']} of {size}{firm}: {named} {when}",
    )


def subtitle(board: Scoreboard) -> str:
    """How a score is made."""
    schemes = {"vn34": say("34 tỉnh", "34 provinces"), "vn63": say("63 tỉnh", "63 provinces")}
    weighed = {part.weight for part in board.parts}
    unequal = "" if len(weighed) == 1 else f" ({_weights(board)})"
    counted = sum(part.weight > 0 for part in board.parts)
    return say(
        f"Điểm 0–100, trung bình có trọng số của {counted} chỉ tiêu{unequal}, "
        "mỗi chỉ tiêu từ 0 đến mốc; "
        f"{schemes[board.scheme]} · vạch: hạng trong 90% của 1.000 lần đổi trọng số ±25%, "
        "cách gộp và cách chuẩn hóa",
        f"Score 0–100, the weighted mean of {counted} indicators{unequal}, "
        "each from 0 to its goalpost; "
        f"{schemes[board.scheme]} · line: the rank in 90% of 1,000 draws of weights ±25%, mean "
        "and normalisation",
    )


def _lowered(named: str) -> str:
    """A name within a sentence; an abbreviation keeps its capitals."""
    return named[:1].lower() + named[1:]


def advice() -> str:
    """What to do where there is nothing to score."""
    return say(
        "Chọn ít nhất hai chỉ tiêu có số liệu cùng năm và trọng số lớn hơn 0.",
        "Choose two indicators at least, with figures of one year and a weight above 0.",
    )


def filters(board: Scoreboard, named: str) -> list[tuple[str, str]]:
    """The choices made as (label, choice)."""
    weights = (say("Trọng số", "Weights"), _weights(board))
    return [(say("Bộ chỉ tiêu", "Indicators"), named), weights]


def _weights(board: Scoreboard) -> str:
    return ", ".join(
        f"{part.indicator.short(lang())} {number(part.weight, 0, lang())}" for part in board.parts
    )


def coverage(board: Scoreboard) -> None:
    """How many areas have a score, and who has figures but too few."""
    size = len(catalogue().areas_of(board.scheme))
    st.markdown(
        say(
            f"**{len(board.table)}/{size} tỉnh có điểm** (cần ít nhất 2/3 trọng số ở mỗi trụ cột)",
            f"**{len(board.table)} of {size} provinces have a score** "
            "(2/3 of the weight of each pillar is needed)",
        )
    )
    if board.without:
        names = ", ".join(name_of(area) for area in board.without)
        st.caption(say(f"Chưa đủ số liệu để tính điểm: {names}.", f"Too few figures: {names}."))


def table(board: Scoreboard) -> None:
    """Every score with both means; a row shows that province's parts."""
    rows = board.table.to_dict("records")
    frame = pd.DataFrame(
        {
            say("Hạng", "Rank"): [int(r["rank"]) for r in rows],
            say("Khoảng hạng", "Interval"): column(
                [ShownText(f"{r['low']:03}", f"{r['low']}–{r['high']}") for r in rows]
            ),
            say("Tỉnh", "Province"): [name_of(r["area"]) for r in rows],
            say("Điểm (số học)", "Score (arithmetic)"): column([_score(r["score"]) for r in rows]),
            say("Điểm (nhân)", "Score (geometric)"): column([_score(r["geometric"]) for r in rows]),
            say("Hạng (nhân)", "Rank (geometric)"): [int(r["geometric_rank"]) for r in rows],
            say("Trọng số có số liệu", "Weight covered"): column(
                [_percent(100 * r["coverage"]) for r in rows]
            ),
        }
    )
    draw.table(frame, [r["area"] for r in rows], "scores", opens="area")


def profile_choice(board: Scoreboard, mine: Sequence[str]) -> str:
    """The province whose parts are shown: mine at first, else the first."""
    keys = [str(a) for a in board.scored.index[board.scored.notna().any(axis=1)]]
    own = next((key for key in mine if key in keys), "")
    first = own or (str(board.table.iloc[0]["area"]) if len(board.table) else keys[0])
    return url.choose(
        say("Tỉnh xem chi tiết", "Province in detail"),
        "area",
        sorted(keys, key=lambda key: alphabetical(name_of(key))),
        show=name_of,
        default=first,
    )


def profile(board: Scoreboard, area: str) -> None:
    """What a province's score is made of, and its rank without each part; a row opens a source."""
    whole = sum(part.weight for part in board.parts)
    dropped = {one.indicator: one.ranks.get(area, 0) for one in board.dropped}
    cells: list[dict[str, Shown]] = []
    for part in board.parts:
        name = part.indicator.id
        row = board.figures.get((area, name))
        cells.append(
            {
                say("Chỉ tiêu", "Indicator"): ShownText(*[part.indicator.name(lang())] * 2),
                say("Giá trị", "Value"): NO_NUMBER if row is None else value_cell(row),
                say("Mốc", "Goalpost"): ShownNumber(part.full, _goalpost(part)),
                say("Điểm thành phần", "Part's score"): _part_score(board, area, name),
                say("Trọng số", "Weight"): _percent(100 * part.weight / whole if whole else 0),
                say("Tác động thực", "Effective weight"): _percent(100 * board.effective[name]),
                say("Hạng nếu bỏ", "Rank without it"): _rank(dropped.get(name, 0)),
            }
        )
    frame = pd.DataFrame({head: column([c[head] for c in cells]) for head in cells[0]})
    rows = [board.figures.get((area, part.indicator.id)) for part in board.parts]
    ids = ["" if row is None else str(row["obs_id"]) for row in rows]
    draw.table(frame, ids, "parts")


def notes(board: Scoreboard, chosen: ScoreIndex | None, *, by_922: bool) -> None:
    """What is not computed, and whose the weights are."""
    texts = [
        say(
            "Không bù số liệu thiếu; số có dấu ‡ độ lớn bất thường không được tính. "
            "Mốc cố định nên điểm chỉ đổi khi số liệu của tỉnh đổi. "
            "Trung bình nhân phạt chỗ yếu. Tác động thực: phần chênh lệch điểm giữa các tỉnh do "
            "chỉ tiêu tạo ra.",
            "Nothing is imputed; figures marked ‡ are of unusual size and not counted. "
            "Goalposts are fixed, so a score moves only when the province's "
            "own figure moves. The geometric mean punishes weak spots. Effective weight: the share "
            "of the differences between provinces that an indicator makes.",
        )
    ]
    if chosen is not None and by_922:
        texts.append(chosen.note_vi if lang() == "vi" else chosen.note_en)
    groups = dict.fromkeys(part.group for part in board.parts)
    told = ", ".join(say(*GROUPS[g]) if g in GROUPS else g for g in groups)
    texts.append(say(f"Trụ cột: {told}.", f"Pillars: {told}."))
    for text in texts:
        if text:
            st.caption(literal(text))


def _goalpost(part: Part) -> str:
    unit = catalogue().units[part.indicator.unit].name(lang())
    return amount(part.indicator, part.full, unit, lang())


def _part_score(board: Scoreboard, area: str, name: str) -> ShownNumber:
    value = board.scored.loc[area, name]
    return NO_NUMBER if pd.isna(value) else _score(100 * value)


def _score(value: float) -> ShownNumber:
    return ShownNumber(value, number(value, 1, lang()))


def _percent(value: float) -> ShownNumber:
    return ShownNumber(value, f"{number_text(value, 1, lang())}%")


def _rank(value: int) -> ShownNumber:
    return ShownNumber(value, str(value)) if value else NO_NUMBER
