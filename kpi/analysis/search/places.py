"""The figures of a place: of the boundaries that held, or rolled up where only parts have one."""

from collections.abc import Sequence

import pandas as pd

from kpi.analysis.ranking import Ranking, rank_areas
from kpi.analysis.restate import Row, rows_of, standing
from kpi.analysis.search.reader import Moment, Reader
from kpi.analysis.search.values import Answer
from kpi.model import MERGER, Indicator, ObsStatus, Period, Scheme


def ranked(
    reader: Reader, indicator: Indicator, moment: Moment, status: ObsStatus, region: str = ""
) -> Ranking:
    """The ranking behind an answer."""
    key = ("ranking", indicator.id, moment.period.key, moment.scheme, status, region)
    return reader.once(
        key,
        lambda: rank_areas(
            reader.store,
            reader.catalogue,
            indicator.id,
            moment.period,
            scheme=moment.scheme,
            status=status,
            region=region,
        ),
    )


def figures_of(
    reader: Reader,
    indicator: Indicator,
    keys: Sequence[str],
    asked: Period | None,
    status: ObsStatus,
) -> list[Row]:
    """The rows of a place in a period, the newest without one, that of the latest area first.

    An old province and the new one of its name are two rows where both have a figure then.
    """
    key = ("figures", indicator.id, tuple(keys), asked and asked.key, status)
    return reader.once(key, lambda: _figures_of(reader, indicator, keys, asked, status))


def _figures_of(
    reader: Reader,
    indicator: Indicator,
    keys: Sequence[str],
    asked: Period | None,
    status: ObsStatus,
) -> list[Row]:
    figures = reader.store.figures(indicator.id)
    own = figures[figures["area"].isin(list(keys)) & (figures["obs_status"] == status)]
    if asked is not None:
        first, last = pd.Timestamp(asked.start), pd.Timestamp(asked.end)
        own = own[(own["period_start"] >= first) & (own["period_end"] <= last)]
    if asked is not None and indicator.measure == "flow":
        # The year itself before a part of it.
        exactly = own["period"] == asked.key
        own = own.loc[exactly.sort_values(kind="stable").index]
    rows = rows_of(own.drop_duplicates("area", keep="last"))
    rows.sort(key=lambda row: (row["period_end"], row["scheme"] == "vn34"), reverse=True)
    if asked is None:
        return rows[:1]
    return rows or _rolled_up(reader, indicator, keys, asked, status)


def nearest_figure(
    reader: Reader,
    indicator: Indicator,
    keys: Sequence[str],
    asked: Period | None,
    status: ObsStatus,
) -> list[Row]:
    """The figure of a place that is nearest in time to a period, [] without any or a period."""
    if asked is None:
        return []
    end = asked.end
    figures = reader.store.figures(indicator.id)
    own = figures[figures["area"].isin(list(keys)) & (figures["obs_status"] == status)]
    rows = rows_of(own)
    return sorted(rows, key=lambda row: abs((row["period_end"].date() - end).days))[:1]


def _rolled_up(
    reader: Reader, indicator: Indicator, keys: Sequence[str], asked: Period, status: ObsStatus
) -> list[Row]:
    """The figure of one of the 34 that follows from those of its predecessors."""
    new = {key for key in keys if key.startswith("vn34")}
    found = standing(
        reader.store, reader.catalogue, indicator, asked, "vn34", status, only=new
    ).figures
    return rows_of(found[found["area"].isin(new)]) if new else []


def successor(reader: Reader, keys: Sequence[str], asked: Period | None) -> str:
    """The area that an old province belongs to since the merger, where the question is of then."""
    if any(not key.startswith("vn63") for key in keys):
        return ""
    if asked is not None and asked.end < MERGER:
        return ""
    return reader.catalogue.successors.get(keys[-1], "")


def figure_answer(reader: Reader, indicator: Indicator, row: Row, *, told_rank: bool) -> Answer:
    """A figure with its place among all, where enough areas have one."""
    detail = []
    if len(row.get("parts", ())) > 1:
        parts = len(row["parts"])
        detail.append(
            reader.say(f"gộp từ {parts} số liệu cũ", f"rolled up from {parts} former figures")
        )
    if row["flagged"]:
        detail.append(reader.say("‡ độ lớn bất thường", "‡ unusual size"))
    if told_rank and (place := _place(reader, indicator, row)):
        detail.append(place)
    return reader.figure(indicator, row, " · ".join(detail))


def _place(reader: Reader, indicator: Indicator, row: Row) -> str:
    """Where a figure stands among those of its scheme and period; "" where few compare."""
    if row["obs_status"] != "actual" or row["scheme"] == "vn" or indicator.kind == "rank":
        return ""
    if indicator.direction == "neutral":
        return ""
    told = Period.of(row["period"])
    period = Period.of(str(told.year)) if indicator.measure == "stock" else told
    scheme: Scheme = "vn34" if row["scheme"] == "vn34" else "vn63"
    ranking = ranked(reader, indicator, Moment(period, scheme), "actual")
    own = ranking.place(row["area"])
    # The ranking shows another figure of that year.
    if own is None or not ranking.comparable or own["obs_id"] != row["obs_id"]:
        return ""
    tied = "=" if ranking.tied(own["rank"]) > 1 else ""
    base = f"{own['rank']}{tied}/{ranking.ranked}"
    counted = "" if ranking.printed else reader.say(" (tự tính)", " (our count)")
    return reader.say(f"thứ {base}", f"number {base}") + counted


def important_figures(reader: Reader, keys: Sequence[str], most: int) -> list[Answer]:
    """The newest figures of a place: of the headline indicators, then of the others."""
    rows = reader.once(("important", tuple(keys)), lambda: _important_rows(reader, keys))
    indicators = reader.catalogue.indicators
    return [reader.figure(indicators[row["indicator"]], row) for row in rows[:most]]


def _important_rows(reader: Reader, keys: Sequence[str]) -> list[Row]:
    catalogue = reader.catalogue
    figures = reader.store.profile(list(keys))
    shown = {i.id for i in catalogue.indicators.values() if not i.base}
    figures = figures[(figures["obs_status"] == "actual") & figures["indicator"].isin(shown)]
    # Of two boundaries on one day those of today.
    figures = figures.sort_values(["period_end", "scheme"], ascending=[True, False], kind="stable")
    rows = rows_of(figures.drop_duplicates("indicator", keep="last"))
    order = {i: n for n, i in enumerate(catalogue.indicators)}

    def importance(row: Row) -> tuple[int, float, int]:
        indicator = catalogue.indicator(row["indicator"])
        return (
            indicator.headline or 99,
            -row["period_end"].timestamp(),
            order[indicator.id],
        )

    return sorted(rows, key=importance)
