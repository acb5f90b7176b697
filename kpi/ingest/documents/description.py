"""What a document says of itself, each thing with the words it says it with.

Nothing here is certain, so everything is a proposal; what the text does not say stays "".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi.catalogue import Catalogue
from kpi.ingest.documents.dates import published_on
from kpi.ingest.documents.page_furniture import FORMAL_LINE, is_furniture, is_office
from kpi.ingest.documents.places import area_of
from kpi.ingest.documents.reported import Reported
from kpi.ingest.documents.text import DATELINE, Kept, Line, Lines
from kpi.model import Known, Locator, Problem, Told

_SHORTEST_TITLE, _LONGEST_TITLE, _FEWEST_WORDS = 15, 300, 4
_FORM = re.compile(
    r"(?:báo cáo|kế hoạch|thông báo|tờ trình|công văn|đề án|bản tin|phụ lục|tổng hợp|"
    r"thông cáo báo chí)",
    re.I,
)
# Numbered, or a sentence.
_SECTION = re.compile(
    r"\s*(?:[IVXLC]{1,6}|\d{1,2}|[A-ZĐ])\s*[.)/]\s|\s*(?:PHẦN|Phần|CHƯƠNG|Chương)\s|.*[.;:]\s*$"
)
_PROVINCE = re.compile(r"\b(?:TỈNH|THÀNH PHỐ|TP\.?) (?!ỦY)[A-ZÀ-ỸĐ][A-ZÀ-ỸĐ -]*$")
# In capitals: of a province, or the second half of a department's name.
_BROKEN_NAME = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|VÀ) [A-ZÀ-ỸĐ .-]+")
_SOURCE_LINE = re.compile(
    r"\s*(?:nguồn(?:\s+tin)?\s*:|theo\s)\s*(?P<who>[^\d,;]{3,60}?)[\s.)]*", re.I
)
_SITE = re.compile(
    r"(?:cổng|trang)\s+(?:ttđt|thông tin điện tử|tin điện tử|tt điện tử)\b[^,;.|\n]{0,60}"
    r"|\bbáo\s+(?!cáo\b)(?:điện tử\s+)?[A-ZĐ]\S*(?:\s+[A-ZĐ]\S*){0,3}(?:\s+(?:điện tử|online))?",
    re.I,
)
_YEAR = re.compile(r"(?<![\d.,])\d{4}(?![\d.,]*\d)")
_FIRST_YEAR = 1997  # when most provinces of today were parted
_MERGER = 2025
_LONGEST_SITE_LINE = 100
_EDGE = 15


@dataclass(frozen=True)
class Hints:
    """What the page's metadata says, outside the text."""

    title: str = ""
    site: str = ""
    published: str = ""


@dataclass(frozen=True)
class About:
    """The proposals, and what a person should look at before believing them."""

    title: Told
    publisher: Told
    published_on: Told
    area: Told
    period: Told
    problems: tuple[Problem, ...] = ()


def describe(kept: Kept, hints: Hints, catalogue: Catalogue, known: Known) -> About:
    """Everything the text and the metadata tell, but for what a person says."""
    lines = Lines(kept)
    title = title_of(lines, hints.title)
    publisher = publisher_of(lines, hints.site)
    reported = Reported(lines, title)
    published = published_on(lines, title, hints.published, reported.year)
    if known.published_on:
        published = Told(known.published_on)
    period, by_date = (Told(known.period), False) if known.period else reported.period(published)
    day = published.value or period.value or _latest_year(kept.text)
    area = Told(known.area) if known.area else area_of(lines, title, publisher, day, catalogue)
    return About(
        title, publisher, published, area, period, (_from_date(period),) if by_date else ()
    )


def _latest_year(text: str) -> str:
    """The latest year written, where it says which provinces there were; "" else.

    A later one may be that of a target.
    """
    years = map(int, _YEAR.findall(text))
    latest = max((year for year in years if year >= _FIRST_YEAR), default=_MERGER)
    return str(latest) if latest < _MERGER else ""


def _from_date(period: Told) -> Problem:
    return Problem(
        "period-from-date",
        "warning",
        Locator("text" if period.start is not None else "none", start=period.start, end=period.end),
        period.as_written,
        f"Văn bản không nói rõ kỳ báo cáo; tạm lấy {period.value}, năm của ngày đăng.",
        "Xem lại và chọn kỳ mà văn bản báo cáo.",
    )


def title_of(lines: Lines, hint: str) -> Told:
    """The heading above the body, no cell of a table but for want of another; else the page's."""
    cell: Line | None = None
    for n, line in enumerate(lines.head):
        if found := _form(lines, n):
            return found
        if _may_be_title(line):
            if not line.row:
                return _whole(line)
            cell = cell or line
    return _whole(cell) if cell else Told(hint, hint)


def _whole(line: Line) -> Told:
    text = line.text.strip()
    start = line.text.index(text)
    return line.told(text, start, start + len(text))


def _form(lines: Lines, n: int) -> Told | None:
    """The name of the form of paper and, below it, what it is about: BÁO CÁO / Kết quả."""
    head = lines.head
    if not _FORM.fullmatch(head[n].text.strip(" :")):
        return None
    about: list[Line] = []
    for line in head[n + 1 : n + 4]:
        if FORMAL_LINE.search(line.text) or len(line.text) > _LONGEST_TITLE or line.row:
            break
        # What the paper is about may take several lines; the first section is none of them.
        apart = about and "\n\n" in lines.text[about[-1].end : line.start]
        if apart or (about and _SECTION.match(line.text)):
            break
        about.append(line)
    if not about:
        return None
    whole = [head[n], *about]
    value = " ".join(line.text.strip() for line in whole)
    start, end = whole[0].start, whole[-1].end
    return Told(value, lines.text[start:end], start, end)


def _may_be_title(line: Line) -> bool:
    text = line.text.strip()
    if not _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE or len(text.split()) < _FEWEST_WORDS:
        return False
    return not (is_furniture(text) or is_office(text))


def publisher_of(lines: Lines, site: str) -> Told:
    """The paper of the dateline, the site, the issuing body of the letterhead, or a source line."""
    for line in [*lines.head, *lines.body[:2]]:
        dateline = DATELINE.match(line.text)
        if dateline:
            group = "in" if dateline["in"] else "bare"
            return line.told(dateline[group].strip(), *dateline.span(group))
    if site:
        return Told(site, site)
    return _letterhead(lines) or _signed(lines) or Told("")


def _letterhead(lines: Lines) -> Told | None:
    """The last of the bodies named one above another, with the province of the one above it.

    "UBND TỈNH LAI CHÂU" over "SỞ TƯ PHÁP" is the department of Lai Châu.
    """
    found: Told | None = None
    province = ""
    head = lines.head[:_EDGE]
    for n, line in enumerate(head):
        text = line.text.strip()
        if _FORM.match(text):
            break
        if not is_office(text):
            continue
        name = " ".join([text, *_rest_of_name(head[n + 1 :])])
        own = _PROVINCE.search(name)
        province = own[0] if own else province
        start = line.text.index(text)
        whole = name if own or not province else f"{name} {province}"
        found = line.told(whole, start, start + len(text))
    return found


def _rest_of_name(below: Sequence[Line]) -> Iterator[str]:
    """The next lines where a name is broken: "ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU"."""
    for line in below:
        text = line.text.strip()
        if FORMAL_LINE.search(text):  # the other half of a letterhead
            continue
        if not _BROKEN_NAME.fullmatch(text) or is_office(text):
            return
        yield text


def _signed(lines: Lines) -> Told | None:
    """A source line ("Nguồn: …") at the end, or the name of a site or a paper alone on a line."""
    for line in reversed(lines.all[-_EDGE:]):
        source = _SOURCE_LINE.fullmatch(line.text)
        if source:
            return line.told(source["who"].strip(), *source.span("who"))
    for line in [*lines.head, *lines.all[-_EDGE:]]:
        site = _SITE.search(line.text) if len(line.text) <= _LONGEST_SITE_LINE else None
        if site and not line.text.rstrip().endswith("."):
            return line.told(site[0].strip(), site.start(), site.start() + len(site[0].strip()))
    return None
