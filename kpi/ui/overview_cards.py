"""The cards of the overview: one an indicator, my province among all that have a figure."""

from collections.abc import Iterable
from html import escape

from kpi.analysis.overview import Headline
from kpi.analysis.profile import Profile
from kpi.analysis.ranking import FEW, Ranking
from kpi.model import Indicator
from kpi.ui import board
from kpi.ui.cells import territory, value_text
from kpi.ui.findings import counterparts, coverage_text, when
from kpi.ui.words import lang, say


def cards(answers: Iterable[Headline], mine: Profile | None) -> str:
    """A list of cards as HTML; without my province each shows who reports."""
    if mine is None:
        told = [_of_all(answer) for answer in answers]
    else:
        told = [_of_mine(answer, mine) for answer in sorted(answers, key=lambda a: _order(a, mine))]
    return f'<ul class="kpi-cards">{"".join(told)}</ul>'


def _order(answer: Headline, mine: Profile) -> tuple[bool, bool]:
    """First what can be compared with many, of that first what my province has a figure of."""
    ranking = mine.rankings.get(answer.indicator.id, answer.ranking)
    few = ranking is None or not ranking.comparable
    return few, mine.own(answer.indicator.id) is None


def _of_mine(answer: Headline, mine: Profile) -> str:
    indicator = answer.indicator
    row = mine.own(indicator.id)
    ranking = mine.rankings.get(indicator.id)
    if ranking is not None and row is not None:
        own = counterparts(mine, ranking)
        placed = next((r for key in own if (r := ranking.place(key)) is not None), None)
        reached = board.gap_of(ranking, row["value"], row["period"])
        lines = [
            " · ".join(
                part
                for part in (
                    board.rank_html(ranking, None if placed is None else placed.to_dict()),
                    _median(ranking),
                )
                if part
            ),
            board.change_text(ranking, row),
            "" if reached is None else board.gap_text(ranking, reached),
        ]
        strip = board.strip_of(ranking, own, reached)
        return _card(_title(indicator, ranking), board.value_html(row), strip, lines)
    older = mine.predecessors(indicator.id)
    if ranking is not None and older:
        none = say("chưa có cho địa giới mới", "none for the new boundaries")
        strip = board.strip_of(ranking, [r["area"] for r in older], None)
        lines = [board.former_html(older), _median(ranking)]
        return _card(_title(indicator, ranking), _none(none), strip, lines, former=True)
    return _without(answer, say("chưa báo cáo", "not reported"))


def _without(answer: Headline, none: str) -> str:
    ranking = answer.ranking
    if ranking is None:
        return _card(escape(answer.indicator.short(lang())), _none(none), "", [])
    strip = board.strip_of(ranking, (), None)
    lines = [escape(f"{when(ranking.period)}: {coverage_text(*ranking.coverage)}")]
    return _card(_title(answer.indicator, ranking), _none(none), strip, lines)


def _of_all(answer: Headline) -> str:
    ranking = answer.ranking
    if ranking is None:
        return _without(answer, say("chưa có số liệu", "no figures yet"))
    base = escape(f"{coverage_text(*ranking.coverage)}, {when(ranking.period)}")
    value = _none(say("quá ít tỉnh để so sánh", "too few provinces to compare"))
    if ranking.comparable and ranking.median is not None:
        median = escape(value_text(ranking, ranking.median))
        value = f"{median} <small>{escape(say('trung vị', 'median'))}</small>"
    lines = [base, _ends(ranking)]
    return _card(_title(answer.indicator, ranking), value, board.strip_of(ranking, (), None), lines)


def _median(ranking: Ranking) -> str:
    if ranking.median is None or not ranking.comparable or ranking.indicator.kind == "milestone":
        return ""
    return escape(f"{say('trung vị', 'median')} {value_text(ranking, ranking.median)}")


def _ends(ranking: Ranking) -> str:
    """From whom to whom the figures reach; a handful are not put in an order."""
    rows = ranking.rows[~ranking.rows["flagged"].astype(bool)]
    if len(rows) < FEW or ranking.indicator.kind in ("rank", "milestone"):
        return ""
    ordered = rows.sort_values(["value", "area"])
    ends = [
        f"{territory(row['area'])} {value_text(ranking, row['value'], row['qualifier'])}"
        for row in (ordered.iloc[0], ordered.iloc[-1])
    ]
    return escape(say(f"từ {ends[0]} đến {ends[1]}", f"from {ends[0]} to {ends[1]}"))


def _title(indicator: Indicator, ranking: Ranking) -> str:
    return board.ranking_link(ranking, indicator.short(lang()))


def _none(words: str) -> str:
    return f'<span class="none">{escape(words)}</span>'


def _card(title: str, value: str, strip: str, lines: list[str], *, former: bool = False) -> str:
    told = "".join(f"<p>{line}</p>" for line in lines if line)
    kind = ' class="former"' if former else ""
    return f'<li{kind}><h3>{title}</h3><div class="value">{value}</div>{strip}{told}</li>'
