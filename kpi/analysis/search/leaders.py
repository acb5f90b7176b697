"""Who leads, who trails, and who has not reported; nobody leads among few."""

from collections.abc import Sequence

from kpi.analysis.ranking import Ranking
from kpi.analysis.restate import Row, rows_of
from kpi.analysis.search.reader import Reader
from kpi.analysis.search.values import Answer
from kpi.analysis.search.words import Want

SHOWN, MOST_SHOWN = 3, 5
"""So many of the first, or of the last, are named; at most, when a number is asked for."""


def leaders(
    reader: Reader, ranking: Ranking, wanted: Want, count: int
) -> tuple[list[Answer], list[str]]:
    """The first or the last of a ranking, and what must be said about them.

    Best and worst follow the indicator's direction, highest and lowest the value; a rank's
    "highest" is its first place. Misprints do not make headlines.
    """
    if not len(ranking.rows):
        return [], []
    if not ranking.comparable:
        return _few(reader, ranking)
    indicator = ranking.indicator
    notes = []
    by_value = wanted in ("highest", "lowest") and indicator.kind != "rank"
    if indicator.direction == "neutral" and not by_value:
        by_value = True
        wanted = "lowest" if wanted == "worst" else "highest"
        notes.append(
            reader.say(
                f"{indicator.short('vi')} không có chiều tốt, xấu: xếp theo giá trị.",
                f"{indicator.short('en')} is neither good nor bad: ordered by value.",
            )
        )
    last = wanted in ("worst", "lowest")
    rows = ranking.rows[~ranking.rows["flagged"].astype(bool)]
    rows = rows if len(rows) else ranking.rows
    left_out = len(ranking.rows) - len(rows)
    if by_value:
        rows = rows.assign(place=rows["value"].rank(method="min", ascending=last).astype(int))
    else:
        rows = rows.assign(place=rows["rank"].max() - rows["rank"] if last else rows["rank"])
    rows = rows.sort_values(["place", "area"], kind="stable")
    ties = rows["place"].value_counts()
    shown = rows_of(rows.head(max(1, min(count or SHOWN, MOST_SHOWN))))
    same = int(ties[shown[-1]["place"]])
    if same > 1 and same > sum(row["place"] == shown[-1]["place"] for row in shown):
        notes.append(
            reader.say(
                f"{same} tỉnh cùng giá trị {reader.value(indicator, shown[-1])}; "
                f"nêu theo thứ tự mã tỉnh.",
                f"{same} provinces share {reader.value(indicator, shown[-1])}; "
                f"named in the order of their codes.",
            )
        )
    if left_out:
        notes.append(
            reader.say(
                f"{left_out} số liệu độ lớn bất thường (‡) không xét.",
                f"{left_out} figures of unusual size (‡) are left aside.",
            )
        )
    coverage = reader.provinces(ranking.ranked, ranking.scheme)
    answers = [
        _leader(
            reader,
            ranking,
            row,
            _by_value(reader, row, wanted, tied=int(ties[row["place"]]) > 1)
            if by_value
            else _by_rank(ranking, row),
            coverage,
        )
        for row in shown
    ]
    return answers, notes


def _by_rank(ranking: Ranking, row: Row) -> str:
    tied = "=" if ranking.tied(row["rank"]) > 1 else ""
    base = ranking.size if ranking.indicator.kind == "rank" else ranking.ranked
    return f"{row['rank']}{tied}/{base}"


def _by_value(reader: Reader, row: Row, wanted: Want, *, tied: bool) -> str:
    high = wanted == "highest"
    if row["place"] == 1:
        words = ("cao nhất", "highest") if high else ("thấp nhất", "lowest")
    else:
        place = row["place"]
        words = (
            (f"cao thứ {place}", f"{place} from the top")
            if high
            else (f"thấp thứ {place}", f"{place} from the bottom")
        )
    return reader.say(*words) + ("=" if tied else "")


def _leader(reader: Reader, ranking: Ranking, row: Row, place: str, coverage: str) -> Answer:
    told = reader.figure(ranking.indicator, row)
    name, *rest = told.parts
    return Answer(
        kind="leader",
        parts=(f"{name} {place}", *rest),
        page=told.page,
        query={**told.query, **({"region": ranking.region} if ranking.region else {})},
        value=told.value,
        detail=coverage,
        obs_id=told.obs_id,
    )


def _few(reader: Reader, ranking: Ranking) -> tuple[list[Answer], list[str]]:
    """The figures there are, without a first."""
    rows = rows_of(ranking.rows.head(MOST_SHOWN))
    told = reader.provinces(ranking.ranked, ranking.scheme)
    note = reader.say(
        f"Mới có {told}: chưa nói được ai dẫn đầu, ai cuối.",
        f"Only {told}: nobody leads or trails yet.",
    )
    if ranking.status != "actual":
        note = reader.say("Không xếp hạng số chưa thực hiện.", "Promises are not ranked.")
    return [reader.figure(ranking.indicator, row) for row in rows], [note]


def missing(reader: Reader, ranking: Ranking, only: Sequence[str] = ()) -> Answer:
    """How many areas have no figure, and which; `only` of these, when some are named."""
    keys = [key for key in ranking.missing if not only or key in only]
    of = len(only) or ranking.expected
    when = reader.period(ranking.indicator, ranking.period)
    former = reader.say(" (cũ)", " (former)") if ranking.scheme == "vn63" else ""
    names = ", ".join(reader.catalogue.area(key).name(reader.lang) for key in keys)
    query = {
        "indicator": ranking.indicator.id,
        "period": ranking.period.key,
        "scheme": ranking.scheme,
        **({"region": ranking.region} if ranking.region else {}),
        **({"status": ranking.status} if ranking.status != "actual" else {}),
    }
    partly = len([p for p in ranking.partial if p.area in keys])
    if partly:
        names += reader.say(
            f" ({partly} tỉnh mới có một phần tỉnh cũ báo cáo)",
            f" ({partly} have only some of their former provinces)",
        )
    return Answer(
        kind="missing",
        parts=(
            reader.say("Chưa có số liệu", "No figure"),
            ranking.indicator.short(reader.lang),
            when,
        ),
        page="ranking",
        query=query,
        value=reader.say(f"{len(keys)}/{of} tỉnh{former}", f"{len(keys)}/{of} provinces{former}"),
        detail=names or reader.say("tất cả đã có số liệu", "all have a figure"),
    )
