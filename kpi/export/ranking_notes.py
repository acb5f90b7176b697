"""What a ranking has to say beside its rows, as sentences: what it is, who is missing and why."""

from collections.abc import Iterator

from kpi.analysis.ranking import PER_CAPITA, Ranking
from kpi.catalogue import Catalogue
from kpi.model import Lang
from kpi.wording import amount, day_text, number, period_text, status_word


def ranking_notes(ranking: Ranking, catalogue: Catalogue, lang: Lang) -> Iterator[str]:
    """Subject, coverage, missing provinces by reason, marks that occur, breaks of the series."""
    yield from _subject(ranking, catalogue, lang)
    yield from _missing(ranking, catalogue, lang)
    yield from _marks(ranking, lang)
    for one in ranking.indicator.breaks:
        note = one.note_vi if lang == "vi" else one.note_en
        words = "Chuỗi số ngắt từ" if lang == "vi" else "The series breaks on"
        yield f"{words} {day_text(one.on, lang)}: {note}"


def _subject(ranking: Ranking, catalogue: Catalogue, lang: Lang) -> Iterator[str]:
    vi = lang == "vi"
    indicator = ranking.indicator
    period = period_text(ranking.period, lang)
    schemes = {"vn34": ("34 tỉnh", "34 provinces"), "vn63": ("63 tỉnh cũ", "63 former provinces")}
    scheme = schemes[ranking.scheme][not vi]
    yield f"{indicator.name(lang)}, {period}, {scheme}, {status_word(ranking.status, lang)}"
    have, of = ranking.coverage
    coverage = f"{have}/{of} tỉnh có số liệu" if vi else f"{have} of {of} provinces have a figure"
    if ranking.ranks == "none":
        coverage += "; quá ít để xếp hạng" if vi else "; too few to rank"
    elif ranking.ranks == "counted":
        coverage += "; hạng tự tính" if vi else "; ranks of our own count"
    per = PER_CAPITA if ranking.per_capita else 0
    if ranking.median is not None and indicator.kind not in ("rank", "milestone"):
        unit = catalogue.units[indicator.unit].name(lang)
        median = amount(indicator, ranking.median, unit, lang, per=per)
        coverage += f"; trung vị {median}" if vi else f"; median {median}"
    yield coverage
    if per:
        people = number(per, 0, lang)
        yield (
            f"Giá trị tính trên {people} dân, dân số trung bình cùng năm"
            if vi
            else f"Values per {people} people, average population of the same year"
        )


def _missing(ranking: Ranking, catalogue: Catalogue, lang: Lang) -> Iterator[str]:
    partial = {p.area for p in ranking.partial}
    unknown = [a for a in ranking.missing if a not in partial and a not in ranking.uncombinable]
    for vi, en, areas in (
        ("Chưa có số liệu", "No figure", unknown),
        (
            "Không gộp được từ các tỉnh cũ",
            "Cannot be combined from the former provinces",
            ranking.uncombinable,
        ),
        ("Thiếu dân số cùng năm", "No population of the year", ranking.without_base),
    ):
        if areas:
            names = ", ".join(catalogue.area(area).name(lang) for area in areas)
            yield f"{vi if lang == 'vi' else en}: {names}"
    if ranking.partial:
        words = "Chưa đủ các tỉnh cũ để tính tổng", "Not all former provinces reported"
        listed = ", ".join(
            f"{catalogue.area(p.area).name(lang)} ({len(p.have)}/{len(p.of)})"
            for p in ranking.partial
        )
        yield f"{words[lang == 'en']}: {listed}"


def _marks(ranking: Ranking, lang: Lang) -> Iterator[str]:
    rows = ranking.rows
    for occurs, vi, en in (
        (rows["disputed"].any(), "†: các nguồn ghi khác nhau", "†: sources disagree"),
        (
            rows["flagged"].any(),
            "‡: độ lớn bất thường, giữ như in",
            "‡: unusual size, kept as printed",
        ),
        (
            rows["computed"].any(),
            "°: hạng tính từ điểm công bố",
            "°: rank computed from published scores",
        ),
    ):
        if occurs:
            yield vi if lang == "vi" else en
