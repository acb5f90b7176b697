"""The sentences that every file of an extract carries, in its language."""

from collections.abc import Iterable, Iterator

from kpi.export.printable import printable
from kpi.model.extract import Absent, Cited, Extract
from kpi.wording import day_text


def about(extract: Extract) -> Iterator[tuple[str, str]]:
    """(label, text) of what is known of the view; the finding first, the address last."""
    vi, lang = extract.lang == "vi", extract.lang
    yield "", extract.title
    if extract.filters:
        yield from extract.filters
    elif extract.subtitle:
        yield "", extract.subtitle
    for labels, text in (
        (("Độ phủ", "Coverage"), extract.coverage),
        (("Chốt số", "Cut-off"), extract.cut_off),
        (
            ("Kho số liệu như cuối ngày", "The store as it stood at the end of"),
            "" if extract.as_of is None else day_text(extract.as_of, lang),
        ),
        (("Tải về ngày", "Downloaded on"), day_text(extract.taken_on, lang)),
        (("Địa chỉ", "Address"), extract.address),
    ):
        if text:
            yield labels[not vi], text


def by_reason(absent: Iterable[Absent]) -> list[str]:
    """Who has no figure, one line a reason: "Chưa có số liệu: Hà Nội, Huế"."""
    found: dict[str, list[str]] = {}
    for one in absent:
        found.setdefault(one.reason, []).append(one.name)
    return [f"{reason}: {', '.join(names)}" for reason, names in found.items()]


def cited_text(one: Cited) -> str:
    """A document in one line: title, publisher, date, address."""
    return ", ".join(part for part in (one.title, one.publisher, one.published_on, one.url) if part)


def sources_lines(extract: Extract) -> list[str]:
    """The documents, one a line, with how many figures each tells."""
    vi = extract.lang == "vi"
    word = "Nguồn" if vi else "Source"
    return [
        f"{word}: {cited_text(one)}"
        + (f" ({one.figures} {'số liệu' if vi else _plural(one.figures)})" if one.figures else "")
        for one in extract.sources
    ]


def _plural(count: int) -> str:
    return "figure" if count == 1 else "figures"


def hollow_note(extract: Extract) -> list[str]:
    """What hollow bars mean, where the drawing has some."""
    bars = extract.drawing.bars if extract.drawing is not None else ()
    vi = extract.lang == "vi"
    notes = []
    if any(bar.hollow and not bar.earlier for bar in bars):
        notes.append(
            "Cột rỗng: số ước, mục tiêu, kế hoạch hoặc hạng tự tính"
            if vi
            else "Hollow bars: estimates, targets, plans or ranks of our own count"
        )
    if any(bar.earlier for bar in bars):
        notes.append(
            "Cột rỗng ghi năm: số liệu năm trước, không xếp hạng"
            if vi
            else "Hollow bars with a year: figures of an earlier year, not ranked"
        )
    return notes


def alt_text(extract: Extract) -> str:
    """What the drawing shows, for who does not see it: the finding and the first bars."""
    bars = extract.drawing.bars[:3] if extract.drawing is not None else ()
    first = "; ".join(f"{bar.name} {bar.text}" for bar in bars)
    return printable(". ".join(t for t in (extract.title, extract.subtitle, first) if t), 480)
