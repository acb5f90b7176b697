"""A row of the store as texts: the figure with unit and hedge, its period, its marks, names."""

from typing import Any

from kpi.analysis.ranking import PER_CAPITA, Ranking
from kpi.model import Period, Qualifier
from kpi.ui.data import catalogue
from kpi.ui.shown import ShownNumber, ShownText
from kpi.ui.words import former, lang, say
from kpi.wording import amount, number_text, partial_date_text, period_text


def amount_of(row: dict[str, Any]) -> str:
    """The figure with its unit and hedge; bare where the catalogue has lost its indicator."""
    indicator = catalogue().indicators.get(row["indicator"])
    if indicator is None:
        return f"{row['value']:g}"
    unit = catalogue().units[indicator.unit].name(lang())
    return amount(indicator, row["value"], unit, lang(), row["qualifier"])


def period_of(row: dict[str, Any]) -> str:
    """The period; a day of a flow says that it is cumulative."""
    indicator = catalogue().indicators.get(row["indicator"])
    flow = indicator is not None and indicator.measure == "flow"
    return period_text(Period.of(row["period"]), lang(), cumulative=flow)


def marks_of(row: dict[str, Any]) -> str:
    """† sources disagree, ‡ unusual size, ° a rank computed from published scores."""
    marks = [("disputed", "†"), ("flagged", "‡"), ("computed", "°")]
    return "".join(mark for column, mark in marks if row.get(column))


def value_cell(row: dict[str, Any]) -> ShownNumber:
    """The figure of a row for a table that sorts it by its size."""
    return ShownNumber(row["value"], amount_of(row) + marks_of(row))


def period_cell(row: dict[str, Any]) -> ShownText:
    """The period of a row for a table that sorts it by year."""
    return ShownText(row["period"], period_of(row))


def published_cell(row: dict[str, Any]) -> ShownText:
    """The day of publication, as far as it is known, for a table that sorts it by time."""
    published = row["published_on"] or ""
    return ShownText(published, partial_date_text(published, lang()))


def name_of(key: str) -> str:
    """An area's name in the reader's language."""
    return catalogue().area(key).name(lang())


def territory(key: str) -> str:
    """An area's name; one of the 63 that was merged says that it is a former one."""
    area = catalogue().area(key)
    new = catalogue().successors.get(key)
    if new is None or len(catalogue().area(new).predecessors) == 1:
        return area.name(lang())
    return former(area)


def indicator_name(indicator_id: str) -> str:
    """An indicator's name in the reader's language, its id where the catalogue has lost it."""
    indicator = catalogue().indicators.get(indicator_id)
    return indicator_id if indicator is None else indicator.name(lang())


def value_text(ranking: Ranking, value: float, qualifier: Qualifier = "exact") -> str:
    """A value of a ranking, such as its median, with unit and hedge."""
    indicator = ranking.indicator
    unit = catalogue().units[indicator.unit].name(lang())
    per = PER_CAPITA if ranking.per_capita else 0
    return amount(indicator, value, unit, lang(), qualifier, per)


def difference_text(ranking: Ranking, by: float) -> str:
    """How far two values of a ranking lie apart: shares in points, ranks in places."""
    if ranking.indicator.kind == "rank":
        return f"{number_text(by, 0, lang())} {say('bậc', 'places')}"
    if ranking.indicator.unit != "%" or ranking.per_capita:
        return value_text(ranking, by)
    bare = number_text(by, max(ranking.indicator.decimals, 1), lang())
    return f"{bare} {say('điểm %', 'points')}"
