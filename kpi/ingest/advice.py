"""What a clerk is told of a name or unit that means nothing here, or more than one thing."""

from collections.abc import Sequence

from kpi.catalogue import Catalogue
from kpi.ingest.choices import SKIP, area_words, indicator_words, skip_words, unit_words
from kpi.ingest.ledger import Fault
from kpi.ingest.likeness import meant
from kpi.model import Indicator, Period, Unclear, Unit
from kpi.wording import period_text

PERIODS = "năm 2022, 6 tháng đầu năm 2022, quý III/2022, 09/2022 hoặc 30/11/2022"
"""Forms of a period that a clerk can write."""


def unread_period(read: Unclear, question: str) -> Fault:
    """A period cell that is none, or two."""
    return Fault(
        read.code,
        "period",
        "Kỳ số liệu đọc được hai cách." if read.options else "Không đọc được kỳ số liệu.",
        f"Chọn {among_periods(read.options)}." if read.options else f"Ghi {PERIODS}.",
        question=question,
        options=read.options,
    )


def among_periods(keys: Sequence[str]) -> str:
    """Periods to choose from, in words."""
    return " hoặc ".join(period_text(Period.of(key), "vi") for key in keys)


def scheme_asked(column: str, period: Period, question: str, schemes: tuple[str, ...]) -> Fault:
    """A name that both the 63 and the 34 have, in the year they changed."""
    return Fault(
        "two-areas",
        column,
        f"Kỳ {period_text(period, 'vi')} nằm cả trước và sau ngày sắp xếp tỉnh 01/7/2025 và tên "
        "này có ở cả hai bên: số liệu theo 63 hay 34 tỉnh, thành phố?",
        "Chọn 63 tỉnh, thành (cũ) hoặc 34 tỉnh, thành (mới).",
        question=question,
        options=schemes,
    )


def unknown_area(code: str, column: str, like: Sequence[str]) -> Fault:
    """A name no province has."""
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


def bare_multiple(written: str, question: str, unit: Unit | None, indicator: Indicator) -> Fault:
    """A multiplier without a noun: the unit is asked for, or refused where there is none."""
    if unit is None:
        return Fault(
            "wrong-unit",
            "unit",
            f"Đơn vị chỉ ghi '{written}'; danh mục không có '{written.lower()} {indicator.unit}'.",
            f"Ghi số đầy đủ theo đơn vị '{indicator.unit}'.",
        )
    return Fault(
        "wrong-unit",
        "unit",
        f"Đơn vị chỉ ghi '{written}': có phải là '{unit.name_vi}'?",
        "Chọn đơn vị, hoặc ghi đủ đơn vị vào bảng.",
        question=question,
        options=(unit.id,),
        labels=(unit_words(unit),),
    )
