"""What a one-page brief of a view says, for every format that prints one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from kpi.export.canvas import width_of
from kpi.export.picture import drawing_png
from kpi.export.printable import printable
from kpi.export.shown_rows import ShownRow, ShownRows, column_shares, left_out_text, shown_rows
from kpi.export.words import alt_text, by_reason, cited_text, hollow_note
from kpi.model import Lang
from kpi.model.extract import Cited, Extract
from kpi.wording import day_text

_PAGE = 257.0
"""Millimetres between the upper and the lower margin of A4, 20 mm each."""
ACROSS = 210 - 30 - 15
"""Millimetres between the left and the right margin, 30 and 15 mm."""
_ROWS, _COLUMNS, _FEWEST = 15, 7, 3
_CELL = 48
"""Characters of a cell of the table."""
_POINT = 25.4 / 72
TITLE, SUBTITLE, TABLE, FOOT = 14.0, 13.0, 10.0, 10.0
"""Sizes of type in points; those of title and subtitle as Decree 30/2020/NĐ-CP has them."""


@dataclass(frozen=True)
class Source:
    """A numbered document and where it is on the web, "" where it is not."""

    text: str
    link: str


@dataclass(frozen=True)
class Brief:
    """Texts ready to be set; `table_note` says how many rows are left out.

    `picture` is a PNG, b"" where the view draws nothing, `picture_height` its height in
    millimetres at the full width, `alt` what it shows. `facts` are (label, text).
    """

    lang: Lang
    title: str
    subtitle: str
    day: str
    taken_on: date
    picture: bytes
    picture_height: float
    alt: str
    table: ShownRows
    table_note: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    sources_head: str
    sources: tuple[Source, ...]
    address: Source


@dataclass(frozen=True)
class _Limits:
    """How many lines of each kind, and characters of a line."""

    sources: int
    notes: int
    absent: int
    line: int
    title: int


_TIGHT = _Limits(3, 2, 1, 150, 130)
_TRIED = (
    (_Limits(12, 9, 4, 400, 260), 13),
    (_Limits(6, 5, 3, 260, 260), 8),
    (_TIGHT, _FEWEST + 1),
)
"""Limits from roomy to tight, each with the rows it is given up below."""


def brief_of(extract: Extract) -> Brief:
    """The brief of a view, with as many rows as its one page has room for, at most 15.

    Texts are shortened and lists cut where a page would overflow, which is said.

    Raises:
        UnreadableError: when a map is asked for and a boundary file is missing or damaged.
    """
    picture = drawing_png(extract)
    for limits, fewest in _TRIED:
        for rows in range(_ROWS, fewest - 1, -1):
            brief = _composed(extract, picture, rows, limits)
            if _high(brief) <= _PAGE:
                return brief
    return _composed(extract, picture, _FEWEST, _TIGHT)


def _composed(extract: Extract, picture: bytes, rows: int, limits: _Limits) -> Brief:
    vi, lang = extract.lang == "vi", extract.lang
    shown = shown_rows(extract, rows, _COLUMNS)
    at = _document_column(shown, extract)
    sources = _in_order(shown, at, extract)
    table = _numbered(shown, at, sources)
    return Brief(
        lang=lang,
        title=printable(extract.title, limits.title),
        subtitle=printable(extract.subtitle, limits.title),
        day=long_day(extract.taken_on, lang),
        taken_on=extract.taken_on,
        picture=picture,
        picture_height=_picture_height(picture),
        alt=alt_text(extract),
        table=table,
        table_note=left_out_text(table.left_out, lang) if table.left_out else "",
        facts=tuple(_facts(extract, limits)),
        lines=(
            *hollow_note(extract),
            *_cut(by_reason(extract.absent), limits.absent, limits, lang),
            *_cut(extract.notes, limits.notes, limits, lang),
        ),
        sources_head="Nguồn" if vi else "Sources",
        sources=tuple(_listed(sources, limits, lang)),
        address=Source(printable(extract.address, limits.line), _web(extract.address)),
    )


def long_day(day: date, lang: Lang) -> str:
    """A day as official letters write it: ngày 05 tháng 01 năm 2026 (Decree 30/2020/NĐ-CP)."""
    if lang == "en":
        return day_text(day, lang)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _facts(extract: Extract, limits: _Limits) -> Iterator[tuple[str, str]]:
    """Filters in one line, then coverage, cut-off and the past day; title and day stand above."""
    vi = extract.lang == "vi"
    chosen = "; ".join(f"{label}: {choice}" for label, choice in extract.filters)
    past = "" if extract.as_of is None else day_text(extract.as_of, extract.lang)
    for label, text in (
        ("Lựa chọn" if vi else "Chosen", chosen),
        ("Độ phủ" if vi else "Coverage", extract.coverage),
        ("Chốt số" if vi else "Cut-off", extract.cut_off),
        ("Kho số liệu như cuối ngày" if vi else "The store as it stood at the end of", past),
    ):
        if text:
            yield label, printable(text, limits.line)


def _cut(lines: Sequence[str], most: int, limits: _Limits, lang: Lang) -> list[str]:
    kept = [printable(line, limits.line) for line in lines[:most]]
    return [*kept, *_rest(len(lines) - most, lang)]


def _rest(count: int, lang: Lang) -> list[str]:
    if count <= 0:
        return []
    return [
        f"… còn {count} mục, có trong tệp Excel" if lang == "vi" else f"… {count} more in Excel"
    ]


def _document_column(shown: ShownRows, extract: Extract) -> int | None:
    """The column that tells the document of each row, None without one."""
    titles = {printable(one.title, 300) for one in extract.sources} - {""}
    for place in range(1, len(shown.columns)):
        texts = {row.texts[place] for row in shown.rows} - {""}
        if texts and texts <= titles:
            return place
    return None


def _in_order(shown: ShownRows, at: int | None, extract: Extract) -> list[Cited]:
    """The documents of the rows shown first, in their order, then those of the others."""
    told = [] if at is None else list(dict.fromkeys(row.texts[at] for row in shown.rows))
    place = {title: n for n, title in enumerate(told)}
    return sorted(extract.sources, key=lambda s: place.get(printable(s.title, 300), len(told)))


def _listed(sources: Sequence[Cited], limits: _Limits, lang: Lang) -> Iterator[Source]:
    for number, one in enumerate(sources[: limits.sources], start=1):
        yield Source(f"[{number}] {_named(one)}", _web(one.url))
    for rest in _rest(len(sources) - limits.sources, lang):
        yield Source(rest, "")


def _named(one: Cited) -> str:
    """A document without its address, which is the link, if there is a title to carry it."""
    return printable(cited_text(Cited(one.title, one.publisher, one.published_on)), 180)


def _web(address: str) -> str:
    """An address that may be opened; nothing but the web's own."""
    safe = printable(address, 2_000).replace(" ", "%20")
    return safe if safe.startswith(("http://", "https://")) else ""


def _numbered(shown: ShownRows, at: int | None, sources: Sequence[Cited]) -> ShownRows:
    """The table with documents told by their number in the list below it."""
    numbers: dict[str, str] = {}
    for n, one in enumerate(sources, start=1):
        numbers.setdefault(printable(one.title, 300), f"[{n}]")
    rows = (
        ShownRow(
            tuple(
                numbers.get(text, "") if place == at else printable(text, _CELL)
                for place, text in enumerate(row.texts)
            ),
            row.own,
        )
        for row in shown.rows
    )
    return ShownRows(shown.columns, tuple(rows), shown.left_out)


def _picture_height(picture: bytes) -> float:
    """Height of a PNG at the full width, in millimetres: its size stands in its first bytes."""
    if not picture:
        return 0.0
    wide, high = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    return ACROSS * high / wide


def _lines(text: str, size: float, room: float) -> int:
    """Lines that a text takes, a little more than it will: Times is narrower than what measures."""
    return max(1, ceil(width_of(text, size * _POINT) / room))


def _high(brief: Brief) -> float:
    """Millimetres that a brief takes."""
    foot = [
        *(f"{label}: {text}" for label, text in brief.facts),
        *brief.lines,
        *(source.text for source in brief.sources),
        brief.address.text,
    ]
    high = sum(_lines(text, FOOT, ACROSS) for text in foot) * FOOT * 1.2
    high += _lines(brief.title, TITLE, ACROSS * 0.95) * TITLE * 1.25
    high += _lines(brief.subtitle, SUBTITLE, ACROSS * 0.95) * SUBTITLE * 1.25
    # The day, the head of the sources, the note below the table, blanks between the parts.
    high += SUBTITLE * 1.25 + 2 * FOOT * 1.2 + 40
    return brief.picture_height + high * _POINT + _table_high(brief.table)


def _table_high(table: ShownRows) -> float:
    """Millimetres of heads and rows, each as high as its longest cell."""
    shares = column_shares(table)
    high = 0
    for texts in ([column.head for column in table.columns], *(row.texts for row in table.rows)):
        high += max(
            (_lines(t, TABLE, ACROSS * s - 4) for t, s in zip(texts, shares, strict=True)),
            default=0,
        )
    return (high * TABLE * 1.2 + (len(table.rows) + 1) * 1.5) * _POINT
