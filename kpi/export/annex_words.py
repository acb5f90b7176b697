"""The annex of figures as a table of words and numbers, the same for screen, Word and Excel.

Its columns are those of the form that offices use: ordinal, indicator, unit, result of the
period, of the same period a year before, plan of the year, both comparisons, source, note.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from kpi.analysis.annex import Annex, AnnexRow, Compared, year_before
from kpi.analysis.restate import Row
from kpi.catalogue import Catalogue
from kpi.model import Indicator, Lang, Period, Scheme
from kpi.wording import (
    Scale,
    day_text,
    number,
    number_text,
    partial_date_text,
    period_text,
    pillar_word,
    scale_of,
    with_mark,
)

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@dataclass(frozen=True)
class Amount:
    """A figure in the unit of its row: `value` with every digit, `text` as it is printed.

    A hedged figure is `hedged`: its number alone would say more than its document does.
    """

    value: float
    text: str
    hedged: bool = False


@dataclass(frozen=True)
class Line:
    """One indicator. `obs_id` opens its figure, "" without one; `sources` are numbers from 1.

    `result` and `estimate` exclude each other. Comparisons of counts are a percentage; those of
    rates, scores and ranks are `hedged`, as only their text tells the unit of the difference.
    """

    ordinal: int
    name: str
    unit: str
    result: Amount | None
    estimate: Amount | None
    before: Amount | None
    plan: Amount | None
    target: Amount | None
    against_before: Amount | None
    against_plan: Amount | None
    sources: tuple[int, ...]
    note: str
    obs_id: str


@dataclass(frozen=True)
class Part:
    """The indicators of one pillar under its heading, which is numbered in Roman numerals."""

    ordinal: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Heads:
    """What stands above the columns; `estimate` and `target` are "" where no figure is one."""

    ordinal: str
    name: str
    unit: str
    result: str
    estimate: str
    before: str
    plan: str
    target: str
    against_before: str
    against_plan: str
    source: str
    note: str


@dataclass(frozen=True)
class AnnexTable:
    """The annex ready to be printed; `sources` are cited by their place, from 1."""

    title: str
    place: str
    attached: str
    heads: Heads
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    lang: Lang

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every indicator, in the order of the ordinals."""
        return tuple(line for part in self.parts for line in part.lines)


def annex_table(annex: Annex, catalogue: Catalogue, lang: Lang) -> AnnexTable:
    """The annex in words; its indicators grouped by pillar where they follow each other so."""
    cited = _Cited(lang)
    parts: list[Part] = []
    ordinal = 0
    for place, (pillar, rows) in enumerate(groupby(annex.rows, lambda r: r.indicator.pillar)):
        lines = []
        for row in rows:
            ordinal += 1
            lines.append(_line(row, ordinal, annex, catalogue, lang, cited))
        roman = ROMAN[place] if place < len(ROMAN) else str(place + 1)
        parts.append(Part(roman, pillar_word(pillar, lang), tuple(lines)))
    area = annex.area
    kind = f"{area.kind[:1].upper()}{area.kind[1:]} " if lang == "vi" else ""
    name = area.name(lang)
    # "Thành phố Hồ Chí Minh" names its kind itself.
    when = period_head(annex.period, lang)
    named = name if name.lower().startswith(area.kind.lower()) else f"{kind}{name}"
    return AnnexTable(
        title="PHỤ LỤC SỐ LIỆU" if lang == "vi" else "ANNEX OF FIGURES",
        place=f"{named} ({_BOUNDARIES[area.scheme][lang == 'en']}), {when}",
        attached=_ATTACHED[lang == "en"],
        heads=_heads(annex, lang),
        parts=tuple(parts),
        sources=tuple(cited.texts),
        lang=lang,
    )


_ATTACHED = (
    "(Kèm theo Báo cáo số ……/BC-…… ngày …… tháng …… năm ……)",
    "(Attached to report no. …… of ……)",
)


# The name of a former province may live on, for other territory.
_BOUNDARIES: dict[Scheme, tuple[str, str]] = {
    "vn34": ("địa giới 34 tỉnh", "boundaries of the 34 provinces"),
    "vn63": ("địa giới 63 tỉnh, trước sắp xếp", "boundaries of the 63 former provinces"),
    "vn": ("cả nước", "the country"),
}


def period_head(period: Period, lang: Lang) -> str:
    """A period as the head of a column says it: "năm 2025", "6 tháng đầu năm 2025"."""
    if lang == "en":
        return period_text(period, "en")
    match period.kind:
        case "year":
            return f"năm {period.year}"
        case "half":
            return f"6 tháng {'đầu' if period.end.month == 6 else 'cuối'} năm {period.year}"
        case "quarter":
            return f"quý {ROMAN[period.end.month // 3 - 1]} năm {period.year}"
        case "month":
            return f"tháng {period.end.month} năm {period.year}"
        case _:
            return f"đến ngày {day_text(period.end, 'vi')}"


def _heads(annex: Annex, lang: Lang) -> Heads:
    now = period_head(annex.period, lang)
    before = period_head(year_before(annex.period), lang)
    if lang == "en":
        return Heads(
            "No.", "Indicator", "Unit", f"Result {now}",
            f"Estimate {now}" if annex.has_estimates else "", f"Result {before}",
            f"Plan {annex.period.year}", f"Target {annex.period.year}" if annex.has_targets else "",
            "% of the year before", "% of plan", "Source", "Note",
        )  # fmt: skip
    return Heads(
        "STT", "Chỉ tiêu", "ĐVT", f"Thực hiện {now}",
        f"Ước thực hiện {now}" if annex.has_estimates else "", f"Thực hiện {before}",
        f"Kế hoạch năm {annex.period.year}",
        f"Mục tiêu năm {annex.period.year}" if annex.has_targets else "",
        "% so cùng kỳ", "% so kế hoạch", "Nguồn", "Ghi chú",
    )  # fmt: skip


class _Cited:
    """The documents behind the figures, each numbered when it is first cited."""

    def __init__(self, lang: Lang) -> None:
        self.texts: list[str] = []
        self._lang = lang
        self._numbers: dict[str, int] = {}

    def of(self, rows: Iterable[Row | None]) -> tuple[int, ...]:
        """The numbers of the documents of some figures."""
        return tuple(dict.fromkeys(self._number(row) for row in rows if row is not None))

    def _number(self, row: Row) -> int:
        key = str(row["source_id"])
        if key not in self._numbers:
            told = (
                row["source_title"],
                row["publisher"],
                partial_date_text(row["published_on"], self._lang),
                row["url"],
            )
            self.texts.append(". ".join(str(part) for part in told if part))
            self._numbers[key] = len(self.texts)
        return self._numbers[key]


def _line(
    row: AnnexRow, ordinal: int, annex: Annex, catalogue: Catalogue, lang: Lang, cited: _Cited
) -> Line:
    indicator = row.indicator
    unit = catalogue.units[indicator.unit].name(lang)
    shown = [r for r in (row.now, row.before, row.plan, row.target) if r is not None]
    scale = scale_of(indicator, [r["value"] for r in shown], unit, lang)
    # Kilometres are measured, not counted: metres are a part of them.
    parts = any(u.base == indicator.unit and u.factor < 1 for u in catalogue.units.values())
    whole = indicator.kind in ("count", "rank") and not parts
    now = _amount(row.now, scale, indicator, lang, whole=whole)
    is_estimate = row.now is not None and row.now["obs_status"] == "estimate"
    return Line(
        ordinal,
        indicator.name(lang),
        scale.unit,
        None if is_estimate else now,
        now if is_estimate else None,
        _amount(row.before, scale, indicator, lang, whole=whole),
        _amount(row.plan, scale, indicator, lang, whole=whole),
        _amount(row.target, scale, indicator, lang, whole=whole),
        _comparison(row.against_before, indicator, lang),
        _comparison(row.against_plan, indicator, lang),
        cited.of(shown),
        _note(row, annex, lang),
        "" if row.now is None else str(row.now["obs_id"]),
    )


def _amount(
    row: Row | None, scale: Scale, indicator: Indicator, lang: Lang, *, whole: bool
) -> Amount | None:
    if row is None:
        return None
    value = row["value"] / scale.divisor
    if indicator.kind == "milestone":
        stages = indicator.stages_vi if lang == "vi" else indicator.stages_en
        place = round(value) - 1
        text = stages[place] if 0 <= place < len(stages) else number(value, 0, lang)
        return Amount(value, text)
    decimals = max(scale.decimals, _digits(value))
    text = number(value, decimals if whole else _clear(value, decimals), lang)
    return Amount(value, with_mark(text, row["qualifier"]), row["qualifier"] != "exact")


def _digits(value: float, most: int = 6) -> int:
    """How many decimals a value has, at most so many."""
    return next((d for d in range(most) if round(value, d) == round(value, most)), most)


def _clear(value: float, decimals: int) -> int:
    """So many decimals that the marks of a number that is measured read one way.

    "12,345" could be twelve thousand, and 1.234 km little more than one.
    """
    if abs(value) < 1:
        return decimals
    if decimals == 3:
        return 4
    return 1 if decimals == 0 and abs(value) >= 1000 else decimals


def _comparison(found: Compared | None, indicator: Indicator, lang: Lang) -> Amount | None:
    if found is None:
        return None
    about = "" if found.firm else "≈ "
    if found.kind == "percent":
        return Amount(found.value, about + number(found.value, 1, lang), not found.firm)
    unit = {
        "score": ("điểm", "points"),
        "rank": ("bậc", "places"),
    }.get(indicator.kind, ("điểm %", "% points"))[lang == "en"]
    size = number_text(abs(found.value), max(indicator.decimals, 1), lang)
    sign = "" if size == "0" else "+" if found.value > 0 else "−"
    return Amount(found.value, f"{about}{sign}{size} {unit}", hedged=True)


def _note(row: AnnexRow, annex: Annex, lang: Lang) -> str:
    parts = (
        _of_the_figure(row, annex, lang),
        _of_the_year_before(row, lang),
        _why_absent(row, lang),
        _why_apart(row, lang),
    )
    return "; ".join(part for part in parts if part)


def _of_the_figure(row: AnnexRow, annex: Annex, lang: Lang) -> str:
    """The day of a figure that is not that of the period, and that a total is one."""
    if row.now is None:
        return ""
    told = Period.of(row.now["period"])
    parts = []
    if told != annex.period:
        day = day_text(told.end, lang)
        parts.append(f"tại ngày {day}" if lang == "vi" else f"as of {day}")
    if len(row.now["parts"]) > 1:
        parts.append(
            "tính từ các tỉnh trước sắp xếp" if lang == "vi" else "from the former provinces"
        )
    return "; ".join(parts)


def _of_the_year_before(row: AnnexRow, lang: Lang) -> str:
    """That the figure of the year before is no told one but made of the former provinces'."""
    if row.before is None or len(row.before["parts"]) < 2:
        return ""
    if lang == "vi":
        return "số cùng kỳ tính từ các tỉnh trước sắp xếp"
    return "the year before is from the former provinces"


def _why_absent(row: AnnexRow, lang: Lang) -> str:
    match row.absent:
        case None:
            return ""
        case "partial":
            vi = f"mới có {row.have}/{row.of} tỉnh trước sắp xếp, chưa cộng"
            en = f"{row.have}/{row.of} former provinces told, no total"
        case "uncombinable":
            vi = "không gộp được từ các tỉnh trước sắp xếp"
            en = "cannot be combined from the former provinces"
        case "none":
            vi, en = "chưa có số liệu", "no figure"
    return vi if lang == "vi" else en


def _why_apart(row: AnnexRow, lang: Lang) -> str:
    if row.broken is None:
        return ""
    day = day_text(row.broken, lang)
    if lang == "vi":
        return f"không so cùng kỳ: cách tính đổi từ {day}"
    return f"not compared: defined otherwise since {day}"


def cells(table: AnnexTable, line: Line) -> tuple[str | int | Amount | None, ...]:
    """The cells of a line, under the columns that the table has (see `columns`)."""
    marks = ", ".join(f"[{n}]" for n in line.sources)
    estimate = (line.estimate,) if table.heads.estimate else ()
    target = (line.target,) if table.heads.target else ()
    return (
        *(line.ordinal, line.name, line.unit, line.result, *estimate, line.before, line.plan),
        *(*target, line.against_before, line.against_plan, marks, line.note),
    )


def columns(table: AnnexTable) -> tuple[str, ...]:
    """The heads of the columns; those of estimates and targets only where there is one."""
    heads = table.heads
    estimate = (heads.estimate,) if heads.estimate else ()
    target = (heads.target,) if heads.target else ()
    return (
        *(heads.ordinal, heads.name, heads.unit, heads.result, *estimate, heads.before),
        *(heads.plan, *target, heads.against_before, heads.against_plan, heads.source, heads.note),
    )


def sources_head(table: AnnexTable) -> str:
    """What stands above the list of documents."""
    return "Nguồn số liệu" if table.lang == "vi" else "Sources"
