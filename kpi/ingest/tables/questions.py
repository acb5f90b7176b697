"""What a clerk is asked and told: options in words, never in codes, and advice on what to do.

Options that name things of the catalogue come with their words (`Problem.labels`), since only
the reader that asks has the catalogue; the fixed ones are worded here, by kind of question.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Literal

from kpi.catalogue import Catalogue
from kpi.ingest.tables.ledger import Fault
from kpi.ingest.tables.vocabulary import meant
from kpi.model import MERGER, Area, Indicator, Period, Problem, Unclear, Unit
from kpi.wording import period_text

Words = tuple[str, str]
"""The same in Vietnamese and in English."""

Kind = Literal["decimal", "share", "whole", "scheme", "indicator", "unit", "area", "period",
               "value", "part", "hidden", "size"]  # fmt: skip
"""What stands before the first "|" of `Problem.question`."""

SKIP = "skip"
WHOLE = "whole"
KEEP = "keep"

_FIXED: Mapping[str, Mapping[str, Words]] = {
    "decimal": {
        ",": (
            "Dấu phẩy là dấu thập phân",
            "The comma is the decimal mark",
        ),
        ".": (
            "Dấu chấm là dấu thập phân",
            "The point is the decimal mark",
        ),
    },
    "share": {
        "fraction": ("Phần của 1 (0,57 là 57 %)", "Parts of one (0.57 is 57%)"),
        "percent": ("Phần trăm (0,57 là 0,57 %)", "Per cent (0.57 is 0.57%)"),
    },
    "whole": {
        KEEP: ("Giữ số lẻ như đã ghi", "Keep the fraction as written"),
        SKIP: ("Bỏ các ô số lẻ, không nạp", "Leave the cells with fractions out"),
    },
    "scheme": {
        "vn63": ("63 tỉnh, thành (đến 30/6/2025)", "The 63 provinces (to 30 June 2025)"),
        "vn34": ("34 tỉnh, thành (từ 01/7/2025)", "The 34 provinces (from 1 July 2025)"),
    },
    "indicator": {SKIP: ("Bỏ qua, không nạp", "Leave out")},
    "part": {
        SKIP: ("Số của một phần: bỏ qua", "Of a part: leave out"),
        WHOLE: ("Số của cả tỉnh: nạp", "Of the whole province: take them"),
    },
    "hidden": {
        KEEP: ("Nạp cả các ô đang ẩn", "Take the hidden cells too"),
        SKIP: ("Bỏ các ô đang ẩn", "Leave the hidden cells out"),
    },
    "size": {
        KEEP: ("Số đúng như đã ghi: nạp", "Right as written: take them"),
        SKIP: ("Bỏ các ô này, không nạp", "Leave these cells out"),
    },
    "value": {SKIP: ("Không nạp số nào", "Use none of them")},
}


def option_words(problem: Problem, option: str) -> Words:
    """An option of a question as a person would say it, in Vietnamese and in English.

    An option without words of its own is a name written in the file and says itself.
    """
    labels = dict(zip(problem.options, problem.labels, strict=False))
    if option in labels:
        return labels[option]
    kind = problem.question.partition("|")[0]
    if words := _FIXED.get(kind, {}).get(option):
        return words
    if kind == "period":
        with suppress(ValueError):
            period = Period.of(option)
            return period_text(period, "vi"), period_text(period, "en")
    return option, option


def mark_words(mark: str, written: str = "", value: float = 0, usual: Words | None = None) -> Words:
    """A decimal mark, with what it makes of a number; `usual` is the range that leaves.

    The number stands without groups, for how digits are grouped is the very question.
    """
    vi, en = _FIXED["decimal"][mark]
    if written:
        plain = f"{Decimal(repr(value)).normalize():f}"
        vi, en = f"{vi}: {written} là {plain.replace('.', ',')}", f"{en}: {written} is {plain}"
    if usual:
        vi, en = f"{vi} – ngoài khoảng thường gặp ({usual[0]})", f"{en} – unusual ({usual[1]})"
    return vi, en


def value_option(written: str, cells: str) -> str:
    """One of several values of a figure: its text with its cells, so that it stands for no other.

    An answer is remembered for files of the same layout, whose cells hold other values.
    """
    return f"{written} (ô {cells})"


def value_words(written: str, cells: str) -> Words:
    """The same as words."""
    return value_option(written, cells), f"{written} (cell {cells})"


def skip_words(kind: Kind) -> Words:
    """The words of the option that leaves cells out, for a question of this kind."""
    return _FIXED[kind][SKIP]


def area_words(area: Area) -> Words:
    """A province with the side of the merger it is on, for 23 names stand on both."""
    if area.scheme == "vn63":
        return f"{area.name_vi} (cũ, đến 30/6/2025)", f"{area.name_en} (former, to 30 June 2025)"
    if area.scheme == "vn34":
        return f"{area.name_vi} (từ 01/7/2025)", f"{area.name_en} (from 1 July 2025)"
    return area.name_vi, area.name_en


def indicator_words(indicator: Indicator, catalogue: Catalogue) -> Words:
    """An indicator with its unit, which tells many a pair of names apart."""
    unit = catalogue.units[indicator.unit]
    return f"{indicator.name_vi} ({unit.name_vi})", f"{indicator.name_en} ({unit.name_en})"


def unit_words(unit: Unit) -> Words:
    """A unit by its name."""
    return unit.name_vi, unit.name_en


PERIODS = "năm 2022, 6 tháng đầu năm 2022, quý III/2022, 09/2022 hoặc 30/11/2022"
"""Forms of a period that a clerk can write."""


def unread_period(read: Unclear, question: str) -> Fault:
    """A period cell that is none, or two, or a span of years."""
    message = "Kỳ số liệu đọc được hai cách." if read.options else "Không đọc được kỳ số liệu."
    if read.code == "span":
        message = "Đây là khoảng nhiều năm, không phải một kỳ số liệu."
    return Fault(
        read.code,
        "period",
        message,
        f"Chọn {among_periods(read.options)}." if read.options else f"Ghi {PERIODS}.",
        question=question,
        options=read.options,
    )


def among_periods(keys: Sequence[str]) -> str:
    """Periods to choose from, in words."""
    return " hoặc ".join(period_text(Period.of(key), "vi") for key in keys)


def scheme_asked(column: str, period: Period, question: str, schemes: tuple[str, ...]) -> Fault:
    """Names of the 63 or the 34, in the year they changed or beside a name that is gone."""
    when = period_text(period, "vi")
    why = (
        f"Kỳ {when} nằm cả trước và sau ngày sắp xếp tỉnh 01/7/2025"
        if period.start < MERGER
        else f"Kỳ {when} là sau ngày sắp xếp tỉnh 01/7/2025 mà bảng có tên tỉnh không còn"
    )
    return Fault(
        "two-areas",
        column,
        f"{why}: số liệu theo 63 hay 34 tỉnh, thành phố?",
        "Chọn 63 tỉnh, thành (cũ) hoặc 34 tỉnh, thành (mới).",
        question=question,
        options=schemes,
    )


def unknown_area(code: str, column: str, written: str, like: Sequence[str]) -> Fault:
    """A name no province has, or a code of somebody's own."""
    if not any(map(str.isalpha, written)):
        return Fault(
            code,
            column,
            "Chỉ có mã, không có tên tỉnh; mã này không thuộc danh mục nào mà chương trình biết.",
            "Thêm cột tên tỉnh; mã riêng của một cơ quan không được đoán.",
        )
    return Fault(
        code,
        column,
        "Không có tỉnh, thành phố nào mang tên này.",
        f"{meant(like)} Viết tên đầy đủ, có dấu.".strip(),
    )


def several_areas(
    found: Unclear, column: str, period: Period, question: str, catalogue: Catalogue
) -> Fault:
    """A name that leaves a choice, or belongs to the other side of the merger."""
    options = found.options
    message = "Tên địa phương không xác định được một cách duy nhất."
    if found.code == "area-not-in-scheme":
        message = _other_side(options[0], period, catalogue)
    named = ", ".join(area_words(catalogue.area(key))[0] for key in options)
    return Fault(
        found.code,
        column,
        message,
        f"Chọn địa phương mà số liệu nói đến: {named}.",
        question=question,
        options=options,
        labels=tuple(area_words(catalogue.area(key)) for key in options),
    )


def _other_side(key: str, period: Period, catalogue: Catalogue) -> str:
    area = catalogue.area(key)
    when = period_text(period, "vi")
    if area.scheme == "vn63":
        heirs = " và ".join(catalogue.area(k).name_vi for k in catalogue.counterparts(key, "vn34"))
        return f"{area.name_vi} không còn từ 01/7/2025, nay thuộc {heirs}; kỳ {when} là sau đó."
    return f"{area.name_vi} chỉ có từ 01/7/2025; kỳ {when} là trước đó."


def unknown_indicator(like: Sequence[str], question: str, catalogue: Catalogue) -> Fault:
    """A label that names no indicator; with a `question` an answer may name it, or leave it out."""
    names = [catalogue.indicator(i).name_vi for i in like]
    advice = f"{meant(names)} Dùng tên ở trang Danh mục."
    labels = tuple(indicator_words(catalogue.indicator(i), catalogue) for i in like)
    return Fault(
        "unknown-indicator",
        "indicator",
        "Không có chỉ tiêu này trong danh mục.",
        "Chọn chỉ tiêu của dòng, hoặc bỏ qua dòng." if question else advice.strip(),
        question=question,
        options=(*like, SKIP) if question else tuple(like),
        labels=(*labels, skip_words("indicator")) if question else labels,
    )


def below_province() -> Fault:
    """A table of districts or communes, which says nothing of a province."""
    return Fault(
        "below-province",
        "province",
        "Bảng ghi theo huyện, xã: các số này không phải số của tỉnh, không được nạp.",
        "Nạp bảng theo tỉnh, hoặc thêm dòng 'Toàn tỉnh' có tên tỉnh ở tiêu đề.",
    )


def merged_value(count: int) -> Fault:
    """One figure over several provinces or periods."""
    return Fault(
        "merged-value",
        "value",
        f"Ô số được gộp cho {count} dòng hoặc cột: số này là của chung, không phải của riêng một "
        "tỉnh hay một kỳ.",
        "Tách ô và ghi số của từng tỉnh, từng kỳ; chưa có thì để trống.",
    )


def hidden_asked(question: str, *, filtered: bool = False) -> Fault:
    """Figures in rows or columns that the sheet does not show."""
    why = " do bộ lọc" if filtered else ""
    return Fault(
        "hidden",
        "value",
        f"Số liệu nằm ở hàng hoặc cột đang ẩn{why}: có nạp không?",
        "Chọn nạp hoặc bỏ; hoặc hiện hàng, cột đó rồi thả lại tệp.",
        question=question,
        options=(KEEP, SKIP),
    )


def concealed(written: str) -> Fault:
    """A number that its format does not show."""
    return Fault(
        "concealed",
        "value",
        f"Định dạng của ô giấu số {written}; số không hiện ra nên không được đọc.",
        "Đổi định dạng của ô nếu số còn dùng.",
        severity="warning",
    )


def struck_out(left: str) -> Fault:
    """Text with a line through it, which is not said."""
    return Fault(
        "struck-out",
        "value",
        f"Chữ hoặc số bị gạch ngang không được đọc{f'; phần còn lại: {left}' if left else ''}.",
        "Bỏ gạch ngang nếu số còn dùng.",
        severity="warning",
    )


def money_unit_asked(
    name: str, question: str, units: Sequence[str], labels: Sequence[Words]
) -> Fault:
    """Amounts of money without a unit."""
    return Fault(
        "money-without-unit",
        "value",
        f"{name}: bảng không ghi đơn vị tiền. Số đầu tiên là bao nhiêu?",
        "Chọn đơn vị, hoặc ghi đơn vị vào đầu cột.",
        question=question,
        options=(*units, SKIP),
        labels=(*labels, _FIXED["indicator"][SKIP]),
    )


def size_asked(name: str, usual: str, middle: str, question: str) -> Fault:
    """Figures far from what a province can have, or from all others of their column."""
    evidence = [f"khoảng thường gặp {usual}"] if usual else []
    evidence += [f"trung vị các số còn lại {middle}"] if middle else []
    beside = f" ({'; '.join(evidence)})" if evidence else ""
    return Fault(
        "implausible",
        "value",
        f"{name}: cỡ số bất thường{beside}; có thể đơn vị hoặc dấu phân cách bị nhầm. "
        "Số này có đúng không?",
        "Chọn nạp như đã ghi hoặc bỏ; hoặc sửa ô rồi thả lại tệp.",
        question=question,
        options=(KEEP, SKIP),
    )


def units_differ(stated: str, shown: str) -> Fault:
    """A number format that shows another unit than the table states."""
    return Fault(
        "two-units",
        "value",
        f"Bảng ghi đơn vị '{stated}' mà ô hiển thị '{shown}'.",
        "Sửa cho khớp: một đơn vị ở đầu cột, hoặc ở định dạng của ô.",
    )


def only_parts(named: Sequence[str]) -> Fault:
    """Columns of parts of the province and none of the whole."""
    return Fault(
        "part-of-province",
        "value",
        f"Các cột ({', '.join(named[:5])}) là số của từng phần; không có cột của cả tỉnh.",
        "Thêm cột 'Chung' hoặc 'Tổng số'.",
    )


def outside_catalogue(named: str) -> Fault:
    """A column of figures that nothing in the catalogue is like."""
    return Fault(
        "outside-catalogue",
        "indicator",
        f"Cột '{named}' không phải chỉ tiêu nào của danh mục nên không được đọc.",
        "Không cần làm gì; nếu là chỉ tiêu có trong danh mục thì chọn ở mục các cột.",
        severity="warning",
    )


def units_asked(units: Sequence[Unit], question: str) -> Fault:
    """A title and a heading that name two units of the same kind."""
    named = " và ".join(f"'{unit.name_vi}'" for unit in units)
    return Fault(
        "two-units",
        "unit",
        f"Tiêu đề và đầu cột ghi hai đơn vị khác nhau: {named}. Số của cột theo đơn vị nào?",
        "Chọn đơn vị.",
        question=question,
        options=tuple(unit.id for unit in units),
        labels=tuple(map(unit_words, units)),
    )


def section_below(text: str) -> Fault:
    """A line among the rows that begins another part of the table."""
    return Fault(
        "other-section",
        "value",
        f"Từ dòng '{text[:80]}' trở xuống là phần khác của bảng; các số ở đó không được đọc.",
        "Nếu cần các số đó, tách thành bảng riêng có đầu cột của nó.",
        severity="warning",
    )


def no_whole(name: str) -> Fault:
    """A province of which only parts are given, in a table that gives others whole."""
    return Fault(
        "part-of-province",
        "province",
        f"{name}: chỉ có số của từng phần, không có dòng 'Chung'; không được nạp.",
        "Thêm dòng 'Chung' của tỉnh này.",
        severity="warning",
    )


def some_below() -> Fault:
    """Rows of districts or communes beside the row of the whole province."""
    return Fault(
        "below-province",
        "province",
        "Các dòng huyện, xã không phải số của tỉnh nên bỏ qua; chỉ dòng của cả tỉnh được đọc.",
        "Không cần làm gì, nếu đúng như vậy.",
        severity="warning",
    )


def part_asked(heading: str, parts: Sequence[str], question: str) -> Fault:
    """Rows of parts of the province where no row is of the whole."""
    said = ", ".join(parts[:5])
    return Fault(
        "part-of-province",
        "province",
        f"Cột '{heading}' chia số liệu ({said}) mà không có dòng 'Chung': số là của cả tỉnh hay "
        "chỉ của một phần?",
        "Chọn bỏ qua, hoặc xác nhận số là của cả tỉnh.",
        question=question,
        options=(SKIP, WHOLE),
    )


def unknown_unit(written: str, question: str, fitting: Sequence[Unit]) -> Fault:
    """A unit no entry of the catalogue spells so."""
    return Fault(
        "wrong-unit",
        "unit",
        f"Không có đơn vị '{written}' trong danh mục.",
        f"Chọn một trong: {', '.join(unit.name_vi for unit in fitting)}.",
        question=question,
        options=tuple(unit.id for unit in fitting),
        labels=tuple(map(unit_words, fitting)),
    )


def bare_multiple(written: str, indicator: Indicator) -> Fault:
    """A multiplier without a noun, of a unit that has no such multiple."""
    return Fault(
        "wrong-unit",
        "unit",
        f"Đơn vị chỉ ghi '{written}'; danh mục không có '{written.lower()} {indicator.unit}'.",
        f"Ghi số đầy đủ theo đơn vị '{indicator.unit}'.",
    )
