"""A ranking as an extract: every row with its source, who is missing and why."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from kpi.analysis.ranking import PER_CAPITA, Ranking
from kpi.catalogue import Catalogue
from kpi.export.parts import break_notes, cited, cut_off, earlier_text, in_scale, mark_notes, marks
from kpi.model import Lang, Period
from kpi.model.extract import Absent, Bar, Cell, Column, Drawing, Extract, Reference
from kpi.wording import (
    Scale,
    amount,
    day_text,
    hedge,
    number,
    partial_date_text,
    period_text,
    scale_of,
    status_word,
    with_mark,
)


def ranking_extract(
    ranking: Ranking,
    catalogue: Catalogue,
    lang: Lang,
    *,
    title: str,
    taken_on: date,
    name: str = "",
    address: str = "",
    as_of: date | None = None,
    mine: Sequence[str] = (),
) -> Extract:
    """The ranking with all that must be known of it where the screen is not at hand.

    Args:
        ranking: what is taken along.
        catalogue: names of areas, units and indicators.
        lang: of heads, names and notes.
        title: the finding; the indicator's name where it is "".
        taken_on: the day it is taken along.
        name: the stem of the file's name; indicator, period and boundaries when "".
        address: of the view.
        as_of: the past day whose store is shown.
        mine: areas that stand out in the drawing.
    """
    indicator, rows = ranking.indicator, ranking.shown.to_dict("records")
    unit = catalogue.units[indicator.unit].name(lang)
    per = PER_CAPITA if ranking.per_capita else 0
    scale = scale_of(indicator, [r["value"] for r in rows], unit, lang, per)
    columns = _columns(ranking, scale, lang)
    return Extract(
        name=name or f"{indicator.id}-{ranking.period.key}-{ranking.scheme}",
        lang=lang,
        title=title or indicator.name(lang),
        subtitle=" · ".join(choice for _, choice in _filters(ranking, catalogue, lang)),
        columns=tuple(column for column, _ in columns),
        rows=tuple(
            tuple(cells[what] for _, what in columns)
            for cells in (_cells(row, ranking, catalogue, lang, scale) for row in rows)
        ),
        taken_on=taken_on,
        address=address,
        filters=_filters(ranking, catalogue, lang),
        coverage=_coverage(ranking, catalogue, lang),
        cut_off=cut_off(ranking.shown, lang),
        as_of=as_of,
        sources=cited(ranking.shown, lang),
        absent=tuple(_absent(ranking, catalogue, lang)),
        notes=tuple(_notes(ranking, lang)),
        drawing=_drawing(ranking, catalogue, lang, scale, mine),
        # A value per head and a rank of our own count are no observations.
        figures=None
        if ranking.per_capita
        else ranking.shown[~ranking.shown["computed"].astype(bool)],
    )


def _columns(ranking: Ranking, scale: Scale, lang: Lang) -> list[tuple[Column, str]]:
    """The columns with what stands in them; heads are those our own table reader knows."""
    vi = lang == "vi"
    value = f"{'Giá trị' if vi else 'Value'} ({scale.unit})"
    found: list[tuple[Column, str]] = [
        (Column("Tỉnh" if vi else "Province"), "name"),
        (Column("Mã tỉnh" if vi else "Province code", file_only=True), "area"),
        (Column("Kỳ" if vi else "Period"), "period"),
        (Column("Chỉ tiêu" if vi else "Indicator", file_only=True), "indicator"),
        (Column(value, "number", scale.decimals), "value"),
        (Column("Đơn vị tính" if vi else "Unit", file_only=True), "unit"),
        (Column("Trạng thái" if vi else "Status", file_only=True), "status"),
        (Column("Mức chính xác" if vi else "Qualifier", file_only=True), "qualifier"),
        (Column("Dấu" if vi else "Marks"), "marks"),
        (Column("Tài liệu" if vi else "Document"), "source_title"),
        (Column("Nơi công bố" if vi else "Publisher", file_only=True), "publisher"),
        (Column("Ngày công bố" if vi else "Published"), "published"),
        (Column("Liên kết" if vi else "Link", file_only=True), "url"),
    ]
    if ranking.ranks == "none":
        return found
    rank = "Hạng" if vi else "Rank"
    if ranking.ranks == "counted":
        rank += " (tự tính)" if vi else " (our count)"
    return [(Column(rank, "number", 0), "rank"), *found]


def _cells(
    row: dict[str, Any], ranking: Ranking, catalogue: Catalogue, lang: Lang, scale: Scale
) -> dict[str, Cell]:
    """What can stand in a row, by the names of `_columns`."""
    return {
        "rank": None if ranking.is_earlier(row["area"]) else int(row["rank"]),
        "name": catalogue.area(row["area"]).name(lang),
        "area": row["area"],
        "period": row["period"],
        "indicator": ranking.indicator.name(lang),
        "value": in_scale(row["value"], scale),
        "unit": scale.unit,
        "status": status_word(row["obs_status"], lang),
        "qualifier": hedge(row["qualifier"], lang),
        "marks": " ".join(filter(None, (marks(row), _tie(ranking, row, lang)))),
        "source_title": row["source_title"],
        "publisher": row["publisher"] or "",
        "published": partial_date_text(row["published_on"] or "", lang),
        "url": row["url"] or "",
    }


def _tie(ranking: Ranking, row: dict[str, Any], lang: Lang) -> str:
    """Said beside a rank that another province shares; the screen writes "13="."""
    if ranking.ranks == "none" or ranking.indicator.kind == "rank":
        return ""
    if ranking.is_earlier(row["area"]):
        return ""
    return ("đồng hạng" if lang == "vi" else "tied") * (ranking.tied(row["rank"]) > 1)


def _filters(ranking: Ranking, catalogue: Catalogue, lang: Lang) -> tuple[tuple[str, str], ...]:
    vi = lang == "vi"
    indicator = ranking.indicator
    schemes = {"vn34": ("34 tỉnh", "34 provinces"), "vn63": ("63 tỉnh cũ", "63 former provinces")}
    regions = {r.code: r.name(lang) for r in catalogue.regions_of(ranking.scheme)}
    people = f"{number(PER_CAPITA, 0, lang)} {'dân' if vi else 'people'}"
    told = (
        (("Chỉ tiêu", "Indicator"), indicator.name(lang)),
        (
            ("Kỳ", "Period"),
            period_text(ranking.period, lang, cumulative=indicator.measure == "flow"),
        ),
        (("Địa giới", "Boundaries"), schemes[ranking.scheme][not vi]),
        (("Loại số liệu", "Kind of figure"), status_word(ranking.status, lang)),
        (("Vùng", "Region"), regions.get(ranking.region, "")),
        (("Cách tính", "Values"), f"{'trên' if vi else 'per'} {people}" * ranking.per_capita),
    )
    return tuple((label[not vi], choice) for label, choice in told if choice)


def _coverage(ranking: Ranking, catalogue: Catalogue, lang: Lang) -> str:
    vi = lang == "vi"
    have, of = ranking.coverage
    told = f"{have}/{of} tỉnh có số liệu" if vi else f"{have} of {of} provinces have a figure"
    if ranking.ranks == "none":
        told += "; quá ít để xếp hạng" if vi and ranking.status == "actual" else ""
        told += "; too few to rank" if not vi and ranking.status == "actual" else ""
    elif ranking.ranks == "counted":
        told += "; hạng tự tính" if vi else "; ranks of our own count"
    else:
        told += "; hạng theo tài liệu công bố" if vi else "; ranks as published"
    if ranking.median is not None and ranking.indicator.kind not in ("rank", "milestone"):
        told += f"; {'trung vị' if vi else 'median'} {_median_text(ranking, catalogue, lang)}"
    if earlier := earlier_text(ranking, lang):
        told += f"; {earlier}"
    return told


def _median_text(ranking: Ranking, catalogue: Catalogue, lang: Lang) -> str:
    unit = catalogue.units[ranking.indicator.unit].name(lang)
    per = PER_CAPITA if ranking.per_capita else 0
    return amount(ranking.indicator, ranking.median or 0.0, unit, lang, per=per)


def _absent(ranking: Ranking, catalogue: Catalogue, lang: Lang) -> Iterator[Absent]:
    """Provinces without a figure; of a partial sum it is said how many predecessors reported."""
    partial = {p.area for p in ranking.partial}
    unknown = [
        a
        for a in ranking.missing
        if a not in partial and a not in ranking.uncombinable and not ranking.is_earlier(a)
    ]
    for vi, en, areas in (
        ("Chưa có số liệu", "No figure", unknown),
        (
            "Không gộp được từ các tỉnh cũ",
            "Cannot be combined from the former provinces",
            ranking.uncombinable,
        ),
        ("Thiếu dân số cùng năm", "No population of the year", ranking.without_base),
    ):
        for area in areas:
            yield Absent(catalogue.area(area).name(lang), vi if lang == "vi" else en)
    for one in ranking.partial:
        have = f"{len(one.have)}/{len(one.of)}"
        names = ", ".join(catalogue.area(a).name(lang) for a in one.of if a not in one.have)
        reason = (
            f"Chưa đủ các tỉnh cũ để tính tổng: có {have}, thiếu {names}"
            if lang == "vi"
            else f"Not all former provinces reported: {have}, without {names}"
        )
        yield Absent(catalogue.area(one.area).name(lang), reason)


def _notes(ranking: Ranking, lang: Lang) -> Iterator[str]:
    vi = lang == "vi"
    if ranking.per_capita:
        people = number(PER_CAPITA, 0, lang)
        yield (
            f"Giá trị tính trên {people} dân, dân số trung bình cùng năm"
            if vi
            else f"Values per {people} people, average population of the same year"
        )
    if ranking.region and ranking.ranks != "none":
        yield "Hạng là hạng trong cả nước" if vi else "Ranks are those of the whole country"
    if not ranking.earlier.empty:
        yield (
            "Tỉnh không có hạng dùng số liệu gần nhất trong 3 năm trước; kỳ ghi cạnh số. Trên bản "
            "đồ gạch chéo"
            if vi
            else "Provinces without a rank stand with the nearest figure of the 3 years before, "
            "its period beside it; hatched on the map"
        )
    yield from mark_notes(ranking.shown, lang)
    yield from break_notes(ranking.indicator, lang)
    for target in ranking.targets:
        clause = target.clause_vi if vi else target.clause_en
        whose = ("cả nước", "national") if target.scope == "nation" else ("tỉnh", "province")
        yield (
            f"{'Mục tiêu' if vi else 'Target'} {target.year} ({whose[not vi]}): {target.act}, "
            f"{day_text(target.issued_on, lang)}. {clause}"
        )


def _drawing(
    ranking: Ranking, catalogue: Catalogue, lang: Lang, scale: Scale, mine: Sequence[str]
) -> Drawing | None:
    """Bars in the order of the rows, with the median; None without a figure."""
    rows = ranking.shown.to_dict("records")
    if not rows:
        return None
    references: tuple[Reference, ...] = ()
    if ranking.median is not None and ranking.indicator.kind not in ("rank", "milestone"):
        word = "trung vị" if lang == "vi" else "median"
        label = f"{word} {_median_text(ranking, catalogue, lang)}"
        references = (Reference(in_scale(ranking.median, scale), label),)
    return Drawing(
        unit=scale.unit,
        bars=tuple(
            Bar(
                catalogue.area(row["area"]).name(lang),
                in_scale(row["value"], scale),
                _text(row, scale, lang) + _year(ranking, row, lang),
                own=row["area"] in mine,
                hollow=row["obs_status"] != "actual"
                or bool(row["computed"])
                or ranking.is_earlier(row["area"]),
                earlier=ranking.is_earlier(row["area"]),
                area=row["area"],
                doubtful=bool(row["flagged"]),
            )
            for row in rows
        ),
        references=references,
        scheme=ranking.scheme,
    )


def _text(row: dict[str, Any], scale: Scale, lang: Lang) -> str:
    text = number(row["value"] / scale.divisor, scale.decimals, lang)
    return with_mark(text, row["qualifier"]) + marks(row).replace("∑", "")


def _year(ranking: Ranking, row: dict[str, Any], lang: Lang) -> str:
    """The period behind a figure of a year before."""
    if not ranking.is_earlier(row["area"]):
        return ""
    return f" · {period_text(Period.of(row['period']), lang)}"
